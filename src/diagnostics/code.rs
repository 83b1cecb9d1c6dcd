//! Codes: their public identity, and as data every policy that depends on the code of a finding.

use std::fmt;
use std::hash::{Hash, Hasher};

use super::Severity;
use super::page::Page;

/// One kind of finding. Codes are equal if their ids are.
pub struct Code {
    /// The letter of the family and three digits: `M102`.
    pub id: &'static str,
    /// A kebab-case name that reads well after "allow": `task-in-mapped-task`.
    pub name: &'static str,
    /// What it is about.
    pub family: Family,
    /// The level of its findings, unless the configuration or the finding itself sets another.
    pub level: Severity,
    /// How far users can rely on it.
    pub status: Status,
    /// The first version of Flightplan that reports it.
    pub since: &'static str,
    /// Whether its findings come with a fix.
    pub fix: Availability,
    /// Whether it may be allowed although it is an error, because a valid artifact exists all the same. See [`Code::adjustable`].
    pub allowable: bool,
    /// Where the mistake is; decides the exit status.
    pub subject: Subject,
    /// Whether a finding about a mere draft of the artifacts can be trusted.
    pub in_draft: InDraft,
    /// The page that `explain` prints.
    pub page: Page,
}

impl Code {
    /// The fields that most codes have in common; the tables only list differences. It is not a code itself.
    pub(super) const USUAL: Code = Code {
        id: "",
        name: "",
        family: Family::Project,
        level: Severity::Error,
        status: Status::Stable,
        since: "",
        fix: Availability::Never,
        allowable: false,
        subject: Subject::Program,
        in_draft: InDraft::Certain,
        page: Page::new(""),
    };

    /// Whether the configuration may change the level of its findings and a comment may allow them. With most errors there is no valid artifact,
    /// so they stay errors.
    pub fn adjustable(&self) -> bool {
        self.level < Severity::Error || self.allowable
    }

    /// What is reported, in one line.
    pub fn summary(&self) -> &'static str {
        self.page.summary()
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id, self.name)
    }
}

/// A group of codes. Its letter begins their ids and selects all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// P.
    Project,
    /// S.
    Syntax,
    /// U.
    Later,
    /// N.
    Names,
    /// T.
    Types,
    /// W.
    Workflows,
    /// M.
    Maps,
    /// O.
    Options,
    /// F.
    Flyte,
    /// L.
    Limits,
    /// R.
    Runs,
    /// Q.
    Lints,
}

impl Family {
    /// Every family, in the order of lists.
    pub const ALL: [Family; 12] = [
        Family::Project,
        Family::Syntax,
        Family::Later,
        Family::Names,
        Family::Types,
        Family::Workflows,
        Family::Maps,
        Family::Options,
        Family::Flyte,
        Family::Limits,
        Family::Runs,
        Family::Lints,
    ];

    /// The letter that begins its ids.
    pub fn letter(self) -> char {
        match self {
            Family::Project => 'P',
            Family::Syntax => 'S',
            Family::Later => 'U',
            Family::Names => 'N',
            Family::Types => 'T',
            Family::Workflows => 'W',
            Family::Maps => 'M',
            Family::Options => 'O',
            Family::Flyte => 'F',
            Family::Limits => 'L',
            Family::Runs => 'R',
            Family::Lints => 'Q',
        }
    }

    /// The heading of its list.
    pub fn title(self) -> &'static str {
        match self {
            Family::Project => "the command line, files and configuration",
            Family::Syntax => "syntax",
            Family::Later => "parts of the language that this version does not compile",
            Family::Names => "names and imports",
            Family::Types => "types",
            Family::Workflows => "the wiring of workflows",
            Family::Maps => "maps",
            Family::Options => "options",
            Family::Flyte => "Flyte's rules for names and artifacts",
            Family::Limits => "limits",
            Family::Runs => "local runs",
            Family::Lints => "lints",
        }
    }

    /// The family whose letter is `text`, in either case.
    pub fn of_letter(text: &str) -> Option<Family> {
        let mut letters = text.chars();
        let (letter, None) = (letters.next()?, letters.next()) else { return None };
        Family::ALL.into_iter().find(|family| family.letter() == letter.to_ascii_uppercase())
    }
}

/// How far users can rely on a code. One that is reported no longer is not a code but a `Retired`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Keeps its meaning; what it covers changes only as a versioned change of the language.
    Stable,
    /// What it covers, and its level, may still change in any version.
    Preview,
    /// Will be retired; its page says what replaces it.
    Deprecated,
}

/// Whether the findings of a code come with a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// None of them does.
    Never,
    /// Some do.
    Sometimes,
    /// All do.
    Always,
}

/// Where the mistake is that a finding reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// In the sources.
    Program,
    /// In how Flightplan was called: its arguments, the files that they lead to, the configuration.
    Invocation,
}

/// Whether a finding can be trusted if it is about a mere draft of the artifacts: without payloads, and before the options of `compile` are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InDraft {
    /// Yes: the artifacts themselves would produce the same finding.
    Certain,
    /// Not yet: it is about an upper bound of a size, and has to be confirmed with the real payload.
    Estimated,
    /// No: an option of `compile` may still change it.
    Moot,
}
