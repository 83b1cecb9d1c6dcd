//! The wording of what is wrong with the graph of a workflow: a function for each message.

use super::nested::NestedCall;
use crate::diagnostics::codes::calls::TASK_IN_MAPPED_TASK;
use crate::diagnostics::codes::flyte::{LONG_CONSTANT_DURATION, NAME_TOO_LONG};
use crate::diagnostics::codes::graph::{CYCLE, IGNORED_SETTING, INDISTINCT_PART, NODE_ID, PACKED_RESULT, REQUEST_CUT};
use crate::diagnostics::codes::limits::{ARRAY_SIZE, GRAPH_PATHS, WORKFLOW_COPIES, WORKFLOW_NODES};
use crate::diagnostics::codes::options::{ACCELERATOR_WITHOUT_GPU, GPUS_DIFFER, RETRIES_STAY};
use crate::diagnostics::{Applicability, Code, Diagnostic, Edit};
use crate::program::call_graph::CodeRef;
use crate::program::{Header, Program};
use crate::source::{Name, Span};

/// A name without a Latin letter or digit.
pub(super) fn no_id(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&NODE_ID, format!("the name `{name}` cannot be made into the id of a node"))
        .at(span, "contains no Latin letter and no digit")
        .help("use a name with a letter or digit")
}

/// `owner` says what Flyte uses the id for.
pub(super) fn reserved_id(name: &str, id: &str, owner: &str, span: Span) -> Diagnostic {
    let message = format!("the name `{name}` would give its node the reserved id `{id}`");
    refused_name(message, format!("`{id}` is {owner}"), name, id, span)
}

pub(super) fn id_without_name(name: &str, id: &str, span: Span) -> Diagnostic {
    let message = format!("the name `{name}` looks like the id of a node without a name");
    refused_name(message, "nodes without a `let` are numbered `n0`, `n1` and so on".to_owned(), name, id, span)
}

fn refused_name(message: String, label: String, name: &str, id: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&NODE_ID, message).at(span, label).help("rename this `let`");
    let made = "the id of a node is its `let` name, written as a DNS name";
    found.note(if name == id { made.to_owned() } else { format!("{made}: `{name}` becomes `{id}`") })
}

pub(super) fn same_id(id: &str, first: (&str, Span), second: (&str, Span)) -> Diagnostic {
    Diagnostic::new(&NODE_ID, format!("`{}` and `{}` give their nodes the same id `{id}`", second.0, first.0))
        .at(second.1, format!("the second node with the id `{id}`"))
        .at(first.1, "the first one")
        .help("rename one of them so that they differ in more than case, `_` and `.`")
        .note("ids are DNS names, with lower-case letters, digits and `-`; Flyte silently drops a second node with the same id")
}

/// A step of a cycle: a node that needs an earlier one.
pub(super) struct Wait {
    pub(super) node: String,
    pub(super) earlier: String,
    /// Where it does, and whether by `after`.
    pub(super) place: Option<(Span, bool)>,
}

pub(super) fn cycle(steps: &[Wait]) -> Diagnostic {
    let around = steps.first().map(|step| &step.earlier).into_iter().chain(steps.iter().map(|step| &step.node));
    let names: Vec<String> = around.map(|name| format!("`{name}`")).collect();
    let found = Diagnostic::new(&CYCLE, format!("nodes wait for each other in a cycle: {}", names.join(" before ")));
    let placed = steps.iter().filter_map(|step| Some((step, step.place?)));
    placed
        .fold(found, |found, (Wait { node, earlier, .. }, (span, waits))| {
            let verb = if waits { "waits for" } else { "uses a value of" };
            found.at(span, format!("`{node}` {verb} `{earlier}`"))
        })
        .help("remove one of the `after`: a value can only be used after its `let`, so the cycle is due to an `after`")
}

pub(super) fn long_duration(span: Span) -> Diagnostic {
    Diagnostic::new(&LONG_CONSTANT_DURATION, "this duration is longer than Flyte can read in a workflow")
        .at(span, "more than 106751 days")
        .help("make the duration in a task: between tasks, it may be this long")
}

/// `ty` is the declared type of the part.
pub(super) fn packed_result(output: &str, ty: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&PACKED_RESULT, format!("Flyte returns the output `{output}` in the form that it has in its struct"))
        .at(span, format!("this part of a struct is declared as `{ty}`"))
        .help("read the field in a task, and return the output of that task")
}

/// `from` and `to` are the types of the part and of its place, `one` and `two` the variants that look the same; `origin` is where the part
/// is read, if that is elsewhere.
pub(super) fn indistinct_part((from, to): (&str, &str), (one, two): (&str, &str), span: Span, origin: Option<Span>) -> Diagnostic {
    let found = Diagnostic::new(&INDISTINCT_PART, format!("Flyte cannot tell whether this part of a value is `{one}` or `{two}`"))
        .at(span, format!("this is `{from}` without a tag, but `{to}` is expected"))
        .help("read the part in a task that gets the whole value, and pass on what that task returns")
        .note("Flyte keeps a struct as MessagePack and reads a part as it is packed there, where the value of a union has no tag");
    match origin {
        Some(origin) => found.at(origin, "read from a larger value here"),
        None => found,
    }
}

