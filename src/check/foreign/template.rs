//! Filling in the right side of a row with the user's own code.

use super::pattern::Places;
use super::{Given, Kind, Use};

/// How tightly an expression holds together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Shape {
    /// A name, literal, call or anything in brackets.
    Primary,
    /// An operator and its operands.
    Operation,
    /// A closure or branch.
    Open,
}

/// Code as the user wrote it.
#[derive(Clone, Debug)]
pub(in crate::check) struct Code {
    pub(in crate::check) text: String,
    pub(in crate::check) shape: Shape,
}

impl Code {
    pub(in crate::check) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), shape: shape(text) }
    }
}

/// How tightly a text holds together, from the signs outside of its brackets and strings.
fn shape(text: &str) -> Shape {
    if text.starts_with('|') || text.starts_with("if ") || text.starts_with("match ") {
        return Shape::Open;
    }
    if has_operator(text) { Shape::Operation } else { Shape::Primary }
}

/// Whether an operator is outside of all brackets and strings.
pub(in crate::check) fn has_operator(text: &str) -> bool {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for char in text.chars() {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '+' | '-' | '*' | '/' | '%' | '<' | '>' | '=' | '?' | '!' | ' ' if depth == 0 => return true,
            _ => {}
        }
    }
    false
}

/// Code of more bytes is left out where a message quotes it.
const LONGEST: usize = 48;

impl Code {
    /// What is between the quotes of a plain string literal on one line.
    pub(super) fn literal(&self) -> Option<&str> {
        plain(&self.text)
    }

    /// The code where nothing else is part of the same expression.
    fn alone(&self, short: bool) -> &str {
        if short && (self.text.len() > LONGEST || self.text.contains('\n')) { "…" } else { &self.text }
    }

    /// The code as an operand.
    pub(in crate::check) fn operand(&self, short: bool) -> String {
        match self.shape {
            Shape::Primary => self.alone(short).to_owned(),
            Shape::Operation | Shape::Open => format!("({})", self.alone(short)),
        }
    }

    /// The code within an interpolated string.
    pub(super) fn interpolated(&self) -> String {
        if self.text.starts_with('{') || self.shape == Shape::Open { format!("{{({})}}", self.text) } else { format!("{{{}}}", self.text) }
    }
}

/// What is between the quotes of a plain string literal on one line.
pub(super) fn plain(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    (!inner.starts_with('"') && !inner.contains('\n')).then_some(inner)
}

/// `ours` with the code of the places; `short` leaves long code out.
pub(super) fn render(ours: &str, name: &str, used: &Use, places: &Places, short: bool) -> String {
    let mut code = String::new();
    let mut rest = ours;
    while let Some((before, after)) = rest.split_once('$') {
        code.push_str(before);
        let mut following = after.chars();
        let sign = following.next().unwrap_or('$');
        rest = following.as_str();
        let context = Context { before: &code, after: rest };
        let filled = match sign {
            '$' => "$".to_owned(),
            '@' => name.to_owned(),
            '*' => {
                let all: Vec<&str> = places.rest.iter().filter_map(|at| used.args.get(*at)).map(|given| given.code.alone(short)).collect();
                all.join(", ")
            }
            '=' => places.rest.iter().filter_map(|at| used.args.get(*at)).map(|given| as_text(given, short)).collect::<Vec<_>>().join(" "),
            ':' => {
                let named = used.args.iter().filter_map(|given| Some((given.name.as_ref()?, given.code.alone(short))));
                named.map(|(name, code)| format!("\"{name}\": {code}")).collect::<Vec<_>>().join(", ")
            }
            // As it is written, even if it is a function.
            '!' => {
                let place = rest.chars().next().unwrap_or_default();
                rest = rest.get(1..).unwrap_or_default();
                given(place, used, places).map_or_else(String::new, |given| given.code.alone(short).to_owned())
            }
            // A pattern that has to match all of a string, or its start.
            '~' | '<' => {
                let place = rest.chars().next().unwrap_or_default();
                rest = rest.get(1..).unwrap_or_default();
                given(place, used, places).map_or_else(String::new, |given| anchored(given, sign == '~', short))
            }
            // A closure whose two parameters are a tuple.
            '(' => {
                let place = rest.chars().next().unwrap_or_default();
                rest = rest.get(1..).unwrap_or_default();
                given(place, used, places).map_or_else(String::new, |given| of_pairs(given, short))
            }
            // A closure with two parameters.
            '^' => {
                let place = rest.chars().next().unwrap_or_default();
                rest = rest.get(1..).unwrap_or_default();
                let context = Context { before: &code, after: rest };
                given(place, used, places).map_or_else(String::new, |given| code_of(given, 2, &context, short))
            }
            place => given(place, used, places).map_or_else(String::new, |given| code_of(given, 1, &context, short)),
        };
        code.push_str(&filled);
    }
    code.push_str(rest);
    code
}

