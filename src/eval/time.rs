//! Instants and spans of time: reading, writing, and arithmetic on the calendar.

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::strtime::BrokenDownTime;

use super::failure::{FailureKind, Fallible, Fault};
use super::meter;
use super::notation;
use super::pattern::Pattern;
use super::secrets::{reason, short};
use super::strptime;
use crate::program::datetime::parse_datetime as read_datetime;
use crate::program::range::is_datetime;

/// Microseconds in a second.
pub(super) const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

/// About how many bytes of a format are written in one go.
const PIECE: usize = 1 << 12;

fn checked(micros: Option<i64>) -> Fallible<i64> {
    micros
        .filter(|micros| is_datetime(*micros))
        .ok_or_else(|| Fault::new(FailureKind::Overflow, "the result is outside of the years 1 to 9999"))
}

/// The date and time in UTC.
pub(super) fn civil(micros: i64) -> DateTime {
    // A manipulated payload may hold instants beyond the calendar.
    let days = jiff::Span::new().try_days(micros.div_euclid(DAY));
    let beyond = if micros < 0 { Date::MIN } else { Date::MAX };
    let date = days.and_then(|days| Date::constant(1970, 1, 1).checked_add(days)).unwrap_or(beyond);
    let rest = micros.rem_euclid(DAY);
    let seconds = rest / SECOND;
    let time = Time::new((seconds / 3600) as i8, (seconds / 60 % 60) as i8, (seconds % 60) as i8, (rest % SECOND * 1000) as i32);
    DateTime::from_parts(date, time.unwrap_or(Time::midnight()))
}

/// The instant of a date and time in UTC.
pub(super) fn micros(civil: DateTime) -> i64 {
    let days = civil.date().duration_since(Date::constant(1970, 1, 1)).as_secs() / 86_400;
    let seconds = i64::from(civil.hour()) * 3600 + i64::from(civil.minute()) * 60 + i64::from(civil.second());
    days * DAY + seconds * SECOND + i64::from(civil.subsec_nanosecond()) / 1000
}

/// `datetime(text)`
///
/// # Errors
/// If the text is not an instant in RFC 3339.
pub(super) fn parse(text: &str) -> Fallible<i64> {
    // A longer text cannot be one, and the parser would copy it into its error.
    let read = if text.len() > 1 << 10 { None } else { read_datetime(text).ok() };
    read.ok_or_else(|| Fault::value(format!("`{}` is not a date and time such as `2030-01-02T03:04:05Z`", short(text))))
}

/// `duration(text)`
///
/// # Errors
/// If the text is not a span.
pub(super) fn parse_duration(text: &str) -> Fallible<i64> {
    notation::parse_source_duration(text).ok_or_else(|| Fault::value(format!("`{}` is not a duration such as `1h30m`", short(text))))
}

/// `datetime(year, month, day, hour, minute, second, microsecond)`
///
/// # Errors
/// If a part is out of range.
pub(super) fn from_parts(parts: [i64; 7]) -> Fallible<i64> {
    let [year, month, day, hour, minute, second, microsecond] = parts;
    let wrong =
        || Fault::value(format!("there is no date and time {year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}.{microsecond:06}"));
    let small = |part: i64| i8::try_from(part).ok();
    let date = (1..=9999).contains(&year).then(|| {
        let date = Date::new(year as i16, small(month)?, small(day)?).ok()?;
        let nanos = (0..SECOND).contains(&microsecond).then(|| microsecond as i32 * 1000)?;
        let time = Time::new(small(hour)?, small(minute)?, small(second)?, nanos).ok()?;
        Some(micros(DateTime::from_parts(date, time)))
    });
    date.flatten().ok_or_else(wrong)
}

/// `parse_datetime(text, format)`; `pattern` is that of the format.
///
/// # Errors
/// If the text does not match the format.
pub(super) fn parse_format(pattern: &mut Pattern, text: &str, format: &str) -> Fallible<i64> {
    let (civil, offset) = strptime::read(pattern, text, format)?;
    checked(Some(micros(civil) - offset))
}

