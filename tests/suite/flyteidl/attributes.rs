//! What is in attributes and types of Rust sources.

use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, GenericArgument, Lit, Meta, PathArguments, Token, Type};

/// What is in the attributes of a name.
pub(super) fn metas(attributes: &[Attribute], name: &str) -> Vec<Meta> {
    let named = attributes.iter().filter(|attribute| attribute.path().is_ident(name));
    named.flat_map(|attribute| attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).unwrap()).collect()
}

/// Whether a word is among the attributes.
pub(super) fn flag(metas: &[Meta], name: &str) -> bool {
    metas.iter().any(|meta| matches!(meta, Meta::Path(path) if path.is_ident(name)))
}

/// The string that is given to a name among the attributes.
pub(super) fn text(metas: &[Meta], name: &str) -> Option<String> {
    let found = metas.iter().find_map(|meta| match meta {
        Meta::NameValue(pair) if pair.path.is_ident(name) => Some(&pair.value),
        _ => None,
    })?;
    match found {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// The number of an enum's value.
pub(super) fn integer(number: &Expr) -> i32 {
    match number {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse().unwrap(),
            _ => unreachable!("a discriminant is an integer"),
        },
        _ => unreachable!("a discriminant is a literal"),
    }
}

/// The name of the type inside of all `Option`s, `Vec`s, `Box`es and, as the value, maps.
pub(super) fn innermost(r#type: &Type) -> String {
    let Type::Path(path) = r#type else { unreachable!("the type of a field is a path") };
    let last = path.path.segments.last().unwrap();
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.last() {
            Some(GenericArgument::Type(inner)) => innermost(inner),
            _ => unreachable!("a generic argument is a type"),
        },
        _ => last.ident.to_string(),
    }
}

/// serde's snake case: an underscore before every capital but the first.
pub(super) fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for (at, letter) in name.char_indices() {
        if at > 0 && letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}
