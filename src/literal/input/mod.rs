//! The values that a user gives for inputs: JSON and YAML documents, and the text of command-line flags.
//!
//! Every error names the input, the path into it (`a[3].quantity`), the type there, what was given and what may be given, and the line if it
//! was read from a file.

pub(crate) mod allowed;
mod json;
mod launchable;
mod locate;
mod plain;
mod tree;
mod yaml;

use std::borrow::Cow;

use serde_json::Value as Json;
use tree::Unread;

use crate::diagnostics::suggest;
use crate::eval::Value;
use crate::eval::secrets::short;
use crate::program::Interface;
use crate::program::Program;
use crate::program::Type;

/// What is wrong with the inputs that were given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// A value of another type.
    #[error("`{path}` has the type `{expected}`, but {given} was given{}", further(allowed.as_ref()))]
    Type {
        /// The input and the path into it.
        path: String,
        /// Its type there.
        expected: String,
        /// What was given, shortened.
        given: String,
        /// What may be given, if the type does not say so.
        allowed: Option<String>,
    },
    /// A field that the struct does not have.
    #[error("`{path}` has the type `{struct_}`, which has no field `{field}`: its fields are {fields}{}", hint(suggestion.as_ref()))]
    UnknownField {
        /// The input and the path into it.
        path: String,
        /// The struct.
        struct_: String,
        /// The field that was given.
        field: String,
        /// The fields that there are.
        fields: String,
        /// A field that may be meant.
        suggestion: Option<String>,
    },
    /// A missing field without a default.
    #[error("`{path}` has the type `{struct_}`, but its field `{field}` of type `{expected}` is missing")]
    MissingField {
        /// The input and the path into it.
        path: String,
        /// The struct.
        struct_: String,
        field: String,
        /// The field's type.
        expected: String,
    },
    /// Text that is not JSON where JSON is expected.
    #[error("`{path}` has the type `{expected}`, which is written as JSON, but {given} is not valid JSON: {reason}")]
    Syntax {
        /// The input.
        path: String,
        /// Its type.
        expected: String,
        /// What was given, shortened.
        given: String,
        /// What is wrong with it.
        reason: String,
        /// The line in the text, counted from 1, if it is known.
        line: Option<usize>,
    },
    /// A missing input without a default.
    #[error("the input `{name}` of type `{expected}` is missing, and has no default")]
    Missing {
        /// The input.
        name: String,
        /// Its type.
        expected: String,
    },
    /// A name that is not one of the inputs.
    #[error("there is no input `{name}`{}", hint(suggestion.as_ref()))]
    Unknown {
        name: String,
        /// An input that may be meant.
        suggestion: Option<String>,
    },
    /// A value in which Flyte finds no single type.
    #[error(
        "Flyte finds no single type in the value of `{name}`, so it cannot start an execution with it: its parts have different types, and to Flyte none \
         of them is `{expected}`. To Flyte, an empty map has another type than one with entries, and so has a map with `none` in it; put the value into \
         a struct, which Flyte does not look into (`flightplan explain F004`)"
    )]
    Mixed {
        /// The input.
        name: String,
        /// Its type.
        expected: String,
    },
    /// A file, folder or table whose format is not that of its type.
    #[error(
        "`{path}` has the type `{expected}`, but its format is given as `{format}`: Flyte does not start an execution with a value of another \
         format. Leave the format out, or use that of the type"
    )]
    Format {
        /// The input and the path into it.
        path: String,
        /// Its type there.
        expected: String,
        /// The format that was given.
        format: String,
    },
    /// A list or map whose files, folders or tables have different formats.
    #[error(
        "Flyte finds no single type in the value of `{name}`, so it cannot start an execution with it: to Flyte, files, folders and tables of \
         different formats have different types, and so have those with and without a format. Use one format for all of them, or none"
    )]
    MixedFormats {
        /// The input.
        name: String,
    },
    /// A duration that Flyte cannot read among the inputs of an execution.
    #[error(
        "the duration `{path}` is longer than Flyte can read in an input: at most 106751 days. Make it in a task, or put it into a struct \
         (`flightplan explain F005`)"
    )]
    LongDuration {
        /// The input and the path into it.
        path: String,
    },
    /// A document that is not valid JSON or YAML.
    #[error("the inputs are not valid {format}: {reason}")]
    Document {
        /// `JSON` or `YAML`.
        format: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A document of something else than values by name.
    #[error("the inputs are an object with a value for each name, but {given} was given")]
    NotAnObject {
        /// What was given, shortened.
        given: String,
    },
}

