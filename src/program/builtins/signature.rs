//! The types of builtins: their notation and its parsed form.
//!
//! ```text
//! (xs: [T], f: |T| -> U) -> [U] where U: ordered
//! (text: str, chars?: str) -> str
//! (r: var rng, low: int, high: int) -> int
//! (message: str) -> never
//! (message: T)
//! ```
//!
//! A single capital letter is a type variable. A parameter with `?` after its name may be left out. `var` requires the name of
//! a local `var`, which the call changes. Without `->` there is no value.

use std::fmt;

/// The type of an overload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The parameters in order.
    pub params: Vec<Param>,
    /// The result; [`SigType::Unit`] if there is none.
    pub result: SigType,
    /// The type variables that must be ordered: `int float str bool datetime duration`, enums (by position), and lists,
    /// tuples and optionals (`none` first) of such.
    pub ordered: Vec<char>,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// Whether it may be left out.
    pub optional: bool,
    /// Whether the argument must be the name of a local `var`, which the call changes.
    pub var: bool,
    /// Its type.
    pub ty: SigType,
}

/// A type of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SigType {
    /// A type variable.
    Var(char),
    /// `int`
    Int,
    /// `float`
    Float,
    /// `str`
    Str,
    /// `bool`
    Bool,
    /// `datetime`
    Datetime,
    /// `duration`
    Duration,
    /// `bytes`
    Bytes,
    /// `json`
    Json,
    /// `error`
    Error,
    /// `rng`
    Rng,
    /// `never`
    Never,
    /// No value.
    Unit,
    /// `[T]`
    List(Box<SigType>),
    /// `{str: T}`
    Map(Box<SigType>),
    /// `T?`
    Optional(Box<SigType>),
    /// `(A, B)`
    Tuple(Vec<SigType>),
    /// `|A, B| -> C`
    Closure(Vec<SigType>, Box<SigType>),
}

const NAMED: [(&str, SigType); 11] = [
    ("int", SigType::Int),
    ("float", SigType::Float),
    ("str", SigType::Str),
    ("bool", SigType::Bool),
    ("datetime", SigType::Datetime),
    ("duration", SigType::Duration),
    ("bytes", SigType::Bytes),
    ("json", SigType::Json),
    ("error", SigType::Error),
    ("rng", SigType::Rng),
    ("never", SigType::Never),
];

impl Signature {
    /// Reads the notation; nothing if it is wrong.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader { rest: text };
        let params = reader.params()?;
        let result = if reader.eat("->") { reader.ty()? } else { SigType::Unit };
        let mut ordered = Vec::new();
        if reader.eat("where") {
            loop {
                ordered.push(reader.variable()?);
                if !(reader.eat(":") && reader.eat("ordered")) {
                    return None;
                }
                if !reader.eat(",") {
                    break;
                }
            }
        }
        reader.rest.is_empty().then_some(Self { params, result, ordered })
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn eat(&mut self, token: &str) -> bool {
        match self.rest.trim_start().strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn word(&mut self) -> Option<&'a str> {
        let rest = self.rest.trim_start();
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (word, rest) = rest.split_at_checked(end)?;
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }

    fn variable(&mut self) -> Option<char> {
        let word = self.word()?;
        let mut chars = word.chars();
        chars.next().filter(|first| first.is_ascii_uppercase() && chars.next().is_none())
    }

    fn params(&mut self) -> Option<Vec<Param>> {
        let mut params = Vec::new();
        if !self.eat("(") {
            return None;
        }
        if self.eat(")") {
            return Some(params);
        }
        loop {
            let name = self.word()?.to_owned();
            let optional = self.eat("?");
            if !self.eat(":") {
                return None;
            }
            let var = self.eat("var ");
            params.push(Param { name, optional, var, ty: self.ty()? });
            if self.eat(")") {
                return Some(params);
            }
            if !self.eat(",") {
                return None;
            }
        }
    }

    fn ty(&mut self) -> Option<SigType> {
        let mut ty = self.atom()?;
        while self.eat("?") {
            ty = SigType::Optional(Box::new(ty));
        }
        Some(ty)
    }

    fn atom(&mut self) -> Option<SigType> {
        if self.eat("[") {
            let element = self.ty()?;
            return self.eat("]").then(|| SigType::List(Box::new(element)));
        }
        if self.eat("{str:") {
            let value = self.ty()?;
            return self.eat("}").then(|| SigType::Map(Box::new(value)));
        }
        if self.eat("(") {
            return Some(SigType::Tuple(self.types(")")?));
        }
        if self.eat("|") {
            let params = self.types("|")?;
            let result = if self.eat("->") {
                self.ty()?
            } else {
                return None;
            };
            return Some(SigType::Closure(params, Box::new(result)));
        }
        let word = self.word()?;
        if let Some((_, ty)) = NAMED.iter().find(|(name, _)| *name == word) {
            return Some(ty.clone());
        }
        let mut chars = word.chars();
        let first = chars.next().filter(char::is_ascii_uppercase)?;
        chars.next().is_none().then_some(SigType::Var(first))
    }

    fn types(&mut self, end: &str) -> Option<Vec<SigType>> {
        let mut types = vec![self.ty()?];
        while self.eat(",") {
            types.push(self.ty()?);
        }
        self.eat(end).then_some(types)
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        for (index, param) in self.params.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            let optional = if param.optional { "?" } else { "" };
            let var = if param.var { "var " } else { "" };
            write!(f, "{comma}{}{optional}: {var}{}", param.name, param.ty)?;
        }
        f.write_str(")")?;
        if self.result != SigType::Unit {
            write!(f, " -> {}", self.result)?;
        }
        for (index, variable) in self.ordered.iter().enumerate() {
            write!(f, "{} {variable}: ordered", if index == 0 { " where" } else { "," })?;
        }
        Ok(())
    }
}

impl fmt::Display for SigType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SigType::Var(name) => write!(f, "{name}"),
            SigType::Unit => f.write_str("()"),
            SigType::List(element) => write!(f, "[{element}]"),
            SigType::Map(value) => write!(f, "{{str: {value}}}"),
            SigType::Optional(inner) => write!(f, "{inner}?"),
            SigType::Tuple(members) => write!(f, "({})", Joined(members)),
            SigType::Closure(params, result) => write!(f, "|{}| -> {result}", Joined(params)),
            named => f.write_str(NAMED.iter().find(|(_, ty)| ty == named).map_or("", |(name, _)| name)),
        }
    }
}

struct Joined<'a>(&'a [SigType]);

impl fmt::Display for Joined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, ty) in self.0.iter().enumerate() {
            write!(f, "{}{ty}", if index == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closures_bounds_and_optional_parameters_are_read() {
        let signature = Signature::parse("(xs: [T], key: |T| -> K, descending?: bool) -> [T] where K: ordered").unwrap();
        assert_eq!(signature.ordered, ['K']);
        assert!(signature.params[2].optional && !signature.params[1].optional);
        let key = SigType::Closure(vec![SigType::Var('T')], Box::new(SigType::Var('K')));
        assert_eq!(signature.params[1].ty, key);
    }

    #[test]
    fn a_wrong_notation_is_no_signature() {
        for wrong in ["", "(", "(x int)", "(x: Foo)", "(x: int) -> ", "(x: int) where T", "(x: int) -> int more"] {
            assert_eq!(Signature::parse(wrong), None, "{wrong}");
        }
    }
}
