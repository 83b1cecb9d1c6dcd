//! `flyteidl.plugins`: what task types keep in [`custom`](crate::flyteidl::core::TaskTemplate::custom).

mod array_job;

pub use array_job::*;
