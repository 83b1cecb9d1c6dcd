//! Declarations: names that are taken, members, defaults, and the environment that tasks list.

use super::did_you_mean;
use crate::check::context::Entry;
use crate::diagnostics::codes::flyte::MIXED_DEFAULT;
use crate::diagnostics::codes::names::{DUPLICATE_MEMBER, DUPLICATE_NAME, OUTPUT_LIKE_FIELD, RESERVED_TYPE_NAME, UNKNOWN_TYPE};
use crate::diagnostics::codes::types::{TYPE_MISMATCH, UNDECLARED_ENVIRONMENT};
use crate::diagnostics::codes::written_types::FN_OUTPUTS;
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::ast::{TypeExpr, TypeExprKind};

pub(crate) fn duplicate_name(name: &str, span: Span, first: &Entry) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_NAME, format!("`{name}` is declared twice"))
        .at(span, "declared again here")
        .at(first.span, format!("{} of this name is declared here", first.def.kind()))
        .help("rename one of them; all items and imports of a module share one set of names")
}

pub(crate) fn reserved_type_name(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RESERVED_TYPE_NAME, format!("`{name}` is a built-in type"))
        .at(span, "a declared type needs another name")
        .help("in the place of a type, this name always means the built-in one")
}

/// `what` is the kind of member, such as `field`.
pub(crate) fn duplicate_member(what: &str, name: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_MEMBER, format!("the {what} `{name}` is declared twice"))
        .at(second, "declared again here")
        .at(first, "first declared here")
}

pub(crate) fn same_value(first: (&str, Span), second: (&str, Span), value: &str) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_MEMBER, format!("the variants `{}` and `{}` have the same value \"{value}\"", first.0, second.0))
        .at(second.1, format!("`{}` has this value too", second.0))
        .at(first.1, format!("`{}` is declared here", first.0))
        .help("Flyte only keeps the value of a variant, so each needs its own")
}

pub(crate) fn output_like_field(name: &str, ty: &str, output: Span, field: Span) -> Diagnostic {
    Diagnostic::new(&OUTPUT_LIKE_FIELD, format!("the output `{name}` has the name of a field of its type `{ty}`"))
        .at(output, "a single output can also be read by its name")
        .at(field, "and so can this field")
        .help("rename the output, or leave its name out")
}

/// `ty` is what another language writes where nothing is returned; `arrow` is the `->` before it.
pub(crate) fn no_output(ty: &str, span: Span, arrow: Span) -> Diagnostic {
    let edit = Edit { span: arrow.to(span), text: String::new() };
    Diagnostic::new(&UNKNOWN_TYPE, format!("there is no type `{ty}`"))
        .at(span, "where nothing is returned, there is no output")
        .help(format!("leave out `-> {ty}`"))
        .fix(format!("remove `-> {ty}`"), Applicability::Safe, vec![edit])
}

pub(crate) fn named_results(span: Span) -> Diagnostic {
    Diagnostic::new(&FN_OUTPUTS, "the results of a `fn` have no names")
        .at(span, "only tasks and workflows name their outputs")
        .help("remove the names, or return a struct")
}

/// `limit: int = none`; `shown` is the type, and `written` its place.
pub(crate) fn default_of_none(name: &str, shown: &str, written: &TypeExpr, default: Span) -> Diagnostic {
    let (after, optional) = match written.kind {
        TypeExprKind::Union(_) => (" | none", format!("{shown} | none")),
        _ => ("?", format!("{shown}?")),
    };
    Diagnostic::new(&TYPE_MISMATCH, format!("`{name}` is `{shown}`, but its default is `none`"))
        .at(default, "only an optional type can be `none`")
        .at(written.span, format!("declared as `{shown}` here"))
        .fix(
            format!("declare `{name}` as `{optional}`"),
            Applicability::Unsafe,
            vec![Edit { span: written.span.tail(), text: after.to_owned() }],
        )
}

/// `ty` is the type of the input as the user writes it.
pub(crate) fn mixed_default(input: &str, ty: &str, default: Span) -> Diagnostic {
    Diagnostic::new(&MIXED_DEFAULT, format!("Flyte finds no single type in the default of `{input}`"))
        .at(default, format!("its parts have different types, and to Flyte none of them is `{ty}`"))
        .help("pass it as an argument to the call that uses it, or make the input a struct with a field of this type, which Flyte does not look into")
        .note("to Flyte, an empty map has another type than one with entries, and so has a map with `none` in it")
}

/// `what` is `secret` or `variable`.
pub(crate) fn environment_not_constant(what: &str, name: Span) -> Diagnostic {
    Diagnostic::new(&UNDECLARED_ENVIRONMENT, format!("the name of a {what} must be a string literal or a constant"))
        .at(name, "not known at compile time")
        .help("the task's options list what it reads: to choose a name, use `if` or `match` with a call in each branch")
}

/// A secret or variable that code reads.
pub(crate) struct Unlisted<'e> {
    /// `secret` or `variable`.
    pub(crate) what: &'static str,
    pub(crate) name: &'e str,
    pub(crate) span: Span,
    /// The `fn` that reads it, if it is not the task itself.
    pub(crate) within: Option<&'e str>,
    /// The name that was listed and most likely meant.
    pub(crate) near: Option<&'e str>,
    pub(crate) advice: Advice,
}

/// How a task comes to read what it does not list.
pub(crate) enum Advice {
    /// By this option, which lists it.
    Option(String),
    /// As a secret, because that is what its name says.
    Secret,
    /// As the secret that flytekit finds in the variable.
    Mounted(Mounted),
}

/// A secret that is read by its variable.
pub(crate) struct Mounted {
    /// Its group and key.
    pub(crate) name: String,
    pub(crate) listed: bool,
}

pub(crate) fn unlisted_environment(read: &Unlisted<'_>, task: &str, declared: Span) -> Diagnostic {
    let Unlisted { what, name, .. } = read;
    let message = match read.within {
        None => format!("the task does not list the {what} `{name}`"),
        Some(within) => format!("the task `{task}` runs `{within}`, but does not list the {what} `{name}`"),
    };
    let found = Diagnostic::new(&UNDECLARED_ENVIRONMENT, message)
        .at(read.span, "not in the options of the task")
        .at(declared, "the task is declared here");
    match read.near {
        Some(near) => did_you_mean(found, near),
        None => match &read.advice {
            Advice::Mounted(Mounted { name, listed: true }) => found.help(format!("read the secret by `secret(\"{name}\")`")),
            Advice::Mounted(Mounted { name, listed: false }) => {
                found.help(format!("read the secret by `secret(\"{name}\")`, and list it in the task's options: `with {{ secrets: [\"{name}\"] }}`"))
            }
            Advice::Option(option) => found.help(format!("list it in the task's options: `with {{ {option} }}`")),
            Advice::Secret => found.help(format!(
                "list the secret that holds it, `secrets: [\"GROUP/KEY\"]`, and read it by `secret(\"GROUP/KEY\")`; to keep the variable, list it as \
                 `{{ group: \"GROUP\", key: \"KEY\", mount: env, env_var: \"{name}\" }}`"
            )),
        },
    }
}
