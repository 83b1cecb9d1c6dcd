//! The text forms of floats, instants and spans of time.

use std::fmt::Write;

use jiff::civil::Date;

use crate::program::datetime::read_iso_datetime;
use crate::program::range::is_duration;

const MICROS_PER_SECOND: i64 = 1_000_000;
const MICROS_PER_DAY: i64 = 86_400 * MICROS_PER_SECOND;

/// Units of spans of time, descending, in microseconds.
const UNITS: [(&str, i64); 6] = [
    ("d", MICROS_PER_DAY),
    ("h", 3600 * MICROS_PER_SECOND),
    ("m", 60 * MICROS_PER_SECOND),
    ("s", MICROS_PER_SECOND),
    ("ms", 1000),
    ("us", 1),
];

/// A float as Python's `repr` prints it.
pub(crate) fn float(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    // Both languages print the fewest digits that name the number; they differ in where the exponent begins.
    let scientific = fewest_digits(value);
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    match exponent.parse::<i32>() {
        Ok(-4..=15) => {
            let plain = plain(mantissa, exponent.parse().unwrap_or_default());
            if plain.contains('.') { plain } else { plain + ".0" }
        }
        Ok(exponent) => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{mantissa}e{sign}{:02}", exponent.unsigned_abs())
        }
        Err(_) => scientific,
    }
}

/// The fewest digits that name a number, `d.ddde±x`; of two that are equally near, the even one, as in Python.
fn fewest_digits(value: f64) -> String {
    let fewest = format!("{value:e}");
    let digits = fewest.bytes().take_while(|byte| *byte != b'e').filter(u8::is_ascii_digit).count();
    // Only numbers with that many digits can be exactly halfway between two.
    if digits >= 15 {
        let nearest = format!("{value:.*e}", digits - 1);
        if nearest != fewest && nearest.parse() == Ok(value) {
            return nearest;
        }
    }
    fewest
}

/// `d.ddd × 10^exponent` without an exponent.
fn plain(mantissa: &str, exponent: i32) -> String {
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    if exponent < 0 {
        let zeros = "0".repeat(exponent.unsigned_abs() as usize - 1);
        return format!("{sign}0.{zeros}{digits}");
    }
    let whole = exponent as usize + 1;
    match digits.split_at_checked(whole) {
        Some((whole, "")) => format!("{sign}{whole}"),
        Some((whole, fraction)) => format!("{sign}{whole}.{fraction}"),
        None => format!("{sign}{digits:0<whole$}"),
    }
}

/// An instant in RFC 3339, with the digits of the fraction that it needs, and `zone` after it.
fn instant(micros: i64, zone: &str) -> String {
    let second = micros.rem_euclid(MICROS_PER_DAY) / MICROS_PER_SECOND;
    let fraction = micros.rem_euclid(MICROS_PER_SECOND);
    let date = jiff::Span::new()
        .try_days(micros.div_euclid(MICROS_PER_DAY))
        .and_then(|days| Date::constant(1970, 1, 1).checked_add(days))
        .unwrap_or(if micros < 0 { Date::MIN } else { Date::MAX });
    let mut text = String::with_capacity(32);
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        date.year(),
        date.month(),
        date.day(),
        second / 3600,
        second / 60 % 60,
        second % 60
    );
    if fraction != 0 {
        let digits = format!("{fraction:06}");
        let _ = write!(text, ".{}", if zone == "Z" { digits.trim_end_matches('0') } else { &digits });
    }
    text.push_str(zone);
    text
}

/// An instant in RFC 3339: `2024-02-29T12:30:15.25Z`.
pub(crate) fn datetime(micros: i64) -> String {
    instant(micros, "Z")
}

/// An instant as Python's `datetime.isoformat()` gives it for UTC: `2024-02-29T12:30:15.250000+00:00`.
pub(crate) fn python_datetime(micros: i64) -> String {
    instant(micros, "+00:00")
}

