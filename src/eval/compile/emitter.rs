//! Registers, labels and tables of the function that is being compiled.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::Unit;
use crate::eval::code::{Arg, Function, Instr, Kind, Part, Role, Step};
use crate::program::ty::Type;
use crate::program::{Body, Const, Expr, ExprKind, LocalId};
use crate::source::Span;

/// The location or destination of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A scalar register.
    S(u16),
    /// A value register.
    V(u16),
    /// The value is not needed.
    Nothing,
}

/// A value in a register.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operand {
    pub register: u16,
    /// Whether it was made for this use: then it may be moved, and has to be freed.
    pub temporary: bool,
}

impl Arg {
    /// An operand as an argument.
    pub(crate) fn of(operand: Operand) -> Arg {
        Arg { register: operand.register, role: if operand.temporary { Role::Take } else { Role::Use } }
    }
}

/// A place in the code that is not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(pub u32);

/// Constants kept in registers because a loop uses them.
#[derive(Clone, Default)]
pub(super) struct Hoisted {
    scalars: IndexSet<i64, FxBuildHasher>,
    values: IndexSet<u32, FxBuildHasher>,
}

impl Hoisted {
    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.scalars.is_empty() && self.values.is_empty()
    }
}

/// The targets of `break` and `continue`.
#[derive(Clone, Copy)]
pub(super) struct Loop {
    /// After the loop.
    pub end: Label,
    /// To the next round.
    pub next: Label,
}

/// The target of a `return` in a closure, whose code is inlined.
#[derive(Clone, Copy)]
pub(super) struct Inline {
    /// Where its value goes.
    pub slot: Slot,
    /// After the closure.
    pub end: Label,
}

/// The most registers of a kind that one function has.
const REGISTERS: usize = u16::MAX as usize - 256;

/// The function that is being compiled.
pub(super) struct Emitter<'u, 'a> {
    pub unit: &'u mut Unit<'a>,
    pub body: &'a Body,
    /// The place in the sources of the code that is being compiled.
    pub span: Span,
    /// The innermost loop last.
    pub loops: Vec<Loop>,
    /// The innermost closure last.
    pub inlines: Vec<Inline>,
    /// The number of loops around the code, closures of builtins included.
    pub depth: u32,
    pub result: Type,
    slots: Vec<Slot>,
    function: Function,
    labels: Vec<u32>,
    next: (usize, usize),
    /// The first registers after the parameters, which hold the hoisted constants.
    base: (u16, u16),
    hoisted: Hoisted,
    wanted: Hoisted,
}

impl<'u, 'a> Emitter<'u, 'a> {
    pub(super) fn new(unit: &'u mut Unit<'a>, body: &'a Body, hoisted: Hoisted) -> Self {
        Self {
            unit,
            body,
            span: Span::default(),
            loops: Vec::new(),
            inlines: Vec::new(),
            depth: 0,
            result: Type::Unit,
            slots: vec![Slot::Nothing; body.locals.len()],
            function: Function::default(),
            labels: Vec::new(),
            next: (0, 0),
            base: (0, 0),
            hoisted,
            wanted: Hoisted::default(),
        }
    }

    /// Compiles the whole body, whose first locals are the parameters.
    pub(super) fn function(&mut self, params: usize, result: &Type) {
        let body = self.body;
        self.result = result.clone();
        for param in 0..params {
            self.declare(LocalId(param as u32));
        }
        self.base = (self.next.0 as u16, self.next.1 as u16);
        // Failures before the first statement are reported there.
        let first = body.block.stmts.first().map(|stmt| stmt.span);
        self.span = first.or(body.block.value.as_ref().map(|value| value.span)).unwrap_or_default();
        for bits in self.hoisted.scalars.clone() {
            let d = self.scalar_register();
            self.load_bits(d, bits);
        }
        for k in self.hoisted.values.clone() {
            let d = self.value_register();
            self.emit(Instr::ConstV { d, k });
        }
        self.body_block(&body.block, result);
    }

    /// Constants that should be kept in registers.
    pub(super) fn wanted(&mut self) -> Hoisted {
        std::mem::take(&mut self.wanted)
    }

    /// The finished function; `None` if it needs too many registers.
    pub(super) fn finish(mut self) -> Option<Function> {
        for instr in &mut self.function.code {
            if let Some(target) = instr.target_mut() {
                *target = self.labels.get(*target as usize).copied().unwrap_or_default();
            }
        }
        (!self.is_full()).then_some(self.function)
    }

    /// Whether the function needs more registers than there are, so that it will not be used.
    pub(super) fn is_full(&self) -> bool {
        self.function.scalars >= REGISTERS || self.function.values >= REGISTERS
    }

    /// Appends an instruction for the code at `span`.
    pub(super) fn emit(&mut self, instr: Instr) {
        self.function.code.push(instr);
        self.function.spans.push(self.span);
    }

    /// A new label, to be placed later.
    pub(super) fn label(&mut self) -> Label {
        self.labels.push(0);
        Label((self.labels.len() - 1) as u32)
    }

    /// Puts the label here.
    pub(super) fn place(&mut self, label: Label) {
        let here = self.function.code.len() as u32;
        if let Some(position) = self.labels.get_mut(label.0 as usize) {
            *position = here;
        }
    }

    pub(super) fn jump(&mut self, label: Label) {
        self.emit(Instr::Jump { t: label.0 });
    }

