//! The grammar: pest's parser of `grammar/flightplan.pest`.

use pest_derive::Parser;

/// Parses the codes of one item.
#[derive(Parser)]
#[grammar = "../grammar/flightplan.pest"]
pub(super) struct Grammar;
