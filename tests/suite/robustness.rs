//! Nothing panics, whatever the text: arbitrary characters, and programs with pieces cut out, doubled or swapped.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use flightplan::findings::{Counts, Document, Style, concise, human};
use flightplan::internals::parallel::STACK_BYTES;
use flightplan::project::{Memory, Session};
use proptest::prelude::*;

/// Programs to damage: the sources of the ground truth.
static PROGRAMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ground-truth");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("source.fpl")).collect();
    paths.sort();
    paths.into_iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
});

/// Words of the language, to be strung together.
const WORDS: &[&str] = &[
    "task",
    "workflow",
    "fn",
    "struct",
    "enum",
    "type",
    "const",
    "import",
    "let",
    "var",
    "if",
    "else",
    "for",
    "while",
    "match",
    "map",
    "each",
    "zip",
    "with",
    "after",
    "launch",
    "return",
    "in",
    "not",
    "and",
    "none",
    "true",
    "f",
    "x",
    "int",
    "str",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "<",
    ">",
    "->",
    "=>",
    "=",
    "==",
    "+",
    "-",
    "*",
    "**",
    "//",
    "%",
    "??",
    "?",
    "|",
    ".",
    ",",
    ":",
    ";",
    "\n",
    "\"a\"",
    "f\"{x}\"",
    "r#\"",
    "\"\"\"",
    "`a b`",
    "1",
    "1.5",
    "9223372036854775807",
    "9223372036854775808",
    "1h30m",
    "# c",
    "## d",
    "# flightplan: allow(Q)",
    "\u{feff}",
    "\u{0}",
    "é",
];

/// Lints a string as the command does and renders whatever is found.
fn lint(text: String) {
    let work = move || {
        let files = Memory::new().with("a.fpl", text);
        let session = Session::open(&files, &[PathBuf::from("a.fpl")], &|_| {}, &()).map(|loaded| loaded.lint(&()));
        let mut document = Document::default();
        for workspace in &session.workspaces {
            for finding in workspace.findings() {
                let line = concise(workspace.sources(), finding);
                assert!(line.starts_with("a.fpl:") && !line.contains('\n'), "{line}");
                let report = human(workspace.sources(), finding, Style::default());
                assert!(report.contains(finding.code.id), "{report}");
            }
            document.add(workspace.sources(), workspace.findings(), Counts::default());
        }
        document.render().unwrap();
    };
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(work).unwrap();
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

/// The nearest character boundary at or below `at` of `text`'s length in thousandths.
fn cut(text: &str, at: u32) -> usize {
    let at = text.len() * at as usize / 1000;
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text_is_linted(text in "\\PC{0,200}") {
        lint(text);
    }

    #[test]
    fn arbitrary_words_are_linted(words in prop::collection::vec(prop::sample::select(WORDS), 0..60), gap in prop::bool::ANY) {
        lint(words.join(if gap { " " } else { "" }));
    }

    #[test]
    fn damaged_programs_are_linted(program in 0..1000_usize, from in 0..1000_u32, length in 0..60_u32, to in 0..1000_u32, kind in 0..3_u8) {
        let program = &PROGRAMS[program % PROGRAMS.len()];
        let (start, end, target) = (cut(program, from), cut(program, (from + length).min(1000)), cut(program, to));
        let piece = &program[start..end];
        let without = format!("{}{}", &program[..start], &program[end..]);
        lint(match kind {
            0 => without,
            1 => format!("{}{piece}{}", &program[..target], &program[target..]),
            _ => { let target = cut(&without, to); format!("{}{piece}{}", &without[..target], &without[target..]) }
        });
    }
}

#[test]
fn whole_programs_are_linted() {
    for program in PROGRAMS.iter() {
        lint(program.clone());
    }
}

#[test]
fn deep_and_long_programs_are_linted() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{\"k\": ", "}"),
        ("-", ""),
        ("not ", ""),
        ("if true { ", " } else { 1 }"),
        ("|x| ", ""),
        ("f(", ")"),
        ("1 + (", ")"),
    ] {
        for depth in [100, 255, 256, 257, 5_000, 100_000] {
            lint(format!("task f() -> int {{\n    {}1{}\n}}\n", open.repeat(depth), close.repeat(depth)));
        }
    }
    for (step, count) in [(" + 1", 20_000), (".a", 20_000), ("[0]", 20_000), (" ** 2", 20_000), (" ?? x", 20_000), (" and true", 20_000)] {
        lint(format!("task f(x: int) -> int {{\n    x{}\n}}\n", step.repeat(count)));
    }
    lint(format!("type A = {}int{}\n", "[".repeat(50_000), "]".repeat(50_000)));
    lint(format!("type A = int{}\n", "?".repeat(50_000)));
    lint(format!("type A = int{}\n", " | int".repeat(50_000)));
}
