//! Family W: the wiring of workflows.

use crate::diagnostics::{Code, Severity};

/// A computation on values that exist only when the workflow runs.
pub static COMPUTATION: Code = Code {
    id: "W001",
    name: "computation-in-workflow",
    severity: Severity::Error,
    summary: "a workflow computes with its inputs or with outputs of nodes",
    explanation: "\
A workflow only wires nodes: while it is compiled there are no values yet, only references to what tasks will give. Operators, \
comparisons, interpolated strings, methods, slices, comprehensions and closures need values and belong into the code of a task or `fn`.

Constants are computed while compiling, so `add(a: x, b: 60 * 60)` is fine.

Fields, positions and keys of outputs can be passed on without a task: `out.field`, `out[0]`, `out[\"k\"]`.",
    bad: "task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow next(x: int) -> int {\n    add(a: x + 1, b: 2)\n}\n",
    good: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow next(x: int) -> int {\n    add(a: add(a: x, b: 1), b: 2)\n}\n",
};

/// A statement of task code in a workflow.
pub static STATEMENT: Code = Code {
    id: "W002",
    name: "statement-in-workflow",
    severity: Severity::Error,
    summary: "a workflow has a statement that only task code has",
    explanation: "\
`for`, `while`, `var`, assignments, `assert`, `break` and `continue` do something step by step. A workflow has no steps: it says which \
nodes there are, and Flyte runs each as soon as what it needs is there.

A loop over a list is a `map`, which runs one task for each element; every other loop belongs into the code of a task.",
    bad: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow total(xs: [int]) -> int {\n    var sum = 0\n    for x in xs {\n        \
sum = add(a: sum, b: x)\n    }\n    sum\n}\n",
    good: "task total(xs: [int]) -> int {\n    xs.sum()\n}\n\nworkflow sum(xs: [int]) -> int {\n    total(xs: xs)\n}\n",
};

/// A call of something that is no node.
pub static CALL_OF_CODE: Code = Code {
    id: "W003",
    name: "call-of-code-in-workflow",
    severity: Severity::Error,
    summary: "a workflow calls something that is no task and no workflow",
    explanation: "\
In a workflow every call is a node, so only tasks and workflows can be called. A `fn` or a builtin is code that runs within a task: wrap \
the call in a task and call that.",
    bad: "\
fn double(a: int) -> int {\n    a * 2\n}\n\ntask add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    \
add(a: x, b: double(x))\n}\n",
    good: "\
task double(a: int) -> int {\n    a * 2\n}\n\ntask add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    \
add(a: x, b: double(x))\n}\n",
};

/// An argument for an input that there is not.
pub static UNKNOWN_INPUT: Code = Code {
    id: "W004",
    name: "unknown-argument",
    severity: Severity::Error,
    summary: "an argument names an input that the callee does not have",
    explanation: "\
Arguments are given by the names of the callee's inputs, as they are declared. Flyte's compiler refuses a binding for any other name \
(`VariableNameNotFound`).",
    bad: "task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    add(a: x, c: 1)\n}\n",
    good: "task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    add(a: x, b: 1)\n}\n",
};

/// Two arguments for one input.
pub static BOUND_TWICE: Code = Code {
    id: "W005",
    name: "input-bound-twice",
    severity: Severity::Error,
    summary: "two arguments of a call are for the same input",
    explanation: "\
Every input of a node is bound exactly once; Flyte's compiler refuses a second binding (`ParameterBoundMoreThanOnce`).",
    bad: "task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    add(a: x, b: 1, a: 2)\n}\n",
    good: "task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    add(a: x, b: 1)\n}\n",
};

/// An input without an argument.
pub static MISSING_INPUT: Code = Code {
    id: "W006",
    name: "missing-argument",
    severity: Severity::Error,
    summary: "a call leaves out an input that has no default",
    explanation: "\
Every input of a node needs a value: an argument, or the default that its declaration states. An optional input (`T?`) that is left out is \
`none`.",
    bad: "task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    add(a: x)\n}\n",
    good: "task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    add(a: x, b: 1)\n}\n",
};

