//! Family L: what a platform bounds.

use crate::diagnostics::{Code, Severity};

/// A workflow with too many nodes.
pub static WORKFLOW_NODES: Code = Code {
    id: "L001",
    name: "too-many-nodes",
    severity: Severity::Error,
    summary: "a workflow has more nodes than the platform takes",
    explanation: "\
Flyte Admin refuses a workflow with more nodes than `registration.maxWorkflowNodes`, which is 100 unless it is set. What counts are the \
nodes of the workflow itself: those of sub-workflows do not, and a `map` is one node however long its list is.

The limit is `limits.workflow_nodes` in `flightplan.toml`: a number, or \"unlimited\".",
    bad: "",
    good: "",
};

/// A graph with too many paths.
pub static GRAPH_PATHS: Code = Code {
    id: "L002",
    name: "too-many-paths",
    severity: Severity::Error,
    summary: "the nodes of a workflow depend on each other in too many ways",
    explanation: "\
Flyte's compiler looks for cycles by walking every path from start to end, and forgets where it has been. A chain of 60 nodes that each \
read the two before it has more paths than it can walk in days, while Admin answers nobody else.

A sub-workflow is walked on its own and counts as one node in its parent. The limit is `limits.graph_paths` in `flightplan.toml`.",
    bad: "",
    good: "",
};

/// A map over too many elements.
pub static ARRAY_SIZE: Code = Code {
    id: "L003",
    name: "too-many-elements",
    severity: Severity::Error,
    summary: "a map over a constant list has more elements than the platform takes",
    explanation: "\
Flyte keeps the state of every element of a map in the resource of the workflow, which etcd bounds; the older array plugins stop at 5000 \
elements. Longer lists go in batches: a task makes lists of lists with `chunks`, and the map runs over those.

The limit is `limits.array_size` in `flightplan.toml`. The length of a list that a task makes is not known while compiling.",
    bad: "",
    good: "",
};

/// More of a resource than the platform gives.
pub static RESOURCE_CEILING: Code = Code {
    id: "L004",
    name: "resource-ceiling",
    severity: Severity::Error,
    summary: "a task asks for more of a resource than the platform gives to one",
    explanation: "\
Flyte Admin refuses tasks that request more than its task resource limits, and cuts down what overrides ask for. The ceilings are \
`limits.cpu`, `limits.mem`, `limits.gpu` and `limits.storage` in `flightplan.toml`; without them nothing is checked.",
    bad: "",
    good: "",
};

/// Workflows that repeat each other too often.
pub static WORKFLOW_COPIES: Code = Code {
    id: "L005",
    name: "too-many-workflow-copies",
    severity: Severity::Error,
    summary: "the workflows of a program call each other so deeply that a package would be mostly copies",
    explanation: "\
Flyte takes a workflow with a full copy of every workflow that it calls, and of those that they call. In a chain of a thousand workflows that \
call each other the first brings 999 copies, the second 998: half a million in all. A package holds copies with at most 500,000 nodes in \
all, where each copy counts ten more, and one for each part of the types in its interface. This limit cannot be set.

Put what is called deep inside into one larger workflow, or into one task.",
    bad: "",
    good: "",
};

/// Code that the tasks of a program repeat too often.
pub static REPEATED_CODE: Code = Code {
    id: "L006",
    name: "too-much-repeated-code",
    severity: Severity::Error,
    summary: "the tasks of a program share so much code that a package would be mostly copies",
    explanation: "\
The code of a task travels in its artifact, with every `fn` and constant that it reaches. Where a thousand tasks reach a chain of a thousand helpers, or one large \
constant, a package holds a million copies. The payloads of a program may hold four million expressions and parts of constants together, and eight more for each byte \
of the sources. This limit cannot be set.\n\n\
Put what many tasks need into one task that they take the result of, and large constants into a file.",
    bad: "",
    good: "",
};

/// A body that the evaluator cannot hold.
pub static BODY_SIZE: Code = Code {
    id: "L007",
    name: "body-too-large",
    severity: Severity::Error,
    summary: "a body has more variables and intermediate values than the evaluator can hold",
    explanation: "\
The evaluator keeps the variables of a body, and the values that wait to be put together, in registers, of which a body has about 65,000. \
What waits is what one expression is made of: the parts of an interpolated string, the arguments of a call, the members of a tuple. \
This limit cannot be set.

Only code that a program writes comes near it. Move parts of it into `fn`s, each of which has registers of its own, or make the values in a \
loop.",
    bad: "",
    good: "",
};

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[&WORKFLOW_NODES, &GRAPH_PATHS, &ARRAY_SIZE, &RESOURCE_CEILING, &WORKFLOW_COPIES, &REPEATED_CODE, &BODY_SIZE];
