//! Family M: maps.

use crate::diagnostics::{Code, Severity};

/// A map of something that is no task.
pub static MAP_CALLEE: Code = Code {
    id: "M001",
    name: "map-of-no-task",
    severity: Severity::Error,
    summary: "`map` is given something that is no task",
    explanation: "\
A map runs a task once for each element of a list. In Flyte that is an array node, and an array node runs tasks: for the nodes within a \
workflow it keeps no state, so a map of a workflow would start and never end.

In task code `xs.map(|x| e)` applies a `fn` or an expression to a list, within one task.",
    bad: "fn double(x: int) -> int {\n    x * 2\n}\n\nworkflow w(xs: [int]) -> [int] {\n    map double(xs)\n}\n",
    good: "task double(x: int) -> int {\n    x * 2\n}\n\nworkflow w(xs: [int]) -> [int] {\n    map double(xs)\n}\n",
};

/// A map that does not say what it goes over.
pub static NO_EACH: Code = Code {
    id: "M002",
    name: "map-without-each",
    severity: Severity::Error,
    summary: "no argument of a map is marked with `each`",
    explanation: "\
Exactly one argument of a map is `each`: its value is a list, and the task gets one element at a time. All other arguments are the same \
for every element. `map f(xs)` is short where the task has one input.",
    bad: "\
task scale(x: int, by: int) -> int {\n    x * by\n}\n\nworkflow w(xs: [int]) -> [int] {\n    map scale(x: xs, by: 2)\n}\n",
    good: "\
task scale(x: int, by: int) -> int {\n    x * by\n}\n\nworkflow w(xs: [int]) -> [int] {\n    map scale(x: each xs, by: 2)\n}\n",
};

/// A map over several lists.
pub static SEVERAL_EACH: Code = Code {
    id: "M003",
    name: "several-each",
    severity: Severity::Error,
    summary: "a map goes over more than one list",
    explanation: "\
A map goes over one list. Three things can be meant by several:

- lists of equal length, element by element: `map zip f(a: each xs, b: each ys)`; - one list, and a value that is the same for every \
element: leave `each` out for that argument; - every combination: make the list of combinations in a task, as a list of structs, and map \
over that.",
    bad: "\
task scale(x: int, by: int) -> int {\n    x * by\n}\n\nworkflow w(xs: [int], ys: [int]) -> [int] {\n    \
map scale(x: each xs, by: each ys)\n}\n",
    good: "\
task scale(x: int, by: int) -> int {\n    x * by\n}\n\nworkflow w(xs: [int], ys: [int]) -> [int] {\n    \
map zip scale(x: each xs, by: each ys)\n}\n",
};

/// An `each` of something that is no list.
pub static EACH_VALUE: Code = Code {
    id: "M004",
    name: "each-of-no-list",
    severity: Severity::Error,
    summary: "the value behind `each` is no list",
    explanation: "\
`each` goes over the elements of a list. A map with keys, an optional list or a single value is one value to Flyte and would be passed \
whole to every element. A task makes a list of it.",
    bad: "task double(x: int) -> int {\n    x * 2\n}\n\nworkflow w(xs: {str: int}) -> [int] {\n    map double(x: each xs)\n}\n",
    good: "\
task double(x: int) -> int {\n    x * 2\n}\n\ntask values(xs: {str: int}) -> [int] {\n    xs.values()\n}\n\n\
workflow w(xs: {str: int}) -> [int] {\n    map double(x: each values(xs: xs))\n}\n",
};

/// A mapped task with several outputs.
pub static MAP_OUTPUTS: Code = Code {
    id: "M005",
    name: "mapped-task-outputs",
    severity: Severity::Error,
    summary: "a mapped task has several outputs",
    explanation: "\
A mapped task has one output, and the map gives the list of them in the order of the input. Several values of one element go together in a \
struct, so that they stay together in the list.",
    bad: "task halves(x: int) -> (int, int) {\n    (x // 2, x - x // 2)\n}\n\nworkflow w(xs: [int]) {\n    map halves(xs)\n}\n",
    good: "\
struct Halves {\n    small: int\n    large: int\n}\n\ntask halves(x: int) -> Halves {\n    \
Halves { small: x // 2, large: x - x // 2 }\n}\n\nworkflow w(xs: [int]) -> [Halves] {\n    map halves(xs)\n}\n",
};

