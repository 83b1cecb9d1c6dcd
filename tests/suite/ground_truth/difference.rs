//! The differences by design between our messages and flytekit's: everything else is equal.
//!
//! Both trees are brought to one form before they are compared. Each step is one difference, with its reason.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

/// The maps with `min_successes`, and what flytekit names their templates.
const COUNTED: [&str; 4] = [
    "source.at_least_two",
    "source.at_least_two_without_ratio",
    "source.map_only_even_2235e9a1896d690b2e59b500c61e6ddf-arraynode",
    "source.map_only_even_4c297357cdd9ba841a4c66e3733bc52b-arraynode",
];

/// The name of an entity as it is compared. `map_task(…, min_successes=2, min_success_ratio=None)` has no spelling of its own in
/// Flightplan: `min_successes` alone does it, under the name that flytekit gives that.
pub(super) fn name(name: &str) -> String {
    name.replace(COUNTED[3], COUNTED[2])
}

/// Whether an entity is, or runs, a map with `min_successes`: its result is a list of optionals here.
pub(super) fn is_counted(entity: &str) -> bool {
    COUNTED.contains(&entity)
}

/// The common form of a message in proto JSON.
pub(super) fn without(entity: &str, mut tree: Json) -> Json {
    // Descriptions come from comments there and documentation comments here.
    remove(&mut tree, "/description");
    each(&mut tree, &mut |object| {
        if object.contains_key("type") || object.contains_key("var") {
            object.remove("description");
        }
    });
    // The container runs another program, which is told what to run in another way; and the runtime has another name.
    remove(&mut tree, "/template/container/args");
    remove(&mut tree, "/template/container/command");
    remove(&mut tree, "/template/metadata/runtime");
    // Nodes are named after their `let`: ids become positions, display names go.
    nodes(&mut tree["template"]);
    if let Some(subs) = tree["sub_workflows"].as_array_mut() {
        subs.iter_mut().for_each(nodes);
    }
    strip_nulls(&mut tree);
    each(&mut tree, &mut |object| {
        // The ratio is the 32-bit float for which Flyte's formula counts exactly: the nearest one, or the one below.
        if let Some(ratio) = object.get("min_success_ratio").and_then(Json::as_f64) {
            object.insert("min_success_ratio".to_owned(), json!((ratio * 1e6).round() / 1e6));
        }
        // A cache override on one call has no effect in Flyte and is an error here, so the twins have none.
        if !object.contains_key("generates_deck") {
            for field in ["cacheable", "cache_version", "cache_serializable"] {
                object.remove(field);
            }
        }
    });
    // `min_successes` is kept, and makes the result a list of optionals; flytekit does neither.
    if is_counted(entity) {
        remove(&mut tree, "/template/interface/outputs");
        each(&mut tree, &mut |object| {
            object.remove("min_success_ratio");
            object.remove("min_successes");
        });
        tree = serde_json::from_str(&name(&tree.to_string())).unwrap();
    }
    tree
}

fn remove(tree: &mut Json, pointer: &str) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    if let Some(Json::Object(members)) = tree.pointer_mut(parent) {
        members.remove(key);
    }
}

/// Applies `change` to every object.
fn each(tree: &mut Json, change: &mut dyn FnMut(&mut serde_json::Map<String, Json>)) {
    match tree {
        Json::Object(members) => {
            change(members);
            members.values_mut().for_each(|member| each(member, change));
        }
        Json::Array(members) => members.iter_mut().for_each(|member| each(member, change)),
        _ => {}
    }
}

/// Indexing a tree to change it leaves nulls after, and proto JSON has none.
fn strip_nulls(tree: &mut Json) {
    each(tree, &mut |object| object.retain(|_, member| !member.is_null()));
}

fn nodes(template: &mut Json) {
    let Some(nodes) = template["nodes"].as_array() else { return };
    let ids: BTreeMap<String, String> =
        nodes.iter().enumerate().map(|(at, node)| (node["id"].as_str().unwrap().to_owned(), format!("#{at}"))).collect();
    let renamed = |id: &Json| id.as_str().and_then(|id| ids.get(id)).map(|id| json!(id)).unwrap_or_else(|| id.clone());
    each(template, &mut |object| {
        for field in ["id", "node_id"] {
            if let Some(id) = object.get(field).filter(|id| id.is_string()).map(renamed) {
                object.insert(field.to_owned(), id);
            }
        }
        if let Some(Json::Array(upstream)) = object.get_mut("upstream_node_ids") {
            // Flyte sorts them, and flytekit's order is that of a Python set.
            upstream.iter_mut().for_each(|id| *id = renamed(id));
            upstream.sort_by_key(Json::to_string);
        }
        if object.contains_key("retries")
            && let Some(Json::String(_)) = object.get("name")
        {
            object.remove("name");
        }
    });
}

/// The places at which two trees differ, with what is there.
pub(super) fn between(path: &str, ours: &Json, theirs: &Json, found: &mut Vec<String>) {
    match (ours, theirs) {
        (Json::Object(ours), Json::Object(theirs)) => {
            let keys: std::collections::BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
            for key in keys {
                let absent = Json::Null;
                between(&format!("{path}/{key}"), ours.get(key).unwrap_or(&absent), theirs.get(key).unwrap_or(&absent), found);
            }
        }
        (Json::Array(ours), Json::Array(theirs)) if ours.len() == theirs.len() => {
            for (at, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
                between(&format!("{path}/{at}"), ours, theirs, found);
            }
        }
        _ if ours == theirs => {}
        _ => found.push(format!("{path}: ours {ours}, flytekit's {theirs}")),
    }
}
