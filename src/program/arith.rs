//! Integer arithmetic of the language: 64 bits, checked, with Python's floor semantics. Constant folding and the evaluator share it, so that
//! a value known at compile time is the one that a run would give.

/// Why an operation on integers has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArithError {
    /// The result needs more than 64 bits.
    Overflow,
    /// The right side of `/`, `//` or `%` is zero.
    DivisionByZero,
    /// The right side of `**` is negative: the result would not be an integer.
    NegativeExponent,
}

impl ArithError {
    /// The message without a place, as a run and the compiler word it.
    pub fn as_str(self) -> &'static str {
        match self {
            ArithError::Overflow => "the result does not fit in an `int` of 64 bits",
            ArithError::DivisionByZero => "division by zero",
            ArithError::NegativeExponent => "an `int` to a negative power is not an `int`",
        }
    }
}

/// `a + b`
pub(crate) fn add(a: i64, b: i64) -> Result<i64, ArithError> {
    a.checked_add(b).ok_or(ArithError::Overflow)
}

/// `a - b`
pub(crate) fn sub(a: i64, b: i64) -> Result<i64, ArithError> {
    a.checked_sub(b).ok_or(ArithError::Overflow)
}

/// `a * b`
pub(crate) fn mul(a: i64, b: i64) -> Result<i64, ArithError> {
    a.checked_mul(b).ok_or(ArithError::Overflow)
}

/// `-a`
pub(crate) fn neg(a: i64) -> Result<i64, ArithError> {
    a.checked_neg().ok_or(ArithError::Overflow)
}

/// `a // b`: the floor of the quotient.
pub(crate) fn floor_div(a: i64, b: i64) -> Result<i64, ArithError> {
    if b == 0 {
        return Err(ArithError::DivisionByZero);
    }
    let quotient = a.checked_div(b).ok_or(ArithError::Overflow)?;
    let inexact = quotient.wrapping_mul(b) != a;
    Ok(if inexact && (a < 0) != (b < 0) { quotient - 1 } else { quotient })
}

/// `a % b`: has the sign of `b`.
pub(crate) fn floor_mod(a: i64, b: i64) -> Result<i64, ArithError> {
    if b == 0 {
        return Err(ArithError::DivisionByZero);
    }
    let rest = a.wrapping_rem(b);
    Ok(if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest })
}

/// `a / b`: the float nearest to the exact quotient, as Python's true division.
pub(crate) fn true_div(a: i64, b: i64) -> Result<f64, ArithError> {
    const EXACT: u64 = 1 << 53;
    if b == 0 {
        return Err(ArithError::DivisionByZero);
    }
    if a.unsigned_abs() <= EXACT && b.unsigned_abs() <= EXACT {
        return Ok(a as f64 / b as f64);
    }
    let magnitude = nearest_quotient(u128::from(a.unsigned_abs()), u128::from(b.unsigned_abs()));
    Ok(if (a < 0) != (b < 0) { -magnitude } else { magnitude })
}

/// The quotient of two numbers of at most 64 bits with a single rounding, half to even: 64 bits and more of it as an integer whose last bit
/// replaces the rest, which the conversion then rounds.
fn nearest_quotient(a: u128, b: u128) -> f64 {
    let shift = if a == 0 { 0 } else { a.leading_zeros() };
    let shifted = a << shift;
    let sticky = u128::from(!shifted.is_multiple_of(b));
    let quotient = (shifted / b) | sticky;
    quotient as f64 / 2f64.powi(shift as i32)
}

/// `a ** b`
pub(crate) fn pow(a: i64, b: i64) -> Result<i64, ArithError> {
    if b < 0 {
        return Err(ArithError::NegativeExponent);
    }
    match a {
        0 | 1 => Ok(if b == 0 { 1 } else { a }),
        -1 => Ok(if b % 2 == 0 { 1 } else { -1 }),
        _ => u32::try_from(b).ok().and_then(|b| a.checked_pow(b)).ok_or(ArithError::Overflow),
    }
}

/// `a // b` of floats: the floor of the exact quotient, as Python's `float_floor_div`.
pub(crate) fn float_floor_div(a: f64, b: f64) -> Result<f64, ArithError> {
    float_divmod(a, b).map(|(quotient, _)| quotient)
}

