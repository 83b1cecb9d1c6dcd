//! The resource that a workflow becomes in the cluster, in as far as its size needs it.
//!
//! Propeller turns a compiled workflow into a `FlyteWorkflow`, which etcd keeps as JSON: nodes by their ids, edges three times, task templates and
//! sub-workflows by the text of their identifiers (`flytepropeller/pkg/compiler/transformers/k8s`,
//! `flytepropeller/pkg/apis/flyteworkflow/v1alpha1`). The types here have the fields of those, and are written into a counter. What the
//! compiler cannot know is taken as rather long, so that the size is one that the resource stays under.

use std::io;

use rustc_hash::FxHashSet;
use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter};

use crate::flyteidl::core::{
    ArrayNode, Binding, BindingData, BindingValue, ExtendedResources, Identifier, LiteralType, LiteralTypeKind, Node, NodeTarget,
    OnFailurePolicy, ResourceType, Resources, SuccessCriteria, TaskTemplate, TypedInterface, VariableMap, WorkflowReference,
    WorkflowTemplate,
};
use crate::flyteidl::google;

/// What stands for a project, a domain and a version that are left to whoever registers.
const OPEN_PROJECT: &str = "sixteen-letters-";
const OPEN_DOMAIN: &str = "development";
const OPEN_VERSION: &str = "a-version-of-thirty-two-letters-";

/// Bytes of the resource beside workflows and tasks: names, labels, the settings of an execution.
pub(super) const FRAME: u64 = 1024;

/// Bytes of the requests and limits that Admin adds to a container without any
/// (`flyteadmin/pkg/manager/impl/execution_manager.go`).
const ADDED_RESOURCES: u64 = 240;

const START: &str = "start-node";
const END: &str = "end-node";

/// The bytes that a workflow adds to its own resource, and to the resource of every workflow that reaches it.
pub(super) fn workflow(template: &WorkflowTemplate) -> u64 {
    let sentinel = |id, inputs| NodeSpec { id, kind: id, input_bindings: inputs, ..NodeSpec::default() };
    let own = template.nodes.iter().map(NodeSpec::new);
    let nodes =
        own.chain([sentinel(START, &[]), sentinel(END, &template.outputs)]).map(|node| member(node.id) + length(&node)).sum::<u64>();
    member(&template.id.as_ref().map(text).unwrap_or_default()) + length(&WorkflowSpec::new(template)) + nodes + edges(template)
}

/// The bytes that a task adds to the resource of every workflow that reaches it.
pub(super) fn task(template: &TaskTemplate) -> u64 {
    let interface = template.interface.as_ref();
    let id = template.id.as_ref();
    length(template) - length(&interface) + length(&interface.map(stripped)) - length(&id)
        + length(&id.map(filled))
        + member(&id.map(text).unwrap_or_default())
        + ADDED_RESOURCES
}

/// A workflow, but for the members of its maps, which are counted one by one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WorkflowSpec<'a> {
    id: String,
    nodes: Members,
    /// The downstream edges again, for older versions of propeller.
    connections: Members,
    edges: Edges,
    outputs: VariableMap,
    output_bindings: &'a [Binding],
    on_failure_policy: OnFailurePolicy,
}

#[derive(Default, Serialize)]
struct Edges {
    downstream: Members,
    upstream: Members,
}

/// The members of a map.
#[derive(Default, Serialize)]
struct Members {}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct NodeSpec<'a> {
    id: &'a str,
    name: &'a str,
    /// Kubernetes' form of it is shorter.
    resources: Option<&'a Resources>,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    workflow: Option<SubWorkflow>,
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
    sub_workflow_ref: String,
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