/// A span of time as source text has it: `1h30m`, `-2d`, `0s`.
pub(crate) fn duration(micros: i64) -> String {
    if micros == 0 {
        return "0s".to_owned();
    }
    let mut text = if micros < 0 { "-".to_owned() } else { String::new() };
    let mut rest = micros.unsigned_abs();
    for (unit, size) in UNITS {
        let count = rest / size.unsigned_abs();
        rest %= size.unsigned_abs();
        if count > 0 {
            let _ = write!(text, "{count}{unit}");
        }
    }
    text
}

/// A number of seconds in microseconds, rounded half to even, as Python's `timedelta` and `datetime.fromtimestamp` do; `None` beyond 64 bits.
pub(crate) fn micros_of_seconds(seconds: f64) -> Option<i64> {
    // The whole part first, so that the microseconds are rounded, and not their product.
    let whole = seconds.floor();
    let fraction = ((seconds - whole) * 1e6).round_ties_even();
    super::number::to_int(whole)?.checked_mul(1_000_000)?.checked_add(fraction as i64)
}

/// An instant from ISO 8601, of which `datetime` accepts the RFC 3339 subset; without an offset it is one in UTC, without a time the
/// day's start. Microseconds since 1970; `None` outside of the years 1 to 9999.
pub(crate) fn parse_datetime(text: &str) -> Option<i64> {
    // The parser copies what it cannot read into its error.
    let text = Some(text.trim()).filter(|text| text.len() <= 1 << 10)?;
    read_iso_datetime(text).ok()
}

/// A span of time as it is written in source text, to the letter.
pub(crate) fn parse_source_duration(text: &str) -> Option<i64> {
    // Longer ones have more digits than any number of microseconds.
    let text = Some(text).filter(|text| text.len() <= 1 << 16)?;
    let (negative, magnitude) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let micros = parse_units(&super::number::without_underscores(magnitude, u8::is_ascii_digit)?, &UNITS)?;
    is_duration(micros).then_some(if negative { -micros } else { micros })
}

/// A span of time from source form (`1h30m`, `1.5s`, `-2d`) or ISO 8601 (`PT1H30M`, `P1DT0.5S`), in microseconds; `None` beyond the
/// longest.
pub(crate) fn parse_duration(text: &str) -> Option<i64> {
    // Longer ones have more digits than any number of microseconds.
    let text = Some(text).filter(|text| text.len() <= 1 << 16)?.trim();
    let (negative, magnitude) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let micros = match magnitude.strip_prefix(['P', 'p']) {
        Some(iso) => parse_iso(iso)?,
        None => parse_units(magnitude, &UNITS)?,
    };
    is_duration(micros).then_some(if negative { -micros } else { micros })
}

fn parse_iso(text: &str) -> Option<i64> {
    const DATE: [(&str, i64); 2] = [("W", 7 * MICROS_PER_DAY), ("D", MICROS_PER_DAY)];
    const TIME: [(&str, i64); 3] = [("H", UNITS[1].1), ("M", UNITS[2].1), ("S", UNITS[3].1)];
    let upper = text.to_ascii_uppercase();
    match upper.split_once('T') {
        None => parse_units(&upper, &DATE),
        Some(("", time)) => parse_units(time, &TIME),
        Some((date, time)) => parse_units(date, &DATE)?.checked_add(parse_units(time, &TIME)?),
    }
}

/// Numbers with units, which descend, each once; only the last may have a fraction.
fn parse_units(text: &str, units: &[(&str, i64)]) -> Option<i64> {
    let mut rest = text;
    let mut remaining = units;
    let mut total = 0_i64;
    while !rest.is_empty() {
        let number = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let unit = rest[number..].len() - rest[number..].trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        let (digits, name) = (&rest[..number], &rest[number..number + unit]);
        rest = &rest[number + unit..];
        let at = remaining.iter().position(|(known, _)| *known == name)?;
        let micros = scaled(digits, remaining[at].1)?;
        if digits.contains('.') && !rest.is_empty() {
            return None;
        }
        total = total.checked_add(micros)?;
        remaining = &remaining[at + 1..];
    }
    if text.is_empty() { None } else { Some(total) }
}

