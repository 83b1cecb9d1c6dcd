//! Names that are taken, by another item or by the language.

use std::collections::hash_map::Entry as Slot;

use crate::check::context::{Def, Entry, ModuleScope};
use crate::check::report::declarations as report;
use crate::check::resolve;
use crate::diagnostics::Diagnostic;
use crate::syntax::ast::Ident;

/// Enters an item's name into its module; the first of several keeps it.
pub(super) fn enter(scope: &mut ModuleScope, name: &Ident, def: Def, diagnostics: &mut Vec<Diagnostic>) {
    match scope.names.entry(name.name.clone()) {
        Slot::Vacant(slot) => {
            slot.insert(Entry { def, span: name.span });
        }
        Slot::Occupied(slot) => {
            diagnostics.push(report::duplicate_name(&name.name, name.span, slot.get()));
        }
    }
}

/// Enters a name that a declaration with an error may declare, unless another item declares it.
pub(super) fn enter_reported(scope: &mut ModuleScope, name: &Ident) {
    scope.names.entry(name.name.clone()).or_insert(Entry { def: Def::Reported, span: name.span });
}

/// Reports a declared type whose name is a built-in type's.
pub(super) fn check_type_name(name: &Ident, diagnostics: &mut Vec<Diagnostic>) {
    if resolve::builtin(&name.name).is_some() {
        diagnostics.push(report::reserved_type_name(&name.name, name.span));
    }
}
