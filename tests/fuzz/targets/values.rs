//! Values in their forms outside of code: flags, JSON, YAML, Flyte's literals, and the literals of source text.

use std::sync::LazyLock;

use flightplan::flyteidl::core::Literal;
use flightplan::flyteidl::json::to_json;
use flightplan::internals::eval::value::{Blob, ErrorValue};
use flightplan::internals::eval::{Machine, display_literal};
use flightplan::internals::literal;
use flightplan::internals::literal::input::{from_json, from_text};
use flightplan::internals::program::ty::Invalid;
use flightplan::project::{Checked, Interface, Program, TaskId, Type, Variable};
use flightplan::run;
use flightplan::run::{Code, DocumentFormat, Inputs, NoHost, Value};
use prost::Message as _;
use serde_json::Value as Json;
use triomphe::Arc;

use super::programs;
use crate::fuzz::corpus::Corpus;
use crate::fuzz::mutate;
use crate::generator::dice::Dice;

/// A task with an input of every type.
pub(super) const SOURCE: &str = include_str!("values.fpl");

static WORKSPACE: LazyLock<Option<Checked>> =
    LazyLock::new(|| programs::checked(SOURCE.as_bytes()).filter(|workspace| !workspace.has_errors()));

/// The program with that task, and its interface.
///
/// # Errors
/// If it does not compile.
fn types() -> Result<(&'static Program, &'static Interface), String> {
    let workspace = WORKSPACE.as_ref().ok_or("`values.fpl` does not compile")?;
    Ok((workspace.program(), &workspace.program().tasks[0].interface))
}

const INTS: [i64; 10] = [0, 1, -1, i64::MAX, i64::MIN, 1 << 53, (1 << 53) + 1, -(1 << 53) - 1, 255, 1_000_000];
const FLOATS: [f64; 16] = [
    0.0,
    -0.0,
    1.0,
    0.1,
    -2.5,
    1e16,
    1e22,
    1e-5,
    f64::MAX,
    f64::MIN_POSITIVE,
    5e-324,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    9_007_199_254_740_993.0,
    -9_223_372_036_854_775_808.0,
];
const TEXTS: [&str; 14] =
    ["", "a", "1", "none", "null", "red", "true", "two\nlines", "\"quoted\"", "\u{0}", "\\", "é", "😀{}", "2024-02-29T12:30:15.25Z"];

/// The microseconds of the first and last instant, and of the longest duration.
const INSTANTS: (i64, i64) = (-62_135_596_800_000_000, 253_402_300_799_999_999);
const LONGEST: i64 = 3_652_500 * 86_400_000_000;

/// A value of a type, at its edges often; nothing of types that have none outside of code.
pub(super) fn any(program: &Program, ty: &Type, dice: &mut Dice) -> Option<Value> {
    Some(match ty {
        Type::Int if dice.chance(50) => Value::Int(dice.between(-5, 20)),
        Type::Int => Value::Int(*dice.pick(&INTS)),
        Type::Float if dice.chance(50) => Value::Float(dice.between(-40, 400) as f64 / 8.0),
        Type::Float if dice.chance(50) => Value::Float(*dice.pick(&FLOATS)),
        Type::Float => Value::Float(f64::from_bits(dice.below(usize::MAX) as u64)),
        Type::Bool => Value::Bool(dice.chance(50)),
        Type::Str => Value::str(*dice.pick(&TEXTS)),
        Type::Datetime => Value::Datetime(between(dice, INSTANTS.0, INSTANTS.1)),
        Type::Duration => Value::Duration(between(dice, -LONGEST, LONGEST)),
        Type::Bytes => Value::bytes(mutate::any_bytes(dice, 8)),
        Type::Json => Value::json(&Json::Object([("k".to_owned(), any_json(dice, 2))].into_iter().collect()))?,
        Type::None => Value::None,
        Type::Error => Value::Error(Arc::new(ErrorValue { failed_node: "n0".to_owned(), message: (*dice.pick(&TEXTS)).to_owned() })),
        Type::File(format) => Value::File(blob(format.as_deref(), dice)),
        Type::Dir(format) => Value::Dir(blob(format.as_deref(), dice)),
        Type::Table(table) => Value::Table(blob(table.format.as_deref(), dice)),
        Type::List(element) => Value::list((0..dice.below(4)).map(|_| any(program, element, dice)).collect::<Option<_>>()?),
        Type::Map(member) => {
            let keys = (0..dice.below(4)).map(|_| *dice.pick(&TEXTS));
            Value::map(
                keys.collect::<Vec<_>>().into_iter().map(|key| Some((key, any(program, member, dice)?))).collect::<Option<Vec<_>>>()?,
            )
        }
        Type::Union(variants) => any(program, dice.pick(variants), dice)?,
        Type::Struct(id) => {
            let fields = program.struct_(*id).fields.iter().map(|field| any(program, &field.ty, dice));
            Value::of_struct(*id, fields.collect::<Option<_>>()?)
        }
        Type::Enum(id) => Value::Enum(*id, dice.below(program.enum_(*id).variants.len()) as u32),
        Type::Tuple(_) | Type::Rng | Type::Unit | Type::Never | Type::Hole(Invalid) => return None,
    })
}

