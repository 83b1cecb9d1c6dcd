//! Family O: the options behind `with`.

use crate::diagnostics::{Code, Severity};

/// A key that is no option.
pub static UNKNOWN_OPTION: Code = Code {
    id: "O001",
    name: "unknown-option",
    severity: Severity::Error,
    summary: "an option or an entry of one that does not exist",
    explanation: "\
`with { … }` takes the options that `docs/language.md` lists, and nothing else: a misspelt option that nobody reports is an option that is silently \
not set. Records within options (`requests`, `accelerator`, an entry of `secrets`) know their entries in the same way.",
    bad: "task t(x: int) -> int with { retry: 3 } {\n    x\n}\n",
    good: "task t(x: int) -> int with { retries: 3 } {\n    x\n}\n",
};

/// An option at a place where it has no effect.
pub static OPTION_MISPLACED: Code = Code {
    id: "O002",
    name: "misplaced-option",
    severity: Severity::Error,
    summary: "an option that Flyte would ignore at this place",
    explanation: "\
Each option works at certain places only: on a task's definition, on a call of a task or a workflow, on a map, in the header of a workflow. Elsewhere \
Flyte would accept the artifact and ignore the option, so the compiler refuses it and says where it belongs.

Cache settings, for instance, count on the definition only: the settings of a node are dropped when Flyte makes its execution graph.",
    bad: "task t(x: int) -> int {\n    x\n}\n\nworkflow w(x: int) -> int {\n    t(x) with { cache: \"2\" }\n}\n",
    good: "task t(x: int) -> int with { cache: \"2\" } {\n    x\n}\n\nworkflow w(x: int) -> int {\n    t(x)\n}\n",
};

/// An option that is given twice.
pub static DUPLICATE_OPTION: Code = Code {
    id: "O003",
    name: "duplicate-option",
    severity: Severity::Error,
    summary: "an option or entry that is given twice",
    explanation: "\
An option is given once, and an entry within one too; of two, one would be lost.",
    bad: "task t(x: int) -> int with { retries: 3, retries: 4 } {\n    x\n}\n",
    good: "task t(x: int) -> int with { retries: 4 } {\n    x\n}\n",
};

/// A value that the option does not take.
pub static OPTION_VALUE: Code = Code {
    id: "O004",
    name: "wrong-option-value",
    severity: Severity::Error,
    summary: "an option whose value is of the wrong kind",
    explanation: "\
The value is of another kind than the option takes: a number where a duration is expected, a single text where a list is, a word that is none of the \
option's words. Values may be constants of the module; they cannot come from inputs or outputs, which are not known before registration.",
    bad: "task t(x: int) -> int with { timeout: 30 } {\n    x\n}\n",
    good: "task t(x: int) -> int with { timeout: 30s } {\n    x\n}\n",
};

/// A value that is out of range.
pub static OPTION_RANGE: Code = Code {
    id: "O005",
    name: "option-out-of-range",
    severity: Severity::Error,
    summary: "an option whose value is out of range",
    explanation: "\
The value is of the right kind and outside of what the option, or Flyte's field for it, allows: `retries` and `concurrency` are not negative, \
`min_success_ratio` is more than 0 and at most 1, a timeout is longer than nothing and at most 53375 days, because Flyte doubles it in nanoseconds \
of 64 bits.",
    bad: "task t(x: int) -> int with { retries: -1 } {\n    x\n}\n",
    good: "task t(x: int) -> int with { retries: 1 } {\n    x\n}\n",
};

/// Text that is no Kubernetes quantity.
pub static INVALID_QUANTITY: Code = Code {
    id: "O006",
    name: "invalid-quantity",
    severity: Severity::Error,
    summary: "text that is no Kubernetes quantity",
    explanation: "\
Resources are Kubernetes quantities: a number and a suffix, `m` for thousandths, `k M G T P E` for powers of 1000, `Ki Mi Gi Ti Pi Ei` for powers of \
1024. There is no `mb`, no `K` and no space between number and suffix. Quantities of memory and storage are text with their unit; numbers of cores and \
GPUs may be plain numbers. GPUs are whole.

Flyte Admin refuses a task whose quantities do not parse (`flyteadmin/pkg/manager/impl/validation/task_validator.go`).",
    bad: "task t(x: int) -> int with { requests: { mem: \"300mb\" } } {\n    x\n}\n",
    good: "task t(x: int) -> int with { requests: { mem: \"300Mi\" } } {\n    x\n}\n",
};

