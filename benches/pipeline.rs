//! The stages of the compiler, one by one, over generated workflows.
//!
//! `cargo bench --bench pipeline` prints the time of each stage and its rate in nodes.

mod generate;

use std::num::NonZero;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use flightplan::artifacts::Version;
use flightplan::internals::emit::EmitOptions;
use flightplan::internals::syntax::ast::Module;
use flightplan::internals::{check, emit, graph, syntax};
use flightplan::project::{Checked, FileId, Limits, Memory, Session, Settings, SourceMap};
use flightplan::run::{Callee, Code, Engine, Evaluator, NoHost, Threads, Value, tasks_of};

const SIZES: &[usize] = &[1_000, 10_000];

fn main() {
    divan::main();
}

fn sources(text: String) -> SourceMap {
    let mut sources = SourceMap::new();
    sources.add("bench.fpl", "bench", text);
    sources
}

/// The limits of a platform are not what is measured.
fn settings() -> Settings {
    let limits = Limits { workflow_nodes: None, graph_paths: None, resource_bytes: None, ..Limits::default() };
    Settings { limits, ..Settings::default() }
}

/// A source and what the stages made of it.
fn compiled(nodes: usize) -> Checked {
    compiled_text(generate::wide_workflow(nodes))
}

fn compiled_text(text: String) -> Checked {
    let files = Memory::new().with("bench.fpl", text);
    let session = Session::open(&files, &["bench.fpl".into()], &|changed| *changed = settings(), &());
    let checked = session.map(|loaded| loaded.check(&())).workspaces.remove(0);
    assert!(!checked.has_errors(), "{:#?}", checked.findings());
    checked
}

#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher, nodes: usize) {
    let sources = sources(generate::wide_workflow(nodes));
    let file = sources.file(FileId(0));
    bencher.counter(ItemsCount::new(nodes)).counter(BytesCount::new(file.text.len())).bench(|| syntax::parse(file));
}

#[divan::bench(args = SIZES)]
fn check(bencher: Bencher, nodes: usize) {
    let input = compiled(nodes);
    let loaded = input.loaded();
    let modules: Vec<&Module> = loaded.modules().collect();
    bencher.counter(ItemsCount::new(nodes)).bench(|| check::check(loaded.sources(), &modules, loaded.settings()));
}

#[divan::bench(args = SIZES)]
fn lower(bencher: Bencher, nodes: usize) {
    let input = compiled(nodes);
    bencher.counter(ItemsCount::new(nodes)).bench(|| graph::build(input.program(), input.loaded().settings()));
}

#[divan::bench(args = SIZES)]
fn emit(bencher: Bencher, nodes: usize) {
    let input = compiled(nodes);
    let Some(sound) = input.sound() else { return };
    let settings = input.loaded().settings();
    let options = EmitOptions { files: &[FileId(0)], settings, project: None, domain: None, version: Version::Open, draft: false };
    bencher.counter(ItemsCount::new(nodes)).bench(|| emit::emit(sound, &options));
}

#[divan::bench(args = SIZES)]
fn check_many_workflows(bencher: Bencher, count: usize) {
    let sources = sources(generate::many_workflows(count));
    let modules = vec![syntax::parse(sources.file(FileId(0))).value];
    let settings = settings();
    bencher.counter(ItemsCount::new(count * 10)).bench(|| check::check(&sources, &modules, &settings));
}

#[divan::bench(args = [10_000, 1_000_000], sample_count = 10)]
fn map_and_coalesce(bencher: Bencher, elements: i64) {
    let input = compiled_text(generate::MAP.to_owned());
    let callee = Callee::Workflow(flightplan::project::WorkflowId(0));
    let Some(sound) = input.sound() else { return };
    let program = sound.program();
    let code = Code::compile(program, tasks_of(callee, &program));
    let evaluator = Evaluator::new(&program, &code, &NoHost);
    let engine = Engine::new(sound, &evaluator);
    let jobs = std::thread::available_parallelism().map_or(1, NonZero::get);
    bencher
        .counter(ItemsCount::new(elements as usize))
        .with_inputs(|| vec![Value::list((0..elements).map(Value::Int).collect())])
        .bench_values(|inputs| Threads::start(jobs).map(|threads| engine.run(callee, inputs, &threads)));
}
