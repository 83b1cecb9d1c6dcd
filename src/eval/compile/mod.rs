//! Compiles typed bodies to instructions.
//!
//! One pass over the tree emits code for registers that are allocated like a stack; a second one over the code moves values at their last
//! use. Constants that loops use are kept in registers of their own: a body is compiled twice, the first time to learn which these are.

mod bound;
mod builtin;
mod call;
mod closures;
mod condition;
mod control;
mod emitter;
mod expr;
mod last_use;
mod loops;
mod operators;
mod path;
mod place;
mod stmt;

use rustc_hash::FxHashMap;

pub(crate) use self::bound::oversized;
use self::emitter::Emitter;
use super::code::{Code, Entry, Function, Instr, Kind, Names};
use super::value::Value;
use crate::program::ty::Type;
use crate::program::{Body, Const, ConstId, FnId, Header, Program, SoundProgram, TaskId, Variable};
use crate::source::{Name, Span};

/// Compiles `roots` and everything that they call.
pub(super) fn compile(program: SoundProgram<'_>, roots: impl IntoIterator<Item = TaskId>) -> Code {
    let program = program.program();
    let mut unit = Unit::new(program);
    let entry = |unit: &mut Unit<'_>, task: TaskId| {
        let function = unit.function(Item::Task(task));
        (task, Entry { function, outputs: program.task(task).interface.outputs.len() })
    };
    let tasks: FxHashMap<TaskId, Entry> = roots.into_iter().map(|task| entry(&mut unit, task)).collect();
    let mut functions = Vec::new();
    while let Some(&item) = unit.items.get(functions.len()) {
        functions.push(unit.compile(item));
    }
    Code { functions, tasks, scalars: unit.pool.scalars, values: unit.pool.values, names: names(program) }
}

fn names(program: &Program) -> Names {
    let structs = program.structs.iter().map(|def| {
        let fields = def.fields.iter().map(|field| field.name.clone()).collect();
        (def.header.name.clone(), fields)
    });
    let enums = program.enums.iter().map(|def| {
        let variants = def.variants.iter().map(|variant| (variant.name.clone(), variant.value.clone())).collect();
        (def.header.name.clone(), variants)
    });
    Names { structs: structs.collect(), enums: enums.collect() }
}

/// What can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Item {
    Task(TaskId),
    Fn(FnId),
}

/// State that the compilation of several bodies shares.
struct Unit<'a> {
    program: &'a Program,
    /// The callees so far, in the order of the functions.
    items: Vec<Item>,
    numbers: FxHashMap<Item, u32>,
    pool: Pool,
}

/// Constants of all functions.
#[derive(Default)]
struct Pool {
    scalars: Vec<i64>,
    scalar_numbers: FxHashMap<i64, u32>,
    values: Vec<Value>,
    texts: FxHashMap<std::sync::Arc<str>, u32>,
    globals: FxHashMap<ConstId, u32>,
    /// Literals by their address in the tree, which does not move while it is compiled.
    literals: FxHashMap<usize, u32>,
}

impl Pool {
    fn scalar(&mut self, bits: i64) -> u32 {
        let scalars = &mut self.scalars;
        *self.scalar_numbers.entry(bits).or_insert_with(|| push(scalars, bits))
    }

    fn text(&mut self, text: &str) -> u32 {
        match self.texts.get(text) {
            Some(&number) => number,
            None => {
                let number = push(&mut self.values, Value::str(text));
                self.texts.insert(text.into(), number);
                number
            }
        }
    }

    fn literal(&mut self, constant: &Const) -> u32 {
        if let Const::Str(text) = constant {
            return self.text(text);
        }
        let values = &mut self.values;
        *self.literals.entry(std::ptr::from_ref(constant).addr()).or_insert_with(|| push(values, Value::from_const(constant)))
    }

    fn global(&mut self, id: ConstId, constant: &Const) -> u32 {
        let values = &mut self.values;
        *self.globals.entry(id).or_insert_with(|| push(values, Value::from_const(constant)))
    }

    fn value(&mut self, value: Value) -> u32 {
        push(&mut self.values, value)
    }
}

fn push<T>(table: &mut Vec<T>, item: T) -> u32 {
    table.push(item);
    (table.len() - 1) as u32
}

impl<'a> Unit<'a> {
    fn new(program: &'a Program) -> Self {
        Self { program, items: Vec::new(), numbers: FxHashMap::default(), pool: Pool::default() }
    }

    /// The number of a function, which will be compiled.
    fn function(&mut self, item: Item) -> u32 {
        let items = &mut self.items;
        *self.numbers.entry(item).or_insert_with(|| push(items, item))
    }

    /// Whether a body fits into the registers of the machine.
    fn fits(&mut self, item: Item) -> bool {
        let (_, body, params, result) = self.parts(item);
        body.is_none_or(|body| self.body(body, params.len(), &result).is_some())
    }

    /// The parts of an item: its header, body, parameters and result.
    fn parts(&self, item: Item) -> (&'a Header, Option<&'a Body>, &'a [Variable], Type) {
        let program = self.program;
        match item {
            Item::Task(id) => {
                let def = program.task(id);
                (&def.header, def.body.as_ref().and_then(Body::sound), &def.interface.inputs, def.interface.result())
            }
            Item::Fn(id) => {
                let def = program.fn_(id);
                (&def.header, def.body.as_ref().and_then(Body::sound), &def.params, def.result.clone())
            }
        }
    }

    fn compile(&mut self, item: Item) -> Function {
        let (header, body, params, result) = self.parts(item);
        let params: Vec<Option<Kind>> = params.iter().map(|param| Kind::of(&param.ty)).collect();
        let function = match body {
            Some(body) => self.body(body, params.len(), &result).unwrap_or_else(|| {
                self.trap(header.span, "this body has more variables and intermediate values than the evaluator can hold")
            }),
            None => self.trap(header.span, "this code has errors that the compiler reported"),
        };
        Function { name: Name::clone(&header.name), params, result: Kind::of(&result), ..function }
    }

    fn body(&mut self, body: &'a Body, params: usize, result: &Type) -> Option<Function> {
        let mut first = Emitter::new(self, body, emitter::Hoisted::default());
        first.function(params, result);
        let hoisted = first.wanted();
        let second = if hoisted.is_empty() {
            first
        } else {
            let mut second = Emitter::new(self, body, hoisted);
            second.function(params, result);
            second
        };
        let mut function = second.finish()?;
        last_use::apply(&mut function);
        Some(function)
    }

    fn trap(&mut self, span: Span, message: &str) -> Function {
        let k = self.pool.value(Value::str(message));
        Function { code: vec![Instr::Trap { user: 0, k }], spans: vec![span], scalars: 1, values: 1, ..Function::default() }
    }
}
