//! The types of values in mischief, and their notation.

use std::fmt;

use crate::generator::dice::Dice;

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ty {
    Int,
    Float,
    Str,
    Bool,
    Datetime,
    Duration,
    Bytes,
    Json,
    Rng,
    List(Box<Ty>),
    Map(Box<Ty>),
    Optional(Box<Ty>),
    Tuple(Vec<Ty>),
    /// A struct, an enum or a union, by how it is written.
    Named(&'static str),
    /// A variable of a signature.
    Var(char),
    Closure(Vec<Ty>, Box<Ty>),
}

pub(super) const INNER: Ty = Ty::Named("Inner");
pub(super) const BOX: Ty = Ty::Named("Box");
pub(super) const TIER: Ty = Ty::Named("Tier");
pub(super) const UNION: Ty = Ty::Named("int | str | none");
pub(super) const EITHER: Ty = Ty::Named("int | duration");

impl Ty {
    pub(super) fn list(item: Ty) -> Ty {
        Ty::List(Box::new(item))
    }

    pub(super) fn map(item: Ty) -> Ty {
        Ty::Map(Box::new(item))
    }

    /// `T??` is `T?`, and a union that takes `none` is optional already.
    pub(super) fn optional(item: Ty) -> Ty {
        match item {
            Ty::Optional(_) => item,
            item if item == UNION => item,
            item => Ty::Optional(Box::new(item)),
        }
    }

    /// Whether `==` compares values, and an interface may state it.
    pub(super) fn is_plain(&self) -> bool {
        match self {
            Ty::Tuple(_) | Ty::Rng | Ty::Closure(..) | Ty::Var(_) => false,
            Ty::List(item) | Ty::Map(item) | Ty::Optional(item) => item.is_plain(),
            _ => true,
        }
    }

    /// Whether there is nothing in it that Python has in another form.
    pub(super) fn is_python(&self) -> bool {
        match self {
            Ty::Int | Ty::Float | Ty::Str | Ty::Bool | Ty::Var(_) => true,
            Ty::List(item) | Ty::Map(item) | Ty::Optional(item) => item.is_python(),
            Ty::Tuple(parts) => parts.iter().all(Ty::is_python),
            Ty::Closure(parts, result) => parts.iter().all(Ty::is_python) && result.is_python(),
            _ => false,
        }
    }

    /// Whether a `fn` can take it: no interface states a tuple.
    pub(super) fn is_stated(&self) -> bool {
        match self {
            Ty::List(item) | Ty::Map(item) | Ty::Optional(item) => item.is_stated(),
            other => !matches!(other, Ty::Tuple(_) | Ty::Rng | Ty::Closure(..) | Ty::Var(_)),
        }
    }

    /// Whether values can be sorted.
    pub(super) fn is_ordered(&self) -> bool {
        match self {
            Ty::Int | Ty::Float | Ty::Str | Ty::Bool | Ty::Datetime | Ty::Duration => true,
            Ty::List(item) | Ty::Optional(item) => item.is_ordered(),
            Ty::Tuple(parts) => parts.iter().all(Ty::is_ordered),
            other => *other == TIER,
        }
    }

    /// Makes this type of a signature the wanted one by what its variables represent.
    pub(super) fn unify(&self, wanted: &Ty, bound: &mut Vec<(char, Ty)>) -> bool {
        match (self, wanted) {
            (Ty::Var(name), _) => match bound.iter().find(|(known, _)| known == name) {
                Some((_, ty)) => ty == wanted,
                None => {
                    bound.push((*name, wanted.clone()));
                    true
                }
            },
            (Ty::List(a), Ty::List(b)) | (Ty::Map(a), Ty::Map(b)) | (Ty::Optional(a), Ty::Optional(b)) => a.unify(b, bound),
            (Ty::Tuple(a), Ty::Tuple(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.unify(b, bound)),
            _ => self == wanted,
        }
    }

    /// The type with its variables replaced.
    pub(super) fn bind(&self, bound: &[(char, Ty)]) -> Ty {
        match self {
            Ty::Var(name) => bound.iter().find(|(known, _)| known == name).map_or(Ty::Int, |(_, ty)| ty.clone()),
            Ty::List(item) => Ty::list(item.bind(bound)),
            Ty::Map(item) => Ty::map(item.bind(bound)),
            Ty::Optional(item) => Ty::optional(item.bind(bound)),
            Ty::Tuple(parts) => Ty::Tuple(parts.iter().map(|part| part.bind(bound)).collect()),
            Ty::Closure(parts, result) => Ty::Closure(parts.iter().map(|part| part.bind(bound)).collect(), Box::new(result.bind(bound))),
            other => other.clone(),
        }
    }

    /// The variables in it.
    pub(super) fn variables(&self, found: &mut Vec<char>) {
        match self {
            Ty::Var(name) if !found.contains(name) => found.push(*name),
            Ty::List(item) | Ty::Map(item) | Ty::Optional(item) => item.variables(found),
            Ty::Tuple(parts) => parts.iter().for_each(|part| part.variables(found)),
            Ty::Closure(parts, result) => {
                parts.iter().for_each(|part| part.variables(found));
                result.variables(found);
            }
            _ => {}
        }
    }
}

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = |parts: &[Ty]| parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        match self {
            Ty::Int => f.write_str("int"),
            Ty::Float => f.write_str("float"),
            Ty::Str => f.write_str("str"),
            Ty::Bool => f.write_str("bool"),
            Ty::Datetime => f.write_str("datetime"),
            Ty::Duration => f.write_str("duration"),
            Ty::Bytes => f.write_str("bytes"),
            Ty::Json => f.write_str("json"),
            Ty::Rng => f.write_str("rng"),
            Ty::List(item) => write!(f, "[{item}]"),
            Ty::Map(item) => write!(f, "{{str: {item}}}"),
            Ty::Optional(item) => match &**item {
                Ty::Named(name) if name.contains('|') => write!(f, "{name} | none"),
                item => write!(f, "{item}?"),
            },
            Ty::Tuple(parts) => write!(f, "({})", all(parts)),
            Ty::Named(name) => f.write_str(name),
            Ty::Var(name) => write!(f, "{name}"),
            Ty::Closure(parts, result) => write!(f, "|{}| -> {result}", all(parts)),
        }
    }
}

