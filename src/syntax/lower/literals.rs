//! Integers, floats and durations.

use super::{Lower, Node, report};
use crate::source::Span;
use crate::syntax::ast::{ExprKind, LONGEST_DURATION};

/// The units of durations in descending order, in microseconds.
const UNITS: [(&str, i128); 6] =
    [("d", 86_400_000_000), ("h", 3_600_000_000), ("m", 60_000_000), ("s", 1_000_000), ("ms", 1_000), ("us", 1)];

impl Lower<'_> {
    /// The value of a number, which also may be a duration.
    pub(super) fn number(&mut self, pair: &Node<'_>) -> ExprKind {
        let text = self.text(pair);
        let span = self.span(pair);
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_').len();
        let (whole, rest) = text.split_at(digits);
        if !underscores_separate(whole) {
            self.report(report::number_underscore(span));
            return ExprKind::Int(0);
        }
        if rest.is_empty() {
            return self.integer(whole, span);
        }
        if let Some(kind) = self.float(text, rest, span) {
            return kind;
        }
        if rest.bytes().any(|byte| byte.is_ascii_alphabetic()) && !is_radix(text) {
            return self.duration(text, span);
        }
        self.report(report::not_a_number(text, is_radix(text), span));
        ExprKind::Int(0)
    }

    fn integer(&mut self, digits: &str, span: Span) -> ExprKind {
        let mut value: u64 = 0;
        for digit in digits.bytes().filter(u8::is_ascii_digit) {
            let next = value.checked_mul(10).and_then(|value| value.checked_add(u64::from(digit - b'0')));
            let Some(next) = next else {
                self.report(report::integer_range(span));
                return ExprKind::Int(0);
            };
            value = next;
        }
        match i64::try_from(value) {
            Ok(value) => ExprKind::Int(value),
            Err(_) if value == 1 << 63 => {
                // Only with a minus directly before it.
                self.unsigned.push(span.start);
                ExprKind::Int(i64::MAX)
            }
            Err(_) => {
                self.report(report::integer_range(span));
                ExprKind::Int(0)
            }
        }
    }

    /// A float, if that is what `rest`, the text after the first digits, makes of it.
    fn float(&mut self, text: &str, rest: &str, span: Span) -> Option<ExprKind> {
        let mut rest = rest;
        if let Some(fraction) = rest.strip_prefix('.') {
            let after = fraction.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
            if !underscores_separate(&fraction[..fraction.len() - after.len()]) {
                return None;
            }
            rest = after;
        }
        if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_') || !underscores_separate(digits) {
                return None;
            }
            rest = "";
        }
        if !rest.is_empty() {
            return None;
        }
        let plain: String = text.chars().filter(|c| *c != '_').collect();
        let value: f64 = plain.parse().ok()?;
        if value.is_infinite() {
            self.report(report::float_range(span));
        }
        Some(ExprKind::Float(value))
    }

    /// `1h30m`: units descend, each once, a fraction only in the last.
    fn duration(&mut self, text: &str, span: Span) -> ExprKind {
        match duration_micros(text) {
            Ok(micros) => ExprKind::Duration(micros),
            Err(error) => {
                let meant = match &error {
                    DurationError::NoUnit(unit) => unit_meant(unit),
                    _ => None,
                };
                self.report(report::duration(&error, meant, span));
                if matches!(error, DurationError::NoUnit(_)) { ExprKind::Int(0) } else { ExprKind::Duration(0) }
            }
        }
    }
}

/// Whether every `_` is between two digits.
fn underscores_separate(digits: &str) -> bool {
    !digits.starts_with('_') && !digits.ends_with('_') && !digits.contains("__")
}

fn is_radix(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next() == Some(b'0') && matches!(bytes.next(), Some(b'x' | b'X' | b'b' | b'B' | b'o' | b'O'))
}

fn unit_meant(unit: &str) -> Option<&'static str> {
    Some(match unit {
        "D" | "day" | "days" => "d",
        "H" | "hr" | "hrs" | "hour" | "hours" => "h",
        "M" | "min" | "mins" | "minute" | "minutes" => "m",
        "S" | "sec" | "secs" | "second" | "seconds" => "s",
        "MS" | "millis" | "msec" => "ms",
        "US" | "micros" | "usec" => "us",
        _ => return None,
    })
}

/// What is wrong with a duration.
pub(super) enum DurationError {
    /// Letters that are not a unit.
    NoUnit(String),
    /// A number without a unit.
    MissingUnit(String),
    /// A unit after one that is not larger.
    Order { unit: String, before: &'static str },
    /// A fraction before the last number.
    Fraction,
    /// An underscore that is not between two digits.
    Underscore,
    /// Less than a microsecond.
    TooFine,
    /// More than the longest duration.
    Range,
}

fn duration_micros(text: &str) -> Result<i64, DurationError> {
    let mut rest = text;
    let mut total: i128 = 0;
    let mut last_unit: Option<usize> = None;
    while !rest.is_empty() {
        let number = take(&mut rest, |c| c.is_ascii_digit() || c == '_');
        let fraction = rest.strip_prefix('.').map(|after| {
            rest = after;
            take(&mut rest, |c| c.is_ascii_digit() || c == '_')
        });
        let unit = take(&mut rest, |c| c.is_ascii_alphabetic() || c == '_');
        if unit.is_empty() {
            return Err(DurationError::MissingUnit(number.to_owned()));
        }
        let Some(index) = UNITS.iter().position(|(name, _)| *name == unit) else {
            return Err(DurationError::NoUnit(unit.to_owned()));
        };
        if let Some(last) = last_unit.filter(|last| *last >= index) {
            return Err(DurationError::Order { unit: unit.to_owned(), before: UNITS[last].0 });
        }
        if fraction.is_some() && !rest.is_empty() {
            return Err(DurationError::Fraction);
        }
        last_unit = Some(index);
        let micros = part_micros(number, fraction.unwrap_or(""), UNITS[index].1)?;
        total = total.checked_add(micros).ok_or(DurationError::Range)?;
    }
    i64::try_from(total).ok().filter(|micros| *micros <= LONGEST_DURATION).ok_or(DurationError::Range)
}

fn part_micros(whole: &str, fraction: &str, unit: i128) -> Result<i128, DurationError> {
    if !underscores_separate(whole) || !underscores_separate(fraction) {
        return Err(DurationError::Underscore);
    }
    let plain: String = whole.chars().filter(|c| *c != '_').collect();
    let whole: i128 = plain.parse().map_err(|_| DurationError::Range)?;
    let whole = whole.checked_mul(unit).ok_or(DurationError::Range)?;
    let fraction: String = fraction.chars().filter(|c| *c != '_').collect();
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() {
        return Ok(whole);
    }
    // No unit has more than eleven zeros: more digits are finer than a microsecond.
    if fraction.len() > 12 {
        return Err(DurationError::TooFine);
    }
    let scale = 10_i128.pow(fraction.len() as u32);
    let parts: i128 = fraction.parse().map_err(|_| DurationError::Range)?;
    if parts * unit % scale != 0 {
        return Err(DurationError::TooFine);
    }
    whole.checked_add(parts * unit / scale).ok_or(DurationError::Range)
}

fn take<'t>(rest: &mut &'t str, keep: impl Fn(char) -> bool) -> &'t str {
    let end = rest.find(|c: char| !keep(c)).unwrap_or(rest.len());
    let (taken, after) = rest.split_at(end);
    *rest = after;
    taken
}
