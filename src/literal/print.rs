//! Values as JSON, for people and for programs: floats as Python prints them, a space after commas and colons.
//!
//! JSON numbers are finite; other floats are the strings `"NaN"`, `"Infinity"` and `"-Infinity"`, as in proto JSON.

use std::borrow::Borrow;
use std::fmt::Write;

use super::text;
use crate::eval::{Json, Value};
use crate::program::Program;

/// Writes a value as JSON.
pub fn json(program: &Program, value: &Value) -> String {
    let mut out = String::new();
    write_json(program, value, &mut out);
    out
}

/// Appends a value as JSON, without building a tree first.
pub(crate) fn write_json(program: &Program, value: &Value, out: &mut String) {
    match value {
        Value::None => out.push_str("null"),
        Value::Bool(bool) => out.push_str(if *bool { "true" } else { "false" }),
        // Writing to a string cannot fail.
        Value::Int(int) => drop(write!(out, "{int}")),
        Value::Float(float) => write_float(*float, out),
        Value::Datetime(micros) => write_str(&text::datetime(*micros), out),
        Value::Duration(micros) => write_str(&text::duration(*micros), out),
        Value::Short(text) => write_str(text, out),
        Value::Str(text) => write_str(text, out),
        Value::Bytes(bytes) => {
            use base64::Engine;
            write_str(&base64::engine::general_purpose::STANDARD.encode(&bytes[..]), out);
        }
        Value::List(elements) => write_array(program, elements.iter(), out),
        Value::Tuple(members) => write_array(program, members.iter(), out),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| (key.as_str(), value));
            write_object(program, entries, out);
        }
        Value::Struct(fields) => {
            let names = program.struct_(fields.id).fields.iter().map(|field| field.name.as_str());
            write_object(program, names.zip(&fields.fields), out);
        }
        Value::Enum(id, variant) => {
            let variant = program.enum_(*id).variants.get(*variant as usize);
            write_str(variant.map_or("", |variant| variant.value.as_str()), out);
        }
        Value::File(at) | Value::Dir(at) | Value::Table(at) => write_str(&at.uri, out),
        Value::Json(json) => write_tree(json, out),
        Value::Error(error) => {
            let (node, message) = (Value::str(error.failed_node.as_str()), Value::str(error.message.as_str()));
            write_object(program, [("failed_node", &node), ("message", &message)].into_iter(), out);
        }
        Value::Rng(_) => out.push_str("null"),
    }
}

/// Appends an object of named values.
pub(crate) fn write_object<'a>(program: &Program, entries: impl Iterator<Item = (&'a str, &'a Value)>, out: &mut String) {
    out.push('{');
    for (at, (name, value)) in entries.enumerate() {
        separate(at, out);
        write_str(name, out);
        out.push_str(": ");
        write_json(program, value, out);
    }
    out.push('}');
}

/// Members as a JSON array.
fn write_array(program: &Program, members: impl Iterator<Item: Borrow<Value>>, out: &mut String) {
    out.push('[');
    for (at, member) in members.enumerate() {
        separate(at, out);
        write_json(program, member.borrow(), out);
    }
    out.push(']');
}

fn separate(at: usize, out: &mut String) {
    if at > 0 {
        out.push_str(", ");
    }
}

fn write_float(float: f64, out: &mut String) {
    if float.is_finite() {
        out.push_str(&text::float(float));
    } else if float.is_nan() {
        out.push_str("\"NaN\"");
    } else {
        out.push_str(if float > 0.0 { "\"Infinity\"" } else { "\"-Infinity\"" });
    }
}

fn write_str(text: &str, out: &mut String) {
    // Every string can be written as JSON.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}

fn write_tree(json: &Json, out: &mut String) {
    match json {
        // Writing to a string cannot fail.
        Json::Int(number) => drop(write!(out, "{number}")),
        Json::Unsigned(number) => drop(write!(out, "{number}")),
        Json::Float(float) => write_float(*float, out),
        Json::Null => out.push_str("null"),
        Json::Bool(bool) => out.push_str(if *bool { "true" } else { "false" }),
        Json::Str(text) => write_str(text, out),
        Json::Array(members) => {
            out.push('[');
            for (at, member) in members.iter().enumerate() {
                separate(at, out);
                write_tree(member, out);
            }
            out.push(']');
        }
        Json::Object(members) => {
            out.push('{');
            for (at, (name, member)) in members.iter().enumerate() {
                separate(at, out);
                write_str(name, out);
                out.push_str(": ");
                write_tree(member, out);
            }
            out.push('}');
        }
    }
}
