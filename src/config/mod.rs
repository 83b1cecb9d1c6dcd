//! `flightplan.toml`: the settings of a project, with their defaults.
//!
//! [`read`] turns the file's text into [`Settings`]; every unknown key and every value of a wrong type is a finding with
//! its place in the file. The command line overrides the result with its flags.

mod file;
mod limits;
pub(crate) mod quantity;
mod report;

pub(crate) use file::FILE_NAME;
pub use file::read;
pub use limits::Limits;
pub use quantity::{Quantity, QuantityError};

use serde::Deserialize;

use crate::source::Span;

/// Everything that can be configured.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The project's name, for people.
    pub name: Option<String>,
    /// The image of every task without one of its own.
    pub image: Option<String>,
    /// The image in which code tasks run where neither they nor `image` name one.
    pub runtime_image: Option<String>,
    /// The platform that artifacts are made for.
    pub target: Target,
    /// The thresholds of the limit checks.
    pub limits: Limits,
    /// The settings of the configuration for findings.
    pub lint: LintLayer,
    /// The settings of the command line for findings; they win over `lint`.
    pub lint_flags: LintLayer,
}

/// A platform that artifacts are made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
pub enum Target {
    /// Flyte 1.16, open source.
    #[default]
    #[serde(rename = "flyte-1.16")]
    Flyte116,
    /// Union's platform.
    #[serde(rename = "union")]
    Union,
}

impl Target {
    /// Every target, the default first.
    pub const ALL: &'static [Target] = &[Target::Flyte116, Target::Union];

    /// As written in the configuration and after `--target`.
    pub fn as_str(self) -> &'static str {
        match self {
            Target::Flyte116 => "flyte-1.16",
            Target::Union => "union",
        }
    }
}

/// The settings from one source: which findings are reported, and at which level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LintLayer {
    /// Only these are reported, where any are named.
    pub select: Vec<Selection>,
    /// These are not reported.
    pub ignore: Vec<Selection>,
    /// These are errors.
    pub deny: Vec<Selection>,
    /// These are warnings.
    pub warn: Vec<Selection>,
    /// These are not reported, as if they were allowed at each place.
    pub allow: Vec<Selection>,
}

/// A code (`Q101`), its name, or a family's letter, as written by the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    pub text: String,
    /// Where it is written; none for a flag.
    pub span: Option<Span>,
}

impl Selection {
    /// A selection from the command line.
    pub fn flag(text: impl Into<String>) -> Self {
        Self { text: text.into(), span: None }
    }
}
