//! The resource that a workflow becomes in the cluster, as far as needed for its size.
//!
//! Propeller turns a compiled workflow into a `FlyteWorkflow`, which etcd keeps as JSON: nodes by their ids, edges three times, task templates and
//! sub-workflows by the text of their identifiers (`flytepropeller/pkg/compiler/transformers/k8s`,
//! `flytepropeller/pkg/apis/flyteworkflow/v1alpha1`). The types here have the fields of those, and are written into a counter. What the
//! compiler cannot know is assumed to be long, so that the size is an upper bound.

mod json;
mod node;

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use serde::Serialize;

use self::json::length;
use self::node::NodeSpec;
use crate::flyteidl::core::{
    Binding, BindingData, BindingValue, BranchNode, Identifier, IfElseDefault, LiteralType, LiteralTypeKind, Node, NodeTarget,
    OnFailurePolicy, ResourceType, TaskTemplate, TypedInterface, VariableMap, WorkflowTemplate,
};

/// Placeholders for a project, a domain and a version that are left open until registration.
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
    let placed = placed(template);
    let own = placed.iter().map(|placed| NodeSpec::new(&placed.id, placed.node));
    let nodes = own
        .chain([NodeSpec::sentinel(START, &[]), NodeSpec::sentinel(END, &template.outputs)])
        .map(|node| member(node.id) + length(&node))
        .sum::<u64>();
    member(&template.id.as_ref().map(text).unwrap_or_default()) + length(&WorkflowSpec::new(template)) + nodes + edges(&placed, template)
}

/// A node under the id that it has in the resource.
struct Placed<'a> {
    id: Cow<'a, str>,
    node: &'a Node,
    /// The branch that it is a case of.
    branch: Option<Cow<'a, str>>,
}

/// All nodes of a workflow: those within branches are members of the same map (`flytepropeller/pkg/compiler/validators/branch.go`).
fn placed(template: &WorkflowTemplate) -> Vec<Placed<'_>> {
    let mut placed: Vec<Placed<'_>> =
        template.nodes.iter().map(|node| Placed { id: Cow::Borrowed(&node.id), node, branch: None }).collect();
    let mut at = 0;
    while let Some(Placed { id, node, .. }) = placed.get(at) {
        at += 1;
        match &node.target {
            Some(NodeTarget::BranchNode(branch)) => {
                let id = id.clone();
                let within = |node| Placed { id: Cow::Owned(inner_id(&id, node)), node, branch: Some(id.clone()) };
                placed.extend(cases(branch).map(within));
            }
            Some(NodeTarget::TaskNode(_) | NodeTarget::WorkflowNode(_) | NodeTarget::GateNode(_) | NodeTarget::ArrayNode(_)) | None => {}
        }
    }
    placed
}

fn inner_id(branch: &str, node: &Node) -> String {
    format!("{branch}-{}", node.id)
}

