//! Checks of `with`: the options of definitions.

use super::context::Context;
use super::typed::{Interface, TaskOptions, WorkflowOptions};
use crate::diagnostics::Diagnostic;
use crate::syntax::ast;

/// The options of a task definition.
pub fn task_options(
    _cx: &Context<'_>,
    _record: Option<&ast::OptionRecord>,
    _interface: &Interface,
    _diagnostics: &mut Vec<Diagnostic>,
) -> TaskOptions {
    TaskOptions::default()
}

/// The options in the header of a workflow.
pub fn workflow_options(
    _cx: &Context<'_>,
    _record: Option<&ast::OptionRecord>,
    _diagnostics: &mut Vec<Diagnostic>,
) -> WorkflowOptions {
    WorkflowOptions::default()
}

/// What a call overrides; `task` is what it runs, if that is a task.
pub fn call_options(
    _cx: &Context<'_>,
    _record: Option<&ast::OptionRecord>,
    _task: Option<super::typed::TaskId>,
    _diagnostics: &mut Vec<Diagnostic>,
) -> super::typed::NodeOptions {
    super::typed::NodeOptions::default()
}
/// What a call overrides; `task` is what it runs, if that is a task.
pub fn map_options(
    _cx: &Context<'_>,
    _record: Option<&ast::OptionRecord>,
    _task: super::typed::TaskId,
    _diagnostics: &mut Vec<Diagnostic>,
) -> (super::typed::NodeOptions, super::typed::MapOptions) {
    Default::default()
}
