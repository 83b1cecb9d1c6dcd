//! Labels that reach beyond the width of the terminal.
//!
//! annotate-snippets writes a label in one line, however long, as rustc does. Here it is broken at words after it was drawn: the lines that
//! follow begin in its column, and keep the margin and the bars of the labels to the left of it.

use std::borrow::Cow;

use textwrap::core::display_width;

use super::wrap;

/// What ends a colour.
const RESET: &str = "\u{1b}[0m";

/// The margin of a line.
const MARGIN: &str = "│";

/// The margin of the last line of a snippet, which is one column wider.
const CORNER: &str = "╰╴";

/// The drawn report, with the labels that end beyond `width` columns broken.
pub(super) fn broken(drawn: &str, labels: &[&str], width: usize) -> String {
    let lines: Vec<&str> = drawn.lines().map(str::trim_end).collect();
    let mut out = String::with_capacity(drawn.len());
    for (number, line) in lines.iter().enumerate() {
        let wide = Some(line).filter(|line| display_width(line) > width);
        match wide.and_then(|line| Placed::find(line, labels)) {
            Some(label) => label.write(&mut out, lines.get(number + 1).copied().unwrap_or(""), width),
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// A label at the end of a drawn line.
struct Placed<'a> {
    /// Everything before the margin, which is spaces.
    gutter: &'a str,
    /// Whether the line is the last of its snippet.
    is_last: bool,
    /// What is between the margin and the label.
    before: &'a str,
    text: &'a str,
    /// The end of its colour.
    after: &'a str,
}

impl<'a> Placed<'a> {
    fn find(line: &'a str, labels: &[&'a str]) -> Option<Self> {
        let ends = |text: &&'a str| line.rfind(text).filter(|at| plain(&line[at + text.len()..]).is_empty());
        let (at, text) = labels.iter().filter_map(|text| Some((ends(text)?, *text))).max_by_key(|(_, text)| text.len())?;
        let corner = line[..at].find(CORNER);
        let margin = corner.or_else(|| line[..at].find(MARGIN))?;
        let start = margin + if corner.is_some() { CORNER.len() } else { MARGIN.len() };
        let (before, after) = (&line[start..at], &line[at + text.len()..]);
        Some(Self { gutter: &line[..margin], is_last: corner.is_some(), before, text, after })
    }

    /// Writes the lines; `next` is the drawn line that follows.
    fn write(&self, out: &mut String, next: &str, width: usize) {
        let column = display_width(self.gutter) + if self.is_last { 2 } else { 1 } + display_width(self.before);
        let text = wrap(self.text, "", width.saturating_sub(column));
        let count = text.lines().count();
        let reset = if self.gutter.contains('\u{1b}') { RESET } else { "" };
        let bars = format!("{reset}{}{}", self.bars(next), self.colour());
        for (number, line) in text.lines().enumerate() {
            let is_last = number + 1 == count;
            let margin = match (self.is_last, is_last) {
                (false, _) => MARGIN.to_owned(),
                (true, false) => format!("{MARGIN} "),
                (true, true) => CORNER.to_owned(),
            };
            let before = if number == 0 { self.before } else { &bars };
            for part in [self.gutter, &margin, before, line, self.after] {
                out.push_str(part);
            }
            if !is_last {
                out.push('\n');
            }
        }
    }

    /// The bars of other labels, where the following line has them, in as many columns as there are before the label.
    fn bars(&self, next: &str) -> String {
        let (gutter, next) = (plain(self.gutter), plain(next));
        let rest = next.strip_prefix(&*gutter).and_then(|rest| rest.strip_prefix(MARGIN).or_else(|| rest.strip_prefix(CORNER)));
        let mut next = rest.unwrap_or("").chars();
        (0..display_width(self.before)).map(|_| next.next().filter(|c| matches!(c, '│' | '┃')).unwrap_or(' ')).collect()
    }

    /// The colour that the label is drawn in.
    fn colour(&self) -> String {
        let run = self.before.rsplit(RESET).next().unwrap_or("");
        run.split('\u{1b}').skip(1).filter_map(|code| Some(format!("\u{1b}{}", &code[..=code.find('m')?]))).collect()
    }
}

/// The text without its colours.
fn plain(text: &str) -> Cow<'_, str> {
    let Some((first, rest)) = text.split_once('\u{1b}') else {
        return Cow::Borrowed(text);
    };
    let visible = rest.split('\u{1b}').filter_map(|code| code.split_once('m')).map(|(_, visible)| visible);
    Cow::Owned(std::iter::once(first).chain(visible).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_label_continues_in_its_column_beside_the_bars_of_others() {
        let drawn = [
            "  │         ┬─── ━━━━━━ eins zwei drei vier fünf sechs",
            "  │         │",
            "  │         one two three four five six",
            "  ╰╴        seven eight nine ten eleven twelve",
            "",
        ];
        let expected = [
            "  │         ┬─── ━━━━━━ eins zwei drei vier",
            "  │         │           fünf sechs",
            "  │         │",
            "  │         one two three four five six",
            "  │         seven eight nine ten eleven",
            "  ╰╴        twelve",
            "",
        ];
        let labels = ["eins zwei drei vier fünf sechs", "one two three four five six", "seven eight nine ten eleven twelve"];
        assert_eq!(broken(&drawn.join("\n"), &labels, 39), expected.join("\n"));
        assert_eq!(broken(&drawn.join("\n"), &labels, 80), drawn.join("\n"));
    }

    #[test]
    fn colours_go_on_in_the_next_line() {
        let drawn = "  \u{1b}[94m╰╴\u{1b}[0m  \u{1b}[1m\u{1b}[91m━━ aaaa bbbb cccc dddd eeee\u{1b}[0m\n";
        let expected = "  \u{1b}[94m│ \u{1b}[0m  \u{1b}[1m\u{1b}[91m━━ aaaa bbbb cccc dddd\u{1b}[0m\n  \u{1b}[94m╰╴\u{1b}[0m     \u{1b}[1m\u{1b}[91meeee\u{1b}[0m\n";
        assert_eq!(broken(drawn, &["aaaa bbbb cccc dddd eeee"], 29), expected);
    }
}
