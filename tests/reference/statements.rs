//! Statements: variables, places that are written to, loops.

use flightplan::internals::program::{Block, Expr, IterKind, LocalPattern, Place, PlaceStep, Stmt, StmtKind};

use super::Kind::{Assertion, Index, Key};
use super::evaluate::position;
use super::value::Val;
use super::{Ended, Fault, Reference, Slots, Stop, operators, placed};

/// A step into a place whose index or key is computed.
enum Step {
    Field(usize),
    Index(i64),
    Key(String),
}

impl<'p> Reference<'p> {
    pub(super) fn bind(&mut self, slots: &mut Slots, pattern: &'p LocalPattern, value: Val) {
        match (pattern, value) {
            (LocalPattern::Ignore, _) => {}
            (LocalPattern::Local(local), value) => slots[local.0 as usize] = Some(value),
            (LocalPattern::Tuple(patterns), Val::Tuple(members)) => {
                for (pattern, member) in patterns.iter().zip(members) {
                    self.bind(slots, pattern, member);
                }
            }
            (_, other) => unreachable!("{other:?} cannot be taken apart"),
        }
    }

    pub(super) fn stmt(&mut self, slots: &mut Slots, stmt: &'p Stmt) -> Ended<()> {
        match &stmt.kind {
            StmtKind::Let(pattern, value) => {
                let value = self.expr(slots, value)?;
                self.bind(slots, pattern, value);
            }
            StmtKind::Assign { place, op, value } => self.assign(slots, stmt, place, *op, value)?,
            StmtKind::Expr(expr) => drop(self.expr(slots, expr)?),
            StmtKind::Return(value) => {
                let value = value.as_ref().map_or(Ok(Val::None), |value| self.expr(slots, value))?;
                return Err(Stop::Return(value));
            }
            StmtKind::While(condition, body) => {
                while self.expr(slots, condition)?.truth() {
                    if self.is_left(slots, body)? {
                        break;
                    }
                }
            }
            StmtKind::For { pattern, iterable, kind, body } => {
                for element in elements(self.expr(slots, iterable)?, *kind) {
                    self.bind(slots, pattern, element);
                    if self.is_left(slots, body)? {
                        break;
                    }
                }
            }
            StmtKind::Break => return Err(Stop::Break),
            StmtKind::Continue => return Err(Stop::Continue),
            StmtKind::Assert(condition, message, written) => {
                if !self.expr(slots, condition)?.truth() {
                    let message = match message {
                        Some(message) => format!("{} (`assert {written}`)", self.expr(slots, message)?.text()),
                        None => format!("assertion failed: `{written}`"),
                    };
                    return placed(Err(Fault::Kind(Assertion, message)), stmt.span);
                }
            }
        }
        Ok(())
    }

    /// One round of a loop: whether it ends the loop.
    fn is_left(&mut self, slots: &mut Slots, body: &'p Block) -> Ended<bool> {
        self.burn(1)?;
        match self.block(slots, body) {
            Ok(_) | Err(Stop::Continue) => Ok(false),
            Err(Stop::Break) => Ok(true),
            Err(stop) => Err(stop),
        }
    }

    /// `place = value`, and `place op= value`, which is `place = place op value`: indices and keys, what is there, the value.
    fn assign(
        &mut self,
        slots: &mut Slots,
        stmt: &'p Stmt,
        place: &'p Place,
        op: Option<(flightplan::internals::syntax::ast::BinaryOp, flightplan::internals::program::BinaryOperands)>,
        value: &'p Expr,
    ) -> Ended<()> {
        let mut steps = Vec::new();
        for step in &place.steps {
            steps.push(match step {
                PlaceStep::Field(at) => Step::Field(*at as usize),
                PlaceStep::Index(index) => Step::Index(self.expr(slots, index)?.int()),
                PlaceStep::Key(key) => Step::Key(self.expr(slots, key)?.text().to_owned()),
            });
        }
        let local = place.local.0 as usize;
        let value = match op {
            None => self.expr(slots, value)?,
            Some((op, operands)) => {
                let held = slots[local].as_mut().expect("a variable with a value");
                let held = placed(found(held, &steps), stmt.span)?.clone();
                let more = self.expr(slots, value)?;
                placed(operators::binary(op, operands, &held, &more), stmt.span)?
            }
        };
        if steps.is_empty() {
            slots[local] = Some(value);
            return Ok(());
        }
        let root = slots[local].as_mut().expect("a variable with a value");
        placed(store(root, &steps, value), stmt.span)
    }
}

/// What is at a place.
fn found<'v>(value: &'v mut Val, steps: &[Step]) -> Result<&'v mut Val, Fault> {
    steps.iter().try_fold(value, |at, step| match (step, at) {
        (Step::Field(field), Val::Struct(_, fields)) => Ok(&mut fields[*field]),
        (Step::Index(index), Val::List(elements)) => {
            let at = position(*index, elements.len()).ok_or(Fault::of(Index))?;
            Ok(&mut elements[at])
        }
        (Step::Key(key), Val::Map(entries)) => entries.get_mut(key).ok_or(Fault::of(Key)),
        (_, other) => unreachable!("{other:?} has no such part"),
    })
}

/// Writes to a place; the last key of a map need not be there.
fn store(root: &mut Val, steps: &[Step], value: Val) -> Result<(), Fault> {
    let (last, way) = steps.split_last().expect("a step");
    match (last, found(root, way)?) {
        (Step::Key(key), Val::Map(entries)) => drop(entries.insert(key.clone(), value)),
        (last, held) => *found(held, std::slice::from_ref(last))? = value,
    }
    Ok(())
}

/// The kind of a loop's subject.
pub(super) fn elements(value: Val, kind: IterKind) -> Vec<Val> {
    match (kind, value) {
        (IterKind::List, Val::List(elements)) => elements,
        (IterKind::Map, Val::Map(entries)) => entries.into_iter().map(|(key, value)| Val::Tuple(vec![Val::Str(key), value])).collect(),
        (_, other) => unreachable!("{other:?} has no elements"),
    }
}
