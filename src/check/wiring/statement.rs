//! The statements of a workflow.

use rustc_hash::FxHashMap;

use super::mismatch::Place;
use super::{Local, Meaning, Reported, Value, Wiring, report};
use crate::check::resolve::resolve_type;
use crate::program::ty::{Type, castable};
use crate::program::{Binding, NodeRef, OutputStyle};
use crate::source::{Name, Span};
use crate::syntax::ast::{ErrorStmt, Expr, ExprKind, Ident, NodeTail, Pattern, Stmt, StmtKind, TypeExpr};

impl<'a> Wiring<'a, '_> {
    /// Checks the statements; returns what the outputs are bound to.
    pub(super) fn body(&mut self) -> Vec<Binding> {
        let item = self.item;
        let mut early = None;
        if let Some((last, before)) = item.body.stmts.split_last() {
            for stmt in before {
                if let StmtKind::Return { .. } = stmt.kind
                    && early.is_none()
                {
                    early = Some(stmt.span);
                    self.report(report::statement::return_not_last(stmt.span, last.span));
                }
                self.statement(stmt);
            }
            let result = match &last.kind {
                StmtKind::Expr { value, tail } | StmtKind::Return { value: Some(value), tail } => Some((value, tail)),
                StmtKind::Return { value: None, .. } => None,
                StmtKind::Error(error) => {
                    self.error_statement(error);
                    return Vec::new();
                }
                StmtKind::Assign { .. } => {
                    self.statement(last);
                    return Vec::new();
                }
                _ => {
                    self.statement(last);
                    None
                }
            };
            if let Some((value, tail)) = result {
                let explicit = matches!(last.kind, StmtKind::Return { .. });
                return self.result(value, tail, explicit);
            }
        }
        if early.is_none() {
            self.missing_result();
        }
        Vec::new()
    }

    fn statement(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Let { mutable, pattern, ty, value, tail } => {
                if *mutable {
                    self.misplaced_var(stmt, pattern);
                }
                if !self.gathered(pattern, value, stmt.span.head()) {
                    self.bind_let(pattern, ty.as_ref(), value, tail);
                }
            }
            StmtKind::Expr { value, tail } => self.lone(value, tail),
            StmtKind::Return { value: Some(value), tail } => {
                if self.node(value, Some(tail), None).is_none() {
                    self.look(value);
                }
            }
            StmtKind::Return { value: None, .. } => {}
            StmtKind::Error(error) => self.error_statement(error),
            StmtKind::Assign { target, op: None, value } if self.is_new(target) => self.assigned_without_let(target, value),
            StmtKind::Assign { value, .. } => {
                self.misplaced_statement(stmt);
                self.look(value);
            }
            StmtKind::For { .. } | StmtKind::While { .. } | StmtKind::Break | StmtKind::Continue | StmtKind::Assert { .. } => {
                self.misplaced_statement(stmt);
            }
        }
    }

    /// Whether this is a name that has no meaning here.
    fn is_new(&self, target: &Expr) -> bool {
        matches!(target.kind(), ExprKind::Name(name) if self.is_unknown(name))
    }

    /// Reports an assignment that should be a `let`, and goes on as if it were one.
    fn assigned_without_let(&mut self, target: &Expr, value: &'a Expr) {
        let ExprKind::Name(name) = target.kind() else { return };
        let ident = Ident { name: name.clone(), span: target.span };
        let written = self.short(value.span);
        self.report(report::statement::assigned_without_let(name, target.span, written));
        let meaning = match self.node(value, None, Some((name.clone(), target.span))) {
            Some(Ok(node)) => Meaning::Node(node),
            Some(Err(Reported)) => Meaning::Reported,
            None => self.alias(value, None).unwrap_or(Meaning::Reported),
        };
        self.declare(&ident, meaning);
    }

    /// A statement with a syntax error: it may use and declare what it names.
    fn error_statement(&mut self, error: &'a ErrorStmt) {
        self.uses_reported = true;
        self.cx.index.skip();
        for name in &error.declares {
            self.locals.entry(name.name.clone()).or_insert(Local { meaning: Meaning::Reported, span: name.span });
        }
    }

    /// An expression that is neither named nor the result.
    fn lone(&mut self, value: &'a Expr, tail: &'a NodeTail) {
        if self.node(value, Some(tail), None).is_some() {
            return;
        }
        self.check_tail(value, tail);
        if self.is_call(value) {
            self.misplaced_computation(value);
        } else if self.constant(value) || self.value(value).is_ok() {
            self.report(report::statement::unused_value(value.span));
        }
    }

    /// Reports `with` and `after` where there is no node before them.
    pub(super) fn check_tail(&mut self, value: &Expr, tail: &NodeTail) {
        let (word, span) = match (&tail.options, tail.after.first()) {
            (Some(options), _) => ("with", options.span),
            (None, Some(first)) => ("after", first.span),
            (None, None) => return,
        };
        self.report(report::statement::clause_without_node(word, span, value.span));
    }

    fn bind_let(&mut self, pattern: &'a Pattern, ty: Option<&'a TypeExpr>, value: &'a Expr, tail: &'a NodeTail) {
        let declared = ty.map(|ty| (resolve_type(self.cx, ty, self.out), ty.span));
        let name = match pattern {
            Pattern::Name(ident) => self.free(ident).then(|| (ident.name.clone(), ident.span)),
            _ => None,
        };
        match self.node(value, Some(tail), name) {
            Some(Ok(node)) => {
                if let Some((ty, span)) = &declared {
                    self.check_declared(node, value, ty, *span);
                }
                self.name_node(pattern, node);
            }
            Some(Err(Reported)) => self.declare_all(pattern, &Meaning::Reported),
            None => {
                self.check_tail(value, tail);
                self.bind_value(pattern, declared, value);
            }
        }
    }

    /// A `let` of something that is not a node itself.
    fn bind_value(&mut self, pattern: &'a Pattern, declared: Option<(Type, Span)>, value: &'a Expr) {
        let Pattern::Name(ident) = pattern else {
            let plain = self.constant(value) || matches!(value.kind(), ExprKind::Tuple(_) | ExprKind::NamedTuple(_));
            match if plain { Ok(Value::Literal(value, None)) } else { self.value(value) } {
                Ok(Value::Node(node)) => return self.name_node(pattern, node),
                Ok(_) => {
                    let literal = matches!(value.kind(), ExprKind::Tuple(_) | ExprKind::NamedTuple(_));
                    self.report(report::statement::not_destructured(pattern.span(), value.span, literal));
                }
                Err(Reported) => {}
            }
            return self.declare_all(pattern, &Meaning::Reported);
        };
        let meaning = self.alias(value, declared).unwrap_or(Meaning::Reported);
        self.declare(ident, meaning);
    }

    fn check_declared(&mut self, node: NodeRef, value: &'a Expr, ty: &Type, span: Span) {
        let Ok(reference) = self.single(Value::Node(node), value.span) else { return };
        if !castable(&reference.ty, ty) {
            self.mismatch(&reference.ty, Some(reference.source), ty, value.span, &Place::Declared(span));
        }
    }

    /// Gives a node's outputs the names of a pattern.
    fn name_node(&mut self, pattern: &'a Pattern, node: NodeRef) {
        let parts = match pattern {
            Pattern::Wildcard(_) => return,
            Pattern::Name(ident) => return self.declare(ident, Meaning::Node(node)),
            Pattern::Tuple(parts, _) => parts,
        };
        let callee = self.callee(node);
        let outputs = &callee.interface.outputs;
        if parts.len() != outputs.len() {
            let first = parts.iter().find_map(|part| match part {
                Pattern::Name(ident) => Some(ident.name.as_str()),
                Pattern::Wildcard(_) | Pattern::Tuple(..) => None,
            });
            self.report(report::statement::wrong_count(self.cx.program, callee, parts.len(), pattern.span(), first));
            return self.declare_all(pattern, &Meaning::Reported);
        }
        let by_name: FxHashMap<&Name, usize> = outputs.iter().enumerate().rev().map(|(at, output)| (&output.name, at)).collect();
        for (at, part) in parts.iter().enumerate() {
            match part {
                Pattern::Wildcard(_) => {}
                Pattern::Name(ident) => {
                    self.check_swapped(ident, at, node, &by_name);
                    self.declare(ident, Meaning::Output(node, at as u32));
                }
                Pattern::Tuple(_, span) => {
                    self.report(report::statement::nested_pattern(*span, &outputs[at].name));
                    self.declare_all(part, &Meaning::Reported);
                }
            }
        }
    }

    fn check_swapped(&mut self, ident: &Ident, at: usize, node: NodeRef, outputs: &FxHashMap<&Name, usize>) {
        let callee = self.callee(node);
        if callee.interface.style != OutputStyle::Named {
            return;
        }
        let Some(other) = outputs.get(&ident.name).copied().filter(|other| *other != at) else { return };
        let other = &callee.interface.outputs[other];
        self.report(report::statement::swapped_output(self.cx.program, callee, &ident.name, ident.span, at, other));
    }

    /// Whether a name can be declared here.
    fn free(&self, ident: &Ident) -> bool {
        !self.locals.contains_key(&ident.name)
    }

    /// Declares a name of a `let`.
    pub(super) fn declare(&mut self, ident: &Ident, meaning: Meaning<'a>) {
        self.cx.index.binding(ident.span, self.type_of(&meaning));
        if let Some(first) = self.locals.get(&ident.name) {
            let again = match first.meaning {
                Meaning::Input(_) => report::statement::named_like_an_input,
                _ => report::statement::named_twice,
            };
            let (first, renamed) = (first.span, self.renamed(ident));
            self.report(again(&ident.name, ident.span, first, renamed));
            return;
        }
        self.locals.insert(ident.name.clone(), Local { meaning, span: ident.span });
    }

    /// Declares all names of a pattern alike.
    pub(super) fn declare_all(&mut self, pattern: &'a Pattern, meaning: &Meaning<'a>) {
        match pattern {
            Pattern::Name(ident) => self.declare(ident, meaning.clone()),
            Pattern::Wildcard(_) => {}
            Pattern::Tuple(parts, _) => parts.iter().for_each(|part| self.declare_all(part, meaning)),
        }
    }

    /// Reports `var`; the rest of the statement is checked as if it were `let`.
    fn misplaced_var(&mut self, stmt: &Stmt, pattern: &Pattern) {
        let word = Span { end: stmt.span.start + 3, ..stmt.span };
        let name = match pattern {
            Pattern::Name(ident) if self.is_filled(&ident.name) => return,
            Pattern::Name(ident) => Some(ident.name.as_str()),
            Pattern::Wildcard(_) | Pattern::Tuple(..) => None,
        };
        self.report(report::statement::var(word, name));
    }
}
