//! Lint rules: warnings and notes on programs that are valid.

use super::codes;

codes! {
    TASK_IN_TASK: "Q101" "task-in-task" Lints Warning since "0.1.0" { fix: Sometimes };
    SHADOWED_BUILTIN: "Q102" "shadowed-builtin" Lints Note since "0.1.0";
    UNUSED_IMPORT: "Q103" "unused-import" Lints Warning since "0.1.0" { fix: Sometimes };
    UNUSED_PRIVATE: "Q104" "unused-private-item" Lints Warning since "0.1.0";
    UNUSED_VARIABLE: "Q105" "unused-variable" Lints Warning since "0.1.0" { fix: Sometimes };
    DEPRECATED_TASK: "Q106" "deprecated-task" Lints Warning since "0.1.0";
    CLOCK_IN_CACHED_TASK: "Q107" "clock-in-cached-task" Lints Warning since "0.1.0";
    UNSAFE_CACHED_OUTPUT: "Q108" "unsafe-cached-output" Lints Warning since "0.1.0";
    CACHED_PART: "Q109" "cached-part-of-struct" Lints Warning since "0.1.0";
    COMPARISON_WITH_NAN: "Q110" "comparison-with-nan" Lints Warning since "0.1.0" { fix: Sometimes };
    COMPARISON_WITH_MINUS_ONE: "Q111" "comparison-with-minus-one" Lints Warning since "0.1.0" { fix: Sometimes };
}
