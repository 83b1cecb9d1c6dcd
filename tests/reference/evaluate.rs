//! Expressions: from left to right, and no more of them than are needed.

use std::collections::BTreeMap;

use flightplan::internals::program::{
    Arm, ArmTest, BinaryOperands, Block, Body, Clause, Closure, Comprehension, Expr, ExprKind, SequenceKind,
};
use flightplan::internals::syntax::ast::BinaryOp;
use flightplan::project::Type;

use super::Kind::{Index, Key, Value};
use super::statements::elements;
use super::value::{Json, Val};
use super::{Ended, Fault, Reference, Slots, Stop, operators, placed};

/// A closure and the variables around it, as they were when it was made.
pub(super) struct Made<'e> {
    pub closure: &'e Closure,
    pub slots: Slots,
}

impl<'p> Reference<'p> {
    /// The value of a body with these parameters.
    pub(super) fn call(&mut self, body: &'p Body, arguments: Vec<Val>) -> Ended<Val> {
        let mut slots: Slots = vec![None; body.locals.len()];
        for (slot, argument) in slots.iter_mut().zip(arguments) {
            *slot = Some(argument);
        }
        match self.block(&mut slots, &body.block) {
            Err(Stop::Return(value)) => Ok(value),
            other => other,
        }
    }

    /// The value of a closure.
    pub(super) fn call_closure(&mut self, made: &mut Made<'p>, arguments: Vec<Val>) -> Ended<Val> {
        for (pattern, argument) in made.closure.params.iter().zip(arguments) {
            self.bind(&mut made.slots, pattern, argument);
        }
        match self.block(&mut made.slots, &made.closure.body) {
            Err(Stop::Return(value)) => Ok(value),
            other => other,
        }
    }

    pub(super) fn block(&mut self, slots: &mut Slots, block: &'p Block) -> Ended<Val> {
        for stmt in &block.stmts {
            self.stmt(slots, stmt)?;
        }
        block.value.as_ref().map_or(Ok(Val::None), |value| self.expr(slots, value))
    }

    pub(super) fn exprs(&mut self, slots: &mut Slots, exprs: &'p [Expr]) -> Ended<Vec<Val>> {
        exprs.iter().map(|expr| self.expr(slots, expr)).collect()
    }

    #[expect(clippy::too_many_lines, reason = "an arm for each kind of expression")]
    pub(super) fn expr(&mut self, slots: &mut Slots, expr: &'p Expr) -> Ended<Val> {
        self.burn(1)?;
        let program = self.program;
        Ok(match &expr.kind {
            ExprKind::Const(constant) => Val::of(constant),
            ExprKind::Global(id) => Val::of(program.const_(*id).value.as_ref().expect("a folded constant")),
            ExprKind::Local(id) => slots[id.0 as usize].clone().unwrap_or_else(|| unreachable!("a variable without a value")),
            ExprKind::Invalid => unreachable!("only programs without errors run"),
            ExprKind::Join(parts) => {
                let mut joined = String::new();
                for part in parts {
                    joined += self.expr(slots, part)?.text();
                    placed(super::bounded(joined.len()), expr.span)?;
                }
                Val::Str(joined)
            }
            ExprKind::List(elements) => Val::List(self.exprs(slots, elements)?),
            ExprKind::Tuple(members) => Val::Tuple(self.exprs(slots, members)?),
            ExprKind::Struct(id, fields) => Val::Struct(id.0, self.exprs(slots, fields)?),
            ExprKind::Map(entries) => {
                let mut map = BTreeMap::new();
                for (key, value) in entries {
                    let key = self.expr(slots, key)?.text().to_owned();
                    map.insert(key, self.expr(slots, value)?);
                }
                Val::Map(map)
            }
            ExprKind::Comprehension(of) => self.comprehension(slots, of)?,
            ExprKind::Field(of, at) | ExprKind::Member(of, at) => match self.expr(slots, of)? {
                Val::Struct(_, mut members) | Val::Tuple(mut members) => members.swap_remove(*at as usize),
                other => unreachable!("{other:?} has no members"),
            },
            ExprKind::Index(of, index, kind) => {
                let whole = self.expr(slots, of)?;
                let index = self.expr(slots, index)?;
                placed(part(&whole, &index, *kind), expr.span)?
            }
            ExprKind::Slice(of, start, end, _) => {
                let whole = self.expr(slots, of)?;
                let mut bound = |bound: &'p Option<Box<Expr>>| bound.as_ref().map(|bound| self.expr(slots, bound)).transpose();
                let (start, end) = (bound(start)?, bound(end)?);
                slice(&whole, start.map(|start| start.int()), end.map(|end| end.int()))
            }
            ExprKind::CallFn(id, arguments) => {
                let arguments = self.exprs(slots, arguments)?;
                self.call(program.fn_(*id).body.as_ref().expect("a checked body"), arguments)?
            }
            ExprKind::CallTask(id, arguments) => {
                let arguments = self.exprs(slots, arguments)?;
                self.call(program.task(*id).body.as_ref().expect("a checked body"), arguments)?
            }
            ExprKind::Builtin(op, arguments) => self.builtin(slots, expr, *op, arguments)?,
            ExprKind::Closure(_) => unreachable!("a closure is an argument"),
            ExprKind::Unary(operand, of) => {
                let value = self.expr(slots, of)?;
                placed(operators::unary(*operand, &value), expr.span)?
            }
            ExprKind::Binary(op, operands, a, b) => self.binary(slots, expr, (*op, *operands), a, b)?,
            ExprKind::Widen(of) => match self.expr(slots, of)? {
                Val::Int(value) => Val::Float(value as f64),
                other => other,
            },
            ExprKind::If(condition, then, otherwise) => match (self.expr(slots, condition)?.truth(), otherwise) {
                (true, _) => self.block(slots, then)?,
                (false, Some(otherwise)) => self.block(slots, otherwise)?,
                (false, None) => Val::None,
            },
            ExprKind::Match(subject, arms) => {
                let subject_value = self.expr(slots, subject)?;
                self.arms(slots, subject_value, arms)?
            }
            ExprKind::Block(block) => self.block(slots, block)?,
        })
    }

