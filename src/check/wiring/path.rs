//! Paths into values: outputs of a node by name, fields of structs, keys of maps, positions of lists.

use super::foreign::RESULTS;
use super::report::foreign::only_output;
use super::{Meaning, Reference, Reported, Value, Wiring, report::path as report};
use crate::check::body::check_constant;
use crate::diagnostics::{Diagnostic, suggest};
use crate::program::index::UseKind;
use crate::program::ty::{Invalid, Type};
use crate::program::{Const, Named, NodeRef, OutputStyle, PathStep};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Ident};

impl<'a> Wiring<'a, '_> {
    /// `x.name`
    pub(super) fn field(&mut self, base: &'a Expr, name: &'a Ident) -> Result<Value<'a>, Reported> {
        let value = self.value(base)?;
        let mut reference = match value {
            Value::Node(node) => match self.output_named(node, name) {
                Some(output) => {
                    self.cx.index.used(name.span, self.callee(node).interface.outputs[output as usize].span, UseKind::Read);
                    return Ok(Value::Reference(self.output(node, output)));
                }
                None => {
                    if self.callee(node).interface.outputs.len() > 1 {
                        self.unknown_output(node, name);
                        return Err(Reported);
                    }
                    let reference = self.single(value, base.span)?;
                    if RESULTS.contains(&name.name.as_str()) && !self.has_field(&reference.ty, &name.name) {
                        let gone = base.span.tail().to(name.span);
                        let callee = &self.callee(node).header.name;
                        self.report(only_output(callee, &name.name, name.span, self.short(base.span), gone));
                        return Err(Reported);
                    }
                    reference
                }
            },
            Value::Reference(reference) => reference,
            Value::Literal(..) => return self.within_literal(base.span),
        };
        let Type::Struct(id) = reference.ty else {
            return self.no_fields(&reference, base.span, name);
        };
        let def = self.cx.program.struct_(id);
        let Some(field) = self.cx.program.field(id, &name.name).and_then(|at| def.fields.get(at)) else {
            let near = suggest::nearest(&name.name, def.fields.iter().map(|field| field.name.as_str()));
            self.report(report::unknown_field(def, &name.name, name.span, near));
            return Err(Reported);
        };
        self.cx.index.used(name.span, field.span, UseKind::Read);
        reference.path.push(PathStep::Field(field.name.clone()));
        reference.ty = field.ty.clone();
        Ok(Value::Reference(reference))
    }

    fn has_field(&self, ty: &Type, name: &str) -> bool {
        match ty {
            Type::Struct(id) => self.cx.program.struct_(*id).fields.iter().any(|field| field.name == name),
            Type::Map(_) | Type::Json | Type::Union(_) | Type::Hole(_) => true,
            _ => false,
        }
    }

    /// The output of a node that a name means.
    fn output_named(&self, node: NodeRef, name: &Ident) -> Option<u32> {
        let callee = self.callee(node);
        let outputs = &callee.interface.outputs;
        let answers = callee.interface.style == OutputStyle::Named || outputs.len() > 1;
        let names = &self.cx.program.names;
        let at = names.position(Named::Outputs(callee.header.span), outputs, |output| &output.name, &name.name);
        at.filter(|_| answers).map(|at| at as u32)
    }

    fn unknown_output(&mut self, node: NodeRef, name: &Ident) {
        let callee = self.callee(node);
        let outputs = &callee.interface.outputs;
        let by_position = name.name.strip_prefix('o').and_then(|at| outputs.get(at.parse::<usize>().ok()?));
        let near = by_position
            .map(|output| output.name.as_str())
            .or_else(|| suggest::nearest(&name.name, outputs.iter().map(|output| output.name.as_str())));
        self.report(report::unknown_output(self.cx.program, callee, &name.name, name.span, near));
    }

    fn no_fields(&mut self, reference: &Reference, base: Span, name: &Ident) -> Result<Value<'a>, Reported> {
        if reference.ty.is_invalid() {
            return Err(Reported);
        }
        let (program, ty) = (self.cx.program, &reference.ty);
        let diagnostic = match ty {
            Type::Union(_) => report::through_union(program, ty, base),
            Type::Map(_) => report::field_of_map(program, ty, &name.name, name.span, self.short(base)),
            Type::Json => report::within_json(base),
            _ => report::no_fields(program, ty, &name.name, name.span, base),
        };
        let diagnostic = self.with_origin(diagnostic, reference.source);
        self.report(diagnostic);
        Err(Reported)
    }

    /// `x[i]`
    pub(super) fn index(&mut self, base: &'a Expr, index: &'a Expr) -> Result<Value<'a>, Reported> {
        if let ExprKind::Field { base: inner, name } = base.kind()
            && RESULTS.contains(&name.name.as_str())
            && let ExprKind::Name(node) = inner.kind()
            && let Some(Meaning::Node(node)) = self.locals.get(node).map(|local| &local.meaning)
            && self.output_named(*node, name).is_none()
            && let Some(found) = self.indexed_node(*node, inner, index)
        {
            self.report(found);
            return Err(Reported);
        }
        let value = self.value(base)?;
        if let Value::Literal(..) = value {
            return self.within_literal(base.span);
        }
        if let Value::Node(node) = value
            && let Some(found) = self.indexed_node(node, base, index)
        {
            self.report(found);
            return Err(Reported);
        }
        let mut reference = self.single(value, base.span)?;
        if !self.constant(index) {
            self.report(report::not_constant(index.span));
            return Err(Reported);
        }
        match &reference.ty {
            Type::List(element) => {
                let element = Type::clone(element);
                let Some(Const::Int(at)) = check_constant(self.cx, index, &Type::Int, self.out) else { return Err(Reported) };
                let Ok(at) = u64::try_from(at) else {
                    self.report(report::from_the_end(self.cx.program, &element, at, index.span));
                    return Err(Reported);
                };
                reference.path.push(PathStep::Index(at));
                reference.ty = element;
                self.taken(reference, base.span)
            }
            Type::Map(value) => {
                let value = Type::clone(value);
                let key = self.key(index)?;
                reference.path.push(PathStep::Key(key));
                reference.ty = value;
                self.taken(reference, base.span)
            }
            Type::Hole(Invalid) => Err(Reported),
            other => {
                let program = self.cx.program;
                let diagnostic = match other {
                    Type::Union(_) => report::through_union(program, other, base.span),
                    Type::Json => report::within_json(base.span),
                    Type::Struct(_) => report::index_of_struct(program, other, index.span),
                    _ => report::not_indexed(program, other, base.span),
                };
                let diagnostic = self.with_origin(diagnostic, reference.source);
                self.report(diagnostic);
                Err(Reported)
            }
        }
    }

    /// The outputs of a node by position or key, as in flytekit.
    fn indexed_node(&self, node: NodeRef, base: &Expr, index: &Expr) -> Option<Diagnostic> {
        let callee = self.callee(node);
        let outputs = &callee.interface.outputs;
        let gone = base.span.tail().to(index.span);
        let gone = Span { end: gone.end + 1, ..gone };
        let at = match index.kind() {
            ExprKind::Int(int) => usize::try_from(*int).ok()?,
            ExprKind::Str(key) => outputs.iter().position(|output| output.name == key.as_str()).or((outputs.len() == 1).then_some(0))?,
            _ => return None,
        };
        let base_text = self.short(base.span);
        match outputs.as_slice() {
            [_] if at == 0
                && !matches!(
                    self.output(node, 0).ty,
                    Type::List(_) | Type::Map(_) | Type::Json | Type::Struct(_) | Type::Union(_) | Type::Hole(_)
                ) =>
            {
                let written = self.cx.sources.text(index.span);
                Some(only_output(&callee.header.name, &format!("[{written}]"), index.span, base_text, gone))
            }
            [_, _, ..] => Some(report::output_by_position(callee, base_text, &outputs.get(at)?.name, index.span, gone)),
            _ => None,
        }
    }

    /// A part of a list or map. Flyte takes no `bytes` out of one: it unpacks what a path leads to, and they are not packed, unless a struct
    /// holds them (`flytepropeller/pkg/controller/nodes/attr_path_resolver.go`).
    fn taken(&mut self, reference: Reference, base: Span) -> Result<Value<'a>, Reported> {
        let packed = reference.path.iter().any(|step| matches!(step, PathStep::Field(_)));
        // A map gathers the bare values of its elements, also where they are optional.
        let may_be_bytes = reference.ty.variants().contains(&Type::Bytes);
        if !may_be_bytes || packed {
            return Ok(Value::Reference(reference));
        }
        self.report(report::bytes(base));
        Err(Reported)
    }

    fn within_literal(&mut self, base: Span) -> Result<Value<'a>, Reported> {
        self.report(report::within_literal(base));
        Err(Reported)
    }
}