/// `digits × unit`, exactly; a fraction below a microsecond is refused.
fn scaled(digits: &str, unit: i64) -> Option<i64> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || fraction.contains('.') || (digits.contains('.') && fraction.is_empty()) || fraction.len() > 18 {
        return None;
    }
    let scale = 10_i128.pow(fraction.len() as u32);
    let count: i128 = format!("{whole}{fraction}").parse().ok()?;
    let micros = count.checked_mul(i128::from(unit))?;
    if micros % scale != 0 {
        return None;
    }
    i64::try_from(micros / scale).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::range::LONGEST_DURATION;

    #[test]
    fn floats_print_as_pythons() {
        for (value, text) in [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (-0.0, "-0.0"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1.5e300, "1.5e+300"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.25e-7, "1.25e-07"),
            (123456789.125, "123456789.125"),
            (f64::NAN, "nan"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (5e-324, "5e-324"),
            (900_719_925_474_099.2, "900719925474099.2"),
            (2f64.powi(-25), "2.9802322387695312e-08"),
            (f64::MAX, "1.7976931348623157e+308"),
        ] {
            assert_eq!(float(value), text);
        }
    }

    #[test]
    fn instants_round_trip_over_all_of_pythons_years() {
        for (micros, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59.999999Z"),
            (1_709_209_815_250_000, "2024-02-29T12:30:15.25Z"),
            (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00Z"),
        ] {
            assert_eq!(datetime(micros), text);
            assert_eq!(parse_datetime(text), Some(micros));
        }
        assert_eq!(python_datetime(1_709_209_815_250_000), "2024-02-29T12:30:15.250000+00:00");
        assert_eq!(python_datetime(0), "1970-01-01T00:00:00+00:00");
    }

    #[test]
    fn instants_are_read_with_offset_without_zone_and_as_days() {
        assert_eq!(parse_datetime("1970-01-01T01:00:00+01:00"), Some(0));
        assert_eq!(parse_datetime("1970-01-01T00:00:01"), Some(1_000_000));
        assert_eq!(parse_datetime("1970-01-02"), Some(MICROS_PER_DAY));
        assert_eq!(parse_datetime("1970-01-01T00:00:00.0000001Z"), None);
        assert_eq!(parse_datetime("tomorrow"), None);
        assert_eq!(parse_datetime("9999-12-31T23:59:59-01:00"), None);
        assert_eq!(parse_datetime("0000-12-31T00:00:00Z"), None);
        assert_eq!(parse_datetime("2016-12-31T23:59:60Z"), None);
        assert_eq!(parse_datetime("20161231 235960"), None);
        assert_eq!(parse_datetime("1970-01-01T23:59:59-23:59"), Some(2 * MICROS_PER_DAY - 61_000_000));
        assert_eq!(parse_datetime("2016-12-31T00:00:00+24:00"), None);
    }

    #[test]
    fn durations_are_read_in_both_forms() {
        for (text, micros) in [
            ("1h30m", 5_400_000_000),
            ("1.5s", 1_500_000),
            ("-2d", -2 * MICROS_PER_DAY),
            ("250us", 250),
            ("90000.000001s", 90_000_000_001),
            ("PT1H30M", 5_400_000_000),
            ("P1DT0.5S", MICROS_PER_DAY + 500_000),
            ("P1W", 7 * MICROS_PER_DAY),
            ("-PT5S", -5_000_000),
            ("0s", 0),
        ] {
            assert_eq!(parse_duration(text), Some(micros), "{text}");
        }
        for text in ["", "1", "h", "30m1h", "1h1h", "1.5h30m", "0.1us", "P", "PT", "P1Y", "1 h", "3652501d", "9999999999999d"] {
            assert_eq!(parse_duration(text), None, "{text}");
        }
    }

    #[test]
    fn durations_print_as_source_text() {
        for micros in [0, 1, -1, 5_400_000_000, 90_000_000_001, -MICROS_PER_DAY + 7, LONGEST_DURATION, -LONGEST_DURATION] {
            assert_eq!(parse_duration(&duration(micros)), Some(micros));
        }
        assert_eq!(duration(5_400_000_000), "1h30m");
        assert_eq!(duration(0), "0s");
    }
}
