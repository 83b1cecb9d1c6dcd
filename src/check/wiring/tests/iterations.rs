//! Maps in the ways of code and other languages, and what is written instead.

use super::checked;
use crate::diagnostics::Fix;

const TASKS: &str = "task predict(x: float) -> float { x * 0.5 }
task scaled(x: float, by: float) -> float { x * by }
task note(text: str) { log(text) }
";

/// The workflow after the fix of its only finding.
#[track_caller]
pub(super) fn repaired(workflow: &str) -> String {
    let mut text = format!("{TASKS}{workflow}\n");
    let found = checked(&text).1;
    let [finding] = found.as_slice() else { panic!("one finding is expected, and not {found:#?}") };
    let Some(Fix { edits, .. }) = &finding.fix else { panic!("a fix is expected: {finding:#?}") };
    let mut edits = edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    edits.iter().for_each(|edit| text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text));
    assert_eq!(checked(&text).1, [], "{text}");
    text[TASKS.len()..].trim_end().to_owned()
}

#[test]
fn each_way_becomes_a_map() {
    let of = |before: &str, after: &str| {
        let around = |code: &str| format!("workflow w(xs: [float], k: float) -> [float] {{ {code} }}");
        let unused = |code: &str| {
            around(code)
                .replace(", k: float", if code.contains("k,") || code.contains("k)") || code.contains(": k") { ", k: float" } else { "" })
        };
        assert_eq!(repaired(&unused(before)), unused(after));
    };
    of("map(predict, xs)", "map predict(xs)");
    of("list(map(predict, xs))", "map predict(xs)");
    of("xs.map(predict)", "map predict(xs)");
    of("xs.map(|x| predict(x))", "map predict(xs)");
    of("xs.map(|v| scaled(x: v, by: k))", "map scaled(x: each xs, by: k)");
    of("[predict(x) for x in xs]", "map predict(xs)");
    of("[scaled(by: k, x: v) for v in xs]", "map scaled(by: k, x: each xs)");
    of("map(scaled, xs, xs)", "map zip scaled(x: each xs, by: each xs)");
    of("map_task(predict)(x: xs)", "map predict(xs)");
    of("map(predict, map predict(xs))", "map predict(map predict(xs))");
}

#[test]
fn a_loop_becomes_a_map() {
    let before = "workflow w(names: [str]) { for n in names { note(text: n) } }";
    assert_eq!(repaired(before), "workflow w(names: [str]) { map note(names) }");
}

#[test]
fn a_loop_of_several_steps_becomes_a_map_for_each() {
    let before = "workflow w(xs: [float]) -> [float] {
    var out = []
    for x in xs {
        let y = predict(x)
        out.append(scaled(x: y, by: 2.0))
    }
    out
}";
    let after = "workflow w(xs: [float]) -> [float] {
    let y = map predict(xs)
    let out = map scaled(x: each y, by: 2.0)
    out
}";
    assert_eq!(repaired(before), after);
    assert_eq!(repaired(&before.replace("var out", "let out")), after);
    assert_eq!(repaired(&before.replace("out.append(scaled(x: y, by: 2.0))", "out += [scaled(x: y, by: 2.0)]")), after);
    assert_eq!(
        repaired(&before.replace("out.append(scaled(x: y, by: 2.0))", "out.push(y)")),
        "workflow w(xs: [float]) -> [float] {
    let out = map predict(xs)
    out
}"
    );
}

#[test]
fn what_computes_is_no_map() {
    for code in ["[predict(x + 1.0) for x in xs]", "[predict(x) for x in xs if x > 0.0]"] {
        let found = checked(&format!("{TASKS}workflow w(xs: [float]) -> [float] {{ {code} }}\n")).1;
        assert!(found.iter().all(|finding| finding.fix.is_none()), "{code}: {found:#?}");
    }
    for code in ["[x + 1.0 for x in xs]", "xs.map(|x| abs(x))"] {
        let task = format!("\n\ntask compute(xs: [float]) -> [float] {{\n    {code}\n}}");
        let around = |code: &str| format!("workflow w(xs: [float]) -> [float] {{ {code} }}");
        assert_eq!(repaired(&around(code)), around("compute(xs)") + &task);
    }
}

#[test]
fn a_node_that_is_assigned_is_declared() {
    let before = "workflow w(x: float) -> float {\n    y = predict(x)\n    predict(x: y)\n}";
    assert_eq!(repaired(before), before.replace("y = ", "let y = "));
    let last = "workflow w(x: float) {\n    y = predict(x)\n}";
    assert_eq!(repaired(last), last.replace("y = ", "let y = "));
}

#[test]
fn inputs_in_a_map_are_given_by_name() {
    let before = "workflow w(x: float) -> float { scaled({\"x\": x, \"by\": 2.0}) }";
    assert_eq!(repaired(before), "workflow w(x: float) -> float { scaled(x: x, by: 2.0) }");
    let one = "workflow w(x: float) -> float { predict({\"x\": x}) }";
    assert_eq!(repaired(one), "workflow w(x: float) -> float { predict(x: x) }");
}
