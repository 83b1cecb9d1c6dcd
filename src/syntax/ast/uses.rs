//! The names that a piece of syntax mentions, each with the variable of that piece that it means, if it means one.
//!
//! Orders of checking (constants, `fn`s without an annotated result) need them before any types are known, and the index of a program with errors takes
//! from here what no check has visited.

use rustc_hash::FxHashMap;

use super::visit::{Visit, parts};
use super::{
    Block, Closure, Comprehension, Expr, ExprKind, Ident, Item, MatchArm, MatchPattern, MatchPatternKind, NodeTail, Pattern, Signature,
    Stmt, StmtKind, TypeExpr, TypeExprKind,
};
use crate::source::{Name, Span};

/// How a name is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UseKind {
    /// As a value, or before a dot.
    Value,
    /// As the target of an assignment.
    Assigned,
    /// `f(…)`, `map f(…)`
    Call,
    /// `x.f(…)`: a `fn` only if the value has no such field and there is no such builtin for it.
    Method,
    /// As a type, or of a struct literal.
    Type,
    /// In a statement with a syntax error, with an unknown purpose.
    Mention,
}

/// One use of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    pub name: Name,
    pub span: Span,
    pub kind: UseKind,
    /// Where the variable that it means is declared; `None` if the name comes from around the piece.
    pub variable: Option<Span>,
}

/// How a variable is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariableKind {
    /// A parameter of the item.
    Param,
    /// `let x = …`, `var x = …`
    Let,
    /// A member of the tuple that a `let` splits.
    LetMember,
    /// In `for`, a comprehension, a closure or a `match`.
    Inner,
    /// In a statement with a syntax error.
    Error,
}

/// A variable that is declared within an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Where it is declared.
    pub span: Span,
    pub kind: VariableKind,
}

/// The names of a piece of syntax, in the order of the walk.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The names it mentions.
    pub uses: Vec<Use>,
    /// The names it declares.
    pub variables: Vec<Variable>,
}

pub fn of_item(item: &Item) -> Names {
    let mut walk = Walk::new();
    walk.item(item);
    walk.names
}

/// The free names of a signature and its body.
pub fn of_body(signature: &Signature, body: &Block) -> Vec<Use> {
    free(|walk| {
        walk.signature(signature);
        walk.body(signature, body);
    })
}

/// The free names of an expression.
pub fn of_expr(expr: &Expr) -> Vec<Use> {
    free(|walk| walk.expr(expr))
}

pub fn of_type(ty: &TypeExpr) -> Vec<Use> {
    free(|walk| walk.ty(ty))
}

fn free(visit: impl FnOnce(&mut Walk)) -> Vec<Use> {
    let mut walk = Walk::new();
    visit(&mut walk);
    walk.names.uses.retain(|used| used.variable.is_none());
    walk.names.uses
}

struct Walk {
    names: Names,
    /// The variables that are known at the place where the walk is, inner ones last.
    open: Vec<Name>,
    /// Where the variables of each name in `open` are declared, inner ones last: bodies may have thousands of names.
    known: FxHashMap<Name, Vec<Span>>,
    /// How the pattern at this place declares its variables.
    declaring: VariableKind,
}

impl Walk {
    fn new() -> Self {
        Self { names: Names::default(), open: Vec::new(), known: FxHashMap::default(), declaring: VariableKind::Inner }
    }

    fn add(&mut self, name: &Name, span: Span, kind: UseKind) {
        let variable = match kind {
            UseKind::Value | UseKind::Assigned | UseKind::Call | UseKind::Mention => {
                self.known.get(name).and_then(|places| places.last()).copied()
            }
            UseKind::Method | UseKind::Type => None,
        };
        self.names.uses.push(Use { name: name.clone(), span, kind, variable });
    }

    fn add_ident(&mut self, ident: &Ident, kind: UseKind) {
        self.add(&ident.name, ident.span, kind);
    }

    /// Names that `inside` declares are known only there.
    fn scoped(&mut self, inside: impl FnOnce(&mut Self)) {
        let before = self.open.len();
        inside(self);
        for name in self.open.drain(before..) {
            if let Some(places) = self.known.get_mut(&name) {
                places.pop();
            }
        }
    }

    fn declare(&mut self, ident: &Ident, kind: VariableKind) {
        self.known.entry(ident.name.clone()).or_default().push(ident.span);
        self.open.push(ident.name.clone());
        self.names.variables.push(Variable { span: ident.span, kind });
    }

    /// The target of an assignment: the variable is not read, indices are.
    fn target(&mut self, target: &Expr) {
        match target.kind() {
            ExprKind::Name(name) => self.add(name, target.unparenthesized().span, UseKind::Assigned),
            ExprKind::Field { base, .. } => self.target(base),
            ExprKind::Index { base, index } => {
                self.target(base);
                self.expr(index);
            }
            _ => self.expr(target),
        }
    }

