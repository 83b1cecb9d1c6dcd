//! The names that a piece of syntax takes from around it: what it mentions and does not declare itself.
//!
//! Orders of checking (constants, `fn`s without a stated result) and the search for unused imports need them before, or
//! without, any types.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::source::{Name, Span};
use crate::syntax::ast::{
    Arg, Block, Comprehension, ComprehensionClause, Expr, ExprKind, FStringPart, Ident, Item, ItemKind, MatchPattern, MatchPatternKind,
    NodeTail, OptionRecord, OptionValue, Outputs, Param, Pattern, Signature, Stmt, StmtKind, TaskBody, TypeArg, TypeExpr, TypeExprKind,
};

/// How a name is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UseKind {
    /// As a value, or before a dot.
    Value,
    /// `f(…)`, `map f(…)`
    Call,
    /// `x.f(…)`: a `fn` only if the value has no such field and there is no such builtin for it.
    Method,
    /// As a type, or of a struct literal.
    Type,
}

/// One use of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The name.
    pub name: Name,
    /// Where it is written.
    pub span: Span,
    /// How it is used.
    pub kind: UseKind,
}

/// The free names of an item, in the order of the text as far as scopes allow.
pub fn of_item(item: &Item) -> Vec<Use> {
    let mut walk = Walk::default();
    match &item.kind {
        ItemKind::Const(item) => {
            item.ty.iter().for_each(|ty| walk.ty(ty));
            walk.expr(&item.value);
        }
        ItemKind::Type(item) => walk.ty(&item.ty),
        ItemKind::Struct(item) => walk.params(&item.fields),
        ItemKind::Enum(item) => item.variants.iter().filter_map(|variant| variant.value.as_ref()).for_each(|value| walk.expr(value)),
        ItemKind::Fn(item) => walk.callable(&item.signature, None, Some(&item.body)),
        ItemKind::Task(item) => {
            let body = match &item.body {
                TaskBody::Code(block) => Some(block),
                TaskBody::Later { .. } => None,
            };
            walk.callable(&item.signature, item.options.as_ref(), body);
        }
        ItemKind::Workflow(item) => walk.callable(&item.signature, item.options.as_ref(), Some(&item.body)),
        ItemKind::Later(_) | ItemKind::Error(_) => {}
    }
    walk.uses
}

/// The free names of a signature and the body behind it.
pub fn of_body(signature: &Signature, body: &Block) -> Vec<Use> {
    let mut walk = Walk::default();
    walk.callable(signature, None, Some(body));
    walk.uses
}

/// The free names of an expression.
pub fn of_expr(expr: &Expr) -> Vec<Use> {
    let mut walk = Walk::default();
    walk.expr(expr);
    walk.uses
}

/// The free names of a written type.
pub fn of_type(ty: &TypeExpr) -> Vec<Use> {
    let mut walk = Walk::default();
    walk.ty(ty);
    walk.uses
}

#[derive(Default)]
struct Walk {
    uses: Vec<Use>,
    /// The names that are declared around the place where the walk is, inner ones last.
    bound: Vec<Name>,
    /// How often each of them is in `bound`: bodies may have thousands of names.
    depth: FxHashMap<Name, u32>,
}

impl Walk {
    fn add(&mut self, name: &Name, span: Span, kind: UseKind) {
        if matches!(kind, UseKind::Type | UseKind::Method) || !self.depth.contains_key(name) {
            self.uses.push(Use { name: name.clone(), span, kind });
        }
    }

    fn add_ident(&mut self, ident: &Ident, kind: UseKind) {
        self.add(&ident.name, ident.span, kind);
    }

    fn callable(&mut self, signature: &Signature, options: Option<&OptionRecord>, body: Option<&Block>) {
        self.params(&signature.params);
        match &signature.outputs {
            Outputs::None => {}
            Outputs::Single(ty) => self.ty(ty),
            Outputs::Positional(types, _) => types.iter().for_each(|ty| self.ty(ty)),
            Outputs::Named(outputs, _) => self.params(outputs),
        }
        options.iter().for_each(|options| self.options(options));
        signature.params.iter().for_each(|param| self.declare(&param.name));
        body.iter().for_each(|body| self.block(body));
    }

