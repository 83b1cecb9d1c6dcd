//! The text of a command-line flag as a value, by type: plain text where that is unambiguous, JSON for everything with parts.

use triomphe::Arc;

use serde_json::Value as Json;

use super::allowed::allowed;
use super::json::{self, Path};
use super::tree;
use super::{InputError, shortened};
use crate::eval::Value;
use crate::eval::value::Blob;
use crate::literal::text as forms;
use crate::program::Program;
use crate::program::Type;

/// Reads `text` as a value of type `ty`.
pub(super) fn value(program: &Program, text: &str, ty: &Type, name: &str) -> Result<Value, InputError> {
    match ty {
        Type::List(_) | Type::Map(_) | Type::Struct(_) | Type::Json | Type::Error => parts(program, text, ty, name),
        Type::Union(variants) => union(program, text, ty, variants, name),
        _ => simple(program, text, ty).ok_or_else(|| wrong(program, text, ty, name)),
    }
}

fn wrong(program: &Program, text: &str, ty: &Type, name: &str) -> InputError {
    let allowed = allowed(program, ty, text);
    InputError::Type { path: name.to_owned(), expected: ty.display(program).to_string(), given: shortened(text), allowed }
}

fn parts(program: &Program, text: &str, ty: &Type, name: &str) -> Result<Value, InputError> {
    let parsed: Json = tree::json(text).map_err(|unread| {
        // What does not even begin like JSON is a mistake about the form, not within it.
        let form = Some(text).filter(|text| !text.trim_start().starts_with(['[', '{', '"'])).and_then(|_| allowed(program, ty, text));
        let line = unread.line.filter(|_| form.is_none());
        let reason = form.unwrap_or(unread.reason);
        InputError::Syntax { path: name.to_owned(), expected: ty.display(program).to_string(), given: shortened(text), reason, line }
    })?;
    json::value(program, &parsed, ty, &Path::Input(name))
}

fn simple(program: &Program, text: &str, ty: &Type) -> Option<Value> {
    let blob = || Arc::new(Blob { uri: text.to_owned(), format: String::new() });
    Some(match ty {
        Type::Str => Value::str(text),
        Type::Int => Value::Int(text.trim().parse().ok()?),
        Type::Float => Value::Float(float(text.trim())?),
        Type::Bool => match text.trim() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => return None,
        },
        Type::Enum(id) => json::enum_value(program, *id, text)?,
        Type::Datetime => Value::Datetime(forms::parse_datetime(text)?),
        Type::Duration => Value::Duration(forms::parse_duration(text)?),
        Type::None => match text.trim() {
            "none" | "null" => Value::None,
            _ => return None,
        },
        Type::File(_) => Value::File(blob()),
        Type::Dir(_) => Value::Dir(blob()),
        Type::Table(_) => Value::Table(blob()),
        Type::Bytes => Value::bytes(base64::Engine::decode(&base64::engine::general_purpose::STANDARD, text.trim()).ok()?),
        _ => return None,
    })
}

fn float(text: &str) -> Option<f64> {
    // Rust's own parser accepts spellings of infinity that are not literals here.
    let digits = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
    match digits && text.contains(|c: char| c.is_ascii_digit()) {
        // As in the literals of a program, a number that is too large for a float is not read as infinity.
        true => text.parse().ok().filter(|number: &f64| number.is_finite()),
        false => json::not_finite(text),
    }
}

/// Tries every variant other than strings first, in the order in which they were written: a string accepts everything.
fn union(program: &Program, text: &str, ty: &Type, variants: &[Type], name: &str) -> Result<Value, InputError> {
    let mut ordered: Vec<&Type> = variants.iter().collect();
    ordered.sort_by_key(|variant| match variant {
        Type::None => 0,
        Type::Str | Type::File(_) | Type::Dir(_) | Type::Table(_) => 2,
        _ => 1,
    });
    let mut mistakes = Vec::new();
    for variant in ordered {
        match value(program, text, variant, name) {
            Ok(value) => return Ok(value),
            Err(mistake) if *variant != Type::None => mistakes.push(mistake),
            Err(_) => {}
        }
    }
    // What begins like JSON is meant as JSON.
    let broken = mistakes.iter().position(|mistake| matches!(mistake, InputError::Syntax { .. }));
    if let Some(broken) = broken.filter(|_| text.trim_start().starts_with(['[', '{'])) {
        return Err(mistakes.swap_remove(broken));
    }
    // An error within a list or struct says more than that the whole does not fit.
    let within = mistakes.iter().position(|mistake| !matches!(mistake, InputError::Type { path, .. } if path == name));
    match within {
        Some(within) if mistakes.len() == 1 || text.trim_start().starts_with(['[', '{']) => Err(mistakes.swap_remove(within)),
        _ => Err(wrong(program, text, ty, name)),
    }
}
