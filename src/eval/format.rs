//! Python's mini-language of formats, for numbers and text.

use super::failure::{Fallible, Fault};
use super::secrets::{reason, short};
use super::{meter, notation};
use crate::program::format_spec::{Align, FormatSpec, Grouping, Sign};

/// The number of bytes from which a format, or a message about it, is long.
const LONG: usize = 1 << 10;

/// A formatted number, before it is padded to its width.
struct Written {
    sign: &'static str,
    /// `0x` and its like.
    prefix: &'static str,
    /// The digits before the point, which may be grouped.
    digits: String,
    /// The point, the digits after it, the exponent, the percent sign.
    rest: String,
}

/// An `int` in a format.
///
/// # Errors
/// If the format is invalid, or does not apply to an `int`.
pub(super) fn int(value: i64, spec: &str) -> Fallible<String> {
    let parsed = parsed(spec, FormatSpec::check_int)?;
    let kind = parsed.kind.unwrap_or('d');
    if parsed.is_float() {
        return Ok(put(write_float(value as f64, &parsed), &parsed));
    }
    if kind == 'c' {
        let scalar = u32::try_from(value).ok().and_then(char::from_u32);
        let Some(scalar) = scalar else { return Err(Fault::value(format!("`{value}` is not the number of a character"))) };
        return Ok(pad(&scalar.to_string(), &parsed, Align::Right));
    }
    let magnitude = value.unsigned_abs();
    let (digits, prefix) = match kind {
        'b' => (format!("{magnitude:b}"), "0b"),
        'o' => (format!("{magnitude:o}"), "0o"),
        'x' => (format!("{magnitude:x}"), "0x"),
        'X' => (format!("{magnitude:X}"), "0X"),
        _ => (magnitude.to_string(), ""),
    };
    let prefix = if parsed.alternate { prefix } else { "" };
    Ok(put(Written { sign: sign(value < 0, &parsed), prefix, digits, rest: String::new() }, &parsed))
}

/// A `float` in a format.
///
/// # Errors
/// If the format is invalid, or does not apply to a `float`.
pub(super) fn float(value: f64, spec: &str) -> Fallible<String> {
    let parsed = parsed(spec, FormatSpec::check_float)?;
    Ok(put(write_float(value, &parsed), &parsed))
}

/// Text in a format.
///
/// # Errors
/// If the format is invalid, or does not apply to text.
pub(super) fn text(value: &str, spec: &str) -> Fallible<String> {
    let parsed = parsed(spec, FormatSpec::check_str)?;
    match parsed.precision {
        Some(precision) => Ok(pad(&value.chars().take(precision).collect::<String>(), &parsed, Align::Left)),
        None => Ok(pad(value, &parsed, Align::Left)),
    }
}

fn parsed(spec: &str, check: impl Fn(&FormatSpec) -> Result<(), String>) -> Fallible<FormatSpec> {
    if spec.len() > LONG {
        // It is split into its scalars, and messages quote parts of it.
        meter::read(spec.len() * 8)?;
        meter::room(spec.len().saturating_mul(8))?;
    }
    let parsed = FormatSpec::parse(spec).and_then(|parsed| check(&parsed).map(|()| parsed));
    parsed.map_err(|problem| Fault::value(format!("the format `{}` cannot be used{}", short(spec), reason(spec, shortened(&problem)))))
}

/// A message without the middle of a format that it may quote.
fn shortened(problem: &str) -> String {
    if problem.len() > LONG { short(problem) } else { problem.to_owned() }
}

fn sign(negative: bool, spec: &FormatSpec) -> &'static str {
    match (negative, spec.sign) {
        (true, _) => "-",
        (false, Some(Sign::Plus)) => "+",
        (false, Some(Sign::Blank)) => " ",
        _ => "",
    }
}

fn write_float(value: f64, spec: &FormatSpec) -> Written {
    let magnitude = value.abs();
    let precision = spec.precision;
    let text = match spec.kind {
        _ if !value.is_finite() => if value.is_nan() { "nan" } else { "inf" }.to_owned(),
        Some('f' | 'F') => fixed(magnitude, precision.unwrap_or(6), spec.alternate),
        Some('%') => fixed(magnitude * 100.0, precision.unwrap_or(6), spec.alternate),
        Some('e' | 'E') => exponential(magnitude, precision.unwrap_or(6), spec.alternate),
        Some(_) => general(magnitude, precision.unwrap_or(6).max(1), spec.alternate, 0),
        None => match precision {
            Some(precision) => general(magnitude, precision.max(1), spec.alternate, 1),
            None if spec.alternate => with_point(&notation::float(magnitude)),
            None => notation::float(magnitude),
        },
    };
    let mut text = if matches!(spec.kind, Some('F' | 'E' | 'G')) { text.to_uppercase() } else { text };
    if spec.kind == Some('%') {
        text.push('%');
    }
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let end = if value.is_finite() { end } else { text.len() };
    let rest = text.split_off(end);
    // A percentage of a finite number may be infinite, and then has no digits.
    let is_zero = !text.is_empty()
        && text.bytes().chain(rest.bytes().take_while(|byte| !byte.eq_ignore_ascii_case(&b'e'))).all(|byte| !(b'1'..=b'9').contains(&byte));
    let negative = value.is_sign_negative() && !value.is_nan() && !(spec.no_negative_zero && value.is_finite() && is_zero);
    Written { sign: sign(negative, spec), prefix: "", digits: text, rest }
}

