//! The inputs of a run: from a document, from flags, which take precedence, and from defaults.
//!
//! Both may be read from a file or from standard input: the document that `--inputs` names, and the value of a flag that is written `@FILE`.

use std::borrow::Cow;
use std::io::Read as _;
use std::path::{Component, Path};

use super::command::{Given, is_option};
use crate::cli::report;
use crate::cli::stdin::DASH;
use crate::eval::Value;
use crate::literal::input::{DocumentFormat, InputError, Inputs};
use crate::program::Interface;
use crate::program::Program;
use crate::source::border::{Border, LeadsOut};
use crate::source::fs::{Disk, read_regular};

/// The name of standard input in errors.
const STDIN: &str = "standard input";

/// One value for each input, in order.
///
/// # Errors
/// One line for every problem: a file that cannot be read, an unknown or missing input, a value that does not fit.
pub(super) fn read(program: &Program, interface: &Interface, file: Option<&Path>, given: &Given) -> Result<Vec<Value>, Vec<String>> {
    let from_stdin = given.iter().filter(|(_, text)| text.strip_prefix('@') == Some(DASH)).count();
    if from_stdin + usize::from(file == Some(Path::new(DASH))) > 1 {
        return Err(vec![report::stdin_twice()]);
    }
    let mut inputs = Inputs::new(program, interface);
    if let Some(path) = file {
        let document = document(path).map_err(|problem| vec![problem])?;
        inputs.document(&document.text, document.format, &document.name);
    }
    for (name, text) in given {
        let (text, file) = value(name, text).map_err(|problem| vec![problem])?;
        inputs.flag(name, &text, file.as_deref());
    }
    inputs.finish().map_err(|mistakes| {
        // If a document cannot be read, it is not known whether the inputs in it are missing.
        let unread = mistakes.iter().find(|mistake| matches!(mistake.error, InputError::Document { .. } | InputError::NotAnObject { .. }));
        let problem = |error: &InputError, shown: String| match error {
            InputError::Missing { name, .. } if is_option(name) => report::missing_hidden(&shown, name),
            _ => shown,
        };
        match unread {
            Some(mistake) => vec![mistake.to_string()],
            None => mistakes.iter().map(|mistake| problem(&mistake.error, mistake.to_string())).collect(),
        }
    })
}

/// The value of a flag, and the file that it was read from: `@FILE` means the text of a file, `@-` that of standard input, and a text that begins
/// with `@` itself is written with two of them.
fn value<'g>(name: &str, text: &'g str) -> Result<(Cow<'g, str>, Option<String>), String> {
    match text.strip_prefix('@') {
        None => Ok((text.into(), None)),
        Some(rest) if rest.starts_with('@') => Ok((rest.into(), None)),
        Some("") => Err(report::no_file_after_at(name)),
        Some(path) => contents(Path::new(path)).map(|(text, file)| (text.into(), Some(file))),
    }
}

/// Inputs by name.
struct Document {
    text: String,
    format: DocumentFormat,
    /// The name of the file in errors.
    name: String,
}

/// The document in a file, whose extension says the format. Standard input is JSON if it begins with a brace, and YAML otherwise.
fn document(path: &Path) -> Result<Document, String> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    let format = match extension.as_str() {
        _ if path == Path::new(DASH) => None,
        "json" => Some(DocumentFormat::Json),
        "yaml" | "yml" => Some(DocumentFormat::Yaml),
        _ => return Err(report::unknown_format(path)),
    };
    let (text, name) = contents(path)?;
    let likely = || if text.trim_start().starts_with('{') { DocumentFormat::Json } else { DocumentFormat::Yaml };
    let format = format.unwrap_or_else(likely);
    Ok(Document { text, format, name })
}

/// The text of a file or of standard input, and its name in errors.
fn contents(path: &Path) -> Result<(String, String), String> {
    let (bytes, name) = if path == Path::new(DASH) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| report::stdin_unreadable(&error))?;
        (bytes, STDIN.to_owned())
    } else {
        stays_below(path)?;
        let bytes = read_regular(path, usize::MAX).map_err(|error| report::unreadable(path, &error))?;
        (bytes, path.display().to_string())
    };
    let mut text = String::from_utf8(bytes).map_err(|error| report::not_utf8(Path::new(&name), error.utf8_error().valid_up_to()))?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok((text, name))
}

/// Refuses a path below the current folder that a link leads out of it: a checkout can contain a link to any file of the machine, and errors quote
/// what they are about.
fn stays_below(path: &Path) -> Result<(), String> {
    let is_below = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !is_below {
        return Ok(());
    }
    match Border::around(&Disk, Path::new(".")).follow(&Disk, path) {
        Err(error) if LeadsOut::is(&error) => Err(report::link_leads_out(path)),
        // What else is wrong with it is found where it is read.
        Err(_) | Ok(_) => Ok(()),
    }
}
