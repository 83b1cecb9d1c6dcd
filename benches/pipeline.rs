//! The stages of the compiler, one by one, over generated workflows.
//!
//! `cargo bench --bench pipeline` prints the time of each stage and its rate in nodes.

mod generate;

use std::num::NonZero;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use flightplan::check;
use flightplan::config::{Limits, Settings};
use flightplan::emit::{self, EmitOptions, Version};
use flightplan::engine::{Engine, Entity, Evaluator, Threads, tasks_of};
use flightplan::eval::{Code, NoHost, Value};
use flightplan::graph::{self, Graphs};
use flightplan::program::Program;
use flightplan::source::{FileId, SourceMap};
use flightplan::syntax::{self, ast::Module};

const SIZES: &[usize] = &[1_000, 10_000];

fn main() {
    divan::main();
}

/// A source and what the stages made of it.
struct Compiled {
    sources: SourceMap,
    settings: Settings,
    modules: Vec<Module>,
    program: Program,
    graphs: Graphs,
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

fn compiled(nodes: usize) -> Compiled {
    compiled_text(generate::wide_workflow(nodes))
}

fn compiled_text(text: String) -> Compiled {
    let sources = sources(text);
    let settings = settings();
    let modules = vec![syntax::parse(sources.file(FileId(0))).value];
    let program = check::check(&sources, &modules, &settings).value;
    let graphs = graph::build(&program, &settings).value;
    Compiled { sources, settings, modules, program, graphs }
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
    bencher.counter(ItemsCount::new(nodes)).bench(|| check::check(&input.sources, &input.modules, &input.settings));
}

#[divan::bench(args = SIZES)]
fn lower(bencher: Bencher, nodes: usize) {
    let input = compiled(nodes);
    bencher.counter(ItemsCount::new(nodes)).bench(|| graph::build(&input.program, &input.settings));
}

#[divan::bench(args = SIZES)]
fn emit(bencher: Bencher, nodes: usize) {
    let input = compiled(nodes);
    let options =
        EmitOptions { files: &[FileId(0)], settings: &input.settings, project: None, domain: None, version: Version::Open, draft: false };
    bencher.counter(ItemsCount::new(nodes)).bench(|| emit::emit(&input.program, &input.graphs, &options));
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
    let entity = Entity::Workflow(flightplan::program::WorkflowId(0));
    let code = Code::compile(&input.program, tasks_of(entity, &input.program));
    let evaluator = Evaluator::new(&input.program, &code, &NoHost);
    let engine = Engine::new(&input.program, &input.graphs, &evaluator);
    let jobs = std::thread::available_parallelism().map_or(1, NonZero::get);
    bencher
        .counter(ItemsCount::new(elements as usize))
        .with_inputs(|| vec![Value::list((0..elements).map(Value::Int).collect())])
        .bench_values(|inputs| Threads::start(jobs).map(|threads| engine.run(entity, inputs, &threads)));
}
