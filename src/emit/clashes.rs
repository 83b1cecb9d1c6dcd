//! Names that the compiler makes, against each other and against those that the option `name` states. Flyte takes one structure for each name.
//!
//! Only maps get names of their own: the default launch plan of a workflow has the name of the workflow, and nothing else is a launch plan.

use rustc_hash::FxHashMap;

use super::naming;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::flyte::REGISTERED_TWICE;
use crate::graph::Graphs;
use crate::program::{MapShape, Node, Program, TaskDef, TaskId};

/// Reports maps whose template would be registered under the name of another task.
pub(super) fn check(program: &Program, graphs: &Graphs) -> Vec<Diagnostic> {
    let nodes = program.workflows.iter().zip(&graphs.workflows);
    let nodes = nodes.flat_map(|(workflow, graph)| graph.nodes().map(|(_, node)| workflow.node(node.node)));
    let maps: Vec<Map<'_>> = nodes.filter_map(|node| node.mapped().map(|(task, shape)| Map { node, task, shape })).collect();
    if maps.is_empty() {
        return Vec::new();
    }
    let stated: FxHashMap<&str, &TaskDef> = program.tasks.iter().filter_map(|task| Some((task.options.name.as_deref()?, task))).collect();
    let mut first: FxHashMap<String, Map<'_>> = FxHashMap::default();
    let mut findings = Vec::new();
    for map in maps {
        let name = naming::map_task(program.task(map.task), map.shape);
        let before = match first.get(&name) {
            Some(before) => *before,
            None => {
                findings.extend(stated.get(name.as_str()).map(|other| with_task(program, &name, map, other)));
                first.insert(name, map);
                continue;
            }
        };
        if before.structure() != map.structure() {
            findings.push(with_map(program, &name, map, before));
        }
    }
    findings
}

/// A map of a workflow.
#[derive(Clone, Copy)]
struct Map<'p> {
    node: &'p Node,
    task: TaskId,
    shape: &'p MapShape,
}

impl<'p> Map<'p> {
    /// What the template of a map is made of. Maps with the same are registered once.
    fn structure(&self) -> (TaskId, &'p [u32], bool) {
        (self.task, &self.shape.each, self.shape.options.success.is_tolerant())
    }
}

fn with_task(program: &Program, name: &str, map: Map<'_>, other: &TaskDef) -> Diagnostic {
    let (mapped, other_name) = (&program.task(map.task).header.name, &other.header.name);
    Diagnostic::new(&REGISTERED_TWICE, format!("the map of `{mapped}` and the task `{other_name}` are both registered as `{name}`"))
        .at(other.options.name_span.unwrap_or(other.header.span), "registered under this name too")
        .at(map.node.span, "this map is registered as a task of this name")
        .help(format!("give `{other_name}` another name"))
}

fn with_map(program: &Program, name: &str, map: Map<'_>, before: Map<'_>) -> Diagnostic {
    let mapped = &program.task(map.task).header.name;
    Diagnostic::new(&REGISTERED_TWICE, format!("two different maps of `{mapped}` are both registered as `{name}`"))
        .at(map.node.span, "binds other inputs, and has the same name")
        .at(before.node.span, "registered under this name before")
        .help("give one of them another `concurrency`: the name is made of the bound inputs, the `concurrency` and the success criterion, one after the other")
}
