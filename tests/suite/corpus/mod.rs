//! The corpus: small programs, and what each stage makes of them.
//!
//! A case is a folder of `tests/corpus/` with a `main.fpl` and whatever belongs to it. Its snapshots are in `snapshots/corpus/<case>/`,
//! one for each lane. A case has the lanes that its `case.toml` lists; without that file, its messages.

mod ast;
mod case;
mod graph;
mod messages;
mod program;
mod run;
mod tree;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use flightplan::findings::Diagnostic;
use rayon::prelude::*;

use case::{Case, Lane};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The findings in the whole corpus.
pub(super) fn findings() -> Vec<Diagnostic> {
    Case::all().iter().flat_map(|case| messages::findings(&case.check())).collect()
}

/// The cases of one file, by name.
pub(super) fn single_files() -> Vec<(String, String)> {
    Case::all()
        .into_iter()
        .filter(|case| case.files.len() == 1)
        .filter_map(|case| Some((case.name, case.files.into_iter().next()?.1)))
        .collect()
}

/// Compares the text of a lane with its snapshot, or writes it if `FLIGHTPLAN_BLESS` is set.
fn compare(case: &Case, lane: Lane, text: &str) {
    let folder = Path::new(ROOT).join("snapshots/corpus").join(&case.name);
    let text = text.trim_end();
    if std::env::var_os("FLIGHTPLAN_BLESS").is_some() {
        std::fs::create_dir_all(&folder).unwrap();
        let snapshot = format!("---\nsource: tests/suite/corpus/mod.rs\n---\n{text}\n");
        std::fs::write(folder.join(format!("{}.snap", lane.name())), snapshot).unwrap();
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(lane.name(), text));
}

fn look_at(case: &Case) {
    let session = case.check();
    if !case.has(Lane::Messages) {
        assert!(messages::findings(&session).is_empty(), "{} has findings:\n{}", case.name, messages::rendered(case, &session));
    }
    for lane in &case.lanes {
        let text = match lane {
            Lane::Ast => ast::dump(&session),
            Lane::Program => program::dump(&session),
            Lane::Graph => graph::dump(&session),
            Lane::Messages => messages::rendered(case, &session),
            Lane::Run => run::dump(case),
        };
        compare(case, *lane, &text);
    }
}

#[test]
fn every_lane_is_as_it_was_read() {
    let cases = Case::all();
    assert!(cases.len() >= 300, "only {} cases", cases.len());
    let failed: Vec<&str> =
        cases.par_iter().filter(|case| catch_unwind(AssertUnwindSafe(|| look_at(case))).is_err()).map(|case| case.name.as_str()).collect();
    assert!(failed.is_empty(), "not as in their snapshots: {failed:?}; FLIGHTPLAN_BLESS=1 cargo test --test suite corpus writes them");
}

#[test]
fn every_snapshot_belongs_to_a_lane() {
    let wanted: BTreeSet<String> = Case::all()
        .iter()
        .flat_map(|case| case.lanes.iter().map(|lane| format!("{}/{}.snap", case.name, lane.name())).collect::<Vec<_>>())
        .collect();
    let folder = Path::new(ROOT).join("snapshots/corpus");
    for case in crate::support::names(&folder) {
        for snapshot in crate::support::names(&folder.join(&case)) {
            assert!(wanted.contains(&format!("{case}/{snapshot}")), "snapshots/corpus/{case}/{snapshot} belongs to no lane");
        }
    }
}
