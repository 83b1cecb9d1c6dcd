//! The messages against the protocol.
//!
//! `tests/flyteidl-schema.json` holds the descriptors of the `flyteidl` package.

mod attributes;
mod declarations;
mod protocol;
mod schema;
