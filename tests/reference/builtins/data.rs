//! JSON, bytes and hashes.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flightplan::internals::program::builtins::{BuiltinOp as Op, BytesOp, JsonOp, MapOp, RandomOp, TextOp};
use flightplan::project::Program;
use sha2::Digest;

use super::super::Kind::Value;
use super::super::evaluate::position;
use super::super::value::{Json, Val};
use super::super::{Fault, calendar, show};
use super::{Args, optional, random, texts};

pub(super) fn call(op: Op, args: &Args<'_>, program: &Program) -> Option<Result<Val, Fault>> {
    json(op, args, program).or_else(|| bytes(op, args))
}

fn wrong<T>() -> Result<T, Fault> {
    Err(Fault::of(Value))
}

fn json(op: Op, args: &Args<'_>, program: &Program) -> Option<Result<Val, Fault>> {
    let found = |found: Option<&Json>| Ok(optional(found.cloned().map(Val::Json)));
    Some(match op {
        Op::Json(JsonOp::JsonOf) => of(program, &args.values[0]).map(Val::Json),
        Op::Json(JsonOp::JsonParse) => match serde_json::from_str(args.text(0)) {
            Ok(tree) => Ok(Val::Json(Json::of(&tree))),
            Err(_) => wrong(),
        },
        Op::Json(JsonOp::JsonDump) => of(program, &args.values[0]).map(|json| Val::Str(dumped(&json, args.values.get(1).map(Val::int)))),
        Op::Text(TextOp::LenJson) => match args.values[0].json() {
            Json::List(members) => Ok(Val::Int(members.len() as i64)),
            Json::Object(members) => Ok(Val::Int(members.len() as i64)),
            Json::Str(text) => Ok(Val::Int(text.chars().count() as i64)),
            _ => wrong(),
        },
        Op::Map(MapOp::KeysJson) => object(args).map(|members| texts(members.keys().cloned())),
        Op::Map(MapOp::HasJson) => object(args).map(|members| Val::Bool(members.contains_key(args.text(1)))),
        Op::Map(MapOp::GetJson) => match args.values[0].json() {
            Json::Object(members) => found(members.get(args.text(1))),
            _ => found(None),
        },
        Op::Map(MapOp::GetJsonAt) => found(element(args.values[0].json(), args.int(1))),
        Op::Json(JsonOp::JsonAt) => {
            let path = args.text(1);
            let mut steps = path.split('.').filter(|_| !path.is_empty());
            let reached = steps.try_fold(args.values[0].json(), |at, step| match at {
                Json::Object(members) => members.get(step),
                list => element(list, step.parse().ok()?),
            });
            found(reached)
        }
        Op::Json(JsonOp::AsInt) => match args.values[0].json() {
            Json::Int(number) => Ok(Val::Int(*number)),
            Json::Float(number) if number.fract() == 0.0 && number.abs() < 9.2e18 => Ok(Val::Int(*number as i64)),
            _ => wrong(),
        },
        Op::Json(JsonOp::AsFloat) => match args.values[0].json() {
            Json::Int(number) => Ok(Val::Float(*number as f64)),
            Json::Large(number) => Ok(Val::Float(*number as f64)),
            Json::Float(number) => Ok(Val::Float(*number)),
            _ => wrong(),
        },
        Op::Json(JsonOp::AsStr) => match args.values[0].json() {
            Json::Str(text) => Ok(Val::Str(text.clone())),
            _ => wrong(),
        },
        Op::Json(JsonOp::AsBool) => match args.values[0].json() {
            Json::Bool(truth) => Ok(Val::Bool(*truth)),
            _ => wrong(),
        },
        Op::Json(JsonOp::AsList) => match args.values[0].json() {
            Json::List(members) => Ok(Val::List(members.iter().cloned().map(Val::Json).collect())),
            _ => wrong(),
        },
        Op::Json(JsonOp::AsMap) => {
            object(args).map(|members| Val::Map(members.iter().map(|(key, json)| (key.clone(), Val::Json(json.clone()))).collect()))
        }
        Op::Json(JsonOp::IsNull) => Ok(Val::Bool(*args.values[0].json() == Json::Null)),
        _ => return None,
    })
}

fn object<'a>(args: &'a Args<'_>) -> Result<&'a BTreeMap<String, Json>, Fault> {
    if let Json::Object(members) = args.values[0].json() { Ok(members) } else { wrong() }
}

