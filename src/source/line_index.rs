//! Byte offsets to lines and columns.

/// Where the lines of one text begin.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Scalars before each block of [`BLOCK`] bytes, so that a column costs the same in a line of any length.
    scalars: Vec<u32>,
}

/// Bytes of a block.
const BLOCK: usize = 4096;

/// A position for people: both numbers begin at 1, the column counts Unicode scalars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: u32,
    /// The column in Unicode scalars, from 1.
    pub column: u32,
}

impl LineIndex {
    /// Reads the line starts of `text`.
    pub fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let blocks = text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
            let here = *before;
            *before += scalars(block);
            Some(here)
        });
        Self { starts, scalars: blocks.collect() }
    }

    /// How many scalars of `text` begin before `offset`.
    fn before(&self, text: &str, offset: usize) -> u32 {
        // The end of a text that fills its last block belongs to that block.
        let block = (offset / BLOCK).min(self.scalars.len().saturating_sub(1));
        let before = self.scalars.get(block).copied().unwrap_or(0);
        before + text.as_bytes().get(block * BLOCK..offset).map_or(0, scalars)
    }

    /// The line that holds `offset`, from 0.
    pub fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The byte offset at which line `line` (from 0) begins; the last line's for a line after the end.
    pub fn line_start(&self, line: usize) -> u32 {
        self.starts.get(line).or(self.starts.last()).copied().unwrap_or(0)
    }

    /// Line and column of `offset` in `text`, the text that this index was made of.
    pub fn line_column(&self, text: &str, offset: u32) -> LineColumn {
        let line = self.line(offset);
        let end = (offset as usize).min(text.len());
        let column = self.before(text, end) - self.before(text, self.line_start(line) as usize);
        LineColumn { line: line as u32 + 1, column: column + 1 }
    }

    /// How many lines the text has.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }
}

/// How many scalars begin in a piece of text.
fn scalars(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(!matches!(byte, 0x80..=0xbf))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_long_lines_are_those_of_short_ones() {
        let text = format!("a\n{}b\n{}", "é→x".repeat(3_000), "y".repeat(2 * BLOCK));
        let index = LineIndex::new(&text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
            let column = text[start..offset].chars().count() as u32 + 1;
            assert_eq!(index.line_column(&text, offset as u32).column, column, "{offset}");
        }
        assert_eq!(LineIndex::new("").line_column("", 0), LineColumn { line: 1, column: 1 });
    }

    #[test]
    fn columns_count_scalars_and_lines_begin_at_one() {
        let text = "aé\nb";
        let index = LineIndex::new(text);
        assert_eq!(index.line_column(text, 0), LineColumn { line: 1, column: 1 });
        assert_eq!(index.line_column(text, 3), LineColumn { line: 1, column: 3 });
        assert_eq!(index.line_column(text, 4), LineColumn { line: 2, column: 1 });
        assert_eq!(index.line_column(text, 5), LineColumn { line: 2, column: 2 });
        assert_eq!(index.line_count(), 2);
    }
}
