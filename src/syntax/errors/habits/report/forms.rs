//! Messages about literals, closures, loops, blocks and tuples.

use super::{codes, edit, foreign, rewrite};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;

/// What a range of numbers was written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Ranged {
    /// A list of numbers.
    Values,
    /// A part of a list or string.
    Slice,
    /// A pattern of a `match`.
    Pattern,
}

pub(in super::super) fn range(ranged: Ranged, sign: Span, whole: Span, text: Option<String>) -> Diagnostic {
    let found = foreign(&codes::FOREIGN_OPERATOR, "there is no operator for ranges", sign, "unknown operator");
    match (ranged, text) {
        (_, None) => found.help("write `range(a, b)`, without an end `while true { … }`"),
        (Ranged::Values, Some(text)) => rewrite(
            found.help(format!("numbers from one to another are `{text}`; the last one is not included")),
            whole,
            &text,
            Applicability::Unsafe,
        ),
        (Ranged::Slice, Some(text)) => {
            rewrite(found.help(format!("a slice is written with a colon: `[{text}]`")), whole, &text, Applicability::Unsafe)
        }
        (Ranged::Pattern, Some(text)) => rewrite(
            found.help(format!("a pattern is a single value; write a condition after it: `{text} => …`")),
            whole,
            &text,
            Applicability::Unsafe,
        ),
    }
}

/// A counting loop, and the head of the `for` that is meant, if it is known.
pub(in super::super) fn counting_loop(head: Span, text: Option<String>) -> Diagnostic {
    let found = foreign(&codes::UNEXPECTED, "a `for` loop iterates over the elements of a list or map", head, "this is a counting loop");
    match text {
        Some(text) => rewrite(found.help(format!("write `{} {{ … }}`", text.trim_end())), head, &text, Applicability::Unsafe),
        None => found.help("count with `for i in range(3) { … }`, or use `while c { … }` if the end depends on the data"),
    }
}

/// The head of a `for`: `shown` is what is marked, `head` what the fix replaces.
pub(in super::super) fn loop_head(head: Span, text: &str, shown: Span) -> Diagnostic {
    let found = foreign(&codes::UNEXPECTED, "the head of a `for` loop is written differently here", shown, "not how a loop is written");
    rewrite(found.help(format!("write `{} {{ … }}`", text.trim_end())), head, text, Applicability::Unsafe)
}

/// A block that begins with a colon; the edits put this one and those after it in braces.
pub(in super::super) fn colon_block(colon: Span, edits: Option<Vec<Edit>>) -> Diagnostic {
    let found = foreign(&codes::MISSING_BODY, "blocks are written in braces", colon, "write `{` instead, and `}` after the block")
        .help("write `{ … }`; the `{` has to be on the line of what it belongs to");
    match edits {
        Some(edits) if !edits.is_empty() => found.fix("put the blocks in braces", Applicability::Unsafe, edits),
        _ => found,
    }
}

pub(in super::super) fn opened_file(span: Span) -> Diagnostic {
    foreign(&codes::FOREIGN_KEYWORD, "the code of a task cannot open files", span, "from another language")
        .help("take what the file contains as a parameter, such as `lines: [str]`")
}

pub(in super::super) fn with_block(span: Span) -> Diagnostic {
    foreign(&codes::FOREIGN_KEYWORD, "`with` does not begin a statement", span, "from another language")
        .help("nothing has to be opened and closed here: declare the value with `let`; `with { … }` after a node sets its options")
}

pub(in super::super) fn set(open: Span, whole: Span, inside: &str, unique: bool) -> Diagnostic {
    let text = format!("[{inside}]");
    let found = foreign(&codes::UNEXPECTED, "there are no sets", open, "the entries of a map are `key: value`");
    let found = if unique { found.help("write a list; `unique` removes what is in it twice") } else { found.help("write a list") };
    rewrite(found, whole, &text, Applicability::Unsafe)
}

pub(in super::super) fn repeated(sign: Span, whole: Span, text: &str) -> Diagnostic {
    let found = foreign(&codes::UNEXPECTED, "a list of equal elements is written as a comprehension", sign, "`;` has no meaning in a list");
    rewrite(found.help(format!("write `{text}`")), whole, text, Applicability::Safe)
}

pub(in super::super) fn adjacent_strings(second: Span, between: Span) -> Diagnostic {
    foreign(&codes::MISSING_SEPARATOR, "strings are joined with `+`", between, "`+` goes here").at(second, "the second string").fix(
        "add `+`",
        Applicability::Unsafe,
        vec![edit(between, " +")],
    )
}

