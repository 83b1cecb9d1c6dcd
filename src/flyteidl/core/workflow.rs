//! Workflows: nodes, and what a node can be.
//!
//! Mirrors `flyteidl/core/workflow.proto`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Binding, BooleanExpression, Error, ExtendedResources, Identifier, K8sPod, LiteralType, QualityOfService, Resources, RetryStrategy,
    TypedInterface,
};
use crate::flyteidl::{google, json};

/// A workflow.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct WorkflowTemplate {
    /// Its name.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub id: Option<Identifier>,
    /// How it is run.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub metadata: Option<WorkflowMetadata>,
    /// Its inputs and outputs.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub interface: Option<TypedInterface>,
    /// Its nodes; flytekit adds none for its start and its end.
    #[prost(message, repeated, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub nodes: Vec<Node>,
    /// Where its outputs come from.
    #[prost(message, repeated, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub outputs: Vec<Binding>,
    /// What runs if it fails; it sees the workflow's inputs.
    #[prost(message, optional, tag = "6")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub failure_node: Option<Node>,
    /// Settings its nodes inherit.
    #[prost(message, optional, tag = "7")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub metadata_defaults: Option<WorkflowMetadataDefaults>,
}

/// How a workflow is run.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct WorkflowMetadata {
    /// How long it may wait.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub quality_of_service: Option<QualityOfService>,
    /// What happens to other nodes if one fails.
    #[prost(enumeration = "OnFailurePolicy", tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<OnFailurePolicy, _>")]
    pub on_failure: i32,
    /// Free tags.
    #[prost(btree_map = "string, string", tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub tags: BTreeMap<String, String>,
}

/// What happens to the other nodes of a workflow if one fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum OnFailurePolicy {
    /// They are ended.
    FailImmediately = 0,
    /// Those that do not depend on it still run.
    FailAfterExecutableNodesComplete = 1,
}

/// Settings that the nodes of a workflow inherit.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct WorkflowMetadataDefaults {
    /// Whether they may run on machines that can be preempted.
    #[prost(bool, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub interruptible: bool,
}

/// A step of a workflow.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Node {
    /// Its name in the workflow.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub id: String,
    /// Its name for people, and settings that go before those of what it runs.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub metadata: Option<NodeMetadata>,
    /// Where its inputs come from.
    #[prost(message, repeated, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub inputs: Vec<Binding>,
    /// Nodes that end before it starts, in addition to those its inputs come from.
    #[prost(string, repeated, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub upstream_node_ids: Vec<String>,
    /// Other names of its outputs.
    #[prost(message, repeated, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub output_aliases: Vec<Alias>,
    /// What it does.
    #[prost(oneof = "NodeTarget", tags = "6, 7, 8, 9, 10")]
    #[serde(flatten)]
    pub target: Option<NodeTarget>,
}

/// What a [`Node`] does.
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeTarget {
    /// Runs a task.
    #[prost(message, tag = "6")]
    TaskNode(Box<TaskNode>),
    /// Runs a sub-workflow or a launch plan.
    #[prost(message, tag = "7")]
    WorkflowNode(WorkflowNode),
    /// Chooses between nodes.
    #[prost(message, tag = "8")]
    BranchNode(Box<BranchNode>),
    /// Waits.
    #[prost(message, tag = "9")]
    GateNode(GateNode),
    /// Runs a node once per element.
    #[prost(message, tag = "10")]
    ArrayNode(Box<ArrayNode>),
}

/// The name of a node for people, and settings that go before those of what it runs.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct NodeMetadata {
    /// The name that people see.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub name: String,
    /// The deadline of one attempt.
    #[prost(message, optional, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub timeout: Option<google::Duration>,
    /// How often it is retried.
    #[prost(message, optional, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub retries: Option<RetryStrategy>,
    /// Whether it may run on machines that can be preempted; absent leaves it to the task.
    #[prost(bool, optional, tag = "6")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub interruptible: Option<bool>,
    /// Whether results are cached; absent leaves it to the task.
    #[prost(bool, optional, tag = "7")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub cacheable: Option<bool>,
    /// The version of the cache; absent leaves it to the task.
    #[prost(string, optional, tag = "8")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub cache_version: Option<String>,
    /// Whether equal executions wait for each other; absent leaves it to the task.
    #[prost(bool, optional, tag = "9")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub cache_serializable: Option<bool>,
    /// Free settings.
    #[prost(btree_map = "string, string", tag = "10")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub config: BTreeMap<String, String>,
}

/// Another name of an output.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Alias {
    /// The output.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub var: String,
    /// Its other name.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub alias: String,
}

/// Runs a task.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct TaskNode {
    /// The task.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub reference_id: Option<Identifier>,
    /// What differs from the task's own settings.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub overrides: Option<TaskNodeOverrides>,
}

/// Settings of a task that one node replaces.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct TaskNodeOverrides {
    /// What its container asks for and may use.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub resources: Option<Resources>,
    /// Accelerators and shared memory.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub extended_resources: Option<Box<ExtendedResources>>,
    /// Its image.
    #[prost(string, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub container_image: String,
    /// Its pod.
    #[prost(message, optional, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub pod_template: Option<Box<K8sPod>>,
}

