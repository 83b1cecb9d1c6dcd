//! Q106: a use of a task that says it is deprecated.

use crate::diagnostics::codes::lints::DEPRECATED_TASK;
use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{LintContext, Rule};
use crate::program::call_graph::{CallGraph, CodeRef};
use crate::program::{FnId, Program, TaskId};
use crate::source::Span;

pub(super) struct DeprecatedTask;

impl Rule for DeprecatedTask {
    fn code(&self) -> &'static Code {
        &DEPRECATED_TASK
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        let program = context.program;
        if program.tasks.iter().all(|task| task.options.deprecated.is_none()) {
            return;
        }
        for node in program.workflows.iter().flat_map(|workflow| &workflow.nodes) {
            if let Some(task) = node.callee().task() {
                findings.extend(finding(program, task, node.span));
            }
        }
        let calls = CallGraph::build(program);
        let fns = (0..program.fns.len()).map(|at| CodeRef::Fn(FnId(at as u32)));
        let tasks = (0..program.tasks.len()).map(|at| CodeRef::Task(TaskId(at as u32)));
        for step in fns.chain(tasks).flat_map(|caller| calls.calls(caller)) {
            if let CodeRef::Task(task) = step.callee {
                findings.extend(finding(program, task, step.span));
            }
        }
    }
}

fn finding(program: &Program, task: TaskId, span: Span) -> Option<Diagnostic> {
    let def = program.task(task);
    let why = def.options.deprecated.as_ref()?;
    let name = &def.header.name;
    Some(
        Diagnostic::new(&DEPRECATED_TASK, format!("the task `{name}` is deprecated: {why}"))
            .at(span, "used here")
            .at(def.header.span, "marked as deprecated by its options"),
    )
}

#[cfg(test)]
mod tests {
    use super::DeprecatedTask;
    use crate::lint::rules::testing::marked;

    #[test]
    fn nodes_maps_and_calls_are_found() {
        marked(
            &DeprecatedTask,
            r#"
            task old(a: int) -> int with { deprecated: "use `new`" } { a }
            task t(a: int) -> int { old(a) }
                                    ^^^^^^ Q106 the task `old` is deprecated: use `new`
            workflow w(a: int, xs: [int]) -> (int, [int]) {
                let x = old(a)
                        ^^^^^^ Q106 the task `old` is deprecated: use `new`
                let y = map old(xs)
                        ^^^^^^^^^^^ Q106 the task `old` is deprecated: use `new`
                (x, y)
            }
            "#,
        );
    }
}
