//! Writes the index of names: what a pass has just found out about a name, and, in a program with errors, the names that no pass has looked at.

use std::cell::RefCell;

use rustc_hash::FxHashSet;

use super::checker::Checker;
use super::context::{Def, ModuleScope};
use super::resolve;
use crate::diagnostics::Severity;
use crate::parallel;
use crate::program::builtins;
use crate::program::index::{Definition, DefinitionKind, Records, UseKind};
use crate::program::ty::Type;
use crate::program::{Index, LocalId};
use crate::source::Span;
use crate::syntax::ast::uses::{self, Use, VariableKind};
use crate::syntax::ast::{Ident, ItemKind, Module};

/// What checks have found out about names.
#[derive(Debug, Default)]
pub(super) struct Found {
    records: Records,
    /// Whether something has a syntax error, so that no check has looked at its names.
    skipped: bool,
}

impl Found {
    /// Adds what a check has found out.
    pub(super) fn append(&mut self, other: Self) {
        self.records.append(other.records);
        self.skipped |= other.skipped;
    }

    fn define(&mut self, span: Span, kind: DefinitionKind) {
        self.records.definitions.push(Definition { span, kind });
    }
}

/// Where a check writes down what it finds out about names. Each job of a pass has its own.
#[derive(Debug, Default)]
pub(super) struct Recorder(RefCell<Found>);

impl Recorder {
    /// A name that means what is declared at `definition`.
    pub(super) fn used(&self, span: Span, definition: Span, kind: UseKind) {
        self.0.borrow_mut().records.uses.push((span, Some(definition), kind));
    }

    /// The name of a builtin that is called.
    pub(super) fn builtin(&self, span: Span) {
        self.0.borrow_mut().records.uses.push((span, None, UseKind::Call));
    }

    /// A variable of code.
    pub(super) fn variable(&self, span: Span, kind: VariableKind, local: LocalId) {
        self.0.borrow_mut().define(span, DefinitionKind::Variable(kind, Some(local)));
    }

    /// What a `let` of a workflow names, with its type if it has one.
    pub(super) fn binding(&self, span: Span, ty: Option<Type>) {
        self.0.borrow_mut().define(span, DefinitionKind::Binding);
        ty.iter().for_each(|ty| self.typed(span, ty));
    }

    /// The type of something that neither a table of the program nor typed code has.
    pub(super) fn typed(&self, span: Span, ty: &Type) {
        self.0.borrow_mut().records.types.push((span, ty.clone()));
    }

    /// An import, and where what it imports is declared, if that is known.
    pub(super) fn import(&self, span: Span, definition: Option<Span>) {
        self.0.borrow_mut().records.imports.push((span, definition));
    }

    /// Something has a syntax error, so that its names are not looked at.
    pub(super) fn skip(&self) {
        self.0.borrow_mut().skipped = true;
    }

    /// The records, in order and without repetition: a list that a `let` of a workflow names is bound again wherever that name is used.
    pub(super) fn finish(self) -> Found {
        let mut found = self.0.into_inner();
        found.records.settle();
        found
    }

    /// Those of the definitions that nothing uses so far.
    pub(super) fn unused(&self, definitions: impl Iterator<Item = Span>) -> FxHashSet<Span> {
        let mut unused: FxHashSet<Span> = definitions.collect();
        for (_, definition, _) in &self.0.borrow().records.uses {
            if unused.is_empty() {
                break;
            }
            if let Some(used) = definition {
                unused.remove(used);
            }
        }
        unused
    }
}

/// Makes the index of what all passes wrote down.
pub(super) fn finish(checker: &mut Checker<'_>, modules: &[&Module]) {
    let mut found = std::mem::take(&mut checker.index);
    items(checker, modules, &mut found);
    if found.skipped || checker.diagnostics.iter().any(|finding| finding.severity == Severity::Error) {
        let known = Known::of(&found.records);
        let scopes: Vec<(&Module, &ModuleScope)> = modules.iter().copied().zip(&checker.declared.scopes).collect();
        let missing = parallel::map(&scopes, |(module, scope)| known.missing(module, scope));
        missing.into_iter().for_each(|missing| found.records.append(missing));
    }
    checker.declared.program.index = Index::new(&checker.declared.program, found.records);
}

/// Items that no table of the program has.
fn items(checker: &Checker<'_>, modules: &[&Module], found: &mut Found) {
    for origin in &checker.declared.aliases {
        let name = &origin.ast.name;
        found.define(name.span, DefinitionKind::Alias);
        if let Some(Def::Alias(ty)) = checker.lookup(origin.module, &name.name) {
            found.records.types.push((name.span, ty.clone()));
        }
    }
    let mut unread = |name: &Ident| found.define(name.span, DefinitionKind::Unread);
    for item in modules.iter().flat_map(|module| &module.items) {
        match &item.kind {
            ItemKind::Later(item) => item.name.iter().for_each(&mut unread),
            ItemKind::Error(item) => item.names.iter().for_each(&mut unread),
            ItemKind::Const(_)
            | ItemKind::Type(_)
            | ItemKind::Struct(_)
            | ItemKind::Enum(_)
            | ItemKind::Fn(_)
            | ItemKind::Task(_)
            | ItemKind::Workflow(_) => {}
        }
    }
}

/// The names that the checks have looked at.
struct Known {
    uses: FxHashSet<Span>,
    definitions: FxHashSet<Span>,
}

impl Known {
    fn of(records: &Records) -> Self {
        Self {
            uses: records.uses.iter().map(|(span, ..)| *span).collect(),
            definitions: records.definitions.iter().map(|definition| definition.span).collect(),
        }
    }

    /// What the checks have not looked at in a module, because it or something before it was reported.
    fn missing(&self, module: &Module, scope: &ModuleScope) -> Records {
        let mut found = Records::default();
        for item in &module.items {
            let names = uses::of_item(item);
            for variable in names.variables.iter().filter(|variable| !self.definitions.contains(&variable.span)) {
                let kind = match item.kind {
                    ItemKind::Workflow(_) => DefinitionKind::Binding,
                    _ => DefinitionKind::Variable(variable.kind, None),
                };
                found.definitions.push(Definition { span: variable.span, kind });
            }
            let unseen = names.uses.iter().filter(|used| !self.uses.contains(&used.span));
            found.uses.extend(unseen.filter_map(|used| resolved(used, scope)));
        }
        found
    }
}

/// What a name means, as far as that can be said without its type.
fn resolved(used: &Use, scope: &ModuleScope) -> Option<(Span, Option<Span>, UseKind)> {
    let kind = match used.kind {
        uses::UseKind::Value => UseKind::Read,
        uses::UseKind::Assigned => UseKind::Write,
        uses::UseKind::Call | uses::UseKind::Method => UseKind::Call,
        uses::UseKind::Type => UseKind::Type,
        uses::UseKind::Mention => UseKind::Mention,
    };
    if used.variable.is_some() {
        return Some((used.span, used.variable, kind));
    }
    if kind == UseKind::Type && resolve::builtin(&used.name).is_some() {
        return None;
    }
    let entry = scope.names.get(&used.name);
    let entry = entry.filter(|entry| used.kind != uses::UseKind::Method || matches!(entry.def, Def::Fn(_) | Def::Reported));
    match entry {
        Some(entry) => Some((used.span, Some(entry.span), kind)),
        None => (kind == UseKind::Call && builtins::find(&used.name).is_some()).then_some((used.span, None, kind)),
    }
}
