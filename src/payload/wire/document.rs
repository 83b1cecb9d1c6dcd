//! The document of a payload: the task and the items that it reaches.

use serde::{Deserialize, Serialize};

use super::Wire;
use super::constant::Const;
use super::names::{OutputStyle, SecretMount};
use super::stmt::Body;
use super::types::Type;
use crate::payload::canonical::{Missing, Writer};
use crate::payload::restored::{Dangling, Reader};
use crate::program;
use crate::source::{Name, Span};

/// Everything that one task reaches. The task is the first one; ids are positions in these lists.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct Document {
    pub(in crate::payload) tasks: Vec<TaskCode>,
    pub(in crate::payload) fns: Vec<FnCode>,
    pub(in crate::payload) structs: Vec<StructShape>,
    pub(in crate::payload) enums: Vec<EnumShape>,
    pub(in crate::payload) consts: Vec<Constant>,
}

/// A task: its name for messages, its interface, what its code may read of its options, its code.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct TaskCode {
    name: Name,
    module: Name,
    inputs: Vec<Typed>,
    outputs: Vec<Typed>,
    style: OutputStyle,
    secrets: Vec<Secret>,
    /// The names of the environment variables; their values are the container's.
    env: Vec<String>,
    body: Body,
}

/// A secret that a task may read.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Secret {
    group: String,
    key: String,
    version: Option<String>,
    mount: SecretMount,
    env_var: Option<String>,
}

/// A helper.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct FnCode {
    name: Name,
    params: Vec<Typed>,
    result: Type,
    body: Body,
}

/// An input or output.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Typed {
    name: Name,
    ty: Type,
}

/// A struct. Defaults are needed where a document of another program is read that lacks a field.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct StructShape {
    name: Name,
    fields: Vec<FieldShape>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct FieldShape {
    name: Name,
    ty: Type,
    default: Option<Const>,
}

/// An enum: each variant's name and value.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct EnumShape {
    name: Name,
    variants: Vec<(Name, Name)>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct Constant {
    ty: Type,
    value: Const,
}

/// The header of an item, of which only the name is written.
fn header(name: Name, module: Name) -> program::Header {
    program::Header { name, module, span: Span::default(), item: Span::default(), doc: None }
}

impl Wire for TaskCode {
    type Program = program::TaskDef;

    fn write(def: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        Ok(Self {
            name: def.header.name.clone(),
            module: def.header.module.clone(),
            inputs: Wire::write(&def.interface.inputs, writer)?,
            outputs: Wire::write(&def.interface.outputs, writer)?,
            style: def.interface.style.into(),
            secrets: Wire::write(&def.options.secrets, writer)?,
            env: def.options.env.iter().map(|(name, _)| name.clone()).collect(),
            body: Wire::write(def.body.as_ref().ok_or(Missing)?, writer)?,
        })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        let params = self.inputs.len();
        Ok(program::TaskDef {
            header: header(self.name, self.module),
            interface: program::Interface {
                inputs: self.inputs.read(reader)?,
                outputs: self.outputs.read(reader)?,
                style: self.style.into(),
            },
            options: program::TaskOptions {
                secrets: self.secrets.read(reader)?,
                env: self.env.into_iter().map(|name| (name, String::new())).collect(),
                ..program::TaskOptions::default()
            },
            body: Some(self.body.of(params, reader)?),
        })
    }
}

impl Wire for Secret {
    type Program = program::Secret;

    fn write(secret: &Self::Program, _: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::Secret { group, key, version, mount, env_var } = secret.clone();
        Ok(Self { group, key, version, mount: mount.into(), env_var })
    }

    fn read(self, _: &Reader) -> Result<Self::Program, Dangling> {
        let Self { group, key, version, mount, env_var } = self;
        Ok(program::Secret { group, key, version, mount: mount.into(), env_var })
    }
}

impl Wire for FnCode {
    type Program = program::FnDef;

    fn write(def: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::FnDef { header, params, result, body } = def;
        Ok(Self {
            name: header.name.clone(),
            params: Wire::write(params, writer)?,
            result: Wire::write(result, writer)?,
            body: Wire::write(body.as_ref().ok_or(Missing)?, writer)?,
        })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        let params = self.params.len();
        Ok(program::FnDef {
            header: header(self.name, Name::default()),
            params: self.params.read(reader)?,
            result: self.result.read(reader)?,
            body: Some(self.body.of(params, reader)?),
        })
    }
}

impl Wire for Typed {
    type Program = program::Variable;

    fn write(variable: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        Ok(Self { name: variable.name.clone(), ty: Wire::write(&variable.ty, writer)? })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(program::Variable { name: self.name, ty: self.ty.read(reader)?, default: None, doc: None, span: Span::default() })
    }
}

impl Wire for StructShape {
    type Program = program::StructDef;

    fn write(def: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::StructDef { header, fields } = def;
        Ok(Self { name: header.name.clone(), fields: Wire::write(fields, writer)? })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(program::StructDef { header: header(self.name, Name::default()), fields: self.fields.read(reader)? })
    }
}

impl Wire for FieldShape {
    type Program = program::Field;

    fn write(field: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        Ok(Self { name: field.name.clone(), default: Wire::write(&field.default, writer)?, ty: Wire::write(&field.ty, writer)? })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(program::Field {
            name: self.name,
            ty: self.ty.read(reader)?,
            default: self.default.read(reader)?,
            doc: None,
            span: Span::default(),
        })
    }
}

impl Wire for EnumShape {
    type Program = program::EnumDef;

    fn write(def: &Self::Program, _: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::EnumDef { header, variants } = def;
        let variants = variants.iter().map(|variant| (variant.name.clone(), variant.value.clone())).collect();
        Ok(Self { name: header.name.clone(), variants })
    }

    fn read(self, _: &Reader) -> Result<Self::Program, Dangling> {
        let variant = |(name, value)| program::VariantDef { name, value, doc: None, span: Span::default() };
        let variants = self.variants.into_iter().map(variant).collect();
        Ok(program::EnumDef { header: header(self.name, Name::default()), variants })
    }
}

impl Wire for Constant {
    type Program = program::ConstDef;

    fn write(def: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::ConstDef { header: _, ty, value } = def;
        Ok(Self { ty: Wire::write(ty, writer)?, value: Wire::write(value.as_ref().ok_or(Missing)?, writer)? })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        let header = header(Name::default(), Name::default());
        Ok(program::ConstDef { header, ty: self.ty.read(reader)?, value: Some(self.value.read(reader)?) })
    }
}
