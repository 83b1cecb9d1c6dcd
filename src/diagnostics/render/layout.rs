//! Text broken into lines of a width.

use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm, fill};

/// The minimum width of text, however long its prefix.
const NARROWEST: usize = 20;

/// Breaks `text` into lines of at most `width` columns where its words allow that; newlines in it are kept.
///
/// The first line begins with `first`, all others with spaces of the same width.
pub(crate) fn wrap(text: &str, first: &str, width: usize) -> String {
    let indent = " ".repeat(display_width(first));
    let width = width.max(indent.len() + NARROWEST);
    let mut out = String::new();
    for (number, line) in text.lines().enumerate() {
        let words = line.trim_start();
        let lead = line.strip_suffix(words).unwrap_or_default();
        let begin = format!("{}{lead}", if number == 0 { first } else { &indent });
        let rest = format!("{indent}{lead}");
        // A name or a piece of code is never cut, wherever a line ends.
        let options = Options::new(width)
            .initial_indent(&begin)
            .subsequent_indent(&rest)
            .break_words(false)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        if number > 0 {
            out.push('\n');
        }
        out.push_str(&fill(words, options));
    }
    if out.is_empty() { first.to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn words_move_to_the_next_line_and_newlines_stay() {
        assert_eq!(wrap("aaaa bbbb cccc dddd eeee", "* ", 22), "* aaaa bbbb cccc dddd\n  eeee");
        assert_eq!(wrap("a\n  b c", "> ", 80), "> a\n    b c");
        assert_eq!(wrap("a\n\nb", "> ", 80), "> a\n\n  b");
        assert_eq!(wrap("", "> ", 80), "> ");
    }

    #[test]
    fn a_wide_character_takes_two_columns() {
        assert_eq!(wrap("型型型型型型 型型型型型型", "", 24), "型型型型型型\n型型型型型型");
        assert_eq!(wrap("型型型型型型 型型型型型型", "", 25), "型型型型型型 型型型型型型");
    }
}
