//! Types that are missing or written as in other languages.

use super::place::Place;
use super::report;
use crate::diagnostics::Diagnostic;
use crate::syntax::token::{Class, ItemWord, TokenKind};

/// `|x: int| …`
pub(super) fn closure_type(place: &Place<'_>) -> Option<Diagnostic> {
    if place.current() != ":" || !place.is_name(place.index().checked_sub(1)?) {
        return None;
    }
    let mut index = place.index() - 1;
    while place.is_name(index) || matches!(place.token(index), "," | "(" | ")") {
        index = index.checked_sub(1)?;
    }
    let opens = place.token(index) == "|" && index.checked_sub(1).is_none_or(|before| !place.ends_operand(before));
    if !opens || index + 1 == place.index() {
        return None;
    }
    Some(report::closure_type(place.span(), place.before(1)))
}

/// `list[int]`, `Dict[str, int]`, `int[]`, `(int, str)` as a type.
pub(super) fn foreign_type(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let bracket = [index, index.wrapping_sub(1)].into_iter().find(|index| matches!(place.token(*index), "[" | "<"))?;
    let word = place.token(bracket.checked_sub(1)?);
    let position = place.token(bracket.checked_sub(2)?);
    if !matches!(position, ":" | "->" | "[" | "," | "|" | "=" | "<" | "(") || !place.glued(bracket) {
        return None;
    }
    let help = match word {
        "list" | "List" | "array" | "Array" | "Vec" | "set" | "Set" | "Sequence" | "Iterable" => "a list is written `[T]`",
        "dict" | "Dict" | "map" | "Map" | "HashMap" | "Mapping" => "a map is written `{str: T}`",
        "Optional" | "Option" => "an optional is written `T?`",
        "Union" => "a union is written `A | B`",
        "tuple" | "Tuple" => "several outputs of a task are written `-> (A, B)`; there are no other tuple types",
        _ if place.token(bracket + 1) == "]" => "a list is written `[T]`",
        "file" | "dir" | "table" => "a format is a string: `file<\"csv\">`; columns are `table<{name: type}>`",
        "FlyteFile" => "a file is written `file` or `file<\"csv\">`",
        "FlyteDirectory" => "a folder is written `dir`",
        _ => return None,
    };
    Some(report::foreign_type(place.span_of(bracket - 1).to(place.span_of(bracket)), help))
}

/// A parameter or a field without its type, or without the colon before it.
pub(super) fn missing_type(place: &Place<'_>) -> Option<Diagnostic> {
    let field = place.in_declaration() && place.item == ItemWord::Struct;
    if !place.in_params() && !field {
        return None;
    }
    let what = if field { "field" } else { "parameter" };
    let name_index = place.statement();
    if !place.is_name(name_index) || place.index() > name_index + 2 {
        return None;
    }
    let name = place.token(name_index);
    let span = place.span_of(name_index);
    if place.index() == name_index + 2 && place.before(1) == ":" {
        if place.current() == "(" {
            return Some(report::tuple_type(place.span()));
        }
        return place.is_end().then(|| report::missing_type_after_colon(what, name, place.end_of(place.index() - 1)));
    }
    if place.index() != name_index + 1 {
        return None;
    }
    if place.is_end() || place.current() == "=" {
        return Some(report::untyped(what, name, span));
    }
    let typed = place.kind().is_some_and(TokenKind::is_word) || matches!(place.class(), Some(Class::Open | Class::OpenBlock));
    typed.then(|| {
        let is_type = matches!(name, "int" | "float" | "str" | "bool" | "string" | "double");
        let swapped = is_type && !place.is_reserved();
        report::missing_type_colon(name, place.span_of(name_index).tail(), swapped.then_some(place.current()))
    })
}
