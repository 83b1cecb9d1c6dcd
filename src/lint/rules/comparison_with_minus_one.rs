//! Q111: a position that is compared with `-1`, although a search without a result returns `none`.

use crate::diagnostics::codes::lints::COMPARISON_WITH_MINUS_ONE;
use crate::diagnostics::{Applicability, Code, Diagnostic, Edit};
use crate::lint::{LintContext, Rule};
use crate::program::builtins::{BuiltinOp, ListOp, TextOp};
use crate::program::{BinaryOp, Const, Expr, ExprKind};

/// The rule.
pub(super) struct ComparisonWithMinusOne;

impl Rule for ComparisonWithMinusOne {
    fn code(&self) -> &'static Code {
        &COMPARISON_WITH_MINUS_ONE
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        let program = context.program;
        for body in program.all_code().filter_map(|code| code.body(program)) {
            body.walk(&mut |expr| findings.extend(finding(context, expr)));
        }
    }
}

fn finding(context: &LintContext<'_>, expr: &Expr) -> Option<Diagnostic> {
    let ExprKind::Binary(op @ (BinaryOp::Eq | BinaryOp::Ne), _, left, right) = &expr.kind else { return None };
    let search = match (is_minus_one(left), is_minus_one(right)) {
        (false, true) => left,
        (true, false) => right,
        (true, true) | (false, false) => return None,
    };
    let ExprKind::Builtin(BuiltinOp::Text(TextOp::FindStr | TextOp::RfindStr) | BuiltinOp::List(ListOp::IndexOf), args) = &search.kind
    else {
        return None;
    };
    let [whole, part] = args.as_slice() else { return None };
    let absent = *op == BinaryOp::Eq;
    let found = Diagnostic::new(&COMPARISON_WITH_MINUS_ONE, format!("this comparison with `-1` is always `{}`", !absent))
        .at(expr.span, "a search that finds nothing returns `none`");
    let text = |of: &Expr| Some(context.sources.text(of.span)).filter(|text| !text.contains('\n') && text.len() <= 60);
    let word = if absent { "not in" } else { "in" };
    let (Some(whole), Some(part)) = (text(whole), text(part)) else {
        return Some(found.help(format!("to ask whether something is there, use `{word}`")));
    };
    let code = format!("{part} {word} {whole}");
    Some(found.help(format!("write `{code}`")).fix(
        format!("write `{code}`"),
        Applicability::Unsafe,
        vec![Edit { span: expr.span, text: code }],
    ))
}

fn is_minus_one(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Const(Const::Int(-1)))
}

#[cfg(test)]
mod tests {
    use super::ComparisonWithMinusOne;
    use crate::lint::rules::testing::{fixed, marked};

    #[test]
    fn searches_that_are_compared_with_minus_one_are_found() {
        marked(
            &ComparisonWithMinusOne,
            r#"
            task t(name: str, words: [str], n: int) -> [bool] {
                let a = name.find("z") == -1
                        ^^^^^^^^^^^^^^^^^^^^ Q111 this comparison with `-1` is always `false`
                let b = -1 != words.index_of("z")
                        ^^^^^^^^^^^^^^^^^^^^^^^^^ Q111 this comparison with `-1` is always `true`
                [a, b, name.find("z") == 0, name.find("z") == none, (name.find("z") ?? -1) == -1, n == -1]
            }
            "#,
        );
    }

    #[test]
    fn the_fix_asks_whether_it_is_there() {
        let of = |before: &str, after: &str| {
            let around = |code: &str| format!("task t(name: str, words: [str]) -> bool {{ {code} }}\n");
            assert_eq!(fixed(&ComparisonWithMinusOne, &around(before)), around(after));
        };
        of("name.find(\"z\") == -1", "\"z\" not in name");
        of("words.index_of(name) != -1", "name in words");
    }
}
