//! Messages about habits: one function each. Each shows the repair with the text of the program, as a fix where it can be applied.

mod forms;
mod words;

pub(super) use forms::*;
pub(super) use words::*;
pub(in crate::syntax::errors) use words::{documentation, foreign_comment, foreign_keyword};

use crate::diagnostics::{Applicability, Code, Diagnostic, Edit, codes::syntax as codes};
use crate::source::Span;

/// Titles of fixes are no longer than this; a longer repair is only shown.
const LONGEST_TITLE: usize = 80;

fn edit(span: Span, text: &str) -> Edit {
    Edit { span, text: text.into() }
}

/// The fix that writes `text` in place of what is at `span`.
fn rewrite(found: Diagnostic, span: Span, text: &str, applicability: Applicability) -> Diagnostic {
    let shown = text.trim();
    let title = if shown.contains(['\n', '`']) || shown.chars().count() > LONGEST_TITLE {
        "rewrite it".to_owned()
    } else {
        format!("write `{shown}`")
    };
    found.fix(title, applicability, vec![edit(span, text)])
}

fn operator(written: &str, span: Span, label: &str) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_OPERATOR, format!("there is no `{written}` operator")).at(span, label)
}

/// `written`, which is two signs for one comparison, means `meant`.
pub(super) fn comparison(written: &str, span: Span, meant: &str) -> Diagnostic {
    let found =
        Diagnostic::new(&codes::FOREIGN_OPERATOR, format!("`{written}` is written `{meant}` here")).at(span, format!("write `{meant}`"));
    rewrite(found, span, meant, Applicability::Safe)
}

/// `x is None`: `compared` is everything from the word on.
pub(super) fn is_none(written: &str, subject: &str, meant: &str, compared: Span) -> Diagnostic {
    let found = Diagnostic::new(&codes::FOREIGN_KEYWORD, format!("`{written}` is not an operator"))
        .at(compared, format!("write `{meant} none`"))
        .help(format!("compare with `none`: `{subject} {meant} none`"));
    rewrite(found, compared, &format!("{meant} none"), Applicability::Unsafe)
}

pub(super) fn type_test(written: &str, subject: &str, tested: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_KEYWORD, format!("`{written}` is not an operator"))
        .at(span, "a `match` finds out which type a value of a union has")
        .help(format!("write `match {subject} {{ value: {tested} => …, _ => … }}`"))
}

/// `alone` says that the whole statement is `x++`.
pub(super) fn increment(target: &str, sign: &str, span: Span, alone: bool) -> Diagnostic {
    let found = operator(&format!("{sign}{sign}"), span, "unknown operator").help(format!("write `{target} {sign}= 1`"));
    if alone {
        rewrite(found, span, &format!(" {sign}= 1"), Applicability::Safe)
    } else {
        found.help("an assignment is a statement of its own, not a value")
    }
}

/// `name := value` as a statement; `declared` says that the name is that of a variable.
pub(super) fn walrus_statement(name: &str, value: &str, head: Span, sign: Span, declared: bool) -> Diagnostic {
    let found = operator(":=", sign, "unknown operator");
    if declared {
        return rewrite(found.help(format!("assign to the variable with `{name} = {value}`")), sign, "=", Applicability::Unsafe);
    }
    found.help(format!("declare a value with `let {name} = {value}`, or with `var` if it changes")).fix(
        format!("write `let {name} = …`"),
        Applicability::Unsafe,
        vec![edit(head, "let "), edit(sign, "=")],
    )
}

/// `name := value` within an expression.
pub(super) fn walrus(name: &str, value: &str, sign: Span) -> Diagnostic {
    operator(":=", sign, "unknown operator").help(format!("declare the value before this statement: `let {name} = {value}`"))
}