    fn params(&mut self, params: &[Param]) {
        for param in params {
            self.ty(&param.ty);
            param.default.iter().for_each(|default| self.expr(default));
        }
    }

    fn ty(&mut self, ty: &TypeExpr) {
        match &ty.kind {
            TypeExprKind::Name(name) => self.add(name, ty.span, UseKind::Type),
            TypeExprKind::None => {}
            TypeExprKind::Applied { name, args } => {
                self.add_ident(name, UseKind::Type);
                for arg in args {
                    if let TypeArg::Columns(columns, _) = arg {
                        columns.iter().for_each(|column| self.ty(&column.ty));
                    }
                }
            }
            TypeExprKind::List(inner) | TypeExprKind::Optional(inner) => self.ty(inner),
            TypeExprKind::Map { key, value } => {
                self.ty(key);
                self.ty(value);
            }
            TypeExprKind::Union(variants) => variants.iter().for_each(|variant| self.ty(variant)),
        }
    }

    fn options(&mut self, record: &OptionRecord) {
        record.entries.iter().for_each(|entry| self.option(&entry.value));
    }

    fn option(&mut self, value: &OptionValue) {
        match value {
            OptionValue::Flag => {}
            OptionValue::Expr(expr) => self.expr(expr),
            OptionValue::List(values, _) => values.iter().for_each(|value| self.option(value)),
            OptionValue::Record(record) => self.options(record),
        }
    }

    fn tail(&mut self, tail: &NodeTail) {
        tail.options.iter().for_each(|options| self.options(options));
    }

    /// What `inside` declares is forgotten behind it.
    fn scoped(&mut self, inside: impl FnOnce(&mut Self)) {
        let before = self.bound.len();
        inside(self);
        for name in self.bound.drain(before..) {
            if let Entry::Occupied(mut count) = self.depth.entry(name) {
                *count.get_mut() -= 1;
                if *count.get() == 0 {
                    count.remove();
                }
            }
        }
    }

    fn declare(&mut self, ident: &Ident) {
        self.bound.push(ident.name.clone());
        *self.depth.entry(ident.name.clone()).or_default() += 1;
    }