/// An argument without a name.
pub static UNNAMED_ARGUMENT: Code = Code {
    id: "W007",
    name: "unnamed-argument",
    severity: Severity::Error,
    summary: "an argument of a node does not say which input it is for",
    explanation: "\
Arguments of nodes are given by name, because Flyte binds by name. The name can be left out in two cases that leave no doubt: the callee \
has one input only, or the argument is a variable with the name of the input.",
    bad: "task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    add(x, 1)\n}\n",
    good: "task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    add(a: x, b: 1)\n}\n",
};

/// A value of a type that the place does not take.
pub static EDGE_TYPE: Code = Code {
    id: "W008",
    name: "edge-type",
    severity: Severity::Error,
    summary: "a value has another type than the input or output that it is bound to",
    explanation: "\
Between two nodes nothing is converted, because Flyte converts nothing: an `int` output does not fit a `float` input, `T?` does not fit \
`T`, and text does not fit an enum. What fits: the same type; `T` where `T?` or a union with `T` is expected, also within lists and maps; \
files and tables whose formats do not contradict each other; a table that has all the columns that are asked for.

There are two ways out: change one of the two declarations, or put a task between the nodes that converts the value.

Literals are no values of nodes yet: `6` is a `float` where one is expected.",
    bad: "\
task half(a: int) -> float {\n    a / 2\n}\n\ntask count(xs: [int]) -> int {\n    xs.len()\n}\n\ntask root(x: float) -> float {\n    \
sqrt(x)\n}\n\nworkflow w(xs: [int]) -> float {\n    root(x: count(xs: xs))\n}\n",
    good: "\
task count(xs: [int]) -> float {\n    float(xs.len())\n}\n\ntask root(x: float) -> float {\n    sqrt(x)\n}\n\n\
workflow w(xs: [int]) -> float {\n    root(x: count(xs: xs))\n}\n",
};

/// The value of a node that has none.
pub static NO_VALUE: Code = Code {
    id: "W009",
    name: "node-without-value",
    severity: Severity::Error,
    summary: "a node without outputs is used as a value",
    explanation: "\
A task or workflow without `->` gives nothing back. A `let` of such a node names it for `after` only.",
    bad: "\
task note(a: int) {\n    log(str(a))\n}\n\ntask double(a: int) -> int {\n    a * 2\n}\n\nworkflow w(x: int) -> int {\n    \
double(a: note(a: x))\n}\n",
    good: "\
task note(a: int) {\n    log(str(a))\n}\n\ntask double(a: int) -> int {\n    a * 2\n}\n\nworkflow w(x: int) -> int {\n    \
let noted = note(a: x)\n    double(a: x) after noted\n}\n",
};

/// Several outputs where one value is expected.
pub static SEVERAL_OUTPUTS: Code = Code {
    id: "W010",
    name: "several-outputs-as-one",
    severity: Severity::Error,
    summary: "a node with several outputs stands where one value is expected",
    explanation: "\
A node with several outputs is no single value. Take its outputs apart with `let (a, b) = f(…)`, or name one of them: `result.mean`.",
    bad: "\
task stats(xs: [float]) -> (mean: float, std: float) {\n    (mean: xs.mean(), std: xs.stddev())\n}\n\ntask show(x: float) -> str {\n    \
str(x)\n}\n\nworkflow w(xs: [float]) -> str {\n    show(x: stats(xs: xs))\n}\n",
    good: "\
task stats(xs: [float]) -> (mean: float, std: float) {\n    (mean: xs.mean(), std: xs.stddev())\n}\n\ntask show(x: float) -> str {\n    \
str(x)\n}\n\nworkflow w(xs: [float]) -> str {\n    let s = stats(xs: xs)\n    show(x: s.mean)\n}\n",
};

/// An output or field that there is not.
pub static UNKNOWN_OUTPUT: Code = Code {
    id: "W011",
    name: "unknown-output-or-field",
    severity: Severity::Error,
    summary: "a name behind a dot is no output and no field of what stands before it",
    explanation: "\
Behind a node's name and a dot stands the name of one of its outputs, or, where the value is a struct, of a field. Unnamed outputs of a \
node with several are `o0`, `o1` and so on.",
    bad: "\
struct Point {\n    x: float\n    y: float\n}\n\ntask origin() -> Point {\n    Point { x: 0.0, y: 0.0 }\n}\n\n\
workflow w() -> float {\n    let p = origin()\n    p.z\n}\n",
    good: "\
struct Point {\n    x: float\n    y: float\n}\n\ntask origin() -> Point {\n    Point { x: 0.0, y: 0.0 }\n}\n\n\
workflow w() -> float {\n    let p = origin()\n    p.y\n}\n",
};

