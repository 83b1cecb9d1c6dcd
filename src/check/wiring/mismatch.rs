//! Where a value goes, and values whose type does not fit there.

use super::report::mismatch as report;
use super::{Reported, Source, Wiring};
use crate::diagnostics::codes::types::TYPE_MISMATCH;
use crate::diagnostics::{Diagnostic, Label};
use crate::program::ty::{Type, castable};
use crate::program::{Binding, Interface, Signature, Variable};
use crate::source::{Name, Span};
use crate::syntax::ast::Expr;

/// Where a value goes.
#[derive(Clone, Copy)]
pub(super) enum Place<'p> {
    /// An input of a call.
    Input(Signature<'p>, &'p Variable),
    /// An input of a map that is the same for every element.
    Bound(Signature<'p>, &'p Variable),
    /// An input of a map that gets one element at a time.
    Each(Signature<'p>, &'p Variable),
    /// An output of the workflow of this name.
    Output(&'p Name, &'p Interface, &'p Variable),
    /// A `let` that declares its type here.
    Declared(Span),
    /// Not known.
    Anywhere,
}

impl Place<'_> {
    /// Where the type of the place is declared.
    pub(super) fn declared(&self) -> Option<Span> {
        match self {
            Place::Input(_, variable) | Place::Bound(_, variable) | Place::Each(_, variable) | Place::Output(_, _, variable) => {
                Some(variable.span)
            }
            Place::Declared(span) => Some(*span),
            Place::Anywhere => None,
        }
    }
}

impl<'a> Wiring<'a, '_> {
    /// Reports a value of type `from` where `to` is expected.
    pub(super) fn mismatch(&mut self, from: &Type, source: Option<Source>, to: &Type, span: Span, place: &Place<'_>) {
        self.by_element |= match place {
            Place::Input(..) | Place::Bound(..) => from.element().is_some_and(|element| castable(element, to)),
            Place::Each(..) => from.element().is_some_and(|element| element.element().is_some()),
            Place::Output(..) | Place::Declared(_) | Place::Anywhere => false,
        };
        let found = report::wrong_type(self.cx.program, from, to, span, place, self.short(span));
        self.report(match source {
            Some(source) => self.with_origin(found, source),
            None => found,
        });
    }

    /// Adds the declaration of a place to the findings on types of a constant that was meant for it, those from `before` on.
    pub(super) fn say_where(&mut self, before: usize, place: &Place<'_>) {
        let Some(declared) = place.declared() else { return };
        let text = report::declaration(self.cx.program, place);
        for finding in self.out[before..].iter_mut().filter(|finding| finding.code == &TYPE_MISMATCH) {
            finding.labels.push(Label { span: declared, text: text.clone() });
        }
    }

    /// Reports a literal where another type is expected.
    pub(super) fn wrong_literal(&mut self, expr: &Expr, what: &str, to: &Type, place: &Place<'_>) -> Result<Binding, Reported> {
        self.report(report::wrong_literal(self.cx.program, what, to, expr.span, place));
        Err(Reported)
    }

    /// Adds where a reference comes from.
    pub(super) fn with_origin(&self, diagnostic: Diagnostic, source: Source) -> Diagnostic {
        let program = self.cx.program;
        match source {
            Source::Input(at) => report::from_input(program, diagnostic, &self.interface.inputs[at as usize]),
            Source::Output(node, output) => {
                let shape = &self.nodes[node.0 as usize].shape;
                report::from_output(program, diagnostic, self.callee(node), output as usize, shape)
            }
        }
    }
}
