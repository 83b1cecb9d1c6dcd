//! The graph of a workflow.

use super::codes;

codes! {
    NODE_ID: "W101" "node-id" Workflows Error since "0.1.0";
    CYCLE: "W102" "node-cycle" Workflows Error since "0.1.0";
    IGNORED_SETTING: "W103" "ignored-subworkflow-setting" Workflows Warning since "0.1.0";
    REQUEST_CUT: "W104" "request-cut-down" Workflows Warning since "0.1.0";
    PACKED_RESULT: "W105" "packed-result" Workflows Warning since "0.1.0";
    INDISTINCT_PART: "W106" "indistinct-part" Workflows Error since "0.1.0";
}
