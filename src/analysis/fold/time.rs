//! Instants as text.

use jiff::Timestamp;
use jiff::civil::DateTime;

/// 0001-01-01T00:00:00Z in microseconds: the first instant of Python's `datetime`.
const FIRST: i64 = -62_135_596_800_000_000;
/// 9999-12-31T23:59:59.999999Z in microseconds: the last one.
const LAST: i64 = 253_402_300_799_999_999;

/// The instant, in microseconds since 1970-01-01T00:00:00Z, that a text in RFC 3339 names; without an offset it is UTC.
///
/// # Errors
///
/// What is wrong with the text.
pub fn parse_datetime(text: &str) -> Result<i64, String> {
    let wrong = || format!("`\"{text}\"` is no date and time in RFC 3339, such as `\"2030-01-02T00:00:00Z\"`");
    let timestamp = match text.parse::<Timestamp>() {
        Ok(timestamp) => timestamp,
        Err(_) => {
            let civil: DateTime = text.parse().map_err(|_| wrong())?;
            jiff::tz::Offset::UTC.to_timestamp(civil).map_err(|_| wrong())?
        }
    };
    let nanos = timestamp.as_nanosecond();
    if nanos % 1000 != 0 {
        return Err(format!("`\"{text}\"` has more than six digits of a second: a `datetime` counts microseconds"));
    }
    let micros = i64::try_from(nanos / 1000).map_err(|_| wrong())?;
    if (FIRST..=LAST).contains(&micros) { Ok(micros) } else { Err(format!("`\"{text}\"` is outside of the years 1 to 9999")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_3339_is_read_in_utc() {
        // 2030-01-02T00:00:00Z is 1893542400 seconds after the epoch (Python's `datetime.timestamp`).
        assert_eq!(parse_datetime("2030-01-02T00:00:00Z"), Ok(1_893_542_400_000_000));
        assert_eq!(parse_datetime("2030-01-02T01:00:00+01:00"), Ok(1_893_542_400_000_000));
        assert_eq!(parse_datetime("2030-01-02T00:00:00"), Ok(1_893_542_400_000_000));
        assert_eq!(parse_datetime("1970-01-01T00:00:00.000001Z"), Ok(1));
    }

    #[test]
    fn what_would_lose_digits_or_is_no_date_is_refused() {
        assert!(parse_datetime("2030-13-02T00:00:00Z").is_err());
        assert!(parse_datetime("soon").is_err());
        assert!(parse_datetime("2030-01-02T00:00:00.0000001Z").is_err());
    }
}
