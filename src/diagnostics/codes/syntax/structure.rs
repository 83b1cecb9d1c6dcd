//! Family S: what is missing or stands in the wrong place.

use crate::diagnostics::{Code, Severity};

/// Something that cannot stand where it stands.
pub static UNEXPECTED: Code = Code {
    id: "S001",
    name: "syntax-error",
    severity: Severity::Error,
    summary: "something that cannot stand where it stands",
    explanation: "\
The text up to this place can be read, and what stands here does not go on with it. The label says what may stand here. The rest of the declaration is read \
again without this statement, and the other declarations are not touched.",
    bad: "task double(a: int) -> int {\n    retrun a * 2\n}\n",
    good: "task double(a: int) -> int {\n    return a * 2\n}\n",
};

/// A reserved word where a name stands.
pub static RESERVED_WORD: Code = Code {
    id: "S030",
    name: "reserved-word",
    severity: Severity::Error,
    summary: "a reserved word as a name",
    explanation: "\
These words are no names: `and break const continue else enum false fn for if import in let match none not or return struct task true type var while workflow`. \
In backticks every word is one, which helps where Flyte or another system gives the name: `` `type` ``.",
    bad: "task label(type: str) -> str {\n    \"x\"\n}\n",
    good: "task label(`type`: str) -> str {\n    `type`\n}\n",
};

/// Text at the top level that declares nothing.
pub static UNKNOWN_ITEM: Code = Code {
    id: "S031",
    name: "unknown-item",
    severity: Severity::Error,
    summary: "something at the top level that is no declaration",
    explanation: "\
A module is a list of declarations: `import`, `const`, `type`, `struct`, `enum`, `fn`, `task`, `workflow`, `launchplan` and `test`. Statements stand in the bodies of \
tasks, workflows and `fn`s. Often a `}` too many ended a body too early.",
    bad: "let rate = 0.2\n",
    good: "const RATE = 0.2\n",
};

/// A parameter or a field without its type.
pub static MISSING_TYPE: Code = Code {
    id: "S032",
    name: "missing-type",
    severity: Severity::Error,
    summary: "a parameter or field without its type",
    explanation: "\
Parameters and fields are what Flyte checks, stores and shows; each has a written type behind its name: `price: float`. Types inside bodies are inferred.",
    bad: "task double(a) -> int {\n    a * 2\n}\n",
    good: "task double(a: int) -> int {\n    a * 2\n}\n",
};

/// A declaration in a body without `let`.
pub static MISSING_LET: Code = Code {
    id: "S035",
    name: "missing-let",
    severity: Severity::Error,
    summary: "a declaration in a body without `let` or `var`",
    explanation: "\
A value gets its name by `let`, a variable that changes by `var`. Without them `x = 1` gives a variable another value that was declared before.",
    bad: "task double(a: int) -> int {\n    b: int = a * 2\n    b\n}\n",
    good: "task double(a: int) -> int {\n    let b: int = a * 2\n    b\n}\n",
};

/// Two things side by side.
pub static MISSING_SEPARATOR: Code = Code {
    id: "S036",
    name: "missing-separator",
    severity: Severity::Error,
    summary: "two values or statements without anything between them",
    explanation: "\
Elements and arguments are separated by commas. Statements stand on lines of their own, or `;` stands between them. In parentheses and square brackets a new line \
separates nothing.",
    bad: "task three() -> [int] {\n    [1 2, 3]\n}\n",
    good: "task three() -> [int] {\n    [1, 2, 3]\n}\n",
};

/// A blank before the bracket of a call or an index.
pub static DETACHED_BRACKET: Code = Code {
    id: "S037",
    name: "detached-bracket",
    severity: Severity::Error,
    summary: "a blank before the bracket of a call or an index",
    explanation: "\
The `(` of a call and the `[` of an index stand directly behind what they apply to: `f(x)`, `xs[0]`. So a line that begins with a bracket never goes on with the one \
before.",
    bad: "task first(xs: [int]) -> int {\n    xs [0]\n}\n",
    good: "task first(xs: [int]) -> int {\n    xs[0]\n}\n",
};

/// An arrow that is missing or another one.
pub static MISSING_ARROW: Code = Code {
    id: "S038",
    name: "missing-arrow",
    severity: Severity::Error,
    summary: "`->` or `=>` that is missing or written otherwise",
    explanation: "\
Behind the parameters `->` leads to the outputs: `task f(a: int) -> int`. An arm of `match` is written with `=>`.",
    bad: "task double(a: int): int {\n    a * 2\n}\n",
    good: "task double(a: int) -> int {\n    a * 2\n}\n",
};

