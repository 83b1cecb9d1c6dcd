//! Codes, severities, labels, fixes, and the renderers.
//!
//! Every stage reports problems as [`Diagnostic`] values; nothing here or before the command line prints them.

pub(crate) mod bounded;
mod code;
pub(crate) mod codes;
pub mod page;
pub(crate) mod render;
pub(crate) mod suggest;

pub use code::{Availability, Code, Family, Status};
pub(crate) use code::{InDraft, Subject};

use crate::source::{SourceMap, Span};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing, but not a mistake.
    Note,
    /// Likely a mistake, or costly at run time; the program is valid.
    Warning,
    /// The program is invalid, or Flyte would refuse or break it.
    Error,
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A place in the source with a few words about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    /// The text; may be empty.
    pub text: String,
}

/// How sure a fix is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applicability {
    /// Keeps the meaning, or is certainly what was meant; `--fix` may apply it.
    Safe,
    /// May change the meaning; shown, and applied only on request.
    Unsafe,
}

/// One replacement of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The replaced span; empty to insert.
    pub span: Span,
    /// The new text; empty to delete.
    pub text: String,
}

/// Edits that repair a finding together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What applying it does, as an imperative: "make `helper` a `fn`".
    pub title: String,
    /// The replacements, without overlap.
    pub edits: Vec<Edit>,
    /// How sure it is.
    pub applicability: Applicability,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: &'static Code,
    /// Its level, at first that of the code.
    pub severity: Severity,
    /// One line in the user's terms: lower case at the start, no stop at the end, user text in backticks.
    pub message: String,
    /// The places; the first is where the finding is.
    pub labels: Vec<Label>,
    /// The ways out, each a sentence or two.
    pub help: Vec<String>,
    /// Further facts: a chain of calls, a rule of Flyte.
    pub notes: Vec<String>,
    /// A certain or likely repair.
    pub fix: Option<Fix>,
    /// How many more findings of the same code there are in the same file that were not kept; see `bounded`.
    pub further: usize,
}

impl Diagnostic {
    /// A finding of `code` at its level, without places yet.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self::of_text(code, message.into())
    }

    /// Adds a place; the first one added is the primary one.
    #[must_use]
    pub fn at(self, span: Span, text: impl Into<String>) -> Self {
        self.with_label(Label { span, text: text.into() })
    }

    /// Adds a way out.
    #[must_use]
    pub fn help(self, text: impl Into<String>) -> Self {
        self.with_help(text.into())
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(self, text: impl Into<String>) -> Self {
        self.with_note(text.into())
    }

    /// Adds a repair.
    #[must_use]
    pub fn fix(self, title: impl Into<String>, applicability: Applicability, edits: Vec<Edit>) -> Self {
        self.with_fix(Fix { title: title.into(), edits, applicability })
    }

    // A thousand messages are built of these steps, and few of them in one call: written out in each place they make the binary larger for nothing.

    #[cold]
    #[inline(never)]
    fn of_text(code: &'static Code, message: String) -> Self {
        let severity = code.level;
        Self { code, severity, message, labels: Vec::new(), help: Vec::new(), notes: Vec::new(), fix: None, further: 0 }
    }

    #[cold]
    #[inline(never)]
    fn with_label(mut self, label: Label) -> Self {
        self.labels.push(label);
        self
    }

    #[cold]
    #[inline(never)]
    fn with_help(mut self, text: String) -> Self {
        self.help.push(text);
        self
    }

    #[cold]
    #[inline(never)]
    fn with_note(mut self, text: String) -> Self {
        self.notes.push(text);
        self
    }

    #[cold]
    #[inline(never)]
    fn with_fix(mut self, fix: Fix) -> Self {
        debug_assert!(self.code.fix != Availability::Never, "{:?} has a fix, which its row of the table denies", self.code);
        // A help that only says what the fix does would be read twice.
        self.help.retain(|help| written(help) != written(&fix.title));
        self.fix = Some(fix);
        self
    }

    /// Reports it at another level than the code's.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Applies a function to all of its strings. Places and edits stay as they are.
    pub fn reword(&mut self, change: impl Fn(&str) -> String) {
        let labels = self.labels.iter_mut().map(|label| &mut label.text);
        let title = self.fix.iter_mut().map(|fix| &mut fix.title);
        let texts = std::iter::once(&mut self.message).chain(labels).chain(&mut self.help).chain(&mut self.notes).chain(title);
        texts.for_each(|text| *text = change(text));
    }

    /// Where the finding is; none for findings about no place in a source.
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}

/// Sorts findings into the order in which they are shown (place, then code, then message) and drops exact repetitions.
pub(crate) fn sort(sources: &SourceMap, diagnostics: &mut Vec<Diagnostic>) {
    let place = |finding: &Diagnostic| finding.span().map(|span| (sources.rank(span.file), span.start, span.end));
    diagnostics.sort_by(|a, b| (place(a), a.code.id, &a.message).cmp(&(place(b), b.code.id, &b.message)));
    diagnostics.dedup();
}

/// A value and the problems met while it was made: a stage's result.
#[derive(Clone, Debug)]
pub struct Outcome<T> {
    /// What could be made.
    pub value: T,
    /// The problems, in no certain order.
    pub diagnostics: Vec<Diagnostic>,
}

/// The code in a sentence that says nothing but what is written.
fn written(text: &str) -> &str {
    text.strip_prefix("here it is written ").or_else(|| text.strip_prefix("write ")).unwrap_or(text)
}
