//! Numbers as Python treats them: rounding, reading, and functions with the errors of its `math` module.

use super::failure::{FailureKind, Fallible, Fault};
use super::notation::float as float_text;
use crate::program::arith::ArithError;

pub(crate) use super::secrets::short;

/// A whole float as an `int`, if it is one of 64 bits.
pub(super) fn to_int(whole: f64) -> Option<i64> {
    // Both bounds are exact floats: -2^63 fits, 2^63 does not; NaN never fits.
    (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&whole).then_some(whole as i64)
}

/// The lesser; NaN is greater than every number.
pub(super) fn min(a: f64, b: f64) -> f64 {
    if b < a || (a.is_nan() && !b.is_nan()) { b } else { a }
}

/// The greater; NaN is greater than every number.
pub(super) fn max(a: f64, b: f64) -> f64 {
    if b > a || (b.is_nan() && !a.is_nan()) { b } else { a }
}

/// `round(x, digits)`: the float nearest to the exact decimal value of `x` rounded half to even, as CPython computes it.
pub(super) fn round_digits(x: f64, digits: i64) -> f64 {
    if !x.is_finite() || x == 0.0 || digits > 323 {
        return x;
    }
    if digits < -308 {
        return 0f64.copysign(x);
    }
    if digits >= 0 {
        // The formatter rounds the exact value half to even, and reading back is exact.
        return format!("{x:.0$}", digits as usize).parse().unwrap_or(x);
    }
    round_before_point(x, digits.unsigned_abs() as usize)
}

/// Rounds to tens, hundreds …: on the exact digits of the whole part, the fraction only breaks ties.
fn round_before_point(x: f64, places: usize) -> f64 {
    let whole = format!("{:.0}", x.abs().trunc());
    let digits = format!("{whole:0>width$}", width = places + 1);
    let (kept, cut) = digits.split_at(digits.len() - places);
    let half = format!("5{}", "0".repeat(places - 1));
    let odd = kept.bytes().last().is_some_and(|digit| digit % 2 == 1);
    let up = cut > half.as_str() || (cut == half && (odd || x.fract() != 0.0));
    let mut kept = kept.as_bytes().to_vec();
    if up {
        increment(&mut kept);
    }
    kept.resize(kept.len() + places, b'0');
    let rounded = std::str::from_utf8(&kept).ok().and_then(|digits| digits.parse::<f64>().ok());
    rounded.unwrap_or(x).copysign(x)
}

/// Adds one to a decimal number.
fn increment(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit != b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
    digits.insert(0, b'1');
}

/// What counts as white space in Python.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// Parses an `int` in a base from 2 to 36.
pub(super) fn parse_int(text: &str, base: u32) -> Option<i64> {
    let text = text.trim_matches(char::is_whitespace);
    let (negative, magnitude) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    let prefix = match base {
        2 => ["0b", "0B"],
        8 => ["0o", "0O"],
        16 => ["0x", "0X"],
        _ => ["", ""],
    };
    let unprefixed = prefix.iter().filter(|prefix| !prefix.is_empty()).find_map(|prefix| magnitude.strip_prefix(prefix));
    let digits = match unprefixed {
        // As in Python, one `_` may come after the prefix.
        Some(rest) => rest.strip_prefix('_').unwrap_or(rest),
        None => magnitude,
    };
    has_right_underscores(digits, u8::is_ascii_alphanumeric).then_some(())?;
    let digits = digits.chars().filter(|digit| *digit != '_').map(|digit| digit.to_digit(base));
    // Downwards, because there is one more number on that side.
    let value = digits.into_iter().try_fold(0i64, |value, digit| value.checked_mul(i64::from(base))?.checked_sub(i64::from(digit?)))?;
    if negative { Some(value) } else { value.checked_neg() }
}

/// Parses a `float`.
pub(super) fn parse_float(text: &str) -> Option<f64> {
    let text = text.trim_matches(char::is_whitespace);
    has_right_underscores(text, u8::is_ascii_digit).then_some(())?;
    if text.contains('_') { text.replace('_', "").parse().ok() } else { text.parse().ok() }
}

