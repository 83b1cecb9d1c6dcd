//! A plain evaluator of workflows: one node after the other, one element after the other, straight from the typed program. It knows neither
//! graphs nor threads; only the code of tasks runs on the machine that everybody uses.

use flightplan::internals::eval::{Json, Machine};
use flightplan::internals::literal::carried;
use flightplan::internals::program::{
    Binding, BindingKind, Callee, MapShape, Node, NodeRef, PathStep, Shape, SuccessCriterion, is_packed_anew,
};
use flightplan::project::{Program, Span, TaskId, WorkflowDef, WorkflowId};
use flightplan::run::{Cause, Code, Failure, FailureKind, Host, RunFailure, Value};
use std::borrow::Cow;

/// A failure, in the terms that this evaluator and the engine share.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Failed {
    /// The places of the nodes on the path to it, the outermost first.
    pub way: Vec<Span>,
    /// What happened there.
    pub reason: Reason,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reason {
    /// A task failed, after this many attempts.
    Task(TaskId, Failure, u32),
    /// A workflow call had no time left, and where its code was.
    Late(Option<Failure>),
    /// Elements of a map failed: those that lost the criterion, by index.
    Elements(Vec<(u64, Reason)>),
    /// The lists of a map differ in length.
    Lengths(usize, usize),
    /// A map asks for more successes than it has elements.
    Unreachable(u64),
    /// A path led nowhere.
    Path(PathStep),
    /// A path led to a number that Flyte cannot pass on.
    PartTooLarge(u64),
}

impl Reason {
    /// Every failure of code that is part of it.
    pub(super) fn failures(&self) -> Vec<&Failure> {
        match self {
            Reason::Task(_, failure, _) => vec![failure],
            Reason::Late(failure) => failure.iter().collect(),
            Reason::Elements(elements) => elements.iter().flat_map(|(_, reason)| reason.failures()).collect(),
            Reason::Lengths(..) | Reason::Unreachable(_) | Reason::Path(_) | Reason::PartTooLarge(_) => Vec::new(),
        }
    }
}

impl From<&RunFailure> for Failed {
    fn from(failure: &RunFailure) -> Self {
        Self { way: failure.path.iter().map(|site| site.span).collect(), reason: Reason::from(&failure.cause) }
    }
}

impl From<&Cause> for Reason {
    fn from(cause: &Cause) -> Self {
        match cause {
            Cause::Task { task, failure, attempts, .. } => Reason::Task(*task, (**failure).clone(), *attempts),
            Cause::Late { within, .. } => Reason::Late(within.as_ref().map(|(_, failure)| (**failure).clone())),
            Cause::Elements { elements, .. } => {
                Reason::Elements(elements.iter().map(|element| (element.index, Reason::from(&element.cause))).collect())
            }
            Cause::ZipLengths { first, second } => Reason::Lengths(first.1, second.1),
            Cause::Unreachable { required, .. } => Reason::Unreachable(*required),
            Cause::Path { step, .. } => Reason::Path(step.clone()),
            Cause::PartTooLarge { number, .. } => Reason::PartTooLarge(*number),
        }
    }
}

/// The context of an evaluation.
pub(super) struct Evaluator<'a> {
    /// The program.
    pub program: &'a Program,
    /// Its tasks, compiled.
    pub code: &'a Code,
    /// Its surroundings.
    pub host: &'a dyn Host,
}

