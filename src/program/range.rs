//! The range of instants and spans of time: what Flyte's messages have a JSON form for, without which Admin registers nothing and no
//! document can be read. Constant folding, the evaluator and everything that reads values share it.

pub(crate) use crate::syntax::ast::LONGEST_DURATION;

/// 0001-01-01T00:00:00Z in microseconds: the first instant.
pub(crate) const FIRST_DATETIME: i64 = -62_135_596_800_000_000;
/// 9999-12-31T23:59:59.999999Z in microseconds: the last one.
pub(crate) const LAST_DATETIME: i64 = 253_402_300_799_999_999;

/// The longest span that propeller reads in a workflow's resource, which contains constants and the inputs of an execution: 2^63 - 1 nanoseconds, in whole
/// microseconds (Go's `time.ParseDuration`).
pub(crate) const LONGEST_IN_WORKFLOW: i64 = i64::MAX / 1000;

/// Whether an instant is in the years 1 to 9999.
pub(crate) fn is_datetime(micros: i64) -> bool {
    (FIRST_DATETIME..=LAST_DATETIME).contains(&micros)
}

/// Whether a span is at most as long as a `duration` can be, in either direction.
pub(crate) fn is_duration(micros: i64) -> bool {
    (-LONGEST_DURATION..=LONGEST_DURATION).contains(&micros)
}
