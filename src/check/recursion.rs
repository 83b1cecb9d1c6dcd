//! Structs that contain themselves, and workflows that reach themselves.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashSet;

use super::cycle::shortest_cycle;
use super::extent::{self, Extents};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::names::{RECURSIVE_STRUCT, RECURSIVE_WORKFLOW};
use crate::program::Program;
use crate::program::ty::{Invalid, StructId, Type};
use crate::source::Span;

/// Which structs contain which, with the position and the place of the field.
pub(super) type StructGraph = DiGraph<(), (u32, Span)>;

/// Reports structs that contain themselves, and takes the types out of the fields that close the circles; then those that are too large.
pub(super) fn structs(program: &mut Program, diagnostics: &mut Vec<Diagnostic>) -> Extents {
    let mut graph = StructGraph::new();
    for _ in &program.structs {
        graph.add_node(());
    }
    for (at, def) in program.structs.iter().enumerate() {
        for (position, field) in def.fields.iter().enumerate() {
            let mut inner = FxHashSet::default();
            contained(&field.ty, &mut inner);
            for id in inner {
                graph.add_edge(NodeIndex::new(at), NodeIndex::new(id.0 as usize), (position as u32, field.span));
            }
        }
    }
    let components = kosaraju_scc(&graph);
    for component in &components {
        let Some(cycle) = shortest_cycle(&graph, component) else { continue };
        diagnostics.push(struct_finding(program, &cycle));
        for node in component {
            for edge in graph.edges(*node) {
                if component.contains(&edge.target()) {
                    program.structs[node.index()].fields[edge.weight().0 as usize].ty = Type::Hole(Invalid);
                }
            }
        }
    }
    extent::structs(program, &graph, components.into_iter().flatten(), diagnostics)
}

/// The structs within a type.
fn contained(ty: &Type, into: &mut FxHashSet<StructId>) {
    if let Type::Struct(id) = ty {
        into.insert(*id);
    }
    ty.parts().for_each(|part| contained(part, into));
}

fn struct_finding(program: &Program, cycle: &[(NodeIndex, (u32, Span))]) -> Diagnostic {
    let names: Vec<&str> = cycle.iter().map(|(at, _)| program.structs[at.index()].header.name.as_str()).collect();
    let message = match names.as_slice() {
        [first, through @ ..] if !through.is_empty() => {
            format!("the struct `{first}` contains itself through `{}`", through.join("`, `"))
        }
        _ => format!("the struct `{}` contains itself", names.first().copied().unwrap_or_default()),
    };
    let mut finding = Diagnostic::new(&RECURSIVE_STRUCT, message);
    for (at, (_, (_, span))) in cycle.iter().enumerate() {
        finding = finding.at(*span, format!("`{}` contains `{}`", names[at], names[(at + 1) % names.len()]));
    }
    finding
        .help("keep all values in one list and refer to the inner ones by position or key, or use `json`")
        .note("Flyte describes a struct as the full tree of its fields, which would never end; an optional or a list does not change that")
}

/// Reports workflows that reach themselves as sub-workflows, and marks them as broken.
pub(super) fn workflows(program: &mut Program, diagnostics: &mut Vec<Diagnostic>) {
    let mut graph: DiGraph<(), Span> = DiGraph::new();
    for _ in &program.workflows {
        graph.add_node(());
    }
    for (at, def) in program.workflows.iter().enumerate() {
        for node in &def.nodes {
            if let Some(id) = node.callee.workflow() {
                graph.add_edge(NodeIndex::new(at), NodeIndex::new(id.0 as usize), node.span);
            }
        }
    }
    for component in kosaraju_scc(&graph) {
        let Some(cycle) = shortest_cycle(&graph, &component) else { continue };
        diagnostics.push(workflow_finding(program, &cycle));
        component.iter().for_each(|node| program.workflows[node.index()].broken = true);
    }
}

fn workflow_finding(program: &Program, cycle: &[(NodeIndex, Span)]) -> Diagnostic {
    let names: Vec<&str> = cycle.iter().map(|(at, _)| program.workflows[at.index()].header.name.as_str()).collect();
    let Some(first) = names.first() else { return Diagnostic::new(&RECURSIVE_WORKFLOW, "a workflow calls itself") };
    let message = match &names[1..] {
        [] => format!("the workflow `{first}` calls itself"),
        through => format!("the workflow `{first}` calls itself through `{}`", through.join("`, `")),
    };
    let mut finding = Diagnostic::new(&RECURSIVE_WORKFLOW, message);
    for (at, (_, span)) in cycle.iter().enumerate() {
        finding = finding.at(*span, format!("`{}` calls `{}`", names[at], names[(at + 1) % names.len()]));
    }
    finding
        .help("use a loop in the code of a task, or `map` if there is a list to go through")
        .note(format!("the cycle: {} → {first}", names.join(" → ")))
}
