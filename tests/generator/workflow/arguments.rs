//! The arguments of a node: values that are there and their parts, constants, lists and maps of both, nodes within arguments,
//! and defaults.

use std::collections::BTreeSet;

use super::{MOST_PATHS, Wire, Wiring};
use crate::generator::declarations::Field;
use crate::generator::expr::ATOM;
use crate::generator::program::{Callable, Naming, Output};
use crate::generator::shape::Shape;
use crate::generator::tasks;
use crate::generator::types::Type;
use crate::generator::values;

/// An argument's text and what is known of its value.
pub(super) type Given = (String, Shape);

impl Wiring<'_> {
    /// All values that are there, and what up to two steps into them reach.
    pub(super) fn reachable(&self) -> Vec<Wire> {
        let mut reachable = self.wires.clone();
        let mut from = 0;
        for _ in 0..2 {
            let until = reachable.len();
            for at in from..until {
                let wire = reachable[at].clone();
                let parts = wire.shape.parts(&wire.ty, &self.program.declarations);
                reachable.extend(parts.into_iter().map(|(step, ty, shape)| Wire {
                    text: wire.text.clone() + &step,
                    ty,
                    shape,
                    node: wire.node,
                }));
            }
            from = until;
        }
        reachable
    }

    /// Whether a node may also take from this one.
    pub(super) fn may_use(&self, wire: &Wire, uses: &BTreeSet<usize>) -> bool {
        let mut all = uses.clone();
        all.extend(wire.node);
        self.ways(&all) <= MOST_PATHS
    }

    /// A value that is there and fits, and may be used.
    pub(super) fn fitting(&mut self, ty: &Type, uses: &BTreeSet<usize>) -> Option<Wire> {
        let fitting: Vec<_> = self.reachable().into_iter().filter(|wire| wire.ty.fits(ty) && self.may_use(wire, uses)).collect();
        (!fitting.is_empty()).then(|| self.program.dice.pick(&fitting).clone())
    }

    /// A value for an input of that type; none if there is no way to get one.
    pub(super) fn value(&mut self, ty: &Type, uses: &mut BTreeSet<usize>, depth: usize) -> Option<Given> {
        if self.program.dice.chance(60)
            && let Some(wire) = self.fitting(ty, uses)
        {
            uses.extend(wire.node);
            return Some((wire.text, wire.shape));
        }
        if depth > 0 && self.program.dice.chance(25) {
            match ty {
                Type::List(item) => return self.composed_list(item, uses, depth - 1),
                Type::Map(item) => return self.composed_map(item, uses, depth - 1),
                _ => {}
            }
        }
        if depth > 0
            && !ty.has_address()
            && !self.is_full()
            && self.program.dice.chance(25)
            && let Some(given) = self.nested(ty, uses)
        {
            return Some(given);
        }
        if ty.has_constants() {
            return Some(self.constant(ty));
        }
        let wire = self.fitting(ty, uses);
        if let Some(wire) = wire {
            uses.extend(wire.node);
            return Some((wire.text, wire.shape));
        }
        if ty.has_address() { None } else { self.nested(ty, uses) }
    }

    /// A constant: one with a name, or one that is written here.
    fn constant(&mut self, ty: &Type) -> Given {
        let program = &mut *self.program;
        let named: Vec<_> = program.declarations.constants.iter().filter(|constant| constant.ty == *ty).collect();
        if !named.is_empty() && program.dice.chance(50) {
            let constant = *program.dice.pick(&named);
            return (constant.name.clone(), Shape::of(&constant.value));
        }
        if *ty == Type::Int && program.dice.chance(20) {
            return (format!("{} * {} - 1", program.dice.between(1, 60), program.dice.between(1, 60)), Shape::Unknown);
        }
        let value = values::any(&program.declarations, &mut program.dice, ty);
        let text = values::text(&program.declarations, &mut program.dice, &value, ty).at(ATOM - 2);
        (text, Shape::of(&value))
    }

    /// A list of values and constants.
    fn composed_list(&mut self, item: &Type, uses: &mut BTreeSet<usize>, depth: usize) -> Option<Given> {
        let count = self.program.dice.between(1, 3) as usize;
        let mut items = Vec::new();
        for _ in 0..count {
            items.push(self.value(item, uses, depth)?.0);
        }
        Some((format!("[{}]", items.join(", ")), Shape::List(count, Box::default())))
    }

    /// A map of values and constants.
    fn composed_map(&mut self, item: &Type, uses: &mut BTreeSet<usize>, depth: usize) -> Option<Given> {
        let keys = &["p", "q"][..self.program.dice.between(1, 2) as usize];
        let mut entries = Vec::new();
        for key in keys {
            entries.push(format!("\"{key}\": {}", self.value(item, uses, depth)?.0));
        }
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        Some((format!("{{{}}}", entries.join(", ")), Shape::Map(keys, Box::default())))
    }

    /// A node within an argument: a call of a task with one output of the type, or a map for a list.
    fn nested(&mut self, ty: &Type, uses: &mut BTreeSet<usize>) -> Option<Given> {
        if let Type::List(item) = ty
            && self.program.dice.chance(40)
            && let Some((text, shape, node)) = self.nested_map(item)
        {
            uses.insert(node);
            return Some((text, shape));
        }
        let known: Vec<_> = self
            .program
            .callables
            .iter()
            .filter(|callable| callable.outputs.len() == 1 && callable.outputs[0].ty == *ty)
            .cloned()
            .collect();
        let callee = if known.is_empty() || self.program.dice.chance(40) {
            let parameters = if self.program.dice.chance(50) { vec![tasks::field(self.program, Type::Int, true)] } else { vec![] };
            let output = Output { name: "o0".to_owned(), ty: ty.clone(), shape: Shape::Unknown };
            tasks::task(self.program, parameters, vec![output], Naming::Unnamed)
        } else {
            self.program.dice.pick(&known).clone()
        };
        let mut inner = BTreeSet::new();
        let text = self.call_text(&callee, &mut inner, 0)?;
        let node = self.add_node(&inner);
        uses.insert(node);
        Some((text, callee.outputs[0].shape.clone()))
    }

    /// `f(a: x, b: 3)`, with defaults left out now and then; none if an input cannot be given.
    pub(super) fn call_text(&mut self, callee: &Callable, uses: &mut BTreeSet<usize>, depth: usize) -> Option<String> {
        let mut arguments = Vec::new();
        for field in &callee.parameters {
            arguments.extend(self.argument(field, callee.parameters.len() == 1, uses, depth)?);
        }
        self.program.dice.shuffle(&mut arguments);
        Some(format!("{}({})", callee.name, arguments.join(", ")))
    }

    /// One argument; `Some(None)` where the input is left out.
    pub(super) fn argument(&mut self, field: &Field, only: bool, uses: &mut BTreeSet<usize>, depth: usize) -> Option<Option<String>> {
        let may_be_left_out = field.default.is_some() || matches!(field.ty, Type::Optional(_));
        if may_be_left_out && self.program.dice.chance(40) {
            return Some(None);
        }
        match self.value(&field.ty, uses, depth) {
            Some((text, _)) => Some(Some(self.named(field, text, only))),
            None if may_be_left_out => Some(None),
            None => None,
        }
    }

    /// `a: x`; or `x`, where it is the only input or has the variable's name.
    pub(super) fn named(&mut self, field: &Field, text: String, only: bool) -> String {
        if (only || text == field.name) && self.program.dice.chance(60) { text } else { format!("{}: {text}", field.name) }
    }
}
