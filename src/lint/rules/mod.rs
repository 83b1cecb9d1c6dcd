//! The rules, one file each.

mod shadowed_builtin;
#[cfg(test)]
mod testing;
mod unreachable_code;
mod unused_import;
mod unused_private;
mod unused_variable;

use super::Rule;

/// Every rule, in the order of their codes.
pub(super) static ALL: &[&dyn Rule] = &[
    &shadowed_builtin::ShadowedBuiltin,
    &unused_import::UnusedImport,
    &unused_private::UnusedPrivate,
    &unused_variable::UnusedVariable,
    &unreachable_code::UnreachableCode,
];
