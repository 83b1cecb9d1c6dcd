//! Types that are missing or written as in other languages.

use super::place::Place;
use super::{calls, report};
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::syntax::foreign_types::{self, Meant};
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

/// `list[int]`, `Dict[str, int]`, `int[]`, `np.ndarray`, `(int, str)` as a type.
pub(super) fn foreign_type(place: &Place<'_>) -> Option<Diagnostic> {
    let (introducer, end) = type_around(place)?;
    let (start, output) = (introducer + 1, place.token(introducer) == "->");
    let span = place.between(start, end - 1);
    let words = place.words(start, end);
    let here = match foreign_types::meant(&words) {
        Some((meant, read)) if read == words.len() => Some(meant),
        _ => None,
    };
    Some(match here {
        Some(Meant::Type(ty)) if place.written(span) == ty => return None,
        Some(Meant::Type(ty)) => report::type_written(span, span, &ty),
        Some(Meant::Several(parts)) if output => report::type_written(span, span, &format!("({})", parts.join(", "))),
        Some(Meant::Several(parts)) => report::tuple_type(span, &parts),
        Some(Meant::Nothing) if output => report::no_output(span, place.end_of(introducer - 1).to(span)),
        Some(Meant::Form(help)) => report::foreign_type(span, &format!("here it is written {help}")),
        Some(Meant::Nothing) | None => match tuple_inside(place, start, end) {
            Some(parts) => report::tuple_type(span, &parts),
            None => report::foreign_type(span, unwritable(&words)?),
        },
    })
}

/// `-> (int, (str, str))`, `-> (a: (x: int, y: int), b: str)`, `f(at: (x: float, y: float))`
pub(super) fn nested_parts(place: &Place<'_>) -> Option<Diagnostic> {
    let (open, list) = (place.index(), place.opener()?);
    let in_type = matches!(place.before(1), "(" | "," | ":") && place.token(list) == "(" && place.in_header(list);
    if place.current() != "(" || !in_type {
        return None;
    }
    let (close, commas) = calls::elements(place, open)?;
    let ends = commas.iter().copied().chain([close]);
    let starts = [open].into_iter().chain(commas.iter().copied());
    let parts: Vec<&str> = starts.zip(ends).map(|(start, end)| calls::between(place, start, end)).filter(|part| !part.is_empty()).collect();
    let named = |index: usize| place.is_name(index + 1) && place.token(index + 2) == ":";
    let fields: Vec<String> = if named(open) {
        parts.iter().map(|part| (*part).to_owned()).collect()
    } else {
        parts.iter().enumerate().map(|(at, part)| format!("{}: {part}", POSITIONS.get(at).unwrap_or(&"other"))).collect()
    };
    let declared = format!("struct Parts {{ {} }}", fields.join(", "));
    if parts.len() < 2 || parts.len() > POSITIONS.len() || !super::foreign::reads(&declared) {
        return None;
    }
    let (span, whole) = (place.between(open, close), place.between(list, place.closing(list)?));
    let (before, after) = (Span { end: span.start, ..whole }, Span { start: span.end, ..whole });
    let written = format!("{}Parts{}", place.written(before), place.written(after));
    Some(report::nested_parts(span, place.token(list - 1) == "->", &declared, &written))
}

/// Names for fields that have none.
const POSITIONS: &[&str] = &["first", "second", "third", "fourth", "fifth"];

/// `f(&x)`
pub(super) fn reference(place: &Place<'_>) -> Option<Diagnostic> {
    let sign = place.current();
    (place.kind() == Some(TokenKind::Stray) && sign.starts_with('&')).then(|| report::reference(sign, place.span()))
}

