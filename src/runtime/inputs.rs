//! `inputs.pb` as the values of a task's inputs.

use std::collections::BTreeMap;

use super::element::Element;
use super::error::RuntimeError;
use super::storage::{Location, Storage};
use super::wire::{Take, Taken, Wire, WireError};
use crate::eval::Value;
use crate::flyteidl::core::{Literal, LiteralOffloadedMetadata, LiteralValue};
use crate::literal;
use crate::program::Program;
use crate::program::{Interface, Variable};

/// How many levels of offloaded literals are followed.
const DEEPEST: u32 = 8;

/// How many documents are read for the inputs of one task: far more than the elements of a map.
const MOST_DOCUMENTS: u32 = 100_000;

/// One value for each input, in order. A task without inputs has no document.
///
/// # Errors
/// If a document cannot be read, an input is missing, or its value does not have its type.
pub(super) fn read(
    program: &Program,
    interface: &Interface,
    uri: &str,
    element: Option<&Element<'_>>,
    storage: &mut Storage<'_>,
) -> Result<Vec<Value>, RuntimeError> {
    if interface.inputs.is_empty() {
        return Ok(Vec::new());
    }
    let take = |name: &str| match element {
        Some(element) if !element.bound.iter().any(|bound| bound == name) => Take::Element(element.index),
        _ => Take::Whole,
    };
    let location = Location::parse(uri)?;
    let mut found = BTreeMap::new();
    let wanted = |name: &str| interface.input(name).map(|_| take(name));
    let mut wire = Wire::new(storage.open(&location)?);
    wire.literal_map(&wanted, &mut |name, taken| {
        found.insert(name.to_owned(), taken);
    })
    .map_err(|error| damaged(&location, error))?;
    drop(wire);
    let mut elsewhere = Elsewhere { storage, left: MOST_DOCUMENTS };
    let value = |input: &Variable| match found.remove(input.name.as_str()) {
        Some(taken) => {
            let literal = settled(&input.name, taken, &mut elsewhere)?;
            literal::read(program, &literal, &input.ty).map_err(|error| RuntimeError::Input { name: input.name.to_string(), error })
        }
        // Propeller leaves out optional inputs that are not bound.
        None if input.ty.accepts_none() => Ok(Value::None),
        None => Err(RuntimeError::MissingInput {
            name: input.name.to_string(),
            expected: input.ty.display(program).to_string(),
            uri: uri.to_owned(),
        }),
    };
    interface.inputs.iter().map(value).collect()
}

fn damaged(location: &Location, error: WireError) -> RuntimeError {
    RuntimeError::Document { uri: location.uri().to_owned(), error }
}

/// The wanted literal, with everything in it that is offloaded. A value that is not a list is passed whole to every element
/// (`flytepropeller/pkg/controller/nodes/array/handler.go`).
fn settled(name: &str, mut taken: Taken, elsewhere: &mut Elsewhere<'_, '_>) -> Result<Literal, RuntimeError> {
    for depth in 0.. {
        taken = match taken {
            Taken::Short { length, index } => return Err(RuntimeError::Short { name: name.to_owned(), length, index }),
            Taken::NoList { literal: Literal { value: Some(LiteralValue::OffloadedMetadata(place)), .. }, index } => {
                elsewhere.read(&place, Take::Element(index), depth)?
            }
            Taken::NoList { literal, .. } | Taken::Literal(literal) => return elsewhere.fetched(literal, depth),
        }
    }
    Ok(Literal::default())
}

/// Literals in documents of their own.
struct Elsewhere<'a, 's> {
    storage: &'a mut Storage<'s>,
    /// How many more documents may be read.
    left: u32,
}

impl Elsewhere<'_, '_> {
    fn read(&mut self, place: &LiteralOffloadedMetadata, take: Take, depth: u32) -> Result<Taken, RuntimeError> {
        if depth == DEEPEST || self.left == 0 {
            return Err(RuntimeError::NestedElsewhere { uri: place.uri.clone() });
        }
        self.left -= 1;
        let location = Location::parse(&place.uri)?;
        Wire::new(self.storage.open(&location)?).literal(take).map_err(|error| damaged(&location, error))
    }

    /// The literal with everything in it that is offloaded.
    fn fetched(&mut self, literal: Literal, depth: u32) -> Result<Literal, RuntimeError> {
        let value = match literal.value {
            Some(LiteralValue::OffloadedMetadata(place)) => {
                return match self.read(&place, Take::Whole, depth)? {
                    Taken::Literal(inner) | Taken::NoList { literal: inner, .. } => self.fetched(inner, depth + 1),
                    Taken::Short { .. } => Ok(Literal::default()),
                };
            }
            Some(LiteralValue::Collection(mut list)) => {
                for member in &mut list.literals {
                    *member = self.fetched(std::mem::take(member), depth)?;
                }
                Some(LiteralValue::Collection(list))
            }
            Some(LiteralValue::Map(mut map)) => {
                for member in map.literals.values_mut() {
                    *member = self.fetched(std::mem::take(member), depth)?;
                }
                Some(LiteralValue::Map(map))
            }
            other => other,
        };
        Ok(Literal { value, ..literal })
    }
}
