//! Upper and lower case of strings, which may have more and longer letters than the original.

use super::failure::Fallible;
use super::pieces::{PIECE, mapped, pieces, pieces_after};

/// The text in upper case.
///
/// # Errors
/// If it takes more memory than is allowed, or the run has lasted too long.
pub(super) fn upper(text: &str) -> Fallible<String> {
    mapped(text.len(), pieces(text), |piece, out| out.push_str(&piece.to_uppercase()))
}

/// The text in lower case.
///
/// # Errors
/// Likewise.
pub(super) fn lower(text: &str) -> Fallible<String> {
    let lower = |piece: &str, out: &mut String| out.push_str(&piece.to_lowercase());
    if text.len() > PIECE && text.contains('Σ') {
        // The lower case of a sigma depends on whether it ends a word, and blanks end all words.
        return mapped(text.len(), pieces_after(text, |c| c.is_ascii_whitespace()), lower);
    }
    mapped(text.len(), pieces(text), lower)
}

/// Letters after letters are lower case, all others upper case, as in Python.
///
/// # Errors
/// Likewise.
pub(super) fn title(text: &str) -> Fallible<String> {
    let mut after_letter = false;
    mapped(text.len(), pieces(text), |piece, out| {
        for c in piece.chars() {
            if after_letter {
                out.extend(c.to_lowercase());
            } else {
                out.extend(c.to_uppercase());
            }
            after_letter = c.is_uppercase() || c.is_lowercase();
        }
    })
}

/// The first letter is upper case, the others are lower case.
///
/// # Errors
/// Likewise.
pub(super) fn capitalize(text: &str) -> Fallible<String> {
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    Ok(first + &lower(chars.as_str())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_mapped_as_short_ones() {
        for part in ["ΟΔΟΣ ΣΑΣ, ", "straße İ ", "ΣΣ", "A'Σ'A\n"] {
            let text = part.repeat(PIECE / 4);
            assert!(lower(&text).unwrap() == text.to_lowercase(), "{part}");
            assert!(upper(&text).unwrap() == text.to_uppercase(), "{part}");
            assert_eq!(lower(part).unwrap(), part.to_lowercase());
        }
        assert_eq!(title("they're ǆ x").unwrap(), "They'Re Ǆ X");
    }
}
