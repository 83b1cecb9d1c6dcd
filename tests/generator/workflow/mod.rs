//! Workflows: nodes, and whose outputs go where. A workflow is wired from the values that are there; tasks are made for
//! what is at hand, so that most of what a node gives is used by another one.

mod arguments;
mod maps;
mod nodes;

use std::collections::BTreeSet;

use serde_json::Map;

use super::Generated;
use super::declarations::Field;
use super::options;
use super::program::{Callable, Naming, Output, Program};
use super::shape::Shape;
use super::tasks;
use super::types::Type;
use super::values::{self, Value};

/// How many ways from the start to a node there may be: Flyte walks every one of them.
const MOST_PATHS: u64 = 3000;

/// The most nodes that Flyte Admin accepts in one workflow.
const MOST_NODES: usize = 100;

/// A value that is there in a workflow.
#[derive(Clone, Debug)]
struct Wire {
    text: String,
    ty: Type,
    shape: Shape,
    /// The node that gives it; none for an input.
    node: Option<usize>,
}

/// A workflow in the making.
struct Wiring<'p> {
    program: &'p mut Program,
    wires: Vec<Wire>,
    /// For each node, how many ways from the start lead to it.
    paths: Vec<u64>,
    /// The nodes that have a name.
    named: Vec<(String, usize)>,
    lines: Vec<String>,
    has_node: bool,
}

impl<'p> Wiring<'p> {
    fn new(program: &'p mut Program) -> Self {
        Self { program, wires: Vec::new(), paths: Vec::new(), named: Vec::new(), lines: Vec::new(), has_node: false }
    }

    /// A node after the given ones.
    fn add_node(&mut self, upstream: &BTreeSet<usize>) -> usize {
        self.paths.push(self.ways(upstream).max(1));
        self.paths.len() - 1
    }

    /// How many ways lead through these nodes.
    fn ways(&self, upstream: &BTreeSet<usize>) -> u64 {
        upstream.iter().map(|node| self.paths[*node]).sum()
    }

    fn is_full(&self) -> bool {
        self.paths.len() + 8 > MOST_NODES
    }

    /// Statements until there are that many nodes.
    fn fill(&mut self, nodes: usize) {
        while self.paths.len() < nodes && !self.is_full() {
            match self.program.dice.below(20) {
                0..8 => self.new_task_call(),
                8..11 => self.known_call(),
                11..15 => self.map(),
                15 => self.zip(),
                16 => self.tolerant_map(),
                17 => self.rename(),
                _ => self.consume(),
            }
        }
        // A node within an argument counts even where its consumer could not be made.
        if !self.has_node {
            self.new_task_call();
        }
    }

    /// `let x = VALUE`
    fn rename(&mut self) {
        let reachable = self.reachable();
        if reachable.is_empty() {
            return;
        }
        let wire = self.program.dice.pick(&reachable).clone();
        let name = self.program.fresh();
        self.lines.push(format!("let {name} = {}", wire.text));
        self.wires.push(Wire { text: name, ..wire });
    }

    /// The last statement, and the outputs of the workflow.
    fn finish(&mut self) -> (Vec<Output>, Naming) {
        if self.program.dice.chance(15)
            && let Some(result) = self.last_node()
        {
            return result;
        }
        let candidates: Vec<_> = self.reachable().into_iter().filter(|wire| wire.node.is_some()).collect();
        let count = if candidates.is_empty() { 0 } else { self.program.dice.below(5) };
        let naming = if self.program.dice.chance(40) && count > 0 { Naming::Named } else { Naming::Unnamed };
        let (mut outputs, mut texts) = (Vec::new(), Vec::new());
        for at in 0..count {
            // Later values depend on the earlier ones.
            let late = candidates.len() - 1 - self.program.dice.below(candidates.len().min(6));
            let wire = candidates[if self.program.dice.chance(60) { late } else { self.program.dice.below(candidates.len()) }].clone();
            let name = if naming == Naming::Named { self.program.fresh() } else { format!("o{at}") };
            texts.push(if naming == Naming::Named { format!("{name}: {}", wire.text) } else { wire.text.clone() });
            outputs.push(Output { name, ty: wire.ty, shape: wire.shape });
        }
        let result = match texts.as_slice() {
            [single] if naming == Naming::Unnamed => single.clone(),
            _ => format!("({})", texts.join(", ")),
        };
        if count > 0 {
            let keyword = if self.program.dice.chance(20) { "return " } else { "" };
            self.lines.push(format!("{keyword}{result}"));
        }
        (outputs, naming)
    }

