//! The secrets that code was given, and strings without them.
//!
//! A message is made of words and of values that it quotes. Quoted values pass through [`short`], which masks before it cuts, so that no part of
//! a secret is left over when a value is too long to be shown. The whole text of a message, a line of the log and a value of a deck pass through
//! [`Secrets::masked`] as well, which also finds secrets that code itself has cut, put on lines of their own, or encoded.
//!
//! Both look for pieces: a secret is a row of overlapping pieces of one length, and whatever holds one of them holds a part of the secret. So
//! secrets that overlap, repeat or contain each other are masked wherever their pieces occur, in one pass over the text for each length.
//!
//! Pieces of bytes are searched in the decoded forms of a string, so one table finds them all, and its size depends on the secrets alone.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashSet;

use super::display;
use super::encodings::{self, Said};

/// What is written in place of a secret.
const MASK: &str = "***";

/// Values of fewer characters are not masked: they would hide half of every text.
const SHORTEST: usize = 3;

/// A line of a secret is masked from this many characters on.
const SHORTEST_PART: usize = 6;

/// In a value that a message quotes, this many consecutive characters of a secret are masked; the words around it stay.
const QUOTED_PIECE: usize = 6;

/// In any other text it is a quarter of the secret, but at least and at most this many characters.
const PIECE: (usize, usize) = (8, 32);

/// Pieces of this many characters are found in upper and lower case.
const ANY_CASE: usize = QUOTED_PIECE;

/// How many characters of a value a message quotes.
const QUOTED: usize = 60;

/// How many bytes of a value are examined for that: a secret in it uses three characters of the quotation, however long it is.
const LOOKED_AT: usize = 1 << 17;

thread_local! {
    /// The secrets of the run on this thread. Messages are made deep within code that has no access to the host.
    static HERE: RefCell<Option<Secrets>> = const { RefCell::new(None) };
}

/// The secrets that a run knows; clones share them.
#[derive(Clone, Default)]
pub struct Secrets(Arc<Shared>);

#[derive(Default)]
struct Shared {
    any: AtomicBool,
    known: RwLock<Known>,
}

#[derive(Default)]
struct Known {
    values: BTreeSet<String>,
    /// The pieces that are searched for in strings.
    pieces: Pieces,
    /// The pieces that are searched for in values that a message quotes.
    quoted: Pieces,
}

/// Makes [`short`] mask secrets on this thread until it is dropped.
pub struct Entered(Option<Secrets>);

impl Secrets {
    /// Masks a value from now on.
    pub fn remember(&self, secret: &str) {
        if secret.chars().count() < SHORTEST || self.0.known.read().unwrap_or_else(PoisonError::into_inner).values.contains(secret) {
            return;
        }
        let mut known = self.0.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.values.insert(secret.to_owned()) {
            known.learn(secret);
        }
        self.0.any.store(true, Ordering::Release);
    }

    /// A string in which the secrets are masked. It has to be masked before it is shortened or wrapped.
    pub fn masked(&self, text: &str) -> String {
        if !self.0.any.load(Ordering::Acquire) {
            return text.to_owned();
        }
        without(text, &self.0.known.read().unwrap_or_else(PoisonError::into_inner).pieces.places(text))
    }

    /// Lets the messages that are made on this thread mask these secrets.
    pub fn enter(&self) -> Entered {
        let these = self.0.any.load(Ordering::Acquire).then(|| self.clone());
        Entered(HERE.replace(these))
    }

    /// Likewise for a secret that was found during a run, until that run ends.
    pub fn join(&self) {
        HERE.replace(Some(self.clone()));
    }
}

/// Secrets are not printed, not even by accident.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(***)")
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        HERE.replace(self.0.take());
    }
}

/// The start of a value for a message that quotes it, without secrets.
pub(crate) fn short(text: &str) -> String {
    let (start, cut) = match text.len() {
        0..=LOOKED_AT => (text, false),
        _ => (&text[..text.floor_char_boundary(LOOKED_AT)], true),
    };
    let mut places = places_here(start);
    if cut && let Some(last) = places.last_mut().filter(|last| start.len() - last.end < PIECE.1 * 4) {
        // The piece that would follow is cut off.
        last.end = start.len();
    }
    let masked = without(start, &places);
    match masked.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &masked[..end]),
        None if cut => masked + "…",
        None => masked,
    }
}

