//! Ids: positions in the lists of the document, or among the locals of a body.

use serde::{Deserialize, Serialize};

use super::Wire;
use crate::payload::canonical::{Missing, Writer};
use crate::payload::restored::{Dangling, Reader};
use crate::program;

/// Each id, its counterpart in the program, and the list that it is a position in.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident, $theirs:path, $list:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(transparent)]
        pub(in crate::payload) struct $name(u32);

        impl Wire for $name {
            type Program = $theirs;

            fn write(id: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
                Ok(Self(writer.reached.$list.insert_full(*id).0 as u32))
            }

            fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
                reader.position(self.0, reader.$list).map($theirs)
            }
        }
    )+};
}

ids! {
    /// A struct of the document.
    StructId, program::ty::StructId, structs;
    /// An enum of the document.
    EnumId, program::ty::EnumId, enums;
    /// A constant of the document.
    ConstId, program::ConstId, consts;
    /// A helper of the document.
    FnId, program::FnId, fns;
    /// A task of the document.
    TaskId, program::TaskId, tasks;
}

/// A local of the body that it is written in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(in crate::payload) struct LocalId(u32);

impl Wire for LocalId {
    type Program = program::LocalId;

    fn write(id: &Self::Program, _: &mut Writer<'_>) -> Result<Self, Missing> {
        Ok(Self(id.0))
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        reader.position(self.0, reader.locals).map(program::LocalId)
    }
}
