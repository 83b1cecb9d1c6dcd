//! The type of a name or an expression, by its place: typed code and bindings have the types of computed and wired values, the tables of the program
//! those of declarations.

use super::{DefinitionId, DefinitionKind, Index};
use crate::program::visit::{Visit, parts};
use crate::program::{Binding, BindingKind, Body, Expr, ExprKind, Header, Program, Type, WorkflowDef};
use crate::source::Span;

impl Index {
    /// The type of the expression or name at exactly this place; `None` where it has none or it is not known.
    pub fn ty(&self, program: &Program, span: Span) -> Option<Type> {
        let named = || self.use_at(span).map_or_else(|| self.defined_at(span), |used| used.definition);
        let written = || computed(program, span).or_else(|| self.typed(span));
        written().or_else(|| self.type_of(program, named()?)).filter(|ty| !ty.is_invalid())
    }

    /// The type of a definition: for a type that type, for a variant its enum.
    pub fn type_of(&self, program: &Program, id: DefinitionId) -> Option<Type> {
        let definition = self.definition(id);
        let known = match definition.kind {
            DefinitionKind::Import(Some(of)) => return self.type_of(program, of),
            DefinitionKind::Alias | DefinitionKind::Binding => self.typed(definition.span)?,
            DefinitionKind::Struct(id) => Type::Struct(id),
            DefinitionKind::Field(id, at) => program.struct_(id).fields.get(at as usize)?.ty.clone(),
            DefinitionKind::Enum(id) | DefinitionKind::Variant(id, _) => Type::Enum(id),
            DefinitionKind::Const(id) => program.const_(id).ty.clone(),
            DefinitionKind::Param(id, at) => program.fn_(id).params.get(at as usize)?.ty.clone(),
            DefinitionKind::Input(callee, at) => program.signature(callee).interface.inputs.get(at as usize)?.ty.clone(),
            DefinitionKind::Output(callee, at) => program.signature(callee).interface.outputs.get(at as usize)?.ty.clone(),
            DefinitionKind::Variable(_, local) => {
                let locals = &body(program, definition.span)?.locals;
                locals.get(local?.0 as usize)?.ty.clone()
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
    fn typed(&self, span: Span) -> Option<Type> {
        self.types.binary_search_by_key(&span, |(span, _)| *span).ok().map(|at| self.types[at].1.clone())
    }
}

/// The item that a place is in, among items in the order of the sources.
fn around<T>(items: &[T], header: impl Fn(&T) -> &Header, span: Span) -> Option<&T> {
    let after = items.partition_point(|item| header(item).item.head() <= span.head());
    items.get(after.checked_sub(1)?).filter(|item| header(item).item.contains(span))
}

/// The code that a place is in.
fn body(program: &Program, span: Span) -> Option<&Body> {
    let in_fn = around(&program.fns, |def| &def.header, span).and_then(|def| def.body.as_ref());
    in_fn.or_else(|| around(&program.tasks, |def| &def.header, span).and_then(|def| def.body.as_ref()))
}

/// The type of the value that is computed or wired at a place.
fn computed(program: &Program, span: Span) -> Option<Type> {
    if let Some(body) = body(program, span) {
        let mut search = Search { span, found: None };
        search.block(&body.block);
        return search.found.map(|expr| expr.ty.clone());
    }
    wired(around(&program.workflows, |def| &def.header, span)?, span)
}

/// Looks for the expression that is written at a place. What the checks put around it, such as a conversion, has the same place and comes before it;
/// constants that they put into it, such as a default, come after it.
struct Search<'a> {
    span: Span,
    found: Option<&'a Expr>,
}

impl<'a> Visit<'a> for Search<'a> {
    fn expr(&mut self, expr: &'a Expr) {
        let written = self.found.is_none() || !matches!(expr.kind, ExprKind::Const(_) | ExprKind::Invalid);
        if expr.span == self.span && written {
            self.found = Some(expr);
        }
        if expr.span.contains(self.span) {
            parts::expr(self, expr);
        }
    }
}

fn wired(def: &WorkflowDef, span: Span) -> Option<Type> {
    let bindings = def.nodes.iter().flat_map(|node| &node.inputs).chain(&def.outputs);
    bindings.into_iter().find_map(|binding| bound(binding, span)).or_else(|| {
        let node = def.nodes.iter().find(|node| node.span == span)?;
        match node.outputs.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    })
}

/// The type of the value that is bound at a place, before the binding.
fn bound(binding: &Binding, span: Span) -> Option<Type> {
    let part = match &binding.kind {
        BindingKind::List(parts) => parts.iter().find_map(|part| bound(part, span)),
        BindingKind::Map(entries) => entries.iter().find_map(|(_, part)| bound(part, span)),
        BindingKind::Const(_) | BindingKind::Input { .. } | BindingKind::Output { .. } => None,
    };
    part.or_else(|| {
        (binding.span == span).then(|| match &binding.kind {
            BindingKind::Input { ty, .. } | BindingKind::Output { ty, .. } => ty.clone(),
            BindingKind::Const(_) | BindingKind::List(_) | BindingKind::Map(_) => binding.ty.clone(),
        })
    })
}
