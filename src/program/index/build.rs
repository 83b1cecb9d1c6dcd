//! Builds an [`Index`] from what the passes recorded.

use rustc_hash::FxHashMap;

use super::{Definition, DefinitionId, DefinitionKind, Index, Use, UseKind, types as valued};
use crate::program::ty::{EnumId, StructId, Type};
use crate::program::{Callee, ConstId, FnId, Interface, OutputStyle, Program, TaskId, WorkflowId};
use crate::source::Span;

/// A use, with the place of the definition; `None` for a builtin.
type Used = (Span, Option<Span>, UseKind);

/// How far an element may be from its place for [`insert_nearby`] to bring it there.
const NEARBY: usize = 16;

/// What the passes recorded. Its order does not matter: everything is identified by its place.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// Each use.
    pub uses: Vec<Used>,
    /// Definitions that no table of the program has, except imports.
    pub definitions: Vec<Definition>,
    /// Each import with the place of the definition.
    pub imports: Vec<(Span, Option<Span>)>,
    /// Types that neither a table of the program nor typed code has.
    pub types: Vec<(Span, Type)>,
}

impl Records {
    /// Brings them in order, each once.
    pub fn settle(&mut self) {
        // A pass goes from top to bottom, and what it records of one statement is nearly in order. Several passes are a few such runs, which are
        // merged in linear time.
        let order = |one: &Used, other: &Used| start(one.0).cmp(&start(other.0)).then_with(|| one.cmp(other));
        insert_nearby(&mut self.uses, |one, other| order(one, other).is_lt());
        self.uses.sort_by(order);
        // Code that was checked twice may be a value in one check and a target in the other. The first kind stays, so whatever is read counts as read.
        self.uses.dedup_by_key(|(span, of, _)| (*span, *of));
        self.types.sort_by_key(|(span, _)| *span);
        self.types.dedup_by_key(|(span, _)| *span);
    }

    /// Adds those of another pass.
    pub fn append(&mut self, mut other: Self) {
        self.uses.append(&mut other.uses);
        self.definitions.append(&mut other.definitions);
        self.imports.append(&mut other.imports);
        self.types.append(&mut other.types);
    }
}

/// Moves elements that are close to their place in the order to it, in linear time.
fn insert_nearby<T: Copy>(list: &mut [T], is_less: impl Fn(&T, &T) -> bool) {
    for at in 1..list.len() {
        let element = list[at];
        let mut to = at;
        while to > 0 && at - to < NEARBY && is_less(&element, &list[to - 1]) {
            list[to] = list[to - 1];
            to -= 1;
        }
        list[to] = element;
    }
}

/// The file and the start of a place, as one number: nearly all places differ in it, and comparing it is what costs.
fn start(span: Span) -> u64 {
    u64::from(span.file.0) << 32 | u64::from(span.start)
}

impl Index {
    /// The index of a program.
    pub fn new(program: &Program, mut records: Records) -> Self {
        records.settle();
        let Records { uses, definitions, imports, types } = records;
        let mut index = Self { definitions: declared(program), ..Self::default() };
        // Where code was checked twice, the last result counts.
        index.definitions.extend(definitions.into_iter().rev());
        index.definitions.extend(imports.iter().map(|(span, _)| Definition { span: *span, kind: DefinitionKind::Import(None) }));
        index.definitions.sort_by_key(|definition| (start(definition.span), definition.span.end));
        index.definitions.dedup_by_key(|definition| definition.span);
        for (import, of) in imports {
            if let (Some(import), Some(of)) = (index.defined_at(import), of.and_then(|of| index.defined_at(of))) {
                index.definitions[import.0 as usize].kind = DefinitionKind::Import(Some(of));
                index.imports.push((of, import));
            }
        }
        index.imports.sort_unstable();
        index.types = types;
        index.types.extend(index.definitions.iter().filter_map(own_type));
        index.types.sort_by_key(|(span, _)| *span);
        index.items = valued::items(program);
        index.add_uses(uses);
        index
    }

