//! Codes T001 to T099: values and their types.

use crate::diagnostics::{Code, Severity};

/// A value of another type than the one that is needed.
pub static TYPE_MISMATCH: Code = Code {
    id: "T001",
    name: "type-mismatch",
    severity: Severity::Error,
    summary: "a value has another type than the one that is needed",
    explanation: "\
Every parameter, field, result and declared variable has a type, and only values of that type fit. The labels show the value, and where \
the type is stated.

Nothing is converted by itself, because Flyte converts nothing between nodes and code that behaves otherwise would surprise. Literals \
take the type that is expected of them: `1` is a `float` where one is expected, `\"gold\"` a variant of an enum, `\"s3://b/x.csv\"` a \
`file`. Values of variables are converted by name: `float(n)`, `int(x)`, `str(x)`, `Tier(text)`, `json(x)`. A `T` fits where a `T?` is \
expected, not the other way round: `x ?? y`, `match` and `if x != none` take the value out.",
    bad: "task half(n: int) -> float {\n    let exact: float = n\n    exact / 2\n}\n",
    good: "task half(n: int) -> float {\n    let exact: float = float(n)\n    exact / 2\n}\n",
};

/// A value whose type nothing says.
pub static TYPE_NOT_KNOWN: Code = Code {
    id: "T002",
    name: "type-not-known",
    severity: Severity::Error,
    summary: "nothing says which type a value has",
    explanation: "\
An empty list, an empty map and `none` take their type from what is expected of them or from a later use in the same body. Where neither \
says, or where the type is needed before the use that would say it, state it where the variable is declared.",
    bad: "task count() -> int {\n    let xs = []\n    xs.len()\n}\n",
    good: "task count() -> int {\n    let xs: [int] = []\n    xs.len()\n}\n",
};

/// An operator that does not take its operands.
pub static OPERATOR_TYPES: Code = Code {
    id: "T003",
    name: "operator-types",
    severity: Severity::Error,
    summary: "an operator does not take values of these types",
    explanation: "\
`+ - * / // % **` compute with numbers; an `int` beside a `float` is widened. `+` also joins text and lists, `*` repeats them, and \
durations and dates know the operations that make sense: `hours * 1h`, `end - start`, `start + 1d`. `and`, `or` and `not` take `bool`s, \
`in` looks into lists, maps (for a key) and text.

Text and numbers are not joined by `+`: write `f\"n = {n}\"` or `\"n = \" + str(n)`.",
    bad: "task greet(n: int) -> str {\n    \"n = \" + n\n}\n",
    good: "task greet(n: int) -> str {\n    f\"n = {n}\"\n}\n",
};

/// A comparison of values of different types.
pub static COMPARED_TYPES: Code = Code {
    id: "T004",
    name: "compared-types",
    severity: Severity::Error,
    summary: "a comparison has values of different types on its sides",
    explanation: "\
Both sides of a comparison have one type; an `int` beside a `float` is widened, a literal takes the type of the other side, and \
everything that may be `none` can be compared with `none`. A comparison of different types would always have the same result, so it is a \
mistake.",
    bad: "task same(a: int, b: str) -> bool {\n    a == b\n}\n",
    good: "task same(a: int, b: str) -> bool {\n    str(a) == b\n}\n",
};

/// `??` behind a value that is never `none`.
pub static NEVER_NONE: Code = Code {
    id: "T005",
    name: "never-none",
    severity: Severity::Warning,
    summary: "the left side of `??` is never `none`",
    explanation: "\
`a ?? b` is `b` where `a` is `none`. Here the type of `a` says that it never is, so `b` is never used.",
    bad: "task twice(a: int) -> int {\n    (a ?? 0) * 2\n}\n",
    good: "task twice(a: int?) -> int {\n    (a ?? 0) * 2\n}\n",
};

/// A field that a value does not have.
pub static UNKNOWN_FIELD: Code = Code {
    id: "T006",
    name: "unknown-field",
    severity: Severity::Error,
    summary: "a value has no field of that name",
    explanation: "\
Only structs have fields, and only those that are declared. A value that may be `none` has none until it was looked at: `if x != none { \
x.field }`. Keys of maps and JSON values are looked up with brackets: `m[\"key\"]`. A builtin is called with parentheses: `xs.len()`.",
    bad: "struct Line {\n    price: float\n}\n\ntask cost(line: Line) -> float {\n    line.prize\n}\n",
    good: "struct Line {\n    price: float\n}\n\ntask cost(line: Line) -> float {\n    line.price\n}\n",
};

