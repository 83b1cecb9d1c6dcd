//! Amortised cost, counted and not timed: values that are written to in place are not copied, however long they are and however often they were shared; and the cost of a single
//! instruction does counts as the work that it is.

use super::Module;
use crate::eval::{Machine, NoHost, Value, meter};

/// Loops whose body would be a copy of everything so far if it were not done in place. The number is how many elements, and KiB of text, each
/// round may copy: those that the code itself asks for.
const GROWING: &[(&str, u64)] = &[
    ("task append(n: int) -> int { var xs: [int] = []\nfor i in range(n) { xs += [i] }\nlen(xs) }", 0),
    ("task append_by_sum(n: int) -> int { var xs: [int] = []\nfor i in range(n) { xs = xs + [i] }\nlen(xs) }", 0),
    ("task append_by_call(n: int) -> int { var xs: [int] = []\nfor i in range(n) { xs = pushed(xs, i) }\nlen(xs) }", 0),
    ("task append_two(n: int) -> int { var xs: [int] = []\nfor i in range(n) { xs += [i, i] }\nlen(xs) }", 2),
    ("task append_list(n: int) -> int { let more = [1, 2, 3]\nvar xs: [int] = []\nfor i in range(n) { xs += more }\nlen(xs) }", 3),
    ("task append_in_struct(n: int) -> int { var r = Row { xs: [], n: 0 }\nfor i in range(n) { r.xs += [i]\nr.n += 1 }\nlen(r.xs) }", 1),
    ("task append_in_map(n: int) -> int { var m: {str: [int]} = {\"k\": []}\nfor i in range(n) { m[\"k\"] += [i] }\nlen(m[\"k\"]) }", 1),
    ("task append_in_list(n: int) -> int { var g: [[int]] = [[], []]\nfor i in range(n) { g[i % 2] += [i] }\nlen(g[0]) }", 1),
    ("task append_in_fold(n: int) -> int { range(n).fold([0], |xs, i| xs + [i]).len() }", 0),
    ("task append_in_closure(n: int) -> int { let rows = range(n).map(|i| { var row = [i]\nrow += [i]\nrow })\nlen(rows) }", 0),
    ("task text(n: int) -> int { var s = \"\"\nfor i in range(n) { s += \"ab\" }\nlen(s) }", 0),
    ("task text_by_sum(n: int) -> int { var s = \"\"\nfor i in range(n) { s = s + \"ab\" }\nlen(s) }", 0),
    ("task text_by_join(n: int) -> int { var s = \"\"\nfor i in range(n) { s += f\"{i},\" }\nlen(s) }", 0),
    ("task text_by_call(n: int) -> int { var s = \"\"\nfor i in range(n) { s = written(s, i) }\nlen(s) }", 0),
    ("task text_in_struct(n: int) -> int { var d = Doc { s: \"\" }\nfor i in range(n) { d.s += \"ab\" }\nlen(d.s) }", 0),
    ("task text_in_map(n: int) -> int { var m = {\"k\": \"\"}\nfor i in range(n) { m[\"k\"] += \"ab\" }\nlen(m[\"k\"]) }", 0),
    ("task wide_text_and_length(n: int) -> int { var s = \"é\"\nwhile len(s) < n { s += \"é\" }\nlen(s) }", 0),
    ("task set_index(n: int) -> int { var xs = [0] * n\nfor i in range(n) { xs[i] = i }\nxs[-1] }", 1),
    ("task set_nested(n: int) -> int { var g = [[0] * n, [0] * n]\nfor i in range(n) { g[1][i] = i }\ng[1][n - 1] }", 2),
    ("task set_in_struct(n: int) -> int { var r = Row { xs: [0] * n, n: 0 }\nfor i in range(n) { r.xs[i] = i }\nr.xs[0] }", 1),
    ("task set_in_map(n: int) -> int { var m = {\"k\": [0] * n}\nfor i in range(n) { m[\"k\"][i] = i }\nlen(m) }", 1),
    ("task set_by_call(n: int) -> int { var xs = [0] * n\nfor i in range(n) { xs = with_set(xs, i) }\nxs[0] }", 1),
    ("task set_key(n: int) -> int { var m: {str: int} = {}\nfor i in range(n) { m[str(i)] = i }\nlen(m) }", 0),
    ("task add_index(n: int) -> int { var xs = [0] * n\nfor i in range(n) { xs[i] += i }\nxs[-1] }", 1),
    ("task add_key(n: int) -> int { var m = {\"a\": 0, \"b\": 0}\nfor i in range(n) { m[\"a\"] += i }\nlen(m) }", 0),
    ("task tally(n: int) -> int { var m: {str: int} = {}\nfor i in range(n) { m[str(i % 97)] = m.get(str(i % 97), 0) + 1 }\nlen(m) }", 0),
    ("task tally_by_call(n: int) -> int { var m: {str: int} = {}\nfor i in range(n) { m = counted(m, str(i)) }\nlen(m) }", 0),
    ("task read_while_writing(n: int) -> int { var xs = [1] * n\nfor i in range(1, n) { xs[i] = xs[i - 1] + len(xs) % 2 }\nxs[0] }", 1),
    ("task slices(n: int) -> int { let xs = range(n)\nvar s = 0\nfor i in range(n) { s += len(xs[i:i + 3]) }\ns }", 3),
    ("task slices_of_text(n: int) -> int { let t = \"a\" * n\nvar s = 0\nfor i in range(n) { s += len(t[i:i + 3]) }\ns }", 1),
    ("task pop(n: int) -> int { var xs = range(n)\nvar s = 0\nwhile len(xs) > 0 { s += xs[-1]\nxs = xs[:-1] }\ns }", 0),
    ("task pop_text(n: int) -> int { var t = \"é\" * n\nvar s = 0\nwhile len(t) > 0 { s += 1\nt = t[:-1] }\ns }", 1),
    (
        "task pass_rows(n: int) -> int { var rows: [[int]] = []\nfor i in range(n) { var row = [i]\nrow += [i]\nrows += [row] }\nlen(rows) }",
        0,
    ),
    ("task wrap_json(n: int) -> int { var j = json(range(n))\nfor i in range(n) { j = json({\"j\": j})[\"j\"] }\nlen(j) }", 0),
    (
        "task read_json(n: int) -> int { let j = json([range(n)])\nvar s = 0\nfor i in range(n) { let row = j[0]\ns += row[i].as_int() }\ns }",
        0,
    ),
    // The value is shared: it is copied once, and then it is owned.
    ("task shared_by_name(n: int) -> int { var a = [0] * n\nlet b = a\nfor i in range(n) { a[i] = i }\nlen(b) }", 2),
    (
        "task shared_with_struct(n: int) -> int { var a = [0] * n\nlet r = Row { xs: a, n: 0 }\nfor i in range(n) { a[i] = i }\nlen(r.xs) }",
        2,
    ),
    ("task shared_with_map(n: int) -> int { var a = [0] * n\nlet m = {\"k\": a}\nfor i in range(n) { a[i] = i }\nlen(m) }", 2),
    ("task shared_with_list(n: int) -> int { var a = [0] * n\nlet g = [a, a]\nfor i in range(n) { a += [i] }\nlen(g) }", 2),
    (
        "task shared_with_closure(n: int) -> int { var a = [0] * n\nlet b = a\nlet m = [1].map(|x| x + b.len())\nfor i in range(n) { a[i] = m[0] }\nlen(a) }",
        2,
    ),
    ("task shared_text(n: int) -> int { var s = \"ab\" * n\nlet t = s\nfor i in range(n) { s += \"ab\" }\nlen(t) }", 0),
    (
        "task shared_map(n: int) -> int { var m: {str: int} = {}\nfor i in range(n) { m[str(i)] = i }\nlet k = m\nfor i in range(n) { m[str(i)] += 1 }\nlen(k) }",
        3,
    ),
    ("task parameter(n: int) -> int { changed([0] * n, n) }", 1),
];

