//! Sources: large, deep, long, without end, and with what cannot be seen.

use super::{call, lint, shown};
use crate::support::Scratch;

#[test]
fn large_files_cost_memory_by_their_size() {
    const SIZE: usize = 1_000_000;
    let repeated = |piece: &str| piece.repeat(SIZE / piece.len());
    for (name, text, status) in [
        ("newlines", repeated("\n"), 0),
        ("returns", repeated("\r"), 1),
        ("blanks", repeated(" "), 0),
        ("one_line", repeated("a "), 1),
        ("one_word", repeated("a"), 1),
        ("comments", repeated("# nothing\n"), 0),
        ("one_string", format!("task a() -> str {{ \"{}\" }}\n", repeated("a")), 0),
        ("an_open_string", format!("task a() -> str {{ \"{}", repeated("a")), 1),
        ("escapes", format!("task a() -> str {{ \"{}\" }}\n", repeated("\\q")), 1),
        ("quotes", repeated("'"), 1),
        ("backticks", repeated("`"), 1),
        ("brackets", repeated("("), 1),
        ("closed_brackets", repeated(")"), 1),
        ("letters", repeated("é"), 1),
        ("operators", repeated("!&^$"), 1),
        ("marks", repeated("?"), 1),
        ("zeros", repeated("\0"), 1),
    ] {
        let scratch = Scratch::new();
        scratch.write(&format!("{name}.fpl"), text);
        let (ran, peak) = lint(&scratch, &format!("{name}.fpl"));
        assert_eq!(ran.status, status, "{name}: {}", shown(&ran.stdout));
        assert!(peak > 0.0 && peak < 60.0 + 20.0 * SIZE as f64 / 1e6, "{name}: {peak} MiB");
        assert!(ran.stdout.len() < 40_000, "{name}: {} bytes", ran.stdout.len());
    }
}

#[test]
fn files_beyond_the_limit_are_not_even_read() {
    let scratch = Scratch::new();
    let file = std::fs::File::create(scratch.path("a.fpl")).unwrap();
    file.set_len(100_000_000).unwrap();
    let (ran, peak) = lint(&scratch, "a.fpl");
    assert_eq!((ran.status, ran.stdout.as_str()), (1, "a.fpl:1:1: error[P006] `a.fpl` is larger than 64 MiB\n"));
    assert!(peak < 60.0, "{peak} MiB");
}

#[test]
fn of_errors_without_end_some_are_shown_and_all_are_counted() {
    const ERRORS: usize = 30_000;
    let scratch = Scratch::new();
    scratch.write("syntax.fpl", format!("task a() -> int {{\n{}    1\n}}\n", "    §\n".repeat(ERRORS)));
    scratch.write("names.fpl", format!("task a() -> int {{\n{}    1\n}}\n", "    zz\n".repeat(ERRORS)));
    for file in ["syntax.fpl", "names.fpl"] {
        let lines = call(&scratch, &["lint", "--format", "concise", file]);
        assert_eq!((lines.status, lines.stdout.lines().count()), (1, 100), "{file}: {}", shown(&lines.stdout));
        assert_eq!(lines.stderr, format!("and {} errors more in `{file}`\n", ERRORS - 100));
        let reports = call(&scratch, &["lint", file]);
        assert!(reports.stdout.ends_with(&format!("\nand {} errors more in `{file}`\n", ERRORS - 100)), "{file}");
        assert!(reports.stderr.starts_with(&format!("{ERRORS} errors in 1 file\n")), "{}", reports.stderr);
        let document = call(&scratch, &["lint", "--format", "json", file]);
        let document: serde_json::Value = serde_json::from_str(&document.stdout).unwrap();
        assert_eq!(document["findings"].as_array().unwrap().len(), 100);
        assert_eq!((&document["omitted"]["errors"], &document["summary"]["errors"]), (&(ERRORS - 100).into(), &ERRORS.into()));
        let counted = call(&scratch, &["lint", "--statistics", "--format", "concise", file]);
        assert!(counted.stdout.trim_start().starts_with(&format!("{ERRORS}  error[")), "{}", shown(&counted.stdout));
        let more = call(&scratch, &["lint", "--format", "concise", "--limit", "150", file]);
        assert_eq!(more.stdout.lines().count(), 150);
        let compiled = call(&scratch, &["compile", file]);
        assert!(compiled.stderr.contains(&format!("and {} errors more in `{file}`\n", ERRORS - 100)), "{file}");
    }
    for limit in ["0", "10001", "x"] {
        assert!(call(&scratch, &["lint", "--limit", limit, "names.fpl"]).failure(2).contains("from 1 to 10000"));
    }
}

