//! Dates and durations.

use super::builtins;

builtins! {
    /// Instants in UTC and spans of time, both in microseconds.
    TIME "Dates and durations":

    "datetime" "The instant that an RFC 3339 string names: an offset is taken into account, without one it is UTC, and a date on its own is the start of that day. Or the instant with these parts in UTC. Fails for any other string, for leap seconds (`23:59:60`), for parts out of range, and outside the years 1 to 9999." {
        DatetimeFromStr "(text: str) -> datetime"
        DatetimeFromParts "(year: int, month: int, day: int, hour?: int, minute?: int, second?: int, microsecond?: int) -> datetime"
    } ["str(datetime(\"2030-01-02T01:00:00+01:00\"))" => "\"2030-01-02T00:00:00Z\"" "str(datetime(2030, 1, 2, minute: 5))" => "\"2030-01-02T00:05:00Z\"" "str(datetime(2030, 1, 2, 3, 4))" => "\"2030-01-02T03:04:00Z\""]

    "parse_datetime" "Parses a string in a format of strftime's codes, as Python's `strptime` does. The result is in UTC unless the string has an offset, and whatever the format leaves out is taken from 1900-01-01T00:00:00Z. Fails if the string does not match the format." { ParseDatetime "(text: str, format: str) -> datetime" } ["str(parse_datetime(\"02/01/2030\", \"%d/%m/%Y\"))" => "\"2030-01-02T00:00:00Z\""]

    "from_timestamp" "The instant that is `seconds` after 1970-01-01T00:00:00Z, rounded to microseconds. Fails outside the years 1 to 9999." {
        FromTimestampInt "(seconds: int) -> datetime"
        FromTimestampFloat "(seconds: float) -> datetime"
    } ["str(from_timestamp(1.5))" => "\"1970-01-01T00:00:01.5Z\""]

    "timestamp" "The seconds since 1970-01-01T00:00:00Z." { Timestamp "(t: datetime) -> float" } ["datetime(\"1970-01-02T00:00:00Z\").timestamp()" => "86400.0"]

    "year" "The year." { Year "(t: datetime) -> int" } ["datetime(2030, 1, 2).year()" => "2030"]

    "month" "The month, from 1." { Month "(t: datetime) -> int" } ["datetime(2030, 1, 2).month()" => "1"]

    "day" "The day of the month, from 1." { Day "(t: datetime) -> int" } ["datetime(2030, 1, 2).day()" => "2"]

    "hour" "The hour, from 0 to 23." { Hour "(t: datetime) -> int" } ["datetime(2030, 1, 2, 15).hour()" => "15"]

    "minute" "The minute, from 0 to 59." { Minute "(t: datetime) -> int" } ["datetime(2030, 1, 2, 15, 7).minute()" => "7"]

    "second" "The second, from 0 to 59." { Second "(t: datetime) -> int" } ["datetime(2030, 1, 2, 15, 7, 9).second()" => "9"]

    "microsecond" "The microsecond, from 0 to 999999." { Microsecond "(t: datetime) -> int" } ["datetime(\"2030-01-02T00:00:00.25Z\").microsecond()" => "250000"]

    "weekday" "The day of the week, from 0 for Monday to 6 for Sunday." { Weekday "(t: datetime) -> int" } ["datetime(2030, 1, 2).weekday()" => "2"]

    "day_of_year" "The day of the year, from 1." { DayOfYear "(t: datetime) -> int" } ["datetime(2030, 2, 1).day_of_year()" => "32"]

    "truncate" "The start of the `unit` that contains the instant: `year`, `month`, `week` (from Monday), `day`, `hour`, `minute` or `second`. Fails for any other unit." { Truncate "(t: datetime, unit: str) -> datetime" } ["str(datetime(2030, 5, 6, 7).truncate(\"month\"))" => "\"2030-05-01T00:00:00Z\""]

    "add_months" "The same day and time `months` months later, or the last day of that month if it is shorter. Fails outside the years 1 to 9999." { AddMonths "(t: datetime, months: int) -> datetime" } ["str(datetime(2030, 1, 31).add_months(1))" => "\"2030-02-28T00:00:00Z\""]

    "duration" "The duration that a string names, written exactly as in source code, such as `1h30m` or `-1.5s`. Fails for any other string, including ISO 8601 (`PT1H30M`), which is only accepted as an input." { DurationFromStr "(text: str) -> duration" } ["duration(\"90m\") == 1h30m" => "true"]

    "total_seconds" "The whole duration in seconds." { TotalSeconds "(d: duration) -> float" } ["total_seconds(1500ms)" => "1.5"]

    "total_minutes" "The whole duration in minutes." { TotalMinutes "(d: duration) -> float" } ["total_minutes(1h30m)" => "90.0"]

    "total_hours" "The whole duration in hours." { TotalHours "(d: duration) -> float" } ["total_hours(90m)" => "1.5"]

    "total_days" "The whole duration in days." { TotalDays "(d: duration) -> float" } ["total_days(36h)" => "1.5"]

    "microseconds" "The whole duration in microseconds." { Microseconds "(d: duration) -> int" } ["microseconds(2ms)" => "2000"]
}
