//! Checks of code: the bodies of tasks and `fn`s, and constant expressions.
//!
//! Types flow in both directions: what is expected flows into literals, closures and arms, what is found flows out. Where neither says what it is (an
//! empty list, `none`), the type is a variable of `infer` until a later use decides it. Declared types enter through `Infer::lift`, and `finish` gives the
//! code the types that were decided.

mod access;
mod aggregate;
mod arguments;
mod branch;
mod builtin;
mod by_name;
mod call;
mod callee;
mod closure;
mod compare;
mod comprehension;
mod constant;
mod copies;
mod default_map;
mod entries;
mod expr;
mod facts;
mod finish;
mod foreign;
mod fstring;
mod infer;
mod interpolated;
mod literal;
mod mask;
mod matching;
mod members;
mod named_closure;
mod operators;
mod outputs;
mod path;
mod pattern;
mod place;
mod repaired;
mod report;
mod scope;
mod shared;
mod stmt;
#[cfg(test)]
mod tests;
mod trial;
mod undeclared;
mod written_order;

use std::rc::Rc;

use rustc_hash::FxHashMap;

pub(crate) use constant::{check_constant, infer_constant, look_at_constant};

pub(crate) use trial::type_as_code;

use self::infer::{Infer, Open};
use self::report::Why;
use self::scope::Info;
use super::context::Context;
use crate::check::ty::{Local, Ty};
use crate::diagnostics::{Diagnostic, Severity};
use crate::program::ty::{Invalid, Type};
use crate::program::{Body, Interface, LocalId, TaskDef, TaskId, Variable};
use crate::source::{Name, Span};
use crate::syntax::ast;

/// Checks the body of a `fn` whose first locals are `params`. `result` is the stated result (nothing is [`Type::Unit`]); `None` asks for the
/// type that the body has, which is returned with it.
pub(super) fn check_body(
    cx: &Context<'_>,
    params: &[Variable],
    result: Option<&Type>,
    block: &ast::Block,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Body, Type) {
    Checker::new(*cx, None).body(params, result, None, block, diagnostics)
}

/// Checks the body of a task: its values against the outputs, by name where they have names, and what it reads of the environment against
/// the options.
pub(super) fn check_task_body(cx: &Context<'_>, task: &TaskDef, block: &ast::Block, diagnostics: &mut Vec<Diagnostic>) -> Body {
    let result = task.interface.result();
    let stated = task.interface.outputs.first().map(|first| {
        let end = task.interface.outputs.last().map_or(first.span, |last| last.span);
        first.span.to(end)
    });
    Checker::new(*cx, Some(task)).body(&task.interface.inputs, Some(&result), stated, block, diagnostics).0
}

/// What is wanted of an expression.
#[derive(Clone, Copy)]
enum Want<'w> {
    /// Its value, whatever its type.
    Any,
    /// Only what it does; its value is dropped.
    Nothing,
    /// A value of this type.
    Type(&'w Ty, &'w Why<'w>),
    /// Its value, whatever its type; what is open in it, and literals, may become this type.
    Hint(&'w Ty),
}

impl<'w> Want<'w> {
    fn ty(self) -> Option<&'w Ty> {
        match self {
            Want::Type(ty, _) | Want::Hint(ty) => Some(ty),
            Want::Any | Want::Nothing => None,
        }
    }
}

/// What `return`, `break` and captures refer to: a body or a closure.
struct Frame {
    /// The type of the value.
    result: Ty,
    /// Whether the source states it.
    stated: bool,
    /// Where the source states it.
    stated_at: Option<Span>,
    /// The loops around, the innermost last: whether a `break` leaves it.
    loops: Vec<bool>,
    /// The closure, unless it is the body itself.
    closure: Option<Span>,
}

/// The state of the check of one body.
struct Checker<'a> {
    cx: Context<'a>,
    task: Option<&'a TaskDef>,
    diagnostics: Vec<Diagnostic>,
    infer: Infer,
    locals: Vec<Local>,
    infos: Vec<Info>,
    names: FxHashMap<Name, Vec<LocalId>>,
    scopes: Vec<Vec<Name>>,
    /// The body as written; nothing for a constant expression.
    code: Option<&'a ast::Block>,
    facts: facts::Facts,
    /// Where variables are assigned.
    assigned: Vec<path::Write>,
    frames: Vec<Frame>,
    ordered: Vec<(Ty, Span, &'static str)>,
    /// Whether something could not be read: what is not found out may have been said there.
    incomplete: bool,
    /// Whether a constant expression is checked, where no variable is known.
    constant: bool,
    /// Code of other languages that was reported, with what is written instead.
    repaired: Vec<repaired::Repaired>,
    /// Position of each output of the task by its name, once it was asked for: a body may return in many places.
    output_names: Option<Rc<FxHashMap<&'a Name, usize>>>,
}

impl<'a> Checker<'a> {
    fn new(cx: Context<'a>, task: Option<&'a TaskDef>) -> Self {
        Self {
            cx,
            task,
            diagnostics: Vec::new(),
            infer: Infer::default(),
            locals: Vec::new(),
            infos: Vec::new(),
            names: FxHashMap::default(),
            scopes: Vec::new(),
            code: None,
            facts: Vec::new(),
            assigned: Vec::new(),
            frames: Vec::new(),
            ordered: Vec::new(),
            incomplete: false,
            constant: false,
            repaired: Vec::new(),
            output_names: None,
        }
    }

    fn body(
        mut self,
        params: &[Variable],
        result: Option<&Type>,
        stated_at: Option<Span>,
        block: &'a ast::Block,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Body, Type) {
        self.code = Some(block);
        self.assigned = facts::assignments(block);
        self.push_scope();
        for param in params {
            let info = Info::param(param.span);
            let ty = self.infer.lift(&param.ty);
            self.declare_local(&param.name, ty, false, info);
        }
        let frame_result = match result {
            Some(result) => self.infer.lift(result),
            None => self.infer.fresh(Open::Result, block.span),
        };
        let stated = result.is_some();
        let result_at = block.stmts.last().map_or(block.span, |last| last.span);
        self.frames.push(Frame { result: frame_result.clone(), stated, stated_at, loops: Vec::new(), closure: None });
        let (block, _) = self.body_block(block);
        self.pop_scope();
        self.check_ordered();
        let mut body = self.finish_body(block);
        let result = if stated { frame_result } else { self.bounded("the result", frame_result, result_at) };
        body.invalid = self.incomplete || self.infer.has_holes() || self.diagnostics.iter().any(|found| found.severity == Severity::Error);
        // A result that nothing decides, although nothing was reported, is that of a body that never ends.
        let undecided = if body.invalid { Type::Hole(Invalid) } else { Type::Never };
        let result = self.infer.lower(&result).unwrap_or(undecided);
        diagnostics.append(&mut self.diagnostics);
        (body, result)
    }

    /// The outputs, if this is the body of a task and not within a closure.
    fn outputs(&self) -> Option<&'a Interface> {
        let in_closure = self.frames.last().is_some_and(|frame| frame.closure.is_some());
        self.task.filter(|_| !in_closure).map(|task| &task.interface)
    }

    fn output_names(&mut self, interface: &'a Interface) -> Rc<FxHashMap<&'a Name, usize>> {
        Rc::clone(self.output_names.get_or_insert_with(|| Rc::new(interface.output_positions())))
    }

    /// The task that a call in code runs.
    fn task_def(&self, id: TaskId) -> &'a TaskDef {
        self.cx.program.task(id)
    }
}
