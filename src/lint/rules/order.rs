//! Workflows in the order in which rules that look into sub-workflows go through them.

use crate::program::{Program, WorkflowId};

/// Every workflow, after all that it calls. Chains of calls may be long, so the stack is one of its own.
pub(super) fn callees_first(program: &Program) -> Vec<WorkflowId> {
    let count = program.workflows.len();
    let mut seen = vec![false; count];
    let mut order = Vec::with_capacity(count);
    for root in 0..count as u32 {
        let mut stack = vec![(WorkflowId(root), 0)];
        while let Some((id, next)) = stack.pop() {
            if next == 0 && std::mem::replace(&mut seen[id.0 as usize], true) {
                continue;
            }
            match program.workflow(id).nodes.get(next) {
                None => order.push(id),
                Some(node) => {
                    stack.push((id, next + 1));
                    if let Some(callee) = node.callee.workflow() {
                        stack.push((callee, 0));
                    }
                }
            }
        }
    }
    order
}
