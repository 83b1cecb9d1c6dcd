//! Family N: names, imports, and what declares itself in a circle.

use crate::diagnostics::{Code, Severity};

/// A name that nothing declares.
pub static UNKNOWN_NAME: Code = Code {
    id: "N001",
    name: "unknown-name",
    severity: Severity::Error,
    summary: "a name that is not declared here",
    explanation: "\
Nothing of this name is a parameter, a variable declared before, an item of the module, an import, or a builtin.

Names are case-sensitive. Items of other modules are imported by name: `import shared.pricing.{discount}`. A variable is known from its \
`let` or `var` to the end of its block.",
    bad: "task double(a: int) -> int {\n    b * 2\n}\n",
    good: "task double(a: int) -> int {\n    a * 2\n}\n",
};

/// An import of a module that does not exist.
pub static UNKNOWN_MODULE: Code = Code {
    id: "N002",
    name: "unknown-module",
    severity: Severity::Error,
    summary: "an import of a module that does not exist",
    explanation: "\
One file is one module, and its name is its path below the project's root with dots: `shared/pricing.fpl` is `shared.pricing`. The root is \
the nearest folder upwards that holds `flightplan.toml`. Without one it is the folder that the call names, or the folder of the file where the call names a file: \
then `lint src` and `lint src/pkg/orders.fpl` have different roots, and the file is `pkg.orders` for the one and `orders` for the other. The finding says what the root \
is. A `flightplan.toml` in the root, which may be empty, gives every file one name in every call.

An import always names the module from the root, also between neighbours in one folder.",
    bad: "import shared.missing.{discount}\n\ntask price(p: float) -> float {\n    discount(p)\n}\n",
    good: "fn discount(p: float) -> float {\n    p * 0.9\n}\n\ntask price(p: float) -> float {\n    discount(p)\n}\n",
};

/// An import of a name that the module does not declare.
pub static UNKNOWN_IMPORT: Code = Code {
    id: "N003",
    name: "unknown-import",
    severity: Severity::Error,
    summary: "an import of a name that the module does not declare",
    explanation: "\
The module exists and declares nothing of this name. A module gives away only what it declares itself: a name that it imports is imported \
from where it is declared.",
    bad: "",
    good: "",
};

/// An import of a private name.
pub static PRIVATE_NAME: Code = Code {
    id: "N004",
    name: "private-name",
    severity: Severity::Error,
    summary: "an import of a name that its module keeps to itself",
    explanation: "\
A name that begins with `_` belongs to its module. Rename the declaration without the underscore if others shall use it.",
    bad: "",
    good: "",
};

/// A name that means two things in a module.
pub static DUPLICATE_NAME: Code = Code {
    id: "N005",
    name: "duplicate-name",
    severity: Severity::Error,
    summary: "two declarations or imports of a module have the same name",
    explanation: "\
A module's items and imports share one set of names, whatever their kinds: a struct and a task cannot have the same name either. \
Rename one of them; an import takes another name with `as`.",
    bad: "fn half(a: int) -> int {\n    a // 2\n}\n\ntask half(a: int) -> int {\n    a // 2\n}\n",
    good: "fn half(a: int) -> int {\n    a // 2\n}\n\ntask half_of(a: int) -> int {\n    half(a)\n}\n",
};

/// Modules that import each other in a circle.
pub static IMPORT_CYCLE: Code = Code {
    id: "N006",
    name: "import-cycle",
    severity: Severity::Error,
    summary: "modules import each other in a circle",
    explanation: "\
A module that imports another, directly or through further ones, cannot be imported by it. The labels show every import on the way round.

Move what both sides need into a module of its own that imports neither of them.",
    bad: "",
    good: "",
};

/// Two members of one declaration with the same name.
pub static DUPLICATE_MEMBER: Code = Code {
    id: "N007",
    name: "duplicate-member",
    severity: Severity::Error,
    summary: "two parameters, outputs, fields, variants or columns have the same name",
    explanation: "\
Within one declaration each parameter, each output, each field, each variant and each column has its own name. An enum's variants have \
different values too, because the value is all that Flyte sees. A parameter and an output may share a name.",
    bad: "struct Line {\n    price: float\n    price: int\n}\n",
    good: "struct Line {\n    price: float\n    quantity: int\n}\n",
};

/// A type named like a built-in one.
pub static RESERVED_TYPE_NAME: Code = Code {
    id: "N008",
    name: "reserved-type-name",
    severity: Severity::Error,
    summary: "a declared type has the name of a built-in type",
    explanation: "\
`int`, `float`, `str`, `bool`, `datetime`, `duration`, `bytes`, `json`, `file`, `dir`, `table` and `error` are types of the language. A \
struct, an enum or a `type` with such a name could never be meant where a type is written.

Tasks, workflows, `fn`s, constants and parameters may have these names.",
    bad: "struct error {\n    reason: str\n}\n",
    good: "struct Failure {\n    reason: str\n}\n",
};

/// A name that stands where a type is written and is none.
pub static UNKNOWN_TYPE: Code = Code {
    id: "N009",
    name: "unknown-type",
    severity: Severity::Error,
    summary: "a name that is no type stands where a type is written",
    explanation: "\
Types are the built-in ones, the module's own structs, enums and `type` names, and imported ones. Lists are written `[int]`, maps \
`{str: int}`, optionals `int?`, unions `int | str`.",
    bad: "task greet(name: string) -> str {\n    name\n}\n",
    good: "task greet(name: str) -> str {\n    name\n}\n",
};

