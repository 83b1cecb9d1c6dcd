//! Codes T101 to T199: what code does.

use crate::diagnostics::{Code, Severity};

/// Arguments that do not fit the parameters.
pub static ARGUMENTS: Code = Code {
    id: "T101",
    name: "arguments",
    severity: Severity::Error,
    summary: "a call has missing, unknown, repeated or too many arguments",
    explanation: "\
Arguments go to the parameters by position, then by name: `price(order, tax: 0.2)`. Every parameter without a default is given exactly \
once, and names stand behind all arguments without one. Defaults are filled in while compiling.",
    bad: "fn add(a: int, b: int) -> int {\n    a + b\n}\n\ntask f(a: int) -> int {\n    add(a)\n}\n",
    good: "fn add(a: int, b: int) -> int {\n    a + b\n}\n\ntask f(a: int) -> int {\n    add(a, b: 1)\n}\n",
};

/// Arguments that no form of a builtin takes.
pub static BUILTIN_ARGUMENTS: Code = Code {
    id: "T102",
    name: "builtin-arguments",
    severity: Severity::Error,
    summary: "no form of a builtin takes these arguments",
    explanation: "\
A builtin may have several forms for different types; the note lists all of them. Type variables are single capital letters: in `(xs: \
[T], x: T) -> bool` both are of one type. A parameter with `?` may be left out. An `int` is widened where only a `float` is taken; \
nothing else is converted.",
    bad: "task f(n: int) -> int {\n    len(n)\n}\n",
    good: "task f(n: int) -> int {\n    len(str(n))\n}\n",
};

/// A call of something that cannot be called.
pub static NOT_CALLABLE: Code = Code {
    id: "T103",
    name: "not-callable",
    severity: Severity::Error,
    summary: "something that is no function is called",
    explanation: "\
Functions are builtins, `fn`s and tasks, and are called by name. Struct values are written with braces, `Line { price: 1.0 }`; variants \
of enums have no parentheses. A variable with the name of a function hides it.",
    bad: "struct Line {\n    price: float\n}\n\ntask f() -> Line {\n    Line(1.0)\n}\n",
    good: "struct Line {\n    price: float\n}\n\ntask f() -> Line {\n    Line { price: 1.0 }\n}\n",
};

/// A method that a value does not have.
pub static UNKNOWN_METHOD: Code = Code {
    id: "T104",
    name: "unknown-method",
    severity: Severity::Error,
    summary: "nothing of that name can be called on the value",
    explanation: "\
`x.f(y)` is `f(x, y)`: a field of that name wins, then a builtin that takes the type of `x` first, then a `fn` of the module. Tasks are \
called by name only. Lists grow with `xs += [x]`.",
    bad: "task shout(name: str) -> str {\n    name.uper()\n}\n",
    good: "task shout(name: str) -> str {\n    name.upper()\n}\n",
};

/// A construct of workflows in code.
pub static NODE_IN_CODE: Code = Code {
    id: "T105",
    name: "node-in-code",
    severity: Severity::Error,
    summary: "a construct that makes a node stands in code",
    explanation: "\
A workflow wires nodes: it is data that Flyte reads before anything runs. The code of a task runs inside one node, where Flyte sees \
nothing. So workflows, `map f(xs)`, `launch`, `with`, `after` and gates stand in workflows only.

In code, `xs.map(|x| f(x))` goes through a list, and `fn`s are called like any function. What shall be a node of its own is called from \
a workflow, and its outputs are handed on.",
    bad: "task double(a: int) -> int {\n    a * 2\n}\n\ntask all(xs: [int]) -> [int] {\n    map double(xs)\n}\n",
    good: "task double(a: int) -> int {\n    a * 2\n}\n\nworkflow all(xs: [int]) -> [int] {\n    map double(xs)\n}\n",
};

/// A change of something that is fixed.
pub static FIXED: Code = Code {
    id: "T106",
    name: "fixed",
    severity: Severity::Error,
    summary: "something that is fixed is assigned to or changed",
    explanation: "\
`let` names a value for good, and parameters and the names of loops, closures and arms are fixed too. What changes is declared with \
`var`. Values are never shared: a change of one variable shows in no other.",
    bad: "task total(xs: [int]) -> int {\n    let sum = 0\n    for x in xs {\n        sum += x\n    }\n    sum\n}\n",
    good: "task total(xs: [int]) -> int {\n    var sum = 0\n    for x in xs {\n        sum += x\n    }\n    sum\n}\n",
};