/// `beyond` is the first node that is too many.
pub(super) fn too_many_nodes(workflow: &Header, count: u64, limit: u64, beyond: Span) -> Diagnostic {
    Diagnostic::new(&WORKFLOW_NODES, format!("workflow `{}` has {count} nodes, more than the {limit} that are allowed", workflow.name))
        .at(workflow.span, format!("{count} nodes"))
        .at(beyond, format!("node number {}", limit + 1))
        .help("move some of the nodes into another workflow and call it: its nodes do not count here")
        .help("to do the same with different values, use one `map`")
        .note("the limit mirrors `registration.maxWorkflowNodes` of Flyte Admin (100 by default), and is set with `limits.workflow_nodes`")
}

pub(super) fn too_many_paths(workflow: &Header, count: u64, limit: u64) -> Diagnostic {
    let count = if count == u64::MAX { "more than 10^19".to_owned() } else { count.to_string() };
    let message = format!("workflow `{}` has {count} paths from start to end, more than the {limit} that are allowed", workflow.name);
    Diagnostic::new(&GRAPH_PATHS, message)
        .at(workflow.span, "its nodes depend on each other in too many ways")
        .help("move some of the nodes into another workflow: its paths do not count here")
        .help("if every node of a step reads every node of the step before, add one node between the steps that collects the values")
        .note("Flyte's compiler walks every path to look for cycles, which keeps Admin busy; the limit is `limits.graph_paths`")
}

pub(super) fn too_many_elements(input: &str, count: u64, limit: u64, span: Span) -> Diagnostic {
    Diagnostic::new(&ARRAY_SIZE, format!("the map over `{input}` has {count} elements, more than the {limit} that are allowed"))
        .at(span, format!("{count} elements"))
        .help("map over batches: make a list of lists in a task with `chunks`, and map over that")
        .note("the state of every element is kept in the workflow's resource; the limit is `limits.array_size`")
}

/// `registered` is the task's registered name, which is a part of the map's.
pub(super) fn long_map_name(task: &Header, registered: &str, length: u64, limit: u64, map: Span) -> Diagnostic {
    let message = format!("the map of `{}` would have a name of {length} characters, more than the {limit} that are allowed", task.name);
    Diagnostic::new(&NAME_TOO_LONG, message)
        .at(map, "this map is registered as a task of its own")
        .at(task.span, format!("its name is made of `{registered}`"))
        .help(format!("shorten that name by {} characters, or set the task's option `name`", length - limit))
}

/// `workflow` needs the most copies.
pub(super) fn too_many_copies(most: usize, workflow: &Header, count: usize) -> Diagnostic {
    let message =
        format!("the workflows of this program repeat each other too often: more than {most} nodes and parts of types would be copied");
    Diagnostic::new(&WORKFLOW_COPIES, message)
        .at(
            workflow.span,
            format!("`{}` alone needs a copy of each of {count} workflows, called by it or by those that it calls", workflow.name),
        )
        .help("call fewer workflows in workflows that are called themselves: one task, or one larger workflow, is not repeated")
        .note("Flyte needs a full copy of every workflow that a workflow calls")
}

/// `key` is `failure_policy` or `interruptible`, and `written` where the called workflow sets it.
pub(super) fn ignored_setting(key: &str, callee: &str, call: Span, written: Span) -> Diagnostic {
    Diagnostic::new(&IGNORED_SETTING, format!("Flyte ignores the `{key}` of `{callee}` when it is called as a node"))
        .at(call, "called here as a sub-workflow")
        .at(written, "only has an effect when this workflow is executed on its own")
        .help(match key {
            "interruptible" => "set `interruptible` on the tasks, or in the header of the workflow that is executed",
            _ => "set `failure_policy` in the header of the workflow that is executed: it applies to everything that it calls",
        })
}

/// `own` is the number of retries that the task itself has.
pub(super) fn retries_stay(task: &Header, own: u32, span: Span) -> Diagnostic {
    let name = &task.name;
    Diagnostic::new(&RETRIES_STAY, format!("Flyte ignores `retries: 0` here: `{name}` keeps its {own} retries"))
        .at(span, "has no effect")
        .at(task.span, format!("`{name}` has `retries: {own}`"))
        .help("set `retries` on the calls that need them, and not on the task")
}

