//! Helpers for the tests of rules: a rule's findings in source text, and the text after its fix.

use crate::check;
use crate::config::Settings;
use crate::diagnostics::{self, Diagnostic};
use crate::lint::{LintContext, Rule};
use crate::source::SourceMap;
use crate::syntax::{ast, parse};
use crate::testing::{check_each_marked, check_marks};

/// Checks that `rule` finds exactly the marked findings in a module.
#[track_caller]
pub(super) fn marked(rule: &dyn Rule, text: &str) {
    marked_beside(rule, text, &[]);
}

/// The same for a module among others.
#[track_caller]
pub(super) fn marked_beside(rule: &dyn Rule, text: &str, others: &[(&str, &str)]) {
    check_marks(text, |text| run(rule, &[&[("m", text)], others].concat()).1);
}

/// The same for several pieces of code, separated by empty lines, each within what `around` puts around it.
#[track_caller]
pub(super) fn marked_each(rule: &dyn Rule, texts: &str, around: impl Fn(&str) -> String) {
    check_each_marked(texts, around, |text| run(rule, &[("m", text)]).1);
}

/// The first module after the fix of the first finding; as it is if there is none.
pub(super) fn fixed_of(rule: &dyn Rule, modules: &[(&str, &str)]) -> String {
    let (sources, findings) = run(rule, modules);
    let mut text = sources.files()[0].text.to_string();
    if let Some(fix) = findings.first().and_then(|finding| finding.fix.as_ref()) {
        let mut edits = fix.edits.clone();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        for edit in edits {
            text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        }
    }
    text
}

/// The only module after the fix of the first finding.
pub(super) fn fixed(rule: &dyn Rule, text: &str) -> String {
    fixed_of(rule, &[("m", text)])
}

fn run(rule: &dyn Rule, modules: &[(&str, &str)]) -> (SourceMap, Vec<Diagnostic>) {
    let mut sources = SourceMap::new();
    let files: Vec<_> = modules.iter().map(|(name, text)| sources.add(format!("{name}.fpl"), *name, *text)).collect();
    let modules: Vec<ast::Module> = files
        .into_iter()
        .map(|file| {
            let parsed = parse(sources.file(file));
            assert_eq!(parsed.diagnostics, []);
            parsed.value
        })
        .collect();
    let settings = Settings::default();
    let checked = check::check(&sources, &modules, &settings);
    let mut findings = Vec::new();
    let context =
        LintContext { sources: &sources, modules: &modules.iter().collect::<Vec<_>>(), program: &checked.value, settings: &settings };
    rule.check(&context, &mut findings);
    diagnostics::sort(&sources, &mut findings);
    (sources, findings)
}
