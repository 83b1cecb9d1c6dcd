//! Names, modules and imports.

use super::codes;

codes! {
    UNKNOWN_NAME: "N001" "unknown-name" Names Error since "0.1.0" { fix: Sometimes };
    UNKNOWN_MODULE: "N002" "unknown-module" Names Error since "0.1.0";
    UNKNOWN_IMPORT: "N003" "unknown-import" Names Error since "0.1.0" { fix: Sometimes };
    PRIVATE_NAME: "N004" "private-name" Names Error since "0.1.0";
    DUPLICATE_NAME: "N005" "duplicate-name" Names Error since "0.1.0";
    IMPORT_CYCLE: "N006" "import-cycle" Names Error since "0.1.0";
    DUPLICATE_MEMBER: "N007" "duplicate-member" Names Error since "0.1.0";
    RESERVED_TYPE_NAME: "N008" "reserved-type-name" Names Error since "0.1.0";
    UNKNOWN_TYPE: "N009" "unknown-type" Names Error since "0.1.0" { fix: Sometimes };
    ALIAS_CYCLE: "N010" "alias-cycle" Names Error since "0.1.0";
    RECURSIVE_STRUCT: "N011" "recursive-struct" Names Error since "0.1.0";
    CONSTANT_CYCLE: "N012" "constant-cycle" Names Error since "0.1.0";
    RESULT_NEEDED: "N013" "recursive-fn-without-result" Names Error since "0.1.0";
    RECURSIVE_WORKFLOW: "N014" "recursive-workflow" Names Error since "0.1.0";
    OUTPUT_LIKE_FIELD: "N015" "output-named-like-field" Names Error since "0.1.0";
}
