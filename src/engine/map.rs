//! A map: one task over the elements of its lists.
//!
//! The rules are ArrayNode's (`flytepropeller/pkg/controller/nodes/array/handler.go`): lists of unequal length fail the node, the
//! criterion is checked against the number of elements before anything else counts, all elements run to their end even
//! after the criterion is met, and a failed element leaves `none` at its place.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use triomphe::Arc;

use super::attempt::{self, Plan};
use super::backend::{Reporter, Worker};
use super::deadline::Deadline;
use super::event::{Event, NodePath};
use super::failure::{Cause, ElementFailure};
use super::threads::lock;
use super::{Engine, clock, microseconds};
use crate::eval::{List, Value};
use crate::program::{MapShape, SuccessCriterion};

/// An input of the mapped task.
enum MapInput {
    /// A list of which every element gets its own.
    Each(Arc<List>),
    /// The same for every element.
    Bound(Value),
}

/// Runs the elements of a map node. `values` are its inputs in the order of the task's interface.
///
/// # Errors
/// [`Cause::ZipLengths`], [`Cause::Unreachable`], [`Cause::Elements`], or what [ends the map](Cause::ends_the_map).
pub(super) fn run(
    engine: &Engine<'_>,
    node: &NodePath<'_>,
    map: &MapShape,
    values: Vec<Value>,
    call: Option<Deadline>,
) -> Result<Vec<Value>, Cause> {
    let (inputs, length) = split(engine, map, values)?;
    let required = map.options.success.required(length as u64);
    if required > length as u64 {
        return Err(Cause::Unreachable { required, length: length as u64, span: map.options.success_span });
    }
    let settings = &node.node.settings;
    let plan = Plan { task: map.task, retries: settings.retries, timeout: settings.timeout.map(microseconds), call };
    let run = MapRun {
        engine,
        node,
        plan: &plan,
        inputs: &inputs,
        length,
        tolerated: length - required as usize,
        tolerant: map.options.success != SuccessCriterion::All,
        next: AtomicUsize::new(0),
        cutoff: AtomicUsize::new(usize::MAX),
        failures: Mutex::new(BTreeMap::new()),
        ended: Mutex::new(None),
        chunks: Mutex::new(Vec::new()),
    };
    let outputs = engine.program.task(map.task).interface.outputs.len();
    run.run(map.options.concurrency, outputs)
}

/// Separates the mapped inputs from the bound ones and finds the common length.
fn split(engine: &Engine<'_>, map: &MapShape, values: Vec<Value>) -> Result<(Vec<MapInput>, usize), Cause> {
    let interface = &engine.program.task(map.task).interface;
    let mut first: Option<(usize, usize)> = None;
    let mut inputs = Vec::with_capacity(values.len());
    for (position, (variable, value)) in interface.inputs.iter().zip(values).enumerate() {
        match value {
            Value::List(list) if map.is_each(position) => {
                match first {
                    None => first = Some((position, list.len())),
                    Some((other, expected)) if expected != list.len() => {
                        return Err(Cause::ZipLengths {
                            first: (interface.inputs[other].name.clone(), expected),
                            second: (variable.name.clone(), list.len()),
                        });
                    }
                    Some(_) => {}
                }
                inputs.push(MapInput::Each(list));
            }
            other => inputs.push(MapInput::Bound(other)),
        }
    }
    Ok((inputs, first.map_or(0, |(_, length)| length)))
}

struct MapRun<'e, 'a> {
    engine: &'e Engine<'a>,
    node: &'e NodePath<'e>,
    plan: &'e Plan,
    inputs: &'e [MapInput],
    length: usize,
    /// How many may fail.
    tolerated: usize,
    /// Whether the result is a list of optionals.
    tolerant: bool,
    /// The first element that no thread has claimed.
    next: AtomicUsize,
    /// Elements after this one need not run: enough earlier ones have failed. So the same ones are reported in every run.
    cutoff: AtomicUsize,
    failures: Mutex<BTreeMap<usize, Cause>>,
    /// The first element whose failure ends the map, whatever the criterion says.
    ended: Mutex<Option<(usize, Cause)>>,
    chunks: Mutex<Vec<Chunk>>,
}

/// Neighbouring elements that one thread has run.
struct Chunk {
    start: usize,
    /// How many there are.
    done: usize,
    /// The indices of those that failed.
    failed: Vec<u64>,
    /// For each output one value of each element.
    columns: Vec<Vec<Value>>,
}

impl Chunk {
    fn new(elements: &Range<usize>, outputs: usize) -> Self {
        let columns = (0..outputs).map(|_| Vec::with_capacity(elements.len())).collect();
        Self { start: elements.start, done: 0, failed: Vec::new(), columns }
    }

    fn succeeded(&mut self, outputs: Vec<Value>) {
        self.columns.iter_mut().zip(outputs).for_each(|(column, value)| column.push(value));
        self.done += 1;
    }