    fn add_uses(&mut self, uses: Vec<Used>) {
        let at: FxHashMap<Span, DefinitionId> = self.definitions().map(|(id, definition)| (definition.span, id)).collect();
        self.uses = uses
            .into_iter()
            .filter_map(|(span, of, kind)| match of {
                None => Some(Use { span, definition: None, kind }),
                Some(of) => at.get(&of).map(|definition| Use { span, definition: Some(*definition), kind }),
            })
            .collect();
        self.starts = vec![0; self.definitions.len() + 1];
        let of = |used: &Use| used.definition.map(|id| id.0 as usize);
        for definition in self.uses.iter().filter_map(of) {
            self.starts[definition + 1] += 1;
        }
        for at in 1..self.starts.len() {
            self.starts[at] += self.starts[at - 1];
        }
        let mut next = self.starts.clone();
        self.by_definition = vec![0; self.starts.last().copied().unwrap_or(0) as usize];
        for (at, used) in self.uses.iter().enumerate() {
            if let Some(definition) = of(used) {
                self.by_definition[next[definition] as usize] = at as u32;
                next[definition] += 1;
            }
        }
    }
}

/// The type that the name of a type means, and for a variant its enum.
fn own_type(definition: &Definition) -> Option<(Span, Type)> {
    let ty = match definition.kind {
        DefinitionKind::Struct(id) => Type::Struct(id),
        DefinitionKind::Enum(id) | DefinitionKind::Variant(id, _) => Type::Enum(id),
        DefinitionKind::Alias
        | DefinitionKind::Binding
        | DefinitionKind::Const(_)
        | DefinitionKind::Field(..)
        | DefinitionKind::Fn(_)
        | DefinitionKind::Import(_)
        | DefinitionKind::Input(..)
        | DefinitionKind::Module(_)
        | DefinitionKind::Output(..)
        | DefinitionKind::Param(..)
        | DefinitionKind::Task(_)
        | DefinitionKind::Unread
        | DefinitionKind::Variable(..)
        | DefinitionKind::Workflow(_) => return None,
    };
    Some((definition.span, ty))
}

/// The definitions in the tables of a program.
fn declared(program: &Program) -> Vec<Definition> {
    let mut all = Vec::new();
    let mut add = |span: Span, kind: DefinitionKind| all.push(Definition { span, kind });
    for (at, module) in program.modules.iter().enumerate() {
        add(Span::new(module.file, 0, 0), DefinitionKind::Module(at as u32));
    }
    for (at, def) in program.structs.iter().enumerate() {
        let id = StructId(at as u32);
        add(def.header.span, DefinitionKind::Struct(id));
        (0..).zip(&def.fields).for_each(|(at, field)| add(field.span, DefinitionKind::Field(id, at)));
    }
    for (at, def) in program.enums.iter().enumerate() {
        let id = EnumId(at as u32);
        add(def.header.span, DefinitionKind::Enum(id));
        (0..).zip(&def.variants).for_each(|(at, variant)| add(variant.span, DefinitionKind::Variant(id, at)));
    }
    for (at, def) in program.consts.iter().enumerate() {
        add(def.header.span, DefinitionKind::Const(ConstId(at as u32)));
    }
    for (at, def) in program.fns.iter().enumerate() {
        let id = FnId(at as u32);
        add(def.header.span, DefinitionKind::Fn(id));
        (0..).zip(&def.params).for_each(|(at, param)| add(param.span, DefinitionKind::Param(id, at)));
    }
    for (at, def) in program.tasks.iter().enumerate() {
        let id = TaskId(at as u32);
        add(def.header.span, DefinitionKind::Task(id));
        interface(&def.interface, Callee::Task(id), &mut add);
    }
    for (at, def) in program.workflows.iter().enumerate() {
        let id = WorkflowId(at as u32);
        add(def.header.span, DefinitionKind::Workflow(id));
        interface(&def.interface, Callee::Workflow(id), &mut add);
    }
    all
}

fn interface(interface: &Interface, of: Callee, add: &mut impl FnMut(Span, DefinitionKind)) {
    (0..).zip(&interface.inputs).for_each(|(at, input)| add(input.span, DefinitionKind::Input(of, at)));
    match interface.style {
        OutputStyle::None | OutputStyle::Single => {}
        OutputStyle::Positional | OutputStyle::Named => {
            (0..).zip(&interface.outputs).for_each(|(at, output)| add(output.span, DefinitionKind::Output(of, at)));
        }
    }
}
