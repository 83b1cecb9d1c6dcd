//! Q108: a cached task with an output whose type Flyte may not recognise in the cache.

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::lint::{LintContext, Rule};
use crate::program::Variable;
use crate::program::ty::is_always_castable;

/// The rule.
pub(super) struct UnsafeCachedOutput;

static CODE: Code = Code {
    id: "Q108",
    name: "unsafe-cached-output",
    severity: Severity::Warning,
    summary: "a cached task gives maps, or lists of lists, within a list or map",
    explanation: "\
Flyte checks what it finds in the cache against the type of the output, and infers the type of a value from its elements. A map beside an empty one, and a list of lists \
beside one of empty lists, have different types, and a list or map of both fits no declaration: the cached result is refused, again and again, until the \
whole workflow is aborted.

Put the inner map or list into a struct, or do not cache the task.",
    bad: "\
task counts(text: str) -> [{str: int}] with { cache: \"1\" } {\n    [{word: 1} for word in text.split()]\n}\n\nworkflow w(text: str) -> [{str: int}] {\n    \
counts(text)\n}\n",
    good: "\
struct Counts {\n    of: {str: int}\n}\n\ntask counts(text: str) -> [Counts] with { cache: \"1\" } {\n    [Counts { of: {word: 1} } for word in text.split()]\n}\n\n\
workflow w(text: str) -> [Counts] {\n    counts(text)\n}\n",
};

impl Rule for UnsafeCachedOutput {
    fn code(&self) -> &'static Code {
        &CODE
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
    Diagnostic::new(&CODE, format!("a cached result of `{task}` may be refused by Flyte"))
        .at(output.span, format!("an empty part of `{ty}` has a type of its own to Flyte"))
        .at(span, "cached by its options")
        .help("put the inner map or list into a struct, or do not cache the task")
}

#[cfg(test)]
mod tests {
    use super::UnsafeCachedOutput;
    use crate::lint::rules::testing::findings;

    #[test]
    fn only_cached_outputs_with_parts_that_may_be_empty_are_found() {
        let task = |ty: &str, options: &str| findings(&UnsafeCachedOutput, &format!("task t(x: {ty}) -> {ty} {options} {{ x }}\n"));
        for ty in ["[{str: int}]", "{str: {str: int}}", "[[[int]]]", "{str: [{str: int}]}", "{str: [[int]]}"] {
            assert_eq!(task(ty, "with { cache: \"1\" }").len(), 1, "{ty}");
            assert_eq!(task(ty, "").len(), 0, "{ty}");
        }
        for ty in ["[[int]]", "{str: [int]}", "[int?]", "{str: int}", "[{str: int}]?", "[{str: int}?]"] {
            assert_eq!(task(ty, "with { cache: \"1\" }").len(), 0, "{ty}");
        }
    }
}
