//! Paths: a variable or constant, and the fields, positions and keys that lead into its value.
//!
//! Reading a path twice gives the same value, as long as nothing on it is assigned. So what a condition says of a path holds for the next read.

use std::sync::Arc;

use super::Checker;
use crate::check::assign::Solver;
use crate::check::ty::{Expr, Ty};
use crate::program::{Const, ConstId, ExprKind, LocalId, SequenceKind};
use crate::source::Name;
use crate::syntax::ast;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path {
    root: Root,
    steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Root {
    Local(LocalId),
    Const(ConstId),
}

/// A step from a value to a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Field(Name),
    /// An output of a task, by its position.
    Member(u32),
    Position(i64),
    Key(Arc<str>),
    /// The position or key that a variable or constant holds.
    At(Root),
}

/// An assignment: where it begins, the variable, and for each step into it the field, or nothing where it is an element.
#[derive(Clone, Debug)]
pub(super) struct Write {
    pub(super) start: u32,
    pub(super) name: Name,
    pub(super) into: Vec<Option<Name>>,
}

impl Write {
    /// The assignment to a target that is a path; a target that is not is reported by the parser.
    pub(super) fn to(target: &ast::Expr, start: u32) -> Option<Self> {
        let mut into = Vec::new();
        let mut at = target;
        let name = loop {
            match at.kind() {
                ast::ExprKind::Name(name) => break name.clone(),
                ast::ExprKind::Field { base, name } => {
                    into.push(Some(name.name.clone()));
                    at = base;
                }
                ast::ExprKind::Index { base, .. } => {
                    into.push(None);
                    at = base;
                }
                _ => return None,
            }
        };
        into.reverse();
        Some(Self { start, name, into })
    }
}

impl Path {
    pub(super) fn variable(id: LocalId) -> Self {
        Self { root: Root::Local(id), steps: Vec::new() }
    }

    pub(super) fn is_variable(&self, id: LocalId) -> bool {
        self.steps.is_empty() && self.root == Root::Local(id)
    }

    /// The variables that it names.
    pub(super) fn locals(&self) -> impl Iterator<Item = LocalId> {
        let roots = self.steps.iter().filter_map(|step| match step {
            Step::At(root) => Some(*root),
            Step::Field(_) | Step::Member(_) | Step::Position(_) | Step::Key(_) => None,
        });
        std::iter::once(self.root).chain(roots).filter_map(|root| match root {
            Root::Local(id) => Some(id),
            Root::Const(_) => None,
        })
    }

    /// Whether the path may lead to another value after an assignment `into` a variable. Two elements may be the same one.
    pub(super) fn is_changed_by(&self, id: LocalId, into: &[Option<Name>]) -> bool {
        let meets = |(written, step): (&Option<Name>, &Step)| match (written, step) {
            (Some(written), Step::Field(field)) => written == field,
            (Some(_), Step::Member(_) | Step::Position(_) | Step::Key(_) | Step::At(_)) | (None, _) => true,
        };
        let leads_here = self.root == Root::Local(id) && into.len() <= self.steps.len() && into.iter().zip(&self.steps).all(meets);
        leads_here || self.steps.contains(&Step::At(Root::Local(id)))
    }
}

impl Checker<'_> {
    /// The path that an expression is.
    pub(super) fn path_of(&self, expr: &Expr) -> Option<Path> {
        let mut steps = Vec::new();
        let mut at = expr;
        let root = loop {
            let (base, step) = match &at.kind {
                ExprKind::Field(base, position) => {
                    let Ty::Struct(id) = self.infer.shallow(&base.ty) else { return None };
                    (base, Step::Field(self.cx.program.struct_(id).fields.get(*position as usize)?.name.clone()))
                }
                ExprKind::Member(base, position) => (base, Step::Member(*position)),
                ExprKind::Index(base, index, SequenceKind::List | SequenceKind::Map) => (base, element(index)?),
                _ => break root(at)?,
            };
            steps.push(step);
            at = base;
        };
        steps.reverse();
        Some(Path { root, steps })
    }
}

fn root(expr: &Expr) -> Option<Root> {
    match expr.kind {
        ExprKind::Local(id) => Some(Root::Local(id)),
        ExprKind::Global(id) => Some(Root::Const(id)),
        _ => None,
    }
}

fn element(index: &Expr) -> Option<Step> {
    match &index.kind {
        ExprKind::Const(Const::Int(position)) => Some(Step::Position(*position)),
        ExprKind::Const(Const::Str(key)) => Some(Step::Key(Arc::clone(key))),
        _ => root(index).map(Step::At),
    }
}
