//! Going through syntax trees: every block and every expression of a module's bodies, outer before inner.

use crate::syntax::ast::{Block, ComprehensionClause, Expr, ExprKind, FStringPart, ItemKind, Module, Stmt, StmtKind, TaskBody};

/// Calls `visit` for every block in the bodies of a module.
pub fn blocks<'a>(module: &'a Module, visit: &mut dyn FnMut(&'a Block)) {
    for item in &module.items {
        if let Some(body) = body(&item.kind) {
            block(body, &mut |step| {
                if let Step::Block(block) = step {
                    visit(block);
                }
            });
        }
    }
}

/// The body of an item that has one in this language.
pub fn body(item: &ItemKind) -> Option<&Block> {
    match item {
        ItemKind::Fn(item) => Some(&item.body),
        ItemKind::Workflow(item) => Some(&item.body),
        ItemKind::Task(item) => match &item.body {
            TaskBody::Code(body) => Some(body),
            TaskBody::Later { .. } => None,
        },
        _ => None,
    }
}

/// What is met on the way.
#[derive(Clone, Copy)]
pub enum Step<'a> {
    /// A block, before its statements.
    Block(&'a Block),
    /// A statement, before its expressions.
    Stmt(&'a Stmt),
    /// An expression, before its parts.
    Expr(&'a Expr),
}

type Visit<'a, 'v> = &'v mut dyn FnMut(Step<'a>);

/// Goes through a block.
pub fn block<'a>(of: &'a Block, visit: Visit<'a, '_>) {
    visit(Step::Block(of));
    for stmt in &of.stmts {
        statement(stmt, visit);
    }
}

fn statement<'a>(of: &'a Stmt, visit: Visit<'a, '_>) {
    visit(Step::Stmt(of));
    match &of.kind {
        StmtKind::Let { value, .. } | StmtKind::Expr { value, .. } => expression(value, visit),
        StmtKind::Assign { target, value, .. } => {
            expression(target, visit);
            expression(value, visit);
        }
        StmtKind::Return { value, .. } => value.iter().for_each(|value| expression(value, visit)),
        StmtKind::While { condition, body } => {
            expression(condition, visit);
            block(body, visit);
        }
        StmtKind::For { iterable, body, .. } => {
            expression(iterable, visit);
            block(body, visit);
        }
        StmtKind::Error(_) | StmtKind::Break | StmtKind::Continue => {}
        StmtKind::Assert { condition, message } => {
            expression(condition, visit);
            message.iter().for_each(|message| expression(message, visit));
        }
    }
}

/// Goes through an expression.
pub fn expression<'a>(of: &'a Expr, visit: Visit<'a, '_>) {
    visit(Step::Expr(of));
    match &of.kind {
        ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Str(_)
        | ExprKind::Duration(_)
        | ExprKind::Bool(_)
        | ExprKind::None
        | ExprKind::Error
        | ExprKind::Name(_) => {}
        ExprKind::FString(parts) => {
            for part in parts {
                if let FStringPart::Value { value, .. } = part {
                    expression(value, visit);
                }
            }
        }
        ExprKind::List(items) | ExprKind::Tuple(items) => items.iter().for_each(|item| expression(item, visit)),
        ExprKind::Map(entries) => {
            for (key, value) in entries {
                expression(key, visit);
                expression(value, visit);
            }
        }
        ExprKind::NamedTuple(fields) | ExprKind::Struct { fields, .. } => {
            fields.iter().for_each(|field| expression(&field.value, visit));
        }
        ExprKind::ListComprehension(of) | ExprKind::MapComprehension(of) => {
            for clause in &of.clauses {
                match clause {
                    ComprehensionClause::For { iterable, .. } => expression(iterable, visit),
                    ComprehensionClause::If(condition) => expression(condition, visit),
                }
            }
            of.key.iter().for_each(|key| expression(key, visit));
            expression(&of.value, visit);
        }
        ExprKind::Field { base, .. } => expression(base, visit),
        ExprKind::Index { base, index } => {
            expression(base, visit);
            expression(index, visit);
        }
        ExprKind::Slice { base, start, end } => {
            expression(base, visit);
            start.iter().chain(end).for_each(|bound| expression(bound, visit));
        }
        ExprKind::Call { callee, args } => {
            expression(callee, visit);
            args.iter().for_each(|arg| expression(&arg.value, visit));
        }
        ExprKind::Launch { args, .. } => args.iter().for_each(|arg| expression(&arg.value, visit)),
        ExprKind::MapNode(node) => node.args.iter().for_each(|arg| expression(&arg.value, visit)),
        ExprKind::Unary { operand, .. } => expression(operand, visit),
        ExprKind::Binary { left, right, .. } => {
            expression(left, visit);
            expression(right, visit);
        }
        ExprKind::If(of) => {
            for (condition, arm) in &of.arms {
                expression(condition, visit);
                block(arm, visit);
            }
            of.otherwise.iter().for_each(|otherwise| block(otherwise, visit));
        }
        ExprKind::Match(of) => {
            expression(&of.subject, visit);
            for arm in &of.arms {
                arm.guard.iter().for_each(|guard| expression(guard, visit));
                block(&arm.body, visit);
            }
        }
        ExprKind::Closure(of) => block(&of.body, visit),
    }
}
