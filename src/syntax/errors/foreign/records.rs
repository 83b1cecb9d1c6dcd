//! Classes, interfaces, records and enumerations of other languages: `@dataclass class A:`, `interface A { x: number }`, `class T(Enum):`.

use super::decorators::Decorator;
use super::functions::parameter;
use super::{block_end, literal, options, reads, report};
use crate::diagnostics::{Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::errors::place::Place;
use crate::syntax::token::{Class, TokenKind};

/// Words that begin a type with fields.
const WORDS: &[&str] = &["class", "interface", "record", "message", "object", "dataclass", "case", "union"];

/// Words that begin a group of functions.
const GROUPS: &[&str] = &["impl", "trait", "protocol", "extension", "mixin"];

/// Words that begin a function within a type.
pub(super) const METHODS: [&str; 5] = ["fn", "def", "func", "fun", "function"];

/// Words before a field that mean nothing here.
const MODIFIERS: &[&str] =
    &["pub", "public", "private", "protected", "readonly", "static", "final", "let", "val", "var", "const", "required", "repeated", "mut"];

/// What a class declares.
#[derive(Default)]
pub(in crate::syntax::errors) struct Fields {
    /// Fields as they are written here: `x: int = 1`.
    pub(in crate::syntax::errors) fields: Vec<String>,
    /// Variants as they are written here: `gold = "GOLD"`.
    pub(in crate::syntax::errors) variants: Vec<String>,
    methods: bool,
}

pub(super) fn declaration(place: &Place<'_>, decorators: &[Decorator<'_>], at: usize) -> Option<(Diagnostic, u32)> {
    if GROUPS.contains(&place.token(at)) {
        return group(place, at);
    }
    let word = place.token(at);
    let name = if place.token(at + 1) == "class" { at + 2 } else { at + 1 };
    if !WORDS.contains(&word) || !place.kind_of(name).is_some_and(TokenKind::is_word) {
        return None;
    }
    let body = body(place, name + 1)?;
    let is_enum = place.words(name + 1, body.open).iter().any(|word| word.ends_with("Enum") || *word == "Flag");
    let fields = Fields::read(place, &body, is_enum);
    let (keyword, entries) = if is_enum { ("enum", &fields.variants) } else { ("struct", &fields.fields) };
    let name = place.token(name);
    let span = decorators.first().map_or(place.span_of(at), |first| first.span);
    let written = format!("{keyword} {name} {{ {} }}", entries.join(", "));
    let known = !entries.is_empty() && !written.contains('…');
    let text = format!("{keyword} {name} {{\n    {}\n}}", entries.join("\n    "));
    let fix = (known && !fields.methods && reads(&text)).then(|| {
        let whole = Span { end: body.end, ..place.span_of(0) };
        (format!("write it as {}", if is_enum { "an `enum`" } else { "a `struct`" }), vec![Edit { span: whole, text }])
    });
    let written = if entries.is_empty() { format!("{keyword} {name} {{ … }}") } else { written };
    let decorator = decorators.first().map(|first| place.written(first.span));
    Some((report::record(word, span, decorator, &written, fields.methods.then_some(name), fix), body.end))
}

/// Where the parts of a declaration are.
pub(in crate::syntax::errors) struct Body {
    /// The `:`, `{` or `(` before them.
    pub(in crate::syntax::errors) open: usize,
    /// The index after the last of their tokens.
    pub(in crate::syntax::errors) close: usize,
    /// The byte after the declaration.
    pub(in crate::syntax::errors) end: u32,
}

