//! `flightplan execute`: one attempt of one task, or of one element of a map, in a container of the cluster.
//!
//! The contract is the one between propeller and the program in a pod (`flyteplugins/go/tasks/pluginmachinery/ioutils`): the inputs are in
//! one document; the outputs are written to `outputs.pb`, last and whole; a failure is written to `error.pb`, with a code, whether
//! another attempt may help, and whose fault it is; and the process ends with 0 when either was written, because propeller
//! reads no document after any other status.
//!
//! | part | owns |
//! |---|---|
//! | [`storage`] | documents by their URI: local paths, S3, GCS, Azure |
//! | `wire` | reading a message without keeping unneeded parts |
//! | `inputs` | `inputs.pb` as values: elements of mapped inputs, offloaded values |
//! | `outputs` | values as `outputs.pb`, large ones beside it |
//! | `deck` | the page that the console shows of an attempt |
//! | `element` | which element of a map this is |
//! | `error` | failures of an attempt, and how they are reported to Flyte |
//! | [`memory`] | how much memory there is |
//! | [`secrets`] | secrets where Flyte mounts them |

mod deck;
mod element;
mod error;
mod host;
mod inputs;
pub(crate) mod memory;
mod outputs;
pub(crate) mod secrets;
pub(crate) mod storage;
mod wire;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::eval::{Code, Machine, Memory};
use crate::flyteidl::core::{ContainerError, ErrorDocument};
use crate::payload::{self, PayloadError};
use crate::source::Name;

pub(crate) use error::RuntimeError;
use host::Container;
use storage::{Location, Storage, StorageError};

/// The environment of the process: the value of a variable.
pub type Environment<'a> = &'a (dyn Fn(&str) -> Option<String> + Sync);

/// The arguments of the container.
#[derive(Clone, Debug)]
pub struct Call {
    /// The URI of `inputs.pb`.
    pub inputs: String,
    /// The URI of the folder for `outputs.pb` and `error.pb`.
    pub output_prefix: String,
    /// The registered name of the task, for messages.
    pub task: String,
    /// For an element of a map: the inputs that every element gets whole.
    pub mapped: Option<Vec<Name>>,
    /// Whether a page for the console is written.
    pub deck: bool,
    /// The chunks of the payload.
    pub payload: Vec<String>,
}

/// How an attempt ended.
#[derive(Debug)]
pub enum Outcome {
    /// `outputs.pb` was written.
    Succeeded,
    /// `error.pb` was written, with this content.
    Failed(ContainerError),
    /// Nothing could be written: only the status of the process tells propeller.
    Unreported {
        /// What `error.pb` would have said.
        error: Option<ContainerError>,
        /// Why it was not written.
        reason: StorageError,
    },
}

/// The surroundings of the process: its inputs and its log.
pub struct Surroundings<'a> {
    /// Its environment variables.
    pub environment: Environment<'a>,
    /// Receives lines for the log of the pod.
    pub log: &'a (dyn Fn(&str) + Sync),
}

/// Runs the attempt and writes how it ended.
pub fn execute(call: &Call, around: &Surroundings<'_>) -> Outcome {
    let host = Container::new(around);
    let mut storage = match Storage::new(around.environment) {
        Ok(storage) => storage,
        Err(reason) => return Outcome::Unreported { error: None, reason },
    };
    // A bug in Flightplan must not look like a lost machine, which Flyte would retry again and again.
    let ran = catch_unwind(AssertUnwindSafe(|| attempt(call, &mut storage, &host, around.environment)));
    let error = match ran {
        Ok(Ok(())) => return Outcome::Succeeded,
        Ok(Err(error)) => error,
        Err(_) => RuntimeError::Panic,
    };
    let error = error.container_error(call, &host, around.environment);
    let written = catch_unwind(AssertUnwindSafe(|| report(call, &error, &mut storage)));
    match written.unwrap_or(Err(StorageError::Panic)) {
        Ok(()) => Outcome::Failed(error),
        Err(reason) => Outcome::Unreported { error: Some(error), reason },
    }
}

/// Writes `error.pb`.
fn report(call: &Call, error: &ContainerError, storage: &mut Storage<'_>) -> Result<(), StorageError> {
    let document = ErrorDocument { error: Some(error.clone()) };
    storage.write(&Location::parse(&call.output_prefix)?.child("error.pb"), prost::Message::encode_to_vec(&document))
}

/// From the payload and the inputs to the outputs.
fn attempt(call: &Call, storage: &mut Storage<'_>, host: &Container<'_>, environment: Environment<'_>) -> Result<(), RuntimeError> {
    let (program, task) = payload::read(&call.payload)?;
    let sound = program.sound().ok_or(PayloadError::Incomplete)?;
    let interface = &program.task(task).interface;
    // Secrets come first, because anything read later may contain one.
    host.secrets.expect(&program.task(task).options, environment);
    let _masking = host.secrets.known.enter();
    let element = match &call.mapped {
        Some(bound) => Some(element::Element { index: element::index(environment)?, bound }),
        None => None,
    };
    let values = inputs::read(&program, interface, &call.inputs, element.as_ref(), storage)?;
    let code = Code::compile(sound, [task]);
    let mut machine = Machine::new(&code, host);
    machine.set_memory(Memory { task: None, process: memory::for_values() });
    let ran = machine.run(task, &values).map_err(|failure| RuntimeError::task(&program, task, failure));
    let folder = Location::parse(&call.output_prefix)?;
    if call.deck {
        let page = deck::page(&program, call, interface, &values, &ran, host);
        // The page is not an output: an attempt does not fail because of it.
        if let Err(error) = storage.write(&folder.child("deck.html"), page.into_bytes()) {
            (host.around.log)(&format!("warning: the deck is missing: {error}"));
        }
    }
    outputs::write(&program, interface, &ran?, &folder, storage, environment)
}
