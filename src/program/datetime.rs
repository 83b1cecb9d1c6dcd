//! Instants as text.

use jiff::civil::{Date, Time};
use jiff::fmt::temporal::Pieces;

use crate::program::range::is_datetime;

/// The instant, in microseconds since 1970-01-01T00:00:00Z, that a string in RFC 3339 names; without an offset it is UTC,
/// without a time the day's start.
///
/// # Errors
///
/// Returns what is wrong with the string.
pub(crate) fn parse_datetime(text: &str) -> Result<i64, String> {
    if is_rfc_3339(text) { read_iso_datetime(text) } else { Err(wrong(text)) }
}

fn wrong(text: &str) -> String {
    format!("`\"{text}\"` is not a date and time in RFC 3339, such as `\"2030-01-02T00:00:00Z\"`")
}

/// Whether the text has the form of a day, or of a day, a time to the second, and perhaps an offset.
fn is_rfc_3339(text: &str) -> bool {
    let Some((day, time)) = text.split_at_checked(10) else { return false };
    has_form(day, "0000-00-00") && (time.is_empty() || is_time(time))
}

fn is_time(text: &str) -> bool {
    let Some((time, rest)) = text.split_at_checked(9) else { return false };
    let (fraction, offset) = match rest.strip_prefix('.') {
        Some(fraction) => fraction.split_at(fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len())),
        None => ("0", rest),
    };
    ["T00:00:00", "t00:00:00", " 00:00:00"].iter().any(|form| has_form(time, form))
        && !fraction.is_empty()
        && ["", "Z", "z", "+00:00", "-00:00"].iter().any(|form| has_form(offset, form))
}

/// Whether a string is written as `form`, in which `0` matches any digit.
fn has_form(text: &str, form: &str) -> bool {
    let fits = |(byte, form): (u8, u8)| if form == b'0' { byte.is_ascii_digit() } else { byte == form };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(fits)
}

/// The instant that a string in one of the forms of ISO 8601 names.
///
/// # Errors
///
/// Returns what is wrong with the string.
pub(crate) fn read_iso_datetime(text: &str) -> Result<i64, String> {
    let pieces = Pieces::parse(text).map_err(|_| wrong(text))?;
    let offset = pieces.to_numeric_offset().map_or(0, jiff::tz::Offset::seconds);
    // As Python has it, an offset is less than a day, and there is no 61st second, which the parser would take for the one before.
    if pieces.time_zone_annotation().is_some() || i64::from(offset).abs() >= 86_400 || has_leap_second(text) {
        return Err(wrong(text));
    }
    let time = pieces.time().unwrap_or(Time::midnight());
    if time.subsec_nanosecond() % 1000 != 0 {
        return Err(format!("`\"{text}\"` has more than six digits of a second: a `datetime` counts microseconds"));
    }
    let days = pieces.date().duration_since(Date::constant(1970, 1, 1)).as_secs() / 86_400;
    let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second()) - i64::from(offset);
    let micros = (days * 86_400 + seconds) * 1_000_000 + i64::from(time.subsec_nanosecond()) / 1000;
    if is_datetime(micros) { Ok(micros) } else { Err(format!("`\"{text}\"` is outside of the years 1 to 9999")) }
}

/// Whether the seconds of an instant in ISO 8601 are 60.
fn has_leap_second(text: &str) -> bool {
    let time = text.split_once(['T', 't', ' ']).map_or("", |(_, time)| time);
    let digits = time.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b':').filter(u8::is_ascii_digit);
    digits.skip(4).take(2).eq(*b"60")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::range::{FIRST_DATETIME, LAST_DATETIME};

    #[test]
    fn rfc_3339_is_read_in_utc() {
        // 2030-01-02T00:00:00Z is 1893542400 seconds after the epoch (Python's `datetime.timestamp`).
        assert_eq!(parse_datetime("2030-01-02T00:00:00Z"), Ok(1_893_542_400_000_000));
        assert_eq!(parse_datetime("2030-01-02T01:00:00+01:00"), Ok(1_893_542_400_000_000));
        assert_eq!(parse_datetime("2030-01-02T00:00:00"), Ok(1_893_542_400_000_000));
        assert_eq!(parse_datetime("1970-01-01T00:00:00.000001Z"), Ok(1));
        assert_eq!(parse_datetime("1970-01-02"), Ok(86_400_000_000));
        assert_eq!(parse_datetime("0001-01-01T00:00:00Z"), Ok(FIRST_DATETIME));
        assert_eq!(parse_datetime("9999-12-31T23:59:59.999999Z"), Ok(LAST_DATETIME));
    }

    #[test]
    fn what_would_lose_digits_or_is_no_date_is_refused() {
        assert!(parse_datetime("2030-13-02T00:00:00Z").is_err());
        assert!(parse_datetime("soon").is_err());
        assert!(parse_datetime("9999-12-31T23:59:59.999999-01:00").is_err());
        assert!(parse_datetime("2030-01-02T00:00:00+01:00[Europe/Paris]").is_err());
        assert!(parse_datetime("2030-01-02T00:00:00.0000001Z").is_err());
        // Python's `fromisoformat` and Go's `time.Parse` refuse a 61st second, too.
        for other in ["2016-12-31T23:59:60Z", "20161231T235960Z", "2016-12-31T23:59:60.5+01:00"] {
            assert!(parse_datetime(other).is_err() && read_iso_datetime(other).is_err(), "{other}");
        }
    }

    #[test]
    fn other_forms_of_iso_8601_are_not_rfc_3339() {
        for other in [
            "2030-01-02T03",
            "2030-01-02T03:04",
            "2030-01-02T03:04Z",
            "20300102T030405Z",
            "2030-01-02Z",
            "2030-01-02T03:04:05,5Z",
            "2030-01-02T03:04:05.Z",
            "2030-01-02T03:04:05+01",
            "2030-01-02T03:04:05+0100",
            "2030-01-02T03:04:05ZZ",
            "+002030-01-02T03:04:05Z",
            " 2030-01-02T03:04:05Z",
            "2030-01-02T03:04:05Z ",
            "2030-01-02T",
            "",
        ] {
            assert!(parse_datetime(other).is_err(), "{other}");
        }
        for rfc in ["2030-01-02T03:04:05z", "2030-01-02t03:04:05", "2030-01-02 03:04:05.5-00:00", "2030-01-02T03:04:05.000000+23:59"] {
            assert!(parse_datetime(rfc).is_ok(), "{rfc}");
        }
    }
}
