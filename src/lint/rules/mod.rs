//! The rules, one file each.

mod cached_part;
mod clock_in_cached_task;
mod deprecated_task;
mod order;
mod shadowed_builtin;
mod task_in_task;
#[cfg(test)]
mod testing;
mod unsafe_cached_output;
mod unused_import;
mod unused_private;
mod unused_variable;

use super::Rule;

/// Every rule, in the order of their codes.
pub(super) static ALL: &[&dyn Rule] = &[
    &task_in_task::TaskInTask,
    &shadowed_builtin::ShadowedBuiltin,
    &unused_import::UnusedImport,
    &unused_private::UnusedPrivate,
    &unused_variable::UnusedVariable,
    &deprecated_task::DeprecatedTask,
    &clock_in_cached_task::ClockInCachedTask,
    &unsafe_cached_output::UnsafeCachedOutput,
    &cached_part::CachedPart,
];
