//! `flightplan run`, from outside: the values it prints, Flyte's rules for maps, and what it says when a run fails.

use serde_json::json;

use crate::support::{Ran, Scratch, command};

fn run(source: &str, arguments: &[&str]) -> Ran {
    let scratch = Scratch::with(&[("flow.fpl", source)]);
    let mut all = vec!["run", "flow.fpl"];
    all.extend(arguments);
    scratch.flightplan(&all)
}

const EVEN: &str = r#"
task only_even(x: int) -> int {
    if x % 2 != 0 {
        fail(f"{x} is odd")
    }
    x * 10
}

workflow all(xs: [int]) -> [int] { map only_even(xs) }
workflow half(xs: [int]) -> [int?] { map only_even(xs) with { min_success_ratio: 0.5 } }
workflow six_of_ten(xs: [int]) -> [int?] { map only_even(xs) with { min_success_ratio: 0.6 } }
workflow two(xs: [int]) -> [int?] { map only_even(xs) with { min_successes: 2 } }
workflow one_at_a_time(xs: [int]) -> [int] { map only_even(xs) with { concurrency: 1 } }
"#;

#[test]
fn results_stand_in_input_order() {
    assert_eq!(run(EVEN, &["all", "--xs", "[4, 2, 0, -2]"]).success(), "[40, 20, 0, -20]");
    assert_eq!(run(EVEN, &["one_at_a_time", "--xs", "[4, 2, 0, -2]"]).success(), "[40, 20, 0, -20]");
    assert_eq!(run(EVEN, &["all", "--xs", "[]"]).success(), "[]");
}

#[test]
fn the_first_failing_element_is_named_with_its_line() {
    for jobs in ["1", "2", "8"] {
        let ran = run(EVEN, &["all", "--xs", "[2, 4, 5, 6, 7]", "--jobs", jobs]);
        let report = ran.failure(1);
        assert!(report.contains("R002"), "{report}");
        assert!(report.contains("[2]") && report.contains("5 is odd"), "{report}");
        assert!(report.contains("flow.fpl:4"), "{report}");
        assert!(!report.contains("7 is odd"), "{report}");
        assert_eq!(ran.stdout, "");
    }
}

#[test]
fn a_tolerant_map_leaves_none_where_elements_failed() {
    assert_eq!(run(EVEN, &["half", "--xs", "[1, 2, 3, 4]"]).success(), "[null, 20, null, 40]");
    assert_eq!(run(EVEN, &["two", "--xs", "[1, 2, 3, 4]"]).success(), "[null, 20, null, 40]");
    assert_eq!(run(EVEN, &["half", "--xs", "[]"]).success(), "[]");
}

#[test]
fn criteria_hold_at_their_edges() {
    // Half of three is two, rounded up.
    assert_eq!(run(EVEN, &["half", "--xs", "[2, 4, 5]"]).success(), "[20, 40, null]");
    run(EVEN, &["half", "--xs", "[2, 3, 5]"]).failure(1);
    // 0.6 of five is exactly three, whatever 32-bit floats make of 0.6.
    assert_eq!(run(EVEN, &["six_of_ten", "--xs", "[2, 4, 6, 1, 3]"]).success(), "[20, 40, 60, null, null]");
    run(EVEN, &["six_of_ten", "--xs", "[2, 4, 1, 3, 5]"]).failure(1);
    // More successes than there are elements can never be had.
    for xs in ["[2]", "[]"] {
        let ran = run(EVEN, &["two", "--xs", xs]);
        assert!(ran.failure(1).contains("R004"), "{}", ran.stderr);
    }
}

const ZIP: &str = r#"
task multiply(a: int, b: float) -> float { a * b }

workflow products(xs: [int], ys: [float]) -> [float] { map zip multiply(a: each xs, b: each ys) }
workflow scaled(xs: [int], by: float) -> [float] { map multiply(a: each xs, b: by) }
"#;

