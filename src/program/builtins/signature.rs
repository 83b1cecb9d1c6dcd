//! The types of builtins. They are written in the tables as the docs show them, and the compiler of the tables builds them:
//!
//! ```text
//! (xs: [T], f: |T| -> U) -> [U]
//! (xs: [T], key: |T| -> K, descending?: bool) -> [T] where K: ordered
//! (r: var rng, low: int, high: int) -> int
//! (message: T)
//! ```
//!
//! A single capital letter is a type variable. A parameter with `?` after its name may be left out. `var` requires the name of a local
//! `var`, which the call changes. Without `->` there is no value.
//!
//! The grammar of the language cannot read this: its types have no variables, functions or tuples, and no parameter is optional. A macro reads
//! it while the tables are compiled, so a wrong signature does not compile and nothing is parsed at run time.

use std::fmt;

/// The type of an overload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    pub params: &'static [Param],
    /// The result; [`SigType::Unit`] if there is none.
    pub result: SigType,
    /// The type variables that must be ordered: `int float str bool datetime duration`, enums (by position), and lists,
    /// tuples and optionals (`none` first) of such.
    pub ordered: &'static [char],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Param {
    pub name: &'static str,
    /// Whether it may be left out.
    pub optional: bool,
    /// Whether the argument must be the name of a local `var`, which the call changes.
    pub var: bool,
    pub ty: SigType,
}

