//! Regular expressions that can be given up.
//!
//! The engines of the `regex` crate need time proportional to the pattern times the text, and cannot be stopped. They search short strings, which nearly all are. Longer strings
//! are searched with a clock check every few thousand steps: a lazy automaton where one can decide, and a simulation of the pattern's states where it cannot,
//! or where groups are requested. All of them find the same match: the leftmost, and of those the one that the pattern prefers.

mod automaton;
mod states;

use std::ops::Range;

use regex_automata::meta;
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::util::captures::Captures;
use regex_automata::util::primitives::{NonMaxUsize, PatternID};
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};

use self::automaton::{Automaton, Quit};
use self::states::States;
use super::failure::{Fallible, Fault};
use super::meter;
use super::secrets::{reason, short};

/// The most bytes of a compiled pattern, as the `regex` crate has it.
const MAX_SIZE: usize = 10 << 20;

/// The most bytes of a pattern's text. Compiled, a letter needs more than ten, so that longer ones would be refused anyway, but only after seconds.
pub(super) const MAX_TEXT: usize = 1 << 20;

/// The approximate size of a pattern's state in bytes.
const BYTES_PER_STATE: usize = 24;

/// The most microseconds that it takes to read the classes of a pattern, compiled or not: a pattern with that many of them is usually refused for its size.
const MAX_EFFORT: usize = 1_000_000;

/// The approximate bytes per letter of a pattern until it is compiled.
const BYTES_PER_LETTER: usize = 200;

/// The most states times bytes of text that are searched without a clock check.
const MAX_UNSEEN: usize = 1 << 24;

/// The most bytes that a search may take for the places of groups that were not requested.
const MAX_TABLE: usize = 1 << 20;

/// A compiled pattern, with the caches of its searches.
#[derive(Debug)]
pub(super) struct Pattern {
    text: String,
    regex: meta::Regex,
    cache: meta::Cache,
    captures: Captures,
    /// For long strings; created on first use.
    automaton: Option<Automaton>,
    states: Option<States>,
}

impl Pattern {
    /// Compiles a pattern, with the places of its groups or only that of the whole match.
    ///
    /// # Errors
    /// If the pattern is invalid, or its groups take more memory than is allowed.
    pub(super) fn new(pattern: &str, groups: bool) -> Fallible<Pattern> {
        let mut regex = compile(pattern, WhichCaptures::All)?;
        // A search keeps the place of every group for each state.
        let table = |regex: &meta::Regex| (regex.memory_usage() / BYTES_PER_STATE).saturating_mul(regex.group_info().slot_len() * 16);
        if !groups && table(&regex) > MAX_TABLE {
            regex = compile(pattern, WhichCaptures::Implicit)?;
        }
        if table(&regex) > MAX_TABLE {
            meter::room(table(&regex))?;
        }
        let (cache, captures) = (regex.create_cache(), regex.create_captures());
        Ok(Pattern { text: pattern.to_owned(), regex, cache, captures, automaton: None, states: None })
    }

