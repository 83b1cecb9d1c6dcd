//! The size of values when they leave a task: as much as if nothing in them were shared, because that is how they are written.

use crate::eval::failure::{FailureKind, Fallible, Fault};
use crate::eval::json::Json;
use crate::eval::list::List;
use crate::eval::meter;
use crate::eval::value::Value;

/// The most bytes if no bound is given: no platform accepts that much.
const MOST: u64 = 8 << 30;

/// Whether the outputs of a task may be written out.
///
/// # Errors
/// If they take more memory than the task may have.
pub(super) fn bounded(outputs: &[Value]) -> Fallible<()> {
    // Scalars, the outputs of most elements of maps, need no check.
    if !outputs.iter().any(|output| matches!(output, Value::List(_) | Value::Map(_) | Value::Struct(_) | Value::Tuple(_) | Value::Json(_)))
    {
        return Ok(());
    }
    let most = meter::bound().unwrap_or(MOST);
    let mut left = i64::try_from(most).unwrap_or(i64::MAX);
    if outputs.iter().all(|output| fits(output, &mut left)) {
        return Ok(());
    }
    meter::in_time()?;
    let most = meter::size(most);
    Err(Fault::new(FailureKind::Memory, format!("the outputs of the task take more memory than the {most} that are allowed")))
}

/// Subtracts the size of a value from the remaining bytes, and returns whether they were enough.
fn fits(value: &Value, left: &mut i64) -> bool {
    *left -= size_of::<Value>() as i64;
    // Also for empty values: any number of empty lists fits into little memory.
    // Nor if the time is up, which is checked afterwards.
    if *left < 0 || meter::worked(1).is_err() {
        return false;
    }
    match value {
        Value::List(list) => match &**list {
            List::Values(values) => values.iter().all(|value| fits(value, left)),
            scalars => {
                *left = left.saturating_sub_unsigned((scalars.len() * size_of::<Value>()) as u64);
                *left >= 0
            }
        },
        Value::Tuple(values) => values.iter().all(|value| fits(value, left)),
        Value::Struct(value) => value.fields.iter().all(|value| fits(value, left)),
        Value::Map(map) => map.unordered().all(|(key, value)| {
            *left -= key.len() as i64;
            fits(value, left)
        }),
        Value::Short(_) | Value::Str(_) => {
            *left -= value.text().map_or(0, |text| text.len()) as i64;
            *left >= 0
        }
        Value::Bytes(bytes) => {
            *left -= bytes.len() as i64;
            *left >= 0
        }
        Value::Json(json) => json_fits(json, left),
        _ => true,
    }
}

fn json_fits(json: &Json, left: &mut i64) -> bool {
    *left -= size_of::<Json>() as i64;
    if *left < 0 || meter::worked(1).is_err() {
        return false;
    }
    match json {
        Json::Array(members) => members.iter().all(|member| json_fits(member, left)),
        Json::Object(members) => members.iter().all(|(key, member)| {
            *left -= key.len() as i64;
            json_fits(member, left)
        }),
        Json::Str(text) => {
            *left -= text.len() as i64;
            *left >= 0
        }
        _ => true,
    }
}
