//! JSON values of code: trees whose parts are shared, so that wrapping one, taking a part out and passing either along copies nothing.
//!
//! They are never written to, and nest at most [`MAX_DEPTH`] deep, so that code which walks one may recurse.

mod object;
mod text;
mod zeros;

use triomphe::Arc;

pub(crate) use object::{Object, ObjectBuilder};
pub(crate) use text::{parse, start, write};
pub(crate) use zeros::NegativeZeros;

use super::failure::{Fallible, Fault};
use super::meter;
use super::text::Text;

/// How deep arrays and objects may nest, also in text that is read.
pub(crate) const MAX_DEPTH: u32 = 127;

#[derive(Clone, Debug)]
pub enum Json {
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number of 64 bits.
    Int(i64),
    /// A whole number from 2⁶³ to 2⁶⁴ - 1.
    Unsigned(u64),
    /// Any other number; finite.
    Float(f64),
    Str(Arc<Text>),
    Array(Arc<Array>),
    Object(Arc<Object>),
}

/// The members of an array, counted by the meter.
#[derive(Debug)]
pub struct Array {
    members: Vec<Json>,
    depth: u32,
}

impl Json {
    pub fn str(text: impl Into<Text>) -> Json {
        Json::Str(Arc::new(text.into()))
    }

    /// An array.
    ///
    /// # Errors
    /// If it nests too deep.
    pub fn array(members: Vec<Json>) -> Fallible<Json> {
        let depth = deeper(members.iter())?;
        meter::piece(size_of::<Array>() + members.capacity() * size_of::<Json>());
        Ok(Json::Array(Arc::new(Array { members, depth })))
    }

    /// How deep arrays and objects nest in it.
    pub fn depth(&self) -> u32 {
        match self {
            Json::Array(array) => array.depth,
            Json::Object(object) => object.depth(),
            _ => 0,
        }
    }

    /// The members of an array.
    pub fn as_array(&self) -> Option<&[Json]> {
        match self {
            Json::Array(array) => Some(&array.members),
            _ => None,
        }
    }

    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Json::Object(object) => Some(object),
            _ => None,
        }
    }

    /// A number as a float.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Json::Int(number) => Some(*number as f64),
            Json::Unsigned(number) => Some(*number as f64),
            Json::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// The same value as another library's tree; `None` if it nests deeper than code may make it.
    pub fn of_tree(tree: &serde_json::Value) -> Option<Json> {
        use serde_json::Value as Tree;
        Some(match tree {
            Tree::Null => Json::Null,
            Tree::Bool(truth) => Json::Bool(*truth),
            Tree::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => Json::Int(number),
                (None, Some(number)) => Json::Unsigned(number),
                (None, None) => Json::Float(number.as_f64()?),
            },
            Tree::String(text) => Json::str(text.as_str()),
            Tree::Array(members) => Json::array(members.iter().map(Json::of_tree).collect::<Option<_>>()?).ok()?,
            Tree::Object(members) => {
                let mut object = ObjectBuilder::with_capacity(members.len());
                for (key, member) in members {
                    object.insert(Arc::new(key.as_str().into()), Json::of_tree(member)?);
                }
                object.finish().ok()?
            }
        })
    }

    /// This value as another library's tree.
    pub fn to_tree(&self) -> serde_json::Value {
        use serde_json::Value as Tree;
        match self {
            Json::Null => Tree::Null,
            Json::Bool(truth) => Tree::Bool(*truth),
            Json::Int(number) => Tree::from(*number),
            Json::Unsigned(number) => Tree::from(*number),
            Json::Float(number) => Tree::from(*number),
            Json::Str(text) => Tree::from(text.as_str()),
            Json::Array(array) => array.members.iter().map(Json::to_tree).collect(),
            Json::Object(object) => object.iter().map(|(key, member)| (key.to_string(), member.to_tree())).collect(),
        }
    }
}

/// The depth of a value with these members.
///
/// # Errors
/// If that is too deep.
fn deeper<'a>(members: impl Iterator<Item = &'a Json>) -> Fallible<u32> {
    let depth = members.map(Json::depth).max().unwrap_or_default() + 1;
    if depth > MAX_DEPTH {
        return Err(Fault::size(format!("the JSON value would nest deeper than {MAX_DEPTH} arrays and objects")));
    }
    Ok(depth)
}

impl Drop for Array {
    fn drop(&mut self) {
        meter::piece_freed(size_of::<Array>() + self.members.capacity() * size_of::<Json>());
    }
}

impl std::ops::Deref for Array {
    type Target = [Json];

    fn deref(&self) -> &[Json] {
        &self.members
    }
}

/// As compact JSON text.
impl std::fmt::Display for Json {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| std::fmt::Error)?)
    }
}
