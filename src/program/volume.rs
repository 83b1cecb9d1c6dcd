//! How much the constants of a program hold together, and how much work it takes to fold them.
//!
//! A line can double the constant before it, and each use of a constant writes it out once more: in a node of a workflow, in an argument that was
//! left out, in the code of every task that reaches it. So the size of the results is counted against the size of the sources. Both counts are sums, the same
//! in whatever order items are checked.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::Const;

/// Values and letters that constants may hold together, beyond what the text of the sources says itself.
const FREE: usize = 4 << 20;

/// The same for each byte of the sources: no literal has more parts than that.
const FOR_EACH_BYTE: usize = 8;

/// How much more may be examined than kept.
const WORK: usize = 8;

/// A binding of a workflow becomes Flyte messages, which need this many times the memory of the value.
pub(crate) const IN_A_NODE: usize = 4;

/// The counts of a program.
#[derive(Debug)]
pub struct Volume {
    most: usize,
    kept: AtomicUsize,
    seen: AtomicUsize,
}

impl Default for Volume {
    fn default() -> Self {
        Self::of_sources(0)
    }
}

impl Clone for Volume {
    fn clone(&self) -> Self {
        let copy = |count: &AtomicUsize| AtomicUsize::new(count.load(Ordering::Relaxed));
        Self { most: self.most, kept: copy(&self.kept), seen: copy(&self.seen) }
    }
}

impl Volume {
    /// The volume of a program whose sources have this many bytes.
    pub fn of_sources(bytes: usize) -> Self {
        let most = FREE.saturating_add(bytes.saturating_mul(FOR_EACH_BYTE));
        Self { most, kept: AtomicUsize::new(0), seen: AtomicUsize::new(0) }
    }

    /// Counts a value that is kept, `times` times; whether all that is kept is within the bound.
    pub fn keep(&self, value: &Const, times: usize) -> bool {
        let room = self.most.saturating_sub(self.kept.load(Ordering::Relaxed));
        count(&self.kept, parts(value, room).saturating_mul(times)) <= self.most
    }

    /// Counts arguments or fields that are left out, each of which is filled in; whether that is within the bound.
    pub fn fill(&self, left_out: usize) -> bool {
        left_out == 0 || count(&self.kept, left_out.saturating_mul(IN_A_NODE)) <= self.most
    }

    /// Counts a value that is read while folding; whether all that is read is within the bound.
    pub fn read(&self, value: &Const) -> bool {
        let most = self.most.saturating_mul(WORK);
        let room = most.saturating_sub(self.seen.load(Ordering::Relaxed));
        count(&self.seen, parts(value, room)) <= most
    }

    /// How many parts may be written out in code that several tasks share.
    pub fn most(&self) -> usize {
        self.most
    }

    /// Whether a bound was passed: something was not folded or filled in, and is missing from the program.
    pub fn is_exceeded(&self) -> bool {
        let over = |count: &AtomicUsize, most: usize| count.load(Ordering::Relaxed) > most;
        over(&self.kept, self.most) || over(&self.seen, self.most.saturating_mul(WORK))
    }
}

/// Adds to a count that does not overflow.
fn count(counter: &AtomicUsize, more: usize) -> usize {
    let add = |before: usize| Some(before.saturating_add(more));
    let before = counter.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add).unwrap_or(usize::MAX);
    before.saturating_add(more)
}

/// The cost of a map's table besides its keys and values: a node of a tree has room for eleven entries, as much as about forty values need.
pub(crate) fn of_entries(entries: usize) -> usize {
    const OF_A_NODE: usize = 40;
    const ENTRIES_OF_A_NODE: usize = 6;
    entries.div_ceil(ENTRIES_OF_A_NODE) * OF_A_NODE
}

/// The values and letters in a value; where there are more than `most`, some number above.
pub(crate) fn parts(value: &Const, most: usize) -> usize {
    let sum = |parts: &mut dyn Iterator<Item = (usize, &Const)>| {
        let mut sum = 1_usize;
        for (key, part) in parts {
            if sum > most {
                break;
            }
            sum += key + self::parts(part, most - sum);
        }
        sum
    };
    match value {
        Const::Str(text) | Const::File(text) | Const::Dir(text) | Const::Table(text) => 1 + text.len(),
        Const::Bytes(bytes) => 1 + bytes.len(),
        Const::List(parts) | Const::Tuple(parts) | Const::Struct(_, parts) => sum(&mut parts.iter().map(|part| (0, part))),
        Const::Map(entries) => of_entries(entries.len()) + sum(&mut entries.iter().map(|(key, part)| (key.len(), part))),
        Const::Json(json) => of_json(json, most),
        _ => 1,
    }
}

fn of_json(json: &serde_json::Value, most: usize) -> usize {
    let sum = |parts: &mut dyn Iterator<Item = (usize, &serde_json::Value)>| {
        let mut sum = 1_usize;
        for (key, part) in parts {
            if sum > most {
                break;
            }
            sum += key + of_json(part, most - sum);
        }
        sum
    };
    match json {
        serde_json::Value::String(text) => 1 + text.len(),
        serde_json::Value::Array(parts) => sum(&mut parts.iter().map(|part| (0, part))),
        serde_json::Value::Object(entries) => of_entries(entries.len()) + sum(&mut entries.iter().map(|(key, part)| (key.len(), part))),
        _ => 1,
    }
}
