//! The codes of family O.

use crate::diagnostics::Code;

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[];