impl Evaluator<'_> {
    /// Runs a task or workflow with one value for each input.
    ///
    /// # Errors
    /// The first failure.
    pub(super) fn run(&self, callee: Callee, inputs: &[Value]) -> Result<Vec<Value>, Failed> {
        let interface = match callee {
            Callee::Workflow(id) => &self.program.workflow(id).interface,
            Callee::Task(id) => &self.program.task(id).interface,
        };
        let arrived = inputs.iter().zip(&interface.inputs).map(|(value, input)| carried(self.program, value.clone(), &input.ty));
        let inputs = &arrived.collect::<Vec<_>>();
        match callee {
            Callee::Workflow(id) => self.workflow(id, inputs),
            Callee::Task(id) => {
                let retries = self.program.task(id).options.retries.unwrap_or(0);
                self.task(id, inputs, retries).map_err(|reason| Failed { way: Vec::new(), reason })
            }
        }
    }

    fn workflow(&self, id: WorkflowId, inputs: &[Value]) -> Result<Vec<Value>, Failed> {
        let workflow = self.program.workflow(id);
        let mut results: Vec<Option<Vec<Value>>> = vec![None; workflow.nodes.len()];
        // The first node that waits for nothing, until none is left.
        while let Some(at) = next(workflow, &results) {
            let node = &workflow.nodes[at];
            let result = self.node(node, inputs, &results).map_err(|mut failed| {
                failed.way.insert(0, node.span);
                failed
            })?;
            results[at] = Some(result);
        }
        let outputs = workflow.outputs.iter().map(|binding| self.bound(binding, inputs, &results));
        outputs.collect::<Result<_, _>>().map_err(|reason| Failed { way: Vec::new(), reason })
    }

    fn node(&self, node: &Node, inputs: &[Value], results: &[Option<Vec<Value>>]) -> Result<Vec<Value>, Failed> {
        let here = |reason| Failed { way: Vec::new(), reason };
        let bound = node.inputs.iter().map(|binding| self.bound(binding, inputs, results));
        let values = bound.collect::<Result<Vec<Value>, Reason>>().map_err(here)?;
        let retries = |task: TaskId| node.options.retries.or(self.program.task(task).options.retries).unwrap_or(0);
        match &node.shape {
            Shape::Call(Callee::Task(task)) => self.task(*task, &values, retries(*task)).map_err(here),
            Shape::Call(Callee::Workflow(inner)) => self.workflow(*inner, &values),
            Shape::Map(map) => self.map(map, &values, retries(map.task)).map_err(here),
        }
    }

    fn task(&self, task: TaskId, values: &[Value], retries: u32) -> Result<Vec<Value>, Reason> {
        let mut attempts = 1;
        loop {
            let mut machine = Machine::new(self.code, self.host);
            machine.set_environment(&self.program.task(task).options.env);
            match machine.run(task, values) {
                Ok(outputs) => {
                    let declared = &self.program.task(task).interface.outputs;
                    let handed = outputs.into_iter().zip(declared).map(|(value, output)| carried(self.program, value, &output.ty));
                    return Ok(handed.collect());
                }
                Err(failure) if failure.kind == FailureKind::Retryable && attempts <= retries => attempts += 1,
                Err(failure) => return Err(Reason::Task(task, failure, attempts)),
            }
        }
    }

    fn map(&self, map: &MapShape, values: &[Value], retries: u32) -> Result<Vec<Value>, Reason> {
        let MapShape { task, each, options } = map;
        let length_at = |at: &u32| if let Value::List(list) = &values[*at as usize] { list.len() } else { 0 };
        let length = each.first().map_or(0, length_at);
        if let Some(other) = each.iter().map(length_at).find(|other| *other != length) {
            return Err(Reason::Lengths(length, other));
        }
        let required = required(&options.success, length as u64);
        if required > length as u64 {
            return Err(Reason::Unreachable(required));
        }
        let mut columns: Vec<Vec<Value>> = vec![Vec::new(); self.program.task(*task).interface.outputs.len()];
        let mut failed = Vec::new();
        for index in 0..length {
            let argument = |(at, value): (usize, &Value)| match value {
                Value::List(list) if each.contains(&(at as u32)) => list.get(index).map_or(Value::None, Cow::into_owned),
                value => value.clone(),
            };
            let arguments: Vec<Value> = values.iter().enumerate().map(argument).collect();
            match self.task(*task, &arguments, retries) {
                Ok(outputs) => columns.iter_mut().zip(outputs).for_each(|(column, output)| column.push(output)),
                Err(reason) => {
                    columns.iter_mut().for_each(|column| column.push(Value::None));
                    failed.push((index as u64, reason));
                }
            }
        }
        let tolerated = length - required as usize;
        if failed.len() > tolerated {
            // As many as violate the criterion.
            failed.truncate(tolerated + 1);
            return Err(Reason::Elements(failed));
        }
        Ok(columns.into_iter().map(Value::list).collect())
    }

    fn bound(&self, binding: &Binding, inputs: &[Value], results: &[Option<Vec<Value>>]) -> Result<Value, Reason> {
        self.found(binding, inputs, results).map(|value| carried(self.program, value, &binding.ty))
    }

    fn found(&self, binding: &Binding, inputs: &[Value], results: &[Option<Vec<Value>>]) -> Result<Value, Reason> {
        match &binding.kind {
            BindingKind::Const(constant) => Ok(Value::from_const(constant)),
            BindingKind::Input { index, path, ty } => self.follow(inputs[*index as usize].clone(), path, is_packed_anew(path, ty)),
            BindingKind::Output { node, output, path, ty } => {
                let outputs = results[node.0 as usize].as_deref().unwrap_or_default();
                self.follow(outputs[*output as usize].clone(), path, is_packed_anew(path, ty))
            }
            BindingKind::List(elements) => {
                let values = elements.iter().map(|element| self.bound(element, inputs, results));
                Ok(Value::list(values.collect::<Result<_, _>>()?))
            }
            BindingKind::Map(entries) => {
                let values = entries.iter().map(|(key, entry)| Ok((key.as_str(), self.bound(entry, inputs, results)?)));
                Ok(Value::map(values.collect::<Result<Vec<_>, Reason>>()?))
            }
        }
    }

    fn follow(&self, mut value: Value, path: &[PathStep], packed: bool) -> Result<Value, Reason> {
        for step in path {
            let next = match (step, &value) {
                (PathStep::Field(name), Value::Struct(of)) => {
                    let fields = &self.program.struct_(of.id).fields;
                    fields.iter().zip(&of.fields).find(|(field, _)| field.name == *name).map(|(_, value)| value.clone())
                }
                (PathStep::Key(key), Value::Map(map)) => map.get(key).cloned(),
                (PathStep::Index(index), Value::List(list)) => list.get(*index as usize).map(Cow::into_owned),
                _ => None,
            };
            value = next.ok_or_else(|| Reason::Path(step.clone()))?;
        }
        match value {
            Value::Json(Json::Unsigned(number)) if packed => Err(Reason::PartTooLarge(number)),
            value => Ok(value),
        }
    }
}

