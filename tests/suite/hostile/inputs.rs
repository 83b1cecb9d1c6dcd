//! Configurations and the inputs of runs.

use super::{call, shown};
use crate::support::Scratch;

const PROGRAM: &str =
    "task t(x: json, f: float, xs: [int]) -> json { x }\n\nworkflow w(x: json, f: float = 1.0, xs: [int] = []) -> json { t(x, f, xs) }\n";

/// Runs the workflow with one document of inputs.
fn run(name: &str, document: &str) -> (i32, String) {
    let scratch = Scratch::with(&[("a.fpl", PROGRAM), (name, document)]);
    let ran = call(&scratch, &["run", "--inputs", name, "a.fpl", "w"]);
    (ran.status, ran.stderr)
}

#[test]
fn documents_that_are_small_and_mean_much_are_refused() {
    let laughs: String = (1..20).map(|n| format!("  a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(10))).collect();
    for (name, document, words) in [
        ("a.yaml", format!("x:\n  a0: &a0 [1]\n{laughs}"), "not valid YAML"),
        ("a.yaml", format!("x:\n  a: &a {}\n  b: [{}]\n", "1".repeat(100_000), "*a,".repeat(20_000)), "more than 16 times as large"),
        ("a.yaml", format!("x: {}", "[".repeat(50_000)), "more than 1000 brackets are open at once"),
        ("a.yaml", format!("x: {}1{}", "{a: ".repeat(50_000), "}".repeat(50_000)), "more than 1000 brackets are open at once"),
        ("a.yaml", "x: &a {b: *a}\n".to_owned(), "recursion limit"),
        ("a.yaml", format!("x:\n{}", (1..3_000).map(|at| format!("{}a:\n", " ".repeat(at))).collect::<String>()), "recursion limit"),
        ("a.json", format!("{{\"x\": {}", "[".repeat(500_000)), "recursion limit"),
        ("a.json", format!("{{\"x\": {}1{}}}", "{\"a\":".repeat(50_000), "}".repeat(50_000)), "recursion limit"),
        ("a.yaml", "x: {a: 1}\n\u{0}".to_owned(), "not valid YAML"),
    ] {
        let (status, words_said) = run(name, &document);
        assert_eq!(status, 2, "{}", shown(&words_said));
        assert!(words_said.contains(words) && words_said.contains(name), "{words}: {}", shown(&words_said));
        assert!(words_said.len() < 1_000, "{} bytes", words_said.len());
    }
}

#[test]
fn numbers_that_a_float_cannot_hold_are_refused_and_not_called_infinite() {
    let scratch = Scratch::with(&[("a.fpl", PROGRAM), ("a.json", "{\"x\": {}, \"f\": 1e999}"), ("a.yaml", "x: {}\nf: 1e999\n")]);
    let ran = call(&scratch, &["run", "a.fpl", "w", "--x", "{}", "--f", "1e999"]);
    assert!(ran.failure(2).contains("`f` has the type `float`"), "{}", ran.stderr);
    for name in ["a.json", "a.yaml"] {
        assert_eq!(call(&scratch, &["run", "--inputs", name, "a.fpl", "w"]).status, 2, "{name}");
    }
    for infinite in ["inf", "-inf"] {
        assert_eq!(call(&scratch, &["run", "a.fpl", "w", "--x", "{}", &format!("--f={infinite}")]).status, 0);
    }
}

#[test]
fn values_of_any_length_are_cut_in_messages() {
    let scratch = Scratch::with(&[("a.fpl", PROGRAM)]);
    let long = "9".repeat(100_000);
    for value in [long.as_str(), &format!("[{long}"), &"[".repeat(100_000)] {
        for flag in ["--f", "--xs", "--x"] {
            let ran = call(&scratch, &["run", "a.fpl", "w", "--x", "{}", &format!("{flag}={value}")]);
            assert!(ran.stderr.len() < 2_000, "{flag}: {} bytes", ran.stderr.len());
        }
    }
}

#[test]
fn configurations_without_end_are_refused_with_words() {
    for config in [
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}1{}", "{a = ".repeat(50_000), "}".repeat(50_000)),
        format!("{}b = 1\n", "a.".repeat(50_000)),
        format!("[{}a]\n", "a.".repeat(50_000)),
        "x = 1\n".repeat(50_000),
        (0..5_000).map(|at| format!("[[a{at}]]\nb = 1\n")).collect(),
        format!("[project]\nname = \"{}\"\n", "a".repeat(1_000_000)),
        "\u{0}".repeat(1_000),
    ] {
        let scratch = Scratch::with(&[("a.fpl", PROGRAM), ("flightplan.toml", &config)]);
        let ran = call(&scratch, &["lint", "--format", "concise"]);
        assert!(ran.stdout.len() < 40_000, "{} bytes for {}", ran.stdout.len(), shown(&config[..20.min(config.len())]));
        assert!(ran.status == 2 || ran.status == 0, "{}", shown(&ran.stdout));
    }
}

#[test]
fn a_key_that_is_there_twice_is_refused_at_its_line() {
    let source = "struct S { m: {str: int} }\ntask t(x: {str: int}, s: S?, j: json?) -> int { x.len() }\n";
    let files = [
        ("a.json", "{\"x\": {\"i\": 1,\n \"i\": 2}}"),
        ("b.json", "{\"i\": 1,\n \"i\": 2}"),
        ("c.json", "{\"x\": {}, \"s\": {\"m\": {\"i\": 1,\n \"i\": 2}}}"),
        ("d.json", "{\"x\": {}, \"j\": {\"a\": [{\"i\": 1,\n \"i\": 2}]}}"),
        ("a.yaml", "x: {i: 1,\n i: 2}\n"),
        ("b.yaml", "i: 1\ni: 2\n"),
        ("c.yml", "x: {}\nj: {a: [{i: 1, \"i\": 2}]}\n"),
    ];
    let scratch = Scratch::with(&[("flow.fpl", source)]);
    for (name, text) in files {
        scratch.write(name, text);
        let ran = scratch.flightplan(&["run", "flow.fpl", "t", "--inputs", name]);
        let report = ran.failure(2);
        assert!(report.contains(&format!("{name}:2: ")) && report.contains("the key `i` is given twice"), "{name}: {report}");
    }
    for flag in [["--x", "{\"i\": 1, \"i\": 2}"], ["--s", "{\"m\": {\"i\": 1, \"i\": 2}}"], ["--j", "{\"i\": 1, \"i\": 2}"]] {
        let ran = scratch.flightplan(&["run", "flow.fpl", "t", flag[0], flag[1]]);
        let report = ran.failure(2);
        assert!(report.contains("the key `i` is given twice"), "{report}");
    }
}
