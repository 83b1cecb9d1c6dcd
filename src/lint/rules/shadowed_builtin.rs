//! Q102: a name that hides a builtin.

use crate::diagnostics::codes::lints::SHADOWED_BUILTIN;
use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{LintContext, Rule};
use crate::program::index::DefinitionKind;
use crate::program::{Callee, builtins};

pub(super) struct ShadowedBuiltin;

impl Rule for ShadowedBuiltin {
    fn code(&self) -> &'static Code {
        &SHADOWED_BUILTIN
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        for (_, definition) in context.program.index.definitions().filter(|(_, definition)| hides(definition.kind)) {
            let name = context.name(definition.span);
            if let Some(builtin) = builtins::find(name) {
                findings.push(
                    Diagnostic::new(&SHADOWED_BUILTIN, format!("`{name}` hides the builtin of that name"))
                        .at(definition.span, "")
                        .help(format!("in its scope, the builtin can only be called as `x.{}(…)`", builtin.name)),
                );
            }
        }
    }
}

/// Whether such a definition hides a builtin in code.
fn hides(kind: DefinitionKind) -> bool {
    match kind {
        DefinitionKind::Const(_)
        | DefinitionKind::Fn(_)
        | DefinitionKind::Param(..)
        | DefinitionKind::Input(Callee::Task(_), _)
        | DefinitionKind::Variable(..) => true,
        DefinitionKind::Module(_)
        | DefinitionKind::Import(_)
        | DefinitionKind::Alias
        | DefinitionKind::Struct(_)
        | DefinitionKind::Field(..)
        | DefinitionKind::Enum(_)
        | DefinitionKind::Variant(..)
        | DefinitionKind::Task(_)
        | DefinitionKind::Workflow(_)
        | DefinitionKind::Input(Callee::Workflow(_), _)
        | DefinitionKind::Output(..)
        | DefinitionKind::Binding
        | DefinitionKind::Unread => false,
    }
}

#[cfg(test)]
mod tests {
    use super::ShadowedBuiltin;
    use crate::lint::rules::testing::marked;

    #[test]
    fn parameters_variables_and_helpers_are_noted() {
        marked(
            &ShadowedBuiltin,
            "
            fn abs(x: int) -> int { x }
               ^^^ Q102 `abs` hides the builtin of that name
            task t(len: int) -> int {
                   ^^^ Q102 `len` hides the builtin of that name
                let max = len
                    ^^^ Q102 `max` hides the builtin of that name
                abs(max)
            }
            ",
        );
    }

    #[test]
    fn names_of_workflows_hide_nothing() {
        marked(
            &ShadowedBuiltin,
            "
            task len(a: int) -> int { a }
            workflow w(max: int) -> int {
                let sum = len(a: max)
                sum
            }
            ",
        );
    }
}
