//! Headers and bodies of declarations: what is in the wrong place, or written as in another language.

use super::foreign::{block_end, reads};
use super::place::Place;
use super::report;
use crate::diagnostics::{Diagnostic, Edit, codes::syntax as codes};
use crate::source::Span;
use crate::syntax::scan::ItemSlice;
use crate::syntax::token::{Class, ItemWord, TokenKind};

/// `task t(x: int) -> {`
pub(super) fn output_missing(place: &Place<'_>) -> Option<Diagnostic> {
    let arrow = (0..place.index()).rev().find(|index| place.token(*index) == "->").filter(|arrow| place.in_header(*arrow))?;
    let next = arrow + 1;
    let bare = match place.class_of(next) {
        Some(Class::OpenBlock) | None => true,
        Some(Class::Open) => place.token(next) == "{" && place.closing(next).is_none_or(|close| place.kind_of(close + 1).is_none()),
        _ => place.token(next) == "with" && place.token(next + 1) == "{",
    };
    bare.then(|| report::output_missing(place.end_of(arrow)))
}

/// `task t(x: int) with { retries: 1 } -> float {`
pub(super) fn options_before_output(place: &Place<'_>) -> Option<Diagnostic> {
    let arrow = place.index();
    if place.current() != "->" || place.before(1) != "}" || !place.has_header() {
        return None;
    }
    let with = (0..arrow).find(|index| place.token(*index) == "with" && place.closing(index + 1) == Some(arrow - 1))?;
    let end = super::types::type_end(place, arrow + 1);
    if end == arrow + 1 {
        return None;
    }
    let options = place.between(with, arrow - 1);
    let moved = format!(" {}", place.written(options));
    let removed = place.end_of(with - 1).to(options);
    let shown = format!("-> {} {}", place.written(place.between(arrow + 1, end - 1)), place.written(options));
    let edits = vec![Edit { span: removed, text: String::new() }, Edit { span: place.end_of(end - 1), text: moved }];
    Some(report::options_before_output(options, &shown, edits))
}

/// `task t(x: int) -> int:`, `struct A:`
pub(super) fn colon_body(place: &Place<'_>) -> Option<Diagnostic> {
    let colon = place.index();
    let is_header = place.has_header() || matches!(place.item, ItemWord::Struct | ItemWord::Enum | ItemWord::Test);
    let ends = place.first_on_line(colon + 1) || place.before(1) != ")";
    if place.current() != ":" || !is_header || place.opener().is_some() || !ends {
        return None;
    }
    let braced = (colon..).take_while(|index| place.kind_of(*index).is_some()).any(|index| place.class_of(index) == Some(Class::OpenBlock));
    if braced && !place.first_on_line(colon + 1) {
        return None;
    }
    let sign = place.span();
    let (start, end) = (place.span_of(0).start, block_end(place.text(), place.span_of(0).start, sign.end));
    let opens = if place.glued(colon) { " {" } else { "{" };
    let lines = place.text().get(sign.end as usize..end as usize).is_some_and(|body| body.contains('\n'));
    let closes = if lines { "\n}" } else { " }" };
    let after = Span { start: end, end, ..sign };
    let edits = vec![Edit { span: sign, text: opens.to_owned() }, Edit { span: after, text: closes.to_owned() }];
    let fits = applied(place, start, end, &edits).is_some_and(|text| reads(&text));
    Some(report::colon_for_body(sign, fits.then_some(edits)))
}

/// The byte after a body by indentation, if a finding about an item says that it is one: its lines are part of the same mistake.
pub(in crate::syntax) fn indented_body(findings: &[Diagnostic], text: &str, slice: &ItemSlice) -> Option<u32> {
    let colon = findings
        .iter()
        .filter(|found| found.code == &codes::MISSING_BODY)
        .filter_map(Diagnostic::span)
        .find(|span| text.get(span.start as usize..span.end as usize) == Some(":"))?;
    slice.body.is_none().then(|| block_end(text, slice.start, colon.end))
}

/// `fn f(x: int) -> int = x + 1`, `fn f(x: int) => x + 1`
pub(super) fn value_body(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let body = (index..).take_while(|at| place.kind_of(*at).is_some()).any(|at| place.class_of(at) == Some(Class::OpenBlock));
    if !matches!(place.current(), "=" | "=>")
        || !place.has_header()
        || place.opener().is_some()
        || body
        || place.kind_of(index + 1).is_none()
    {
        return None;
    }
    let last = (index..).take_while(|at| place.kind_of(*at).is_some()).last()?;
    let sign = place.span();
    let end = place.end_of(last);
    let edits = vec![Edit { span: sign, text: "{".to_owned() }, Edit { span: end, text: " }".to_owned() }];
    let fits = applied(place, place.span_of(0).start, end.end, &edits).is_some_and(|text| reads(&text));
    Some(report::value_body(place.current(), sign, place.written(place.between(index + 1, last)), fits.then_some(edits)))
}

