//! Values of structs, and variants of enums, as other languages write them.

use super::foreign::{literal, resources};
use super::place::Place;
use super::report;
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::FileId;
use crate::syntax::scan;
use crate::syntax::token::{Class, ItemWord, TokenKind};

/// `Line(sku=sku)`, `Resources(cpu="1")`
pub(super) fn call(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener().filter(|open| place.kind_of(*open) == Some(TokenKind::CallOpen))?;
    let name = open - 1;
    if place.current() != "=" || place.index() != place.statement() + 1 || !is_type_name(place, name) {
        return None;
    }
    let close = place.closing(open)?;
    let span = place.between(name, close);
    if place.token(name) == "Resources" {
        let first = if place.token(name.wrapping_sub(1)) == "." { name - 2 } else { name };
        let span = place.between(first, close);
        let record = resources(place, open, close)?;
        return Some(report::record_value("resources are written in braces", span, &record, Applicability::Safe));
    }
    let ty = place.token(name);
    let fields = named_values(place, open, close)?;
    let written = format!("{ty} {{ {} }}", fields.join(", "));
    Some(report::record_value("a struct value is written in braces", span, &written, Applicability::Unsafe))
}

/// The arguments between two brackets as fields: `a: 1`. `None` if one has no name.
pub(super) fn named_values(place: &Place<'_>, open: usize, close: usize) -> Option<Vec<String>> {
    super::foreign::parts(place, open, close)
        .into_iter()
        .map(|(start, end)| {
            let named = place.is_name(start) && matches!(place.token(start + 1), "=" | ":") && end > start + 2;
            let value = named.then(|| place.between(start + 2, end - 1))?;
            let value = literal(&place.words(start + 2, end)).unwrap_or_else(|| place.written(value).to_owned());
            Some(format!("{}: {value}", place.token(start)))
        })
        .collect()
}

/// Whether the token is a name as types have: it begins with a capital letter.
fn is_type_name(place: &Place<'_>, at: usize) -> bool {
    place.is_name(at)
        && place.token(at).starts_with(|c: char| c.is_ascii_uppercase())
        && place.token(at).contains(|c: char| c.is_ascii_lowercase())
}

/// The `{` of the struct value around the place, with the name before it.
fn literal_around(place: &Place<'_>) -> Option<usize> {
    let open = place.opener().filter(|open| place.token(*open) == "{" && place.class_of(*open) == Some(Class::Open))?;
    let name = open.checked_sub(1)?;
    is_type_name(place, name).then_some(open)
}

/// `Point { x, y: 0 }`
pub(super) fn shorthand(place: &Place<'_>) -> Option<Diagnostic> {
    let open = literal_around(place)?;
    let index = place.index();
    let short = matches!(place.current(), "," | "}") && index == place.statement() + 1 && place.is_name(index - 1);
    if !short {
        return None;
    }
    let parts = super::foreign::parts(place, open, place.closing(open)?);
    let alone = |(start, end): &(usize, usize)| end - start == 1 && place.is_name(*start);
    let edits = parts
        .iter()
        .filter(|part| alone(part))
        .map(|(start, _)| Edit { span: place.end_of(*start), text: format!(": {}", place.token(*start)) });
    Some(report::shorthand(place.token(index - 1), place.span_of(index - 1), edits.collect()))
}

/// `Params { "name": "x" }`
pub(super) fn quoted_fields(place: &Place<'_>) -> Option<Diagnostic> {
    let open = literal_around(place)?;
    if place.class() != Some(Class::Text) || !place.at_statement() || place.after(1) != ":" {
        return None;
    }
    let plain = |text: &'_ str| text.trim_matches('"').to_owned();
    let is_name = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && !TokenKind::of_word(text).is_reserved()
    };
    let parts = super::foreign::parts(place, open, place.closing(open)?);
    let quoted = parts.iter().filter(|(start, _)| place.class_of(*start) == Some(Class::Text) && place.token(start + 1) == ":");
    let edits: Vec<Edit> = quoted.map(|(start, _)| Edit { span: place.span_of(*start), text: plain(place.token(*start)) }).collect();
    let named = edits.iter().all(|edit| is_name(&edit.text));
    Some(report::quoted_field(&plain(place.current()), place.span(), named.then_some(edits)))
}

/// `Config { epochs: 100, ..c }`, `{...p, x: 1}`
pub(super) fn update(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener().filter(|open| place.token(*open) == "{")?;
    let dots = place.current() == "." && place.after(1) == "." && place.at_statement();
    let close = place.closing(open)?;
    let base = (place.index()..close).find(|at| place.token(*at) != ".")?;
    let parts = super::foreign::parts(place, open, close);
    let given: Vec<(usize, usize)> =
        parts.iter().copied().filter(|(start, _)| place.is_name(*start) && place.token(start + 1) == ":").collect();
    let named = literal_around(place);
    if !dots || base == close || named.is_none() && given.is_empty() {
        return None;
    }
    let (_, end) = parts.iter().copied().find(|(start, end)| (*start..*end).contains(&base))?;
    let base = place.written(place.between(base, end - 1));
    let values: Vec<(&str, &str)> =
        given.iter().map(|(start, end)| (place.token(*start), place.written(place.between(start + 2, end - 1)))).collect();
    let span = place.span().to(place.span_of(end - 1));
    let whole = named.and_then(|open| {
        let name = place.token(open - 1);
        let fields = fields_of(place.text(), name)?;
        let fields: Vec<String> = fields
            .iter()
            .map(|field| match values.iter().find(|(given, _)| given == field) {
                Some((_, value)) => format!("{field}: {value}"),
                None => format!("{field}: {base}.{field}"),
            })
            .collect();
        Some((place.between(open - 1, close), format!("{name} {{ {} }}", fields.join(", "))))
    });
    let first = values.first().copied();
    Some(report::update(span, base, first, whole))
}

