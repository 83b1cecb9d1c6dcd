//! The wording of names of other languages: what they are here.

use super::Why;
use crate::check::foreign::{Advice, Written};
use crate::diagnostics::codes::names::UNKNOWN_NAME;
use crate::diagnostics::codes::types::{BUILTIN_ARGUMENTS, OPERATOR_TYPES, TYPE_MISMATCH};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;

/// The longest code that the title of a fix repeats.
const LONGEST_TITLE: usize = 60;

pub(in crate::check::body) fn unknown_function(name: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_NAME, format!("cannot find a function called `{name}`")).at(at, "not declared")
}

/// `path` is what follows the module.
pub(in crate::check::body) fn unknown_member(module: &str, path: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_NAME, format!("cannot find `{module}.{path}`")).at(at, "not declared")
}

/// A secret as flytekit reads it; `secret` is its group and key, if they are known.
pub(in crate::check::body) fn context_secret(secret: Option<&str>, at: Span, whole: Span) -> Diagnostic {
    let found = unknown_function("current_context", at);
    let Some(secret) = secret else {
        return found.help("a secret is read with `secret(\"group/key\")`, and the task lists it: `with { secrets: [\"group/key\"] }`");
    };
    let written = format!("secret(\"{secret}\")");
    found.help(format!("a secret is read with `{written}`, and the task lists it: `with {{ secrets: [\"{secret}\"] }}`")).fix(
        format!("write `{written}`"),
        Applicability::Unsafe,
        vec![Edit { span: whole, text: written }],
    )
}

/// A part of something that is a function and not a module.
pub(in crate::check::body) fn member_of_function(module: &str, found: Diagnostic) -> Diagnostic {
    found.help(format!("`{module}` is a builtin function, not a module, and has nothing in it"))
}

pub(in crate::check::body) fn misused_builtin(name: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&BUILTIN_ARGUMENTS, format!("`{name}` cannot be called with these arguments")).at(at, "it takes others here")
}

/// `"{} rows".format(n)`
pub(in crate::check::body) fn filled_in(at: Span) -> Diagnostic {
    Diagnostic::new(&BUILTIN_ARGUMENTS, "`format` does not fill values into a string").at(at, "it writes one value in a format")
}

/// Adds what is written instead: the code as a message quotes it, and as an edit.
pub(in crate::check::body) fn advised(found: Diagnostic, shown: &str, why: &str, edit: Option<Edit>) -> Diagnostic {
    let Some(edit) = edit else { return found.help(why) };
    let found = match why {
        "" => found.help(format!("here it is written `{shown}`")),
        _ => found.help(format!("here it is written `{shown}`: {why}")),
    };
    found.fix(title(shown), Applicability::Unsafe, vec![edit])
}

fn title(shown: &str) -> String {
    if shown.len() > LONGEST_TITLE || shown.contains('…') { "write it in this form".to_owned() } else { format!("write `{shown}`") }
}

/// `defaultdict(list)` as the value of the variable `map`; `uses` are what is written where a value of it is read or changed.
pub(in crate::check::body) fn map_with_default(found: Diagnostic, map: &str, default: &str, value: Edit, uses: Vec<Edit>) -> Diagnostic {
    let edits = [value].into_iter().chain(uses).collect();
    found
        .help(format!(
            "a map has no default: it begins as `{{}}`, and `{map}.get(key, {default})` gives the value of a key that may be missing"
        ))
        .fix("give the default where a value is read", Applicability::Unsafe, edits)
}

/// A method that would change a `let`.
pub(in crate::check::body) fn assigned(found: Diagnostic, advice: &Advice, name: &str, edit: Edit, declare: Edit) -> Diagnostic {
    let shown = &advice.shown;
    found.help(format!("here it is written `{shown}`, which needs a variable: declare `{name}` with `var` instead of `let`")).fix(
        format!("declare `{name}` with `var`, and assign it"),
        Applicability::Unsafe,
        vec![declare, edit],
    )
}

/// A method that would change something that cannot be assigned.
pub(in crate::check::body) fn fixed(found: Diagnostic, name: &str, copy: &str, shown: &str) -> Diagnostic {
    found.help(format!("`{name}` cannot be assigned: copy it first with `var {copy} = {name}`, then write `{shown}`"))
}

/// A method that would change a variable from within a closure.
pub(in crate::check::body) fn in_closure(found: Diagnostic, advice: &Advice, name: &str) -> Diagnostic {
    found.help(format!("a closure cannot change `{name}`: write a `for` loop, and in it `{}`", advice.shown))
}

/// `xs.map(abs)`
pub(in crate::check::body) fn function_as_value(builtin: &str, name: &str, closure: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&BUILTIN_ARGUMENTS, format!("`{builtin}` takes a closure, and `{name}` is the name of a function"))
        .at(at, "functions are not values")
        .help(format!("call it in a closure: `{closure}`"))
        .fix(format!("write `{closure}`"), Applicability::Unsafe, vec![Edit { span: at, text: closure.to_owned() }])
}

/// `` `hello ${name}` ``
pub(in crate::check::body) fn template(code: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_NAME, "a name in backticks is not a string")
        .at(at, "not declared")
        .help(format!("an interpolated string is written `{code}`"))
        .fix("write an interpolated string", Applicability::Unsafe, vec![Edit { span: at, text: code.to_owned() }])
}

/// A word in the place of a value. `ours` is empty if there is nothing of the kind.
pub(in crate::check) fn word(name: &str, ours: &str, why: &str, at: Span) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_NAME, format!("cannot find `{name}`")).at(at, "not declared");
    if ours.is_empty() {
        return found.help(why);
    }
    let edit = Edit { span: at, text: ours.to_owned() };
    found.help(format!("here it is written `{ours}`")).fix(format!("write `{ours}`"), Applicability::Unsafe, vec![edit])
}

/// A map in the place of a struct.
pub(in crate::check::body) fn map_for_struct(why: &Why<'_>, to: &str, written: Written, at: Span) -> Diagnostic {
    let mut found = Diagnostic::new(&TYPE_MISMATCH, why.message(to, "a map")).at(at, "this is a map");
    if let Some((span, text)) = why.label(to)
        && span != at
    {
        found = found.at(span, text);
    }
    let found = found.help(format!("a struct is written with its name, and its fields without quotes: `{}`", written.code));
    match written.complete {
        true => found.fix("write it as a struct", Applicability::Unsafe, vec![Edit { span: at, text: written.code }]),
        false => found,
    }
}

/// `"%d rows" % n`: `code` is the string that was meant.
pub(in crate::check::body) fn percent(op: Span, whole: Span, code: Option<String>) -> Diagnostic {
    let found = Diagnostic::new(&OPERATOR_TYPES, "`%` does not fill values into a string").at(op, "the remainder of a division");
    match code {
        Some(code) => found.help(format!("an interpolated string has the values in it: `{code}`")).fix(
            "write an interpolated string",
            Applicability::Unsafe,
            vec![Edit { span: whole, text: code }],
        ),
        None => found.help("an interpolated string has the values in it: `f\"{n} rows\"`"),
    }
}