    fn callee(&mut self, callee: &Expr) {
        match callee.kind() {
            ExprKind::Name(name) => self.add(name, callee.unparenthesized().span, UseKind::Call),
            ExprKind::Field { base, name } => {
                self.expr(base);
                self.add_ident(name, UseKind::Method);
            }
            _ => self.expr(callee),
        }
    }
}

impl<'a> Visit<'a> for Walk {
    fn body(&mut self, signature: &'a Signature, body: &'a Block) {
        self.scoped(|walk| {
            signature.params.iter().for_each(|param| walk.declare(&param.name, VariableKind::Param));
            walk.block(body);
        });
    }

    fn ty(&mut self, ty: &'a TypeExpr) {
        match &ty.kind {
            TypeExprKind::Name(name) => self.add(name, ty.span, UseKind::Type),
            TypeExprKind::Applied { name, .. } => self.add_ident(name, UseKind::Type),
            TypeExprKind::Error(names) => names.iter().for_each(|name| self.add_ident(name, UseKind::Type)),
            TypeExprKind::None | TypeExprKind::List(_) | TypeExprKind::Map { .. } | TypeExprKind::Optional(_) | TypeExprKind::Union(_) => {}
        }
        parts::ty(self, ty);
    }

    fn tail(&mut self, tail: &'a NodeTail) {
        parts::tail(self, tail);
        tail.after.iter().for_each(|node| self.add_ident(node, UseKind::Value));
    }

    fn block(&mut self, block: &'a Block) {
        self.scoped(|walk| parts::block(walk, block));
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Let { mutable: _, pattern, ty, value, tail } => {
                ty.iter().for_each(|ty| self.ty(ty));
                self.expr(value);
                self.tail(tail);
                self.declaring = if let Pattern::Tuple(..) = pattern { VariableKind::LetMember } else { VariableKind::Let };
                self.pattern(pattern);
                self.declaring = VariableKind::Inner;
            }
            StmtKind::Assign { target, op: _, value } => {
                self.target(target);
                self.expr(value);
            }
            StmtKind::For { pattern, iterable, body } => {
                self.expr(iterable);
                self.scoped(|walk| {
                    walk.pattern(pattern);
                    walk.block(body);
                });
            }
            StmtKind::Error(error) => {
                let mut declared: Vec<Span> = error.declares.iter().map(|name| name.span).collect();
                declared.sort_unstable();
                let used = error.mentions.iter().filter(|name| declared.binary_search(&name.span).is_err());
                used.for_each(|name| self.add_ident(name, UseKind::Mention));
                error.declares.iter().for_each(|name| self.declare(name, VariableKind::Error));
            }
            StmtKind::Expr { .. }
            | StmtKind::Return { .. }
            | StmtKind::While { .. }
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Assert { .. } => parts::stmt(self, stmt),
        }
    }

    fn expr(&mut self, expr: &'a Expr) {
        match &expr.written {
            ExprKind::Name(name) => self.add(name, expr.span, UseKind::Value),
            ExprKind::Struct { name, .. } => self.add_ident(name, UseKind::Type),
            ExprKind::MapNode(node) => self.add_ident(&node.callee, UseKind::Call),
            ExprKind::Launch { callee, .. } => self.add_ident(callee, UseKind::Call),
            ExprKind::Call { callee, args } => {
                self.callee(callee);
                return parts::arguments(self, args);
            }
            _ => {}
        }
        parts::expr(self, expr);
    }

    fn comprehension(&mut self, comprehension: &'a Comprehension) {
        self.scoped(|walk| parts::comprehension(walk, comprehension));
    }

    fn closure(&mut self, closure: &'a Closure) {
        self.scoped(|walk| parts::closure(walk, closure));
    }

    fn arm(&mut self, arm: &'a MatchArm) {
        self.scoped(|walk| parts::arm(walk, arm));
    }

    fn match_pattern(&mut self, pattern: &'a MatchPattern) {
        if let MatchPatternKind::Variant { ty, .. } = &pattern.kind {
            self.add_ident(ty, UseKind::Type);
        }
        parts::match_pattern(self, pattern);
    }

    fn declared(&mut self, name: &'a Ident) {
        self.declare(name, self.declaring);
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
        let free = names(text).uses.into_iter().filter(|used| used.variable.is_none());
        free.map(|used| format!("{} {:?}", used.name, used.kind)).collect()
    }

    /// The variables that are not read.
    fn unread(text: &str) -> Vec<String> {
        let Names { uses, variables } = names(text);
        let read = |variable: &Variable| uses.iter().any(|used| used.variable == Some(variable.span) && used.kind != UseKind::Assigned);
        let name = |span: Span| text[span.start as usize..span.end as usize].to_owned();
        variables.iter().filter(|variable| !read(variable)).map(|variable| format!("{} {:?}", name(variable.span), variable.kind)).collect()
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
