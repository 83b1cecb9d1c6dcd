//! Q104: a private item that its module does not use.

use rustc_hash::FxHashSet;

use crate::diagnostics::codes::lints::UNUSED_PRIVATE;
use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{LintContext, Rule};
use crate::source::Name;
use crate::syntax::ast::{Item, ItemKind};

pub(super) struct UnusedPrivate;

impl Rule for UnusedPrivate {
    fn code(&self) -> &'static Code {
        &UNUSED_PRIVATE
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        let index = &context.program.index;
        for module in context.modules {
            // An item that could not be parsed may use anything.
            if module.items.iter().any(|item| matches!(item.kind, ItemKind::Error(_) | ItemKind::Later(_))) {
                continue;
            }
            // Of several items of one name, which are reported, the first has the name.
            let mut first: FxHashSet<&Name> = FxHashSet::default();
            for item in &module.items {
                let Some(kind) = kind(item) else { continue };
                let Some(name) = item.kind.name().filter(|name| name.name.starts_with('_') && first.insert(&name.name)) else { continue };
                let Some(id) = index.defined_at(name.span) else { continue };
                if index.uses(id).any(|used| !item.span.contains(used.span)) {
                    continue;
                }
                findings.push(
                    Diagnostic::new(&UNUSED_PRIVATE, format!("the private {kind} `{}` is not used", name.name))
                        .at(name.span, "")
                        .help("remove it, or remove the underscore if other modules should import it"),
                );
            }
        }
    }
}

/// The kind of an item that is private if its name says so.
fn kind(item: &Item) -> Option<&'static str> {
    Some(match item.kind {
        ItemKind::Fn(_) => "fn",
        ItemKind::Const(_) => "constant",
        ItemKind::Struct(_) => "struct",
        ItemKind::Enum(_) => "enum",
        ItemKind::Type(_) => "type",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::UnusedPrivate;
    use crate::lint::rules::testing::marked;

    #[test]
    fn a_helper_that_only_calls_itself_is_not_used() {
        marked(
            &UnusedPrivate,
            "
            fn _f(a: int) -> int { if a < 1 { 0 } else { _f(a - 1) } }
               ^^ Q104 the private fn `_f` is not used
            const _K: int = 1
            task t() -> int { _K }
            ",
        );
    }

    #[test]
    fn a_variable_or_field_of_the_same_name_is_not_a_use() {
        marked(
            &UnusedPrivate,
            "
            fn _f() -> int { 1 }
               ^^ Q104 the private fn `_f` is not used
            const _K: int = 1
                  ^^ Q104 the private constant `_K` is not used
            struct _S { x: int }
                   ^^ Q104 the private struct `_S` is not used
            struct T { _S: int }
            task t(_K: int, xs: T) -> int {
                let _f = _K
                _f + xs._S
            }
            ",
        );
    }

    #[test]
    fn tasks_and_public_items_are_left_alone() {
        marked(&UnusedPrivate, "fn f() -> int { 1 }\ntask _t() -> int { 1 }");
    }
}