#[test]
fn errors_are_shown_also_after_many_warnings() {
    let scratch = Scratch::new();
    scratch.write("a.fpl", format!("{}const A: int = \"x\"\n", "## Nothing.\n\n".repeat(300)));
    let ran = call(&scratch, &["lint", "--format", "concise", "a.fpl"]);
    assert!(ran.stdout.lines().last().unwrap().contains("error[T001]"), "{}", shown(&ran.stdout));
    assert_eq!(ran.stdout.lines().filter(|line| line.contains("warning[S016]")).count(), 100);
    assert_eq!(ran.stderr, "and 199 warnings more in `a.fpl`\n", "the last one describes the constant");
}

#[test]
fn what_nests_or_goes_on_without_end_is_one_finding() {
    let deep = |open: &str, inner: &str, close: &str| format!("{}{inner}{}", open.repeat(50_000), close.repeat(50_000));
    let bodies = [
        deep("(", "1", ")"),
        deep("[", "1", "]"),
        deep("{\"k\": ", "1", "}"),
        deep("-", "x", ""),
        deep("not ", "true", ""),
        deep("if true { ", "1", " } else { 1 }"),
        deep("if x == 1 { 1 } else ", "{ 1 }", ""),
        deep("|x| ", "1", ""),
        deep("[1].map(|x| ", "x", ")"),
        deep("f(", "1", ")"),
        deep("f\"{", "x", "}\""),
        deep("match x { _ => ", "1", " }"),
        deep("x[", "0", "]"),
    ];
    let chains =
        [" + 1", ".a()", ".a", "[0]", " ** 2", " ?? x", " and true", " - -1", "()"].map(|step| format!("x{}", step.repeat(100_000)));
    for body in bodies.iter().chain(&chains) {
        let scratch = Scratch::new();
        scratch.write("a.fpl", format!("task f(x: int) -> int {{\n    {body}\n}}\n"));
        let (ran, _) = lint(&scratch, "a.fpl");
        assert_eq!(ran.status, 1);
        assert!(ran.stdout.contains("error[S004]"), "{}: {}", &body[..20], shown(&ran.stdout));
        assert!(ran.stdout.lines().count() < 4, "{}: {}", &body[..20], shown(&ran.stdout));
    }
    for ty in [deep("[", "int", "]"), deep("{str: ", "int", "}"), deep("(", "int", ")")] {
        let scratch = Scratch::new();
        scratch.write("a.fpl", format!("type A = {ty}\n"));
        assert!(lint(&scratch, "a.fpl").0.stdout.contains("error[S004]"));
    }
}

#[test]
fn names_of_any_length_are_cut_in_reports() {
    let name = "a".repeat(100_000);
    for text in [
        format!("task {name}(x: int) -> int {{ {name}2 }}\n"),
        format!("const {name}: int = {name}2\n"),
        format!("task f(x: {name}) -> int {{ 1 }}\n"),
        format!("# flightplan: allow({name})\nconst A = 1\n"),
        format!("import {name}.{{{name}}}\n"),
        format!("struct S {{ {name}: int }}\ntask f(s: S) -> int {{ s.{name}2 }}\n"),
    ] {
        let scratch = Scratch::new();
        scratch.write("a.fpl", text);
        for format in ["human", "concise", "json"] {
            let ran = call(&scratch, &["lint", "--format", format, "a.fpl"]);
            assert!(ran.stdout.len() < 12_000, "{format}: {} bytes: {}", ran.stdout.len(), shown(&ran.stdout));
            assert!(ran.stdout.contains('…') || ran.stdout.contains("F001"), "{format}: {}", shown(&ran.stdout));
        }
    }
}

