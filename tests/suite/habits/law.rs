//! The law of fixes.

use std::collections::BTreeMap;

use flightplan::findings::{Applicability, Diagnostic, Edit, Fix};
use rayon::prelude::*;

use super::{Linted, cases};

/// The program after the edits; `None` if they overlap or lie outside of it.
pub(super) fn applied(text: &str, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.start, edit.span.end)));
    let (mut out, mut limit) = (text.to_owned(), text.len());
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        if start > end || end > limit || !out.is_char_boundary(start) || !out.is_char_boundary(end) {
            return None;
        }
        out.replace_range(start..end, &edit.text);
        limit = start;
    }
    Some(out)
}

/// Whether the same finding is at the place of the fix, or where the finding is after it.
fn is_still_there(finding: &Diagnostic, fix: &Fix, after: &Linted) -> bool {
    let growth = |edit: &Edit| edit.text.len() as i64 - i64::from(edit.span.end - edit.span.start);
    let moved = |at: u32| i64::from(at) + fix.edits.iter().filter(|edit| edit.span.end <= at).map(growth).sum::<i64>();
    let mut zones: Vec<(i64, i64)> = finding.span().map(|span| (moved(span.start), moved(span.end))).into_iter().collect();
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span.start);
    let mut shift = 0;
    for edit in edits {
        let start = i64::from(edit.span.start) + shift;
        zones.push((start, start + edit.text.len() as i64));
        shift += growth(edit);
    }
    let same = after.findings.iter().filter(|other| other.code == finding.code && other.message == finding.message);
    same.filter_map(Diagnostic::span)
        .any(|span| zones.iter().any(|(low, high)| i64::from(span.start) <= *high && i64::from(span.end) >= *low))
}

/// How often each error is there.
fn errors(linted: &Linted) -> BTreeMap<(&'static str, &str), usize> {
    let mut counts = BTreeMap::new();
    for finding in linted.errors() {
        *counts.entry((finding.code.id, finding.message.as_str())).or_default() += 1;
    }
    counts
}

/// What is wrong with a fix. A program with one mistake has no syntax error after a safe fix.
fn broken(text: &str, before: &Linted, finding: &Diagnostic, fix: &Fix, has_one_mistake: bool) -> Option<String> {
    let Some(result) = applied(text, &fix.edits) else { return Some("it cannot be applied".to_owned()) };
    if result == text {
        return Some("it changes nothing".to_owned());
    }
    let after = Linted::of(&result);
    let known = errors(before);
    let mut new =
        errors(&after).into_iter().filter(|(error, count)| known.get(error).is_none_or(|known| count > known)).map(|(error, _)| error);
    if fix.applicability == Applicability::Safe {
        if is_still_there(finding, fix, &after) {
            return Some("the finding stays".to_owned());
        }
        let is_other = |other: &&Diagnostic| other.code != finding.code || other.message != finding.message;
        let syntax = after.errors().filter(|_| has_one_mistake).filter(is_other).find(|other| other.code.id.starts_with('S'));
        new.next()
            .map(|(code, message)| format!("it brings {code} {message}"))
            .or_else(|| syntax.map(|other| format!("it leaves {} {}", other.code.id, other.message)))
    } else {
        new.find(|(code, _)| code.starts_with('S')).map(|(code, message)| format!("it brings {code} {message}"))
    }
}

/// Every program with a mistake that there is, with its name, and whether it is the only one.
pub(super) fn programs() -> Vec<(String, String, bool)> {
    let habits = cases().into_iter().map(|case| (case.name, case.program, true));
    habits.chain(crate::corpus::single_files().into_iter().map(|(name, text)| (name, text, false))).collect()
}

#[test]
fn every_fix_keeps_the_law() {
    let wrong: Vec<String> = programs()
        .par_iter()
        .flat_map_iter(|(name, text, has_one_mistake)| {
            let linted = Linted::of(text);
            let fixes = linted.findings.iter().filter_map(|finding| Some((finding, finding.fix.as_ref()?)));
            let wrong = fixes.filter_map(|(finding, fix)| {
                let why = broken(text, &linted, finding, fix, *has_one_mistake)?;
                Some(format!("{name}:{} {} {:?} fix “{}”: {why}", linted.line(finding), finding.code.id, fix.applicability, fix.title))
            });
            wrong.collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{} fixes:\n{}", wrong.len(), wrong.join("\n"));
}
