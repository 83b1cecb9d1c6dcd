//! The nodes of a workflow, and what their inputs are bound to.

use flightplan::internals::program::{Binding, BindingKind, Callee, Node, NodeRef, PathStep, Shape};
use flightplan::project::{Program, Type, WorkflowDef};

use super::{constant, options, ty};
use crate::corpus::tree::{Tree, lines, node, word};

/// The nodes and outputs of a workflow.
pub(super) fn nodes(program: &Program, def: &WorkflowDef) -> impl Iterator<Item = Tree> {
    let flow = Flow { program, def };
    let nodes: Vec<Tree> = def.nodes.iter().enumerate().map(|(at, node)| flow.node(at, node)).collect();
    let outputs = def.outputs.iter().zip(&def.interface.outputs);
    let outputs: Vec<Tree> = outputs.map(|(binding, output)| node(format_args!("{} =", output.name), [flow.binding(binding)])).collect();
    let outputs = (!outputs.is_empty()).then(|| lines("results", outputs));
    nodes.into_iter().chain(outputs)
}

struct Flow<'p> {
    program: &'p Program,
    def: &'p WorkflowDef,
}

impl Flow<'_> {
    fn node(&self, at: usize, it: &Node) -> Tree {
        let signature = self.program.signature(it.callee());
        let kind = match it.callee() {
            Callee::Task(_) => "task",
            Callee::Workflow(_) => "workflow",
        };
        let (verb, each) = match &it.shape {
            Shape::Call(_) => ("call", Vec::new()),
            Shape::Map(map) => ("map", map.each.clone()),
        };
        let name = it.name.as_ref().map(|(name, _)| node("named", [word(name)]));
        let callee = node(verb, [word(kind), word(signature.header.qualified())]);
        let inputs = it.inputs.iter().zip(&signature.interface.inputs).enumerate().map(|(at, (binding, input))| {
            let value = self.binding(binding);
            let value = if each.iter().any(|each| *each as usize == at) { node("each", [value]) } else { value };
            node(format_args!("{} =", input.name), [value])
        });
        let outputs = node("outputs", it.outputs.iter().map(|output| ty(self.program, output)));
        let after = (!it.after.is_empty()).then(|| node("after", it.after.iter().map(|(node, _)| word(name_of(*node)))));
        let options = options::of_node(&it.options).into_iter().chain(options::of_shape(&it.shape));
        let parts = [callee].into_iter().chain(name).chain(inputs).chain([outputs]).chain(after).chain(options);
        lines(format_args!("node {}", name_of(NodeRef(at as u32))), parts)
    }

    fn binding(&self, it: &Binding) -> Tree {
        match &it.kind {
            BindingKind::Const(value) => constant::value(self.program, value),
            BindingKind::Input { index, path, ty } => {
                let name = &self.def.interface.inputs[*index as usize].name;
                self.promise(format!("input {name}"), path, ty, &it.ty)
            }
            BindingKind::Output { node, output, path, ty } => {
                let callee = self.def.node(*node).callee();
                let name = &self.program.signature(callee).interface.outputs[*output as usize].name;
                self.promise(format!("{}.{name}", name_of(*node)), path, ty, &it.ty)
            }
            BindingKind::List(elements) => node("list", elements.iter().map(|element| self.binding(element))),
            BindingKind::Map(entries) => {
                node("map", entries.iter().map(|(key, value)| node(format_args!("{key:?}:"), [self.binding(value)])))
            }
        }
    }

    /// A value that is known when the workflow runs, its type, and the expected type where that is another.
    fn promise(&self, mut from: String, path: &[PathStep], of: &Type, expected: &Type) -> Tree {
        for step in path {
            from += &match step {
                PathStep::Field(name) => format!(".{name}"),
                PathStep::Key(key) => format!("[{key:?}]"),
                PathStep::Index(index) => format!("[{index}]"),
            };
        }
        let expected = (of != expected).then(|| node("as", [ty(self.program, expected)]));
        node(from, [ty(self.program, of)].into_iter().chain(expected))
    }
}

fn name_of(node: NodeRef) -> String {
    format!("#{}", node.0)
}
