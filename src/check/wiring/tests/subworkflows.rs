//! Settings of workflows that are called as nodes.

use super::marked_after;

#[test]
fn a_setting_that_the_caller_has_too_is_not_ignored() {
    marked_after(
        "task one(x: int) -> int { x }\n",
        "
        workflow part(x: int) -> int with { failure_policy: fail_after_executable_nodes_complete, interruptible: true } { one(x) }
        workflow same(x: int) -> int with { failure_policy: fail_after_executable_nodes_complete, interruptible: true } { part(x) }

        workflow part(x: int) -> int with { failure_policy: fail_immediately } { one(x) }
        workflow usual(x: int) -> int { part(x) }

        workflow part(x: int) -> int with { interruptible: false } { one(x) }
        workflow other(x: int) -> int with { interruptible: true } { part(x) }
                                                                     ^^^^^^^ W103 Flyte ignores the `interruptible` of `part` when it is called as a node
        ",
    );
}
