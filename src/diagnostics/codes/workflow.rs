//! The wiring of workflows.

use super::codes;

codes! {
    COMPUTATION: "W001" "computation-in-workflow" Workflows Error since "0.1.0" { fix: Sometimes };
    STATEMENT: "W002" "statement-in-workflow" Workflows Error since "0.1.0" { fix: Sometimes };
    CALL_OF_CODE: "W003" "call-of-code-in-workflow" Workflows Error since "0.1.0" { fix: Sometimes };
    UNKNOWN_INPUT: "W004" "unknown-argument" Workflows Error since "0.1.0" { fix: Sometimes };
    BOUND_TWICE: "W005" "input-bound-twice" Workflows Error since "0.1.0";
    MISSING_INPUT: "W006" "missing-argument" Workflows Error since "0.1.0";
    UNNAMED_ARGUMENT: "W007" "unnamed-argument" Workflows Error since "0.1.0" { fix: Sometimes };
    EDGE_TYPE: "W008" "edge-type" Workflows Error since "0.1.0" { fix: Sometimes };
    NO_VALUE: "W009" "node-without-value" Workflows Error since "0.1.0";
    SEVERAL_OUTPUTS: "W010" "several-outputs-as-one" Workflows Error since "0.1.0";
    UNKNOWN_OUTPUT: "W011" "unknown-output-or-field" Workflows Error since "0.1.0" { fix: Sometimes };
    PATH: "W012" "unusable-path" Workflows Error since "0.1.0" { fix: Sometimes };
    COMPOSED_VALUE: "W013" "composed-value" Workflows Error since "0.1.0";
    TAKEN_APART: "W014" "wrong-number-of-names" Workflows Error since "0.1.0";
    SWAPPED_OUTPUT: "W015" "name-of-another-output" Workflows Error since "0.1.0";
    RESULT: "W016" "wrong-result" Workflows Error since "0.1.0" { fix: Sometimes };
    MISSING_RESULT: "W017" "missing-result" Workflows Error since "0.1.0";
    NO_NODES: "W018" "workflow-without-nodes" Workflows Error since "0.1.0";
    UNEXPECTED_RESULT: "W019" "unexpected-result" Workflows Error since "0.1.0";
    NAME_TWICE: "W020" "name-twice-in-workflow" Workflows Error since "0.1.0" { fix: Sometimes };
    USED_BEFORE: "W021" "used-before-let" Workflows Error since "0.1.0";
    AFTER: "W022" "after-what" Workflows Error since "0.1.0";
    UNUSED_INPUT: "W023" "unused-input" Workflows Warning since "0.1.0";
    TAIL: "W024" "options-without-node" Workflows Error since "0.1.0";
    RETURN_NOT_LAST: "W025" "return-not-last" Workflows Error since "0.1.0";
    UNUSED_VALUE: "W026" "value-without-effect" Workflows Warning since "0.1.0";
    NOT_A_VALUE: "W027" "not-a-value" Workflows Error since "0.1.0";
}
