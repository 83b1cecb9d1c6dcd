//! Text as code sees it: a sequence of Unicode scalars that can be counted and indexed without a walk over all bytes.
//!
//! ASCII text needs nothing beside its bytes. Other text gets a table of byte offsets the first time it is indexed.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::OnceLock;

/// Every how many scalars the table of offsets has an entry.
const STRIDE: usize = 32;

/// Text with fast access by scalar.
#[derive(Clone, Default)]
pub struct Text {
    string: String,
    /// Whether there is a scalar beyond ASCII.
    wide: bool,
    offsets: OnceLock<Offsets>,
}

/// Where every [`STRIDE`]th scalar starts.
#[derive(Clone)]
struct Offsets {
    starts: Box<[usize]>,
    scalars: usize,
}

impl Text {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The text, given away.
    pub fn into_string(self) -> String {
        self.string
    }

    /// How many scalars there are.
    pub fn scalars(&self) -> usize {
        if self.wide { self.offsets().scalars } else { self.string.len() }
    }

    /// The byte offset of scalar `index`; the length in bytes for every index behind the end.
    pub fn offset(&self, index: usize) -> usize {
        if !self.wide {
            return index.min(self.string.len());
        }
        let offsets = self.offsets();
        if index >= offsets.scalars {
            return self.string.len();
        }
        let start = offsets.starts.get(index / STRIDE).copied().unwrap_or_default();
        let rest = self.string.get(start..).unwrap_or_default();
        rest.char_indices().nth(index % STRIDE).map_or(self.string.len(), |(offset, _)| start + offset)
    }

    /// The scalars `start..end`; less where the text ends before.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        let (start, end) = (self.offset(start), self.offset(end));
        self.string.get(start..end).unwrap_or_default()
    }

    /// Appends `more`.
    pub fn push_str(&mut self, more: &str) {
        self.wide = self.wide || !more.is_ascii();
        self.offsets.take();
        self.string.push_str(more);
    }

    fn offsets(&self) -> &Offsets {
        self.offsets.get_or_init(|| {
            let mut scalars = 0;
            let mut starts = Vec::with_capacity(self.string.len() / STRIDE + 1);
            for (offset, _) in self.string.char_indices() {
                if scalars % STRIDE == 0 {
                    starts.push(offset);
                }
                scalars += 1;
            }
            Offsets { starts: starts.into(), scalars }
        })
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.string
    }
}

impl From<String> for Text {
    fn from(string: String) -> Self {
        Self { wide: !string.is_ascii(), string, offsets: OnceLock::new() }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.string
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.string == other.string
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.string.cmp(&other.string)
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.string.hash(state);
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.string, f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.string)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_counted_and_found_in_any_text() {
        for text in ["", "plain", "grüße", &"aé漢🛫".repeat(50)] {
            let chars: Vec<char> = text.chars().collect();
            let text = Text::from(text);
            assert_eq!(text.scalars(), chars.len());
            for (index, expected) in chars.iter().enumerate() {
                assert_eq!(text.slice(index, index + 1).chars().next(), Some(*expected));
            }
            assert_eq!(text.offset(chars.len() + 5), text.len());
        }
    }

    #[test]
    fn an_appended_scalar_is_seen() {
        let mut text = Text::from("aé");
        assert_eq!(text.scalars(), 2);
        text.push_str("ü!");
        assert_eq!((text.scalars(), text.slice(2, 3)), (4, "ü"));
    }
}
