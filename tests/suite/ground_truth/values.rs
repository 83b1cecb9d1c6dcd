//! The values of the recorded runs: plain JSON, our values, and the literals that flytekit made of them.

use flightplan::flyteidl::json::to_json;
use flightplan::internals::literal;
use flightplan::internals::literal::input;
use flightplan::project::{Program, Variable};
use flightplan::run;
use serde_json::Value as Json;

use super::difference::is_counted;
use super::{PROGRAMS, folder, twin};

/// The runs of a program that were recorded.
pub(super) fn runs(program: &str) -> Vec<Json> {
    let text = std::fs::read_to_string(folder(program).join("run.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Brings one value through all of its forms.
fn check(place: &str, program: &Program, variable: &Variable, plain: &Json, expected: &Json) {
    let value = input::from_json(program, plain, &variable.ty, &variable.name).unwrap_or_else(|error| panic!("{place}: {error}"));
    let literal = literal::write(program, &value, &variable.ty).unwrap();
    assert_eq!(to_json(&literal).unwrap(), *expected, "{place}");
    let read = literal::read(program, &literal, &variable.ty).unwrap();
    assert_eq!(run::json(program, &read), run::json(program, &value), "{place}");
}

#[test]
fn recorded_values_have_flytekits_literals() {
    let mut checked = 0;
    for name in PROGRAMS {
        let workspace = twin(name);
        let program = workspace.checked().program();
        for run in runs(name) {
            let called = run["workflow"].as_str().unwrap();
            let workflow = program.workflows.iter().find(|workflow| workflow.registered_name() == called).unwrap();
            let inputs = (&workflow.interface.inputs, &run["inputs"], &run["inputs_literals"]["literals"]);
            let outputs = (&workflow.interface.outputs, &run["outputs"], &run["outputs_literals"]["literals"]);
            for (variables, plain, literals) in [Some(inputs), (!is_counted(called)).then_some(outputs)].into_iter().flatten() {
                for (variable, plain) in variables.iter().filter_map(|variable| Some((variable, plain.get(variable.name.as_str())?))) {
                    let place = format!("{name}: {called}: {}", variable.name);
                    check(&place, program, variable, plain, &literals[variable.name.as_str()]);
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 100, "{checked} values");
}
