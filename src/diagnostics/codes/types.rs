//! Values, their types, and what task code does with them.

use super::codes;

codes! {
    TYPE_MISMATCH: "T001" "type-mismatch" Types Error since "0.1.0" { fix: Sometimes };
    TYPE_NOT_KNOWN: "T002" "type-not-known" Types Error since "0.1.0";
    OPERATOR_TYPES: "T003" "operator-types" Types Error since "0.1.0" { fix: Sometimes };
    COMPARED_TYPES: "T004" "compared-types" Types Error since "0.1.0" { fix: Sometimes };
    NEVER_NONE: "T005" "never-none" Types Warning since "0.1.0" { fix: Sometimes };
    UNKNOWN_FIELD: "T006" "unknown-field" Types Error since "0.1.0" { fix: Sometimes };
    STRUCT_FIELDS: "T007" "struct-fields" Types Error since "0.1.0";
    UNKNOWN_VARIANT: "T008" "unknown-variant" Types Error since "0.1.0" { fix: Sometimes };
    NOT_INDEXABLE: "T009" "not-indexable" Types Error since "0.1.0" { fix: Sometimes };
    NOT_ITERABLE: "T010" "not-iterable" Types Error since "0.1.0";
    TAKEN_APART: "T011" "taken-apart" Types Error since "0.1.0";
    DUPLICATE_KEY: "T012" "duplicate-key" Types Error since "0.1.0";
    FORMAT_SPEC: "T013" "format-spec" Types Error since "0.1.0" { fix: Sometimes };
    CONSTANT_FAILS: "T014" "constant-fails" Types Error since "0.1.0";
    NOT_CONSTANT: "T015" "not-constant" Types Error since "0.1.0";
    NOT_A_VALUE: "T016" "name-without-value" Types Error since "0.1.0";
    CONSTANTS_SIZE: "T017" "constants-too-large" Types Error since "0.1.0";
    ARGUMENTS: "T101" "arguments" Types Error since "0.1.0" { fix: Sometimes };
    BUILTIN_ARGUMENTS: "T102" "builtin-arguments" Types Error since "0.1.0" { fix: Sometimes };
    NOT_CALLABLE: "T103" "not-callable" Types Error since "0.1.0" { fix: Sometimes };
    UNKNOWN_METHOD: "T104" "unknown-method" Types Error since "0.1.0" { fix: Sometimes };
    NODE_IN_CODE: "T105" "node-in-code" Types Error since "0.1.0";
    FIXED: "T106" "fixed" Types Error since "0.1.0" { fix: Sometimes };
    NOT_A_PLACE: "T107" "not-a-place" Types Error since "0.1.0" { fix: Sometimes };
    CAPTURED: "T108" "captured" Types Error since "0.1.0";
    CLOSURE_MISPLACED: "T109" "closure-misplaced" Types Error since "0.1.0" { fix: Sometimes };
    CLOSURE_PARAMETERS: "T110" "closure-parameters" Types Error since "0.1.0";
    MATCH_MISSING: "T111" "match-missing-cases" Types Error since "0.1.0";
    MATCH_PATTERN: "T112" "match-pattern" Types Error since "0.1.0" { fix: Sometimes };
    MISSING_VALUE: "T113" "ends-without-value" Types Error since "0.1.0" { fix: Sometimes };
    OUTPUTS: "T114" "outputs" Types Error since "0.1.0" { fix: Sometimes };
    OUTSIDE_OF_LOOP: "T115" "outside-of-loop" Types Error since "0.1.0";
    DUPLICATE_VARIABLE: "T116" "duplicate-variable" Types Error since "0.1.0";
    UNREACHABLE_ARM: "T117" "unreachable-arm" Types Warning since "0.1.0";
    UNUSED_VALUE: "T118" "unused-value" Types Warning since "0.1.0" { fix: Sometimes };
    UNDECLARED_ENVIRONMENT: "T119" "undeclared-environment" Types Error since "0.1.0";
    NOT_INTERPOLATED: "T120" "not-interpolated" Types Warning since "0.1.0" { fix: Sometimes };
}
