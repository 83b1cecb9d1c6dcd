//! Names that cannot be assigned to, parameters and elements of loops: the variable that is changed in their place.

use super::Checker;
use super::report::statement::{self, Copied, ElementOf};
use super::scope::Origin;
use crate::check::ty::Ty;
use crate::diagnostics::Edit;
use crate::program::LocalId;
use crate::source::Span;
use crate::syntax::ast::visit::{Visit, parts};
use crate::syntax::ast::{Block, Closure, Expr, ExprKind, Pattern, Stmt, StmtKind};

/// The uses of a name in a block.
struct Uses<'n> {
    name: &'n str,
    found: Vec<Span>,
    /// How many closures are around.
    closures: usize,
    /// Whether the name is used in a closure, or means something else, too.
    is_unclear: bool,
}

impl<'a> Visit<'a> for Uses<'_> {
    fn expr(&mut self, expr: &'a Expr) {
        if matches!(expr.kind(), ExprKind::Name(name) if name == self.name) {
            self.found.push(expr.unparenthesized().span);
            self.is_unclear |= self.closures > 0;
        }
        parts::expr(self, expr);
    }

    fn closure(&mut self, closure: &'a Closure) {
        self.closures += 1;
        parts::closure(self, closure);
        self.closures -= 1;
    }

    fn pattern(&mut self, pattern: &'a Pattern) {
        self.is_unclear |= matches!(pattern, Pattern::Name(name) if name.name == self.name);
        parts::pattern(self, pattern);
    }
}

impl<'n> Uses<'n> {
    /// The uses, if each of them can get another name.
    fn of(name: &'n str, block: &Block) -> Option<Vec<Span>> {
        let mut uses = Uses { name, found: Vec::new(), closures: 0, is_unclear: false };
        uses.block(block);
        (!uses.is_unclear && !uses.found.is_empty()).then_some(uses.found)
    }
}

/// The loop whose pattern is a name.
struct Loop<'a> {
    element: Span,
    found: Option<(&'a Expr, &'a Block)>,
}

impl<'a> Visit<'a> for Loop<'a> {
    fn stmt(&mut self, stmt: &'a Stmt) {
        if let StmtKind::For { pattern: Pattern::Name(name), iterable, body } = &stmt.kind
            && name.span == self.element
        {
            self.found = Some((iterable, body));
        }
        parts::stmt(self, stmt);
    }
}

impl Checker<'_> {
    /// A variable that is written to and was not declared with `var`. `by` is the builtin that writes to it, if it is not assigned to.
    pub(super) fn fixed(&mut self, id: LocalId, span: Span, by: Option<&str>) {
        let info = self.info(id).clone();
        let name = self.local_def(id).name.clone();
        let copied = match info.origin {
            Origin::Param => self.code.and_then(|code| self.copied(&name, code)),
            Origin::Pattern => self.element(&name, info.span, span),
            Origin::Let | Origin::Member => None,
        };
        self.report(statement::fixed(&name, by, span, &info, copied));
    }

    /// A copy at the beginning of a block, and its name in place of all uses.
    fn copied(&self, name: &str, block: &Block) -> Option<Copied> {
        let first = block.stmts.first()?;
        let indent = self.indent_of(first.span)?;
        let copy = format!("{name}_now");
        if !self.is_undeclared(&copy) {
            return None;
        }
        let uses = Uses::of(name, block)?;
        let declared = Edit { span: first.span.head(), text: format!("var {copy} = {name}\n{indent}") };
        let renamed = uses.into_iter().map(|span| Edit { span, text: copy.clone() });
        Some(Copied::Variable(merged([declared].into_iter().chain(renamed).collect())))
    }

    /// What changes an element of a loop.
    fn element(&self, name: &str, declared: Span, changed: Span) -> Option<Copied> {
        let mut of = Loop { element: declared, found: None };
        of.block(self.code?);
        let (list, body) = of.found?;
        let after = self.cx.sources.file(changed.file).text.get(changed.end as usize..).unwrap_or_default();
        if !after.starts_with(['.', '[']) {
            return self.copied(name, body);
        }
        // A part of the element is meant to change in the list.
        let ExprKind::Name(list_name) = list.kind() else { return Some(Copied::Element(None)) };
        let list_id = self.local(list_name)?;
        let index = ["i", "index", "position"].into_iter().find(|index| self.is_undeclared(index))?;
        let place = format!("{list_name}[{index}]");
        let head = format!("{index} in range({list_name}.len())");
        let is_list = matches!(self.infer.zonk(&self.local_def(list_id).ty), Ty::List(_));
        let edits = Uses::of(name, body).filter(|_| is_list && self.local_def(list_id).mutable).map(|uses| {
            let head = Edit { span: declared.to(list.span), text: head.clone() };
            [head].into_iter().chain(uses.into_iter().map(|span| Edit { span, text: place.clone() })).collect()
        });
        Some(Copied::Element(Some(ElementOf { list: list_name.to_string(), head: format!("for {head}"), place, edits })))
    }
}

/// An insertion right before an edit is part of it.
fn merged(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut result: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match result.last_mut() {
            Some(last) if last.span.is_empty() && last.span.end == edit.span.start => {
                last.span = edit.span;
                last.text += &edit.text;
            }
            _ => result.push(edit),
        }
    }
    result
}