/// What bounds the request of a call that does not override the limit.
pub(super) enum Bound<'b> {
    /// The limit of the task, with its place.
    Limit((&'b str, Span)),
    /// The request of the task, with its place.
    Request((&'b str, Span)),
    /// The platform's default: this task states neither.
    Platform(&'b Header),
}

/// `missing` are the entries of `limits` that the call lacks; `has_limits` if it has others.
pub(super) fn request_cut(resource: &str, request: (&str, Span), bound: Bound<'_>, missing: &str, has_limits: bool) -> Diagnostic {
    let cut = |to: &str| Diagnostic::new(&REQUEST_CUT, format!("the request of `{}` of `{resource}` is cut down to {to}", request.0));
    let only = "only overrides the request";
    let found = match bound {
        Bound::Limit((most, span)) => cut(&format!("`{most}`")).at(request.1, only).at(span, "the limit of the task"),
        Bound::Request((most, span)) => {
            cut(&format!("`{most}`")).at(request.1, only).at(span, "the request of the task, which is also its limit")
        }
        Bound::Platform(task) => cut("the platform's default limit")
            .at(request.1, only)
            .at(task.span, format!("`{}` states no `{resource}`, so its limit is the platform's default", task.name))
            .note("platforms differ: Flyte's own chart gives such a task `100m` of `cpu` and `500Mi` of `mem`"),
    };
    found.help(match has_limits {
        true => format!("override the limit too: add `{missing}` to `limits`"),
        false => format!("override the limit too: `limits: {{ {missing} }}`"),
    })
}

/// A call lowers a limit below the request of its task.
pub(super) fn request_over_new_limit(resource: &str, request: (&str, Span), limit: (&str, Span)) -> Diagnostic {
    let message =
        format!("the limit of `{}` of `{resource}` is less than the task's request of `{}`, which is cut down to it", limit.0, request.0);
    Diagnostic::new(&REQUEST_CUT, message)
        .at(limit.1, "only overrides the limit")
        .at(request.1, "the request of the task")
        .help(format!("override the request too, with `{resource}: \"{}\"` in `requests`, or raise the limit", limit.0))
}

/// One of them is the call's, the other the task's.
pub(super) fn gpus_differ(request: (&str, Span), limit: (&str, Span)) -> Diagnostic {
    Diagnostic::new(&GPUS_DIFFER, "the call and its task give the request and the limit of `gpu` different numbers")
        .at(request.1, format!("`{}` is requested", request.0))
        .at(limit.1, format!("`{}` is the limit", limit.0))
        .note("Kubernetes does not share devices: request and limit must be equal, or the pod is refused")
        .help("override both `requests` and `limits`, with the same number of `gpu`")
}

/// `task` has no GPU, and the call that chooses the device does not give it one.
pub(super) fn accelerator_without_gpu(device: &str, span: Span, task: &Header) -> Diagnostic {
    Diagnostic::new(&ACCELERATOR_WITHOUT_GPU, format!("Flyte ignores the accelerator `{device}` without a `gpu`"))
        .at(span, "only chooses among nodes for a pod with a GPU")
        .at(task.span, format!("`{}` asks for no GPU either", task.name))
        .help("ask for one here too: `gpu: 1` in `limits`")
}

/// `map` is where `workflow` maps the task that calls the other one.
pub(super) fn task_in_mapped_task(program: &Program, call: &NestedCall, workflow: &str, map: Span) -> Diagnostic {
    let outer = &program.task(call.outer).header.name;
    let inner = &program.task(call.chain.task).header.name;
    let message = format!("the mapped task `{outer}` calls the task `{inner}`{}", call.through(program));
    nested_call(program, call, &TASK_IN_MAPPED_TASK, message).at(map, format!("`{outer}` is mapped by the workflow `{workflow}`")).note(
        "in a map, the inner task runs as plain code in every element's container: its options (cache, retries, resources, image …) have \
             no effect",
    )
}

/// A task that is called by the code of another one, with the whole chain of calls.
pub(crate) fn nested_call(program: &Program, call: &NestedCall, code: &'static Code, message: String) -> Diagnostic {
    let task = program.task(call.chain.task);
    let inner = &task.header.name;
    let mut found = Diagnostic::new(code, message);
    if let Some((last, before)) = call.chain.steps.split_last() {
        found = found.at(last.span, format!("the task `{inner}` is called here, and is not a node"));
        for step in before {
            let (caller, callee) = (step.caller.name(program), step.callee.name(program));
            found = found.at(step.span, format!("`{caller}` calls the `fn` `{callee}`"));
        }
    }
    if call.chain.steps.len() > 1 {
        let names: Vec<Name> = call.chain.steps.iter().map(|step| step.callee.name(program)).collect();
        let outer = CodeRef::Task(call.outer).name(program);
        found = found.note(format!("the call chain: {outer} → {}", names.join(" → ")));
    }
    if call.is_node {
        return found.help(format!(
            "`{inner}` is also a node of a workflow: move its code into a `fn` that both call, or wire `{inner}` in the workflow here too"
        ));
    }
    let found = found
        .at(task.header.span, format!("`{inner}` is declared as a task"))
        .help(format!("make `{inner}` a `fn` if it is a step of the computation, or wire it in the workflow as a node of its own"));
    match call.keyword(program) {
        Some(span) => {
            let edit = Edit { span, text: "fn".to_owned() };
            found.fix(format!("make `{inner}` a `fn`"), Applicability::Unsafe, vec![edit])
        }
        None => found,
    }
}
