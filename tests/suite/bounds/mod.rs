//! Every builtin meets the bounds of a run: it is given up soon after the time is over, and checks for memory before it allocates it.

mod allocations;
mod rows;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use flightplan::internals::eval::{Bound, Machine, Memory};
use flightplan::internals::program::builtins;
use flightplan::internals::{check, syntax};
use flightplan::project::{Program, Settings, SourceMap, TaskId};
use flightplan::run::{Code, FailureKind, NoHost, Timeout, Value};

use allocations::most_during;
use rows::{CONSTANT, PARAMETERS, ROWS};

/// The program with a task for every row.
fn program() -> Program {
    let mut text = "enum Tier { basic = \"basic\" }\n".to_owned();
    for (index, (op, call)) in ROWS.iter().enumerate() {
        let call = if *op == "EnumFromStr" {
            format!("let x: Tier = {call}")
        } else if *op == "Log" {
            (*call).to_owned()
        } else {
            format!("let x = {call}")
        };
        let rng = if call.contains("r.") { "var r = rng(1)\n" } else { "" };
        text.push_str(&format!("task t{index}({PARAMETERS}) -> int {{\n{rng}{call}\n0 }}\n"));
    }
    let mut sources = SourceMap::new();
    let id = sources.add("test.fpl", "test", &*text);
    let parsed = syntax::parse(sources.file(id));
    let checked = check::check(&sources, &[parsed.value], &Settings::default());
    let errors =
        parsed.diagnostics.iter().chain(&checked.diagnostics).filter(|found| found.severity == flightplan::findings::Severity::Error);
    let errors: Vec<String> =
        errors.map(|found| format!("{}: {}", found.message, found.span().map_or("", |span| sources.text(span)))).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    checked.value
}

/// Values of about this many bytes each, in the order of [`PARAMETERS`].
fn inputs(bytes: usize) -> Vec<Value> {
    let text = "añ".repeat(bytes / 3);
    let many = (bytes / 64) as i64;
    let scattered = |i: i64| (i * 7_919) % (many * 8 + 1);
    let ints: Vec<Value> = (0..many * 8).map(|i| Value::Int(scattered(i))).collect();
    let key = |i: i64| format!("key {}", scattered(i));
    let map = |less: i64| Value::map((0..many / 2).map(|i| (key(i), Value::Int(i - less))));
    let long = Value::list(ints.clone());
    let long_text = Value::str(format!("{text}!"));
    let array = serde_json::Value::from((0..many).collect::<Vec<i64>>());
    let object: serde_json::Map<String, serde_json::Value> = (0..many / 2).map(|i| (key(i), i.into())).collect();
    vec![
        long_text.clone(),
        Value::str(format!("{text}?")),
        Value::str(" ".repeat(bytes)),
        Value::str("1".repeat(bytes)),
        Value::str("xy".repeat(500)),
        Value::str("\n".repeat(bytes)),
        Value::list(vec![long_text.clone(); 1000]),
        Value::list((0..many).map(|i| Value::str(key(i))).collect()),
        long.clone(),
        Value::list((0..many * 8).map(|i| Value::Float(scattered(i) as f64 / 8.0 + 1.0)).collect()),
        Value::list(vec![Value::Bool(false); bytes]),
        Value::list((0..many * 8).map(|_| Value::Duration(1)).collect()),
        Value::list((0..many).map(|i| Value::list(vec![Value::Int(i)])).collect()),
        Value::list(vec![long; 1000]),
        Value::list(vec![long_text; 1000]),
        Value::bytes(text.into_bytes()),
        map(0),
        map(1),
        Value::json(&object.into()).unwrap(),
        Value::json(&array).unwrap(),
        Value::str(array.to_string()),
        Value::str("QUJD".repeat(bytes / 4)),
        Value::str("6a".repeat(bytes / 2)),
        Value::Datetime(0),
    ]
}

#[test]
fn every_builtin_has_a_row() {
    let known: BTreeSet<String> = ROWS.iter().map(|(op, _)| *op).chain(CONSTANT.iter().copied()).map(str::to_owned).collect();
    let all: BTreeSet<String> =
        builtins::all().flat_map(|builtin| builtin.overloads).map(|overload| format!("{:?}", overload.op)).collect();
    let missing: Vec<&String> = all.difference(&known).collect();
    assert!(missing.is_empty(), "add these to the tables of this test: {missing:?}");
}

/// With no time left, each of them ends soon, however long it would take.
#[test]
fn every_builtin_is_given_up_when_the_time_is_over() {
    let program = program();
    let code = Code::compile(program.sound().expect("it has no errors"), (0..ROWS.len() as u32).map(TaskId));
    let inputs = inputs(24 << 20);
    let mut late = Vec::new();
    for (index, (_, call)) in ROWS.iter().enumerate() {
        let attempt = || {
            let mut machine = Machine::new(&code, NoHost);
            machine.set_timeout(Some(Timeout {
                after: Duration::ZERO,
                given: Duration::from_secs(1),
                by: Bound::Run,
                clock: Instant::now,
            }));
            let started = Instant::now();
            let failed = machine.run(TaskId(index as u32), &inputs).map_err(|failure| failure.kind);
            let elapsed = started.elapsed();
            // Invalid or too large values are refused at once.
            let ended = matches!(failed, Err(FailureKind::Timeout | FailureKind::Value | FailureKind::Size));
            let in_time = ended && elapsed <= Duration::from_millis(700);
            (!in_time).then(|| format!("{call}: {failed:?} after {elapsed:?}"))
        };
        // On a busy machine one attempt may be held up; a builtin that never looks at the time is late in each.
        late.extend((0..3).map_while(|_| attempt()).nth(2));
    }
    assert!(late.is_empty(), "{late:#?}");
}

/// Each uses as much memory as it requested, and at most twice that.
#[test]
fn every_builtin_asks_for_memory_before_it_takes_it() {
    const BOUND: usize = 1 << 19;
    let program = program();
    let code = Code::compile(program.sound().expect("it has no errors"), (0..ROWS.len() as u32).map(TaskId));
    let inputs = inputs(6 << 20);
    let mut greedy = Vec::new();
    for (index, (_, call)) in ROWS.iter().enumerate() {
        let mut machine = Machine::new(&code, NoHost);
        machine.set_memory(Memory { task: Some(BOUND as u64), process: None });
        machine.set_timeout(Some(Timeout {
            after: Duration::from_millis(500),
            given: Duration::from_millis(500),
            by: Bound::Run,
            clock: Instant::now,
        }));
        let (ended, most) = most_during(|| machine.run(TaskId(index as u32), &inputs).map(|_| ()).map_err(|failure| failure.kind));
        // The machine's registers and compiled patterns are not the values'.
        if most > 2 * BOUND + (1 << 20) {
            greedy.push(format!("{call}: {} KiB, and {ended:?}", most >> 10));
        }
    }
    assert!(greedy.is_empty(), "{greedy:#?}");
}
