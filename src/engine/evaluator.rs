//! The backend that runs task code in this process, on the machine that runs it in a container, too.

use super::backend::{Backend, Reporter, Worker};
use crate::eval::{Code, Failure, Host, Interrupt, Machine, Memory, Provider, Secrets, Timeout, Value};
use crate::program::{Program, TaskId};
use crate::source::Span;

/// Evaluates the code of tasks.
pub struct Evaluator<'a> {
    program: &'a Program,
    code: &'a Code,
    provider: &'a dyn Provider,
    memory: Memory,
}

impl<'a> Evaluator<'a> {
    /// An evaluator for one program; `code` must hold every task that is to be run (see [`tasks_of`](super::tasks_of)).
    pub fn new(program: &'a Program, code: &'a Code, provider: &'a dyn Provider) -> Self {
        Self { program, code, provider, memory: Memory::default() }
    }

    /// The evaluator with a memory limit for values.
    pub fn with_memory(self, memory: Memory) -> Self {
        Self { memory, ..self }
    }
}

impl Backend for Evaluator<'_> {
    fn worker<'w>(&'w self, task: TaskId, reporter: &'w Reporter<'w>) -> Box<dyn Worker + 'w> {
        let mut machine = Machine::new(self.code, TaskHost { provider: self.provider, reporter });
        machine.set_memory(self.memory);
        machine.set_environment(&self.program.task(task).options.env);
        Box::new(Evaluation { task, machine })
    }
}

struct Evaluation<'w> {
    task: TaskId,
    machine: Machine<'w>,
}

impl Worker for Evaluation<'_> {
    fn attempt(&mut self, inputs: &[Value], timeout: Option<Timeout>) -> Result<Vec<Value>, Failure> {
        self.machine.set_timeout(timeout);
        self.machine.run(self.task, inputs)
    }
}

/// The host of task code that the engine runs: its log becomes events, and the run's token stops it.
struct TaskHost<'w> {
    provider: &'w dyn Provider,
    reporter: &'w Reporter<'w>,
}

impl Provider for TaskHost<'_> {
    fn secret(&self, name: &str) -> Result<String, String> {
        self.provider.secret(name)
    }

    fn secrets(&self) -> Secrets {
        self.provider.secrets()
    }

    fn env(&self, name: &str) -> Result<String, String> {
        self.provider.env(name)
    }

    fn now(&self) -> i64 {
        self.provider.now()
    }
}

impl Host for TaskHost<'_> {
    fn log(&self, message: &str, span: Span) {
        self.reporter.log(message, span);
    }

    fn interrupted(&self) -> Option<Interrupt> {
        self.reporter.is_cancelled().then_some(Interrupt::Cancelled)
    }
}
