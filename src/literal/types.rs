//! Flyte's form of each type, as flytekit writes it (`flytekit/core/type_engine.py`).

use std::collections::BTreeMap;

use super::schema;
use crate::flyteidl::core::{
    BlobDimensionality, BlobType, DatasetColumn, EnumType, LiteralType, LiteralTypeKind, SimpleType, StructuredDatasetType, TypeAnnotation,
    TypeStructure, UnionType,
};
use crate::flyteidl::google;
use crate::program::Program;
use crate::program::Type;
use crate::program::ty::{Invalid, StructId, TableType};

/// Flyte's type of a type that can cross the border of a task.
///
/// Types that cannot (tuples, sources of random numbers) are reported earlier; here they are NONE.
pub(crate) fn literal_type(program: &Program, ty: &Type) -> LiteralType {
    match ty {
        Type::Int => simple(SimpleType::Integer),
        Type::Float => simple(SimpleType::Float),
        Type::Str => simple(SimpleType::String),
        Type::Bool => simple(SimpleType::Boolean),
        Type::Datetime => simple(SimpleType::Datetime),
        Type::Duration => simple(SimpleType::Duration),
        Type::Bytes => simple(SimpleType::Binary),
        Type::Error => simple(SimpleType::Error),
        Type::Json => LiteralType { annotation: Some(msgpack_annotation()), ..simple(SimpleType::Struct) },
        Type::File(format) => of(LiteralTypeKind::Blob(blob_type(format.as_deref(), BlobDimensionality::Single))),
        Type::Dir(format) => of(LiteralTypeKind::Blob(blob_type(format.as_deref(), BlobDimensionality::Multipart))),
        Type::Table(table) => of(LiteralTypeKind::StructuredDatasetType(dataset_type(program, table))),
        Type::List(element) => of(LiteralTypeKind::CollectionType(Box::new(literal_type(program, element)))),
        Type::Map(value) => of(LiteralTypeKind::MapValueType(Box::new(literal_type(program, value)))),
        Type::Union(variants) => {
            let variants = variants.iter().map(|variant| variant_type(program, variant)).collect();
            of(LiteralTypeKind::UnionType(UnionType { variants }))
        }
        Type::Struct(id) => struct_type(program, *id),
        Type::Enum(id) => {
            let values = program.enum_(*id).variants.iter().map(|variant| variant.value.to_string()).collect();
            of(LiteralTypeKind::EnumType(EnumType { values }))
        }
        Type::None | Type::Tuple(_) | Type::Rng | Type::Unit | Type::Never | Type::Hole(Invalid) => simple(SimpleType::None),
    }
}

/// Flyte's type of a variant of a union: the type with flytekit's tag for it, which takes the place of every other structure.
pub(crate) fn variant_type(program: &Program, variant: &Type) -> LiteralType {
    let structure = Some(TypeStructure { tag: tag(variant).to_owned(), dataclass_type: BTreeMap::new() });
    LiteralType { structure, ..literal_type(program, variant) }
}

/// The name of the transformer that flytekit uses for a type: unions of two programs connect only if their tags agree
/// (`flytepropeller/pkg/compiler/validators/typing.go`).
pub(crate) fn tag(ty: &Type) -> &'static str {
    match ty {
        Type::Int => "int",
        Type::Float => "float",
        Type::Str => "str",
        Type::Bool => "bool",
        Type::Datetime => "datetime",
        Type::Duration => "timedelta",
        Type::Bytes => "bytes",
        Type::List(_) => "Typed List",
        Type::Map(_) | Type::Json => "Typed Dict",
        Type::Union(_) => "Typed Union",
        Type::Enum(_) => "DefaultEnumTransformer",
        Type::Struct(_) => "Object-Dataclass-Transformer",
        Type::File(_) => "FlyteFilePath",
        Type::Dir(_) => "FlyteDirectory",
        Type::Table(_) => "StructuredDataset Transformer",
        Type::Error => "FlyteError",
        Type::None | Type::Tuple(_) | Type::Rng | Type::Unit | Type::Never | Type::Hole(Invalid) => "none",
    }
}

fn of(kind: LiteralTypeKind) -> LiteralType {
    LiteralType { r#type: Some(kind), ..LiteralType::default() }
}

fn simple(simple: SimpleType) -> LiteralType {
    of(LiteralTypeKind::Simple(simple.into()))
}

pub(super) fn blob_type(format: Option<&str>, dimensionality: BlobDimensionality) -> BlobType {
    BlobType { format: format.unwrap_or_default().to_owned(), dimensionality: dimensionality.into() }
}

pub(super) fn dataset_type(program: &Program, table: &TableType) -> StructuredDatasetType {
    let column =
        |(name, ty): &(crate::source::Name, Type)| DatasetColumn { name: name.to_string(), literal_type: Some(literal_type(program, ty)) };
    StructuredDatasetType {
        columns: table.columns.iter().map(column).collect(),
        format: table.format.as_deref().unwrap_or_default().to_owned(),
        ..StructuredDatasetType::default()
    }
}

fn struct_type(program: &Program, id: StructId) -> LiteralType {
    let fields = &program.struct_(id).fields;
    let dataclass_type = fields.iter().map(|field| (field.name.to_string(), literal_type(program, &field.ty))).collect();
    LiteralType {
        metadata: Some(schema::of_struct(program, id).into()),
        annotation: Some(msgpack_annotation()),
        structure: Some(TypeStructure { tag: String::new(), dataclass_type }),
        ..simple(SimpleType::Struct)
    }
}

/// The metadata that flytekit adds to structs; the backend uses it in its cache keys.
fn msgpack_annotation() -> TypeAnnotation {
    let text = |text: &str| google::Value { kind: Some(google::ValueKind::StringValue(text.to_owned())) };
    let format = google::Struct { fields: BTreeMap::from([("serialization-format".to_owned(), text("msgpack"))]) };
    let format = google::Value { kind: Some(google::ValueKind::StructValue(format)) };
    let annotations = google::Struct { fields: BTreeMap::from([("cache-key-metadata".to_owned(), format)]) };
    TypeAnnotation { annotations: Some(annotations) }
}
