//! Text as code sees it: a sequence of Unicode scalars that can be counted and indexed without reading all bytes.
//!
//! Text of up to 14 bytes is usually stored in the value itself, longer text is shared; text that used to be longer, and keys of maps, are shared whatever
//! their length, so both forms of a short text behave the same. ASCII text needs nothing but its bytes. Other text gets a table of byte offsets the first time it is indexed.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::OnceLock;

use compact_str::CompactString;
use triomphe::Arc;

use super::failure::Fallible;
use super::{meter, pieces};

/// The number of scalars per entry of the table of offsets.
const STRIDE: usize = 32;

/// Text stored without a heap allocation.
pub(crate) type Short = heapless::String<14, u8>;

/// The text of a value, wherever it is.
#[derive(Clone, Copy, Debug)]
pub enum TextRef<'v> {
    /// In the value.
    Short(&'v Short),
    /// Shared.
    Long(&'v Arc<Text>),
}

/// Text with fast access by scalar, counted by the meter.
pub struct Text {
    string: CompactString,
    /// Whether there is a scalar beyond ASCII.
    wide: bool,
    offsets: OnceLock<Box<Offsets>>,
}

/// Where every [`STRIDE`]th scalar starts.
struct Offsets {
    starts: Vec<usize>,
    scalars: usize,
}

impl Text {
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The text, no longer counted.
    pub fn into_string(mut self) -> String {
        let string = std::mem::take(&mut self.string);
        meter::remove(heap(&string));
        string.into_string()
    }

    /// How many scalars there are.
    pub fn scalars(&self) -> usize {
        if self.wide { self.offsets().scalars } else { self.string.len() }
    }

    /// The byte offset of scalar `index`; the length in bytes for every index after the end.
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
    ///
    /// # Errors
    /// If there is no more memory for it.
    pub fn push_str(&mut self, more: &str) -> Fallible<()> {
        let (length, capacity) = (self.string.len(), self.string.capacity());
        if capacity - length < more.len() {
            let counted = heap(&self.string);
            let wanted = (length + more.len()).max(if capacity < 1 << 20 { capacity * 2 } else { capacity + capacity / 2 });
            meter::room(wanted - counted)?;
            self.string.reserve(wanted - length);
            meter::add(heap(&self.string));
            meter::remove(counted);
        }
        meter::copied(more.len() / 1024)?;
        self.wide = self.wide || !more.is_ascii();
        if let Some(offsets) = self.offsets.get_mut() {
            offsets.extend(length, more);
        }
        self.string.push_str(more);
        Ok(())
    }

    /// Truncates the text at scalar `end`. If it is then mostly empty, it releases memory.
    pub fn truncate(&mut self, end: usize) {
        let bytes = self.offset(end);
        self.string.truncate(bytes);
        if let Some(offsets) = self.offsets.get_mut() {
            offsets.scalars = offsets.scalars.min(end);
            offsets.starts.truncate(offsets.scalars.div_ceil(STRIDE));
        }
        let counted = heap(&self.string);
        if bytes < counted / 4 {
            self.string.shrink_to(bytes * 2);
            meter::add(heap(&self.string));
            meter::remove(counted);
        }
    }

    /// Makes the table of offsets of a long text, so that counting its scalars is fast later.
    ///
    /// # Errors
    /// If there is no memory or no time for it.
    pub fn measure(&self) -> Fallible<()> {
        if !self.wide || self.string.len() <= pieces::PIECE || self.offsets.get().is_some() {
            return Ok(());
        }
        meter::room(self.string.len() / STRIDE * size_of::<usize>())?;
        let mut offsets = Offsets { starts: Vec::with_capacity(self.string.len() / STRIDE + 1), scalars: 0 };
        let mut start = 0;
        for piece in pieces::pieces(&self.string) {
            let piece = piece?;
            offsets.extend(start, piece);
            start += piece.len();
        }
        // Another thread may have been faster.
        let _ = self.offsets.set(Box::new(offsets));
        Ok(())
    }

    fn offsets(&self) -> &Offsets {
        self.offsets.get_or_init(|| {
            let mut offsets = Offsets { starts: Vec::with_capacity(self.string.len() / STRIDE + 1), scalars: 0 };
            offsets.extend(0, &self.string);
            Box::new(offsets)
        })
    }
}

impl<'v> TextRef<'v> {
    #[inline]
    pub fn as_str(self) -> &'v str {
        match self {
            TextRef::Short(text) => text,
            TextRef::Long(text) => text,
        }
    }

    /// How many scalars there are.
    pub fn scalars(self) -> usize {
        match self {
            TextRef::Short(text) => text.chars().count(),
            TextRef::Long(text) => text.scalars(),
        }
    }

    /// The scalars `start..end`; less where the text ends before.
    pub fn slice(self, start: usize, end: usize) -> &'v str {
        match self {
            TextRef::Short(text) => {
                let offset = |index| text.char_indices().nth(index).map_or(text.len(), |(offset, _)| offset);
                text.get(offset(start)..offset(end)).unwrap_or_default()
            }
            TextRef::Long(text) => text.slice(start, end),
        }
    }

    /// See [`Text::measure`].
    ///
    /// # Errors
    /// If there is no memory or no time for it.
    pub fn measure(self) -> Fallible<Self> {
        match self {
            TextRef::Short(_) => Ok(self),
            TextRef::Long(text) => text.measure().map(|()| self),
        }
    }

    /// As the key of a map has it.
    pub fn shared(self) -> Arc<Text> {
        match self {
            TextRef::Short(text) => Arc::new(text.as_str().into()),
            TextRef::Long(text) => Arc::clone(text),
        }
    }
}

