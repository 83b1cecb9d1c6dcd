//! Maps: over what is there and over constants, with bound inputs, zipped, and with a tolerance for failures.

use std::collections::BTreeSet;

use super::{Wire, Wiring};
use crate::generator::declarations::Field;
use crate::generator::options;
use crate::generator::program::{Callable, Naming, Output};
use crate::generator::shape::Shape;
use crate::generator::tasks;
use crate::generator::types::Type;
use crate::generator::values;

impl Wiring<'_> {
    /// `map f(a: each xs, b: y)`
    pub(super) fn map(&mut self) {
        let mut uses = BTreeSet::new();
        let Some((list, item, shape)) = self.list_for_map(&mut uses) else { return };
        let outputs = usize::from(self.program.dice.chance(90));
        let callee = self.mapped_task(&item, outputs);
        let Some(call) = self.map_text(&callee, &[(0, list)], &mut uses) else { return };
        self.map_statement(&callee, call, &shape, uses);
    }

    /// A list that is there, or a constant one: its text, the type of its elements and what is known of it.
    fn list_for_map(&mut self, uses: &mut BTreeSet<usize>) -> Option<(String, Type, Shape)> {
        let lists: Vec<_> =
            self.reachable().into_iter().filter(|wire| matches!(wire.ty, Type::List(_)) && self.may_use(wire, uses)).collect();
        if lists.is_empty() || self.program.dice.chance(25) {
            let item = self.program.declarations.constant_type(&mut self.program.dice);
            let length = self.program.dice.below(5);
            let (text, shape) = self.constant_list(&item, length);
            return Some((text, item, shape));
        }
        let wire = self.program.dice.pick(&lists).clone();
        uses.extend(wire.node);
        let Type::List(item) = wire.ty else { return None };
        Some((wire.text, *item, wire.shape))
    }

    fn constant_list(&mut self, item: &Type, length: usize) -> (String, Shape) {
        let program = &mut *self.program;
        let value = values::list(&program.declarations, &mut program.dice, item, length);
        let text = values::text(&program.declarations, &mut program.dice, &value, &Type::list(item.clone())).text;
        (text, Shape::of(&value))
    }

    /// A task that takes an element first, known or new.
    fn mapped_task(&mut self, item: &Type, outputs: usize) -> Callable {
        let takes = |callable: &&Callable| {
            callable.is_mappable && callable.outputs.len() == outputs && callable.parameters.first().is_some_and(|first| first.ty == *item)
        };
        let known: Vec<_> = self.program.callables.iter().filter(takes).cloned().collect();
        if !known.is_empty() && self.program.dice.chance(40) {
            return self.program.dice.pick(&known).clone();
        }
        let mut parameters = vec![tasks::field(self.program, item.clone(), false)];
        for _ in 0..self.program.dice.below(3) {
            let ty = self.program.declarations.constant_type(&mut self.program.dice);
            parameters.push(tasks::field(self.program, ty, true));
        }
        self.new_mapped(parameters, outputs)
    }

    fn new_mapped(&mut self, parameters: Vec<Field>, outputs: usize) -> Callable {
        let (outputs, naming) = tasks::outputs(self.program, &parameters, outputs);
        let may_call = tasks::task(self.program, parameters, outputs, naming);
        if may_call.is_mappable {
            return may_call;
        }
        // It calls a task, so it cannot be mapped; one with a simple body can.
        let parameters = may_call.parameters.clone();
        let output = Output { name: "o0".to_owned(), ty: Type::Bool, shape: Shape::Unknown };
        let name = self.program.fresh_as("plain");
        let header = self.program.parameters(&parameters);
        self.program.items.push(format!("task {name}({header}) -> bool {{ true }}\n"));
        Callable { name, parameters, outputs: vec![output], naming: Naming::Unnamed, is_task: true, is_mappable: true }
    }

    /// `map f(a: each xs, b: y)`, where each of the lists belongs to the input at that place.
    fn map_text(&mut self, callee: &Callable, lists: &[(usize, String)], uses: &mut BTreeSet<usize>) -> Option<String> {
        let zip = if lists.len() > 1 { "zip " } else { "" };
        if let ([(_, list)], [_]) = (lists, callee.parameters.as_slice())
            && self.program.dice.chance(50)
        {
            return Some(format!("map {}({list})", callee.name));
        }
        let mut arguments = Vec::new();
        for (at, field) in callee.parameters.iter().enumerate() {
            match lists.iter().find(|(place, _)| *place == at) {
                Some((_, list)) => arguments.push(format!("{}: each {list}", field.name)),
                None => arguments.extend(self.argument(field, false, uses, 1)?),
            }
        }
        Some(format!("map {zip}{}({})", callee.name, arguments.join(", ")))
    }

    /// The statement of a map, with options; a tolerance for failures makes the results optional.
    fn map_statement(&mut self, callee: &Callable, call: String, shape: &Shape, mut uses: BTreeSet<usize>) {
        let mut options = if self.program.dice.chance(50) { Vec::new() } else { options::of_map(&mut self.program.dice) };
        let mut tolerant = false;
        if self.program.dice.chance(15) && !callee.outputs.is_empty() {
            match shape.length() {
                Some(length) if length > 0 && self.program.dice.chance(50) => {
                    options.push(format!("min_successes: {}", self.program.dice.between(1, length as i64)));
                    tolerant = true;
                }
                _ => {
                    let ratio = *self.program.dice.pick(&["0.5", "0.25", "1.0", "0.9"]);
                    options.push(format!("min_success_ratio: {ratio}"));
                    tolerant = ratio != "1.0";
                }
            }
        }
        self.give_list(callee, call, options, tolerant, shape.length(), &mut uses);
    }

    fn give_list(
        &mut self,
        callee: &Callable,
        call: String,
        options: Vec<String>,
        tolerant: bool,
        length: Option<usize>,
        uses: &mut BTreeSet<usize>,
    ) {
        let tail = self.tail(options, uses);
        let node = self.add_node(uses);
        self.has_node = true;
        let Some(output) = callee.outputs.first() else {
            self.lines.push(format!("{call}{tail}"));
            return;
        };
        let name = self.program.fresh();
        self.lines.push(format!("let {name} = {call}{tail}"));
        self.named.push((name.clone(), node));
        let item = if tolerant { Type::optional(output.ty.clone()) } else { output.ty.clone() };
        let inner = if tolerant { Shape::Unknown } else { output.shape.clone() };
        let shape = length.map_or(Shape::Unknown, |length| Shape::List(length, Box::new(inner)));
        self.wires.push(Wire { text: name, ty: Type::list(item), shape, node: Some(node) });
    }

    /// A map within an argument: its text, what is known of its value, and its node.
    pub(super) fn nested_map(&mut self, item: &Type) -> Option<(String, Shape, usize)> {
        let output = Output { name: "o0".to_owned(), ty: item.clone(), shape: Shape::Unknown };
        let parameter = tasks::field(self.program, Type::Int, false);
        let callee = tasks::task(self.program, vec![parameter], vec![output], Naming::Unnamed);
        if !callee.is_mappable {
            return None;
        }
        let mut uses = BTreeSet::new();
        let (list, shape) = match self.fitting(&Type::list(Type::Int), &uses) {
            Some(wire) => {
                uses.extend(wire.node);
                (wire.text, wire.shape)
            }
            None => self.constant_list(&Type::Int, 3),
        };
        let text = self.map_text(&callee, &[(0, list)], &mut uses)?;
        let node = self.add_node(&uses);
        let shape = shape.length().map_or(Shape::Unknown, |length| Shape::List(length, Box::default()));
        Some((text, shape, node))
    }

    /// `map zip f(a: each xs, b: each ys)`, over lists of one length.
    pub(super) fn zip(&mut self) {
        let mut uses = BTreeSet::new();
        let Some((first, item, shape)) = self.list_for_map(&mut uses) else { return };
        let mut lists = vec![(0, first.clone())];
        let mut parameters = vec![tasks::field(self.program, item.clone(), false)];
        for at in 1..=self.program.dice.between(1, 2) as usize {
            let (text, item) = self.list_as_long(&first, &item, &shape, &mut uses);
            lists.push((at, text));
            parameters.push(tasks::field(self.program, item, false));
        }
        let callee = self.new_mapped(parameters, 1);
        let Some(call) = self.map_text(&callee, &lists, &mut uses) else { return };
        self.map_statement(&callee, call, &shape, uses);
    }

    /// Another list of the length, or the same one again.
    fn list_as_long(&mut self, text: &str, item: &Type, shape: &Shape, uses: &mut BTreeSet<usize>) -> (String, Type) {
        let Some(length) = shape.length() else { return (text.to_owned(), item.clone()) };
        let equal: Vec<_> = self
            .reachable()
            .into_iter()
            .filter(|wire| wire.shape.length() == Some(length) && matches!(wire.ty, Type::List(_)) && self.may_use(wire, uses))
            .collect();
        if !equal.is_empty() && self.program.dice.chance(60) {
            let wire = self.program.dice.pick(&equal).clone();
            uses.extend(wire.node);
            if let Type::List(item) = wire.ty {
                return (wire.text, *item);
            }
        }
        let item = self.program.declarations.constant_type(&mut self.program.dice);
        (self.constant_list(&item, length).0, item)
    }

    /// A map of a task that fails for some of its elements, and a criterion that the others meet.
    pub(super) fn tolerant_map(&mut self) {
        let divisor = self.program.dice.between(2, 3);
        let callee = tasks::partial_task(self.program, divisor);
        let count = self.program.dice.between(1, 6);
        let numbers: Vec<_> = (0..count).map(|_| self.program.dice.between(0, 20)).collect();
        let good = numbers.iter().filter(|number| *number % divisor == 0).count();
        if good == 0 {
            return;
        }
        let texts: Vec<_> = numbers.iter().map(i64::to_string).collect();
        let list = format!("[{}]", texts.join(", "));
        let mut uses = BTreeSet::new();
        let Some(call) = self.map_text(&callee, &[(0, list)], &mut uses) else { return };
        let criterion = if self.program.dice.chance(50) {
            format!("min_successes: {}", self.program.dice.between(1, good as i64))
        } else {
            let hundredths = (good * 100 / numbers.len()).clamp(1, 99);
            format!("min_success_ratio: 0.{hundredths:02}")
        };
        let options = vec![criterion, format!("concurrency: {}", self.program.dice.below(4))];
        self.give_list(&callee, call, options, true, Some(numbers.len()), &mut uses);
    }
}
