//! Values that are known while a program is made: constants, defaults and inputs. Each is written in two ways, as source
//! text and as the JSON of an inputs file; both mean the same value.

use serde_json::{Value as Json, json};

use super::declarations::Declarations;
use super::dice::Dice;
use super::expr::{ATOM, Expr, NEGATION};
use super::text::quoted;
use super::types::Type;

/// A value; dates, durations and addresses as they are written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Int(i64),
    Float(f64),
    Bool(bool),
    Str(String),
    Datetime(String),
    Duration(String),
    Bytes(&'static str),
    Json(Json),
    Address(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
    /// The fields in order; `None` is left to its default.
    Struct(usize, Vec<Option<Value>>),
    Enum(usize, usize),
    None,
}

const INTS: [i64; 10] = [0, 1, -1, 2, 7, 42, i64::MAX, i64::MIN, 1_000_000, -9_007_199_254_740_993];
const FLOATS: [f64; 12] = [0.0, -0.0, 0.1, 1.5, -2.25, 1e300, -1e300, 5e-324, 1e16, 123456.789, 3.0, 1e-7];
const DURATIONS: [&str; 10] = ["30s", "5m", "1h30m", "2d", "250us", "1.5s", "-2d", "0s", "-90m", "1d2h3m4s5ms6us"];
const DATES: [&str; 9] = [
    "2030-01-02T03:04:05Z",
    "1969-12-31T23:59:59.999999Z",
    "1900-02-28T12:00:00Z",
    "2024-02-29T00:00:00Z",
    "1970-01-01T00:00:00Z",
    "2000-06-15T10:20:30.25Z",
    "1815-06-18T11:35:00Z",
    "2099-12-31T23:59:59Z",
    "2001-09-09T01:46:40Z",
];
const KEYS: [&str; 8] = ["a", "b", "key", "two words", "é", "x.y", "0", "Z"];
const BYTES: [&str; 4] = ["", "SGk=", "AAECAwQF", "w6k="];

/// A string, often with something in it that has to be escaped somewhere.
fn any_text(dice: &mut Dice) -> String {
    const TEXTS: [&str; 16] = [
        "",
        "a",
        "abc",
        "fly",
        "two words",
        " padded ",
        "tab\tand\nline",
        "say \"hi\"",
        "C:\\data",
        "{braces}",
        "grüße",
        "日本",
        "😀",
        "0042",
        "a,b;c",
        "A-1 b2",
    ];
    (*dice.pick(&TEXTS)).to_owned()
}

/// A value of a type, at the edges of the type now and then.
pub(super) fn any(declarations: &Declarations, dice: &mut Dice, ty: &Type) -> Value {
    match ty {
        Type::Int if dice.chance(70) => Value::Int(dice.between(-20, 100)),
        Type::Int => Value::Int(*dice.pick(&INTS)),
        Type::Float if dice.chance(50) => Value::Float(dice.between(-400, 400) as f64 / 8.0),
        Type::Float => Value::Float(*dice.pick(&FLOATS)),
        Type::Bool => Value::Bool(dice.chance(50)),
        Type::Str => Value::Str(any_text(dice)),
        Type::Datetime => Value::Datetime((*dice.pick(&DATES)).to_owned()),
        Type::Duration => Value::Duration((*dice.pick(&DURATIONS)).to_owned()),
        Type::Bytes => Value::Bytes(BYTES[dice.below(BYTES.len())]),
        Type::Json => Value::Json(any_json(dice)),
        Type::File(_) => Value::Address(format!("s3://bucket/part-{}.csv", dice.below(9))),
        Type::Dir(_) => Value::Address(format!("s3://bucket/folder-{}", dice.below(9))),
        Type::Table(_) => Value::Address(format!("s3://bucket/table-{}", dice.below(9))),
        Type::List(item) => {
            let length = dice.below(5);
            list(declarations, dice, item, length)
        }
        Type::Map(item) => {
            let mut keys = KEYS.to_vec();
            dice.shuffle(&mut keys);
            keys.truncate(dice.below(4));
            Value::Map(keys.into_iter().map(|key| (key.to_owned(), any(declarations, dice, item))).collect())
        }
        Type::Optional(item) if item.has_constants() && dice.chance(60) => any(declarations, dice, item),
        Type::Optional(_) | Type::Tuple(_) | Type::Var(_) => Value::None,
        Type::Union(variants) => {
            let variant = dice.pick(variants).clone();
            any(declarations, dice, &variant)
        }
        Type::Struct(at) => {
            let fields = &declarations.structs[*at].1;
            let mut field = |ty: &Type, has_default: bool| {
                let left_out = has_default && (!ty.has_constants() || dice.chance(50));
                (!left_out).then(|| any(declarations, dice, ty))
            };
            Value::Struct(*at, fields.iter().map(|f| field(&f.ty, f.default.is_some())).collect())
        }
        Type::Enum(at) => Value::Enum(*at, dice.below(declarations.enums[*at].1.len())),
    }
}

/// A list of that length.
pub(super) fn list(declarations: &Declarations, dice: &mut Dice, item: &Type, length: usize) -> Value {
    Value::List((0..length).map(|_| any(declarations, dice, item)).collect())
}

/// An object, as a `json` between nodes has to be one.
fn any_json(dice: &mut Dice) -> Json {
    let mut object = serde_json::Map::new();
    for key in &["model", "layers", "rate", "more"][..dice.between(1, 4) as usize] {
        let value = match dice.below(6) {
            0 => json!(dice.between(-9, 99)),
            1 => json!([8, 16, 2.5]),
            2 => json!(any_text(dice)),
            3 => json!({"deep": [true, "x"]}),
            4 => json!(dice.chance(50)),
            _ => json!(-0.25),
        };
        object.insert((*key).to_owned(), value);
    }
    Json::Object(object)
}

/// The value as source text, for a place where its type is expected.
pub(super) fn text(declarations: &Declarations, dice: &mut Dice, value: &Value, ty: &Type) -> Expr {
    let atom = |text: String| Expr { tame: is_tame(value), ..Expr::new(text, ATOM) };
    let signed = |text: String| Expr { level: if text.starts_with('-') { NEGATION } else { ATOM }, ..atom(text) };
    match value {
        Value::Int(n) if dice.chance(30) => signed(grouped(&n.to_string())),
        Value::Int(n) => signed(n.to_string()),
        Value::Float(x) if x.fract() == 0.0 && x.abs() < 1e6 && x.is_sign_positive() && matches!(ty, Type::Float) && dice.chance(30) => {
            signed(format!("{x:.0}"))
        }
        Value::Float(x) => signed(format!("{x:?}")),
        Value::Bool(b) => atom(b.to_string()),
        Value::Str(s) => atom(quoted(dice, s)),
        Value::Datetime(t) => atom(format!("datetime(\"{t}\")")),
        Value::Duration(d) => signed(d.clone()),
        Value::Bytes(b) => atom(format!("from_base64(\"{b}\")")),
        Value::Json(json) => atom(json_text(dice, json)),
        Value::Address(address) => atom(format!("\"{address}\"")),
        Value::List(items) => {
            let item = if let Type::List(item) = plain(ty, value) { (**item).clone() } else { Type::Int };
            let items: Vec<_> = items.iter().map(|value| text(declarations, dice, value, &item).text).collect();
            atom(format!("[{}]", items.join(", ")))
        }
        Value::Map(entries) => {
            let item = if let Type::Map(item) = plain(ty, value) { (**item).clone() } else { Type::Int };
            let entries: Vec<_> =
                entries.iter().map(|(key, value)| format!("\"{key}\": {}", text(declarations, dice, value, &item).text)).collect();
            atom(format!("{{{}}}", entries.join(", ")))
        }
        Value::Struct(at, values) => {
            let (name, fields) = &declarations.structs[*at];
            let given = fields.iter().zip(values).filter_map(|(field, value)| value.as_ref().map(|value| (field, value)));
            let mut entries: Vec<_> =
                given.map(|(f, value)| format!("{}: {}", f.name, text(declarations, dice, value, &f.ty).text)).collect();
            dice.shuffle(&mut entries);
            atom(if entries.is_empty() { format!("{name} {{}}") } else { format!("{name} {{ {} }}", entries.join(", ")) })
        }
        Value::Enum(at, variant) => {
            let (name, variants) = &declarations.enums[*at];
            let (variant, value) = &variants[*variant];
            let as_text = matches!(ty, Type::Enum(_)) && dice.chance(20);
            atom(if as_text { format!("\"{}\"", value.as_ref().unwrap_or(variant)) } else { format!("{name}.{variant}") })
        }
        Value::None => atom("none".to_owned()),
    }
}

/// The digits of a number in groups of three, from the right.
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let mut out = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

/// Whether the value is small, in the sense of [`Expr`].
fn is_tame(value: &Value) -> bool {
    match value {
        Value::Int(n) => (-100..=100).contains(n),
        Value::Float(x) => x.abs() <= 100.0,
        Value::Str(text) => text.len() <= 16,
        Value::Datetime(_) => false,
        _ => true,
    }
}

/// The variant of an optional or union that a list or map is one of.
fn plain<'a>(ty: &'a Type, value: &Value) -> &'a Type {
    let is = |ty: &&Type| matches!((ty, value), (Type::List(_), Value::List(_)) | (Type::Map(_), Value::Map(_)));
    match ty {
        Type::Optional(item) => plain(item, value),
        Type::Union(parts) => parts.iter().find(is).unwrap_or(ty),
        _ => ty,
    }
}

