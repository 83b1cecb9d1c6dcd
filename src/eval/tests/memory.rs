//! Memory is bounded: whatever code hoards, it fails at its line, and everything is freed.

use super::Module;
use crate::eval::{FailureKind, Machine, Memory, NoHost, Value, meter};

/// Code that would fill any memory, each in another way.
const HOARDS: &[&str] = &[
    "var xs: [int] = []\nwhile true { xs += [1] }",
    "var xs: [[int]] = []\nwhile true { xs += [[1, 2, 3]] }",
    "var xs = [1]\nwhile true { xs = xs + xs }",
    "var xs = [1]\nwhile true { xs += xs }",
    "var xs = [1]\nwhile true { xs *= 3 }",
    "var s = \"ab\"\nwhile true { s = s + s }",
    "var s = \"ab\"\nwhile true { s += \"some more text\" }",
    "var s = \"ab\"\nwhile true { s += f\"{len(s)},\" }",
    "var n = 10\nwhile true { n = len(\"a\" * n) * 2 }",
    "var n = 10\nwhile true { n = len([0] * n) * 2 }",
    "var n = 10\nwhile true { n = len(\"x\".pad_left(n)) * 2 }",
    "var m: {str: int} = {}\nwhile true { m[f\"{len(m)}\"] = 1 }",
    "var m: {str: int} = {}\nwhile true { m[str(len(m))] = m.get(str(len(m)), 0) + 1 }",
    "var m: {str: [str]} = {\"a\": []}\nwhile true { m[\"a\"] += [\"text\".upper()] }",
    "var xs: [Pair] = []\nwhile true { xs += [Pair { a: 1, b: [1.0] }] }",
    "var xs = [two()]\nwhile true { xs += [two()] }",
    "var xs = range(1000)\nvar all_: [[int]] = []\nwhile true { xs[0] += 1\nall_ += [xs] }",
    "var xs: [json] = []\nwhile true { xs += [json({\"a\": \"b\"})] }",
    "var xs: [bytes] = []\nwhile true { xs += [\"some text\".encode()] }",
    "var xs = [rng(1)]\nwhile true { xs += [rng(1)] }",
    "let xs = [str(i) for i in range(10000000000)]\nlen(xs)",
    "let xs = [[j for j in range(1000)] for i in range(10000000000)]\nlen(xs)",
    "let m = {str(i): i for i in range(10000000000)}\nlen(m)",
    "range(10000000000 - 1).len()",
    "range(1000000).map(|x| str(x)).len()",
    "range(1000000).map(|x| str(x)).unique().len()",
    "range(1000000).unique().len()",
    "range(1000000).map(|x| float(x)).unique().len()",
    "range(1000000).sort_by(|x| str(x)).len()",
    "var xs = [true]\nwhile true { xs += [false] }",
    "var xs = [0.5]\nwhile true { xs += [1.5] }",
    "var xs: [int?] = [1]\nwhile true { xs += [none, 2] }",
    "var xs: [int?] = [1] * 1000000\nxs[0] = none\nxs.len()",
    "var xs: [[int]] = []\nwhile true { xs += [[]] }",
    "range(400000).fold([\"\"], |xs, x| xs + [str(x) * 10]).len()",
    "range(400000).scan([0], |xs, x| xs + [x]).len()",
    "range(400000).group_by(|x| str(x)).len()",
    "range(400000).enumerate().len()",
    "zip(range(400000), range(400000)).len()",
    "range(10000).windows(5000).len()",
    "[range(1000)].flatten().chunks(1).len() + range(400000).chunks(1).len()",
    "(\"a\" * 2000000).chars().len()",
    "(\"a \" * 1000000).split(\" \").len()",
    "(\"a\\n\" * 1000000).lines().len()",
    "(\"a \" * 1000000).regex_find_all(\"a\").len()",
    "(\"a \" * 1000000).regex_split(\" \").len()",
    "(\"a\" * 1000000).regex_replace(\"a\", \"some longer text\" * 100).len()",
    "(\"a\" * 1000000).replace(\"a\", \"some longer text\" * 100).len()",
    "([\"some longer text\" * 100] * 100000).join(\",\").len()",
    "(\"a\" * 3000000).encode().values().len()",
    "json_parse(\"[\" + \"[],\" * 1000000 + \"1]\").len()",
    "json_parse(\"[\" + \"0,\" * 3000000 + \"1]\").len()",
    "json([0] * 2000000).len() + [json(0)].len()",
    "var j = json([0] * 10000)\nfor i in range(100) { j = json([j]) }\njson_dump(j, 32).len()",
    "var j = json([1])\nfor i in range(100) { j = json([j, j]) }\nstr(j).len()",
    "let xs = [\"some text that is long\"] * 10000\nstr([xs] * 10000).len()",
    "f\"{[\"some text that is long\" * 1000] * 100000}\".len()",
    "held([0], 0)",
];