/// The text without `_`, each of which must be between two digits.
pub(super) fn without_underscores(text: &str, is_digit: impl Fn(&u8) -> bool) -> Option<String> {
    has_right_underscores(text, is_digit).then(|| text.replace('_', ""))
}

/// Whether the text is not empty and each `_` in it is between two digits.
fn has_right_underscores(text: &str, is_digit: impl Fn(&u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let between = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        [before, bytes.get(at + 1)].into_iter().all(|byte| byte.is_some_and(&is_digit))
    };
    !text.is_empty() && text.match_indices('_').all(|(at, _)| between(at))
}

/// `int(text, base)`
///
/// # Errors
/// If the text is not a valid `int`, or the base is outside of 2 to 36.
pub(super) fn int_of(text: &str, base: i64) -> Fallible<i64> {
    let base = u32::try_from(base).ok().filter(|base| (2..=36).contains(base));
    let Some(base) = base else { return Err(Fault::value("the base of a number must be from 2 to 36")) };
    parse_int(text, base).ok_or_else(|| {
        let of_base = if base == 10 { String::new() } else { format!(" in base {base}") };
        Fault::value(format!("`{}` is not a valid 64-bit `int`{of_base}", short(text)))
    })
}

/// `float(text)`
///
/// # Errors
/// If the text is not a number.
pub(super) fn float_of(text: &str) -> Fallible<f64> {
    parse_float(text).ok_or_else(|| Fault::value(format!("`{}` is not a valid `float`", short(text))))
}

fn domain(function: &str, x: f64, what: &str) -> Box<Fault> {
    Fault::value(format!("`{function}` accepts {what}, not `{}`", float_text(x)))
}

/// The result, unless a finite number left the range of `float`.
fn finite(function: &str, x: f64, result: f64) -> Fallible<f64> {
    if result.is_infinite() && x.is_finite() {
        return Err(Fault::new(FailureKind::Overflow, format!("the result does not fit in a `float`: `{function}({})`", float_text(x))));
    }
    Ok(result)
}

/// `sqrt`
///
/// # Errors
/// Below zero.
pub(super) fn sqrt(x: f64) -> Fallible<f64> {
    if x < 0.0 { Err(domain("sqrt", x, "only non-negative numbers")) } else { Ok(x.sqrt()) }
}

/// `exp`
///
/// # Errors
/// Beyond the range.
pub(super) fn exp(x: f64) -> Fallible<f64> {
    finite("exp", x, x.exp())
}

/// `sinh`
///
/// # Errors
/// Beyond the range.
pub(super) fn sinh(x: f64) -> Fallible<f64> {
    finite("sinh", x, x.sinh())
}

/// `cosh`
///
/// # Errors
/// Beyond the range.
pub(super) fn cosh(x: f64) -> Fallible<f64> {
    finite("cosh", x, x.cosh())
}

/// A logarithm.
///
/// # Errors
/// For zero and below.
pub(super) fn logarithm(function: &str, x: f64, of: impl Fn(f64) -> f64) -> Fallible<f64> {
    if x <= 0.0 { Err(domain(function, x, "only positive numbers")) } else { Ok(of(x)) }
}

/// `ln`
///
/// # Errors
/// For zero and below.
pub(super) fn ln(x: f64) -> Fallible<f64> {
    logarithm("ln", x, f64::ln)
}

/// A function of an angle.
///
/// # Errors
/// For infinity.
pub(super) fn of_angle(function: &str, x: f64, of: impl Fn(f64) -> f64) -> Fallible<f64> {
    if x.is_infinite() { Err(domain(function, x, "only finite numbers")) } else { Ok(of(x)) }
}

/// `asin` and `acos`.
///
/// # Errors
/// Outside of -1 to 1.
pub(super) fn of_ratio(function: &str, x: f64, of: impl Fn(f64) -> f64) -> Fallible<f64> {
    if x.abs() > 1.0 { Err(domain(function, x, "only numbers from -1 to 1")) } else { Ok(of(x)) }
}

