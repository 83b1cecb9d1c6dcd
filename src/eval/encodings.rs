//! The decoded forms of a string: as hexadecimal digits, as base64, or as a list of numbers.
//!
//! Secrets are searched in the decoded forms of strings, not in the strings: a table of every encoding of a secret would be many times as long as
//! the secret, and would not hold a part of it that begins elsewhere in a group of base64. Nothing is decoded into memory. Each decoded form is an
//! iterator of characters with the places that they have in the text.

use std::ops::Range;

/// The decoded characters, one at a time, with their places.
pub(super) type Said = (char, Range<usize>);

/// Longer gaps are not between two numbers of one list, however deep it is indented.
const WIDEST_GAP: usize = 64;

/// How many bits a digit has.
#[derive(Clone, Copy)]
enum Digits {
    Hex = 4,
    Base64 = 6,
}

/// The text itself.
pub(super) fn plain(text: &str) -> impl Iterator<Item = Said> + Clone {
    text.char_indices().map(|(at, c)| (c, at..at + c.len_utf8()))
}

/// The numbers in a string as the bytes or characters that have them.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = Said> + Clone {
    Numbers { text: text.as_bytes(), at: 0, next: None }
}

/// Calls `each` with the bytes of every row of at least `least` bytes that is written in hexadecimal digits or base64, from each digit at
/// which the first byte may begin.
pub(super) fn bytes(text: &str, least: usize, mut each: impl FnMut(Bytes<'_>)) {
    for digits in [Digits::Hex, Digits::Base64] {
        let mut at = 0;
        while at < text.len() {
            let rest = &text.as_bytes()[at..];
            let Some(start) = rest.iter().position(|digit| digits.value(*digit).is_some()) else { break };
            let row = &rest[start..];
            let length = row.iter().position(|digit| digits.value(*digit).is_none()).unwrap_or(row.len());
            let padding = row[length..].iter().take(2).take_while(|c| **c == b'=').count();
            for shift in 0..digits.group().min(length) {
                let row = &row[shift..length];
                let bytes = Bytes { digits, row, from: at + start + shift, padding, at: 0 };
                if bytes.len() >= least {
                    each(bytes);
                }
            }
            at += start + length;
        }
    }
}

impl Digits {
    /// After how many digits a byte begins with a digit again.
    fn group(self) -> usize {
        match self {
            Digits::Hex => 2,
            Digits::Base64 => 4,
        }
    }

    /// Both alphabets of base64 have their digits at once.
    fn value(self, digit: u8) -> Option<u32> {
        let value = match (self, digit) {
            (_, b'0'..=b'9') => digit - b'0' + if matches!(self, Digits::Hex) { 0 } else { 52 },
            (Digits::Hex, b'a'..=b'f') => digit - b'a' + 10,
            (Digits::Hex, b'A'..=b'F') => digit - b'A' + 10,
            (Digits::Hex, _) => return None,
            (_, b'A'..=b'Z') => digit - b'A',
            (_, b'a'..=b'z') => digit - b'a' + 26,
            (_, b'+' | b'-') => 62,
            (_, b'/' | b'_') => 63,
            _ => return None,
        };
        Some(u32::from(value))
    }
}

/// The bytes encoded by a row of digits, as characters with those numbers.
#[derive(Clone)]
pub(super) struct Bytes<'t> {
    digits: Digits,
    row: &'t [u8],
    /// Where the row begins in the text.
    from: usize,
    /// How many `=` follow it, which belong to its last byte.
    padding: usize,
    at: usize,
}

impl Bytes<'_> {
    fn len(&self) -> usize {
        self.row.len() * self.digits as usize / 8
    }
}

impl Iterator for Bytes<'_> {
    type Item = Said;

    fn next(&mut self) -> Option<Said> {
        let bits = self.digits as usize;
        let (start, end) = (self.at * 8 / bits, (self.at * 8 + 8).div_ceil(bits));
        let digits = self.row.get(start..end)?;
        let number = digits.iter().fold(0, |number, digit| number << bits | self.digits.value(*digit).unwrap_or_default());
        let byte = number >> (end * bits - self.at * 8 - 8) & 0xff;
        self.at += 1;
        let padding = if end == self.row.len() { self.padding } else { 0 };
        Some((char::from(byte as u8), self.from + start..self.from + end + padding))
    }
}

/// Numbers one after another. Where anything but a list separator is between two of them, or a number is no
/// character, it yields the last of all characters, which does not occur.
#[derive(Clone)]
struct Numbers<'t> {
    text: &'t [u8],
    at: usize,
    /// The number after a separator.
    next: Option<Said>,
}

impl Iterator for Numbers<'_> {
    type Item = Said;

    fn next(&mut self) -> Option<Said> {
        if let Some(said) = self.next.take() {
            return Some(said);
        }
        let rest = self.text.get(self.at..)?;
        let gap = rest.iter().position(u8::is_ascii_digit)?;
        let digits = rest[gap..].iter().take_while(|digit| digit.is_ascii_digit());
        let (length, number) = digits
            .fold((0, 0_u32), |(length, number), digit| (length + 1, number.saturating_mul(10).saturating_add(u32::from(digit - b'0'))));
        let start = self.at + gap;
        self.at = start + length;
        let said = (char::from_u32(number).unwrap_or(char::MAX), start..self.at);
        if separates(&rest[..gap]) {
            return Some(said);
        }
        self.next = Some(said);
        Some((char::MAX, start..start))
    }
}

/// Whether this separates the numbers of a list, also in JSON text.
fn separates(gap: &[u8]) -> bool {
    let separator = |(at, byte): (usize, &u8)| match byte {
        b',' | b';' | b'|' | b'\\' | b' ' | b'\t' | b'\r' | b'\n' => true,
        b'n' | b'r' | b't' => at > 0 && gap[at - 1] == b'\\',
        _ => false,
    };
    gap.len() <= WIDEST_GAP && gap.iter().enumerate().all(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_from_each_digit_on() {
        let read = |text: &str, least: usize| {
            let mut found = Vec::new();
            bytes(text, least, |bytes| found.push(bytes.map(|(c, _)| c).collect::<String>()));
            found
        };
        assert!(read("<YWJj>", 3).contains(&"abc".to_owned()));
        assert!(read("bWU6YWJjZA==", 3).contains(&"me:abcd".to_owned()));
        assert!(read("xbWU6YWJjZA", 3).contains(&"me:abcd".to_owned()));
        assert!(read("0616263", 3).contains(&"abc".to_owned()));
        assert!(read("6A6b6C, ", 3).contains(&"jkl".to_owned()));
        assert_eq!(read("61 62 YWJ é", 3), Vec::<String>::new());
    }

    #[test]
    fn bytes_know_their_digits() {
        let mut places = Vec::new();
        bytes("é YWJjZA==", 4, |bytes| places.extend(bytes));
        assert_eq!(places, [('a', 3..5), ('b', 4..6), ('c', 5..7), ('d', 7..11)]);
    }

    #[test]
    fn numbers_of_one_list_are_a_row() {
        let said = |text: &str| numbers(text).map(|(c, _)| c).collect::<Vec<_>>();
        assert_eq!(said("[97, 98,\n  99]")[1..], ['a', 'b', 'c']);
        assert_eq!(said("97,98\\n 28450 and 99"), ['a', 'b', '漢', char::MAX, 'c']);
        assert_eq!(said("97, 99999999999, 55296, 98"), ['a', char::MAX, char::MAX, 'b']);
        assert_eq!(numbers("é [97,98]").last(), Some(('b', 7..9)));
    }
}