/// A number between two, the edges often.
fn between(dice: &mut Dice, low: i64, high: i64) -> i64 {
    match dice.below(8) {
        0 => low,
        1 => high,
        2 => 0,
        3 => -1,
        4 => dice.between(-100, 100) * 1_000_000,
        _ => (i128::from(low) + dice.below(usize::MAX) as i128 % (i128::from(high) - i128::from(low) + 1)) as i64,
    }
}

fn blob(format: Option<&str>, dice: &mut Dice) -> Arc<Blob> {
    let uri = *dice.pick(&["s3://bucket/a.csv", "", "file:///tmp/x", "/a b/é", "relative"]);
    Arc::new(Blob { uri: uri.to_owned(), format: format.unwrap_or_default().to_owned() })
}

fn any_json(dice: &mut Dice, depth: usize) -> Json {
    match dice.below(if depth == 0 { 5 } else { 7 }) {
        0 => Json::Null,
        1 => Json::Bool(dice.chance(50)),
        2 => (*dice.pick(&INTS)).into(),
        3 => (*dice.pick(&FLOATS)).into(),
        4 => (*dice.pick(&TEXTS)).into(),
        5 => (0..dice.below(3)).map(|_| any_json(dice, depth - 1)).collect(),
        _ => Json::Object((0..dice.below(3)).map(|_| ((*dice.pick(&TEXTS)).to_owned(), any_json(dice, depth - 1))).collect()),
    }
}

/// How a string is read: the second byte of an input, with the first one saying which input of the task it is for.
const FLAG: u8 = 0;
const JSON: u8 = 1;
const JSON_DOCUMENT: u8 = 2;
const YAML_DOCUMENT: u8 = 3;

/// An input of the task, a form, and a string that may be a value in that form.
pub(super) fn text(corpus: &Corpus, dice: &mut Dice) -> Vec<u8> {
    let Ok((program, interface)) = types() else { return Vec::new() };
    let at = dice.below(interface.inputs.len());
    let form = dice.below(4) as u8;
    let input = &interface.inputs[at];
    let text = any(program, &input.ty, dice).map(|value| run::json(program, &value)).unwrap_or_default();
    let plain = serde_json::from_str::<String>(&text).ok().filter(|_| form == FLAG);
    let mut text = plain.unwrap_or(text);
    if form >= JSON_DOCUMENT {
        text = format!("{{{:?}: {text}}}", input.name.as_str());
    }
    let text = match dice.below(8) {
        0 | 1 => text,
        2 => mutate::words(corpus, dice),
        3 => String::from_utf8_lossy(&mutate::any_bytes(dice, 40)).into_owned(),
        _ => mutate::text(corpus, dice, &text),
    };
    [&[at as u8, form], text.as_bytes()].concat()
}