/// The names of the fields of a struct that the file declares.
fn fields_of<'t>(text: &'t str, name: &str) -> Option<Vec<&'t str>> {
    let head = format!("struct {name} {{");
    let start = text.find(&head)?;
    let end = start + text.get(start..)?.find("\n}").map_or_else(|| text[start..].find('}'), Some)? + 2;
    let declaration = text.get(start..end.min(text.len()))?;
    let scan = scan::scan(FileId::default(), declaration);
    let mut depth = 0_usize;
    let mut fields = Vec::new();
    for (at, token) in scan.tokens.iter().enumerate() {
        match token.kind.class() {
            Class::Open | Class::OpenBlock => depth += 1,
            Class::Close if depth <= 1 => break,
            Class::Close => depth -= 1,
            _ if depth == 1 && token.kind.is_name() && scan.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Colon) => {
                let starts = scan.tokens.get(at.wrapping_sub(1)).is_none_or(|before| {
                    matches!(before.kind, TokenKind::Newline | TokenKind::Comma | TokenKind::Semicolon)
                        || before.kind.class() == Class::OpenBlock
                });
                if starts {
                    fields.push(text.get(start + token.start as usize..start + token.end as usize)?);
                }
            }
            _ => {}
        }
    }
    (!fields.is_empty()).then_some(fields)
}

/// `pub name: str` in a struct
pub(super) fn modifiers(place: &Place<'_>) -> Option<Diagnostic> {
    const WORDS: &[&str] = &["pub", "public", "private", "protected", "readonly", "static", "final", "val", "required", "mut"];
    let first = place.statement();
    let begins = |at: usize| WORDS.contains(&place.token(at)) && place.is_name(at + 1) && place.token(at + 2) == ":";
    if place.item != ItemWord::Struct || place.opener() != Some(2) || place.index() != first + 1 || !begins(first) {
        return None;
    }
    let starts = |at: &usize| {
        at.checked_sub(1).is_some_and(|before| {
            place.class_of(before) == Some(Class::OpenBlock)
                || matches!(place.kind_of(before), Some(TokenKind::Newline | TokenKind::Comma | TokenKind::Semicolon))
        })
    };
    let edits = (3..place.closing(2)?).filter(|at| starts(at) && begins(*at));
    let edits = edits.map(|at| Edit { span: place.span_of(at).head().to(place.span_of(at + 1).head()), text: String::new() });
    Some(report::field_modifier(place.token(first), place.span_of(first), edits.collect()))
}

/// `low = 1` and `low = auto()` in an enum
pub(super) fn variant_value(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if place.item != ItemWord::Enum || place.opener() != Some(2) || place.before(1) != "=" {
        return None;
    }
    let close = place.closing(2)?;
    let end = |start: usize| {
        (start..close).find(|at| matches!(place.kind_of(*at), Some(TokenKind::Comma | TokenKind::Newline | TokenKind::Semicolon)))
    };
    let mut edits = Vec::new();
    for equals in (3..close).filter(|at| place.token(*at) == "=" && place.is_name(at - 1)) {
        let after = end(equals).unwrap_or(close);
        if place.class_of(equals + 1) == Some(Class::Text) || after <= equals + 1 {
            continue;
        }
        let value = place.between(equals + 1, after - 1);
        let number = place.written(value).bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
        edits.push(match number {
            true => Edit { span: value, text: format!("\"{}\"", place.written(value)) },
            false => Edit { span: place.end_of(equals - 1).to(value), text: String::new() },
        });
    }
    let name = place.token(index.checked_sub(2)?);
    let after = end(index).unwrap_or(close).max(index + 1);
    let value = place.between(index, after - 1);
    Some(report::variant_value(name, place.written(value), value, edits))
}

/// `circle(float)`, `circle { radius: float }` in an enum
pub(super) fn payload(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let opens = matches!(place.current(), "(" | "{" | ":");
    if place.item != ItemWord::Enum || place.opener() != Some(2) || !opens || !place.is_name(index.checked_sub(1)?) {
        return None;
    }
    let end = match place.current() {
        ":" => super::types::type_end(place, index + 1).checked_sub(1)?,
        _ => place.closing(index)?,
    };
    let ty = place.words(index + 1, end + usize::from(place.current() == ":"));
    let ty: Vec<&str> = match ty.iter().position(|word| *word == ":") {
        Some(colon) => ty[colon + 1..].to_vec(),
        None => ty,
    };
    let ty = super::foreign::ty_of(&ty).filter(|ty| ty != "…" && crate::syntax::foreign_types::is_built_in(ty));
    Some(report::payload(place.token(1), place.before(1), ty.as_deref(), place.between(index, end), place.span_of(index - 1)))
}
