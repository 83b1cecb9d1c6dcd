//! What code reads and writes as text: numbers, dates, formats, patterns, JSON.

use std::sync::LazyLock;

use flightplan::internals::eval::Machine;
use flightplan::project::{Checked, TaskId};
use flightplan::run::{Code, Failure, FailureKind, NoHost, Value};

use super::programs;
use super::values::are_same;
use crate::fuzz::corpus::Corpus;
use crate::fuzz::mutate;
use crate::generator::dice::Dice;

/// Each takes a string and a format. Those that give a string back give the same one for what it says.
const SOURCE: &str = r#"
task of_int(text: str, spec: str) -> str { str(int(text)) }
task of_float(text: str, spec: str) -> str { str(float(text)) }
task of_date(text: str, spec: str) -> str { str(datetime(text)) }
task of_duration(text: str, spec: str) -> str { str(duration(text)) }
task of_json(text: str, spec: str) -> str { json_dump(json_parse(text)) }
task of_bytes(text: str, spec: str) -> str { base64(from_base64(text)) }
task of_hex(text: str, spec: str) -> str { hex(from_hex(text)) }
task base(text: str, spec: str) -> int { int(text, int(spec)) }
task format_int(text: str, spec: str) -> str { format(int(text), spec) }
task format_len(text: str, spec: str) -> str { format(len(text) - 5, spec) }
task format_float(text: str, spec: str) -> str { format(float(text), spec) }
task format_str(text: str, spec: str) -> str { format(text, spec) }
task format_date(text: str, spec: str) -> str { format(datetime(text), spec) }
task format_now(text: str, spec: str) -> str { format(from_timestamp(len(text) * 123456789.25), spec) }
task parse_date(text: str, spec: str) -> datetime { parse_datetime(text, spec) }
task at(text: str, spec: str) -> str { str(json_parse(text).at(spec) == none) }
task regex(text: str, spec: str) -> ([str], str, [str], [str?]) {
    (regex_find_all(text, spec), regex_replace(text, spec, spec), regex_split(text, spec), regex_groups(text, spec))
}
task pieces(text: str, spec: str) -> bool {
    let parts = if spec == "" { [text] } else { text.split(spec) }
    parts.join(spec) == text and text.replace(spec, spec) == text and text.reverse().reverse() == text
}
"#;

/// Whose result is read as the same result.
const STABLE: [&str; 7] = ["of_int", "of_float", "of_date", "of_duration", "of_json", "of_bytes", "of_hex"];

static PROGRAM: LazyLock<Option<(Checked, Code)>> = LazyLock::new(|| {
    let workspace = programs::checked(SOURCE.as_bytes())?;
    let code = Code::compile(workspace.sound()?.program(), (0..workspace.program().tasks.len()).map(|at| TaskId(at as u32)));
    Some((workspace, code))
});

const SPECS: [&str; 24] = [
    "",
    ".2f",
    ",.3f",
    "+e",
    "#x",
    "08d",
    "*^12",
    "_b",
    ".10g",
    "%",
    "c",
    "z.1f",
    "=+10.1f",
    "020,.3f",
    "%Y-%m-%dT%H:%M:%S.%f%z",
    "%d/%m/%y",
    "%a %A %b %B %j %U %W %u %V %G",
    "%I:%M %p",
    "%c %x %X %Z",
    "10",
    "(a|b)*c",
    r"\w+\s?",
    "^$",
    "rows.0.name",
];
const TEXTS: [&str; 24] = [
    "0",
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "1e308",
    "5e-324",
    "0.1",
    "nan",
    "-inf",
    " 1_000 ",
    "0x_ff",
    "2024-02-29",
    "2024-02-29T12:30:15.25Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999+00:00",
    "1h30m",
    "-P1DT0.5S",
    "3652500d",
    "Thu Feb 29 12:30:15 2024",
    r#"{"rows": [{"name": 1e400}, -0.0, 12345678901234567890, "\ud83d\ude00", null]}"#,
    "SGk=",
    "00ff",
    "grüße 😀",
    "",
];

/// A format, a line break, and a string.
pub(super) fn text(corpus: &Corpus, dice: &mut Dice) -> Vec<u8> {
    let mut part = |starts: &[&str]| {
        let start = *dice.pick(starts);
        match dice.below(8) {
            0 | 1 => start.to_owned(),
            2 => String::from_utf8_lossy(&mutate::any_bytes(dice, 24)).into_owned(),
            3 => [start, *dice.pick(starts)].concat(),
            _ => mutate::text(corpus, dice, start),
        }
    };
    format!("{}\n{}", part(&SPECS).replace('\n', " "), part(&TEXTS)).into_bytes()
}

/// Whatever the text and the format, there is a value or a failure of the user's; and what was written is read as the same.
///
/// # Errors
/// What does not hold.
pub(super) fn formats(input: &[u8]) -> Result<bool, String> {
    let (workspace, code) = PROGRAM.as_ref().ok_or("the program of this target does not compile")?;
    let input = String::from_utf8_lossy(input);
    let (spec, text) = input.split_once('\n').unwrap_or(("", &input));
    let mut machine = Machine::new(code, NoHost);
    let mut run = |at: usize, text: &Value| {
        let ended = machine.run(TaskId(at as u32), &[text.clone(), Value::str(spec)]);
        ended.map(|mut outputs| outputs.pop().unwrap_or(Value::None))
    };
    let mut accepted = false;
    for (at, task) in workspace.program().tasks.iter().enumerate() {
        let name = task.header.name.as_str();
        match run(at, &Value::str(text)) {
            Ok(value) => {
                accepted = true;
                if name == "pieces" && !matches!(value, Value::Bool(true)) {
                    return Err(format!("`{text}` in pieces at `{spec}` is another text"));
                }
                if STABLE.contains(&name) {
                    let again =
                        run(at, &value).map_err(|failure| format!("{name}: {value:?} is written, and refused: {}", failure.message))?;
                    if !are_same(std::slice::from_ref(&again), std::slice::from_ref(&value)) {
                        return Err(format!("{name}: {value:?} is read as {again:?}"));
                    }
                }
            }
            Err(Failure { kind: FailureKind::Invalid, message, .. }) => return Err(format!("{name} ends in: {message}")),
            Err(Failure { message, .. }) if message.is_empty() => return Err(format!("{name} fails without a word")),
            Err(_) => {}
        }
    }
    Ok(accepted)
}
