//! The names that a piece of syntax takes from around it, and those that it declares itself.
//!
//! Orders of checking (constants, `fn`s without a stated result) and the search for what nobody uses need them before, or
//! without, any types.

use rustc_hash::FxHashMap;

use super::{
    Arg, Block, Comprehension, ComprehensionClause, Expr, ExprKind, FStringPart, Ident, Item, ItemKind, MatchPattern, MatchPatternKind,
    NodeTail, OptionRecord, OptionValue, Outputs, Param, Pattern, Signature, Stmt, StmtKind, TaskBody, TypeArg, TypeExpr, TypeExprKind,
};
use crate::source::{Name, Span};

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

/// How a variable is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariableKind {
    /// A parameter of the item.
    Param,
    /// `let x = …`, `var x = …`
    Let,
    /// A member of the tuple that a `let` takes apart.
    LetMember,
    /// In `for`, a comprehension, a closure or a `match`.
    Inner,
}

/// A variable that is declared within an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: Name,
    /// Where it is declared.
    pub span: Span,
    /// How.
    pub kind: VariableKind,
    /// Whether its value is read anywhere; to be assigned is not to be read.
    pub read: bool,
}

/// The names of a piece of syntax.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// What it takes from around it, in the order of the text.
    pub free: Vec<Use>,
    /// What it declares, in the order in which the scopes end.
    pub variables: Vec<Variable>,
}

/// The names of an item.
pub fn of_item(item: &Item) -> Names {
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
    Names { free: walk.uses, variables: walk.closed }
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
    /// The variables that are known at the place where the walk is, inner ones last.
    open: Vec<Variable>,
    /// The positions in `open` of each name, inner ones last: bodies may have thousands of names.
    known: FxHashMap<Name, Vec<usize>>,
    /// The variables whose scope has ended.
    closed: Vec<Variable>,
}

impl Walk {
    fn add(&mut self, name: &Name, span: Span, kind: UseKind) {
        if matches!(kind, UseKind::Value | UseKind::Call)
            && let Some(at) = self.innermost(name)
        {
            self.open[at].read = true;
            return;
        }
        self.uses.push(Use { name: name.clone(), span, kind });
    }

    /// The position in `open` of the variable that a name means.
    fn innermost(&self, name: &Name) -> Option<usize> {
        self.known.get(name)?.last().copied()
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
        self.scoped(|walk| {
            signature.params.iter().for_each(|param| walk.declare(&param.name, VariableKind::Param));
            body.iter().for_each(|body| walk.block(body));
        });
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
        tail.after.iter().for_each(|node| self.add_ident(node, UseKind::Value));
    }

    /// What `inside` declares is known only there.
    fn scoped(&mut self, inside: impl FnOnce(&mut Self)) {
        let before = self.open.len();
        inside(self);
        for variable in self.open.drain(before..) {
            if let Some(positions) = self.known.get_mut(&variable.name) {
                positions.pop();
            }
            self.closed.push(variable);
        }
    }

    fn declare(&mut self, ident: &Ident, kind: VariableKind) {
        self.known.entry(ident.name.clone()).or_default().push(self.open.len());
        self.open.push(Variable { name: ident.name.clone(), span: ident.span, kind, read: false });
    }

