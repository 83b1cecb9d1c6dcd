//! A map: one task over the elements of its lists.
//!
//! The rules are ArrayNode's (`flytepropeller/pkg/controller/nodes/array/handler.go`): lists of unequal length fail the node, the
//! criterion is checked against the number of elements before anything else counts, all elements run to their end even
//! after the criterion is met, and a failed element leaves `none` at its place.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use triomphe::Arc;

use super::attempt::{self, Plan};
use super::deadline::Deadline;
use super::failure::{Cause, ElementFailure, lock};
use super::{Engine, microseconds};
use crate::eval::{List, Value};
use crate::graph::{GraphNode, MapWork};
use crate::program::SuccessCriterion;

/// An input of the mapped task.
enum Input {
    /// The element at the position in turn.
    Each(Arc<List>),
    /// The same for every element.
    Bound(Value),
}

/// Runs the elements of a map node. `values` are its inputs in the order of the task's interface.
///
/// # Errors
/// [`Cause::ZipLengths`], [`Cause::Unreachable`], [`Cause::Elements`] or [`Cause::Late`].
pub fn run(engine: &Engine<'_>, node: &GraphNode, map: &MapWork, values: Vec<Value>, call: Option<Deadline>) -> Result<Vec<Value>, Cause> {
    let (inputs, length) = split(engine, map, values)?;
    let required = map.options.success.required(length as u64);
    if required > length as u64 {
        return Err(Cause::Unreachable { required, length: length as u64, span: map.options.success_span });
    }
    let plan = Plan { task: map.task, retries: node.retries, timeout: node.timeout.map(microseconds), element: true, call };
    let elements = Elements {
        engine,
        plan: &plan,
        inputs: &inputs,
        length,
        tolerated: length - required as usize,
        tolerant: map.options.success != SuccessCriterion::All,
        next: AtomicUsize::new(0),
        cutoff: AtomicUsize::new(usize::MAX),
        failures: Mutex::new(BTreeMap::new()),
        late: Mutex::new(None),
    };
    let outputs = engine.program.task(map.task).interface.outputs.len();
    elements.run(map.options.concurrency, outputs)
}

/// Tells the mapped inputs from the bound ones and finds the common length.
fn split(engine: &Engine<'_>, map: &MapWork, values: Vec<Value>) -> Result<(Vec<Input>, usize), Cause> {
    let interface = &engine.program.task(map.task).interface;
    let mut first: Option<(usize, usize)> = None;
    let mut inputs = Vec::with_capacity(values.len());
    for (position, (variable, value)) in interface.inputs.iter().zip(values).enumerate() {
        match value {
            Value::List(list) if map.each.contains(&variable.name) => {
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
                inputs.push(Input::Each(list));
            }
            other => inputs.push(Input::Bound(other)),
        }
    }
    Ok((inputs, first.map_or(0, |(_, length)| length)))
}

/// The elements of one map while they run.
struct Elements<'e, 'a> {
    engine: &'e Engine<'a>,
    plan: &'e Plan,
    inputs: &'e [Input],
    length: usize,
    /// How many may fail.
    tolerated: usize,
    /// Whether the result is a list of optionals.
    tolerant: bool,
    /// The first element that nobody took.
    next: AtomicUsize,
    /// Elements behind this one need not run: enough before it have failed. Which ones are reported is thereby the same in every run.
    cutoff: AtomicUsize,
    failures: Mutex<BTreeMap<usize, Cause>>,
    /// The first element that the workflow call around the map had no time for: it fails the map whatever the criterion says.
    late: Mutex<Option<(usize, Cause)>>,
}

/// The outputs of a run of elements that begins at `start`: one row for each output.
struct Chunk {
    start: usize,
    rows: Vec<Vec<Value>>,
}

