//! Programs that the generator makes: each has no errors, compiles to the same bytes twice, and runs to the same result
//! whatever the number of threads; and the programs together have the whole language in them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use flightplan::artifacts::{Emitted, Ids};
use flightplan::findings::{Diagnostic, Severity, concise};
use flightplan::internals::parallel::STACK_BYTES;
use flightplan::project::{Checked, Memory, Session, Settings, WorkflowId};
use flightplan::run::{Callee, Code, Engine, Evaluator, Inputs, NoHost, Threads, tasks_of};
use flightplan::{artifacts, run};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::generator::{Generated, numbered, program};

/// The seed of all programs here.
const SEED: u64 = 1;

/// How many programs the language is looked for in.
const COVERING: u32 = 500;

/// The checked module of a program.
fn compiled(made: &Generated) -> Emitted {
    let files = Memory::new().with("a.fpl", made.source.clone());
    let adjust = |settings: &mut Settings| settings.image = Some("example/runtime:v1".to_owned());
    let mut session = Session::open(&files, &[PathBuf::from("a.fpl")], &adjust, &());
    let emitted = session.workspaces.remove(0).check(&()).emit(Ids::default(), &());
    let workspace: &Checked = AsRef::as_ref(&emitted);
    // Programs with Q108 may not run there: the cache refuses such an output.
    let is_wrong = |finding: &&Diagnostic| finding.severity == Severity::Error || finding.code.id == "Q108";
    let errors: Vec<_> = workspace.findings().iter().filter(is_wrong).map(|finding| concise(workspace.sources(), finding)).collect();
    assert!(errors.is_empty(), "{}\n{}", errors.join("\n"), made.source);
    emitted.ok().expect("it has no errors")
}

/// The result of a run of the program, as text.
fn result(emitted: &Emitted, made: &Generated, jobs: usize) -> String {
    let sound = emitted.checked().sound().expect("it has no errors");
    let program = sound.program().program();
    let called = program.workflows.iter().position(|workflow| workflow.header.name == made.workflow.as_str()).expect("the workflow");
    let mut inputs = Inputs::new(program, &program.workflows[called].interface);
    made.inputs.iter().for_each(|(name, value)| inputs.json(name, value));
    let values = inputs.finish().unwrap_or_else(|errors| panic!("{errors:?}\n{:?}\n{}", made.inputs, made.source));
    let callee = Callee::Workflow(WorkflowId(called as u32));
    let code = Code::compile(sound.program(), tasks_of(callee, program));
    let evaluator = Evaluator::new(program, &code, &NoHost);
    let threads = Threads::start(jobs).expect("threads start");
    let outputs = Engine::new(sound, &evaluator).run(callee, values, &threads);
    let outputs = outputs.unwrap_or_else(|failure| panic!("{}\n{:?}\n{}", failure.diagnostic(program).message, made.inputs, made.source));
    outputs.iter().map(|value| run::json(program, value) + "\n").collect()
}

fn check(made: &Generated) {
    let (first, second) = (compiled(made), compiled(made));
    let files = |emitted: &Emitted| artifacts::files(emitted.artifacts());
    assert_eq!(files(&first), files(&second), "{}", made.source);
    assert_eq!(result(&first, made, 1), result(&second, made, 2), "{}", made.source);
}

#[test]
fn programs_compile_and_run() {
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK_BYTES).build().expect("threads");
    pool.install(|| (0..200).into_par_iter().for_each(|n| check(&numbered(SEED, n, 200))));
}

/// SHA-256 of a program's text and inputs, by seed and size: a program reported by its seed is the same everywhere. A change of the
/// generator that means to make other programs writes them again.
const DIGESTS: &[(u64, u32, &str)] = &[
    (1, 0, "03ecbb9348e57f92c1ee458b3390cd5c99a50559a3835b9de9f654e07af7be6f"),
    (7, 5, "d36778d7be1c201297f00bc5c8bff2aebdb831a5821ff19ec007501455e166d5"),
    (u64::MAX, 40, "08e5f659290867e17569b24767f52c1bf363a8c0199d3c691b0ab52b5e49867f"),
];

