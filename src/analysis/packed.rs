//! What a struct holds must be told apart when it is packed: MessagePack keeps values without their types.

use super::context::Context;
use super::ty::Type;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::written_types::INDISTINCT_FIELD;
use crate::source::Span;

/// What MessagePack makes of a variant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Packed {
    Number,
    Text,
    /// A map with any keys.
    Map,
    /// A map with `path`.
    File,
    /// A map with `uri`.
    Table,
}

impl Packed {
    /// Nothing for what is like nothing else. An enum's texts are known, so a date is not among them.
    fn of(ty: &Type) -> Option<Packed> {
        match ty {
            Type::Float | Type::Duration => Some(Packed::Number),
            Type::Str | Type::Datetime => Some(Packed::Text),
            Type::Struct(_) | Type::Map(_) | Type::Json => Some(Packed::Map),
            Type::File(_) | Type::Dir(_) => Some(Packed::File),
            Type::Table(_) => Some(Packed::Table),
            _ => None,
        }
    }

    fn clashes(self, other: Packed) -> bool {
        let any_map = |packed| matches!(packed, Packed::Map | Packed::File | Packed::Table);
        self == other || (self == Packed::Map && any_map(other)) || (other == Packed::Map && any_map(self))
    }
}

/// Reports the first union within the type of a field whose variants cannot be told apart. Structs within it have their own fields.
pub(super) fn check(cx: &Context<'_>, ty: &Type, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let Some((one, two)) = clash(ty) else { return };
    let (one, two) = (one.display(cx.program).to_string(), two.display(cx.program).to_string());
    diagnostics.push(
        Diagnostic::new(&INDISTINCT_FIELD, format!("a field cannot be `{one}` or `{two}`"))
            .at(span, format!("within a struct, Flyte cannot tell `{two}` from `{one}`"))
            .help("use a field for each alternative")
            .note("Flyte keeps a struct as MessagePack, in which the value of a union has no tag"),
    );
}

fn clash(ty: &Type) -> Option<(&Type, &Type)> {
    match ty {
        Type::List(inner) | Type::Map(inner) => clash(inner),
        Type::Union(variants) => {
            let kinded: Vec<(&Type, Packed)> = variants.iter().filter_map(|variant| Some((variant, Packed::of(variant)?))).collect();
            let found = kinded.iter().enumerate().find_map(|(at, (second, kind))| {
                let (first, _) = kinded[..at].iter().find(|(_, other)| other.clashes(*kind))?;
                Some((*first, *second))
            });
            found.or_else(|| variants.iter().find_map(clash))
        }
        _ => None,
    }
}
