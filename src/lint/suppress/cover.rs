//! Which findings comments cover. Comments and findings are visited together, in the order of their places: comparing each with each would take hours where
//! a program was generated.

use rustc_hash::FxHashMap;

use super::Active;
use crate::diagnostics::Diagnostic;
use crate::source::FileId;

/// The key that a comment and the findings it covers have in common.
type Key = (&'static str, FileId);

/// A name in a comment, with the range that it covers.
type Reach = (u32, u32, usize, usize);

/// The findings that no comment covers; marks the names that covered one.
pub(super) fn suppress(active: &mut [Active], findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut reaches: FxHashMap<Key, Vec<Reach>> = FxHashMap::default();
    for (at, comment) in active.iter().enumerate() {
        for (name, code) in comment.directive.names.iter().enumerate().filter_map(|(at, name)| Some((at, name.code?))) {
            let reach = (comment.reach.start, comment.reach.end, at, name);
            reaches.entry((code.id, comment.reach.file)).or_default().push(reach);
        }
    }
    if reaches.is_empty() {
        return findings;
    }
    let mut places: FxHashMap<Key, Vec<(u32, usize)>> = FxHashMap::default();
    for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.code.adjustable()) {
        if let Some(span) = finding.span() {
            places.entry((finding.code.id, span.file)).or_default().push((span.start, at));
        }
    }
    let mut covered = vec![false; findings.len()];
    for (key, mut places) in places {
        let Some(reaches) = reaches.get_mut(&key) else { continue };
        places.sort_unstable();
        reaches.sort_unstable();
        meet(reaches, &places, &mut |(_, _, comment, name)| active[comment].used[name] = true, &mut |at| covered[at] = true);
    }
    findings.into_iter().zip(covered).filter(|(_, covered)| !covered).map(|(finding, _)| finding).collect()
}

/// Finds the places within ranges. Several comments with the same range are one here, so that at any place few are open: those of the blocks around it.
fn meet(reaches: &[Reach], places: &[(u32, usize)], used: &mut dyn FnMut(Reach), covered: &mut dyn FnMut(usize)) {
    let mut groups = reaches.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)).map(|group| (group, false)).peekable();
    let mut open: Vec<(&[Reach], bool)> = Vec::new();
    let mut close = |group: &[Reach], hit: bool| group.iter().filter(|_| hit).for_each(|reach| used(*reach));
    for (place, finding) in places {
        while let Some(group) = groups.next_if(|(group, _)| group[0].0 <= *place) {
            open.push(group);
        }
        open.retain(|(group, hit)| {
            let ends = group[0].1 < *place;
            if ends {
                close(group, *hit);
            }
            !ends
        });
        if !open.is_empty() {
            covered(*finding);
        }
        open.iter_mut().for_each(|(_, hit)| *hit = true);
    }
    open.into_iter().for_each(|(group, hit)| close(group, hit));
}
