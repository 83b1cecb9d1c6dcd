//! Names that the compiler makes, against each other and against those that the option `name` states. Flyte takes one structure for each name.
//!
//! Only maps get names of their own: the default launch plan of a workflow has the name of the workflow, and nothing else is a launch plan.

use rustc_hash::FxHashMap;

use super::naming;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::flyte::REGISTERED_TWICE;
use crate::graph::{GraphNode, Graphs, MapWork, Work};
use crate::program::Program;
use crate::program::{TaskDef, TaskId, WorkflowId};

/// Reports maps whose template would be registered under the name of another task.
pub(super) fn check(program: &Program, graphs: &Graphs) -> Vec<Diagnostic> {
    let maps: Vec<(&GraphNode, &MapWork)> = (0..program.workflows.len() as u32)
        .flat_map(|id| graphs.workflow(WorkflowId(id)).nodes())
        .filter_map(|(_, node)| if let Work::Map(work) = &node.work { Some((node, work)) } else { None })
        .collect();
    if maps.is_empty() {
        return Vec::new();
    }
    let stated: FxHashMap<&str, &TaskDef> = program.tasks.iter().filter_map(|task| Some((task.options.name.as_deref()?, task))).collect();
    let mut first: FxHashMap<String, (&GraphNode, &MapWork)> = FxHashMap::default();
    let mut findings = Vec::new();
    for (node, work) in maps {
        let name = naming::map_task(program.task(work.task), work);
        let before = match first.get(&name) {
            Some(before) => *before,
            None => {
                findings.extend(stated.get(name.as_str()).map(|other| with_task(program, &name, node, work.task, other)));
                first.insert(name, (node, work));
                continue;
            }
        };
        if structure(before.1) != structure(work) {
            findings.push(with_map(program, &name, node, work.task, before.0));
        }
    }
    findings
}

/// What the template of a map is made of besides the task. Maps with the same are registered once.
fn structure(work: &MapWork) -> (TaskId, &[crate::source::Name], bool) {
    (work.task, &work.bound, work.options.success.is_tolerant())
}

fn with_task(program: &Program, name: &str, node: &GraphNode, mapped: TaskId, other: &TaskDef) -> Diagnostic {
    let (mapped, other_name) = (&program.task(mapped).header.name, &other.header.name);
    Diagnostic::new(&REGISTERED_TWICE, format!("the map of `{mapped}` and the task `{other_name}` are both registered as `{name}`"))
        .at(other.options.name_span.unwrap_or(other.header.span), "registered under this name too")
        .at(node.span, "this map is registered as a task of this name")
        .help(format!("give `{other_name}` another name"))
}

fn with_map(program: &Program, name: &str, node: &GraphNode, mapped: TaskId, before: &GraphNode) -> Diagnostic {
    let mapped = &program.task(mapped).header.name;
    Diagnostic::new(&REGISTERED_TWICE, format!("two different maps of `{mapped}` are both registered as `{name}`"))
        .at(node.span, "binds other inputs, and has the same name")
        .at(before.span, "registered under this name before")
        .help("give one of them another `concurrency`: the name is made of the bound inputs, the `concurrency` and the success criterion, one after the other")
}
