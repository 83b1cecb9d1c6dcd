//! Dates and durations.

use super::builtins;

builtins! {
    /// Instants in UTC and spans of time, both in microseconds.
    TIME Time(TimeOp) "Dates and durations":

    /// The instant that an RFC 3339 string names: an offset is taken into account, without one it is UTC, and a date on its own is the
    /// start of that day. Or the instant with these parts in UTC. Fails for any other string, for leap seconds (`23:59:60`), for parts out
    /// of range, and outside the years 1 to 9999.
    "datetime" {
        folded DatetimeFromStr { (text: str) -> datetime }
        run DatetimeFromParts { (year: int, month: int, day: int, hour?: int, minute?: int, second?: int, microsecond?: int) -> datetime }
    } [
        r#"str(datetime("2030-01-02T01:00:00+01:00"))"# => r#""2030-01-02T00:00:00Z""#
        "str(datetime(2030, 1, 2, minute: 5))" => r#""2030-01-02T00:05:00Z""#
        "str(datetime(2030, 1, 2, 3, 4))" => r#""2030-01-02T03:04:00Z""#
    ]

    /// Parses a string in a format of strftime's codes, as Python's `strptime` does. The result is in UTC unless the string has an offset,
    /// and whatever the format leaves out is taken from 1900-01-01T00:00:00Z. Fails if the string does not match the format.
    "parse_datetime" {
        run ParseDatetime { (text: str, format: str) -> datetime }
    } [r#"str(parse_datetime("02/01/2030", "%d/%m/%Y"))"# => r#""2030-01-02T00:00:00Z""#]

    /// The instant that is `seconds` after 1970-01-01T00:00:00Z, rounded to microseconds. Fails outside the years 1 to 9999.
    "from_timestamp" {
        run FromTimestampInt { (seconds: int) -> datetime }
        run FromTimestampFloat { (seconds: float) -> datetime }
    } ["str(from_timestamp(1.5))" => r#""1970-01-01T00:00:01.5Z""#]

    /// The seconds since 1970-01-01T00:00:00Z.
    "timestamp" {
        run Timestamp { (t: datetime) -> float }
    } [r#"datetime("1970-01-02T00:00:00Z").timestamp()"# => "86400.0"]

    /// The year.
    "year" {
        run Year { (t: datetime) -> int }
    } ["datetime(2030, 1, 2).year()" => "2030"]

    /// The month, from 1.
    "month" {
        run Month { (t: datetime) -> int }
    } ["datetime(2030, 1, 2).month()" => "1"]

    /// The day of the month, from 1.
    "day" {
        run Day { (t: datetime) -> int }
    } ["datetime(2030, 1, 2).day()" => "2"]

    /// The hour, from 0 to 23.
    "hour" {
        run Hour { (t: datetime) -> int }
    } ["datetime(2030, 1, 2, 15).hour()" => "15"]

    /// The minute, from 0 to 59.
    "minute" {
        run Minute { (t: datetime) -> int }
    } ["datetime(2030, 1, 2, 15, 7).minute()" => "7"]

    /// The second, from 0 to 59.
    "second" {
        run Second { (t: datetime) -> int }
    } ["datetime(2030, 1, 2, 15, 7, 9).second()" => "9"]

    /// The microsecond, from 0 to 999999.
    "microsecond" {
        run Microsecond { (t: datetime) -> int }
    } [r#"datetime("2030-01-02T00:00:00.25Z").microsecond()"# => "250000"]

    /// The day of the week, from 0 for Monday to 6 for Sunday.
    "weekday" {
        run Weekday { (t: datetime) -> int }
    } ["datetime(2030, 1, 2).weekday()" => "2"]

    /// The day of the year, from 1.
    "day_of_year" {
        run DayOfYear { (t: datetime) -> int }
    } ["datetime(2030, 2, 1).day_of_year()" => "32"]

    /// The start of the `unit` that contains the instant: `year`, `month`, `week` (from Monday), `day`, `hour`, `minute` or `second`. Fails
    /// for any other unit.
    "truncate" {
        run Truncate { (t: datetime, unit: str) -> datetime }
    } [r#"str(datetime(2030, 5, 6, 7).truncate("month"))"# => r#""2030-05-01T00:00:00Z""#]

    /// The same day and time `months` months later, or the last day of that month if it is shorter. Fails outside the years 1 to 9999.
    "add_months" {
        run AddMonths { (t: datetime, months: int) -> datetime }
    } ["str(datetime(2030, 1, 31).add_months(1))" => r#""2030-02-28T00:00:00Z""#]

    /// The duration that a string names, written exactly as in source code, such as `1h30m` or `-1.5s`. Fails for any other string,
    /// including ISO 8601 (`PT1H30M`), which is only accepted as an input.
    "duration" {
        run DurationFromStr { (text: str) -> duration }
    } [r#"duration("90m") == 1h30m"# => "true"]

    /// The whole duration in seconds.
    "total_seconds" {
        run TotalSeconds { (d: duration) -> float }
    } ["total_seconds(1500ms)" => "1.5"]

    /// The whole duration in minutes.
    "total_minutes" {
        run TotalMinutes { (d: duration) -> float }
    } ["total_minutes(1h30m)" => "90.0"]

    /// The whole duration in hours.
    "total_hours" {
        run TotalHours { (d: duration) -> float }
    } ["total_hours(90m)" => "1.5"]

    /// The whole duration in days.
    "total_days" {
        run TotalDays { (d: duration) -> float }
    } ["total_days(36h)" => "1.5"]

    /// The whole duration in microseconds.
    "microseconds" {
        run Microseconds { (d: duration) -> int }
    } ["microseconds(2ms)" => "2000"]
}
