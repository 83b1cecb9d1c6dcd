//! Imports: unknown modules and names, private names, and names that are taken.

use super::did_you_mean;
use crate::diagnostics::codes::names::{DUPLICATE_NAME, PRIVATE_NAME, UNKNOWN_IMPORT, UNKNOWN_MODULE};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;

/// `imported` if the first is an import too.
pub(crate) fn name_taken(name: &str, span: Span, first: Span, imported: bool) -> Diagnostic {
    let (message, label, first_label) = match imported {
        true => (format!("`{name}` is imported twice"), "imported again here", "first imported here"),
        false => (format!("the import `{name}` has the name of an item of this module"), "imported here", "declared here"),
    };
    Diagnostic::new(&DUPLICATE_NAME, message)
        .at(span, label)
        .at(first, first_label)
        .help(format!("remove one of them, or give the import another name: `{name} as …`"))
}

/// `declared` is where the module declares the name.
pub(crate) fn private(name: &str, module: &str, span: Span, declared: Span) -> Diagnostic {
    let public = name.trim_start_matches('_');
    let found = Diagnostic::new(&PRIVATE_NAME, format!("`{name}` is private to the module `{module}`"))
        .at(span, "cannot be imported")
        .at(declared, "its name begins with `_`");
    match public.is_empty() {
        true => found,
        false => found.help(format!("to use it in other modules, rename it to `{public}`")),
    }
}

fn unknown_name(name: &str, module: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_IMPORT, format!("the module `{module}` does not declare `{name}`"))
        .at(span, format!("not declared in `{module}`"))
}

/// A name that the module imports from `origin`, where it is called `original`.
pub(crate) fn passed_on(name: &str, module: &str, span: Span, (origin, original, import): (&str, &str, Span)) -> Diagnostic {
    unknown_name(name, module, span)
        .at(import, format!("`{module}` itself imports it here"))
        .help(format!("import it from where it is declared: `import {origin}.{{{original}}}`"))
}

/// `public` are the names that can be imported, and `near` the one that was most likely meant.
pub(crate) fn not_declared(name: &str, module: &str, span: Span, public: &[&str], near: Option<&str>) -> Diagnostic {
    let found = unknown_name(name, module, span);
    match near {
        Some(near) => {
            did_you_mean(found, near).fix(format!("import `{near}`"), Applicability::Unsafe, vec![Edit { span, text: near.to_owned() }])
        }
        None if public.is_empty() => found.help(format!("`{module}` declares nothing that other modules can import")),
        None => found.help(format!("`{module}` declares {}", listed(public))),
    }
}

/// Why a module is most likely not found.
pub(crate) enum Missing<'m> {
    /// There is one of this name beside the importing module.
    Neighbour(&'m str),
    /// There is one of a similar name.
    Near(&'m str),
    Unknown,
}

/// Which folder is the root is not known here: the workspace adds it.
pub(crate) fn unknown_module(path: &str, span: Span, why: &Missing<'_>) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_MODULE, format!("there is no module `{path}`")).at(span, "");
    match why {
        Missing::Neighbour(full) => found.help(format!("modules are named from the project's root: `{full}`")),
        Missing::Near(near) => did_you_mean(found, near),
        Missing::Unknown => found.help(format!("it would be the file `{}.fpl` in the project's root", path.replace('.', "/"))),
    }
}

/// Names for a sentence; the first few of many.
fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 8;
    let mut shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    if names.len() > SHOWN {
        shown.push(format!("and {} more", names.len() - SHOWN));
    }
    shown.join(", ")
}
