//! From a document to the program in it.

use super::PayloadError;
use super::wire::{Document, Wire};
use crate::program::{Program, TaskId};

/// The program of a document of that format version, after checking that everything it refers to is in it.
pub(super) fn program(document: Document, version: u8) -> Result<(Program, TaskId), PayloadError> {
    restored(document, version).map_err(|Dangling| PayloadError::Incomplete)
}

fn restored(document: Document, version: u8) -> Result<(Program, TaskId), Dangling> {
    let Document { tasks, fns, structs, enums, consts } = document;
    let reader =
        Reader { structs: structs.len(), enums: enums.len(), consts: consts.len(), fns: fns.len(), tasks: tasks.len(), locals: 0, version };
    let task = reader.position(0, reader.tasks).map(TaskId)?;
    let program = Program {
        modules: Vec::new(),
        structs: structs.read(&reader)?,
        enums: enums.read(&reader)?,
        consts: consts.read(&reader)?,
        fns: fns.read(&reader)?,
        tasks: tasks.read(&reader)?,
        ..Program::default()
    };
    Ok((program, task))
}

/// An id that leads nowhere.
#[derive(Debug)]
pub(super) struct Dangling;

/// What a document is read with: how long its lists are, because the evaluator trusts ids and indexes with them.
pub(super) struct Reader {
    pub(super) structs: usize,
    pub(super) enums: usize,
    pub(super) consts: usize,
    pub(super) fns: usize,
    pub(super) tasks: usize,
    /// The locals of the body that is read.
    pub(super) locals: usize,
    /// The version of the format.
    pub(super) version: u8,
}

impl Reader {
    /// `index` if it is a position in a list of that length.
    pub(super) fn position(&self, index: u32, length: usize) -> Result<u32, Dangling> {
        if (index as usize) < length { Ok(index) } else { Err(Dangling) }
    }
}
