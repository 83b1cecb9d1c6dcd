//! Functions of other languages: `def f(x: int) -> int:`, `function f(x: number): number {`, `func f(x int) int {`, `fun f(x: Int): Int =`.

use super::decorators::Decorator;
use super::{block_end, literal, options, reads, report, type_of_literal};
use crate::diagnostics::{Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::errors::place::Place;
use crate::syntax::foreign_types::{self, Meant};
use crate::syntax::token::TokenKind;

/// Words that begin a function.
const WORDS: &[&str] = &["def", "func", "function", "fun", "sub", "proc", "defn"];

/// The parts of a header.
struct Header {
    params: Vec<String>,
    /// The output, with its arrow; empty where nothing is returned.
    output: String,
    /// The index of the token at which the body begins: `:`, `{`, `=` or `=>`.
    body: usize,
}

pub(super) fn declaration(place: &Place<'_>, decorators: &[Decorator<'_>], at: usize) -> Option<(Diagnostic, u32)> {
    let word = place.token(at);
    let paren = at + 2 + generic_length(place, at + 2);
    if !WORDS.contains(&word) || !place.kind_of(at + 1).is_some_and(TokenKind::is_word) {
        return None;
    }
    let span = decorators.first().map_or(place.span_of(at), |first| first.span);
    let mut name = place.token(at + 1).to_owned();
    if place.kind_of(at + 1).is_some_and(TokenKind::is_reserved) {
        name = format!("`{name}`");
    }
    let keyword = keyword(decorators);
    let read = (place.token(paren) == "(").then(|| header(place, paren)).flatten();
    let Some(header) = read else {
        let end = block_end(place.text(), place.span_of(at).start, place.end_of(at + 1).end);
        return Some((report::function(word, span, decorators.first().map(|first| place.written(first.span)), keyword, None, None), end));
    };
    let options: Vec<String> =
        decorators.iter().flat_map(|decorator| &decorator.options).map(|(key, value)| format!("{key}: {value}")).collect();
    let with = if options.is_empty() { String::new() } else { format!(" with {{ {} }}", options.join(", ")) };
    let signature = |keyword: &str| format!("{keyword} {name}({}){}{with}", header.params.join(", "), header.output);
    let end = body_end(place, at, &header);
    let written = signature(keyword.unwrap_or("task"));
    let fix = rewritten(place, &header, &written, end).map(|edit| (format!("write it as a `{}`", keyword.unwrap_or("task")), edit));
    let decorator = decorators.first().map(|first| place.written(first.span));
    Some((report::function(word, span, decorator, keyword, Some(&written), fix), end))
}

