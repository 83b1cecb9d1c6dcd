//! Dates and durations.

use flightplan::internals::program::builtins::{BuiltinOp as Op, ConversionOp, NumberOp, TimeOp};

use super::super::Fault;
use super::super::Kind::Value;
use super::super::calendar::{self, Civil, DAY, SECOND, duration, instant};
use super::super::operators::{of_seconds, true_quotient};
use super::super::value::Val;
use super::Args;

pub(super) fn call(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    let at = || Civil::at(args.int(0));
    let total = |unit: i64| Ok(Val::Float(true_quotient(i128::from(args.int(0)), i128::from(unit))));
    let parsed = |found: Option<i64>| found.ok_or(Fault::of(Value));
    let number = match op {
        Op::Time(TimeOp::Year) => at().year,
        Op::Time(TimeOp::Month) => at().month,
        Op::Time(TimeOp::Day) => at().day,
        Op::Time(TimeOp::Hour) => at().hour(),
        Op::Time(TimeOp::Minute) => at().minute(),
        Op::Time(TimeOp::Second) => at().second(),
        Op::Time(TimeOp::Microsecond) => at().micros % SECOND,
        Op::Time(TimeOp::Weekday) => at().weekday(),
        Op::Time(TimeOp::DayOfYear) => at().day_of_year(),
        Op::Time(TimeOp::Microseconds) => args.int(0),
        _ => {
            return Some(match op {
                Op::Number(NumberOp::AbsDuration) => duration(i128::from(args.int(0)).abs()).map(Val::Duration),
                Op::Time(TimeOp::DatetimeFromStr) => parsed(calendar::parse(args.text(0))).map(Val::Datetime),
                Op::Time(TimeOp::DatetimeFromParts) => {
                    let part = |at: usize| args.int_or(at, 0);
                    let parts = [part(0), part(1), part(2), part(3), part(4), part(5), part(6)];
                    parsed(calendar::of_parts(parts)).map(Val::Datetime)
                }
                Op::Time(TimeOp::FromTimestampInt) => instant(i128::from(args.int(0)) * i128::from(SECOND)).map(Val::Datetime),
                Op::Time(TimeOp::FromTimestampFloat) => of_seconds(args.float(0)),
                Op::Time(TimeOp::Truncate) => calendar::truncate(args.int(0), args.text(1)).map(Val::Datetime),
                Op::Time(TimeOp::AddMonths) => calendar::add_months(args.int(0), args.int(1)).map(Val::Datetime),
                Op::Conversion(ConversionOp::FormatDatetime) => calendar::format(args.int(0), args.text(1)).map(Val::Str),
                Op::Time(TimeOp::DurationFromStr) => parsed(calendar::parse_span(args.text(0))).map(Val::Duration),
                Op::Time(TimeOp::Timestamp | TimeOp::TotalSeconds) => total(SECOND),
                Op::Time(TimeOp::TotalMinutes) => total(60 * SECOND),
                Op::Time(TimeOp::TotalHours) => total(3600 * SECOND),
                Op::Time(TimeOp::TotalDays) => total(DAY),
                _ => return None,
            });
        }
    };
    Some(Ok(Val::Int(number)))
}