const HELPERS: &str = "
    struct Pair { a: int\nb: [float] }
    fn two() -> (int, str) { (1, \"x\") }
    fn held(xs: [int], n: int) -> int { let ys = xs + [n] * 1000\nlet k = held(ys, n + 1)\nk + len(ys) }
";

const LIMIT: u64 = 16 << 20;

fn hoarding(body: &str) -> Module {
    Module::new(&format!("{HELPERS}\ntask t() -> int {{\n{body}\n}}"))
}

#[test]
fn every_hoard_fails_and_is_freed() {
    for body in HOARDS {
        let body = if body.contains("while true") { format!("{body}\n0") } else { (*body).to_owned() };
        let module = hoarding(&body);
        let code = module.code();
        let mut machine = Machine::new(&code, NoHost);
        machine.set_memory(Memory { task: Some(LIMIT), process: None });
        let before = meter::live();
        let failed = machine.run(module.task("t"), &[]).unwrap_err();
        assert!(matches!(failed.kind, FailureKind::Memory | FailureKind::Size), "{body}: {failed:?}");
        assert!(!module.text(failed.span).is_empty(), "{body}: {failed:?}");
        assert_eq!(meter::live(), before, "{body}: something is still counted");
    }
}

#[test]
fn what_is_freed_does_not_count() {
    for body in [
        "var n = 0\nfor i in range(100000) { n += len([i] * 100) }\nn",
        "var n = 0\nfor i in range(100000) { n += len(f\"{i}\" * 100) }\nn",
        "var s = \"\"\nfor i in range(300000) { s = str(i) + \"x\" }\nlen(s)",
        "var m: {str: str} = {}\nfor i in range(300000) { m[str(i % 10)] = str(i) * 10 }\nlen(m)",
        "var xs = range(1000)\nfor i in range(20000) { xs = xs.map(|x| x + 1) }\nlen(xs)",
        "var n = 0\nfor i in range(30000) { n += len(json_parse(\"[1, [2, 3], {\\\"a\\\": 4}]\")) }\nn",
        "let big = range(100000)\nvar xs: [[int]] = []\nfor i in range(100000) { xs += [big] }\nlen(xs)",
    ] {
        let module = hoarding(body);
        let code = module.code();
        let mut machine = Machine::new(&code, NoHost);
        machine.set_memory(Memory { task: Some(LIMIT), process: None });
        let before = meter::live();
        machine.run(module.task("t"), &[]).unwrap_or_else(|failure| panic!("{body}: {failure:?}"));
        assert_eq!(meter::live(), before, "{body}");
    }
}

#[test]
fn outputs_count_as_they_are_written() {
    let module = Module::new(
        "task lists() -> [[int]] { [range(10000)] * 10000 }
         task trees() -> json { var j = json({\"a\": 1})\nfor i in range(100) { j = json({\"a\": j, \"b\": j}) }\nj }
         task fine() -> [[int]] { [range(10)] * 10 }",
    );
    let code = module.code();
    let mut machine = Machine::new(&code, NoHost);
    machine.set_memory(Memory { task: Some(LIMIT), process: None });
    for task in ["lists", "trees"] {
        let failed = machine.run(module.task(task), &[]).unwrap_err();
        assert_eq!(failed.kind, FailureKind::Memory, "{task}");
        assert_eq!(failed.message, "the outputs of the task take more memory than the 16 MiB that are allowed");
    }
    assert!(machine.run(module.task("fine"), &[]).is_ok());
}

#[test]
fn the_inputs_of_a_task_are_not_its_own() {
    let module = Module::new("task t(xs: [int]) -> int { let ys = xs\nlen(ys) }");
    let code = module.code();
    let mut machine = Machine::new(&code, NoHost);
    machine.set_memory(Memory { task: Some(1 << 20), process: None });
    let input = Value::list(vec![Value::Int(1); 1 << 20]);
    assert_eq!(machine.run(module.task("t"), &[input]).unwrap(), [Value::Int(1 << 20)]);
}

#[test]
fn json_nests_as_deep_as_text_may() {
    let module =
        Module::new("task wrapped(n: int) -> int { var j = json(1)\nfor i in range(n) { j = json([j]) }\nlen(json_parse(str(j))) }");
    assert_eq!(module.run("wrapped", &[Value::Int(127)]).unwrap(), [Value::Int(1)]);
    let failed = module.run("wrapped", &[Value::Int(128)]).unwrap_err();
    assert_eq!(failed.kind, FailureKind::Size);
    assert_eq!(failed.message, "the JSON value would nest deeper than 127 arrays and objects");
}
