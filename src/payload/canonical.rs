//! From a program to the document of one of its tasks.
//!
//! Ids are given out in the order in which a walk from the task meets what they name, so they say nothing about the rest of the
//! program.

use indexmap::IndexSet;

use super::document::{Constant, Document, EnumShape, FieldShape, FnCode, StructShape, TaskCode, Typed};
use super::place::{ItemId, Positions};
use super::walk::{self, Visit};
use crate::program::Program;
use crate::program::Type;
use crate::program::ty::{EnumId, StructId};
use crate::program::{Body, ConstId, FnId, LocalId, TaskId, Variable};
use crate::source::Span;

/// The document of `task`; `None` if code that it reaches is missing because it was reported.
pub(super) fn document(program: &Program, task: TaskId) -> Option<Document> {
    let mut reached = Reached::default();
    reached.tasks.insert(task);
    let mut document = Document::default();
    // Whatever is copied may reach more, so the lists grow until nothing new was met.
    loop {
        let before = reached.count();
        while let Some(id) = reached.tasks.get_index(document.tasks.len()).copied() {
            document.tasks.push(task_code(program, id, document.tasks.len(), &mut reached)?);
        }
        while let Some(id) = reached.fns.get_index(document.fns.len()).copied() {
            document.fns.push(fn_code(program, id, document.fns.len(), &mut reached)?);
        }
        while let Some(id) = reached.consts.get_index(document.consts.len()).copied() {
            document.consts.push(constant(program, id, &mut reached)?);
        }
        while let Some(id) = reached.structs.get_index(document.structs.len()).copied() {
            document.structs.push(struct_shape(program, id, &mut reached));
        }
        if reached.count() == before {
            break;
        }
    }
    document.enums = reached.enums.iter().map(|id| enum_shape(program, *id)).collect();
    Some(document)
}

/// What was met so far; positions are the new ids.
#[derive(Default)]
struct Reached {
    structs: IndexSet<StructId>,
    enums: IndexSet<EnumId>,
    consts: IndexSet<ConstId>,
    fns: IndexSet<FnId>,
    tasks: IndexSet<TaskId>,
}

impl Reached {
    fn count(&self) -> usize {
        self.structs.len() + self.enums.len() + self.consts.len() + self.fns.len() + self.tasks.len()
    }
}

/// Renumbers, with the positions of one item; none where nothing has a position.
struct Renumber<'a> {
    reached: &'a mut Reached,
    positions: Option<Positions<'a>>,
}

impl Visit for Renumber<'_> {
    fn struct_(&mut self, id: StructId) -> StructId {
        StructId(self.reached.structs.insert_full(id).0 as u32)
    }

    fn enum_(&mut self, id: EnumId) -> EnumId {
        EnumId(self.reached.enums.insert_full(id).0 as u32)
    }

    fn const_(&mut self, id: ConstId) -> ConstId {
        ConstId(self.reached.consts.insert_full(id).0 as u32)
    }

    fn fn_(&mut self, id: FnId) -> FnId {
        FnId(self.reached.fns.insert_full(id).0 as u32)
    }

    fn task(&mut self, id: TaskId) -> TaskId {
        TaskId(self.reached.tasks.insert_full(id).0 as u32)
    }

    fn local(&mut self, _: LocalId) {}

    fn span(&mut self, span: Span) -> Span {
        match &self.positions {
            Some(positions) => positions.relative(span),
            None => Span::default(),
        }
    }
}

impl Renumber<'_> {
    fn ty(&mut self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        walk::ty(&mut ty, self);
        ty
    }

    fn typed(&mut self, variables: &[Variable]) -> Vec<Typed> {
        variables.iter().map(|variable| Typed { name: variable.name.clone(), ty: self.ty(&variable.ty) }).collect()
    }

    fn body(&mut self, body: &Body) -> Body {
        let mut body = body.clone();
        walk::body(&mut body, self);
        body
    }
}

fn task_code(program: &Program, id: TaskId, index: usize, reached: &mut Reached) -> Option<TaskCode> {
    let def = program.task(id);
    let positions = Positions::new(program, def.header.item, ItemId::Task(TaskId(index as u32)));
    let mut renumber = Renumber { reached, positions: Some(positions) };
    Some(TaskCode {
        name: def.header.name.clone(),
        module: def.header.module.clone(),
        inputs: renumber.typed(&def.interface.inputs),
        outputs: renumber.typed(&def.interface.outputs),
        style: def.interface.style,
        secrets: def.options.secrets.clone(),
        env: def.options.env.iter().map(|(name, _)| name.clone()).collect(),
        body: renumber.body(def.body.as_ref()?.sound()?),
    })
}

fn fn_code(program: &Program, id: FnId, index: usize, reached: &mut Reached) -> Option<FnCode> {
    let def = program.fn_(id);
    let positions = Positions::new(program, def.header.item, ItemId::Fn(FnId(index as u32)));
    let mut renumber = Renumber { reached, positions: Some(positions) };
    Some(FnCode {
        name: def.header.name.clone(),
        params: renumber.typed(&def.params),
        result: renumber.ty(&def.result),
        body: renumber.body(def.body.as_ref()?.sound()?),
    })
}

fn constant(program: &Program, id: ConstId, reached: &mut Reached) -> Option<Constant> {
    let def = program.const_(id);
    let mut renumber = Renumber { reached, positions: None };
    let mut value = def.value.clone()?;
    let ty = renumber.ty(&def.ty);
    walk::constant(&mut value, &mut renumber);
    Some(Constant { ty, value })
}

fn struct_shape(program: &Program, id: StructId, reached: &mut Reached) -> StructShape {
    let def = program.struct_(id);
    let mut renumber = Renumber { reached, positions: None };
    let fields = def.fields.iter().map(|field| {
        let mut default = field.default.clone();
        if let Some(default) = &mut default {
            walk::constant(default, &mut renumber);
        }
        FieldShape { name: field.name.clone(), ty: renumber.ty(&field.ty), default }
    });
    StructShape { name: def.header.name.clone(), fields: fields.collect() }
}

fn enum_shape(program: &Program, id: EnumId) -> EnumShape {
    let def = program.enum_(id);
    EnumShape {
        name: def.header.name.clone(),
        variants: def.variants.iter().map(|variant| (variant.name.clone(), variant.value.clone())).collect(),
    }
}
