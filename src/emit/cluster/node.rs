//! A node of the resource: Kubernetes' counterpart of each kind of node.

use serde::Serialize;

use super::{inner_id, text};
use crate::flyteidl::core::{
    ArrayNode, Binding, BooleanExpression, Error, ExtendedResources, GateCondition, GateNode, IfBlock, IfElseBlock, IfElseDefault, Node,
    NodeTarget, Resources, SuccessCriteria, WorkflowReference,
};
use crate::flyteidl::google;

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NodeSpec<'a> {
    pub(super) id: &'a str,
    name: &'a str,
    /// Kubernetes' form of it is shorter.
    resources: Option<&'a Resources>,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    workflow: Option<SubWorkflow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    branch: Option<BranchSpec<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gate: Option<GateSpec<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    array: Option<Box<ArraySpec<'a>>>,
    input_bindings: &'a [Binding],
    /// Those of the task count too, so that most nodes have it.
    retry: Retry,
    #[serde(skip_serializing_if = "Option::is_none")]
    extended_resources: Option<&'a ExtendedResources>,
    #[serde(skip_serializing_if = "Option::is_none")]
    execution_deadline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    active_deadline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interruptible: Option<bool>,
    #[serde(skip_serializing_if = "str::is_empty")]
    container_image: &'a str,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Retry {
    min_attempts: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SubWorkflow {
    #[serde(skip_serializing_if = "Option::is_none")]
    launch_plan_ref_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub_workflow_ref: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BranchSpec<'a> {
    r#if: Option<CaseSpec<'a>>,
    else_if: Vec<CaseSpec<'a>>,
    r#else: Option<String>,
    else_fail: Option<&'a Error>,
}

#[derive(Serialize)]
struct CaseSpec<'a> {
    condition: Option<&'a BooleanExpression>,
    /// The node's id; the node itself is a member of the workflow.
    then: Option<String>,
}

#[derive(Serialize)]
struct GateSpec<'a> {
    kind: &'static str,
    #[serde(flatten)]
    condition: Option<&'a GateCondition>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ArraySpec<'a> {
    sub_node_spec: Option<NodeSpec<'a>>,
    parallelism: Option<u32>,
    min_successes: Option<u32>,
    min_success_ratio: Option<f32>,
    bound_inputs: &'a [String],
}

impl<'a> NodeSpec<'a> {
    /// The node that Flyte puts before or after all others.
    pub(super) fn sentinel(id: &'static str, input_bindings: &'a [Binding]) -> Self {
        Self { id, kind: id, input_bindings, ..Self::default() }
    }

    pub(super) fn new(id: &'a str, node: &'a Node) -> Self {
        let metadata = node.metadata.as_ref();
        let timeout = metadata.and_then(|metadata| metadata.timeout);
        let attempts = metadata.and_then(|metadata| metadata.retries.as_ref());
        let mut spec = Self {
            id,
            name: metadata.map_or("", |metadata| &metadata.name),
            input_bindings: &node.inputs,
            retry: Retry { min_attempts: attempts.map_or(1, |retries| retries.retries.saturating_add(1)) },
            execution_deadline: timeout.map(|timeout| deadline(timeout, 1)),
            active_deadline: timeout.map(|timeout| deadline(timeout, 2)),
            interruptible: metadata.and_then(|metadata| metadata.interruptible),
            ..Self::default()
        };
        match &node.target {
            Some(NodeTarget::TaskNode(task)) => {
                spec.kind = "task";
                spec.task = task.reference_id.as_ref().map(text);
                if let Some(overrides) = &task.overrides {
                    spec.resources = overrides.resources.as_ref();
                    spec.extended_resources = overrides.extended_resources.as_deref();
                    spec.container_image = &overrides.container_image;
                }
            }
            Some(NodeTarget::WorkflowNode(workflow)) => {
                spec.kind = "workflow";
                spec.workflow = workflow.reference.as_ref().map(SubWorkflow::new);
            }
            Some(NodeTarget::ArrayNode(array)) => {
                spec.kind = "array";
                spec.array = Some(Box::new(ArraySpec::new(array)));
            }
            Some(NodeTarget::BranchNode(branch)) => {
                spec.kind = "branch";
                spec.branch = branch.if_else.as_ref().map(|block| BranchSpec::new(id, block));
            }
            Some(NodeTarget::GateNode(gate)) => {
                spec.kind = "gate";
                spec.gate = Some(GateSpec::new(gate));
            }
            // Flyte's compiler refuses it, so it never gets into a resource.
            None => {}
        }
        spec
    }
}

impl SubWorkflow {
    fn new(reference: &WorkflowReference) -> Self {
        match reference {
            WorkflowReference::LaunchplanRef(id) => Self { launch_plan_ref_name: Some(text(id)), sub_workflow_ref: None },
            WorkflowReference::SubWorkflowRef(id) => Self { launch_plan_ref_name: None, sub_workflow_ref: Some(text(id)) },
        }
    }
}

impl<'a> BranchSpec<'a> {
    fn new(id: &str, block: &'a IfElseBlock) -> Self {
        let case = |case: &'a IfBlock| CaseSpec {
            condition: case.condition.as_ref(),
            then: case.then_node.as_ref().map(|node| inner_id(id, node)),
        };
        let (otherwise, fail) = match &block.default {
            Some(IfElseDefault::ElseNode(node)) => (Some(inner_id(id, node)), None),
            Some(IfElseDefault::Error(error)) => (None, Some(error)),
            None => (None, None),
        };
        Self { r#if: block.case.as_ref().map(case), else_if: block.other.iter().map(case).collect(), r#else: otherwise, else_fail: fail }
    }
}

impl<'a> GateSpec<'a> {
    fn new(gate: &'a GateNode) -> Self {
        let kind = match gate.condition {
            Some(GateCondition::Approve(_)) => "approve",
            Some(GateCondition::Signal(_)) => "signal",
            Some(GateCondition::Sleep(_)) => "sleep",
            None => "",
        };
        Self { kind, condition: gate.condition.as_ref() }
    }
}

impl<'a> ArraySpec<'a> {
    fn new(array: &'a ArrayNode) -> Self {
        let (min_successes, min_success_ratio) = match array.success_criteria {
            Some(SuccessCriteria::MinSuccesses(count)) => (Some(count), None),
            Some(SuccessCriteria::MinSuccessRatio(ratio)) => (None, Some(ratio)),
            None => (None, None),
        };
        Self {
            sub_node_spec: array.node.as_ref().map(|node| NodeSpec::new(&node.id, node)),
            parallelism: array.parallelism,
            min_successes,
            min_success_ratio,
            bound_inputs: &array.bound_inputs,
        }
    }
}

/// A multiple of a timeout as Go writes durations: `1h30m0.5s`.
fn deadline(timeout: google::Duration, times: i64) -> String {
    let seconds = timeout.seconds.saturating_mul(times);
    format!("{}h{}m{}.{:09}s", seconds / 3600, seconds / 60 % 60, seconds % 60, timeout.nanos)
}