/// Reads the type at the start of a string; what is left comes with it.
pub(super) fn parse(text: &str) -> (Ty, &str) {
    const WORDS: [(&str, Ty); 15] = [
        ("int | str | none", UNION),
        ("datetime", Ty::Datetime),
        ("duration", Ty::Duration),
        ("float", Ty::Float),
        ("bytes", Ty::Bytes),
        ("never", Ty::Named("never")),
        ("error", Ty::Named("error")),
        ("bool", Ty::Bool),
        ("json", Ty::Json),
        ("Tier", TIER),
        ("int", Ty::Int),
        ("str", Ty::Str),
        ("rng", Ty::Rng),
        ("Box", BOX),
        ("Inner", INNER),
    ];
    let (ty, rest) = if let Some(rest) = text.strip_prefix('[') {
        let (item, rest) = parse(rest);
        (Ty::list(item), rest.strip_prefix(']').unwrap_or(rest))
    } else if let Some(rest) = text.strip_prefix("{str: ") {
        let (item, rest) = parse(rest);
        (Ty::map(item), rest.strip_prefix('}').unwrap_or(rest))
    } else if let Some(rest) = text.strip_prefix('(') {
        let (parts, rest) = several(rest, ')');
        (Ty::Tuple(parts), rest)
    } else if let Some(rest) = text.strip_prefix('|') {
        let (parts, rest) = several(rest, '|');
        let (result, rest) = parse(rest.strip_prefix(" -> ").unwrap_or(rest));
        (Ty::Closure(parts, Box::new(result)), rest)
    } else if let Some((word, ty)) = WORDS.iter().find(|(word, _)| text.starts_with(word)) {
        (ty.clone(), &text[word.len()..])
    } else {
        (Ty::Var(text.chars().next().unwrap_or('T')), text.get(1..).unwrap_or_default())
    };
    match rest.strip_prefix('?') {
        Some(rest) => (Ty::optional(ty), rest),
        None => (ty, rest),
    }
}

fn several(text: &str, end: char) -> (Vec<Ty>, &str) {
    let (mut parts, mut rest) = (Vec::new(), text);
    while !rest.is_empty() && !rest.starts_with(end) {
        let (part, behind) = parse(rest);
        parts.push(part);
        rest = behind.strip_prefix(", ").unwrap_or(behind);
    }
    (parts, rest.get(1..).unwrap_or_default())
}

/// A type of variables, fields and elements.
pub(super) fn any(dice: &mut Dice, depth: usize) -> Ty {
    match dice.below(if depth == 0 { 22 } else { 34 }) {
        0..=6 => Ty::Int,
        7 | 8 => Ty::Float,
        9..=12 => Ty::Str,
        13 | 14 => Ty::Bool,
        15 => Ty::Datetime,
        16 => Ty::Duration,
        17 => Ty::Bytes,
        18 => BOX,
        19 => TIER,
        20 => INNER,
        21 => Ty::Json,
        22..=26 => Ty::list(any(dice, depth - 1)),
        27 | 28 => Ty::map(any(dice, depth - 1)),
        29..=31 => Ty::optional(any(dice, depth - 1)),
        32 => EITHER,
        _ => UNION,
    }
}

/// A type that Python has, too.
pub(super) fn plain(dice: &mut Dice, depth: usize) -> Ty {
    match dice.below(if depth == 0 { 16 } else { 26 }) {
        0..=5 => Ty::Int,
        6..=8 => Ty::Float,
        9..=12 => Ty::Str,
        13..=15 => Ty::Bool,
        16..=20 => Ty::list(plain(dice, depth - 1)),
        21 | 22 => Ty::map(plain(dice, depth - 1)),
        23 | 24 => Ty::optional(plain(dice, depth - 1)),
        _ => BOX,
    }
}
