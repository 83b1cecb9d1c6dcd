//! The fenced blocks of a Markdown file, and what is in those with Flightplan.
//!
//! | fence | a reader sees | the test |
//! |---|---|---|
//! | `fpl` | a module | lints it without errors, and runs what its `# run NAME ARGS => RESULT` lines state |
//! | `fpl files` | modules, each after `# --- PATH` | the same; runs are of the last one |
//! | `fpl error [CODE]` | a module with a mistake | lints it and looks for an error, of that code |
//! | `fpl checks` | statements, and lines `EXPR # => VALUE` | compiles them as a task's body, and compares values and strings |

/// A fenced block.
pub(super) struct Fenced {
    /// The line of its fence, from 1.
    pub line: usize,
    /// What comes after the fence.
    pub info: String,
    /// The content, with a newline after each line.
    pub text: String,
}

/// All fenced blocks of a string.
pub(super) fn fenced(markdown: &str) -> Vec<Fenced> {
    let mut blocks = Vec::new();
    let mut open: Option<Fenced> = None;
    for (at, line) in markdown.lines().enumerate() {
        let fence = line.strip_prefix("```");
        match (&mut open, fence) {
            (None, Some(info)) => open = Some(Fenced { line: at + 1, info: info.trim().to_owned(), text: String::new() }),
            (Some(_), Some("")) => blocks.extend(open.take()),
            (Some(block), _) => block.text += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// A stated run.
pub(super) struct StatedRun {
    /// The task or workflow, and the flags.
    pub arguments: Vec<String>,
    /// Its output, or the message of its failure.
    pub result: Result<String, String>,
}

impl Fenced {
    /// The lines `# run NAME ARGS => RESULT`.
    pub(super) fn runs(&self) -> Vec<StatedRun> {
        let stated = self.text.lines().filter_map(|line| line.strip_prefix("# run "));
        stated
            .map(|line| {
                let (call, result) = line.split_once(" => ").unwrap_or_else(|| panic!("no result is stated: {line}"));
                let result = match result.strip_prefix("failure: ") {
                    Some(part) => Err(part.to_owned()),
                    None => Ok(result.replace("\\n", "\n")),
                };
                StatedRun { arguments: words(call), result }
            })
            .collect()
    }

    /// The modules of a block of several, each with its path.
    pub(super) fn files(&self) -> Vec<(String, String)> {
        let mut files: Vec<(String, String)> = Vec::new();
        for line in self.text.lines() {
            if let Some(path) = line.strip_prefix("# --- ") {
                files.push((path.trim().to_owned(), String::new()));
            } else if let Some((_, text)) = files.last_mut() {
                *text += &format!("{line}\n");
            } else {
                panic!("line {}: text before the first path", self.line);
            }
        }
        files
    }

    /// The statements as a task that asserts each stated value.
    pub(super) fn checks(&self) -> String {
        let mut out = "task check() {\n".to_owned();
        for line in self.text.lines() {
            let statement = match line.split_once("# => ") {
                Some((expression, value)) => {
                    let (expression, value) = (expression.trim(), value.trim());
                    // The text tells `3` from `3.0`, which are equal.
                    let equal = format!("assert ({expression}) == ({value})");
                    if value == "none" { equal } else { format!("{equal}\n    assert str({expression}) == str({value})") }
                }
                None => line.to_owned(),
            };
            out += &format!("    {statement}\n");
        }
        out + "}\n"
    }
}

/// The words of a call, with single quotes as in a shell.
fn words(call: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = call.trim();
    while !rest.is_empty() {
        let (word, behind) = match rest.strip_prefix('\'') {
            Some(quoted) => quoted.split_once('\'').unwrap_or_else(|| panic!("an open quote: {call}")),
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = behind.trim_start();
    }
    words
}

#[test]
fn calls_are_taken_apart_as_a_shell_does() {
    assert_eq!(words("w --a '[1, 2]' --b x"), ["w", "--a", "[1, 2]", "--b", "x"]);
}