/// The word of a declaration that a decorator asks for.
fn keyword(decorators: &[Decorator<'_>]) -> Option<&'static str> {
    decorators.iter().find_map(|decorator| match decorator.name {
        "task" | "python_task" => Some("task"),
        "workflow" | "dynamic" | "eager" => Some("workflow"),
        _ => None,
    })
}

/// How many tokens `<T>` or `[T]` after a name are.
fn generic_length(place: &Place<'_>, at: usize) -> usize {
    match place.token(at) {
        "[" => place.closing(at).map_or(0, |close| close + 1 - at),
        "<" => (at..at + 50).find(|index| place.token(*index) == ">").map_or(0, |close| close + 1 - at),
        _ => 0,
    }
}

/// The parameters and the output of the method whose word is at `at`, as they are written here.
pub(super) fn method(place: &Place<'_>, at: usize) -> Option<(Vec<String>, String)> {
    header(place, at + 2).map(|header| (header.params, header.output))
}

fn header(place: &Place<'_>, open: usize) -> Option<Header> {
    let close = place.closing(open)?;
    let mut params = Vec::new();
    // The names of Go that share the type of the next one.
    let mut waiting: Vec<&str> = Vec::new();
    let written = options::parameters(place, open, close);
    let shares = written.iter().all(|(start, end)| place.words(*start, *end).iter().all(|word| !matches!(*word, ":" | "=")));
    for (start, end) in written {
        let words = place.words(start, end);
        if matches!(words.as_slice(), ["self" | "cls" | "this"] | ["&" | "&mut " | "mut", "self"] | ["self", ":", ..]) {
            continue;
        }
        if let [name] = words.as_slice()
            && shares
        {
            waiting.push(name);
            continue;
        }
        let (name, ty, default) = parameter(&words)?;
        for name in waiting.drain(..) {
            params.push(format!("{name}: {}", ty.as_deref().unwrap_or("…")));
        }
        let default = default.map_or(String::new(), |default| format!(" = {default}"));
        params.push(format!("{name}: {}{default}", ty.as_deref().unwrap_or("…")));
    }
    params.extend(waiting.iter().map(|name| format!("{name}: …")));
    let (output, body) = output(place, close + 1)?;
    Some(Header { params, output, body })
}

/// The name, type and default of a parameter.
pub(super) fn parameter(words: &[&str]) -> Option<(String, Option<String>, Option<String>)> {
    let words: Vec<&str> =
        words.iter().copied().skip_while(|word: &&str| matches!(*word, "mut" | "val" | "var" | "final" | "const" | "let")).collect();
    let equals = words.iter().position(|word| *word == "=");
    let (typed, default) = words.split_at(equals.unwrap_or(words.len()));
    let mut default = default.get(1..).and_then(literal);
    let (name, optional, mut ty) = match typed {
        [name] => (*name, false, None),
        [name, ":", ty @ ..] => (*name, false, Some(ty_of(ty)?)),
        [name, "?", ":", ty @ ..] => (*name, true, Some(ty_of(ty)?)),
        // `int x` of C and Java
        [ty, name] if foreign_types::named(ty).is_some() || foreign_types::is_built_in(ty) => (*name, false, Some(ty_of(&[ty])?)),
        // `x int` of Go
        [name, ty @ ..] => (*name, false, Some(ty_of(ty)?)),
        [] => return None,
    };
    if !name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
        return None;
    }
    if optional || default.as_deref() == Some("none") {
        ty = ty.map(|ty| if ty.ends_with('?') || ty.ends_with("| none") { ty } else { format!("{ty}?") });
        default = Some("none".to_owned());
    }
    let ty = ty.or_else(|| default.as_deref().and_then(type_of_literal).map(str::to_owned));
    let reserved = TokenKind::of_word(name).is_reserved();
    Some((if reserved { format!("`{name}`") } else { name.to_owned() }, ty, default))
}

/// A type of a parameter or field, as it is written here; `…` where that is unknown.
pub(in crate::syntax::errors) fn ty_of(words: &[&str]) -> Option<String> {
    match foreign_types::meant(words) {
        Some((Meant::Type(ty), read)) if read == words.len() => Some(ty),
        Some((Meant::Type(_) | Meant::Several(_) | Meant::Nothing | Meant::Form(_), _)) | None => {
            (!words.is_empty()).then(|| "…".to_owned())
        }
    }
}

/// The output after the parameters, and the token at which the body begins.
fn output(place: &Place<'_>, at: usize) -> Option<(String, usize)> {
    let begins = |index: usize| matches!(place.token(index), "{" | "=" | "=>" | "where" | "throws" | "");
    let (start, go) = match place.token(at) {
        "->" => (at + 1, false),
        ":" if place.first_on_line(at + 1) => return Some((untyped(place, at), at)),
        ":" if begins(at + 2)
            || place.kind_of(at + 1).is_some_and(TokenKind::is_word) && matches!(place.token(at + 2), "[" | "<" | "|" | ".") =>
        {
            (at + 1, false)
        }
        ":" => return Some((untyped(place, at), at)),
        _ if begins(at) => return Some((String::new(), at)),
        _ => (at, true),
    };
    let words = place.words(start, start + 80);
    let (meant, read) = foreign_types::meant(&words)?;
    let body = start + read;
    if go && !begins(body) {
        return None;
    }
    let output = match meant {
        Meant::Type(ty) if ty == "none" => String::new(),
        Meant::Type(ty) => format!(" -> {ty}"),
        Meant::Several(parts) => format!(" -> ({})", parts.join(", ")),
        Meant::Nothing => String::new(),
        Meant::Form(_) => " -> …".to_owned(),
    };
    Some((output, body))
}

/// The output of a function that does not state it, by whether its block returns something.
fn untyped(place: &Place<'_>, colon: usize) -> String {
    let end = block_end(place.text(), place.span_of(0).start, place.span_of(colon).end);
    let block = place.text().get(place.span_of(colon).end as usize..end as usize).unwrap_or("");
    let returns = block.split(['\n', ':', ';']).any(|line| line.trim().strip_prefix("return").is_some_and(|rest| rest.starts_with(' ')));
    if returns { " -> …".to_owned() } else { String::new() }
}

/// The byte after the function.
fn body_end(place: &Place<'_>, at: usize, header: &Header) -> u32 {
    match place.token(header.body) {
        "{" => place.closing(header.body).map_or(place.end_of(header.body).end, |close| place.end_of(close).end),
        _ => block_end(place.text(), place.span_of(at).start, place.span_of(header.body).end),
    }
}

/// The function with its header as it is written here, if the result can be read.
fn rewritten(place: &Place<'_>, header: &Header, written: &str, end: u32) -> Option<Vec<Edit>> {
    let start = place.span_of(0);
    let sign = place.span_of(header.body);
    let body = place.text().get(sign.end as usize..end as usize)?;
    let whole = match place.token(header.body) {
        "{" => format!("{written} {{{body}"),
        ":" if body.contains('\n') => format!("{written} {{{}\n}}", body.trim_end()),
        ":" => format!("{written} {{ {} }}", body.trim()),
        _ => return None,
    };
    let span = Span { end, ..start };
    (!written.contains('…') && reads(&whole)).then(|| vec![Edit { span, text: whole }])
}
