//! The declarations of `src/flyteidl`, read from its sources.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use syn::{Attribute, Fields, Ident, Item, Meta, Type, Variant};

use super::attributes::{flag, innermost, integer, metas, snake_case, text};
use super::schema::Schema;

/// The types whose name in Rust is not the last part of their name in the protocol.
const RENAMED: &[(&str, &str)] = &[
    ("ArtifactId", "ArtifactID"),
    ("TimeOperator", "Operator"),
    ("LogicalOperator", "ConjunctionExpression.LogicalOperator"),
    ("ComparisonOperator", "ComparisonExpression.Operator"),
    ("ContainerErrorKind", "ContainerError.Kind"),
    ("WorkflowExecutionPhase", "WorkflowExecution.Phase"),
    ("QualityOfServiceTier", "QualityOfService.Tier"),
    ("OAuth2TokenRequestType", "OAuth2TokenRequest.Type"),
    ("GpuAccelerator", "GPUAccelerator"),
    ("IoStrategy", "IOStrategy"),
    ("SqlDialect", "Sql.Dialect"),
];

/// The form in JSON of fields that serde's derive would not write as proto JSON does.
const JSON_FORMS: &[(&str, &str)] =
    &[("int64", "json::int64"), ("uint64", "json::uint64"), ("double", "json::double"), ("float", "json::float"), ("bytes", "json::bytes")];

/// The declarations of all source files.
pub(super) struct Declarations {
    types: Vec<Declared>,
    /// The full name in the protocol of every message and enum, by the name in Rust.
    names: BTreeMap<String, String>,
}

struct Declared {
    /// The `.proto` file that the source file mirrors; the package alone for `google.rs`.
    file: String,
    name: String,
    kind: DeclaredKind,
    attributes: Vec<Meta>,
    members: Vec<Member>,
}

#[derive(PartialEq)]
enum DeclaredKind {
    Message,
    Oneof,
    Enum,
}

/// A field of a message, a member of a oneof, or a value of an enum.
struct Member {
    ident: String,
    /// The type of the message or the Rust scalar inside of `Option`, `Vec`, `Box` and maps.
    inner: String,
    prost: Vec<Meta>,
    serde: Vec<Meta>,
    /// The number of an enum's value.
    discriminant: Option<i32>,
}

