//! The corpus: small programs, and what each stage makes of them.
//!
//! A case is a folder of `tests/corpus/`; its snapshots are in `snapshots/corpus/<case>/`, one for each lane.

mod case;
mod messages;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use flightplan::diagnostics::Diagnostic;
use rayon::prelude::*;

use case::Case;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What is found in the whole corpus.
pub(super) fn findings() -> Vec<Diagnostic> {
    Case::all().iter().flat_map(|case| messages::findings(&case.check())).collect()
}

/// Compares the text of a lane with its snapshot, or writes it if `FLIGHTPLAN_BLESS` is set.
fn compare(case: &Case, lane: &str, text: &str) {
    let folder = Path::new(ROOT).join("snapshots/corpus").join(&case.name);
    if std::env::var_os("FLIGHTPLAN_BLESS").is_some() {
        std::fs::create_dir_all(&folder).unwrap();
        let snapshot = format!("---\nsource: tests/suite/corpus/mod.rs\n---\n{}\n", text.trim_end());
        std::fs::write(folder.join(format!("{lane}.snap")), snapshot).unwrap();
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(lane, text));
}

#[test]
fn every_lane_is_as_it_was_read() {
    let cases = Case::all();
    assert!(cases.len() >= 280, "only {} cases", cases.len());
    let failed: Vec<&str> = cases
        .par_iter()
        .filter(|case| catch_unwind(AssertUnwindSafe(|| compare(case, "messages", &messages::rendered(case)))).is_err())
        .map(|case| case.name.as_str())
        .collect();
    assert!(failed.is_empty(), "not as in their snapshots: {failed:?}; after reading them, FLIGHTPLAN_BLESS=1 cargo test corpus");
}

#[test]
fn every_snapshot_belongs_to_a_case() {
    let folder = Path::new(ROOT).join("snapshots/corpus");
    let names: Vec<String> = Case::all().into_iter().map(|case| case.name).collect();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(names.contains(&name), "snapshots/corpus/{name} belongs to no case");
    }
}