/// Runs a workflow.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct WorkflowNode {
    /// Which workflow.
    #[prost(oneof = "WorkflowReference", tags = "1, 2")]
    #[serde(flatten)]
    pub reference: Option<WorkflowReference>,
}

/// Which workflow a [`WorkflowNode`] runs.
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkflowReference {
    /// The workflow of a launch plan, as an execution of its own.
    #[prost(message, tag = "1")]
    LaunchplanRef(Identifier),
    /// A workflow that is part of this one.
    #[prost(message, tag = "2")]
    SubWorkflowRef(Identifier),
}

/// Chooses between nodes.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct BranchNode {
    /// The cases.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub if_else: Option<IfElseBlock>,
}

/// Cases that are tried in order.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct IfElseBlock {
    /// The first.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub case: Option<IfBlock>,
    /// The others, in order.
    #[prost(message, repeated, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub other: Vec<IfBlock>,
    /// What happens if no case holds.
    #[prost(oneof = "IfElseDefault", tags = "3, 4")]
    #[serde(flatten)]
    pub default: Option<IfElseDefault>,
}

/// What happens if no case of an [`IfElseBlock`] holds.
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IfElseDefault {
    /// This node runs.
    #[prost(message, tag = "3")]
    ElseNode(Box<Node>),
    /// The branch node fails with this error.
    #[prost(message, tag = "4")]
    Error(Error),
}

/// One case.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct IfBlock {
    /// When it holds.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub condition: Option<BooleanExpression>,
    /// The node that runs then.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub then_node: Option<Node>,
}

/// Waits for a person, a value, or time to pass.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct GateNode {
    /// What it waits for.
    #[prost(oneof = "GateCondition", tags = "1, 2, 3")]
    #[serde(flatten)]
    pub condition: Option<GateCondition>,
}

/// What a [`GateNode`] waits for.
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GateCondition {
    /// A person has to approve.
    #[prost(message, tag = "1")]
    Approve(ApproveCondition),
    /// A person has to provide a value.
    #[prost(message, tag = "2")]
    Signal(Box<SignalCondition>),
    /// Time has to pass.
    #[prost(message, tag = "3")]
    Sleep(SleepCondition),
}

/// Waits for an approval.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ApproveCondition {
    /// The name of the signal.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub signal_id: String,
}

/// Waits for a value.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct SignalCondition {
    /// The name of the signal.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub signal_id: String,
    /// The type of the value.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub r#type: Option<LiteralType>,
    /// The name of the output that holds the value.
    #[prost(string, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub output_variable_name: String,
}

/// Waits for time to pass.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct SleepCondition {
    /// How long.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub duration: Option<google::Duration>,
}

/// Runs a node once per element of its list inputs.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ArrayNode {
    /// The node that is run per element; its target is a task.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub node: Option<Node>,
    /// How many elements run at a time: 0 means no limit; absent follows the platform's setting, which
    /// is no limit unless changed.
    #[prost(uint32, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub parallelism: Option<u32>,
    /// How many elements must succeed.
    #[prost(oneof = "SuccessCriteria", tags = "3, 4")]
    #[serde(flatten)]
    pub success_criteria: Option<SuccessCriteria>,
    /// How much state is kept of the elements; the backend ignores it.
    #[prost(enumeration = "ExecutionMode", tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<ExecutionMode, _>")]
    pub execution_mode: i32,
    /// Whether the node's task has the interface of one element, not of the lists; the backend
    /// ignores it.
    #[prost(message, optional, tag = "6")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub is_original_sub_node_interface: Option<google::BoolValue>,
    /// Where the elements' inputs are read from; the backend ignores it.
    #[prost(enumeration = "DataMode", tag = "7")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<DataMode, _>")]
    pub data_mode: i32,
    /// Inputs that every element gets whole.
    #[prost(string, repeated, tag = "8")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub bound_inputs: Vec<String>,
    /// Whether elements still start once the array can no longer succeed; the backend ignores it.
    #[prost(bool, tag = "9")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub run_all_sub_nodes: bool,
}

/// How many elements must succeed for an [`ArrayNode`] to succeed; absent means all.
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SuccessCriteria {
    /// This many.
    #[prost(uint32, tag = "3")]
    MinSuccesses(u32),
    /// This part. The backend uses the ceiling of this 32-bit float times the number of elements.
    #[prost(float, tag = "4")]
    #[serde(serialize_with = "json::float")]
    MinSuccessRatio(f32),
}

/// How much state is kept of the elements of an [`ArrayNode`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum ExecutionMode {
    /// Phases and attempts only: elements that are tasks.
    MinimalState = 0,
    /// All of it: elements that have state of their own.
    FullState = 1,
}

/// Where the elements of an [`ArrayNode`] read their inputs from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum DataMode {
    /// From the file of the whole array: an element picks its own by its index.
    SingleInputFile = 0,
    /// From a file per element.
    IndividualInputFiles = 1,
}
