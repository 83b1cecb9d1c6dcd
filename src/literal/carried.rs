//! What arrives of a value that goes from one task to another: the local run hands on what the cluster would.
//!
//! Nearly everything arrives as it was. What does not:
//!
//! - JSON's `null` in a `json?` is `none`.
//! - Within a struct, a span of time is a float of seconds, as flytekit has it: beyond 2^33 seconds it loses microseconds.
//! - Within a struct, a file or folder is its path alone: its own format is lost.

use triomphe::Arc;

use super::{msgpack, schema};
use crate::analysis::Program;
use crate::analysis::Type;
use crate::eval::value::Blob;
use crate::eval::{Json, Value};

/// The value of type `ty` that arrives.
pub fn carried(program: &Program, value: Value, ty: &Type) -> Value {
    changed(program, &value, ty, false).unwrap_or(value)
}

/// What arrives if it is not the value itself. Values share their parts, so what does not change is not copied.
fn changed(program: &Program, value: &Value, ty: &Type, packed: bool) -> Option<Value> {
    match (ty, value) {
        (Type::Union(variants), Value::Json(Json::Null)) => variants.contains(&Type::None).then_some(Value::None),
        (Type::Union(variants), _) if may_change(program, ty, packed) => {
            changed(program, value, super::write::variant_of(value, variants)?, packed)
        }
        (Type::List(element), Value::List(elements)) if may_change(program, element, packed) => {
            let members = elements.iter().map(|member| changed(program, &member, element, packed));
            let changes: Vec<Option<Value>> = members.collect();
            changes.iter().any(Option::is_some).then(|| {
                let members = elements.iter().zip(changes).map(|(member, change)| change.unwrap_or_else(|| member.into_owned()));
                Value::list(members.collect())
            })
        }
        (Type::Map(member), Value::Map(entries)) if may_change(program, member, packed) => {
            let changes: Vec<Option<Value>> = entries.iter().map(|(_, entry)| changed(program, entry, member, packed)).collect();
            changes.iter().any(Option::is_some).then(|| {
                let entries = entries.iter().zip(changes);
                Value::Map(Arc::new(
                    entries.map(|((key, entry), change)| (Arc::clone(key), change.unwrap_or_else(|| entry.clone()))).collect(),
                ))
            })
        }
        (Type::Struct(id), Value::Struct(found)) if *id == found.id && may_change(program, ty, packed) => {
            let fields = || program.struct_(*id).fields.iter().zip(&found.fields);
            let changes: Vec<Option<Value>> = fields().map(|(field, value)| changed(program, value, &field.ty, true)).collect();
            changes.iter().any(Option::is_some).then(|| {
                let fields = found.fields.iter().zip(changes).map(|(field, change)| change.unwrap_or_else(|| field.clone()));
                Value::of_struct(*id, fields.collect())
            })
        }
        (Type::Duration, Value::Duration(span)) if packed => {
            msgpack::micros(schema::seconds(*span)).filter(|arrived| arrived != span).map(Value::Duration)
        }
        (Type::File(_), Value::File(at)) if packed => path_alone(at).map(Value::File),
        (Type::Dir(_), Value::Dir(at)) if packed => path_alone(at).map(Value::Dir),
        _ => None,
    }
}

/// Whether a value of the type can change at all.
fn may_change(program: &Program, ty: &Type, packed: bool) -> bool {
    match ty {
        Type::Union(variants) => {
            let null = variants.contains(&Type::Json) && variants.contains(&Type::None);
            null || variants.iter().any(|variant| may_change(program, variant, packed))
        }
        Type::List(inner) | Type::Map(inner) => may_change(program, inner, packed),
        // A struct contains none of its own kind.
        Type::Struct(id) => program.struct_(*id).fields.iter().any(|field| may_change(program, &field.ty, true)),
        Type::Duration | Type::File(_) | Type::Dir(_) => packed,
        _ => false,
    }
}

fn path_alone(at: &Blob) -> Option<Arc<Blob>> {
    (!at.format.is_empty()).then(|| Arc::new(Blob { uri: at.uri.clone(), format: String::new() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ty::StructId;
    use crate::analysis::typed::{Field, Header, StructDef};
    use crate::literal::{print, read, write};
    use crate::source::Span;

    const SPANS: [i64; 7] =
        [0, 1, -1_500_000, (1 << 33) * 1_000_000 - 1, (1 << 33) * 1_000_000 + 1, 86_400_000_001_000_001, -315_575_999_999_999_999];

    fn json(text: &str) -> Value {
        Value::Json(crate::eval::json::parse(text).unwrap())
    }

    /// A struct with one field of the type.
    fn holding(ty: Type) -> Program {
        let header = Header { name: "Held".into(), module: "m".into(), span: Span::default(), item: Span::default(), doc: None };
        let field = Field { name: "v".into(), ty, default: None, doc: None, span: Span::default() };
        Program { structs: vec![StructDef { header, fields: vec![field] }], ..Program::default() }
    }

    #[test]
    fn what_is_carried_is_what_is_read_of_what_was_written() {
        let maybe = Type::optional(Type::Json);
        let mut rows: Vec<(Type, Value)> = SPANS.iter().map(|span| (Type::Duration, Value::Duration(*span))).collect();
        rows.extend(["null", "[null]", "{\"b\": 1.0, \"a\": null}"].map(|text| (maybe.clone(), json(text))));
        rows.extend([
            (maybe.clone(), Value::None),
            (Type::Json, json("null")),
            (Type::File(None), Value::File(Arc::new(Blob { uri: "s3://a/b".to_owned(), format: "csv".to_owned() }))),
            (Type::union([Type::Int, Type::Duration]), Value::Duration(300_000_000_000_000_003)),
        ]);
        for (ty, value) in rows {
            let program = holding(ty.clone());
            let held = |value: Value| Value::of_struct(StructId(0), vec![value]);
            let carriers = [
                (ty.clone(), value.clone()),
                (Type::list(ty.clone()), Value::list(vec![value.clone(), value.clone()])),
                (Type::map(ty.clone()), Value::map([("k", value.clone())])),
                (Type::Struct(StructId(0)), held(value.clone())),
                (Type::optional(Type::Struct(StructId(0))), held(value.clone())),
                (Type::list(Type::Struct(StructId(0))), Value::list(vec![held(value)])),
            ];
            for (ty, value) in carriers {
                let arrived = read(&program, &write(&program, &value, &ty).unwrap(), &ty).unwrap();
                let handed_on = carried(&program, value, &ty);
                assert_eq!(print::json(&program, &arrived), print::json(&program, &handed_on), "{ty:?}");
                assert!(arrived == handed_on, "{ty:?}");
                assert!(carried(&program, handed_on.clone(), &ty) == handed_on, "once is enough: {ty:?}");
            }
        }
    }

    #[test]
    fn null_is_none_only_where_that_is_a_variant() {
        let program = holding(Type::Int);
        assert!(carried(&program, json("null"), &Type::optional(Type::Json)) == Value::None);
        assert!(carried(&program, json("null"), &Type::Json) == json("null"));
        assert!(carried(&program, json("[null]"), &Type::optional(Type::Json)) == json("[null]"));
    }
}
