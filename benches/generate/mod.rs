//! Programs of any size, the same for the same size.

use std::fmt::Write as _;

/// A workflow of `nodes` task nodes: chains with a fan-in every tenth node.
///
/// It is beyond the number of nodes that Flyte's Admin accepts in one workflow, so it is measured with that limit lifted.
pub(crate) fn wide_workflow(nodes: usize) -> String {
    let mut text = String::with_capacity(nodes * 40);
    text.push_str("task step(x: int) -> int { x + 1 }\n\ntask join(a: int, b: int) -> int { a + b }\n\n");
    text.push_str("workflow wide(start: int) -> int {\n");
    for at in 0..nodes {
        let _ = match at {
            0 => writeln!(text, "    let v0 = step(x: start)"),
            _ if at % 10 == 9 => writeln!(text, "    let v{at} = join(a: v{}, b: v{})", at - 1, at - 9),
            _ if at % 10 == 0 => writeln!(text, "    let v{at} = step(x: start)"),
            _ => writeln!(text, "    let v{at} = step(x: v{})", at - 1),
        };
    }
    let _ = writeln!(text, "    v{}\n}}", nodes - 1);
    text
}

/// `count` workflows of ten nodes each, in one module.
pub(crate) fn many_workflows(count: usize) -> String {
    let mut text = String::from("task step(x: int) -> int { x + 1 }\n\n");
    for workflow in 0..count {
        let _ = writeln!(text, "workflow w{workflow}(start: int) -> int {{\n    let v0 = step(x: start)");
        for at in 1..10 {
            let _ = writeln!(text, "    let v{at} = step(x: v{})", at - 1);
        }
        text.push_str("    v9\n}\n\n");
    }
    text
}

/// A map over a list, and its reduction.
pub(crate) const MAP: &str = r#"task a_mappable_task(a: int) -> str {
    let inc = a + 2
    str(inc)
}

task coalesce(b: [str]) -> str {
    b.join("")
}

workflow my_map_workflow(a: [int]) -> str {
    let mapped_out = map a_mappable_task(a)
    coalesce(mapped_out)
}
"#;
