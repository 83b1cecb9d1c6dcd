//! Calls: which argument is for which input, defaults, and the node that a call makes.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::mismatch::Place;
use super::{
    Wiring,
    report::call::{self as report, Unnamed},
    report::value::inputs_in_a_map,
};
use crate::check::options;
use crate::diagnostics::suggest;
use crate::program::index::UseKind;
use crate::program::ty::{Invalid, Type, castable};
use crate::program::volume::IN_A_NODE;
use crate::program::{Binding, BindingKind, Callee, Const, Interface, Node, NodeRef, Program, Shape, Signature, Variable};
use crate::source::{Name, Span};
use crate::syntax::ast::{Arg, ExprKind, Ident, NodeTail};

/// The arguments of a call, sorted out.
pub(super) struct Arguments<'a> {
    /// For each argument, in order, the position of its input; `None` if it has an error.
    pub(super) inputs: Vec<Option<usize>>,
    /// For each input its argument.
    pub(super) given: Vec<Option<&'a Arg>>,
    /// Inputs that a wrong argument was most likely meant for; they are not reported as missing.
    pub(super) meant: Vec<usize>,
    /// Whether some argument could be for any input.
    pub(super) unclear: bool,
}

impl<'a> Wiring<'a, '_> {
    /// Makes the node of a call. It is made even if something is wrong with it, so that what uses it can be checked.
    pub(super) fn call(
        &mut self,
        runs: Callee,
        span: Span,
        args: &'a [Arg],
        tail: Option<&'a NodeTail>,
        name: Option<(Name, Span)>,
    ) -> NodeRef {
        let callee = self.cx.program.signature(runs);
        if !self.has_room(callee, args.len()) {
            args.iter().for_each(|arg| self.look(&arg.value));
            let options = Arc::clone(&self.no_options);
            let (inputs, outputs, after) = (Vec::new(), Vec::new(), Vec::new());
            return self.add(Node { name, shape: Shape::Call(runs), inputs, outputs, options, after, span }, tail);
        }
        for arg in args {
            if let Some(each) = arg.each {
                self.report(report::each_outside_map(callee, each));
            }
        }
        let arguments = self.sort_out(callee, args);
        let around = std::mem::take(&mut self.by_element);
        let mut bindings: Vec<Option<Binding>> = callee.interface.inputs.iter().map(|_| None).collect();
        for (arg, input) in args.iter().zip(&arguments.inputs) {
            match *input {
                Some(at) if arg.each.is_none() => {
                    let input = &callee.interface.inputs[at];
                    let bound = self.bind(&arg.value, &input.ty, &Place::Input(callee, input));
                    bindings[at] = bound.ok();
                }
                _ => self.look(&arg.value),
            }
        }
        self.report_missing(callee, &arguments, span);
        let options = options::call_options(self.cx, tail.and_then(|tail| tail.options.as_ref()), runs, self.out);
        let options = options.map_or_else(|| Arc::clone(&self.no_options), Arc::new);
        let inputs = fill(self.cx.program, callee, bindings, span);
        let outputs = callee.interface.outputs.iter().map(|output| self.unless_by_element(output.ty.clone())).collect();
        self.by_element = around;
        self.add(Node { name, shape: Shape::Call(runs), inputs, outputs, options, after: Vec::new(), span }, tail)
    }

    /// The type of an output, which is not known if the call was most likely meant for each element of a list.
    pub(super) fn unless_by_element(&self, ty: Type) -> Type {
        if self.by_element { Type::Hole(Invalid) } else { ty }
    }

    /// Whether there is room for a node with more inputs and outputs than are written. If not, that is reported once the whole program is known.
    pub(super) fn has_room(&self, callee: Signature<'_>, written: usize) -> bool {
        let Interface { inputs, outputs, .. } = callee.interface;
        self.cx.program.volume.fill((inputs.len() + outputs.len()).saturating_sub(written + 1))
    }

    /// Adds a node; its `after` is looked up later.
    pub(super) fn add(&mut self, node: Node, tail: Option<&'a NodeTail>) -> NodeRef {
        let made = NodeRef(self.nodes.len() as u32);
        self.nodes.push(node);
        if let Some(tail) = tail.filter(|tail| !tail.after.is_empty()) {
            self.waiting.push((made, &tail.after));
        }
        made
    }

    /// Finds the input of each argument.
    #[expect(clippy::too_many_lines, reason = "one way after another in which an argument may be given")]
    pub(super) fn sort_out(&mut self, callee: Signature<'a>, args: &'a [Arg]) -> Arguments<'a> {
        let mut sorted = Arguments {
            inputs: Vec::with_capacity(args.len()),
            given: vec![None; callee.interface.inputs.len()],
            meant: Vec::new(),
            unclear: false,
        };
        let inputs = callee.interface.positions();
        let named: FxHashSet<&Name> = args.iter().filter_map(|arg| arg.name.as_ref()).map(|name| &name.name).collect();
        let without_name = args.iter().filter(|arg| arg.name.is_none());
        let by_variable: FxHashSet<usize> = without_name.filter_map(|arg| unnamed(&inputs, arg)).collect();
        let free = |(at, input): &(usize, &Variable)| !named.contains(&input.name) && !by_variable.contains(at);
        let unknown: Vec<&Ident> = args
            .iter()
            .filter_map(|arg| arg.name.as_ref())
            .filter(|name| !inputs.contains_key(&name.name) && !options::is_for_calls(&name.name))
            .collect();
        let required: Vec<usize> =
            callee.interface.inputs.iter().enumerate().filter(free).filter(|(_, input)| is_required(input)).map(|(at, _)| at).collect();
        // As many unknown names as inputs are left: in their order.
        let meant = |name: &Ident| {
            let place = unknown.iter().position(|other| other.span == name.span)?;
            required.get(place).copied().filter(|_| unknown.len() == required.len())
        };
        let mut without: Vec<(&Arg, Option<usize>)> = Vec::new();
        let mut options: Vec<&Arg> = Vec::new();
        let mut open = callee.interface.inputs.iter().enumerate().filter(free).map(|(at, _)| at);
        for arg in args {
            let at = match &arg.name {
                Some(name) => match inputs.get(&name.name).copied() {
                    Some(at) => {
                        self.cx.index.used(name.span, callee.interface.inputs[at].span, UseKind::Label);
                        Some(at)
                    }
                    None if options::is_for_calls(&name.name) => {
                        options.push(arg);
                        None
                    }
                    None => {
                        sorted.meant.extend(self.unknown_input(callee, &name.name, name.span, meant(name)));
                        None
                    }
                },
                None => unnamed(&inputs, arg).or_else(|| {
                    let next = open.next();
                    without.push((arg, next));
                    sorted.meant.extend(next);
                    sorted.unclear = true;
                    None
                }),
            };
            let at = at.filter(|at| match sorted.given[*at] {
                Some(_) if arg.name.is_none() => {
                    self.report(report::no_further_input(callee, arg.span));
                    false
                }
                Some(first) => {
                    self.report(report::bound_twice(callee, &callee.interface.inputs[*at].name, arg.span, first.span));
                    false
                }
                None => true,
            });
            if let Some(at) = at {
                sorted.given[at] = Some(arg);
            }
            sorted.inputs.push(at);
        }
        without.retain(|(arg, _)| !self.is_reported(callee, arg));
        if !without.is_empty() {
            let inputs = &callee.interface.inputs;
            let unnamed: Vec<Unnamed<'_>> =
                without.iter().map(|(arg, next)| (arg.span, next.map(|at| inputs[at].name.as_str()), self.short(arg.span))).collect();
            self.report(report::unnamed_arguments(callee, &unnamed));
        }
        if let Some(first) = options.first() {
            let written: Vec<&str> = options.iter().map(|arg| self.cx.sources.text(arg.span)).collect();
            let spans = options.iter().map(|arg| arg.name.as_ref().map_or(arg.span, |name| name.span));
            self.report(report::options_as_arguments(callee, &first.name, spans, &written.join(", ")));
        }
        sorted
    }

    /// Reports an argument that is more than one without a name.
    fn is_reported(&mut self, callee: Signature<'a>, arg: &Arg) -> bool {
        let inputs = &callee.interface.inputs;
        if inputs.is_empty() {
            self.report(report::no_inputs(callee, arg.span));
            return true;
        }
        // A misspelt name may be that of an input, and is reported.
        if matches!(arg.value.kind(), ExprKind::Name(name) if self.is_unknown(name)) {
            return true;
        }
        if let ExprKind::Map(entries) = arg.value.kind()
            && arg.each.is_none()
            && let Some(written) = self.as_arguments(callee, entries)
        {
            self.report(inputs_in_a_map(callee, arg.value.span, &written));
            return true;
        }
        false
    }

    /// Reports an argument for an unknown input; returns the input that was most likely meant.
    fn unknown_input(&mut self, callee: Signature<'a>, name: &str, span: Span, only: Option<usize>) -> Option<usize> {
        let inputs = &callee.interface.inputs;
        let near = suggest::nearest(name, inputs.iter().map(|input| input.name.as_str())).or(only.map(|at| inputs[at].name.as_str()));
        self.report(report::unknown_input(callee, name, span, near));
        near.and_then(|near| callee.interface.input(near))
    }

    fn report_missing(&mut self, callee: Signature<'a>, arguments: &Arguments<'_>, span: Span) {
        let missing = missing(callee, arguments);
        if missing.is_empty() || arguments.unclear {
            return;
        }
        let offered: Vec<Option<&str>> = missing.iter().map(|input| self.offer(input)).collect();
        self.report(report::missing_inputs(self.cx.program, callee, &missing, &offered, span));
    }

    /// What could be bound to an input: a value of its name, if there is one that fits.
    fn offer<'n>(&self, input: &'n Variable) -> Option<&'n str> {
        let fits = |ty: Option<Type>| ty.is_none_or(|ty| castable(&ty, &input.ty));
        self.locals.get(&input.name).filter(|local| fits(self.type_of(&local.meaning))).map(|_| input.name.as_str())
    }
}

