//! Numbers.

use super::{Args, compiled, lists};
use crate::eval::failure::{FailureKind, Fallible, Fault};
use crate::eval::notation::float as float_text;
use crate::eval::number;
use crate::eval::value::Value;
use crate::program::arith;
use crate::program::builtins::NumberOp as Op;

pub(super) fn call(op: Op, args: &mut Args<'_>) -> Fallible<Value> {
    let unary = |f: fn(f64) -> f64| args.float(0).map(|x| Value::Float(f(x)));
    let checked = |f: fn(f64) -> Fallible<f64>| args.float(0).and_then(f).map(Value::Float);
    let is = |f: fn(f64) -> bool| args.float(0).map(|x| Value::Bool(f(x)));
    let floats = |f: fn(f64, f64) -> f64| args.float(1).and_then(|y| Ok(Value::Float(f(args.float(0)?, y))));
    let ints = |f: fn(i64, i64) -> Fallible<i64>| args.int(1).and_then(|b| f(args.int(0)?, b)).map(Value::Int);
    match op {
        Op::MinOfTwo => lists::best_of_two(args, false),
        Op::MaxOfTwo => lists::best_of_two(args, true),
        Op::MinList => lists::best(args, 0, false, "min"),
        Op::MaxList => lists::best(args, 0, true, "max"),
        Op::RoundDigits => args.int(1).and_then(|digits| rounded(args.float(0)?, digits)).map(Value::Float),
        Op::Cbrt => unary(f64::cbrt),
        Op::Log10 => checked(|x| number::logarithm("log10", x, f64::log10)),
        Op::Log2 => checked(|x| number::logarithm("log2", x, f64::log2)),
        Op::Hypot => floats(f64::hypot),
        Op::Tan => checked(|x| number::of_angle("tan", x, f64::tan)),
        Op::Asin => checked(|x| number::of_ratio("asin", x, f64::asin)),
        Op::Acos => checked(|x| number::of_ratio("acos", x, f64::acos)),
        Op::Atan => unary(f64::atan),
        Op::Atan2 => floats(f64::atan2),
        Op::Sinh => checked(number::sinh),
        Op::Cosh => checked(number::cosh),
        // In this order, as Python computes them.
        Op::Degrees => unary(|x| x * (180.0 / std::f64::consts::PI)),
        Op::Radians => unary(|x| x * (std::f64::consts::PI / 180.0)),
        Op::ClampFloat => clamp_float(args).map(Value::Float),
        Op::ClampInt => clamp_int(args).map(Value::Int),
        Op::SignFloat => unary(|x| if x.is_nan() || x == 0.0 { x } else { 1f64.copysign(x) }),
        Op::SignInt => args.int(0).map(|x| Value::Int(x.signum())),
        Op::IsNan => is(f64::is_nan),
        Op::IsInf => is(f64::is_infinite),
        Op::IsFinite => is(f64::is_finite),
        Op::DivmodFloat => divmod_float(args),
        Op::DivmodInt => divmod_int(args),
        Op::Gcd => ints(|a, b| fitting(gcd(a, b), "gcd")),
        Op::Lcm => ints(lcm),
        Op::Isqrt => args.int(0).and_then(isqrt).map(Value::Int),
        Op::BitAnd => ints(|a, b| Ok(a & b)),
        Op::BitOr => ints(|a, b| Ok(a | b)),
        Op::BitXor => ints(|a, b| Ok(a ^ b)),
        Op::ShiftLeft => ints(shift_left),
        Op::ShiftRight => ints(shift_right),
        Op::AbsInt | Op::AbsFloat | Op::AbsDuration | Op::MinInt | Op::MinFloat | Op::MaxInt | Op::MaxFloat => compiled(op),
        Op::Round | Op::Floor | Op::Ceil | Op::Trunc | Op::Sqrt | Op::Exp | Op::Ln | Op::PowInt | Op::PowFloat => compiled(op),
        Op::Sin | Op::Cos | Op::Tanh | Op::Pi | Op::E | Op::Inf | Op::Nan => compiled(op),
    }
}

