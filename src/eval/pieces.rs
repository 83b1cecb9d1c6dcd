//! Long strings in pieces, with a clock check between them: for builtins that read a whole string.

use super::failure::Fallible;
use super::meter;

/// The most bytes of a piece.
pub(super) const PIECE: usize = 1 << 16;

pub(super) fn pieces(text: &str) -> impl Iterator<Item = Fallible<&str>> {
    pieces_after(text, |_| true)
}

/// Pieces that end after certain scalars, and therefore are longer where these are missing.
pub(super) fn pieces_after(text: &str, ends: impl Fn(char) -> bool) -> impl Iterator<Item = Fallible<&str>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let most = floor(rest, PIECE);
        let (before, after) = rest.split_at(most);
        let end = match (after.is_empty(), before.rfind(&ends)) {
            (true, _) => most,
            (false, Some(at)) => ceil(before, at + 1),
            (false, None) => after.find(&ends).map_or(rest.len(), |at| ceil(rest, most + at + 1)),
        };
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then(|| meter::read(piece.len()).map(|()| piece))
    })
}

/// The pieces of a string, the last one first.
pub(super) fn pieces_from_end(text: &str) -> impl Iterator<Item = Fallible<&str>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (before, piece) = rest.split_at(floor(rest, rest.len().saturating_sub(PIECE)));
        rest = before;
        (!piece.is_empty()).then(|| meter::read(piece.len()).map(|()| piece))
    })
}

/// Whether all scalars pass a test.
///
/// # Errors
/// If the run has lasted too long.
pub(super) fn all(text: &str, is: impl Fn(char) -> bool) -> Fallible<bool> {
    for piece in pieces(text) {
        if !piece?.chars().all(&is) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A string built from each piece of another one.
///
/// # Errors
/// If it takes more memory than is allowed, or the run has lasted too long.
pub(super) fn mapped<'t>(
    length: usize,
    pieces: impl Iterator<Item = Fallible<&'t str>>,
    mut map: impl FnMut(&str, &mut String),
) -> Fallible<String> {
    meter::text_of(length)?;
    let mut whole = String::with_capacity(length);
    for piece in pieces {
        map(piece?, &mut whole);
        meter::text(&whole)?;
    }
    Ok(whole)
}

/// Appends a scalar repeatedly; the caller has reserved the memory.
///
/// # Errors
/// If the run has lasted too long.
pub(super) fn fill(text: &mut String, scalar: char, count: usize) -> Fallible<()> {
    let most = count.min(PIECE);
    let some = String::from(scalar).repeat(most);
    for _ in 0..count.checked_div(most).unwrap_or_default() {
        meter::read(some.len())?;
        text.push_str(&some);
    }
    text.extend(std::iter::repeat_n(scalar, count.checked_rem(most).unwrap_or_default()));
    Ok(())
}

/// The positions of a part in a string, without overlap, from the front.
pub(super) struct Occurrences<'t> {
    text: &'t str,
    part: &'t str,
    /// The window that is searched, and the byte before which an occurrence in it has to begin.
    start: usize,
    limit: usize,
    found: std::str::MatchIndices<'t, &'t str>,
    /// Where the last one ends.
    end: usize,
}

impl<'t> Occurrences<'t> {
    /// The occurrences of `part`.
    pub(super) fn new(text: &'t str, part: &'t str) -> Self {
        let mut all = Self { text, part, start: 0, limit: 0, found: "".match_indices(part), end: 0 };
        all.look_from(0);
        all
    }

    fn look_from(&mut self, start: usize) {
        self.start = start;
        self.limit = floor(self.text, start.saturating_add(PIECE.max(self.part.len())));
        let end = ceil(self.text, self.limit.saturating_add(self.part.len()));
        self.found = self.text.get(start..end).unwrap_or_default().match_indices(self.part);
    }
}

impl Iterator for Occurrences<'_> {
    type Item = Fallible<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let found = self.found.next().map(|(at, _)| self.start + at);
            if let Some(at) = found.filter(|at| *at < self.limit || self.limit == self.text.len()) {
                self.end = at + self.part.len();
                return Some(meter::worked(1).map(|()| at));
            }
            if self.limit == self.text.len() {
                return None;
            }
            if let Err(fault) = meter::read(self.limit - self.start) {
                return Some(Err(fault));
            }
            self.look_from(self.limit.max(self.end));
        }
    }
}

/// The last position of a part in a string.
///
/// # Errors
/// If the run has lasted too long.
pub(super) fn rfind(text: &str, part: &str) -> Fallible<Option<usize>> {
    let mut limit = text.len();
    loop {
        let start = floor(text, limit.saturating_sub(PIECE.max(part.len())));
        let end = ceil(text, limit.saturating_add(part.len()));
        meter::read(end - start)?;
        if let Some(at) = text.get(start..end).unwrap_or_default().rfind(part) {
            return Ok(Some(start + at));
        }
        if start == 0 {
            return Ok(None);
        }
        limit = start;
    }
}

/// The scalar boundary at a byte or before it.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// The scalar boundary at a byte or after it.
fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Vec<String> {
        let long = "añ🛫b".repeat(40_000);
        vec![String::new(), "añ🛫".to_owned(), format!("{long}!"), format!("x{long}"), "é".repeat(100_000), "ab".repeat(PIECE)]
    }

    #[test]
    fn pieces_are_the_text() {
        for text in texts() {
            let forwards: Vec<&str> = pieces(&text).map(Result::unwrap).collect();
            let mut backwards: Vec<&str> = pieces_from_end(&text).map(Result::unwrap).collect();
            backwards.reverse();
            let after: Vec<&str> = pieces_after(&text, |c| c == 'ñ').map(Result::unwrap).collect();
            assert!(after.iter().rev().skip(1).all(|piece| piece.ends_with('ñ')));
            assert!(forwards.concat() == text && backwards.concat() == text && after.concat() == text);
            assert!(forwards.iter().chain(&backwards).all(|piece| piece.len() <= PIECE));
        }
    }

    #[test]
    fn parts_are_found_as_the_standard_library_finds_them() {
        for text in texts() {
            let half = text.get(floor(&text, text.len() / 2)..).unwrap().to_owned();
            for part in ["", "a", "b", "ñ🛫", "ba", "aa", "éé", "ééé", "bab", "nowhere", &half, &text] {
                let found: Vec<usize> = Occurrences::new(&text, part).map(Result::unwrap).collect();
                let expected: Vec<usize> = text.match_indices(part).map(|(at, _)| at).collect();
                assert!(found == expected, "`{}` in `{}`", part.len(), text.len());
                assert_eq!(rfind(&text, part), Ok(text.rfind(part)));
            }
        }
    }

    #[test]
    fn fills_count() {
        for count in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
            let mut text = "x".to_owned();
            fill(&mut text, 'é', count).unwrap();
            assert_eq!(text.chars().count(), count + 1);
        }
    }
}