#[test]
fn zipped_lists_must_be_equally_long() {
    assert_eq!(run(ZIP, &["products", "--xs", "[1, 2]", "--ys", "[0.5, 1.5]"]).success(), "[0.5, 3.0]");
    for ys in ["[0.5]", "[0.5, 1.5, 2.5]", "[]"] {
        let ran = run(ZIP, &["products", "--xs", "[1, 2]", "--ys", ys]);
        assert!(ran.failure(1).contains("R003"), "{}", ran.stderr);
    }
    assert_eq!(run(ZIP, &["scaled", "--xs", "[1, 2, 3]", "--by", "2"]).success(), "[2.0, 4.0, 6.0]");
}

#[test]
fn only_retryable_failures_are_tried_again() {
    let source = r#"
task flaky() -> int with { retries: 3 } { fail_retryable("not yet") }
task broken() -> int with { retries: 3 } { fail("never") }
workflow w() -> int { flaky() }
workflow v() -> int { flaky() with { retries: 1 } }
workflow u() -> int { broken() }
"#;
    assert!(run(source, &["w"]).failure(1).contains("each of 4 attempts"));
    assert!(run(source, &["v"]).failure(1).contains("each of 2 attempts"));
    assert!(!run(source, &["u"]).failure(1).contains("attempts"));
    assert!(run(source, &["flaky"]).failure(1).contains("each of 4 attempts"));
}

#[test]
fn a_failure_inside_a_sub_workflow_shows_the_way_down() {
    let source = r#"
task pick(xs: [int]) -> int { xs[3] }
workflow inner(xs: [int]) -> int { let picked = pick(xs)
    picked }
workflow outer(xs: [int]) -> int { let nested = inner(xs)
    nested }
"#;
    let ran = run(source, &["outer", "--xs", "[1]"]);
    let report = ran.failure(1);
    for part in ["R001", "pick", "`picked` of `inner`", "`nested` of `outer`", "flow.fpl:2"] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
}