fn element(json: &Json, index: i64) -> Option<&Json> {
    let Json::List(members) = json else { return None };
    position(index, members.len()).map(|at| &members[at])
}

fn dumped(json: &Json, indent: Option<i64>) -> String {
    let Some(indent) = indent else { return json.tree().to_string() };
    let blanks = " ".repeat(indent.clamp(0, 32) as usize);
    let mut out = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(blanks.as_bytes());
    let mut writer = serde_json::Serializer::with_formatter(&mut out, formatter);
    serde::Serialize::serialize(&json.tree(), &mut writer).expect("JSON is written");
    String::from_utf8(out).expect("UTF-8")
}

/// A value as JSON.
fn of(program: &Program, value: &Val) -> Result<Json, Fault> {
    let all = |members: &[Val]| members.iter().map(|member| of(program, member)).collect::<Result<Vec<_>, _>>();
    Ok(match value {
        Val::None => Json::Null,
        Val::Bool(truth) => Json::Bool(*truth),
        Val::Int(number) => Json::Int(*number),
        Val::Float(number) if number.is_finite() => Json::Float(*number),
        Val::Float(_) | Val::Rng(_) => return wrong(),
        Val::Str(text) | Val::Address(text) => Json::Str(text.clone()),
        Val::Datetime(micros) => Json::Str(calendar::rfc3339(*micros)),
        Val::Duration(micros) => Json::Str(calendar::span(*micros)),
        Val::Bytes(bytes) => Json::Str(STANDARD.encode(bytes)),
        Val::List(members) | Val::Tuple(members) => Json::List(all(members)?),
        Val::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| Ok((key.clone(), of(program, value)?)));
            Json::Object(entries.collect::<Result<_, Fault>>()?)
        }
        Val::Struct(id, fields) => {
            let names = program.structs[*id as usize].fields.iter().map(|field| field.name.to_string());
            Json::Object(names.zip(all(fields)?).collect())
        }
        Val::Enum(..) => Json::Str(show::text(program, value)),
        Val::Json(json) => json.clone(),
    })
}

fn bytes(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    let data = || match &args.values[0] {
        Val::Str(text) => text.as_bytes(),
        other => other.bytes(),
    };
    let hex = |bytes: &[u8]| Ok(Val::Str(bytes.iter().map(|byte| format!("{byte:02x}")).collect()));
    Some(match op {
        Op::Text(TextOp::LenBytes) => Ok(Val::Int(data().len() as i64)),
        Op::Bytes(BytesOp::Encode) => Ok(Val::Bytes(data().to_vec())),
        Op::Bytes(BytesOp::Decode) => String::from_utf8(data().to_vec()).map(Val::Str).or_else(|_| wrong()),
        Op::Bytes(BytesOp::Base64) => Ok(Val::Str(STANDARD.encode(data()))),
        Op::Bytes(BytesOp::FromBase64) => STANDARD.decode(data()).map(Val::Bytes).or_else(|_| wrong()),
        Op::Bytes(BytesOp::Hex) => hex(data()),
        Op::Bytes(BytesOp::FromHex) => from_hex(args.text(0)).map(Val::Bytes).map_or_else(wrong, Ok),
        Op::Bytes(BytesOp::BytesOf) => {
            let bytes = args.list(0).iter().map(|number| u8::try_from(number.int()));
            bytes.collect::<Result<_, _>>().map(Val::Bytes).or_else(|_| wrong())
        }
        Op::Map(MapOp::BytesToList) => Ok(Val::List(data().iter().map(|byte| Val::Int(i64::from(*byte))).collect())),
        Op::Bytes(BytesOp::Sha256Str | BytesOp::Sha256Bytes) => hex(&sha2::Sha256::digest(data())),
        Op::Bytes(BytesOp::Md5Str | BytesOp::Md5Bytes) => hex(&md5::Md5::digest(data())),
        Op::Bytes(BytesOp::Crc32Str | BytesOp::Crc32Bytes) => Ok(Val::Int(i64::from(crc32fast::hash(data())))),
        Op::Random(RandomOp::Rng) => Ok(Val::Rng(random::seeded(args.int(0)))),
        _ => return None,
    })
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect::<Option<Vec<u8>>>()?;
    (digits.len() % 2 == 0).then(|| digits.chunks(2).map(|pair| pair[0] * 16 + pair[1]).collect())
}