#[test]
fn a_seed_keeps_its_program() {
    let digest = |seed, size| {
        let made = program(seed, size);
        let text = format!("{}{}", made.source, serde_json::Value::Object(made.inputs));
        Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let found: Vec<_> = DIGESTS.iter().map(|(seed, size, _)| (*seed, *size, digest(*seed, *size))).collect();
    let wanted: Vec<_> = DIGESTS.iter().map(|(seed, size, digest)| (*seed, *size, (*digest).to_owned())).collect();
    assert_eq!(found, wanted);
    // The first line names the seed.
    let body = |seed| program(seed, 40).source.lines().skip(1).collect::<String>();
    assert_ne!(body(1), body(2));
}

/// The text of many programs.
static SOURCES: LazyLock<String> = LazyLock::new(|| (0..COVERING).map(|n| numbered(SEED, n, COVERING).source).collect());

#[test]
fn every_builtin_is_called() {
    // A run writes to no log, reads nothing of its surroundings, and only a failure's handler receives an `error`.
    let absent = ["log", "secret", "env", "now", "message", "failed_node"];
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/builtins.md")).expect("the page");
    let names: Vec<_> = page.lines().filter_map(|line| line.strip_prefix("### ")).filter(|name| !absent.contains(name)).collect();
    assert!(names.len() > 150, "{names:?}");
    let words: BTreeSet<_> = SOURCES.match_indices('(').map(|(at, _)| last_word(&SOURCES[..at])).collect();
    let missing: Vec<_> = names.into_iter().filter(|name| !words.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The word at the end of a string.
fn last_word(text: &str) -> &str {
    let length = text.bytes().rev().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    &text[text.len() - length..]
}

/// Patterns of what the generator claims to make, by what they represent.
const CONSTRUCTS: &[(&str, &str)] = &[
    ("typed constant", r"const \w+: .* = "),
    ("constant without a type", r"const \w+ = "),
    ("constant of another", r"const \w+(: \w+)? = LIMIT_\d \* 0.5"),
    ("text over several lines", "\"\"\"\n"),
    ("alias", r"type \w+ = "),
    ("struct with a default", r"struct \w+ \{\n(    .*\n)*    \w+: .* = "),
    ("struct in a struct", r"struct \w+ \{\n(    .*\n)*    \w+: .*Record\d"),
    ("field that holds a file", r"\n    \w+: file = "),
    ("enum", r"enum \w+ \{"),
    ("enum with values", "enum \\w+ \\{[^}]* = \""),
    ("fn", r"fn \w+\("),
    ("fn without a stated result", r"fn helper_\d+\([^)]*\) \{"),
    ("recursion", r"let previous_\d+ = helper_\d+_rec\(depth_\d+ - 1"),
    ("task without inputs", r"task \w+\(\)"),
    ("task with five inputs", r"task \w+\((\w+: [^,)]+, ){4}\w+: [^,)]+\)"),
    ("default of an input", r"task \w+\([^)\n]*: \w+ = "),
    ("no output", r"task \w+\([^()\n]*\) \{"),
    ("several outputs", r"task \w+\(.*\) -> \(\w+, \w+"),
    ("named outputs", r"task \w+\(.*\) -> \(\w+: "),
    ("name in backticks", "`type`: "),
    ("int", ": int[,)]"),
    ("float", ": float[,)]"),
    ("str", ": str[,)]"),
    ("bool", ": bool[,)]"),
    ("datetime", ": datetime[,)]"),
    ("duration", ": duration[,)]"),
    ("bytes", ": bytes[,)]"),
    ("json", ": json[,)]"),
    ("file", ": file[,)]"),
    ("file with a format", ": file<\"csv\">"),
    ("dir", r": dir[,)]"),
    ("table", r": table[,)]"),
    ("table with columns", r": table<\{a: int"),
    ("list", r"\w+\([^()\n]*: \[(int|float|str|bool)\][,)]"),
    ("map", r": \{str: \w+\}"),
    ("optional", r": \w+\?"),
    ("union", r": (int|float|str|bool) \| \w+[,)]"),
    ("union with none", r"\| none"),
    ("annotated let", r"let \w+: "),
    ("var", r"var \w+ = "),
    ("assignment", r"\n +\w+ = "),
    ("assignment through a field", r"\n +\w+\.\w+ = "),
    ("assignment through two fields", r"\n +\w+\.\w+\.\w+ = "),
    ("assignment through an index", r"\n +\w+\[-?\d\] = "),
    ("assignment through a key", "\\n +\\w+\\[\"bolt\"\\] = "),
    ("+=", r" \+= "),
    ("-=", r" -= "),
    ("*=", r" \*= "),
    ("/=", r" /= "),
    ("//=", r" //= "),
    ("%=", r" %= "),
    ("**=", r" \*\*= "),
    ("for over a list", r"\n +for \w+ in .* \{\n"),
    ("for over a map", r"\n +for \w+, \w+ in "),
    ("for over tuples", r"\n +for \(\w+, \w+\) in "),
    ("while", r"while \w+ < \d \{"),
    ("break", r"\n +break\n|\{ break \}"),
    ("continue", r"\n +continue\n|\{ continue \}"),
    ("return", r"    return \S"),
    ("if as a value", r"= if "),
    ("else if", r"else if "),
    ("match as a value", r"= match "),
    ("match as a statement", r"\n +match .* \{\n"),
    ("variant pattern", r"Tier\d\.\w+ =>"),
    ("alternatives", r" \| \S+ =>"),
    ("type pattern", r"[a-z]\w*: \w+ =>"),
    ("unnamed type pattern", r"_: \w+ =>"),
    ("guard", r" if [^{}\n]* =>"),
    ("none pattern", "none =>"),
    ("test for none", r"if \w+ != none \{"),
    ("test for none with more", r"\w+ != none and "),
    ("early return", r"if \w+ == none \{\n +return"),
    ("comprehension", r"\[[^\[\]\n]+ for \w+ in "),
    ("comprehension of a map", r"\{[^{}\n]+: [^{}\n]+ for \w+"),
    ("condition of a comprehension", r"\[[^\[\]\n]+ for \w+ in [^\]{}\n]+ if "),
    ("closure", r"\(\|\w+\| "),
    ("closure of two", r"\|\w+, \w+\| "),
    ("closure of a tuple", r"\|\(\w+, \w+\)\| "),
    ("closure with a block", r"\| \{ let "),
    ("tuple taken apart", r"let \(\w+, \(\w+, \w+\)\) = "),
    ("interpolation", "f\".*\\{.*\\}"),
    ("format", r"\{[^{}\n]+:\.2f\}"),
    ("format of a date", "%Y-%m-%d"),
    ("raw string", "r\"|r#\""),
    ("slice", r"\[-?\d:\d\]"),
    ("??", r" \?\? "),
    ("not in", " not in "),
    ("method chain over lines", r"\n +\.filter\("),
    ("call of a fn by name", r"helper_\d+\(\w+: "),
    ("call of a fn as a method", r"\.helper_\d+\("),
    ("assert", r"assert \S+.* >= 0"),
    ("fail", "\\bfail\\(f\""),
    ("fail_retryable", r"fail_retryable\(f"),
    ("least int", "-9_?223"),
    ("negative duration", r"[ (\[]-2d"),
    ("date before 1970", "1815-06-18"),
    ("call by name", r"let \w+ = work_\d+\(\w+: "),
    ("call by position", r"let \w+ = work_\d+\(\w+\)"),
    ("node as an argument", r"= work_\d+\(.*: work_\d+\("),
    ("map as an argument", r": map work_\d+\("),
    ("outputs taken apart", r"let \(\w+, \w+\) = work"),
    ("output by name", r"\w+\.o1\b"),
    ("path to an index", r"= (work|stage)_\d+\(.*: \w+\[0\]"),
    ("path to a key", "= (work|stage)_\\d+\\(.*: \\w+\\[\"k\"\\]"),
    ("path to a field", r"= (work|stage)_\d+\(.*: \w+\.(label|count)\b"),
    ("sub-workflow", r"\n    (let .* = )?stage_\d+\("),
    ("options of a workflow's call", r"= stage_\d+\(.*\) (after \w+ )?with"),
    ("after", r"\) after \w+"),
    ("map", r"= map \w+\("),
    ("each", r"\w+: each \w+"),
    ("each of a constant list", r"\w+: each \["),
    ("each of an empty list", r"\w+: each \[\]"),
    ("short map", r"= map \w+\(\w+\)"),
    ("zip", r"= map zip \w+\(\w+: each \w+"),
    ("tolerant map", r"= map partial_\d+\("),
    ("map without outputs", r"\n +map \w+\("),
    ("outputs of a workflow by name", r"workflow \w+\(.*\) -> \(\w+: "),
    ("outputs of a workflow", r"workflow \w+\(.*\) -> \(\w+, \w+"),
    ("workflow without outputs", r"workflow \w+\([^()\n]*\) \{"),
    ("return of a workflow", r"\n    return stage_\d+\(|\n    return work_\d+\("),
];

#[test]
fn every_construct_is_made() {
    let is_missing = |pattern: &str| !regex::Regex::new(pattern).expect("a pattern").is_match(&SOURCES);
    let missing: Vec<_> = CONSTRUCTS.iter().filter(|(_, pattern)| is_missing(pattern)).map(|(name, _)| name).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_option_is_given() {
    // Secrets are read of the surroundings; `run_all` is for another target.
    let absent = ["secrets", "run_all"];
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/language.md")).expect("the page");
    let rows = page.lines().filter(|line| line.starts_with("| `") && (line.matches('|').count() == 7 || line.matches('|').count() == 3));
    let table = rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split(',')).map(|name| name.trim().trim_matches('`'));
    let key = |name: &str| name.split(':').next().unwrap_or_default().to_owned();
    let is_word = |name: &String| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let options: BTreeSet<_> = table.map(key).filter(is_word).filter(|name| !absent.contains(&name.as_str())).collect();
    for known in ["requests", "cache_ignore", "min_successes", "tags"] {
        assert!(options.contains(known), "{options:?}");
    }
    let words: BTreeSet<_> = SOURCES.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    let missing: Vec<_> = options.iter().filter(|name| !words.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
