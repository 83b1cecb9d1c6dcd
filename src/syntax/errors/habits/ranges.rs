//! `0..n`, `0..=n`, `0...n`: ranges of numbers in loops, in indices and as patterns.

use std::ops::Range;

use super::super::phrase::Bound;
use super::super::place::Place;
use super::report::{self, Ranged};
use crate::diagnostics::Diagnostic;
use crate::syntax::token::Class;

/// A range as it is written: its sign, and the values on both sides of it.
struct Written {
    sign: Range<usize>,
    whole: Range<usize>,
    from: Range<usize>,
    to: Range<usize>,
    inclusive: bool,
}

fn written(place: &Place<'_>) -> Option<Written> {
    let index = place.index();
    let candidates = [index, index.wrapping_sub(1), index.wrapping_sub(2)].into_iter();
    let dots = |at: usize| place.token(at) == "." && place.token(at + 1) == "." && place.glued(at + 1);
    let first = candidates.rev().filter(|at| *at < index + 1).find(|at| dots(*at))?;
    let inclusive = place.token(first + 2) == "=" && place.glued(first + 2);
    let third = place.token(first + 2) == "." && place.glued(first + 2) || place.token(first + 2) == "<" && place.glued(first + 2);
    let after = if inclusive || third { first + 3 } else { first + 2 };
    let start = place.expr_start(first, Bound::Sum).unwrap_or(first);
    let end = place.expr_end(after, Bound::Sum).unwrap_or(after);
    Some(Written { sign: first..after, whole: start..end, from: start..first, to: after..end, inclusive })
}

/// `0..n`
pub(super) fn range(place: &Place<'_>) -> Option<Diagnostic> {
    let range = written(place)?;
    let (from, to) = (place.source(range.from.clone()), place.source(range.to.clone()));
    let after_last = if range.inclusive { next(to) } else { to.to_owned() };
    let sign = place.span_over(range.sign.clone());
    let whole = place.span_over(range.whole.clone());
    if let Some(head) = place.match_head()
        && range.whole.start == place.statement()
    {
        let open = place.opener()?;
        return Some(report::range(Ranged::Pattern, sign, whole, guard(place.source(head + 1..open), from, to, range.inclusive)));
    }
    if place.bracket() == "[" && place.opener().is_some_and(|open| open > 0 && place.glued(open) && place.ends_operand(open - 1)) {
        return Some(report::range(Ranged::Slice, sign, whole, Some(format!("{from}:{}", if to.is_empty() { "" } else { &after_last }))));
    }
    // `..x` spreads, and `Point { ..p }` is another habit.
    if from.is_empty() || to.is_empty() && place.class_of(range.whole.end) != Some(Class::OpenBlock) {
        return None;
    }
    let text = (!to.is_empty())
        .then(|| if from == "0" && !range.inclusive { format!("range({to})") } else { format!("range({from}, {after_last})") });
    let Some(text) = text else { return Some(report::range(Ranged::Values, sign, whole, None)) };
    let (range, text) = followed(place, &range, from, to, text);
    Some(report::range(Ranged::Values, sign, place.span_over(range), Some(text)))
}

/// `(0..n).step_by(2)`, `(0..n).rev()`, and `(0..n)` before another call, with the tokens that are replaced.
fn followed(place: &Place<'_>, range: &Written, from: &str, to: &str, text: String) -> (Range<usize>, String) {
    let (whole, last) = (range.whole.clone(), if range.inclusive { next(to) } else { to.to_owned() });
    let open = whole.start.checked_sub(1).filter(|open| place.token(*open) == "(" && place.closing(*open) == Some(whole.end));
    let Some(open) = open.filter(|open| !(place.glued(*open) && open.checked_sub(1).is_some_and(|at| place.ends_operand(at)))) else {
        return (whole, text);
    };
    let close = whole.end;
    let called = place.closing(close + 3).filter(|_| place.token(close + 1) == "." && place.token(close + 3) == "(");
    match (place.token(close + 2), called) {
        ("step_by", Some(end)) => (open..end + 1, format!("range({from}, {last}, {})", place.source(close + 4..end))),
        ("rev", Some(end)) => (open..end + 1, format!("{text}.reverse()")),
        _ => (open..close + 1, text),
    }
}

/// The number after an included end.
pub(super) fn next(to: &str) -> String {
    match to.parse::<i64>() {
        Ok(number) => number.saturating_add(1).to_string(),
        Err(_) => format!("{to} + 1"),
    }
}

/// The pattern with a condition that a range of numbers means for the value of a `match`.
fn guard(subject: &str, from: &str, to: &str, inclusive: bool) -> Option<String> {
    let plain = subject.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    let sign = if inclusive { "<=" } else { "<" };
    let (pattern, value) = if plain { ("_", subject) } else { ("value", "value") };
    let condition = match (from, to) {
        ("", _) => format!("{value} {sign} {to}"),
        (_, "") => format!("{value} >= {from}"),
        _ => format!("{from} <= {value} and {value} {sign} {to}"),
    };
    Some(format!("{pattern} if {condition}"))
}
