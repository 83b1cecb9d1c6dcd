//! The only walk over items, statements, expressions, patterns and written types, outer before inner.
//!
//! A visitor overrides the functions for what it needs, and calls the function of the same name in [`parts`] to visit the parts. Parts are visited in the order
//! in which names become known: the value of a `let` before its pattern, the clauses of a comprehension before its element.

use super::{
    Block, Closure, Comprehension, Expr, Ident, Item, MatchArm, MatchPattern, NodeTail, OptionRecord, Param, Pattern, Signature, Stmt,
    TypeExpr,
};

/// Looks at syntax.
pub trait Visit<'a> {
    fn item(&mut self, item: &'a Item) {
        parts::item(self, item);
    }

    /// The parameters and outputs of a `fn`, task or workflow.
    fn signature(&mut self, signature: &'a Signature) {
        parts::signature(self, signature);
    }

    /// The body of a `fn`, task or workflow, in which the parameters of its signature are known.
    fn body(&mut self, _signature: &'a Signature, body: &'a Block) {
        self.block(body);
    }

    /// A parameter, a field or a named output.
    fn param(&mut self, param: &'a Param) {
        parts::param(self, param);
    }

    fn ty(&mut self, ty: &'a TypeExpr) {
        parts::ty(self, ty);
    }

    /// Options, and records within them.
    fn options(&mut self, record: &'a OptionRecord) {
        parts::options(self, record);
    }

    /// Visits the clauses that follow the node of a statement.
    fn tail(&mut self, tail: &'a NodeTail) {
        parts::tail(self, tail);
    }

    fn block(&mut self, block: &'a Block) {
        parts::block(self, block);
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        parts::stmt(self, stmt);
    }

    fn expr(&mut self, expr: &'a Expr) {
        parts::expr(self, expr);
    }

    /// A comprehension of a list or map.
    fn comprehension(&mut self, comprehension: &'a Comprehension) {
        parts::comprehension(self, comprehension);
    }

    fn closure(&mut self, closure: &'a Closure) {
        parts::closure(self, closure);
    }

    /// An arm of a `match`.
    fn arm(&mut self, arm: &'a MatchArm) {
        parts::arm(self, arm);
    }

    /// A pattern of an arm.
    fn match_pattern(&mut self, pattern: &'a MatchPattern) {
        parts::match_pattern(self, pattern);
    }

    /// A pattern of a `let`, a `for` or a parameter of a closure.
    fn pattern(&mut self, pattern: &'a Pattern) {
        parts::pattern(self, pattern);
    }

    /// A variable that a pattern declares.
    fn declared(&mut self, _name: &'a Ident) {}
}

pub mod parts {
    //! Visits the parts of each construct.

    use super::Visit;
    use crate::syntax::ast::{
        Arg, Block, Closure, Comprehension, ComprehensionClause, Expr, ExprKind, FStringPart, Item, ItemKind, MatchArm, MatchPattern,
        MatchPatternKind, NodeTail, OptionRecord, OptionValue, Outputs, Param, Pattern, Signature, Stmt, StmtKind, TaskBody, TypeArg,
        TypeExpr, TypeExprKind,
    };

