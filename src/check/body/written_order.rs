//! Named arguments and fields of struct literals may be written in any order, and are evaluated in the order in which they are written.
//!
//! Calls and structs hold their parts in the order of the declaration. Where that is another order, and it can be noticed, the parts are named
//! before: `f(b: x(), a: y())` becomes `{ let b = x(), let a = y(), f(a, b) }`.

use super::Checker;
use super::scope::Info;
use crate::check::ty::{Block, Expr, Local, Stmt, StmtKind};
use crate::program::{ExprKind, LocalId, LocalPattern};
use crate::source::Name;

impl Checker<'_> {
    /// Names the parts that have to be evaluated before the parts in front of them. `written` says for each part where it was written;
    /// nothing for those that were filled in. The statements belong before the expression that the parts are for: see [`after`].
    pub(super) fn in_written_order(&mut self, parts: &mut [Expr], written: &[Option<usize>]) -> Vec<Stmt> {
        let mut order: Vec<(usize, usize)> =
            written.iter().enumerate().filter_map(|(part, written)| written.map(|written| (written, part))).collect();
        // A value that is known at compile time has no effects.
        if self.constant || order.is_sorted() {
            return Vec::new();
        }
        let noticeable = parts.iter().filter(|part| self.weight(part) == Weight::Effect).count();
        let changeable = parts.iter().filter(|part| self.weight(part) == Weight::Variable).count();
        if noticeable == 0 || noticeable + changeable < 2 {
            return Vec::new();
        }
        order.sort_unstable();
        let mut stmts = Vec::with_capacity(order.len());
        for (_, part) in order {
            let Some(place) = parts.get_mut(part) else { continue };
            if self.weight(place) == Weight::Nothing {
                continue;
            }
            let value = std::mem::replace(place, self.reported(place.span));
            *place = self.named(&format!("argument {part}"), value, &mut stmts);
        }
        stmts
    }

    /// A value that is used twice, named by a statement if evaluating it again could be noticed.
    pub(super) fn evaluated_once(&mut self, value: Expr, stmts: &mut Vec<Stmt>) -> Expr {
        if self.weight(&value) == Weight::Nothing { value } else { self.named("an index", value, stmts) }
    }

    /// Names a value by a statement; no source has such a name.
    fn named(&mut self, name: &str, value: Expr, stmts: &mut Vec<Stmt>) -> Expr {
        let (ty, span) = (value.ty.clone(), value.span);
        let id = LocalId(self.locals.len() as u32);
        self.locals.push(Local { name: Name::new(name), ty: ty.clone(), mutable: false });
        self.infos.push(Info::param(span));
        stmts.push(Stmt { kind: StmtKind::Let(LocalPattern::Local(id), value), span });
        Expr { kind: ExprKind::Local(id), ty, span }
    }

    fn weight(&self, part: &Expr) -> Weight {
        match &part.kind {
            ExprKind::Const(_) | ExprKind::Global(_) | ExprKind::Closure(_) => Weight::Nothing,
            ExprKind::Local(id) if self.local_def(*id).mutable => Weight::Variable,
            ExprKind::Local(_) => Weight::Nothing,
            ExprKind::Widen(inner) | ExprKind::Field(inner, _) | ExprKind::Member(inner, _) => self.weight(inner),
            ExprKind::List(parts) | ExprKind::Tuple(parts) | ExprKind::Struct(_, parts) => {
                parts.iter().map(|part| self.weight(part)).max().unwrap_or(Weight::Nothing)
            }
            _ => Weight::Effect,
        }
    }
}

/// Whether it matters when a part is evaluated.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Never.
    Nothing,
    /// Other parts may assign to the variable.
    Variable,
    /// It may assign, fail or log.
    Effect,
}

/// An expression after the statements that name its parts.
pub(super) fn after(stmts: Vec<Stmt>, whole: Expr) -> Expr {
    if stmts.is_empty() {
        return whole;
    }
    let (ty, span) = (whole.ty.clone(), whole.span);
    Expr { kind: ExprKind::Block(Block { stmts, value: Some(Box::new(whole)) }), ty, span }
}
