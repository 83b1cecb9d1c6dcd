//! Artifacts: what is written, and how large it gets.

use super::codes;

codes! {
    DEFAULT_IMAGE: "F101" "default-image" Flyte Note since "0.1.0" { in_draft: Moot };
    CONSTANT_UNWRITABLE: "F102" "constant-unwritable" Flyte Error since "0.1.0";
    RATIO_INEXACT: "F103" "ratio-inexact" Flyte Warning since "0.1.0";
    CODE_UNWRITABLE: "F104" "code-unwritable" Flyte Error since "0.1.0";
    OTHER_IMAGE: "F105" "other-image" Flyte Note since "0.1.0" { in_draft: Moot };
    TASK_TOO_LARGE: "L101" "task-code-too-large" Limits Error since "0.1.0" { allowable: true, in_draft: Estimated };
    CLOSURE_TOO_LARGE: "L102" "workflow-code-too-large" Limits Error since "0.1.0" { allowable: true, in_draft: Estimated };
    RESOURCE_TOO_LARGE: "L103" "workflow-resource-too-large" Limits Error since "0.1.0" { allowable: true, in_draft: Estimated };
}
