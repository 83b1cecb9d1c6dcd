//! The recorded runs of the Python programs: our interpreter gives the same results for their twins.

use flightplan::flyteidl::json::to_json;
use flightplan::internals::literal;
use flightplan::internals::literal::input;
use flightplan::project::{Sound, WorkflowId};
use flightplan::run;
use flightplan::run::{Callee, Code, Engine, Evaluator, Inputs, NoHost, Threads, Value, tasks_of};
use serde_json::Value as Json;

use super::difference::is_counted;
use super::values::runs;
use super::{PROGRAMS, twin};

/// The result of a workflow for plain inputs; the failure's text if it fails.
fn run(sound: Sound<'_>, id: WorkflowId, given: &Json) -> Result<Vec<Value>, String> {
    let program = sound.program().program();
    let callee = Callee::Workflow(id);
    let mut inputs = Inputs::new(program, &program.workflow(id).interface);
    given.as_object().unwrap().iter().for_each(|(name, value)| inputs.json(name, value));
    let values = inputs.finish().unwrap_or_else(|errors| panic!("{errors:?}"));
    let code = Code::compile(sound.program(), tasks_of(callee, program));
    let evaluator = Evaluator::new(program, &code, &NoHost);
    let engine = Engine::new(sound, &evaluator);
    engine.run(callee, values, &Threads::start(2).unwrap()).map_err(|failure| failure.diagnostic(program).message)
}

/// Compares one recorded run.
fn check(place: &str, sound: Sound<'_>, recorded: &Json) {
    let program = sound.program().program();
    let called = recorded["workflow"].as_str().unwrap();
    let at = program.workflows.iter().position(|workflow| workflow.registered_name() == called).unwrap();
    let given = run(sound, WorkflowId(at as u32), &recorded["inputs"]);
    if recorded.get("error").is_some() {
        // Python fails where a list of optionals would be needed, which is what the twin gives.
        assert!(given.is_err() || is_counted(called), "{place}");
        return;
    }
    let values = given.unwrap_or_else(|message| panic!("{place}: {message}"));
    for (output, value) in program.workflows[at].interface.outputs.iter().zip(&values) {
        let name = output.name.as_str();
        let expected = input::from_json(program, &recorded["outputs"][name], &output.ty, name).unwrap();
        assert_eq!(run::json(program, value), run::json(program, &expected), "{place}: {name}");
        if !is_counted(called) {
            let literal = to_json(&literal::write(program, value, &output.ty).unwrap()).unwrap();
            assert_eq!(literal, recorded["outputs_literals"]["literals"][name], "{place}: {name}");
        }
    }
}

#[test]
fn recorded_runs_give_the_same_results() {
    let mut checked = 0;
    for name in PROGRAMS {
        let twin = twin(name);
        let sound = twin.checked().sound().expect("it has no errors");
        for recorded in runs(name) {
            let place = format!("{name}: {} of {}", recorded["workflow"], recorded["inputs"]);
            check(&place, sound, &recorded);
            checked += 1;
        }
    }
    assert!(checked > 50, "{checked} runs");
}
