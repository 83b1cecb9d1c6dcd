//! The programs of the ground truth, written in Flightplan, against what flytekit makes of them in Python.

mod artifacts;
mod difference;
mod runs;
mod values;

use std::path::{Path, PathBuf};

use flightplan::artifacts::{Emitted, Ids};
use flightplan::project::{Disk, Session, Settings, Target};

/// The programs that have a twin in Flightplan.
const PROGRAMS: [&str; 17] = [
    "attribute_access",
    "caching",
    "chaining",
    "containers_resources",
    "datetime_timedelta",
    "default_inputs",
    "interfaces",
    "literal_bindings",
    "map_task_basic",
    "map_task_concurrency",
    "map_task_dataclass",
    "map_task_overrides",
    "map_task_partial",
    "map_task_success",
    "map_task_two_lists",
    "subworkflows",
    "task_metadata",
];

/// The image that flytekit was told to use.
const IMAGE: &str = "example/runtime:v1";

fn folder(program: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ground-truth").join(program)
}

/// The checked twin of a program.
fn twin(program: &str) -> Emitted {
    let source = folder(program).join("source.fpl");
    let adjust = |settings: &mut Settings| {
        settings.image = Some(IMAGE.to_owned());
        // The open-source backend ignores `run_all`, so for it the option is an error.
        settings.target = Target::Union;
    };
    let mut session = Session::open(&Disk, &[source], &adjust, &());
    let emitted = session.workspaces.remove(0).check(&()).emit(Ids::default(), &());
    emitted.unwrap_or_else(|linted| panic!("{program}: {:#?}", linted.findings()))
}
