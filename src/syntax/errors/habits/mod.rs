//! Habits from other languages: a rule for each shape, which finds what was meant and writes it with the user's own text.

mod arms;
mod bits;
mod blocks;
mod calls;
mod closures;
mod conditions;
mod destructure;
mod literals;
mod loops;
mod macros;
mod operators;
mod ranges;
mod report;
mod tuples;
mod words;

pub(super) use report::{documentation, foreign_comment, foreign_keyword};
pub(super) use words::{docstring, foreign};

use super::place::Place;
use crate::diagnostics::Diagnostic;

/// The rules in the order in which they are asked. Narrow shapes come before single words and signs.
const RULES: &[fn(&Place<'_>) -> Option<Diagnostic>] = &[
    words::comment,
    words::kebab,
    macros::invocation,
    blocks::file_block,
    arms::switch,
    arms::first_part,
    destructure::pattern,
    destructure::several,
    destructure::chained,
    destructure::later,
    ranges::range,
    loops::label,
    loops::counting,
    loops::parenthesized,
    blocks::colons,
    blocks::unbraced,
    arms::paths,
    arms::catch_all,
    arms::alternatives,
    arms::wrapped,
    conditions::if_let,
    conditions::let_else,
    conditions::ternary,
    conditions::chain,
    conditions::mark_after,
    conditions::bang,
    closures::lambda,
    closures::arrow,
    closures::function,
    calls::sort_key,
    calls::generator,
    literals::set,
    literals::repeated,
    literals::adjacent,
    literals::cast,
    literals::slice_step,
    tuples::field,
    tuples::rest,
    tuples::names,
    literals::typed_first,
    tuples::values,
    operators::increment,
    operators::walrus,
    operators::comparison,
    operators::is,
    bits::assigned,
    bits::between,
    bits::reference,
    operators::spread,
    words::constant,
    words::keyword,
    operators::stray,
];

/// The mistake at a place, if it is a habit.
pub(super) fn find(place: &Place<'_>) -> Option<Diagnostic> {
    RULES.iter().find_map(|rule| rule(place))
}
