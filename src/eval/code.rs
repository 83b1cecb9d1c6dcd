//! The compiled form: instructions of a register machine.
//!
//! Registers are of two kinds, because types are known: scalars (`int float bool datetime duration`) are raw 64 bits, everything else is a
//! [`Value`]. An operation on numbers therefore tests no tags, and frees nothing.
//!
//! Each operand says what happens to its register; the search for last uses reads this.

use rustc_hash::FxHashMap;

use super::value::Value;
use crate::program::builtins::BuiltinOp;
use crate::program::ty::Type;
use crate::program::{SoundProgram, TaskId};
use crate::source::{Name, Span};

/// The type of the value in a scalar register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The number itself.
    Int,
    /// Its bits.
    Float,
    /// 0 or 1.
    Bool,
    /// Microseconds since the epoch.
    Datetime,
    /// Microseconds.
    Duration,
}

impl Kind {
    /// The kind of a type that lives in scalar registers.
    pub fn of(ty: &Type) -> Option<Kind> {
        match ty {
            Type::Int => Some(Kind::Int),
            Type::Float => Some(Kind::Float),
            Type::Bool => Some(Kind::Bool),
            Type::Datetime => Some(Kind::Datetime),
            Type::Duration => Some(Kind::Duration),
            _ => None,
        }
    }

    /// The value that the bits represent.
    #[inline]
    pub fn boxed(self, bits: i64) -> Value {
        match self {
            Kind::Int => Value::Int(bits),
            Kind::Float => Value::Float(f64::from_bits(bits as u64)),
            Kind::Bool => Value::Bool(bits != 0),
            Kind::Datetime => Value::Datetime(bits),
            Kind::Duration => Value::Duration(bits),
        }
    }
}

/// The bits of a scalar value; `None` for the others.
#[inline]
pub(super) fn bits(value: &Value) -> Option<i64> {
    match value {
        Value::Int(bits) | Value::Datetime(bits) | Value::Duration(bits) => Some(*bits),
        Value::Float(float) => Some(float.to_bits() as i64),
        Value::Bool(truth) => Some(i64::from(*truth)),
        _ => None,
    }
}

/// The effect of an instruction on a value register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Writes it.
    Define,
    /// Reads it.
    Use,
    /// Changes what it holds.
    Modify,
    /// Takes its value away.
    Take,
}

/// Functions of one float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Math {
    Abs,
    Sqrt,
    Exp,
    Ln,
    Sin,
    Cos,
    Tanh,
}

/// Less frequent functions of two floats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Math2 {
    /// `//`
    FloorDiv,
    /// `%`
    Mod,
    /// `**`
    Pow,
    Min,
    Max,
}

/// How a float is converted to an `int`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rounding {
    /// Down.
    Floor,
    /// Up.
    Ceil,
    /// Towards zero.
    Trunc,
    /// To the nearest, half to even.
    Nearest,
}

/// Arithmetic of dates and durations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// `datetime + duration`
    Shift,
    /// `datetime - duration`
    ShiftBack,
    /// `datetime - datetime`
    Between,
    /// `duration + duration`
    Add,
    /// `duration - duration`
    Sub,
    /// `duration * int`
    MulInt,
    /// `duration / int`, rounded half to even
    DivInt,
    /// `duration // int`
    FloorDivInt,
    /// `duration * float`
    MulFloat,
    /// `duration / float`
    DivFloat,
    /// `duration / duration`, a `float`
    Ratio,
    /// `duration // duration`, an `int`
    FloorDiv,
    /// `duration % duration`
    Mod,
}

macro_rules! operand {
    (Imm) => {
        i32
    };
    (Target) => {
        u32
    };
    (Index) => {
        u32
    };
    (Kind) => {
        Kind
    };
    (Math) => {
        Math
    };
    (Math2) => {
        Math2
    };
    (Rounding) => {
        Rounding
    };
    (Time) => {
        Time
    };
    (Op) => {
        BuiltinOp
    };
    ($register:ident) => {
        u16
    };
}

macro_rules! role {
    (DefV $field:ident $visit:ident) => {
        $visit(Role::Define, $field)
    };
    (UseV $field:ident $visit:ident) => {
        $visit(Role::Use, $field)
    };
    (ModV $field:ident $visit:ident) => {
        $visit(Role::Modify, $field)
    };
    (TakeV $field:ident $visit:ident) => {
        $visit(Role::Take, $field)
    };
    ($other:ident $field:ident $visit:ident) => {{
        let _ = $field;
    }};
}

macro_rules! target {
    (Target $field:ident) => {
        return Some($field)
    };
    ($other:ident $field:ident) => {{
        let _ = $field;
    }};
}