    fn binary(&mut self, slots: &mut Slots, whole: &'p Expr, of: (BinaryOp, BinaryOperands), a: &'p Expr, b: &'p Expr) -> Ended<Val> {
        let left = self.expr(slots, a)?;
        match (of.0, &left) {
            (BinaryOp::And, Val::Bool(false)) | (BinaryOp::Or, Val::Bool(true)) => return Ok(left),
            (BinaryOp::And | BinaryOp::Or, _) | (BinaryOp::Coalesce, Val::None) => return self.expr(slots, b),
            (BinaryOp::Coalesce, _) => return Ok(left),
            _ => {}
        }
        let right = self.expr(slots, b)?;
        placed(operators::binary(of.0, of.1, &left, &right), whole.span)
    }

    fn arms(&mut self, slots: &mut Slots, subject: Val, arms: &'p [Arm]) -> Ended<Val> {
        for arm in arms {
            if !arm.tests.iter().any(|test| takes(test, &subject)) {
                continue;
            }
            if let Some(local) = arm.binding {
                slots[local.0 as usize] = Some(subject.clone());
            }
            let holds = match &arm.guard {
                Some(guard) => self.expr(slots, guard)?.truth(),
                None => true,
            };
            if holds {
                return self.block(slots, &arm.body);
            }
        }
        unreachable!("a match is exhaustive: {subject:?}")
    }

    fn comprehension(&mut self, slots: &mut Slots, of: &'p Comprehension) -> Ended<Val> {
        let mut made = Vec::new();
        self.clauses(slots, of, &of.clauses, &mut made)?;
        Ok(match of.key {
            None => Val::List(made.into_iter().map(|(_, value)| value).collect()),
            Some(_) => Val::Map(made.into_iter().collect()),
        })
    }

    fn clauses(&mut self, slots: &mut Slots, of: &'p Comprehension, clauses: &'p [Clause], made: &mut Vec<(String, Val)>) -> Ended<()> {
        match clauses.split_first() {
            None => {
                let key = match &of.key {
                    Some(key) => self.expr(slots, key)?.text().to_owned(),
                    None => String::new(),
                };
                made.push((key, self.expr(slots, &of.value)?));
                placed(super::bounded(made.len()), of.value.span)
            }
            Some((Clause::If(condition), rest)) => match self.expr(slots, condition)?.truth() {
                true => self.clauses(slots, of, rest, made),
                false => Ok(()),
            },
            Some((Clause::For(pattern, iterable, kind), rest)) => {
                for element in elements(self.expr(slots, iterable)?, *kind) {
                    self.burn(1)?;
                    self.bind(slots, pattern, element);
                    self.clauses(slots, of, rest, made)?;
                }
                Ok(())
            }
        }
    }
}

