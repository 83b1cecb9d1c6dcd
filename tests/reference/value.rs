//! Values: what they are, when two are equal, and which comes first.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use flightplan::internals::program::Const;

/// A value.
#[derive(Clone, Debug)]
pub(crate) enum Val {
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(String),
    /// Microseconds since 1970.
    Datetime(i64),
    /// Microseconds.
    Duration(i64),
    Bytes(Vec<u8>),
    List(Vec<Val>),
    Map(BTreeMap<String, Val>),
    /// The number of the struct, and its fields in order.
    Struct(u32, Vec<Val>),
    /// The number of the enum and of the variant.
    Enum(u32, u32),
    Tuple(Vec<Val>),
    /// Where a file, folder or table is.
    Address(String),
    Json(Json),
    Rng([u64; 4]),
}

/// A JSON value; the keys of objects ascend.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Int(i64),
    Large(u64),
    Float(f64),
    Str(String),
    List(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

impl Val {
    /// The value of a constant.
    pub(crate) fn of(constant: &Const) -> Val {
        let all = |members: &[Const]| members.iter().map(Val::of).collect();
        match constant {
            Const::None => Val::None,
            Const::Bool(value) => Val::Bool(*value),
            Const::Int(value) => Val::Int(*value),
            Const::Float(value) => Val::Float(*value),
            Const::Str(text) => Val::Str(text.to_string()),
            Const::Datetime(micros) => Val::Datetime(*micros),
            Const::Duration(micros) => Val::Duration(*micros),
            Const::Bytes(bytes) => Val::Bytes(bytes.to_vec()),
            Const::List(elements) => Val::List(all(elements)),
            Const::Map(entries) => Val::Map(entries.iter().map(|(key, value)| (key.clone(), Val::of(value))).collect()),
            Const::Struct(id, fields) => Val::Struct(id.0, all(fields)),
            Const::Enum(id, variant) => Val::Enum(id.0, *variant),
            Const::File(address) | Const::Dir(address) | Const::Table(address) => Val::Address(address.to_string()),
            Const::Json(tree) => Val::Json(Json::of(tree)),
            Const::Tuple(members) => Val::Tuple(all(members)),
        }
    }

    /// `==` of the language.
    pub(crate) fn equals(&self, other: &Val) -> bool {
        let all = |a: &[Val], b: &[Val]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.equals(b));
        match (self, other) {
            (Val::None, Val::None) => true,
            (Val::Bool(a), Val::Bool(b)) => a == b,
            (Val::Int(a), Val::Int(b)) | (Val::Datetime(a), Val::Datetime(b)) | (Val::Duration(a), Val::Duration(b)) => a == b,
            (Val::Float(a), Val::Float(b)) => a == b,
            (Val::Str(a), Val::Str(b)) | (Val::Address(a), Val::Address(b)) => a == b,
            (Val::Bytes(a), Val::Bytes(b)) => a == b,
            (Val::List(a), Val::List(b)) | (Val::Tuple(a), Val::Tuple(b)) => all(a, b),
            (Val::Map(a), Val::Map(b)) => a.len() == b.len() && a.iter().zip(b).all(|((key, a), (other, b))| key == other && a.equals(b)),
            (Val::Struct(a, fields), Val::Struct(b, others)) => a == b && all(fields, others),
            (Val::Enum(a, variant), Val::Enum(b, other)) => a == b && variant == other,
            (Val::Json(a), Val::Json(b)) => a == b,
            (Val::Rng(a), Val::Rng(b)) => a == b,
            _ => false,
        }
    }

    /// Whether both are the same to the bit, all NaNs being one.
    pub(crate) fn is(&self, other: &Val) -> bool {
        let all = |a: &[Val], b: &[Val]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is(b));
        match (self, other) {
            (Val::Float(a), Val::Float(b)) => a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()),
            (Val::List(a), Val::List(b)) | (Val::Tuple(a), Val::Tuple(b)) => all(a, b),
            (Val::Struct(a, fields), Val::Struct(b, others)) => a == b && all(fields, others),
            (Val::Map(a), Val::Map(b)) => a.len() == b.len() && a.iter().zip(b).all(|((key, a), (other, b))| key == other && a.is(b)),
            (Val::Json(a), Val::Json(b)) => format!("{a:?}") == format!("{b:?}"),
            _ => self.equals(other),
        }
    }

    /// The order of `sort`: NaN after all numbers, `none` before everything.
    pub(crate) fn order(&self, other: &Val) -> Ordering {
        let rows = |a: &[Val], b: &[Val]| {
            let different = a.iter().zip(b).map(|(a, b)| a.order(b)).find(|order| order.is_ne());
            different.unwrap_or(a.len().cmp(&b.len()))
        };
        match (self, other) {
            (Val::Bool(a), Val::Bool(b)) => a.cmp(b),
            (Val::Int(a), Val::Int(b)) | (Val::Datetime(a), Val::Datetime(b)) | (Val::Duration(a), Val::Duration(b)) => a.cmp(b),
            (Val::Float(a), Val::Float(b)) => a.partial_cmp(b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan())),
            (Val::Str(a), Val::Str(b)) => a.chars().cmp(b.chars()),
            (Val::Enum(_, a), Val::Enum(_, b)) => a.cmp(b),
            (Val::List(a), Val::List(b)) | (Val::Tuple(a), Val::Tuple(b)) => rows(a, b),
            (Val::None, Val::None) => Ordering::Equal,
            (Val::None, _) => Ordering::Less,
            (_, Val::None) => Ordering::Greater,
            _ => unreachable!("{self:?} and {other:?} have no order"),
        }
    }

    pub(crate) fn int(&self) -> i64 {
        match self {
            Val::Int(value) | Val::Datetime(value) | Val::Duration(value) => *value,
            other => unreachable!("{other:?} is not a whole number"),
        }
    }

    pub(crate) fn float(&self) -> f64 {
        if let Val::Float(value) = self { *value } else { unreachable!("{self:?} is not a float") }
    }

    pub(crate) fn truth(&self) -> bool {
        if let Val::Bool(value) = self { *value } else { unreachable!("{self:?} is not a truth value") }
    }

    pub(crate) fn text(&self) -> &str {
        if let Val::Str(text) = self { text } else { unreachable!("{self:?} is not text") }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        if let Val::Bytes(bytes) = self { bytes } else { unreachable!("{self:?} is not bytes") }
    }

    pub(crate) fn list(&self) -> &Vec<Val> {
        if let Val::List(elements) = self { elements } else { unreachable!("{self:?} is not a list") }
    }

    pub(crate) fn map(&self) -> &BTreeMap<String, Val> {
        if let Val::Map(entries) = self { entries } else { unreachable!("{self:?} is not a map") }
    }

    pub(crate) fn json(&self) -> &Json {
        if let Val::Json(json) = self { json } else { unreachable!("{self:?} is not JSON") }
    }
}