/// A request that is larger than the limit.
pub static REQUEST_OVER_LIMIT: Code = Code {
    id: "O007",
    name: "request-over-limit",
    severity: Severity::Error,
    summary: "a request that is larger than the limit",
    explanation: "\
A container cannot reserve more than it may use. Of GPUs, which Kubernetes does not share out, request and limit must be equal. Flyte Admin refuses such \
a task (`flyteadmin/pkg/manager/impl/validation/task_validator.go`).",
    bad: "task t(x: int) -> int with { requests: { cpu: \"4\" }, limits: { cpu: \"2\" } } {\n    x\n}\n",
    good: "task t(x: int) -> int with { requests: { cpu: \"2\" }, limits: { cpu: \"4\" } } {\n    x\n}\n",
};

/// An amount of memory or storage that is hardly meant.
pub static ODD_QUANTITY: Code = Code {
    id: "O008",
    name: "odd-quantity",
    severity: Severity::Warning,
    summary: "an amount of memory or storage that is hardly meant",
    explanation: "\
Less than a mebibyte of memory or storage is valid and starts nothing. `\"1024\"` are bytes, and `\"500m\"` of memory is half a byte: `m` is a \
thousandth, `M` a million, `Mi` 1024 times 1024.",
    bad: "task t(x: int) -> int with { requests: { mem: \"500m\" } } {\n    x\n}\n",
    good: "task t(x: int) -> int with { requests: { mem: \"500Mi\" } } {\n    x\n}\n",
};

/// Text that is no image reference.
pub static INVALID_IMAGE: Code = Code {
    id: "O009",
    name: "invalid-image",
    severity: Severity::Error,
    summary: "text that is no image reference",
    explanation: "\
Flyte takes any text for an image; a wrong one ends as `InvalidImageName` when the pod is made. The compiler checks Docker's grammar: an optional registry, \
a path in lower case, an optional tag or digest. Placeholders such as `{{.image.default.fqn}}` are kept for whoever registers.",
    bad: "task t(x: int) -> int with { image: \"My Image:latest\" } {\n    x\n}\n",
    good: "task t(x: int) -> int with { image: \"example/my-image:1.2\" } {\n    x\n}\n",
};

/// A name that Kubernetes or Flyte refuses.
pub static INVALID_NAME: Code = Code {
    id: "O010",
    name: "invalid-option-name",
    severity: Severity::Error,
    summary: "a name or text in an option that Kubernetes or Flyte refuses",
    explanation: "\
Registered names, environment variables, label keys and values, annotation keys and names of pod templates end up in Flyte's database and in Kubernetes \
objects, each with its own rule. A task's variables named `FLYTE_…`, `_F_…`, `_FSEC_…` or \
`BATCH_JOB_ARRAY_INDEX_…` are Flyte's: by them it tells a container its secrets, its element of a map and more. `PATH` is what the container finds its program by.

No text of an option may contain the character NUL, `\\0`: a process is started with texts that end there, so no pod could start.",
    bad: "task t(x: int) -> int with { labels: { team: \"data & ml\" } } {\n    x\n}\n",
    good: "task t(x: int) -> int with { labels: { team: \"data-ml\" } } {\n    x\n}\n",
};

/// A secret without group or key.
pub static INVALID_SECRET: Code = Code {
    id: "O011",
    name: "invalid-secret",
    severity: Severity::Error,
    summary: "a secret without group or key",
    explanation: "\
Flyte mounts secrets of Kubernetes by group (the secret object) and key; both are needed. Write `\"group/key\"`, or a record with `group`, `key` and, if \
need be, `version`, `mount: file` or `mount: env`, and `env_var`.",
    bad: "task t(x: int) -> int with { secrets: [\"token\"] } {\n    x\n}\n",
    good: "task t(x: int) -> int with { secrets: [\"service/token\"] } {\n    x\n}\n",
};

/// More labels than Flyte takes.
pub static TOO_MANY_LABELS: Code = Code {
    id: "O012",
    name: "too-many-labels",
    severity: Severity::Error,
    summary: "more labels than Flyte takes",
    explanation: "\
Flyte takes 16 labels at most (`flyteadmin/pkg/manager/impl/validation/validation.go`). Annotations are not bounded.",
    bad: "",
    good: "",
};