/// `a % b` of floats: has the sign of `b`, as Python's `float_rem`.
pub(crate) fn float_mod(a: f64, b: f64) -> Result<f64, ArithError> {
    float_divmod(a, b).map(|(_, rest)| rest)
}

/// Python's `_float_div_mod`.
fn float_divmod(a: f64, b: f64) -> Result<(f64, f64), ArithError> {
    if b == 0.0 {
        return Err(ArithError::DivisionByZero);
    }
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return Ok((0f64.copysign(a / b), rest));
    }
    let floor = quotient.floor();
    Ok((if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest))
}

/// A span of time by a `float`, exactly and rounded half to even: Python's `timedelta * float`.
pub(crate) fn span_times(span: i64, by: f64) -> Result<i64, ArithError> {
    let (magnitude, exponent) = parts(by)?;
    // Less than 2^116.
    let product = i128::from(span) * i128::from(magnitude);
    match exponent {
        0.. => shifted(product, exponent),
        // The least product that is not rounded to zero has a bit above the half.
        -120..0 => Ok(divided_even(product, 1 << -exponent)),
        _ => Ok(0),
    }
    .and_then(|micros| i64::try_from(micros).map_err(|_| ArithError::Overflow))
}

/// A span of time divided by a `float`, exactly and rounded half to even: Python's `timedelta / float`.
pub(crate) fn span_by(span: i64, by: f64) -> Result<i64, ArithError> {
    let (magnitude, exponent) = parts(by)?;
    if magnitude == 0 {
        return Err(ArithError::DivisionByZero);
    }
    let span = i128::from(span);
    let micros = match exponent {
        // A divisor of more than twice the span results in zero.
        65.. => 0,
        0.. => divided_even(span, i128::from(magnitude) << exponent),
        _ => divided_even(shifted(span, -exponent)?, i128::from(magnitude)),
    };
    i64::try_from(micros).map_err(|_| ArithError::Overflow)
}

/// A finite float as an integer of 53 bits times a power of two; infinities and NaN measure no time.
fn parts(x: f64) -> Result<(i64, i32), ArithError> {
    if !x.is_finite() {
        return Err(ArithError::Overflow);
    }
    let bits = x.to_bits();
    let (exponent, fraction) = ((bits >> 52) as i32 & 0x7ff, (bits & ((1 << 52) - 1)) as i64);
    let (magnitude, exponent) = if exponent == 0 { (fraction, 1) } else { (fraction | 1 << 52, exponent) };
    Ok((if x < 0.0 { -magnitude } else { magnitude }, exponent - 1075))
}

/// `a × 2^by`
fn shifted(a: i128, by: i32) -> Result<i128, ArithError> {
    let room = a.unsigned_abs().leading_zeros() as i32 - 1;
    match a {
        0 => Ok(0),
        _ if by < room => Ok(a << by),
        _ => Err(ArithError::Overflow),
    }
}

/// `a / b` rounded half to even.
fn divided_even(a: i128, b: i128) -> i128 {
    let (a, b) = if b < 0 { (-a, -b) } else { (a, b) };
    let (quotient, rest) = (a.div_euclid(b), a.rem_euclid(b));
    let up = rest > b - rest || (rest == b - rest && quotient % 2 != 0);
    quotient + i128::from(up)
}

