//! Options, entries and values in the words of other tools.

use super::super::forms::Form;
use crate::diagnostics::codes::options::{OPTION_VALUE, UNKNOWN_OPTION};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;

fn no_option(name: &str, span: Span, label: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_OPTION, format!("there is no option `{name}`")).at(span, label)
}

fn fixed(found: Diagnostic, written: &str, edits: Vec<Edit>) -> Diagnostic {
    found.help(format!("write `{written}`")).fix(format!("write `{written}`"), Applicability::Unsafe, edits)
}

/// `option` is what it is called, and `written` the whole entry under that name.
pub(in crate::check::options) fn renamed(name: &str, span: Span, option: &str, written: &str, edits: Vec<Edit>) -> Diagnostic {
    fixed(no_option(name, span, format!("it is called `{option}`")), written, edits)
}

/// `first` is where the option is given under its own name.
pub(in crate::check::options) fn renamed_twice(name: &str, span: Span, option: &str, first: Span) -> Diagnostic {
    no_option(name, span, format!("it is called `{option}`"))
        .at(first, format!("`{option}` is given here"))
        .help(format!("keep one of them, as `{option}`"))
}

/// The option that is meant does not belong on `place`, but on `places`.
pub(in crate::check::options) fn renamed_elsewhere(
    name: &str,
    span: Span,
    option: &str,
    place: &str,
    places: &[&str],
    why: &str,
) -> Diagnostic {
    let found = no_option(name, span, format!("it is called `{option}`, which has no effect on {place}"));
    let found = if why.is_empty() { found } else { found.note(why) };
    match places {
        [] => found.help("remove it"),
        places => found.help(format!("`{option}` can be set on {}", super::either(places))),
    }
}

/// `first` counts as an attempt in the number given; `written` is the entry that gives as many, if the number is known.
pub(in crate::check::options) fn attempts(name: &str, span: Span, written: Option<(&str, Vec<Edit>)>) -> Diagnostic {
    let found = no_option(name, span, "it is called `retries`").note("`retries` is the number of attempts after the first");
    match written {
        Some((written, edits)) => fixed(found, written, edits),
        None => found.help("write `retries`, with one less"),
    }
}

/// flytekit's pair `cache` and `cache_version`: the version is the value of `cache`.
pub(in crate::check::options) fn cache_version(name: &str, span: Span, cache: Span, written: &str, edits: Vec<Edit>) -> Diagnostic {
    fixed(no_option(name, span, "the version is the value of `cache`").at(cache, "the version belongs here"), written, edits)
}

/// What a word means is not an option; `help` says where it is set.
pub(in crate::check::options) fn elsewhere(name: &str, span: Span, help: &str) -> Diagnostic {
    no_option(name, span, "not an option").help(help)
}

/// Nodes that come before; `clause` lists them, and `edit` writes it in the place of the options.
pub(in crate::check::options) fn after(name: &str, span: Span, clause: Option<&str>, edit: Option<Edit>) -> Diagnostic {
    let shown = clause.unwrap_or("after NODE");
    let found = no_option(name, span, "not an option")
        .help(format!("a node waits for those whose outputs it uses; others are listed after its call: `{shown}`"));
    match edit {
        Some(edit) => found.fix(format!("write `{shown}`"), Applicability::Unsafe, vec![edit]),
        None => found,
    }
}

/// Resources outside of `requests` and `limits`; `written` are these options with the resources in them.
pub(in crate::check::options) fn resources_outside(names: &[(&str, Span)], written: &str, edits: Option<Vec<Edit>>) -> Diagnostic {
    let listed = names.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let message = match names {
        [_] => format!("there is no option {listed}: resources are entries of `requests` and `limits`"),
        _ => format!("there are no options {listed}: resources are entries of `requests` and `limits`"),
    };
    let mut found = Diagnostic::new(&UNKNOWN_OPTION, message);
    for (at, (_, span)) in names.iter().enumerate() {
        found = found.at(*span, if at == 0 { "belongs in one of them" } else { "this too" });
    }
    match edits {
        Some(edits) => fixed(found, written, edits),
        None => found.help(format!("the whole option is `{written}`")),
    }
}

