//! Fields whose unions Flyte's packing would confuse.

use super::context::Context;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::written_types::INDISTINCT_FIELD;
use crate::program::Type;
use crate::program::packed::clash;
use crate::source::Span;

/// Reports the first union within the type of a field whose variants cannot be told apart. Structs within it have their own fields.
pub(super) fn check(cx: &Context<'_>, ty: &Type, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let Some((one, two)) = clash(cx.program, ty) else { return };
    let (one, two) = (one.display(cx.program).to_string(), two.display(cx.program).to_string());
    diagnostics.push(
        Diagnostic::new(&INDISTINCT_FIELD, format!("a field cannot be `{one}` or `{two}`"))
            .at(span, format!("in a struct, Flyte cannot tell `{two}` from `{one}`"))
            .help("use a field for each alternative")
            .note("Flyte keeps a struct as MessagePack, in which the value of a union has no tag"),
    );
}