    /// Its approximate size in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.regex.memory_usage() + self.cache.memory_usage()
    }

    /// The names of the groups; the first is the whole match.
    pub(super) fn names(&self) -> impl Iterator<Item = Option<&str>> {
        self.regex.group_info().pattern_names(PatternID::ZERO)
    }

    /// Whether the pattern matches anywhere.
    ///
    /// # Errors
    /// If the run has lasted too long.
    pub(super) fn is_match(&mut self, text: &str) -> Fallible<bool> {
        match self.is_short(text.len()) {
            true => {
                meter::read(text.len())?;
                Ok(self.regex.search_half_with(&mut self.cache, &Input::new(text).earliest(true)).is_some())
            }
            false => self.find_at(text, 0).map(|found| found.is_some()),
        }
    }

    /// The first match from a byte on.
    ///
    /// # Errors
    /// If the run has lasted too long.
    pub(super) fn find_at(&mut self, text: &str, at: usize) -> Fallible<Option<Range<usize>>> {
        meter::worked(1)?;
        if self.is_short(text.len() - at) {
            let found = self.regex.search_with(&mut self.cache, &Input::new(text).range(at..));
            return Ok(found.map(|found| found.range()));
        }
        let automaton = match &mut self.automaton {
            Some(automaton) => automaton,
            none => none.insert(Automaton::new(&self.text).map_err(|error| self::fault(&self.text, &error))?),
        };
        match automaton.find(text, at)? {
            Ok(found) => Ok(found),
            Err(Quit) => Ok(self.simulate(text, at..text.len(), Anchored::No)?.and_then(whole)),
        }
    }

    /// The first match and its groups from a byte on.
    ///
    /// # Errors
    /// If the run has lasted too long, or the places of the groups take more memory than is allowed.
    pub(super) fn groups_at(&mut self, text: &str, at: usize) -> Fallible<Option<&Captures>> {
        if self.is_short(text.len() - at) {
            meter::worked(1)?;
            return Ok(self.search_groups(&Input::new(text).range(at..)));
        }
        let Some(found) = self.find_at(text, at)? else { return Ok(None) };
        if self.is_short(found.len()) {
            // This is the only possible match; `^`, `\b` and the like still see the text around it.
            return Ok(self.search_groups(&Input::new(text).range(found).anchored(Anchored::Yes)));
        }
        self.simulate(text, found, Anchored::Yes)
    }

    fn search_groups(&mut self, input: &Input<'_>) -> Option<&Captures> {
        self.regex.search_captures_with(&mut self.cache, input, &mut self.captures);
        self.captures.is_match().then_some(&self.captures)
    }

    fn simulate(&mut self, text: &str, range: Range<usize>, anchored: Anchored) -> Fallible<Option<&Captures>> {
        let states = match &mut self.states {
            Some(states) => states,
            none => none.insert(States::new(&self.text).map_err(|error| self::fault(&self.text, &error))?),
        };
        let found = states.search(text, range, anchored.is_anchored(), self.regex.group_info().slot_len())?;
        let Some(places) = found else { return Ok(None) };
        for (slot, place) in self.captures.slots_mut().iter_mut().zip(places) {
            *slot = place.and_then(NonMaxUsize::new);
        }
        self.captures.set_pattern(Some(PatternID::ZERO));
        Ok(Some(&self.captures))
    }

    /// Whether text of this length is searched quickly.
    fn is_short(&self, bytes: usize) -> bool {
        bytes.saturating_mul(self.regex.memory_usage() / BYTES_PER_STATE + 1) <= MAX_UNSEEN
    }
}

/// Whether there is room for a pattern while it is read, when each of its letters needs much more than a byte.
///
/// # Errors
/// If there is not, or the pattern is too long.
pub(super) fn room(pattern: &str) -> Fallible<()> {
    if pattern.len() > MAX_TEXT || effort(pattern) > MAX_EFFORT {
        return Err(fault(pattern, &too_large()));
    }
    meter::read(pattern.len() * 64)?;
    meter::room(pattern.len() * BYTES_PER_LETTER)
}

/// The approximate microseconds to read the classes of a pattern; those of Unicode and case-insensitive ones are the slowest.
fn effort(pattern: &str) -> usize {
    let bracket = if pattern.contains("(?") { 50 } else { 2 };
    let of = |pair: &[u8]| match pair {
        [b'\\', b'p' | b'P'] => 150,
        [_, b'['] => bracket,
        _ => 0,
    };
    pattern.as_bytes().windows(2).map(of).sum()
}

fn too_large() -> String {
    format!("compiled, it would take more than {}", meter::size(MAX_SIZE as u64))
}

/// The place of the whole match.
pub(super) fn whole(captures: &Captures) -> Option<Range<usize>> {
    captures.get_match().map(|found| found.range())
}

/// The matches of a string one after another. An empty one directly after another match is skipped.
pub(super) struct Matches {
    at: usize,
    last: Option<usize>,
}

impl Matches {
    /// From the start of a string.
    pub(super) fn new() -> Self {
        Self { at: 0, last: None }
    }

    /// Where the next search begins; `None` at the end of the text.
    pub(super) fn next(&self, text: &str) -> Option<usize> {
        (self.at <= text.len()).then_some(self.at)
    }

    /// Whether a match counts; the next search begins after it.
    pub(super) fn take(&mut self, found: &Range<usize>) -> bool {
        if found.is_empty() && self.last == Some(found.end) {
            self.at = found.end + 1;
            return false;
        }
        (self.at, self.last) = (found.end, Some(found.end));
        true
    }
}

fn compile(pattern: &str, captures: WhichCaptures) -> Fallible<meta::Regex> {
    let config = meta::Config::new().nfa_size_limit(Some(MAX_SIZE)).which_captures(captures);
    let built = meta::Builder::new().configure(config).syntax(syntax::Config::new()).build(pattern);
    built.map_err(|error| match error.syntax_error() {
        Some(error) => fault(pattern, error),
        None => fault(pattern, &too_large()),
    })
}

/// A pattern that is none.
fn fault(pattern: &str, error: &impl std::fmt::Display) -> Box<Fault> {
    // The last line of the error says what is wrong, the lines before it draw the place.
    let text = error.to_string();
    let problem = text.lines().last().unwrap_or_default().trim().trim_start_matches("error: ");
    Fault::value(format!("`{}` is not a valid regular expression{}", short(pattern), reason(pattern, problem)))
}

#[cfg(test)]
mod tests;
