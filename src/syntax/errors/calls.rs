//! Calls as other languages write them: of a struct with `=`, and of a member whose name is reserved here.

use super::place::Place;
use super::report;
use crate::diagnostics::Diagnostic;
use crate::syntax::token::Class;

/// The bracket that closes the one at `open`, and the commas between its elements.
fn elements(place: &Place<'_>, open: usize) -> Option<(usize, Vec<usize>)> {
    let (mut depth, mut commas) = (0_usize, Vec::new());
    for index in open.. {
        match place.class_of(index)? {
            Class::Open | Class::OpenBlock => depth += 1,
            Class::Close if depth == 1 => return Some((index, commas)),
            Class::Close => depth -= 1,
            _ if depth == 1 && place.token(index) == "," => commas.push(index),
            _ => {}
        }
    }
    None
}

/// The source after the token `from` and before the token `to`.
fn between<'a>(place: &Place<'a>, from: usize, to: usize) -> &'a str {
    place.written(place.end_of(from).to(place.span_of(to).head())).trim()
}

/// `Line(sku=sku)`, where `Line` has the name of a struct
pub(super) fn of_struct(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener().filter(|open| place.bracket() == "(" && place.glued(*open))?;
    let name = open.checked_sub(1).filter(|name| place.is_name(*name) && (*name == 0 || place.token(name - 1) != "."))?;
    let word = place.token(name);
    let camel = word.starts_with(|char: char| char.is_ascii_uppercase()) && word.contains(|char: char| char.is_ascii_lowercase());
    if place.current() != "=" || !camel {
        return None;
    }
    let (close, commas) = elements(place, open)?;
    let starts: Vec<usize> = std::iter::once(open).chain(commas.iter().copied()).filter(|start| start + 1 < close).collect();
    let mut fields = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).or(commas.get(at)).copied().unwrap_or(close);
        if place.token(start + 2) != "=" || !place.is_name(start + 1) {
            return None;
        }
        fields.push(format!("{}: {}", place.token(start + 1), between(place, start + 2, end)));
    }
    let code = format!("{word} {{ {} }}", fields.join(", "));
    Some(report::struct_called(place.span(), word, place.span_of(name).to(place.span_of(close)), code))
}

/// `re.match(pattern, text)`, `text.match(pattern)`
pub(super) fn of_match(place: &Place<'_>, word: usize) -> Option<Diagnostic> {
    let open = word + 1;
    if place.token(word) != "match" || word < 2 || place.token(word - 1) != "." || place.token(open) != "(" {
        return None;
    }
    let (close, commas) = elements(place, open)?;
    let span = place.span_of(word);
    if let ([comma], "re" | "regex") = (commas.as_slice(), place.token(word - 2)) {
        let (pattern, text) = (between(place, open, *comma), between(place, *comma, close));
        let text = if text.contains(' ') { format!("({text})") } else { text.to_owned() };
        let whole = place.span_of(word - 2).to(place.span_of(close));
        return Some(report::match_called(span, whole, format!("{text}.regex_match({pattern})")));
    }
    Some(report::match_called(span, span, "regex_match".to_owned()))
}