impl InputError {
    /// The path to the place in a document, if it is known.
    fn place(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::UnknownField { path, field, .. } => Some(format!("{path}.{field}").into()),
            _ => self.path().map(Cow::Borrowed),
        }
    }

    /// The path to the value that is wrong, if it is known.
    fn path(&self) -> Option<&str> {
        match self {
            Self::Type { path, .. }
            | Self::UnknownField { path, .. }
            | Self::MissingField { path, .. }
            | Self::Syntax { path, .. }
            | Self::Format { path, .. }
            | Self::LongDuration { path } => Some(path),
            Self::Unknown { name, .. } => Some(name),
            Self::Missing { .. } | Self::Mixed { .. } | Self::MixedFormats { .. } | Self::Document { .. } | Self::NotAnObject { .. } => {
                None
            }
        }
    }

    /// Whether it is about a value of this input.
    fn is_of(&self, input: &str) -> bool {
        let rest = self.path().and_then(|path| path.strip_prefix(input));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }
}

/// An error, with the place in a file that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong.
    pub error: InputError,
    /// The name of the file; `None` for the command line.
    pub file: Option<String>,
    /// The line in it, counted from 1, if it is known.
    pub line: Option<usize>,
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.file, self.line) {
            (None, _) => {}
            (Some(file), None) => write!(f, "{file}: ")?,
            (Some(file), Some(line)) => write!(f, "{file}:{line}: ")?,
        }
        self.error.fmt(f)
    }
}

fn further(allowed: Option<&String>) -> String {
    allowed.map(|allowed| format!("; {allowed}")).unwrap_or_default()
}

fn hint(suggestion: Option<&String>) -> String {
    suggestion.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

/// How a document of inputs is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentFormat {
    Json,
    Yaml,
}

/// Collects the values of an interface's inputs; later values replace earlier ones.
#[derive(Debug)]
pub struct Inputs<'a> {
    program: &'a Program,
    interface: &'a Interface,
    values: Vec<Option<Value>>,
    errors: Vec<Mistake>,
}

impl<'a> Inputs<'a> {
    /// Without any values yet.
    pub fn new(program: &'a Program, interface: &'a Interface) -> Self {
        Self { program, interface, values: vec![None; interface.inputs.len()], errors: Vec::new() }
    }

    /// Takes a document, an object of values by name, which was read from `file`.
    pub fn document(&mut self, text: &str, format: DocumentFormat, file: &str) {
        let (name, parsed) = match format {
            DocumentFormat::Json => ("JSON", tree::json(text)),
            DocumentFormat::Yaml => ("YAML", yaml::read(text)),
        };
        let members = match parsed {
            Ok(Json::Object(members)) => members,
            // An empty YAML document has no value.
            Ok(Json::Null) if format == DocumentFormat::Yaml => serde_json::Map::new(),
            Ok(other) => {
                let error = InputError::NotAnObject { given: shortened(&other.to_string()) };
                return self.errors.push(Mistake { error, file: Some(file.to_owned()), line: None });
            }
            Err(Unread { reason, line }) => {
                let error = InputError::Document { format: name, reason };
                return self.errors.push(Mistake { error, file: Some(file.to_owned()), line });
            }
        };
        let errors: Vec<InputError> = members.iter().filter_map(|(name, value)| self.member(name, value).err()).collect();
        for error in errors {
            let line = error.place().and_then(|path| locate::line(text, format, "", &path));
            self.errors.push(Mistake { error, file: Some(file.to_owned()), line });
        }
    }