impl Elements<'_, '_> {
    fn run(&self, concurrency: Option<u32>, outputs: usize) -> Result<Vec<Value>, Cause> {
        let threads = rayon::current_num_threads();
        let limit = match concurrency {
            Some(limit) if limit > 0 => limit as usize,
            _ => threads,
        };
        let workers = limit.min(threads).min(self.length).max(1);
        let size = (self.length / (workers * 16)).clamp(1, 4096);
        let chunks: Mutex<Vec<Chunk>> = Mutex::new(Vec::new());
        rayon::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|_| self.work(size, outputs, &chunks));
            }
        });
        let failures = std::mem::take(&mut *lock(&self.failures));
        if failures.len() > self.tolerated {
            return Err(self.failure(failures));
        }
        if let Some((_, late)) = lock(&self.late).take() {
            return Err(late);
        }
        let mut chunks = std::mem::take(&mut *lock(&chunks));
        chunks.sort_by_key(|chunk| chunk.start);
        let mut columns: Vec<Vec<Value>> = (0..outputs).map(|_| Vec::with_capacity(self.length)).collect();
        for chunk in chunks {
            for (column, row) in columns.iter_mut().zip(chunk.rows) {
                column.extend(row);
            }
        }
        Ok(columns.into_iter().map(Value::list).collect())
    }

    /// Takes elements until none is left.
    fn work(&self, size: usize, outputs: usize, chunks: &Mutex<Vec<Chunk>>) {
        let mut machine = self.engine.machine();
        let mut arguments = Vec::with_capacity(self.inputs.len());
        loop {
            let start = self.next.fetch_add(size, Ordering::Relaxed);
            if start >= self.length || start > self.cutoff.load(Ordering::Relaxed) {
                return;
            }
            let end = (start + size).min(self.length);
            let mut rows: Vec<Vec<Value>> = (0..outputs).map(|_| Vec::with_capacity(end - start)).collect();
            for index in start..end {
                if index > self.cutoff.load(Ordering::Relaxed) {
                    break;
                }
                arguments.clear();
                arguments.extend(self.inputs.iter().map(|input| match input {
                    Input::Each(list) => list.get(index).map_or(Value::None, Cow::into_owned),
                    Input::Bound(value) => value.clone(),
                }));
                match attempt::run(self.engine, &mut machine, self.plan, &arguments) {
                    Ok(values) => rows.iter_mut().zip(values).for_each(|(row, value)| row.push(value)),
                    Err(cause @ Cause::Late { .. }) => return self.end(index, cause),
                    Err(cause) => {
                        rows.iter_mut().for_each(|row| row.push(Value::None));
                        self.fail(index, cause);
                    }
                }
            }
            self.engine.progress.elements.fetch_add((end - start) as u64, Ordering::Relaxed);
            lock(chunks).push(Chunk { start, rows });
        }
    }

    /// Keeps a failure; once the criterion is lost, elements behind the last failure that counts are not run.
    fn fail(&self, index: usize, cause: Cause) {
        let mut failures = lock(&self.failures);
        failures.insert(index, cause);
        if let Some((last, _)) = failures.iter().nth(self.tolerated) {
            self.cutoff.fetch_min(*last, Ordering::Relaxed);
        }
    }

    /// Ends the map because there is no time left.
    fn end(&self, index: usize, cause: Cause) {
        self.cutoff.store(0, Ordering::Relaxed);
        let mut late = lock(&self.late);
        if late.as_ref().is_none_or(|(first, _)| index < *first) {
            *late = Some((index, cause));
        }
    }

    fn failure(&self, failures: BTreeMap<usize, Cause>) -> Cause {
        let counted = failures.into_iter().take(self.tolerated + 1);
        let elements = counted.map(|(index, cause)| ElementFailure { index: index as u64, cause }).collect();
        Cause::Elements {
            task: self.plan.task,
            elements,
            length: self.length as u64,
            required: (self.length - self.tolerated) as u64,
            tolerant: self.tolerant,
        }
    }
}
