//! Values of a type that their place does not take: the finding, and the ways out.

use super::call::SHOWN;
use super::{Reference, Reported, Source, Wiring};
use crate::diagnostics::codes::types::TYPE_MISMATCH;
use crate::diagnostics::codes::workflow::EDGE_TYPE;
use crate::diagnostics::{Diagnostic, Label};
use crate::program::ty::{Type, castable};
use crate::program::{Binding, Interface, MapShape, Shape, Signature, Variable};
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
    /// A `let` that states its type here.
    Declared(Span),
    /// Not known.
    Anywhere,
}

impl Place<'_> {
    fn describe(&self) -> String {
        match self {
            Place::Input(callee, input) | Place::Bound(callee, input) => format!("input `{}` of `{}`", input.name, callee.header.name),
            Place::Each(callee, input) => format!("`each` for input `{}` of `{}`", input.name, callee.header.name),
            Place::Output(workflow, interface, _) if interface.outputs.len() == 1 => format!("the output of workflow `{workflow}`"),
            Place::Output(workflow, _, output) => format!("output `{}` of workflow `{workflow}`", output.name),
            Place::Declared(_) => "this `let`".to_owned(),
            Place::Anywhere => "this place".to_owned(),
        }
    }

    fn declared(&self) -> Option<Span> {
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
    /// Reports that a value of type `from` stands where `to` is expected.
    pub(super) fn mismatch(&mut self, from: &Type, source: Option<Source>, to: &Type, span: Span, place: &Place<'_>) {
        let (from_text, to_text) = (self.show(from), self.show(to));
        let mut diagnostic = Diagnostic::new(&EDGE_TYPE, format!("{} takes `{to_text}`, and this is `{from_text}`", place.describe()))
            .at(span, format!("this is `{from_text}`"));
        if let Some(declared) = place.declared() {
            diagnostic = diagnostic.at(declared, self.declaration(place));
        }
        if from_text == to_text {
            diagnostic = diagnostic.note(format!("these are two types: {}", self.namesakes(from, to)));
        }
        if let Some(source) = source {
            diagnostic = self.with_origin(diagnostic, source);
        }
        for help in self.ways_out(from, to, place) {
            diagnostic = diagnostic.help(help);
        }
        self.report(diagnostic);
    }

    /// The full names of two types of the same name.
    fn namesakes(&self, from: &Type, to: &Type) -> String {
        let full = |ty: &Type| match ty {
            Type::Struct(id) => Some(self.cx.program.struct_(*id).header.qualified()),
            Type::Enum(id) => Some(self.cx.program.enum_(*id).header.qualified()),
            _ => None,
        };
        match (from, to) {
            (Type::List(from), Type::List(to)) | (Type::Map(from), Type::Map(to)) => self.namesakes(from, to),
            (Type::Union(from), Type::Union(to)) => {
                let differ = from.iter().zip(to.iter()).find(|(from, to)| from != to);
                differ.map_or_else(String::new, |(from, to)| self.namesakes(from, to))
            }
            _ => format!("`{}` and `{}`", full(from).unwrap_or_default(), full(to).unwrap_or_default()),
        }
    }

    /// What the declaration of a place says.
    fn declaration(&self, place: &Place<'_>) -> String {
        match place {
            Place::Input(_, variable) | Place::Bound(_, variable) => {
                format!("`{}` is declared `{}`", variable.name, self.show(&variable.ty))
            }
            Place::Each(_, variable) => {
                format!("`{}` is declared `{}`, and `each` takes a list of these", variable.name, self.show(&variable.ty))
            }
            Place::Output(_, interface, variable) if interface.outputs.len() == 1 => {
                format!("the output is declared `{}`", self.show(&variable.ty))
            }
            Place::Output(_, _, variable) => format!("`{}` is declared `{}`", variable.name, self.show(&variable.ty)),
            Place::Declared(_) | Place::Anywhere => "the stated type".to_owned(),
        }
    }

    /// Adds the declaration of a place to the findings on types of a constant that was meant for it, those from `before` on.
    pub(super) fn say_where(&mut self, before: usize, place: &Place<'_>) {
        let Some(declared) = place.declared() else { return };
        let text = self.declaration(place);
        for finding in self.out[before..].iter_mut().filter(|finding| finding.code == &TYPE_MISMATCH) {
            finding.labels.push(Label { span: declared, text: text.clone() });
        }
    }

    pub(super) fn mismatch_declared(&mut self, reference: &Reference, to: &Type, span: Span, declared: Span) {
        self.mismatch(&reference.ty, Some(reference.source), to, span, &Place::Declared(declared));
    }

    /// Reports that a literal stands where another type is expected.
    pub(super) fn wrong_literal(&mut self, expr: &Expr, what: &str, to: &Type, place: &Place<'_>) -> Result<Binding, Reported> {
        let mut diagnostic = Diagnostic::new(&EDGE_TYPE, format!("{} takes `{}`, and this is {what}", place.describe(), self.show(to)))
            .at(expr.span, format!("this is {what}"));
        if let Some(declared) = place.declared() {
            diagnostic = diagnostic.at(declared, self.declaration(place));
        }
        self.report(diagnostic);
        Err(Reported)
    }

    /// Adds where a reference comes from.
    pub(super) fn with_origin(&self, diagnostic: Diagnostic, source: Source) -> Diagnostic {
        match source {
            Source::Input(at) => {
                let input = &self.interface.inputs[at as usize];
                diagnostic.at(input.span, format!("the input `{}` is `{}`", input.name, self.show(&input.ty)))
            }
            Source::Output(node, output) => {
                let callee = self.callee(node);
                let shape = &self.nodes[node.0 as usize].shape;
                let diagnostic = match callee.interface.outputs.get(output as usize) {
                    Some(variable) => {
                        let gives = format!("`{}` gives `{}`", callee.header.name, self.show(&variable.ty));
                        diagnostic.at(
                            variable.span,
                            match shape {
                                Shape::Call => gives,
                                Shape::Map(_) => format!("{gives}, and a map of it a list"),
                            },
                        )
                    }
                    None => diagnostic,
                };
                match shape {
                    Shape::Call => diagnostic,
                    Shape::Map(MapShape { options, .. }) => match options.success_span.filter(|_| options.success.is_tolerant()) {
                        Some(span) => diagnostic.at(span, "with this, elements may fail and give `none`"),
                        None => diagnostic,
                    },
                }
            }
        }
    }

    fn ways_out(&self, from: &Type, to: &Type, place: &Place<'_>) -> Vec<String> {
        let (from_text, to_text) = (self.show(from), self.show(to));
        if from_text == to_text {
            return vec!["declare it in one module and import it in the other".to_owned()];
        }
        let between = |code: &str| format!("or put a task between them: `task convert(x: {from_text}) -> {to_text} {{ {code} }}`");
        let change = format!("change one of the two declarations, so that both are `{to_text}` or both are `{from_text}`");
        if let (Some(element), Place::Input(callee, input)) = (from.element(), place)
            && callee.noun == "task"
            && castable(element, to)
        {
            return vec![format!("to run `{n}` for every element: `map {n}({i}: each …)`", n = callee.header.name, i = input.name)];
        }
        if let (Some(element), Place::Bound(_, input)) = (from.element(), place)
            && castable(element, to)
        {
            return vec![format!(
                "to give each element its own value, write `map zip` and `{}: each …`; all lists must have the same length",
                input.name
            )];
        }
        if let Some(element) = to.element().filter(|element| castable(from, element)) {
            return vec![format!("for a list of one `{}`, write it in brackets: `[…]`", self.show(element))];
        }
        if let (Some(Type::Union(variants)), Some(wanted)) = (from.element(), to.element())
            && variants.contains(&Type::None)
            && castable(&Type::Union(variants.clone()).without_none(), wanted)
        {
            return vec![
                format!("let {} be `{from_text}`, and say in its code what `none` means", place.describe()),
                between("[v for v in x if v != none]"),
            ];
        }
        match (from, to) {
            (Type::Int, Type::Float) => vec![change, between("float(x)")],
            (Type::Float, Type::Int) => vec![change, between("round(x)")],
            (Type::Enum(_), Type::Str) => vec![change, between("str(x)")],
            (Type::Str, Type::Enum(_)) => vec![change, between(&format!("{to_text}(x)"))],
            (Type::Union(_), _) if from.accepts_none() && castable(&from.without_none(), to) => {
                vec![format!("let {} be `{from_text}`", place.describe()), between("x ?? …")]
            }
            (_, Type::Str) => vec![change, between("str(x)")],
            _ => vec![change, between("…")],
        }
    }

    /// The outputs as they are declared.
    pub(super) fn outputs_text(&self, interface: &Interface) -> String {
        use crate::program::OutputStyle;
        let named = interface.style == OutputStyle::Named;
        let outputs: Vec<String> = interface
            .outputs
            .iter()
            .take(SHOWN)
            .map(|output| if named { format!("{}: {}", output.name, self.show(&output.ty)) } else { self.show(&output.ty) })
            .chain((interface.outputs.len() > SHOWN).then(|| "…".to_owned()))
            .collect();
        match interface.style {
            OutputStyle::None => "nothing".to_owned(),
            OutputStyle::Single => format!("`{}`", outputs.join(", ")),
            OutputStyle::Positional | OutputStyle::Named => format!("`({})`", outputs.join(", ")),
        }
    }
}