/// `a ** b`
///
/// # Errors
/// Zero to a negative power, a fractional power of a negative number, and beyond the range.
pub(super) fn pow(a: f64, b: f64) -> Fallible<f64> {
    let operation = || format!("{} ** {}", float_text(a), float_text(b));
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(Fault::arith(ArithError::DivisionByZero, operation));
    }
    let result = a.powf(b);
    if a.is_finite() && b.is_finite() {
        if result.is_nan() {
            return Err(Fault::value(format!("a fractional power of a negative number is not a number: `{}`", operation())));
        }
        if result.is_infinite() {
            return Err(Fault::new(FailureKind::Overflow, format!("the result does not fit in a `float`: `{}`", operation())));
        }
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_that_of_cpython() {
        // `round(x, n)` of CPython 3.11.
        for (x, digits, expected) in [
            (2.675, 2, 2.67),
            (0.5, 0, 0.0),
            (1.5, 0, 2.0),
            (2.5, 0, 2.0),
            (0.125, 2, 0.12),
            (0.375, 2, 0.38),
            (1.005, 2, 1.0),
            (-2.675, 2, -2.67),
            (1e22, 5, 1e22),
            (5.015, 2, 5.01),
            (1234.5, -2, 1200.0),
            (1250.0, -2, 1200.0),
            (1350.0, -2, 1400.0),
            (1250.5, -2, 1300.0),
            (-1250.0, -2, -1200.0),
            (55.0, -2, 100.0),
            (50.0, -2, 0.0),
            (99.0, -2, 100.0),
            (999.0, -1, 1000.0),
            (45.0, -3, 0.0),
            (-0.4, 0, -0.0),
            (1e300, -299, 1e300),
            (123.456, 400, 123.456),
            (123.456, -400, 0.0),
        ] {
            assert_eq!(round_digits(x, digits), expected, "round({x}, {digits})");
        }
    }

    #[test]
    fn text_is_read_as_python_reads_it() {
        for (text, base, expected) in [
            ("42", 10, Some(42)),
            (" -7\n", 10, Some(-7)),
            ("+1_000", 10, Some(1000)),
            ("1__0", 10, None),
            ("_1", 10, None),
            ("1_", 10, None),
            ("", 10, None),
            ("0x1f", 16, Some(31)),
            ("0x1f", 10, None),
            ("-0b11", 2, Some(-3)),
            ("0x_ff", 16, Some(255)),
            ("zz", 36, Some(1295)),
            ("9223372036854775807", 10, Some(i64::MAX)),
            ("-9223372036854775808", 10, Some(i64::MIN)),
            ("9223372036854775808", 10, None),
            ("1.0", 10, None),
            ("--1", 10, None),
            ("-+1", 10, None),
        ] {
            assert_eq!(parse_int(text, base), expected, "{text}");
        }
        for (text, expected) in [
            ("1.5", Some(1.5)),
            (" 1e3 ", Some(1000.0)),
            (".5", Some(0.5)),
            ("5.", Some(5.0)),
            ("1_0.0_1", Some(10.01)),
            ("1_.0", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(parse_float(text), expected, "{text}");
        }
        assert_eq!(parse_float("-Infinity"), Some(f64::NEG_INFINITY));
        assert!(parse_float("nan").is_some_and(f64::is_nan));
    }

    #[test]
    fn powers_have_pythons_errors() {
        assert_eq!(pow(2.0, -1.0), Ok(0.5));
        assert_eq!(pow(0.0, 0.0), Ok(1.0));
        assert_eq!(pow(-8.0, 3.0), Ok(-512.0));
        assert_eq!(pow(0.0, -1.0).map_err(|fault| fault.kind), Err(FailureKind::DivisionByZero));
        assert_eq!(pow(-1.0, 0.5).map_err(|fault| fault.kind), Err(FailureKind::Value));
        assert_eq!(pow(10.0, 400.0).map_err(|fault| fault.kind), Err(FailureKind::Overflow));
        assert_eq!(pow(f64::INFINITY, 2.0), Ok(f64::INFINITY));
    }
}
