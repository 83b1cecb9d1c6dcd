//! Nodes in the ways of other tools, and what is written instead.

use super::iterations::repaired;
use super::{checked, sound};

fn within(code: &str) -> String {
    format!("workflow w(x: float) -> float {{\n    {code}\n}}")
}

#[test]
fn methods_become_calls() {
    let of = |before: &str, after: &str| assert_eq!(repaired(&within(before)), within(after));
    of("predict(x).then(predict)", "predict(predict(x))");
    of("predict(x).then(|y| scaled(x: y, by: 2.0))", "scaled(x: predict(x), by: 2.0)");
    of("predict.submit(x)", "predict(x)");
    of("predict.delay(x: x)", "predict(x: x)");
    of("predict(x).result()", "predict(x)");
    of("predict(x).await", "predict(x)");
    of("predict.options(retries: 2)(x)", "predict(x) with { retries: 2 }");
    of("predict(x).with_options(retries: 2)", "predict(x) with { retries: 2 }");
    of("let y = predict(x)\n    y.o0", "let y = predict(x)\n    y");
    of("let y = predict(x)\n    y.outputs[\"o0\"]", "let y = predict(x)\n    y");
    of("let y = predict(x)\n    y[0]", "let y = predict(x)\n    y");
}

#[test]
fn options_follow_the_call_that_makes_the_node() {
    let of = |before: &str, after: &str| assert_eq!(repaired(&within(before)), within(after));
    of("let y = predict(x)\n    y.with_overrides(retries: 2)\n    y", "let y = predict(x) with { retries: 2 }\n    y");
    of(
        "let y = predict(x)\n    let z = predict(y)\n    y.with_overrides(retries: 2)\n    z",
        "let y = predict(x) with { retries: 2 }\n    let z = predict(y)\n    z",
    );
    of("let y = predict(x)\n    y.with_overrides(retries: 2)", "let y = predict(x) with { retries: 2 }\n    y");
}

#[test]
fn the_order_of_nodes_is_said_with_after() {
    let of = |before: &str, after: &str| {
        let body = |order: &str| within(&format!("let n = note(text: \"a\")\n    let y = predict(x){order}\n    y"));
        assert_eq!(repaired(&body(before)), body(after));
    };
    of("\n    y.after(n)", " after n");
    of("\n    n.before(y)", " after n");
    of("\n    n.set_downstream([y])", " after n");
    of("\n    y.set_upstream([n])", " after n");
    of(" with { dependsOn: [n] }", " after n");
    of(" with { needs: n }", " after n");
}

#[test]
fn nodes_that_are_gathered_get_a_statement_each() {
    for call in [
        "Promise.all([predict(x), scaled(x, by: 2.0)])",
        "asyncio.gather(predict(x), scaled(x, by: 2.0))",
        "gather(predict(x), scaled(x, by: 2.0))",
    ] {
        let before = within(&format!("let (a, b) = {call}\n    scaled(x: a, by: b)"));
        assert_eq!(repaired(&before), within("let a = predict(x)\n    let b = scaled(x, by: 2.0)\n    scaled(x: a, by: b)"));
    }
}

#[test]
fn what_is_computed_moves_into_a_task() {
    let of = |code: &str, header: &str, call: &str| {
        let body = |value: &str| within(&format!("let y = predict(x)\n    predict({value})"));
        let task = format!("\n\ntask {header} {{\n    {code}\n}}");
        assert_eq!(repaired(&body(code)), body(call) + &task);
    };
    of("y * 2.0 + x", "compute(y: float, x: float) -> float", "compute(y, x)");
    of("abs(y)", "compute(y: float) -> float", "compute(y)");
    of("y.clamp(0.0, 1.0)", "compute(y: float) -> float", "compute(y)");
    of("if y > x { y } else { 0.0 }", "choose(y: float, x: float) -> float", "choose(y, x)");
}

#[test]
fn a_choice_between_nodes_is_made_in_one_task() {
    let found = checked(&format!(
        "task predict(x: float) -> float {{ x }}\n{}\n",
        within("if x > 1.0 {\n        predict(x)\n    } else {\n        0.0\n    }")
    ))
    .1;
    let [found] = found.as_slice() else { panic!("one finding is expected, and not {found:#?}") };
    let help = found.help.join(" ");
    assert!(help.contains("declare `predict` with `fn`"), "{help}");
    assert!(help.contains("`task choose(x: float) -> float { if x > 1.0 { predict(x) } else { 0.0 } }`"), "{help}");
}

#[test]
fn arguments_in_the_order_of_the_inputs_are_one_finding() {
    assert_eq!(repaired(&within("scaled(predict(x), 2.0)")), within("scaled(x: predict(x), by: 2.0)"));
    let maps = |code: &str| format!("workflow w(xs: [float], ys: [float]) -> [float] {{ {code} }}");
    for code in ["map scaled(xs, ys)", "map scaled(x: xs, by: ys)", "map zip scaled(xs, ys)", "map scaled(zip(xs, ys))"] {
        assert_eq!(repaired(&maps(code)), maps("map zip scaled(x: each xs, by: each ys)"));
    }
}

#[test]
fn outputs_in_a_map_or_a_list_are_written_in_parentheses() {
    let named = |code: &str| format!("workflow w(x: float) -> (low: float, high: float) {{ let y = predict(x)\n{code} }}");
    for code in ["{\"low\": y, \"high\": x}", "{ low: y, high: x }", "[y, x]"] {
        assert_eq!(repaired(&named(code)), named("(low: y, high: x)"));
    }
}

#[test]
fn parts_of_outputs_are_no_positions_of_outputs() {
    let tasks = "task score(x: int) -> int { x }\ntask pair(x: int) -> ({str: int}, [int]) { ({\"a\": x}, [x]) }\n";
    for code in [
        "let all = map score(x: each [x, 2])\n    score(all[0])",
        "let both = pair(x)\n    score(both.o1[0])",
        "let both = pair(x)\n    score(both.o0[\"a\"])",
    ] {
        sound(&format!("{tasks}workflow w(x: int) -> int {{\n    {code}\n}}"));
    }
}

#[test]
fn a_second_let_of_a_name_gets_another() {
    let of = |before: &str, after: &str| assert_eq!(repaired(&within(before)), within(after));
    of(
        "let y = predict(x)\n    let y = predict(y)\n    let z = predict(y) after y\n    predict(z)",
        "let y = predict(x)\n    let y2 = predict(y)\n    let z = predict(y2) after y2\n    predict(z)",
    );
    of("let x = predict(x)\n    x", "let x2 = predict(x)\n    x2");
}

#[test]
fn options_are_known_before_inputs() {
    let (_, found) = checked(
        "task predict(x: float) -> float { x }\nworkflow w(x: float, tries: int = 3) -> float { predict(x) with { retries: tries } }\n",
    );
    let messages: Vec<&str> = found.iter().filter(|found| found.code.id == "N001").map(|found| found.message.as_str()).collect();
    assert_eq!(messages, ["`tries` is a parameter, and this is computed at compile time"]);
}
