//! The clock of a run: the only place of the engine that reads the time. It bounds attempts and measures them; no output depends on it.

use std::time::{Duration, Instant};

/// The present moment.
#[expect(clippy::disallowed_methods, reason = "the clock of the engine's host")]
pub(super) fn now() -> Instant {
    Instant::now()
}

/// The time since `then`.
pub(super) fn since(then: Instant) -> Duration {
    now().saturating_duration_since(then)
}
