//! Signs for bits and for references, which other languages write alike.

use std::ops::Range;

use super::super::phrase::Bound;
use super::super::place::Place;
use super::report;
use crate::diagnostics::Diagnostic;

/// A sign for bits, the builtin that is meant, and what it means between conditions.
struct Sign {
    written: &'static str,
    builtin: &'static str,
    condition: Option<&'static str>,
}

const SIGNS: &[Sign] = &[
    Sign { written: "|", builtin: "bit_or", condition: Some("or") },
    Sign { written: "&", builtin: "bit_and", condition: Some("and") },
    Sign { written: "^", builtin: "bit_xor", condition: None },
    Sign { written: "<<", builtin: "shift_left", condition: None },
    Sign { written: ">>", builtin: "shift_right", condition: None },
];

/// The sign for bits at an index, with the index after it.
fn sign_at(place: &Place<'_>, index: usize) -> Option<(&'static Sign, usize)> {
    SIGNS.iter().find_map(|sign| {
        let first = sign.written.get(..1)?;
        let doubled = sign.written.len() == 2;
        let starts = |at: usize| place.token(at) == first;
        let matches = starts(index) && (!doubled || starts(index + 1) && place.glued(index + 1));
        matches.then_some((sign, index + sign.written.len()))
    })
}

/// `a |= b`, `a <<= b`
pub(super) fn assigned(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let (sign, first, last) = [index, index.wrapping_sub(1)].into_iter().find_map(|at| {
        let sign = SIGNS.iter().find(|sign| sign.written.get(..1) == Some(place.token(at)))?;
        let rest = format!("{}=", sign.written.get(1..)?);
        (place.token(at + 1) == rest && place.glued(at + 1)).then_some((sign, at, at + 1))
    })?;
    let target = place.statement()..first;
    let value = place.expr_end(last + 1, Bound::Value)?;
    if target.is_empty() || !place.ends_operand(first - 1) {
        return None;
    }
    let (target_text, value_text) = (place.source(target.clone()), place.source(last + 1..value));
    let text = format!("{target_text} = {}({target_text}, {value_text})", sign.builtin);
    let signs = place.span_over(first..last + 1);
    Some(report::bits(&format!("{}=", sign.written), signs, Some((place.span_over(target.start..value), text))))
}

/// `a | b`, `a << 2`, `r ^ 2`
pub(super) fn between(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if let Some(found) = in_closure(place) {
        return Some(found);
    }
    let (sign, first, after) = [index, index.wrapping_sub(1)].into_iter().find_map(|at| {
        let (sign, after) = sign_at(place, at)?;
        (at > 0 && place.ends_operand(at - 1)).then_some((sign, at, after))
    })?;
    let span = place.span_over(first..after);
    let left = place.expr_start(first, Bound::Sum)?;
    let Some(end) = place.expr_end(after, Bound::Sum) else { return Some(report::bits(sign.written, span, None)) };
    if sign.written == "^" {
        let power = place
            .operand_start(first - 1)
            .zip(place.operand_end(after))
            .map(|(base, end)| (place.source(base..first), place.source(after..end)));
        let (base, exponent) = power?;
        return Some(report::power(span, base, exponent, &format!("bit_xor({}, {})", place.bare(left..first), place.bare(after..end))));
    }
    let conditions = [left..first, after..end].into_iter().any(|part| is_condition(place, part));
    if let Some(word) = sign.condition.filter(|_| conditions) {
        return Some(report::condition_sign(sign.written, word, span));
    }
    let mut text = format!("{}({}, {})", sign.builtin, place.bare(left..first), place.bare(after..end));
    let mut end = end;
    while let Some((next, after)) = sign_at(place, end) {
        if next.written != sign.written {
            return Some(report::bits(sign.written, span, None));
        }
        let next_end = place.expr_end(after, Bound::Sum)?;
        text = format!("{}({text}, {})", sign.builtin, place.bare(after..next_end));
        end = next_end;
    }
    Some(report::bits(sign.written, span, Some((place.span_over(left..end), text))))
}

