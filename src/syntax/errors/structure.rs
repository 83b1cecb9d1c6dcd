//! Parts that are missing or in the wrong place.

use super::calls;
use super::place::Place;
use super::report::{self, Interpolation};
use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::syntax::token::{Class, ItemWord, TokenKind};

/// `let type = 3`
pub(super) fn reserved_word(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let at = [Some(index), index.checked_sub(1)].into_iter().flatten().find(|at| names_something(place, *at))?;
    calls::of_match(place, at).or_else(|| Some(report::reserved_word(place.token(at), place.span_of(at))))
}

/// Whether the token is a reserved word where only a name is allowed.
fn names_something(place: &Place<'_>, index: usize) -> bool {
    if !place.kind_of(index).is_some_and(TokenKind::is_reserved) {
        return false;
    }
    let before = index.checked_sub(1).map_or("", |before| place.token(before));
    let follows = place.token(index + 1);
    let declared = matches!(
        before,
        "let" | "var" | "const" | "type" | "struct" | "enum" | "fn" | "task" | "workflow" | "as" | "." | "launchplan" | "after" | "import"
    );
    let keyed = matches!(before, "(" | "," | "{" | "\n") && (follows == ":" || follows == "=");
    let listed = matches!(before, "," | "{" | "\n" | ".")
        && matches!(follows, "," | "}" | "\n" | ".")
        && (place.item == ItemWord::Import || place.in_declaration());
    let looped = before == "for" && matches!(follows, "in" | ",");
    declared || keyed || listed || looped
}

/// `else`, `with`, `after`, `each` where they have no meaning.
pub(super) fn misplaced_clause(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if place.current() == "else" {
        return Some(report::else_without_if(place.span(), matches!(place.before(1), ";" | "\n")));
    }
    let after_operand = index > 0 && place.ends_operand(index - 1);
    if after_operand
        && matches!(place.current(), "with" | "after")
        && place.after(1) != ","
        && !place.in_block()
        && place.opener().is_some()
    {
        return Some(report::clause_in_brackets(place.current(), place.span()));
    }
    let each =
        [Some(index), index.checked_sub(1)].into_iter().flatten().find(|at| place.token(*at) == "each" && place.begins_operand(at + 1))?;
    Some(report::misplaced_each(place.span_of(each)))
}

/// `if x == Point { a: 1 } { … }`
pub(super) fn head_struct(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener()?;
    let name = open.checked_sub(1)?;
    let capital = place.token(name).starts_with(|c: char| c.is_ascii_uppercase());
    let value = place.current() == ":" && place.index() == open + 2 && place.in_block();
    if !capital || !value || !place.is_name(name) || matches!(place.item, ItemWord::Struct | ItemWord::Enum) && open == 2 {
        return None;
    }
    Some(report::struct_in_head(place.token(name), place.span_of(name).to(place.span_of(open))))
}

/// `=> {"a": 1}`, `|x| {"a": x}`
pub(super) fn map_in_block(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener()?;
    let closure = matches!(place.before_bracket(1), "=>" | "|" | "else") || place.in_block() && place.before_bracket(1) == ")";
    let entry = place.current() == ":" && place.index() == open + 2 && place.in_block();
    if !closure || !entry {
        return None;
    }
    Some(report::map_in_block(place.before_bracket(1), place.span_of(open), place.span()))
}

/// `f(a=1)`, `Point { x = 1 }`, `if a = b`
pub(super) fn equals(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if place.current() != "=" || index == 0 {
        return None;
    }
    let span = place.span();
    let keyed = place.is_name(index - 1) && place.statement() == index - 1
        || place.class_of(index - 1) == Some(Class::Text) && place.statement() == index - 1;
    let head = matches!(place.statement_word(), "if" | "while" | "assert" | "match" | "else") || place.before(2) == "if";
    let valued = place.class_of(place.opener().unwrap_or(usize::MAX)) == Some(Class::Open) && !place.in_params();
    let call = place.bracket() != "(" || place.opener().is_some_and(|open| open > 0 && place.glued(open) && place.ends_operand(open - 1));
    let record = place.in_block() && matches!(place.before_bracket(1), "with" | "container" | ":");
    if keyed && call && (valued || record) && place.bracket() != "[" {
        let what = if place.bracket() == "(" {
            "a named argument"
        } else if record {
            "an option"
        } else {
            "a field"
        };
        let colons = same_mistakes(place).into_iter().map(|equals| colon(place, equals)).collect();
        return Some(report::equals_for_colon(what, place.before(1), span, colons));
    }
    if head || place.bracket() == "(" || place.bracket() == "[" {
        return Some(report::assignment_in_expression(span));
    }
    None
}