/// The input of an argument without a name, where that leaves no doubt.
pub(super) fn unnamed(inputs: &FxHashMap<&Name, usize>, arg: &Arg) -> Option<usize> {
    if inputs.len() == 1 {
        return Some(0);
    }
    match arg.value.kind() {
        ExprKind::Name(name) => inputs.get(name).copied(),
        _ => None,
    }
}

fn is_required(input: &Variable) -> bool {
    input.default.is_none() && !input.ty.accepts_none()
}

/// The inputs without argument, default or `none`.
pub(super) fn missing<'c>(callee: Signature<'c>, arguments: &Arguments<'_>) -> Vec<&'c Variable> {
    let inputs = callee.interface.inputs.iter().enumerate();
    inputs
        .filter(|(at, input)| arguments.given[*at].is_none() && is_required(input) && !arguments.meant.contains(at))
        .map(|(_, input)| input)
        .collect()
}

/// One binding for each input: its argument, its default, or `none`. Where an error was reported, it is a constant of unknown type.
pub(super) fn fill(program: &Program, callee: Signature<'_>, bindings: Vec<Option<Binding>>, span: Span) -> Vec<Binding> {
    let inputs = callee.interface.inputs.iter().zip(bindings);
    inputs
        .map(|(input, binding)| {
            binding.unwrap_or_else(|| {
                let default = input.default.as_ref().filter(|default| program.volume.keep(default, IN_A_NODE));
                let known = default.is_some() || input.ty.accepts_none();
                let value = default.cloned().unwrap_or(Const::None);
                Binding { kind: BindingKind::Const(value), ty: if known { input.ty.clone() } else { Type::Hole(Invalid) }, span }
            })
        })
        .collect()
}