macro_rules! instructions {
    ($($name:ident { $($field:ident: $role:ident),* } $doc:literal)+) => {
        /// An instruction. `S` at the end of a name or role means a scalar, `V` a value register.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub(crate) enum Instr {
            $(#[doc = $doc] $name { $($field: operand!($role)),* }),+
        }

        impl Instr {
            /// Shows `visit` every value register that is named in the instruction itself.
            pub(crate) fn values(&self, visit: &mut impl FnMut(Role, u16)) {
                match *self {
                    $(Instr::$name { $($field),* } => { $(role!($role $field visit);)* })+
                }
            }

            /// Where it may jump to: a label until the function is finished, then an instruction.
            pub(crate) fn target_mut(&mut self) -> Option<&mut u32> {
                match self {
                    $(Instr::$name { $($field),* } => { $(target!($role $field);)* })+
                }
                None
            }
        }
    };
}

instructions! {
    MoveS { d: DefS, a: UseS } "`d = a`"
    IntS { d: DefS, i: Imm } "`d = i`"
    ConstS { d: DefS, k: Index } "`d` is a constant's bits."
    CopyV { d: DefV, a: UseV } "`d = a`, shared."
    TakeV { d: DefV, a: TakeV } "`d = a`, moved."
    ConstV { d: DefV, k: Index } "`d` is a constant."
    NoneV { d: DefV } "`d = none`"
    DropV { a: TakeV } "Frees `a`."
    Box { d: DefV, a: UseS, kind: Kind } "The scalar as a value."
    Unbox { d: DefS, a: UseV } "The bits of a scalar value."

    AddInt { d: DefS, a: UseS, b: UseS } "`a + b`"
    AddImm { d: DefS, a: UseS, i: Imm } "`a + i`"
    SubInt { d: DefS, a: UseS, b: UseS } "`a - b`"
    MulInt { d: DefS, a: UseS, b: UseS } "`a * b`"
    FloorDivInt { d: DefS, a: UseS, b: UseS } "`a // b`"
    ModInt { d: DefS, a: UseS, b: UseS } "`a % b`"
    PowInt { d: DefS, a: UseS, b: UseS } "`a ** b`"
    DivInt { d: DefS, a: UseS, b: UseS } "`a / b`, a float."
    NegInt { d: DefS, a: UseS } "`-a`; durations too."
    AbsInt { d: DefS, a: UseS } "`abs(a)`; durations too."
    MinInt { d: DefS, a: UseS, b: UseS } "`min(a, b)`"
    MaxInt { d: DefS, a: UseS, b: UseS } "`max(a, b)`"
    AddFloat { d: DefS, a: UseS, b: UseS } "`a + b`"
    SubFloat { d: DefS, a: UseS, b: UseS } "`a - b`"
    MulFloat { d: DefS, a: UseS, b: UseS } "`a * b`"
    DivFloat { d: DefS, a: UseS, b: UseS } "`a / b`"
    NegFloat { d: DefS, a: UseS } "`-a`"
    Widen { d: DefS, a: UseS } "An `int` as a `float`."
    MathS { f: Math, d: DefS, a: UseS } "`f(a)`"
    Math2S { f: Math2, d: DefS, a: UseS, b: UseS } "`f(a, b)`"
    RoundS { f: Rounding, d: DefS, a: UseS } "A `float` as an `int`."
    TimeS { f: Time, d: DefS, a: UseS, b: UseS } "Dates and durations."

    Not { d: DefS, a: UseS } "`not a`"
    EqInt { d: DefS, a: UseS, b: UseS } "`a == b`"
    NeInt { d: DefS, a: UseS, b: UseS } "`a != b`"
    LtInt { d: DefS, a: UseS, b: UseS } "`a < b`"
    LeInt { d: DefS, a: UseS, b: UseS } "`a <= b`"
    EqFloat { d: DefS, a: UseS, b: UseS } "`a == b`"
    NeFloat { d: DefS, a: UseS, b: UseS } "`a != b`"
    LtFloat { d: DefS, a: UseS, b: UseS } "`a < b`"
    LeFloat { d: DefS, a: UseS, b: UseS } "`a <= b`"
    EqV { d: DefS, a: UseV, b: UseV } "`a == b`"
    LtStr { d: DefS, a: UseV, b: UseV } "`a < b`"
    LeStr { d: DefS, a: UseV, b: UseV } "`a <= b`"
    In { d: DefS, a: UseV, b: UseV } "`a in b`"

    Jump { t: Target } "Goes on at `t`."
    JumpIf { a: UseS, t: Target } "If `a`."
    JumpIfNot { a: UseS, t: Target } "If not `a`."
    JumpEqInt { a: UseS, b: UseS, t: Target } "If `a == b`."
    JumpNeInt { a: UseS, b: UseS, t: Target } "If `a != b`."
    JumpLtInt { a: UseS, b: UseS, t: Target } "If `a < b`."
    JumpLeInt { a: UseS, b: UseS, t: Target } "If `a <= b`."
    JumpEqImm { a: UseS, i: Imm, t: Target } "If `a == i`."
    JumpNeImm { a: UseS, i: Imm, t: Target } "If `a != i`."
    JumpLtImm { a: UseS, i: Imm, t: Target } "If `a < i`."
    JumpGeImm { a: UseS, i: Imm, t: Target } "If `a >= i`."
    JumpEqFloat { a: UseS, b: UseS, t: Target } "If `a == b`."
    JumpNeFloat { a: UseS, b: UseS, t: Target } "If `a != b`."
    JumpLtFloat { a: UseS, b: UseS, t: Target } "If `a < b`."
    JumpNotLtFloat { a: UseS, b: UseS, t: Target } "If not `a < b`, as for NaN."
    JumpLeFloat { a: UseS, b: UseS, t: Target } "If `a <= b`."
    JumpNotLeFloat { a: UseS, b: UseS, t: Target } "If not `a <= b`, as for NaN."
    JumpNone { a: UseV, t: Target } "If `a` is `none`."
    JumpSome { a: UseV, t: Target } "If `a` is not `none`."
    JumpIs { a: UseV, test: Index, t: Target } "If `a` is of the variant."

    Len { d: DefS, a: UseV } "`len(a)`"
    IndexS { d: DefS, a: UseV, i: UseS } "`a[i]` of a list or of bytes."
    IndexV { d: DefV, a: UseV, i: UseS } "`a[i]` of a list or of text."
    Index2S { d: DefS, a: UseV, i: UseS, j: UseS } "`a[i][j]` of lists."
    KeyS { d: DefS, a: UseV, k: UseV } "`a[k]` of a map."
    KeyV { d: DefV, a: UseV, k: UseV } "`a[k]` of a map."
    KeyOrS { d: DefS, a: UseV, k: UseV, x: UseS } "`a.get(k, x)` of a map."
    FieldS { d: DefS, a: UseV, f: Count } "A field of a struct, or a member of a tuple."
    FieldV { d: DefV, a: UseV, f: Count } "A field of a struct, or a member of a tuple."
    IndexFieldS { d: DefS, a: UseV, i: UseS, f: Count } "`a[i].f` of a list of structs or tuples."
    PathS { d: DefS, a: UseV, p: Index } "Through a path."
    PathV { d: DefV, a: UseV, p: Index } "Through a path."

    SetIndexS { a: ModV, i: UseS, x: UseS, kind: Kind } "`a[i] = x`"
    SetIndexV { a: ModV, i: UseS, x: TakeV } "`a[i] = x`"
    SetKeyS { a: ModV, k: UseV, x: UseS, kind: Kind } "`a[k] = x`"
    SetKeyV { a: ModV, k: UseV, x: TakeV } "`a[k] = x`"
    SetPathS { a: ModV, p: Index, x: UseS, kind: Kind } "Through a path."
    SetPathV { a: ModV, p: Index, x: TakeV } "Through a path."
    TakePathV { d: DefV, a: ModV, p: Index } "Takes a value out, to be put back changed."
    IndexAddInt { a: ModV, i: UseS, x: UseS } "`a[i] += x`"
    IndexAddFloat { a: ModV, i: UseS, x: UseS } "`a[i] += x`"
    KeyAddInt { a: ModV, k: UseV, x: UseS } "`a[k] += x`"
    KeyAddFloat { a: ModV, k: UseV, x: UseS } "`a[k] += x`"
    KeyTallyInt { a: ModV, k: UseV, x: UseS, y: UseS } "`a[k] = a.get(k, y) + x`"

    NewList { d: DefV } "`[]`"
    NewMap { d: DefV } "`{}`"
    PushS { a: ModV, x: UseS, kind: Kind } "`a += [x]`"
    PushV { a: ModV, x: TakeV } "`a += [x]`"
    Extend { a: ModV, x: TakeV } "`a += x` of lists."
    AppendStr { a: ModV, x: UseV } "`a += x` of text."
    Tuple { d: DefV, base: Count, n: Count } "Of `n` registers from `base`, which are taken."
    Struct { d: DefV, base: Count, n: Count, id: Index } "Of `n` registers from `base`, which are taken."
    Join { d: DefV, parts: Index } "Text of parts."
    JoinOnto { a: ModV, parts: Index } "`a +=` text of parts, none of which is `a`."
    ToStr { d: DefV, a: UseS, kind: Kind } "`str(a)`"
    Entries { d: DefV, a: UseV } "Keys and values of a map in turn, as a list."

    ForInt { i: ModS, end: UseS, t: Target } "`i += 1`, and on while `i < end`."
    ForStep { i: ModS, end: UseS, step: UseS, t: Target } "`i += step`, and on while `end` is not reached."
    NextS { d: DefS, a: UseV, i: ModS, t: Target } "`i += 1`, and on with `d = a[i]` while there is one."
    NextV { d: DefV, a: UseV, i: ModS, t: Target } "`i += 1`, and on with `d = a[i]` while there is one."
    NextN { a: UseV, i: ModS, t: Target } "`i += 1`, and on while there is an `a[i]`."

    Call { f: Index, s: Count, v: Count, n: Count } "Arguments and result from registers `s` and `v` on; `n` values."
    ReturnS { a: UseS } "With a scalar."
    ReturnV { a: TakeV } "With a value."
    ReturnN { } "With nothing."
    Builtin { op: Op, d: DefV, args: Index } "By its table of arguments."
    Slice { d: DefV, args: Index } "`x[i:j]`: the sequence, start or `none`, end or `none`."
    JsonKey { d: DefV, args: Index } "`j[a][b]`: the JSON value and the keys or positions."
    Fail { retry: Count, a: UseV } "`fail(a)`, `fail_retryable(a)`"
    AssertFailed { a: UseV, k: Index } "The message or `none`, and the condition as written."
    Trap { user: Count, k: Index } "A failure with a constant message: of the code itself, or (1) of a value."
}

