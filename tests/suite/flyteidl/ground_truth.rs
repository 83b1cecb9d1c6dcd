//! The registrations of flytekit, decoded into the messages: no byte is lost, and the JSON is that of Google's own library.

use std::path::{Path, PathBuf};

use flightplan::flyteidl::admin::{LaunchPlan, TaskSpec, WorkflowSpec};
use flightplan::flyteidl::json::to_json;
use prost::Message;
use serde::Serialize;

use super::schema::Schema;
use super::wire::contents;

/// The registered messages of all programs, without the extension of their files.
fn registered() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ground-truth");
    let mut found = Vec::new();
    for program in std::fs::read_dir(root).unwrap() {
        for file in std::fs::read_dir(program.unwrap().path().join("expected")).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "pb") {
                found.push(path.with_extension(""));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty());
    found
}

/// With `.` in the names of files, [`Path::with_extension`] would cut too much.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(suffix);
    path.into()
}

fn check<M: Message + Default + PartialEq + Serialize>(schema: &Schema, name: &str, path: &Path) {
    let place = path.display();
    let bytes = std::fs::read(with_suffix(path, ".pb")).unwrap();
    let message = M::decode(bytes.as_slice()).unwrap();

    let encoded = message.encode_to_vec();
    assert!(M::decode(encoded.as_slice()).unwrap() == message, "{place} decodes to something else");
    assert_eq!(contents(schema, name, &encoded), contents(schema, name, &bytes), "{place}");

    let expected = std::fs::read_to_string(with_suffix(path, ".json")).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
    assert_eq!(to_json(&message).unwrap(), expected, "{place}");
}

#[test]
fn registered_messages_survive_and_read_the_same_in_json() {
    let schema = Schema::load();
    let mut kinds = [0; 3];
    for path in registered() {
        let stem = path.to_str().unwrap();
        let kind = match stem.rsplit('_').next() {
            Some("1") => {
                check::<TaskSpec>(&schema, "flyteidl.admin.TaskSpec", &path);
                0
            }
            Some("2") => {
                check::<WorkflowSpec>(&schema, "flyteidl.admin.WorkflowSpec", &path);
                1
            }
            Some("3") => {
                check::<LaunchPlan>(&schema, "flyteidl.admin.LaunchPlan", &path);
                2
            }
            _ => unreachable!("{stem} tells no kind"),
        };
        kinds[kind] += 1;
    }
    assert!(kinds.iter().all(|&count| count > 0), "{kinds:?}");
}
