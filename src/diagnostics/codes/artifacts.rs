//! Families F and L, the part about artifacts: what is known only once the messages are made.

use crate::diagnostics::{Code, Severity};

/// Code without a named image.
pub static DEFAULT_IMAGE: Code = Code {
    id: "F101",
    name: "default-image",
    severity: Severity::Note,
    summary: "code runs in an image that nobody named",
    explanation: "\
The code of tasks runs in the cluster in an image that has Flightplan in it. If neither the task, nor `--image`, nor `flightplan.toml` (`image`, \
`runtime_image`) names one, the artifacts name `flightplan:VERSION`. The cluster must be able to pull that name; a registry of your own is \
usually part of it.",
    bad: "",
    good: "",
};

/// A constant that Flyte has no form for.
pub static CONSTANT_UNWRITABLE: Code = Code {
    id: "F102",
    name: "constant-unwritable",
    severity: Severity::Error,
    summary: "a constant has no form in Flyte",
    explanation: "\
A constant that is bound to an input, or a default, could not be written as Flyte's form of its type. The checks before should have said so at the \
place: please report it.",
    bad: "",
    good: "",
};

/// A success ratio that no 32-bit float gives exactly.
pub static RATIO_INEXACT: Code = Code {
    id: "F103",
    name: "ratio-inexact",
    severity: Severity::Warning,
    summary: "Flyte counts a success ratio differently for some lengths",
    explanation: "\
Flyte keeps `min_success_ratio` as a 32-bit float, multiplies it with the number of elements and rounds up \
(`flytepropeller/pkg/controller/nodes/array/handler.go`). The compiler chooses the float for which that gives the exact count for every length up \
to `limits.array_size`. A ratio with very many digits has no such float; the message names the first length where Flyte differs.

Use a ratio with fewer digits, or `min_successes`.",
    bad: "",
    good: "",
};

/// A task whose code is too large.
pub static TASK_TOO_LARGE: Code = Code {
    id: "L101",
    name: "task-code-too-large",
    severity: Severity::Error,
    summary: "the code of a task is too large for its container's arguments",
    explanation: "\
A task's code travels in the arguments of its container, deflated, with the helpers and constants that it reaches. Linux bounds arguments, and the \
resource of a workflow embeds them. The limit is `limits.args_bytes` in `flightplan.toml`.

Large constants are the usual reason: put the data into a file and pass it as an input of type `file`. Or split the task.",
    bad: "",
    good: "",
};

/// A workflow with too much code.
pub static CLOSURE_TOO_LARGE: Code = Code {
    id: "L102",
    name: "workflow-code-too-large",
    severity: Severity::Error,
    summary: "the code of all tasks of a workflow together is too large",
    explanation: "\
The resource of a workflow in the cluster embeds the template of every task that it reaches, also through sub-workflows, and with them their code; \
etcd ends near 1.5 MiB. A task and its mapped form count each. The limit is `limits.closure_bytes` in `flightplan.toml`; the message names the \
largest tasks.

Put large constants into files, or call a part of the workflow through a launch plan, which is a resource of its own.",
    bad: "",
    good: "",
};

/// A workflow whose resource is too large.
pub static RESOURCE_TOO_LARGE: Code = Code {
    id: "L103",
    name: "workflow-resource-too-large",
    severity: Severity::Error,
    summary: "a workflow is too large for a resource in the cluster",
    explanation: "\
A workflow runs as one Kubernetes resource that embeds its nodes, its sub-workflows and the templates of its tasks. etcd refuses requests near \
1.5 MiB, and Flyte then fails the execution with `WorkflowTooLarge` (`flytepropeller/pkg/controller/workflowstore`). The limit is \
`limits.resource_bytes` in `flightplan.toml`.

What counts is the resource in JSON, which is two to five times as long as the artifact: each node with its bindings, an element of a constant list as \
some 40 bytes, each edge three times, and the name of what a node runs with project, domain and version. Where these are left open, a project of 16 \
characters, the domain `development` and a version of 32 are counted. The inputs of an execution and the state of its nodes, which the compiler does not \
know, come on top: leave them room.

Call a part of the workflow through a launch plan, which is a resource of its own. Put large constants into files, or into the code of a task.",
    bad: "",
    good: "",
};

/// Every code of this file, in order.
pub static ALL: &[&Code] =
    &[&DEFAULT_IMAGE, &CONSTANT_UNWRITABLE, &RATIO_INEXACT, &TASK_TOO_LARGE, &CLOSURE_TOO_LARGE, &RESOURCE_TOO_LARGE];
