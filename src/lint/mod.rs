//! The lint rules and everything around them: levels, selection, suppression comments.
//!
//! A rule is one file in `rules/`: check, fix, tests; its code and page are in the table of all codes. [`run`] applies all rules; [`finish`] turns the
//! findings of all stages into what is reported: selected, at the configured level, without what a comment allows.

mod report;
mod rule;
mod rules;
mod select;
mod suppress;

pub(crate) use rule::{LintContext, Rule};
pub(crate) use select::Levels;

use crate::diagnostics::Diagnostic;
use crate::parallel;
use crate::source::SourceMap;
use crate::syntax::ast::Module;

/// The findings of every rule that is not switched off, in no certain order.
pub(crate) fn run(context: &LintContext<'_>) -> Vec<Diagnostic> {
    let (levels, _) = Levels::new(context.settings);
    let wanted: Vec<&'static dyn Rule> = rules::ALL.iter().copied().filter(|rule| levels.reports(rule.code())).collect();
    let findings = parallel::map(&wanted, |rule| {
        let mut findings = Vec::new();
        rule.check(context, &mut findings);
        findings
    });
    findings.into_iter().flatten().collect()
}

/// The findings of all stages as they are reported: selected, at the configured level, without what a comment allows, with
/// findings about such comments.
///
/// `modules` are those whose comments count. `complete` tells whether every stage and rule has run; if not, no
/// comment is called useless.
pub(crate) fn finish(
    sources: &SourceMap,
    modules: &[&Module],
    levels: &Levels,
    findings: Vec<Diagnostic>,
    complete: bool,
) -> Vec<Diagnostic> {
    suppress::apply(sources, modules, levels, levels.apply(findings), complete)
}
