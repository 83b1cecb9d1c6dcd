//! Expected forms are flytekit's: its documentation of `Dc(a=1, …)` bytes, and what its programs recorded.

use serde_json::json;

use super::input::{DocumentFormat, Inputs, Mistake, from_json, from_text};
use super::{binding, print, read, types, write};
use crate::eval::Value;
use crate::flyteidl::core::{Literal, LiteralValue, Primitive, PrimitiveValue, Scalar, ScalarValue};
use crate::flyteidl::google::{Duration, Timestamp};
use crate::flyteidl::json::to_json;
use crate::program::Program;
use crate::program::Type;
use crate::program::ty::{EnumId, StructId};
use crate::program::{Const, EnumDef, Field, Header, Interface, OutputStyle, StructDef, Variable, VariantDef};
use crate::source::Span;

const LEVEL: Type = Type::Enum(EnumId(0));
const INNER: Type = Type::Struct(StructId(0));
const OUTER: Type = Type::Struct(StructId(1));

/// `enum Level { low = "LOW", high = "HIGH" }`, `struct Inner { x: int }`, and a struct `Outer` with a field of every kind.
fn program() -> Program {
    let header = |name: &str| Header { name: name.into(), module: "m".into(), span: Span::default(), item: Span::default(), doc: None };
    let field = |name: &str, ty, default| Field { name: name.into(), ty, default, doc: None, span: Span::default() };
    let variant = |name: &str, value: &str| VariantDef { name: name.into(), value: value.into(), doc: None, span: Span::default() };
    let outer = vec![
        field("a", Type::Int, None),
        field("b", Type::Float, Some(Const::Float(1.0))),
        field("c", Type::optional(Type::Str), Some(Const::None)),
        field("l", Type::list(Type::Int), Some(Const::List(Vec::new()))),
        field("m", Type::map(Type::Int), Some(Const::Map(Default::default()))),
        field("n", INNER, None),
        field("e", LEVEL, Some(Const::Enum(EnumId(0), 1))),
        field("dt", Type::Datetime, Some(Const::Datetime(0))),
        field("td", Type::Duration, Some(Const::Duration(86_400_000_000))),
        field("f", Type::optional(Type::File(None)), Some(Const::None)),
    ];
    Program {
        structs: vec![
            StructDef { header: header("Inner"), fields: vec![field("x", Type::Int, None)] },
            StructDef { header: header("Outer"), fields: outer },
        ],
        enums: vec![EnumDef { header: header("Level"), variants: vec![variant("low", "LOW"), variant("high", "HIGH")] }],
        ..Program::default()
    }
}

fn shown(program: &Program, value: &Value, ty: &Type) -> serde_json::Value {
    to_json(&write(program, value, ty).unwrap()).unwrap()
}

fn again(program: &Program, value: &Value, ty: &Type) -> String {
    print::json(program, &read(program, &write(program, value, ty).unwrap(), ty).unwrap())
}

#[test]
fn primitives_have_the_literals_of_their_types() {
    let program = program();
    let primitive = |value: serde_json::Value| json!({"scalar": {"primitive": value}});
    assert_eq!(shown(&program, &Value::Int(-3), &Type::Int), primitive(json!({"integer": "-3"})));
    assert_eq!(shown(&program, &Value::Float(1.0), &Type::Float), primitive(json!({"float_value": 1.0})));
    assert_eq!(shown(&program, &Value::str("é"), &Type::Str), primitive(json!({"string_value": "é"})));
    assert_eq!(shown(&program, &Value::Enum(EnumId(0), 1), &LEVEL), primitive(json!({"string_value": "HIGH"})));
    assert_eq!(shown(&program, &Value::Datetime(-1), &Type::Datetime), primitive(json!({"datetime": "1969-12-31T23:59:59.999999Z"})));
    // -1 day + 5 µs has equal signs in both parts.
    assert_eq!(shown(&program, &Value::Duration(-86_399_999_995), &Type::Duration), primitive(json!({"duration": "-86399.999995s"})));
    assert!(write(&program, &Value::Int(1), &Type::Float).is_err());
}

