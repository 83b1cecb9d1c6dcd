//! Q103: an imported name that the module does not use.

use crate::diagnostics::codes::lints::UNUSED_IMPORT;
use crate::diagnostics::{Applicability, Code, Diagnostic, Edit};
use crate::lint::{LintContext, Rule};
use crate::program::index::DefinitionKind;
use crate::source::{SourceMap, Span};
use crate::syntax::ast::{Ident, Import, ImportName, ItemKind, Module};

pub(super) struct UnusedImport;

impl Rule for UnusedImport {
    fn code(&self) -> &'static Code {
        &UNUSED_IMPORT
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        let index = &context.program.index;
        // The use of an unknown import is unknown too, and the import was reported.
        let is_unused = |name: &ImportName| {
            index
                .defined_at(here(name).span)
                .is_some_and(|id| matches!(index.definition(id).kind, DefinitionKind::Import(Some(_))) && index.uses(id).next().is_none())
        };
        for module in context.modules {
            // An item that could not be parsed may use anything.
            if module.items.iter().any(|item| matches!(item.kind, ItemKind::Error(_) | ItemKind::Later(_))) {
                continue;
            }
            for import in &module.imports {
                let (unused, kept): (Vec<&ImportName>, Vec<&ImportName>) = import.names.iter().partition(|name| is_unused(name));
                if !unused.is_empty() {
                    findings.push(finding(context.sources, module, import, &unused, &kept));
                }
            }
        }
    }
}

/// The name in the importing module.
fn here(name: &ImportName) -> &Ident {
    name.alias.as_ref().unwrap_or(&name.name)
}

/// The name and its alias.
fn whole(name: &ImportName) -> Span {
    name.name.span.to(here(name).span)
}

fn finding(sources: &SourceMap, module: &Module, import: &Import, unused: &[&ImportName], kept: &[&ImportName]) -> Diagnostic {
    let names: Vec<String> = unused.iter().map(|name| format!("`{}`", here(name).name)).collect();
    let message = match names.as_slice() {
        [only] => format!("the import {only} is not used"),
        several => format!("the imports {} are not used", several.join(", ")),
    };
    let finding = unused.iter().fold(Diagnostic::new(&UNUSED_IMPORT, message), |finding, name| finding.at(whole(name), ""));
    if module.comments.iter().any(|comment| import.span.contains(comment.span)) {
        return finding;
    }
    let edit = match (kept, import.names.first(), import.names.last()) {
        ([_, ..], Some(first), Some(last)) => {
            let texts: Vec<&str> = kept.iter().map(|name| sources.text(whole(name))).collect();
            Edit { span: whole(first).to(whole(last)), text: texts.join(", ") }
        }
        _ => Edit { span: line(sources, import.span), text: String::new() },
    };
    let title = if kept.is_empty() { "remove the import" } else { "import only what is used" };
    finding.fix(title, Applicability::Safe, vec![edit])
}

/// The span including the end of its line, if the line is otherwise empty.
fn line(sources: &SourceMap, span: Span) -> Span {
    let text = &sources.file(span.file).text;
    let rest = text.get(span.end as usize..).unwrap_or("");
    let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
    match rest.as_bytes().get(blank) {
        Some(b'\n') => Span { end: span.end + blank as u32 + 1, ..span },
        _ => span,
    }
}

#[cfg(test)]
mod tests {
    use super::UnusedImport;
    use crate::lint::rules::testing::{fixed_of, marked_beside};

    const OTHER: (&str, &str) = ("other", "fn a() -> int { 1 }\nfn b() -> int { 2 }\nstruct C { x: int }\ntype D = [int]\nenum E { e }\n");

    #[test]
    fn what_any_item_mentions_is_used() {
        marked_beside(
            &UnusedImport,
            "
            import other.{a, b as bee, C, D, E}
            const K: int = 1
            task t(d: D) -> int { a() + d.bee() }
            fn f(e: E) -> C { C { x: 1 } }
            ",
            &[OTHER],
        );
    }

    #[test]
    fn a_variable_of_that_name_is_no_use() {
        marked_beside(
            &UnusedImport,
            "
            import other.{a}
                          ^ Q103 the import `a` is not used
            fn f() -> int {
                let a = 1
                a
            }
            ",
            &[OTHER],
        );
    }

    #[test]
    fn a_builtin_or_field_of_that_name_is_no_use() {
        let other = ("other", "fn sum(x: int) -> int { x }\nfn len(x: int) -> int { x }\nfn n(x: int) -> int { x }\n");
        marked_beside(
            &UnusedImport,
            "
            import other.{sum, len, n}
                          ^^^ Q103 the imports `sum`, `n` are not used
            struct S { n: int }
            fn f(xs: [int], s: S) -> int { xs.sum() + s.n + xs[0].len() }
            ",
            &[other],
        );
    }

    #[test]
    fn what_does_not_exist_is_left_to_the_compiler() {
        marked_beside(&UnusedImport, "import other.{x}\nimport another.{y}", &[OTHER]);
    }

    #[test]
    fn the_fix_keeps_what_is_used() {
        let text = "import other.{a, b as bee, C}\nfn f() -> int { bee() }\n";
        marked_beside(
            &UnusedImport,
            "
            import other.{a, b as bee, C}
                          ^ Q103 the imports `a`, `C` are not used
            fn f() -> int { bee() }
            ",
            &[OTHER],
        );
        assert_eq!(fixed_of(&UnusedImport, &[("m", text), OTHER]), "import other.{b as bee}\nfn f() -> int { bee() }\n");
    }

    #[test]
    fn an_import_of_nothing_that_is_used_goes_with_its_line() {
        let text = "import other.{a}\nfn f() -> int { 1 }\n";
        assert_eq!(fixed_of(&UnusedImport, &[("m", text), OTHER]), "fn f() -> int { 1 }\n");
    }
}
