//! Family S: characters, brackets and strings that do not close.

use crate::diagnostics::{Code, Severity};

/// A bracket that is not closed.
pub static UNCLOSED_BRACKET: Code = Code {
    id: "S002",
    name: "unclosed-bracket",
    severity: Severity::Error,
    summary: "an opening bracket without its closing one",
    explanation: "\
Every `(`, `[` and `{` has its closing bracket. Where one is missing, the reader cannot know where the part ends; by the indentation of the lines \
it says which bracket is most likely meant. Only the declaration that holds the bracket is lost: the next one that begins at the left edge is read.",
    bad: "task double(a: int) -> int {\n    (a * 2\n}\n",
    good: "task double(a: int) -> int {\n    (a * 2)\n}\n",
};

/// A closing bracket that closes nothing.
pub static UNMATCHED_BRACKET: Code = Code {
    id: "S003",
    name: "unmatched-bracket",
    severity: Severity::Error,
    summary: "a closing bracket without its opening one",
    explanation: "\
No bracket is open where this one closes. Either it is one too many, or the opening one is missing further up.",
    bad: "task double(a: int) -> int {\n    a * 2)\n}\n",
    good: "task double(a: int) -> int {\n    a * 2\n}\n",
};

/// More levels than can be read.
pub static NESTED_TOO_DEEPLY: Code = Code {
    id: "S004",
    name: "nested-too-deeply",
    severity: Severity::Error,
    summary: "brackets, operators or calls that nest too deeply",
    explanation: "\
Brackets, closures and the operators `not` and `-` nest up to 256 levels; an expression has up to 512 levels, where each operator of a chain \
and each call of `x.f().g()` is one. No program written by hand comes near this. A generated one gives parts a name with `let`, moves them into a `fn`, \
or writes a long sum as `[a, b, c].sum()`.",
    bad: "",
    good: "",
};

/// A string or a name in backticks that does not end.
pub static UNTERMINATED_STRING: Code = Code {
    id: "S005",
    name: "unterminated-string",
    severity: Severity::Error,
    summary: "a string without its closing quote",
    explanation: "\
A string in `\"…\"` ends on the line where it begins. Text over several lines stands in `\"\"\"…\"\"\"`; a line break in a short string is written `\\n`. \
A `{` of an interpolated string is closed before the string ends, and a name in backticks ends on its line.",
    bad: "task greet(name: str) -> str {\n    \"Hello, + name\n}\n",
    good: "task greet(name: str) -> str {\n    \"Hello, \" + name\n}\n",
};

/// A character that no token begins with.
pub static STRAY_CHARACTER: Code = Code {
    id: "S006",
    name: "stray-character",
    severity: Severity::Error,
    summary: "a character that can stand only in a string or a comment",
    explanation: "\
Outside of strings and comments the language is written in ASCII. Names are made of letters, digits and `_`, as Flyte's are. Typographic quotes, \
dashes and arrows often come from a text processor; the finding says which character is meant.",
    bad: "task double(a: int) -> int {\n    a × 2\n}\n",
    good: "task double(a: int) -> int {\n    a * 2\n}\n",
};

/// A control character.
pub static CONTROL_CHARACTER: Code = Code {
    id: "S007",
    name: "control-character",
    severity: Severity::Error,
    summary: "a control character in the text",
    explanation: "\
Control characters cannot be seen, and editors, terminals and YAML treat them differently. In a string they are written as escapes: `\\t`, `\\x1b`. \
A carriage return stands only before a line feed.",
    bad: "task bell() -> str {\n    \"\x07\"\n}\n",
    good: "task bell() -> str {\n    \"\\x07\"\n}\n",
};

/// An invisible character outside of strings and comments.
pub static INVISIBLE_CHARACTER: Code = Code {
    id: "S008",
    name: "invisible-character",
    severity: Severity::Error,
    summary: "a space or an invisible character that is no ordinary space",
    explanation: "\
No-break spaces and zero-width characters come from web pages and text processors. They look like nothing or like a space and are neither.",
    bad: "task double(a: int) -> int {\n    a\u{a0}* 2\n}\n",
    good: "task double(a: int) -> int {\n    a * 2\n}\n",
};

/// A character in a string or comment that changes the direction of text.
pub static BIDIRECTIONAL_TEXT: Code = Code {
    id: "S009",
    name: "bidirectional-text",
    severity: Severity::Error,
    summary: "an invisible character that changes the order in which text is drawn",
    explanation: "\
Such a character makes code look different from what it is: a comment seems to end where it does not, a string seems to hold other text. \
Where a string needs one, it is written as an escape, which can be seen: `\\u{202e}`.",
    bad: "task label() -> str {\n    \"a\u{202e}b\"\n}\n",
    good: "task label() -> str {\n    \"a\\u{202e}b\"\n}\n",
};

/// A file that is no text.
pub static NOT_TEXT: Code = Code {
    id: "S010",
    name: "not-text",
    severity: Severity::Error,
    summary: "a file that holds binary data, or too much",
    explanation: "\
A module is UTF-8 text of at most two gigabytes. A zero byte shows that the file is something else: data, a compiled program, or text in UTF-16. \
Most editors can save the file as UTF-8.",
    bad: "task a() -> int { 1 }\n\0",
    good: "task a() -> int { 1 }\n",
};

/// A string in single quotes.
pub static SINGLE_QUOTES: Code = Code {
    id: "S011",
    name: "single-quotes",
    severity: Severity::Error,
    summary: "a string in single quotes",
    explanation: "\
Strings stand in double quotes, so that there is one way to write each. A double quote in a string is written `\\\"`, or the string is raw: `r#\"…\"#`.",
    bad: "task greet() -> str {\n    'hello'\n}\n",
    good: "task greet() -> str {\n    \"hello\"\n}\n",
};

/// Letters before a string that mean nothing.
pub static STRING_PREFIX: Code = Code {
    id: "S013",
    name: "string-prefix",
    severity: Severity::Error,
    summary: "an unknown letter before a string",
    explanation: "\
`f\"…\"` is an interpolated string and `r\"…\"` a raw one. There are no other prefixes: all strings are Unicode text, and bytes come from files and functions.",
    bad: "task greet() -> str {\n    u\"hello\"\n}\n",
    good: "task greet() -> str {\n    \"hello\"\n}\n",
};

/// A mistake in the braces of an interpolated string.
pub static INTERPOLATION: Code = Code {
    id: "S014",
    name: "interpolation",
    severity: Severity::Error,
    summary: "a mistake in the braces of an interpolated string",
    explanation: "\
In `f\"{value:format}\"` an expression stands between the braces, and behind a colon a format. A brace that is text is doubled: `{{` and `}}`. \
Python's `{x=}` and `{x!r}` do not exist.",
    bad: "task show(x: int) -> str {\n    f\"x is {}\"\n}\n",
    good: "task show(x: int) -> str {\n    f\"x is {x}\"\n}\n",
};

/// A doc comment that describes nothing.
pub static DANGLING_DOC: Code = Code {
    id: "S016",
    name: "dangling-doc",
    severity: Severity::Warning,
    summary: "a `##` comment that belongs to nothing",
    explanation: "\
A `##` comment describes the item, field, parameter or variant that follows it, and travels into what is registered. Before anything else, at the end of \
a block, or behind code on the same line it describes nothing and would be lost. `##!` describes the module and stands at its top.",
    bad: "task double(a: int) -> int {\n    ## Twice the number.\n    a * 2\n}\n",
    good: "## Twice the number.\ntask double(a: int) -> int {\n    a * 2\n}\n",
};
