//! Integers, floats and durations.

use super::{Lower, Node};
use crate::diagnostics::{Diagnostic, codes::syntax as codes};
use crate::source::Span;
use crate::syntax::ast::{ExprKind, LONGEST_DURATION};

/// The units of durations in descending order, in microseconds.
const UNITS: [(&str, i128); 6] =
    [("d", 86_400_000_000), ("h", 3_600_000_000), ("m", 60_000_000), ("s", 1_000_000), ("ms", 1_000), ("us", 1)];

/// The finding about an integer that 64 bits do not hold.
pub(super) fn out_of_range(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::NUMBER_RANGE, "this integer is out of range")
        .at(span, "`int` holds -9223372036854775808 to 9223372036854775807")
        .help("write a float (`1e20`) if it need not be exact")
}

impl Lower<'_> {
    /// The value of a number, which also may be a duration.
    pub(super) fn number(&mut self, pair: &Node<'_>) -> ExprKind {
        let text = self.text(pair);
        let span = self.span(pair);
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_').len();
        let (whole, rest) = text.split_at(digits);
        if !underscores_separate(whole) {
            return self.malformed(span, "`_` can only be between two digits of a number", "write `1_000_000`");
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
        let help = if is_radix(text) {
            "numbers are written in decimal"
        } else {
            "a number consists of digits, with an optional point and exponent: `1_000`, `0.5`, `1e-3`"
        };
        self.malformed(span, format!("`{text}` is not a valid number"), help)
    }

    fn malformed(&mut self, span: Span, message: impl Into<String>, help: &str) -> ExprKind {
        let diagnostic = Diagnostic::new(&codes::MALFORMED_NUMBER, message).at(span, "not a number").help(help);
        self.report(diagnostic);
        ExprKind::Int(0)
    }

    fn integer(&mut self, digits: &str, span: Span) -> ExprKind {
        let mut value: u64 = 0;
        for digit in digits.bytes().filter(u8::is_ascii_digit) {
            let next = value.checked_mul(10).and_then(|value| value.checked_add(u64::from(digit - b'0')));
            let Some(next) = next else {
                self.report(out_of_range(span));
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
                self.report(out_of_range(span));
                ExprKind::Int(0)
            }
        }
    }

    /// A float, if that is what `rest`, the text behind the first digits, makes of it.
    fn float(&mut self, text: &str, rest: &str, span: Span) -> Option<ExprKind> {
        let mut rest = rest;
        if let Some(fraction) = rest.strip_prefix('.') {
            let behind = fraction.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
            if !underscores_separate(&fraction[..fraction.len() - behind.len()]) {
                return None;
            }
            rest = behind;
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
            let diagnostic = Diagnostic::new(&codes::NUMBER_RANGE, "this float is out of range")
                .at(span, "the largest is about 1.8e308")
                .help("`float(\"inf\")` is infinity");
            self.report(diagnostic);
        }
        Some(ExprKind::Float(value))
    }

    /// `1h30m`: units descend, each once, a fraction only in the last.
    fn duration(&mut self, text: &str, span: Span) -> ExprKind {
        match duration_micros(text) {
            Ok(micros) => ExprKind::Duration(micros),
            Err(DurationError::NoUnit(unit)) => {
                let mut diagnostic = Diagnostic::new(&codes::MALFORMED_NUMBER, format!("`{unit}` cannot come directly after a number"))
                    .at(span, "neither a number nor a duration");
                diagnostic = match unit_meant(&unit) {
                    Some(meant) => diagnostic.help(format!("the unit is written `{meant}`; the units are `d`, `h`, `m`, `s`, `ms`, `us`")),
                    None => diagnostic.help("a duration's units are `d`, `h`, `m`, `s`, `ms`, `us`; a name does not begin with a digit"),
                };
                self.report(diagnostic);
                ExprKind::Int(0)
            }
            Err(DurationError::Malformed(message, help)) => {
                let diagnostic = Diagnostic::new(&codes::MALFORMED_DURATION, message).at(span, "this duration").help(help);
                self.report(diagnostic);
                ExprKind::Duration(0)
            }
            Err(DurationError::Range) => {
                let diagnostic = Diagnostic::new(&codes::NUMBER_RANGE, "this duration is out of range")
                    .at(span, "the longest that Flyte accepts is `3652500d`, about 10 000 years");
                self.report(diagnostic);
                ExprKind::Duration(0)
            }
        }
    }
}

