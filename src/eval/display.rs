//! Values as text: the result of `str`, and the form of source text that it uses inside of lists and structs.

use std::borrow::Borrow;
use std::fmt::Write;

use super::code::{Kind, Names};
use super::failure::Fallible;
use super::pieces::pieces;
use super::value::Value;
use super::{json, meter, notation};
use crate::syntax::turns_text;

/// A scalar as `str` gives it.
pub(super) fn scalar_text(kind: Kind, bits: i64) -> String {
    match kind {
        Kind::Int => {
            let mut text = String::with_capacity(20);
            push_int(&mut text, bits);
            text
        }
        Kind::Float => notation::float(f64::from_bits(bits as u64)),
        Kind::Bool => (bits != 0).to_string(),
        Kind::Datetime => notation::datetime(bits),
        Kind::Duration => notation::duration(bits),
    }
}

/// A scalar's text as a value: for a number without a buffer on the heap.
pub(super) fn scalar_value(kind: Kind, bits: i64) -> Value {
    match kind {
        Kind::Int => Value::str(itoa::Buffer::new().format(bits)),
        Kind::Float | Kind::Bool | Kind::Datetime | Kind::Duration => Value::str(scalar_text(kind, bits)),
    }
}

/// Appends a scalar as `str` formats it.
pub(super) fn push_scalar(text: &mut String, kind: Kind, bits: i64) {
    match kind {
        Kind::Int => push_int(text, bits),
        _ => text.push_str(&scalar_text(kind, bits)),
    }
}

/// Appends a decimal number.
fn push_int(text: &mut String, number: i64) {
    text.push_str(itoa::Buffer::new().format(number));
}

/// A value as `str` gives it.
///
/// # Errors
/// If the text takes more memory than is allowed: parts of a value may be shared, and are written out at each occurrence.
pub(super) fn text(value: &Value, names: &Names) -> Fallible<String> {
    Ok(match value {
        Value::Short(text) => text.to_string(),
        Value::Str(text) => text.to_string(),
        Value::Datetime(micros) => notation::datetime(*micros),
        Value::Enum(id, variant) => match names.enums.get(id.0 as usize).and_then(|(_, variants)| variants.get(*variant as usize)) {
            Some((_, value)) => value.to_string(),
            None => String::new(),
        },
        Value::File(blob) | Value::Dir(blob) | Value::Table(blob) => blob.uri.clone(),
        _ => literal(value, names)?,
    })
}

/// A value as source text has it.
///
/// # Errors
/// Likewise.
pub fn literal(value: &Value, names: &Names) -> Fallible<String> {
    let mut text = String::new();
    write_literal(&mut text, value, names)?;
    Ok(text)
}

fn write_literal(out: &mut String, value: &Value, names: &Names) -> Fallible<()> {
    meter::worked(1)?;
    meter::text(out)?;
    match value {
        Value::None => out.push_str("none"),
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Int(bits) => push_scalar(out, Kind::Int, *bits),
        Value::Float(float) => out.push_str(&notation::float(*float)),
        Value::Datetime(micros) => {
            out.push_str("datetime(\"");
            out.push_str(&notation::datetime(*micros));
            out.push_str("\")");
        }
        Value::Duration(micros) => out.push_str(&notation::duration(*micros)),
        Value::Short(text) => quote(out, text)?,
        Value::Str(text) => quote(out, text)?,
        Value::Bytes(bytes) => write_bytes(out, bytes)?,
        Value::List(elements) => row(out, "[", elements.iter(), "]", names)?,
        Value::Tuple(members) => row(out, "(", members.iter(), ")", names)?,
        Value::Map(map) => {
            out.push('{');
            for (index, (key, value)) in map.ordered()?.into_iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                quote(out, key)?;
                out.push_str(": ");
                write_literal(out, value, names)?;
            }
            out.push('}');
        }
        Value::Struct(value) => write_struct(out, value, names)?,
        Value::Enum(id, variant) => {
            if let Some((name, variants)) = names.enums.get(id.0 as usize)
                && let Some((variant, _)) = variants.get(*variant as usize)
            {
                out.push_str(name);
                out.push('.');
                out.push_str(variant);
            }
        }
        Value::File(blob) | Value::Dir(blob) | Value::Table(blob) => quote(out, &blob.uri)?,
        Value::Json(json) => {
            let text = json::write(json, None)?;
            meter::text_of(out.len() + text.len() * 2)?;
            out.push_str(&text);
        }
        Value::Error(error) => quote(out, &error.message)?,
        Value::Rng(_) => out.push_str("rng"),
    }
    Ok(())
}

