//! The builtins of task code: one table of names, overloads and documentation, read by the checker, the evaluator and the docs.
//!
//! The evaluator implements each [`BuiltinOp`]; nothing else knows what a builtin does.

use serde::{Deserialize, Serialize};

/// What a call of a builtin does once its overload is chosen.
///
/// The variants' names travel in artifacts: never rename or reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum BuiltinOp {
    /// `fail("…")`
    Fail,
}

/// A name and what it can be called with.
#[derive(Debug)]
pub struct Builtin {
    /// The name in source text.
    pub name: &'static str,
    /// The heading under which the docs list it.
    pub group: &'static str,
    /// One or two sentences: what it gives and which errors it has.
    pub doc: &'static str,
    /// A task body's expression and its value as the docs show them: `("[3, 1].sort()", "[1, 3]")`. Tested.
    pub examples: &'static [(&'static str, &'static str)],
    /// The overloads, tried in order.
    pub overloads: &'static [Overload],
}

/// One way to call a builtin.
#[derive(Debug)]
pub struct Overload {
    /// What it does.
    pub op: BuiltinOp,
    /// Its type in source form: `(xs: [T], f: |T| -> U) -> [U]`. Type variables are single capital letters; a parameter with a `?`
    /// behind its name may be left out. A bound stands behind `where`: `T: ordered`, `T: number`, `T: any`.
    pub signature: &'static str,
}