#[test]
fn what_cannot_be_seen_is_found_and_named_wherever_it_stands() {
    let turning = ['\u{061c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2069}'];
    for character in turning {
        let escape = format!("\\u{{{:x}}}", character as u32);
        let named = format!("U+{:04X}", character as u32);
        for (text, code) in [
            (format!("# a {character} b\nconst A = 1\n"), "S009"),
            (format!("## a {character} b\nconst A = 1\n"), "S009"),
            (format!("const A = \"a{character}b\"\n"), "S009"),
            (format!("const A = r\"a{character}b\"\n"), "S009"),
            (format!("const A = \"\"\"\n  a{character}b\n  \"\"\"\n"), "S009"),
            (format!("task f(x: int) -> str {{ f\"a{character}{{x}}\" }}\n"), "S009"),
            (format!("task f(x: int) -> str {{ f\"{{x{character}}}\" }}\n"), "S008"),
            (format!("const `a{character}b` = 1\n"), "S009"),
            (format!("const A{character} = 1\n"), "S008"),
        ] {
            let scratch = Scratch::new();
            scratch.write("a.fpl", &text);
            let (ran, _) = lint(&scratch, "a.fpl");
            assert_eq!(ran.status, 1, "{text:?}");
            assert!(ran.stdout.contains(code) && ran.stdout.contains(&named), "{text:?}: {}", ran.stdout);
            assert!(!ran.stdout.contains(character), "{text:?}: a report must not draw it");
        }
        let scratch = Scratch::new();
        scratch.write("a.fpl", format!("const A = \"a{escape}b\"\n"));
        assert_eq!(lint(&scratch, "a.fpl").0.stdout, "", "an escape can be seen");
    }
}

#[test]
fn what_needs_itself_is_one_finding_over_any_number_of_steps() {
    const STEPS: usize = 2_000;
    let round = |line: &dyn Fn(usize, usize) -> String| (0..STEPS).map(|at| line(at, (at + 1) % STEPS)).collect::<String>();
    for (text, code) in [
        (round(&|at, next| format!("type A{at} = A{next}\n")), "N010"),
        (round(&|at, next| format!("struct S{at} {{ a: S{next} }}\n")), "N011"),
        (round(&|at, next| format!("const C{at} = C{next} + 1\n")), "N012"),
        (round(&|at, next| format!("workflow w{at}(x: int) -> int {{ w{next}(x) }}\n")), "N014"),
    ] {
        let scratch = Scratch::new();
        scratch.write("a.fpl", text);
        let (ran, _) = lint(&scratch, "a.fpl");
        assert_eq!((ran.status, ran.stdout.matches(code).count()), (1, 1), "{}", shown(&ran.stdout));
        assert!(ran.stdout.len() < 6_000, "{} bytes", ran.stdout.len());
    }
    let scratch = Scratch::new();
    for at in 0..200 {
        scratch.write(&format!("m{at}.fpl"), format!("import m{}.{{a}}\n\nfn b(x: int) -> int {{ x }}\n", (at + 1) % 200));
    }
    assert!((0..=1).contains(&call(&scratch, &["lint", "--format", "concise"]).status));
}

#[test]
fn constants_that_double_one_another_are_refused() {
    for (first, step) in [("\"a\"", "P + P"), ("[1]", "P + P"), ("json(1)", "json([P, P])"), ("\"a\"", "f\"{P}{P}\"")] {
        let scratch = Scratch::new();
        let steps: String = (1..60).map(|at| format!("const C{at} = {}\n", step.replace('P', &format!("C{}", at - 1)))).collect();
        scratch.write("a.fpl", format!("const C0 = {first}\n{steps}"));
        let (ran, peak) = lint(&scratch, "a.fpl");
        assert_eq!(ran.status, 1, "{step}: {}", shown(&ran.stdout));
        assert!(peak < 3_000.0, "{step}: {peak} MiB");
    }
}

#[test]
fn many_names_of_one_kind_are_looked_through_once() {
    let list = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<Vec<_>>().join(", ");
    for text in [
        format!("enum E {{ {} }}\n", list(10_000, &|at| format!("A{at}"))),
        (0..4_000).map(|at| format!("const C{at}: int = nope{at}\n")).collect(),
        (0..800).map(|at| format!("fn abcdefg{at}(x: int) -> int {{ abcdef{at}(x) }}\n")).collect(),
    ] {
        let scratch = Scratch::new();
        scratch.write("a.fpl", text);
        lint(&scratch, "a.fpl");
    }
}
