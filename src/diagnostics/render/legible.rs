//! Strings of findings, shortened to a readable length: a name may have a hundred thousand letters.

use std::borrow::Cow;

use crate::diagnostics::Diagnostic;

/// Bytes of a word beyond which its middle is left out.
const LONGEST_WORD: usize = 300;

/// Bytes kept of such a word, at its start and at its end.
const KEPT: (usize, usize) = (200, 60);

/// Bytes of a string beyond which its end is left out.
const LONGEST_TEXT: usize = 4_000;

/// The finding with its strings shortened. Places and edits stay as they are.
pub(super) fn legible(finding: &Diagnostic) -> Cow<'_, Diagnostic> {
    let labels = finding.labels.iter().map(|label| &label.text);
    let title = finding.fix.iter().map(|fix| &fix.title);
    let mut texts = std::iter::once(&finding.message).chain(labels).chain(&finding.help).chain(&finding.notes).chain(title);
    if texts.all(|text| text.len() <= LONGEST_WORD) {
        return Cow::Borrowed(finding);
    }
    let mut finding = finding.clone();
    finding.reword(cut);
    Cow::Owned(finding)
}

fn cut(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        if word.len() > LONGEST_WORD {
            out += &word[..word.floor_char_boundary(KEPT.0)];
            out += "…";
            out += &word[word.ceil_char_boundary(word.len() - KEPT.1)..];
        } else {
            out += word;
        }
        if out.len() > LONGEST_TEXT {
            out.truncate(out.floor_char_boundary(LONGEST_TEXT));
            return out + "…";
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::codes::project::MODULE_NAME;

    #[test]
    fn long_words_lose_their_middle_and_long_texts_their_end() {
        let name = "é".repeat(50_000);
        let finding = Diagnostic::new(&MODULE_NAME, format!("`{name}` is unknown")).help("word ".repeat(10_000)).note("short");
        let shown = legible(&finding);
        assert!(shown.message.starts_with("`éé") && shown.message.contains('…') && shown.message.ends_with("é` is unknown"));
        assert!(shown.message.len() < 300 && shown.help[0].len() <= LONGEST_TEXT + "…".len());
        assert_eq!(shown.notes, ["short"]);
        let plain = Diagnostic::new(&MODULE_NAME, "a word");
        assert!(matches!(legible(&plain), Cow::Borrowed(_)));
    }
}