impl<'a> WorkflowSpec<'a> {
    fn new(template: &'a WorkflowTemplate) -> Self {
        let interface = template.interface.as_ref().map(stripped).unwrap_or_default();
        Self {
            id: template.id.as_ref().map(|id| format!("{}:{}:{}", parts(id)[0], parts(id)[1], id.name)).unwrap_or_default(),
            nodes: Members {},
            connections: Members {},
            edges: Edges::default(),
            outputs: interface.outputs.unwrap_or_default(),
            output_bindings: &template.outputs,
            on_failure_policy: OnFailurePolicy::FailAfterExecutableNodesComplete,
        }
    }
}

/// The bytes of the edges: twice a list of followers for each node, once a list of what it follows.
///
/// Edges are where inputs come from and what a node waits for; a node without any comes after the start, one without followers before the
/// end (`flytepropeller/pkg/compiler/workflow_compiler.go`).
fn edges(template: &WorkflowTemplate) -> u64 {
    let mut followed = FxHashSet::default();
    let mut bytes = 0;
    let mut follow = |to: &str, sources: Vec<&'_ str>| {
        bytes += list(to) + sources.iter().map(|from| element(from) + 2 * element(to)).sum::<u64>();
    };
    for node in &template.nodes {
        let mut sources = sources(&node.inputs, node.upstream_node_ids.iter().map(String::as_str).collect());
        if sources.is_empty() {
            sources.push(START);
        }
        followed.extend(sources.iter().copied());
        follow(&node.id, sources);
    }
    let mut last = sources(&template.outputs, Vec::new());
    last.extend(template.nodes.iter().map(|node| node.id.as_str()).filter(|id| !followed.contains(id)));
    last.sort_unstable();
    last.dedup();
    followed.extend(last.iter().copied());
    follow(END, last);
    bytes + followed.into_iter().map(|from| 2 * list(from)).sum::<u64>()
}

