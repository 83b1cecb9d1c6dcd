//! The builtins, as `docs/builtins.md` describes them and Python computes them.

mod data;
mod lists;
mod numbers;
mod random;
mod statistics;
mod text;
mod time;

use flightplan::internals::program::builtins::{BuiltinOp as Op, ConversionOp, ImpliedOp, MapOp, RunOp, TimeOp};
use flightplan::internals::program::{Expr, ExprKind, LocalId};

use super::evaluate::Made;
use super::value::Val;
use super::{Ended, Fault, Kind, Reference, Slots, placed, show};

/// The arguments of a builtin call: its values, without the closures, of which there is one at most.
pub(super) struct Args<'e> {
    values: Vec<Val>,
    closure: Option<Made<'e>>,
}

impl Args<'_> {
    fn int(&self, at: usize) -> i64 {
        self.values[at].int()
    }

    /// An argument that may be left out, which in the middle is `none`.
    fn given(&self, at: usize) -> Option<&Val> {
        self.values.get(at).filter(|value| !matches!(value, Val::None))
    }

    fn int_or(&self, at: usize, otherwise: i64) -> i64 {
        self.given(at).map_or(otherwise, Val::int)
    }

    fn float(&self, at: usize) -> f64 {
        self.values[at].float()
    }

    fn text(&self, at: usize) -> &str {
        self.values[at].text()
    }

    fn list(&self, at: usize) -> &[Val] {
        self.values[at].list()
    }

    fn flag(&self, at: usize) -> bool {
        self.given(at).is_some_and(Val::truth)
    }
}

impl<'p> Reference<'p> {
    /// A call of a builtin: the arguments from left to right, then what it does.
    pub(super) fn builtin(&mut self, slots: &mut Slots, whole: &'p Expr, op: Op, exprs: &'p [Expr]) -> Ended<Val> {
        let mut args = Args { values: Vec::new(), closure: None };
        for (at, expr) in exprs.iter().enumerate() {
            match &expr.kind {
                ExprKind::Closure(closure) => args.closure = Some(Made { closure, slots: slots.clone() }),
                // A source of random numbers is a place: what the other arguments draw is drawn before.
                _ if at == 0 && op.changes_first() => args.values.push(Val::None),
                _ => args.values.push(self.expr(slots, expr)?),
            }
        }
        if op.changes_first() {
            let Some(ExprKind::Local(LocalId(local))) = exprs.first().map(|first| &first.kind) else {
                unreachable!("a source of random numbers is a variable")
            };
            let Some(Val::Rng(state)) = &mut slots[*local as usize] else { unreachable!("a source of random numbers") };
            return placed(random::draw(op, state, &args), whole.span);
        }
        if args.closure.is_some() {
            return self.with_closure(whole, op, args);
        }
        if op == Op::Run(RunOp::Log) {
            let line = show::text(self.program, &args.values[0]);
            self.log.push(line);
            return Ok(Val::None);
        }
        placed(self.plain(whole, op, &args), whole.span)
    }

    /// A builtin that computes a value from values.
    fn plain(&self, whole: &Expr, op: Op, args: &Args<'_>) -> Result<Val, Fault> {
        match op {
            Op::Implied(ImpliedOp::Identity) => return Ok(args.values[0].clone()),
            Op::Run(RunOp::Fail) => return Err(Fault::Kind(Kind::User, args.text(0).to_owned())),
            Op::Run(RunOp::FailRetryable) => return Err(Fault::Kind(Kind::Retryable, args.text(0).to_owned())),
            Op::Map(MapOp::IsNone) => return Ok(Val::Bool(matches!(args.values[0], Val::None))),
            Op::Conversion(ConversionOp::ToStr) => return Ok(Val::Str(show::text(self.program, &args.values[0]))),
            Op::Implied(ImpliedOp::EnumFromStr) => return self.variant(whole, args.text(0)),
            Op::Time(TimeOp::ParseDatetime) | Op::Run(RunOp::Secret | RunOp::Env | RunOp::Now | RunOp::ErrorMessage | RunOp::ErrorNode) => {
                return Err(Fault::GiveUp);
            }
            _ => {}
        }
        let found = numbers::call(op, args)
            .or_else(|| text::call(op, args))
            .or_else(|| lists::call(op, args))
            .or_else(|| statistics::call(op, args))
            .or_else(|| time::call(op, args))
            .or_else(|| data::call(op, args, self.program));
        found.unwrap_or_else(|| unreachable!("{op:?} is not known here"))
    }

    fn variant(&self, whole: &Expr, text: &str) -> Result<Val, Fault> {
        let flightplan::project::Type::Enum(id) = whole.ty else { unreachable!("an enum") };
        let variants = &self.program.enum_(id).variants;
        let found = variants.iter().position(|variant| variant.value == text);
        found.map(|at| Val::Enum(id.0, at as u32)).ok_or(Fault::of(Kind::Value))
    }
}

/// `none`, or a value.
fn optional(value: Option<Val>) -> Val {
    value.unwrap_or(Val::None)
}

fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Val {
    Val::List(texts.into_iter().map(|text| Val::Str(text.into())).collect())
}
