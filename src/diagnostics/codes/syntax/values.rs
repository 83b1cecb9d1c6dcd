//! Family S: literals and expressions that mean nothing.

use crate::diagnostics::{Code, Severity};

/// `a < b < c`
pub static CHAINED_COMPARISON: Code = Code {
    id: "S017",
    name: "chained-comparison",
    severity: Severity::Error,
    summary: "a comparison of a comparison",
    explanation: "\
`a < b < c` means something in Python and something else in most languages. Here two comparisons are joined: `a < b and b < c`.",
    bad: "task inside(a: int) -> bool {\n    1 < a < 10\n}\n",
    good: "task inside(a: int) -> bool {\n    1 < a and a < 10\n}\n",
};

/// `()` or `xs[]`.
pub static EMPTY_BRACKETS: Code = Code {
    id: "S018",
    name: "empty-brackets",
    severity: Severity::Error,
    summary: "brackets without the value that they need",
    explanation: "\
There is no empty tuple, and an index needs its position. What gives nothing back has no `->`; no value is `none`, an empty list `[]`, an empty map `{}`.",
    bad: "task first(xs: [int]) -> int {\n    xs[]\n}\n",
    good: "task first(xs: [int]) -> int {\n    xs[0]\n}\n",
};

/// Something else than a name before the colon of an argument, or only some names.
pub static ARGUMENT_NAME: Code = Code {
    id: "S019",
    name: "argument-name",
    severity: Severity::Error,
    summary: "a misplaced or missing name of an argument or output",
    explanation: "\
Before the `:` of an argument or an output stands a name. Outputs have all a name or none; `each` stands behind the name: `map f(a: each xs)`.",
    bad: "task both(a: int) -> (int, twice: int) {\n    (a, a * 2)\n}\n",
    good: "task both(a: int) -> (once: int, twice: int) {\n    (once: a, twice: a * 2)\n}\n",
};

/// `a if c else b`, `c ? a : b`, or a comprehension's `if` before its `for`.
pub static TERNARY: Code = Code {
    id: "S020",
    name: "ternary",
    severity: Severity::Error,
    summary: "a choice written as in another language",
    explanation: "\
`if` is an expression and stands where its value is wanted: `if c { a } else { b }`. In a comprehension the condition stands behind the `for`.",
    bad: "task sign(a: int) -> str {\n    \"minus\" if a < 0 else \"plus\"\n}\n",
    good: "task sign(a: int) -> str {\n    if a < 0 { \"minus\" } else { \"plus\" }\n}\n",
};

/// An assignment to something that is no place.
pub static ASSIGNMENT_TARGET: Code = Code {
    id: "S021",
    name: "assignment-target",
    severity: Severity::Error,
    summary: "an assignment to what is no variable",
    explanation: "\
Only a variable, or a path of indices and fields that begins with one, can get another value: `x = 1`, `xs[0] = 1`, `s.field += 1`. \
Several values are taken apart by `let (a, b) = …`.",
    bad: "task swap(a: int, b: int) -> int {\n    (a, b) = (b, a)\n    a\n}\n",
    good: "task swap(a: int, b: int) -> int {\n    let (c, d) = (b, a)\n    c - d\n}\n",
};

/// `with` or `after` twice behind one node.
pub static REPEATED_CLAUSE: Code = Code {
    id: "S022",
    name: "repeated-clause",
    severity: Severity::Error,
    summary: "two `with` or two `after` behind one node",
    explanation: "\
A node has one record of options and one list of nodes that it comes after.",
    bad: "task f(a: int) -> int { a }\n\nworkflow w(a: int) -> int {\n    f(a) with { retries: 1 } with { timeout: 1h }\n}\n",
    good: "task f(a: int) -> int { a }\n\nworkflow w(a: int) -> int {\n    f(a) with { retries: 1, timeout: 1h }\n}\n",
};

/// Digits followed by something that does not belong to a number.
pub static MALFORMED_NUMBER: Code = Code {
    id: "S023",
    name: "malformed-number",
    severity: Severity::Error,
    summary: "a number that is not well formed",
    explanation: "\
A number is written in decimal: `1_000`, `0.5`, `1e-3`. Letters directly behind one are the unit of a duration: `d`, `h`, `m`, `s`, `ms`, `us`. \
A name does not begin with a digit, and `_` stands only between digits.",
    bad: "task wait() -> duration {\n    5min\n}\n",
    good: "task wait() -> duration {\n    5m\n}\n",
};

/// A number that its type does not hold.
pub static NUMBER_RANGE: Code = Code {
    id: "S024",
    name: "number-range",
    severity: Severity::Error,
    summary: "a number out of range",
    explanation: "\
`int` is a signed integer of 64 bits, `float` a number of 64 bits, and a `duration` is at most `3652500d`, about 10 000 years, because Flyte's message for it \
ends there. A literal beyond that is an error, never another number.",
    bad: "task big() -> int {\n    9223372036854775808\n}\n",
    good: "task big() -> int {\n    9223372036854775807\n}\n",
};

/// A duration with units out of order, twice, or finer than a microsecond.
pub static MALFORMED_DURATION: Code = Code {
    id: "S025",
    name: "malformed-duration",
    severity: Severity::Error,
    summary: "a duration that is not well formed",
    explanation: "\
The units of a duration descend and each stands once: `1d2h3m4s5ms6us`. Only the last may have a fraction, and nothing is finer than a microsecond, \
which is what Flyte's runtimes exchange.",
    bad: "task wait() -> duration {\n    30m1h\n}\n",
    good: "task wait() -> duration {\n    1h30m\n}\n",
};

/// A backslash before a letter that makes no escape.
pub static UNKNOWN_ESCAPE: Code = Code {
    id: "S026",
    name: "unknown-escape",
    severity: Severity::Error,
    summary: "an unknown escape in a string",
    explanation: "\
The escapes are `\\n`, `\\t`, `\\r`, `\\0`, `\\\\`, `\\\"`, `\\'`, `\\{`, `\\}`, `\\x41`, `\\u0041` and `\\u{1f600}`. A regular expression or a path of Windows \
is best written as a raw string, in which a backslash stands for itself: `r\"\\d+\"`.",
    bad: "task digits(s: str) -> bool {\n    regex_match(s, \"\\d+\")\n}\n",
    good: "task digits(s: str) -> bool {\n    regex_match(s, r\"\\d+\")\n}\n",
};

/// A line of a multi-line string that is indented less than its closing quotes.
pub static TEXT_INDENTATION: Code = Code {
    id: "S027",
    name: "text-indentation",
    severity: Severity::Error,
    summary: "a line of `\"\"\"` text to the left of its closing quotes",
    explanation: "\
Where the closing `\"\"\"` stand alone on their line, their indentation is removed from every line of the text. A line that does not begin with the \
same blanks has nothing to remove.",
    bad: "task text() -> str {\n    \"\"\"\n  too far left\n    \"\"\"\n}\n",
    good: "task text() -> str {\n    \"\"\"\n    just right\n    \"\"\"\n}\n",
};

/// `xs[::2]`
pub static SLICE_STEP: Code = Code {
    id: "S048",
    name: "slice-step",
    severity: Severity::Error,
    summary: "a slice with a step",
    explanation: "\
A slice takes the elements from one position to before another: `xs[1:3]`. A list backwards is `xs.reverse()`; for every second element a \
comprehension goes over `range(0, xs.len(), 2)`.",
    bad: "task backwards(xs: [int]) -> [int] {\n    xs[::-1]\n}\n",
    good: "task backwards(xs: [int]) -> [int] {\n    xs.reverse()\n}\n",
};
