//! The grammar: pest's parser of `grammar/flightplan.pest`.

use pest_derive::Parser;

/// Parses one item as the scan left it.
#[derive(Parser)]
#[grammar = "../grammar/flightplan.pest"]
pub struct Grammar;
