//! Values of a workflow: references and the paths into them, lists and maps of them, constants.

use std::collections::BTreeMap;

use super::mismatch::Place;
use super::report::names::prints;
use super::report::value::{self as report, Composed};
use super::result::key_text;
use super::{Meaning, Reference, Reported, Source, Value, Wiring};
use crate::check::body::{check_constant, look_at_constant};
use crate::check::context::Def;
use crate::diagnostics::codes::later::not_compiled_yet;
use crate::program::ty::{Invalid, Type, castable};
use crate::program::volume::IN_A_NODE;
use crate::program::{Binding, BindingKind, Const, NodeRef, Signature};
use crate::source::{Name, Span};
use crate::syntax::ast::{Expr, ExprKind, NodeTail};

impl<'a> Wiring<'a, '_> {
    /// Binds a value to a place that expects a type.
    pub(super) fn bind(&mut self, expr: &'a Expr, expected: &Type, place: &Place<'_>) -> Result<Binding, Reported> {
        self.count_part(expr)?;
        if self.constant(expr) {
            return self.bind_constant(expr, expected, place);
        }
        match expr.kind() {
            ExprKind::List(elements) => self.bind_list(expr, elements, expected, place),
            ExprKind::Map(entries) => self.bind_map(expr, entries, expected, place),
            ExprKind::Struct { name, .. } => {
                let def = match self.cx.lookup(&name.name).map(|entry| &entry.def) {
                    Some(Def::Struct(id)) => Some(self.cx.program.struct_(*id)),
                    _ => None,
                };
                self.composed(expr, &Composed::Struct(&name.name, def));
                Err(Reported)
            }
            ExprKind::Tuple(_) | ExprKind::NamedTuple(_) => {
                self.composed(expr, &Composed::Tuple);
                Err(Reported)
            }
            _ => match self.value(expr)? {
                Value::Literal(literal, declared) => {
                    if let Some(from) = declared.filter(|from| !castable(from, expected)) {
                        self.mismatch(&from, None, expected, expr.span, place);
                        return Err(Reported);
                    }
                    self.bind(literal, expected, place)
                }
                value => {
                    let reference = self.single(value, expr.span)?;
                    self.fit(reference, expected, expr.span, place)
                }
            },
        }
    }

    /// Looks at a value whose place is not known: reports what is wrong with it in any place, and makes its nodes.
    pub(super) fn look(&mut self, expr: &'a Expr) {
        let _ = self.bind(expr, &Type::Hole(Invalid), &Place::Anywhere);
    }

    fn bind_constant(&mut self, expr: &Expr, expected: &Type, place: &Place<'_>) -> Result<Binding, Reported> {
        if expected.is_invalid() {
            look_at_constant(self.cx, expr, self.out);
            return Err(Reported);
        }
        let before = self.out.len();
        if let Some(value) = check_constant(self.cx, expr, expected, self.out) {
            if !self.cx.program.volume.keep(&value, IN_A_NODE) {
                return Err(Reported);
            }
            return Ok(Binding { kind: BindingKind::Const(value), ty: expected.clone(), span: expr.span });
        }
        self.say_where(before, place);
        Err(Reported)
    }

    /// Names of lists in lists can make a value of any size out of a few lines.
    fn count_part(&mut self, expr: &Expr) -> Result<(), Reported> {
        let Some(parts) = self.parts else { return Err(Reported) };
        self.parts = parts.checked_sub(1);
        if self.parts.is_none() {
            self.report(report::too_many_parts(super::MOST_PARTS, expr.span));
            return Err(Reported);
        }
        Ok(())
    }

    fn bind_list(&mut self, expr: &Expr, elements: &'a [Expr], expected: &Type, place: &Place<'_>) -> Result<Binding, Reported> {
        let element = match expected.variants().iter().find_map(Type::element) {
            Some(element) => element.clone(),
            None if expected.is_invalid() => Type::Hole(Invalid),
            None => return self.wrong_literal(expr, "a list", expected, place),
        };
        let bound: Vec<_> = elements.iter().map(|each| self.bind(each, &element, place)).collect();
        let bound: Vec<Binding> = bound.into_iter().collect::<Result<_, _>>()?;
        let kind = match constants(&bound) {
            Some(values) => BindingKind::Const(Const::List(values)),
            None => BindingKind::List(bound),
        };
        Ok(Binding { kind, ty: expected.clone(), span: expr.span })
    }

    fn bind_map(&mut self, expr: &Expr, entries: &'a [(Expr, Expr)], expected: &Type, place: &Place<'_>) -> Result<Binding, Reported> {
        let value_type = expected.variants().iter().find_map(|variant| match variant {
            Type::Map(value) => Some(Type::clone(value)),
            _ => None,
        });
        let value_type = match value_type {
            Some(value_type) => value_type,
            None if expected.is_invalid() => Type::Hole(Invalid),
            None if expected.variants().contains(&Type::Json) => {
                self.composed(expr, &Composed::Json);
                return Err(Reported);
            }
            None => {
                let id = expected.variants().iter().find_map(|ty| if let Type::Struct(id) = ty { Some(*id) } else { None });
                let Some(def) = id.map(|id| self.cx.program.struct_(id)) else {
                    return self.map_for_an_input(expr, entries, expected, place);
                };
                self.composed(expr, &Composed::Struct(&def.header.name, Some(def)));
                return Err(Reported);
            }
        };
        let mut bound: BTreeMap<String, Binding> = BTreeMap::new();
        let mut failed = false;
        for (key, value) in entries {
            let text = self.key(key);
            let value = self.bind(value, &value_type, place);
            let (Ok(text), Ok(value)) = (text, value) else {
                failed = true;
                continue;
            };
            if let Some(first) = bound.insert(text.clone(), value) {
                failed = true;
                self.report(report::duplicate_key(&text, key.span, first.span));
            }
        }
        if failed {
            return Err(Reported);
        }
        let values: Vec<Binding> = bound.values().cloned().collect();
        let kind = match constants(&values) {
            Some(values) => BindingKind::Const(Const::Map(bound.into_keys().zip(values).collect())),
            None => BindingKind::Map(bound.into_iter().collect()),
        };
        Ok(Binding { kind, ty: expected.clone(), span: expr.span })
    }

    /// A map where no map is expected. If its keys are inputs of the callee, it was meant as its arguments.
    fn map_for_an_input(&mut self, expr: &Expr, entries: &[(Expr, Expr)], expected: &Type, place: &Place<'_>) -> Result<Binding, Reported> {
        let inputs = match place {
            Place::Input(callee, _) => self.as_arguments(*callee, entries),
            Place::Bound(..) | Place::Each(..) | Place::Output(..) | Place::Declared(_) | Place::Anywhere => None,
        };
        match (place, inputs) {
            (Place::Input(callee, _), Some(inputs)) => {
                self.report(report::inputs_in_a_map(*callee, expr.span, &inputs));
                Err(Reported)
            }
            _ => self.wrong_literal(expr, "a map", expected, place),
        }
    }

    /// The entries of a map as arguments, if each key is an input.
    pub(super) fn as_arguments(&self, callee: Signature<'_>, entries: &[(Expr, Expr)]) -> Option<String> {
        let written = entries.iter().map(|(key, value)| {
            let key = key_text(key).filter(|key| callee.interface.input(key).is_some())?;
            Some(format!("{key}: {}", self.cx.sources.text(value.span)))
        });
        let written = written.collect::<Option<Vec<String>>>()?.join(", ");
        (!written.is_empty() && written.len() <= 120 && !written.contains('\n')).then_some(written)
    }

    /// A key, which must be a constant string.
    pub(super) fn key(&mut self, key: &'a Expr) -> Result<String, Reported> {
        if !self.constant(key) {
            self.report(report::key_not_constant(key.span));
            return Err(Reported);
        }
        match check_constant(self.cx, key, &Type::Str, self.out) {
            Some(Const::Str(text)) => Ok(text.to_string()),
            _ => Err(Reported),
        }
    }

    fn composed(&mut self, expr: &Expr, what: &Composed<'_>) {
        let part = match expr.kind() {
            ExprKind::Struct { fields, .. } | ExprKind::NamedTuple(fields) => {
                fields.iter().map(|field| &field.value).find(|value| !self.constant(value))
            }
            ExprKind::Tuple(parts) => parts.iter().find(|part| !self.constant(part)),
            ExprKind::Map(entries) => entries.iter().map(|(_, value)| value).find(|value| !self.constant(value)),
            _ => None,
        };
        self.report(report::composed(self.cx.program, what, expr.span, part.map(|part| part.span)));
    }

    /// What an expression refers to that is not constant.
    pub(super) fn value(&mut self, expr: &'a Expr) -> Result<Value<'a>, Reported> {
        match expr.kind() {
            ExprKind::Name(name) => Ok(match self.meaning(name, expr.unparenthesized().span)? {
                Meaning::Input(at) => Value::Reference(Reference {
                    source: Source::Input(at),
                    path: Vec::new(),
                    ty: self.interface.inputs[at as usize].ty.clone(),
                }),
                Meaning::Node(node) => Value::Node(node),
                Meaning::Output(node, output) => Value::Reference(self.output(node, output)),
                Meaning::Reference(reference) => Value::Reference(*reference),
                Meaning::Literal(literal, ty) => Value::Literal(literal, ty),
                Meaning::Reported => return Err(Reported),
            }),
            ExprKind::List(_) | ExprKind::Map(_) => Ok(Value::Literal(expr, None)),
            ExprKind::Field { base, name } => self.field(base, name).inspect(|value| self.typed(expr, value)),
            ExprKind::Index { base, index } => self.index(base, index).inspect(|value| self.typed(expr, value)),
            _ => match self.node(expr, None, None) {
                Some(node) => Ok(Value::Node(node?)),
                None => {
                    self.misplaced_computation(expr);
                    Err(Reported)
                }
            },
        }
    }

    /// Writes down the type of a way into a value.
    fn typed(&self, expr: &Expr, value: &Value<'_>) {
        if let Value::Reference(reference) = value {
            self.cx.index.typed(expr.span, &reference.ty);
        }
    }

    /// The node that an expression makes; `None` if it is something else. `tail` and `name` are those of its statement.
    pub(super) fn node(
        &mut self,
        expr: &'a Expr,
        tail: Option<&'a NodeTail>,
        name: Option<(Name, Span)>,
    ) -> Option<Result<NodeRef, Reported>> {
        if let Some(made) = self.made.get(&expr.span) {
            return Some(Ok(*made));
        }
        match expr.kind() {
            ExprKind::Call { callee, args } => {
                let ExprKind::Name(called) = callee.kind() else { return None };
                if self.cx.lookup(called).is_none() && self.as_map(expr).is_some() {
                    return None;
                }
                if self.prints(called) {
                    let written = args.first().map(|first| first.span.to(args.last().unwrap_or(first).span)).map(|args| self.short(args));
                    self.report(prints(called, callee.unparenthesized().span, written.unwrap_or("…")));
                    return Some(Err(Reported));
                }
                Some(match self.called(called, callee.unparenthesized().span, args)? {
                    Ok(callee) => Ok(self.call(callee, expr.span, args, tail, name)),
                    Err(Reported) => Err(Reported),
                })
            }
            ExprKind::MapNode(map) => Some(self.map(map, expr.span, tail, name)),
            ExprKind::Error => {
                self.uses_reported = true;
                self.cx.index.skip();
                Some(Err(Reported))
            }
            ExprKind::Launch { callee, .. } => {
                let word = Span { end: expr.span.start.saturating_add(6).min(callee.span.start), ..expr.span };
                self.report(not_compiled_yet("launch", word));
                Some(Err(Reported))
            }
            ExprKind::If(branch) => {
                self.decision("if", branch.keyword, expr);
                Some(Err(Reported))
            }
            ExprKind::Match(branch) => {
                self.decision("match", branch.keyword, expr);
                Some(Err(Reported))
            }
            _ => None,
        }
    }

    /// One output of a node.
    pub(super) fn output(&self, node: NodeRef, output: u32) -> Reference {
        let ty = self.nodes[node.0 as usize].outputs.get(output as usize).cloned().unwrap_or(Type::Hole(Invalid));
        Reference { source: Source::Output(node, output), path: Vec::new(), ty }
    }

    /// The one value that something is.
    pub(super) fn single(&mut self, value: Value<'a>, span: Span) -> Result<Reference, Reported> {
        let node = match value {
            Value::Reference(reference) => return Ok(reference),
            Value::Node(node) => node,
            Value::Literal(..) => return Err(Reported),
        };
        let callee = self.callee(node);
        match callee.interface.outputs.len() {
            1 => return Ok(self.output(node, 0)),
            0 => self.report(report::no_value(callee, span)),
            _ => {
                let written = self.cx.sources.text(span);
                let name = self.locals.contains_key(written).then_some(written);
                self.report(report::several_outputs(self.cx.program, callee, span, name));
            }
        }
        Err(Reported)
    }

    pub(super) fn fit(&mut self, reference: Reference, expected: &Type, span: Span, place: &Place<'_>) -> Result<Binding, Reported> {
        if reference.ty.is_invalid() {
            return Err(Reported);
        }
        if !castable(&reference.ty, expected) {
            self.mismatch(&reference.ty, Some(reference.source), expected, span, place);
            return Err(Reported);
        }
        let Reference { source, path, ty } = reference;
        let kind = match source {
            Source::Input(index) => BindingKind::Input { index, path, ty },
            Source::Output(node, output) => BindingKind::Output { node, output, path, ty },
        };
        Ok(Binding { kind, ty: expected.clone(), span })
    }
}

/// The values of bindings all of which are constant.
fn constants(bound: &[Binding]) -> Option<Vec<Const>> {
    bound
        .iter()
        .map(|binding| match &binding.kind {
            BindingKind::Const(value) => Some(value.clone()),
            _ => None,
        })
        .collect()
}
