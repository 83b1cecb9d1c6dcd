//! Types that are missing or written as in other languages.

use super::place::Place;
use super::{calls, report};
use crate::diagnostics::{Diagnostic, Edit};
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
    // All of the types between the bars, and that of the result.
    let bar = (place.index()..).take_while(|at| place.kind_of(*at).is_some()).find(|at| place.token(*at) == "|")?;
    let mut edits = Vec::new();
    let mut names = Vec::new();
    let mut at = index + 1;
    while at < bar {
        names.push(place.token(at));
        if place.token(at + 1) == ":" {
            let end = (at + 2..=bar).find(|end| matches!(place.token(*end), "," | "|"))?;
            edits.push(Edit { span: place.end_of(at).to(place.end_of(end - 1)), text: String::new() });
            at = end + 1;
        } else {
            at += 2;
        }
    }
    if place.token(bar + 1) == "->" {
        let end = type_end(place, bar + 2);
        edits.push(Edit { span: place.end_of(bar).to(place.end_of(end - 1)), text: String::new() });
    }
    Some(report::closure_type(place.span(), &names.join(", "), edits))
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
        Some(Meant::Type(ty)) => report::type_written(place.written(span), span, span, &ty),
        Some(Meant::Several(parts)) if output => report::type_written(place.written(span), span, span, &format!("({})", parts.join(", "))),
        Some(Meant::Several(parts)) => report::tuple_type(span, &parts),
        Some(Meant::Nothing) if output => report::no_output(span, place.end_of(introducer - 1).to(span)),
        Some(Meant::Form(help)) => report::foreign_type(place.written(span), span, &format!("here it is written {help}")),
        Some(Meant::Nothing) | None => match (tuple_inside(place, start, end), literals(&words)) {
            (Some(parts), _) => report::tuple_type(span, &parts),
            (None, Some(values)) => return Some(literal_type(place, introducer, span, &values)),
            (None, None) => report::foreign_type(place.written(span), span, unwritable(&words)?),
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

/// The values of `"a" | "b"` and `Literal["a", "b"]`.
fn literals<'w>(words: &[&'w str]) -> Option<Vec<&'w str>> {
    let applied =
        words.iter().position(|word| *word == "Literal").and_then(|at| words.get(at + 1..)?.strip_prefix(&["["])?.strip_suffix(&["]"]));
    let inside = applied.or_else(|| words.first().filter(|first| first.starts_with(['"', '\''])).map(|_| words))?;
    let values: Vec<&str> = inside.iter().copied().filter(|word| !matches!(*word, "|" | ",")).collect();
    let quoted = |value: &&str| value.len() > 2 && value.starts_with(['"', '\'']);
    (!values.is_empty() && values.iter().all(quoted)).then(|| values.iter().map(|value| value.trim_matches(['"', '\''])).collect())
}

/// A type of some strings, which is an `enum` here.
fn literal_type(place: &Place<'_>, introducer: usize, span: Span, values: &[&str]) -> Diagnostic {
    let is_word = |value: &str| {
        value.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let variants: Option<Vec<String>> = values
        .iter()
        .map(|value| {
            let name: String = value.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
            let reserved = TokenKind::of_word(&name).is_reserved();
            match is_word(value) && !reserved {
                true => Some((*value).to_owned()),
                false => (is_word(&name) && !reserved).then(|| format!("{name} = \"{value}\"")),
            }
        })
        .collect();
    if place.item == ItemWord::Type && introducer == 2 {
        let text = variants.map(|variants| format!("enum {} {{ {} }}", place.token(1), variants.join(", ")));
        return report::literal_alias(span, place.span_of(0).to(span), text);
    }
    // The enum is named after what has the type.
    let owner = introducer.checked_sub(1).map_or("", |at| place.token(at));
    let mut name = String::new();
    for part in owner.split('_').filter(|part| !part.is_empty()) {
        let (first, rest) = part.split_at(1);
        name += &first.to_ascii_uppercase();
        name += rest;
    }
    let text = variants.filter(|_| is_word(&name)).map(|variants| format!("enum {name} {{ {} }}", variants.join(", ")));
    report::literal_type(span, &name, text)
}

/// `weight?: int`
pub(super) fn optional_name(place: &Place<'_>) -> Option<Diagnostic> {
    let mark = place.index();
    let name = mark.checked_sub(1)?;
    let named = place.current() == "?" && place.token(mark + 1) == ":" && place.is_name(name) && place.statement() == name;
    let field = place.in_declaration() && place.item == ItemWord::Struct;
    if !named || !(place.in_params() || field) {
        return None;
    }
    let end = type_end(place, mark + 2);
    if end == mark + 2 {
        return None;
    }
    let words = place.words(mark + 2, end);
    let ty = match foreign_types::meant(&words) {
        Some((Meant::Type(ty), read)) if read == words.len() => ty,
        _ => place.source(mark + 2..end).to_owned(),
    };
    let ty = foreign_types::optional(&ty);
    let default = if place.token(end) == "=" { "" } else { " = none" };
    let text = format!("{}: {ty}{default}", place.token(name));
    Some(report::optional_name(place.span_of(mark), place.span_over(name..end), &text))
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
        let end = place.part_end(place.index());
        let default = (place.current() == "=").then(|| place.ours(place.index() + 1..end)).filter(|default| !default.is_empty());
        let ty = default.as_deref().and_then(super::foreign::type_of_literal);
        let text = ty.zip(default.as_deref()).map(|(ty, default)| format!("{name}: {ty} = {default}"));
        return Some(report::untyped(what, name, span, text.map(|text| (place.span_over(name_index..end), text))));
    }
    let typed = place.kind().is_some_and(TokenKind::is_word) || matches!(place.class(), Some(Class::Open | Class::OpenBlock));
    typed.then(|| {
        let is_type = matches!(name, "int" | "float" | "str" | "bool" | "string" | "double");
        let swapped = is_type && !place.is_reserved();
        report::missing_type_colon(name, place.span_of(name_index).tail(), swapped.then_some(place.current()))
    })
}
