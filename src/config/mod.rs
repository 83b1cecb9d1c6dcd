//! `flightplan.toml`: what a project sets for every command.

/// What the compiler obeys, resolved from file and flags.
#[derive(Clone, Debug, Default)]
pub struct Settings {}