const _: () = assert!(size_of::<Instr>() <= 12);

/// An argument of a builtin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arg {
    pub register: u16,
    /// Whether it is used, modified or taken.
    pub role: Role,
}

/// A step of a path; registers hold the computed parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A field of a struct or member of a tuple.
    Field(u16),
    /// A position in a list: a scalar register.
    Index(u16),
    /// A key of a map: a value register.
    Key(u16),
}

/// A part of a string that is being built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Const(u32),
    /// Text.
    Value(u16),
    /// A scalar, as `str` gives it.
    Scalar(u16, Kind),
}

/// A compiled body.
#[derive(Debug, Default)]
pub(super) struct Function {
    /// Its name, for the trace of a failure.
    pub name: Name,
    pub code: Vec<Instr>,
    /// Where each of them is written.
    pub spans: Vec<Span>,
    /// The number of its scalar registers, without those of its calls.
    pub scalars: usize,
    /// The number of its value registers, without those of its calls.
    pub values: usize,
    /// How many of them must be empty when it returns.
    pub emptied: usize,
    /// Its parameters: the kinds of those that are scalars.
    pub params: Vec<Option<Kind>>,
    /// The kind of its result, if that is a scalar.
    pub result: Option<Kind>,
    /// The arguments of builtins.
    pub args: Vec<Box<[Arg]>>,
    /// Paths into values.
    pub paths: Vec<Box<[Step]>>,
    /// Parts of text.
    pub joins: Vec<Box<[Part]>>,
    /// Variants to be told apart.
    pub tests: Vec<Type>,
}