/// Why a value is not accepted, appended to a message that quotes it: empty if it contains a secret, because reasons quote parts of the value.
pub(crate) fn reason(of: &str, reason: impl fmt::Display) -> String {
    if places_here(of).is_empty() { format!(": {reason}") } else { String::new() }
}

/// A string without the secrets of the run on this thread; `None` if it contains none.
pub(crate) fn masked_here(text: &str) -> Option<String> {
    HERE.with_borrow(|secrets| secrets.as_ref().map(|secrets| secrets.masked(text)))
}

/// The places of secrets in a value that is quoted on this thread.
fn places_here(text: &str) -> Vec<Range<usize>> {
    HERE.with_borrow(|secrets| match secrets {
        Some(secrets) => secrets.0.known.read().unwrap_or_else(PoisonError::into_inner).quoted.places(text),
        None => Vec::new(),
    })
}

fn without(text: &str, places: &[Range<usize>]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = 0;
    for place in places {
        masked.push_str(text.get(rest..place.start).unwrap_or_default());
        masked.push_str(MASK);
        rest = place.end;
    }
    masked.push_str(text.get(rest..).unwrap_or_default());
    masked
}

impl Known {
    fn learn(&mut self, secret: &str) {
        let length = secret.chars().count();
        let piece = (length / 4).clamp(PIECE.0, PIECE.1);
        for form in cased(secret).iter().flat_map(|cased| escaped(cased)) {
            self.pieces.add(&form, piece);
            self.quoted.add(&form, QUOTED_PIECE);
        }
        // Code reads a secret of many lines line by line. A line that is longer than a piece is found as one.
        let lines = secret.lines().map(str::trim).filter(|line| (SHORTEST_PART..piece).contains(&line.chars().count()));
        for form in lines.filter(|line| *line != secret).flat_map(escaped) {
            self.pieces.add(&form, piece);
        }
    }
}

/// A string as it is, and in upper and lower case where that changes more than the case of each letter.
fn cased(text: &str) -> BTreeSet<String> {
    let mut forms = BTreeSet::from([text.to_owned()]);
    if !text.is_ascii() && text.chars().count() >= ANY_CASE {
        forms.extend([text.to_uppercase(), text.to_lowercase()]);
    }
    forms
}

/// A string as it is, and as JSON, source text and a debugger write it, once and within each other.
fn escaped(text: &str) -> BTreeSet<String> {
    let mut forms = BTreeSet::from([text.to_owned()]);
    for _ in 0..2 {
        let json = |form: &String| serde_json::Value::from(form.as_str()).to_string();
        let within = |quoted: String| quoted.get(1..quoted.len() - 1).unwrap_or_default().to_owned();
        let more = forms.iter().flat_map(|form| [json(form), display::quoted(form), format!("{form:?}")].map(within));
        forms.extend(more.collect::<Vec<_>>());
    }
    forms
}

/// Pieces of secrets by their length in characters, as hashes.
#[derive(Default)]
struct Pieces(BTreeMap<usize, FxHashSet<u64>>);

impl Pieces {
    /// Adds all pieces of a length, or the form itself where it is shorter, as characters and as bytes.
    fn add(&mut self, form: &str, length: usize) {
        self.insert(encodings::plain(form), form.chars().count().min(length));
        if !form.is_ascii() {
            self.insert(form.bytes().map(|byte| (char::from(byte), 0..0)), form.len().min(length));
        }
    }

    fn insert(&mut self, form: impl Iterator<Item = Said> + Clone, length: usize) {
        let pieces = self.0.entry(length).or_default();
        rolled(form, length, |hash, _| {
            pieces.insert(hash);
        });
    }

