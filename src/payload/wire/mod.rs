//! The types that are written into an artifact and read from it: the format of a payload, apart from what the stages hand to each other.
//!
//! The names of the fields and variants in this folder are the format. They are never renamed, their order never changes, and a new field
//! needs a default. The types of [`program`](crate::program) may change freely: each type here knows its counterpart there ([`Wire`]) and says so
//! for every variant, so that a new one does not compile before the format has a name for it.

mod builtins;
mod constant;
mod document;
mod expr;
mod ids;
mod names;
mod pattern;
mod position;
mod stmt;
mod types;

pub(super) use document::{Constant, Document, EnumShape, FnCode, StructShape, TaskCode};

use super::canonical::{Missing, Writer};
use super::restored::{Dangling, Reader};
use crate::source::Name;

/// A type of the format, and its counterpart in the program.
pub(super) trait Wire: Sized {
    /// The type that the other stages know.
    type Program;

    /// The form in which a value is written; [`Missing`] only if it is not of a sound program.
    ///
    /// Ids are numbered in the order in which they are written, so that order is part of the format too.
    fn write(value: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing>;

    /// The value that was written.
    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling>;
}

impl<T: Wire> Wire for Box<T> {
    type Program = Box<T::Program>;

    fn write(value: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        T::write(value, writer).map(Box::new)
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        T::read(*self, reader).map(Box::new)
    }
}

impl<T: Wire> Wire for Option<T> {
    type Program = Option<T::Program>;

    fn write(value: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        match value {
            Some(value) => T::write(value, writer).map(Some),
            None => Ok(None),
        }
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        self.map(|value| value.read(reader)).transpose()
    }
}

impl<T: Wire> Wire for Vec<T> {
    type Program = Vec<T::Program>;

    fn write(values: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        // Collecting into a `Result` does not know the length beforehand.
        let mut written = Vec::with_capacity(values.len());
        for value in values {
            written.push(T::write(value, writer)?);
        }
        Ok(written)
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        // Where both types have one size, which most do, the values stay where they are.
        self.into_iter().map(|value| value.read(reader)).collect()
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    type Program = (A::Program, B::Program);

    fn write((a, b): &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        Ok((A::write(a, writer)?, B::write(b, writer)?))
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok((self.0.read(reader)?, self.1.read(reader)?))
    }
}

/// What travels as it is.
macro_rules! plain {
    ($($ty:ty),+) => {$(
        impl Wire for $ty {
            type Program = $ty;

            fn write(value: &$ty, _: &mut Writer<'_>) -> Result<Self, Missing> {
                Ok(value.clone())
            }

            fn read(self, _: &Reader) -> Result<$ty, Dangling> {
                Ok(self)
            }
        }
    )+};
}

plain!(Name, String, bool, u32);

#[cfg(test)]
mod tests;