/// An assignment to something that is no variable.
pub static NOT_A_PLACE: Code = Code {
    id: "T107",
    name: "not-a-place",
    severity: Severity::Error,
    summary: "something that is no part of a variable is assigned to",
    explanation: "\
An assignment writes to a `var`, or to a field, element or entry of one: `x = 1`, `s.field = 1`, `xs[i] = 1`, `m[\"k\"] += 1`, and any \
path of these. Text, bytes and JSON values are made anew.",
    bad: "task f(name: str) -> str {\n    var text = name\n    text[0] = \"X\"\n    text\n}\n",
    good: "task f(name: str) -> str {\n    var text = name\n    text = \"X\" + text[1:]\n    text\n}\n",
};

/// A change of a variable that a closure uses.
pub static CAPTURED: Code = Code {
    id: "T108",
    name: "captured",
    severity: Severity::Error,
    summary: "a variable that a closure uses is changed by it or after it",
    explanation: "\
A closure has copies of the variables around it. So it cannot change them, and a variable that is changed after a closure used it would \
look as if the closure saw the change. Builtins such as `fold` hand a result from step to step; a `for` loop changes variables freely.",
    bad: "\
task total(xs: [int]) -> int {\n    var sum = 0\n    let seen = xs.map(|x| { sum += x\n        sum })\n    seen.len() + sum\n}\n",
    good: "task total(xs: [int]) -> int {\n    xs.fold(0, |sum, x| sum + x)\n}\n",
};

/// A closure that is no argument of a builtin.
pub static CLOSURE_MISPLACED: Code = Code {
    id: "T109",
    name: "closure-misplaced",
    severity: Severity::Error,
    summary: "a closure stands somewhere else than in the arguments of a builtin",
    explanation: "\
Closures are arguments of builtins, which run them at once: `xs.filter(|x| x > 0)`. They are no values: a piece of code with a name is a \
`fn`.",
    bad: "task f(a: int) -> int {\n    let double = |x| x * 2\n    a\n}\n",
    good: "fn double(x: int) -> int {\n    x * 2\n}\n\ntask f(a: int) -> int {\n    double(a)\n}\n",
};

/// A closure with the wrong number of parameters.
pub static CLOSURE_PARAMETERS: Code = Code {
    id: "T110",
    name: "closure-parameters",
    severity: Severity::Error,
    summary: "a closure has another number of parameters than the builtin gives it",
    explanation: "\
The builtin says what its closure is given. A tuple is one parameter, taken apart in parentheses: `pairs.map(|(name, n)| …)`. For two \
separate values there are two parameters: `m.filter(|key, value| …)`.",
    bad: "task f(xs: [int]) -> [int] {\n    xs.map(|i, x| i * x)\n}\n",
    good: "task f(xs: [int]) -> [int] {\n    xs.enumerate().map(|(i, x)| i * x)\n}\n",
};

/// A `match` that does not take every value.
pub static MATCH_MISSING: Code = Code {
    id: "T111",
    name: "match-missing-cases",
    severity: Severity::Error,
    summary: "a `match` does not take every value of its subject",
    explanation: "\
Every value has an arm: all variants of an enum, all types of a union, `none` of an optional, both of a `bool`. Numbers and text are \
taken completely only by a name or `_`. An arm with a condition may not hold, so it does not count.",
    bad: "enum Tier { basic, gold }\n\ntask rate(tier: Tier) -> float {\n    match tier {\n        Tier.basic => 1.0\n    }\n}\n",
    good: "\
enum Tier { basic, gold }\n\ntask rate(tier: Tier) -> float {\n    match tier {\n        Tier.basic => 1.0\n        Tier.gold => 0.5\n    }\n}\n",
};

/// An arm that cannot match.
pub static MATCH_PATTERN: Code = Code {
    id: "T112",
    name: "match-pattern",
    severity: Severity::Error,
    summary: "a pattern of `match` does not fit its subject",
    explanation: "\
An arm takes literals and variants of the subject's type, one of the types of a union with a name (`n: int`), `none` where the subject \
may be it, everything with a name (`x`), or everything (`_`). Alternatives, `\"a\" | \"b\"`, name nothing. A variant is written with its \
enum: `Tier.gold`.",
    bad: "task f(n: int) -> str {\n    match n {\n        \"one\" => \"1\"\n        _ => \"many\"\n    }\n}\n",
    good: "task f(n: int) -> str {\n    match n {\n        1 => \"1\"\n        _ => \"many\"\n    }\n}\n",
};

