//! The source of all choices: a ChaCha stream, whose numbers are the same in every version and on every machine. Numbers
//! are drawn by hand from its 64-bit words, because the distributions of libraries change between their versions.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Choices from a seed.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// The dice of one program.
    pub(crate) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number from 0 to before `end`; 0 where there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let word = self.0.next_u64();
        if end == 0 { 0 } else { (word % end as u64) as usize }
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as usize) as i64
    }

    /// Whether an event with this probability, in percent, happens.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of the items of a list that has some.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// The items in another order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}
