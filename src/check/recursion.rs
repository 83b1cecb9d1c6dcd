//! Structs that contain themselves, and workflows that reach themselves.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashSet;

use super::cycle::shortest_cycle;
use super::extent::{self, Extents};
use super::report::cycles;
use crate::diagnostics::Diagnostic;
use crate::program::Program;
use crate::program::ty::{Invalid, StructId, Type};
use crate::source::Span;

/// Which structs contain which, with the position and the place of the field.
pub(super) type StructGraph = DiGraph<(), (u32, Span)>;

/// Reports structs that contain themselves, and makes the types of the fields that close a cycle unknown; then structs that are too large.
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
        let name = |at: NodeIndex| program.structs[at.index()].header.name.as_str();
        let steps: Vec<(&str, Span)> = cycle.iter().map(|(at, (_, span))| (name(*at), *span)).collect();
        diagnostics.push(cycles::recursive_struct(&steps));
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

/// Reports workflows that reach themselves as sub-workflows, and marks them as broken.
pub(super) fn workflows(program: &mut Program, diagnostics: &mut Vec<Diagnostic>) {
    let mut graph: DiGraph<(), Span> = DiGraph::new();
    for _ in &program.workflows {
        graph.add_node(());
    }
    for (at, def) in program.workflows.iter().enumerate() {
        for node in &def.nodes {
            if let Some(id) = node.callee().workflow() {
                graph.add_edge(NodeIndex::new(at), NodeIndex::new(id.0 as usize), node.span);
            }
        }
    }
    for component in kosaraju_scc(&graph) {
        let Some(cycle) = shortest_cycle(&graph, &component) else { continue };
        let name = |at: NodeIndex| program.workflows[at.index()].header.name.as_str();
        let steps: Vec<(&str, Span)> = cycle.iter().map(|(at, span)| (name(*at), *span)).collect();
        diagnostics.push(cycles::recursive_workflow(&steps));
        component.iter().for_each(|node| program.workflows[node.index()].broken = true);
    }
}