/// How many elements must succeed, as Flyte counts: a ratio is rounded up.
fn required(criterion: &SuccessCriterion, length: u64) -> u64 {
    match criterion {
        SuccessCriterion::All => length,
        SuccessCriterion::Count(count) => u64::from(*count),
        SuccessCriterion::Ratio { numerator, denominator, .. } => {
            (0..length).find(|n| u128::from(*n) * u128::from(*denominator) >= u128::from(length) * u128::from(*numerator)).unwrap_or(length)
        }
    }
}

/// The first node that has not run and whose sources have.
fn next(workflow: &WorkflowDef, results: &[Option<Vec<Value>>]) -> Option<usize> {
    let has_run = |node: &NodeRef| results[node.0 as usize].is_some();
    let is_ready = |node: &Node| {
        let mut needed = Vec::new();
        node.inputs.iter().for_each(|binding| sources(binding, &mut needed));
        needed.iter().all(has_run) && node.after.iter().all(|(node, _)| has_run(node))
    };
    (0..workflow.nodes.len()).find(|at| results[*at].is_none() && is_ready(&workflow.nodes[*at]))
}

/// The nodes that a binding takes something from.
fn sources(binding: &Binding, found: &mut Vec<NodeRef>) {
    match &binding.kind {
        BindingKind::Const(_) | BindingKind::Input { .. } => {}
        BindingKind::Output { node, .. } => found.push(*node),
        BindingKind::List(elements) => elements.iter().for_each(|element| sources(element, found)),
        BindingKind::Map(entries) => entries.iter().for_each(|(_, entry)| sources(entry, found)),
    }
}