/// A sign for bits; `repair` is the text that goes in the place of its expression.
pub(super) fn bits(sign: &str, span: Span, repair: Option<(Span, String)>) -> Diagnostic {
    let found = operator(sign, span, "unknown operator");
    match repair {
        Some((whole, text)) => rewrite(found.help("the operations on bits are builtins"), whole, &text, Applicability::Unsafe),
        None => found.help("the operations on bits are builtins: `bit_and(a, b)`, `bit_or(a, b)`, `bit_xor(a, b)`, `shift_left(a, n)`, `shift_right(a, n)`"),
    }
}

pub(super) fn power(span: Span, base: &str, exponent: &str, xor: &str) -> Diagnostic {
    let found = operator("^", span, "unknown operator")
        .help(format!("the power is written `{base} ** {exponent}`"))
        .help(format!("for exclusive or of bits, write `{xor}`"));
    rewrite(found, span, "**", Applicability::Unsafe)
}

/// `|` or `&` between conditions.
pub(super) fn condition_sign(sign: &str, word: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&codes::FOREIGN_OPERATOR, format!("`{sign}` is written `{word}` here")).at(span, "between conditions");
    rewrite(found, span, word, Applicability::Unsafe)
}

pub(super) fn complement(span: Span, whole: Span, operand: &str) -> Diagnostic {
    rewrite(
        operator("~", span, "unknown operator").help("the complement of all bits of `x` is `-x - 1`"),
        whole,
        &format!("(-{operand} - 1)"),
        Applicability::Unsafe,
    )
}

/// `&x`, `*x`: `gap` is the sign with the space after it.
pub(super) fn reference(sign: &str, span: Span, gap: Span, value: &str) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_OPERATOR, "there are no references")
        .at(span, "values are passed as they are")
        .help(format!("write `{value}` without the `{sign}`"))
        .fix(format!("remove the `{sign}`"), Applicability::Safe, vec![edit(gap, "")])
}

/// `*x += 1`: `text` is the statement without the reference.
pub(super) fn dereference(sign: Span, whole: Span, text: &str) -> Diagnostic {
    let found = Diagnostic::new(&codes::FOREIGN_OPERATOR, "there are no references").at(sign, "a name is assigned to as it is");
    rewrite(found.help(format!("write `{text}`")), whole, text, Applicability::Unsafe)
}

/// `&xs[1..]`
pub(super) fn referenced_slice(sign: Span, whole: Span, text: &str) -> Diagnostic {
    let found = Diagnostic::new(&codes::FOREIGN_OPERATOR, "there are no references").at(sign, "values are passed as they are");
    rewrite(found.help(format!("write `{text}`")), whole, text, Applicability::Unsafe)
}

/// A value after which there is `!`.
pub(super) fn force(value: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_OPERATOR, "there is no `!` after a value")
        .at(span, "unknown operator")
        .help(format!("if `{value}` may be `none`, give a default with `{value} ?? …`, or check first with `if {value} != none`"))
}

fn question(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_OPERATOR, "there is no `?` after a value").at(span, "unknown operator")
}

/// `parse_int(s)?`: `call` is the conversion that fails where `value` is `none`.
pub(super) fn question_after_parsing(value: &str, span: Span, whole: Span, call: &str) -> Diagnostic {
    let found = question(span).help(format!("`{call}` ends the task with an error where `{value}` is `none`"));
    rewrite(found, whole, call, Applicability::Unsafe)
}

/// `value?` of what may be `none`: `failing` ends the task then; `named` is what the statement declares with it, if that is all it does.
pub(super) fn question_after_optional(value: &str, span: Span, whole: Span, failing: &str, named: Option<&str>) -> Diagnostic {
    let found =
        question(span).help(format!("`{value}` may be `none`: to end the task then, write `{value} ?? fail(\"…\")`, with a message"));
    let found = match named {
        Some(name) => found.help(format!("to return `none` then, write `let {name} = {value}` and `if {name} == none {{ return none }}`")),
        None => found,
    };
    found.fix("end the task where it is `none`", Applicability::Unsafe, vec![edit(whole, failing)])
}