fn fixed(magnitude: f64, precision: usize, alternate: bool) -> String {
    let text = format!("{magnitude:.precision$}");
    if alternate && precision == 0 { text + "." } else { text }
}

fn exponential(magnitude: f64, precision: usize, alternate: bool) -> String {
    let text = format!("{magnitude:.precision$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let point = if alternate && precision == 0 { "." } else { "" };
    format!("{mantissa}{point}{}", exponent_text(exponent))
}

/// `e+05`
fn exponent_text(exponent: &str) -> String {
    let exponent: i32 = exponent.parse().unwrap_or_default();
    format!("e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.unsigned_abs())
}

/// `g`: `precision` significant digits, with an exponent where it is less than -4 or not less than the precision. Without a type the number
/// keeps `least` digits after its point, and the exponent comes one digit earlier.
fn general(magnitude: f64, precision: usize, alternate: bool, least: usize) -> String {
    let scientific = format!("{magnitude:.*e}", precision - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let power: i32 = exponent.parse().unwrap_or_default();
    if power < -4 || power >= precision as i32 - least as i32 {
        let mantissa = if alternate { with_point(mantissa) } else { trimmed(mantissa, 0) };
        return mantissa + &exponent_text(exponent);
    }
    let decimals = (precision as i32 - 1 - power).max(0) as usize;
    let plain = format!("{magnitude:.decimals$}");
    if alternate { with_point(&plain) } else { trimmed(&plain, least) }
}

/// With a point after the digits, whether any follow it or not.
fn with_point(number: &str) -> String {
    let (digits, exponent) = number.split_at(number.find('e').unwrap_or(number.len()));
    if digits.contains('.') { number.to_owned() } else { format!("{digits}.{exponent}") }
}

/// Without zeros at the end, but with `least` digits after the point.
fn trimmed(number: &str, least: usize) -> String {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() && least == 0 { whole.to_owned() } else { format!("{whole}.{fraction:0<least$}") }
}

/// Groups digits and pads a number to its width.
fn put(number: Written, spec: &FormatSpec) -> String {
    let Written { sign, prefix, digits, rest } = number;
    let inside = spec.align == Some(Align::Inside) || (spec.zero && spec.align.is_none());
    let fill = filler(spec);
    let group = spec.grouping.filter(|_| digits.starts_with(|c: char| c.is_ascii_hexdigit()));
    let used = sign.len() + prefix.len() + rest.chars().count();
    let digits = match group {
        None => digits,
        Some(grouping) => {
            let least = if inside && fill == '0' { spec.width.saturating_sub(used) } else { 0 };
            grouped(&digits, grouping, if "boxX".contains(spec.kind.unwrap_or('d')) { 4 } else { 3 }, least)
        }
    };
    if inside {
        let missing = spec.width.saturating_sub(used + digits.chars().count());
        let filled: String = std::iter::repeat_n(fill, missing).collect();
        return format!("{sign}{prefix}{filled}{digits}{rest}");
    }
    pad(&format!("{sign}{prefix}{digits}{rest}"), spec, Align::Right)
}

/// The fill character: a `0` before the width is the fill if none is given.
fn filler(spec: &FormatSpec) -> char {
    spec.fill.unwrap_or(if spec.zero { '0' } else { ' ' })
}

/// The digits in groups, with zeros before them until they are `least` wide; a group is never left without a digit.
fn grouped(digits: &str, grouping: Grouping, size: usize, least: usize) -> String {
    let separator = match grouping {
        Grouping::Comma => ',',
        Grouping::Underscore => '_',
    };
    let mut reversed = String::new();
    let mut digits = digits.chars().rev();
    let mut count = 0;
    loop {
        let next = digits.next();
        if next.is_none() && reversed.len() >= least {
            break;
        }
        if count > 0 && count % size == 0 {
            reversed.push(separator);
        }
        reversed.push(next.unwrap_or('0'));
        count += 1;
    }
    reversed.chars().rev().collect()
}

/// Text in its width.
fn pad(text: &str, spec: &FormatSpec, otherwise: Align) -> String {
    let missing = spec.width.saturating_sub(text.chars().count());
    let filled = |count: usize| -> String { std::iter::repeat_n(filler(spec), count).collect() };
    match spec.align.unwrap_or(otherwise) {
        Align::Left => format!("{text}{}", filled(missing)),
        Align::Right | Align::Inside => format!("{}{text}", filled(missing)),
        Align::Center => format!("{}{text}{}", filled(missing / 2), filled(missing - missing / 2)),
    }
}