/// The names that values are printed with.
#[derive(Debug, Default)]
pub struct Names {
    /// Name and fields of each struct.
    pub structs: Vec<(Name, Vec<Name>)>,
    /// Name and variants of each enum: the variant's name and its text.
    pub enums: Vec<(Name, Vec<(Name, Name)>)>,
}

/// A task that can be run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub function: u32,
    pub outputs: usize,
}

/// Compiled tasks and everything that they call. Shared by all threads.
#[derive(Debug, Default)]
pub struct Code {
    pub(super) functions: Vec<Function>,
    pub(super) tasks: FxHashMap<TaskId, Entry>,
    pub(super) scalars: Vec<i64>,
    pub(super) values: Vec<Value>,
    pub(super) names: Names,
}

impl Code {
    /// Compiles `roots` and what they reach. Needs nothing of the program but the tables of tasks, `fn`s, constants, structs and enums.
    pub fn compile(program: SoundProgram<'_>, roots: impl IntoIterator<Item = TaskId>) -> Code {
        super::compile::compile(program, roots)
    }

    /// Whether `task` can be run.
    pub fn has(&self, task: TaskId) -> bool {
        self.tasks.contains_key(&task)
    }

    /// The names of structs, fields, enums and variants.
    pub fn names(&self) -> &Names {
        &self.names
    }
}