/// The nodes of a branch, one of which runs.
fn cases(branch: &BranchNode) -> impl Iterator<Item = &Node> {
    let blocks = branch.if_else.iter().flat_map(|block| block.case.iter().chain(&block.other));
    let otherwise = branch.if_else.iter().filter_map(|block| match &block.default {
        Some(IfElseDefault::ElseNode(node)) => Some(node.as_ref()),
        Some(IfElseDefault::Error(_)) | None => None,
    });
    blocks.filter_map(|block| block.then_node.as_ref()).chain(otherwise)
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
fn edges(placed: &[Placed<'_>], template: &WorkflowTemplate) -> u64 {
    let mut followed = FxHashSet::default();
    let mut bytes = 0;
    let mut follow = |to: &str, sources: Vec<&'_ str>| {
        bytes += list(to) + sources.iter().map(|from| element(from) + 2 * element(to)).sum::<u64>();
    };
    for Placed { id, node, branch } in placed {
        let waits = node.upstream_node_ids.iter().map(String::as_str);
        let mut sources = sources(&node.inputs, waits.chain(branch.as_deref()).collect());
        if sources.is_empty() {
            sources.push(START);
        }
        followed.extend(sources.iter().copied());
        follow(id, sources);
    }
    let mut last = sources(&template.outputs, Vec::new());
    last.extend(placed.iter().map(|placed| placed.id.as_ref()).filter(|id| !followed.contains(id)));
    last.sort_unstable();
    last.dedup();
    followed.extend(last.iter().copied());
    follow(END, last);
    bytes + followed.into_iter().map(|from| 2 * list(from)).sum::<u64>()
}

/// The nodes that bindings read from, besides those that are known.
fn sources<'a>(bindings: &'a [Binding], mut found: Vec<&'a str>) -> Vec<&'a str> {
    let mut rest: Vec<&BindingData> = bindings.iter().filter_map(|binding| binding.binding.as_ref()).collect();
    while let Some(data) = rest.pop() {
        match &data.value {
            Some(BindingValue::Promise(promise)) if promise.node_id.is_empty() => found.push(START),
            Some(BindingValue::Promise(promise)) => found.push(&promise.node_id),
            Some(BindingValue::Collection(collection)) => rest.extend(&collection.bindings),
            Some(BindingValue::Map(map)) => rest.extend(map.bindings.values()),
            Some(BindingValue::Scalar(_) | BindingValue::OffloadedMetadata(_)) | None => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The bytes of a string in a list: with quotes and a comma. Ids of nodes need no escapes.
fn element(text: &str) -> u64 {
    text.len() as u64 + 3
}

/// The bytes of the name of a member of a map. Names are ids of nodes, or strings of identifiers, whose quotes are escaped.
fn member(name: &str) -> u64 {
    element(name) + 1 + name.matches('"').count() as u64
}

/// The bytes of a list that is a member of a map, without its elements.
fn list(name: &str) -> u64 {
    member(name) + 2
}

/// An identifier with placeholders for the parts that are open.
fn filled(id: &Identifier) -> Identifier {
    let [project, domain, version] = parts(id).map(str::to_owned);
    Identifier { project, domain, version, ..id.clone() }
}

/// Project, domain and version, or their placeholders.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flyteidl::core::{GateCondition, GateNode, IfBlock, IfElseBlock, TaskNode};

    fn node(id: &str, target: NodeTarget) -> Node {
        Node { id: id.to_owned(), target: Some(target), ..Node::default() }
    }

    fn called(id: &str) -> Node {
        let reference_id = Some(Identifier { name: "m.t".to_owned(), ..Identifier::default() });
        node(id, NodeTarget::TaskNode(Box::new(TaskNode { reference_id, ..TaskNode::default() })))
    }

    fn branch(id: &str, cases: Vec<Node>) -> Node {
        let other = cases.into_iter().map(|node| IfBlock { condition: None, then_node: Some(node) }).collect();
        let if_else = Some(IfElseBlock { case: None, other, default: None });
        node(id, NodeTarget::BranchNode(Box::new(BranchNode { if_else })))
    }

    fn size(nodes: Vec<Node>) -> u64 {
        workflow(&WorkflowTemplate { nodes, ..WorkflowTemplate::default() })
    }

    #[test]
    fn nodes_within_branches_count_as_others() {
        let after = Node { upstream_node_ids: vec!["b".to_owned()], ..called("b-n0") };
        let apart = size(vec![branch("b", Vec::new()), after]);
        let within = size(vec![branch("b", vec![called("n0")])]);
        assert!(within > apart, "the branch names its case: {within}, {apart}");
        let deep = size(vec![branch("b", vec![branch("n0", vec![called("n0")])])]);
        assert!(deep > within, "{deep}, {within}");
    }

    #[test]
    fn gates_count() {
        let gate = |condition| size(vec![node("g", NodeTarget::GateNode(GateNode { condition }))]);
        assert!(gate(Some(GateCondition::Sleep(Default::default()))) > gate(None));
    }
}
