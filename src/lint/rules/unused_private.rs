//! Q104: a private item that its module does not use.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostics::codes::lints::UNUSED_PRIVATE;
use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{LintContext, Rule};
use crate::program::Index;
use crate::program::index::DefinitionId;
use crate::source::{Name, Span};
use crate::syntax::ast::{Ident, Item, ItemKind, Module};

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
            let private = private_items(index, module);
            let used = used(index, &private);
            for item in private.iter().filter(|item| !used.contains(&item.id)) {
                findings.push(
                    Diagnostic::new(&UNUSED_PRIVATE, format!("the private {} `{}` is not used", item.kind, item.name.name))
                        .at(item.name.span, "")
                        .help("remove it, or remove the underscore if other modules should import it"),
                );
            }
        }
    }
}

/// A private item of a module.
struct Private<'a> {
    id: DefinitionId,
    kind: &'static str,
    name: &'a Ident,
    span: Span,
}

/// The private items of a module. Of several of one name, which are reported, the first has the name.
fn private_items<'a>(index: &Index, module: &'a Module) -> Vec<Private<'a>> {
    let mut first: FxHashSet<&Name> = FxHashSet::default();
    let items = module.items.iter().filter_map(|item| Some((item, kind(item)?, item.kind.name()?)));
    items
        .filter(|(_, _, name)| name.name.starts_with('_') && first.insert(&name.name))
        .filter_map(|(item, kind, name)| Some(Private { id: index.defined_at(name.span)?, kind, name, span: item.span }))
        .collect()
}

/// Those that are used by other code than themselves and each other.
fn used(index: &Index, private: &[Private<'_>]) -> FxHashSet<DefinitionId> {
    let around = |place: Span| {
        let after = private.partition_point(|item| item.span.start <= place.start);
        private.get(after.checked_sub(1)?).filter(|item| item.span.contains(place))
    };
    let mut open: Vec<DefinitionId> = Vec::new();
    let mut by_user: FxHashMap<DefinitionId, Vec<DefinitionId>> = FxHashMap::default();
    for item in private {
        for used in index.uses(item.id) {
            match around(used.span) {
                Some(user) => by_user.entry(user.id).or_default().push(item.id),
                None => open.push(item.id),
            }
        }
    }
    let mut found: FxHashSet<DefinitionId> = FxHashSet::default();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(by_user.remove(&id).unwrap_or_default());
        }
    }
    found
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
    fn helpers_that_only_call_each_other_are_not_used() {
        marked(
            &UnusedPrivate,
            "
            fn _a(n: int) -> int { if n > 0 { _b(n - 1) } else { _LEAST } }
               ^^ Q104 the private fn `_a` is not used
            fn _b(n: int) -> int { _a(n) }
               ^^ Q104 the private fn `_b` is not used
            const _LEAST: int = 0
                  ^^^^^^ Q104 the private constant `_LEAST` is not used
            fn _c(n: int) -> int { _d(n) }
            fn _d(n: int) -> int { if n > 0 { _c(n - 1) } else { 0 } }
            task t(n: int) -> int { _c(n) }
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