/// A cache option of a task that is not cached.
pub static CACHE_RULE: Code = Code {
    id: "O013",
    name: "cache-option-without-cache",
    severity: Severity::Error,
    summary: "a cache option of a task that is not cached",
    explanation: "\
`cache_serialize` and `cache_ignore` refine `cache` and mean nothing without it.",
    bad: "task t(x: int) -> int with { cache_serialize: true } {\n    x\n}\n",
    good: "task t(x: int) -> int with { cache: \"1\", cache_serialize: true } {\n    x\n}\n",
};

/// `cache_ignore` names no input of the task.
pub static UNKNOWN_IGNORED_INPUT: Code = Code {
    id: "O014",
    name: "unknown-ignored-input",
    severity: Severity::Error,
    summary: "`cache_ignore` names no input of the task",
    explanation: "\
`cache_ignore` lists inputs of the task that do not belong to the key of its cached results.",
    bad: "task t(x: int, note: str) -> int with { cache: \"1\", cache_ignore: [notes] } {\n    x\n}\n",
    good: "task t(x: int, note: str) -> int with { cache: \"1\", cache_ignore: [note] } {\n    x\n}\n",
};

/// A cached task without outputs.
pub static CACHE_WITHOUT_OUTPUTS: Code = Code {
    id: "O015",
    name: "cache-without-outputs",
    severity: Severity::Warning,
    summary: "a cached task without outputs",
    explanation: "\
What Flyte keeps are outputs; a task without any runs every time, whatever `cache` says.",
    bad: "task t(x: int) with { cache: \"1\" } {\n    log(str(x))\n}\n",
    good: "task t(x: int) {\n    log(str(x))\n}\n",
};

/// A map with two success criteria.
pub static TWO_CRITERIA: Code = Code {
    id: "O016",
    name: "two-success-criteria",
    severity: Severity::Error,
    summary: "a map with two success criteria",
    explanation: "\
Flyte's message keeps `min_successes` or `min_success_ratio`, not both: one of them would be lost.",
    bad: "task risky(x: int) -> int {\n    x\n}\n\nworkflow w(xs: [int]) -> [int?] {\n    map risky(xs) with { min_success_ratio: 0.5, min_successes: 2 }\n}\n",
    good: "task risky(x: int) -> int {\n    x\n}\n\nworkflow w(xs: [int]) -> [int?] {\n    map risky(xs) with { min_success_ratio: 0.5 }\n}\n",
};

/// An option that the chosen target ignores.
pub static IGNORED_BY_TARGET: Code = Code {
    id: "O017",
    name: "option-ignored-by-target",
    severity: Severity::Error,
    summary: "an option that the chosen target ignores",
    explanation: "\
The target (`--target`, or `target` in `flightplan.toml`) says which platform the artifact is for. An option that it accepts and ignores is an error, so \
that nobody relies on it.",
    bad: "task risky(x: int) -> int {\n    x\n}\n\nworkflow w(xs: [int]) -> [int] {\n    map risky(xs) with { run_all }\n}\n",
    good: "task risky(x: int) -> int {\n    x\n}\n\nworkflow w(xs: [int]) -> [int] {\n    map risky(xs)\n}\n",
};

/// `retries: 0` where the task has retries.
pub static RETRIES_STAY: Code = Code {
    id: "O018",
    name: "retries-not-taken-away",
    severity: Severity::Error,
    summary: "a call with `retries: 0` of a task that has retries",
    explanation: "\
Flyte takes the retries of a node only if they are not 0, and else those of its task: `retries: 0` on a call or a map takes nothing away. State the retries \
where the task is called, and none in its declaration.",
    bad: "task flaky(x: int) -> int with { retries: 2 } {\n    x\n}\n\nworkflow w(x: int) -> int {\n    flaky(x) with { retries: 0 }\n}\n",
    good: "task flaky(x: int) -> int {\n    x\n}\n\nworkflow w(x: int) -> int {\n    let first = flaky(x) with { retries: 2 }\n    flaky(x: first)\n}\n",
};

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[
    &UNKNOWN_OPTION,
    &OPTION_MISPLACED,
    &DUPLICATE_OPTION,
    &OPTION_VALUE,
    &OPTION_RANGE,
    &INVALID_QUANTITY,
    &REQUEST_OVER_LIMIT,
    &ODD_QUANTITY,
    &INVALID_IMAGE,
    &INVALID_NAME,
    &INVALID_SECRET,
    &TOO_MANY_LABELS,
    &CACHE_RULE,
    &UNKNOWN_IGNORED_INPUT,
    &CACHE_WITHOUT_OUTPUTS,
    &TWO_CRITERIA,
    &IGNORED_BY_TARGET,
    &RETRIES_STAY,
];