/// `fn f<T>(x: T)`, `struct Pair[T] {`
pub(super) fn type_parameters(place: &Place<'_>) -> Option<Diagnostic> {
    let open = [place.index(), place.index().wrapping_sub(1)].into_iter().find(|at| *at == 2 && matches!(place.token(*at), "<" | "["))?;
    let is_named = place.has_header() || matches!(place.item, ItemWord::Struct | ItemWord::Enum | ItemWord::Type);
    let close = (open..open + 40).find(|at| matches!(place.token(*at), ">" | "]"))?;
    is_named.then(|| report::type_parameters(place.between(open, close)))
}

/// `task clean-rows(n: int)`, and the same for parameters, fields and values
pub(super) fn kebab(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let joined = |at: usize| place.token(at) == "-" && place.glued(at) && place.glued(at + 1) && place.kind_of(at + 1).is_some_and(is_part);
    if !joined(index) || !place.kind_of(index - 1).is_some_and(TokenKind::is_word) {
        return None;
    }
    let first = index - 1;
    let declares = matches!(place.item, ItemWord::Const | ItemWord::Type | ItemWord::Struct | ItemWord::Enum) || place.has_header();
    let named = first == 1 && declares
        || place.in_params() && place.statement() == first
        || place.in_declaration() && place.statement() == first
        || place.statement() + 1 == first && matches!(place.statement_word(), "let" | "var");
    let mut last = index + 1;
    while joined(last + 1) {
        last += 2;
    }
    let span = place.between(first, last);
    named.then(|| report::hyphens(place.written(span), span))
}

fn is_part(kind: TokenKind) -> bool {
    kind.is_word() || kind == TokenKind::Number
}

/// `;` between the fields of a struct, the arms of a `match` or options
pub(super) fn semicolons(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener().filter(|_| place.in_block() && place.current() == ";")?;
    let what = match place.item {
        _ if place.in_match() => "arms",
        _ if matches!(place.before_bracket(1), "with" | "container" | ":") => "options",
        ItemWord::Struct if open == 2 => "fields",
        ItemWord::Enum if open == 2 => "variants",
        _ => return None,
    };
    let close = place.closing(open)?;
    let mut depth = 0_usize;
    let mut edits = Vec::new();
    for at in open + 1..close {
        match place.class_of(at) {
            Some(Class::Open | Class::OpenBlock) => depth += 1,
            Some(Class::Close) => depth = depth.saturating_sub(1),
            _ if depth == 0 && place.token(at) == ";" => edits.push(Edit { span: place.span_of(at), text: ",".to_owned() }),
            _ => {}
        }
    }
    Some(report::semicolons(what, place.span(), edits))
}

/// `type User = { name: str, age: int }`
pub(super) fn record_alias(place: &Place<'_>) -> Option<Diagnostic> {
    if place.item != ItemWord::Type || place.token(2) != "=" || place.token(3) != "{" || place.opener() != Some(3) {
        return None;
    }
    let body = super::foreign::Body { open: 3, close: place.closing(3)?, end: 0 };
    let fields = super::foreign::Fields::read(place, &body, false).fields;
    let written = format!("struct {} {{ {} }}", place.token(1), fields.join(", "));
    let whole = place.between(0, body.close);
    let fix = (!written.contains('…') && reads(&written)).then(|| vec![Edit { span: whole, text: written.clone() }]);
    Some(report::record_alias(place.span_of(0), &written, fix))
}

/// `struct P = { … }`, `struct P(a: int)`
pub(super) fn record_form(place: &Place<'_>) -> Option<Diagnostic> {
    let open = match (place.token(2), place.token(3)) {
        ("=", "{") => 3,
        ("(", _) => 2,
        _ => return None,
    };
    let reached = place.index() == 2 || place.opener() == Some(open);
    if !matches!(place.item, ItemWord::Struct | ItemWord::Enum) || !reached {
        return None;
    }
    let close = place.closing(open)?;
    let word = place.token(0);
    let fields = super::foreign::Fields::read(place, &super::foreign::Body { open, close, end: 0 }, word == "enum");
    let entries = if word == "enum" { fields.variants } else { fields.fields };
    let written = format!("{word} {} {{ {} }}", place.token(1), entries.join(", "));
    let known = !entries.is_empty() && !written.contains('…') && reads(&written);
    let fix = known.then(|| vec![Edit { span: place.between(0, close), text: written.clone() }]);
    Some(report::record_form(place.span_of(2), if known { &written } else { "struct Name { field: int }" }, fix))
}

/// The text between two bytes after edits in it.
fn applied(place: &Place<'_>, start: u32, end: u32, edits: &[Edit]) -> Option<String> {
    let mut text = place.text().get(start as usize..end as usize)?.to_owned();
    for edit in edits.iter().rev() {
        let range = (edit.span.start.checked_sub(start)? as usize)..(edit.span.end.checked_sub(start)? as usize);
        text.get(range.clone())?;
        text.replace_range(range, &edit.text);
    }
    Some(text)
}
