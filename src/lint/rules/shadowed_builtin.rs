//! Q102: a name that hides a builtin.

use crate::diagnostics::codes::lints::SHADOWED_BUILTIN;
use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{LintContext, Rule};
use crate::program::builtins;
use crate::source::Span;
use crate::syntax::ast::ItemKind;
use crate::syntax::ast::uses;

/// The rule.
pub(super) struct ShadowedBuiltin;

impl Rule for ShadowedBuiltin {
    fn code(&self) -> &'static Code {
        &SHADOWED_BUILTIN
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        let mut note = |name: &str, span: Span| {
            if let Some(builtin) = builtins::find(name) {
                findings.push(
                    Diagnostic::new(&SHADOWED_BUILTIN, format!("`{name}` hides the builtin of that name"))
                        .at(span, "")
                        .help(format!("in its scope, the builtin can only be called as `x.{}(…)`", builtin.name)),
                );
            }
        };
        for item in context.modules.iter().flat_map(|module| &module.items) {
            if matches!(item.kind, ItemKind::Fn(_) | ItemKind::Const(_))
                && let Some(name) = item.kind.name()
            {
                note(&name.name, name.span);
            }
            if matches!(item.kind, ItemKind::Fn(_) | ItemKind::Task(_)) {
                uses::of_item(item).variables.iter().for_each(|variable| note(&variable.name, variable.span));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ShadowedBuiltin;
    use crate::lint::rules::testing::findings;

    #[test]
    fn parameters_variables_and_helpers_are_noted() {
        let text = "fn abs(x: int) -> int { x }\ntask t(len: int) -> int {\n    let max = len\n    abs(max)\n}\n";
        let hides = |name: &str| format!("`{name}`: `{name}` hides the builtin of that name");
        assert_eq!(findings(&ShadowedBuiltin, text), [hides("abs"), hides("len"), hides("max")]);
    }

    #[test]
    fn names_of_workflows_hide_nothing() {
        let text = "task len(a: int) -> int { a }\nworkflow w(max: int) -> int {\n    let sum = len(a: max)\n    sum\n}\n";
        assert_eq!(findings(&ShadowedBuiltin, text), [""; 0]);
    }
}
