//! The descriptors of the protocol, as `tests/flyteidl-schema.json` tells them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

/// All descriptors.
#[derive(Deserialize)]
pub(super) struct Schema {
    pub(super) messages: BTreeMap<String, Message>,
    pub(super) enums: BTreeMap<String, Enum>,
}

/// A message.
#[derive(Deserialize)]
pub(super) struct Message {
    pub(super) file: String,
    pub(super) fields: Vec<Field>,
    #[serde(default)]
    oneofs: BTreeMap<String, Vec<String>>,
}

/// An enum.
#[derive(Deserialize)]
pub(super) struct Enum {
    pub(super) file: String,
    pub(super) values: BTreeMap<String, i32>,
}

/// A field of a message.
#[derive(Deserialize)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) number: u32,
    pub(super) map: Option<Map>,
    /// A scalar type, or the full name of a message or an enum; absent from maps.
    #[serde(default)]
    pub(super) r#type: String,
    pub(super) kind: Option<Kind>,
    #[serde(default)]
    pub(super) repeated: bool,
    oneof: Option<String>,
    #[serde(default)]
    optional: bool,
}

/// The types of a map field.
#[derive(Deserialize)]
pub(super) struct Map {
    key: String,
    pub(super) value: String,
    pub(super) value_kind: Option<Kind>,
}

/// What the name of a type refers to.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Message,
    Enum,
}

impl Schema {
    pub(super) fn load() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/flyteidl-schema.json");
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    /// The names of the roots and of every message and enum that they are made of.
    pub(super) fn closure(&self, roots: &[&str]) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open: Vec<String> = roots.iter().map(|&root| root.to_owned()).collect();
        while let Some(name) = open.pop() {
            if !found.insert(name.clone()) || self.enums.contains_key(&name) {
                continue;
            }
            for field in &self.messages[&name].fields {
                match &field.map {
                    Some(map) if map.value_kind.is_some() => open.push(map.value.clone()),
                    None if field.kind.is_some() => open.push(field.r#type.clone()),
                    _ => {}
                }
            }
        }
        found
    }

    /// The declarations in the protocol of the messages and enums with these names, one fact each.
    pub(super) fn facts(&self, names: &BTreeSet<String>) -> BTreeSet<String> {
        let mut facts = BTreeSet::new();
        for name in names {
            if let Some(declared) = self.enums.get(name) {
                facts.insert(format!("enum {name} of {}", declared.file));
                facts.extend(declared.values.iter().map(|(value, number)| format!("{name}.{value} = {number}")));
            } else {
                let message = &self.messages[name];
                facts.insert(format!("message {name} of {}", message.file));
                facts.extend(message.fields.iter().map(|field| message.fact(name, field)));
            }
        }
        facts
    }
}

impl Message {
    fn fact(&self, message: &str, field: &Field) -> String {
        let is_message = field.kind == Some(Kind::Message);
        let shape = match (&field.map, &field.oneof) {
            (Some(map), _) => format!("map of {} to {}", map.key, map.value),
            _ if field.repeated => format!("repeated {}", field.r#type),
            (_, Some(oneof)) if self.oneofs[oneof].len() > 1 => {
                format!("{} in {oneof}", field.r#type)
            }
            // The presence of a message is always told: alone in a oneof it is as anywhere else. For another type, a
            // oneof of its own is what `optional` is short for.
            (_, Some(_)) if !is_message => format!("optional {}", field.r#type),
            _ if field.optional => format!("optional {}", field.r#type),
            _ => field.r#type.clone(),
        };
        format!("{message}.{} = {}: {shape}", field.name, field.number)
    }
}