const HELPERS: &str = "
    struct Row { xs: [int]\nn: int }
    struct Doc { s: str }
    fn pushed(xs: [int], x: int) -> [int] { xs + [x] }
    fn written(s: str, i: int) -> str { s + str(i) }
    fn with_set(xs: [int], i: int) -> [int] { var ys = xs\nys[i] = i\nys }
    fn counted(m: {str: int}, key: str) -> {str: int} { var n = m\nn[key] = n.get(key, 0) + 1\nn }
    fn changed(xs: [int], n: int) -> int { var ys = xs\nfor i in range(n) { ys[i] += i }\nys[0] }
";

/// The amount that a task copies in `n` rounds.
fn copied(machine: &mut Machine<'_>, module: &Module, task: &str, n: i64) -> u64 {
    meter::take_copied();
    machine.run(module.task(task), &[Value::Int(n)]).unwrap();
    meter::take_copied()
}

#[test]
fn what_a_loop_copies_grows_with_its_rounds_and_not_with_their_square() {
    const ROUNDS: i64 = 3_000;
    let mut quadratic = Vec::new();
    for (text, each) in GROWING {
        let module = Module::new(&format!("{HELPERS}\n{text}"));
        let code = module.code();
        let mut machine = Machine::new(&code, NoHost);
        let name = module.program.tasks[0].header.name.as_str();
        let found = copied(&mut machine, &module, name, ROUNDS);
        // A few elements beyond that do not come from the loop.
        let most = each * ROUNDS as u64 + 16;
        if found > most {
            quadratic.push(format!("{name}: {found} elements and KiB copied in {ROUNDS} rounds, at most {most} are linear"));
        }
    }
    assert!(quadratic.is_empty(), "{quadratic:#?}");
}

