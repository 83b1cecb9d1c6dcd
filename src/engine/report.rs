//! Failed runs as findings.

use super::deadline::Deadline;
use super::failure::{Cause, ElementFailure, RunFailure, UnusedRetries};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::run;
use crate::eval::{Failure, FailureKind};
use crate::program::{PathStep, Program, TaskId};
use crate::source::{Name, Span};

/// How many failed elements a report shows in full.
const SHOWN_ELEMENTS: usize = 3;

impl RunFailure {
    /// The failure as a finding: at the line of task code or of the node that failed, with the path to it.
    pub fn diagnostic(&self, program: &Program) -> Diagnostic {
        let mut diagnostic = match &self.cause {
            Cause::Task { task, failure, attempts, unused } => task_failed(program, *task, failure, *attempts, *unused),
            Cause::Late { call, within } => late(program, call, within.as_ref()),
            Cause::Elements { task, elements, length, required, tolerant } => {
                elements_failed(program, *task, elements, *length, *required, *tolerant)
            }
            Cause::ZipLengths { first, second } => zip_lengths(first, second, self.span()),
            Cause::Unreachable { required, length, span } => unreachable(*required, *length, span.or(self.span())),
            Cause::Path { step, length, span } => path(step, *length, *span),
            Cause::PartTooLarge { number, span } => part_too_large(*number, *span),
        };
        let innermost = self.path.len().saturating_sub(1);
        for (depth, site) in self.path.iter().enumerate() {
            let workflow = &program.workflow(site.workflow).header.name;
            if depth == innermost && diagnostic.span() == Some(site.span) {
                diagnostic = diagnostic.note(format!("in node `{}` of `{workflow}`", site.node));
            } else {
                diagnostic = diagnostic.at(site.span, format!("run by node `{}` of `{workflow}`", site.node));
            }
        }
        diagnostic
    }
}

fn task_failed(program: &Program, task: TaskId, failure: &Failure, attempts: u32, unused: Option<UnusedRetries>) -> Diagnostic {
    let name = &program.task(task).header.name;
    let (code, label) = match failure.kind {
        FailureKind::Memory => (&run::OUT_OF_MEMORY, "asked for more here"),
        FailureKind::Timeout => (&run::TIMED_OUT, "was here when the time was over"),
        _ => (&run::TASK_FAILED, "failed here"),
    };
    let mut diagnostic = Diagnostic::new(code, format!("task `{name}` failed: {}", failure.message)).at(failure.span, label);
    if failure.kind == FailureKind::Memory {
        diagnostic = diagnostic.help("`--memory SIZE` says how much each task may have; `--jobs 1` runs one task at a time");
    }
    if attempts > 1 {
        diagnostic = diagnostic.note(format!("failed in each of {attempts} attempts"));
    }
    with_trace(with_unused(diagnostic, unused), failure)
}

/// Says why there were fewer attempts than `retries` allow.
fn with_unused(diagnostic: Diagnostic, unused: Option<UnusedRetries>) -> Diagnostic {
    let Some(UnusedRetries { retries, timeout }) = unused else { return diagnostic };
    let (one, all) = (timeout.as_secs_f64(), (timeout * 2).as_secs_f64());
    diagnostic.note(format!(
        "`retries: {retries}` were not used up: Flyte gives all attempts together twice the `timeout` of one, {all} s for a timeout of {one} s"
    ))
}

fn late(program: &Program, call: &Deadline, within: Option<&(TaskId, Box<Failure>)>) -> Diagnostic {
    let (name, seconds) = (&program.workflow(call.workflow).header.name, call.given.as_secs_f64());
    let message = format!("the call of workflow `{name}` did not end within its timeout of {seconds} s");
    let mut diagnostic = Diagnostic::new(&run::TIMED_OUT, message);
    if let Some((task, failure)) = within {
        let task = &program.task(*task).header.name;
        diagnostic = diagnostic.at(failure.span, format!("task `{task}` was here when the time was over"));
        diagnostic = with_trace(diagnostic, failure);
    }
    diagnostic.at(call.option, format!("all nodes of `{name}` share this time"))
}