/// A struct value with missing or repeated fields.
pub static STRUCT_FIELDS: Code = Code {
    id: "T007",
    name: "struct-fields",
    severity: Severity::Error,
    summary: "a struct value lacks a field, or gives one twice",
    explanation: "\
A struct value gives each field that has no default, once, in any order: `Line { price: 1.5, quantity: 2 }`.",
    bad: "struct Line {\n    price: float\n    quantity: int\n}\n\ntask line(p: float) -> Line {\n    Line { price: p }\n}\n",
    good: "\
struct Line {\n    price: float\n    quantity: int\n}\n\ntask line(p: float) -> Line {\n    Line { price: p, quantity: 1 }\n}\n",
};

/// A variant that an enum does not have.
pub static UNKNOWN_VARIANT: Code = Code {
    id: "T008",
    name: "unknown-variant",
    severity: Severity::Error,
    summary: "an enum has no such variant or value",
    explanation: "\
A variant is written with its enum, `Tier.gold`. Where an enum is expected, a string literal stands for the variant with that value; the \
value is the variant's name unless the declaration gives another: `gold = \"GOLD\"`.",
    bad: "enum Tier { basic, gold }\n\ntask best() -> Tier {\n    Tier.glod\n}\n",
    good: "enum Tier { basic, gold }\n\ntask best() -> Tier {\n    Tier.gold\n}\n",
};

/// An index or slice of a value that has no positions.
pub static NOT_INDEXABLE: Code = Code {
    id: "T009",
    name: "not-indexable",
    severity: Severity::Error,
    summary: "a value that has neither positions nor keys is indexed or sliced",
    explanation: "\
Lists, text and bytes are indexed and sliced by positions, where negative ones count from the end; maps by key; JSON values by either. \
Structs have fields, tuples are taken apart with `let (a, b) = t`.",
    bad: "task digit(n: int) -> int {\n    n[0]\n}\n",
    good: "task digit(n: int) -> int {\n    int(str(n)[0])\n}\n",
};

/// A loop over a value that cannot be gone through.
pub static NOT_ITERABLE: Code = Code {
    id: "T010",
    name: "not-iterable",
    severity: Severity::Error,
    summary: "a loop or comprehension goes through something that is no list and no map",
    explanation: "\
`for x in xs` goes through a list, `for key, value in m` through a map in ascending order of its keys. Numbers are counted with \
`range(n)`, text is gone through by `text.chars()` or `text.lines()`.",
    bad: "task total(n: int) -> int {\n    var sum = 0\n    for i in n {\n        sum += i\n    }\n    sum\n}\n",
    good: "task total(n: int) -> int {\n    var sum = 0\n    for i in range(n) {\n        sum += i\n    }\n    sum\n}\n",
};

/// Names that do not fit the tuple that they take apart.
pub static TAKEN_APART: Code = Code {
    id: "T011",
    name: "taken-apart",
    severity: Severity::Error,
    summary: "a pattern does not fit the value that it takes apart",
    explanation: "\
`let (a, b) = t` takes a tuple apart: one name, or `_`, for each member. Outputs of a task are taken in their order, so a name that \
belongs to an output at another place is a mistake too.",
    bad: "task spread(xs: [float]) -> float {\n    let (low, high, mid) = (min(xs), max(xs))\n    high - low\n}\n",
    good: "task spread(xs: [float]) -> float {\n    let (low, high) = (min(xs), max(xs))\n    high - low\n}\n",
};

/// A key that stands twice in a map literal.
pub static DUPLICATE_KEY: Code = Code {
    id: "T012",
    name: "duplicate-key",
    severity: Severity::Error,
    summary: "a key stands twice in a map",
    explanation: "\
A map has one value for each key. Of two equal keys in one literal the second would hide the first, which nobody means.",
    bad: "task codes() -> {str: int} {\n    {\"a\": 1, \"a\": 2}\n}\n",
    good: "task codes() -> {str: int} {\n    {\"a\": 1, \"b\": 2}\n}\n",
};