/// The `=` after a name in the innermost bracket, from this one on.
fn same_mistakes(place: &Place<'_>) -> Vec<usize> {
    let (mut depth, mut found) = (0_usize, Vec::new());
    for at in place.index().. {
        match place.class_of(at) {
            None => break,
            Some(Class::Open | Class::OpenBlock) => depth += 1,
            Some(Class::Close) if depth == 0 => break,
            Some(Class::Close) => depth -= 1,
            Some(_) => {
                let first =
                    at >= 2 && (matches!(place.token(at - 2), "," | "{" | "(") || place.kind_of(at - 2) == Some(TokenKind::Newline));
                if depth == 0 && first && place.token(at) == "=" {
                    found.push(at);
                }
            }
        }
    }
    found
}

/// A colon for the `=` at a token, after what is before it.
fn colon(place: &Place<'_>, equals: usize) -> Edit {
    let (before, span) = (place.end_of(equals - 1), place.span_of(equals));
    let blank = place.written(before.to(span.head()));
    let text = if blank.is_empty() && place.glued(equals + 1) { ": " } else { ":" };
    Edit { span: before.to(span), text: text.into() }
}

/// `x: int = 3` as a statement.
pub(super) fn missing_let(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let first = place.statement();
    if place.current() != ":" || index != first + 1 || !place.is_name(first) || !place.in_block() || place.in_declaration() {
        return None;
    }
    Some(report::missing_let(place.token(first), place.span_of(first)))
}

/// `fn f(a: int) int {`, `fn f(a: int): int {`, `fn f() => int {`, and `->` in a `match`.
pub(super) fn arrow(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if place.opener().is_some() {
        if place.current() != "->" || !place.in_block() {
            return None;
        }
        return Some(report::arm_arrow(place.span(), "=>", Applicability::Safe));
    }
    let header = matches!(place.item, ItemWord::Fn | ItemWord::Task | ItemWord::Workflow | ItemWord::Launchplan);
    let word = (place.kind().is_some_and(TokenKind::is_word) || place.class() == Some(Class::Open))
        && !matches!(place.current(), "with" | "container" | "python" | "plugin" | "extern");
    if !header || place.before(1) != ")" || !(word || matches!(place.current(), ":" | "=>")) {
        return None;
    }
    let sign = matches!(place.current(), ":" | "=>");
    let at = if sign { place.span() } else { place.end_of(index - 1) };
    let text = if place.current() == "=>" { "->" } else { " ->" };
    Some(report::output_arrow(at, sign, text))
}

/// A head without its block.
pub(super) fn body(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if place.kind().is_none()
        && place.opener().is_none()
        && matches!(place.item, ItemWord::Fn | ItemWord::Task | ItemWord::Workflow | ItemWord::Struct | ItemWord::Enum | ItemWord::Test)
        && index > 1
    {
        let what = match place.item {
            ItemWord::Struct => "the fields of this struct are missing",
            ItemWord::Enum => "the variants of this enum are missing",
            _ => "the body of this declaration is missing",
        };
        return Some(report::missing_body(what, place.end_of(index - 1)));
    }
    let head = matches!(place.statement_word(), "if" | "while" | "for" | "match" | "else") || matches!(place.before(1), "else" | "=>");
    let ends = matches!(place.current(), "\n" | ":" | ")" | "}" | "," | "=>" | "then" | "") || place.kind().is_none();
    if !head || !ends || index == place.statement() {
        return None;
    }
    Some(report::missing_body("the block of this line is missing", place.span()))
}

/// `f"{}"`, `f"{x!r}"`, `f"{x=}"`
pub(super) fn interpolation(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener()?;
    let inside = place.bracket() == "{"
        && open.checked_sub(1).is_some_and(|before| place.class_of(before) == Some(Class::Text) && place.glued(open));
    if !inside {
        return None;
    }
    let mistake = match place.current() {
        "}" if place.index() == open + 1 => Interpolation::Empty,
        "=" => Interpolation::Equals,
        "," => Interpolation::Several,
        _ => return None,
    };
    Some(report::interpolation(mistake, place.span_of(open).to(place.span())))
}