    /// Takes one JSON value.
    pub fn json(&mut self, name: &str, value: &Json) {
        if let Err(error) = self.member(name, value) {
            self.errors.push(Mistake { error, file: None, line: None });
        }
    }

    fn member(&mut self, name: &str, value: &Json) -> Result<(), InputError> {
        let index = self.index(name)?;
        let input = &self.interface.inputs[index];
        self.values[index] = Some(json::value(self.program, value, &input.ty, &json::Path::Input(&input.name))?);
        Ok(())
    }

    /// Takes the text of a command-line flag, or of the file that it names. The name may have dashes for underscores.
    pub fn flag(&mut self, name: &str, text: &str, file: Option<&str>) {
        if let Err(error) = self.plain(name, text) {
            let path = file.and_then(|_| error.place()).filter(|path| *path != name);
            let line = match &error {
                InputError::Syntax { line, .. } => file.and(*line),
                _ => path.and_then(|path| locate::line(text, DocumentFormat::Json, name, &path)),
            };
            self.errors.push(Mistake { error, file: file.map(str::to_owned), line });
        }
    }

    fn plain(&mut self, name: &str, text: &str) -> Result<(), InputError> {
        let underscored = name.replace('-', "_");
        let known = if self.interface.input(name).is_some() { name } else { underscored.as_str() };
        let index = self.index(known)?;
        let input = &self.interface.inputs[index];
        self.values[index] = Some(plain::value(self.program, text, &input.ty, &input.name)?);
        Ok(())
    }

    fn index(&self, name: &str) -> Result<usize, InputError> {
        self.interface.input(name).ok_or_else(|| {
            let names = self.interface.inputs.iter().map(|input| input.name.as_str());
            InputError::Unknown { name: name.to_owned(), suggestion: suggest::nearest(name, names).map(str::to_owned) }
        })
    }

    /// The values in the interface's order, with defaults filled in; an optional that was not given is `none`.
    ///
    /// # Errors
    ///
    /// Every error so far, and every input that is missing; if there are none, every value with which Flyte would not start an execution.
    pub fn finish(mut self) -> Result<Vec<Value>, Vec<Mistake>> {
        let mut values = Vec::with_capacity(self.values.len());
        for (input, value) in self.interface.inputs.iter().zip(self.values) {
            match (value, &input.default) {
                (Some(value), _) => values.push(value),
                (None, Some(default)) => values.push(Value::from_const(default)),
                (None, None) if input.ty.accepts_none() => values.push(Value::None),
                (None, None) => {
                    if !self.errors.iter().any(|mistake| mistake.error.is_of(&input.name)) {
                        let expected = input.ty.display(self.program).to_string();
                        let error = InputError::Missing { name: input.name.to_string(), expected };
                        self.errors.push(Mistake { error, file: None, line: None });
                    }
                }
            }
        }
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        let inputs = self.interface.inputs.iter().zip(&values);
        let refused = inputs.filter_map(|(input, value)| launchable::check(self.program, input, value));
        let refused: Vec<Mistake> = refused.map(|error| Mistake { error, file: None, line: None }).collect();
        if refused.is_empty() { Ok(values) } else { Err(refused) }
    }
}

/// Reads a JSON value as one of type `ty`; `name` is its name in errors.
///
/// # Errors
///
/// If it is not of the type.
pub fn from_json(program: &Program, value: &Json, ty: &Type, name: &str) -> Result<Value, InputError> {
    json::value(program, value, ty, &json::Path::Input(name))
}

/// Reads the text of a command line as a value of type `ty`; `name` is its name in errors.
///
/// # Errors
///
/// If it is not of the type.
pub fn from_text(program: &Program, text: &str, ty: &Type, name: &str) -> Result<Value, InputError> {
    plain::value(program, text, ty, name)
}

/// The text in backticks, shortened for a message and without secrets.
pub(super) fn shortened(text: &str) -> String {
    let shown: String =
        short(text).chars().map(|char| if char.is_control() { char.escape_debug().to_string() } else { char.to_string() }).collect();
    format!("`{shown}`")
}
