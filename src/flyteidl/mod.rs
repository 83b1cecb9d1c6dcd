//! The Flyte messages as prost types, and nothing else.
//!
//! The module tree mirrors the protocol's own: `core` holds `flyteidl.core`, one file for each `.proto` file, and
//! every message is re-exported at its package. Present are the messages that a registered task, workflow or launch
//! plan, a map of literals, an error document and an array job are made of. They are written by hand, with three
//! liberties that the wire does not see:
//!
//! - A oneof with a single member is an `Option`.
//! - Nested messages are beside their parents; where that would be unclear, the parent's name comes first
//!   ([`core::ContainerErrorKind`]).
//! - Maps are [`BTreeMap`](std::collections::BTreeMap)s, so that a message has one encoding.
//!
//! A `Box` breaks recursion, and holds what is large and hardly ever there in messages that each node has. An integration test compares every declaration
//! here with the descriptors of the `flyteidl` package.
//!
//! Every message implements [`serde::Serialize`] in the way of proto JSON; see [`json`].

#![warn(missing_docs)]

pub mod admin;
pub mod core;
pub mod google;
pub mod json;
pub mod plugins;
