//! Q101: a task that is called by code, outside of maps.

use crate::diagnostics::codes::lints::TASK_IN_TASK;
use crate::diagnostics::{Code, Diagnostic};
use crate::graph::nested::nested_calls;
use crate::graph::report::nested_call;
use crate::lint::{LintContext, Rule};

pub(super) struct TaskInTask;

impl Rule for TaskInTask {
    fn code(&self) -> &'static Code {
        &TASK_IN_TASK
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        let program = context.program;
        for call in nested_calls(program).iter().filter(|call| call.map.is_none()) {
            let outer = &program.task(call.outer).header.name;
            let inner = &program.task(call.chain.task).header.name;
            let through = call.through(program);
            let message = match call.outer == call.chain.task {
                true => format!("the task `{outer}` calls itself{through}"),
                false => format!("the task `{outer}` calls the task `{inner}`{through}"),
            };
            findings.push(nested_call(program, call, &TASK_IN_TASK, message).note(
                "the inner task runs as plain code in its caller's container: its options (cache, retries, resources, image …) have no effect",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TaskInTask;
    use crate::lint::rules::testing::{fixed, marked};

    const CLEAN: &str = "task clean(x: int) -> int {\n    abs(x)\n}\n";

    #[test]
    fn a_call_from_code_is_found_at_the_call() {
        marked(
            &TaskInTask,
            "
            task clean(x: int) -> int { abs(x) }
            task score(x: int) -> int {
                clean(x) * 2
                ^^^^^^^^ Q101 the task `score` calls the task `clean`
            }
            ",
        );
    }

    #[test]
    fn a_call_through_a_helper_is_found_once_at_the_call() {
        marked(
            &TaskInTask,
            "
            task clean(x: int) -> int { abs(x) }
            fn both(x: int) -> int { clean(x) + 1 }
                                     ^^^^^^^^ Q101 the task `a` calls the task `clean` through `both`
            task a(x: int) -> int { both(x) }
            task b(x: int) -> int { both(x) }
            ",
        );
    }

    #[test]
    fn within_a_map_it_is_the_compilers_error() {
        marked(
            &TaskInTask,
            "
            task clean(x: int) -> int { abs(x) }
            task score(x: int) -> int { clean(x) }
            workflow w(xs: [int]) -> [int] { map score(xs) }
            ",
        );
    }

    #[test]
    fn the_fix_makes_it_a_helper() {
        let text = format!("{CLEAN}task score(x: int) -> int {{ clean(x) }}\n");
        assert_eq!(fixed(&TaskInTask, &text), text.replace("task clean", "fn clean"));
    }

    #[test]
    fn a_task_that_is_a_node_too_keeps_its_keyword() {
        let text = format!("{CLEAN}task score(x: int) -> int {{ clean(x) }}\nworkflow w(x: int) -> int {{\n    clean(x)\n}}\n");
        assert_eq!(fixed(&TaskInTask, &text), text);
    }
}
