//! Arguments that several commands share.

use std::path::PathBuf;

use clap::Args;

use crate::config::{LintLayer, Selection, Settings};

/// What to work on.
#[derive(Debug, Args)]
pub(super) struct Paths {
    /// Files or folders; by default the project that contains the current folder.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
}

/// Which findings to report, and at which level. Each flag takes codes, names or family letters, separated by commas.
#[derive(Debug, Args)]
pub(super) struct Selections {
    /// Report only these lints and warnings, in addition to every compile error.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,

    /// Do not report these findings.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,

    /// Report these findings as errors.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    deny: Vec<String>,

    /// Report these findings as warnings.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    warn: Vec<String>,

    /// Allow these findings everywhere.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    allow: Vec<String>,
}

impl Selections {
    /// Lays these over the settings.
    pub(super) fn apply(&self, settings: &mut Settings) {
        let list = |texts: &[String]| texts.iter().map(Selection::flag).collect();
        settings.lint_flags = LintLayer {
            select: list(&self.select),
            ignore: list(&self.ignore),
            deny: list(&self.deny),
            warn: list(&self.warn),
            allow: list(&self.allow),
        };
    }
}
