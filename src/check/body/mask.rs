//! `orders[orders.price > 100.0]`: a list that is indexed by a condition on each of its elements, as tables and arrays of other languages are.

use super::Checker;
use super::report;
use crate::check::foreign::Advice;
use crate::check::ty::{Expr, Ty};
use crate::source::Span;
use crate::syntax::ast::visit::{Visit, parts};
use crate::syntax::ast::{self, BinaryOp, ExprKind, UnaryOp};

/// Where a condition names the list, and what is written for its element.
struct Uses<'a> {
    text: &'a dyn Fn(Span) -> &'a str,
    list: &'a str,
    element: &'a str,
    found: Vec<(Span, String)>,
}

impl<'a> Visit<'a> for Uses<'_> {
    fn expr(&mut self, expr: &'a ast::Expr) {
        match expr.kind() {
            ExprKind::Index { base, index } if (self.text)(base.span) == self.list => {
                if let ExprKind::Str(key) = index.kind() {
                    self.found.push((expr.span, format!("{}.{key}", self.element)));
                    return;
                }
            }
            _ if (self.text)(expr.span) == self.list => {
                self.found.push((expr.span, self.element.to_owned()));
                return;
            }
            _ => {}
        }
        parts::expr(self, expr);
    }
}

fn is_condition(expr: &ast::Expr) -> bool {
    match expr.kind() {
        ExprKind::Binary { op, .. } => op.is_comparison() || matches!(op, BinaryOp::And | BinaryOp::Or | BinaryOp::In),
        ExprKind::Unary { op: UnaryOp::Not, .. } => true,
        _ => false,
    }
}

/// What one element of `orders` is called.
fn element_of(list: &str) -> String {
    let list = list.rsplit('.').next().unwrap_or(list);
    let one = match list {
        _ if list.len() < 3 => None,
        _ if list.ends_with("ss") => None,
        _ if list.ends_with("ies") => list.strip_suffix("ies").map(|stem| format!("{stem}y")),
        _ => list.strip_suffix('s').map(str::to_owned),
    };
    one.unwrap_or_else(|| "x".to_owned())
}

impl Checker<'_> {
    /// The list of the elements that the condition holds for, if `index` is one on the list itself. Reports it.
    pub(super) fn masked(&mut self, list: &ast::Expr, ty: &Ty, index: &ast::Expr, span: Span) -> Option<Expr> {
        if !is_condition(index) {
            return None;
        }
        let sources = self.cx.sources;
        let name = sources.text(list.span);
        let condition = sources.text(index.span);
        let is_free = |element: &str| {
            let mut words = condition.split(|char: char| !char.is_alphanumeric() && char != '_');
            self.is_undeclared(element) && !words.any(|word| word == element)
        };
        let element = [element_of(name).as_str(), "x", "item", "element"].into_iter().find(|element| is_free(element))?.to_owned();
        let text = |span: Span| sources.text(span);
        let mut uses = Uses { text: &text, list: name, element: &element, found: Vec::new() };
        uses.expr(index);
        if uses.found.is_empty() {
            return None;
        }
        let mut code = condition.to_owned();
        for (used, written) in uses.found.iter().rev() {
            code.replace_range((used.start - index.span.start) as usize..(used.end - index.span.start) as usize, written);
        }
        let written = format!("{name}.filter(|{element}| {code})");
        self.report_repaired(report::access::condition_as_position(index.span), &Advice::test(written), span);
        Some(self.reported_as(ty.clone(), span))
    }
}

#[cfg(test)]
mod tests {
    use super::element_of;

    #[test]
    fn an_element_is_called_by_the_singular() {
        assert_eq!(element_of("orders"), "order");
        assert_eq!(element_of("shop.entries"), "entry");
        assert_eq!(element_of("xs"), "x");
        assert_eq!(element_of("mass"), "x");
    }
}
