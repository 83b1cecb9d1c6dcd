//! The codes of family T.

use crate::diagnostics::Code;

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[];
