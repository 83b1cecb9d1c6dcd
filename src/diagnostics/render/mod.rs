//! Findings as text: for people, for tools that read lines, and for programs.
//!
//! Renderers turn findings into strings and do not write anything themselves. All of them take the [`SourceMap`] whose ids the
//! findings' spans carry, and show paths as the user gave them.
//!
//! [`SourceMap`]: crate::source::SourceMap

mod concise;
mod difference;
mod human;
mod json;
mod labels;
mod layout;
mod legible;

pub use concise::concise;
pub use human::{Style, human};
pub use json::Document;
pub(crate) use json::SCHEMA_VERSION;
pub(crate) use layout::wrap;

use super::{Diagnostic, Severity};

/// How many findings of each level there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Findings of level error.
    pub errors: usize,
    /// Findings of level warning.
    pub warnings: usize,
    /// Findings of level note.
    pub notes: usize,
}

impl Counts {
    /// Counts the levels of some findings, with those that were not kept.
    pub fn of<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        findings.into_iter().fold(Self::default(), |mut counts, finding| {
            *counts.level(finding.severity) += 1 + finding.further;
            counts
        })
    }

    /// The number of one level.
    pub fn level(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        }
    }

    /// The sum of two counts.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { errors: self.errors + other.errors, warnings: self.warnings + other.warnings, notes: self.notes + other.notes }
    }
}

/// `2 errors, 1 warning`; `no findings` if there are none.
impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let mut first = true;
        for (count, word) in parts.into_iter().filter(|(count, _)| *count > 0) {
            let separator = if std::mem::take(&mut first) { "" } else { ", " };
            let plural = if count == 1 { "" } else { "s" };
            write!(f, "{separator}{count} {word}{plural}")?;
        }
        if first { f.write_str("no findings") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn counts_are_said_in_words() {
        assert_eq!(Counts::default().to_string(), "no findings");
        assert_eq!(Counts { errors: 1, warnings: 0, notes: 2 }.to_string(), "1 error, 2 notes");
    }
}