fn with_trace(mut diagnostic: Diagnostic, failure: &Failure) -> Diagnostic {
    for (name, span) in &failure.trace {
        // A recursion repeats the same places.
        if diagnostic.labels.iter().all(|label| label.span != *span) {
            diagnostic = diagnostic.at(*span, format!("called by `{name}`"));
        }
    }
    diagnostic
}

fn elements_failed(program: &Program, task: TaskId, elements: &[ElementFailure], length: u64, required: u64, tolerant: bool) -> Diagnostic {
    let name = &program.task(task).header.name;
    let first = elements.first().map_or(0, |element| element.index);
    let reason = |element: &ElementFailure| match &element.cause {
        Cause::Task { failure, .. } => failure.message.clone(),
        _ => String::new(),
    };
    let message = match elements {
        [only] => format!("element [{}] of {length} failed in task `{name}`: {}", only.index, reason(only)),
        several => {
            let list: Vec<String> = several.iter().take(SHOWN_ELEMENTS).map(|element| format!("[{}]", element.index)).collect();
            let more = if several.len() > SHOWN_ELEMENTS { ", …" } else { "" };
            format!("{} of {length} elements failed in task `{name}`: {}{more}", several.len(), list.join(", "))
        }
    };
    let mut diagnostic = Diagnostic::new(&run::ELEMENTS_FAILED, message);
    for element in elements.iter().take(SHOWN_ELEMENTS) {
        if let Cause::Task { failure, attempts, .. } = &element.cause {
            let again = if *attempts > 1 { format!(" (in each of {attempts} attempts)") } else { String::new() };
            diagnostic = diagnostic.at(failure.span, format!("element [{}]: {}{again}", element.index, failure.message));
            if element.index == first {
                diagnostic = with_trace(diagnostic, failure);
            }
        }
    }
    if tolerant {
        return diagnostic.note(format!("{required} of {length} elements must succeed"));
    }
    diagnostic.help("a map fails with its first failing element; `with { min_success_ratio: … }` or `min_successes` lets elements fail and gives a list of optionals")
}

fn zip_lengths(first: &(Name, usize), second: &(Name, usize), span: Option<Span>) -> Diagnostic {
    let message = format!("the lists of `map zip` have different lengths: `{}` has {}, `{}` has {}", first.0, first.1, second.0, second.1);
    place(Diagnostic::new(&run::ZIP_LENGTHS, message), span, "these lists are taken element by element")
        .help("give lists of the same length; Flyte fails the node with `InvalidArrayLength`")
}

fn unreachable(required: u64, length: u64, span: Option<Span>) -> Diagnostic {
    let message = format!("the map must have {required} successes and has {length} elements");
    place(Diagnostic::new(&run::CRITERION_UNREACHABLE, message), span, "can never be met by this list")
        .help("ask for a share of the elements with `min_success_ratio`, which an empty list meets")
}

fn path(step: &PathStep, length: Option<usize>, span: Span) -> Diagnostic {
    let message = match (step, length) {
        (PathStep::Index(index), Some(length)) => format!("index {index} is out of range: the list has {length} elements"),
        (PathStep::Index(index), None) => format!("there is no element {index}"),
        (PathStep::Key(key), _) => format!("the map has no key `{key}`"),
        (PathStep::Field(name), _) => format!("the value has no field `{name}`"),
    };
    Diagnostic::new(&run::PATH_NOT_FOUND, message).at(span, "taken from here")
}

fn part_too_large(number: u64, span: Span) -> Diagnostic {
    Diagnostic::new(&run::PATH_NOT_FOUND, format!("Flyte cannot take the number {number} out of its struct or list"))
        .at(span, "taken from here")
        .help("take it out in a task, which gets the whole value")
        .note(format!("by itself a whole number is at most {}", i64::MAX))
}

fn place(diagnostic: Diagnostic, span: Option<Span>, text: &str) -> Diagnostic {
    match span {
        Some(span) => diagnostic.at(span, text),
        None => diagnostic,
    }
}
