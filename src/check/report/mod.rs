//! The wording of what is wrong with declarations: a function for each message, in a file for each kind of mistake.

pub(super) mod cycles;
pub(super) mod declarations;
pub(super) mod dropped;
pub(super) mod imports;
pub(super) mod registered;
pub(super) mod sizes;
pub(super) mod types;

use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;

fn did_you_mean(found: Diagnostic, near: &str) -> Diagnostic {
    found.help(format!("did you mean `{near}`?"))
}

fn write_instead(found: Diagnostic, near: &str, span: Span) -> Diagnostic {
    let edit = Edit { span, text: near.to_owned() };
    did_you_mean(found, near).fix(format!("write `{near}`"), Applicability::Unsafe, vec![edit])
}