    fn bind(&mut self, pattern: &Pattern, kind: VariableKind) {
        match pattern {
            Pattern::Name(ident) => self.declare(ident, kind),
            Pattern::Wildcard(_) => {}
            Pattern::Tuple(parts, _) => {
                let kind = if kind == VariableKind::Let { VariableKind::LetMember } else { kind };
                parts.iter().for_each(|part| self.bind(part, kind));
            }
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
                self.bind(pattern, VariableKind::Let);
            }
            StmtKind::Assign { target, value, .. } => {
                self.target(target);
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
                    walk.bind(pattern, VariableKind::Inner);
                    walk.block(body);
                });
            }
            StmtKind::Error(error) => {
                error.mentions.iter().for_each(|name| self.add_ident(name, UseKind::Value));
                for name in &error.declares {
                    self.declare(name, VariableKind::Let);
                    self.add_ident(name, UseKind::Value);
                }
            }
            StmtKind::Break | StmtKind::Continue => {}
            StmtKind::Assert { condition, message } => {
                self.expr(condition);
                message.iter().for_each(|message| self.expr(message));
            }
        }
    }

    /// What is assigned to: the variable is not read, indices are.
    fn target(&mut self, target: &Expr) {
        match target.kind() {
            ExprKind::Name(name) if self.known.get(name).is_some_and(|positions| !positions.is_empty()) => {}
            ExprKind::Field { base, .. } => self.target(base),
            ExprKind::Index { base, index } => {
                self.target(base);
                self.expr(index);
            }
            _ => self.expr(target),
        }
    }

    fn args(&mut self, args: &[Arg]) {
        args.iter().for_each(|arg| self.expr(&arg.value));
    }

    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        exprs.into_iter().for_each(|expr| self.expr(expr));
    }

    fn expr(&mut self, expr: &Expr) {
        match expr.kind() {
            ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Duration(_)
            | ExprKind::Bool(_)
            | ExprKind::None
            | ExprKind::Error => {}
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
            ExprKind::Slice { base, start, end } => {
                self.exprs([Some(base), start.as_ref(), end.as_ref()].into_iter().flatten().map(|e| &**e))
            }
            ExprKind::Call { callee, args } => self.call(callee, args),
            ExprKind::MapNode(node) => {
                self.add_ident(&node.callee, UseKind::Call);
                self.args(&node.args);
            }
            ExprKind::Launch { callee, args } => {
                self.add_ident(callee, UseKind::Call);
                self.args(args);
            }
            ExprKind::Paren(operand) | ExprKind::Unary { operand, .. } => self.expr(operand),
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
                of.params.iter().for_each(|param| walk.bind(param, VariableKind::Inner));
                walk.block(&of.body);
            }),
        }
    }

    fn call(&mut self, callee: &Expr, args: &[Arg]) {
        match callee.kind() {
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
                        walk.bind(pattern, VariableKind::Inner);
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
            MatchPatternKind::Binding(ident) => self.declare(ident, VariableKind::Inner),
            MatchPatternKind::Typed { binding, ty } => {
                self.ty(ty);
                binding.iter().for_each(|ident| self.declare(ident, VariableKind::Inner));
            }
            MatchPatternKind::Literal(expr) => self.expr(expr),
            MatchPatternKind::Variant { ty, .. } => self.add_ident(ty, UseKind::Type),
            MatchPatternKind::Or(parts) => parts.iter().for_each(|part| self.pattern(part)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;
    use crate::syntax::parse;

    /// The names of the only item of a module.
    fn names(text: &str) -> Names {
        let mut sources = SourceMap::new();
        let file = sources.add("m.fpl", "m", text);
        let module = parse(sources.file(file));
        assert_eq!(module.diagnostics, []);
        of_item(&module.value.items[0])
    }

    fn free(text: &str) -> Vec<String> {
        names(text).free.iter().map(|used| format!("{} {:?}", used.name, used.kind)).collect()
    }

    fn unread(text: &str) -> Vec<String> {
        let variables = names(text).variables;
        variables.iter().filter(|variable| !variable.read).map(|variable| format!("{} {:?}", variable.name, variable.kind)).collect()
    }

    #[test]
    fn names_that_are_declared_inside_are_not_free() {
        let text =
            "fn f(a: Row) -> int {\n    let b = a.x + K\n    let c = [g(d, b) for d in h if d > a.y]\n    c.fold(0, |s, d| s + d)\n}\n";
        assert_eq!(free(text), ["Row Type", "int Type", "K Value", "h Value", "g Call", "fold Method"]);
    }

    #[test]
    fn a_scope_ends_with_its_block() {
        let text = "fn f() -> int {\n    if true {\n        let x = 1\n        x\n    } else {\n        x\n    }\n}\n";
        assert_eq!(free(text), ["int Type", "x Value"]);
    }

    #[test]
    fn the_value_of_a_let_does_not_see_its_name() {
        assert_eq!(free("fn f() -> int {\n    let x = x\n    x\n}\n"), ["int Type", "x Value"]);
    }

    #[test]
    fn match_patterns_declare_and_use() {
        let text = "fn f(t: Tier?) -> int {\n    match t { Tier.gold => 1, n: Silver => n.y, none => 0, other => g(other) }\n}\n";
        assert_eq!(free(text), ["Tier Type", "int Type", "Tier Type", "Silver Type", "g Call"]);
    }

    #[test]
    fn to_be_assigned_is_not_to_be_read() {
        let text = "fn f(a: int, i: int) -> int {\n    var x = 1\n    x += a\n    var xs = [1]\n    xs[i] = 2\n    let (p, q) = (1, 2)\n    q\n}\n";
        assert_eq!(unread(text), ["x Let", "xs Let", "p LetMember"]);
    }

    #[test]
    fn workflows_use_their_callees_and_what_they_wait_for() {
        let text = "workflow w(xs: [int]) {\n    let a = t(x: xs)\n    map f(each xs, k: K) after a\n}\n";
        assert_eq!(free(text), ["int Type", "t Call", "f Call", "K Value"]);
        assert_eq!(unread(text), Vec::<String>::new());
    }
}