/// A block that ends without the value that it has to give.
pub static MISSING_VALUE: Code = Code {
    id: "T113",
    name: "ends-without-value",
    severity: Severity::Error,
    summary: "a body or block ends without the value that it has to give",
    explanation: "\
The value of a block is its last expression. A task or `fn` with a result gives one on every way: as the last expression, or with \
`return`. An `if` without `else` gives none, because nothing stands where the condition does not hold; neither does a loop or an \
assignment.",
    bad: "task sign(n: int) -> str {\n    if n < 0 {\n        \"minus\"\n    }\n}\n",
    good: "task sign(n: int) -> str {\n    if n < 0 {\n        \"minus\"\n    } else {\n        \"plus\"\n    }\n}\n",
};

/// A result that does not fit the outputs by name.
pub static OUTPUTS: Code = Code {
    id: "T114",
    name: "outputs",
    severity: Severity::Error,
    summary: "the result of a task does not name its outputs",
    explanation: "\
A task with named outputs, `-> (mean: float, std: float)`, gives them back by name: `(mean: m, std: s)`, all of them, once. Positional \
outputs, `-> (float, float)`, are given back in their order: `(m, s)`. A single named output may be given back as the value alone.",
    bad: "task stats(xs: [float]) -> (low: float, high: float) {\n    (min(xs), max(xs))\n}\n",
    good: "task stats(xs: [float]) -> (low: float, high: float) {\n    (low: min(xs), high: max(xs))\n}\n",
};

/// `break` or `continue` outside of a loop.
pub static OUTSIDE_OF_LOOP: Code = Code {
    id: "T115",
    name: "outside-of-loop",
    severity: Severity::Error,
    summary: "`break` or `continue` stands outside of a loop",
    explanation: "\
`break` ends the innermost `for` or `while` around it, `continue` begins its next round. A closure is no part of the loop around it: in \
a closure, `return` ends the closure.",
    bad: "task f(a: int) -> int {\n    if a > 3 {\n        break\n    }\n    a\n}\n",
    good: "task f(a: int) -> int {\n    if a > 3 {\n        return 3\n    }\n    a\n}\n",
};

/// A variable that is declared twice in one block.
pub static DUPLICATE_VARIABLE: Code = Code {
    id: "T116",
    name: "duplicate-variable",
    severity: Severity::Error,
    summary: "a variable is declared twice in one block",
    explanation: "\
Within one block each name is declared once. A variable that changes is declared with `var` and assigned to without `let`. A block \
within the block may use the name for something else.",
    bad: "task f(a: int) -> int {\n    let b = a + 1\n    let b = b * 2\n    b\n}\n",
    good: "task f(a: int) -> int {\n    var b = a + 1\n    b = b * 2\n    b\n}\n",
};

/// An arm that nothing reaches.
pub static UNREACHABLE_ARM: Code = Code {
    id: "T117",
    name: "unreachable-arm",
    severity: Severity::Warning,
    summary: "an arm of `match` is never reached",
    explanation: "\
Arms are tried in their order, and the values that this one takes are all taken by arms before it. Put it before the arm that hides it, \
or remove it.",
    bad: "task f(n: int) -> str {\n    match n {\n        _ => \"many\"\n        1 => \"one\"\n    }\n}\n",
    good: "task f(n: int) -> str {\n    match n {\n        1 => \"one\"\n        _ => \"many\"\n    }\n}\n",
};

/// A statement whose value is dropped.
pub static UNUSED_VALUE: Code = Code {
    id: "T118",
    name: "unused-value",
    severity: Severity::Warning,
    summary: "a statement computes a value that nobody uses",
    explanation: "\
The statement does nothing but compute a value, which is dropped. Often `==` stands where `=` was meant, or the value should have been \
returned. Builtins on lists give new lists: `xs.sort()` leaves `xs` as it is.",
    bad: "task f(a: int) -> int {\n    var b = a\n    b == a + 1\n    b\n}\n",
    good: "task f(a: int) -> int {\n    var b = a\n    b = a + 1\n    b\n}\n",
};

/// A secret or variable that the task does not list.
pub static UNDECLARED_ENVIRONMENT: Code = Code {
    id: "T119",
    name: "undeclared-environment",
    severity: Severity::Error,
    summary: "a task reads a secret or an environment variable that its options do not list",
    explanation: "\
`secret(\"group/key\")` and `env(\"X\")` read what the options of the task list, and nothing else: Flyte gives a container only the \
secrets that its task asks for, and a variable of somebody's machine would make local runs differ from those of a cluster.",
    bad: "task f() -> str {\n    env(\"REGION\")\n}\n",
    good: "task f() -> str with { env: { REGION: \"eu-west-1\" } } {\n    env(\"REGION\")\n}\n",
};
