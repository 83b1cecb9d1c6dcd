//! Flyte's bindings of inputs and outputs.

use super::Emitter;
use crate::flyteidl::core::{
    Binding, BindingData, BindingDataCollection, BindingDataMap, BindingValue, OutputReference, PromiseAttribute, PromiseAttributeValue,
};
use crate::graph::WorkflowGraph;
use crate::literal::{self, WriteError};
use crate::program::{self, BindingKind, PathStep};
use crate::source::Name;

impl Emitter<'_> {
    /// The bindings of a node's inputs or a workflow's outputs.
    pub(super) fn bindings<'b>(
        &self,
        graph: &WorkflowGraph,
        bindings: impl Iterator<Item = (&'b Name, &'b program::Binding)>,
    ) -> Result<Vec<Binding>, WriteError> {
        bindings.map(|(var, binding)| Ok(Binding { var: var.to_string(), binding: Some(self.binding(graph, binding)?) })).collect()
    }

    fn binding(&self, graph: &WorkflowGraph, binding: &program::Binding) -> Result<BindingData, WriteError> {
        let value = match &binding.kind {
            BindingKind::Const(constant) => return literal::binding::constant(self.program, constant, &binding.ty),
            BindingKind::Input { index, path, ty: _ } => {
                let inputs = &self.program.workflow(graph.workflow).interface.inputs;
                let var = inputs.get(*index as usize).map(|input| input.name.to_string()).unwrap_or_default();
                promise(String::new(), var, path)
            }
            BindingKind::Output { node, output, path, ty: _ } => {
                let callee = self.program.workflow(graph.workflow).node(*node).callee();
                let outputs = &self.program.signature(callee).interface.outputs;
                let var = outputs.get(*output as usize).map(|output| output.name.to_string()).unwrap_or_default();
                promise(graph.source(*node).map(|source| source.id.clone()).unwrap_or_default(), var, path)
            }
            BindingKind::List(members) => {
                let bindings = members.iter().map(|member| self.binding(graph, member)).collect::<Result<_, _>>()?;
                BindingValue::Collection(BindingDataCollection { bindings })
            }
            BindingKind::Map(members) => {
                let bindings = members
                    .iter()
                    .map(|(key, member)| Ok((key.clone(), self.binding(graph, member)?)))
                    .collect::<Result<_, WriteError>>()?;
                BindingValue::Map(BindingDataMap { bindings })
            }
        };
        Ok(BindingData { value: Some(value), union: None })
    }
}

/// A reference to an output, or to an input of the workflow if `node_id` is empty.
fn promise(node_id: String, var: String, path: &[PathStep]) -> BindingValue {
    let step = |step: &PathStep| match step {
        PathStep::Field(name) => PromiseAttributeValue::StringValue(name.to_string()),
        PathStep::Key(key) => PromiseAttributeValue::StringValue(key.clone()),
        PathStep::Index(index) => PromiseAttributeValue::IntValue(i32::try_from(*index).unwrap_or(i32::MAX)),
    };
    let attr_path = path.iter().map(|at| PromiseAttribute { value: Some(step(at)) }).collect();
    BindingValue::Promise(OutputReference { node_id, var, attr_path })
}