/// A `json` as a literal of the language: a map of mixed values.
fn json_text(dice: &mut Dice, json: &Json) -> String {
    match json {
        Json::Object(entries) => {
            let entries: Vec<_> = entries.iter().map(|(key, value)| format!("\"{key}\": {}", json_text(dice, value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Json::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| json_text(dice, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Json::String(text) => quoted(dice, text),
        Json::Null => "none".to_owned(),
        Json::Bool(_) | Json::Number(_) => json.to_string(),
    }
}

/// The value as an inputs file has it.
pub(super) fn json(declarations: &Declarations, value: &Value) -> Json {
    match value {
        Value::Int(n) => json!(n),
        Value::Float(x) => json!(x),
        Value::Bool(b) => json!(b),
        Value::Str(s) | Value::Datetime(s) | Value::Duration(s) | Value::Address(s) => json!(s),
        Value::Bytes(b) => json!(b),
        Value::Json(json) => json.clone(),
        Value::List(items) => items.iter().map(|item| self::json(declarations, item)).collect(),
        Value::Map(entries) => Json::Object(entries.iter().map(|(key, value)| (key.clone(), self::json(declarations, value))).collect()),
        Value::Struct(at, values) => {
            let fields = declarations.structs[*at].1.iter().zip(values);
            let given =
                fields.filter_map(|(field, value)| value.as_ref().map(|value| (field.name.clone(), self::json(declarations, value))));
            Json::Object(given.collect())
        }
        Value::Enum(at, variant) => {
            let (name, value) = &declarations.enums[*at].1[*variant];
            json!(value.as_ref().unwrap_or(name))
        }
        Value::None => Json::Null,
    }
}
