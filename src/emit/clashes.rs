//! Names that the compiler makes, against each other and against those that the option `name` states. Flyte accepts one structure for each name.
//!
//! Only maps get names of their own: the default launch plan of a workflow has the name of the workflow, and nothing else is a launch plan.

use rustc_hash::FxHashMap;

use super::{naming, report};
use crate::diagnostics::Diagnostic;
use crate::graph::Graphs;
use crate::program::{MapShape, Node, Program, TaskDef, TaskId};

/// Reports maps whose template would be registered under the name of another task.
pub(super) fn check(program: &Program, graphs: &Graphs) -> Vec<Diagnostic> {
    let nodes = program.workflows.iter().zip(&graphs.workflows);
    let nodes = nodes.flat_map(|(workflow, graph)| graph.nodes().map(|(_, node)| workflow.node(node.node)));
    let maps: Vec<Map<'_>> = nodes.filter_map(|node| node.mapped().map(|shape| Map { node, shape })).collect();
    if maps.is_empty() {
        return Vec::new();
    }
    let stated: FxHashMap<&str, &TaskDef> = program.tasks.iter().filter_map(|task| Some((task.options.name.as_deref()?, task))).collect();
    let mut first: FxHashMap<String, Map<'_>> = FxHashMap::default();
    let mut findings = Vec::new();
    for map in maps {
        let name = naming::map_task(program.task(map.shape.task), map.shape);
        let mapped = &program.task(map.shape.task).header.name;
        let before = match first.get(&name) {
            Some(before) => *before,
            None => {
                let other = stated.get(name.as_str());
                findings.extend(other.map(|other| report::map_named_as_a_task(&name, mapped, map.node.span, other)));
                first.insert(name, map);
                continue;
            }
        };
        if before.structure() != map.structure() {
            findings.push(report::maps_of_one_name(&name, mapped, map.node.span, before.node.span));
        }
    }
    findings
}

/// A map of a workflow.
#[derive(Clone, Copy)]
struct Map<'p> {
    node: &'p Node,
    shape: &'p MapShape,
}

impl<'p> Map<'p> {
    /// The parts of a map's template. Maps with the same are registered once.
    fn structure(&self) -> (TaskId, &'p [u32], bool) {
        (self.shape.task, &self.shape.each, self.shape.options.success.is_tolerant())
    }
}