/// Whether every `_` stands between two digits.
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

enum DurationError {
    /// Letters that are no unit.
    NoUnit(String),
    /// Message and help.
    Malformed(String, &'static str),
    Range,
}

fn duration_micros(text: &str) -> Result<i64, DurationError> {
    let mut rest = text;
    let mut total: i128 = 0;
    let mut last_unit: Option<usize> = None;
    while !rest.is_empty() {
        let number = take(&mut rest, |c| c.is_ascii_digit() || c == '_');
        let fraction = rest.strip_prefix('.').map(|behind| {
            rest = behind;
            take(&mut rest, |c| c.is_ascii_digit() || c == '_')
        });
        let unit = take(&mut rest, |c| c.is_ascii_alphabetic() || c == '_');
        if unit.is_empty() {
            let message = format!("missing unit after `{number}`");
            return Err(DurationError::Malformed(message, "every number of a duration needs a unit: `1h30m`"));
        }
        let Some(index) = UNITS.iter().position(|(name, _)| *name == unit) else {
            return Err(DurationError::NoUnit(unit.to_owned()));
        };
        if last_unit.is_some_and(|last| last >= index) {
            let message = format!("the unit `{unit}` comes after `{}`", UNITS[last_unit.unwrap_or(0)].0);
            return Err(DurationError::Malformed(message, "write each unit once, from the largest to the smallest: `1d2h3m4s5ms6us`"));
        }
        if fraction.is_some() && !rest.is_empty() {
            let message = "only the last number of a duration may have a fraction".to_owned();
            return Err(DurationError::Malformed(message, "write `1h30m` or `1.5h`"));
        }
        last_unit = Some(index);
        let micros = part_micros(number, fraction.unwrap_or(""), UNITS[index].1)?;
        total = total.checked_add(micros).ok_or(DurationError::Range)?;
    }
    i64::try_from(total).ok().filter(|micros| *micros <= LONGEST_DURATION).ok_or(DurationError::Range)
}

fn part_micros(whole: &str, fraction: &str, unit: i128) -> Result<i128, DurationError> {
    if !underscores_separate(whole) || !underscores_separate(fraction) {
        return Err(DurationError::Malformed("`_` can only be between two digits of a number".into(), "write `1_000ms`"));
    }
    let plain: String = whole.chars().filter(|c| *c != '_').collect();
    let whole: i128 = plain.parse().map_err(|_| DurationError::Range)?;
    let whole = whole.checked_mul(unit).ok_or(DurationError::Range)?;
    let fraction: String = fraction.chars().filter(|c| *c != '_').collect();
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() {
        return Ok(whole);
    }
    let finer = || DurationError::Malformed("durations are no finer than a microsecond".into(), "round it to a multiple of `1us`");
    // No unit has more than eleven zeros: more digits are finer than a microsecond.
    if fraction.len() > 12 {
        return Err(finer());
    }
    let scale = 10_i128.pow(fraction.len() as u32);
    let parts: i128 = fraction.parse().map_err(|_| DurationError::Range)?;
    if parts * unit % scale != 0 {
        return Err(finer());
    }
    whole.checked_add(parts * unit / scale).ok_or(DurationError::Range)
}

fn take<'t>(rest: &mut &'t str, keep: impl Fn(char) -> bool) -> &'t str {
    let end = rest.find(|c: char| !keep(c)).unwrap_or(rest.len());
    let (taken, behind) = rest.split_at(end);
    *rest = behind;
    taken
}
