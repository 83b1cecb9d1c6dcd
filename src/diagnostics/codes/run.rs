//! Failures of a local run.

use super::codes;

codes! {
    TASK_FAILED: "R001" "task-failed" Runs Error since "0.1.0";
    ELEMENTS_FAILED: "R002" "map-elements-failed" Runs Error since "0.1.0";
    ZIP_LENGTHS: "R003" "zip-lengths-differ" Runs Error since "0.1.0";
    CRITERION_UNREACHABLE: "R004" "success-criterion-unreachable" Runs Error since "0.1.0";
    PATH_NOT_FOUND: "R005" "path-not-found" Runs Error since "0.1.0";
    OUT_OF_MEMORY: "R006" "out-of-memory" Runs Error since "0.1.0";
    TIMED_OUT: "R007" "timed-out" Runs Error since "0.1.0";
}
