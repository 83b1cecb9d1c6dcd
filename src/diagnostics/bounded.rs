//! Bounds on findings: the first of each kind in a file are kept, the others are counted.
//!
//! A file of a few megabytes can hold millions of mistakes, each of which would need a hundred times its own bytes. The
//! ten-thousandth of one kind is never read, but how many there are is worth knowing.

use rustc_hash::FxHashMap;

use super::{Code, Diagnostic};
use crate::source::FileId;

/// How many findings of one code are kept for each file.
pub(crate) const KEPT: usize = 10_000;

/// Findings about one file, as a stage collects them.
#[derive(Debug, Default)]
pub(crate) struct Bounded {
    kept: Vec<Diagnostic>,
    /// How many there are of each code, and where in `kept` the last of them is.
    counts: FxHashMap<&'static str, (usize, usize)>,
}

impl Bounded {
    /// Keeps a finding, or counts it if enough of its code were kept.
    pub(crate) fn push(&mut self, finding: Diagnostic) {
        if self.skip(finding.code, 1 + finding.further) {
            return;
        }
        let at = self.kept.len();
        self.counts.entry(finding.code.id).and_modify(|(count, last)| (*count, *last) = (*count + 1, at)).or_insert((1, at));
        self.kept.push(finding);
    }

    /// Takes several.
    pub(crate) fn extend(&mut self, findings: impl IntoIterator<Item = Diagnostic>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }

    /// Whether enough findings of this code were kept; then it also counts one more, which need not be made at all.
    pub(crate) fn is_full(&mut self, code: &'static Code) -> bool {
        self.skip(code, 1)
    }

    fn skip(&mut self, code: &'static Code, findings: usize) -> bool {
        match self.counts.get(code.id) {
            Some((count, last)) if *count >= KEPT => {
                self.kept[*last].further += findings;
                true
            }
            _ => false,
        }
    }

    /// What was kept.
    pub(crate) fn into_vec(self) -> Vec<Diagnostic> {
        self.kept
    }
}

/// Keeps the first [`KEPT`] findings of each code in each file, in the order of `findings`, and counts the others.
pub(crate) fn bound(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if findings.len() <= KEPT {
        return findings;
    }
    let mut kept: Vec<Diagnostic> = Vec::new();
    let mut counts: FxHashMap<(Option<FileId>, &'static str), (usize, usize)> = FxHashMap::default();
    for finding in findings {
        let (count, last) = counts.entry((finding.span().map(|span| span.file), finding.code.id)).or_insert((0, kept.len()));
        if *count < KEPT {
            (*count, *last) = (*count + 1, kept.len());
            kept.push(finding);
        } else {
            kept[*last].further += 1 + finding.further;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::codes::project::{MODULE_NAME, NOT_TEXT};
    use crate::diagnostics::render::Counts;
    use crate::source::Span;

    fn finding(code: &'static Code, file: u32, at: usize) -> Diagnostic {
        Diagnostic::new(code, "x").at(Span::new(FileId(file), at as u32, at as u32), "")
    }

    #[test]
    fn beyond_the_bound_findings_are_counted_and_not_kept() {
        let mut bounded = Bounded::default();
        assert!(!bounded.is_full(&MODULE_NAME));
        bounded.extend((0..KEPT + 5).map(|at| finding(&MODULE_NAME, 0, at)));
        bounded.push(finding(&NOT_TEXT, 0, 7));
        assert!(bounded.is_full(&MODULE_NAME) && !bounded.is_full(&NOT_TEXT));
        let kept = bounded.into_vec();
        assert_eq!((kept.len(), kept[KEPT - 1].further), (KEPT + 1, 6));
        assert_eq!(Counts::of(&kept).errors, KEPT + 7);
    }

    #[test]
    fn each_file_and_each_code_has_its_own_bound() {
        let many = (0..KEPT + 5).flat_map(|at| [finding(&MODULE_NAME, 0, at), finding(&MODULE_NAME, 1, at), finding(&NOT_TEXT, 1, at)]);
        let kept = bound(many.collect());
        assert_eq!(kept.len(), 3 * KEPT);
        assert_eq!(kept.iter().map(|finding| finding.further).collect::<Vec<_>>()[3 * KEPT - 3..], [5, 5, 5]);
    }
}
