//! Family M: what code calls within a map.

use crate::diagnostics::{Code, Severity};

/// A task that is called by the code of a mapped task.
pub static TASK_IN_MAPPED_TASK: Code = Code {
    id: "M102",
    name: "task-in-mapped-task",
    severity: Severity::Error,
    summary: "the code of a mapped task calls another task",
    explanation: "\
A task that is called by code is no node: it runs as a plain function within the container of its caller. Within a map that happens once for \
every element, and for Flyte the inner task does not exist: it is not cached, not tried again, not given the resources, the image, the timeout \
or the secrets that its options ask for, and it shows in no console. Its options are silently without effect, at the one place where work is \
multiplied.

The finding shows the way from the mapped task to the call, which may lead through `fn`s and other modules.

Make the inner task a `fn` if it is a step of the computation, or wire it in the workflow, as a map before or behind this one, if it is a step of \
the pipeline. Where it is meant to run within its caller, say so above the call: `# flightplan: allow(task-in-mapped-task): why`.",
    bad: "\
task clean(x: int) -> int {\n    abs(x)\n}\n\ntask score(x: int) -> int {\n    clean(x) * 2\n}\n\nworkflow scores(xs: [int]) -> [int] {\n    \
map score(xs)\n}\n",
    good: "\
fn clean(x: int) -> int {\n    abs(x)\n}\n\ntask score(x: int) -> int {\n    clean(x) * 2\n}\n\nworkflow scores(xs: [int]) -> [int] {\n    \
map score(xs)\n}\n",
};

/// Every code of these, in order.
pub static ALL: &[&Code] = &[&TASK_IN_MAPPED_TASK];