/// The body after a name and what it inherits from.
fn body(place: &Place<'_>, mut at: usize) -> Option<Body> {
    loop {
        match place.token(at) {
            "{" => {
                let close = place.closing(at)?;
                return Some(Body { open: at, close, end: place.end_of(close).end });
            }
            ":" if place.first_on_line(at + 1) || place.kind_of(at + 2).is_none() || place.token(at + 2) == ":" => {
                let end = block_end(place.text(), place.span_of(0).start, place.end_of(at).end);
                let close = (at + 1..).find(|index| place.kind_of(*index).is_none() || place.span_of(*index).start >= end)?;
                return Some(Body { open: at, close, end });
            }
            "(" => {
                let close = place.closing(at)?;
                let last = place.kind_of(close + 1).is_none() || place.first_on_line(close + 1);
                if last {
                    return Some(Body { open: at, close, end: place.end_of(close).end });
                }
                at = close + 1;
            }
            "" => return None,
            _ if place.first_on_line(at) => return None,
            _ => at += 1,
        }
    }
}

impl Fields {
    /// The fields or variants in a body.
    pub(in crate::syntax::errors) fn read(place: &Place<'_>, body: &Body, is_enum: bool) -> Self {
        let mut read = Self::default();
        let column = place.column(body.open + 1);
        let indented = place.token(body.open) == ":";
        for (start, end) in entries(place, body) {
            // What is indented further belongs to a method above.
            if indented && place.column(start) > column {
                continue;
            }
            let mut words = place.words(start, end);
            while words.first().is_some_and(|word| MODIFIERS.contains(word)) {
                words.remove(0);
            }
            read.entry(&words, is_enum);
        }
        read
    }

    fn entry(&mut self, words: &[&str], is_enum: bool) {
        match words {
            [] | ["pass" | "..." | "."] | [".", ".", "."] => {}
            [first, ..] if first.starts_with('"') || first.starts_with('\'') => {}
            [first, ..] if METHODS.contains(first) || matches!(*first, "async" | "constructor") => self.methods = true,
            [decorator, ..] if decorator.starts_with('@') => self.methods = true,
            [name, "(", ..] if !is_enum || name.starts_with('_') => self.methods = true,
            [name] if is_enum => self.variants.push((*name).to_owned()),
            [name, "=", value @ ..] if is_enum => {
                self.variants.push(match literal(value) {
                    Some(text) if text.starts_with('"') && text.trim_matches('"') == *name => (*name).to_owned(),
                    Some(text) if text.starts_with('"') => format!("{name} = {text}"),
                    Some(number) => format!("{name} = \"{number}\""),
                    None => (*name).to_owned(),
                });
            }
            _ => {
                let factory = words.iter().position(|word| *word == "default_factory").and_then(|at| words.get(at + 2));
                let tagged = words.iter().position(|word| word.starts_with('`')).unwrap_or(words.len());
                match parameter(&words[..tagged]) {
                    Some((name, ty, default)) => {
                        let default = default.or_else(|| match factory {
                            Some(&"list") => Some("[]".to_owned()),
                            Some(&"dict") => Some("{}".to_owned()),
                            _ => None,
                        });
                        let default = default.map_or(String::new(), |default| format!(" = {default}"));
                        self.fields.push(format!("{name}: {}{default}", ty.as_deref().unwrap_or("…")));
                    }
                    None => self.methods = true,
                }
            }
        }
    }
}

/// The fields, variants or statements in a body, as ranges of tokens.
fn entries(place: &Place<'_>, body: &Body) -> Vec<(usize, usize)> {
    let (mut entries, mut start, mut depth) = (Vec::new(), body.open + 1, 0_usize);
    for at in body.open + 1..body.close {
        match place.class_of(at) {
            Some(Class::Open | Class::OpenBlock) => depth += 1,
            Some(Class::Close) => depth = depth.saturating_sub(1),
            _ if depth > 0 => continue,
            _ => {}
        }
        let separates = matches!(place.kind_of(at), Some(TokenKind::Comma | TokenKind::Semicolon | TokenKind::Newline)) && depth == 0;
        let line = at > start && place.first_on_line(at) && (depth == 0 || depth == 1 && place.class_of(at) == Some(Class::Open));
        if separates || line {
            entries.push((start, at));
            start = if separates { at + 1 } else { at };
        }
    }
    entries.push((start, body.close));
    entries.retain(|(start, end)| start < end);
    entries
}

