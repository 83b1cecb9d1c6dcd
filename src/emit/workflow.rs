//! Workflows: their nodes in topological order, their interface and outputs, and the templates of their sub-workflows.

use std::collections::BTreeMap;

use super::{Emitter, description, interface, naming, resources};
use crate::flyteidl::admin::WorkflowSpec;
use crate::flyteidl::core::{
    Binding, Node, NodeMetadata, NodeTarget, OnFailurePolicy, ResourceType, RetryStrategy, TaskNode, TaskNodeOverrides, WorkflowMetadata,
    WorkflowMetadataDefaults, WorkflowNode, WorkflowReference, WorkflowTemplate,
};
use crate::graph::{Effective, GraphNode, WorkflowGraph};
use crate::literal::WriteError;
use crate::literal::write::duration;
use crate::parallel;
use crate::program::{self, Callee, NodeOptions, Shape, WorkflowId};

impl Emitter<'_> {
    /// A workflow as it is registered.
    pub(super) fn workflow_spec(&self, id: WorkflowId) -> Result<WorkflowSpec, WriteError> {
        let reached = self.program.reached_workflows([Callee::Workflow(id)]);
        let subs: BTreeMap<String, WorkflowId> =
            reached.filter(|sub| *sub != id).map(|sub| (self.program.workflow(sub).registered_name(), sub)).collect();
        Ok(WorkflowSpec {
            template: Some(self.workflow_template(id)?),
            sub_workflows: subs.into_values().map(|sub| self.workflow_template(sub)).collect::<Result<_, _>>()?,
            description: Some(description::description(self.program.workflow(id).header.doc.as_deref())),
        })
    }

    fn workflow_template(&self, id: WorkflowId) -> Result<WorkflowTemplate, WriteError> {
        let workflow = self.program.workflow(id);
        let graph = self.graphs.workflow(id);
        let on_failure = match workflow.options.fail_after_executable_nodes_complete {
            true => OnFailurePolicy::FailAfterExecutableNodesComplete,
            false => OnFailurePolicy::FailImmediately,
        };
        let outputs = workflow.interface.outputs.iter().map(|output| &output.name).zip(&workflow.outputs);
        Ok(WorkflowTemplate {
            id: Some(self.id(ResourceType::Workflow, workflow.registered_name())),
            metadata: Some(WorkflowMetadata {
                on_failure: on_failure.into(),
                tags: workflow.options.tags.iter().map(|tag| (tag.clone(), String::new())).collect(),
                ..WorkflowMetadata::default()
            }),
            interface: Some(interface::interface(self.program, &workflow.interface)),
            nodes: self.nodes(graph)?,
            outputs: self.bindings(graph, outputs)?,
            failure_node: None,
            metadata_defaults: Some(WorkflowMetadataDefaults { interruptible: workflow.options.interruptible.unwrap_or_default() }),
        })
    }

    fn nodes(&self, graph: &WorkflowGraph) -> Result<Vec<Node>, WriteError> {
        let nodes: Vec<&GraphNode> = graph.nodes().map(|(_, node)| node).collect();
        parallel::map_light(&nodes, |node| self.node(graph, node)).into_iter().collect()
    }

    fn node(&self, graph: &WorkflowGraph, placed: &GraphNode) -> Result<Node, WriteError> {
        let node = self.program.workflow(graph.workflow).node(placed.node);
        let inputs = self.inputs(graph, node)?;
        let metadata = attempt_metadata(&placed.settings, placed.settings.name.clone());
        let (metadata, target) = match &node.shape {
            Shape::Call(Callee::Task(task)) => (metadata, self.task_target(self.task_name(*task), &node.options)),
            Shape::Map(map) => {
                let name = naming::map_task(self.program.task(map.task), map);
                let shown = node.options.name.clone().unwrap_or_else(|| name.clone());
                let inner = Node {
                    id: name.clone(),
                    metadata: Some(attempt_metadata(&placed.settings, shown)),
                    inputs: inputs.clone(),
                    target: Some(self.task_target(name, &node.options)),
                    ..Node::default()
                };
                // The settings of an element are on the inner node; the outer one only waits for all of them.
                let metadata = NodeMetadata { name: metadata.name, retries: Some(RetryStrategy::default()), ..NodeMetadata::default() };
                (metadata, self.array_node(map, inner))
            }
            Shape::Call(Callee::Workflow(inner)) => {
                let id = self.id(ResourceType::Workflow, self.program.workflow(*inner).registered_name());
                let reference = Some(WorkflowReference::SubWorkflowRef(id));
                (metadata, NodeTarget::WorkflowNode(WorkflowNode { reference }))
            }
        };
        Ok(Node {
            id: placed.id.clone(),
            metadata: Some(metadata),
            inputs,
            upstream_node_ids: graph.upstream(placed.node).map(|source| source.id.clone()).collect(),
            target: Some(target),
            ..Node::default()
        })
    }

    /// The bindings of a node, sorted by the names of the inputs as flytekit sorts them.
    fn inputs(&self, graph: &WorkflowGraph, node: &program::Node) -> Result<Vec<Binding>, WriteError> {
        let interface = self.program.signature(node.callee()).interface;
        let mut inputs: Vec<_> = interface.inputs.iter().map(|input| &input.name).zip(&node.inputs).collect();
        inputs.sort_by_key(|(name, _)| *name);
        self.bindings(graph, inputs.into_iter())
    }

    fn task_target(&self, name: String, options: &NodeOptions) -> NodeTarget {
        NodeTarget::TaskNode(Box::new(TaskNode {
            reference_id: Some(self.id(ResourceType::Task, name)),
            overrides: Some(TaskNodeOverrides {
                resources: resources::of_override(&options.resources),
                extended_resources: resources::extended(options.accelerator.as_ref(), options.shared_memory.as_ref()).map(Box::new),
                container_image: options.image.clone().unwrap_or_default(),
                pod_template: None,
            }),
        }))
    }
}

/// The settings for the attempts of a node. Flyte reads the timeout from here and nowhere else.
fn attempt_metadata(settings: &Effective, name: String) -> NodeMetadata {
    NodeMetadata {
        name,
        timeout: settings.timeout.filter(|micros| *micros != 0).map(duration),
        retries: Some(RetryStrategy { retries: settings.retries }),
        interruptible: settings.interruptible,
        ..NodeMetadata::default()
    }
}
