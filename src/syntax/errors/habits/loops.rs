//! Heads of loops.

use super::super::place::Place;
use super::report;
use crate::diagnostics::Diagnostic;
use crate::syntax::scan::loop_label;
use crate::syntax::token::Class;

/// A counting loop as it is written: `for (let i = 0; i < n; i++) {`
struct Counting<'a> {
    name: &'a str,
    first: &'a str,
    end: String,
    step: &'a str,
}

/// `for (i = 0; i < 3; i++)`, `for i := 0; i < n; i++ {`
pub(super) fn counting(place: &Place<'_>) -> Option<Diagnostic> {
    let word = [place.before_bracket(1), place.statement_word()]
        .contains(&"for")
        .then(|| (0..=place.index()).rev().find(|at| place.token(*at) == "for"))??;
    let open = (word..word + 60).take_while(|at| place.kind_of(*at).is_some()).find(|at| place.class_of(*at) == Some(Class::OpenBlock));
    let head = word..open.unwrap_or_else(|| place.index() + 1);
    let parts = place.source(word + 1..head.end).split(';').count();
    let assigns = head.clone().take_while(|at| !matches!(place.token(*at), ";" | "in")).any(|at| place.token(at) == "=");
    if parts < 3 && !assigns {
        return None;
    }
    let span = place.span_over(head.clone());
    Some(report::counting_loop(span, counted(place.source(word + 1..head.end)).map(|count| count.written())))
}

/// `outer: for x in xs {`
pub(super) fn label(place: &Place<'_>) -> Option<Diagnostic> {
    let colon = [place.index(), place.index().wrapping_sub(1)].into_iter().find(|at| place.token(*at) == ":")?;
    let name = colon.checked_sub(1).filter(|name| place.is_name(*name) && place.first_on_line(*name))?;
    matches!(place.token(colon + 1), "for" | "while" | "loop").then(|| loop_label(place.span_over(name..colon + 1)))
}

/// The parts of the head of a counting loop, if they are the usual ones.
fn counted(head: &str) -> Option<Counting<'_>> {
    let head = head.trim();
    let head = head.strip_prefix('(').and_then(|head| head.strip_suffix(')')).unwrap_or(head);
    let mut parts = head.split(';').map(str::trim);
    let (start, condition, step) = (parts.next()?, parts.next()?, parts.next()?);
    let (name, first) = start.split_once('=')?;
    let name = name.trim_end_matches([':', ' ']);
    let name = name.split([' ', ':']).filter(|word| !word.is_empty()).rfind(|word| *word != "int")?;
    let end = condition.strip_prefix(name)?.trim_start();
    let end = match (end.strip_prefix("<="), end.strip_prefix('<')) {
        (Some(end), _) => format!("{} + 1", end.trim()),
        (None, Some(end)) => end.trim().to_owned(),
        (None, None) => return None,
    };
    let step = if step.contains("++") || step.ends_with("+= 1") { "" } else { step.split_once("+=")?.1.trim() };
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    plain.then_some(Counting { name, first: first.trim(), end, step })
}

impl Counting<'_> {
    fn written(&self) -> String {
        let Counting { name, first, end, step } = self;
        match (*first, *step) {
            ("0", "") => format!("for {name} in range({end})"),
            (_, "") => format!("for {name} in range({first}, {end})"),
            _ => format!("for {name} in range({first}, {end}, {step})"),
        }
    }
}

/// `for (x in xs) {`, `for (const x of xs) {`, `for _, x := range xs {`
pub(super) fn parenthesized(place: &Place<'_>) -> Option<Diagnostic> {
    let word = (0..=place.index()).rev().take(12).find(|at| matches!(place.token(*at), "for" | "foreach"))?;
    let open = (word..word + 60).take_while(|at| place.kind_of(*at).is_some()).find(|at| place.class_of(*at) == Some(Class::OpenBlock))?;
    if place.index() > open
        || word + 1 == place.index() && place.token(word) == "for" && !matches!(place.current(), "const" | "let" | "var")
    {
        return None;
    }
    let bracket = place.token(word + 1) == "(" && place.closing(word + 1) == Some(open - 1);
    let inside = if bracket { word + 2..open - 1 } else { word + 1..open };
    let joint =
        inside.clone().find(|at| matches!(place.token(*at), "in" | "of") || place.token(*at) == "range" && place.token(at - 1) == "=")?;
    let go = place.token(joint) == "range";
    let declares = matches!(place.token(inside.start), "const" | "let" | "var");
    if !bracket && !go && !declares && place.token(word) == "for" {
        return None;
    }
    let (names, values) = (inside.start..if go { joint - 2 } else { joint }, place.source(joint + 1..inside.end));
    let names: Vec<&str> =
        names.map(|at| place.token(at)).filter(|word| !matches!(*word, "const" | "let" | "var" | "," | "(" | ")" | "auto")).collect();
    let plain = names.iter().all(|word| word.chars().all(|c| c.is_alphanumeric() || c == '_'));
    let text = match names.as_slice() {
        _ if !plain => return None,
        [name] if go => format!("for {name} in range({values}.len()) "),
        ["_", name] if go => format!("for {name} in {values} "),
        [index, name] if go => format!("for {index}, {name} in enumerate({values}) "),
        [] => return None,
        names => format!("for {} in {values} ", names.join(", ")),
    };
    let head = place.span_over(word..open).to(place.span_of(open).head());
    Some(report::loop_head(head, &text, place.span_over(word..open)))
}
