//! Family F: Flyte's own rules on what is registered: names, and values without a type beside them.

use crate::diagnostics::{Code, Severity};

/// A registered name that is too long.
pub static NAME_TOO_LONG: Code = Code {
    id: "F001",
    name: "name-too-long",
    severity: Severity::Error,
    summary: "the name under which something is registered is longer than Flyte keeps",
    explanation: "\
Tasks and workflows are registered as `module.name`, or under the name that their option `name` states. Flyte Admin keeps names in columns of \
255 characters (`flyteadmin/pkg/repositories/models`). The limit is `limits.name_length` in `flightplan.toml`.

Shorten the name, move the file to a folder nearer to the project's root, or set the option `name`.",
    bad: "",
    good: "",
};

/// A name with characters that Flyte cannot refer to.
pub static NAME_CHARACTERS: Code = Code {
    id: "F002",
    name: "name-characters",
    severity: Severity::Error,
    summary: "a name has characters that Flyte does not take",
    explanation: "\
In backticks any text can be a name. What Flyte refers to by name is narrower: inputs and outputs are letters of the Latin alphabet, digits and \
underscores, because references to them are parsed that way (`flytepropeller/pkg/compiler/validators`). Tasks and workflows become parts of \
names of pods and files, so theirs follow the same rule; a name that the option `name` states may have `.` and `-` too.",
    bad: "task total(`net price`: float) -> float {\n    `net price` * 1.2\n}\n",
    good: "task total(net_price: float) -> float {\n    net_price * 1.2\n}\n",
};

/// Two definitions that are registered under one name.
pub static REGISTERED_TWICE: Code = Code {
    id: "F003",
    name: "registered-twice",
    severity: Severity::Error,
    summary: "two tasks or two workflows are registered under the same name",
    explanation: "\
Flyte knows a task or workflow by its registered name: `module.name`, unless the option `name` states another. The second registration of a name \
would be refused, or replace the first.

A map is registered as a task too: `module.map_TASK_HASH-arraynode`, where the hash is made of the names of the bound inputs, the `concurrency` and the success \
criterion. When a task is run by itself, Flyte makes a workflow `.flytegen.` followed by the name of the task.",
    bad: "\
task first(a: int) -> int with { name: \"prices.one\" } {\n    a\n}\n\ntask second(a: int) -> int with { name: \"prices.one\" } {\n    \
a + 1\n}\n",
    good: "\
task first(a: int) -> int with { name: \"prices.one\" } {\n    a\n}\n\ntask second(a: int) -> int with { name: \"prices.two\" } {\n    \
a + 1\n}\n",
};

/// A default whose parts Flyte does not see as one type.
pub static MIXED_DEFAULT: Code = Code {
    id: "F004",
    name: "mixed-default",
    severity: Severity::Error,
    summary: "Flyte finds no single type in a default",
    explanation: "\
The default of a workflow's input is registered with its launch plan, as a value without a type. Flyte Admin infers a type from the value and compares it \
with the input's (`flytepropeller/pkg/compiler/validators/utils.go`). In a list or map it looks for one type of all elements: an empty map beside a \
filled one is of another type, and so are maps of which one has `none` for a value. Then nothing fits, and Admin refuses the plan with `Type mismatch \
for Parameter`. An empty list beside a filled one is fine, and so is `none` beside values in one list.

As an argument of a call the same value is accepted, because there each part is compared by itself. The same inference judges the inputs of an \
execution, so whoever launches the workflow cannot pass such a value either, and `flightplan run` refuses it. A struct with a field of this type can be passed always, because Flyte \
does not look into structs.",
    bad: "\
task t(x: {str: {str: float}}) -> int {\n    x.len()\n}\n\nworkflow w(x: {str: {str: float}} = {\"a\": {}, \"b\": {\"c\": 1}}) -> int {\n    \
t(x)\n}\n",
    good: "\
task t(x: {str: {str: float}}) -> int {\n    x.len()\n}\n\nworkflow w() -> int {\n    t(x: {\"a\": {}, \"b\": {\"c\": 1}})\n}\n",
};

/// A constant duration that propeller cannot read.
pub static LONG_CONSTANT_DURATION: Code = Code {
    id: "F005",
    name: "long-constant-duration",
    severity: Severity::Error,
    summary: "a constant duration in a workflow is longer than Flyte can read",
    explanation: "\
Constants of a workflow stand in the resource that propeller runs, and the durations in there are read as Go reads them: at most 2^63 - 1 nanoseconds, which \
is about 292 years, in either direction. A longer one is registered, and no execution can start. Between tasks, and within structs, durations may be as long \
as the language allows. `flightplan run` refuses such an input, because the inputs of an execution stand in the same resource.

Make the duration in a task.",
    bad: "task half(x: duration) -> duration {\n    x / 2\n}\n\nworkflow w() -> duration {\n    half(x: 200_000d)\n}\n",
    good: "task half(days: int) -> duration {\n    days * 1d / 2\n}\n\nworkflow w() -> duration {\n    half(days: 200_000)\n}\n",
};

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[&NAME_TOO_LONG, &NAME_CHARACTERS, &REGISTERED_TWICE, &MIXED_DEFAULT, &LONG_CONSTANT_DURATION];
