//! A lazy automaton, driven byte by byte so that a search can be given up.

use std::ops::Range;

use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, Config, DFA};
use regex_automata::hybrid::{BuildError, regex};
use regex_automata::nfa::thompson;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, MatchKind};

use super::MAX_SIZE;
use crate::eval::failure::Fallible;
use crate::eval::meter;

/// How many states of the pattern are visited between two clock checks, if every byte leads to a new state of the automaton.
const STEPS: usize = 1 << 20;

/// The most bytes of the states that are kept.
const KEPT: usize = 2 << 20;

/// The automaton cannot decide: it supports word boundaries in ASCII only.
#[derive(Debug)]
pub(super) struct Quit;

/// An automaton from the front, which finds the end of a match, and one from the back, which finds its start.
#[derive(Debug)]
pub(super) struct Automaton {
    regex: regex::Regex,
    cache: regex::Cache,
    /// How many bytes are read between two clock checks.
    stride: usize,
}

impl Automaton {
    /// The automaton of a pattern.
    ///
    /// # Errors
    /// If the pattern is too large for it.
    pub(super) fn new(pattern: &str) -> Result<Automaton, Box<BuildError>> {
        let lazy = Config::new()
            .match_kind(MatchKind::LeftmostFirst)
            .unicode_word_boundary(true)
            .cache_capacity(KEPT)
            .skip_cache_capacity_check(true);
        let states = thompson::Config::new().nfa_size_limit(Some(MAX_SIZE));
        let mut builder = regex::Regex::builder();
        let regex = builder.syntax(syntax::Config::new()).thompson(states).dfa(lazy).build(pattern).map_err(Box::new)?;
        let size = regex.forward().get_nfa().states().len().max(1);
        let cache = regex.create_cache();
        Ok(Automaton { regex, cache, stride: (STEPS / size).clamp(16, 1 << 16) })
    }

    /// The leftmost match from a byte on.
    ///
    /// # Errors
    /// If the run has lasted too long.
    pub(super) fn find(&mut self, text: &str, at: usize) -> Fallible<Result<Option<Range<usize>>, Quit>> {
        let mut at = at;
        while at <= text.len() {
            let (forward, reverse) = self.cache.as_parts_mut();
            let input = Input::new(text).range(at..);
            let end = match forwards(self.regex.forward(), forward, &input, self.stride)? {
                Ok(Some(end)) => end,
                other => return Ok(other.map(|_| None)),
            };
            let input = Input::new(text).range(at..end).anchored(Anchored::Yes);
            let start = match backwards(self.regex.reverse(), reverse, &input, self.stride)? {
                Ok(start) => start.unwrap_or(end),
                Err(Quit) => return Ok(Err(Quit)),
            };
            // There is no position within a scalar, and therefore no empty match.
            if start < end || text.is_char_boundary(end) {
                return Ok(Ok(Some(start..end)));
            }
            at = end + 1;
        }
        Ok(Ok(None))
    }
}

/// The end of the leftmost match.
fn forwards(dfa: &DFA, cache: &mut Cache, input: &Input<'_>, stride: usize) -> Fallible<Result<Option<usize>, Quit>> {
    let Ok(mut state) = dfa.start_state_forward(cache, input) else { return Ok(Err(Quit)) };
    let bytes = input.haystack();
    let mut found = None;
    let mut at = input.start();
    while at < input.end() {
        let until = (at + stride).min(input.end());
        pace(until - at)?;
        while at < until {
            let Ok(next) = dfa.next_state(cache, state, bytes[at]) else { return Ok(Err(Quit)) };
            state = next;
            if state.is_tagged() {
                // A state says that there was a match before the byte that led to it.
                if state.is_match() {
                    found = Some(at);
                } else if state.is_dead() {
                    return Ok(Ok(found));
                } else if state.is_quit() {
                    return Ok(Err(Quit));
                }
            }
            at += 1;
        }
    }
    Ok(last(dfa, cache, state, None).map(|matches| if matches { Some(at) } else { found }))
}

/// Where the longest match that ends at the end of the input starts.
fn backwards(dfa: &DFA, cache: &mut Cache, input: &Input<'_>, stride: usize) -> Fallible<Result<Option<usize>, Quit>> {
    let Ok(mut state) = dfa.start_state_reverse(cache, input) else { return Ok(Err(Quit)) };
    let bytes = input.haystack();
    let mut found = None;
    let mut at = input.end();
    while at > input.start() {
        let until = at.saturating_sub(stride).max(input.start());
        pace(at - until)?;
        while at > until {
            let Ok(next) = dfa.next_state(cache, state, bytes[at - 1]) else { return Ok(Err(Quit)) };
            state = next;
            if state.is_tagged() {
                if state.is_match() {
                    found = Some(at);
                } else if state.is_dead() {
                    return Ok(Ok(found));
                } else if state.is_quit() {
                    return Ok(Err(Quit));
                }
            }
            at -= 1;
        }
    }
    let before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied();
    Ok(last(dfa, cache, state, before).map(|matches| if matches { Some(at) } else { found }))
}

/// Whether there is a match at the very end, with the byte that follows it, if any.
fn last(dfa: &DFA, cache: &mut Cache, state: LazyStateID, following: Option<u8>) -> Result<bool, Quit> {
    let state = match following {
        Some(byte) => dfa.next_state(cache, state, byte),
        None => dfa.next_eoi_state(cache, state),
    };
    match state {
        Ok(state) if state.is_quit() => Err(Quit),
        Ok(state) => Ok(state.is_match()),
        Err(_) => Err(Quit),
    }
}

fn pace(bytes: usize) -> Fallible<()> {
    meter::read(bytes)?;
    if bytes > 1 { meter::in_time() } else { Ok(()) }
}