    /// The places of pieces in a string, in order; overlapping ones are merged.
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (length, pieces) in &self.0 {
            let mut look = |hash, place| {
                if pieces.contains(&hash) {
                    append(&mut found, place);
                }
            };
            rolled(encodings::plain(text), *length, &mut look);
            rolled(encodings::numbers(text), *length, &mut look);
            encodings::bytes(text, *length, |bytes| rolled(bytes, *length, &mut look));
        }
        found.sort_by_key(|place| place.start);
        found.into_iter().fold(Vec::new(), |mut places, place| {
            append(&mut places, place);
            places
        })
    }
}

/// Adds a place after others, or to the last of them if they overlap.
fn append(places: &mut Vec<Range<usize>>, place: Range<usize>) {
    match places.last_mut() {
        Some(last) if (last.start..last.end).contains(&place.start) => last.end = last.end.max(place.end),
        _ => places.push(place),
    }
}

/// Calls `each` with the hash and the place of every row of `length` characters. Equal rows have equal hashes; a collision is
/// practically impossible, and would only mask too much.
fn rolled(said: impl Iterator<Item = Said> + Clone, length: usize, mut each: impl FnMut(u64, Range<usize>)) {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let number = |c: char| {
        let c = if length < ANY_CASE { c } else { c.to_lowercase().next().unwrap_or(c) };
        (u64::from(u32::from(c)) + 1).wrapping_mul(0xd6e8_feb8_6659_fd93).rotate_left(23)
    };
    let leaving = BASE.wrapping_pow((length as u32).saturating_sub(1));
    let mut first = said.clone();
    let mut hash = 0_u64;
    for (count, (c, place)) in said.enumerate() {
        hash = hash.wrapping_mul(BASE).wrapping_add(number(c));
        if count + 1 >= length
            && let Some((left, start)) = first.next()
        {
            each(hash, start.start..place.end);
            hash = hash.wrapping_sub(number(left).wrapping_mul(leaving));
        }
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;

    use super::*;

    fn secrets(values: &[&str]) -> Secrets {
        let secrets = Secrets::default();
        values.iter().for_each(|value| secrets.remember(value));
        secrets
    }

    #[test]
    fn secrets_within_secrets_beside_and_over_each_other_are_masked_whole() {
        let known = secrets(&["abc", "abc\"def", "abd", "defgh", "12"]);
        for (text, expected) in
            [("abc\"def, \"abc\\\"def\", abc, ab, 12", "***, \"***\", ***, ab, 12"), ("abc\"defgh", "***"), ("abcabd", "******"), ("", "")]
        {
            assert_eq!(known.masked(text), expected, "{text}");
        }
        assert_eq!(secrets(&["aaa"]).masked("aaaaa b aa"), "*** b aa");
        // Two bytes more than characters.
        assert_eq!(secrets(&["éé", "ééé"]).masked("éé ééé"), "éé ***");
    }

    #[test]
    fn a_secret_is_found_in_every_form() {
        let secret = "first \"line\"\nsecond\\line\té\u{1}\u{202e}last";
        let known = secrets(&[secret]);
        let json = serde_json::to_string(secret).unwrap();
        let forms = [
            secret.to_owned(),
            format!("{secret:?}"),
            serde_json::to_string(&json).unwrap(),
            display::quoted(secret),
            display::quoted(&json),
            json,
            secret.to_uppercase(),
        ];
        for form in forms {
            let masked = known.masked(&format!("<{form}>"));
            assert!(["<***>", "<\"***\">", "<\"\\\"***\\\"\">"].contains(&masked.as_str()), "{form}: {masked}");
        }
        assert_eq!(secrets(&["user: me\nkey: 0123456789abcdef"]).masked("see user: me there"), "see *** there");
        for before in ["", "u", "u:", "u:p"] {
            let text = base64::engine::general_purpose::STANDARD.encode(format!("{before}{secret}"));
            let masked = known.masked(&text);
            assert!(masked.contains(MASK) && masked.len() < 12, "{masked}");
        }
    }

    #[test]
    fn a_secret_of_any_length_is_found_in_every_encoding() {
        let long: String = (0..1 << 18).map(|n: u32| char::from(b'a' + (n.wrapping_mul(2_654_435_761) >> 13) as u8 % 26)).collect();
        let base64 = |text: &str| base64::engine::general_purpose::STANDARD.encode(text);
        let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
        let list = |text: &str, between: &str| text.bytes().map(|byte| byte.to_string()).collect::<Vec<_>>().join(between);
        for secret in ["abc", "abcd", "abcde", "a\"b\n", "q7Z-_x/+9", "漢字密", &long] {
            let known = secrets(&[secret]);
            for before in ["", "u", "me"] {
                let text = format!("{before}{secret}");
                for written in [base64(&text), base64(&text).replace('=', ""), base64(&text).replace('+', "-").replace('/', "_")] {
                    let masked = known.masked(&written);
                    assert!(masked.ends_with(MASK) && masked.len() < 7, "{secret:.9} {before} {masked:.60}");
                }
                assert_eq!(known.masked(&hex(&text)), hex(before) + MASK);
            }
            for between in [", ", ",", ",\n    ", "\\n, "] {
                assert_eq!(known.masked(&format!("bytes([{}])", list(secret, between))), "bytes([***])", "{secret:.9}");
            }
        }
        let known = secrets(&[&long]);
        for part in [&long[..40], &long[70_001..70_050], &long[long.len() - 40..]] {
            assert_eq!(known.masked(&list(part, ", ")), MASK);
            assert_eq!(known.masked(&hex(part).to_uppercase()), MASK);
            assert_eq!(known.masked(&list(&part.to_uppercase(), ",")), MASK);
            assert!(known.masked(&base64(part)).len() < 6);
        }
    }

    #[test]
    fn quotations_have_no_part_in_another_case() {
        let secret = "kJ8mQ2xW".to_owned() + &(100..140).map(|n| format!("pL{n}vT")).collect::<String>();
        let known = secrets(&[&secret]);
        let _entered = known.enter();
        assert_eq!(short(&("x".repeat(45) + &secret.to_uppercase())), "x".repeat(45) + MASK);
        assert_eq!(short(&secret[2..9].to_lowercase()), MASK);
    }

    #[test]
    fn what_code_has_cut_is_masked_from_a_quarter_on() {
        let secret: String = ('!'..='~').filter(|c| !c.is_ascii_uppercase()).collect();
        let known = secrets(&[&secret]);
        let piece = secret.len() / 4;
        assert_eq!(known.masked(&format!("of {}", &secret[10..10 + piece])), "of ***");
        assert_eq!(known.masked(&secret[10..9 + piece]), secret[10..9 + piece]);
    }

    #[test]
    fn quotations_are_masked_before_they_are_cut() {
        let long = "sk-".to_owned() + &(1000..1500).map(|n| n.to_string()).collect::<String>();
        let known = secrets(&[&long, "hunter2"]);
        let _entered = known.enter();
        assert_eq!(short(&format!("{long}\n")), "***\n");
        assert_eq!(short(&format!("{}{long}", "x".repeat(59))), "x".repeat(59) + "*…");
        assert_eq!(short(&long[1..]), "***");
        assert_eq!(short(&long.repeat(100)), "***".repeat(20) + "…");
        assert_eq!(short("hunter2 hunter"), "*** ***");
        assert_eq!(reason("of hunter2", "`unter2` is left over"), "");
        assert_eq!(reason("of hunt", "why"), ": why");
        let endless = secrets(&[&('a'..='z').cycle().take(2 * LOOKED_AT).collect::<String>()]);
        let _entered = endless.enter();
        assert_eq!(short(&('a'..='z').cycle().take(2 * LOOKED_AT).collect::<String>()), "***…");
    }

    #[test]
    fn masking_ends_with_the_run() {
        let known = secrets(&["hunter2"]);
        {
            let _outer = known.enter();
            assert_eq!(masked_here("hunter2").as_deref(), Some("***"));
            let _inner = Secrets::default().enter();
            assert_eq!((short("hunter2").as_str(), masked_here("hunter2")), ("hunter2", None));
        }
        assert_eq!(short("hunter2"), "hunter2");
        assert_eq!(format!("{known:?}"), "Secrets(***)");
    }
}
