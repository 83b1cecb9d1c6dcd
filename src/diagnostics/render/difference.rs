//! A fix that changes several lines, as a difference: the old lines, then the new ones.
//!
//! annotate-snippets shows only the new lines of such a fix. This draws both, in the frame that it draws around fixes.

use std::fmt::Write as _;

use textwrap::core::display_width;

use super::human::Style;
use crate::diagnostics::{Edit, Fix};
use crate::source::{FileId, SourceFile, SourceMap};

/// Lines of a kind in a row beyond which those in the middle are left out.
const MOST_LINES: usize = 12;

/// Columns of a tab.
const TAB: &str = "    ";

/// Consecutive lines of a file that a fix changes.
struct Hunk {
    /// The first line, counted from 0.
    first: usize,
    old: Vec<String>,
    new: Vec<String>,
}

/// Whether a fix changes more than one line, or adds one.
pub(super) fn is_long(sources: &SourceMap, fix: &Fix) -> bool {
    let lines = |edit: &Edit| {
        let lines = sources.file(edit.span.file).lines();
        (edit.span.file, lines.line(edit.span.start), lines.line(edit.span.end))
    };
    let mut places = fix.edits.iter().map(lines);
    let Some(first) = places.next() else { return false };
    first.1 != first.2 || places.any(|place| place != first) || fix.edits.iter().any(|edit| edit.text.contains('\n'))
}

/// The difference, without the title of the fix.
pub(super) fn drawn(sources: &SourceMap, fix: &Fix, style: Style) -> String {
    let mut files: Vec<FileId> = Vec::new();
    for edit in &fix.edits {
        if !files.contains(&edit.span.file) {
            files.push(edit.span.file);
        }
    }
    let hunks: Vec<(&SourceFile, Vec<Hunk>)> = files
        .iter()
        .map(|id| (sources.file(*id), hunks(sources.file(*id), fix.edits.iter().filter(|edit| edit.span.file == *id))))
        .collect();
    let last = hunks.iter().flat_map(|(_, hunks)| hunks).map(|hunk| hunk.first + hunk.old.len().max(hunk.new.len())).max();
    let digits = last.unwrap_or_default().to_string().len();
    let frame = Frame { digits, style };
    let mut out = String::new();
    for (file, hunks) in &hunks {
        frame.edge(&mut out, "╭╴", if files.len() > 1 { file.path.display().to_string() } else { String::new() });
        let mut moved = 0_isize;
        for (number, hunk) in hunks.iter().enumerate() {
            if number > 0 {
                frame.edge(&mut out, "┆", String::new());
            }
            let first = hunk.first + 1;
            frame.lines(&mut out, first, '-', &hunk.old);
            frame.lines(&mut out, first.saturating_add_signed(moved), '+', &hunk.new);
            moved += hunk.new.len() as isize - hunk.old.len() as isize;
        }
        frame.edge(&mut out, "╰╴", String::new());
    }
    out
}

/// The lines around edits of one file, joined where they touch.
fn hunks<'e>(file: &SourceFile, edits: impl Iterator<Item = &'e Edit>) -> Vec<Hunk> {
    let lines = file.lines();
    let mut edits: Vec<&Edit> = edits.collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut groups: Vec<(usize, usize, Vec<&Edit>)> = Vec::new();
    for edit in edits {
        let (first, last) = (lines.line(edit.span.start), lines.line(edit.span.end));
        match groups.last_mut() {
            Some((_, end, group)) if first <= *end => {
                *end = last.max(*end);
                group.push(edit);
            }
            _ => groups.push((first, last, vec![edit])),
        }
    }
    let mut hunks: Vec<Hunk> = Vec::new();
    for next in groups.into_iter().filter_map(|(first, last, group)| hunk(file, first, last, &group)) {
        match hunks.last_mut().filter(|hunk| hunk.first + hunk.old.len() == next.first) {
            Some(hunk) => {
                hunk.old.extend(next.old);
                hunk.new.extend(next.new);
            }
            None => hunks.push(next),
        }
    }
    hunks
}