/// A cast; `call` is the conversion that is meant, if there is one, and the edits write it and those after it on the line.
pub(in super::super) fn cast(written: &str, span: Span, edits: Vec<Edit>, call: Option<String>, value: &str) -> Diagnostic {
    let found = foreign(&codes::FOREIGN_OPERATOR, format!("there is no cast `{written}`"), span, "from another language");
    match call {
        Some(call) => {
            let title = if edits.len() > 1 { "convert by calls".to_owned() } else { format!("write `{call}`") };
            found.help(format!("a value is converted by a call: `{call}`")).fix(title, Applicability::Unsafe, edits)
        }
        None => found.help(format!("write `{value}`: a value has one type, which cannot be changed")),
    }
}

/// `|pair| pair.1`; the closure as it is written here, and the edits that write it.
pub(in super::super) fn tuple_parameter(tuple: &str, span: Span, (written, edits): (String, Vec<Edit>)) -> Diagnostic {
    foreign(&codes::UNEXPECTED, "the parts of a tuple have no numbers", span, "a name is expected after `.`")
        .help(format!("name the parts of `{tuple}` in the parameter: `{written}`"))
        .fix("name the parts", Applicability::Unsafe, edits)
}

/// `tuple.1`; `bound` is the value that was given to the tuple's name.
pub(in super::super) fn tuple_field(tuple: &str, number: &str, bound: Option<&str>, span: Span) -> Diagnostic {
    let found = foreign(&codes::UNEXPECTED, "the parts of a tuple have no numbers", span, "a name is expected after `.`");
    let found = match bound {
        Some(value) if !value.contains('\n') => {
            found.help(format!("take the tuple apart where it is made, with a name for each part: `let (a, b) = {value}`"))
        }
        _ => found.help(format!("take the tuple apart, with a name for each part: `let (a, b) = {tuple}`")),
    };
    found.help(format!("an element of a list is written `{tuple}[{number}]`"))
}

/// `let (first, *rest) = xs`, and the declarations that are meant.
pub(in super::super) fn rest_pattern(sign: Span, whole: Span, parts: &[String], indent: &str) -> Diagnostic {
    let shown: Vec<String> = parts.iter().map(|part| format!("`{part}`")).collect();
    foreign(&codes::FOREIGN_OPERATOR, "a pattern cannot take the rest of a list", sign, "not allowed in a pattern")
        .help(format!("declare the parts one by one: {}", shown.join(", ")))
        .fix("declare the parts one by one", Applicability::Unsafe, vec![edit(whole, &parts.join(&format!("\n{indent}")))])
}

/// `let a, b = f()`: `text` is the statement that is meant.
pub(in super::super) fn several_names(names: Span, text: &str, applicability: Applicability, edits: Vec<Edit>) -> Diagnostic {
    foreign(&codes::MISSING_SEPARATOR, "several names are declared in parentheses", names, "parentheses are missing")
        .help(format!("write `{text}`"))
        .fix("add the parentheses", applicability, edits)
}

/// `a, b = b, a`
pub(in super::super) fn several_targets(comma: Span, targets: Span, names: &[&str], values: &[&str]) -> Diagnostic {
    let found = foreign(&codes::UNEXPECTED, "an assignment has a single target", comma, "a second target").at(targets, "the targets");
    match (names, values) {
        ([first, second], [one, other]) if first == other && second == one => found.help(format!(
            "keep one of the values with `let` and assign one by one: `let old = {first}`, `{first} = {second}`, `{second} = old`"
        )),
        _ if names.len() == values.len() => {
            let parts: Vec<String> = names.iter().zip(values).map(|(name, value)| format!("`{name} = {value}`")).collect();
            found.help(format!("assign one by one: {}; keep a value that is still needed with `let`", parts.join(", ")))
        }
        _ => found.help("name the values with `let (a, b) = …`, and assign them one by one"),
    }
}

pub(in super::super) fn several_values(comma: Span, values: Span, text: &str) -> Diagnostic {
    let found = foreign(&codes::UNEXPECTED, "several values are written in parentheses", comma, "a value ends before this comma")
        .at(values, "these values");
    rewrite(found, values, &format!("({text})"), Applicability::Unsafe)
}

/// A `lambda`, and the closure that is meant with its place.
pub(in super::super) fn lambda(span: Span, repair: Option<(Span, String)>) -> Diagnostic {
    let found = foreign(&codes::FOREIGN_KEYWORD, "`lambda` is not a keyword", span, "from another language");
    match repair {
        Some((whole, text)) => rewrite(found.help(format!("a closure is written `{text}`")), whole, &text, Applicability::Unsafe),
        None => found.help("a closure is written `|x| x + 1`, its parameters are between the bars"),
    }
}

pub(in super::super) fn closure(span: Span, repair: (Span, String)) -> Diagnostic {
    let (whole, text) = repair;
    let found = foreign(&codes::FOREIGN_OPERATOR, "closures are written with bars", span, "from another language");
    let found = if text.contains('\n') {
        found.help("the parameters of a closure are between bars: `|x| { … }`")
    } else {
        found.help(format!("write `{text}`"))
    };
    rewrite(found, whole, &text, Applicability::Unsafe)
}