/// A type of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SigType {
    /// A type variable.
    Var(char),
    Int,
    Float,
    Str,
    Bool,
    Datetime,
    Duration,
    Bytes,
    Json,
    Error,
    Rng,
    Never,
    /// No value.
    Unit,
    /// `[T]`
    List(&'static SigType),
    /// `{str: T}`
    Map(&'static SigType),
    /// `T?`
    Optional(&'static SigType),
    /// `(A, B)`
    Tuple(&'static [SigType]),
    /// `|A, B| -> C`
    Closure(&'static [SigType], &'static SigType),
}

impl Signature {
    /// Whether the first argument is a `var` that the call changes.
    pub(super) const fn changes_first(&self) -> bool {
        matches!(self.params, [Param { var: true, .. }, ..])
    }
}

/// A [`Signature`] as it is written.
macro_rules! signature {
    ($params:tt) => {
        signature!(@ $params $crate::program::builtins::SigType::Unit, [])
    };
    ($params:tt -> $result:tt) => {
        signature!(@ $params sig_type!($result), [])
    };
    ($params:tt -> $result:tt ?) => {
        signature!(@ $params sig_type!($result ?), [])
    };
    ($params:tt -> $result:tt where $variable:ident: ordered) => {
        signature!(@ $params sig_type!($result), [sig_variable!($variable)])
    };
    (@ ($($params:tt)*) $result:expr, $ordered:expr) => {
        $crate::program::builtins::Signature { params: params!([] $($params)*), result: $result, ordered: &$ordered }
    };
}

/// The parameters of a signature, one after the other.
macro_rules! params {
    ([$($done:expr,)*]) => { &[$($done),*] };
    ([$($done:expr,)*] $name:ident: |$($from:tt),+| -> $to:tt $(, $($rest:tt)*)?) => {
        params!([$($done,)* params!(@ $name false false sig_type!(|$($from),+| -> $to)),] $($($rest)*)?)
    };
    ([$($done:expr,)*] $name:ident: var $ty:tt $(, $($rest:tt)*)?) => {
        params!([$($done,)* params!(@ $name false true sig_type!($ty)),] $($($rest)*)?)
    };
    ([$($done:expr,)*] $name:ident?: $ty:tt $(, $($rest:tt)*)?) => {
        params!([$($done,)* params!(@ $name true false sig_type!($ty)),] $($($rest)*)?)
    };
    ([$($done:expr,)*] $name:ident: $ty:tt? $(, $($rest:tt)*)?) => {
        params!([$($done,)* params!(@ $name false false sig_type!($ty ?)),] $($($rest)*)?)
    };
    ([$($done:expr,)*] $name:ident: $ty:tt $(, $($rest:tt)*)?) => {
        params!([$($done,)* params!(@ $name false false sig_type!($ty)),] $($($rest)*)?)
    };
    (@ $name:ident $optional:literal $var:literal $ty:expr) => {
        $crate::program::builtins::Param { name: stringify!($name), optional: $optional, var: $var, ty: $ty }
    };
}

/// A [`SigType`].
macro_rules! sig_type {
    ($inner:tt ?) => { $crate::program::builtins::SigType::Optional(&sig_type!($inner)) };
    ([$($element:tt)+]) => { $crate::program::builtins::SigType::List(&sig_type!($($element)+)) };
    ({str: $value:tt}) => { $crate::program::builtins::SigType::Map(&sig_type!($value)) };
    (($($member:tt),+)) => { $crate::program::builtins::SigType::Tuple(&[$(sig_type!($member)),+]) };
    (|$($from:tt),+| -> $to:tt) => { $crate::program::builtins::SigType::Closure(&[$(sig_type!($from)),+], &sig_type!($to)) };
    (int) => { $crate::program::builtins::SigType::Int };
    (float) => { $crate::program::builtins::SigType::Float };
    (str) => { $crate::program::builtins::SigType::Str };
    (bool) => { $crate::program::builtins::SigType::Bool };
    (datetime) => { $crate::program::builtins::SigType::Datetime };
    (duration) => { $crate::program::builtins::SigType::Duration };
    (bytes) => { $crate::program::builtins::SigType::Bytes };
    (json) => { $crate::program::builtins::SigType::Json };
    (error) => { $crate::program::builtins::SigType::Error };
    (rng) => { $crate::program::builtins::SigType::Rng };
    (never) => { $crate::program::builtins::SigType::Never };
    ($variable:ident) => { $crate::program::builtins::SigType::Var(sig_variable!($variable)) };
}

/// The letter of a type variable. Another name is a mistake.
macro_rules! sig_variable {
    (A) => {
        'A'
    };
    (B) => {
        'B'
    };
    (C) => {
        'C'
    };
    (K) => {
        'K'
    };
    (T) => {
        'T'
    };
    (U) => {
        'U'
    };
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
            SigType::Int => f.write_str("int"),
            SigType::Float => f.write_str("float"),
            SigType::Str => f.write_str("str"),
            SigType::Bool => f.write_str("bool"),
            SigType::Datetime => f.write_str("datetime"),
            SigType::Duration => f.write_str("duration"),
            SigType::Bytes => f.write_str("bytes"),
            SigType::Json => f.write_str("json"),
            SigType::Error => f.write_str("error"),
            SigType::Rng => f.write_str("rng"),
            SigType::Never => f.write_str("never"),
            SigType::Unit => f.write_str("()"),
            SigType::List(element) => write!(f, "[{element}]"),
            SigType::Map(value) => write!(f, "{{str: {value}}}"),
            SigType::Optional(inner) => write!(f, "{inner}?"),
            SigType::Tuple(members) => write!(f, "({})", Joined(members)),
            SigType::Closure(params, result) => write!(f, "|{}| -> {result}", Joined(params)),
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
    fn a_signature_is_what_it_is_written_as() {
        let signature: Signature = signature! { (xs: [T], key: |T, str| -> K, descending?: bool) -> [T] where K: ordered };
        assert_eq!(signature.ordered, ['K']);
        assert!(signature.params[2].optional && !signature.params[1].optional);
        assert_eq!(signature.params[1].ty, SigType::Closure(&[SigType::Var('T'), SigType::Str], &SigType::Var('K')));
        assert_eq!(signature.to_string(), "(xs: [T], key: |T, str| -> K, descending?: bool) -> [T] where K: ordered");
    }

    #[test]
    fn every_form_of_a_type_reads_back() {
        let signature: Signature = signature! { (r: var rng, x: T?, pairs: [(str, [T])], m: {str: json}) -> int? };
        assert_eq!(signature.to_string(), "(r: var rng, x: T?, pairs: [(str, [T])], m: {str: json}) -> int?");
        assert!(signature.changes_first());
        let nothing: Signature = signature! { (message: T) };
        assert_eq!((nothing.to_string().as_str(), nothing.result), ("(message: T)", SigType::Unit));
    }
}
