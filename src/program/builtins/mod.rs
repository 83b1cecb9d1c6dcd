//! The builtins of task code: tables of names, overloads and documentation, read by the checker, the evaluator and the docs.
//!
//! The tables make the operations: an entry in a table is a variant of [`BuiltinOp`], and the evaluator, the payload and, where the table says so, constant
//! folding do not compile until they know it. How a call finds its overload: positional and named arguments are put in the order of
//! the parameters; overloads are tried in order, first without conversions, then with `int` arguments widened to `float`.

// First, for its macros.
#[macro_use]
mod signature;

mod op;
mod tables;

pub use op::{BuiltinOp, Class, Folded, ImpliedOp, Looped};
pub use signature::{Param, SigType, Signature};
pub use tables::{BytesOp, ConversionOp, JsonOp, ListOp, MapOp, NumberOp, PatternOp, RandomOp, RunOp, StatisticOp, TextOp, TimeOp};

/// A name and the ways to call it.
#[derive(Debug)]
pub struct Builtin {
    /// The name in source text.
    pub name: &'static str,
    /// The heading under which the docs list it.
    pub group: &'static str,
    /// One or two sentences: what it returns and when it fails.
    pub doc: &'static str,
    /// A task body and its value as the docs show them: `("[3, 1].sort()", "[1, 3]")`. Tested.
    pub examples: &'static [(&'static str, &'static str)],
    /// The overloads, tried in order.
    pub overloads: &'static [Overload],
}

/// One way to call a builtin.
#[derive(Debug)]
pub struct Overload {
    /// What it does.
    pub op: BuiltinOp,
    /// Its type.
    pub signature: Signature,
}

/// All builtins, by group and name in the order of the docs.
pub fn all() -> impl Iterator<Item = &'static Builtin> {
    tables::GROUPS.iter().copied().flatten()
}

/// The builtin with that name.
pub fn find(name: &str) -> Option<&'static Builtin> {
    all().find(|builtin| builtin.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn names_are_unique_and_every_builtin_is_documented() {
        let mut names = BTreeSet::new();
        for builtin in all() {
            assert!(names.insert(builtin.name), "`{}` is in the tables twice", builtin.name);
            assert!(builtin.doc.ends_with('.'), "the documentation of `{}` ends without a full stop", builtin.name);
            assert!(!builtin.overloads.is_empty() && !builtin.examples.is_empty(), "`{}` has no example", builtin.name);
        }
    }

    #[test]
    fn an_operation_has_the_same_arity_in_every_overload() {
        let mut arities: BTreeMap<BuiltinOp, usize> = BTreeMap::new();
        for overload in all().flat_map(|builtin| builtin.overloads) {
            let arity = overload.signature.params.len();
            if overload.op != BuiltinOp::List(ListOp::Range) {
                assert_eq!(*arities.entry(overload.op).or_insert(arity), arity, "{:?}", overload.op);
            }
        }
    }

    #[test]
    fn optional_parameters_come_last() {
        for overload in all().flat_map(|builtin| builtin.overloads) {
            let params = overload.signature.params;
            assert!(params.windows(2).all(|pair| !pair[0].optional || pair[1].optional), "{}", overload.signature);
        }
    }
}
