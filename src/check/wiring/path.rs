//! Ways into values: outputs of a node by name, fields of structs, keys of maps, positions of lists.

use super::{Reference, Reported, Value, Wiring};
use crate::check::body::check_constant;
use crate::diagnostics::codes::workflow::{PATH, UNKNOWN_OUTPUT};
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
                    self.single(value, base.span)?
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
            let diagnostic = Diagnostic::new(&UNKNOWN_OUTPUT, format!("the struct `{}` has no field `{}`", def.header.name, name.name))
                .at(name.span, "not a field")
                .at(def.header.span, format!("`{}` is declared here", def.header.name));
            let near = suggest::nearest(&name.name, def.fields.iter().map(|field| field.name.as_str()));
            self.report(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic,
            });
            return Err(Reported);
        };
        self.cx.index.used(name.span, field.span, UseKind::Read);
        reference.path.push(PathStep::Field(field.name.clone()));
        reference.ty = field.ty.clone();
        Ok(Value::Reference(reference))
    }

    /// The output that a name behind a node means.
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
        let diagnostic = Diagnostic::new(&UNKNOWN_OUTPUT, format!("`{}` has no output `{}`", callee.header.name, name.name))
            .at(name.span, "not an output")
            .at(callee.header.span, format!("gives {}", self.outputs_text(callee.interface)));
        let near = suggest::nearest(&name.name, callee.interface.outputs.iter().map(|output| output.name.as_str()));
        self.report(match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None if callee.interface.style == OutputStyle::Named => diagnostic,
            None => diagnostic.help("unnamed outputs are `o0`, `o1` and so on, in their order"),
        });
    }

    fn no_fields(&mut self, reference: &Reference, base: Span, name: &Ident) -> Result<Value<'a>, Reported> {
        if reference.ty.is_invalid() {
            return Err(Reported);
        }
        let ty = self.show(&reference.ty);
        let diagnostic = match &reference.ty {
            Type::Union(_) => self.through_union(&reference.ty, base),
            Type::Map(_) => Diagnostic::new(&PATH, format!("`{ty}` has keys, not fields"))
                .at(name.span, "written like a field")
                .help(format!("write `[\"{}\"]`", name.name)),
            Type::Json => self.within_json(base),
            _ => Diagnostic::new(&UNKNOWN_OUTPUT, format!("`{ty}` has no field `{}`", name.name))
                .at(name.span, "not a field")
                .at(base, format!("this is `{ty}`")),
        };
        let diagnostic = self.with_origin(diagnostic, reference.source);
        self.report(diagnostic);
        Err(Reported)
    }

    /// `x[i]`
    pub(super) fn index(&mut self, base: &'a Expr, index: &'a Expr) -> Result<Value<'a>, Reported> {
        let value = self.value(base)?;
        if let Value::Literal(..) = value {
            return self.within_literal(base.span);
        }
        let mut reference = self.single(value, base.span)?;
        if !self.constant(index) {
            self.report(
                Diagnostic::new(&PATH, "a position or key must be constant")
                    .at(index.span, "known only when the workflow runs")
                    .help("take the element out in a task that gets the list and the position"),
            );
            return Err(Reported);
        }
        match &reference.ty {
            Type::List(element) => {
                let element = Type::clone(element);
                let Some(Const::Int(at)) = check_constant(self.cx, index, &Type::Int, self.out) else { return Err(Reported) };
                let Ok(at) = u64::try_from(at) else {
                    self.report(from_the_end(index));
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
                let ty = self.show(other);
                let diagnostic = match other {
                    Type::Union(_) => self.through_union(other, base.span),
                    Type::Json => self.within_json(base.span),
                    Type::Struct(_) => {
                        Diagnostic::new(&PATH, format!("`{ty}` is a struct: its fields are `x.field`")).at(index.span, "written like a key")
                    }
                    _ => Diagnostic::new(&PATH, format!("`{ty}` has no positions and no keys")).at(base.span, format!("this is `{ty}`")),
                };
                let diagnostic = self.with_origin(diagnostic, reference.source);
                self.report(diagnostic);
                Err(Reported)
            }
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
        self.report(
            Diagnostic::new(&PATH, "a workflow cannot take `bytes` out of a list or map")
                .at(base, "holds `bytes`")
                .help("take them out in a task, or hold them in a struct")
                .note("Flyte fails when it takes such a value out of a list or map"),
        );
        Err(Reported)
    }

    fn through_union(&self, ty: &Type, base: Span) -> Diagnostic {
        let shown = self.show(ty);
        let (what, help) = match ty.accepts_none() {
            true => ("an optional", "unwrap it in a task: `match x { none => …, v: … => … }`, or `x ?? …`"),
            false => ("a union", "tell its variants apart in a task, with `match`"),
        };
        Diagnostic::new(&PATH, format!("a workflow cannot look into {what}"))
            .at(base, format!("this is `{shown}`"))
            .help(help)
            .note("Flyte ignores the way into such a value and passes the whole of it on")
    }

    fn within_json(&self, base: Span) -> Diagnostic {
        Diagnostic::new(&PATH, "a workflow cannot look into a JSON value")
            .at(base, "what it holds, and of which type, shows only when the workflow runs")
            .help("take it apart in a task, or declare a struct for what it holds")
    }

    fn within_literal(&mut self, base: Span) -> Result<Value<'a>, Reported> {
        self.report(
            Diagnostic::new(&PATH, "a part of a value that is written in this workflow needs no way into it")
                .at(base, "a literal")
                .help("use the part itself"),
        );
        Err(Reported)
    }
}

fn from_the_end(index: &Expr) -> Diagnostic {
    let written = match index.kind() {
        ExprKind::Int(at) => *at,
        _ => -1,
    };
    Diagnostic::new(&PATH, "a workflow cannot count from the end of a list")
        .at(index.span, "negative")
        .help(format!("take the element out in a task: `task pick(xs: [T]) -> T {{ xs[{written}] }}`"))
        .note("Flyte's run time does not guard negative positions")
}