/// A way into a value that Flyte cannot go.
pub static PATH: Code = Code {
    id: "W012",
    name: "unusable-path",
    severity: Severity::Error,
    summary: "a position, key or field of an output that Flyte cannot reach",
    explanation: "\
Flyte takes fields of structs, keys of maps and positions of lists out of an output before it is bound. It does so with constants only, \
counts from the front, and does not look through optionals and unions: the whole value would be passed on without a word. What else a \
value holds is taken out of it by a task.",
    bad: "task names() -> [str] {\n    [\"a\", \"b\"]\n}\n\nworkflow w() -> str {\n    let all = names()\n    all[-1]\n}\n",
    good: "\
task names() -> [str] {\n    [\"a\", \"b\"]\n}\n\ntask last(xs: [str]) -> str {\n    xs[-1]\n}\n\nworkflow w() -> str {\n    \
last(xs: names())\n}\n",
};

/// A struct or JSON value that is composed of references.
pub static COMPOSED_VALUE: Code = Code {
    id: "W013",
    name: "composed-value",
    severity: Severity::Error,
    summary: "a struct, tuple or JSON value is made of values that exist only when the workflow runs",
    explanation: "\
Flyte can bind lists and maps of references and constants. A struct or a JSON value is one literal to Flyte, so all of it must be known \
while compiling. A task that takes the parts and gives back the struct composes it when the workflow runs.",
    bad: "\
struct Point {\n    x: float\n    y: float\n}\n\ntask norm(p: Point) -> float {\n    sqrt(p.x * p.x + p.y * p.y)\n}\n\n\
workflow w(x: float) -> float {\n    norm(p: Point { x: x, y: 0.0 })\n}\n",
    good: "\
struct Point {\n    x: float\n    y: float\n}\n\ntask on_axis(x: float) -> Point {\n    Point { x: x, y: 0.0 }\n}\n\n\
task norm(p: Point) -> float {\n    sqrt(p.x * p.x + p.y * p.y)\n}\n\nworkflow w(x: float) -> float {\n    norm(p: on_axis(x: x))\n\
}\n",
};

/// A `let` with more or fewer names than there are outputs.
pub static TAKEN_APART: Code = Code {
    id: "W014",
    name: "wrong-number-of-names",
    severity: Severity::Error,
    summary: "a `let (…)` has another number of names than the node has outputs",
    explanation: "\
`let (a, b) = f(…)` takes the outputs of a node apart by position: one name for each, `_` for what is not needed.",
    bad: "\
task pair(a: int) -> (int, str) {\n    (a, str(a))\n}\n\nworkflow w(x: int) -> int {\n    let (a, b, c) = pair(a: x)\n    a\n}\n",
    good: "\
task pair(a: int) -> (int, str) {\n    (a, str(a))\n}\n\nworkflow w(x: int) -> int {\n    let (a, _) = pair(a: x)\n    a\n}\n",
};

/// A name that belongs to another output.
pub static SWAPPED_OUTPUT: Code = Code {
    id: "W015",
    name: "name-of-another-output",
    severity: Severity::Error,
    summary: "a name in `let (…)` is that of another output of the node",
    explanation: "\
`let (a, b) = f(…)` goes by position. A name that is the name of another output of the same node is almost always a mix-up, and the types \
may not show it. Put the names in the order of the outputs, or take the node whole and use `result.name`.",
    bad: "\
task stats(xs: [float]) -> (mean: float, std: float) {\n    (mean: xs.mean(), std: xs.stddev())\n}\n\n\
workflow w(xs: [float]) -> (float, float) {\n    let (std, mean) = stats(xs: xs)\n    (mean, std)\n}\n",
    good: "\
task stats(xs: [float]) -> (mean: float, std: float) {\n    (mean: xs.mean(), std: xs.stddev())\n}\n\n\
workflow w(xs: [float]) -> (float, float) {\n    let (mean, std) = stats(xs: xs)\n    (mean, std)\n}\n",
};

