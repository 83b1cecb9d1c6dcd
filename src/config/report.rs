//! Messages about `flightplan.toml`: one function each.

use crate::diagnostics::codes::project::{CONFIG_SYNTAX, CONFIG_VALUE, UNKNOWN_KEY};
use crate::diagnostics::{Diagnostic, suggest};
use crate::source::Span;

pub(super) fn syntax(error: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CONFIG_SYNTAX, format!("the configuration is not valid TOML: {error}")).at(span, "")
}

/// `home` is the section that has a key of this name.
pub(super) fn unknown_section(name: &str, span: Span, home: Option<&str>, sections: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_KEY, format!("unknown key `{name}`")).at(span, "");
    match home {
        Some(home) => finding.help(format!("`{name}` belongs in the section `[{home}]`")),
        None => with_nearest(finding, name, sections),
    }
}

pub(super) fn unknown_key(section: &str, name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_KEY, format!("unknown key `{name}` in `[{section}]`")).at(span, "");
    with_nearest(finding, name, known)
}

pub(super) fn not_a_section(name: &str, kind: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CONFIG_VALUE, format!("`{name}` is a section"))
        .at(span, format!("this is {}", article(kind)))
        .help(format!("write `[{name}]` on a line of its own, and its keys below"))
}

/// `why` says what is wrong with the value; without it, the type is wrong.
pub(super) fn wrong_value(section: &str, name: &str, expects: &str, kind: &str, why: Option<&str>, span: Span) -> Diagnostic {
    let label = why.map_or_else(|| format!("this is {}", article(kind)), str::to_owned);
    Diagnostic::new(&CONFIG_VALUE, format!("`{section}.{name}` must be {expects}")).at(span, label)
}

/// Adds the nearest known name, or all of them.
fn with_nearest(finding: Diagnostic, name: &str, known: &[&str]) -> Diagnostic {
    match suggest::nearest(name, known.iter().copied()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!("known here: `{}`", known.join("`, `"))),
    }
}

/// toml's word for a kind of value, with its article.
fn article(kind: &str) -> String {
    match kind {
        "integer" | "array" => format!("an {kind}"),
        "boolean" | "string" | "float" | "table" | "datetime" => format!("a {kind}"),
        other => other.to_owned(),
    }
}
