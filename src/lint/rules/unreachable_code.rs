//! Q106: statements that are never reached.

use rustc_hash::FxHashSet;

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::lint::walk::{self, Step};
use crate::lint::{LintContext, Rule};
use crate::source::Name;
use crate::syntax::ast::{Block, ExprKind, ItemKind, Module, Stmt, StmtKind};

/// The rule.
pub(super) struct UnreachableCode;

static CODE: Code = Code {
    id: "Q106",
    name: "unreachable-code",
    severity: Severity::Warning,
    summary: "statements behind `return`, `break`, `continue` or `fail` are never reached",
    explanation: "\
`return`, `break`, `continue`, `fail(…)` and `fail_retryable(…)` leave the block in which they stand, always. What stands behind them in the \
same block never runs. Remove it, or put the statement that leaves into the `if` that was meant.",
    bad: "task half(a: int) -> int {\n    return a // 2\n    log(\"done\")\n}\n",
    good: "task half(a: int) -> int {\n    log(\"done\")\n    return a // 2\n}\n",
};

impl Rule for UnreachableCode {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        for module in context.modules {
            let own = own_names(module);
            for item in module.items.iter().filter(|item| matches!(item.kind, ItemKind::Fn(_) | ItemKind::Task(_))) {
                let Some(body) = walk::body(&item.kind) else { continue };
                walk::block(body, &mut |step| {
                    if let Step::Block(block) = step {
                        findings.extend(finding(block, &own));
                    }
                });
            }
        }
    }
}

/// The names that may stand for something else than the builtin.
fn own_names(module: &Module) -> FxHashSet<Name> {
    let items = module.items.iter().filter_map(|item| item.kind.name());
    let imports = module.imports.iter().flat_map(|import| &import.names).map(|name| name.alias.as_ref().unwrap_or(&name.name));
    items.chain(imports).map(|ident| ident.name.clone()).collect()
}

fn finding(block: &Block, own: &FxHashSet<Name>) -> Option<Diagnostic> {
    let (at, word) = block.stmts.iter().enumerate().find_map(|(at, stmt)| Some((at, leaves(stmt, own)?)))?;
    let (first, last) = block.stmts.get(at + 1).zip(block.stmts.last())?;
    Some(
        Diagnostic::new(&CODE, format!("what stands behind `{word}` is never reached"))
            .at(first.span.to(last.span), "never reached")
            .at(block.stmts[at].span, "the block always ends here"),
    )
}

/// The word by which a statement always leaves its block.
fn leaves(stmt: &Stmt, own: &FxHashSet<Name>) -> Option<&'static str> {
    match &stmt.kind {
        StmtKind::Return { .. } => Some("return"),
        StmtKind::Break => Some("break"),
        StmtKind::Continue => Some("continue"),
        StmtKind::Expr { value, .. } => {
            let ExprKind::Call { callee, .. } = &value.kind else { return None };
            let ExprKind::Name(name) = &callee.kind else { return None };
            ["fail", "fail_retryable"].into_iter().find(|word| *word == name.as_str() && !own.contains(name))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::UnreachableCode;
    use crate::lint::rules::testing::findings;

    #[test]
    fn everything_behind_the_first_word_that_leaves_is_one_finding() {
        let text = "fn f(a: int) -> int {\n    for x in [1] {\n        break\n        log(\"x\")\n    }\n    return a\n    let b = 1\n    b\n}\n";
        let expected = [
            "`log(\"x\")`: what stands behind `break` is never reached",
            "`let b = 1\n    b`: what stands behind `return` is never reached",
        ];
        assert_eq!(findings(&UnreachableCode, text), expected);
    }

    #[test]
    fn the_last_statement_of_a_block_may_leave_it() {
        assert_eq!(findings(&UnreachableCode, "fn f(a: int) -> int {\n    if a < 0 { fail(\"no\") }\n    return a\n}\n"), [""; 0]);
    }

    #[test]
    fn an_own_fail_is_a_call_like_any_other() {
        assert_eq!(findings(&UnreachableCode, "fn fail(a: str) -> int { 1 }\nfn f() -> int {\n    fail(\"x\")\n    2\n}\n"), [""; 0]);
    }
}