/// `|x| *x > 1`, whose parameter has no reference to follow.
fn in_closure(place: &Place<'_>) -> Option<Diagnostic> {
    let star = [place.index(), place.index() + 1, place.index().wrapping_sub(1)]
        .into_iter()
        .find(|at| place.token(*at) == "*" && *at > 1 && place.token(at - 1) == "|" && place.glued(at + 1))?;
    let bars = (0..star - 1).rev().take(8).find(|at| place.token(*at) == "|")?;
    if !(bars + 1..star - 1).all(|at| place.is_name(at) || matches!(place.token(at), "," | "(" | ")" | "_")) {
        return None;
    }
    let end = place.operand_end(star + 1)?;
    let gap = place.span_of(star).to(place.span_of(star + 1).head());
    Some(report::reference("*", place.span_of(star), gap, place.source(star + 1..end)))
}

/// Whether some text is a comparison or made of them.
fn is_condition(place: &Place<'_>, range: Range<usize>) -> bool {
    range
        .map(|index| place.token(index))
        .any(|word| matches!(word, "==" | "!=" | "<" | ">" | "<=" | ">=" | "and" | "or" | "not" | "in" | "true" | "false"))
}

/// `&x`, `&mut x`, `*x`, `~x`
pub(super) fn reference(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let sign = place.current();
    let operand_before = index > 0 && place.ends_operand(index - 1) && !place.at_statement() && !place.first_on_line(index);
    // The scan takes `&mut ` as one sign.
    let is_sign = matches!(sign, "*" | "~") || sign.starts_with('&');
    if !is_sign || operand_before || place.in_params() {
        return None;
    }
    let first = if place.token(index + 1) == "mut" { index + 2 } else { index + 1 };
    let end = place.operand_end(first)?;
    if sign == "~" {
        let whole = place.span_over(index..end);
        return Some(report::complement(place.span(), whole, place.source(first..end)));
    }
    if sign == "*" && !place.glued(index + 1) {
        return None;
    }
    if sign == "*" && place.in_block() && place.statement() == index {
        return dereferenced(place, index, end);
    }
    // `f(*xs)` and `[*xs]` spread.
    if sign == "*" && matches!(place.before(1), "(" | "," | "[" | "{") {
        return None;
    }
    // `&xs[1..]`
    let dots = (first..end).find(|at| place.token(*at) == "." && place.token(at + 1) == "." && place.glued(at + 1));
    if let Some(dots) = dots.filter(|_| place.token(end - 1) == "]") {
        let after = dots + 2 + usize::from(place.token(dots + 2) == "=");
        let last = place.source(after..end - 1);
        let last = if after > dots + 2 { super::ranges::next(last) } else { last.to_owned() };
        let text = format!("{}:{last}]", place.source(first..dots));
        return Some(report::referenced_slice(place.span(), place.span_over(index..end), &text));
    }
    let gap = place.span().to(place.span_of(first).head());
    Some(report::reference(place.source(index..first).trim_end(), place.span(), gap, place.source(first..end)))
}

/// `*total += x`, `*counts.entry(w).or_insert(0) += 1`
fn dereferenced(place: &Place<'_>, star: usize, end: usize) -> Option<Diagnostic> {
    let last = place.part_end(end);
    let whole = place.span_over(star..last);
    let sign = place.token(end);
    let entry = (star + 1..end).find(|at| place.token(*at) == "entry" && place.token(at + 1) == "(" && place.token(at - 1) == ".");
    let operator = sign.strip_suffix('=').filter(|sign| !sign.is_empty() && !matches!(*sign, "=" | "!" | "<" | ">"));
    let text = match (entry, operator) {
        (Some(entry), Some(operator)) => {
            let close = place.closing(entry + 1)?;
            let default =
                place.closing(close + 3).filter(|_| place.token(close + 2).starts_with("or_")).map(|end| place.source(close + 4..end));
            let (map, key) = (place.source(star + 1..entry - 1), place.source(entry + 2..close));
            let default = default.filter(|default| !default.is_empty()).unwrap_or("0");
            format!("{map}[{key}] = ({map}.get({key}) ?? {default}) {operator} {}", place.ours(end + 1..last))
        }
        _ => place.source(star + 1..last).to_owned(),
    };
    Some(report::dereference(place.span(), whole, &text))
}
