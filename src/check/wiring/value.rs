//! Values of a workflow: references and the ways into them, lists and maps of them, constants.

use std::collections::BTreeMap;

use super::mismatch::Place;
use super::{Meaning, Reference, Reported, Source, Value, Wiring};
use crate::check::body::{check_constant, look_at_constant};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::later::not_compiled_yet;
use crate::diagnostics::codes::workflow::{BOUND_TWICE, COMPOSED_VALUE, NO_VALUE, PATH, SEVERAL_OUTPUTS};
use crate::program::ty::{Invalid, Type, castable};
use crate::program::volume::IN_A_NODE;
use crate::program::{Binding, BindingKind, Const, NodeRef};
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
                self.composed(expr, &format!("a value of the struct `{}`", name.name));
                Err(Reported)
            }
            ExprKind::Tuple(_) | ExprKind::NamedTuple(_) => {
                self.composed(expr, "a tuple");
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

    /// Looks at a value whose place is not known: reports what is wrong with it by itself, and makes its nodes.
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
        match self.parts.checked_sub(1) {
            Some(rest) => {
                self.parts = rest;
                Ok(())
            }
            None => {
                if self.parts == 0 && !self.out.iter().any(|found| found.code == &COMPOSED_VALUE && found.message.starts_with("the lists"))
                {
                    self.report(
                        Diagnostic::new(
                            &COMPOSED_VALUE,
                            format!("the lists and maps of this workflow have more than {} parts", super::MOST_PARTS),
                        )
                        .at(expr.span, "one of them")
                        .help("make such a list in a task"),
                    );
                }
                Err(Reported)
            }
        }
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
                self.composed(expr, "a JSON value");
                return Err(Reported);
            }
            None => return self.wrong_literal(expr, "a map", expected, place),
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
                self.report(
                    Diagnostic::new(&BOUND_TWICE, format!("the key `{text}` stands twice in this map"))
                        .at(key.span, "the second one")
                        .at(first.span, "the value of the first one"),
                );
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

    /// A key, which must be a constant text.
    pub(super) fn key(&mut self, key: &'a Expr) -> Result<String, Reported> {
        if !self.constant(key) {
            self.report(
                Diagnostic::new(&PATH, "a key of a map must be constant")
                    .at(key.span, "known only when the workflow runs")
                    .help("make the map in a task"),
            );
            return Err(Reported);
        }
        match check_constant(self.cx, key, &Type::Str, self.out) {
            Some(Const::Str(text)) => Ok(text.to_string()),
            _ => Err(Reported),
        }
    }

    fn composed(&mut self, expr: &Expr, what: &str) {
        let part = match expr.kind() {
            ExprKind::Struct { fields, .. } | ExprKind::NamedTuple(fields) => {
                fields.iter().map(|field| &field.value).find(|value| !self.constant(value))
            }
            ExprKind::Tuple(parts) => parts.iter().find(|part| !self.constant(part)),
            ExprKind::Map(entries) => entries.iter().map(|(_, value)| value).find(|value| !self.constant(value)),
            _ => None,
        };
        let mut diagnostic = Diagnostic::new(&COMPOSED_VALUE, format!("{what} cannot be composed in a workflow"));
        if let Some(part) = part {
            diagnostic = diagnostic.at(part.span, "known only when the workflow runs");
        }
        let help = match expr.kind() {
            ExprKind::Struct { name, .. } => {
                format!("add a task that takes the parts and gives back the struct: `task make(…) -> {n} {{ {n} {{ … }} }}`", n = name.name)
            }
            ExprKind::Tuple(_) | ExprKind::NamedTuple(_) => "write a list, `[a, b]`, or bind the parts one by one".to_owned(),
            _ => "add a task that takes the parts and gives back the value".to_owned(),
        };
        self.report(diagnostic.at(expr.span, "one literal to Flyte, all of which must be constant").help(help));
    }

    /// What an expression that is no constant stands for.
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
                Some(match self.called(called, callee.unparenthesized().span)? {
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
                self.report(not_compiled_yet("if", branch.keyword));
                Some(Err(Reported))
            }
            ExprKind::Match(branch) => {
                self.report(not_compiled_yet("match", branch.keyword));
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
            0 => self.report(
                Diagnostic::new(&NO_VALUE, format!("`{}` gives nothing back", callee.header.name))
                    .at(span, "a value is needed here")
                    .at(callee.header.span, format!("this {} has no `->`", callee.noun))
                    .help("to order nodes without a value, name this one with `let` and write `after` behind the other"),
            ),
            count => {
                let first = &callee.interface.outputs[0].name;
                self.report(
                    Diagnostic::new(&SEVERAL_OUTPUTS, format!("`{}` has {count} outputs, and one value is needed", callee.header.name))
                        .at(span, "which of them?")
                        .at(callee.header.span, format!("gives {}", self.outputs_text(callee.interface)))
                        .help(format!("name the node and one output: `let r = {}(…)`, then `r.{first}`", callee.header.name)),
                );
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