/// A `type` that stands for itself.
pub static ALIAS_CYCLE: Code = Code {
    id: "N010",
    name: "alias-cycle",
    severity: Severity::Error,
    summary: "a `type` stands for itself",
    explanation: "\
`type A = …` gives another name to a type that is already there. Names that stand for each other in a circle stand for nothing. \
Values of any depth can be kept as `json`.",
    bad: "type Tree = [Tree]\n\ntask size(tree: Tree) -> int {\n    len(tree)\n}\n",
    good: "type Tree = [json]\n\ntask size(tree: Tree) -> int {\n    len(tree)\n}\n",
};

/// A struct that contains itself.
pub static RECURSIVE_STRUCT: Code = Code {
    id: "N011",
    name: "recursive-struct",
    severity: Severity::Error,
    summary: "a struct contains itself",
    explanation: "\
Flyte describes a struct by the full tree of its fields' types, and a struct that contains itself, directly, through other structs, or \
within a list, map or optional, has no such tree.

Keep the children in a list beside the parents and let them name each other by position or key, or keep the value as `json`.",
    bad: "struct Folder {\n    name: str\n    parent: Folder?\n}\n\ntask name_of(folder: Folder) -> str {\n    folder.name\n}\n",
    good: "struct Folder {\n    name: str\n    parent: str?\n}\n\ntask name_of(folder: Folder) -> str {\n    folder.name\n}\n",
};

/// Constants that need each other.
pub static CONSTANT_CYCLE: Code = Code {
    id: "N012",
    name: "constant-cycle",
    severity: Severity::Error,
    summary: "a constant or a field's default needs itself",
    explanation: "\
Constants and defaults of fields are computed while compiling, each after those that it names. Those that name each other \
in a circle have no value. The labels show every use on the way round.",
    bad: "const WIDTH: int = HEIGHT * 2\nconst HEIGHT: int = WIDTH // 2\n",
    good: "const WIDTH: int = HEIGHT * 2\nconst HEIGHT: int = 10\n",
};

/// A recursive `fn` that does not state its result.
pub static RESULT_NEEDED: Code = Code {
    id: "N013",
    name: "recursive-fn-without-result",
    severity: Severity::Error,
    summary: "a recursive `fn` does not state the type of its result",
    explanation: "\
The result of a `fn` that states none is the type of its body, which must be known before the `fn` is called. A `fn` that calls itself, \
directly or through others, therefore states its result: `fn depth(n: int) -> int { … }`. One statement on the way round is enough.",
    bad: "fn factorial(n: int) {\n    if n < 2 { 1 } else { n * factorial(n - 1) }\n}\n\ntask f(n: int) -> int {\n    factorial(n)\n}\n",
    good: "fn factorial(n: int) -> int {\n    if n < 2 { 1 } else { n * factorial(n - 1) }\n}\n\ntask f(n: int) -> int {\n    factorial(n)\n}\n",
};

/// A workflow that reaches itself.
pub static RECURSIVE_WORKFLOW: Code = Code {
    id: "N014",
    name: "recursive-workflow",
    severity: Severity::Error,
    summary: "a workflow contains itself as a sub-workflow",
    explanation: "\
A sub-workflow is copied into the workflow that calls it, so a workflow that reaches itself would never end; Flyte's compiler refuses it. \
The labels show every call on the way round.

A loop whose length is known when the workflow starts is a `map`. A loop whose length depends on the data belongs into the code of a task.",
    bad: "\
task double(a: int) -> int {\n    a * 2\n}\n\nworkflow again(a: int) -> int {\n    let twice = double(a)\n    again(a: twice)\n}\n",
    good: "task double(a: int) -> int {\n    a * 2\n}\n\nworkflow once(a: int) -> int {\n    double(a)\n}\n",
};

/// A single named output that is also a field of its own type.
pub static OUTPUT_LIKE_FIELD: Code = Code {
    id: "N015",
    name: "output-named-like-field",
    severity: Severity::Error,
    summary: "a single output has the name of a field of its own type",
    explanation: "\
A single named output is its value and answers to its name too: after `let r = fit(…)`, both `r` and `r.model` are the output `model`. If its \
type is a struct with a field `model`, `r.model` would mean two things.",
    bad: "\
struct Fit {\n    model: str\n    loss: float\n}\n\ntask fit(a: float) -> (model: Fit) {\n    Fit { model: \"linear\", loss: a }\n}\n",
    good: "\
struct Fit {\n    model: str\n    loss: float\n}\n\ntask fit(a: float) -> (result: Fit) {\n    Fit { model: \"linear\", loss: a }\n}\n",
};

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[
    &UNKNOWN_NAME,
    &UNKNOWN_MODULE,
    &UNKNOWN_IMPORT,
    &PRIVATE_NAME,
    &DUPLICATE_NAME,
    &IMPORT_CYCLE,
    &DUPLICATE_MEMBER,
    &RESERVED_TYPE_NAME,
    &UNKNOWN_TYPE,
    &ALIAS_CYCLE,
    &RECURSIVE_STRUCT,
    &CONSTANT_CYCLE,
    &RESULT_NEEDED,
    &RECURSIVE_WORKFLOW,
    &OUTPUT_LIKE_FIELD,
];
