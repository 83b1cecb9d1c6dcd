//! Values that are dropped: what to do with them instead.

use crate::diagnostics::codes::types::UNUSED_VALUE;
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;

/// What never has a value, whatever its block ends with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Valueless {
    /// An `if` without `else`.
    If,
    /// A `for` or `while`.
    Loop,
}

/// What was probably meant by a statement whose value is dropped. Code is quoted where it is short enough.
pub(crate) enum WayOut<'a> {
    /// `x == …`, with the left side.
    Compared(Option<&'a str>),
    /// A comment.
    Comment(&'a str),
    /// To leave the code with this value, from an `if` without `else`.
    Return(Option<&'a str>),
    /// To require that this holds.
    Require(&'a str),
    /// To use the value after a block that has none.
    Keep(Valueless),
    /// To give this place a new value, which is written so. `returned` says that the code may also end with it.
    Assign { place: &'a str, text: Option<&'a str>, returned: bool },
    /// `xs.remove(3)` of a list of integers, which may mean the element at a position, or the one with a value.
    Remove { place: &'a str, text: &'a str, value: &'a str },
    /// To end with the value, in place of a statement that ends with what the call leaves as it is. `code` is that statement as it was meant.
    End { place: &'a str, code: String, both: Span },
    /// To use the value. `unchanged` is what the call leaves as it is.
    Bind { unchanged: Option<&'a str>, text: Option<&'a str> },
}

const UNUSED: &str = "computed, but not used";

pub(crate) fn unused_value(statement: Span, way_out: &WayOut<'_>) -> Diagnostic {
    let found = Diagnostic::new(&UNUSED_VALUE, "the value of this statement is never used");
    let label = match way_out {
        WayOut::Assign { place, .. }
        | WayOut::Remove { place, .. }
        | WayOut::End { place, .. }
        | WayOut::Bind { unchanged: Some(place), .. } => {
            format!("this leaves `{place}` as it is")
        }
        WayOut::Compared(_)
        | WayOut::Comment(_)
        | WayOut::Return(_)
        | WayOut::Require(_)
        | WayOut::Keep(_)
        | WayOut::Bind { unchanged: None, .. } => UNUSED.to_owned(),
    };
    let found = found.at(statement, label);
    match way_out {
        WayOut::Compared(left) => {
            let left = left.unwrap_or("x");
            found.help(format!("to assign, write `{left} = …`; to require that they are equal, `assert {left} == …`"))
        }
        WayOut::Comment(text) => comment(found, statement, text),
        WayOut::Return(text) => found
            .help(match text {
                Some(text) => format!("an `if` without `else` has no value: to end here with this one, write `return {text}`"),
                None => "an `if` without `else` has no value: to end here with this one, write `return` before it".to_owned(),
            })
            .fix("return it", Applicability::Unsafe, vec![Edit { span: statement.head(), text: "return ".to_owned() }]),
        WayOut::Assign { place, text, returned } => assigned(found, statement, (place, *text), *returned),
        WayOut::Remove { place, text, value } => {
            let name = if *value == "x" { "item" } else { "x" };
            found.help(format!(
                "`remove` takes a position: to remove the element there, write `{place} = {text}`; to remove every element that is `{value}`, write `{place} = {place}.filter(|{name}| {name} != {value})`"
            ))
        }
        WayOut::End { code, both, .. } => found.help(format!("to end with this value, write `{code}`")).fix(
            format!("write `{code}`"),
            Applicability::Unsafe,
            vec![Edit { span: *both, text: code.clone() }],
        ),
        WayOut::Require(text) => {
            found.help(format!("to require that it holds, write `assert {text}`; to use it further on, give it a name with `let`"))
        }
        WayOut::Keep(of) => {
            let (what, before) = match of {
                Valueless::If => ("an `if` without `else`", "`if`"),
                Valueless::Loop => ("a loop", "loop"),
            };
            found.help(format!(
                "{what} has no value: to use this one, assign it to a `var` that is declared before the {before}; or remove it"
            ))
        }
        WayOut::Bind { unchanged: Some(place), text: Some(text) } => {
            found.help(format!("give it a name, such as `let changed = {text}`, and use that instead of `{place}` after it; or remove it"))
        }
        WayOut::Bind { .. } => found.help("give it a name with `let`, or remove it"),
    }
}

/// To give a place its new value; with `returned`, the code may also end with it.
fn assigned(found: Diagnostic, statement: Span, (place, text): (&str, Option<&str>), returned: bool) -> Diagnostic {
    let found = found.help(match text {
        Some(text) => format!("to change `{place}`, write `{place} = {text}`"),
        None => format!("to change `{place}`, assign the value to it: write `{place} =` before it"),
    });
    let found = match text.filter(|_| returned) {
        Some(text) => found.help(format!("or, to end here with this value, write `return {text}`")),
        None => found,
    };
    let edit = Edit { span: statement.head(), text: format!("{place} = ") };
    found.fix(format!("assign it to `{place}`"), Applicability::Unsafe, vec![edit])
}

/// A string in the place of a comment.
fn comment(found: Diagnostic, statement: Span, text: &str) -> Diagnostic {
    let line = text.trim();
    if line.is_empty() || line.contains('\n') {
        return found.help("remove it; comments start with `#` on each line");
    }
    let edit = Edit { span: statement, text: format!("# {line}") };
    found.help(format!("a comment is written `# {line}`")).fix("make it a comment", Applicability::Unsafe, vec![edit])
}

/// A constant in an arm of a `match` that is there for what its other arms do.
pub(crate) fn nothing_to_do(value: Span) -> Diagnostic {
    Diagnostic::new(&UNUSED_VALUE, "the value of this arm is never used")
        .at(value, UNUSED)
        .help("an arm with nothing to do is written `{ }`")
        .fix("make it empty", Applicability::Safe, vec![Edit { span: value, text: "{ }".to_owned() }])
}

/// The values of all branches of an `if` or `match`: its keyword, and how it begins. `returned` says that the code around it can end with each of them.
pub(crate) fn branches((word, begin): (&str, &str), head: Span, values: &[Span], returned: bool) -> Diagnostic {
    let found = Diagnostic::new(&UNUSED_VALUE, format!("the value of this `{word}` is never used")).at(head, "its value is dropped");
    let found = values.iter().take(2).fold(found, |found, value| found.at(*value, UNUSED));
    let bind = format!("to use the value further on, put `let`, a name and `=` before the `{word}`");
    if !returned {
        return found.help(format!("{bind}; or remove it"));
    }
    let edit = Edit { span: head.head(), text: "return ".to_owned() };
    found.help(format!("to end with this value, write `return {begin} {{ … }}`; {bind}")).fix(
        "return it",
        Applicability::Unsafe,
        vec![edit],
    )
}
