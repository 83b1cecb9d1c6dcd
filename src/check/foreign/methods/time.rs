//! Methods of dates and durations.

use crate::check::foreign::{Row, because, nothing, row};

pub(super) const DATETIME: &[Row] = &[
    row("strftime|toFormat|format_date|Format|to_char|date_format($1)", "$0.format($1)"),
    row("isoformat|toISOString|toString|to_string|to_rfc3339|toIsoString|toISO()", "str($0)"),
    row("date|startOfDay|normalize|toDateString|date_naive|floor_day()", "$0.truncate(\"day\")"),
    row("startOf|floor|trunc|date_trunc($1)", "$0.truncate($1)"),
    row("isoweekday()", "$0.weekday() + 1"),
    because("dayofweek|day_of_week|getDay|getUTCDay|Weekday()", "$0.weekday()", "Monday is 0"),
    row("dayofyear|YearDay|ordinal|timetuple()", "$0.day_of_year()"),
    row("getFullYear|getUTCFullYear|Year|getYear()", "$0.year()"),
    because("getMonth|getUTCMonth|Month()", "$0.month()", "January is 1"),
    row("getDate|getUTCDate|Day()", "$0.day()"),
    row("getHours|getUTCHours|Hour()", "$0.hour()"),
    row("getMinutes|getUTCMinutes|Minute()", "$0.minute()"),
    row("getSeconds|getUTCSeconds|Second()", "$0.second()"),
    row("getTime|valueOf|toMillis|UnixMilli|timestamp_millis()", "$0.timestamp() * 1000.0"),
    row("unix|Unix|epoch|to_timestamp|toSeconds()", "$0.timestamp()"),
    row("add|plus|Add($1)", "$0 + $1"),
    row("sub|minus|subtract|Sub|diff|signed_duration_since|duration_since($1)", "$0 - $1"),
    row("plusDays|addDays|add_days|AddDays($1)", "$0 + $1 * 1d"),
    row("plusHours|addHours|add_hours|AddHours($1)", "$0 + $1 * 1h"),
    row("plusMinutes|addMinutes|add_minutes|AddMinutes($1)", "$0 + $1 * 1m"),
    row("plusSeconds|addSeconds|add_seconds|AddSeconds($1)", "$0 + $1 * 1s"),
    row("plusMonths|addMonths|AddMonths|shift_months($1)", "$0.add_months($1)"),
    row("minusDays|subDays|sub_days($1)", "$0 - $1 * 1d"),
    row("minusHours|subHours($1)", "$0 - $1 * 1h"),
    row("isBefore|before|Before($1)", "$0 < $1"),
    row("isAfter|after|After($1)", "$0 > $1"),
    row("isEqual|equals|isSame|Equal($1)", "$0 == $1"),
    because("astimezone|tz_convert|tz_localize|to_utc|toUTC|utc|with_timezone|UTC(...)", "$0", "a `datetime` is always in UTC"),
    nothing(
        "replace|with_day|with_hour|setHours|setDate|with(...)",
        "a `datetime` is made of its parts: `datetime($0.year(), $0.month(), 1)`",
    ),
    nothing("time|timetz|toLocaleTimeString()", "`$0.format(\"%H:%M:%S\")` gives the time of the day as a string"),
    nothing("toLocaleDateString|toLocaleString|strptime(...)", "`$0.format(\"%d.%m.%Y\")` writes a date in a form of your choice"),
];

pub(super) const DURATION: &[Row] = &[
    row("seconds|as_secs|num_seconds|getSeconds|toSeconds|Seconds|as_secs_f64|secs|total_secs()", "$0.total_seconds()"),
    row("minutes|num_minutes|toMinutes|Minutes()", "$0.total_minutes()"),
    row("hours|num_hours|toHours|Hours()", "$0.total_hours()"),
    row("days|num_days|toDays|Days()", "$0 // 1d"),
    row("as_millis|milliseconds|num_milliseconds|toMillis|Milliseconds()", "$0 // 1ms"),
    row("as_micros|num_microseconds|Microseconds()", "$0.microseconds()"),
    row("add|plus($1)", "$0 + $1"),
    row("sub|minus($1)", "$0 - $1"),
    row("is_zero|isZero()", "$0 == 0s"),
    row("to_string|toString|String()", "str($0)"),
];
