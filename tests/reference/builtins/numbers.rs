//! Numbers, as Python's `math` treats them.

use flightplan::internals::program::builtins::{BuiltinOp as Op, ConversionOp, NumberOp};
use flightplan::internals::syntax::ast::BinaryOp;

use super::super::Fault;
use super::super::Kind::{DivisionByZero, Overflow, Value};
use super::super::operators::{self, float_power, floats, int, ints};
use super::super::value::Val;
use super::Args;

pub(super) fn call(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    of_ints(op, args).or_else(|| of_floats(op, args)).or_else(|| functions(op, args).map(|result| result.map(Val::Float)))
}

fn of_ints(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    let wide = |at: usize| i128::from(args.int(at));
    let result = match op {
        Op::Number(NumberOp::AbsInt) => int(wide(0).abs()),
        Op::Number(NumberOp::MinInt) => Ok(args.int(0).min(args.int(1))),
        Op::Number(NumberOp::MaxInt) => Ok(args.int(0).max(args.int(1))),
        Op::Number(NumberOp::ClampInt) if args.int(1) > args.int(2) => Err(Fault::of(Value)),
        Op::Number(NumberOp::ClampInt) => Ok(args.int(0).max(args.int(1)).min(args.int(2))),
        Op::Number(NumberOp::SignInt) => Ok(args.int(0).signum()),
        Op::Number(NumberOp::PowInt) => return Some(ints(BinaryOp::Pow, args.int(0), args.int(1))),
        Op::Number(NumberOp::Gcd) => int(gcd(wide(0), wide(1))),
        Op::Number(NumberOp::Lcm) => int(if wide(0) == 0 || wide(1) == 0 { 0 } else { (wide(0) * wide(1)).abs() / gcd(wide(0), wide(1)) }),
        Op::Number(NumberOp::Isqrt) if args.int(0) < 0 => Err(Fault::of(Value)),
        Op::Number(NumberOp::Isqrt) => Ok(square_root(args.int(0))),
        Op::Number(NumberOp::BitAnd) => Ok(args.int(0) & args.int(1)),
        Op::Number(NumberOp::BitOr) => Ok(args.int(0) | args.int(1)),
        Op::Number(NumberOp::BitXor) => Ok(args.int(0) ^ args.int(1)),
        Op::Number(NumberOp::ShiftLeft | NumberOp::ShiftRight) if args.int(1) < 0 => Err(Fault::of(Value)),
        Op::Number(NumberOp::ShiftLeft) if args.int(0) == 0 => Ok(0),
        Op::Number(NumberOp::ShiftLeft) if args.int(1) > 63 => Err(Fault::of(Overflow)),
        Op::Number(NumberOp::ShiftLeft) => int(wide(0) << args.int(1)),
        Op::Number(NumberOp::ShiftRight) => Ok((wide(0) >> args.int(1).min(100)) as i64),
        Op::Number(NumberOp::DivmodInt) if args.int(1) == 0 => Err(Fault::of(DivisionByZero)),
        Op::Number(NumberOp::DivmodInt) => {
            let quotient = operators::floor(wide(0), wide(1));
            let rest = wide(0) - quotient * wide(1);
            return Some(int(quotient).map(|quotient| Val::Tuple(vec![Val::Int(quotient), Val::Int(rest as i64)])));
        }
        Op::Conversion(ConversionOp::IntFromBool) => Ok(i64::from(args.values[0].truth())),
        Op::Conversion(ConversionOp::BoolFromInt) => return Some(Ok(Val::Bool(args.int(0) != 0))),
        _ => return None,
    };
    Some(result.map(Val::Int))
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

fn square_root(n: i64) -> i64 {
    let wide = i128::from(n);
    let mut root = (n as f64).sqrt() as i128;
    while root * root > wide {
        root -= 1;
    }
    while (root + 1) * (root + 1) <= wide {
        root += 1;
    }
    root as i64
}

fn of_floats(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    let x = || args.float(0);
    let whole = |value: f64| {
        let fits = (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&value);
        if fits { Ok(Val::Int(value as i64)) } else { Err(Fault::of(Overflow)) }
    };
    // Infinities and NaN have no whole part at all.
    let part = |value: f64| if value.is_finite() { whole(value) } else { Err(Fault::of(Value)) };
    Some(match op {
        Op::Number(NumberOp::Floor) => part(x().floor()),
        Op::Number(NumberOp::Ceil) => part(x().ceil()),
        Op::Number(NumberOp::Trunc) => part(x().trunc()),
        Op::Number(NumberOp::Round) => part(x().round_ties_even()),
        Op::Number(NumberOp::IsNan) => Ok(Val::Bool(x().is_nan())),
        Op::Number(NumberOp::IsInf) => Ok(Val::Bool(x().is_infinite())),
        Op::Number(NumberOp::IsFinite) => Ok(Val::Bool(x().is_finite())),
        Op::Number(NumberOp::MinFloat) => {
            Ok(if args.values[1].order(&args.values[0]).is_lt() { args.values[1].clone() } else { args.values[0].clone() })
        }
        Op::Number(NumberOp::MaxFloat) => {
            Ok(if args.values[1].order(&args.values[0]).is_gt() { args.values[1].clone() } else { args.values[0].clone() })
        }
        Op::Number(NumberOp::DivmodFloat) => match args.float(1) == 0.0 {
            true => Err(Fault::of(DivisionByZero)),
            false => {
                let (quotient, rest) = operators::divmod(x(), args.float(1));
                Ok(Val::Tuple(vec![Val::Float(quotient), Val::Float(rest)]))
            }
        },
        Op::Number(NumberOp::PowFloat) => float_power(x(), args.float(1)),
        Op::Conversion(ConversionOp::FloatFromStr | ConversionOp::ParseFloat | ConversionOp::IntFromStr | ConversionOp::ParseInt) => {
            return None;
        }
        Op::Number(NumberOp::RoundDigits) => rounded(x(), args.int(1)),
        Op::Number(NumberOp::ClampFloat) => {
            let (low, high) = (args.float(1), args.float(2));
            match low <= high {
                false => Err(Fault::of(Value)),
                true if x() < low => Ok(Val::Float(low)),
                true if x() > high => Ok(Val::Float(high)),
                true => Ok(Val::Float(x())),
            }
        }
        Op::Number(NumberOp::AbsFloat) => Ok(Val::Float(x().abs())),
        Op::Number(NumberOp::SignFloat) if x() == 0.0 || x().is_nan() => Ok(Val::Float(x())),
        Op::Number(NumberOp::SignFloat) => Ok(Val::Float(if x() > 0.0 { 1.0 } else { -1.0 })),
        _ => return None,
    })
}

/// `round(x, digits)` on the exact decimal digits of the number.
fn rounded(x: f64, digits: i64) -> Result<Val, Fault> {
    if !x.is_finite() || digits > 323 {
        return Ok(Val::Float(x));
    }
    if digits >= 0 {
        return Ok(Val::Float(format!("{x:.0$}", digits as usize).parse().unwrap_or(x)));
    }
    if digits < -300 {
        return Ok(Val::Float(0f64.copysign(x)));
    }
    // Rounded in scientific notation: the formatter rounds exact values half to even.
    let exponent: i64 = format!("{:e}", x.abs()).split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0);
    let kept = exponent + digits;
    let result = match kept {
        kept if kept >= 0 => format!("{:.*e}", kept as usize, x.abs()).parse().unwrap_or(x),
        // All digits are cut: half or less of the unit is nothing.
        -1 if x.abs() > 5.0 * 10f64.powi(exponent as i32) => 10f64.powi(exponent as i32 + 1),
        _ => 0.0,
    };
    if f64::is_infinite(result) { Err(Fault::of(Overflow)) } else { Ok(Val::Float(result.copysign(x))) }
}