#[test]
fn outputs_are_printed_by_their_shape() {
    let source = r#"
task text() -> str { "bare \"text\"" }
task pair() -> (int, str) { (1, "x") }
task named() -> (mean: float) { (mean: 2.0) }
task note(x: int) { log(str(x)) }
task number() -> float { 1e22 }
workflow w() -> str { text() }
"#;
    assert_eq!(run(source, &["w"]).success(), "bare \"text\"");
    assert_eq!(run(source, &["w", "--output", "json"]).success(), r#"{"o0": "bare \"text\""}"#);
    assert_eq!(run(source, &["pair"]).success(), r#"{"o0": 1, "o1": "x"}"#);
    assert_eq!(run(source, &["named"]).success(), "2.0");
    assert_eq!(run(source, &["named", "--output", "json"]).success(), r#"{"mean": 2.0}"#);
    assert_eq!(run(source, &["number"]).success(), "1e+22");
    let noted = run(source, &["note", "--x", "7"]);
    assert_eq!(noted.success(), "");
    assert!(noted.stderr.contains('7'), "{}", noted.stderr);
    assert_eq!(run(source, &["note", "--x", "7", "--output", "json"]).success(), "{}");
}

#[test]
fn literals_are_what_flyte_would_record() {
    let source = r#"
task half(x: int) -> int {
    if x == 7 { fail_retryable("seven") }
    assert x % 2 == 0
    x // 2
}
workflow halves(xs: [int], note: str? = none) -> (halves: [int], note: str?) {
    let h = map half(xs)
    (halves: h, note: note)
}
"#;
    let literals = |arguments: &[&str], status| {
        let ran = run(source, &[arguments, &["--output", "literals"]].concat());
        assert_eq!(ran.status, status, "{}", ran.stderr);
        serde_json::from_str::<serde_json::Value>(&ran.stdout).expect("one JSON document")
    };
    let integer = |n: i64| json!({"scalar": {"primitive": {"integer": n.to_string()}}});
    let none = json!({"scalar": {"union": {
        "value": {"scalar": {"none_type": {}}},
        "type": {"simple": "NONE", "structure": {"tag": "none"}},
    }}});
    let document = literals(&["halves", "--xs", "[2]"], 0);
    assert_eq!(document["inputs"]["literals"], json!({"xs": {"collection": {"literals": [integer(2)]}}, "note": none}));
    assert_eq!(document["outputs"]["literals"], json!({"halves": {"collection": {"literals": [integer(1)]}}, "note": none}));
    let document = literals(&["half", "--x", "7"], 1);
    assert_eq!(document["error"], json!({"code": "USER:Retryable", "message": "seven", "kind": "RECOVERABLE"}));
    let document = literals(&["halves", "--xs", "[2, 3]"], 1);
    assert_eq!(document["error"]["elements"][0]["index"], 1);
    assert_eq!(document["error"]["elements"][0]["code"], "USER:AssertionFailed");
    assert_eq!(document["error"]["elements"][0]["kind"], "NON_RECOVERABLE");
}

#[test]
fn wrong_inputs_are_named_with_their_type() {
    let source = r#"
struct Line { quantity: float, tags: [str] = [] }
task total(lines: [Line], factor: int = 2) -> float { sum([l.quantity for l in lines]) * factor }
"#;
    let ok = run(source, &["total", "--lines", r#"[{"quantity": 1}, {"quantity": 2.5, "tags": ["x"]}]"#]);
    assert_eq!(ok.success(), "7.0");
    let cases: &[(&[&str], &[&str])] = &[
        (&["--lines", r#"[{"quantity": "1"}]"#], &["lines[0].quantity", "float"]),
        (&["--lines", r#"[{"quantty": 1}]"#], &["lines[0]", "quantty"]),
        (&["--lines", "[", "--factor", "1"], &["lines", "JSON"]),
        (&["--lines", "[]", "--factor", "1.5"], &["factor", "int", "1.5"]),
        (&["--lines", "[]", "--factor", "9223372036854775808"], &["factor", "int"]),
        (&[], &["lines"]),
        (&["--lines", "[]", "--fctor", "1"], &["fctor", "factor"]),
    ];
    for (arguments, parts) in cases {
        let mut all = vec!["total"];
        all.extend(*arguments);
        let ran = run(source, &all);
        let report = ran.failure(2);
        for part in *parts {
            assert!(report.contains(part), "{part} is missing for {arguments:?} in:\n{report}");
        }
    }
}

#[test]
fn inputs_come_from_files_and_flags_win() {
    let scratch = Scratch::with(&[
        ("flow.fpl", "task add(a: int, b: int = 5) -> int { a + b }\n"),
        ("in.json", r#"{"a": 1, "b": 2}"#),
        ("in.yaml", "a: 10\n"),
        ("bad.yaml", "a: 10\nc: 1\n"),
    ]);
    assert_eq!(scratch.flightplan(&["run", "flow.fpl", "add", "--inputs", "in.json"]).success(), "3");
    assert_eq!(scratch.flightplan(&["run", "flow.fpl", "add", "--inputs", "in.json", "--b", "30"]).success(), "31");
    assert_eq!(scratch.flightplan(&["run", "flow.fpl", "add", "--inputs", "in.yaml"]).success(), "15");
    assert!(scratch.flightplan(&["run", "flow.fpl", "add", "--inputs", "bad.yaml"]).failure(2).contains('c'));
    assert!(scratch.flightplan(&["run", "flow.fpl", "add", "--inputs", "none.json"]).failure(2).contains("none.json"));
}

#[test]
fn the_help_of_a_workflow_is_its_own() {
    let source = r#"
task t(number: int, flag: bool) -> int { number }

## Counts things.
##
## At length.
workflow counting(
    ## How many.
    how_many: int = 3,
    flag: bool
) -> int { t(number: how_many, flag: flag) }
"#;
    let ran = run(source, &["counting", "--help"]);
    let help = ran.success();
    for part in ["Counts things.", "At length.", "--how-many", "How many.", "int", "[default: 3]", "--flag", "bool", "--inputs"] {
        assert!(help.contains(part), "{part} is missing in:\n{help}");
    }
    assert_eq!(run(source, &["counting", "--how_many", "4", "--flag", "true"]).success(), "4");
    assert_eq!(run(source, &["counting", "--flag", "false"]).success(), "3");
}

#[test]
fn a_project_is_the_same_from_every_folder() {
    let scratch = Scratch::with(&[
        ("flightplan.toml", ""),
        ("main.fpl", "import shared.deep.rates.{RATE}\n\ntask t(x: int) -> int { x * RATE }\n"),
        ("shared/deep/rates.fpl", "const RATE: int = 3\n"),
    ]);
    for (folder, file) in [(".", "main.fpl"), ("shared", "../main.fpl"), ("shared/deep", "../../main.fpl")] {
        let call = |arguments: &[&str]| {
            let output = command(&scratch.path(folder), arguments).output().expect("the binary starts");
            String::from_utf8(output.stdout).expect("standard output is UTF-8")
        };
        assert_eq!(call(&["lint", "--format", "concise"]), "", "{folder}");
        assert_eq!(call(&["run", file, "t", "--x", "5"]), "15\n", "{folder}");
    }
}

#[test]
fn an_input_file_that_cannot_be_read_is_one_error() {
    let scratch = Scratch::with(&[("flow.fpl", "task add(a: int, b: int?) -> int { a + (b ?? 0) }\n"), ("list.json", "[1]")]);
    let ran = scratch.flightplan(&["run", "flow.fpl", "add", "--inputs", "list.json"]);
    let report = ran.failure(2);
    assert!(report.contains("list.json") && report.matches("error:").count() == 1, "{report}");
    assert!(scratch.flightplan(&["run", "flow.fpl", "add", "--help"]).success().contains("--b <int?>\n          [default: null]"));
}

#[test]
fn an_unknown_workflow_is_answered_with_those_there_are() {
    let ran = run(EVEN, &["haf", "--xs", "[]"]);
    let report = ran.failure(2);
    assert!(report.contains("haf") && report.contains("half"), "{report}");
}

#[test]
fn a_program_with_errors_is_not_run() {
    let ran = run("task t() -> int { missing }\n", &["t"]);
    assert!(ran.failure(1).contains("missing"));
    assert_eq!(ran.stdout, "");
}

#[test]
fn a_run_keeps_what_does_not_depend_on_a_failure() {
    // The report is about the failed node either way; what is logged tells which nodes ran.
    let source = r#"
task broken() -> int { fail("broken") }
task note(x: str) { log(x) }
task after_broken(x: int) { log("after") }
workflow immediate() {
    let first = broken()
    note(x: "independent")
    after_broken(x: first)
}
workflow complete() with { failure_policy: fail_after_executable_nodes_complete } {
    let first = broken()
    note(x: "independent")
    after_broken(x: first)
}
"#;
    let ran = run(source, &["complete", "--jobs", "1"]);
    let report = ran.failure(1);
    assert!(report.contains("independent") && report.contains("broken"), "{report}");
    assert!(!report.contains("after\n"), "{report}");
    assert!(run(source, &["immediate", "--jobs", "1"]).failure(1).contains("broken"));
}

/// As propeller has it: a node has twice its timeout for all its attempts.
#[test]
fn attempts_share_twice_the_timeout() {
    let source = r#"
task endless(x: int) -> int with { timeout: 200ms, retries: 9 } {
    var n = x
    while true { n = (n + 1) % 1000 }
    n
}
"#;
    let started = std::time::Instant::now();
    let ran = run(source, &["endless", "--x", "1"]);
    let report = ran.failure(1);
    assert!(report.contains("2 attempts"), "{report}");
    assert!(started.elapsed() < std::time::Duration::from_secs(2), "{:?}", started.elapsed());
}
