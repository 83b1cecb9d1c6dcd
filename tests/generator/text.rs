//! String literals in the forms that the language has for them.

use super::dice::Dice;

/// The text as a string literal: plain with escapes, or raw where that can hold it.
pub(super) fn quoted(dice: &mut Dice, text: &str) -> String {
    let printable = !text.contains(|c: char| c.is_control() || c == '#');
    if printable && !text.contains('"') && dice.chance(15) {
        return format!("r\"{text}\"");
    }
    if printable && !text.contains("\"#") && dice.chance(15) {
        return format!("r#\"{text}\"#");
    }
    format!("\"{}\"", escaped(dice, text))
}

/// The text with its special characters escaped, for between quotes.
fn escaped(dice: &mut Dice, text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '{' if dice.chance(30) => out.push_str("\\{"),
            c if !c.is_ascii() && dice.chance(50) => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// The text as a literal part of an interpolated string.
pub(super) fn interpolated(dice: &mut Dice, text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '{' => out.push_str("{{"),
            '}' => out.push_str("}}"),
            // `\u{e9}` would hold a brace.
            c if !c.is_ascii() => out.push(c),
            c => out.push_str(&escaped(dice, &c.to_string())),
        }
    }
    out
}
