//! Properties of values in other languages.

use super::methods::READ;
use super::{Kind, Row, because, nothing, row};

/// The tables for a value of a kind.
pub(super) fn of(kind: Kind) -> &'static [&'static [Row]] {
    match kind {
        Kind::List(_) => &[SIZED, EMPTY, LIST],
        Kind::Str | Kind::Map => &[SIZED, EMPTY],
        Kind::Bytes | Kind::Json => &[SIZED],
        Kind::Datetime => &[DATETIME],
        Kind::Duration => &[DURATION],
        Kind::Enum => &[ENUM],
        Kind::File => &[FILE],
        Kind::Optional => &[OPTIONAL],
        Kind::Struct => &[STRUCT],
        Kind::Error => &[ERROR],
        Kind::Tuple => &[TUPLE],
        Kind::Int | Kind::Float | Kind::Bool | Kind::Rng | Kind::Unknown | Kind::Closure(_) | Kind::Function | Kind::Word => &[],
    }
}

const SIZED: &[Row] = &[row("length|size|len|count|Length|Count", "$0.len()")];

const EMPTY: &[Row] = &[row("empty|isEmpty|is_empty", "$0.is_empty()")];

const LIST: &[Row] = &[
    row("T", "transpose($0)"),
    nothing("shape|ndim", "a list has one dimension: `$0.len()` counts its elements"),
    row("head", "$0.first()"),
    row("tail", "$0[1:]"),
];

const DATETIME: &[Row] = &[
    row("date", "$0.truncate(\"day\")"),
    row("dayofweek|day_of_week", "$0.weekday()"),
    because("DayOfWeek", "($0.weekday() + 1) % 7", "`weekday` counts from 0 for Monday"),
    row("dayofyear|DayOfYear", "$0.day_of_year()"),
    row("unix|epoch", "$0.timestamp()"),
    nothing("tzinfo|tz|timezone", "a `datetime` is always in UTC"),
];

const DURATION: &[Row] = &[
    row("days|Days|day", "$0 // 1d"),
    row("hours|Hours", "$0.total_hours()"),
    row("minutes|Minutes", "$0.total_minutes()"),
    because("seconds", "$0 % 1d // 1s", "these are the seconds without the days, as in Python; `$0.total_seconds()` counts all of them"),
    because(
        "microseconds",
        "$0 % 1s // 1us",
        "these are the microseconds without the seconds, as in Python; `$0.microseconds()` counts all of them",
    ),
    row("Seconds|secs", "$0.total_seconds()"),
    row("milliseconds|millis", "$0 // 1ms"),
];

const ENUM: &[Row] = &[
    row("value|Value|raw_value|rawValue|_value_", "str($0)"),
    because(
        "name|Name|label|text|_name_",
        "str($0)",
        "it is the value, which is the name of the variant unless its declaration gives another one",
    ),
    nothing("ordinal|index", "a variant has no number; a `match` can give it one"),
];

const FILE: &[Row] = &[nothing("*", READ)];

const OPTIONAL: &[Row] = &[row("value|get|Value", "$0 ?? fail(\"there is no value\")"), row("isPresent|HasValue|has_value", "$0 != none")];

const STRUCT: &[Row] = &[row("__dict__", "json($0)"), nothing("__class__", "every type is known before the task runs")];

const ERROR: &[Row] = &[row("args|msg|text|what", "$0.message()")];

const TUPLE: &[Row] = &[];