/// `impl Shape { fn area(&self) -> f64 { … } }`
fn group(place: &Place<'_>, at: usize) -> Option<(Diagnostic, u32)> {
    let open = (at + 1..at + 40).find(|index| matches!(place.token(*index), "{" | ":"))?;
    let close = place.closing(open);
    let end = match close {
        Some(close) => place.end_of(close).end,
        None => block_end(place.text(), place.span_of(at).start, place.end_of(open).end),
    };
    let owner =
        (at + 1..open).rev().map(|index| place.token(index)).find(|word| word.starts_with(|first: char| first.is_ascii_alphabetic()));
    let starts: Vec<usize> = (open..close.unwrap_or(open)).filter(|index| METHODS.contains(&place.token(*index))).collect();
    let methods: Option<Vec<Method>> = owner.and_then(|owner| starts.iter().map(|method| Method::read(place, *method, owner)).collect());
    let written = methods.as_ref().and_then(|methods| Some(format!("{} {{ … }}", methods.first()?.header)));
    let bodies: Option<Vec<String>> = methods.and_then(|methods| {
        let written = |method: Method| Some(format!("{} {}", method.header, method.body?));
        methods.into_iter().map(written).collect()
    });
    let text = bodies.map(|bodies| bodies.join("\n\n")).filter(|text| !text.is_empty() && !text.contains('…') && reads(text));
    let fix = text.map(|text| ("write them as functions".to_owned(), vec![Edit { span: Span { end, ..place.span_of(0) }, text }]));
    Some((report::group(place.token(at), place.span_of(at), written.as_deref(), fix), end))
}

/// A function within a type, as it is written at the top level.
struct Method {
    header: String,
    /// With its braces, if it has them.
    body: Option<String>,
}

impl Method {
    fn read(place: &Place<'_>, at: usize, owner: &str) -> Option<Self> {
        let paren = at + 2;
        let close = place.closing(paren).filter(|_| place.token(paren) == "(")?;
        let own = options::parameters(place, paren, close).first().is_some_and(|(start, end)| place.words(*start, *end).contains(&"self"));
        let (params, output) = super::functions::method(place, at)?;
        let itself = snake_case(owner);
        let params: Vec<String> = own.then(|| format!("{itself}: {owner}")).into_iter().chain(params).collect();
        let output = output.replace("Self", owner);
        let header = format!("fn {}({}){output}", place.token(at + 1), params.join(", "));
        let open = (close..close + 40).find(|index| place.token(*index) == "{");
        let body = open.and_then(|open| body_of_method(place, open, place.closing(open)?, &itself, owner));
        Some(Self { header, body })
    }
}

/// The block of a method, moved to the top level. `None` if the name of its value is taken.
fn body_of_method(place: &Place<'_>, open: usize, close: usize, itself: &str, owner: &str) -> Option<String> {
    let span = place.span_over(open..close + 1);
    let mut text = place.written(span).to_owned();
    for at in (open..close).rev() {
        let word = place.token(at);
        if word == itself && place.token(at - 1) != "." {
            return None;
        }
        let instead = match word {
            "self" => itself,
            "Self" => owner,
            _ => continue,
        };
        let token = place.span_of(at);
        text.replace_range((token.start - span.start) as usize..(token.end - span.start) as usize, instead);
    }
    let last = text.rsplit('\n').next().unwrap_or_default();
    let indent = &last[..last.len() - last.trim_start().len()];
    Some(if indent.is_empty() { text } else { text.replace(&format!("\n{indent}"), "\n") })
}

/// `line_item` for `LineItem`.
fn snake_case(name: &str) -> String {
    let mut written = String::new();
    for char in name.chars() {
        if char.is_ascii_uppercase() && !written.is_empty() {
            written.push('_');
        }
        written.push(char.to_ascii_lowercase());
    }
    written
}
