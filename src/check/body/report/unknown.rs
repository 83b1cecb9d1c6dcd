//! Types that are not known in full, in words: `_` means nothing to a user.
//!
//! A type is shown with a mark for each part that nothing has decided. A finding that quotes such a type says what it is instead.

use crate::diagnostics::Diagnostic;

/// What takes the place of an unknown part until the finding is complete; no source can have it.
const MARK: char = '\u{1}';

/// A type as it is displayed, with a mark for each unknown part.
pub(super) fn marked(shown: &str) -> String {
    let is_word = |char: Option<char>| char.is_some_and(|char| char.is_alphanumeric() || char == '_');
    let mut marked = String::with_capacity(shown.len());
    let mut chars = shown.chars().peekable();
    let mut before = None;
    while let Some(char) = chars.next() {
        let alone = char == '_' && !is_word(before) && !is_word(chars.peek().copied());
        marked.push(if alone { MARK } else { char });
        before = Some(char);
    }
    marked
}

/// A finding whose unknown types are said in words.
pub(super) fn in_words(mut found: Diagnostic) -> Diagnostic {
    let texts = std::iter::once(&mut found.message).chain(found.labels.iter_mut().map(|label| &mut label.text));
    for text in texts.chain(&mut found.help).chain(&mut found.notes).filter(|text| text.contains(MARK)) {
        *text = worded(text);
    }
    if let Some(fix) = &found.fix
        && fix.edits.iter().any(|edit| edit.text.contains(MARK))
    {
        found.fix = None;
    }
    found
}

fn worded(text: &str) -> String {
    let mut worded = String::with_capacity(text.len());
    for (position, segment) in text.split('`').enumerate() {
        match (position % 2 == 1, segment.contains(MARK)) {
            (true, true) => {
                for what in ["a value of type ", "values of type "] {
                    if let Some(shorter) = worded.strip_suffix(what) {
                        worded.truncate(shorter.len());
                    }
                }
                worded.push_str(in_full(segment));
            }
            (true, false) => {
                worded.push('`');
                worded.push_str(segment);
                worded.push('`');
            }
            (false, _) => worded.push_str(segment),
        }
    }
    worded
}

fn in_full(ty: &str) -> &'static str {
    match (ty.chars().next(), ty.chars().last()) {
        (_, Some('?')) => "an optional whose type is not known yet",
        (Some('['), _) => "a list whose element type is not known yet",
        (Some('{'), _) => "a map whose value type is not known yet",
        (Some('('), _) => "a tuple whose types are not all known yet",
        _ => "a value whose type is not known yet",
    }
}

#[cfg(test)]
mod tests {
    use super::{marked, worded};

    #[test]
    fn unknown_types_are_said_in_words() {
        let list = marked("[_]");
        assert_eq!(
            worded(&format!("cannot find `f` for a value of type `{list}`")),
            "cannot find `f` for a list whose element type is not known yet"
        );
        assert_eq!(worded(&format!("this is `{}`", marked("{str: _}"))), "this is a map whose value type is not known yet");
        assert_eq!(marked("my_type"), "my_type");
        assert_eq!(worded("add `_ => …`"), "add `_ => …`");
    }
}