fn rounded(x: f64, digits: i64) -> Fallible<f64> {
    let result = number::round_digits(x, digits);
    if result.is_infinite() && x.is_finite() {
        return Err(Fault::new(
            FailureKind::Overflow,
            format!("the result does not fit in a `float`: `round({}, {digits})`", float_text(x)),
        ));
    }
    Ok(result)
}

fn clamp_float(args: &Args<'_>) -> Fallible<f64> {
    let (x, low, high) = (args.float(0)?, args.float(1)?, args.float(2)?);
    if low > high || low.is_nan() || high.is_nan() {
        return Err(Fault::value(format!("`clamp` has no number from `{}` to `{}`", float_text(low), float_text(high))));
    }
    Ok(if x < low {
        low
    } else if x > high {
        high
    } else {
        x
    })
}

fn clamp_int(args: &Args<'_>) -> Fallible<i64> {
    let (x, low, high) = (args.int(0)?, args.int(1)?, args.int(2)?);
    if low > high {
        return Err(Fault::value(format!("`clamp` has no number from `{low}` to `{high}`")));
    }
    Ok(x.clamp(low, high))
}

fn divmod_float(args: &Args<'_>) -> Fallible<Value> {
    let (a, b) = (args.float(0)?, args.float(1)?);
    let fault = |error| Fault::arith(error, || format!("divmod({}, {})", float_text(a), float_text(b)));
    let parts = [arith::float_floor_div(a, b).map_err(fault)?, arith::float_mod(a, b).map_err(fault)?];
    Ok(Value::tuple(parts.map(Value::Float).to_vec()))
}

fn divmod_int(args: &Args<'_>) -> Fallible<Value> {
    let (a, b) = (args.int(0)?, args.int(1)?);
    let fault = |error| Fault::arith(error, || format!("divmod({a}, {b})"));
    let parts = [arith::floor_div(a, b).map_err(fault)?, arith::floor_mod(a, b).map_err(fault)?];
    Ok(Value::tuple(parts.map(Value::Int).to_vec()))
}

fn gcd(a: i64, b: i64) -> u64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn lcm(a: i64, b: i64) -> Fallible<i64> {
    let divisor = gcd(a, b);
    let product = a.unsigned_abs().checked_div(divisor).map_or(Some(0), |part| part.checked_mul(b.unsigned_abs()));
    fitting(product.unwrap_or(u64::MAX), "lcm")
}

fn fitting(result: u64, name: &str) -> Fallible<i64> {
    i64::try_from(result)
        .map_err(|_| Fault::new(FailureKind::Overflow, format!("the result of `{name}` does not fit in an `int` of 64 bits")))
}

fn isqrt(n: i64) -> Fallible<i64> {
    n.checked_isqrt().ok_or_else(|| Fault::value(format!("`isqrt` does not accept a negative number: `{n}`")))
}

fn shift_left(a: i64, bits: i64) -> Fallible<i64> {
    let bits = bits_of(bits)?;
    let result = if a == 0 { Some(0) } else { 1i128.checked_shl(bits).filter(|_| bits < 64).map(|factor| i128::from(a) * factor) };
    result.and_then(|result| i64::try_from(result).ok()).ok_or_else(|| {
        Fault::new(FailureKind::Overflow, format!("the result does not fit in an `int` of 64 bits: `shift_left({a}, {bits})`"))
    })
}

fn shift_right(a: i64, bits: i64) -> Fallible<i64> {
    Ok(a >> bits_of(bits)?.min(63))
}

fn bits_of(bits: i64) -> Fallible<u32> {
    if bits < 0 {
        return Err(Fault::value(format!("numbers cannot be shifted by `{bits}` bits")));
    }
    Ok(u32::try_from(bits).unwrap_or(u32::MAX))
}