/// A mapped task with an input that nothing is bound to.
pub static UNBOUND_INPUT: Code = Code {
    id: "M006",
    name: "mapped-task-inputs",
    severity: Severity::Error,
    summary: "a mapped task has a further input that is neither bound nor has a default",
    explanation: "\
A map goes over one list, so a mapped task has one mapped input. A task with further inputs can be mapped in two ways: bind them to values \
that are the same for every element, `map f(x: each xs, by: 2)`, or pack what belongs to one element in a struct and map over a list of \
structs.

An input with a default that is not given is bound to it.",
    bad: "task scale(x: int, by: int) -> int {\n    x * by\n}\n\nworkflow w(xs: [int]) -> [int] {\n    map scale(xs)\n}\n",
    good: "\
task scale(x: int, by: int) -> int {\n    x * by\n}\n\nworkflow w(xs: [int]) -> [int] {\n    map scale(x: each xs, by: 2)\n}\n",
};

/// A zip of lists of different lengths.
pub static UNEQUAL_ZIP: Code = Code {
    id: "M007",
    name: "unequal-zip",
    severity: Severity::Error,
    summary: "the lists of a `map zip` have different lengths",
    explanation: "\
`map zip` takes the lists element by element, so they have the same length. Of lists that are written in the workflow the lengths are \
known while compiling; of others the node finds out when it starts, and fails.",
    bad: "\
task scale(x: int, by: int) -> int {\n    x * by\n}\n\nworkflow w() -> [int] {\n    \
map zip scale(x: each [1, 2, 3], by: each [10, 20])\n}\n",
    good: "\
task scale(x: int, by: int) -> int {\n    x * by\n}\n\nworkflow w() -> [int] {\n    \
map zip scale(x: each [1, 2, 3], by: each [10, 20, 30])\n}\n",
};

/// An `each` in a plain call.
pub static EACH_OUTSIDE_MAP: Code = Code {
    id: "M008",
    name: "each-outside-map",
    severity: Severity::Error,
    summary: "`each` stands in a call that is no map",
    explanation: "\
A plain call runs a task once, with the values that it is given. `each` says which list a `map` goes over.",
    bad: "task double(x: int) -> int {\n    x * 2\n}\n\nworkflow w(xs: [int]) -> [int] {\n    double(x: each xs)\n}\n",
    good: "task double(x: int) -> int {\n    x * 2\n}\n\nworkflow w(xs: [int]) -> [int] {\n    map double(x: each xs)\n}\n",
};

/// A success criterion that cannot be met.
pub static SUCCESS_CRITERION: Code = Code {
    id: "M009",
    name: "unreachable-success",
    severity: Severity::Error,
    summary: "`min_successes` is larger than the number of elements",
    explanation: "\
A map with `min_successes` succeeds when that many of its elements do. Of a list that is written in the workflow the length is known while \
compiling, and a larger number can never be reached; Flyte would start the elements and then fail. Of other lists the map finds out when \
it runs: `min_success_ratio` goes with the length.",
    bad: "\
task double(x: int) -> int {\n    x * 2\n}\n\nworkflow w() -> [int?] {\n    map double([1, 2, 3]) with { min_successes: 4 }\n}\n",
    good: "\
task double(x: int) -> int {\n    x * 2\n}\n\nworkflow w() -> [int?] {\n    map double([1, 2, 3]) with { min_successes: 2 }\n}\n",
};

/// A zip of one list.
pub static ZIP_OF_ONE: Code = Code {
    id: "M010",
    name: "zip-of-one",
    severity: Severity::Warning,
    summary: "`map zip` goes over a single list",
    explanation: "\
`zip` says that several lists are taken element by element. With one list it says nothing; perhaps an `each` is missing.",
    bad: "\
task scale(x: int, by: int) -> int {\n    x * by\n}\n\nworkflow w(xs: [int]) -> [int] {\n    map zip scale(x: each xs, by: 2)\n}\n",
    good: "\
task scale(x: int, by: int) -> int {\n    x * by\n}\n\nworkflow w(xs: [int]) -> [int] {\n    map scale(x: each xs, by: 2)\n}\n",
};

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[
    &MAP_CALLEE,
    &NO_EACH,
    &SEVERAL_EACH,
    &EACH_VALUE,
    &MAP_OUTPUTS,
    &UNBOUND_INPUT,
    &UNEQUAL_ZIP,
    &EACH_OUTSIDE_MAP,
    &SUCCESS_CRITERION,
    &ZIP_OF_ONE,
];