#[test]
fn unions_are_wrapped_with_flytekits_tags() {
    let program = program();
    let optional = Type::optional(Type::Int);
    assert_eq!(
        shown(&program, &Value::Int(4), &optional),
        json!({"scalar": {"union": {
            "value": {"scalar": {"primitive": {"integer": "4"}}},
            "type": {"simple": "INTEGER", "structure": {"tag": "int"}},
        }}})
    );
    assert_eq!(
        shown(&program, &Value::None, &optional),
        json!({"scalar": {"union": {"value": {"scalar": {"none_type": {}}}, "type": {"simple": "NONE", "structure": {"tag": "none"}}}}})
    );
    assert_eq!(again(&program, &Value::list(vec![Value::Int(1), Value::None]), &Type::list(optional)), "[1, null]");
}

#[test]
fn bare_values_are_read_where_unions_are_expected() {
    let program = program();
    let optional = Type::optional(Type::Float);
    let bare = write(&program, &Value::Float(2.5), &Type::Float).unwrap();
    assert!(matches!(read(&program, &bare, &optional).unwrap(), Value::Float(2.5)));
    // A value that fits two variants belongs to the exact one, wherever it is listed.
    let date = write(&program, &Value::str("2024-01-01"), &Type::Str).unwrap();
    let seconds = write(&program, &Value::Float(5.0), &Type::Float).unwrap();
    for (first, second) in [(Type::Str, Type::Datetime), (Type::Datetime, Type::Str)] {
        assert!(read(&program, &date, &Type::union([first, second])).unwrap().text().is_some());
    }
    for (first, second) in [(Type::Int, Type::Duration), (Type::Duration, Type::Int)] {
        assert!(matches!(read(&program, &seconds, &Type::union([first, second])).unwrap(), Value::Duration(5_000_000)));
    }
    let none = binding::default(&program, &Const::None, &optional).unwrap();
    assert_eq!(to_json(&none).unwrap(), json!({"scalar": {"none_type": {}}}));
    assert!(matches!(read(&program, &none, &optional).unwrap(), Value::None));
    // An integer is an `int` before it is a `float`, in whatever order the union names them.
    let both = Type::union([Type::Float, Type::Int]);
    let int = write(&program, &Value::Int(3), &Type::Int).unwrap();
    assert!(matches!(read(&program, &int, &both).unwrap(), Value::Int(3)));
}

#[test]
fn structs_are_message_pack_in_the_order_of_their_fields() {
    let program = program();
    let value = from_json(&program, &json!({"n": {"x": 7}, "a": 1}), &OUTER, "v").unwrap();
    let literal = write(&program, &value, &OUTER).unwrap();
    let Some(LiteralValue::Scalar(Scalar { value: Some(ScalarValue::Binary(binary)) })) = &literal.value else { panic!("binary") };
    assert_eq!(binary.tag, "msgpack");
    let mut expected =
        vec![0x8a, 0xa1, b'a', 0x01, 0xa1, b'b', 0xcb, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0xa1, b'c', 0xc0, 0xa1, b'l', 0x90, 0xa1, b'm', 0x80];
    expected.extend([0xa1, b'n', 0x81, 0xa1, b'x', 0x07, 0xa1, b'e', 0xa4, b'H', b'I', b'G', b'H', 0xa2, b'd', b't', 0xb9]);
    expected.extend(b"1970-01-01T00:00:00+00:00");
    expected.extend([0xa2, b't', b'd', 0xcb, 0x40, 0xf5, 0x18, 0, 0, 0, 0, 0, 0xa1, b'f', 0xc0]);
    assert_eq!(binary.value, expected);
    assert_eq!(
        again(&program, &value, &OUTER),
        r#"{"a": 1, "b": 1.0, "c": null, "l": [], "m": {}, "n": {"x": 7}, "e": "HIGH", "dt": "1970-01-01T00:00:00Z", "td": "1d", "f": null}"#
    );
}

