//! Why a run failed, and how that is told.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::deadline::Deadline;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::run;
use crate::eval::{Failure, FailureKind};
use crate::program::{PathStep, Program, TaskId, WorkflowId};
use crate::source::{Name, Span};

/// A failed run: the way down to what failed, and the cause.
#[derive(Clone, Debug)]
pub struct RunFailure {
    /// From the outermost node to the innermost; none if a task was run by itself.
    pub steps: Vec<Step>,
    /// What happened there.
    pub cause: Cause,
}

/// A node on the way to a failure.
#[derive(Clone, Debug)]
pub struct Step {
    /// The workflow.
    pub workflow: WorkflowId,
    /// The id of its node.
    pub node: String,
    /// Where the node is written.
    pub span: Span,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Cause {
    /// A task failed.
    Task {
        /// The task.
        task: TaskId,
        /// Its failure in the last attempt.
        failure: Box<Failure>,
        /// How many attempts there were.
        attempts: u32,
        /// Retries that there was no time for.
        unused: Option<Unused>,
    },
    /// A call of a workflow did not end in time.
    Late {
        /// The call.
        call: Deadline,
        /// The task that was running when the time was over, and where it was.
        within: Option<(TaskId, Box<Failure>)>,
    },
    /// Too many elements of a map failed.
    Elements {
        /// The mapped task.
        task: TaskId,
        /// The failures that lost the criterion, by index.
        elements: Vec<ElementFailure>,
        /// How many elements there are.
        length: u64,
        /// How many must succeed.
        required: u64,
        /// Whether the map has a success criterion.
        tolerant: bool,
    },
    /// The lists of a `map zip` have different lengths: input name and length of the two that differ.
    ZipLengths {
        /// The first list.
        first: (Name, usize),
        /// The one that differs.
        second: (Name, usize),
    },
    /// The criterion asks for more successes than there are elements.
    Unreachable {
        /// How many must succeed.
        required: u64,
        /// How many elements there are.
        length: u64,
        /// Where the criterion is written.
        span: Option<Span>,
    },
    /// A path into a value led nowhere.
    Path {
        /// The step that failed.
        step: PathStep,
        /// The length of the list it was to be found in.
        length: Option<usize>,
        /// Where the path is written.
        span: Span,
    },
    /// A path leads to a whole number that Flyte cannot pass on by itself.
    PartTooLarge {
        /// The number.
        number: u64,
        /// Where the path is written.
        span: Span,
    },
}

/// Retries that were not made, because all attempts together have twice the timeout.
#[derive(Clone, Copy, Debug)]
pub struct Unused {
    /// How many were asked for.
    pub retries: u32,
    /// The timeout of one attempt.
    pub timeout: Duration,
}

/// A failed element of a map.
#[derive(Clone, Debug)]
pub struct ElementFailure {
    /// Its index, from 0.
    pub index: u64,
    /// Why.
    pub cause: Cause,
}

/// How many failed elements a report shows in full.
const SHOWN_ELEMENTS: usize = 3;

impl RunFailure {
    /// The failure as a finding: at the line of task code or of the node that failed, with the way down to it.
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
        let innermost = self.steps.len().saturating_sub(1);
        for (depth, step) in self.steps.iter().enumerate() {
            let workflow = &program.workflow(step.workflow).header.name;
            if depth == innermost && diagnostic.span() == Some(step.span) {
                diagnostic = diagnostic.note(format!("in node `{}` of `{workflow}`", step.node));
            } else {
                diagnostic = diagnostic.at(step.span, format!("run by node `{}` of `{workflow}`", step.node));
            }
        }
        diagnostic
    }

    fn span(&self) -> Option<Span> {
        self.steps.last().map(|step| step.span)
    }
}

fn task_failed(program: &Program, task: TaskId, failure: &Failure, attempts: u32, unused: Option<Unused>) -> Diagnostic {
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
fn with_unused(diagnostic: Diagnostic, unused: Option<Unused>) -> Diagnostic {
    let Some(Unused { retries, timeout }) = unused else { return diagnostic };
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
        // A recursion comes through the same place again and again.
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

/// The content of a mutex, also after a panic of another holder: what it guards is whole after every statement.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
