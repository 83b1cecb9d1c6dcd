//! Family S: what cannot be read.

mod characters;
mod habits;
mod structure;
mod values;

use crate::diagnostics::Code;

pub use characters::*;
pub use habits::*;
pub use structure::*;
pub use values::*;

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[
    &UNEXPECTED,
    &UNCLOSED_BRACKET,
    &UNMATCHED_BRACKET,
    &NESTED_TOO_DEEPLY,
    &UNTERMINATED_STRING,
    &STRAY_CHARACTER,
    &CONTROL_CHARACTER,
    &INVISIBLE_CHARACTER,
    &BIDIRECTIONAL_TEXT,
    &NOT_TEXT,
    &SINGLE_QUOTES,
    &FOREIGN_OPERATOR,
    &STRING_PREFIX,
    &INTERPOLATION,
    &DECORATOR,
    &DANGLING_DOC,
    &CHAINED_COMPARISON,
    &EMPTY_BRACKETS,
    &ARGUMENT_NAME,
    &TERNARY,
    &ASSIGNMENT_TARGET,
    &REPEATED_CLAUSE,
    &MALFORMED_NUMBER,
    &NUMBER_RANGE,
    &MALFORMED_DURATION,
    &UNKNOWN_ESCAPE,
    &TEXT_INDENTATION,
    &FOREIGN_KEYWORD,
    &FOREIGN_COMMENT,
    &RESERVED_WORD,
    &UNKNOWN_ITEM,
    &MISSING_TYPE,
    &EQUALS_FOR_COLON,
    &ASSIGNMENT_IN_EXPRESSION,
    &MISSING_LET,
    &MISSING_SEPARATOR,
    &DETACHED_BRACKET,
    &MISSING_ARROW,
    &MISSING_BODY,
    &IMPORT_FORM,
    &FOREIGN_TYPE,
    &MISSING_OPERAND,
    &MISSING_VALUE,
    &MISPLACED_CLAUSE,
    &BLOCK_OR_VALUE,
    &CLOSURE_TYPE,
    &NESTED_DECLARATION,
    &SLICE_STEP,
];