/// A result that does not go with the outputs.
pub static RESULT: Code = Code {
    id: "W016",
    name: "wrong-result",
    severity: Severity::Error,
    summary: "the result of a workflow has not the shape of its outputs",
    explanation: "\
One output is given back as a value, several as `(a, b)` in the order in which they are declared, and named ones by name: `(mean: m, std: \
s)`. A node with exactly these outputs can stand for all of them.",
    bad: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> (sum: int, more: int) {\n    let sum = add(a: x, b: 1)\n    \
(sum, x)\n}\n",
    good: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> (sum: int, more: int) {\n    let sum = add(a: x, b: 1)\n    \
(sum: sum, more: x)\n}\n",
};

/// A workflow that does not say what it gives back.
pub static MISSING_RESULT: Code = Code {
    id: "W017",
    name: "missing-result",
    severity: Severity::Error,
    summary: "a workflow declares outputs and does not give anything back",
    explanation: "\
The last expression of a workflow, or the value of its last `return`, is bound to its outputs.",
    bad: "task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    let sum = add(a: x, b: 1)\n}\n",
    good: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    let sum = add(a: x, b: 1)\n    sum\n}\n",
};

/// A workflow without a node.
pub static NO_NODES: Code = Code {
    id: "W018",
    name: "workflow-without-nodes",
    severity: Severity::Error,
    summary: "a workflow has no node",
    explanation: "\
Flyte's compiler refuses a workflow without nodes (`NoNodesFound`). A workflow that only passes a value on needs a task that does so.",
    bad: "workflow same(x: int) -> int {\n    x\n}\n",
    good: "task pass_on(x: int) -> int {\n    x\n}\n\nworkflow same(x: int) -> int {\n    pass_on(x: x)\n}\n",
};

/// A result of a workflow without outputs.
pub static UNEXPECTED_RESULT: Code = Code {
    id: "W019",
    name: "unexpected-result",
    severity: Severity::Error,
    summary: "a workflow without outputs gives something back",
    explanation: "\
A workflow without `->` has no outputs, so there is nothing that its last value could be bound to. Say the type of the output behind the \
parameters, or leave the value out.",
    bad: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) {\n    let sum = add(a: x, b: 1)\n    return sum\n}\n",
    good: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    let sum = add(a: x, b: 1)\n    sum\n}\n",
};

/// A name that is there already.
pub static NAME_TWICE: Code = Code {
    id: "W020",
    name: "name-twice-in-workflow",
    severity: Severity::Error,
    summary: "a `let` of a workflow has a name that is taken",
    explanation: "\
In a workflow a name stands for one thing from the first line to the last, because `after` may name a node that stands further down, and \
because the ids of the nodes are made of these names.",
    bad: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    let sum = add(a: x, b: 1)\n    \
let sum = add(a: sum, b: 1)\n    sum\n}\n",
    good: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    let sum = add(a: x, b: 1)\n    \
let next = add(a: sum, b: 1)\n    next\n}\n",
};

/// A name that is used before its `let`.
pub static USED_BEFORE: Code = Code {
    id: "W021",
    name: "used-before-let",
    severity: Severity::Error,
    summary: "a value is used above the `let` that names it",
    explanation: "\
A value goes only from a `let` to what stands below it. Move the `let` up; the order of the lines is not the order in which nodes run.",
    bad: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    let next = add(a: sum, b: 1)\n    \
let sum = add(a: x, b: 1)\n    next\n}\n",
    good: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    let sum = add(a: x, b: 1)\n    \
let next = add(a: sum, b: 1)\n    next\n}\n",
};

/// An `after` that names no other node.
pub static AFTER: Code = Code {
    id: "W022",
    name: "after-what",
    severity: Severity::Error,
    summary: "`after` names something that is no other node of the workflow",
    explanation: "\
`after a, b` makes a node wait for other nodes without taking a value from them. It names nodes by their `let`, also such that stand \
further down. Inputs are there from the start, and a node cannot wait for itself.",
    bad: "task note(a: int) {\n    log(str(a))\n}\n\nworkflow w(x: int) {\n    note(a: x) after x\n}\n",
    good: "\
task note(a: int) {\n    log(str(a))\n}\n\nworkflow w(x: int) {\n    let first = note(a: 0)\n    note(a: x) after first\n}\n",
};

