//! Patterns, assignment targets, and tests.

use serde::{Deserialize, Serialize};

use super::Wire;
use super::constant::Const;
use super::expr::Expr;
use super::ids::LocalId;
use super::stmt::Block;
use super::types::Type;
use crate::payload::canonical::{Missing, Writer};
use crate::payload::restored::{Dangling, Reader};
use crate::program;

/// A pattern that destructures a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) enum LocalPattern {
    Ignore,
    Local(LocalId),
    Tuple(Vec<LocalPattern>),
}

/// The target of an assignment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct Place {
    local: LocalId,
    steps: Vec<PlaceStep>,
    ty: Type,
}

/// A step into a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) enum PlaceStep {
    Field(u32),
    Index(Expr),
    Key(Expr),
}

/// An arm of a match.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct Arm {
    tests: Vec<ArmTest>,
    binding: Option<LocalId>,
    guard: Option<Expr>,
    body: Block,
}

/// What an arm accepts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) enum ArmTest {
    Always,
    Equals(Const),
    Is(Type),
}

impl Wire for LocalPattern {
    type Program = program::LocalPattern;

    fn write(pattern: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        Ok(match pattern {
            program::LocalPattern::Ignore => Self::Ignore,
            program::LocalPattern::Local(id) => Self::Local(Wire::write(id, writer)?),
            program::LocalPattern::Tuple(members) => Self::Tuple(Wire::write(members, writer)?),
        })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(match self {
            Self::Ignore => program::LocalPattern::Ignore,
            Self::Local(id) => program::LocalPattern::Local(id.read(reader)?),
            Self::Tuple(members) => program::LocalPattern::Tuple(members.read(reader)?),
        })
    }
}

impl Wire for Place {
    type Program = program::Place;

    fn write(place: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::Place { local, steps, ty } = place;
        Ok(Self { local: Wire::write(local, writer)?, ty: Wire::write(ty, writer)?, steps: Wire::write(steps, writer)? })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(program::Place { local: self.local.read(reader)?, steps: self.steps.read(reader)?, ty: self.ty.read(reader)? })
    }
}

impl Wire for PlaceStep {
    type Program = program::PlaceStep;

    fn write(step: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        Ok(match step {
            program::PlaceStep::Field(at) => Self::Field(*at),
            program::PlaceStep::Index(at) => Self::Index(Wire::write(at, writer)?),
            program::PlaceStep::Key(key) => Self::Key(Wire::write(key, writer)?),
        })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(match self {
            Self::Field(at) => program::PlaceStep::Field(at),
            Self::Index(at) => program::PlaceStep::Index(at.read(reader)?),
            Self::Key(key) => program::PlaceStep::Key(key.read(reader)?),
        })
    }
}

impl Wire for Arm {
    type Program = program::Arm;

    fn write(arm: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::Arm { tests, binding, guard, body } = arm;
        Ok(Self {
            tests: Wire::write(tests, writer)?,
            binding: Wire::write(binding, writer)?,
            guard: Wire::write(guard, writer)?,
            body: Wire::write(body, writer)?,
        })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(program::Arm {
            tests: self.tests.read(reader)?,
            binding: self.binding.read(reader)?,
            guard: self.guard.read(reader)?,
            body: self.body.read(reader)?,
        })
    }
}

impl Wire for ArmTest {
    type Program = program::ArmTest;

    fn write(test: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        Ok(match test {
            program::ArmTest::Always => Self::Always,
            program::ArmTest::Equals(value) => Self::Equals(Wire::write(value, writer)?),
            program::ArmTest::Is(ty) => Self::Is(Wire::write(ty, writer)?),
        })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(match self {
            Self::Always => program::ArmTest::Always,
            Self::Equals(value) => program::ArmTest::Equals(value.read(reader)?),
            Self::Is(ty) => program::ArmTest::Is(ty.read(reader)?),
        })
    }
}