#[test]
fn the_older_form_of_structs_is_read() {
    let program = program();
    let members = json!({"x": 5});
    let serde_json::Value::Object(members) = members else { panic!("object") };
    let literal =
        Literal { value: Some(LiteralValue::Scalar(Scalar { value: Some(ScalarValue::Generic(members.into())) })), ..Literal::default() };
    assert_eq!(print::json(&program, &read(&program, &literal, &INNER).unwrap()), r#"{"x": 5}"#);
}

#[test]
fn mistakes_in_literals_name_the_place() {
    let program = program();
    let literal = write(&program, &Value::list(vec![Value::Int(1), Value::Int(2)]), &Type::list(Type::Int)).unwrap();
    let error = read(&program, &literal, &Type::list(Type::Str)).unwrap_err();
    assert_eq!(error.to_string(), "expected `str` at `[0]`, but found the integer `1`");
}

/// Another language's task may send what proto JSON has no form for: it would be passed on into documents that cannot be read.
#[test]
fn times_that_flyte_has_no_json_for_are_not_read() {
    let program = program();
    let literal = |value| {
        let primitive = ScalarValue::Primitive(Primitive { value: Some(value) });
        Literal { value: Some(LiteralValue::Scalar(Scalar { value: Some(primitive) })), ..Literal::default() }
    };
    let span = |seconds| read(&program, &literal(PrimitiveValue::Duration(Duration { seconds, nanos: 0 })), &Type::Duration);
    assert_eq!(span(-315_576_000_000).unwrap(), Value::Duration(-315_576_000_000_000_000));
    assert!(span(315_576_000_001).unwrap_err().to_string().contains("a span of 315576000001 seconds"));
    let at = |seconds| read(&program, &literal(PrimitiveValue::Datetime(Timestamp { seconds, nanos: 0 })), &Type::Datetime);
    assert_eq!(at(253_402_300_799).unwrap(), Value::Datetime(253_402_300_799_000_000));
    assert!(at(253_402_300_800).is_err());
}

/// A launch plan's default is bare in flytekit's form. A table accepts `none` as well, so that Flyte could not tell which is meant.
#[test]
fn a_default_says_which_variant_it_is_where_flyte_could_not_tell() {
    let program = program();
    let default = |ty: &Type| to_json(&binding::default(&program, &Const::None, ty).unwrap()).unwrap();
    assert_eq!(default(&Type::optional(Type::Int)), json!({"scalar": {"none_type": {}}}));
    assert_eq!(default(&Type::optional(Type::list(Type::Table(Default::default())))), json!({"scalar": {"none_type": {}}}));
    let wrapped = json!({"scalar": {"union": {
        "value": {"scalar": {"none_type": {}}},
        "type": {"simple": "NONE", "structure": {"tag": "none"}},
    }}});
    assert_eq!(default(&Type::optional(Type::Table(Default::default()))), wrapped);
    assert_eq!(default(&Type::union([Type::Int, Type::Table(Default::default()), Type::None])), wrapped);
}

#[test]
fn struct_types_carry_mashumaros_schema() {
    let ty = to_json(&types::literal_type(&program(), &OUTER)).unwrap();
    let mut metadata = ty["metadata"].clone();
    let properties = metadata["properties"].as_object_mut().unwrap();
    properties.remove("f");
    assert_eq!(
        metadata,
        json!({"type": "object", "title": "Outer", "properties": {
            "a": {"type": "integer"},
            "b": {"type": "number", "default": 1.0},
            "c": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": null},
            "l": {"type": "array", "items": {"type": "integer"}},
            "m": {"type": "object", "additionalProperties": {"type": "integer"}, "propertyNames": {"type": "string"}},
            "n": {"type": "object", "title": "Inner", "properties": {"x": {"type": "integer"}}, "additionalProperties": false, "required": ["x"]},
            "e": {"enum": ["LOW", "HIGH"], "default": "HIGH"},
            "dt": {"type": "string", "format": "date-time", "default": "1970-01-01T00:00:00+00:00"},
            "td": {"type": "number", "format": "time-delta", "default": 86400.0},
        }, "additionalProperties": false, "required": ["a", "n"]})
    );
    assert_eq!(ty["structure"]["dataclass_type"]["a"], json!({"simple": "INTEGER"}));
    let variant = types::variant_type(&program(), &INNER);
    assert_eq!(to_json(&variant).unwrap()["structure"], json!({"tag": "Object-Dataclass-Transformer"}));
}

#[test]
fn constants_of_lists_are_bindings_of_their_elements() {
    let program = program();
    let list = Const::List(vec![Const::Int(1), Const::None]);
    let ty = Type::optional(Type::list(Type::optional(Type::Int)));
    let shown = to_json(&binding::constant(&program, &list, &ty).unwrap()).unwrap();
    let bindings = shown["collection"]["bindings"].as_array().unwrap();
    assert_eq!(bindings.len(), 2);
    assert_eq!(bindings[0]["scalar"]["union"]["type"]["structure"]["tag"], "int");
    assert_eq!(
        to_json(&binding::constant(&program, &Const::List(Vec::new()), &Type::list(Type::Int)).unwrap()).unwrap(),
        json!({"collection": {}})
    );
}

#[test]
fn json_mistakes_name_the_input_its_type_and_what_was_given() {
    let program = program();
    let error = |json, ty: &Type| from_json(&program, &json, ty, "a").unwrap_err().to_string();
    assert_eq!(
        error(json!([{"x": 1}, {"x": "one"}]), &Type::list(INNER)),
        "`a[1].x` has the type `int`, but `\"one\"` was given; write a whole number, such as `42`"
    );
    assert_eq!(
        error(json!({"k": 1.5}), &Type::map(Type::Int)),
        "`a[\"k\"]` has the type `int`, but `1.5` was given; write a whole number, such as `42`"
    );
    assert_eq!(error(json!({"y": 1}), &INNER), "`a` has the type `Inner`, which has no field `y`: its fields are `x`");
    assert_eq!(error(json!({}), &INNER), "`a` has the type `Inner`, but its field `x` of type `int` is missing");
    assert_eq!(error(json!("medium"), &LEVEL), "`a` has the type `Level`, but `\"medium\"` was given; `Level` is one of `LOW`, `HIGH`");
    assert_eq!(
        error(json!(9_223_372_036_854_775_808_u64), &Type::Int),
        "`a` has the type `int`, but `9223372036854775808` was given; an `int` is from -9223372036854775808 to 9223372036854775807"
    );
    assert_eq!(
        error(json!(["x"]), &Type::optional(Type::list(Type::Int))),
        "`a[0]` has the type `int`, but `\"x\"` was given; write a whole number, such as `42`"
    );
}

#[test]
fn json_takes_the_type_that_is_expected() {
    let program = program();
    let value = |json, ty: &Type| print::json(&program, &from_json(&program, &json, ty, "a").unwrap());
    assert_eq!(value(json!(6), &Type::Float), "6.0");
    assert_eq!(value(json!(6.0), &Type::Int), "6");
    assert_eq!(value(json!("NaN"), &Type::Float), "\"NaN\"");
    assert_eq!(value(json!(5), &Type::union([Type::Float, Type::Int])), "5");
    assert_eq!(value(json!("90s"), &Type::union([Type::Duration, Type::Str])), "\"90s\"");
    assert_eq!(value(json!("90s"), &Type::optional(Type::Duration)), "\"1m30s\"");
    assert_eq!(value(json!({"b": [1, {"c": 0.1}], "a": null}), &Type::Json), r#"{"a": null, "b": [1, {"c": 0.1}]}"#);
}

#[test]
fn plain_text_is_read_by_type() {
    let program = program();
    let value =
        |text, ty: &Type| from_text(&program, text, ty, "a").map(|value| print::json(&program, &value)).map_err(|error| error.to_string());
    assert_eq!(value("[1,2]", &Type::Str), Ok("\"[1,2]\"".to_owned()));
    assert_eq!(value("[1,2]", &Type::list(Type::Int)), Ok("[1, 2]".to_owned()));
    assert_eq!(value("1h30m", &Type::Duration), Ok("\"1h30m\"".to_owned()));
    assert_eq!(value("2024-01-01T00:00:00Z", &Type::Datetime), Ok("\"2024-01-01T00:00:00Z\"".to_owned()));
    assert_eq!(value("-inf", &Type::Float), Ok("\"-Infinity\"".to_owned()));
    assert_eq!(value("none", &Type::optional(Type::Int)), Ok("null".to_owned()));
    assert_eq!(value("7", &Type::union([Type::Str, Type::Int])), Ok("7".to_owned()));
    assert_eq!(value("high", &LEVEL), Ok("\"HIGH\"".to_owned()));
    assert_eq!(value("yes", &Type::Bool), Err("`a` has the type `bool`, but `yes` was given; write `true` or `false`".to_owned()));
    assert_eq!(value("1.5", &Type::Int), Err("`a` has the type `int`, but `1.5` was given; write a whole number, such as `42`".to_owned()));
    assert!(
        value("[1,", &Type::list(Type::Int))
            .unwrap_err()
            .starts_with("`a` has the type `[int]`, which is written as JSON, but `[1,` is not valid JSON")
    );
}

fn interface() -> Interface {
    let input = |name: &str, ty, default| Variable { name: name.into(), ty, default, doc: None, span: Span::default() };
    let inputs = vec![
        input("list_q", Type::list(Type::Float), None),
        input("p", Type::Float, Some(Const::Float(6.0))),
        input("note", Type::optional(Type::Str), None),
    ];
    Interface { inputs, outputs: Vec::new(), style: OutputStyle::None }
}

#[test]
fn inputs_come_from_documents_and_flags_with_defaults_filled_in() {
    let (program, interface) = (program(), interface());
    let mut inputs = Inputs::new(&program, &interface);
    inputs.document("list_q: [1, 2.5]\nnote: hello\n", DocumentFormat::Yaml, "in.yaml");
    inputs.flag("list-q", "[3]", None);
    let values = inputs.finish().unwrap();
    let shown: Vec<_> = values.iter().map(|value| print::json(&program, value)).collect();
    assert_eq!(shown, ["[3.0]", "6.0", "\"hello\""]);
}

#[test]
fn every_mistake_in_the_inputs_is_reported() {
    let (program, interface) = (program(), interface());
    let mut inputs = Inputs::new(&program, &interface);
    inputs.flag("notes", "x", None);
    inputs.flag("p", "six", None);
    let errors: Vec<_> = inputs.finish().unwrap_err().iter().map(Mistake::to_string).collect();
    assert_eq!(
        errors,
        [
            "there is no input `notes`; did you mean `note`?",
            "`p` has the type `float`, but `six` was given; write a number, such as `1.5` or `1e-3`, or `nan`, `inf`, `-inf`",
            "the input `list_q` of type `[float]` is missing, and has no default",
        ]
    );
    let mut inputs = Inputs::new(&program, &interface);
    inputs.document("[1]", DocumentFormat::Json, "in.json");
    let said = |inputs: Inputs<'_>| inputs.finish().unwrap_err()[0].to_string();
    assert_eq!(said(inputs), "in.json: the inputs are an object with a value for each name, but `[1]` was given");
    let mut inputs = Inputs::new(&program, &interface);
    inputs.document("{\n  \"p\": 6,\n  \"q\" 7\n}", DocumentFormat::Json, "in.json");
    assert_eq!(said(inputs), "in.json:3: the inputs are not valid JSON: expected `:` at column 7");
    let mut inputs = Inputs::new(&program, &interface);
    inputs.flag("list_q", "[1,\n  2 3]", Some("q.json"));
    let message = said(inputs);
    assert!(message.starts_with("q.json:2: `list_q` has the type `[float]`, which is written as JSON, but "), "{message}");
    assert!(message.ends_with(" is not valid JSON: expected `,` or `]` at column 5"), "{message}");
}