/// `f (x)`, `xs [0]`
pub(super) fn detached_bracket(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if !matches!(place.current(), "(" | "[")
        || index == 0
        || !place.ends_operand(index - 1)
        || place.glued(index)
        || place.first_on_line(index)
    {
        return None;
    }
    let what = if place.current() == "(" { "a call" } else { "an index" };
    let gap = place.end_of(index - 1).to(place.span().head());
    Some(report::detached_bracket(place.current(), what, place.span(), gap))
}

/// `let x`, `const A`, `x = `
pub(super) fn missing_value(place: &Place<'_>) -> Option<Diagnostic> {
    if !place.is_end() {
        return None;
    }
    let word = place.statement_word();
    let last = place.before(1);
    if last == "=" || last.len() > 1 && last.ends_with('=') && !matches!(last, "==" | "!=" | "<=" | ">=") {
        return Some(report::value_after(last, place.end_of(place.index() - 1)));
    }
    if !matches!(word, "let" | "var" | "const" | "type") || place.index() < place.statement() + 2 || !place.ends_operand(place.index() - 1)
    {
        return None;
    }
    Some(report::declaration_without_value(word, place.end_of(place.index() - 1)))
}

/// `a +`, `* b`, `f(,)`
pub(super) fn missing_operand(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let sign = |index: usize| {
        let separates = |kind| matches!(kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Dot | TokenKind::Question);
        place.kind_of(index).is_some_and(|kind| kind.is_sign() && !separates(kind) || kind.class() == Class::WordOperator)
    };
    let before = index.checked_sub(1);
    if let Some(before) = before.filter(|before| sign(*before)) {
        if place.is_end() || place.is_reserved() && place.first_on_line(index) {
            return Some(report::operand_after(place.token(before), place.span_of(before)));
        }
        if sign(index) {
            return Some(report::operand_between(place.token(before), place.current(), place.span()));
        }
    }
    let begins =
        place.at_statement() || before.is_some_and(|before| matches!(place.class_of(before), Some(Class::Open | Class::OpenBlock)));
    if begins && sign(index) && !matches!(place.current(), ":" | "->" | "=>" | "=" | "|") {
        return Some(report::operand_before(place.current(), place.span()));
    }
    None
}

/// `lte x = 3`, `retrun x`: a word before a word.
pub(super) fn misspelt(place: &Place<'_>) -> Option<Diagnostic> {
    const STATEMENTS: [TokenKind; 12] = [
        TokenKind::Let,
        TokenKind::Var,
        TokenKind::Return,
        TokenKind::While,
        TokenKind::For,
        TokenKind::If,
        TokenKind::Else,
        TokenKind::Match,
        TokenKind::Break,
        TokenKind::Continue,
        TokenKind::Assert,
        TokenKind::Map,
    ];
    let first = place.statement();
    let follows = place.kind_of(first + 1).is_some_and(|kind| kind.is_word() || matches!(kind.class(), Class::Number | Class::Text));
    if !place.in_block() || place.in_declaration() || !place.is_name(first) || place.index() != first + 1 || !follows {
        return None;
    }
    let word = place.token(first);
    let near = nearest(word, STATEMENTS.iter().filter_map(|token| token.written())).filter(|_| word.len() > 2)?;
    Some(report::misspelt_statement(word, near, place.span_of(first)))
}

/// Two values side by side, a declaration in a body, `;` between brackets.
pub(super) fn separator(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let word = place.current();
    let declares = |kind: TokenKind| kind.is_reserved() && ItemWord::of(kind) != ItemWord::Unknown;
    if place.kind().is_some_and(declares) && place.opener().is_some() && place.at_statement() {
        return Some(report::nested_declaration(word, place.span()));
    }
    if index == 0 || !place.ends_operand(index - 1) || !(place.begins_operand(index) || place.current() == ";" && !place.in_block()) {
        return None;
    }
    let at = place.end_of(index - 1);
    let open = place.opener()?;
    let statements = place.in_block() && !place.in_declaration();
    let here = shorten(place.current());
    if statements {
        return Some(report::statements_on_a_line(shorten(place.before(1)), here, at));
    }
    let bracket = (place.bracket() == "{" || place.first_on_line(index)).then(|| place.span_of(open));
    let comma = Edit { span: if place.current() == ";" { place.span() } else { at }, text: ",".into() };
    Some(report::missing_comma(here, at, bracket, comma))
}

fn shorten(text: &str) -> &str {
    let line = text.split('\n').next().unwrap_or("");
    match line.char_indices().nth(30) {
        Some((end, _)) => &line[..end],
        None => line,
    }
}
