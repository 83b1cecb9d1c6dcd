//! The wording of what is wrong with the arguments of `fn`s, tasks and enums.

use super::list_of;
use crate::check::body::arguments::Target;
use crate::diagnostics::codes::types::ARGUMENTS;
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::ast::Ident;

pub(in crate::check::body) fn given_twice(target: &str, param: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&ARGUMENTS, format!("`{param}` is given twice to `{target}`"))
        .at(again, "again here")
        .at(first, "first here")
        .help("remove one of the two")
}

/// A parameter without an argument.
pub(in crate::check::body) struct Missing<'m> {
    pub(in crate::check::body) name: &'m str,
    /// Its type, as a user writes it.
    pub(in crate::check::body) ty: String,
}

/// `declared` is where the first of the missing parameters is declared.
pub(in crate::check::body) fn missing(target: &str, missing: &[Missing<'_>], call: Span, declared: Span) -> Diagnostic {
    let names: Vec<&str> = missing.iter().map(|param| param.name).collect();
    let shown: Vec<String> = missing.iter().take(8).map(|param| format!("{}: {}", param.name, param.ty)).collect();
    Diagnostic::new(&ARGUMENTS, format!("`{target}` needs {}", list_of(&names, '`')))
        .at(call, format!("{} not given", if names.len() == 1 { "it is" } else { "they are" }))
        .at(declared, "declared without a default here")
        .help(format!("add `{}`", shown.join(", ")))
}

pub(in crate::check::body) fn positional_after_named(argument: Span) -> Diagnostic {
    Diagnostic::new(&ARGUMENTS, "an argument without a name comes after one with a name")
        .at(argument, "its name is missing")
        .help("put arguments without names first, or name this one too")
}

/// `near` is a parameter with a similar name that has no argument yet.
pub(in crate::check::body) fn unknown_parameter(target: &Target<'_>, name: &Ident, near: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(&ARGUMENTS, format!("`{}` has no parameter `{}`", target.name, name.name))
        .at(name.span, "unknown parameter")
        .at(target.declared, format!("`{}` is declared here", target.name));
    match near {
        Some(near) => {
            let edit = Edit { span: name.span, text: near.to_owned() };
            found.help(format!("did you mean `{near}`?")).fix("use that parameter", Applicability::Unsafe, vec![edit])
        }
        None if target.params.is_empty() => found.help("it has no parameters"),
        None => {
            let names: Vec<&str> = target.params.iter().map(|param| param.name.as_str()).collect();
            found.help(format!("its parameters are {}", list_of(&names, '`')))
        }
    }
}

/// `first` is the first argument without a parameter.
pub(in crate::check::body) fn too_many(target: &Target<'_>, given: usize, first: Span) -> Diagnostic {
    let takes = match target.params.len() {
        0 => "takes no arguments".to_owned(),
        1 => "takes one argument".to_owned(),
        count => format!("takes {count} arguments"),
    };
    Diagnostic::new(&ARGUMENTS, format!("`{}` {takes}, but got {given}", target.name))
        .at(first, "too many")
        .at(target.declared, format!("`{}` is declared here", target.name))
}

/// A conversion to an enum converts one string.
pub(in crate::check::body) fn conversion(name: &str, given: usize, call: Span) -> Diagnostic {
    Diagnostic::new(&ARGUMENTS, format!("`{name}(…)` converts one string to a variant, but got {given} arguments"))
        .at(call, "called here")
        .help(format!("`{name}(\"…\")` fails if the string is not a value of the enum"))
}
