//! The bounds that a user gives a run.

use std::time::Duration;

use crate::cli::report;
use crate::config::Quantity;
use crate::eval::notation::parse_duration;

/// A time, written as a `duration`.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let micros = parse_duration(text).ok_or(report::invalid_duration())?;
    match u64::try_from(micros) {
        Ok(micros) if micros > 0 => Ok(Duration::from_micros(micros)),
        _ => Err(report::no_time()),
    }
}

/// Bytes, written as a quantity of Kubernetes.
pub(super) fn size(text: &str) -> Result<u64, String> {
    let quantity: Quantity = text.parse().map_err(|error| report::invalid_size(&error))?;
    match u64::try_from(quantity.nanos() / 1_000_000_000) {
        Ok(bytes) if bytes > 0 => Ok(bytes),
        _ => Err(report::no_memory()),
    }
}
