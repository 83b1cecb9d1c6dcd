//! Family S: what people bring from other languages.

use crate::diagnostics::{Code, Severity};

/// An operator of another language.
pub static FOREIGN_OPERATOR: Code = Code {
    id: "S012",
    name: "foreign-operator",
    severity: Severity::Error,
    summary: "an operator of another language",
    explanation: "\
Conditions are joined by words: `and`, `or`, `not`. A variable is changed by `x += 1`; there is no `++`, no `:=`, and no spreading of arguments with `*`.",
    bad: "task both(a: bool, b: bool) -> bool {\n    a && b\n}\n",
    good: "task both(a: bool, b: bool) -> bool {\n    a and b\n}\n",
};

/// A decorator of Python.
pub static DECORATOR: Code = Code {
    id: "S015",
    name: "decorator",
    severity: Severity::Error,
    summary: "a Python decorator",
    explanation: "\
A task is declared by `task`, a workflow by `workflow`; what flytekit's decorators take as arguments are options behind `with`: \
`task f(a: int) -> int with { retries: 3 } { … }`.",
    bad: "@task(retries=3)\ntask double(a: int) -> int {\n    a * 2\n}\n",
    good: "task double(a: int) -> int with { retries: 3 } {\n    a * 2\n}\n",
};

/// A word that means something in another language.
pub static FOREIGN_KEYWORD: Code = Code {
    id: "S028",
    name: "foreign-keyword",
    severity: Severity::Error,
    summary: "a keyword of another language",
    explanation: "\
The word begins something in Python or another language and nothing here. The help says what is written instead.",
    bad: "task sign(a: int) -> int {\n    if a < 0 { -1 } elif a > 0 { 1 } else { 0 }\n}\n",
    good: "task sign(a: int) -> int {\n    if a < 0 { -1 } else if a > 0 { 1 } else { 0 }\n}\n",
};

/// `// text` or `/* text */`
pub static FOREIGN_COMMENT: Code = Code {
    id: "S029",
    name: "foreign-comment",
    severity: Severity::Error,
    summary: "a comment of another language",
    explanation: "\
A comment begins with `#` and ends with the line. `//` divides and rounds down, as in Python.",
    bad: "task double(a: int) -> int {\n    // twice\n    a * 2\n}\n",
    good: "task double(a: int) -> int {\n    # twice\n    a * 2\n}\n",
};

/// A type written as in another language.
pub static FOREIGN_TYPE: Code = Code {
    id: "S041",
    name: "foreign-type",
    severity: Severity::Error,
    summary: "a type written as in another language",
    explanation: "\
A list is `[T]`, a map `{str: T}`, an optional `T?`, a union `A | B`. A tuple is no type of a value: values that belong together are a `struct`, and only the \
outputs of a task stand in parentheses.",
    bad: "task total(xs: list[int]) -> int {\n    xs.sum()\n}\n",
    good: "task total(xs: [int]) -> int {\n    xs.sum()\n}\n",
};

/// `f(a = 1)`
pub static EQUALS_FOR_COLON: Code = Code {
    id: "S033",
    name: "equals-for-colon",
    severity: Severity::Error,
    summary: "`=` where a value is given to a name by `:`",
    explanation: "\
Arguments, fields of a struct value and options are written `name: value`. `=` declares and assigns.",
    bad: "task f(a: int) -> int { a }\n\nworkflow w() -> int {\n    f(a = 1)\n}\n",
    good: "task f(a: int) -> int { a }\n\nworkflow w() -> int {\n    f(a: 1)\n}\n",
};

/// `if a = 1 { … }`
pub static ASSIGNMENT_IN_EXPRESSION: Code = Code {
    id: "S034",
    name: "assignment-in-expression",
    severity: Severity::Error,
    summary: "`=` where two values are compared",
    explanation: "\
An assignment is a statement and has no value. To compare, `==` is written.",
    bad: "task one(a: int) -> bool {\n    if a = 1 { true } else { false }\n}\n",
    good: "task one(a: int) -> bool {\n    if a == 1 { true } else { false }\n}\n",
};

/// `|x: int| …`
pub static CLOSURE_TYPE: Code = Code {
    id: "S046",
    name: "closure-type",
    severity: Severity::Error,
    summary: "a written type at a closure's parameter",
    explanation: "\
A closure is an argument of a builtin, which says what its parameters are.",
    bad: "task twice(xs: [int]) -> [int] {\n    xs.map(|x: int| x * 2)\n}\n",
    good: "task twice(xs: [int]) -> [int] {\n    xs.map(|x| x * 2)\n}\n",
};