    fn failed(&mut self, index: usize) {
        self.columns.iter_mut().for_each(|column| column.push(Value::None));
        self.failed.push(index as u64);
        self.done += 1;
    }
}

impl MapRun<'_, '_> {
    fn run(&self, concurrency: Option<u32>, outputs: usize) -> Result<Vec<Value>, Cause> {
        let threads = rayon::current_num_threads();
        let limit = match concurrency {
            Some(limit) if limit > 0 => limit as usize,
            _ => threads,
        };
        let workers = limit.min(threads).min(self.length).max(1);
        let size = (self.length / (workers * 16)).clamp(1, 4096);
        rayon::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|_| self.work(size, outputs));
            }
        });
        let failures = std::mem::take(&mut *lock(&self.failures));
        if failures.len() > self.tolerated {
            return Err(self.failure(failures));
        }
        if let Some((_, cause)) = lock(&self.ended).take() {
            return Err(cause);
        }
        let mut chunks = std::mem::take(&mut *lock(&self.chunks));
        chunks.sort_by_key(|chunk| chunk.start);
        let mut columns: Vec<Vec<Value>> = (0..outputs).map(|_| Vec::with_capacity(self.length)).collect();
        for chunk in chunks {
            for (column, part) in columns.iter_mut().zip(chunk.columns) {
                column.extend(part);
            }
        }
        Ok(columns.into_iter().map(Value::list).collect())
    }

    /// Takes elements until none is left.
    fn work(&self, size: usize, outputs: usize) {
        let reporter = self.engine.reporter(self.plan.task, Some(self.node));
        let mut worker = self.engine.backend.worker(self.plan.task, &reporter);
        let mut arguments = Vec::with_capacity(self.inputs.len());
        loop {
            let start = self.next.fetch_add(size, Ordering::Relaxed);
            if start >= self.length || start > self.cutoff.load(Ordering::Relaxed) {
                return;
            }
            let elements = start..(start + size).min(self.length);
            let mut chunk = Chunk::new(&elements, outputs);
            let began = clock::now();
            let goes_on = self.work_through(elements, &mut *worker, &reporter, &mut arguments, &mut chunk);
            if chunk.done > 0 {
                let elements = start as u64..(start + chunk.done) as u64;
                let (failed, outputs) = (chunk.failed.as_slice(), chunk.columns.as_slice());
                (self.engine.listener)(&Event::ElementsDone { node: self.node, elements, failed, outputs, took: clock::since(began) });
            }
            if !goes_on {
                return;
            }
            lock(&self.chunks).push(chunk);
        }
    }

    /// Runs the elements of a chunk and says whether more of the map may run.
    fn work_through(
        &self,
        elements: Range<usize>,
        worker: &mut dyn Worker,
        reporter: &Reporter<'_>,
        arguments: &mut Vec<Value>,
        chunk: &mut Chunk,
    ) -> bool {
        for index in elements {
            if index > self.cutoff.load(Ordering::Relaxed) {
                return false;
            }
            arguments.clear();
            arguments.extend(self.inputs.iter().map(|input| match input {
                MapInput::Each(list) => list.get(index).map_or(Value::None, Cow::into_owned),
                MapInput::Bound(value) => value.clone(),
            }));
            match attempt::run(self.engine, worker, reporter, self.plan, Some(index as u64), arguments) {
                Ok(outputs) => chunk.succeeded(outputs),
                Err(cause) if cause.ends_the_map() => {
                    self.end(index, cause);
                    return false;
                }
                Err(cause) => {
                    chunk.failed(index);
                    self.fail(index, cause);
                }
            }
        }
        true
    }

    /// Keeps a failure. The first ones that exceed the allowed number violate the criterion: later ones do not count, and need not happen.
    fn fail(&self, index: usize, cause: Cause) {
        let mut failures = lock(&self.failures);
        failures.insert(index, cause);
        if failures.len() > self.tolerated + 1 {
            failures.pop_last();
        }
        if failures.len() > self.tolerated
            && let Some((last, _)) = failures.last_key_value()
        {
            self.cutoff.fetch_min(*last, Ordering::Relaxed);
        }
    }

    /// Ends the map.
    fn end(&self, index: usize, cause: Cause) {
        self.cutoff.store(0, Ordering::Relaxed);
        let mut ended = lock(&self.ended);
        if ended.as_ref().is_none_or(|(first, _)| index < *first) {
            *ended = Some((index, cause));
        }
    }

    fn failure(&self, failures: BTreeMap<usize, Cause>) -> Cause {
        let elements = failures.into_iter().map(|(index, cause)| ElementFailure { index: index as u64, cause }).collect();
        Cause::Elements {
            task: self.plan.task,
            elements,
            length: self.length as u64,
            required: (self.length - self.tolerated) as u64,
            tolerant: self.tolerant,
        }
    }
}