/// A value that is read has its type: it is the same value after it was written and read again, in every form.
///
/// # Errors
/// What does not hold.
pub(super) fn are_read(input: &[u8]) -> Result<bool, String> {
    let (program, interface) = types()?;
    let [at, form, text @ ..] = input else { return Ok(false) };
    let text = String::from_utf8_lossy(text);
    let variable = &interface.inputs[usize::from(*at) % interface.inputs.len()];
    let value = match form % 4 {
        FLAG => from_text(program, &text, &variable.ty, &variable.name).map_err(|error| error.to_string()),
        JSON => match serde_json::from_str(&text) {
            Ok(json) => from_json(program, &json, &variable.ty, &variable.name).map_err(|error| error.to_string()),
            Err(_) => return Ok(false),
        },
        form => {
            let format = if form == YAML_DOCUMENT { DocumentFormat::Yaml } else { DocumentFormat::Json };
            let only = Interface { inputs: vec![variable.clone()], ..interface.clone() };
            let mut inputs = Inputs::new(program, &only);
            inputs.document(&text, format, "inputs");
            let first = |mut values: Vec<Value>| values.pop().ok_or_else(|| "no value for an input".to_owned());
            inputs.finish().map_or_else(|errors| Err(errors.iter().map(ToString::to_string).collect()), first)
        }
    };
    match value {
        Ok(value) => keeps(program, variable, &value).map(|()| true),
        Err(message) if message.is_empty() => Err("a mistake without words".to_owned()),
        Err(_) => Ok(false),
    }
}

/// The value is the same after each of its forms was written and read.
fn keeps(program: &Program, variable: &Variable, value: &Value) -> Result<(), String> {
    let differs = |form: &str, other: &Value| {
        let named = || format!("the {} of the input {} as {form}: {value:?} and {other:?}", variable.ty.display(program), variable.name);
        if is_same(value, other) { Ok(()) } else { Err(named()) }
    };
    let json = run::json(program, value);
    let parsed: Json = serde_json::from_str(&json).map_err(|error| format!("printed as no JSON, {error}: {json}"))?;
    // A literal may hold any `json`; what people give at the border of a task is an object.
    if variable.ty != Type::Json || parsed.is_object() {
        let again = from_json(program, &parsed, &variable.ty, "x");
        differs("JSON", &again.map_err(|error| format!("printed as JSON that is refused, {error}: {json}"))?)?;
    }
    differs("a literal", &through_literal(program, &variable.ty, value)?)?;
    // Every eighth, because a compilation costs a hundred times the rest.
    if json.len().is_multiple_of(8)
        && let Some(again) = through_source(program, variable, value)?
    {
        differs("source text", &again)?;
    }
    Ok(())
}

/// Whether values are the same to a user: `nan` is, `0.0` and `-0.0` are not. Where a file has no format, that of its type counts, so formats
/// are not compared.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()),
        // Within a struct Flyte has seconds as a float, which tells centuries to some microseconds.
        (Value::Duration(a), Value::Duration(b)) => a == b || (a.abs() > 1 << 50 && (a - b).abs() < 128),
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| is_same(&a, &b)),
        (Value::Tuple(a), Value::Tuple(b)) => are_same(a, b),
        (Value::Struct(a), Value::Struct(b)) => a.id == b.id && are_same(&a.fields, &b.fields),
        (Value::Map(a), Value::Map(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.0 == b.0 && is_same(a.1, b.1)),
        (Value::File(a), Value::File(b)) | (Value::Dir(a), Value::Dir(b)) | (Value::Table(a), Value::Table(b)) => a.uri == b.uri,
        (Value::Json(a), Value::Json(b)) => a.to_string() == b.to_string(),
        (Value::None, Value::None) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) | (Value::Datetime(a), Value::Datetime(b)) => a == b,
        (Value::Short(_) | Value::Str(_), Value::Short(_) | Value::Str(_)) => a.text().as_deref() == b.text().as_deref(),
        (Value::Bytes(a), Value::Bytes(b)) => a[..] == b[..],
        (Value::Enum(a, x), Value::Enum(b, y)) => a == b && x == y,
        (Value::Error(a), Value::Error(b)) => a == b,
        _ => false,
    }
}

/// Whether two rows of values are the same to a user.
pub(super) fn are_same(a: &[Value], b: &[Value]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
}

