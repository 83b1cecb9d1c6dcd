//! Calls as other languages write them, of a member whose name is reserved here.

use super::place::Place;
use super::report;
use crate::diagnostics::Diagnostic;
use crate::syntax::token::Class;

/// The bracket that closes the one at `open`, and the commas between its elements.
pub(super) fn elements(place: &Place<'_>, open: usize) -> Option<(usize, Vec<usize>)> {
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
pub(super) fn between<'a>(place: &Place<'a>, from: usize, to: usize) -> &'a str {
    place.written(place.end_of(from).to(place.span_of(to).head())).trim()
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
        let text = if place.operand_end(comma + 1) == Some(close) { text.to_owned() } else { format!("({text})") };
        let whole = place.span_of(word - 2).to(place.span_of(close));
        return Some(report::match_called(span, whole, format!("{text}.regex_match({pattern})")));
    }
    Some(report::match_called(span, span, "regex_match".to_owned()))
}
