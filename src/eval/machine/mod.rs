//! The machine that runs compiled code: one per thread, reused for every run.
//!
//! Calls do not recurse in Rust: frames are kept on a separate heap, so that runaway recursion is an error of the task.

pub(super) mod access;
pub(super) mod element;
mod execute;
mod make;
mod path;
mod read;
mod scalar;
mod size;
mod write;

use super::builtins::Patterns;
use super::code::{Code, Function, bits};
use super::failure::{Failure, FailureKind, Fallible, Fault};
use super::host::{Host, Interrupt};
use super::meter::{self, Memory, Timeout};
use super::secrets::Secrets;
use super::value::Value;
use crate::program::TaskId;
use crate::source::{Name, Span};
use triomphe::Arc;

/// How deep calls may nest.
pub(super) const MAX_DEPTH: usize = 10_000;

/// The calls that the trace of a failure shows at most.
const TRACE: usize = 16;

/// A call that waits for its callee.
#[derive(Clone, Copy, Debug)]
struct Frame {
    function: u32,
    /// The instruction after the call.
    pc: u32,
    scalars: u32,
    values: u32,
}

/// Where a run stopped.
struct Stop {
    function: u32,
    pc: usize,
    fault: Box<Fault>,
}

/// The connection of a run to the outside world.
struct Context<'a> {
    code: &'a Code,
    host: Box<dyn Host + 'a>,
    timeout: Option<Timeout>,
    memory: Memory,
    environment: &'a [(String, String)],
    secrets: Secrets,
    patterns: Patterns,
    /// A buffer for text that is built before it is appended.
    text: String,
}

/// State that an instruction outside of the loop may need besides registers.
struct Place<'m, 'a> {
    code: &'a Code,
    function: &'a Function,
    /// Where the instruction is.
    pc: usize,
    context: &'m mut Context<'a>,
}

/// Runs tasks of one [`Code`].
pub struct Machine<'a> {
    context: Context<'a>,
    scalars: Vec<i64>,
    values: Vec<Value>,
    frames: Vec<Frame>,
}

impl<'a> Machine<'a> {
    /// A machine for the tasks of `code`.
    pub fn new(code: &'a Code, host: impl Host + 'a) -> Self {
        let context = Context {
            code,
            secrets: host.secrets(),
            host: Box::new(host),
            timeout: None,
            memory: Memory::default(),
            environment: &[],
            patterns: Patterns::default(),
            text: String::new(),
        };
        Self { context, scalars: Vec::new(), values: Vec::new(), frames: Vec::new() }
    }

    /// Sets the time limit of later runs; `None` means unlimited.
    pub fn set_timeout(&mut self, timeout: Option<Timeout>) {
        self.context.timeout = timeout;
    }

    /// Bounds the memory that the values of every following run may take.
    pub fn set_memory(&mut self, memory: Memory) {
        self.context.memory = memory;
    }

    /// Gives every following run these environment variables, before those of the host.
    pub fn set_environment(&mut self, environment: &'a [(String, String)]) {
        self.context.environment = environment;
    }

    /// Runs a task with all its inputs in order and returns its outputs in order.
    ///
    /// # Errors
    /// Returns the failure of the code, with its place.
    pub fn run(&mut self, task: TaskId, inputs: &[Value]) -> Result<Vec<Value>, Failure> {
        let code = self.context.code;
        let found = code.tasks.get(&task).and_then(|entry| code.functions.get(entry.function as usize).map(|function| (*entry, function)));
        let Some((entry, function)) = found else { return Err(not_compiled()) };
        let _masking = self.context.secrets.enter();
        let _bounded = meter::Run::begin(self.context.memory, self.context.timeout);
        let ended = self.enter(function, inputs).and_then(|()| self.execute(entry.function));
        match ended {
            Ok(()) => {
                let outputs = self.outputs(function, entry.outputs);
                match size::bounded(&outputs) {
                    Ok(()) => Ok(outputs),
                    Err(fault) => Err(self.failure(Stop { function: entry.function, pc: function.code.len().saturating_sub(1), fault })),
                }
            }
            Err(stop) => {
                let failure = self.failure(stop);
                self.frames.clear();
                self.values.fill(Value::None);
                self.context.text = String::new();
                Err(failure)
            }
        }
    }

