//! A program that is four times as long takes four times the time and memory to lint, and not sixteen: for every construct of the grammar that
//! can be repeated or nested, and for what programs do with each other.
//!
//! Each row is a program of `n` parts. It is linted with `n` and `4 n`; the processor's time of the process is compared, and the peak of its memory. What
//! misses the bound is measured a few times more, because the machine may be busy. `FLIGHTPLAN_GROWTH=5` makes all programs five times as long.

#![expect(clippy::too_many_lines, reason = "the rows are tables")]

mod code;
mod constants;
mod items;
mod mistakes;
mod statements;
mod workflows;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::support::{BINARY, Scratch};

/// A program by the number of its parts.
struct Row {
    name: &'static str,
    /// The rules of the grammar that it repeats or nests.
    covers: &'static [&'static str],
    /// The parts of the smaller program.
    n: usize,
    /// What it ends with: 0 for a program without errors.
    status: i32,
    make: fn(usize) -> Vec<(String, String)>,
}

/// Every row.
fn rows() -> Vec<Row> {
    [items::rows(), code::rows(), statements::rows(), workflows::rows(), constants::rows(), mistakes::rows()]
        .into_iter()
        .flatten()
        .collect()
}

/// One file.
fn file(text: String) -> Vec<(String, String)> {
    vec![("a.fpl".to_owned(), text)]
}

/// The parts, one after another with `between` between them.
fn each(n: usize, between: &str, part: impl Fn(usize) -> String) -> String {
    let mut all = String::new();
    for at in 0..n {
        let _infallible = write!(all, "{}{}", if at == 0 { "" } else { between }, part(at));
    }
    all
}

/// A string with others around it, `depth` times.
fn nested(depth: usize, open: &str, inner: &str, close: &str) -> String {
    open.repeat(depth) + inner + &close.repeat(depth)
}

/// A task with a body, which takes and gives a number.
fn task(body: &str) -> Vec<(String, String)> {
    file(format!("task t(x: int) -> int {{\n{body}\n}}\n"))
}

/// What one call took.
#[derive(Clone, Copy, Debug)]
struct Cost {
    seconds: f64,
    mebibytes: f64,
}

impl Cost {
    fn least(self, other: Self) -> Self {
        Self { seconds: self.seconds.min(other.seconds), mebibytes: self.mebibytes.min(other.mebibytes) }
    }
}

/// Address space and processor time that a call may take at all.
const MOST_KIB: usize = 8_000_000;
const MOST_SECONDS: usize = 60;

fn cost(row: &Row, n: usize) -> Result<Cost, String> {
    let files = (row.make)(n);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let scratch = Scratch::with(&files);
    scratch.write("flightplan.toml", "[limits]\nworkflow_nodes = \"unlimited\"\ngraph_paths = \"unlimited\"\narray_size = \"unlimited\"\nargs_bytes = \"unlimited\"\nclosure_bytes = \"unlimited\"\nresource_bytes = \"unlimited\"\n");
    let call = format!(
        "ulimit -v {MOST_KIB}; ulimit -t {MOST_SECONDS}; '{}' lint --timings --format concise --limit 3; status=$?; times; exit $status",
        BINARY
    );
    let output = std::process::Command::new("sh").args(["-c", &call]).current_dir(scratch.root()).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let said = |text: &str| text[..text.floor_char_boundary(1_000)].to_owned();
    if output.status.code() != Some(row.status) {
        return Err(format!("{} with {n} parts ended with {:?}\n{}\n{}", row.name, output.status.code(), said(&out), said(&err)));
    }
    let peak = err.lines().find(|line| line.starts_with("total")).and_then(|line| line.split_whitespace().nth(3)?.parse().ok());
    let seconds = out.lines().last().map_or(0.0, |line| line.split_whitespace().filter_map(seconds).sum());
    Ok(Cost { seconds, mebibytes: peak.unwrap_or(0.0) })
}

/// `0m1.250s`, as the shell writes it.
fn seconds(text: &str) -> Option<f64> {
    let (minutes, seconds) = text.strip_suffix('s')?.split_once('m')?;
    Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?)
}

/// Linear growth is 4; this is far from the 16 of the square and leaves room for logarithms and noise.
const MOST_GROWTH: f64 = 8.0;

/// The cost of a call without a program is not compared.
const LEAST: Cost = Cost { seconds: 0.05, mebibytes: 12.0 };

