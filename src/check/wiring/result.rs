//! The result of a workflow: what its outputs are bound to.

use super::mismatch::Place;
use super::report::outputs;
use super::report::result::{self as report, Owner};
use super::{Reported, Value, Wiring};
use crate::diagnostics::suggest;
use crate::program::index::UseKind;
use crate::program::{Binding, Interface, NodeRef, OutputStyle};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, FieldInit, NodeTail, Pattern, StmtKind};

impl<'a> Wiring<'a, '_> {
    /// Binds the outputs to the last value of the body; `explicit` if that is after `return`.
    pub(super) fn result(&mut self, value: &'a Expr, tail: &'a NodeTail, explicit: bool) -> Vec<Binding> {
        let interface = self.interface;
        if interface.outputs.is_empty() {
            self.result_of_nothing(value, tail, explicit);
            return Vec::new();
        }
        let node = match self.node(value, Some(tail), None) {
            Some(Err(Reported)) => return Vec::new(),
            Some(Ok(node)) => Some(node),
            None => {
                self.check_tail(value, tail);
                None
            }
        };
        let bound = match (value.kind(), interface.outputs.as_slice()) {
            (ExprKind::NamedTuple(fields), _) => self.by_name(value, fields),
            (ExprKind::Tuple(parts), _) if interface.outputs.len() > 1 => self.by_position(value, parts),
            (_, [output]) => {
                let place = Place::Output(&self.item.name.name, interface, output);
                let bound = match node {
                    Some(node) => {
                        self.single(Value::Node(node), value.span).and_then(|reference| self.fit(reference, &output.ty, value.span, &place))
                    }
                    None => self.bind(value, &output.ty, &place),
                };
                bound.map(|bound| vec![bound])
            }
            _ => self.whole(value, node),
        };
        bound.unwrap_or_default()
    }

    fn result_of_nothing(&mut self, value: &'a Expr, tail: &'a NodeTail, explicit: bool) {
        let given = match self.node(value, Some(tail), None) {
            Some(Ok(node)) => {
                let callee = self.callee(node);
                (explicit && !callee.interface.outputs.is_empty()).then(|| outputs(self.cx.program, callee.interface))
            }
            Some(Err(Reported)) => None,
            None => {
                self.check_tail(value, tail);
                if self.is_call(value) {
                    return self.misplaced_computation(value);
                }
                Some("a value".to_owned())
            }
        };
        let Some(given) = given else { return };
        self.report(report::unexpected(&self.item.name.name, &given, value.span, self.item.signature.span));
    }

    pub(super) fn missing_result(&mut self) {
        if self.interface.outputs.is_empty() {
            return;
        }
        let body = self.item.body.span;
        let end = Span { start: body.end.saturating_sub(1).max(body.start), ..body };
        let last = self.item.body.stmts.last().map(|stmt| &stmt.kind);
        let last = match last {
            Some(StmtKind::Let { pattern: Pattern::Name(name), .. }) if self.interface.outputs.len() == 1 => Some(name.name.as_str()),
            _ => None,
        };
        let declared = self.interface.outputs.first().map_or(self.item.name.span, |output| output.span);
        self.report(report::missing(self.owner(), end, declared, last));
    }

    /// This workflow, for messages on its result.
    fn owner(&self) -> Owner<'a> {
        let declared = self.interface.outputs.iter().map(|output| output.span).reduce(Span::to).unwrap_or(self.item.name.span);
        Owner { program: self.cx.program, name: &self.item.name.name, interface: self.interface, declared }
    }

    fn by_position(&mut self, value: &'a Expr, parts: &'a [Expr]) -> Result<Vec<Binding>, Reported> {
        let interface = self.interface;
        let (expected, given) = (interface.outputs.len(), parts.len());
        let named = interface.style == OutputStyle::Named;
        if named || expected != given {
            parts.iter().for_each(|part| self.look(part));
        }
        if expected != given {
            self.report(report::wrong_count(self.owner(), given, value.span));
            return Err(Reported);
        }
        if named {
            self.report(report::without_names(self.owner(), value.span, parts.iter().map(|part| part.span)));
            return Err(Reported);
        }
        let bound: Vec<_> = interface.outputs.iter().zip(parts).map(|(output, part)| self.bind_output(part, output)).collect();
        bound.into_iter().collect()
    }

    fn bind_output(&mut self, value: &'a Expr, output: &crate::program::Variable) -> Result<Binding, Reported> {
        let place = Place::Output(&self.item.name.name, self.interface, output);
        self.bind(value, &output.ty, &place)
    }

    fn by_name(&mut self, value: &'a Expr, fields: &'a [FieldInit]) -> Result<Vec<Binding>, Reported> {
        let interface = self.interface;
        if interface.style != OutputStyle::Named {
            fields.iter().for_each(|field| self.look(&field.value));
            self.report(report::names_of_unnamed(self.owner(), value.span));
            return Err(Reported);
        }
        let mut bound: Vec<Option<Result<Binding, Reported>>> = interface.outputs.iter().map(|_| None).collect();
        let mut wrong = false;
        let by_name = interface.output_positions();
        for field in fields {
            let at = by_name.get(&field.name.name).copied();
            at.iter().for_each(|at| self.cx.index.used(field.name.span, interface.outputs[*at].span, UseKind::Label));
            match at {
                Some(at) if bound[at].is_none() => bound[at] = Some(self.bind_output(&field.value, &interface.outputs[at])),
                Some(at) => {
                    wrong = true;
                    self.look(&field.value);
                    self.report(report::output_twice(&field.name.name, field.name.span, interface.outputs[at].span));
                }
                None => {
                    wrong = true;
                    self.look(&field.value);
                    let near = suggest::nearest(&field.name.name, interface.outputs.iter().map(|output| output.name.as_str()));
                    self.report(report::unknown_output(self.owner(), &field.name.name, field.name.span, self.item.signature.span, near));
                }
            }
        }
        let missing: Vec<String> = missing(interface, &bound);
        if !missing.is_empty() && !wrong {
            self.report(report::missing_outputs(self.owner(), &missing, value.span));
        }
        bound.into_iter().map(|bound| bound.unwrap_or(Err(Reported))).collect()
    }

    /// A node all of whose outputs are those of the workflow.
    fn whole(&mut self, value: &'a Expr, node: Option<NodeRef>) -> Result<Vec<Binding>, Reported> {
        let interface = self.interface;
        let node = match node {
            Some(node) => node,
            None if self.constant(value) => return self.one_for_several(value),
            None => match self.value(value)? {
                Value::Node(node) => node,
                Value::Reference(_) | Value::Literal(..) => return self.one_for_several(value),
            },
        };
        let callee = self.callee(node);
        let given = &callee.interface.outputs;
        if given.len() != interface.outputs.len() {
            self.report(report::callee_with_other_count(self.owner(), callee, value.span));
            return Err(Reported);
        }
        let named = interface.style == OutputStyle::Named;
        if named && given.iter().zip(&interface.outputs).any(|(given, output)| given.name != output.name) {
            self.report(report::callee_with_other_names(self.owner(), callee, value.span));
            return Err(Reported);
        }
        let bound: Vec<_> = (0..given.len())
            .map(|at| {
                let output = &interface.outputs[at];
                let place = Place::Output(&self.item.name.name, interface, output);
                let reference = self.output(node, at as u32);
                self.fit(reference, &output.ty, value.span, &place)
            })
            .collect();
        bound.into_iter().collect()
    }

    /// The values of a map or list that was meant as the outputs, as they are written here.
    fn meant_as_outputs(&self, value: &Expr) -> Option<String> {
        let outputs = &self.interface.outputs;
        let text = |value: &Expr| self.cx.sources.text(value.span);
        let parts: Vec<String> = match value.kind() {
            ExprKind::List(parts) if parts.len() == outputs.len() => match self.interface.style {
                OutputStyle::Named => outputs.iter().zip(parts).map(|(output, part)| format!("{}: {}", output.name, text(part))).collect(),
                OutputStyle::None | OutputStyle::Single | OutputStyle::Positional => {
                    parts.iter().map(|part| text(part).to_owned()).collect()
                }
            },
            ExprKind::Map(entries) if self.interface.style == OutputStyle::Named && entries.len() == outputs.len() => {
                let named = |(key, value): &(Expr, Expr)| {
                    let key = key_text(key).filter(|key| outputs.iter().any(|output| output.name == *key))?;
                    Some(format!("{key}: {}", text(value)))
                };
                entries.iter().map(named).collect::<Option<_>>()?
            }
            _ => return None,
        };
        Some(format!("({})", parts.join(", ")))
    }

    fn one_for_several(&mut self, value: &Expr) -> Result<Vec<Binding>, Reported> {
        if let Some(written) = self.meant_as_outputs(value) {
            self.report(report::in_parentheses(self.owner(), value.span, &written));
            return Err(Reported);
        }
        self.report(report::wrong_count(self.owner(), 1, value.span));
        Err(Reported)
    }
}

/// The key of a map as a name: `"lo"`, or `lo` as in JavaScript.
pub(super) fn key_text(key: &Expr) -> Option<&str> {
    match key.kind() {
        ExprKind::Str(text) => Some(text.as_str()),
        ExprKind::Name(name) => Some(name.as_str()),
        _ => None,
    }
}

/// The names of the outputs that are missing.
fn missing<T>(interface: &Interface, bound: &[Option<T>]) -> Vec<String> {
    interface.outputs.iter().zip(bound).filter(|(_, bound)| bound.is_none()).map(|(output, _)| format!("`{}`", output.name)).collect()
}
