//! Checks of workflow bodies: which nodes there are, and what they and the outputs of the workflow are bound to.
//!
//! A body is read once, from top to bottom. Nodes are made in flytekit's order: those in arguments before the node that uses them. The
//! names after `after` are looked up at the end, because they may be defined further down.

mod after;
mod alias;
mod call;
mod foreign;
mod iteration;
mod map;
mod mismatch;
mod misplaced;
mod names;
mod path;
mod renamed;
mod report;
mod result;
mod statement;
mod value;

use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::context::Context;
use crate::diagnostics::{Diagnostic, Severity};
use crate::program::ty::Type;
use crate::program::{Binding, Interface, Node, NodeOptions, NodeRef, PathStep, Signature};
use crate::source::{Name, Span};
use crate::syntax::ast;

/// Returns the nodes of a workflow, what its outputs are bound to, and whether an error was reported.
pub(super) fn check_workflow(
    cx: &Context<'_>,
    item: &ast::WorkflowItem,
    interface: &Interface,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Node>, Vec<Binding>, bool) {
    let before = diagnostics.len();
    let mut wiring = Wiring::new(cx, item, interface, diagnostics);
    let outputs = wiring.body();
    wiring.resolve_after();
    let nodes = std::mem::take(&mut wiring.nodes);
    let uses_reported = wiring.uses_reported;
    let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
    if nodes.is_empty() && !uses_reported && !diagnostics[before..].iter().any(is_error) {
        diagnostics.push(report::without_nodes(cx.program, &item.name.name, item.name.span, interface));
    }
    let broken = uses_reported || diagnostics[before..].iter().any(is_error);
    if !broken {
        let unread = cx.index.unused(interface.inputs.iter().map(|input| input.span));
        let inputs = interface.inputs.iter().filter(|input| unread.contains(&input.span) && !input.name.starts_with('_'));
        diagnostics.extend(inputs.map(report::unused_input));
    }
    (nodes, if broken { Vec::new() } else { outputs }, broken)
}

/// What a name in a workflow body means.
#[derive(Clone, Debug)]
enum Meaning<'a> {
    /// An input of the workflow.
    Input(u32),
    Node(NodeRef),
    /// An output of a node, by `let (a, b)`.
    Output(NodeRef, u32),
    /// A path into an input or output; boxed, because most names are those of nodes.
    Reference(Box<Reference>),
    /// A value that gets its type where it is used: a literal, a list or a map; with the type that its `let` declares.
    Literal(&'a ast::Expr, Option<Type>),
    /// Something with an error that was reported already.
    Reported,
}

/// A name of a workflow body.
#[derive(Clone, Debug)]
struct Local<'a> {
    meaning: Meaning<'a>,
    /// Where it is declared.
    span: Span,
}

/// An input, an output, or something within one.
#[derive(Clone, Debug)]
struct Reference {
    source: Source,
    path: Vec<PathStep>,
    ty: Type,
}

/// Where a reference begins.
#[derive(Clone, Copy, Debug)]
enum Source {
    /// An input of the workflow.
    Input(u32),
    Output(NodeRef, u32),
}

/// The value of an expression that is not constant.
#[derive(Clone, Debug)]
enum Value<'a> {
    /// A node with all of its outputs.
    Node(NodeRef),
    /// One value.
    Reference(Reference),
    /// A literal that a `let` named.
    Literal(&'a ast::Expr, Option<Type>),
}

/// The error of what has been reported already.
#[derive(Clone, Copy, Debug)]
struct Reported;

/// How many parts the values of one workflow may have; a list may name lists that name lists.
const MOST_PARTS: u32 = 1_000_000;