pub(super) fn given<'u>(place: char, used: &'u Use, places: &Places) -> Option<&'u Given> {
    match place.to_digit(10)? as usize {
        0 => used.receiver.as_ref(),
        number => used.args.get(places.numbered.get(number - 1).copied()??),
    }
}

/// What is written around a place.
struct Context<'c> {
    before: &'c str,
    after: &'c str,
}

impl Context<'_> {
    /// Whether the place is an operand: before a dot or a bracket, or beside an operator.
    fn is_operand(&self) -> bool {
        let starts = self.before.is_empty()
            || self.before.ends_with(['(', '[', '{', ',', '`'])
            || self.before.ends_with(", ")
            || self.before.ends_with(": ");
        let assigned = self.before.ends_with(" = ") || self.before.ends_with("+= ") || self.before.ends_with("| ");
        let ends = self.after.is_empty() || self.after.starts_with([')', ']', '}', ',', '`', ';']);
        !((starts || assigned) && ends)
    }
}

fn code_of(given: &Given, params: usize, context: &Context<'_>, short: bool) -> String {
    match given.kind {
        Kind::Function if params == 2 => format!("|a, b| {}(a, b)", given.code.text),
        Kind::Function if !context.after.starts_with('(') => format!("|x| {}(x)", given.code.text),
        _ if context.is_operand() => given.code.operand(short),
        _ => given.code.alone(short).to_owned(),
    }
}

/// A function of two values as a closure of a pair.
fn of_pairs(given: &Given, short: bool) -> String {
    let text = given.code.alone(short);
    match text.strip_prefix('|').and_then(|rest| rest.split_once('|')) {
        Some((params, body)) => format!("|({params})|{body}"),
        None if given.kind == Kind::Function => format!("|(a, b)| {text}(a, b)"),
        None => text.to_owned(),
    }
}

/// The value as an operand of code that is made of it.
pub(super) fn render_operand(given: &Given, short: bool) -> String {
    given.code.operand(short)
}

/// A pattern that has to match from the start of a string, or all of it, which a literal says itself.
fn anchored(given: &Given, to_end: bool, short: bool) -> String {
    let end = if to_end { "$" } else { "" };
    let text = given.code.alone(short);
    let quotes = text.find('"').zip(text.rfind('"')).filter(|(first, last)| first < last && matches!(&text[..*first], "" | "r"));
    match quotes.filter(|(_, last)| *last + 1 == text.len() && !text.contains('\n')) {
        Some((first, last)) => format!("{}^(?:{}){end}{}", &text[..=first], &text[first + 1..last], &text[last..]),
        None => format!("\"^(?:\" + {} + \"){end}\"", given.code.operand(short)),
    }
}

/// The code as a part of an interpolated string.
fn as_text(given: &Given, short: bool) -> String {
    let text = given.code.alone(short);
    match (given.code.literal(), text.strip_prefix("f\"").and_then(|inner| inner.strip_suffix('"'))) {
        _ if text == "…" => "…".to_owned(),
        (Some(literal), _) => literal.replace('{', "{{").replace('}', "}}"),
        (None, Some(inner)) if !inner.starts_with('"') => inner.to_owned(),
        _ => given.code.interpolated(),
    }
}
