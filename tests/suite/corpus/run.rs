//! The lane of runs: what `flightplan run` prints for the inputs of the case, as a user sees it.

use std::fmt::Write as _;

use super::case::Case;
use crate::support::Scratch;

/// The runs of a case, one after the other.
pub(super) fn dump(case: &Case) -> String {
    let scratch = Scratch::new();
    for (path, text) in &case.files {
        scratch.write(path, text);
    }
    let mut shown = String::new();
    for run in &case.runs {
        let inputs = serde_json::to_string(&run.inputs).unwrap();
        scratch.write("inputs.json", &inputs);
        let ran = scratch.flightplan(&["run", "main.fpl", &run.call, "--inputs", "inputs.json", "--output", "json", "--jobs", "1"]);
        let _infallible = writeln!(shown, "==> {} {inputs} <==\n{}{}", run.call, ran.stderr, ran.stdout);
        if ran.status != 0 {
            let _infallible = writeln!(shown, "status {}\n", ran.status);
        }
    }
    shown
}
