//! Choices between values, and values that may be missing: `a if c else b`, `c ? a : b`, `if let`, `x?.f()`, `x!`.

use std::ops::Range;

use super::super::phrase::Bound;
use super::super::place::Place;
use super::report;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::token::{Class, TokenKind};

/// `a if c else b`, `c ? a : b`
pub(super) fn ternary(place: &Place<'_>) -> Option<Diagnostic> {
    python_ternary(place).or_else(|| c_ternary(place))
}

fn python_ternary(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let word = match place.current() {
        "if" => index,
        // The `if` of a comprehension can be read, its `else` cannot.
        "else" if place.bracket() == "[" || place.bracket() == "{" && !place.in_block() => place
            .outer(place.statement()..index)
            .find(|at| *at > place.statement() && place.token(*at) == "if" && place.ends_operand(at - 1))?,
        _ => return None,
    };
    if word == 0 || !place.ends_operand(word - 1) || word == place.statement() || place.first_on_line(word) {
        return None;
    }
    let start = place.expr_start(word, Bound::Value)?;
    let span = place.span_of(word);
    let Some((text, end)) = chain_of_choices(place, start, word) else {
        let end = place.part_end(word);
        let first = place.statement();
        let alone = place.in_block() && !place.in_match() && (place.token(first) == "return" || start == first);
        let whole = place.span_over(first..end);
        return Some(report::if_after(span, &place.ours(first..word), &place.ours(word + 1..end), alone.then_some(whole)));
    };
    // `x if x is not None else y`
    if let Some(text) = default(place, start..word, word + 1..end) {
        return Some(report::ternary(report::Choice::Python, span, place.span_over(start..end), &text));
    }
    // Elements of a generator or comprehension may follow.
    Some(report::ternary(report::Choice::Python, span, place.span_over(start..end), &text))
}

/// `x ?? y`, where the condition asks that `x` is not `none`, and the choice is between `x` and `y`.
fn default(place: &Place<'_>, value: Range<usize>, rest: Range<usize>) -> Option<String> {
    let otherwise = place.outer(rest.clone()).find(|at| place.token(*at) == "else")?;
    let condition = place.bare_ours(rest.start..otherwise);
    let other = place.bare_ours(otherwise + 1..rest.end);
    let value = place.bare_ours(value);
    (condition == format!("{value} != none") && !other.contains(" if ")).then(|| format!("{value} ?? {other}"))
}

/// The choice that begins at `start` and has its `if` at `word`, as it is written here, with the index after it.
fn chain_of_choices(place: &Place<'_>, start: usize, word: usize) -> Option<(String, usize)> {
    let mut text = String::new();
    let (mut start, mut word) = (start, word);
    for _ in 0..20 {
        let condition = place.expr_end(word + 1, Bound::Value)?;
        if place.token(condition) != "else" {
            return None;
        }
        let other = place.expr_end(condition + 1, Bound::Value)?;
        text += &format!("if {} {{ {} }} else ", place.ours(word + 1..condition), place.bare_ours(start..word));
        if place.token(other) != "if" {
            text += &format!("{{ {} }}", place.bare_ours(condition + 1..other));
            return Some((text, other));
        }
        // A second `if` is that of a comprehension where no `else` follows.
        let further = place.expr_end(other + 1, Bound::Value).map_or("", |end| place.token(end));
        if further != "else" {
            text += &format!("{{ {} }}", place.bare_ours(condition + 1..other));
            return Some((text, other));
        }
        (start, word) = (condition + 1, other);
    }
    None
}

fn c_ternary(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let mark = [index, index.wrapping_sub(1)].into_iter().find(|index| place.token(*index) == "?")?;
    let glued = place.token(mark + 1) == ":" && place.glued(mark + 1);
    if mark == 0 || place.in_params() || place.in_declaration() || !place.ends_operand(mark - 1) {
        return None;
    }
    let start = place.expr_start(mark, Bound::Value)?;
    if glued {
        let end = place.expr_end(mark + 2, Bound::Value)?;
        return Some(report::elvis(place.span_over(mark..mark + 2), place.source(start..mark), place.source(mark + 2..end)));
    }
    let (text, end) = marked_choice(place, start, mark, 0)?;
    Some(report::ternary(report::Choice::Mark, place.span_of(mark), place.span_over(start..end), &text))
}