    /// A node whose outputs are those of the workflow, as its last statement.
    fn last_node(&mut self) -> Option<(Vec<Output>, Naming)> {
        let known: Vec<_> = self.program.callables.iter().filter(|callable| !callable.outputs.is_empty()).cloned().collect();
        if known.is_empty() || self.is_full() {
            return None;
        }
        let callee = self.program.dice.pick(&known).clone();
        let mut uses = BTreeSet::new();
        let call = self.call_text(&callee, &mut uses, 1)?;
        self.add_node(&uses);
        let keyword = if self.program.dice.chance(20) { "return " } else { "" };
        self.lines.push(format!("{keyword}{call}"));
        Some((callee.outputs, callee.naming))
    }
}

/// Adds a workflow with that many nodes, and gives what others need to call it.
fn declare(program: &mut Program, name: &str, parameters: &[Field], known: &[Shape], nodes: usize) -> Callable {
    let mut wiring = Wiring::new(program);
    let inputs = parameters.iter().zip(known);
    wiring.wires =
        inputs.map(|(field, shape)| Wire { text: field.name.clone(), ty: field.ty.clone(), shape: shape.clone(), node: None }).collect();
    wiring.fill(nodes);
    let (outputs, naming) = wiring.finish();
    let lines: String = wiring.lines.iter().map(|line| format!("    {line}\n")).collect();
    let options = options::of_workflow(&mut program.dice);
    let header = format!(
        "workflow {name}({}){}{}",
        program.parameters(parameters),
        program.outputs(&outputs, naming),
        options::record(&mut program.dice, options)
    );
    program.items.push(format!("{header} {{\n{lines}}}\n"));
    let made = Callable { name: name.to_owned(), parameters: parameters.to_vec(), outputs, naming, is_task: false, is_mappable: false };
    program.callables.push(made.clone());
    made
}

/// An input of a workflow; of an address too, because workflows pass those on.
fn input(program: &mut Program) -> Field {
    let ty = match program.dice.below(14) {
        0 => Type::File(["", "\"csv\""][program.dice.below(2)]),
        1 => Type::Dir(["", "\"parquet\""][program.dice.below(2)]),
        2 => Type::Table(["", "\"csv\"", "{a: int, \"b.c\": str}"][program.dice.below(3)]),
        3 => Type::optional(Type::File("")),
        4 | 5 => Type::list(program.any_type(1)),
        _ => program.any_type(2),
    };
    let may_default = !ty.may_be_misread();
    tasks::field(program, ty, may_default)
}

/// The sub-workflows of a program, each able to call those before it.
pub(super) fn parts(program: &mut Program) {
    for _ in 0..(program.size / 12).min(4) {
        let count = program.dice.below(4);
        let mut parameters: Vec<_> = (0..count).map(|_| input(program)).collect();
        tasks::keep_names_apart(program, &mut parameters);
        let known = vec![Shape::Unknown; count];
        let name = program.fresh_as("stage");
        let nodes = 1 + program.dice.below(program.size / 8);
        declare(program, &name, &parameters, &known, nodes);
    }
}

/// The workflow that the program is about, and the inputs of a run of it.
pub(super) fn main(program: &mut Program, nodes: usize) -> Generated {
    let count = program.dice.below((program.size / 2).min(6) + 1);
    let (mut known, mut inputs) = (Vec::new(), Map::new());
    let mut parameters: Vec<_> = (0..count).map(|_| input(program)).collect();
    // An execution with such an input may be refused.
    parameters.retain(|field| !field.ty.may_be_misread());
    tasks::keep_names_apart(program, &mut parameters);
    for field in &parameters {
        let left_out = (field.default.is_some() || matches!(field.ty, Type::Optional(_))) && program.dice.chance(50);
        let value = match &field.default {
            Some(default) if left_out => default.clone(),
            None if left_out => Value::None,
            _ => values::any(&program.declarations, &mut program.dice, &field.ty),
        };
        if !left_out {
            inputs.insert(field.name.trim_matches('`').to_owned(), values::json(&program.declarations, &value));
        }
        known.push(Shape::of(&value));
    }
    let workflow = "main_workflow".to_owned();
    declare(program, &workflow, &parameters, &known, nodes);
    Generated { source: String::new(), workflow, inputs }
}
