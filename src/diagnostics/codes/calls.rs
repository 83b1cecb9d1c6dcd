//! Calls of task code within a map.

use super::codes;

codes! {
    TASK_IN_MAPPED_TASK: "M102" "task-in-mapped-task" Maps Error since "0.1.0" { fix: Sometimes, allowable: true };
}