fn functions(op: Op, args: &Args<'_>) -> Option<Result<f64, Fault>> {
    let x = || args.float(0);
    let within = |holds: bool, f: fn(f64) -> f64| if holds { Ok(f(x())) } else { Err(Fault::of(Value)) };
    let finite = |f: fn(f64) -> f64| if x().is_finite() && f(x()).is_infinite() { Err(Fault::of(Overflow)) } else { Ok(f(x())) };
    Some(match op {
        Op::Number(NumberOp::Pi) => Ok(std::f64::consts::PI),
        Op::Number(NumberOp::E) => Ok(std::f64::consts::E),
        Op::Number(NumberOp::Inf) => Ok(f64::INFINITY),
        Op::Number(NumberOp::Nan) => Ok(f64::NAN),
        // NaN passes through them all.
        Op::Number(NumberOp::Sqrt) => within(x().is_nan() || x() >= 0.0, f64::sqrt),
        Op::Number(NumberOp::Ln) => within(x().is_nan() || x() > 0.0, f64::ln),
        Op::Number(NumberOp::Log10) => within(x().is_nan() || x() > 0.0, f64::log10),
        Op::Number(NumberOp::Log2) => within(x().is_nan() || x() > 0.0, f64::log2),
        Op::Number(NumberOp::Sin) => within(!x().is_infinite(), f64::sin),
        Op::Number(NumberOp::Cos) => within(!x().is_infinite(), f64::cos),
        Op::Number(NumberOp::Tan) => within(!x().is_infinite(), f64::tan),
        Op::Number(NumberOp::Asin) => within(x().is_nan() || x().abs() <= 1.0, f64::asin),
        Op::Number(NumberOp::Acos) => within(x().is_nan() || x().abs() <= 1.0, f64::acos),
        Op::Number(NumberOp::Cbrt) => Ok(x().cbrt()),
        Op::Number(NumberOp::Atan) => Ok(x().atan()),
        Op::Number(NumberOp::Tanh) => Ok(x().tanh()),
        Op::Number(NumberOp::Exp) => finite(f64::exp),
        Op::Number(NumberOp::Sinh) => finite(f64::sinh),
        Op::Number(NumberOp::Cosh) => finite(f64::cosh),
        Op::Number(NumberOp::Hypot) => Ok(x().hypot(args.float(1))),
        Op::Number(NumberOp::Atan2) => Ok(x().atan2(args.float(1))),
        Op::Number(NumberOp::Degrees) => Ok(x() * (180.0 / std::f64::consts::PI)),
        Op::Number(NumberOp::Radians) => Ok(x() * (std::f64::consts::PI / 180.0)),
        _ => return None,
    })
}

/// The sum of floats from the left.
pub(super) fn left_sum(values: &[Val]) -> f64 {
    values.iter().fold(0.0, |sum, value| floats(BinaryOp::Add, sum, value.float()).map_or(f64::NAN, |sum| sum.float()))
}
