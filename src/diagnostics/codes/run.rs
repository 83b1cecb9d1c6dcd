//! The codes of family R: what a run ends with.

use crate::diagnostics::{Code, Severity};

/// A task's code failed.
pub static TASK_FAILED: Code = Code {
    id: "R001",
    name: "task-failed",
    severity: Severity::Error,
    summary: "the code of a task failed while it ran",
    explanation: "\
The code of a task ended with an error: an index out of range, a missing key, a division by zero, an `int` beyond 64 bits, a failed `assert`, \
recursion without end, or `fail(\"…\")`. The report names the line, and the calls that led to it.

Flyte would show the same message as the error of the node. A task that ends with `fail_retryable(\"…\")`, or that outlives its `timeout`, is \
tried again as often as its `retries` say; every other failure is final at once.",
    bad: "",
    good: "",
};

/// Too many elements of a map failed.
pub static ELEMENTS_FAILED: Code = Code {
    id: "R002",
    name: "map-elements-failed",
    severity: Severity::Error,
    summary: "so many elements of a map failed that it cannot succeed",
    explanation: "\
The map needs more successes than its elements can still give. Without `min_success_ratio` and `min_successes` every element must succeed, \
so the first failure ends it.

The report names the failing elements by their index in the list, counted from 0, with the line that failed. Elements are tried again as the \
map's `retries` say before they count as failed. With a criterion, the result is a list of optionals with `none` at the failed places.",
    bad: "",
    good: "",
};

/// The lists of a `map zip` differ in length.
pub static ZIP_LENGTHS: Code = Code {
    id: "R003",
    name: "zip-lengths-differ",
    severity: Severity::Error,
    summary: "the lists of a `map zip` have different lengths",
    explanation: "\
`map zip` takes several lists element by element, so they must be equally long. Flyte fails such a node with the code `InvalidArrayLength` \
before any element runs, and so does `flightplan run`.",
    bad: "",
    good: "",
};

/// A success criterion that the list is too short for.
pub static CRITERION_UNREACHABLE: Code = Code {
    id: "R004",
    name: "success-criterion-unreachable",
    severity: Severity::Error,
    summary: "a map must have more successes than it has elements",
    explanation: "\
`min_successes` asks for more successes than the list has elements, so the map fails whatever its elements do; an empty list with \
`min_successes` is such a case too. Flyte does the same. `min_success_ratio` adapts to the length of the list.",
    bad: "",
    good: "",
};

/// A path into a value that led nowhere.
pub static PATH_NOT_FOUND: Code = Code {
    id: "R005",
    name: "path-not-found",
    severity: Severity::Error,
    summary: "an index or key of a workflow's path is not in the value",
    explanation: "\
A workflow takes a part of a value, `out[3]` or `out[\"k\"]`, and the value has no such element or key. The compiler knows the types of \
outputs, not their lengths and keys. Flyte fails the node that needs the part with the code `PromiseAttributeResolveError`.

The same happens where the part is a whole number of JSON beyond 9223372036854775807: Flyte hands on a number by itself in 64 bits with a sign. A task that gets the whole value can \
take it out.",
    bad: "",
    good: "",
};

/// The values of a task take more memory than they may.
pub static OUT_OF_MEMORY: Code = Code {
    id: "R006",
    name: "out-of-memory",
    severity: Severity::Error,
    summary: "the values of a task take more memory than they may",
    explanation: "\
The code of a task asked for more memory than its values may take together, so it failed at that line, and nothing else did: the process goes on, \
and so do other nodes and elements. Often a list or a text grows in a loop that does not end.

`flightplan run --memory 2Gi` says how much the values of each task may take, each element of a map by itself. Without it, all values together may take \
half of the memory that the machine or its container has: `--jobs 1` runs one task after another. What counts \
is what values take while code holds them: 8 bytes for each number in a list, 1 for a bool, 16 for anything else, and for long texts, lists, maps \
and structs what they point to.

In a cluster the bound is half of the container's memory, which `limits: { mem: \"…\" }` sets. The error has the code `USER:OutOfMemory` there and is \
final, because another attempt would need as much; without it the pod would be killed, and nobody would know the line.",
    bad: "",
    good: "",
};

/// A task took longer than it may.
pub static TIMED_OUT: Code = Code {
    id: "R007",
    name: "timed-out",
    severity: Severity::Error,
    summary: "a task or a call of a workflow did not end in time",
    explanation: "\
The code of a task ran longer than its option `timeout`, the `timeout` of a workflow call around it, or `flightplan run --timeout` lets it. The report names the line at which it was, with the calls that led \
to it: often a loop that does not end.

The option `timeout` holds for one attempt; the task is tried again as often as its `retries` say, and all attempts together have twice that time, but for an element of a map, \
where each attempt has all of it. On a call of a workflow it holds for everything that the call runs, and the call is not tried again. \
`--timeout` holds for each task, or each element of a map, with all its attempts.",
    bad: "",
    good: "",
};

/// Every code of this family, in order.
pub static ALL: &[&Code] =
    &[&TASK_FAILED, &ELEMENTS_FAILED, &ZIP_LENGTHS, &CRITERION_UNREACHABLE, &PATH_NOT_FOUND, &OUT_OF_MEMORY, &TIMED_OUT];