/// `format(instant, format)`
///
/// # Errors
/// For a format that is none.
pub(super) fn format(instant: i64, format: &str) -> Fallible<String> {
    let mut broken = BrokenDownTime::from(civil(instant));
    broken.set_offset(Some(jiff::tz::Offset::UTC));
    let mut text = String::new();
    let mut rest = format;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(whole_codes(rest));
        rest = after;
        meter::read(piece.len() * 8)?;
        let written = broken.to_string(python_codes(piece));
        text.push_str(
            &written.map_err(|error| Fault::value(format!("the format `{}` cannot be used{}", short(format), reason(format, error))))?,
        );
        meter::text(&text)?;
    }
    Ok(text)
}

/// The start of a format that is written in one go: a few thousand bytes, without splitting a code.
fn whole_codes(format: &str) -> usize {
    let mut in_code = false;
    for (at, c) in format.char_indices() {
        if !in_code && at >= PIECE {
            return at;
        }
        // Between `%` and the letter of a code there may be flags and a width.
        in_code = if in_code { !c.is_ascii_alphabetic() && c != '%' } else { c == '%' };
    }
    format.len()
}

/// Two codes mean something else in Python: `%f` has always six digits, and `%Z` is `UTC`, `%z` `+0000`.
fn python_codes(format: &str) -> String {
    let mut codes = String::with_capacity(format.len());
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        codes.push(c);
        if c == '%' {
            match chars.next() {
                Some('f') => codes.push_str("6f"),
                Some('c') => {
                    codes.pop();
                    codes.push_str("%a %b %e %H:%M:%S %Y");
                }
                Some('x') => {
                    codes.pop();
                    codes.push_str("%m/%d/%y");
                }
                Some('X') => {
                    codes.pop();
                    codes.push_str("%H:%M:%S");
                }
                Some('Z') => {
                    codes.pop();
                    codes.push_str("UTC");
                }
                Some(code) => codes.push(code),
                None => {}
            }
        }
    }
    codes
}

/// `truncate(instant, unit)`
///
/// # Errors
/// For another unit.
pub(super) fn truncate(instant: i64, unit: &str) -> Fallible<i64> {
    let at = civil(instant);
    let date = match unit {
        "year" => Date::new(at.year(), 1, 1).ok(),
        "month" => Some(at.date().first_of_month()),
        "week" => {
            let back = jiff::Span::new().days(i64::from(at.weekday().to_monday_zero_offset()));
            at.date().checked_sub(back).ok()
        }
        "day" => Some(at.date()),
        _ => {
            let size = match unit {
                "hour" => 3600 * SECOND,
                "minute" => 60 * SECOND,
                "second" => SECOND,
                _ => {
                    return Err(Fault::value(format!(
                        "`{}` is not a unit: there are `year`, `month`, `week`, `day`, `hour`, `minute`, `second`",
                        short(unit)
                    )));
                }
            };
            return Ok(instant - instant.rem_euclid(size));
        }
    };
    checked(date.map(|date| micros(DateTime::from_parts(date, Time::midnight()))))
}

/// `add_months(instant, months)`
///
/// # Errors
/// Outside of the years 1 to 9999.
pub(super) fn add_months(instant: i64, months: i64) -> Fallible<i64> {
    let at = civil(instant);
    let span = jiff::Span::new().try_months(months).ok();
    let date = span.and_then(|span| at.date().checked_add(span).ok());
    checked(date.map(|date| micros(DateTime::from_parts(date, at.time()))))
}

/// `from_timestamp(seconds)`
///
/// # Errors
/// Outside of the years 1 to 9999.
pub(super) fn from_seconds(seconds: f64) -> Fallible<i64> {
    checked(notation::micros_of_seconds(seconds))
}

