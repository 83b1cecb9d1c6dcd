//! The codes of family P.

use crate::diagnostics::Code;

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[];
