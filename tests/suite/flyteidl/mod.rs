//! The messages against the protocol and against flytekit's own bytes.
//!
//! `tests/flyteidl-schema.json` holds the descriptors of the `flyteidl` package; `tests/ground-truth` holds what
//! flytekit registers for a number of programs, in bytes and in proto JSON.

mod attributes;
mod declarations;
mod ground_truth;
mod protocol;
mod schema;
mod wire;
