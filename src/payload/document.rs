//! The document of a payload, and the program that is read from it.
//!
//! The names of its fields and variants are the format: they are never renamed, and a new field has a default.

use serde::{Deserialize, Serialize};

use super::walk::{self, Visit};
use super::{PayloadError, SOURCE_POSITIONS};
use crate::program::Program;
use crate::program::Type;
use crate::program::ty::{EnumId, StructId};
use crate::program::{
    Body, Const, ConstDef, ConstId, EnumDef, Field, FnDef, FnId, Header, Interface, LocalId, OutputStyle, Secret, StructDef, TaskDef,
    TaskId, TaskOptions, Variable, VariantDef,
};
use crate::source::{Name, Span};

/// Everything that one task reaches. The task is the first one; ids are positions in these lists.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Document {
    pub(super) tasks: Vec<TaskCode>,
    pub(super) fns: Vec<FnCode>,
    pub(super) structs: Vec<StructShape>,
    pub(super) enums: Vec<EnumShape>,
    pub(super) consts: Vec<Constant>,
}

/// A task: its name for messages, its interface, what its code may read of its options, its code.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct TaskCode {
    pub(super) name: Name,
    pub(super) module: Name,
    pub(super) inputs: Vec<Typed>,
    pub(super) outputs: Vec<Typed>,
    pub(super) style: OutputStyle,
    pub(super) secrets: Vec<Secret>,
    pub(super) env: Vec<String>,
    pub(super) body: Body,
}

/// A helper.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct FnCode {
    pub(super) name: Name,
    pub(super) params: Vec<Typed>,
    pub(super) result: Type,
    pub(super) body: Body,
}

/// A name and a type.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Typed {
    pub(super) name: Name,
    pub(super) ty: Type,
}

/// A struct. Defaults are needed where a document of another program is read that lacks a field.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct StructShape {
    pub(super) name: Name,
    pub(super) fields: Vec<FieldShape>,
}

/// A field.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct FieldShape {
    pub(super) name: Name,
    pub(super) ty: Type,
    pub(super) default: Option<Const>,
}

/// An enum: each variant's name and value.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct EnumShape {
    pub(super) name: Name,
    pub(super) variants: Vec<(Name, Name)>,
}

/// A constant.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Constant {
    pub(super) ty: Type,
    pub(super) value: Const,
}

/// The program of a document of that format version, once everything that it refers to was found in it.
pub(super) fn program(mut document: Document, version: u8) -> Result<(Program, TaskId), PayloadError> {
    check(&mut document, version)?;
    let program = Program {
        modules: Vec::new(),
        structs: document.structs.into_iter().map(struct_def).collect(),
        enums: document.enums.into_iter().map(enum_def).collect(),
        consts: document.consts.into_iter().map(const_def).collect(),
        fns: document.fns.into_iter().map(fn_def).collect(),
        tasks: document.tasks.into_iter().map(task_def).collect(),
        ..Program::default()
    };
    Ok((program, TaskId(0)))
}

fn header(name: Name, module: Name) -> Header {
    Header { name, module, span: Span::default(), item: Span::default(), doc: None }
}

fn variables(typed: Vec<Typed>) -> Vec<Variable> {
    typed.into_iter().map(|Typed { name, ty }| Variable { name, ty, default: None, doc: None, span: Span::default() }).collect()
}

fn task_def(code: TaskCode) -> TaskDef {
    let options = TaskOptions {
        secrets: code.secrets,
        env: code.env.into_iter().map(|name| (name, String::new())).collect(),
        ..TaskOptions::default()
    };
    TaskDef {
        header: header(code.name, code.module),
        interface: Interface { inputs: variables(code.inputs), outputs: variables(code.outputs), style: code.style },
        options,
        body: Some(code.body),
    }
}

fn fn_def(code: FnCode) -> FnDef {
    FnDef { header: header(code.name, Name::default()), params: variables(code.params), result: code.result, body: Some(code.body) }
}

fn struct_def(shape: StructShape) -> StructDef {
    let field = |FieldShape { name, ty, default }| Field { name, ty, default, doc: None, span: Span::default() };
    StructDef { header: header(shape.name, Name::default()), fields: shape.fields.into_iter().map(field).collect() }
}

fn enum_def(shape: EnumShape) -> EnumDef {
    let variant = |(name, value)| VariantDef { name, value, doc: None, span: Span::default() };
    EnumDef { header: header(shape.name, Name::default()), variants: shape.variants.into_iter().map(variant).collect() }
}

fn const_def(constant: Constant) -> ConstDef {
    ConstDef { header: header(Name::default(), Name::default()), ty: constant.ty, value: Some(constant.value) }
}

/// Refuses documents whose ids lead nowhere: the evaluator takes them for indices. Positions of older versions become those of today.
fn check(document: &mut Document, version: u8) -> Result<(), PayloadError> {
    let mut bounds = Bounds {
        structs: document.structs.len(),
        enums: document.enums.len(),
        consts: document.consts.len(),
        fns: document.fns.len(),
        tasks: document.tasks.len(),
        locals: 0,
        holds: !document.tasks.is_empty(),
        source_positions: version <= SOURCE_POSITIONS,
    };
    for task in &mut document.tasks {
        task.inputs.iter_mut().chain(&mut task.outputs).for_each(|typed| walk::ty(&mut typed.ty, &mut bounds));
        bounds.body(&mut task.body, task.inputs.len());
    }
    for code in &mut document.fns {
        code.params.iter_mut().for_each(|typed| walk::ty(&mut typed.ty, &mut bounds));
        walk::ty(&mut code.result, &mut bounds);
        bounds.body(&mut code.body, code.params.len());
    }
    for field in document.structs.iter_mut().flat_map(|shape| &mut shape.fields) {
        walk::ty(&mut field.ty, &mut bounds);
        if let Some(default) = &mut field.default {
            walk::constant(default, &mut bounds);
        }
    }
    for constant in &mut document.consts {
        walk::ty(&mut constant.ty, &mut bounds);
        walk::constant(&mut constant.value, &mut bounds);
    }
    if bounds.holds { Ok(()) } else { Err(PayloadError::Incomplete) }
}

struct Bounds {
    structs: usize,
    enums: usize,
    consts: usize,
    fns: usize,
    tasks: usize,
    locals: usize,
    holds: bool,
    source_positions: bool,
}

impl Bounds {
    fn body(&mut self, body: &mut Body, params: usize) {
        self.locals = body.locals.len();
        self.holds &= params <= self.locals;
        walk::body(body, self);
    }

    fn need(&mut self, index: u32, length: usize) {
        self.holds &= (index as usize) < length;
    }
}

impl Visit for Bounds {
    fn struct_(&mut self, id: StructId) -> StructId {
        self.need(id.0, self.structs);
        id
    }

    fn enum_(&mut self, id: EnumId) -> EnumId {
        self.need(id.0, self.enums);
        id
    }

    fn const_(&mut self, id: ConstId) -> ConstId {
        self.need(id.0, self.consts);
        id
    }

    fn fn_(&mut self, id: FnId) -> FnId {
        self.need(id.0, self.fns);
        id
    }

    fn task(&mut self, id: TaskId) -> TaskId {
        self.need(id.0, self.tasks);
        id
    }

    fn local(&mut self, id: LocalId) {
        self.need(id.0, self.locals);
    }

    fn span(&mut self, span: Span) -> Span {
        if !self.source_positions {
            return span;
        }
        // Twenty bits of a line behind the one on which the item begins, twelve of a column.
        let line = (span.start >> 12).max(1);
        Span::new(span.file, line, line)
    }
}
