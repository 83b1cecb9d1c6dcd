//! Things that need themselves. A cycle is given as its steps: each name, with the place where it needs the next one; the last one needs the first.

use std::fmt::Display;

use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::names::{ALIAS_CYCLE, CONSTANT_CYCLE, IMPORT_CYCLE, RECURSIVE_STRUCT, RECURSIVE_WORKFLOW, RESULT_NEEDED};
use crate::source::Span;

pub(crate) fn alias(cycle: &[(&str, Span)]) -> Diagnostic {
    let message = format!("the type `{}` refers to itself{}", first(cycle), through(cycle));
    steps(Diagnostic::new(&ALIAS_CYCLE, message), cycle, "refers to").help("for values of any depth, use `json`")
}

pub(crate) fn recursive_struct(cycle: &[(&str, Span)]) -> Diagnostic {
    let message = format!("the struct `{}` contains itself{}", first(cycle), through(cycle));
    steps(Diagnostic::new(&RECURSIVE_STRUCT, message), cycle, "contains")
        .help("keep all values in one list and refer to the inner ones by position or key, or use `json`")
        .note("Flyte describes a struct as the full tree of its fields, which would never end; an optional or a list does not change that")
}

pub(crate) fn recursive_workflow(cycle: &[(&str, Span)]) -> Diagnostic {
    let message = format!("the workflow `{}` calls itself{}", first(cycle), through(cycle));
    steps(Diagnostic::new(&RECURSIVE_WORKFLOW, message), cycle, "calls")
        .help("use a loop in task code, or `map` if there is a list to iterate over")
        .note(whole(cycle))
}

/// `of_struct` if the first is a struct, whose defaults are meant.
pub(crate) fn constant(cycle: &[(&str, Span)], of_struct: bool) -> Diagnostic {
    let what = if of_struct { "a default of the struct" } else { "the value of" };
    let found = Diagnostic::new(&CONSTANT_CYCLE, format!("{what} `{}` depends on itself", first(cycle)));
    let found = steps(found, cycle, "needs");
    let found = if cycle.len() > 1 { found.note(whole(cycle)) } else { found };
    found.help("give one of them a value that does not use the others")
}

pub(crate) fn import(cycle: &[(&str, Span)]) -> Diagnostic {
    match cycle {
        [(only, span)] => Diagnostic::new(&IMPORT_CYCLE, format!("the module `{only}` imports itself"))
            .at(*span, "this is the module's own name")
            .help("remove the import: the items of a module can already use each other"),
        _ => {
            let names: Vec<&str> = cycle.iter().map(|(name, _)| *name).collect();
            let found = Diagnostic::new(&IMPORT_CYCLE, format!("the modules {} import each other in a cycle", joined(&names)));
            steps(found, cycle, "imports").note(whole(cycle)).help("move what they share into another module that imports none of them")
        }
    }
}

/// `fn`s that call each other and whose results nothing declares; `declared` is the name of the first, where it is declared, and
/// `params` whether it has any.
pub(crate) fn result_needed(cycle: &[(&str, Span)], declared: Span, params: bool) -> Diagnostic {
    let name = first(cycle);
    let through = if cycle.len() > 1 { " through other `fn`s" } else { "" };
    let found = Diagnostic::new(&RESULT_NEEDED, format!("`{name}` calls itself{through}, but does not declare its result"))
        .at(declared, "its result is inferred from its body");
    let found = around(cycle).fold(found, |found, (caller, callee, span)| {
        found.at(
            span,
            match caller == callee {
                true => "it calls itself here, where the result is not known yet".to_owned(),
                false => format!("`{caller}` calls `{callee}`, whose result is not known yet"),
            },
        )
    });
    let params = if params { "…" } else { "" };
    found.help(format!("declare the result after the parameters, as in `fn {name}({params}) -> int {{ … }}`"))
}

fn first<'c>(cycle: &[(&'c str, Span)]) -> &'c str {
    cycle.first().map_or("", |(name, _)| name)
}

/// ` through `b`, `c``; nothing for what needs itself directly.
fn through(cycle: &[(&str, Span)]) -> String {
    let names: Vec<String> = cycle.iter().skip(1).map(|(name, _)| format!("`{name}`")).collect();
    if names.is_empty() { String::new() } else { format!(" through {}", names.join(", ")) }
}

/// Each step with the name after it.
fn around<'c>(cycle: &'c [(&'c str, Span)]) -> impl Iterator<Item = (&'c str, &'c str, Span)> {
    cycle.iter().enumerate().map(|(at, (name, span))| (*name, cycle[(at + 1) % cycle.len()].0, *span))
}

fn steps(found: Diagnostic, cycle: &[(&str, Span)], verb: impl Display) -> Diagnostic {
    around(cycle).fold(found, |found, (name, next, span)| found.at(span, format!("`{name}` {verb} `{next}`")))
}

fn whole(cycle: &[(&str, Span)]) -> String {
    let names: Vec<&str> = cycle.iter().map(|(name, _)| *name).collect();
    format!("the cycle: {} → {}", names.join(" → "), first(cycle))
}

/// `a`, `b` and `c`
fn joined(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
