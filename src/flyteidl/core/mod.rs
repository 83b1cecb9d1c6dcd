//! `flyteidl.core`: types, values, tasks and workflows.

mod artifact_id;
mod condition;
mod errors;
mod execution;
mod execution_envs;
mod identifier;
mod interface;
mod literals;
mod security;
mod tasks;
mod types;
mod workflow;

pub use artifact_id::*;
pub use condition::*;
pub use errors::*;
pub use execution::*;
pub use execution_envs::*;
pub use identifier::*;
pub use interface::*;
pub use literals::*;
pub use security::*;
pub use tasks::*;
pub use types::*;
pub use workflow::*;