/// A format that does not fit its value.
pub static FORMAT_SPEC: Code = Code {
    id: "T013",
    name: "format-spec",
    severity: Severity::Error,
    summary: "a format of an interpolated string is wrong, or does not fit its value",
    explanation: "\
Behind the colon in `f\"{x:.2f}\"` stands a format of Python's mini-language, \
`[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. Numbers and text take one; dates take strftime's codes: \
`f\"{day:%Y-%m-%d}\"`. Whole numbers take `b c d o x X` and, converted, the types of floats `e f g %`; text takes `s`.",
    bad: "task show(name: str) -> str {\n    f\"{name:.2f}\"\n}\n",
    good: "task show(name: str) -> str {\n    f\"{name:>10}\"\n}\n",
};

/// A computation with known values that fails.
pub static CONSTANT_FAILS: Code = Code {
    id: "T014",
    name: "constant-fails",
    severity: Severity::Error,
    summary: "a computation whose values are all known always fails",
    explanation: "\
All values are known while compiling, and the operation has no result: it leaves the 64 bits of an `int`, divides by zero, reads a text \
that is no date, takes an index out of range, or uses a wrong regular expression. A run would end with the same error at this place, \
every time.",
    bad: "const LIMIT: int = 9223372036854775807 + 1\n",
    good: "const LIMIT: int = 9223372036854775807\n",
};

/// Something that is not known while compiling where a constant is needed.
pub static NOT_CONSTANT: Code = Code {
    id: "T015",
    name: "not-constant",
    severity: Severity::Error,
    summary: "a constant is computed from something that is only known in a run",
    explanation: "\
The values of `const`, of defaults and of options are computed while compiling, and go into what is registered. They are literals, other \
constants, operators on them, structs, lists and maps of them, variants of enums, and conversions such as \
`datetime(\"2030-01-01T00:00:00Z\")`. Calls of `fn`s and tasks, comprehensions and closures belong into the body of a task.",
    bad: "fn double(a: int) -> int {\n    a * 2\n}\n\nconst SIZE: int = double(4)\n",
    good: "const SIZE: int = 4 * 2\n",
};

/// Constants that hold too much together.
pub static CONSTANTS_SIZE: Code = Code {
    id: "T017",
    name: "constants-too-large",
    severity: Severity::Error,
    summary: "the constants of a program hold more than can be written out",
    explanation: "\
A constant is folded while compiling and written out wherever it is used: in the inputs of a node, in the code of every task that reaches it, in a call that leaves \
out an argument with this default. A few lines that double one another could so ask for more memory than any machine has. All constants of a program, with their uses, \
may hold four million values and letters together, and eight more for each byte of the sources; a use as an input of a node counts four times, because of the messages that it becomes.\n\n\
Make large values where they are needed, in the body of a task: there an expression is computed when the task runs.",
    bad: "const A: [int] = [0] * 65536\nconst B: [int] = A + A\nconst C: [int] = B + B\nconst D: [int] = C + C\n\
const E: [int] = D + D\nconst F: [int] = E + A\nconst G: [int] = E + B\n",
    good: "task zeros() -> int {\n    let xs = [0] * 1000000\n    xs.len()\n}\n",
};

/// A name of something that is no value.
pub static NOT_A_VALUE: Code = Code {
    id: "T016",
    name: "name-without-value",
    severity: Severity::Error,
    summary: "the name of a type, task, `fn` or workflow stands where a value is needed",
    explanation: "\
Types, tasks, `fn`s and workflows are no values: they cannot be given a name with `let`, or handed to a call. A closure hands a `fn` to \
a builtin: `xs.map(|x| double(x))`.",
    bad: "fn double(a: int) -> int {\n    a * 2\n}\n\ntask f(xs: [int]) -> [int] {\n    xs.map(double)\n}\n",
    good: "fn double(a: int) -> int {\n    a * 2\n}\n\ntask f(xs: [int]) -> [int] {\n    xs.map(|x| double(x))\n}\n",
};