fn write_struct(out: &mut String, value: &super::value::StructValue, names: &Names) -> Fallible<()> {
    let Some((name, fields)) = names.structs.get(value.id.0 as usize) else { return Ok(()) };
    out.push_str(name);
    if fields.is_empty() {
        out.push_str(" {}");
        return Ok(());
    }
    for (index, (field, value)) in fields.iter().zip(&value.fields).enumerate() {
        out.push_str(if index == 0 { " { " } else { ", " });
        out.push_str(field);
        out.push_str(": ");
        write_literal(out, value, names)?;
    }
    out.push_str(" }");
    Ok(())
}

fn row(out: &mut String, open: &str, values: impl Iterator<Item: Borrow<Value>>, close: &str, names: &Names) -> Fallible<()> {
    out.push_str(open);
    for (index, value) in values.enumerate() {
        out.push_str(if index == 0 { "" } else { ", " });
        write_literal(out, value.borrow(), names)?;
    }
    out.push_str(close);
    Ok(())
}

/// Text in quotes, as source text has it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    escape(&mut out, text);
    out.push('"');
    out
}

/// Text in quotes, with the escapes of source text.
fn quote(out: &mut String, text: &str) -> Fallible<()> {
    out.push('"');
    for piece in pieces(text) {
        escape(out, piece?);
        meter::text(out)?;
    }
    out.push('"');
    Ok(())
}

/// Appends text with the escapes of source text.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // These are not allowed in source text, and would be misleading in a report.
            c if c.is_control() || turns_text(c) => drop(write!(out, "\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
}

fn write_bytes(out: &mut String, bytes: &[u8]) -> Fallible<()> {
    out.push_str("bytes([");
    for (index, byte) in bytes.iter().enumerate() {
        if index.is_multiple_of(1 << 12) {
            meter::worked(1 << 12)?;
            meter::text(out)?;
        }
        out.push_str(if index == 0 { "" } else { ", " });
        push_int(out, i64::from(*byte));
    }
    out.push_str("])");
    Ok(())
}

#[cfg(test)]
mod tests {
    use triomphe::Arc;

    use super::*;
    use crate::eval::value::StructValue;
    use crate::program::ty::{EnumId, StructId};

    fn names() -> Names {
        Names {
            structs: vec![("Point".into(), vec!["x".into(), "tag".into()]), ("Empty".into(), Vec::new())],
            enums: vec![("Tier".into(), vec![("basic".into(), "basic".into()), ("gold".into(), "GOLD".into())])],
        }
    }

    #[test]
    fn text_and_enums_print_as_themselves_but_quoted_inside() {
        let names = names();
        let tier = Value::Enum(EnumId(0), 1);
        assert_eq!((text(&tier, &names).unwrap(), literal(&tier, &names).unwrap()), ("GOLD".to_owned(), "Tier.gold".to_owned()));
        assert_eq!(text(&Value::str("a\"b"), &names).unwrap(), "a\"b");
        assert_eq!(text(&Value::list(vec![Value::str("a\"b\n\u{1}"), Value::None]), &names).unwrap(), r#"["a\"b\n\u{1}", none]"#);
        assert_eq!(literal(&Value::str("a\u{202e}b\u{9f}é"), &names).unwrap(), r#""a\u{202e}b\u{9f}é""#);
    }

    #[test]
    fn structs_and_maps_print_as_in_source() {
        let names = names();
        let point = StructValue { id: StructId(0), fields: vec![Value::Float(1.0), Value::str("t")].into() };
        assert_eq!(text(&Value::Struct(Arc::new(point)), &names).unwrap(), r#"Point { x: 1.0, tag: "t" }"#);
        assert_eq!(text(&Value::Struct(Arc::new(StructValue { id: StructId(1), fields: Vec::new().into() })), &names).unwrap(), "Empty {}");
        assert_eq!(text(&Value::map([("b", Value::Int(1)), ("a", Value::Bool(true))]), &names).unwrap(), r#"{"a": true, "b": 1}"#);
        assert_eq!(text(&Value::Duration(-90_000_000), &names).unwrap(), "-1m30s");
        assert_eq!(text(&Value::list(vec![Value::Datetime(0)]), &names).unwrap(), r#"[datetime("1970-01-01T00:00:00Z")]"#);
    }
}
