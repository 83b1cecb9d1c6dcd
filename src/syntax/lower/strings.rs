//! Strings: escapes, the indentation of multi-line text, and interpolation.

use super::{Lower, Node, report};
use crate::source::Span;
use crate::syntax::ast::FStringPart;
use crate::syntax::grammar::Rule;

/// How the text of a literal is read.
#[derive(Clone, Copy, Debug)]
struct Style<'t> {
    /// A multi-line string, with the indentation that its lines lose.
    long: Option<&'t str>,
    /// Doubled braces are one.
    braces: bool,
}

impl Lower<'_> {
    /// The value of a string without interpolation.
    pub(super) fn string_value(&mut self, pair: &Node<'_>) -> String {
        let start = self.span(pair).start;
        let text = self.text(pair);
        if let Some(raw) = text.strip_prefix('r') {
            let inner = raw.trim_start_matches('#');
            let hashes = raw.len() - inner.len();
            return inner.get(1..inner.len().saturating_sub(1 + hashes)).unwrap_or("").to_owned();
        }
        if let Some(inner) = text.strip_prefix("\"\"\"").and_then(|rest| rest.strip_suffix("\"\"\"")) {
            let indent = closing_indent(inner);
            let (inner, skipped) = without_first_break(inner);
            return self.unescape(inner, start + 3 + skipped, Style { long: Some(indent), braces: false }, skipped > 0);
        }
        let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or("");
        if !inner.contains('\\') {
            return inner.to_owned();
        }
        self.unescape(inner, start + 1, Style { long: None, braces: false }, false)
    }

    /// The parts of `f"…"`.
    pub(super) fn interpolated(&mut self, pair: Node<'_>) -> Vec<FStringPart> {
        let text = self.text(&pair);
        let long = text.starts_with("f\"\"\"");
        // Other quotes than double ones were reported.
        let (opening, closing) = match text.as_bytes() {
            _ if long => ("f\"\"\"", "\"\"\""),
            [b'`', ..] => ("`", "`"),
            [_, b'\'', ..] => (text.get(..2).unwrap_or(""), "'"),
            _ => ("f\"", "\""),
        };
        let indent = if long { closing_indent(text.get(4..text.len().saturating_sub(3)).unwrap_or("")) } else { "" };
        let style = Style { long: long.then_some(indent), braces: true };
        let mut parts = Vec::new();
        for part in pair.into_inner() {
            if part.as_rule() == Rule::interpolation {
                if let Some(value) = self.interpolation(part) {
                    parts.push(value);
                }
                continue;
            }
            let (mut inner, mut start, rule) = (self.text(&part), self.span(&part).start, part.as_rule());
            let mut at_line_start = false;
            if matches!(rule, Rule::whole_text | Rule::last_text) {
                inner = inner.strip_suffix(closing).unwrap_or(inner);
            }
            if matches!(rule, Rule::whole_text | Rule::first_text) {
                inner = inner.strip_prefix(opening).unwrap_or(inner);
                start += opening.len() as u32;
                let (rest, skipped) = if long { without_first_break(inner) } else { (inner, 0) };
                inner = rest;
                start += skipped;
                at_line_start = skipped > 0;
            }
            let text = self.unescape(inner, start, style, at_line_start);
            if !text.is_empty() {
                parts.push(FStringPart::Text(text));
            }
        }
        parts
    }

    fn interpolation(&mut self, pair: Node<'_>) -> Option<FStringPart> {
        let mut inner = pair.into_inner();
        let value = self.expr(inner.next()?);
        let spec = inner.next().map(|text| {
            let span = self.span(&text);
            (self.source(span).to_owned(), span)
        });
        Some(FStringPart::Value { value, spec })
    }

    /// Resolves escapes in `text`, which begins at `start` of the file.
    fn unescape(&mut self, text: &str, start: u32, style: Style<'_>, at_line_start: bool) -> String {
        let mut result = String::with_capacity(text.len());
        let mut rest = text;
        if at_line_start {
            rest = self.strip_indent(rest, start, style);
        }
        while let Some(at) = rest.find(['\\', '\n', '\r', '{', '}']) {
            result.push_str(&rest[..at]);
            let here = start + (text.len() - rest.len() + at) as u32;
            let found = &rest[at..];
            rest = match found.as_bytes()[0] {
                b'\\' => self.escape(found, here, style, &mut result),
                b'\n' => {
                    result.push('\n');
                    self.strip_indent(&found[1..], here + 1, style)
                }
                b'\r' if found.starts_with("\r\n") => &found[1..],
                brace => {
                    result.push(brace as char);
                    let doubled = style.braces && found.as_bytes().get(1) == Some(&brace) && brace != b'\r';
                    if doubled { &found[2..] } else { &found[1..] }
                }
            };
        }
        result.push_str(rest);
        result
    }

    /// Removes the indentation from the start of a line of a multi-line string.
    fn strip_indent<'t>(&mut self, line: &'t str, start: u32, style: Style<'_>) -> &'t str {
        let Some(indent) = style.long else { return line };
        if let Some(rest) = line.strip_prefix(indent) {
            return rest;
        }
        let text = line.trim_start_matches([' ', '\t']);
        let blanks = line.len() - text.len();
        if text.is_empty() || text.starts_with(['\n', '\r']) {
            return text;
        }
        let span = Span::new(self.context.file, start, start + blanks as u32);
        self.report(report::indentation(span));
        text
    }

    /// Reads one escape from the start of `text` and returns the rest.
    fn escape<'t>(&mut self, text: &'t str, start: u32, style: Style<'_>, result: &mut String) -> &'t str {
        let mut chars = text.chars();
        chars.next();
        let Some(letter) = chars.next() else { return "" };
        let rest = chars.as_str();
        let simple = match letter {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '0' => '\0',
            '\\' | '"' | '\'' | '{' | '}' => letter,
            '\n' if style.long.is_some() => return self.strip_indent(rest, start + 2, style),
            '\r' if style.long.is_some() && rest.starts_with('\n') => return self.strip_indent(&rest[1..], start + 3, style),
            'x' | 'u' => return self.code_point(text, start, result),
            _ => {
                self.unknown_escape(letter, start);
                letter
            }
        };
        result.push(simple);
        rest
    }

    fn unknown_escape(&mut self, letter: char, start: u32) {
        let span = Span::new(self.context.file, start, start + 1 + letter.len_utf8() as u32);
        self.report(report::unknown_escape(letter, span));
    }

    /// `\xHH`, `\uHHHH`, `\u{H…}`
    fn code_point<'t>(&mut self, text: &'t str, start: u32, result: &mut String) -> &'t str {
        let (digits, length) = match (text.as_bytes()[1], text.get(2..)) {
            (b'u', Some(rest)) if rest.starts_with('{') => {
                let digits = rest[1..].split(['}', '"', '\\', '\n']).next().unwrap_or("");
                let closed = rest[1 + digits.len()..].starts_with('}');
                (if digits.len() <= 6 && closed { digits } else { "" }, 3 + digits.len() + usize::from(closed))
            }
            (letter, Some(rest)) => {
                let wanted = if letter == b'x' { 2 } else { 4 };
                let count = rest.bytes().take(wanted).take_while(u8::is_ascii_hexdigit).count();
                (if count == wanted { &rest[..count] } else { "" }, 2 + count)
            }
            _ => ("", text.len()),
        };
        let value = Some(digits).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match value.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32) {
            Some(character) => result.push(character),
            None => {
                let span = Span::new(self.context.file, start, start + length as u32);
                self.report(report::code_point(&text[..length], span));
            }
        }
        &text[length..]
    }
}

/// What comes before the closing quotes of a multi-line string if they have a line of their own.
fn closing_indent(inner: &str) -> &str {
    match inner.rfind('\n') {
        Some(at) if inner[at + 1..].bytes().all(|byte| matches!(byte, b' ' | b'\t')) => &inner[at + 1..],
        _ => "",
    }
}

/// The line break directly after the opening quotes is not part of the text. Returns the rest and what was left out.
fn without_first_break(inner: &str) -> (&str, u32) {
    for line_break in ["\n", "\r\n"] {
        if let Some(rest) = inner.strip_prefix(line_break) {
            return (rest, line_break.len() as u32);
        }
    }
    (inner, 0)
}