fn scale() -> usize {
    std::env::var("FLIGHTPLAN_GROWTH").ok().and_then(|scale| scale.parse().ok()).unwrap_or(1)
}

/// The calls of each length, of which the cheapest counts: what else runs on the machine can only add to a cost.
const TRIES: usize = 4;

/// The cost of a program and of one four times as long, if that is too much.
fn grown(row: &Row, n: usize) -> Result<Option<String>, String> {
    let (mut small, mut large) = (cost(row, n)?, cost(row, 4 * n)?);
    for _ in 1..TRIES {
        if !outgrows(small, large) {
            return Ok(None);
        }
        (small, large) = (small.least(cost(row, n)?), large.least(cost(row, 4 * n)?));
    }
    Ok(outgrows(small, large).then(|| format!("{small:?} and {large:?}")))
}

fn outgrows(small: Cost, large: Cost) -> bool {
    large.seconds > MOST_GROWTH * small.seconds.max(LEAST.seconds) || large.mebibytes > MOST_GROWTH * small.mebibytes.max(LEAST.mebibytes)
}

fn check(rows: Vec<Row>) {
    let mut wrong = String::new();
    for row in rows {
        let n = row.n * scale();
        match grown(&row, n) {
            Ok(None) => {}
            Ok(Some(what)) => {
                let _infallible = writeln!(wrong, "{} with {n} and {} parts: {what}", row.name, 4 * n);
            }
            Err(what) => wrong += &(what + "\n"),
        }
    }
    assert!(wrong.is_empty(), "these take more than their length:\n{wrong}");
}

#[test]
fn items_grow_with_their_number() {
    check(items::rows());
}

#[test]
fn code_grows_with_its_length() {
    check(code::rows());
}

#[test]
fn statements_grow_with_their_number() {
    check(statements::rows());
}

#[test]
fn workflows_grow_with_their_length() {
    check(workflows::rows());
}

#[test]
fn constants_grow_with_their_length() {
    check(constants::rows());
}

#[test]
fn mistakes_grow_with_their_number() {
    check(mistakes::rows());
}

/// A rule that is added to the grammar, and can be repeated or nested, gets a row here.
#[test]
fn every_rule_that_repeats_or_nests_has_a_row() {
    let grammar = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/flightplan.pest")).unwrap();
    let rules: BTreeMap<&str, &str> = bodies(&grammar);
    let named = |body: &str| -> BTreeSet<String> {
        body.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| rules.contains_key(word)).map(str::to_owned).collect()
    };
    let nests = |rule: &str| {
        let mut seen = named(rules[rule]);
        let mut open: Vec<String> = seen.iter().cloned().collect();
        while let Some(next) = open.pop() {
            open.extend(named(rules[next.as_str()]).into_iter().filter(|inner| seen.insert(inner.clone())));
        }
        seen.contains(rule)
    };
    let repeats = |rule: &str| without_texts(rules[rule]).contains(['*', '+']);
    let rows = rows();
    let covered: BTreeSet<&str> = rows.iter().flat_map(|row| row.covers.iter().copied()).collect();
    let missing: Vec<&&str> = rules.keys().filter(|rule| (repeats(rule) || nests(rule)) && !covered.contains(**rule)).collect();
    assert!(missing.is_empty(), "no program of tests/suite/growth repeats these rules: {missing:?}");
    let unknown: Vec<&&str> = covered.iter().filter(|rule| !rules.contains_key(**rule)).collect();
    assert!(unknown.is_empty(), "these are no rules of the grammar: {unknown:?}");
}

/// The rules of a grammar by their names, without the marks in front.
fn bodies(grammar: &str) -> BTreeMap<&str, &str> {
    let mut rules = BTreeMap::new();
    let starts: Vec<usize> = grammar
        .match_indices('\n')
        .map(|(at, _)| at + 1)
        .filter(|at| grammar[*at..].starts_with(|c: char| c.is_ascii_lowercase()))
        .collect();
    for (at, start) in starts.iter().enumerate() {
        let text = &grammar[*start..starts.get(at + 1).copied().unwrap_or(grammar.len())];
        let text = text.split("\n//").next().unwrap_or(text);
        if let Some((name, body)) = text.split_once('=') {
            rules.insert(name.trim(), body);
        }
    }
    rules
}

/// A rule without what is in quotes.
fn without_texts(body: &str) -> String {
    body.split('"').step_by(2).collect()
}
