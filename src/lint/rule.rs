//! The interface of a rule, and its context.

use crate::config::Settings;
use crate::diagnostics::{Code, Diagnostic};
use crate::program::Program;
use crate::source::{SourceMap, Span};
use crate::syntax::ast;

/// Everything that rules have access to.
#[derive(Clone, Copy)]
pub(crate) struct LintContext<'a> {
    /// The strings.
    pub sources: &'a SourceMap,
    /// The syntax trees, those of imported modules too.
    pub modules: &'a [&'a ast::Module],
    /// The typed program.
    pub program: &'a Program,
    /// Target, limits and levels.
    pub settings: &'a Settings,
}

impl<'a> LintContext<'a> {
    /// The name that is written at a place, without backticks.
    pub(crate) fn name(&self, span: Span) -> &'a str {
        self.sources.text(span).trim_matches('`')
    }
}

/// One lint rule. Rules are stateless; state that a check gathers only lives during its call.
pub(crate) trait Rule: Sync {
    /// What it reports.
    fn code(&self) -> &'static Code;

    /// Adds a finding to `findings` for each place in the program that breaks the rule, in any order.
    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>);
}
