//! Text broken into lines of a width.

/// Breaks `text` into lines of at most `width` columns where its words allow that; newlines in it are kept.
///
/// The first line begins with `first`, all others with blanks of the same width.
pub fn wrap(text: &str, first: &str, width: usize) -> String {
    let indent = first.chars().count();
    let room = width.saturating_sub(indent).max(20);
    let mut out = String::from(first);
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            break_line(&mut out, indent);
        }
        let lead = line.len() - line.trim_start().len();
        out.push_str(&line[..lead]);
        let mut used = lead;
        for word in line.split_whitespace() {
            let length = word.chars().count();
            if used > lead && used + 1 + length > room {
                break_line(&mut out, indent + lead);
                used = lead;
            } else if used > lead {
                out.push(' ');
                used += 1;
            }
            out.push_str(word);
            used += length;
        }
    }
    out
}

/// Ends a line and indents the next one.
fn break_line(out: &mut String, indent: usize) {
    out.truncate(out.trim_end().len());
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn words_move_to_the_next_line_and_newlines_stay() {
        assert_eq!(wrap("aaaa bbbb cccc dddd eeee", "* ", 22), "* aaaa bbbb cccc dddd\n  eeee");
        assert_eq!(wrap("a\n  b c", "> ", 80), "> a\n    b c");
        assert_eq!(wrap("", "> ", 80), "> ");
    }
}
