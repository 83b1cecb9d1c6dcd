//! Q105: a variable of task code whose value is never read.

use crate::diagnostics::codes::lints::UNUSED_VARIABLE;
use crate::diagnostics::{Applicability, Code, Diagnostic, Edit};
use crate::lint::{LintContext, Rule};
use crate::program::index::{DefinitionKind, UseKind};
use crate::source::Span;
use crate::syntax::ast::uses::VariableKind;
use crate::syntax::ast::{Item, ItemKind};

pub(super) struct UnusedVariable;

impl Rule for UnusedVariable {
    fn code(&self) -> &'static Code {
        &UNUSED_VARIABLE
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        let index = &context.program.index;
        let unsure = unsure(context);
        for (id, definition) in index.definitions() {
            let DefinitionKind::Variable(kind @ (VariableKind::Let | VariableKind::LetMember), _) = definition.kind else { continue };
            let name = context.name(definition.span);
            if name.starts_with('_') || index.uses(id).any(|used| used.kind != UseKind::Write) {
                continue;
            }
            let after = unsure.partition_point(|item| *item <= definition.span);
            if after.checked_sub(1).is_some_and(|at| unsure[at].contains(definition.span)) {
                continue;
            }
            // What is wrong with its value was reported.
            if matches!(definition.kind, DefinitionKind::Variable(_, Some(_))) && index.type_of(context.program, id).is_none() {
                continue;
            }
            let finding = Diagnostic::new(&UNUSED_VARIABLE, format!("the value of `{name}` is never read")).at(definition.span, "");
            findings.push(if kind == VariableKind::Let {
                finding.help(format!("remove it, or rename it to `_{name}` if this is intended"))
            } else {
                let edit = Edit { span: definition.span, text: "_".to_owned() };
                finding.help("replace it with `_`").fix(format!("replace `{name}` with `_`"), Applicability::Unsafe, vec![edit])
            });
        }
    }
}

/// The items whose code has an error, or is cut short by one, in order: the statement that reads a variable may be the one that is wrong or missing.
fn unsure(context: &LintContext<'_>) -> Vec<Span> {
    let program = context.program;
    let invalid =
        program.all_code().filter(|code| code.body(program).is_none_or(|body| body.invalid)).map(|code| code.header(program).item);
    let cut = context.modules.iter().flat_map(|module| module.items.windows(2)).filter_map(|pair| match pair {
        [item, Item { kind: ItemKind::Error(_), .. }] => Some(item.span),
        _ => None,
    });
    let mut unsure: Vec<Span> = invalid.chain(cut).collect();
    unsure.sort_unstable();
    unsure
}

#[cfg(test)]
mod tests {
    use super::UnusedVariable;
    use crate::lint::rules::testing::{fixed, marked};

    #[test]
    fn only_reading_counts() {
        marked(
            &UnusedVariable,
            "
            task t(p: int) -> int {
                let a = 1
                    ^ Q105 the value of `a` is never read
                var b = 2
                    ^ Q105 the value of `b` is never read
                b = 3
                let _c = 4
                let d = 5
                [d for i in range(3)].sum()
            }
            ",
        );
    }

    #[test]
    fn a_member_of_a_tuple_becomes_a_blank() {
        let text = "task t() -> int {\n    let (a, b) = (1, 2)\n    b\n}\n";
        assert_eq!(fixed(&UnusedVariable, text), text.replace("(a, b)", "(_, b)"));
    }

    #[test]
    fn reading_a_variable_of_the_same_name_does_not_count() {
        marked(
            &UnusedVariable,
            "
            task t(n: int) -> int {
                let a = n
                    ^ Q105 the value of `a` is never read
                let b = [a for a in [n]]
                let d = b.map(|b| b + 1)
                d.sum()
            }
            ",
        );
    }

    #[test]
    fn code_with_an_error_may_read_anything() {
        let text = "
            task t(n: int) -> int {
                let rate = 2
                rat * n
            }
            task u(n: int) -> int {
                let rate = 2
                    ^^^^ Q105 the value of `rate` is never read
                n
            }
        ";
        marked(&UnusedVariable, text);
    }

    #[test]
    fn a_variable_whose_value_was_reported_is_not_reported_again() {
        marked(&UnusedVariable, "task t(path: str) -> int {\n    let h = open(path)\n    len(path)\n}");
    }

    #[test]
    fn nodes_of_workflows_run_all_the_same() {
        marked(&UnusedVariable, "task t() -> int { 1 }\nworkflow w() {\n    let a = t()\n}");
    }
}