/// `value?`
pub(super) fn question_after(value: &str, span: Span) -> Diagnostic {
    question(span)
        .help("an error ends the task by itself: leave out the `?`")
        .help(format!("if `{value}` may be `none`, give a default with `{value} ?? …`"))
        .fix("remove the `?`", Applicability::Unsafe, vec![edit(span, "")])
}

/// `o?.f()`: `repair` is its place and the `if` that is meant.
pub(super) fn optional_chain(span: Span, object: &str, repair: Option<(Span, String)>) -> Diagnostic {
    let found = Diagnostic::new(&codes::FOREIGN_OPERATOR, "there is no `?.` operator").at(span, "unknown operator");
    match repair {
        Some((whole, text)) => {
            rewrite(found.help(format!("check first that `{object}` is there: `{text}`")), whole, &text, Applicability::Unsafe)
        }
        None => found.help(format!("give `{object}` a name with `let`, and check it with `if … != none` before using it")),
    }
}

/// `a ?: b`
pub(super) fn elvis(span: Span, value: &str, default: &str) -> Diagnostic {
    let found = operator("?:", span, "unknown operator").help(format!("a default for `none` is written `{value} ?? {default}`"));
    rewrite(found, span, "??", Applicability::Unsafe)
}

/// How a choice between two values was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// `a if c else b`
    Python,
    /// `c ? a : b`
    Mark,
}

pub(super) fn ternary(choice: Choice, span: Span, whole: Span, text: &str) -> Diagnostic {
    let (message, label) = match choice {
        Choice::Python => ("a conditional expression starts with `if`", "this `if` follows a value"),
        Choice::Mark => ("there is no `c ? a : b`", "unknown operator"),
    };
    rewrite(Diagnostic::new(&codes::TERNARY, message).at(span, label).help(format!("write `{text}`")), whole, text, Applicability::Unsafe)
}

/// `statement if condition`; `whole` is its place if that can be written the other way round.
pub(super) fn if_after(span: Span, statement: &str, condition: &str, whole: Option<Span>) -> Diagnostic {
    let found = Diagnostic::new(&codes::TERNARY, "a conditional expression starts with `if`").at(span, "this `if` follows a value");
    let text = format!("if {condition} {{ {statement} }}");
    match whole {
        Some(whole) => rewrite(found.help(format!("write `{text}`")), whole, &text, Applicability::Unsafe),
        None => found.help(format!("write `if {condition} {{ {statement} }} else {{ … }}`, with the value for the other case")),
    }
}

fn no_if_let(whole: Span, label: &str) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_KEYWORD, "`let` cannot be part of a condition").at(whole, label)
}

pub(super) fn if_let(subject: &str, whole: Span, edits: Vec<Edit>) -> Diagnostic {
    no_if_let(whole, "this is a pattern, not a condition")
        .help(format!("after `if {subject} != none`, `{subject}` is known to have a value in the block"))
        .fix(format!("write `if {subject} != none`"), Applicability::Unsafe, edits)
}

/// The subject is not a name.
pub(super) fn if_let_value(name: &str, subject: &str, whole: Span, edits: Option<Vec<Edit>>) -> Diagnostic {
    let found = no_if_let(whole, "this is a pattern, not a condition")
        .help(format!("declare the value first, `let {name} = {subject}`, then check it with `if {name} != none`"));
    match edits {
        Some(edits) => found.fix("declare the value first", Applicability::Unsafe, edits),
        None => found,
    }
}

pub(super) fn let_pattern(word: &str, pattern: &str, subject: &str, whole: Span) -> Diagnostic {
    let found = no_if_let(whole, "this is a pattern, not a condition");
    match word {
        "while" => found.help("a loop over the elements of a list is written `for x in xs { … }`, one with a condition `while c { … }`"),
        _ => found.help(format!("write `match {subject} {{ {} => …, _ => … }}`", pattern.replace("::", "."))),
    }
}

