//! Q110: a comparison with `nan`, which is the same whatever it is compared with.

use crate::diagnostics::codes::lints::COMPARISON_WITH_NAN;
use crate::diagnostics::{Applicability, Code, Diagnostic, Edit};
use crate::lint::{LintContext, Rule};
use crate::program::builtins::{BuiltinOp, ConversionOp, NumberOp, TextOp};
use crate::program::{BinaryOp, BinaryOperands, Const, Expr, ExprKind, Program, Type};

/// The rule.
pub(super) struct ComparisonWithNan;

impl Rule for ComparisonWithNan {
    fn code(&self) -> &'static Code {
        &COMPARISON_WITH_NAN
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        let program = context.program;
        for body in program.all_code().filter_map(|code| code.body(program)) {
            body.walk(&mut |expr| findings.extend(finding(context, expr)));
        }
    }
}

fn finding(context: &LintContext<'_>, expr: &Expr) -> Option<Diagnostic> {
    let program = context.program;
    match &expr.kind {
        ExprKind::Binary(op @ (BinaryOp::In | BinaryOp::NotIn), BinaryOperands::InList, value, list) if is_nan(program, value) => {
            Some(searched(context, expr, list, *op == BinaryOp::NotIn))
        }
        ExprKind::Builtin(BuiltinOp::Text(TextOp::ContainsList), args) => match args.as_slice() {
            [list, value] if is_nan(program, value) => Some(searched(context, expr, list, false)),
            _ => None,
        },
        ExprKind::Binary(
            op @ (BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge),
            _,
            left,
            right,
        ) => {
            let other = match (is_nan(program, left), is_nan(program, right)) {
                (true, _) => right,
                (false, true) => left,
                (false, false) => return None,
            };
            Some(compared(context, expr, *op, other))
        }
        _ => None,
    }
}

fn compared(context: &LintContext<'_>, expr: &Expr, op: BinaryOp, other: &Expr) -> Diagnostic {
    let always = op == BinaryOp::Ne;
    let text = context.sources.text(other.span);
    let test = if always { format!("not is_nan({text})") } else { format!("is_nan({text})") };
    let found = always_so(expr, always);
    match op {
        _ if text.contains('\n') || text.len() > 60 => found.help("to test for it, use `is_nan`"),
        _ if !matches!(other.ty, Type::Int | Type::Float) => {
            found.help(format!("check `{text}` for `none` first, and then `is_nan({text})`"))
        }
        BinaryOp::Eq | BinaryOp::Ne => found.help(format!("write `{test}`")).fix(
            format!("write `{test}`"),
            Applicability::Safe,
            vec![Edit { span: expr.span, text: test }],
        ),
        _ => found.help(format!("`nan` is neither less nor greater than a number; to test for it, write `{test}`")),
    }
}

/// `nan` in a list, which is never found.
fn searched(context: &LintContext<'_>, expr: &Expr, list: &Expr, always: bool) -> Diagnostic {
    let text = context.sources.text(list.span);
    let not = if always { "not " } else { "" };
    always_so(expr, always).help(format!("write `{not}{text}.any(|x| is_nan(x))`"))
}

fn always_so(expr: &Expr, always: bool) -> Diagnostic {
    Diagnostic::new(&COMPARISON_WITH_NAN, format!("this comparison with `nan` is always `{always}`"))
        .at(expr.span, "`nan` is equal to nothing, not even to itself")
}

/// Whether an expression is certainly `nan`.
fn is_nan(program: &Program, expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Const(value) => is_nan_const(value),
        ExprKind::Global(id) => program.const_(*id).value.as_ref().is_some_and(is_nan_const),
        ExprKind::Widen(inner) => is_nan(program, inner),
        ExprKind::Builtin(BuiltinOp::Number(NumberOp::Nan), _) => true,
        ExprKind::Builtin(BuiltinOp::Conversion(ConversionOp::FloatFromStr), args) => match args.as_slice() {
            [Expr { kind: ExprKind::Const(Const::Str(text)), .. }] => text.trim().eq_ignore_ascii_case("nan"),
            _ => false,
        },
        _ => false,
    }
}

fn is_nan_const(value: &Const) -> bool {
    matches!(value, Const::Float(value) if value.is_nan())
}

#[cfg(test)]
mod tests {
    use super::ComparisonWithNan;
    use crate::lint::rules::testing::{fixed, marked};

    #[test]
    fn comparisons_are_found_wherever_nan_comes_from() {
        marked(
            &ComparisonWithNan,
            r#"
            const MISSING: float = nan()
            task t(x: float, xs: [float], o: float?) -> [bool] {
                let known = xs.filter(|y| y != nan())
                                          ^^^^^^^^^^ Q110 this comparison with `nan` is always `true`
                let none_left = len(known) == 0 or x == MISSING
                                                   ^^^^^^^^^^^^ Q110 this comparison with `nan` is always `false`
                let less = x < float("NaN")
                           ^^^^^^^^^^^^^^^^ Q110 this comparison with `nan` is always `false`
                let found = nan() in xs or xs.contains(nan())
                            ^^^^^^^^^^^ Q110 this comparison with `nan` is always `false`
                                           ^^^^^^^^^^^^^^^^^^ Q110 this comparison with `nan` is always `false`
                [none_left, less, found, o == nan(), is_nan(x), x == inf(), x == x]
                                         ^^^^^^^^^^ Q110 this comparison with `nan` is always `false`
            }
            "#,
        );
    }

    #[test]
    fn the_fix_asks_is_nan() {
        let of = |before: &str, after: &str| {
            let around = |code: &str| format!("task t(a: float, b: float) -> bool {{ {code} }}\n");
            assert_eq!(fixed(&ComparisonWithNan, &around(before)), around(after));
        };
        of("a == nan()", "is_nan(a)");
        of("nan() != a / b", "not is_nan(a / b)");
        of("a > nan()", "a > nan()");
    }
}