fn hunk(file: &SourceFile, first: usize, last: usize, edits: &[&Edit]) -> Option<Hunk> {
    let lines = file.lines();
    let start = lines.line_start(first) as usize;
    let end = if last + 1 < lines.line_count() { lines.line_start(last + 1) as usize } else { file.text.len() };
    let old = file.text.get(start..end)?;
    let mut new = old.to_owned();
    for edit in edits.iter().rev() {
        let range = (edit.span.start as usize).checked_sub(start)?..(edit.span.end as usize).checked_sub(start)?;
        new.get(range.clone())?;
        new.replace_range(range, &edit.text);
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    // Lines that stay as they are, as where text is only inserted between two of them.
    let before = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let after = old[before..].iter().rev().zip(new[before..].iter().rev()).take_while(|(old, new)| old == new).count();
    let kept = |lines: &[&str]| lines[before..lines.len() - after].iter().map(|line| (*line).to_owned()).collect();
    Some(Hunk { first: first + before, old: kept(&old), new: kept(&new) })
}

/// Whether a character could change how what follows it is shown.
fn is_unseen(char: char) -> bool {
    char.is_control() || matches!(char, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The margin of a difference.
#[derive(Clone, Copy)]
struct Frame {
    /// Digits of the largest line number.
    digits: usize,
    style: Style,
}

impl Frame {
    fn edge(self, out: &mut String, corner: &str, text: String) {
        let _ = writeln!(out, "{}", format!("{} {}{text}", " ".repeat(self.digits), self.painted(BLUE, corner)).trim_end());
    }

    /// Lines that are removed or added, those in the middle left out if there are many.
    fn lines(self, out: &mut String, first: usize, sign: char, lines: &[String]) {
        let left_out = if lines.len() > MOST_LINES { lines.len() - MOST_LINES } else { 0 };
        let half = if left_out > 0 { MOST_LINES / 2 } else { lines.len() };
        for (at, line) in lines.iter().enumerate() {
            if left_out > 0 && at == half {
                let _ = writeln!(out, "{}   … {left_out} more lines", " ".repeat(self.digits));
            }
            if at < half || at >= half + left_out {
                let number = format!("{:>width$}", first + at, width = self.digits);
                let code = self.cut(line);
                let color = if sign == '-' { RED } else { GREEN };
                let text = format!("{sign} {code}");
                let _ = writeln!(out, "{} {}", self.painted(BLUE, &number), self.painted(color, text.trim_end()));
            }
        }
    }

    /// A line in the width that is left.
    fn cut(self, line: &str) -> String {
        let width = self.style.width.saturating_sub(self.digits + 3).max(20);
        let line = line.replace('\t', TAB).replace(is_unseen, "\u{fffd}");
        if display_width(&line) <= width {
            return line;
        }
        let mut shown = String::new();
        for char in line.chars() {
            if display_width(&shown) + display_width(char.encode_utf8(&mut [0; 4])) >= width {
                break;
            }
            shown.push(char);
        }
        shown + "…"
    }

    fn painted(self, color: &str, text: &str) -> String {
        if self.style.color && !text.is_empty() { format!("{color}{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

const BLUE: &str = "\u{1b}[1m\u{1b}[94m";
const RED: &str = "\u{1b}[91m";
const GREEN: &str = "\u{1b}[92m";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Applicability;
    use crate::source::Span;

    fn fix(sources: &SourceMap, changes: &[(&str, &str)]) -> Fix {
        let file = &sources.files()[0];
        let edit = |(old, new): &(&str, &str)| {
            let start = file.text.find(old).unwrap() as u32;
            Edit { span: Span::new(file.id, start, start + old.len() as u32), text: (*new).to_owned() }
        };
        Fix { title: String::new(), applicability: Applicability::Safe, edits: changes.iter().map(edit).collect() }
    }

    #[test]
    fn old_lines_come_before_new_ones() {
        let mut sources = SourceMap::new();
        sources.add("a.fpl", "a", "fn f() {\n    one(\n        1,\n    )\n    kept\n\tlast\u{1b}[31m\n}\n");
        let fix = fix(&sources, &[("one(\n        1,\n    )", "one(1)"), ("last", "first\n    second")]);
        assert!(is_long(&sources, &fix));
        assert_eq!(
            drawn(&sources, &fix, Style { color: false, width: 30 }),
            "  ╭╴\n2 -     one(\n3 -         1,\n4 -     )\n2 +     one(1)\n  ┆\n6 -     last\u{fffd}[31m\n4 +     first\n5 +     second\u{fffd}[31m\n  ╰╴\n"
        );
    }

    #[test]
    fn a_line_that_is_only_added_has_no_old_one() {
        let mut sources = SourceMap::new();
        sources.add("a.fpl", "a", "fn f() {\n}\n");
        let fix = fix(&sources, &[("}", "    1\n}")]);
        assert_eq!(drawn(&sources, &fix, Style { color: false, width: 80 }), "  ╭╴\n2 +     1\n  ╰╴\n");
    }

    #[test]
    fn long_lines_and_many_lines_are_cut() {
        let mut sources = SourceMap::new();
        sources.add("a.fpl", "a", "x\n".repeat(2) + "y");
        let many = "abcdefghijklmnopqrstuvwxyz\n".repeat(20);
        let drawn = drawn(&sources, &fix(&sources, &[("y", &many)]), Style { color: false, width: 26 });
        assert!(drawn.contains("… 8 more lines") && drawn.lines().count() == 16, "{drawn}");
        assert!(drawn.lines().all(|line| display_width(line) <= 26), "{drawn}");
    }
}
