//! Q102: a `fn` that is called where a builtin of the same name would be.
//!
//! Parameters, variables and constants are left alone: most short words are names of builtins, and a call of such a name is an error that says what it hides.

use crate::diagnostics::codes::lints::SHADOWED_BUILTIN;
use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{LintContext, Rule};
use crate::program::builtins;
use crate::program::index::{DefinitionKind, UseKind};

pub(super) struct ShadowedBuiltin;

impl Rule for ShadowedBuiltin {
    fn code(&self) -> &'static Code {
        &SHADOWED_BUILTIN
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        let index = &context.program.index;
        for (id, definition) in index.definitions().filter(|(_, definition)| matches!(definition.kind, DefinitionKind::Fn(_))) {
            let name = context.name(definition.span);
            let Some(builtin) = builtins::find(name) else { continue };
            let Some(call) = index.references(id).find(|used| used.kind == UseKind::Call) else { continue };
            findings.push(
                Diagnostic::new(&SHADOWED_BUILTIN, format!("`{name}` hides the builtin of that name"))
                    .at(definition.span, "")
                    .at(call.span, "this calls the `fn`, and not the builtin")
                    .help(format!("in its module, the builtin can only be called as `x.{}(…)`", builtin.name)),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ShadowedBuiltin;
    use crate::lint::rules::testing::marked;

    #[test]
    fn a_helper_that_is_called_is_noted() {
        marked(
            &ShadowedBuiltin,
            "
            fn abs(x: int) -> int { x }
               ^^^ Q102 `abs` hides the builtin of that name
            fn mean(xs: [float]) -> float { 0.0 }
            task t(a: int) -> int { abs(a) }
            ",
        );
    }

    #[test]
    fn names_of_values_are_left_alone() {
        marked(
            &ShadowedBuiltin,
            "
            const max: int = 3
            struct Order { items: [str] }
            task t(len: int, day: [int]) -> int {
                let count = day.count(len)
                var first = day[0]
                for e in day { first += e }
                let total = day.map(|abs| abs + max).sum()
                count + first + total
            }
            task len(a: int) -> int { a }
            workflow w(max: int) -> int {
                let sum = len(a: max)
                sum
            }
            ",
        );
    }
}
