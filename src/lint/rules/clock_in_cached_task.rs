//! Q107: a cached task that reads the clock.

use rustc_hash::FxHashSet;

use crate::diagnostics::codes::lints::CLOCK_IN_CACHED_TASK;
use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{LintContext, Rule};
use crate::program::builtins::{BuiltinOp, RunOp};
use crate::program::call_graph::CodeRef;
use crate::program::{Body, Expr, ExprKind, Program, TaskDef};

pub(super) struct ClockInCachedTask;

impl Rule for ClockInCachedTask {
    fn code(&self) -> &'static Code {
        &CLOCK_IN_CACHED_TASK
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        if context.program.repeats {
            return;
        }
        let cached = context.program.tasks.iter().filter(|task| task.options.cache.is_some());
        findings.extend(cached.filter_map(|task| finding(context.program, task)));
    }
}

fn finding(program: &Program, task: &TaskDef) -> Option<Diagnostic> {
    let body = task.body.as_ref()?;
    let read = clock(program, body)?;
    let name = &task.header.name;
    let finding = Diagnostic::new(&CLOCK_IN_CACHED_TASK, format!("the cached task `{name}` reads the clock"))
        .at(read.span, "the result of the first execution is cached, with its instant")
        .at(task.header.span, "cached by its options");
    Some(finding.help("make the instant an input of the task"))
}

/// The first call of `now` in a body or in what it calls; a chain of calls may be as long as the program.
fn clock<'a>(program: &'a Program, body: &'a Body) -> Option<&'a Expr> {
    let mut seen = FxHashSet::default();
    let mut open = vec![body];
    while let Some(body) = open.pop() {
        let (mut found, mut called) = (None, Vec::new());
        body.walk(&mut |expr| {
            if let ExprKind::Builtin(BuiltinOp::Run(RunOp::Now), _) = expr.kind {
                found = found.or(Some(expr));
            }
            match expr.kind.called() {
                Some(CodeRef::Fn(id)) if seen.insert(id) => called.push(program.fn_(id)),
                // The clock that another task reads is reported there if that task is cached.
                Some(CodeRef::Fn(_) | CodeRef::Task(_)) | None => {}
            }
        });
        if found.is_some() {
            return found;
        }
        open.extend(called.into_iter().rev().filter_map(|def| def.body.as_ref()));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::ClockInCachedTask;
    use crate::lint::rules::testing::marked;

    #[test]
    fn the_clock_is_found_in_the_task_and_in_what_it_calls() {
        marked(
            &ClockInCachedTask,
            r#"
            fn stamp() -> str { str(now()) }
                                    ^^^^^ Q107 the cached task `through` reads the clock
            fn again(n: int) -> str { if n > 0 { again(n - 1) } else { stamp() } }
            task direct() -> datetime with { cache: "1" } { now() }
                                                            ^^^^^ Q107 the cached task `direct` reads the clock
            task through(n: int) -> str with { cache: "1" } { again(n) }
            task uncached() -> str { stamp() }
            "#,
        );
    }
}