/// `from_timestamp(seconds)` of whole ones.
///
/// # Errors
/// Outside of the years 1 to 9999.
pub(super) fn from_whole_seconds(seconds: i64) -> Fallible<i64> {
    checked(seconds.checked_mul(SECOND))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::range::LAST_DATETIME;

    fn at(text: &str) -> i64 {
        parse(text).unwrap()
    }

    #[test]
    fn instants_and_the_calendar_agree_in_all_years() {
        for text in ["0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "2024-02-29T12:30:15.25Z", "9999-12-31T23:59:59.999999Z"] {
            assert_eq!(micros(civil(at(text))), at(text), "{text}");
        }
        assert!(parse("9999-12-31T23:59:59-01:00").is_err() && parse("yesterday").is_err());
    }

    #[test]
    fn formats_are_pythons() {
        // datetime(2024, 2, 29, 12, 30, 15, 250000, tzinfo=utc).strftime(…) of CPython 3.11.
        let instant = at("2024-02-29T12:30:15.25Z");
        for (code, expected) in [
            ("%Y-%m-%d %H:%M:%S.%f", "2024-02-29 12:30:15.250000"),
            ("%a %A %b %B %d %j %y", "Thu Thursday Feb February 29 060 24"),
            ("%I:%M %p", "12:30 PM"),
            ("%w %U %W %u %V %G", "4 08 09 4 09 2024"),
            ("%z %Z %%", "+0000 UTC %"),
            ("%c", "Thu Feb 29 12:30:15 2024"),
            ("%x %X", "02/29/24 12:30:15"),
        ] {
            assert_eq!(format(instant, code).as_deref(), Ok(expected), "{code}");
        }
        assert_eq!(format(0, "%f").as_deref(), Ok("000000"));
        assert!(format(0, "%Q!%").is_err());
        assert_eq!(format(instant, &"%Y %c%%".repeat(2_000)), Ok("2024 Thu Feb 29 12:30:15 2024%".repeat(2_000)));
        assert!(format(0, &format!("{}%", "%Y".repeat(10_000))).is_err());
        assert_eq!(format(LAST_DATETIME, "%Y %H").as_deref(), Ok("9999 23"));
    }

    #[test]
    fn units_and_months_follow_the_calendar() {
        let instant = at("2024-02-29T12:30:15.25Z");
        for (unit, expected) in [
            ("year", "2024-01-01T00:00:00Z"),
            ("month", "2024-02-01T00:00:00Z"),
            ("week", "2024-02-26T00:00:00Z"),
            ("day", "2024-02-29T00:00:00Z"),
            ("hour", "2024-02-29T12:00:00Z"),
            ("minute", "2024-02-29T12:30:00Z"),
            ("second", "2024-02-29T12:30:15Z"),
        ] {
            assert_eq!(truncate(instant, unit), Ok(at(expected)), "{unit}");
        }
        assert_eq!(add_months(instant, 12), Ok(at("2025-02-28T12:30:15.25Z")));
        assert_eq!(add_months(instant, -3), Ok(at("2023-11-29T12:30:15.25Z")));
        assert!(add_months(instant, 120_000).is_err() && truncate(instant, "fortnight").is_err());
        assert_eq!(truncate(at("1969-12-31T23:59:59.5Z"), "second"), Ok(-SECOND));
    }

    #[test]
    fn parts_are_checked() {
        assert_eq!(from_parts([2024, 2, 29, 23, 59, 59, 999_999]), Ok(at("2024-02-29T23:59:59.999999Z")));
        for wrong in [
            [2023, 2, 29, 0, 0, 0, 0],
            [0, 1, 1, 0, 0, 0, 0],
            [2024, 1, 1, 24, 0, 0, 0],
            [2024, 1, 1, 0, 0, 0, 1_000_000],
            [2024, 300, 1, 0, 0, 0, 0],
        ] {
            assert!(from_parts(wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(from_seconds(1.5), Ok(1_500_000));
        assert_eq!(from_seconds(-0.25), Ok(-250_000));
        assert!(from_seconds(f64::NAN).is_err() && from_seconds(1e18).is_err());
    }
}
