//! Blocks, statements and patterns.

use flightplan::internals::syntax::ast::{Block, Ident, NodeTail, Pattern, Stmt, StmtKind};

use super::expr::{expr, ty};
use super::item::with;
use crate::corpus::tree::{Tree, lines, node, sequence, word};

pub(super) fn block(block: &Block) -> Tree {
    sequence("block", block.stmts.iter().map(stmt))
}

fn stmt(stmt: &Stmt) -> Tree {
    match &stmt.kind {
        StmtKind::Let { mutable, pattern: names, ty: declared, value, tail } => {
            let keyword = if *mutable { "var" } else { "let" };
            let parts = [pattern(names)].into_iter().chain(declared.as_ref().map(ty)).chain([expr(value)]);
            node(keyword, parts.chain(after(tail)))
        }
        StmtKind::Assign { target, op, value } => node(format_args!("{}=", op.map_or("", |op| op.as_str())), [expr(target), expr(value)]),
        StmtKind::Expr { value, tail } if tail.options.is_none() && tail.after.is_empty() => expr(value),
        StmtKind::Expr { value, tail } => node("stmt", [expr(value)].into_iter().chain(after(tail))),
        StmtKind::Return { value, tail } => node("return", value.as_ref().map(expr).into_iter().chain(after(tail))),
        StmtKind::While { condition, body } => lines("while", [expr(condition), block(body)]),
        StmtKind::For { pattern: names, iterable, body } => lines("for", [pattern(names), expr(iterable), block(body)]),
        StmtKind::Error(error) => {
            let names = |what, names: &[Ident]| node(what, names.iter().map(|name| word(&name.name)));
            node("error", [names("declares", &error.declares), names("mentions", &error.mentions)])
        }
        StmtKind::Break => node("break", []),
        StmtKind::Continue => node("continue", []),
        StmtKind::Assert { condition, message } => node("assert", [condition].into_iter().chain(message).map(expr)),
    }
}

fn after(tail: &NodeTail) -> impl Iterator<Item = Tree> {
    let names = (!tail.after.is_empty()).then(|| node("after", tail.after.iter().map(|name| word(&name.name))));
    tail.options.as_ref().map(with).into_iter().chain(names)
}

pub(super) fn pattern(names: &Pattern) -> Tree {
    match names {
        Pattern::Name(name) => word(&name.name),
        Pattern::Wildcard(_) => word("_"),
        Pattern::Tuple(members, _) => node("tuple", members.iter().map(pattern)),
    }
}
