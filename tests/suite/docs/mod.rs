//! The user's documentation: every program in it is compiled, every stated result is what a run gives, every flag exists.

mod blocks;
mod builtins;
mod commands;
mod programs;

use std::path::PathBuf;

/// A file of the repository.
fn repository(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The text of a file of the repository.
fn text(name: &str) -> String {
    std::fs::read_to_string(repository(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}
