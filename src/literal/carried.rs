//! What a value becomes on its way from one task to another: the local run passes on what the cluster would.
//!
//! Nearly everything arrives unchanged, except:
//!
//! - JSON's `null` in a `json?` is `none`.
//! - Within a struct, a duration is a float of seconds, as in flytekit: beyond 2^33 seconds it loses microseconds.
//! - Within a struct, a file or folder is its path alone: its own format is lost.

//!
//! Whether a value can change at all depends on its type. This is computed once for each struct of a program and once for each other type on the way,
//! never for each element: types are large, and no timeout covers what happens between tasks.

use rustc_hash::FxHashMap;
use triomphe::Arc;

use super::{msgpack, schema};
use crate::eval::value::Blob;
use crate::eval::{Json, Value};
use crate::program::Program;
use crate::program::Type;
use crate::program::ty::StructId;

/// Passes on the values of a program.
pub(crate) struct Carrier<'p> {
    program: &'p Program,
    /// For each struct, whether a value of it may change.
    structs: Vec<bool>,
}

impl<'p> Carrier<'p> {
    /// Looks at every struct of the program.
    pub(crate) fn new(program: &'p Program) -> Self {
        let mut known = vec![None; program.structs.len()];
        let structs = (0..program.structs.len()).map(|id| struct_may_change(program, id, &mut known)).collect();
        Self { program, structs }
    }

    /// The value of type `ty` that arrives.
    pub(crate) fn carried(&self, value: Value, ty: &Type) -> Value {
        Walk { carrier: self, known: FxHashMap::default() }.changed(&value, ty, false).unwrap_or(value)
    }
}

/// The value of type `ty` that arrives, for a single value; keep a `Carrier` for several.
pub fn carried(program: &Program, value: Value, ty: &Type) -> Value {
    Carrier::new(program).carried(value, ty)
}

/// Whether a value of a struct may change. No struct contains itself.
fn struct_may_change(program: &Program, id: usize, known: &mut [Option<bool>]) -> bool {
    if let Some(known) = known[id] {
        return known;
    }
    let fields = &program.struct_(StructId(id as u32)).fields;
    let found = fields.iter().any(|field| may_change(&field.ty, true, &mut |id| struct_may_change(program, id, known)));
    known[id] = Some(found);
    found
}

/// Whether a value of the type may change; `of_struct` tells it of structs.
fn may_change(ty: &Type, packed: bool, of_struct: &mut impl FnMut(usize) -> bool) -> bool {
    match ty {
        Type::Union(variants) => {
            let null = variants.contains(&Type::Json) && variants.contains(&Type::None);
            null || variants.iter().any(|variant| may_change(variant, packed, of_struct))
        }
        Type::List(inner) | Type::Map(inner) => may_change(inner, packed, of_struct),
        Type::Struct(id) => of_struct(id.0 as usize),
        Type::Duration | Type::File(_) | Type::Dir(_) => packed,
        _ => false,
    }
}

/// A walk through one value.
struct Walk<'c, 'p> {
    carrier: &'c Carrier<'p>,
    /// Whether the elements of lists and maps may change, by the place of their type and whether they are packed.
    known: FxHashMap<(*const Type, bool), bool>,
}

impl Walk<'_, '_> {
    /// What arrives, if it is not the value itself. Values share their parts, so what does not change is not copied.
    fn changed(&mut self, value: &Value, ty: &Type, packed: bool) -> Option<Value> {
        match (ty, value) {
            (_, Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Short(_) | Value::Str(_)) => None,
            (Type::Union(variants), Value::Json(Json::Null)) => variants.contains(&Type::None).then_some(Value::None),
            (Type::Union(variants), _) => self.changed(value, super::write::variant_of(value, variants)?, packed),
            (Type::List(element), Value::List(elements)) if !elements.is_empty() && self.may_change(element, packed) => {
                let changes: Vec<Option<Value>> = elements.iter().map(|member| self.changed(&member, element, packed)).collect();
                changes.iter().any(Option::is_some).then(|| {
                    let members = elements.iter().zip(changes).map(|(member, change)| change.unwrap_or_else(|| member.into_owned()));
                    Value::list(members.collect())
                })
            }
            (Type::Map(member), Value::Map(entries)) if !entries.is_empty() && self.may_change(member, packed) => {
                let changes: Vec<Option<Value>> = entries.iter().map(|(_, entry)| self.changed(entry, member, packed)).collect();
                changes.iter().any(Option::is_some).then(|| {
                    let entries = entries.iter().zip(changes);
                    Value::Map(Arc::new(
                        entries.map(|((key, entry), change)| (Arc::clone(key), change.unwrap_or_else(|| entry.clone()))).collect(),
                    ))
                })
            }
            (Type::Struct(id), Value::Struct(found)) if *id == found.id && self.carrier.structs[id.0 as usize] => {
                let fields = self.carrier.program.struct_(*id).fields.iter().zip(&found.fields);
                let changes: Vec<Option<Value>> = fields.map(|(field, value)| self.changed(value, &field.ty, true)).collect();
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

    fn may_change(&mut self, ty: &Type, packed: bool) -> bool {
        let structs = &self.carrier.structs;
        *self.known.entry((std::ptr::from_ref(ty), packed)).or_insert_with(|| may_change(ty, packed, &mut |id| structs[id]))
    }
}

fn path_alone(at: &Blob) -> Option<Arc<Blob>> {
    (!at.format.is_empty()).then(|| Arc::new(Blob { uri: at.uri.clone(), format: String::new() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::literal::{print, read, write};
    use crate::program::{Field, Header, StructDef};
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

    /// Were the type looked at for each element, these were 10^10 steps.
    #[test]
    fn types_are_looked_at_once() {
        const MANY: usize = 100_000;
        let mut program = holding(Type::Int);
        let template = program.structs[0].fields[0].clone();
        program.structs[0].fields = (0..MANY).map(|_| template.clone()).collect();
        program.structs[0].fields[MANY - 1].ty = Type::File(None);
        let elements = Type::list(Type::optional(Type::Struct(StructId(0))));
        let ty = Type::list(elements.clone());
        let carrier = Carrier::new(&program);
        let value = Value::list(vec![Value::list(vec![Value::None]); MANY]);
        let mut walk = Walk { carrier: &carrier, known: FxHashMap::default() };
        assert!(walk.changed(&value, &ty, false).is_none());
        assert_eq!(walk.known.len(), 2, "the types of the lists and of their elements");
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
