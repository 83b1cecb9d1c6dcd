//! From a program to the document of one of its tasks.
//!
//! Ids are assigned in the order in which the walk from the task meets their items, so they say nothing about the rest of the
//! program.

use indexmap::IndexSet;

use super::place::{ItemId, Positions};
use super::wire::{Constant, Document, EnumShape, FnCode, StructShape, TaskCode, Wire};
use crate::program::ty::{EnumId, StructId};
use crate::program::{ConstId, FnId, TaskId};
use crate::program::{Program, SoundProgram};
use crate::source::Span;

/// The document of `task`.
pub(super) fn document(program: SoundProgram<'_>, task: TaskId) -> Result<Document, Missing> {
    let program = program.program();
    let mut reached = Reached::default();
    reached.tasks.insert(task);
    let mut document = Document::default();
    // Whatever is written may reach more, so the lists grow until nothing new is met.
    loop {
        let before = reached.count();
        while let Some(id) = reached.tasks.get_index(document.tasks.len()).copied() {
            let (def, item) = (program.task(id), ItemId::Task(TaskId(document.tasks.len() as u32)));
            document.tasks.push(TaskCode::write(def, &mut reached.item(program, def.header.item, item))?);
        }
        while let Some(id) = reached.fns.get_index(document.fns.len()).copied() {
            let (def, item) = (program.fn_(id), ItemId::Fn(FnId(document.fns.len() as u32)));
            document.fns.push(FnCode::write(def, &mut reached.item(program, def.header.item, item))?);
        }
        while let Some(id) = reached.consts.get_index(document.consts.len()).copied() {
            document.consts.push(Constant::write(program.const_(id), &mut reached.data())?);
        }
        while let Some(id) = reached.structs.get_index(document.structs.len()).copied() {
            document.structs.push(StructShape::write(program.struct_(id), &mut reached.data())?);
        }
        if reached.count() == before {
            break;
        }
    }
    while let Some(id) = reached.enums.get_index(document.enums.len()).copied() {
        document.enums.push(EnumShape::write(program.enum_(id), &mut reached.data())?);
    }
    Ok(document)
}

/// A part of an item that a payload needs and that is not there. A sound program has all of them, but the types do not say so: those of its code are
/// the types of code with errors.
#[derive(Debug)]
pub(super) struct Missing;

/// The items met so far; positions are the new ids.
#[derive(Default)]
pub(super) struct Reached {
    pub(super) structs: IndexSet<StructId>,
    pub(super) enums: IndexSet<EnumId>,
    pub(super) consts: IndexSet<ConstId>,
    pub(super) fns: IndexSet<FnId>,
    pub(super) tasks: IndexSet<TaskId>,
}

impl Reached {
    fn count(&self) -> usize {
        self.structs.len() + self.enums.len() + self.consts.len() + self.fns.len() + self.tasks.len()
    }

    fn item<'a>(&'a mut self, program: &'a Program, declaration: Span, item: ItemId) -> Writer<'a> {
        Writer { reached: self, positions: Some(Positions::new(program, declaration, item)) }
    }

    fn data(&mut self) -> Writer<'_> {
        Writer { reached: self, positions: None }
    }
}

/// The context in which the parts of one item are written.
pub(super) struct Writer<'a> {
    pub(super) reached: &'a mut Reached,
    /// The positions in the item; none where it is not code.
    pub(super) positions: Option<Positions<'a>>,
}