#[test]
fn a_million_steps_stay_linear() {
    let module = Module::new(&format!("{HELPERS}\n{}\n{}\n{}", GROWING[0].0, GROWING[10].0, GROWING[17].0));
    let code = module.code();
    let mut machine = Machine::new(&code, NoHost);
    for (task, most) in [("append", 16), ("text", 16), ("set_index", 1_000_016)] {
        let found = copied(&mut machine, &module, task, 1_000_000);
        assert!(found <= most, "{task}: {found}");
    }
}

#[test]
fn a_value_that_somebody_else_holds_is_copied_once() {
    let module = Module::new("task t(n: int) -> int { var a = [0] * n\nlet b = a\nfor i in range(n) { a[i] = i }\nlen(b) }");
    let code = module.code();
    let (few, many) =
        (copied(&mut Machine::new(&code, NoHost), &module, "t", 100), copied(&mut Machine::new(&code, NoHost), &module, "t", 200));
    assert_eq!((few, many), (200, 400), "once by `*`, once by the first write");
}

/// Bodies whose work grows with `n`, though it is one instruction.
const LONG: &[&str] = &[
    "[0] * n == [0] * n",
    "[\"x\" * n] == [\"x\" * n]",
    "\"x\" * n < \"x\" * n + \"y\"",
    "-1 in range(n)",
    "\"y\" in \"x\" * n",
    "{\"k\": \"x\" * n} == {\"k\": \"x\" * n}",
    "json([0] * n) == json([0] * n)",
    "[[\"x\" * n], [\"x\" * n]].unique().len() == 1",
    "[\"x\" * n, \"x\" * n].tally().len() == 1",
    "{\"x\" * n: 1}.has(\"x\" * n)",
    "[[0] * n, [0] * n].sort().len() == 2",
    "(\"ab\" * n).regex_find_all(\"b\").len() == n",
    "(\"ab\" * n).regex_match(\"c\")",
    "(\"a\" * n).upper() == \"\"",
    "sha256(\"a\" * n) == \"\"",
    "range(n).sum() == 0",
];

#[test]
fn what_one_instruction_does_is_counted() {
    for body in LONG {
        let module = Module::new(&format!("task t(n: int) -> bool {{ {body} }}"));
        let code = module.code();
        let mut machine = Machine::new(&code, NoHost);
        let mut work = |n: i64| {
            meter::take_work();
            machine.run(module.task("t"), &[Value::Int(n)]).unwrap();
            meter::take_work()
        };
        let (once, twice) = (work(300_000), work(600_000));
        assert!(once >= 300_000 / 128 && twice * 10 >= once * 18 && twice * 10 <= once * 23, "{body}: {once}, then {twice}");
    }
}
