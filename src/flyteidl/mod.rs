//! The Flyte messages as prost types, and nothing else.
