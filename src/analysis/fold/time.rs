//! Instants as text.

use jiff::civil::{Date, Time};
use jiff::fmt::temporal::Pieces;

use crate::analysis::range::is_datetime;

/// The instant, in microseconds since 1970-01-01T00:00:00Z, that a text in RFC 3339 names; without an offset it is UTC,
/// without a time the day's start.
///
/// # Errors
///
/// What is wrong with the text.
pub fn parse_datetime(text: &str) -> Result<i64, String> {
    let wrong = || format!("`\"{text}\"` is no date and time in RFC 3339, such as `\"2030-01-02T00:00:00Z\"`");
    let pieces = Pieces::parse(text.trim()).map_err(|_| wrong())?;
    if pieces.time_zone_annotation().is_some() {
        return Err(wrong());
    }
    let time = pieces.time().unwrap_or(Time::midnight());
    if time.subsec_nanosecond() % 1000 != 0 {
        return Err(format!("`\"{text}\"` has more than six digits of a second: a `datetime` counts microseconds"));
    }
    let offset = pieces.to_numeric_offset().map_or(0, jiff::tz::Offset::seconds);
    let days = pieces.date().duration_since(Date::constant(1970, 1, 1)).as_secs() / 86_400;
    let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second()) - i64::from(offset);
    let micros = (days * 86_400 + seconds) * 1_000_000 + i64::from(time.subsec_nanosecond()) / 1000;
    if is_datetime(micros) { Ok(micros) } else { Err(format!("`\"{text}\"` is outside of the years 1 to 9999")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::range::{FIRST_DATETIME, LAST_DATETIME};

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
    }
}
