//! Facts about a value before it exists: how long a list is and which keys a map has, so that positions and keys can be
//! taken out of outputs without a failure, and lists of one length be zipped.

use super::declarations::Declarations;
use super::types::Type;
use super::values::Value;

/// Facts about a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Shape {
    #[default]
    Unknown,
    /// A list of that length, and what is known of each of its elements.
    List(usize, Box<Shape>),
    /// A map with these keys.
    Map(Vec<String>, Box<Shape>),
}

impl Shape {
    /// Facts about a given value. Of a struct nothing is kept: its fields are there anyhow.
    pub(super) fn of(value: &Value) -> Shape {
        match value {
            Value::List(items) => Shape::List(items.len(), Box::new(Shape::common(items.iter()))),
            Value::Map(entries) => {
                let keys = entries.iter().map(|(key, _)| key.clone()).collect();
                Shape::Map(keys, Box::new(Shape::common(entries.iter().map(|(_, value)| value))))
            }
            _ => Shape::Unknown,
        }
    }

    /// Facts about all of the values.
    fn common<'a>(mut values: impl Iterator<Item = &'a Value>) -> Shape {
        let first = values.next().map(Shape::of).unwrap_or_default();
        if values.all(|value| Shape::of(value) == first) { first } else { Shape::Unknown }
    }

    /// The length of a list, where it is known.
    pub(super) fn length(&self) -> Option<usize> {
        if let Shape::List(length, _) = self { Some(*length) } else { None }
    }

    /// The parts that a path of one step reaches: what is written after the value, the type and what is known there.
    /// Flyte looks through no optional and no union.
    pub(super) fn parts(&self, ty: &Type, declarations: &Declarations) -> Vec<(String, Type, Shape)> {
        match (ty, self) {
            // Flyte fails where it would take these out.
            (Type::List(item) | Type::Map(item), _) if *item.required() == Type::Bytes => Vec::new(),
            (Type::Struct(at), _) => {
                let fields = &declarations.structs[*at].1;
                fields.iter().map(|field| (format!(".{}", field.name), field.ty.clone(), Shape::Unknown)).collect()
            }
            (Type::List(item), Shape::List(length, known)) => {
                (0..*length).map(|at| (format!("[{at}]"), (**item).clone(), (**known).clone())).collect()
            }
            (Type::Map(item), Shape::Map(keys, known)) => {
                keys.iter().map(|key| (format!("[\"{key}\"]"), (**item).clone(), (**known).clone())).collect()
            }
            _ => Vec::new(),
        }
    }
}
