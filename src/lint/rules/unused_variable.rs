//! Q105: a variable of task code whose value is never read.

use rustc_hash::FxHashMap;

use crate::diagnostics::codes::lints::UNUSED_VARIABLE;
use crate::diagnostics::{Applicability, Code, Diagnostic, Edit};
use crate::lint::{LintContext, Rule};
use crate::program::Index;
use crate::program::index::{DefinitionKind, UseKind};
use crate::source::Span;
use crate::syntax::ast::uses::{self, VariableKind};
use crate::syntax::ast::visit::{Visit, parts};
use crate::syntax::ast::{Item, Stmt, StmtKind};

pub(super) struct UnusedVariable;

impl Rule for UnusedVariable {
    fn code(&self) -> &'static Code {
        &UNUSED_VARIABLE
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        let index = &context.program.index;
        let mut damaged: FxHashMap<Span, bool> = FxHashMap::default();
        for (id, definition) in index.definitions() {
            let DefinitionKind::Variable(kind @ (VariableKind::Let | VariableKind::LetMember), _) = definition.kind else { continue };
            let name = context.name(definition.span);
            if name.starts_with('_') || index.uses(id).any(|used| used.kind != UseKind::Write) {
                continue;
            }
            if let Some(item) = item_around(context, definition.span)
                && *damaged.entry(item.span).or_insert_with(|| is_damaged(item) || names_unknown(item, index))
            {
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

fn item_around<'a>(context: &LintContext<'a>, place: Span) -> Option<&'a Item> {
    let module = context.modules.iter().find(|module| module.file == place.file)?;
    let after = module.items.partition_point(|item| item.span.start <= place.start);
    module.items.get(after.checked_sub(1)?)
}

/// Whether a statement of an item could not be read: it may be the one that reads a variable.
fn is_damaged(item: &Item) -> bool {
    struct Damage(bool);

    impl<'a> Visit<'a> for Damage {
        fn stmt(&mut self, stmt: &'a Stmt) {
            self.0 |= matches!(stmt.kind, StmtKind::Error(_));
            parts::stmt(self, stmt);
        }
    }

    let mut damage = Damage(false);
    damage.item(item);
    damage.0
}

/// Whether an item reads a name that means nothing, which was reported: it may be the misspelt name of a variable.
fn names_unknown(item: &Item, index: &Index) -> bool {
    uses::of_item(item)
        .uses
        .iter()
        .any(|used| used.kind == uses::UseKind::Value && used.variable.is_none() && index.use_at(used.span).is_none())
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
    fn an_unknown_name_may_be_that_of_a_variable() {
        marked(
            &UnusedVariable,
            "
            task t(n: int) -> int {
                let total = n + 1
                totl
            }

            task u(n: int) -> int {
                let total = n + 1
                    ^^^^^ Q105 the value of `total` is never read
                n.gone()
            }
            ",
        );
    }

    #[test]
    fn nodes_of_workflows_run_all_the_same() {
        marked(&UnusedVariable, "task t() -> int { 1 }\nworkflow w() {\n    let a = t()\n}");
    }
}
