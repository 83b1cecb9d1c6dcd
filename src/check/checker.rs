//! What the passes over declarations share: the syntax trees, the program as far as it is known, and the scopes.

use super::collect::Declared;
use super::context::{Context, Def};
use super::index::{Found, Recorder};
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
    /// What was found out about names.
    pub index: Found,
    pub diagnostics: Vec<Diagnostic>,
}

impl Checker<'_> {
    /// What an item of a module sees, and where its check writes down what it finds out about names.
    pub(super) fn cx<'c>(&'c self, module: usize, index: &'c Recorder) -> Context<'c> {
        Context {
            sources: self.sources,
            settings: self.settings,
            program: &self.declared.program,
            scope: &self.declared.scopes[module],
            index,
        }
    }

    /// The meaning of a name in a module.
    pub(super) fn lookup(&self, module: usize, name: &str) -> Option<&Def> {
        self.declared.scopes[module].names.get(name).map(|entry| &entry.def)
    }
}
