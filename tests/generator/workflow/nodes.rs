//! The statements of a workflow that call tasks and other workflows.

use std::collections::BTreeSet;

use super::{Wire, Wiring};
use crate::generator::declarations::Field;
use crate::generator::options;
use crate::generator::program::{Callable, Naming};
use crate::generator::shape::Shape;
use crate::generator::tasks;
use crate::generator::types::Type;

impl Wiring<'_> {
    /// A call of a task that is made for values that are there.
    pub(super) fn new_task_call(&mut self) {
        let mut uses = BTreeSet::new();
        let (mut parameters, mut given) = (Vec::new(), Vec::new());
        let most = 4.min(self.program.size / 2 + 1);
        for _ in 0..self.program.dice.below(most + 1) {
            let (field, text) = self.new_input(&mut uses);
            parameters.push(field);
            given.push(text);
        }
        let count = [0, 1, 1, 1, 2, 3][self.program.dice.below(6)];
        let (outputs, naming) = tasks::outputs(self.program, &parameters, count);
        let callee = tasks::task(self.program, parameters, outputs, naming);
        let only = callee.parameters.len() == 1;
        let mut arguments = Vec::new();
        for (field, text) in callee.parameters.iter().zip(given) {
            if let Some(text) = text {
                arguments.push(self.named(field, text, only));
            }
        }
        let call = format!("{}({})", callee.name, arguments.join(", "));
        self.call_statement(&callee, call, uses);
    }

    /// An input of a new task, and what it is given.
    fn new_input(&mut self, uses: &mut BTreeSet<usize>) -> (Field, Option<String>) {
        let reachable: Vec<_> = self.reachable().into_iter().filter(|wire| self.may_use(wire, uses)).collect();
        if reachable.is_empty() || self.program.dice.chance(20) {
            let ty = self.program.declarations.constant_type(&mut self.program.dice);
            let field = tasks::field(self.program, ty, true);
            let left_out = field.default.is_some() && self.program.dice.chance(40);
            let given = if left_out { None } else { self.value(&field.ty, uses, 1).map(|(text, _)| text) };
            return (field, given);
        }
        let wire = self.program.dice.pick(&reachable).clone();
        uses.extend(wire.node);
        let wider = !matches!(wire.ty, Type::Optional(_)) && self.program.dice.chance(15);
        let ty = if wider { Type::optional(wire.ty.clone()) } else { wire.ty.clone() };
        let mut field = tasks::field(self.program, ty, false);
        if wire.text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && self.program.dice.chance(40) {
            field.name.clone_from(&wire.text);
        }
        (field, Some(wire.text))
    }

    /// A call of something that was declared before.
    pub(super) fn known_call(&mut self) {
        if self.program.callables.is_empty() {
            return self.new_task_call();
        }
        let workflows: Vec<_> = self.program.callables.iter().filter(|callable| !callable.is_task).cloned().collect();
        let callee = if !workflows.is_empty() && self.program.dice.chance(40) {
            self.program.dice.pick(&workflows).clone()
        } else {
            self.program.dice.pick(&self.program.callables).clone()
        };
        let mut uses = BTreeSet::new();
        if let Some(call) = self.call_text(&callee, &mut uses, 1) {
            self.call_statement(&callee, call, uses);
        }
    }

    /// A task that takes one of the values that were made last.
    pub(super) fn consume(&mut self) {
        let Some(wire) = self.wires.last().cloned() else { return };
        let mut uses = BTreeSet::new();
        if !self.may_use(&wire, &uses) {
            return;
        }
        uses.extend(wire.node);
        let field = tasks::field(self.program, wire.ty.clone(), false);
        let (outputs, naming) = tasks::outputs(self.program, std::slice::from_ref(&field), 1);
        let callee = tasks::task(self.program, vec![field], outputs, naming);
        let argument = self.named(&callee.parameters[0].clone(), wire.text, true);
        self.call_statement(&callee, format!("{}({argument})", callee.name), uses);
    }

    /// The statement of a call: with names for what it gives, options and what it waits for.
    fn call_statement(&mut self, callee: &Callable, call: String, mut uses: BTreeSet<usize>) {
        let options = match callee.is_task {
            _ if self.program.dice.chance(70) => Vec::new(),
            true => options::of_call(&mut self.program.dice),
            false => options::of_workflow_call(&mut self.program.dice),
        };
        let tail = self.tail(options, &mut uses);
        let node = self.add_node(&uses);
        self.has_node = true;
        let outputs: Vec<_> = callee.outputs.iter().map(|output| (output.name.clone(), output.ty.clone(), output.shape.clone())).collect();
        if self.program.dice.chance(8) {
            self.lines.push(format!("{call}{tail}"));
            return;
        }
        if outputs.len() > 1 && self.program.dice.chance(50) {
            let names: Vec<_> =
                outputs.iter().map(|_| if self.program.dice.chance(15) { "_".to_owned() } else { self.program.fresh() }).collect();
            self.lines.push(format!("let ({}) = {call}{tail}", names.join(", ")));
            let given = names.into_iter().zip(outputs).filter(|(name, _)| name != "_");
            self.wires.extend(given.map(|(name, (_, ty, shape))| Wire { text: name, ty, shape, node: Some(node) }));
            return;
        }
        let name = self.program.fresh();
        self.lines.push(format!("let {name} = {call}{tail}"));
        self.named.push((name.clone(), node));
        self.name_outputs(&name, callee, outputs, node);
    }

    /// The values that come after a node's name.
    fn name_outputs(&mut self, name: &str, callee: &Callable, outputs: Vec<(String, Type, Shape)>, node: usize) {
        let several = outputs.len() > 1;
        for (output, ty, shape) in outputs {
            let by_name = several || (callee.naming == Naming::Named && self.program.dice.chance(50));
            let text = if by_name { format!("{name}.{output}") } else { name.to_owned() };
            self.wires.push(Wire { text, ty, shape, node: Some(node) });
        }
    }

    /// `with { … }` and `after …`, in either order.
    pub(super) fn tail(&mut self, options: Vec<String>, uses: &mut BTreeSet<usize>) -> String {
        let with = options::record(&mut self.program.dice, options);
        let mut after = String::new();
        if !self.named.is_empty() && self.program.dice.chance(12) {
            let (name, node) = self.program.dice.pick(&self.named).clone();
            let wire = Wire { text: name.clone(), ty: Type::Int, shape: Shape::Unknown, node: Some(node) };
            if self.may_use(&wire, uses) {
                uses.insert(node);
                after = format!(" after {name}");
            }
        }
        if self.program.dice.chance(50) { with + &after } else { after + &with }
    }
}
