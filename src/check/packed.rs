//! Fields whose unions Flyte's packing would confuse.

use super::context::Context;
use super::report::types;
use crate::diagnostics::Diagnostic;
use crate::program::Type;
use crate::program::packed::clash;
use crate::source::Span;

/// Reports the first union within the type of a field whose variants cannot be told apart. Structs within it have their own fields.
pub(super) fn check(cx: &Context<'_>, ty: &Type, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let Some((one, two)) = clash(cx.program, ty) else { return };
    let (one, two) = (one.display(cx.program).to_string(), two.display(cx.program).to_string());
    diagnostics.push(types::indistinct_field(&one, &two, span));
}