/// `c ? a : b`, whose `c` begins at `start`.
fn marked_choice(place: &Place<'_>, start: usize, mark: usize, depth: usize) -> Option<(String, usize)> {
    let colon = place.expr_end(mark + 1, Bound::Value).filter(|end| place.token(*end) == ":")?;
    let end = place.expr_end(colon + 1, Bound::Value)?;
    let head = format!("if {} {{ {} }} else ", place.bare_ours(start..mark), place.bare_ours(mark + 1..colon));
    if place.token(end) == "?" && depth < 20 {
        let (rest, end) = marked_choice(place, colon + 1, end, depth + 1)?;
        return Some((head + &rest, end));
    }
    Some((format!("{head}{{ {} }}", place.bare_ours(colon + 1..end)), end))
}

/// `if let Some(x) = o { … }`, `while let Some(x) = o { … }`
pub(super) fn if_let(place: &Place<'_>) -> Option<Diagnostic> {
    let at = place.index();
    if place.current() != "let" || !matches!(place.before(1), "if" | "while" | "and") {
        return None;
    }
    let equals = place.on_line(at + 1).find(|index| place.token(*index) == "=")?;
    let open =
        (equals..).take_while(|index| place.kind_of(*index).is_some()).find(|index| place.class_of(*index) == Some(Class::OpenBlock))?;
    let subject = place.source(equals + 1..open);
    let pattern = place.source(at + 1..equals);
    let whole = place.span_over(at - 1..open);
    if place.before(1) == "while" || !matches!(place.token(at + 1), "Some" | "Ok") && place.token(at + 2) != "=" {
        return Some(report::let_pattern(place.before(1), pattern, subject, whole));
    }
    let name = if place.token(at + 2) == "=" { at + 1 } else { at + 3 };
    if !place.is_name(name)
        || place.operand_end(equals + 1) != Some(open)
        || !subject.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
    {
        let plain = place.is_name(name) && place.operand_end(equals + 1) == Some(open) && place.statement() == at - 1;
        let edits = plain.then(|| {
            let declared = format!("let {} = {subject}\n{}", place.token(name), place.indentation(at - 1));
            vec![
                Edit { span: place.span_of(at - 1).head(), text: declared },
                Edit { span: place.span_over(at..open), text: format!("{} != none", place.token(name)) },
            ]
        });
        return Some(report::if_let_value(place.token(name), subject, whole, edits));
    }
    let mut edits = vec![Edit { span: place.span_over(at..open), text: format!("{subject} != none") }];
    if let Some(close) = place.closing(open).filter(|_| place.token(name) != subject) {
        edits.extend(renamed(place, open + 1..close, place.token(name), subject));
    }
    Some(report::if_let(subject, whole, edits))
}

/// Edits that write another text in place of a name.
fn renamed(place: &Place<'_>, range: Range<usize>, name: &str, text: &str) -> Vec<Edit> {
    let uses = range.filter(|at| place.token(*at) == name && place.token(at - 1) != "." && place.is_name(*at));
    uses.map(|at| Edit { span: place.span_of(at), text: text.to_owned() }).collect()
}

/// `let Some(x) = o else { … }`
pub(super) fn let_else(place: &Place<'_>) -> Option<Diagnostic> {
    let first = place.opener().filter(|open| place.token(*open) == "(").and_then(|open| open.checked_sub(2)).unwrap_or(place.statement());
    let at = [first, place.statement()].into_iter().find(|at| place.token(*at) == "let" && matches!(place.token(at + 1), "Some" | "Ok"))?;
    let equals = place.on_line(at + 1).find(|index| place.token(*index) == "=")?;
    let otherwise = place.on_line(equals).find(|index| place.token(*index) == "else");
    let name = place.token(at + 3);
    let subject = place.source(equals + 1..otherwise.unwrap_or_else(|| place.part_end(equals + 1)));
    let block = otherwise.and_then(|word| Some(word + 1..place.closing(word + 1)? + 1));
    let whole = block.clone().map(|block| place.span_over(at..block.end));
    let block = block.map(|block| place.source(block));
    Some(report::let_else(name, subject, block, place.span_over(at..equals), place.indentation(at), whole))
}