/// The check of one workflow.
struct Wiring<'a, 'd> {
    cx: &'a Context<'a>,
    item: &'a ast::WorkflowItem,
    interface: &'a Interface,
    out: &'d mut Vec<Diagnostic>,
    locals: FxHashMap<Name, Local<'a>>,
    /// Every name of a `let`, with its first place.
    lets: FxHashMap<Name, Span>,
    nodes: Vec<Node>,
    /// Shared by all nodes without options.
    no_options: Arc<NodeOptions>,
    /// The nodes in lists and maps that a `let` named, by their place.
    made: FxHashMap<Span, NodeRef>,
    /// The nodes with `after`.
    waiting: Vec<(NodeRef, &'a [ast::Ident])>,
    /// Whether an argument of the node that is made is a list of what its input takes, which was reported.
    by_element: bool,
    /// How many tasks were written out in advice, so that each has a name of its own.
    tasks_advised: u32,
    /// How many more parts of values there may be; `None` once too many have been reported.
    parts: Option<u32>,
    /// Whether the body uses a name whose import or declaration has an error, or has a statement that could not be read.
    uses_reported: bool,
}

impl<'a, 'd> Wiring<'a, 'd> {
    fn new(cx: &'a Context<'a>, item: &'a ast::WorkflowItem, interface: &'a Interface, out: &'d mut Vec<Diagnostic>) -> Self {
        // A statement makes one node and one name as a rule.
        let expected = item.body.stmts.len();
        let mut wiring = Self {
            cx,
            item,
            interface,
            out,
            locals: FxHashMap::with_capacity_and_hasher(expected, FxBuildHasher),
            lets: FxHashMap::with_capacity_and_hasher(expected, FxBuildHasher),
            nodes: Vec::with_capacity(expected),
            no_options: Arc::default(),
            made: FxHashMap::default(),
            waiting: Vec::new(),
            by_element: false,
            tasks_advised: 0,
            parts: Some(MOST_PARTS),
            uses_reported: false,
        };
        for (at, input) in interface.inputs.iter().enumerate() {
            let local = Local { meaning: Meaning::Input(at as u32), span: input.span };
            wiring.locals.entry(input.name.clone()).or_insert(local);
        }
        wiring.find_lets();
        wiring
    }

    /// Collects the names of all `let`s.
    fn find_lets(&mut self) {
        fn names(pattern: &ast::Pattern, into: &mut FxHashMap<Name, Span>) {
            match pattern {
                ast::Pattern::Name(ident) => {
                    into.entry(ident.name.clone()).or_insert(ident.span);
                }
                ast::Pattern::Wildcard(_) => {}
                ast::Pattern::Tuple(parts, _) => parts.iter().for_each(|part| names(part, into)),
            }
        }
        for stmt in &self.item.body.stmts {
            match &stmt.kind {
                ast::StmtKind::Let { pattern, .. } => names(pattern, &mut self.lets),
                ast::StmtKind::Error(error) => error.declares.iter().for_each(|name| {
                    self.lets.entry(name.name.clone()).or_insert(name.span);
                }),
                _ => {}
            }
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.out.push(diagnostic);
    }

    /// The type of the single value that a name of the body means, if it is known.
    fn type_of(&self, meaning: &Meaning<'_>) -> Option<Type> {
        let ty = match meaning {
            Meaning::Input(at) => self.interface.inputs[*at as usize].ty.clone(),
            Meaning::Node(node) if self.nodes[node.0 as usize].outputs.len() == 1 => self.output(*node, 0).ty,
            Meaning::Output(node, output) => self.output(*node, *output).ty,
            Meaning::Reference(reference) => reference.ty.clone(),
            Meaning::Literal(_, Some(stated)) => stated.clone(),
            Meaning::Node(_) | Meaning::Literal(_, None) | Meaning::Reported => return None,
        };
        Some(ty).filter(|ty| !ty.is_invalid())
    }

    /// A type as the user writes it.
    fn show(&self, ty: &Type) -> String {
        ty.display(self.cx.program).to_string()
    }

    /// The source text of an argument to repeat in a help, if it is short.
    fn short(&self, span: Span) -> &'a str {
        let text = self.cx.sources.text(span);
        if text.len() <= 30 && !text.contains('\n') { text } else { "…" }
    }

    /// The signature of what a node runs.
    fn callee(&self, node: NodeRef) -> Signature<'a> {
        self.cx.program.signature(self.nodes[node.0 as usize].callee())
    }
}

#[cfg(test)]
mod tests;
