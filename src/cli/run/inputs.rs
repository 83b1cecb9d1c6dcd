//! The inputs of a run: from a file, from flags, which take precedence, and from defaults.

use std::path::Path;

use super::command::Given;
use crate::eval::Value;
use crate::literal::input::{DocumentFormat, InputError, Inputs};
use crate::program::Interface;
use crate::program::Program;
use crate::source::fs::read_regular;
use crate::workspace::reason;

/// One value for each input, in order.
///
/// # Errors
/// One line for every problem: a file that cannot be read, an unknown or missing input, a value that does not fit.
pub(super) fn read(program: &Program, interface: &Interface, file: Option<&Path>, given: &Given) -> Result<Vec<Value>, Vec<String>> {
    let mut inputs = Inputs::new(program, interface);
    if let Some(path) = file {
        let (text, format) = document(path).map_err(|problem| vec![problem])?;
        inputs.document(&text, format);
    }
    given.iter().for_each(|(name, text)| inputs.flag(name, text));
    inputs.finish().map_err(|errors| {
        // If a document cannot be read, it is not known whether the inputs in it are missing.
        match (file, errors.iter().find(|error| matches!(error, InputError::Document { .. }))) {
            (Some(path), Some(error)) => vec![format!("`{}`: {error}", path.display())],
            _ => errors.iter().map(ToString::to_string).collect(),
        }
    })
}

/// The contents of a file, and its format according to its extension.
fn document(path: &Path) -> Result<(String, DocumentFormat), String> {
    let shown = path.display();
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    let format = match extension.as_str() {
        "json" => DocumentFormat::Json,
        "yaml" | "yml" => DocumentFormat::Yaml,
        _ => return Err(format!("`{shown}` is neither a `.json` nor a `.yaml` file: give it the extension of its format")),
    };
    let bytes = read_regular(path, usize::MAX).map_err(|error| format!("`{shown}` cannot be read: {}", reason(&error)))?;
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("`{shown}` is not valid UTF-8 at byte {at}: save it as UTF-8")
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok((text, format))
}
