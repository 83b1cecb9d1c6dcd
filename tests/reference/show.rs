//! Values as text: as `str` writes them, and as in source text, which is how they are written inside of others.

use flightplan::project::Program;

use super::calendar;
use super::value::Val;

/// What `str` gives.
pub(super) fn text(program: &Program, value: &Val) -> String {
    match value {
        Val::Str(text) | Val::Address(text) => text.clone(),
        Val::Datetime(micros) => calendar::rfc3339(*micros),
        Val::Enum(id, variant) => program.enums[*id as usize].variants[*variant as usize].value.to_string(),
        other => literal(program, other),
    }
}

/// The value in source text.
fn literal(program: &Program, value: &Val) -> String {
    let row = |members: &[Val]| members.iter().map(|member| literal(program, member)).collect::<Vec<_>>().join(", ");
    match value {
        Val::None => "none".to_owned(),
        Val::Bool(truth) => truth.to_string(),
        Val::Int(number) => number.to_string(),
        Val::Float(number) => float(*number),
        Val::Str(text) | Val::Address(text) => quoted(text),
        Val::Datetime(micros) => format!("datetime(\"{}\")", calendar::rfc3339(*micros)),
        Val::Duration(micros) => calendar::span(*micros),
        Val::Bytes(bytes) => format!("bytes({bytes:?})"),
        Val::List(members) => format!("[{}]", row(members)),
        Val::Tuple(members) => format!("({})", row(members)),
        Val::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{}: {}", quoted(key), literal(program, value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Val::Struct(id, fields) => {
            let definition = &program.structs[*id as usize];
            let fields = definition.fields.iter().zip(fields).map(|(field, value)| format!("{}: {}", field.name, literal(program, value)));
            format!("{} {{ {} }}", definition.header.name, fields.collect::<Vec<_>>().join(", "))
        }
        Val::Enum(id, variant) => {
            let definition = &program.enums[*id as usize];
            format!("{}.{}", definition.header.name, definition.variants[*variant as usize].name)
        }
        Val::Json(json) => json.tree().to_string(),
        Val::Rng(_) => "rng".to_owned(),
    }
}

fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        c if c.is_control() => format!("\\u{{{:x}}}", c as u32),
        c => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// A float as Python's `repr` writes it.
pub(super) fn float(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf".to_owned() } else { "-inf".to_owned() };
    }
    let scientific = format!("{:e}", value.abs());
    let (mantissa, exponent) = scientific.split_once('e').expect("an exponent");
    let exponent: i32 = exponent.parse().expect("a number");
    let digits = mantissa.replace('.', "");
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let body = if !(-4..16).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{mantissa}e{sign}{:02}", exponent.abs())
    } else if exponent < 0 {
        format!("0.{}{digits}", "0".repeat(exponent.unsigned_abs() as usize - 1))
    } else {
        let whole = exponent as usize + 1;
        let digits = format!("{digits:0<whole$}");
        let (whole, fraction) = digits.split_at(whole);
        format!("{whole}.{}", if fraction.is_empty() { "0" } else { fraction })
    };
    format!("{sign}{body}")
}
