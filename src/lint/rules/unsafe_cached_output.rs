//! Q108: a cached task with an output whose type Flyte may not recognise in the cache.

use crate::diagnostics::codes::lints::UNSAFE_CACHED_OUTPUT;
use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{LintContext, Rule};
use crate::program::Variable;
use crate::program::ty::is_always_castable;

pub(super) struct UnsafeCachedOutput;

impl Rule for UnsafeCachedOutput {
    fn code(&self) -> &'static Code {
        &UNSAFE_CACHED_OUTPUT
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        for task in context.program.tasks.iter().filter(|task| task.options.cache.is_some()) {
            for output in task.interface.outputs.iter().filter(|output| !is_always_castable(&output.ty)) {
                findings.push(finding(context, &task.header.name, task.header.span, output));
            }
        }
    }
}

fn finding(context: &LintContext<'_>, task: &str, span: crate::source::Span, output: &Variable) -> Diagnostic {
    let ty = output.ty.display(context.program);
    Diagnostic::new(&UNSAFE_CACHED_OUTPUT, format!("a cached result of `{task}` may be refused by Flyte"))
        .at(output.span, format!("to Flyte, an empty part of `{ty}` has another type"))
        .at(span, "cached by its options")
        .help("put the inner map or list in a struct, or do not cache the task")
}

#[cfg(test)]
mod tests {
    use super::UnsafeCachedOutput;
    use crate::lint::rules::testing::marked_each;

    #[test]
    fn only_cached_outputs_with_parts_that_may_be_empty_are_found() {
        marked_each(
            &UnsafeCachedOutput,
            r#"
            task t(x: [{str: int}]) -> [{str: int}] with { cache: "1" } { x }
                                       ^^^^^^^^^^^^ Q108 a cached result of `t` may be refused by Flyte

            task t(x: [{str: int}]) -> [{str: int}] { x }

            task t(x: {str: {str: int}}) -> {str: {str: int}} with { cache: "1" } { x }
                                            ^^^^^^^^^^^^^^^^^ Q108 a cached result of `t` may be refused by Flyte

            task t(x: {str: {str: int}}) -> {str: {str: int}} { x }

            task t(x: [[[int]]]) -> [[[int]]] with { cache: "1" } { x }
                                    ^^^^^^^^^ Q108 a cached result of `t` may be refused by Flyte

            task t(x: [[[int]]]) -> [[[int]]] { x }

            task t(x: {str: [{str: int}]}) -> {str: [{str: int}]} with { cache: "1" } { x }
                                              ^^^^^^^^^^^^^^^^^^^ Q108 a cached result of `t` may be refused by Flyte

            task t(x: {str: [{str: int}]}) -> {str: [{str: int}]} { x }

            task t(x: {str: [[int]]}) -> {str: [[int]]} with { cache: "1" } { x }
                                         ^^^^^^^^^^^^^^ Q108 a cached result of `t` may be refused by Flyte

            task t(x: {str: [[int]]}) -> {str: [[int]]} { x }

            task t(x: [[int]]) -> [[int]] with { cache: "1" } { x }

            task t(x: {str: [int]}) -> {str: [int]} with { cache: "1" } { x }

            task t(x: [int?]) -> [int?] with { cache: "1" } { x }

            task t(x: {str: int}) -> {str: int} with { cache: "1" } { x }

            task t(x: [{str: int}]?) -> [{str: int}]? with { cache: "1" } { x }

            task t(x: [{str: int}?]) -> [{str: int}?] with { cache: "1" } { x }
            "#,
            str::to_owned,
        );
    }
}
