//! The backend that runs task code in this process, on the machine that runs it in a container, too.

use std::cell::Cell;
use std::rc::Rc;

use super::backend::{Attempt, Backend, Reporter, Worker};
use crate::eval::{Code, Failure, Host, Interrupt, Machine, Memory, Provider, Secrets, Value};
use crate::program::{Program, TaskId};
use crate::source::Span;

/// Evaluates the code of tasks.
pub struct Evaluator<'a> {
    program: &'a Program,
    code: &'a Code,
    provider: &'a (dyn Provider + Sync),
    memory: Memory,
}

impl<'a> Evaluator<'a> {
    /// An evaluator for one program; `code` must hold every task that is to be run (see [`tasks_of`](super::tasks_of)).
    pub fn new(program: &'a Program, code: &'a Code, provider: &'a (dyn Provider + Sync)) -> Self {
        Self { program, code, provider, memory: Memory::default() }
    }

    /// The evaluator with a memory limit for values.
    pub fn with_memory(self, memory: Memory) -> Self {
        Self { memory, ..self }
    }
}

impl Backend for Evaluator<'_> {
    fn worker<'w>(&'w self, task: TaskId, reporter: &'w Reporter<'w>) -> Box<dyn Worker + 'w> {
        let attempt = Rc::new(Cell::new(None));
        let mut machine = Machine::new(self.code, TaskHost { provider: self.provider, reporter, attempt: Rc::clone(&attempt) });
        machine.set_memory(self.memory);
        machine.set_environment(&self.program.task(task).options.env);
        Box::new(Evaluation { task, machine, attempt })
    }
}

struct Evaluation<'w> {
    task: TaskId,
    machine: Machine<'w>,
    /// What the machine runs, which its host is told by this.
    attempt: Rc<Cell<Option<Attempt>>>,
}

impl Worker for Evaluation<'_> {
    fn attempt(&mut self, attempt: Attempt, inputs: &[Value]) -> Result<Vec<Value>, Failure> {
        self.attempt.set(Some(attempt));
        self.machine.set_timeout(attempt.timeout);
        self.machine.run(self.task, inputs)
    }
}

/// The host of task code that the engine runs: its log becomes events, and the run's token stops it.
struct TaskHost<'w> {
    provider: &'w dyn Provider,
    reporter: &'w Reporter<'w>,
    /// Set before the machine runs.
    attempt: Rc<Cell<Option<Attempt>>>,
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
        if let Some(attempt) = self.attempt.get() {
            self.reporter.log(attempt, message, span);
        }
    }

    fn interrupted(&self) -> Option<Interrupt> {
        self.reporter.is_cancelled().then_some(Interrupt::Cancelled)
    }
}
