//! The value of a body: its last expression and every `return`, against the result that is stated.

use rustc_hash::FxHashMap;

use super::report::{self, Why};
use super::written_order::after;
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::ty::{Block, Expr, Hole, Ty};
use crate::program::index::UseKind;
use crate::program::{ExprKind, OutputStyle};
use crate::source::Span;
use crate::syntax::ast::{self, FieldInit};

impl Checker<'_> {
    /// The block of a whole body.
    pub(super) fn body_block(&mut self, block: &ast::Block) -> (Block, Ty) {
        let Some(frame) = self.frames.last() else { return (Block { stmts: Vec::new(), value: None }, Ty::Hole(Hole::Invalid)) };
        let (result, stated, stated_at) = (frame.result.clone(), frame.stated, frame.stated_at);
        let why = Why::Result(stated_at);
        if stated && result == Ty::Unit {
            let checked = self.block(block, Want::Nothing);
            self.dropped_result(block, &checked.0);
            return checked;
        }
        if stated {
            return self.block(block, Want::Type(&result, &why));
        }
        let (checked, ty) = self.block(block, Want::Any);
        if ty == Ty::Never {
            return (checked, ty);
        }
        let open = matches!(self.infer.shallow(&result), Ty::Hole(Hole::Var(_)));
        if ty == Ty::Unit && !open && self.infer.shallow(&result) != Ty::Unit {
            return self.fn_without_value(block, checked, &result);
        }
        self.settle_block(checked, ty, &result, &why, block.span)
    }

    /// A `fn` that states no result, returns a value, and may end without one.
    fn fn_without_value(&mut self, block: &ast::Block, checked: Block, result: &Ty) -> (Block, Ty) {
        let shown = self.show(result);
        self.report(report::value::end_without_value(block.span, &shown));
        (checked, Ty::Hole(Hole::Invalid))
    }

    /// A body without outputs that ends with a value that it computed for nothing.
    fn dropped_result(&mut self, written: &ast::Block, checked: &Block) {
        use ast::ExprKind as Ast;
        let Some(ast::Stmt { kind: ast::StmtKind::Expr { value, .. }, .. }) = written.stmts.last() else { return };
        let Some(crate::program::Stmt { kind: crate::program::StmtKind::Expr(typed), .. }) = checked.stmts.last() else {
            return;
        };
        if matches!(value.kind(), Ast::Call { .. } | Ast::If(_) | Ast::Match(_) | Ast::MapNode(_) | Ast::Launch { .. }) {
            return;
        }
        let ty = self.infer.zonk(&typed.ty);
        if matches!(ty, Ty::Unit | Ty::Never) || ty.is_invalid() {
            return;
        }
        let shown = self.show(&ty);
        self.report(report::value::value_at_end(value.span, &shown));
    }

    /// The value of a `return`.
    pub(super) fn return_value(&mut self, value: Option<&ast::Expr>, span: Span) -> Option<Expr> {
        let frame = self.frames.last()?;
        let (result, stated, stated_at) = (frame.result.clone(), frame.stated, frame.stated_at);
        let why = Why::Result(stated_at);
        let Some(value) = value else {
            let nothing = Expr { ty: Ty::Unit, ..self.reported(span) };
            self.coerce(nothing, &result, &why);
            return None;
        };
        if stated && result == Ty::Unit {
            let value = self.infer(value, Want::Any);
            let ty = self.infer.zonk(&value.ty);
            if !matches!(ty, Ty::Unit | Ty::Never) && !ty.is_invalid() {
                let shown = self.show(&ty);
                self.report(report::value::value_returned(value.span, &shown));
            }
            return Some(value);
        }
        if matches!(self.infer.shallow(&result), Ty::Hole(Hole::Var(_))) {
            let value = self.infer(value, Want::Any);
            return Some(self.coerce(value, &result, &why));
        }
        Some(self.check(value, &result, &why))
    }

    /// Whether what is wanted is the result of the task.
    pub(super) fn is_result(&self, want: Want<'_>) -> bool {
        matches!(want, Want::Type(_, Why::Result(_))) && self.outputs().is_some()
    }

    /// `(a, b)` as the result of a task whose outputs have names.
    pub(super) fn positional_outputs(&mut self, members: &[ast::Expr], span: Span) {
        let Some(interface) = self.outputs() else { return };
        if interface.style == OutputStyle::Named && interface.outputs.len() == members.len() {
            let named = interface.outputs.iter().zip(members);
            let parts: Vec<String> =
                named.map(|(output, member)| format!("{}: {}", output.name, self.cx.sources.text(member.span))).collect();
            self.report(report::outputs::returned_without_names(&interface.outputs, &format!("({})", parts.join(", ")), span));
        }
    }

    /// `{ mean: m, std: s }` as the result of a task with these outputs, as objects are written elsewhere.
    pub(super) fn outputs_from_map(&mut self, entries: &[(ast::Expr, ast::Expr)], span: Span, want: Want<'_>) -> Option<Expr> {
        let interface = self.outputs().filter(|_| self.is_result(want))?;
        let name = |key: &ast::Expr| match key.kind() {
            ast::ExprKind::Name(name) => Some(name.to_string()),
            ast::ExprKind::Str(text) => Some(text.to_string()),
            _ => None,
        };
        let names: Vec<String> = entries.iter().map(|(key, _)| name(key)).collect::<Option<_>>()?;
        let declared = |name: &String| interface.outputs.iter().any(|output| output.name == name.as_str());
        if interface.style != OutputStyle::Named || names.is_empty() || !names.iter().all(declared) {
            return None;
        }
        let parts = names.iter().zip(entries).map(|(name, (_, value))| format!("{name}: {}", self.cx.sources.text(value.span)));
        let written = format!("({})", parts.collect::<Vec<_>>().join(", "));
        self.report(report::outputs::returned_as_map(&written, span));
        for (_, value) in entries {
            self.infer(value, Want::Any);
        }
        Some(self.reported(span))
    }

    /// `(mean: m, std: s)`
    pub(super) fn named_tuple(&mut self, members: &[FieldInit], span: Span, want: Want<'_>) -> Expr {
        let interface = self.outputs().filter(|_| self.is_result(want));
        let Some(interface) = interface else {
            for member in members {
                self.infer(&member.value, Want::Any);
            }
            self.report(report::outputs::names_outside_of_result(span));
            return self.reported(span);
        };
        if interface.style != OutputStyle::Named {
            for member in members {
                self.infer(&member.value, Want::Any);
            }
            self.report(report::outputs::returned_with_names(span));
            return self.reported(span);
        }
        let mut values: FxHashMap<usize, (usize, Expr)> = FxHashMap::default();
        let by_name = self.output_names(interface);
        let mut known = true;
        for (index, member) in members.iter().enumerate() {
            let Some(position) = by_name.get(&member.name.name).copied() else {
                self.infer(&member.value, Want::Any);
                self.report(report::outputs::unknown(&member.name, &interface.outputs));
                known = false;
                continue;
            };
            let output = &interface.outputs[position];
            self.cx.index.used(member.name.span, output.span, UseKind::Label);
            let ty = self.infer.lift(&output.ty);
            let value = self.check(&member.value, &ty, &Why::Declared(&output.name, output.span));
            if let Some((_, first)) = values.get(&position) {
                self.report(report::outputs::given_twice(&output.name, member.name.span, first.span));
            }
            values.insert(position, (index, value));
        }
        self.complete_outputs(known, values, span)
    }

    /// All outputs together, each with the position at which it is written. `known` says whether all that is written was an output.
    fn complete_outputs(&mut self, known: bool, mut values: FxHashMap<usize, (usize, Expr)>, span: Span) -> Expr {
        let Some(interface) = self.outputs() else { return self.reported(span) };
        let missing =
            || interface.outputs.iter().enumerate().filter(|(position, _)| !values.contains_key(position)).map(|(_, output)| output);
        if let Some(first) = missing().next() {
            if known {
                // A few more than a message names.
                let names: Vec<&str> = missing().take(16).map(|output| output.name.as_str()).collect();
                self.report(report::outputs::missing(&names, span, first.span));
            }
            return self.reported(span);
        }
        let (written, mut values): (Vec<Option<usize>>, Vec<Expr>) =
            (0..interface.outputs.len()).filter_map(|position| values.remove(&position)).map(|(index, value)| (Some(index), value)).unzip();
        if values.len() == 1
            && let Some(only) = values.pop()
        {
            return Expr { span, ..only };
        }
        let before = self.in_written_order(&mut values, &written);
        let ty = self.infer.lift(&interface.result());
        after(before, Expr { kind: ExprKind::Tuple(values), ty, span })
    }
}