    /// The registers allocated so far, for [`release`](Self::release).
    pub(super) fn mark(&self) -> (usize, usize) {
        self.next
    }

    /// Frees the registers allocated since the mark.
    pub(super) fn release(&mut self, mark: (usize, usize)) {
        self.next = mark;
    }

    /// A free scalar register.
    pub(super) fn scalar_register(&mut self) -> u16 {
        self.scalar_registers(1)
    }

    /// The first of `n` free scalar registers.
    pub(super) fn scalar_registers(&mut self, n: usize) -> u16 {
        let register = self.next.0;
        self.next.0 += n;
        self.function.scalars = self.function.scalars.max(self.next.0 + 1);
        register.min(REGISTERS) as u16
    }

    /// A free value register.
    pub(super) fn value_register(&mut self) -> u16 {
        self.value_registers(1)
    }

    /// The first of `n` free value registers.
    pub(super) fn value_registers(&mut self, n: usize) -> u16 {
        let register = self.next.1;
        self.next.1 += n;
        if n > 0 {
            self.function.emptied = self.function.emptied.max(self.next.1);
        }
        self.function.values = self.function.values.max(self.next.1 + 1);
        register.min(REGISTERS) as u16
    }

    /// A free register for values of that type.
    pub(super) fn register(&mut self, ty: &Type) -> Slot {
        match Kind::of(ty) {
            Some(_) => Slot::S(self.scalar_register()),
            None => Slot::V(self.value_register()),
        }
    }

    /// The type of a variable.
    pub(super) fn type_of(&self, local: LocalId) -> &'a Type {
        self.body.locals.get(local.0 as usize).map_or(&Type::Unit, |local| &local.ty)
    }

    /// Whether a variable may be assigned.
    pub(super) fn is_mutable(&self, local: LocalId) -> bool {
        self.body.locals.get(local.0 as usize).is_some_and(|local| local.mutable)
    }

    /// Gives a variable a register.
    pub(super) fn declare(&mut self, local: LocalId) -> Slot {
        let slot = self.register(self.type_of(local));
        self.declare_at(local, slot);
        slot
    }

    /// Keeps a variable in a register that is already allocated.
    pub(super) fn declare_at(&mut self, local: LocalId, slot: Slot) {
        if let Some(place) = self.slots.get_mut(local.0 as usize) {
            *place = slot;
        }
    }

    /// Where a variable lives.
    pub(super) fn slot(&self, local: LocalId) -> Slot {
        self.slots.get(local.0 as usize).copied().unwrap_or(Slot::Nothing)
    }

    /// Loads a scalar constant.
    pub(super) fn load_bits(&mut self, d: u16, bits: i64) {
        match i32::try_from(bits) {
            Ok(i) => self.emit(Instr::IntS { d, i }),
            Err(_) => {
                let k = self.unit.pool.scalar(bits);
                self.emit(Instr::ConstS { d, k });
            }
        }
    }

    /// A register with a scalar constant, which must not be written to.
    pub(super) fn bits_register(&mut self, bits: i64) -> u16 {
        if let Some(index) = self.hoisted.scalars.get_index_of(&bits) {
            return self.base.0 + index as u16;
        }
        if self.depth > 0 {
            self.wanted.scalars.insert(bits);
        }
        let d = self.scalar_register();
        self.load_bits(d, bits);
        d
    }

    /// A register with a constant of the pool, which must not be written to.
    pub(super) fn constant_register(&mut self, k: u32) -> u16 {
        if let Some(index) = self.hoisted.values.get_index_of(&k) {
            return self.base.1 + index as u16;
        }
        if self.depth > 0 {
            self.wanted.values.insert(k);
        }
        let d = self.value_register();
        self.emit(Instr::ConstV { d, k });
        d
    }

    /// Adds a table of arguments.
    pub(super) fn args(&mut self, args: Vec<Arg>) -> u32 {
        super::push(&mut self.function.args, args.into())
    }

    /// Adds a path.
    pub(super) fn path(&mut self, steps: Vec<Step>) -> u32 {
        super::push(&mut self.function.paths, steps.into())
    }

    /// Adds the parts of a string.
    pub(super) fn join(&mut self, parts: Vec<Part>) -> u32 {
        super::push(&mut self.function.joins, parts.into())
    }

    /// Adds a variant to be distinguished.
    pub(super) fn test(&mut self, ty: Type) -> u32 {
        super::push(&mut self.function.tests, ty)
    }

    /// The value of a constant expression.
    pub(super) fn constant(&self, expr: &'a Expr) -> Option<&'a Const> {
        match &expr.kind {
            ExprKind::Const(constant) => Some(constant),
            ExprKind::Global(id) => self.unit.program.const_(*id).value.as_ref(),
            _ => None,
        }
    }
}

/// The bits of a scalar constant of a type.
pub(super) fn constant_bits(constant: &Const, ty: &Type) -> Option<i64> {
    match (constant, ty) {
        (Const::Int(value), Type::Float) => Some((*value as f64).to_bits() as i64),
        (Const::Int(value) | Const::Datetime(value) | Const::Duration(value), _) => Some(*value),
        (Const::Float(value), _) => Some(value.to_bits() as i64),
        (Const::Bool(value), _) => Some(i64::from(*value)),
        _ => None,
    }
}
