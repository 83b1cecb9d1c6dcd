//! What a fix promises: after a safe one the text can be read, after any other there is no mistake that was not there before.

use rustc_hash::FxHashMap;

use crate::diagnostics::{Applicability, Diagnostic, Edit, Severity};

/// Longer items are not read again for each fix.
const LONGEST: usize = 1 << 16;

/// The mistakes of a text, as code and message with how often each is there.
type Mistakes = FxHashMap<(&'static str, String), usize>;

/// Tries the fixes of an item whose text begins at `start`, and takes back what does not keep the promise; `read` gives the findings of a text.
pub(in crate::syntax) fn keep(text: &str, start: u32, found: &mut [Diagnostic], read: impl Fn(&str) -> Vec<Diagnostic>) {
    if text.len() > LONGEST || found.iter().all(|finding| finding.fix.is_none()) {
        return;
    }
    let before = mistakes(&read(text));
    for finding in found {
        let Some(fix) = &mut finding.fix else { continue };
        let Some(changed) = applied(text, start, &fix.edits) else { continue };
        let after = mistakes(&read(&changed));
        if after.iter().any(|(mistake, count)| before.get(mistake).is_none_or(|earlier| count > earlier)) {
            finding.fix = None;
        } else if !after.is_empty() {
            fix.applicability = Applicability::Unsafe;
        }
    }
}

fn mistakes(found: &[Diagnostic]) -> Mistakes {
    let mut counts = Mistakes::default();
    for finding in found.iter().filter(|finding| finding.severity == Severity::Error) {
        *counts.entry((finding.code.id, finding.message.clone())).or_insert(0) += 1;
    }
    counts
}

/// The text after the edits, if all of them are within it.
fn applied(text: &str, start: u32, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.start, edit.span.end)));
    let mut text = text.to_owned();
    for edit in edits {
        let range = edit.span.start.checked_sub(start)? as usize..edit.span.end.checked_sub(start)? as usize;
        text.get(range.clone())?;
        text.replace_range(range, &edit.text);
    }
    Some(text)
}
