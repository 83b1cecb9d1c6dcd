//! Workflows: their nodes in topological order, their interface and outputs, and the templates of their sub-workflows.

use std::collections::BTreeMap;

use super::{Emitter, description, interface, naming, resources};
use crate::flyteidl::admin::WorkflowSpec;
use crate::flyteidl::core::{
    Node, NodeMetadata, NodeTarget, OnFailurePolicy, ResourceType, RetryStrategy, TaskNode, TaskNodeOverrides, WorkflowMetadata,
    WorkflowMetadataDefaults, WorkflowNode, WorkflowReference, WorkflowTemplate,
};
use crate::graph::{GraphNode, Work, WorkflowGraph};
use crate::literal::WriteError;
use crate::literal::write::duration;
use crate::parallel;
use crate::program::{NodeOptions, WorkflowId};

impl Emitter<'_> {
    /// A workflow as it is registered.
    pub(super) fn workflow_spec(&self, id: WorkflowId) -> Result<WorkflowSpec, WriteError> {
        let subs: BTreeMap<String, WorkflowId> =
            self.graphs.sub_workflows(id).into_iter().map(|sub| (self.program.workflow(sub).registered_name(), sub)).collect();
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
        let outputs = workflow.interface.outputs.iter().map(|output| &output.name).zip(&graph.outputs);
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

    fn node(&self, graph: &WorkflowGraph, node: &GraphNode) -> Result<Node, WriteError> {
        let inputs = self.bindings(graph, node.inputs.iter().map(|(name, binding)| (name, binding)))?;
        let upstream = node.upstream.iter().filter_map(|at| graph.node(*at)).map(|source| source.id.clone()).collect();
        let (metadata, target) = match &node.work {
            Work::Task(task) => {
                let name = self.task_name(*task);
                (attempt_metadata(node, node.name.clone()), self.task_target(name, &node.overrides))
            }
            Work::Workflow(inner) => {
                let workflow = self.program.workflow(*inner);
                let metadata = NodeMetadata {
                    // flytekit states the sub-workflow's own default where nothing else is said.
                    interruptible: Some(node.interruptible.or(workflow.options.interruptible).unwrap_or_default()),
                    ..attempt_metadata(node, node.name.clone())
                };
                let reference = WorkflowReference::SubWorkflowRef(self.id(ResourceType::Workflow, workflow.registered_name()));
                (metadata, NodeTarget::WorkflowNode(WorkflowNode { reference: Some(reference) }))
            }
            Work::Map(work) => {
                let name = naming::map_task(self.program.task(work.task), work);
                let shown = node.overrides.name.clone().unwrap_or_else(|| name.clone());
                let inner = Node {
                    id: name.clone(),
                    metadata: Some(attempt_metadata(node, shown)),
                    inputs: inputs.clone(),
                    target: Some(self.task_target(name, &node.overrides)),
                    ..Node::default()
                };
                // What an element obeys stands on the inner node; the outer one only waits for all of them.
                let metadata = NodeMetadata { name: node.name.clone(), retries: Some(RetryStrategy::default()), ..NodeMetadata::default() };
                (metadata, self.array_node(work, inner))
            }
        };
        Ok(Node {
            id: node.id.clone(),
            metadata: Some(metadata),
            inputs,
            upstream_node_ids: upstream,
            target: Some(target),
            ..Node::default()
        })
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

/// What the attempts of a node obey. Flyte reads the timeout from here and nowhere else.
fn attempt_metadata(node: &GraphNode, name: String) -> NodeMetadata {
    NodeMetadata {
        name,
        timeout: node.timeout.filter(|micros| *micros != 0).map(duration),
        retries: Some(RetryStrategy { retries: node.retries }),
        interruptible: node.interruptible,
        ..NodeMetadata::default()
    }
}