/// A value as Flyte gets it and returns it.
fn through_literal(program: &Program, ty: &Type, value: &Value) -> Result<Value, String> {
    let written = literal::write(program, value, ty).map_err(|error| format!("{value:?} cannot be written: {error}"))?;
    let bytes = written.encode_to_vec();
    let decoded = Literal::decode(bytes.as_slice()).map_err(|error| error.to_string())?;
    if decoded.encode_to_vec() != bytes {
        return Err(format!("the literal of {value:?} does not encode to itself"));
    }
    to_json(&decoded).map_err(|error| error.to_string())?;
    literal::read(program, &decoded, ty).map_err(|error| format!("{value:?} was written as a literal, and is refused: {error}"))
}

/// A value written into a program of its own, and what a run gives; nothing for what source text has no literal of.
fn through_source(program: &Program, variable: &Variable, value: &Value) -> Result<Option<Value>, String> {
    if !has_literal(value) {
        return Ok(None);
    }
    let code = Code::compile(program.sound().ok_or("`values.fpl` does not compile")?, [TaskId(0)]);
    let declarations = SOURCE.split("\ntask ").next().unwrap_or_default();
    let shown = display_literal(value, code.names()).map_err(|fault| fault.message)?;
    let source = format!("{declarations}\ntask same() -> {} {{ {shown} }}\n", variable.ty.display(program));
    let workspace = programs::checked(source.as_bytes());
    let sound = workspace.as_ref().and_then(Checked::sound);
    let sound = sound.ok_or_else(|| format!("{value:?} is shown as what does not compile:\n{source}"))?;
    let code = Code::compile(sound.program(), [TaskId(0)]);
    let mut outputs = Machine::new(&code, NoHost).run(TaskId(0), &[]).map_err(|failure| failure.message)?;
    Ok(outputs.pop())
}

/// Whether source text has a literal for the value.
fn has_literal(value: &Value) -> bool {
    match value {
        Value::Float(float) => float.is_finite(),
        Value::List(elements) => elements.iter().all(|element| has_literal(&element)),
        Value::Map(map) => map.iter().all(|(_, value)| has_literal(value)),
        Value::Struct(of) => of.fields.iter().all(has_literal),
        Value::None
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Datetime(_)
        | Value::Duration(_)
        | Value::Short(_)
        | Value::Str(_)
        | Value::Enum(..) => true,
        _ => false,
    }
}

/// An input of the task, and the bytes of a literal that may be a value of it.
pub(super) fn literal(_: &Corpus, dice: &mut Dice) -> Vec<u8> {
    let Ok((program, interface)) = types() else { return Vec::new() };
    let at = dice.below(interface.inputs.len());
    // Now and then the literal of another type.
    let of = if dice.chance(80) { at } else { dice.below(interface.inputs.len()) };
    let ty = &interface.inputs[of].ty;
    let written = any(program, ty, dice).and_then(|value| literal::write(program, &value, ty).ok());
    let mut bytes = written.map(|literal| literal.encode_to_vec()).unwrap_or_default();
    if dice.chance(90) {
        mutate::bytes(dice, &mut bytes);
    }
    [&[at as u8], bytes.as_slice()].concat()
}

/// A literal that is read as a value is written as one that is read as the same.
///
/// # Errors
/// What does not hold.
pub(super) fn is_read(input: &[u8]) -> Result<bool, String> {
    let (program, interface) = types()?;
    let [at, bytes @ ..] = input else { return Ok(false) };
    let variable = &interface.inputs[usize::from(*at) % interface.inputs.len()];
    let Ok(literal) = Literal::decode(bytes) else { return Ok(false) };
    match literal::read(program, &literal, &variable.ty) {
        Ok(value) => keeps(program, variable, &value).map(|()| true),
        Err(error) if error.to_string().is_empty() => Err("a mistake without words".to_owned()),
        Err(_) => Ok(false),
    }
}

/// Any values for every input of the task, in order, with their names and types.
pub(super) fn every_input(dice: &mut Dice) -> Result<Vec<(&'static str, Option<Literal>)>, String> {
    let (program, interface) = types()?;
    let of = |input: &'static Variable| {
        let value = any(program, &input.ty, dice);
        (input.name.as_str(), value.and_then(|value| literal::write(program, &value, &input.ty).ok()))
    };
    Ok(interface.inputs.iter().map(of).collect())
}
