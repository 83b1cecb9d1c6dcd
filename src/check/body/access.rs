//! Ways into a value: fields, indices, keys and slices.

use super::report::{self, Why};
use super::scope::Origin;
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::context::Def;
use crate::check::foreign::{self, Advice, Use};
use crate::check::ty::{Expr, Hole, Ty};
use crate::diagnostics::{Edit, suggest};
use crate::program::builtins;
use crate::program::index::UseKind;
use crate::program::ty::{EnumId, StructId, Type};
use crate::program::{Const, ExprKind, OutputStyle, SequenceKind, TaskId};
use crate::source::Span;
use crate::syntax::ast::{self, Ident};
use crate::syntax::members;

impl Checker<'_> {
    /// `x.field`, `Tier.gold`
    pub(super) fn field(&mut self, base: &ast::Expr, name: &Ident, span: Span) -> Expr {
        if let Some(id) = self.enum_named(base) {
            return self.variant(id, name, span);
        }
        if let Some(reported) = self.in_module(base, name, None, span, Want::Any) {
            return reported;
        }
        let base = self.infer(base, Want::Any);
        let field = self.field_of(base, name, span);
        self.narrowed(field)
    }

    /// The enum that an expression names, unless a variable has that name.
    pub(super) fn enum_named(&self, expr: &ast::Expr) -> Option<EnumId> {
        match expr.kind() {
            ast::ExprKind::Name(name) if self.local(name).is_none() => {
                let entry = self.cx.lookup(name)?;
                let (Def::Enum(id) | Def::Alias(Type::Enum(id))) = &entry.def else { return None };
                self.cx.index.used(expr.unparenthesized().span, entry.span, UseKind::Type);
                Some(*id)
            }
            _ => None,
        }
    }

    fn variant(&mut self, id: EnumId, name: &Ident, span: Span) -> Expr {
        match self.variant_position(id, name) {
            Some(position) => self.constant(Const::Enum(id, position), Ty::Enum(id), span),
            None => self.reported(span),
        }
    }

    /// The variant of that name; an unknown one is reported.
    pub(super) fn variant_position(&mut self, id: EnumId, name: &Ident) -> Option<u32> {
        let def = self.cx.program.enum_(id);
        if let Some(position) = self.cx.program.variant(id, &name.name) {
            self.cx.index.used(name.span, def.variants[position].span, UseKind::Read);
            return Some(position as u32);
        }
        self.report(report::access::unknown_variant(def, name));
        None
    }

    /// The field of a value that was checked.
    pub(super) fn field_of(&mut self, base: Expr, name: &Ident, span: Span) -> Expr {
        if let Some(output) = self.output_of(&base, name, span) {
            return output;
        }
        let ty = self.infer.shallow(&base.ty);
        match &ty {
            Ty::Struct(id) => self.struct_field(base, *id, name, span),
            Ty::Hole(Hole::Invalid) => self.reported(span),
            Ty::Never => self.leaves([base], span),
            Ty::Hole(Hole::Var(_)) => {
                self.not_known_yet(base.span, &ty);
                self.reported(span)
            }
            _ => {
                let shown = self.shown(&base, &ty);
                let used = Use { receiver: Some(self.receiver(&base)), ..Use::default() };
                match self.foreign_field(&base, name, &used) {
                    Some(advice) => {
                        self.report_repaired(report::access::no_field(&shown, name), &advice, span);
                        self.repaired_value(&advice, &used, span)
                    }
                    None => {
                        self.report(report::access::no_fields(&shown, name));
                        self.reported(span)
                    }
                }
            }
        }
    }

    /// What a property that only another language has is here.
    fn foreign_field(&mut self, base: &Expr, name: &Ident, used: &Use) -> Option<Advice> {
        if let Some(advice) = foreign::field(&name.name, used) {
            return Some(advice);
        }
        let builtin = builtins::find(&name.name)?;
        let alone = builtin.overloads.iter().any(|overload| overload.signature.params.iter().skip(1).all(|param| param.optional));
        (alone && self.takes_receiver(builtin, base)).then(|| foreign::called(&self.receiver(base), builtin.name))
    }

    fn struct_field(&mut self, base: Expr, id: StructId, name: &Ident, span: Span) -> Expr {
        let def = self.cx.program.struct_(id);
        if let Some(position) = self.cx.program.field(id, &name.name) {
            self.cx.index.used(name.span, def.fields[position].span, UseKind::Read);
            let ty = self.infer.lift(&def.fields[position].ty);
            return Expr { kind: ExprKind::Field(Box::new(base), position as u32), ty, span };
        }
        let near = suggest::nearest(&name.name, def.fields.iter().map(|field| field.name.as_str()));
        let found = report::access::unknown_field(def, name, near);
        let used = Use { receiver: Some(self.receiver(&base)), ..Use::default() };
        match self.foreign_field(&base, name, &used) {
            Some(advice) => {
                self.report_repaired(found, &advice, span);
                self.repaired_value(&advice, &used, span)
            }
            None => {
                self.report(found);
                self.reported(span)
            }
        }
    }

    /// A task's output by its name: of a call, or of the variable that holds its outputs.
    fn output_of(&mut self, base: &Expr, name: &Ident, span: Span) -> Option<Expr> {
        let (task, single) = self.outputs_held_by(base)?;
        let interface = &self.task_def(task).interface;
        let position = interface.output(&name.name)?;
        if interface.style != OutputStyle::Named {
            return None;
        }
        self.cx.index.used(name.span, interface.outputs[position].span, UseKind::Read);
        if single {
            return Some(Expr { span, ..base.clone() });
        }
        let ty = self.infer.lift(&interface.outputs[position].ty);
        Some(Expr { kind: ExprKind::Member(Box::new(base.clone()), position as u32), ty, span })
    }

    /// The task whose outputs the value is, and whether it has only one.
    pub(super) fn outputs_held_by(&self, expr: &Expr) -> Option<(TaskId, bool)> {
        let task = match &expr.kind {
            ExprKind::CallTask(task, _) => *task,
            ExprKind::Local(id) => self.info(*id).outputs?,
            // Arguments that were not written in the order of the parameters are evaluated before the call.
            ExprKind::Block(block) => return self.outputs_held_by(block.value.as_deref()?),
            _ => return None,
        };
        Some((task, self.task_def(task).interface.outputs.len() == 1))
    }

    /// `x[i]`
    pub(super) fn index(&mut self, base: &ast::Expr, index: &ast::Expr, span: Span) -> Expr {
        let written = base;
        if let Some(id) = self.enum_named(base) {
            self.infer(index, Want::Any);
            let (def, text) = (self.cx.program.enum_(id), self.cx.sources.text(index.span));
            self.report(report::access::converted_variant(&def.header.name, def.header.span, text, span));
            return self.reported_as(Ty::Enum(id), span);
        }
        let base = self.infer(base, Want::Any);
        let ty = self.infer.shallow(&base.ty);
        let position = Why::Other("a position");
        if let Ty::List(_) = ty
            && let Some(elements) = self.masked(written, &ty, index, span)
        {
            return elements;
        }
        if matches!(ty, Ty::List(_) | Ty::Str | Ty::Bytes) && self.misled_position(&base, index) {
            return self.reported(span);
        }
        let (kind, index, element) = match &ty {
            Ty::List(element) => (SequenceKind::List, self.check(index, &Ty::Int, &position), (**element).clone()),
            Ty::Str => (SequenceKind::Str, self.check(index, &Ty::Int, &position), Ty::Str),
            Ty::Bytes => (SequenceKind::Bytes, self.check(index, &Ty::Int, &position), Ty::Int),
            Ty::Map(value) => (SequenceKind::Map, self.check(index, &Ty::Str, &Why::Other("a key of a map")), (**value).clone()),
            Ty::Json => (SequenceKind::Json, self.json_index(index), Ty::Json),
            Ty::Never => {
                self.infer(index, Want::Any);
                return self.leaves([base], span);
            }
            Ty::Tuple(members) if self.member_by_position(written, index, members.len(), span) => return self.reported(span),
            _ => {
                self.infer(index, Want::Any);
                self.not_indexable(&base, &ty, "indexed");
                return self.reported(span);
            }
        };
        self.narrowed(Expr { kind: ExprKind::Index(Box::new(base), Box::new(index), kind), ty: element, span })
    }

    /// A position that is an element of a loop; whether it was one, which was reported.
    fn misled_position(&mut self, base: &Expr, index: &ast::Expr) -> bool {
        let ast::ExprKind::Name(name) = index.kind() else { return false };
        let Some(id) = self.local(name) else { return false };
        let (ty, info) = (self.infer.zonk(&self.local_def(id).ty), self.info(id));
        let counts = matches!(ty, Ty::Int | Ty::Float | Ty::Hole(_) | Ty::Never) || info.origin != Origin::Pattern;
        if !counts {
            let whole = self.cx.sources.text(base.span).to_owned();
            self.report(report::access::element_as_position(name, &self.show(&ty), &whole, index.span, self.info(id).span));
        }
        !counts
    }

    /// `|pair| pair[1]`: the members of a tuple are named in the parameter; whether it could be written out, and was reported.
    fn member_by_position(&mut self, base: &ast::Expr, index: &ast::Expr, count: usize, span: Span) -> bool {
        let (ast::ExprKind::Name(name), ast::ExprKind::Int(_)) = (base.kind(), index.kind()) else { return false };
        let Some((id, closure)) = self.local(name).zip(self.frames.last().and_then(|frame| frame.closure)) else { return false };
        let declared = self.info(id).span;
        if declared.file != closure.file || declared.start < closure.start || closure.end < declared.end {
            return false;
        }
        let text = self.cx.sources.text(closure);
        let before = self.cx.sources.file(closure.file).text.get(..closure.start as usize).unwrap_or_default();
        let entries = before.rsplit('\n').next().is_some_and(|line| line.contains(".items()"));
        let Some(changes) = members::named(text, name, (declared.start - closure.start) as usize, count, entries && count == 2) else {
            return false;
        };
        let edits = changes.iter().map(|(start, end, text)| {
            let span = Span { start: closure.start + *start as u32, end: closure.start + *end as u32, ..closure };
            Edit { span, text: text.clone() }
        });
        let (edits, code) = (edits.collect(), members::changed(text, &changes));
        self.report(report::access::member_by_position(name, &code, edits, span));
        self.locals[id.0 as usize].ty = Ty::Hole(Hole::Invalid);
        true
    }

    fn json_index(&mut self, index: &ast::Expr) -> Expr {
        let index = self.infer(index, Want::Any);
        match self.infer.shallow(&index.ty) {
            Ty::Int | Ty::Str | Ty::Hole(Hole::Invalid) | Ty::Never => index,
            _ => {
                let both = Ty::union([Ty::Str, Ty::Int]);
                self.coerce(index, &both, &Why::Other("a key or position of a JSON value"))
            }
        }
    }

    fn not_indexable(&mut self, base: &Expr, ty: &Ty, done: &str) {
        match ty {
            Ty::Hole(Hole::Invalid) => {}
            Ty::Hole(Hole::Var(_)) => self.not_known_yet(base.span, ty),
            Ty::File(_) | Ty::Dir(_) | Ty::Table(_) => self.report(report::access::unread(&self.shown(base, ty), done)),
            Ty::Tuple(types) => {
                let (shown, apart) = (self.shown(base, ty), self.taken_apart(base, types));
                self.report(report::access::tuple_indexed(&shown, done, apart));
            }
            _ => self.report(report::access::not_indexable(&self.shown(base, ty), done)),
        }
    }

    /// `x[i:j]`
    pub(super) fn slice(&mut self, base: &ast::Expr, start: Option<&ast::Expr>, end: Option<&ast::Expr>, span: Span) -> Expr {
        let base = self.infer(base, Want::Any);
        let ty = self.infer.shallow(&base.ty);
        let why = Why::Other("a position");
        let start = start.map(|start| Box::new(self.check(start, &Ty::Int, &why)));
        let end = end.map(|end| Box::new(self.check(end, &Ty::Int, &why)));
        let kind = match &ty {
            Ty::List(_) => SequenceKind::List,
            Ty::Str => SequenceKind::Str,
            Ty::Bytes => SequenceKind::Bytes,
            Ty::Never => return self.leaves([base], span),
            _ => {
                self.not_indexable(&base, &ty, "sliced");
                return self.reported(span);
            }
        };
        Expr { kind: ExprKind::Slice(Box::new(base), start, end, kind), ty, span }
    }
}
