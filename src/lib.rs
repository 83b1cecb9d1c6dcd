//! Flightplan: a static workflow compiler for Flyte.
//!
//! Source text flows in one direction through named stages; each stage is a module, owns its data types,
//! and knows only the stages before it.
//!
//! | stage | from | to |
//! |---|---|---|
//! | `syntax` | text | AST |
//! | `check` | AST | `program` |
//! | `graph` | program | workflow graphs |
//! | `lint` | AST, program, graphs | findings |
//! | `emit` | graphs | [`flyteidl`] messages, packages |
//! | `engine` | graphs | outputs, with `eval` for task code and `literal` for values |
//!
//! `payload` is what `emit` puts into a container's arguments, and what `runtime` runs there. `source`, `diagnostics`, `config` and `parallel` serve
//! all of them; `workspace` holds the open projects and what each stage made of them; `cli` is the edge that prints and exits.
//!
//! The stages are private. What a program that uses this library needs of them is below, by purpose: a [`project`] is opened and checked, its [`findings`]
//! are shown, its [`artifacts`] are written, its tasks and workflows [`run`] on this machine, and a container [`execute`]s one attempt of a task.
//!
//! ```
//! use flightplan::findings::concise;
//! use flightplan::project::{Memory, Session};
//!
//! let files = Memory::new().with("sums.fpl", "task double(n: int) -> int {\n    return n * 2.5\n}\n");
//! let session = Session::open(&files, &["sums.fpl".into()], &|_| (), &()).map(|loaded| loaded.lint(&()));
//! let checked = &session.workspaces[0];
//! assert!(checked.has_errors());
//! assert!(concise(checked.sources(), &checked.findings()[0]).starts_with("sums.fpl:2:"));
//! ```

#![forbid(unsafe_code)]
#![cfg_attr(not(test), deny(clippy::disallowed_methods))]
#![cfg_attr(test, allow(clippy::too_many_lines, reason = "a test may hold many marked programs"))]

// The parser that pest derives speaks of `alloc` by its own name.
extern crate alloc;

mod check;
mod cli;
mod config;
mod diagnostics;
mod emit;
mod engine;
mod eval;
pub mod flyteidl;
mod graph;
#[doc(hidden)]
pub mod internals;
mod lint;
mod literal;
mod parallel;
mod payload;
mod program;
mod runtime;
mod source;
mod syntax;
#[cfg(test)]
mod testing;
mod workspace;

pub use cli::main;

pub mod project {
    //! Projects: a [`Session`] opens those that some paths belong to, and each goes from [`Loaded`] to [`Checked`], or on to [`Linted`].

    // Where the files are.
    pub use crate::source::fs::{Disk, FileKind, FileSystem, Found, Memory, Overlay, ReadError};
    // What is opened, and what becomes of it.
    pub use crate::config::{Limits, LintLayer, Quantity, QuantityError, Selection, Settings, Target};
    pub use crate::source::{FileId, LineColumn, LineIndex, SourceFile, SourceMap, Span};
    pub use crate::workspace::{Checked, Linted, Loaded, Progress, Session, StageTime, Stopwatch, Timings};
    // What is known of a checked project.
    pub use crate::graph::{Graphs, Sound};
    pub use crate::program::{Interface, Program, TaskDef, TaskId, Type, Variable, WorkflowDef, WorkflowId};
}

pub mod findings {
    //! Findings, the table of their codes, and the renderers.

    pub use crate::diagnostics::codes::{all as all_codes, find as find_code};
    pub use crate::diagnostics::render::{Counts, Document, Style, concise, human};
    pub use crate::diagnostics::{Applicability, Availability, Code, Diagnostic, Edit, Family, Fix, Label, Severity, Status};
}

pub mod artifacts {
    //! What is registered with Flyte: [`Checked::emit`](crate::project::Checked::emit) makes the messages, and the functions here write them.

    pub use crate::emit::package::{files, to_json, write_tgz};
    pub use crate::emit::{Artifacts, Entity, Message, Version};
    pub use crate::workspace::{Emitted, Ids};
}

pub mod run {
    //! Runs on this machine, without a cluster: an [`Engine`] runs a task or workflow of a sound program and reports each [`Event`].

    // Values, and their forms outside of code.
    pub use crate::eval::Value;
    pub use crate::literal::input::{DocumentFormat, InputError, Inputs, Mistake};
    pub use crate::literal::print::json;
    // The run: compiled code, what surrounds it, and the engine.
    pub use crate::engine::{Engine, Evaluator, Threads, ThreadsError, tasks_of};
    pub use crate::eval::{Code, Host, Interrupt, NoHost, Provider};
    pub use crate::program::Callee;
    // What it reports, and how it is stopped.
    pub use crate::engine::{CancellationToken, Event, Listener, NodePath, NodeSite, TaskSite};
    // How it fails.
    pub use crate::engine::{Cause, Deadline, ElementFailure, RunFailure, RunOutcome, UnusedRetries};
    pub use crate::eval::{Failure, FailureKind};
    // Another way to run tasks.
    pub use crate::engine::{Attempt, Backend, Reporter, Worker};
    pub use crate::eval::Timeout;
}

pub mod execute {
    //! One attempt of one task, in its container: inputs and outputs are in the storage of a cluster.

    pub use crate::runtime::storage::StorageError;
    pub use crate::runtime::{Call, Environment, Outcome, Surroundings, execute};
}
