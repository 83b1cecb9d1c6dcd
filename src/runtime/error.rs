//! The failures of an attempt, and how they are reported to Flyte: a code, whether another attempt may help, and whose fault it is.
//!
//! The fault decides which budget pays for another attempt: a user's failure the task's `retries`, the system's a budget of the
//! platform (`flytepropeller/pkg/controller/nodes/executor.go`).

use std::time::SystemTime;

use super::element::IndexError;
use super::host::Container;
use super::storage::StorageError;
use super::wire::WireError;
use super::{Call, Environment};
use crate::eval::Failure;
use crate::flyteidl::core::{ContainerError, ContainerErrorKind, ErrorKind};
use crate::flyteidl::google;
use crate::literal::{ReadError, WriteError};
use crate::payload::{ItemId, PayloadError, Place};
use crate::program::Program;
use crate::program::TaskId;

/// Why an attempt failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RuntimeError {
    /// The arguments hold no code that this runtime can run.
    #[error("the task's code cannot be read: {0}")]
    Payload(#[from] PayloadError),
    /// It is not known which element of a map this is.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// A document could not be fetched or stored.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A document is damaged, or its connection broke for good.
    #[error("`{uri}` cannot be read: {error}")]
    Document {
        /// The document.
        uri: String,
        /// What is wrong with it.
        error: WireError,
    },
    /// An input that is not there.
    #[error("the input `{name}` of type `{expected}` is not in `{uri}`")]
    MissingInput {
        /// The input.
        name: String,
        /// Its type.
        expected: String,
        /// The document.
        uri: String,
    },
    /// An input of another type.
    #[error("the input `{name}` cannot be read: {error}")]
    Input {
        /// The input.
        name: String,
        error: ReadError,
    },
    /// The list of a mapped input has no such element.
    #[error("the list `{name}` has {length} elements, but this pod runs element {index}")]
    Short {
        /// The input.
        name: String,
        /// How many there are.
        length: u64,
        index: u64,
    },
    /// An offloaded literal that leads to another one too many times.
    #[error("too many levels of offloaded literals at `{uri}`")]
    NestedElsewhere {
        /// The last place.
        uri: String,
    },
    /// The code failed.
    #[error("{}", failed(calls, failure))]
    Task {
        failure: Box<Failure>,
        /// Where, innermost first: what is in the lines after the message.
        calls: Vec<String>,
    },
    /// An output that does not match its type.
    #[error("the output `{name}` cannot be written: {error}")]
    Output {
        /// The output.
        name: String,
        error: WriteError,
    },
    /// An output that is larger than the platform accepts.
    #[error("the output `{name}` has {bytes} bytes, but this platform only accepts less than {most}")]
    TooLarge {
        /// The output.
        name: String,
        /// Its size.
        bytes: u64,
        /// The bound.
        most: u64,
    },
    /// A bug in Flightplan; the log has its report.
    #[error("this is a bug in Flightplan {}: please report it, with the log of the pod", env!("CARGO_PKG_VERSION"))]
    Panic,
}

/// Bytes of a message that are kept. Propeller refuses an error document beyond its limit of 2 MiB and treats the attempt as a lost machine,
/// and cuts what it shows at 100 KB (`flytepropeller/events/event_recorder.go`).
const LONGEST_MESSAGE: usize = 32 * 1024;

fn failed(calls: &[String], failure: &Failure) -> String {
    let message = match failure.message.len() {
        0..=LONGEST_MESSAGE => failure.message.clone(),
        bytes => {
            let end = (0..=LONGEST_MESSAGE).rev().find(|at| failure.message.is_char_boundary(*at)).unwrap_or(0);
            format!("{} … ({bytes} bytes in all)", &failure.message[..end])
        }
    };
    std::iter::once(&message).chain(calls).map(String::as_str).collect::<Vec<_>>().join("\n  ")
}

