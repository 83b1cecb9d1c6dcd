//! Mutations: of text by its words and lines, so that much of what comes out still means something, and of bytes.

use std::borrow::Cow;

use super::corpus::Corpus;
use crate::generator::dice::Dice;

/// Strings and byte strings grow no longer than this by mutations.
const LONGEST: usize = 64 * 1024;

/// Numbers at the edges of types, to represent others.
const NUMBERS: [&str; 14] =
    ["0", "1", "-1", "2", "63", "255", "10000", "65536", "2147483648", "9223372036854775807", "0.5", "1e308", "5e-324", "0.1"];

/// The words of a string: names and numbers, spaces, and every other character on its own.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    let class = |c: char| match c {
        _ if c.is_alphanumeric() || c == '_' => 1,
        ' ' => 2,
        _ => 0,
    };
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = 0;
    for (at, c) in text.char_indices() {
        let now = class(c);
        if at > start && (now == 0 || now != before) {
            found.push(&text[start..at]);
            start = at;
        }
        before = now;
    }
    found.push(&text[start..]);
    found
}

/// A mutated text: a few mutations, rarely many.
pub(super) fn text(corpus: &Corpus, dice: &mut Dice, text: &str) -> String {
    let mut words: Vec<Cow<'_, str>> = tokens(text).into_iter().map(Cow::Borrowed).collect();
    let most = if dice.chance(80) { 3 } else { 12 };
    let count = 1 + dice.below(most);
    for _ in 0..count {
        mutate_words(corpus, dice, &mut words);
    }
    let mut text = words.concat();
    if dice.chance(10) {
        cut(&mut text, LONGEST);
        mutate_characters(dice, &mut text);
    }
    cut(&mut text, LONGEST);
    text
}

/// A string with one mutation of its words.
pub(super) fn once(corpus: &Corpus, dice: &mut Dice, text: &str) -> String {
    let mut words: Vec<Cow<'_, str>> = tokens(text).into_iter().map(Cow::Borrowed).collect();
    mutate_words(corpus, dice, &mut words);
    words.concat()
}

fn mutate_words<'a>(corpus: &'a Corpus, dice: &mut Dice, words: &mut Vec<Cow<'a, str>>) {
    if words.is_empty() {
        words.push(Cow::Borrowed(any_word(corpus, dice)));
        return;
    }
    let at = dice.below(words.len());
    let run = (1 + dice.below(6)).min(words.len() - at);
    match dice.below(10) {
        0 => drop(words.drain(at..at + run)),
        1 => {
            let copy: Vec<_> = words[at..at + run].to_vec();
            let to = dice.below(words.len() + 1);
            words.splice(to..to, copy);
        }
        2 => {
            let other = dice.below(words.len());
            words.swap(at, other);
        }
        3 => words.insert(at, Cow::Borrowed(any_word(corpus, dice))),
        4 => words[at] = Cow::Borrowed(any_word(corpus, dice)),
        5 | 6 => like(dice, words, at),
        7 => {
            if let Some(number) = words[at..].iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
                words[at + number] = Cow::Borrowed(*dice.pick(&NUMBERS));
            }
        }
        8 => lines(dice, words),
        _ => {
            let other = dice.pick(&corpus.programs);
            let from: Vec<&'a str> = tokens(other);
            let start = dice.below(from.len());
            let end = (start + 1 + dice.below(40)).min(from.len());
            words.splice(at..at + run, from[start..end].iter().map(|word| Cow::Borrowed(*word)));
        }
    }
}

/// Puts another word of the same text in the place of one: of the same kind, so that the program may still be one.
fn like<'a>(dice: &mut Dice, words: &mut [Cow<'a, str>], at: usize) {
    let kind = |word: &str| word.chars().next().map(|c| (c.is_alphabetic(), c.is_ascii_digit(), c.is_whitespace()));
    let wanted = kind(&words[at]);
    let start = dice.below(words.len());
    let found = (0..words.len())
        .map(|offset| (start + offset) % words.len())
        .find(|other| kind(&words[*other]) == wanted && words[*other] != words[at]);
    if let Some(found) = found {
        words[at] = words[found].clone();
    }
}

/// Deletes, doubles or moves a few lines.
fn lines(dice: &mut Dice, words: &mut Vec<Cow<'_, str>>) {
    let ends: Vec<usize> = words.iter().enumerate().filter(|(_, word)| *word == "\n").map(|(at, _)| at + 1).collect();
    if ends.len() < 2 {
        return;
    }
    let first = dice.below(ends.len() - 1);
    let last = (first + 1 + dice.below(4)).min(ends.len() - 1);
    let block: Vec<_> = words[ends[first]..ends[last]].to_vec();
    let kind = dice.below(3);
    if kind != 1 {
        words.drain(ends[first]..ends[last]);
    }
    if kind != 0 {
        let to = ends.iter().copied().filter(|end| *end <= words.len()).nth(dice.below(ends.len())).unwrap_or(0);
        words.splice(to..to, block);
    }
}

fn mutate_characters(dice: &mut Dice, text: &mut String) {
    for _ in 0..1 + dice.below(4) {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let Some(at) = (!places.is_empty()).then(|| *dice.pick(&places)) else { return };
        let c = char::from_u32(if dice.chance(80) { dice.below(0x80) as u32 } else { dice.below(0x11_0000) as u32 }).unwrap_or('\u{fffd}');
        if dice.chance(50) {
            text.remove(at);
        }
        text.insert(at, c);
    }
}

/// Cuts a string, between two characters.
fn cut(text: &mut String, longest: usize) {
    if text.len() > longest {
        let end = (0..=longest).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
    }
}

/// Any word of the corpus.
fn any_word<'a>(corpus: &'a Corpus, dice: &mut Dice) -> &'a str {
    dice.pick::<String>(&corpus.words)
}

/// Words of the corpus in a row.
pub(super) fn words(corpus: &Corpus, dice: &mut Dice) -> String {
    let gap = if dice.chance(50) { " " } else { "" };
    let count = dice.below(80);
    (0..count).map(|_| dice.pick(&corpus.words).as_str()).collect::<Vec<_>>().join(gap)
}

/// Any bytes.
pub(super) fn any_bytes(dice: &mut Dice, longest: usize) -> Vec<u8> {
    let length = dice.below(longest + 1);
    let ascii = dice.chance(50);
    (0..length).map(|_| dice.below(if ascii { 0x80 } else { 0x100 }) as u8).collect()
}

/// Mutated bytes: a few mutations of bits, bytes and runs.
pub(super) fn bytes(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let most = if dice.chance(80) { 3 } else { 16 };
    for _ in 0..1 + dice.below(most) {
        let at = dice.below(bytes.len().max(1));
        let run = (1 + dice.below(8)).min(bytes.len().saturating_sub(at));
        match dice.below(8) {
            _ if bytes.is_empty() => bytes.push(dice.below(256) as u8),
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = dice.below(256) as u8,
            2 => bytes[at] = *dice.pick(&[0, 1, 0x7f, 0x80, 0xff, b'0', b'"', b'-']),
            3 => bytes[at] = bytes[at].wrapping_add(1),
            4 => drop(bytes.drain(at..at + run)),
            5 => bytes.insert(at, dice.below(256) as u8),
            6 => bytes.truncate(at),
            _ => {
                let copy = bytes[at..at + run].to_vec();
                let to = dice.below(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
        }
    }
    bytes.truncate(LONGEST);
}
