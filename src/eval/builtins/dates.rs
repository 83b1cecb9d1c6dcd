//! Dates and durations.

use super::{Args, Patterns};
use crate::eval::failure::Fallible;
use crate::eval::time::{self, SECOND};
use crate::eval::value::Value;
use crate::program::arith;
use crate::program::builtins::TimeOp as Op;

pub(super) fn call(op: Op, args: &mut Args<'_>, patterns: &mut Patterns) -> Fallible<Value> {
    let instant = |micros: Fallible<i64>| micros.map(Value::Datetime);
    let whole = |part: fn(jiff::civil::DateTime) -> i64| args.micros(0).map(|micros| Value::Int(part(time::civil(micros))));
    match op {
        Op::DatetimeFromStr => instant(args.text(0).and_then(time::parse)),
        Op::DatetimeFromParts => instant(parts(args).and_then(time::from_parts)),
        Op::FromTimestampInt => instant(args.int(0).and_then(time::from_whole_seconds)),
        Op::FromTimestampFloat => instant(args.float(0).and_then(time::from_seconds)),
        Op::Truncate => instant(args.text(1).and_then(|unit| time::truncate(args.micros(0)?, unit))),
        Op::AddMonths => instant(args.int(1).and_then(|months| time::add_months(args.micros(0)?, months))),
        Op::Year => whole(|at| i64::from(at.year())),
        Op::Month => whole(|at| i64::from(at.month())),
        Op::Day => whole(|at| i64::from(at.day())),
        Op::Hour => whole(|at| i64::from(at.hour())),
        Op::Minute => whole(|at| i64::from(at.minute())),
        Op::Second => whole(|at| i64::from(at.second())),
        Op::Microsecond => whole(|at| i64::from(at.subsec_nanosecond()) / 1000),
        Op::Weekday => whole(|at| i64::from(at.weekday().to_monday_zero_offset())),
        Op::DayOfYear => whole(|at| i64::from(at.date().day_of_year())),
        Op::DurationFromStr => args.text(0).and_then(time::parse_duration).map(Value::Duration),
        Op::Timestamp | Op::TotalSeconds => total(args, SECOND),
        Op::TotalMinutes => total(args, 60 * SECOND),
        Op::TotalHours => total(args, 3600 * SECOND),
        Op::TotalDays => total(args, 86_400 * SECOND),
        Op::ParseDatetime => patterns.parse_datetime(args),
        Op::Microseconds => args.micros(0).map(Value::Int),
    }
}

fn parts(args: &Args<'_>) -> Fallible<[i64; 7]> {
    let mut parts = [0; 7];
    for (index, part) in parts.iter_mut().enumerate() {
        *part = args.int_or(index, 0)?;
    }
    Ok(parts)
}

/// The exact quotient, rounded once.
fn total(args: &Args<'_>, unit: i64) -> Fallible<Value> {
    // The unit is not zero.
    Ok(Value::Float(arith::true_div(args.micros(0)?, unit).unwrap_or(f64::NAN)))
}