/// The nodes that bindings take values from, beside those that are known.
fn sources<'a>(bindings: &'a [Binding], mut found: Vec<&'a str>) -> Vec<&'a str> {
    let mut rest: Vec<&BindingData> = bindings.iter().filter_map(|binding| binding.binding.as_ref()).collect();
    while let Some(data) = rest.pop() {
        match &data.value {
            Some(BindingValue::Promise(promise)) if promise.node_id.is_empty() => found.push(START),
            Some(BindingValue::Promise(promise)) => found.push(&promise.node_id),
            Some(BindingValue::Collection(collection)) => rest.extend(&collection.bindings),
            Some(BindingValue::Map(map)) => rest.extend(map.bindings.values()),
            _ => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The bytes of a text in a list: with quotes and a comma. Ids of nodes need no escapes.
fn element(text: &str) -> u64 {
    text.len() as u64 + 3
}

/// The bytes of the name of a member of a map. Names are ids of nodes, or texts of identifiers, whose quotes are escaped.
fn member(name: &str) -> u64 {
    element(name) + 1 + name.matches('"').count() as u64
}

/// The bytes of a list that is a member of a map, without its elements.
fn list(name: &str) -> u64 {
    member(name) + 2
}

impl<'a> NodeSpec<'a> {
    fn new(node: &'a Node) -> Self {
        let metadata = node.metadata.as_ref();
        let timeout = metadata.and_then(|metadata| metadata.timeout);
        let attempts = metadata.and_then(|metadata| metadata.retries.as_ref());
        let mut spec = Self {
            id: &node.id,
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
                if let Some(WorkflowReference::SubWorkflowRef(id) | WorkflowReference::LaunchplanRef(id)) = &workflow.reference {
                    spec.workflow = Some(SubWorkflow { sub_workflow_ref: text(id) });
                }
            }
            Some(NodeTarget::ArrayNode(array)) => {
                spec.kind = "array";
                spec.array = Some(Box::new(ArraySpec::new(array)));
            }
            Some(NodeTarget::BranchNode(_) | NodeTarget::GateNode(_)) | None => {}
        }
        spec
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
            sub_node_spec: array.node.as_ref().map(NodeSpec::new),
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

/// An identifier with something for the parts that are open.
fn filled(id: &Identifier) -> Identifier {
    let [project, domain, version] = parts(id).map(str::to_owned);
    Identifier { project, domain, version, ..id.clone() }
}

/// Project, domain and version, or what stands for them.
fn parts(id: &Identifier) -> [&str; 3] {
    [(&id.project, OPEN_PROJECT), (&id.domain, OPEN_DOMAIN), (&id.version, OPEN_VERSION)]
        .map(|(part, open)| if part.is_empty() { open } else { part.as_str() })
}

/// An identifier as Go prints messages, in some builds with two spaces between fields.
fn text(id: &Identifier) -> String {
    let kind = match ResourceType::try_from(id.resource_type) {
        Ok(ResourceType::Task) => "TASK",
        Ok(ResourceType::Workflow) => "WORKFLOW",
        _ => "LAUNCH_PLAN",
    };
    let [project, domain, version] = parts(id);
    let name = &id.name;
    format!("resource_type:{kind}  project:\"{project}\"  domain:\"{domain}\"  name:\"{name}\"  version:\"{version}\"")
}

/// An interface without what propeller leaves out of it: descriptions, and the schemas of structs
/// (`flytepropeller/pkg/compiler/transformers/k8s/utils.go`).
fn stripped(interface: &TypedInterface) -> TypedInterface {
    let mut interface = interface.clone();
    for map in [&mut interface.inputs, &mut interface.outputs].into_iter().flatten() {
        for variable in map.variables.values_mut() {
            variable.description.clear();
            variable.r#type.iter_mut().for_each(strip);
        }
    }
    interface
}

fn strip(ty: &mut LiteralType) {
    ty.metadata = None;
    ty.structure.iter_mut().flat_map(|structure| structure.dataclass_type.values_mut()).for_each(strip);
    match &mut ty.r#type {
        Some(LiteralTypeKind::CollectionType(inner) | LiteralTypeKind::MapValueType(inner)) => strip(inner),
        Some(LiteralTypeKind::UnionType(union)) => union.variants.iter_mut().for_each(strip),
        Some(LiteralTypeKind::StructuredDatasetType(dataset)) => {
            dataset.columns.iter_mut().filter_map(|column| column.literal_type.as_mut()).for_each(strip);
        }
        _ => {}
    }
}

/// The bytes of a value in JSON as Go writes it. What has no JSON was refused before, and has no length.
fn length(value: &impl Serialize) -> u64 {
    let mut counter = Counter(0);
    let written = value.serialize(&mut serde_json::Serializer::with_formatter(&mut counter, GoJson));
    written.map_or(0, |()| counter.0)
}

struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where Go's `encoding/json` writes longer than serde: it escapes for HTML, and writes floats without an exponent for longer.
///
/// Names of fields are shorter there by their underscores.
struct GoJson;

impl Formatter for GoJson {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        if (1e-6..1e21).contains(&value.abs()) { write!(writer, "{value}") } else { write!(writer, "{value:e}+") }
    }

    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        writer.write_all(fragment.as_bytes())?;
        // Each becomes six bytes, `\u003c`; of the separators U+2028 and U+2029 three more than they have.
        let marks = fragment.bytes().filter(|byte| matches!(byte, b'<' | b'>' | b'&')).count();
        let separators = if fragment.as_bytes().contains(&0xe2) { fragment.matches(['\u{2028}', '\u{2029}']).count() } else { 0 };
        let escaped = 5 * marks + 3 * separators;
        (0..escaped).try_for_each(|_| writer.write_all(b"0"))
    }

    fn write_char_escape<W: ?Sized + io::Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        let short = matches!(
            escape,
            CharEscape::Quote | CharEscape::ReverseSolidus | CharEscape::LineFeed | CharEscape::CarriageReturn | CharEscape::Tab
        );
        writer.write_all(if short { b"\\n" } else { b"\\u0000" })
    }
}