    fn bind(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Name(ident) => self.declare(ident),
            Pattern::Wildcard(_) => {}
            Pattern::Tuple(parts, _) => parts.iter().for_each(|part| self.bind(part)),
        }
    }

    fn block(&mut self, block: &Block) {
        self.scoped(|walk| block.stmts.iter().for_each(|stmt| walk.stmt(stmt)));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Let { pattern, ty, value, tail, .. } => {
                ty.iter().for_each(|ty| self.ty(ty));
                self.expr(value);
                self.tail(tail);
                self.bind(pattern);
            }
            StmtKind::Assign { target, value, .. } => {
                self.expr(target);
                self.expr(value);
            }
            StmtKind::Expr { value, tail } => {
                self.expr(value);
                self.tail(tail);
            }
            StmtKind::Return { value, tail } => {
                value.iter().for_each(|value| self.expr(value));
                self.tail(tail);
            }
            StmtKind::While { condition, body } => {
                self.expr(condition);
                self.block(body);
            }
            StmtKind::For { pattern, iterable, body } => {
                self.expr(iterable);
                self.scoped(|walk| {
                    walk.bind(pattern);
                    walk.block(body);
                });
            }
            StmtKind::Break | StmtKind::Continue => {}
            StmtKind::Assert { condition, message } => {
                self.expr(condition);
                message.iter().for_each(|message| self.expr(message));
            }
        }
    }

    fn args(&mut self, args: &[Arg]) {
        args.iter().for_each(|arg| self.expr(&arg.value));
    }

    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        exprs.into_iter().for_each(|expr| self.expr(expr));
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Duration(_)
            | ExprKind::Bool(_)
            | ExprKind::None => {}
            ExprKind::Name(name) => self.add(name, expr.span, UseKind::Value),
            ExprKind::FString(parts) => {
                for part in parts {
                    if let FStringPart::Value { value, .. } = part {
                        self.expr(value);
                    }
                }
            }
            ExprKind::List(items) | ExprKind::Tuple(items) => self.exprs(items),
            ExprKind::Map(entries) => self.exprs(entries.iter().flat_map(|(key, value)| [key, value])),
            ExprKind::ListComprehension(of) | ExprKind::MapComprehension(of) => self.comprehension(of),
            ExprKind::NamedTuple(fields) => self.exprs(fields.iter().map(|field| &field.value)),
            ExprKind::Struct { name, fields } => {
                self.add_ident(name, UseKind::Type);
                self.exprs(fields.iter().map(|field| &field.value));
            }
            ExprKind::Field { base, .. } => self.expr(base),
            ExprKind::Index { base, index } => self.exprs([&**base, &**index]),
            ExprKind::Slice { base, start, end } => self.exprs([Some(base), start.as_ref(), end.as_ref()].into_iter().flatten().map(|e| &**e)),
            ExprKind::Call { callee, args } => self.call(callee, args),
            ExprKind::MapNode(node) => {
                self.add_ident(&node.callee, UseKind::Call);
                self.args(&node.args);
            }
            ExprKind::Launch { callee, args } => {
                self.add_ident(callee, UseKind::Call);
                self.args(args);
            }
            ExprKind::Unary { operand, .. } => self.expr(operand),
            ExprKind::Binary { left, right, .. } => self.exprs([&**left, &**right]),
            ExprKind::If(of) => {
                for (condition, block) in &of.arms {
                    self.expr(condition);
                    self.block(block);
                }
                of.otherwise.iter().for_each(|block| self.block(block));
            }
            ExprKind::Match(of) => {
                self.expr(&of.subject);
                for arm in &of.arms {
                    self.scoped(|walk| {
                        walk.pattern(&arm.pattern);
                        arm.guard.iter().for_each(|guard| walk.expr(guard));
                        walk.block(&arm.body);
                    });
                }
            }
            ExprKind::Closure(of) => self.scoped(|walk| {
                of.params.iter().for_each(|param| walk.bind(param));
                walk.block(&of.body);
            }),
        }
    }

    fn call(&mut self, callee: &Expr, args: &[Arg]) {
        match &callee.kind {
            ExprKind::Name(name) => self.add(name, callee.span, UseKind::Call),
            ExprKind::Field { base, name } => {
                self.expr(base);
                self.add_ident(name, UseKind::Method);
            }
            _ => self.expr(callee),
        }
        self.args(args);
    }

    fn comprehension(&mut self, of: &Comprehension) {
        self.scoped(|walk| {
            for clause in &of.clauses {
                match clause {
                    ComprehensionClause::For { pattern, iterable } => {
                        walk.expr(iterable);
                        walk.bind(pattern);
                    }
                    ComprehensionClause::If(condition) => walk.expr(condition),
                }
            }
            walk.exprs(of.key.iter().chain([&of.value]));
        });
    }

    fn pattern(&mut self, pattern: &MatchPattern) {
        match &pattern.kind {
            MatchPatternKind::Wildcard | MatchPatternKind::None => {}
            MatchPatternKind::Binding(ident) => self.declare(ident),
            MatchPatternKind::Typed { binding, ty } => {
                self.ty(ty);
                binding.iter().for_each(|ident| self.declare(ident));
            }
            MatchPatternKind::Literal(expr) => self.expr(expr),
            MatchPatternKind::Variant { ty, .. } => self.add_ident(ty, UseKind::Type),
            MatchPatternKind::Or(parts) => parts.iter().for_each(|part| self.pattern(part)),
        }
    }
}
