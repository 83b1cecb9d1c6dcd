//! The type of a name or an expression, by its place: typed code and bindings have the types of computed and wired values, the tables of the program
//! those of declarations.

use rustc_hash::FxHashMap;

use super::{DefinitionId, DefinitionKind, Index};
use crate::program::visit::{Visit, parts};
use crate::program::{Binding, BindingKind, Body, Expr, ExprKind, FnId, Program, TaskId, Type, WorkflowDef, WorkflowId};
use crate::source::Span;

/// An item in which values have types and places.
#[derive(Clone, Copy, Debug)]
pub(super) enum Valued {
    Fn(FnId),
    Task(TaskId),
    Workflow(WorkflowId),
}

/// The items with values of a program and where they are, in the order of spans.
pub(super) fn items(program: &Program) -> Vec<(Span, Valued)> {
    let fns = (0..).map(FnId).zip(&program.fns).map(|(id, def)| (def.header.item, Valued::Fn(id)));
    let tasks = (0..).map(TaskId).zip(&program.tasks).map(|(id, def)| (def.header.item, Valued::Task(id)));
    let workflows = (0..).map(WorkflowId).zip(&program.workflows).map(|(id, def)| (def.header.item, Valued::Workflow(id)));
    let mut items: Vec<(Span, Valued)> = fns.chain(tasks).chain(workflows).collect();
    items.sort_by_key(|(span, _)| *span);
    items
}

impl Index {
    /// The type of the expression or name at exactly this place; `None` where it has none or it is not known.
    pub fn ty<'p>(&'p self, program: &'p Program, span: Span) -> Option<&'p Type> {
        let computed = || Values::at(program, self.item_around(span)?, span).found.remove(&span);
        let named = || self.use_at(span).map_or_else(|| self.defined_at(span), |used| used.definition);
        computed().or_else(|| self.typed(span)).or_else(|| self.type_of(program, named()?)).filter(|ty| !ty.is_invalid())
    }

    /// The types of all expressions and bound values in the items that a place touches, in the order of spans: what [`Index::ty`] says of each
    /// of them, for one walk over each item.
    pub fn values<'p>(&self, program: &'p Program, place: Span) -> Vec<(Span, &'p Type)> {
        let first = self.items.partition_point(|(item, _)| item.file < place.file || (item.file == place.file && item.end < place.start));
        let touched = self.items[first..].iter().take_while(|(item, _)| item.file == place.file && item.start <= place.end);
        let values = touched.flat_map(|(_, item)| Values::of(program, *item).found);
        let mut known: Vec<(Span, &Type)> = values.filter(|(_, ty)| !ty.is_invalid()).collect();
        known.sort_unstable_by_key(|(span, _)| *span);
        known
    }

    /// The type of a definition: for a type that type, for a variant its enum.
    pub fn type_of<'p>(&'p self, program: &'p Program, id: DefinitionId) -> Option<&'p Type> {
        let definition = self.definition(id);
        let known = match definition.kind {
            DefinitionKind::Import(Some(of)) => return self.type_of(program, of),
            DefinitionKind::Alias
            | DefinitionKind::Binding
            | DefinitionKind::Struct(_)
            | DefinitionKind::Enum(_)
            | DefinitionKind::Variant(..) => self.typed(definition.span)?,
            DefinitionKind::Field(id, at) => &program.struct_(id).fields.get(at as usize)?.ty,
            DefinitionKind::Const(id) => &program.const_(id).ty,
            DefinitionKind::Param(id, at) => &program.fn_(id).params.get(at as usize)?.ty,
            DefinitionKind::Input(callee, at) => &program.signature(callee).interface.inputs.get(at as usize)?.ty,
            DefinitionKind::Output(callee, at) => &program.signature(callee).interface.outputs.get(at as usize)?.ty,
            DefinitionKind::Variable(_, local) => {
                let body = body(program, self.item_around(definition.span)?)?;
                &body.locals.get(local?.0 as usize)?.ty
            }
            DefinitionKind::Module(_)
            | DefinitionKind::Import(None)
            | DefinitionKind::Fn(_)
            | DefinitionKind::Task(_)
            | DefinitionKind::Workflow(_)
            | DefinitionKind::Unread => return None,
        };
        Some(known).filter(|ty| !ty.is_invalid())
    }

    /// The type that a pass recorded for a place.
    fn typed(&self, span: Span) -> Option<&Type> {
        self.types.binary_search_by_key(&span, |(span, _)| *span).ok().map(|at| &self.types[at].1)
    }

    /// The item that a place is in.
    fn item_around(&self, span: Span) -> Option<Valued> {
        let after = self.items.partition_point(|(item, _)| item.head() <= span.head());
        let (item, valued) = self.items.get(after.checked_sub(1)?)?;
        item.contains(span).then_some(*valued)
    }
}

/// The code of an item.
fn body(program: &Program, item: Valued) -> Option<&Body> {
    match item {
        Valued::Fn(id) => program.fn_(id).body.as_ref(),
        Valued::Task(id) => program.task(id).body.as_ref(),
        Valued::Workflow(_) => None,
    }
}

/// The types of the values that are computed or wired in an item, by their places.
#[derive(Default)]
struct Values<'p> {
    /// Looks only into code around this place.
    around: Option<Span>,
    /// The expression that is looked into.
    within: Option<Span>,
    found: FxHashMap<Span, &'p Type>,
}

impl<'p> Values<'p> {
    fn of(program: &'p Program, item: Valued) -> Self {
        Self::default().item(program, item)
    }

    /// Those that are needed to know the one at a place.
    fn at(program: &'p Program, item: Valued, place: Span) -> Self {
        Self { around: Some(place), ..Self::default() }.item(program, item)
    }

    fn item(mut self, program: &'p Program, item: Valued) -> Self {
        match item {
            Valued::Fn(_) | Valued::Task(_) => body(program, item).into_iter().for_each(|body| self.block(&body.block)),
            Valued::Workflow(id) => self.workflow(program.workflow(id)),
        }
        self
    }

    /// Adds a value. What the checks put around one, such as a conversion, has the same place and comes before it; constants that they put into it,
    /// such as a default, come after it.
    fn add(&mut self, span: Span, ty: &'p Type, is_filler: bool) {
        if !is_filler || !self.found.contains_key(&span) {
            self.found.insert(span, ty);
        }
    }

    fn workflow(&mut self, def: &'p WorkflowDef) {
        for binding in def.bindings().flat_map(Binding::walk) {
            let (ty, is_filler) = match &binding.kind {
                BindingKind::Input { ty, .. } | BindingKind::Output { ty, .. } => (ty, false),
                BindingKind::Const(_) => (&binding.ty, true),
                BindingKind::List(_) | BindingKind::Map(_) => (&binding.ty, false),
            };
            self.add(binding.span, ty, is_filler);
        }
        for node in &def.nodes {
            // A default that the call fills in has the place of the call.
            self.found.remove(&node.span);
            if let [only] = node.outputs.as_slice() {
                self.found.insert(node.span, only);
            }
        }
    }
}

impl<'p> Visit<'p> for Values<'p> {
    fn expr(&mut self, expr: &'p Expr) {
        // Not everything that the checks make is written within what it is part of: the format in a string is an argument of what it formats.
        let is_written_within = self.within.is_none_or(|outer| outer.contains(expr.span));
        if is_written_within && self.around.is_none_or(|place| expr.span.contains(place)) {
            self.add(expr.span, &expr.ty, matches!(expr.kind, ExprKind::Const(_) | ExprKind::Invalid));
            let outer = self.within.replace(expr.span);
            parts::expr(self, expr);
            self.within = outer;
        }
    }
}
