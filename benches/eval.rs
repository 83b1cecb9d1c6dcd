//! The evaluator on programs that a Python user would write; `benches/evaluator` compares whole processes with the same ones in Python.
//!
//! `cargo bench --bench eval` prints the time of each.

use divan::Bencher;
use divan::counter::ItemsCount;
use flightplan::internals::eval::Machine;
use flightplan::internals::{check, syntax};
use flightplan::project::{FileId, Program, Settings, SourceMap, TaskId};
use flightplan::run::{Code, NoHost, Value};

/// The programs and their sizes.
const PROGRAMS: &[(&str, i64)] = &[
    ("numeric_loop", 200_000),
    ("float_loop", 200_000),
    ("recursion", 22),
    ("longest_common", 400),
    ("word_count", 50_000),
    ("text_building", 50_000),
    ("text_join", 50_000),
    ("json_parsing", 5_000),
    ("sort_structs", 20_000),
    ("matrix_product", 60),
    ("sieve", 200_000),
    ("closures", 100_000),
];

fn main() {
    divan::main();
}

fn program() -> Program {
    let mut sources = SourceMap::new();
    sources.add("programs.fpl", "programs", include_str!("eval/programs.fpl"));
    let module = syntax::parse(sources.file(FileId(0))).value;
    check::check(&sources, &[module], &Settings::default()).value
}

fn task(program: &Program, name: &str) -> TaskId {
    TaskId(program.tasks.iter().position(|task| task.header.name == name).unwrap_or_default() as u32)
}

#[expect(clippy::expect_used, reason = "the programs are part of the repository")]
fn code(program: &Program) -> Code {
    Code::compile(program.sound().expect("it has no errors"), (0..program.tasks.len() as u32).map(TaskId))
}

#[divan::bench(args = PROGRAMS.iter().map(|(name, _)| *name))]
fn run(bencher: Bencher, name: &str) {
    let program = program();
    let code = code(&program);
    let task = task(&program, name);
    let size = PROGRAMS.iter().find(|(known, _)| *known == name).map_or(0, |(_, size)| *size);
    let mut machine = Machine::new(&code, NoHost);
    bencher.bench_local(|| machine.run(task, &[Value::Int(size)]));
}

#[divan::bench]
fn a_hundred_thousand_calls(bencher: Bencher) {
    let program = program();
    let code = code(&program);
    let task = task(&program, "mapped");
    let mut machine = Machine::new(&code, NoHost);
    bencher.counter(ItemsCount::new(100_000usize)).bench_local(|| {
        (0..100_000).map(|input| machine.run(task, &[Value::Int(input)]).map_or(0, |outputs| outputs.len())).sum::<usize>()
    });
}

#[divan::bench]
fn compile(bencher: Bencher) {
    let program = program();
    bencher.bench(|| code(&program));
}
