//! A simulation of all states of a pattern side by side, with the places of its groups: slow, but it handles every pattern and can be given up at any byte.

use std::ops::Range;

use regex_automata::nfa::thompson::{BuildError, Config, NFA, State};
use regex_automata::util::primitives::StateID;

use super::MAX_SIZE;
use crate::eval::failure::Fallible;
use crate::eval::meter;

/// How many steps are done between two clock checks.
const STEPS: usize = 1 << 18;

/// The states of a pattern.
#[derive(Debug)]
pub(super) struct States(NFA);

/// The states in which a search may be, the preferred ones first, and the places of the groups for each.
struct Threads {
    order: Vec<StateID>,
    /// The position of a state in `order`, if it is there.
    index: Vec<u32>,
    places: Vec<Option<usize>>,
    slots: usize,
}

/// The pending work while empty steps are followed.
enum Step {
    Explore(StateID),
    Restore(usize, Option<usize>),
}

/// A search of a string.
struct Search<'t> {
    nfa: &'t NFA,
    text: &'t str,
    stack: Vec<Step>,
}

impl States {
    /// The states of a pattern.
    ///
    /// # Errors
    /// For a pattern with too many.
    pub(super) fn new(pattern: &str) -> Result<States, Box<BuildError>> {
        let config = Config::new().nfa_size_limit(Some(MAX_SIZE));
        NFA::compiler().configure(config).build(pattern).map(States).map_err(Box::new)
    }

    /// The start and end of the leftmost match in a range and of its groups, as far as `slots` has room for them.
    ///
    /// # Errors
    /// If the run has lasted too long, or the places take more memory than is allowed.
    pub(super) fn search(&self, text: &str, range: Range<usize>, anchored: bool, slots: usize) -> Fallible<Option<Vec<Option<usize>>>> {
        let size = self.0.states().len();
        meter::room(size.saturating_mul(slots + 1).saturating_mul(2 * size_of::<Option<usize>>()))?;
        let (mut now, mut next) = (Threads::new(size, slots), Threads::new(size, slots));
        let mut search = Search { nfa: &self.0, text, stack: Vec::new() };
        let mut found: Option<Vec<Option<usize>>> = None;
        let mut none = vec![None; slots];
        let stride = (STEPS / size.saturating_mul(slots / 4 + 1)).max(1);
        for at in range.start..=range.end {
            if (at - range.start).is_multiple_of(stride) {
                meter::worked(stride)?;
                meter::in_time()?;
            }
            if found.is_none() && (!anchored || at == range.start) {
                search.follow(&mut now, self.0.start_anchored(), at, &mut none);
            } else if now.order.is_empty() {
                break;
            }
            let byte = text.as_bytes().get(at).filter(|_| at < range.end);
            if let Some(matched) = search.step(&now, &mut next, at, byte.copied()) {
                found = Some(now.places_of(matched).to_vec());
            }
            std::mem::swap(&mut now, &mut next);
            next.clear();
        }
        Ok(found)
    }
}

impl Threads {
    fn new(states: usize, slots: usize) -> Threads {
        Threads { order: Vec::new(), index: vec![u32::MAX; states], places: vec![None; states * slots], slots }
    }

    fn clear(&mut self) {
        for state in self.order.drain(..) {
            self.index[state.as_usize()] = u32::MAX;
        }
    }

    /// Adds a state; `false` if it is there already.
    fn add(&mut self, state: StateID) -> bool {
        let index = &mut self.index[state.as_usize()];
        if *index != u32::MAX {
            return false;
        }
        *index = self.order.len() as u32;
        self.order.push(state);
        true
    }

    fn places_of(&self, state: StateID) -> &[Option<usize>] {
        &self.places[state.as_usize() * self.slots..][..self.slots]
    }
}

impl Search<'_> {
    /// Reads a byte in all states, the preferred first, up to one with a match, which is returned: less preferred states are dropped.
    fn step(&mut self, now: &Threads, next: &mut Threads, at: usize, byte: Option<u8>) -> Option<StateID> {
        let mut places = vec![None; now.slots];
        for state in &now.order {
            let to = match (self.nfa.state(*state), byte) {
                // There is no position within a scalar, and therefore no empty match.
                (State::Match { .. }, _) if self.text.is_char_boundary(at) => return Some(*state),
                (State::ByteRange { trans }, Some(byte)) => trans.matches_byte(byte).then_some(trans.next),
                (State::Sparse(transitions), Some(byte)) => transitions.matches_byte(byte),
                (State::Dense(transitions), Some(byte)) => transitions.matches_byte(byte),
                _ => None,
            };
            if let Some(to) = to {
                places.copy_from_slice(now.places_of(*state));
                self.follow(next, to, at + 1, &mut places);
            }
        }
        None
    }

    /// Adds a state and all states reachable by empty steps, in order of preference.
    fn follow(&mut self, threads: &mut Threads, state: StateID, at: usize, places: &mut [Option<usize>]) {
        self.stack.push(Step::Explore(state));
        while let Some(step) = self.stack.pop() {
            match step {
                Step::Restore(slot, place) => places[slot] = place,
                Step::Explore(state) => self.explore(threads, state, at, places),
            }
        }
    }

    fn explore(&mut self, threads: &mut Threads, mut state: StateID, at: usize, places: &mut [Option<usize>]) {
        while threads.add(state) {
            match self.nfa.state(state) {
                State::Look { look, next } => {
                    if !self.nfa.look_matcher().matches(*look, self.text.as_bytes(), at) {
                        return;
                    }
                    state = *next;
                }
                State::Union { alternates } => {
                    let Some((first, others)) = alternates.split_first() else { return };
                    self.stack.extend(others.iter().rev().map(|other| Step::Explore(*other)));
                    state = *first;
                }
                State::BinaryUnion { alt1, alt2 } => {
                    self.stack.push(Step::Explore(*alt2));
                    state = *alt1;
                }
                State::Capture { next, slot, .. } => {
                    let slot = slot.as_usize();
                    if let Some(place) = places.get_mut(slot) {
                        self.stack.push(Step::Restore(slot, *place));
                        *place = Some(at);
                    }
                    state = *next;
                }
                State::ByteRange { .. } | State::Sparse(_) | State::Dense(_) | State::Match { .. } => {
                    threads.places[state.as_usize() * threads.slots..][..threads.slots].copy_from_slice(places);
                    return;
                }
                State::Fail => return,
            }
        }
    }
}
