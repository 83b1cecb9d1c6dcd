//! Every message that we emit, field by field.

use flightplan::artifacts::Message;
use flightplan::flyteidl::admin::{LaunchPlan, TaskSpec, WorkflowSpec};
use flightplan::flyteidl::json::to_json;
use prost::Message as _;
use serde_json::Value as Json;

use super::{PROGRAMS, difference, folder, twin};

/// The output of flytekit: name, kind and message of each entity in the order of registration.
fn expected(program: &str) -> Vec<(String, u8, Json)> {
    let mut files: Vec<_> = std::fs::read_dir(folder(program).join("expected")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "pb"));
    files.sort();
    let entity = |path: &std::path::PathBuf| {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let (rest, kind) = stem.rsplit_once('_').unwrap();
        let (_, name) = rest.split_once('_').unwrap();
        let bytes = std::fs::read(path).unwrap();
        let tree = match kind {
            "1" => to_json(&TaskSpec::decode(bytes.as_slice()).unwrap()),
            "2" => to_json(&WorkflowSpec::decode(bytes.as_slice()).unwrap()),
            _ => to_json(&LaunchPlan::decode(bytes.as_slice()).unwrap()),
        };
        (name.to_owned(), kind.parse().unwrap(), tree.unwrap())
    };
    files.iter().map(entity).collect()
}

fn tree(message: &Message) -> Json {
    match message {
        Message::Task(message) => to_json(&**message),
        Message::Workflow(message) => to_json(&**message),
        Message::LaunchPlan(message) => to_json(&**message),
    }
    .unwrap()
}

fn compare(program: &str) -> Vec<String> {
    let (expected, emitted) = (expected(program), twin(program));
    let artifacts = emitted.artifacts();
    let listed: Vec<_> = expected.iter().map(|(name, kind, _)| (difference::name(name), *kind)).collect();
    let ours: Vec<_> = artifacts.entities.iter().map(|entity| (entity.name.clone(), entity.message.kind())).collect();
    if ours != listed {
        return vec![format!("{program}: the entities are {ours:#?}, and flytekit's {listed:#?}")];
    }
    let mut found = Vec::new();
    for (entity, (name, kind, theirs)) in artifacts.entities.iter().zip(&expected) {
        let ours = difference::without(&entity.name, tree(&entity.message));
        let theirs = difference::without(name, theirs.clone());
        difference::between(&format!("{program}/{name}_{kind}"), &ours, &theirs, &mut found);
    }
    found
}

#[test]
fn every_message_is_flytekits_but_for_what_differs_by_design() {
    let found: Vec<String> = PROGRAMS.into_iter().flat_map(compare).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