impl Deref for TextRef<'_> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for TextRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Offsets {
    /// Resumes at the text from that byte on.
    fn extend(&mut self, start: usize, text: &str) {
        for (offset, _) in text.char_indices() {
            if self.scalars.is_multiple_of(STRIDE) {
                self.starts.push(start + offset);
            }
            self.scalars += 1;
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.string
    }
}

/// The bytes of a string besides its content.
#[inline]
fn heap(string: &CompactString) -> usize {
    if string.is_heap_allocated() { string.capacity() } else { 0 }
}

impl From<CompactString> for Text {
    #[inline]
    fn from(string: CompactString) -> Self {
        meter::piece(size_of::<Text>() + heap(&string));
        Self { wide: !string.is_ascii(), string, offsets: OnceLock::new() }
    }
}

impl From<String> for Text {
    fn from(string: String) -> Self {
        CompactString::from(string).into()
    }
}

impl Default for Text {
    fn default() -> Self {
        CompactString::default().into()
    }
}

impl Clone for Text {
    fn clone(&self) -> Self {
        self.string.clone().into()
    }
}

impl Drop for Text {
    fn drop(&mut self) {
        meter::piece_freed(size_of::<Text>() + heap(&self.string));
    }
}

impl From<&str> for Text {
    #[inline]
    fn from(text: &str) -> Self {
        CompactString::new(text).into()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.string
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
        text.push_str("ü!").unwrap();
        assert_eq!((text.scalars(), text.slice(2, 3)), (4, "ü"));
    }

    #[test]
    fn text_that_is_cut_off_and_goes_on_is_found() {
        let mut text = Text::from("aé漢🛫".repeat(50));
        for end in [151, 97, 96, 64, 33, 32, 31, 1, 0] {
            text.truncate(end);
            let expected: String = "aé漢🛫".repeat(50).chars().take(end).collect();
            assert_eq!((text.as_str(), text.scalars()), (expected.as_str(), end));
            let mut longer = text.clone();
            longer.scalars();
            longer.push_str("xé漢").unwrap();
            assert_eq!((longer.scalars(), longer.slice(end, end + 2)), (end + 3, "xé"));
        }
    }
}