/// An input that nothing reads.
pub static UNUSED_INPUT: Code = Code {
    id: "W023",
    name: "unused-input",
    severity: Severity::Warning,
    summary: "an input of a workflow is not used",
    explanation: "\
Whoever starts the workflow has to give a value that changes nothing. Remove the input, or bind it where it was meant to be. A name that \
begins with `_` says that it is meant to be unused.",
    bad: "task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int, y: int) -> int {\n    add(a: x, b: 1)\n}\n",
    good: "task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int, y: int) -> int {\n    add(a: x, b: y)\n}\n",
};

/// `with` or `after` behind something that is no node.
pub static TAIL: Code = Code {
    id: "W024",
    name: "options-without-node",
    severity: Severity::Error,
    summary: "`with` or `after` stands behind something that is no node",
    explanation: "\
`with { … }` and `after …` belong to a node: a call or a `map` that is written in the same statement. A value that was made elsewhere has \
its options there.",
    bad: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    let sum = add(a: x, b: 1)\n    \
let same = sum with { retries: 2 }\n    same\n}\n",
    good: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    let sum = add(a: x, b: 1) with { retries: 2 }\n    \
sum\n}\n",
};

/// A `return` before the end.
pub static RETURN_NOT_LAST: Code = Code {
    id: "W025",
    name: "return-not-last",
    severity: Severity::Error,
    summary: "a workflow has statements behind its `return`",
    explanation: "\
A workflow has no steps that could be left out: all of its nodes run. `return` stands only as its last statement.",
    bad: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    return x\n    add(a: x, b: 1)\n}\n",
    good: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    let sum = add(a: x, b: 1)\n    return sum\n}\n",
};

/// A value that stands alone.
pub static UNUSED_VALUE: Code = Code {
    id: "W026",
    name: "value-without-effect",
    severity: Severity::Warning,
    summary: "a statement of a workflow is a value that nothing uses",
    explanation: "\
A statement of a workflow is a node, a `let` or the result. A value that stands alone before the last line does nothing.",
    bad: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    let sum = add(a: x, b: 1)\n    sum\n    \
add(a: sum, b: 1)\n}\n",
    good: "\
task add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    let sum = add(a: x, b: 1)\n    \
add(a: sum, b: 1)\n}\n",
};

/// A name that stands for no value.
pub static NOT_A_VALUE: Code = Code {
    id: "W027",
    name: "not-a-value",
    severity: Severity::Error,
    summary: "a task, workflow, type or `fn` stands where a value is expected",
    explanation: "\
A task or workflow becomes a node when it is called, and its outputs are values. Its name alone is none; nor is that of a type or of a \
`fn`.",
    bad: "\
task one() -> int {\n    1\n}\n\ntask add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    \
add(a: x, b: one)\n}\n",
    good: "\
task one() -> int {\n    1\n}\n\ntask add(a: int, b: int) -> int {\n    a + b\n}\n\nworkflow w(x: int) -> int {\n    \
add(a: x, b: one())\n}\n",
};

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[
    &COMPUTATION,
    &STATEMENT,
    &CALL_OF_CODE,
    &UNKNOWN_INPUT,
    &BOUND_TWICE,
    &MISSING_INPUT,
    &UNNAMED_ARGUMENT,
    &EDGE_TYPE,
    &NO_VALUE,
    &SEVERAL_OUTPUTS,
    &UNKNOWN_OUTPUT,
    &PATH,
    &COMPOSED_VALUE,
    &TAKEN_APART,
    &SWAPPED_OUTPUT,
    &RESULT,
    &MISSING_RESULT,
    &NO_NODES,
    &UNEXPECTED_RESULT,
    &NAME_TWICE,
    &USED_BEFORE,
    &AFTER,
    &UNUSED_INPUT,
    &TAIL,
    &RETURN_NOT_LAST,
    &UNUSED_VALUE,
    &NOT_A_VALUE,
];