/// Whether an arm's test accepts a value.
fn takes(test: &ArmTest, subject: &Val) -> bool {
    match test {
        ArmTest::Always => true,
        ArmTest::Equals(constant) => subject.equals(&Val::of(constant)),
        ArmTest::Is(ty) => is_of(subject, ty),
    }
}

/// Whether a value of a union is of this variant: variants differ in kind.
fn is_of(value: &Val, ty: &Type) -> bool {
    match (value, ty) {
        (Val::None, Type::None)
        | (Val::Bool(_), Type::Bool)
        | (Val::Int(_), Type::Int)
        | (Val::Float(_), Type::Float)
        | (Val::Str(_), Type::Str)
        | (Val::Datetime(_), Type::Datetime)
        | (Val::Duration(_), Type::Duration)
        | (Val::Bytes(_), Type::Bytes)
        | (Val::List(_), Type::List(_))
        | (Val::Map(_), Type::Map(_))
        | (Val::Tuple(_), Type::Tuple(_))
        | (Val::Json(_), Type::Json)
        | (Val::Rng(_), Type::Rng)
        | (Val::Address(_), Type::File(_) | Type::Dir(_) | Type::Table(_)) => true,
        (Val::Struct(id, _), Type::Struct(of)) => *id == of.0,
        (Val::Enum(id, _), Type::Enum(of)) => *id == of.0,
        (_, Type::Union(variants)) => variants.iter().any(|variant| is_of(value, variant)),
        _ => false,
    }
}

/// The position of an index in a list of this length; `None` outside.
pub(super) fn position(index: i64, length: usize) -> Option<usize> {
    let at = if index < 0 { i128::from(index) + length as i128 } else { i128::from(index) };
    usize::try_from(at).ok().filter(|at| *at < length)
}

/// `whole[index]`
fn part(whole: &Val, index: &Val, kind: SequenceKind) -> Result<Val, Fault> {
    let found = match (kind, whole) {
        (SequenceKind::List, Val::List(elements)) => position(index.int(), elements.len()).map(|at| elements[at].clone()),
        (SequenceKind::Str, Val::Str(text)) => {
            let chars: Vec<char> = text.chars().collect();
            position(index.int(), chars.len()).map(|at| Val::Str(chars[at].to_string()))
        }
        (SequenceKind::Bytes, Val::Bytes(bytes)) => position(index.int(), bytes.len()).map(|at| Val::Int(i64::from(bytes[at]))),
        (SequenceKind::Map, Val::Map(entries)) => entries.get(index.text()).cloned(),
        (SequenceKind::Json, Val::Json(json)) => return json_part(json, index),
        _ => unreachable!("{whole:?} is no {kind:?}"),
    };
    found.ok_or(Fault::of(if kind == SequenceKind::Map { Key } else { Index }))
}

fn json_part(json: &Json, index: &Val) -> Result<Val, Fault> {
    match (json, index) {
        (Json::Object(members), Val::Str(key)) => members.get(key).cloned().map(Val::Json).ok_or(Fault::of(Key)),
        (Json::List(members), Val::Int(at)) => {
            position(*at, members.len()).map(|at| Val::Json(members[at].clone())).ok_or(Fault::of(Index))
        }
        (_, Val::Str(_)) => Err(Fault::of(Key)),
        _ => Err(Fault::of(Value)),
    }
}

/// `whole[start:end]`, clamped as in Python.
pub(super) fn slice(whole: &Val, start: Option<i64>, end: Option<i64>) -> Val {
    let range = |length: usize| {
        let clamp = |bound: i64| {
            let at = if bound < 0 { i128::from(bound) + length as i128 } else { i128::from(bound) };
            at.clamp(0, length as i128) as usize
        };
        let (start, end) = (start.map_or(0, clamp), end.map_or(length, clamp));
        start..end.max(start)
    };
    match whole {
        Val::List(elements) => Val::List(elements[range(elements.len())].to_vec()),
        Val::Bytes(bytes) => Val::Bytes(bytes[range(bytes.len())].to_vec()),
        other => {
            let chars: Vec<char> = other.text().chars().collect();
            Val::Str(chars[range(chars.len())].iter().collect())
        }
    }
}
