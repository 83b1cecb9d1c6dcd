//! The codes of family T: values, their types, and what code does with them.

mod code;
mod values;

pub use code::*;
pub use values::*;

use super::Code;

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[
    &TYPE_MISMATCH,
    &TYPE_NOT_KNOWN,
    &OPERATOR_TYPES,
    &COMPARED_TYPES,
    &NEVER_NONE,
    &UNKNOWN_FIELD,
    &STRUCT_FIELDS,
    &UNKNOWN_VARIANT,
    &NOT_INDEXABLE,
    &NOT_ITERABLE,
    &TAKEN_APART,
    &DUPLICATE_KEY,
    &FORMAT_SPEC,
    &CONSTANT_FAILS,
    &NOT_CONSTANT,
    &NOT_A_VALUE,
    &CONSTANTS_SIZE,
    &ARGUMENTS,
    &BUILTIN_ARGUMENTS,
    &NOT_CALLABLE,
    &UNKNOWN_METHOD,
    &NODE_IN_CODE,
    &FIXED,
    &NOT_A_PLACE,
    &CAPTURED,
    &CLOSURE_MISPLACED,
    &CLOSURE_PARAMETERS,
    &MATCH_MISSING,
    &MATCH_PATTERN,
    &MISSING_VALUE,
    &OUTPUTS,
    &OUTSIDE_OF_LOOP,
    &DUPLICATE_VARIABLE,
    &UNREACHABLE_ARM,
    &UNUSED_VALUE,
    &UNDECLARED_ENVIRONMENT,
];