/// A span of time by an `int`, rounded half to even: Python's `timedelta / int`.
pub(crate) fn div_round_even(a: i64, b: i64) -> Result<i64, ArithError> {
    let quotient = floor_div(a, b)?;
    let rest = i128::from(floor_mod(a, b)?).abs() * 2;
    let whole = i128::from(b).abs();
    let up = rest > whole || (rest == whole && quotient % 2 != 0);
    if up { add(quotient, 1) } else { Ok(quotient) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_follows_python() {
        for (a, b, quotient, rest) in [(7, 2, 3, 1), (-7, 2, -4, 1), (7, -2, -4, -1), (-7, -2, 3, -1), (6, -3, -2, 0), (0, -5, 0, 0)] {
            assert_eq!(floor_div(a, b), Ok(quotient), "{a} // {b}");
            assert_eq!(floor_mod(a, b), Ok(rest), "{a} % {b}");
        }
        assert_eq!(floor_div(i64::MIN, -1), Err(ArithError::Overflow));
        assert_eq!(floor_mod(i64::MIN, -1), Ok(0));
        assert_eq!(floor_div(1, 0), Err(ArithError::DivisionByZero));
        assert_eq!(floor_mod(1, 0), Err(ArithError::DivisionByZero));
    }

    #[test]
    fn floats_divide_as_in_python() {
        assert_eq!(float_floor_div(-7.5, 2.0), Ok(-4.0));
        assert_eq!(float_mod(-7.5, 2.0), Ok(0.5));
        assert_eq!(float_mod(7.5, -2.0), Ok(-0.5));
        assert_eq!(float_floor_div(1.0, 0.1), Ok(9.0));
        assert_eq!(float_mod(1.0, 0.0), Err(ArithError::DivisionByZero));
    }

    #[test]
    fn true_division_rounds_once() {
        assert_eq!(true_div(1, 2), Ok(0.5));
        assert_eq!(true_div(-1, 2), Ok(-0.5));
        // Python: 9007199254740993 / 3 == 3002399751580331.0, exact; both operands rounded first would give the same here, not below.
        assert_eq!(true_div(9_007_199_254_740_993, 3), Ok(3_002_399_751_580_331.0));
        // Python: (2**63 - 1) / (2**53 + 1) == 1023.9999999999999
        assert_eq!(true_div(i64::MAX, 9_007_199_254_740_993), Ok(1_023.999_999_999_999_9));
        assert_eq!(true_div(i64::MIN, 1), Ok(-9_223_372_036_854_775_808.0));
        assert_eq!(true_div(0, i64::MIN), Ok(-0.0));
        assert_eq!(true_div(1, 0), Err(ArithError::DivisionByZero));
    }

    #[test]
    fn powers_are_checked() {
        assert_eq!(pow(2, 62), Ok(1 << 62));
        assert_eq!(pow(2, 63), Err(ArithError::Overflow));
        assert_eq!(pow(-2, 63), Ok(i64::MIN));
        assert_eq!(pow(0, 0), Ok(1));
        assert_eq!(pow(-1, i64::MAX), Ok(-1));
        assert_eq!(pow(1, i64::MAX), Ok(1));
        assert_eq!(pow(2, -1), Err(ArithError::NegativeExponent));
        assert_eq!(pow(3, i64::MAX), Err(ArithError::Overflow));
    }

    #[test]
    fn spans_of_time_round_half_to_even() {
        assert_eq!(div_round_even(5, 2), Ok(2));
        assert_eq!(div_round_even(7, 2), Ok(4));
        assert_eq!(div_round_even(-5, 2), Ok(-2));
        assert_eq!(div_round_even(5, -2), Ok(-2));
        assert_eq!(div_round_even(8, 3), Ok(3));
    }

    /// Each is what CPython's `timedelta` gives.
    #[test]
    fn spans_times_and_by_floats_are_exact() {
        let long = 1_000_000 * 86_400_000_000 + 1;
        assert_eq!(span_times(long, 1.0), Ok(long));
        assert_eq!((span_times(5, 0.5), span_times(7, 0.5), span_times(-5, 0.5), span_times(-7, 0.5)), (Ok(2), Ok(4), Ok(-2), Ok(-4)));
        assert_eq!((span_times(long, 5e-324), span_times(0, 1e308), span_times(long, -0.0)), (Ok(0), Ok(0), Ok(0)));
        assert_eq!(span_times(1, 2f64.powi(62)), Ok(1 << 62));
        assert_eq!(span_times(1, 2f64.powi(63)), Err(ArithError::Overflow));
        assert_eq!((span_times(1, f64::NAN), span_times(0, f64::INFINITY)), (Err(ArithError::Overflow), Err(ArithError::Overflow)));
        assert_eq!((span_by(long, 1.0), span_by(5, 2.0), span_by(7, -2.0), span_by(1, 0.1)), (Ok(long), Ok(2), Ok(-4), Ok(10)));
        assert_eq!((span_by(long, 1e300), span_by(0, 5e-324), span_by(1, 5e-324)), (Ok(0), Ok(0), Err(ArithError::Overflow)));
        assert_eq!((span_by(1, 0.0), span_by(1, f64::INFINITY)), (Err(ArithError::DivisionByZero), Err(ArithError::Overflow)));
    }
}