    /// Visits what an item declares, without its name.
    pub fn item<'a>(visitor: &mut (impl Visit<'a> + ?Sized), item: &'a Item) {
        match &item.kind {
            ItemKind::Const(item) => {
                item.ty.iter().for_each(|ty| visitor.ty(ty));
                visitor.expr(&item.value);
            }
            ItemKind::Type(item) => visitor.ty(&item.ty),
            ItemKind::Struct(item) => item.fields.iter().for_each(|field| visitor.param(field)),
            ItemKind::Enum(item) => item.variants.iter().filter_map(|variant| variant.value.as_ref()).for_each(|value| visitor.expr(value)),
            ItemKind::Fn(item) => {
                visitor.signature(&item.signature);
                visitor.body(&item.signature, &item.body);
            }
            ItemKind::Task(item) => {
                visitor.signature(&item.signature);
                item.options.iter().for_each(|options| visitor.options(options));
                match &item.body {
                    TaskBody::Code(body) => visitor.body(&item.signature, body),
                    TaskBody::Later { .. } => {}
                }
            }
            ItemKind::Workflow(item) => {
                visitor.signature(&item.signature);
                item.options.iter().for_each(|options| visitor.options(options));
                visitor.body(&item.signature, &item.body);
            }
            ItemKind::Later(_) | ItemKind::Error(_) => {}
        }
    }

    /// Parameters and outputs.
    pub fn signature<'a>(visitor: &mut (impl Visit<'a> + ?Sized), signature: &'a Signature) {
        signature.params.iter().for_each(|param| visitor.param(param));
        match &signature.outputs {
            Outputs::None => {}
            Outputs::Single(ty) => visitor.ty(ty),
            Outputs::Positional(types, _) => types.iter().for_each(|ty| visitor.ty(ty)),
            Outputs::Named(outputs, _) => outputs.iter().for_each(|output| visitor.param(output)),
        }
    }

    /// The type and the default.
    pub fn param<'a>(visitor: &mut (impl Visit<'a> + ?Sized), param: &'a Param) {
        visitor.ty(&param.ty);
        param.default.iter().for_each(|default| visitor.expr(default));
    }

    /// The types within a type.
    pub fn ty<'a>(visitor: &mut (impl Visit<'a> + ?Sized), ty: &'a TypeExpr) {
        match &ty.kind {
            TypeExprKind::Name(_) | TypeExprKind::None | TypeExprKind::Error(_) => {}
            TypeExprKind::Applied { name: _, args } => {
                for arg in args {
                    match arg {
                        TypeArg::Format(_) => {}
                        TypeArg::Columns(columns, _) => columns.iter().for_each(|column| visitor.ty(&column.ty)),
                    }
                }
            }
            TypeExprKind::List(inner) | TypeExprKind::Optional(inner) => visitor.ty(inner),
            TypeExprKind::Map { key, value } => {
                visitor.ty(key);
                visitor.ty(value);
            }
            TypeExprKind::Union(variants) => variants.iter().for_each(|variant| visitor.ty(variant)),
        }
    }

    /// The values of options.
    pub fn options<'a>(visitor: &mut (impl Visit<'a> + ?Sized), record: &'a OptionRecord) {
        record.entries.iter().for_each(|entry| option(visitor, &entry.value));
    }

    fn option<'a>(visitor: &mut (impl Visit<'a> + ?Sized), value: &'a OptionValue) {
        match value {
            OptionValue::Flag => {}
            OptionValue::Expr(expr) => visitor.expr(expr),
            OptionValue::List(values, _) => values.iter().for_each(|value| option(visitor, value)),
            OptionValue::Record(record) => visitor.options(record),
        }
    }

    /// The options after `with`.
    pub fn tail<'a>(visitor: &mut (impl Visit<'a> + ?Sized), tail: &'a NodeTail) {
        tail.options.iter().for_each(|options| visitor.options(options));
    }

    pub fn block<'a>(visitor: &mut (impl Visit<'a> + ?Sized), block: &'a Block) {
        block.stmts.iter().for_each(|stmt| visitor.stmt(stmt));
    }

    /// The parts of a statement.
    pub fn stmt<'a>(visitor: &mut (impl Visit<'a> + ?Sized), stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Let { mutable: _, pattern, ty, value, tail } => {
                ty.iter().for_each(|ty| visitor.ty(ty));
                visitor.expr(value);
                visitor.tail(tail);
                visitor.pattern(pattern);
            }
            StmtKind::Assign { target, op: _, value } => {
                visitor.expr(target);
                visitor.expr(value);
            }
            StmtKind::Expr { value, tail } => {
                visitor.expr(value);
                visitor.tail(tail);
            }
            StmtKind::Return { value, tail } => {
                value.iter().for_each(|value| visitor.expr(value));
                visitor.tail(tail);
            }
            StmtKind::While { condition, body } => {
                visitor.expr(condition);
                visitor.block(body);
            }
            StmtKind::For { pattern, iterable, body } => {
                visitor.expr(iterable);
                visitor.pattern(pattern);
                visitor.block(body);
            }
            StmtKind::Error(_) | StmtKind::Break | StmtKind::Continue => {}
            StmtKind::Assert { condition, message } => {
                visitor.expr(condition);
                message.iter().for_each(|message| visitor.expr(message));
            }
        }
    }

    /// The parts of an expression. What is in parentheses is visited once, with them.
    pub fn expr<'a>(visitor: &mut (impl Visit<'a> + ?Sized), expr: &'a Expr) {
        match expr.kind() {
            ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Duration(_)
            | ExprKind::Bool(_)
            | ExprKind::None
            | ExprKind::Name(_)
            | ExprKind::Error => {}
            ExprKind::FString(parts) => f_string(visitor, parts),
            ExprKind::List(elements) | ExprKind::Tuple(elements) => elements.iter().for_each(|element| visitor.expr(element)),
            ExprKind::Map(entries) => {
                for (key, value) in entries {
                    visitor.expr(key);
                    visitor.expr(value);
                }
            }
            ExprKind::ListComprehension(of) | ExprKind::MapComprehension(of) => visitor.comprehension(of),
            ExprKind::NamedTuple(fields) | ExprKind::Struct { name: _, fields } => {
                fields.iter().for_each(|field| visitor.expr(&field.value));
            }
            ExprKind::Field { base, name: _ } => visitor.expr(base),
            ExprKind::Index { base, index } => {
                visitor.expr(base);
                visitor.expr(index);
            }
            ExprKind::Slice { base, start, end } => {
                visitor.expr(base);
                start.iter().chain(end).for_each(|bound| visitor.expr(bound));
            }
            ExprKind::Call { callee, args } => {
                visitor.expr(callee);
                arguments(visitor, args);
            }
            ExprKind::MapNode(node) => arguments(visitor, &node.args),
            ExprKind::Launch { callee: _, args } => arguments(visitor, args),
            ExprKind::Paren(operand) | ExprKind::Unary { op: _, operand } => visitor.expr(operand),
            ExprKind::Binary { op: _, op_span: _, left, right } => {
                visitor.expr(left);
                visitor.expr(right);
            }
            ExprKind::If(of) => {
                for (condition, block) in &of.arms {
                    visitor.expr(condition);
                    visitor.block(block);
                }
                of.otherwise.iter().for_each(|block| visitor.block(block));
            }
            ExprKind::Match(of) => {
                visitor.expr(&of.subject);
                of.arms.iter().for_each(|arm| visitor.arm(arm));
            }
            ExprKind::Closure(of) => visitor.closure(of),
        }
    }

    fn f_string<'a>(visitor: &mut (impl Visit<'a> + ?Sized), parts: &'a [FStringPart]) {
        for part in parts {
            match part {
                FStringPart::Text(_) => {}
                FStringPart::Value { value, spec: _ } => visitor.expr(value),
            }
        }
    }

    /// The values of arguments.
    pub fn arguments<'a>(visitor: &mut (impl Visit<'a> + ?Sized), args: &'a [Arg]) {
        args.iter().for_each(|arg| visitor.expr(&arg.value));
    }

    /// The clauses, the key and the element.
    pub fn comprehension<'a>(visitor: &mut (impl Visit<'a> + ?Sized), comprehension: &'a Comprehension) {
        for clause in &comprehension.clauses {
            match clause {
                ComprehensionClause::For { pattern, iterable } => {
                    visitor.expr(iterable);
                    visitor.pattern(pattern);
                }
                ComprehensionClause::If(condition) => visitor.expr(condition),
            }
        }
        comprehension.key.iter().for_each(|key| visitor.expr(key));
        visitor.expr(&comprehension.value);
    }

    /// The parameters and the body.
    pub fn closure<'a>(visitor: &mut (impl Visit<'a> + ?Sized), closure: &'a Closure) {
        closure.params.iter().for_each(|param| visitor.pattern(param));
        visitor.block(&closure.body);
    }

    /// The pattern, the condition and the body.
    pub fn arm<'a>(visitor: &mut (impl Visit<'a> + ?Sized), arm: &'a MatchArm) {
        visitor.match_pattern(&arm.pattern);
        arm.guard.iter().for_each(|guard| visitor.expr(guard));
        visitor.block(&arm.body);
    }

    /// The types, literals, alternatives and variables of a pattern.
    pub fn match_pattern<'a>(visitor: &mut (impl Visit<'a> + ?Sized), pattern: &'a MatchPattern) {
        match &pattern.kind {
            MatchPatternKind::Wildcard | MatchPatternKind::None | MatchPatternKind::Variant { .. } => {}
            MatchPatternKind::Binding(name) => visitor.declared(name),
            MatchPatternKind::Typed { binding, ty } => {
                visitor.ty(ty);
                binding.iter().for_each(|name| visitor.declared(name));
            }
            MatchPatternKind::Literal(literal) => visitor.expr(literal),
            MatchPatternKind::Or(alternatives) => alternatives.iter().for_each(|alternative| visitor.match_pattern(alternative)),
        }
    }

    /// The variables of a pattern.
    pub fn pattern<'a>(visitor: &mut (impl Visit<'a> + ?Sized), pattern: &'a Pattern) {
        match pattern {
            Pattern::Name(name) => visitor.declared(name),
            Pattern::Wildcard(_) => {}
            Pattern::Tuple(parts, _) => parts.iter().for_each(|part| visitor.pattern(part)),
        }
    }
}
