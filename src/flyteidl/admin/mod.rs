//! `flyteidl.admin`: what is registered.

mod cluster_assignment;
mod common;
mod description_entity;
mod launch_plan;
mod schedule;
mod task;
mod workflow;

pub use cluster_assignment::*;
pub use common::*;
pub use description_entity::*;
pub use launch_plan::*;
pub use schedule::*;
pub use task::*;
pub use workflow::*;