impl Declarations {
    pub(super) fn load(schema: &Schema) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/flyteidl");
        let mut types = Vec::new();
        for path in sources(&root) {
            let relative = path.strip_prefix(&root).unwrap().with_extension("");
            let relative = relative.to_str().unwrap().replace('\\', "/");
            let file = if relative == "google" { "google/protobuf/".to_owned() } else { format!("flyteidl/{relative}.proto") };
            let source = syn::parse_file(&std::fs::read_to_string(&path).unwrap()).unwrap();
            types.extend(source.items.iter().filter_map(|item| Declared::read(item, &file)));
        }
        let mut names = BTreeMap::new();
        for declared in types.iter().filter(|declared| declared.kind != DeclaredKind::Oneof) {
            let full = declared.full_name(schema);
            assert_eq!(names.insert(declared.name.clone(), full), None, "two types are named {}", declared.name);
        }
        Self { types, names }
    }

    /// The declarations, one fact each, in the form of [`Schema::facts`].
    pub(super) fn facts(&self, schema: &Schema) -> BTreeSet<String> {
        let mut facts = BTreeSet::new();
        for declared in &self.types {
            match declared.kind {
                DeclaredKind::Message => {
                    let name = &self.names[&declared.name];
                    facts.insert(format!("message {name} of {}", declared.proto_file(schema, name)));
                    for member in &declared.members {
                        facts.extend(self.member_facts(declared, name, member));
                    }
                }
                DeclaredKind::Enum => {
                    let name = &self.names[&declared.name];
                    facts.insert(format!("enum {name} of {}", declared.proto_file(schema, name)));
                    for member in &declared.members {
                        let value = member.value_name(declared);
                        facts.insert(format!("{name}.{value} = {}", member.discriminant.unwrap()));
                    }
                }
                DeclaredKind::Oneof => {}
            }
        }
        facts
    }

    fn member_facts(&self, declared: &Declared, message: &str, member: &Member) -> Vec<String> {
        let Some(oneof) = text(&member.prost, "oneof") else {
            return vec![self.fact(message, member, &member.field_name(declared), None)];
        };
        let oneof = self.types.iter().find(|other| other.kind == DeclaredKind::Oneof && other.name == oneof).unwrap();
        assert_eq!(oneof.file, declared.file, "{message} and its {} are in one file", oneof.name);
        let tags: Vec<String> = oneof.members.iter().map(|member| text(&member.prost, "tag").unwrap()).collect();
        assert_eq!(text(&member.prost, "tags").unwrap(), tags.join(", "), "the tags of {message}.{}", member.ident);
        assert!(tags.len() > 1, "{message}.{} is an option", member.ident);
        let group = oneof_name(&member.ident);
        oneof.members.iter().map(|of| self.fact(message, of, &snake_case(&of.ident), Some(&group))).collect()
    }

    fn fact(&self, message: &str, member: &Member, name: &str, oneof: Option<&str>) -> String {
        let map = text(&member.prost, "btree_map");
        let r#type = match &map {
            Some(map) => {
                let (key, value) = map.split_once(", ").unwrap();
                let value = if value == "message" { self.names[&member.inner].as_str() } else { value };
                format!("map of {key} to {value}")
            }
            None => self.element_type(member),
        };
        let shape = if flag(&member.prost, "repeated") {
            format!("repeated {type}")
        } else if let Some(oneof) = oneof {
            format!("{type} in {oneof}")
        } else if flag(&member.prost, "optional") && !flag(&member.prost, "message") {
            format!("optional {type}")
        } else {
            r#type
        };
        format!("{message}.{name} = {}: {shape}", text(&member.prost, "tag").unwrap())
    }

    fn element_type(&self, member: &Member) -> String {
        if let Some(name) = text(&member.prost, "enumeration") {
            return self.names[name.rsplit("::").next().unwrap()].clone();
        }
        if flag(&member.prost, "message") {
            return self.names[&member.inner].clone();
        }
        if text(&member.prost, "bytes").is_some() {
            return "bytes".to_owned();
        }
        let labels = ["optional", "repeated", "boxed"];
        let scalar = member.prost.iter().find(|meta| matches!(meta, Meta::Path(path) if !labels.iter().any(|label| path.is_ident(label))));
        scalar.unwrap().path().require_ident().unwrap().to_string()
    }

    /// What is wrong with the serde attributes of the fields: the schema cannot tell, and a derive would not.
    pub(super) fn json_mistakes(&self) -> Vec<String> {
        let mut mistakes = Vec::new();
        // The types of `google.protobuf` have forms of their own.
        for declared in self.types.iter().filter(|declared| declared.file.starts_with("flyteidl/")) {
            let case = text(&declared.attributes, "rename_all");
            if declared.kind == DeclaredKind::Oneof && case.as_deref() != Some("snake_case") {
                mistakes.push(format!("{} is not in snake case", declared.name));
            }
            if declared.kind == DeclaredKind::Enum {
                continue;
            }
            for member in &declared.members {
                let place = format!("{}::{}", declared.name, member.ident);
                mistakes.extend(self.json_mistake(declared, member).map(|mistake| format!("{place} {mistake}")));
            }
        }
        mistakes
    }

    fn json_mistake(&self, declared: &Declared, member: &Member) -> Option<String> {
        if text(&member.prost, "oneof").is_some() {
            return (!flag(&member.serde, "flatten")).then(|| "is not flattened".to_owned());
        }
        let skipped = text(&member.serde, "skip_serializing_if").as_deref() == Some("json::is_default");
        if skipped != (declared.kind == DeclaredKind::Message) {
            return Some("is shown, or left out, at its default".to_owned());
        }
        let expected = match text(&member.prost, "enumeration") {
            Some(name) if flag(&member.prost, "repeated") => Some(format!("json::enumerations::<{name}, _>")),
            Some(name) => Some(format!("json::enumeration::<{name}, _>")),
            None if text(&member.prost, "btree_map").is_some() => None,
            None => {
                let scalar = self.element_type(member);
                JSON_FORMS.iter().find(|(of, _)| *of == scalar).map(|(_, form)| (*form).to_owned())
            }
        };
        let found = text(&member.serde, "serialize_with");
        (found != expected).then(|| format!("is written by {found:?} and not {expected:?}"))
    }
}