/// Types of other languages that have no form here, and what to do without them.
const UNWRITABLE: &[(&[&str], &str)] = &[
    (&["Callable", "Fn", "FnMut", "FnOnce", "Function", "fn"], "functions are not values here: declare a `fn`, and call it by its name"),
    (&["Literal"], "declare an `enum` with these values as its variants"),
    (&["Generator", "Iterator", "AsyncIterator", "Stream"], "a list is written `[T]`"),
    (&["file", "dir", "table"], "a format is a string: `file<\"csv\">`; columns are `table<{name: type}>`"),
    (&["dict", "Dict", "map", "Map", "HashMap", "Mapping", "Record"], "a map is written `{str: T}`"),
    (&["Optional", "Option"], "an optional is written `T?`"),
    (&["Union"], "a union is written `A | B`"),
    (&["list", "List", "array", "Array", "Vec", "set", "Set", "Sequence", "Iterable"], "a list is written `[T]`"),
    (&["tuple", "Tuple"], "several outputs of a task are written `-> (A, B)`; there are no other tuple types"),
];

fn unwritable(words: &[&str]) -> Option<&'static str> {
    let known = |word: &&str| UNWRITABLE.iter().find(|(names, _)| names.contains(word));
    match words.iter().find_map(known) {
        Some((_, help)) => Some(help),
        None => {
            let applied = |pair: &[&str]| matches!(pair, [name, "<" | "["] if name.starts_with(|first: char| first.is_ascii_alphabetic()));
            words.windows(2).any(applied).then_some("types have no parameters: a list is written `[T]`, a map `{str: T}`")
        }
    }
}

/// The types in the parentheses of a tuple within a type.
fn tuple_inside(place: &Place<'_>, start: usize, end: usize) -> Option<Vec<String>> {
    let open = (start..end).find(|index| place.token(*index) == "(")?;
    match foreign_types::meant(&place.words(open, end))? {
        (Meant::Several(parts), _) => Some(parts),
        (Meant::Type(_) | Meant::Nothing | Meant::Form(_), _) => None,
    }
}

/// The token before the type that holds the place, and the index after it.
fn type_around(place: &Place<'_>) -> Option<(usize, usize)> {
    /// A type is not longer than this.
    const LONGEST: usize = 100;
    let index = place.index();
    (index.saturating_sub(LONGEST)..index)
        .filter(|at| introduces_type(place, *at))
        .map(|at| (at, type_end(place, at + 1)))
        .find(|(at, end)| index < *end && !is_output_list(place, *at, *end))
}

/// Whether several outputs are listed after the `->` at a token, in a form that is ours: the mistake is in one of them.
fn is_output_list(place: &Place<'_>, at: usize, end: usize) -> bool {
    let words = place.words(at + 1, end);
    place.token(at) == "->" && words.first() == Some(&"(") && foreign_types::meant(&words).is_none_or(|(_, read)| read != words.len())
}

/// Whether a type follows this token.
fn introduces_type(place: &Place<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |index| place.token(index));
    match place.token(at) {
        "->" => place.in_header(at) && before(1) == ")",
        "=" => place.item == ItemWord::Type && at == 2,
        ":" if at > 0 && place.kind_of(at - 1).is_some_and(TokenKind::is_word) => match before(2) {
            "let" | "var" | "const" => true,
            "(" | "," => place.in_header(at) || place.item == ItemWord::Struct && at > 3,
            "{" | "\n" | ";" => place.item == ItemWord::Struct && at > 3,
            _ => false,
        },
        _ => false,
    }
}

/// The index after the type that begins at `start`.
pub(super) fn type_end(place: &Place<'_>, start: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(class) = place.class_of(at) {
        let word = place.token(at);
        match (class, word) {
            (Class::OpenBlock, _) if depth == 0 => break,
            (Class::Open | Class::OpenBlock, _) | (_, "<") => depth += 1,
            (Class::Close, _) | (_, ">") if depth == 0 => break,
            (Class::Close, _) | (_, ">") => depth -= 1,
            (Class::Newline, _) | (_, "," | "=" | ";" | "with" | "container" | "python" | "plugin" | "extern") if depth == 0 => break,
            (_, ":") if depth == 0 && place.token(at + 1) != ":" && place.token(at - 1) != ":" => break,
            _ => {}
        }
        at += 1;
    }
    at
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
