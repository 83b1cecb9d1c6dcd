//! Every code that a compile stage or a run reports, by family. The codes of lint rules live with their rules.
//!
//! A retired code keeps its place in the tables and is never used again.

pub mod artifacts;
pub mod calls;
pub mod flyte;
pub mod graph;
pub mod later;
pub mod limits;
pub mod map;
pub mod names;
pub mod options;
pub mod project;
pub mod run;
pub mod syntax;
pub mod types;
pub mod workflow;
pub mod written_types;

use super::Code;

/// All families in the order of their letters' first appearance in the pipeline.
pub fn all() -> impl Iterator<Item = &'static Code> {
    [
        project::ALL,
        syntax::ALL,
        names::ALL,
        types::ALL,
        written_types::ALL,
        workflow::ALL,
        graph::ALL,
        map::ALL,
        calls::ALL,
        options::ALL,
        flyte::ALL,
        artifacts::ALL,
        later::ALL,
        limits::ALL,
        run::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}
