//! What the passes over declarations share: the syntax trees, the program as far as it is known, and the scopes.

use super::collect::Declared;
use super::context::{Context, Def};
use super::modules::Link;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::source::SourceMap;

/// The state of a check. Every pass reads the program through [`Checker::cx`] and then writes what it found out.
pub(super) struct Checker<'a> {
    pub sources: &'a SourceMap,
    pub settings: &'a Settings,
    pub declared: Declared<'a>,
    /// What each module imports.
    pub links: Vec<Link>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Checker<'_> {
    /// What an item of a module sees.
    pub fn cx(&self, module: usize) -> Context<'_> {
        Context { sources: self.sources, settings: self.settings, program: &self.declared.program, scope: &self.declared.scopes[module] }
    }

    /// What a name stands for in a module.
    pub fn lookup(&self, module: usize, name: &str) -> Option<&Def> {
        self.declared.scopes[module].names.get(name).map(|entry| &entry.def)
    }
}
