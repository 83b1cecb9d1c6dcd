//! Limits of the platform and of the compiler.

use super::codes;

codes! {
    WORKFLOW_NODES: "L001" "too-many-nodes" Limits Error since "0.1.0" { allowable: true };
    GRAPH_PATHS: "L002" "too-many-paths" Limits Error since "0.1.0" { allowable: true };
    ARRAY_SIZE: "L003" "too-many-elements" Limits Error since "0.1.0" { allowable: true };
    RESOURCE_CEILING: "L004" "resource-ceiling" Limits Error since "0.1.0" { allowable: true };
    WORKFLOW_COPIES: "L005" "too-many-workflow-copies" Limits Error since "0.1.0";
    REPEATED_CODE: "L006" "too-much-repeated-code" Limits Error since "0.1.0";
    BODY_SIZE: "L007" "body-too-large" Limits Error since "0.1.0";
}
