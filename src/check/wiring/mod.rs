//! Checks of workflow bodies: which nodes there are, and what they and the outputs of the workflow are bound to.
//!
//! A body is gone through once, from top to bottom. Nodes are made in flytekit's order: what stands as an argument before its consumer. The
//! names behind `after` are looked up at the end, because they may stand further down.

mod after;
mod alias;
mod call;
mod map;
mod mismatch;
mod misplaced;
mod names;
mod path;
mod result;
mod statement;
mod value;

use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::context::Context;
use crate::diagnostics::codes::workflow::{NO_NODES, UNUSED_INPUT};
use crate::diagnostics::{Diagnostic, Severity};
use crate::program::ty::Type;
use crate::program::{Binding, Interface, Node, NodeOptions, NodeRef, PathStep, Signature, Variable};
use crate::source::{Name, Span};
use crate::syntax::ast;

/// Wires a workflow: its nodes, what its outputs are bound to, and whether anything of it was reported as an error.
pub fn check_workflow(
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
        diagnostics.push(without_nodes(cx, item, interface));
    }
    let broken = uses_reported || diagnostics[before..].iter().any(is_error);
    if !broken {
        let used = cx.index.definitions_in_use();
        let unread = interface.inputs.iter().filter(|input| !input.name.starts_with('_') && !used.contains(&input.span));
        diagnostics.extend(unread.map(unused));
    }
    (nodes, if broken { Vec::new() } else { outputs }, broken)
}

/// What a name of a workflow body stands for.
#[derive(Clone, Debug)]
enum Meaning<'a> {
    /// An input of the workflow.
    Input(u32),
    /// A node.
    Node(NodeRef),
    /// An output of a node, by `let (a, b)`.
    Output(NodeRef, u32),
    /// A way into an input or output; boxed, because most names are those of nodes.
    Reference(Box<Reference>),
    /// A value that gets its type where it is used: a literal, a list or a map; with the type that its `let` states.
    Literal(&'a ast::Expr, Option<Type>),
    /// Something that was reported.
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
    /// An output of a node.
    Output(NodeRef, u32),
}

/// The value of an expression that is no constant.
#[derive(Clone, Debug)]
enum Value<'a> {
    /// A node with all of its outputs.
    Node(NodeRef),
    /// One value.
    Reference(Reference),
    /// A literal that a `let` named.
    Literal(&'a ast::Expr, Option<Type>),
}

/// The error of what was reported already.
#[derive(Clone, Copy, Debug)]
struct Reported;

/// How many parts the values of one workflow may have, when names of lists stand in lists.
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
    /// The options of every node that states none.
    no_options: Arc<NodeOptions>,
    /// The nodes that stand in lists and maps which a `let` named, by their place.
    made: FxHashMap<Span, NodeRef>,
    /// The nodes with `after`.
    waiting: Vec<(NodeRef, &'a [ast::Ident])>,
    /// How many parts of values there may still be.
    parts: u32,
    /// Whether the body uses a name whose import or declaration was reported, or has a statement that could not be read.
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
            parts: MOST_PARTS,
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

    /// The type of the one value that a name of the body stands for, if it is known.
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

    /// The signature of what a node runs.
    fn callee(&self, node: NodeRef) -> Signature<'a> {
        self.cx.program.signature(self.nodes[node.0 as usize].callee)
    }
}

fn without_nodes(cx: &Context<'_>, item: &ast::WorkflowItem, interface: &Interface) -> Diagnostic {
    let name = &item.name.name;
    let diagnostic = Diagnostic::new(&NO_NODES, format!("workflow `{name}` has no node"))
        .at(item.name.span, "nothing in its body calls a task or a workflow");
    let Some(output) = interface.outputs.first() else {
        return diagnostic.help("call a task in its body: `work(a: …)`");
    };
    let ty = output.ty.display(cx.program).to_string();
    diagnostic
        .help(format!("add a task that passes the value on, and call it: `task pass_on(x: {ty}) -> {ty} {{ x }}`"))
        .note("Flyte's compiler refuses a workflow without nodes, also where its outputs are its inputs")
}

fn unused(input: &Variable) -> Diagnostic {
    Diagnostic::new(&UNUSED_INPUT, format!("nothing uses the input `{}`", input.name))
        .at(input.span, "declared here")
        .help(format!("bind it to a node, or remove it; `_{}` says that it is meant to be unused", input.name))
}

#[cfg(test)]
mod tests;
