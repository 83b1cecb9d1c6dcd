//! Family W from W101 on: what the graph of a workflow shows.

use crate::diagnostics::{Code, Severity};

/// A `let` whose node would get an id that it cannot have.
pub static NODE_ID: Code = Code {
    id: "W101",
    name: "node-id",
    severity: Severity::Error,
    summary: "the id that a node gets from its `let` is reserved, or another node has it",
    explanation: "\
The id of a node is its `let` name in DNS form: `mapped_out` becomes `mapped-out`, `aB` becomes `a-b`. Reserved are `start-node`, \
`end-node` and `fn0`, and `n0`, `n1` … are those of nodes without a name. Two nodes with the same id would be one to Flyte: its compiler \
drops the second without a word.",
    bad: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    let n1 = add(a: x, b: 1)\n    n1\n}\n",
    good: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    let first = add(a: x, b: 1)\n    first\n}\n",
};

/// Nodes that wait for each other.
pub static CYCLE: Code = Code {
    id: "W102",
    name: "node-cycle",
    severity: Severity::Error,
    summary: "nodes of a workflow wait for each other in a circle",
    explanation: "\
A node runs when everything that it takes values from or waits for has succeeded. Nodes that wait for each other in a circle would never \
run; Flyte's compiler refuses them (`CycleDetected`). The labels show every step on the way round.",
    bad: "\
task note(a: int) {\n    log(str(a))\n}\n\nworkflow w(x: int) {\n    let first = note(a: x) after second\n    \
let second = note(a: x) after first\n}\n",
    good: "\
task note(a: int) {\n    log(str(a))\n}\n\nworkflow w(x: int) {\n    let first = note(a: x)\n    \
let second = note(a: x) after first\n}\n",
};

/// A setting of a sub-workflow that Flyte ignores.
pub static IGNORED_SETTING: Code = Code {
    id: "W103",
    name: "ignored-subworkflow-setting",
    severity: Severity::Warning,
    summary: "a workflow with its own `failure_policy` or `interruptible` is called as a node",
    explanation: "\
While Flyte walks a sub-workflow it goes by the failure policy and the `interruptible` of the workflow that is executed; those in the \
header of the sub-workflow have no effect there.",
    bad: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow part(x: int) -> int with { interruptible: true } {\n    \
add(a: x, b: 1)\n}\n\nworkflow whole(x: int) -> int {\n    part(x: x)\n}\n",
    good: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow part(x: int) -> int {\n    add(a: x, b: 1)\n}\n\n\
workflow whole(x: int) -> int with { interruptible: true } {\n    part(x: x)\n}\n",
};

/// An override of a request that is cut down to the task's limit.
pub static REQUEST_CUT: Code = Code {
    id: "W104",
    name: "request-cut-down",
    severity: Severity::Warning,
    summary: "a call requests more of a resource than the limit of its task, and does not raise the limit",
    explanation: "\
Before a task runs, Flyte Admin completes its resources: a missing limit is the request. A node that overrides `requests` alone is then \
cut down to that limit without a word. Override `limits` too.",
    bad: "\
task add(a: int, b: int) -> int with { requests: { mem: \"1Gi\" } } {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    \
add(a: x, b: 1) with { requests: { mem: \"4Gi\" } }\n}\n",
    good: "\
task add(a: int, b: int) -> int with { requests: { mem: \"1Gi\" } } {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    \
add(a: x, b: 1) with { requests: { mem: \"4Gi\" }, limits: { mem: \"4Gi\" } }\n}\n",
};

/// A result that is taken out of a struct in the workflow.
pub static PACKED_RESULT: Code = Code {
    id: "W105",
    name: "packed-result",
    severity: Severity::Warning,
    summary: "a workflow gives back a part of a struct that Flyte leaves packed",
    explanation: "\
A struct is MessagePack, and Flyte unpacks numbers, texts and `bool` only when a workflow takes a field. A list, a map, a file, a table, a date, a duration, an \
optional or a union comes out in the form that it has in there. Tasks with code read that form. Who looks at the result of the workflow, in the \
console or from Python, does not see the type that the workflow declares.

Take the field in a task, and give that task's output back.",
    bad: "\
struct Report {\n    days: [int]\n}\n\ntask report(n: int) -> Report {\n    Report { days: range(n) }\n}\n\nworkflow w(n: int) -> [int] {\n    \
let made = report(n)\n    made.days\n}\n",
    good: "\
struct Report {\n    days: [int]\n}\n\ntask report(n: int) -> Report {\n    Report { days: range(n) }\n}\n\ntask days(made: Report) -> [int] {\n    \
made.days\n}\n\nworkflow w(n: int) -> [int] {\n    let made = report(n)\n    days(made)\n}\n",
};

/// A part of a struct whose variant is lost.
pub static INDISTINCT_PART: Code = Code {
    id: "W106",
    name: "indistinct-part",
    severity: Severity::Error,
    summary: "a part of a struct goes to a union of which two variants look the same to Flyte",
    explanation: "\
A struct is MessagePack. Where a workflow takes a part out of one, Flyte hands the part on as it is packed, without saying of which type it is. A task that \
expects a union then has to tell its variants apart by what they look like. A `float` and a `duration` are both a number there, a `str` and a `datetime` \
both a text, structs, maps, files and tables are all maps, and `json` can be anything. The same holds for a struct or a `json` that is taken out of a list or a map, \
and for a part that goes through a sub-workflow.

Take the part out in a task, and hand on what that task returns: an output of a task has its type.",
    bad: "\
struct Step {\n    seconds: float\n}\n\ntask step() -> Step {\n    Step { seconds: 1.5 }\n}\n\ntask wait(x: float | duration) -> str {\n    \
str(x)\n}\n\nworkflow w() -> str {\n    let made = step()\n    wait(x: made.seconds)\n}\n",
    good: "\
struct Step {\n    seconds: float\n}\n\ntask step() -> Step {\n    Step { seconds: 1.5 }\n}\n\ntask seconds(step: Step) -> float {\n    \
step.seconds\n}\n\ntask wait(x: float | duration) -> str {\n    str(x)\n}\n\nworkflow w() -> str {\n    let made = step()\n    \
wait(x: seconds(step: made))\n}\n",
};

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[&NODE_ID, &CYCLE, &IGNORED_SETTING, &REQUEST_CUT, &PACKED_RESULT, &INDISTINCT_PART];
