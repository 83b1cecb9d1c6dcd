//! Q105: a variable of task code whose value is never read.

use crate::diagnostics::codes::lints::UNUSED_VARIABLE;
use crate::diagnostics::{Applicability, Code, Diagnostic, Edit};
use crate::lint::{LintContext, Rule};
use crate::syntax::ast::ItemKind;
use crate::syntax::ast::uses::{self, Variable, VariableKind};

/// The rule.
pub(super) struct UnusedVariable;

impl Rule for UnusedVariable {
    fn code(&self) -> &'static Code {
        &UNUSED_VARIABLE
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        for item in context.modules.iter().flat_map(|module| &module.items) {
            if matches!(item.kind, ItemKind::Fn(_) | ItemKind::Task(_)) {
                findings.extend(uses::of_item(item).variables.iter().filter_map(finding));
            }
        }
    }
}

fn finding(variable: &Variable) -> Option<Diagnostic> {
    if variable.read || variable.name.starts_with('_') {
        return None;
    }
    let name = &variable.name;
    let finding = Diagnostic::new(&UNUSED_VARIABLE, format!("the value of `{name}` is never read")).at(variable.span, "");
    match variable.kind {
        VariableKind::Let => Some(finding.help(format!("remove it, or rename it to `_{name}` if this is intended"))),
        VariableKind::LetMember => {
            let edit = Edit { span: variable.span, text: "_".to_owned() };
            Some(finding.help("replace it with `_`").fix(format!("replace `{name}` with `_`"), Applicability::Unsafe, vec![edit]))
        }
        VariableKind::Param | VariableKind::Inner => None,
    }
}

#[cfg(test)]
mod tests {
    use super::UnusedVariable;
    use crate::lint::rules::testing::{findings, fixed};

    #[test]
    fn only_reading_counts() {
        let text = "task t(p: int) -> int {\n    let a = 1\n    var b = 2\n    b = 3\n    let _c = 4\n    let d = 5\n    [d for i in range(3)].sum()\n}\n";
        assert_eq!(findings(&UnusedVariable, text), ["`a`: the value of `a` is never read", "`b`: the value of `b` is never read"]);
    }

    #[test]
    fn a_member_of_a_tuple_becomes_a_blank() {
        let text = "task t() -> int {\n    let (a, b) = (1, 2)\n    b\n}\n";
        assert_eq!(fixed(&UnusedVariable, text), text.replace("(a, b)", "(_, b)"));
    }

    #[test]
    fn nodes_of_workflows_run_all_the_same() {
        assert_eq!(findings(&UnusedVariable, "task t() -> int { 1 }\nworkflow w() {\n    let a = t()\n}\n"), [""; 0]);
    }
}