/// `whole` is the declaration with its block.
pub(super) fn let_else(name: &str, subject: &str, block: Option<&str>, head: Span, indent: &str, whole: Option<Span>) -> Diagnostic {
    let found = Diagnostic::new(&codes::FOREIGN_KEYWORD, "`let` takes no pattern that may not match").at(head, "this is a pattern");
    let found = match (block, whole) {
        (Some(block), Some(whole)) => {
            let text = format!("let {name} = {subject}\n{indent}if {name} == none {block}");
            found.fix("check the value after its declaration", Applicability::Unsafe, vec![edit(whole, &text)])
        }
        _ => found,
    };
    match block {
        Some(block) if !block.contains('\n') => found.help(format!("write `let {name} = {subject}` and then `if {name} == none {block}`")),
        _ => found.help(format!("write `let {name} = {subject}`, and check it with `if {name} == none {{ … }}`")),
    }
}

/// `*xs` or `...xs`: `how` says what to do instead.
pub(super) fn spread(value: &str, span: Span, how: &str) -> Diagnostic {
    let shown = if value.is_empty() { "values cannot be spread".to_owned() } else { format!("`{value}` cannot be spread") };
    Diagnostic::new(&codes::FOREIGN_OPERATOR, shown).at(span, "not allowed before a value").help(how)
}

pub(super) fn spread_parameter(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_OPERATOR, "parameters have to be listed one by one")
        .at(span, "not allowed before a parameter")
        .help("take a list, `xs: [int]`, or a map, `options: {str: str}`, for any number of values")
}

pub(super) fn spread_list(value: &str, rest: &str, span: Span, whole: Span) -> Diagnostic {
    let text = format!("{value} + [{}]", rest.trim_end_matches(','));
    rewrite(spread(value, span, &format!("join lists with `+`: `{text}`")), whole, &text, Applicability::Unsafe)
}

pub(super) fn spread_map(value: &str, rest: &str, span: Span, whole: Span) -> Diagnostic {
    let mut text = value.to_owned();
    // `{**a, **b, "k": 1}`
    let mut entries: Vec<&str> = Vec::new();
    for part in parts_of(rest.trim_end_matches(',')) {
        match part.strip_prefix("**").or_else(|| part.strip_prefix("...")) {
            Some(other) => {
                if !entries.is_empty() {
                    text = format!("{text}.merge({{{}}})", std::mem::take(&mut entries).join(", "));
                }
                text = format!("{text}.merge({other})");
            }
            None => entries.push(part),
        }
    }
    if !entries.is_empty() {
        text = format!("{text}.merge({{{}}})", entries.join(", "));
    }
    rewrite(spread(value, span, &format!("join maps with `merge`: `{text}`")), whole, &text, Applicability::Unsafe)
}

/// The parts between commas that are outside of brackets and strings.
fn parts_of(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut quoted, mut start) = (Vec::new(), 0_i32, false, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'(' | b'[' | b'{' if !quoted => depth += 1,
            b')' | b']' | b'}' if !quoted => depth -= 1,
            b',' if !quoted && depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}

/// A character that no token begins with, and the one after it.
pub(super) fn stray(written: &str, next: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&codes::STRAY_CHARACTER, format!("`{written}` can only be used in a string or a comment"))
        .at(span, "unknown character");
    match written {
        "\\" => found.help("a line continues automatically after an operator, a comma or an open bracket"),
        "$" if !next.is_empty() && next.chars().all(|c| c.is_alphanumeric() || c == '_') => {
            found.help(format!("names have no `$`: write `{next}`")).fix("remove the `$`", Applicability::Unsafe, vec![edit(span, "")])
        }
        "$" => found.help("names have no `$`; to put a value in a string, write `f\"{name}\"`"),
        "@" => found.help("tasks and workflows are declared with `task` and `workflow`, and their options are written in `with { … }`"),
        _ => found,
    }
}

/// A finding about something of another language, at its place.
fn foreign(code: &'static Code, message: impl Into<String>, span: Span, label: &str) -> Diagnostic {
    Diagnostic::new(code, message).at(span, label)
}