impl RuntimeError {
    /// The failure of a task's code, with its places told by lines that count from the declarations.
    pub(super) fn task(program: &Program, task: TaskId, failure: Failure) -> Self {
        let place = |span| {
            let place = Place::of(span);
            let item = match place.item {
                ItemId::Task(id) => program.tasks.get(id.0 as usize).map(|task| ("task", task.header.name.as_str())),
                ItemId::Fn(id) => program.fns.get(id.0 as usize).map(|helper| ("fn", helper.header.name.as_str())),
            };
            let (kind, name) = item.unwrap_or(("task", program.task(task).header.name.as_str()));
            format!("line {} of the body of {kind} `{name}`", place.line)
        };
        let innermost = format!("at {}", place(failure.span));
        let callers = failure.trace.iter().map(|(_, span)| format!("called at {}", place(*span)));
        let calls = std::iter::once(innermost).chain(callers).collect();
        RuntimeError::Task { failure: Box::new(failure), calls }
    }

    /// The code, whether another attempt may help, and whose fault it is.
    fn classified(&self) -> (&'static str, ContainerErrorKind, ErrorKind) {
        use ContainerErrorKind::{NonRecoverable, Recoverable};
        match self {
            RuntimeError::Payload(_) => ("SYSTEM:InvalidPayload", NonRecoverable, ErrorKind::System),
            RuntimeError::Index(_) => ("SYSTEM:NoArrayIndex", NonRecoverable, ErrorKind::System),
            RuntimeError::Storage(StorageError::NotFound { .. }) => ("SYSTEM:NotFound", Recoverable, ErrorKind::System),
            RuntimeError::Storage(StorageError::Denied { .. }) => ("SYSTEM:AccessDenied", Recoverable, ErrorKind::System),
            RuntimeError::Storage(StorageError::Scheme { .. }) => ("SYSTEM:UnknownStorage", NonRecoverable, ErrorKind::System),
            RuntimeError::Storage(StorageError::Settings { .. }) => ("SYSTEM:StorageSettings", NonRecoverable, ErrorKind::System),
            RuntimeError::Storage(_) | RuntimeError::Document { error: WireError::Read(_), .. } => {
                ("SYSTEM:StorageFailed", Recoverable, ErrorKind::System)
            }
            // As in flytekit: the document may have been cut on its way.
            RuntimeError::Document { .. } => ("SYSTEM:InvalidDocument", Recoverable, ErrorKind::System),
            RuntimeError::MissingInput { .. } => ("USER:MissingInput", NonRecoverable, ErrorKind::User),
            // The types of edges are checked when a workflow is registered: code is not to blame.
            RuntimeError::Input { .. } => ("SYSTEM:InvalidInput", NonRecoverable, ErrorKind::System),
            RuntimeError::NestedElsewhere { .. } => ("SYSTEM:InvalidInput", NonRecoverable, ErrorKind::System),
            RuntimeError::Short { .. } => ("SYSTEM:NoSuchElement", NonRecoverable, ErrorKind::System),
            RuntimeError::Task { failure, .. } => {
                let kind = if failure.is_retryable() { Recoverable } else { NonRecoverable };
                (failure.kind.code(), kind, ErrorKind::User)
            }
            RuntimeError::Output { .. } => ("SYSTEM:InvalidOutput", NonRecoverable, ErrorKind::System),
            RuntimeError::TooLarge { .. } => ("USER:OutputTooLarge", NonRecoverable, ErrorKind::User),
            RuntimeError::Panic => ("SYSTEM:Panic", NonRecoverable, ErrorKind::System),
        }
    }

    /// The content of `error.pb`, without secrets.
    #[expect(clippy::disallowed_methods, reason = "an error document says when it was written")]
    pub(super) fn container_error(&self, call: &Call, host: &Container<'_>, environment: Environment<'_>) -> ContainerError {
        let (code, kind, origin) = self.classified();
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        ContainerError {
            code: code.to_owned(),
            message: host.masked(&format!("task `{}` failed: {self}", call.task)),
            kind: kind.into(),
            origin: origin.into(),
            timestamp: Some(google::Timestamp { seconds: since.as_secs() as i64, nanos: since.subsec_nanos() as i32 }),
            worker: environment("FLYTE_INTERNAL_WORKER_NAME").unwrap_or_default(),
        }
    }
}