/// `max(xs, key=f)`: `text` is the call that is meant.
pub(in super::super) fn sort_key(name: &str, builtin: &str, key: Span, whole: Span, text: String) -> Diagnostic {
    let found = foreign(&codes::EQUALS_FOR_COLON, format!("`{name}` has no `key`"), key, format!("`{builtin}` has one").as_str());
    rewrite(found.help(format!("write `{text}`")), whole, &text, Applicability::Unsafe)
}

pub(in super::super) fn generator(span: Span, whole: Span, text: &str) -> Diagnostic {
    let found = foreign(&codes::UNEXPECTED, "a comprehension is written in brackets", span, "there is no `[` before this");
    rewrite(found.help(format!("write `{text}`")), whole, text, Applicability::Safe)
}

/// A slice with a step, and what is meant in place of all of it.
pub(in super::super) fn slice_step(colon: Span, repair: Option<(Span, String)>) -> Diagnostic {
    let found = foreign(&codes::SLICE_STEP, "a slice has no step", colon, "a slice is `xs[from:to]`");
    match repair {
        Some((whole, text)) => rewrite(found.help(format!("write `{text}`")), whole, &text, Applicability::Unsafe),
        None => found.help("reverse a list with `xs.reverse()`; for every second element write `[xs[i] for i in range(0, xs.len(), 2)]`"),
    }
}

/// `int x = 3`
pub(in super::super) fn type_before_name(ty: &str, name: &str, span: Span, both: Span) -> Diagnostic {
    let text = format!("let {name}: {ty}");
    let found = foreign(&codes::MISSING_LET, format!("`let` is missing before `{name}`"), span, "the type comes after the name");
    rewrite(found.help(format!("declare it with `{text} = …`, or with `var` if it changes")), both, &text, Applicability::Unsafe)
}

/// A block without braces, on the line of its head; the edits add them.
pub(in super::super) fn unbraced(body: Span, edits: Vec<Edit>) -> Diagnostic {
    foreign(&codes::MISSING_BODY, "blocks are written in braces", body.head(), "`{` goes here").fix(
        "add the braces",
        Applicability::Unsafe,
        edits,
    )
}

/// `let { a, b } = p`: `lines` are the declarations that are meant.
pub(in super::super) fn destructured(
    pattern: Span,
    whole: Span,
    value: &str,
    bracket: &str,
    lines: Option<Vec<String>>,
    indent: &str,
) -> Diagnostic {
    let (what, how) = if bracket == "{" { ("a struct", "`.name`") } else { ("a list", "`[0]`") };
    let found = foreign(&codes::UNEXPECTED, format!("a declaration does not take {what} apart"), pattern, "not allowed in a declaration");
    match lines {
        Some(lines) => separate(found, whole, &lines, indent),
        None => found.help(format!("give `{value}` a name with `let`, and read its parts one by one, with {how} after that name")),
    }
}

/// `let a = 1, b = 2`
pub(in super::super) fn one_by_one(comma: Span, whole: Span, lines: &[String], indent: &str) -> Diagnostic {
    let found = foreign(&codes::UNEXPECTED, "a declaration declares one value", comma, "the second one begins after this comma");
    separate(found, whole, lines, indent)
}

/// `a = b = 0`
pub(in super::super) fn chained(sign: Span, whole: Span, lines: &[String], indent: &str) -> Diagnostic {
    let found = foreign(&codes::UNEXPECTED, "an assignment is a statement, and has no value", sign, "a second assignment");
    separate(found, whole, lines, indent)
}

/// A statement for each line in place of one.
fn separate(found: Diagnostic, whole: Span, lines: &[String], indent: &str) -> Diagnostic {
    let shown: Vec<String> = lines.iter().map(|line| format!("`{line}`")).collect();
    found.help(format!("write {}", shown.join(", "))).fix(
        if lines.len() == 1 { "rewrite it" } else { "write them one by one" },
        Applicability::Unsafe,
        vec![edit(whole, &lines.join(&format!("\n{indent}")))],
    )
}

/// `let x: float`: `text` is the variable that is meant, `branches` says that an `if` gives it its values.
pub(in super::super) fn declared_later(name: &str, end: Span, whole: Span, text: &str, branches: bool) -> Diagnostic {
    let found = foreign(&codes::MISSING_VALUE, "a declaration needs a value", end, "`=` and a value are missing");
    let found = if branches {
        found.help(format!("an `if` has a value: write `let {name} = if … {{ … }} else {{ … }}`, with a value in place of each assignment"))
    } else {
        found
    };
    let found = found.help(format!("for a value that is assigned later, declare a variable: `{text}`"));
    if text.contains('…') { found } else { rewrite(found, whole, text, Applicability::Unsafe) }
}