    /// Puts the inputs into the first registers.
    fn enter(&mut self, function: &Function, inputs: &[Value]) -> Result<(), Stop> {
        let stop = |fault| Stop { function: 0, pc: 0, fault };
        if inputs.len() != function.params.len() {
            return Err(stop(Fault::new(FailureKind::Invalid, "the number of inputs differs from the number of the task's parameters")));
        }
        reserve(&mut self.scalars, &mut self.values, function.scalars, function.values).map_err(stop)?;
        let (mut scalar, mut value) = (0, 0);
        for (input, param) in inputs.iter().zip(&function.params) {
            if param.is_some() {
                let Some(bits) = bits(input) else { return Err(stop(Fault::invalid("int, float, bool, datetime or duration"))) };
                if let Some(register) = self.scalars.get_mut(scalar) {
                    *register = bits;
                }
                scalar += 1;
            } else {
                if let Some(register) = self.values.get_mut(value) {
                    register.clone_from(input);
                }
                value += 1;
            }
        }
        Ok(())
    }

    /// Takes the outputs from the first register.
    fn outputs(&mut self, function: &Function, outputs: usize) -> Vec<Value> {
        let result = match (function.result, self.scalars.first(), self.values.first_mut()) {
            (Some(kind), Some(bits), _) => kind.boxed(*bits),
            (None, _, Some(value)) => std::mem::replace(value, Value::None),
            _ => Value::None,
        };
        match (outputs, result) {
            (0, _) => Vec::new(),
            (1, result) => vec![result],
            (_, Value::Tuple(members)) => Arc::unwrap_or_clone(members).into_vec(),
            (_, result) => vec![result],
        }
    }

    fn failure(&self, stop: Stop) -> Failure {
        let code = self.context.code;
        let place = |function: u32, pc: usize| -> (Name, Span) {
            match code.functions.get(function as usize) {
                Some(function) => (function.name.clone(), function.spans.get(pc).copied().unwrap_or_default()),
                None => (Name::default(), Span::default()),
            }
        };
        let (_, span) = place(stop.function, stop.pc);
        let callers = self.frames.iter().rev().take(TRACE);
        let trace = callers.map(|frame| place(frame.function, (frame.pc as usize).saturating_sub(1))).collect();
        // Values quoted in the message are masked; the words of the code itself are not.
        Failure { kind: stop.fault.kind, message: self.context.secrets.masked(&stop.fault.message), span, trace }
    }
}

impl Context<'_> {
    /// Checked from time to time: whether to continue.
    #[cold]
    fn tick(&self) -> Fallible<()> {
        meter::in_time()?;
        match self.host.interrupted() {
            None => Ok(()),
            Some(Interrupt::Cancelled) => Err(Fault::new(FailureKind::Cancelled, "the run was given up")),
        }
    }
}

/// Takes a value out of its register.
#[inline]
fn take(v: &mut [Value], register: u16) -> Value {
    std::mem::replace(&mut v[usize::from(register)], Value::None)
}

/// Puts a new value into a register: the memory is checked once its size is known, which is small.
#[inline]
fn made(v: &mut [Value], register: u16, value: Value) -> Fallible<Option<u32>> {
    v[usize::from(register)] = value;
    meter::check().map(|()| None)
}

/// Makes room for registers up to these numbers.
#[inline]
fn reserve(scalars: &mut Vec<i64>, values: &mut Vec<Value>, scalars_end: usize, values_end: usize) -> Fallible<()> {
    if scalars.len() < scalars_end || values.len() < values_end { extend(scalars, values, scalars_end, values_end) } else { Ok(()) }
}

/// Registers are not counted, for the machine keeps them from run to run; but there must be room for them.
#[cold]
fn extend(scalars: &mut Vec<i64>, values: &mut Vec<Value>, scalars_end: usize, values_end: usize) -> Fallible<()> {
    meter::room(scalars_end.next_power_of_two() * size_of::<i64>() + values_end.next_power_of_two() * size_of::<Value>())?;
    if scalars.len() < scalars_end {
        scalars.resize(scalars_end.next_power_of_two().max(256), 0);
    }
    if values.len() < values_end {
        values.resize(values_end.next_power_of_two().max(256), Value::None);
    }
    Ok(())
}

fn not_compiled() -> Failure {
    Failure { kind: FailureKind::Invalid, message: "the task was not compiled".to_owned(), span: Span::default(), trace: Vec::new() }
}