/// Resources on `place`, which has none.
pub(in crate::check::options) fn resources_elsewhere(names: &[(&str, Span)], written: &str, place: &str) -> Diagnostic {
    let (name, span) = names.first().copied().unwrap_or_default();
    no_option(name, span, format!("{place} has no resources")).help(format!("set `{written}` on the tasks that it runs"))
}

/// An entry of a record under another name.
pub(in crate::check::options) fn renamed_entry(of: &str, name: &str, span: Span, entry: &str) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_OPTION, format!("`{of}` has no entry `{name}`")).at(span, format!("it is called `{entry}`"));
    fixed(found, entry, vec![Edit { span, text: entry.to_owned() }])
}

/// A value in the form of another language.
pub(in crate::check::options) fn other_form(written: &str, form: &Form, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&OPTION_VALUE, format!("`{written}` is not {}", form.wanted)).at(span, format!("expected {}", form.wanted));
    let found = fixed(found, &form.text, vec![Edit { span, text: form.text.clone() }]);
    if form.named {
        found.note("options are computed at compile time: they can use constants, but no parameters or variables")
    } else {
        found
    }
}

/// The value of `name` in the form of another language, as a whole: `text` is the value here.
pub(in crate::check::options) fn other_value(name: &str, wanted: &str, text: &str, span: Span) -> Diagnostic {
    let found = super::wrong_value(name, wanted, span);
    found.help(format!("write `{name}: {text}`")).fix(
        format!("write `{text}`"),
        Applicability::Unsafe,
        vec![Edit { span, text: text.to_owned() }],
    )
}

/// A record of which one entry is the value here, `text`; `others` says that it has more.
pub(in crate::check::options) fn inner(name: &str, wanted: &str, text: &str, span: Span, others: bool) -> Diagnostic {
    let found = other_value(name, wanted, text, span);
    if others { found.note("the other entries cannot be set on a task") } else { found }
}

/// A variable whose value is in a secret.
pub(in crate::check::options) fn secret_in_env(variable: &str, group: &str, key: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&OPTION_VALUE, format!("the value of `{variable}` is a secret, and `env` only has strings"))
        .at(span, "refers to a secret")
        .help(format!("read it by `secret(\"{group}/{key}\")`, with the option `secrets: [\"{group}/{key}\"]`"))
        .help(format!(
            "to keep the variable, write `secrets: [{{ group: \"{group}\", key: \"{key}\", mount: env, env_var: \"{variable}\" }}]`"
        ))
}

/// An element of the list `name` in the form of another language.
pub(in crate::check::options) fn other_entry(name: &str, text: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&OPTION_VALUE, format!("this is not a valid entry of the option `{name}`")).at(span, "expected a record");
    fixed(found, text, vec![Edit { span, text: text.to_owned() }])
}

pub(in crate::check::options) fn timeout_without_unit(number: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&OPTION_VALUE, "the option `timeout` is a duration, not a number")
        .at(span, "the unit is missing")
        .help(format!("write the unit: `{number}s` for seconds, as flytekit counts, `{number}m` for minutes, `{number}h` for hours"))
        .fix(format!("write `{number}s`"), Applicability::Unsafe, vec![Edit { span, text: format!("{number}s") }])
}

/// `edit` writes a version.
pub(in crate::check::options) fn cache_without_version(span: Span, edit: Edit) -> Diagnostic {
    Diagnostic::new(&OPTION_VALUE, "the option `cache` is the version of the cached results")
        .at(span, "the version is missing")
        .help("write `cache: \"1\"`, and change the string when the task's code returns other results")
        .fix("write a version", Applicability::Unsafe, vec![edit])
}

pub(in crate::check::options) fn cache_turned_off(span: Span) -> Diagnostic {
    Diagnostic::new(&OPTION_VALUE, "the option `cache` is the version of the cached results")
        .at(span, "expected a string")
        .help("remove the option: without it, nothing is cached")
}

/// A share of the elements where their number is wanted; `ratio` is the share as it is written here.
pub(in crate::check::options) fn share_as_count(key: Span, value: Span, ratio: &str) -> Diagnostic {
    let written = format!("min_success_ratio: {ratio}");
    let found = Diagnostic::new(&OPTION_VALUE, "the option `min_successes` is a number of elements, not a share of them")
        .at(value, "expected a whole number");
    let edits = vec![Edit { span: key, text: "min_success_ratio".to_owned() }, Edit { span: value, text: ratio.to_owned() }];
    fixed(found, &written, edits)
}
