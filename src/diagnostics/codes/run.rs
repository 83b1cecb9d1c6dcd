//! The codes of family R.

use crate::diagnostics::Code;

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[];
