//! What commands say: one function per message, without the word `error` before it.

use std::fmt::Display;
use std::path::Path;

use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::project::UNWRITABLE;
use crate::workspace::reason;

pub(super) fn folder_as_output() -> &'static str {
    "a folder cannot be written to standard output"
}

pub(super) fn nothing_to_compile() -> &'static str {
    "there is nothing to compile: these sources do not declare a task or workflow"
}

pub(super) fn several_projects<'a>(roots: impl Iterator<Item = &'a Path>) -> String {
    let roots: Vec<String> = roots.map(|root| format!("`{}`", root.display())).collect();
    format!("these paths belong to several projects ({}): compile one at a time", roots.join(", "))
}

pub(super) fn invalid_image(why: &str) -> String {
    format!("this is not a valid image: {why}")
}

pub(super) fn invalid_label() -> String {
    "at most 63 lower-case letters, digits and `-` are allowed".to_owned()
}

pub(super) fn invalid_version(longest: usize) -> String {
    format!("a version must have 1 to {longest} characters")
}

/// The finding for artifacts that cannot be written.
pub(super) fn unwritable(reason: String) -> Diagnostic {
    Diagnostic::new(&UNWRITABLE, reason)
}

pub(super) fn output_is_a_link(path: &Path) -> String {
    format!("`{}` cannot be written: it is a link, which is followed only if `-o` names it", path.display())
}

pub(super) fn no_json(error: &dyn Display) -> String {
    format!("a message cannot be written as JSON: {error}")
}

pub(super) fn no_archive(error: &dyn Display) -> String {
    format!("the archive cannot be written: {error}")
}

pub(super) fn stdout_unwritable(error: &dyn Display) -> String {
    format!("standard output cannot be written: {error}")
}

pub(super) fn result_unwritable(error: &dyn Display) -> String {
    format!("the result cannot be written to standard output: {error}")
}

pub(super) fn invalid_limit(most: usize) -> String {
    format!("expected a number from 1 to {most}")
}

pub(super) fn stdin_among_paths() -> &'static str {
    "`-` means standard input and cannot be combined with other paths"
}

pub(super) fn stdin_name_without_stdin() -> &'static str {
    "`--stdin-name` is the path of standard input: add the path `-`"
}

pub(super) fn stdin_unreadable(error: &std::io::Error) -> String {
    format!("standard input cannot be read: {}", reason(error))
}

/// How many files were checked, after the number of findings.
pub(super) fn in_files(files: usize) -> String {
    match files {
        0 => String::new(),
        1 => " in 1 file".to_owned(),
        _ => format!(" in {files} files"),
    }
}

/// What to run to read more about these codes; empty if there are none.
pub(super) fn explanation(codes: &[&str]) -> String {
    match codes {
        [] => String::new(),
        [code] => format!("for more information, run `flightplan explain {code}`\n"),
        [first, ..] => format!("for more information, run `flightplan explain CODE`, such as `flightplan explain {first}`\n"),
    }
}

/// Several lines: `near` is the code or name that was probably meant.
pub(super) fn unknown_code(text: &str, near: Option<&str>) -> String {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`flightplan explain` prints the list".to_owned(),
    };
    format!("no finding has the code or name `{text}`\n  help: {help}")
}

pub(super) fn missing_arguments() -> String {
    "FILE and NAME are missing\n\nUsage: flightplan run [OPTIONS] <FILE> <NAME> [--INPUT <VALUE>]...".to_owned()
}

/// `declared` are the workflows and tasks of the file, as they are called.
pub(super) fn missing_name(file: &str, declared: &[String]) -> String {
    match declared {
        [] => format!("NAME is missing, and `{file}` does not declare a workflow or task"),
        _ => format!("NAME is missing; `{file}` declares\n  {}", declared.join("\n  ")),
    }
}

pub(super) fn stdin_twice() -> String {
    "standard input can be read only once: `-` is given for two things".to_owned()
}

pub(super) fn no_file_after_at(name: &str) -> String {
    format!("`--{name} @` names no file: write `@FILE` to read the value from a file, or `@@` for a string that begins with `@`")
}

/// What is missing has the name of an option, which takes the flag.
pub(super) fn missing_hidden(problem: &str, name: &str) -> String {
    format!("{problem}: give it in the file of `--inputs`, because `--{}` is an option of `run`", name.replace('_', "-"))
}

pub(super) fn inputs_hint(file: &str, name: &str) -> String {
    format!("\n`flightplan run {file} {name} --help` lists the inputs\n")
}

/// `names` are what the file declares.
pub(super) fn unknown_entity(name: &str, near: Option<&str>, names: &[&str]) -> String {
    let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let declared = if names.is_empty() { "the file does not declare any".to_owned() } else { format!("it declares {}", names.join(", ")) };
    format!("there is no workflow or task `{name}` in this file{near}\n{declared}")
}

/// `inputs` are lines of help, one for each input that has the name of an option; `types` are those of structs and enums.
pub(super) fn more_help(inputs: &[String], types: &[String]) -> String {
    let section = |title: &str, lines: &[String]| if lines.is_empty() { String::new() } else { format!("{title}\n{}", lines.join("\n")) };
    let inputs = section("Inputs that are given in the file of --inputs, because an option has their name:", inputs);
    let types = section("Types:", types);
    [inputs, types].into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n\n")
}

pub(super) fn unknown_format(path: &Path) -> String {
    format!("`{}` is neither a `.json` nor a `.yaml` file: give it the extension of its format", path.display())
}

pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> String {
    format!("`{}` cannot be read: {}", path.display(), reason(error))
}

pub(super) fn link_leads_out(path: &Path) -> String {
    format!(
        "`{}` is a symbolic link to a file outside of this folder, a hidden one, or one of another kind, and is not followed: write the path of that file",
        path.display()
    )
}

pub(super) fn not_utf8(path: &Path, at: usize) -> String {
    format!("`{}` is not valid UTF-8 at byte {at}: save it as UTF-8", path.display())
}

pub(super) fn variable_not_set(name: &str) -> String {
    format!("the environment variable `{name}` is not set")
}

pub(super) fn invalid_duration() -> &'static str {
    "expected a duration such as `30s` or `1h30m`"
}

pub(super) fn no_time() -> String {
    "the time must be more than zero".to_owned()
}

pub(super) fn invalid_size(error: &dyn Display) -> String {
    format!("{error}; expected a size such as `512Mi` or `2G`")
}

pub(super) fn no_memory() -> String {
    "the memory must be more than zero".to_owned()
}

/// A bug of the compiler.
pub(super) fn not_sound() -> &'static str {
    "parts of the program are missing although no error was reported; this is a bug of Flightplan, please report it"
}
