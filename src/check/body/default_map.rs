//! `defaultdict(list)`: a map that makes the value of a key that is missing. Here each place that reads a key says what is meant then.

use super::Checker;
use super::report::foreign as report;
use crate::check::foreign::{Given, Kind};
use crate::check::ty::{Expr, Hole, Ty};
use crate::diagnostics::{Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::ast::visit::{Visit, parts};
use crate::syntax::ast::{self, Block, ExprKind, Pattern, Stmt, StmtKind};

/// The declaration whose value is at a place.
struct Declaration<'a> {
    value: Span,
    name: Option<&'a str>,
}

impl<'a> Visit<'a> for Declaration<'a> {
    fn stmt(&mut self, stmt: &'a Stmt) {
        if let StmtKind::Let { pattern: Pattern::Name(name), value, .. } = &stmt.kind
            && value.span == self.value
        {
            self.name = Some(&name.name);
        }
        parts::stmt(self, stmt);
    }
}

/// What is written where the map is used.
struct Reads<'a> {
    text: &'a dyn Fn(Span) -> &'a str,
    name: &'a str,
    default: &'a str,
    edits: Vec<Edit>,
}

impl Reads<'_> {
    /// The key, if the expression is a value of the map.
    fn key<'e>(&self, expr: &'e ast::Expr) -> Option<&'e ast::Expr> {
        let ExprKind::Index { base, index } = expr.kind() else { return None };
        matches!(base.kind(), ExprKind::Name(name) if name == self.name).then_some(index)
    }

    fn read(&self, key: &ast::Expr) -> String {
        format!("{}.get({}, {})", self.name, (self.text)(key.span), self.default)
    }

    /// `counts[k] += 1`, `groups[k].append(x)`
    fn changed(&self, stmt: &Stmt) -> Option<String> {
        let (key, change) = match &stmt.kind {
            StmtKind::Assign { target, op: Some(op), value } => {
                let key = self.key(target)?;
                let value = (self.text)(value.span);
                let value =
                    if value.contains(' ') && !value.starts_with(['[', '(', '{', '"']) { format!("({value})") } else { value.to_owned() };
                (key, format!("{} {} {value}", self.read(key), op.as_str()))
            }
            StmtKind::Expr { value, .. } => {
                let ExprKind::Call { callee, args } = value.kind() else { return None };
                let (ExprKind::Field { base, name }, [arg]) = (callee.kind(), args.as_slice()) else { return None };
                let (key, value) = (self.key(base)?, (self.text)(arg.span));
                let change = match name.name.as_str() {
                    "append" | "push" | "push_back" | "add" | "insert" => format!("{} + [{value}]", self.read(key)),
                    "extend" | "update" | "concat" => format!("{} + {value}", self.read(key)),
                    _ => return None,
                };
                (key, change)
            }
            _ => return None,
        };
        Some(format!("{}[{}] = {change}", self.name, (self.text)(key.span)))
    }
}

impl<'a> Visit<'a> for Reads<'_> {
    fn stmt(&mut self, stmt: &'a Stmt) {
        if let Some(text) = self.changed(stmt) {
            self.edits.push(Edit { span: stmt.span, text });
            return;
        }
        match &stmt.kind {
            StmtKind::Assign { target, value, .. } if self.key(target).is_some() => self.expr(value),
            _ => parts::stmt(self, stmt),
        }
    }

    fn expr(&mut self, expr: &'a ast::Expr) {
        match self.key(expr) {
            Some(key) => self.edits.push(Edit { span: expr.span, text: self.read(key) }),
            None => parts::expr(self, expr),
        }
    }
}

/// The value that a missing key has.
fn default_of(name: &str, args: &[Given]) -> Option<String> {
    let given = match args {
        [] if name == "Counter" => return Some("0".to_owned()),
        [given] => given,
        _ => return None,
    };
    let text = given.code.text.as_str();
    if let (Kind::Closure(0), Some(value)) = (given.kind, text.strip_prefix("||")) {
        return Some(value.trim().to_owned());
    }
    let value = match text {
        "list" | "set" | "deque" | "tuple" => "[]",
        "int" => "0",
        "float" => "0.0",
        "str" => "\"\"",
        "bool" => "false",
        "dict" => "{}",
        _ => return None,
    };
    Some(value.to_owned())
}

impl Checker<'_> {
    /// A map with a default: one finding, with an edit for each place that reads or changes a value of it.
    pub(super) fn map_with_default(&mut self, found: &Diagnostic, name: &str, args: &[Given], span: Span) -> Option<Expr> {
        let name = name.rsplit('.').next().filter(|name| matches!(*name, "defaultdict" | "Counter"))?;
        let default = default_of(name, args)?;
        let code: &Block = self.code?;
        let mut declaration = Declaration { value: span, name: None };
        declaration.block(code);
        let sources = self.cx.sources;
        let text = |span: Span| sources.text(span);
        let mut reads = Reads { text: &text, name: declaration.name?, default: &default, edits: Vec::new() };
        reads.block(code);
        let Reads { name: map, edits, .. } = reads;
        let found = report::map_with_default(found.clone(), map, &default, Edit { span, text: "{}".to_owned() }, edits);
        self.report(found);
        Some(self.reported_as(Ty::map(Ty::Hole(Hole::Invalid)), span))
    }
}
