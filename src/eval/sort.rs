//! Stable sorting that can be given up: runs of a bounded length are sorted, then merged, with clock checks in between.
//!
//! The sorts of the standard library need an infallible order and cannot be stopped, and a comparison of long strings or lists may take seconds. They do sort the
//! runs where comparing is cheap; where it may fail, runs are short and are sorted by insertion.

use std::cmp::Ordering;

use super::failure::Fallible;
use super::meter;

/// How many elements are sorted at once if comparing them is cheap.
const LONG: usize = 1 << 16;

/// How many if it is not.
const SHORT: usize = 12;

/// About how many steps of work are needed to find the place of an element.
const STEPS: usize = 8;

/// Sorts elements that are compared in a few steps.
///
/// # Errors
/// If the run has lasted too long.
pub(super) fn cheap<T: Default>(xs: &mut [T], compare: impl Fn(&T, &T) -> Ordering) -> Fallible<()> {
    for part in xs.chunks_mut(LONG) {
        meter::worked(part.len() * STEPS)?;
        part.sort_by(&compare);
    }
    merge_runs(xs, LONG, &|a, b| Ok(compare(a, b)))
}

/// Likewise where equal elements are identical, so that their order does not matter.
///
/// # Errors
/// If the run has lasted too long.
pub(super) fn numbers<T: Default>(xs: &mut [T], compare: impl Fn(&T, &T) -> Ordering) -> Fallible<()> {
    for part in xs.chunks_mut(LONG) {
        meter::worked(part.len() * STEPS)?;
        part.sort_unstable_by(&compare);
    }
    merge_runs(xs, LONG, &|a, b| Ok(compare(a, b)))
}

/// Sorts elements whose comparison may be slow.
///
/// # Errors
/// Those of the comparison.
pub(super) fn costly<T: Default>(xs: &mut [T], compare: impl Fn(&T, &T) -> Fallible<Ordering>) -> Fallible<()> {
    for part in xs.chunks_mut(SHORT) {
        meter::worked(part.len())?;
        for end in 1..part.len() {
            let mut at = end;
            while at > 0 && compare(&part[at], &part[at - 1])?.is_lt() {
                part.swap(at, at - 1);
                at -= 1;
            }
        }
    }
    merge_runs(xs, SHORT, &compare)
}

fn merge_runs<T: Default>(xs: &mut [T], run: usize, compare: &impl Fn(&T, &T) -> Fallible<Ordering>) -> Fallible<()> {
    let mut spare = Vec::new();
    let mut width = run;
    while width < xs.len() {
        for pair in xs.chunks_mut(width * 2) {
            if pair.len() > width {
                merge(pair, width, &mut spare, compare)?;
            }
        }
        width *= 2;
    }
    Ok(())
}

/// Merges the elements before and from `middle` on; those before it come first where both are equal.
fn merge<T: Default>(xs: &mut [T], middle: usize, spare: &mut Vec<T>, compare: &impl Fn(&T, &T) -> Fallible<Ordering>) -> Fallible<()> {
    if compare(&xs[middle], &xs[middle - 1])?.is_ge() {
        return Ok(());
    }
    spare.clear();
    spare.extend(xs[..middle].iter_mut().map(std::mem::take));
    let mut lefts = spare.iter_mut().peekable();
    let mut right = middle;
    let mut to = 0usize;
    let length = xs.len();
    while let Some(left) = lefts.peek() {
        if to.is_multiple_of(1 << 10) {
            meter::worked(length.min(1 << 10))?;
        }
        if right < xs.len() && compare(&xs[right], left)?.is_lt() {
            xs.swap(to, right);
            right += 1;
        } else if let Some(left) = lefts.next() {
            xs[to] = std::mem::take(left);
        }
        to += 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Repeated numbers, and the original place of each.
    fn pairs(count: usize) -> Vec<(u64, usize)> {
        let mut state = 7u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % (count as u64 / 3 + 1)
        };
        (0..count).map(|place| (next(), place)).collect()
    }

    #[test]
    fn both_ways_sort_as_the_standard_library_does() {
        for count in [0, 1, 2, 11, 12, 13, 25, 100, 1_000, 200_000] {
            let given = pairs(count);
            let mut expected = given.clone();
            expected.sort_by_key(|(key, _)| *key);
            let mut found = given.clone();
            cheap(&mut found, |a, b| a.0.cmp(&b.0)).unwrap();
            assert_eq!(found, expected);
            let mut found = given;
            costly(&mut found, |a, b| Ok(a.0.cmp(&b.0))).unwrap();
            assert_eq!(found, expected);
            numbers(&mut found, |a, b| b.cmp(a)).unwrap();
            expected.sort_by(|a, b| b.cmp(a));
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn what_is_sorted_costs_one_comparison_each() {
        let count = std::cell::Cell::new(0);
        let mut xs: Vec<u32> = (0..100_000).collect();
        let compare = |a: &u32, b: &u32| {
            count.set(count.get() + 1);
            Ok(a.cmp(b))
        };
        costly(&mut xs, compare).unwrap();
        assert!(count.get() < 110_000, "{}", count.get());
    }
}