/// A head without its block, or the block on the next line.
pub static MISSING_BODY: Code = Code {
    id: "S039",
    name: "missing-body",
    severity: Severity::Error,
    summary: "a block or body that is missing, or that begins on the next line",
    explanation: "\
Blocks stand in braces, and the `{` stands on the line of what it belongs to: a line that begins with `{` never goes on with the one before. Indentation means nothing.",
    bad: "task double(a: int) -> int\n{\n    a * 2\n}\n",
    good: "task double(a: int) -> int {\n    a * 2\n}\n",
};

/// An import that does not name what it takes.
pub static IMPORT_FORM: Code = Code {
    id: "S040",
    name: "import-form",
    severity: Severity::Error,
    summary: "an import in another form than `import module.{name}`",
    explanation: "\
An import gives the path of the module from the project's root and, in braces, every name that it takes: `import shared.pricing.{MapInput, prepare as prep}`. \
So every name of a module can be found in it.",
    bad: "",
    good: "",
};

/// An operator without a value on one side.
pub static MISSING_OPERAND: Code = Code {
    id: "S042",
    name: "missing-operand",
    severity: Severity::Error,
    summary: "an operator without one of its values",
    explanation: "\
An operator stands between two values. A line that ends with an operator goes on with the next line.",
    bad: "task add(a: int) -> int {\n    (a + )\n}\n",
    good: "task add(a: int) -> int {\n    (a + 1)\n}\n",
};

/// A declaration or assignment without its value.
pub static MISSING_VALUE: Code = Code {
    id: "S043",
    name: "missing-value",
    severity: Severity::Error,
    summary: "a declaration without its value",
    explanation: "\
`let`, `var`, `const` and `type` give a name to something that follows `=`. A variable that gets its value later begins with one: `var x: int? = none`.",
    bad: "task two() -> int {\n    let a\n    2\n}\n",
    good: "task two() -> int {\n    let a = 2\n    a\n}\n",
};

/// `else`, `with`, `after` or `each` where they belong to nothing.
pub static MISPLACED_CLAUSE: Code = Code {
    id: "S044",
    name: "misplaced-clause",
    severity: Severity::Error,
    summary: "`else`, `with`, `after` or `each` in the wrong place",
    explanation: "\
`else` stands behind the `}` of its `if`. `with` and `after` stand behind the node of a statement, not behind a node that is an argument. `each` stands before the value of an \
argument of `map`.",
    bad: "task f(a: int) -> int { a }\n\nworkflow w(a: int) -> int {\n    f(a: f(a) with { retries: 1 })\n}\n",
    good: "task f(a: int) -> int { a }\n\nworkflow w(a: int) -> int {\n    let b = f(a) with { retries: 1 }\n    f(a: b)\n}\n",
};

/// A `{` that begins a block where a value was meant.
pub static BLOCK_OR_VALUE: Code = Code {
    id: "S045",
    name: "block-or-value",
    severity: Severity::Error,
    summary: "a map or struct value where `{` begins a block",
    explanation: "\
Behind the head of `if`, `while`, `for` and `match`, behind `=>` and behind a closure's `|x|` a `{` begins a block. A struct value in a head, or a map behind `=>` or `|x|`, \
stands in parentheses.",
    bad: "task pairs(xs: [int]) -> [{str: int}] {\n    xs.map(|x| {\"x\": x})\n}\n",
    good: "task pairs(xs: [int]) -> [{str: int}] {\n    xs.map(|x| ({\"x\": x}))\n}\n",
};

/// A declaration inside a body.
pub static NESTED_DECLARATION: Code = Code {
    id: "S047",
    name: "nested-declaration",
    severity: Severity::Error,
    summary: "a declaration of the module inside a body",
    explanation: "\
Tasks, workflows, `fn`s, structs, enums, types, constants and imports are declared at the top level of a module. Declaration order does not matter there.",
    bad: "task f(a: int) -> int {\n    fn twice(x: int) -> int { x * 2 }\n    twice(a)\n}\n",
    good: "fn twice(x: int) -> int { x * 2 }\n\ntask f(a: int) -> int {\n    twice(a)\n}\n",
};
