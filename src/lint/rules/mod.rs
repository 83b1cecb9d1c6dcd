//! The rules, one file each.

use super::Rule;

/// Every rule, in the order of their codes.
pub(super) static ALL: &[&dyn Rule] = &[];