impl Declared {
    fn read(item: &Item, file: &str) -> Option<Self> {
        let (attributes, name) = match item {
            Item::Struct(item) => (&item.attrs, &item.ident),
            Item::Enum(item) => (&item.attrs, &item.ident),
            _ => return None,
        };
        let kind = DeclaredKind::derived(attributes)?;
        let members = match item {
            Item::Struct(item) => {
                item.fields.iter().map(|field| Member::new(field.ident.as_ref().unwrap(), Some(&field.ty), &field.attrs, None)).collect()
            }
            Item::Enum(item) => item.variants.iter().map(Member::of_variant).collect(),
            _ => return None,
        };
        let attributes = metas(attributes, "serde");
        Some(Self { file: file.to_owned(), name: name.to_string(), kind, attributes, members })
    }

    /// The one name of the protocol that the declaration can represent.
    fn full_name(&self, schema: &Schema) -> String {
        let renamed = RENAMED.iter().find(|(rust, _)| *rust == self.name).map(|(_, proto)| *proto);
        let messages = schema.messages.iter().map(|(name, message)| (name, &message.file));
        let enums = schema.enums.iter().map(|(name, declared)| (name, &declared.file));
        let all: Vec<&String> = messages
            .chain(enums)
            .filter(|(_, file)| file.starts_with(&self.file))
            .map(|(name, _)| name)
            .filter(|name| match renamed {
                // Less the package, which has two parts.
                Some(proto) => name.splitn(3, '.').nth(2) == Some(proto),
                None => name.rsplit('.').next() == Some(&self.name),
            })
            .collect();
        assert_eq!(all.len(), 1, "{} of {} stands for {all:?}", self.name, self.file);
        all[0].clone()
    }

    /// The file in the protocol; for `google.rs`, which mirrors several, the one of this type.
    fn proto_file<'a>(&'a self, schema: &'a Schema, name: &str) -> &'a str {
        if self.file.ends_with('/') {
            schema.messages.get(name).map_or_else(|| &schema.enums[name].file, |message| &message.file)
        } else {
            &self.file
        }
    }
}

impl DeclaredKind {
    fn derived(attributes: &[Attribute]) -> Option<Self> {
        metas(attributes, "derive").iter().find_map(|meta| {
            let path = &meta.path().segments;
            if path.len() != 2 || path[0].ident != "prost" {
                return None;
            }
            match path[1].ident.to_string().as_str() {
                "Message" => Some(Self::Message),
                "Oneof" => Some(Self::Oneof),
                "Enumeration" => Some(Self::Enum),
                _ => None,
            }
        })
    }
}

impl Member {
    fn of_variant(variant: &Variant) -> Self {
        let payload = match &variant.fields {
            Fields::Unnamed(fields) => fields.unnamed.first().map(|field| &field.ty),
            _ => None,
        };
        let discriminant = variant.discriminant.as_ref().map(|(_, number)| integer(number));
        Self::new(&variant.ident, payload, &variant.attrs, discriminant)
    }

    fn new(ident: &Ident, r#type: Option<&Type>, attributes: &[Attribute], discriminant: Option<i32>) -> Self {
        let ident = ident.to_string();
        Self {
            ident: ident.strip_prefix("r#").unwrap_or(&ident).to_owned(),
            inner: r#type.map(innermost).unwrap_or_default(),
            prost: metas(attributes, "prost"),
            serde: metas(attributes, "serde"),
            discriminant,
        }
    }

    /// The name of a field: the one JSON shows, which only the types of `google.protobuf` choose freely.
    fn field_name(&self, declared: &Declared) -> String {
        let shown = text(&self.serde, "rename").filter(|_| declared.file.starts_with("flyteidl/"));
        shown.unwrap_or_else(|| self.ident.clone())
    }

    fn value_name(&self, declared: &Declared) -> String {
        if let Some(name) = text(&self.serde, "rename") {
            return name;
        }
        let case = text(&declared.attributes, "rename_all");
        let shown = case.as_deref() == Some("SCREAMING_SNAKE_CASE") || declared.file.starts_with("google/");
        if shown { snake_case(&self.ident).to_uppercase() } else { self.ident.clone() }
    }
}

/// The one oneof that the protocol does not name in snake case.
fn oneof_name(field: &str) -> String {
    if field == "schedule_expression" { "ScheduleExpression".to_owned() } else { field.to_owned() }
}

/// Every source file below a folder but the module lists.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if !path.ends_with("mod.rs") && !path.ends_with("json.rs") {
            found.push(path);
        }
    }
    found
}
