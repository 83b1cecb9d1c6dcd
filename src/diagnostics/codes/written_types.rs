//! Family T from T301 on: types as they are written in declarations.

use crate::diagnostics::{Code, Severity};

/// A map whose keys are not strings.
pub static MAP_KEY: Code = Code {
    id: "T301",
    name: "map-key-not-str",
    severity: Severity::Error,
    summary: "the keys of a map type are not `str`",
    explanation: "\
Flyte's maps have strings as keys and nothing else, so every map type is `{str: T}`. Convert other keys with `str(…)` and back, or use a list \
of structs that hold key and value.",
    bad: "task total(counts: {int: float}) -> float {\n    counts.values().sum()\n}\n",
    good: "task total(counts: {str: float}) -> float {\n    counts.values().sum()\n}\n",
};

/// A union whose variants Flyte could not tell apart.
pub static INDISTINCT_UNION: Code = Code {
    id: "T302",
    name: "indistinct-union",
    severity: Severity::Error,
    summary: "two variants of a union look the same to Flyte",
    explanation: "\
Flyte marks the value of a union with a tag that names the kind of its variant, not the variant itself. A union therefore has at most one \
struct, one list, one map, one enum, one file, one folder and one table, and not an enum together with `str`, `file` with `dir`, or `json` \
with a struct or a map.

Put the alternatives into one struct with an optional field for each.",
    bad: "task first(xs: [int] | [str]) -> int {\n    len(xs)\n}\n",
    good: "struct Numbers {\n    ints: [int]?\n    texts: [str]?\n}\n\ntask first(xs: Numbers) -> bool {\n    xs.ints == none\n}\n",
};

/// Angle brackets behind a type that takes none, or with something else in them.
pub static TYPE_ARGUMENTS: Code = Code {
    id: "T303",
    name: "type-arguments",
    severity: Severity::Error,
    summary: "a type is given something in angle brackets that it does not take",
    explanation: "\
`file` and `dir` take a format: `file<\"csv\">`. `table` takes columns, a format, or both: `table<{a: int}, \"parquet\">`. Other types take \
nothing in angle brackets: a list is `[T]`, a map `{str: T}`, an optional `T?`.",
    bad: "task size(xs: file<{a: int}>) -> file {\n    xs\n}\n",
    good: "task size(xs: file<\"csv\">) -> file<\"csv\"> {\n    xs\n}\n",
};

/// A format that is none.
pub static FORMAT: Code = Code {
    id: "T304",
    name: "bad-format",
    severity: Severity::Error,
    summary: "the format of a file, folder or table type is no format name",
    explanation: "\
A format is the name of a file type as Flyte keeps it, most often an extension without its dot: `csv`, `parquet`, `tar.gz`. It begins with a \
letter or digit and goes on with letters, digits and `. _ + -`. Flyte compares formats to the letter when it connects nodes.",
    bad: "task same(data: file<\".csv\">) -> file<\".csv\"> {\n    data\n}\n",
    good: "task same(data: file<\"csv\">) -> file<\"csv\"> {\n    data\n}\n",
};

/// A `fn` with named outputs.
pub static FN_OUTPUTS: Code = Code {
    id: "T305",
    name: "named-outputs-of-fn",
    severity: Severity::Error,
    summary: "a `fn` names its results",
    explanation: "\
Only tasks and workflows have named outputs, because Flyte stores them by name. A `fn` is code: it gives back one value, or a tuple \
that `let (a, b) = f(…)` takes apart. Results with names are a struct.",
    bad: "\
fn spread(xs: [float]) -> (low: float, high: float) {\n    (xs.min(), xs.max())\n}\n\ntask width(xs: [float]) -> float {\n    \
let (low, high) = spread(xs)\n    high - low\n}\n",
    good: "\
fn spread(xs: [float]) -> (float, float) {\n    (xs.min(), xs.max())\n}\n\ntask width(xs: [float]) -> float {\n    \
let (low, high) = spread(xs)\n    high - low\n}\n",
};

/// A union in a struct whose variants look the same when they are packed.
pub static INDISTINCT_FIELD: Code = Code {
    id: "T306",
    name: "indistinct-field",
    severity: Severity::Error,
    summary: "two variants of a union in a struct look the same to Flyte",
    explanation: "\
Flyte keeps a struct as MessagePack, as flytekit does, and in there the value of a union has no tag. A `float` and a `duration` are both a number, a `str` and a \
`datetime` both a text, structs, maps, files and tables are all maps, and `json` can be anything: a union in a field of a struct has at most one of each kind, and \
`json` only with `none`. In a `json?`, JSON's `null` is `none`. Elsewhere such unions are tagged and legal.

Use a field for each alternative.",
    bad: "struct Wait {\n    how_long: float | duration\n}\n\ntask wait(x: Wait) -> Wait {\n    x\n}\n",
    good: "struct Wait {\n    seconds: float?\n    span: duration?\n}\n\ntask wait(x: Wait) -> Wait {\n    x\n}\n",
};

/// A type whose tree is too large.
pub static TYPE_SIZE: Code = Code {
    id: "T307",
    name: "type-too-large",
    severity: Severity::Error,
    summary: "a type describes more than a workflow can carry",
    explanation: "\
Flyte describes a type by the full tree of its parts and repeats a struct wherever it is used, so ten structs that each have two fields of \
the one before describe a thousand, and twenty a million. A type has at most 50,000 parts, where the fields of a struct count twice, once \
for its schema, and is nested at most 256 levels deep.

Keep the inner values in files, or as `json`, which is one part whatever it holds. Types that are found out within code, as those of tuples of \
tuples, have the same bounds; there a struct is one part.",
    bad: "",
    good: "",
};

/// Every code of these, in order.
pub static ALL: &[&Code] = &[&MAP_KEY, &INDISTINCT_UNION, &TYPE_ARGUMENTS, &FORMAT, &FN_OUTPUTS, &INDISTINCT_FIELD, &TYPE_SIZE];
