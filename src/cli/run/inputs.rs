//! The inputs of a run: from a file, from flags, which take precedence, and from defaults.

use std::path::Path;

use super::command::Given;
use crate::cli::report;
use crate::eval::Value;
use crate::literal::input::{DocumentFormat, InputError, Inputs};
use crate::program::Interface;
use crate::program::Program;
use crate::source::fs::read_regular;

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
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    let format = match extension.as_str() {
        "json" => DocumentFormat::Json,
        "yaml" | "yml" => DocumentFormat::Yaml,
        _ => return Err(report::unknown_format(path)),
    };
    let bytes = read_regular(path, usize::MAX).map_err(|error| report::unreadable(path, &error))?;
    let mut text = String::from_utf8(bytes).map_err(|error| report::not_utf8(path, error.utf8_error().valid_up_to()))?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok((text, format))
}