impl Json {
    /// The value of a document.
    pub(crate) fn of(tree: &serde_json::Value) -> Json {
        use serde_json::Value as Tree;
        match tree {
            Tree::Null => Json::Null,
            Tree::Bool(truth) => Json::Bool(*truth),
            Tree::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(whole), _) => Json::Int(whole),
                (_, Some(large)) => Json::Large(large),
                _ => Json::Float(number.as_f64().unwrap_or(f64::NAN)),
            },
            Tree::String(text) => Json::Str(text.clone()),
            Tree::Array(members) => Json::List(members.iter().map(Json::of).collect()),
            Tree::Object(members) => Json::Object(members.iter().map(|(key, member)| (key.clone(), Json::of(member))).collect()),
        }
    }

    /// The value as a document.
    pub(crate) fn tree(&self) -> serde_json::Value {
        use serde_json::Value as Tree;
        match self {
            Json::Null => Tree::Null,
            Json::Bool(truth) => Tree::Bool(*truth),
            Json::Int(number) => Tree::from(*number),
            Json::Large(number) => Tree::from(*number),
            Json::Float(number) => Tree::from(*number),
            Json::Str(text) => Tree::from(text.as_str()),
            Json::List(members) => members.iter().map(Json::tree).collect(),
            Json::Object(members) => members.iter().map(|(key, member)| (key.clone(), member.tree())).collect(),
        }
    }
}
