//! What a workflow gives back.

use super::mismatch::Place;
use super::{Reported, Value, Wiring};
use crate::diagnostics::codes::workflow::{MISSING_RESULT, RESULT, UNEXPECTED_RESULT};
use crate::diagnostics::{Applicability, Diagnostic, Edit, suggest};
use crate::program::index::UseKind;
use crate::program::{Binding, Interface, NodeRef, OutputStyle};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, FieldInit, NodeTail, Pattern, StmtKind};

impl<'a> Wiring<'a, '_> {
    /// Binds the outputs to the last value of the body; `explicit` if it stands behind `return`.
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
                (explicit && !callee.interface.outputs.is_empty()).then(|| self.outputs_text(callee.interface))
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
        let name = &self.item.name;
        self.report(
            Diagnostic::new(&UNEXPECTED_RESULT, format!("workflow `{}` has no outputs and gives {given} back", name.name))
                .at(value.span, "given back here")
                .at(self.item.signature.span, "no `->` says an output")
                .help("say the type of the output behind the parameters, `-> T`, or remove the value"),
        );
    }

    pub(super) fn missing_result(&mut self) {
        if self.interface.outputs.is_empty() {
            return;
        }
        let body = self.item.body.span;
        let end = Span { start: body.end.saturating_sub(1).max(body.start), ..body };
        let last = self.item.body.stmts.last().map(|stmt| &stmt.kind);
        let help = match last {
            Some(StmtKind::Let { pattern: Pattern::Name(name), .. }) if self.interface.outputs.len() == 1 => {
                format!("end the body with the value: `{}`", name.name)
            }
            _ => format!("end the body with {}", self.shape()),
        };
        self.report(
            Diagnostic::new(&MISSING_RESULT, format!("workflow `{}` does not say what it gives back", self.item.name.name))
                .at(end, "the last statement should be the result")
                .at(
                    self.interface.outputs.first().map_or(self.item.name.span, |output| output.span),
                    format!("declared to give {}", self.outputs_text(self.interface)),
                )
                .help(help),
        );
    }

    /// How the result is written.
    fn shape(&self) -> String {
        let names = self.interface.outputs.iter().map(|output| output.name.as_str());
        match self.interface.style {
            OutputStyle::Named => format!("`({})`", names.map(|name| format!("{name}: …")).collect::<Vec<_>>().join(", ")),
            OutputStyle::Positional => format!("`({})`", names.map(|_| "…").collect::<Vec<_>>().join(", ")),
            OutputStyle::Single | OutputStyle::None => "a value".to_owned(),
        }
    }

    fn wrong_shape(&self, value: &Expr, message: String) -> Diagnostic {
        let outputs = &self.interface.outputs;
        let declared = outputs.iter().map(|output| output.span).reduce(Span::to).unwrap_or(self.item.name.span);
        Diagnostic::new(&RESULT, message)
            .at(value.span, "the result")
            .at(declared, format!("declared to give {}", self.outputs_text(self.interface)))
    }

    fn by_position(&mut self, value: &'a Expr, parts: &'a [Expr]) -> Result<Vec<Binding>, Reported> {
        let interface = self.interface;
        let (expected, given) = (interface.outputs.len(), parts.len());
        let named = interface.style == OutputStyle::Named;
        if named || expected != given {
            parts.iter().for_each(|part| self.look(part));
        }
        if expected != given {
            let diagnostic =
                self.wrong_shape(value, format!("workflow `{}` has {expected} outputs, and here are {given} values", self.item.name.name));
            let help = format!("write {}", self.shape());
            self.report(diagnostic.help(help));
            return Err(Reported);
        }
        if named {
            let edits = interface
                .outputs
                .iter()
                .zip(parts)
                .map(|(output, part)| Edit { span: part.span.head(), text: format!("{}: ", output.name) })
                .collect();
            let diagnostic = self
                .wrong_shape(value, format!("the outputs of workflow `{}` have names, and are given back by name", self.item.name.name))
                .help(format!("write {}", self.shape()))
                .fix("name the values in their order", Applicability::Unsafe, edits);
            self.report(diagnostic);
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
            let diagnostic = self
                .wrong_shape(value, format!("the outputs of workflow `{}` have no names", self.item.name.name))
                .help(format!("write {}, or name the outputs where they are declared", self.shape()));
            self.report(diagnostic);
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
                    self.report(
                        Diagnostic::new(&RESULT, format!("the output `{}` is given twice", field.name.name))
                            .at(field.name.span, "the second time")
                            .at(interface.outputs[at].span, "one output"),
                    );
                }
                None => {
                    wrong = true;
                    self.look(&field.value);
                    let near = suggest::nearest(&field.name.name, interface.outputs.iter().map(|output| output.name.as_str()));
                    let diagnostic =
                        Diagnostic::new(&RESULT, format!("workflow `{}` has no output `{}`", self.item.name.name, field.name.name))
                            .at(field.name.span, "not an output")
                            .at(self.item.signature.span, format!("gives {}", self.outputs_text(interface)));
                    self.report(match near {
                        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                        None => diagnostic.help(format!("write {}", self.shape())),
                    });
                }
            }
        }
        let missing: Vec<String> = missing(interface, &bound);
        if !missing.is_empty() && !wrong {
            let diagnostic =
                self.wrong_shape(value, format!("the result leaves out {}", missing.join(", "))).help(format!("write {}", self.shape()));
            self.report(diagnostic);
        }
        bound.into_iter().map(|bound| bound.unwrap_or(Err(Reported))).collect()
    }

    /// A node that stands for all outputs.
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
            let message = format!(
                "workflow `{}` has {} outputs, and `{}` has {}",
                self.item.name.name,
                interface.outputs.len(),
                callee.header.name,
                given.len()
            );
            let diagnostic =
                self.wrong_shape(value, message).at(callee.header.span, format!("gives {}", self.outputs_text(callee.interface)));
            let help = format!("write {}", self.shape());
            self.report(diagnostic.help(help));
            return Err(Reported);
        }
        let named = interface.style == OutputStyle::Named;
        if named && given.iter().zip(&interface.outputs).any(|(given, output)| given.name != output.name) {
            let message =
                format!("the outputs of `{}` have other names than those of workflow `{}`", callee.header.name, self.item.name.name);
            let diagnostic =
                self.wrong_shape(value, message).at(callee.header.span, format!("gives {}", self.outputs_text(callee.interface)));
            let help = format!("say which is which: name the node with `let`, and write {}", self.shape());
            self.report(diagnostic.help(help));
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

    fn one_for_several(&mut self, value: &Expr) -> Result<Vec<Binding>, Reported> {
        let message = format!("workflow `{}` has {} outputs, and this is one value", self.item.name.name, self.interface.outputs.len());
        let diagnostic = self.wrong_shape(value, message).help(format!("write {}", self.shape()));
        self.report(diagnostic);
        Err(Reported)
    }
}

/// The names of the outputs that were not given.
fn missing<T>(interface: &Interface, bound: &[Option<T>]) -> Vec<String> {
    interface.outputs.iter().zip(bound).filter(|(_, bound)| bound.is_none()).map(|(output, _)| format!("`{}`", output.name)).collect()
}