/// `o?.f()`, `o?[0]`
pub(super) fn chain(place: &Place<'_>) -> Option<Diagnostic> {
    let mark = place.index();
    let follows = place.token(mark + 1);
    if place.current() != "?" || mark == 0 || !place.ends_operand(mark - 1) || !place.glued(mark + 1) || !matches!(follows, "." | "[" | "(")
    {
        return None;
    }
    let start = place.operand_start(mark - 1)?;
    let object = place.source(start..mark);
    let first = if follows == "." && matches!(place.token(mark + 2), "[" | "(") { mark + 2 } else { mark + 1 };
    let mut end = if follows == "." && first == mark + 1 { mark + 3 } else { place.closing(first)? + 1 };
    while let Some(kind) = place.kind_of(end) {
        end = match kind {
            TokenKind::CallOpen | TokenKind::IndexOpen => place.closing(end)? + 1,
            TokenKind::Dot if place.is_name(end + 1) => end + 2,
            _ => break,
        };
    }
    let access = format!("{object}{}", place.source(first..end));
    let fallback = (place.token(end) == "??").then(|| place.expr_end(end + 1, Bound::Sum)).flatten();
    let (other, end) = fallback.map_or(("none", end), |after| (place.source(end + 1..after), after));
    let plain = object.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    let text = format!("if {object} != none {{ {access} }} else {{ {other} }}");
    // Between other operators, the whole needs parentheses.
    let alone = start == place.statement()
        || !place.ends_operand(start - 1)
            && matches!(place.class_of(start - 1), Some(Class::Open | Class::OpenBlock | Class::Keyword | Class::Punctuation))
        || place.token(start - 1) == "=";
    let alone = alone && !place.begins_operator(end);
    let text = if alone { text } else { format!("({text})") };
    Some(report::optional_chain(place.span().to(place.span_of(mark + 1)), object, plain.then(|| (place.span_over(start..end), text))))
}

/// Builtins whose result may be `none`.
pub(crate) const MAY_BE_NONE: [&str; 10] =
    ["find", "first", "get", "index_of", "json_at", "last", "parse_float", "parse_int", "regex_find", "rfind"];

/// `f(x)?`
pub(super) fn mark_after(place: &Place<'_>) -> Option<Diagnostic> {
    let mark = place.index();
    let typed =
        matches!(place.statement_word(), "let" | "var" | "const") && place.outer(place.statement()..mark).all(|at| place.token(at) != "=");
    if place.current() != "?"
        || typed
        || place.in_params()
        || place.in_declaration()
        || mark == 0
        || !place.glued(mark)
        || !place.ends_operand(mark - 1)
    {
        return None;
    }
    let start = place.operand_start(mark - 1)?;
    let value = start..mark;
    let alone = matches!(place.statement_word(), "let" | "var") && place.token(place.statement() + 2) == "=";
    let named = (alone && place.is_end_after(mark) && place.statement() + 3 == start).then(|| place.token(place.statement() + 1));
    let called = place.opening(mark - 1).filter(|_| place.token(mark - 1) == ")").and_then(|open| open.checked_sub(1));
    let called = called.map_or("", |name| place.token(name));
    let may_be_none = MAY_BE_NONE.contains(&called)
        || place.class_of(start) == Some(Class::Name) && place.declared_output(place.token(start)).is_some_and(|ty| ty.ends_with('?'));
    let (source, whole) = (place.source(value), place.span_over(start..mark + 1));
    if let Some(type_name) = called.strip_prefix("parse_").filter(|_| may_be_none && source.starts_with(called)) {
        return Some(report::question_after_parsing(source, place.span(), whole, &source.replacen(called, type_name, 1)));
    }
    if !may_be_none {
        return Some(report::question_after(source, place.span()));
    }
    let failing = format!("{source} ?? fail(\"no value of {}\")", source.replace(['"', '\\'], "'"));
    let failing = if named.is_some() || place.is_end_after(mark) && place.statement() == start { failing } else { format!("({failing})") };
    Some(report::question_after_optional(source, place.span(), whole, &failing, named))
}

/// `o!`, `o!!`, `not` written `!` where no value follows
pub(super) fn bang(place: &Place<'_>) -> Option<Diagnostic> {
    let mark = place.index();
    if place.current() != "!" || mark == 0 || !place.ends_operand(mark - 1) {
        return None;
    }
    let start = place.operand_start(mark - 1)?;
    Some(report::force(place.source(start..mark), place.span()))
}
