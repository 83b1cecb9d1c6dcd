//! Which findings are reported, and at which level: `[lint]` of the configuration and the flags of the command line.

use super::report;
use crate::config::{LintLayer, Selection, Settings};
use crate::diagnostics::{Code, Diagnostic, Family, Severity, codes};

/// What a selector refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Selector {
    Code(&'static Code),
    /// All codes of a family.
    Family(Family),
}

/// How closely a selector names a code; a closer one wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    Family,
    Code,
}

impl Selector {
    fn closeness(self, code: &Code) -> Option<Closeness> {
        match self {
            Selector::Code(named) => (code == named).then_some(Closeness::Code),
            Selector::Family(family) => (code.family == family).then_some(Closeness::Family),
        }
    }
}

/// The selectors of one source.
#[derive(Clone, Debug, Default)]
struct Layer {
    select: Vec<Selector>,
    ignore: Vec<Selector>,
    deny: Vec<Selector>,
    warn: Vec<Selector>,
    allow: Vec<Selector>,
}

/// The resolved settings of configuration and command line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Levels {
    file: Layer,
    flags: Layer,
}

/// The outcome for the findings of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Not reported.
    Off,
    /// Reported as they come.
    AsIs,
    /// Reported at this level.
    At(Severity),
}

impl Levels {
    /// Resolves the selections in `settings`; unknown names, and codes that cannot be changed, are reported.
    pub(crate) fn new(settings: &Settings) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let levels = Self { file: layer(&settings.lint, &mut problems), flags: layer(&settings.lint_flags, &mut problems) };
        (levels, problems)
    }

    /// Whether findings of a code are reported at all.
    pub(crate) fn reports(&self, code: &Code) -> bool {
        self.fate(code) != Fate::Off
    }

    /// The findings that are reported, at their levels.
    pub(super) fn apply(&self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let level = |finding: Diagnostic| match self.fate(finding.code) {
            Fate::Off => None,
            Fate::AsIs => Some(finding),
            Fate::At(severity) => Some(finding.severity(severity)),
        };
        findings.into_iter().filter_map(level).collect()
    }

    /// The outcome for the findings of `code`.
    fn fate(&self, code: &Code) -> Fate {
        if !code.adjustable() {
            return Fate::AsIs;
        }
        if !self.selected(code) {
            return Fate::Off;
        }
        self.flags.level(code).or_else(|| self.file.level(code)).unwrap_or(Fate::AsIs)
    }

    /// Whether `--select`, `--ignore` and their keys let a code through. A flag wins over the file, and within one of them
    /// the closer selector; `ignore` wins over `select` among equals.
    fn selected(&self, code: &Code) -> bool {
        for layer in [&self.flags, &self.file] {
            let (select, ignore) = (closest(&layer.select, code), closest(&layer.ignore, code));
            if ignore.is_some() && ignore >= select {
                return false;
            }
            if !layer.select.is_empty() {
                return select.is_some();
            }
        }
        true
    }
}

impl Layer {
    /// The level that this layer gives a code; the closer selector wins, then the stricter level.
    fn level(&self, code: &Code) -> Option<Fate> {
        let fates = [
            (closest(&self.allow, code), Fate::Off),
            (closest(&self.warn, code), Fate::At(Severity::Warning)),
            (closest(&self.deny, code), Fate::At(Severity::Error)),
        ];
        fates.into_iter().filter(|(near, _)| near.is_some()).max_by_key(|(near, _)| *near).map(|(_, fate)| fate)
    }
}

/// How closely the best of some selectors names a code.
fn closest(selectors: &[Selector], code: &Code) -> Option<Closeness> {
    selectors.iter().filter_map(|selector| selector.closeness(code)).max()
}

/// Resolves one source's selections.
fn layer(wishes: &LintLayer, problems: &mut Vec<Diagnostic>) -> Layer {
    Layer {
        select: selectors(&wishes.select, false, problems),
        ignore: selectors(&wishes.ignore, true, problems),
        deny: selectors(&wishes.deny, false, problems),
        warn: selectors(&wishes.warn, true, problems),
        allow: selectors(&wishes.allow, true, problems),
    }
}

/// Resolves one list; `lowers` says whether it removes findings or lowers their level.
fn selectors(list: &[Selection], lowers: bool, problems: &mut Vec<Diagnostic>) -> Vec<Selector> {
    list.iter().filter_map(|selection| selector(selection, lowers, problems)).collect()
}

fn selector(selection: &Selection, lowers: bool, problems: &mut Vec<Diagnostic>) -> Option<Selector> {
    let text = selection.text.trim();
    let placed = |finding: Diagnostic| match selection.span {
        Some(span) => finding.at(span, ""),
        None => finding,
    };
    if let Some(code) = codes::find(text) {
        if lowers && !code.adjustable() {
            problems.push(placed(report::fixed_level(code)));
            return None;
        }
        return Some(Selector::Code(code));
    }
    if let Some(family) = Family::of_letter(text) {
        return Some(Selector::Family(family));
    }
    problems.push(report::with_nearest(placed(report::unknown_code(text)), text));
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::codes::comments::{MISPLACED_ALLOW, UNKNOWN_ALLOW, USELESS_ALLOW};
    use crate::diagnostics::codes::limits::{BODY_SIZE, REPEATED_CODE, WORKFLOW_COPIES};
    use crate::diagnostics::codes::project::UNREADABLE;

    fn list(texts: &[&str]) -> Vec<Selection> {
        texts.iter().map(|text| Selection::flag(*text)).collect()
    }

    fn levels(file: LintLayer, flags: LintLayer) -> Levels {
        let (levels, problems) = Levels::new(&Settings { lint: file, lint_flags: flags, ..Settings::default() });
        assert_eq!(problems, []);
        levels
    }

    #[test]
    fn nothing_said_changes_nothing() {
        assert_eq!(levels(LintLayer::default(), LintLayer::default()).fate(&USELESS_ALLOW), Fate::AsIs);
    }

    #[test]
    fn the_closer_selector_wins() {
        let layer = LintLayer { allow: list(&["Q"]), deny: list(&["useless-allow"]), ..LintLayer::default() };
        let levels = levels(layer, LintLayer::default());
        assert_eq!(levels.fate(&USELESS_ALLOW), Fate::At(Severity::Error));
        assert_eq!(levels.fate(&UNKNOWN_ALLOW), Fate::Off);
    }

    #[test]
    fn flags_win_over_the_file() {
        let file = LintLayer { ignore: list(&["Q903"]), deny: list(&["Q901"]), ..LintLayer::default() };
        let flags = LintLayer { select: list(&["Q903", "Q901"]), warn: list(&["q"]), ..LintLayer::default() };
        let levels = levels(file, flags);
        assert_eq!(levels.fate(&USELESS_ALLOW), Fate::At(Severity::Warning));
        assert_eq!(levels.fate(&UNKNOWN_ALLOW), Fate::At(Severity::Warning));
        assert_eq!(levels.fate(&MISPLACED_ALLOW), Fate::Off);
    }

    #[test]
    fn compile_errors_stay() {
        let flags = LintLayer { select: list(&["Q901"]), ..LintLayer::default() };
        assert_eq!(levels(LintLayer::default(), flags).fate(&UNREADABLE), Fate::AsIs);
        let flags = LintLayer { allow: list(&["P001"]), ..LintLayer::default() };
        let (_, problems) = Levels::new(&Settings { lint_flags: flags, ..Settings::default() });
        assert_eq!(problems.iter().map(|p| p.code.id).collect::<Vec<_>>(), ["P105"]);
    }

    #[test]
    fn limits_of_the_compiler_stay() {
        for code in [&WORKFLOW_COPIES, &REPEATED_CODE, &BODY_SIZE] {
            let name = code.name;
            let flags = LintLayer { allow: list(&[name]), ..LintLayer::default() };
            let (levels, problems) = Levels::new(&Settings { lint_flags: flags, ..Settings::default() });
            assert_eq!(problems.iter().map(|p| p.code.id).collect::<Vec<_>>(), ["P105"], "{name}");
            assert_eq!(levels.fate(code), Fate::AsIs, "{name}");
        }
    }

    #[test]
    fn unknown_names_are_reported_with_the_nearest() {
        let flags = LintLayer { deny: list(&["useles-allow", "X"]), ..LintLayer::default() };
        let (_, problems) = Levels::new(&Settings { lint_flags: flags, ..Settings::default() });
        assert_eq!(problems.iter().map(|p| p.code.id).collect::<Vec<_>>(), ["P104", "P104"]);
        assert_eq!(problems[0].help, ["did you mean `useless-allow`?"]);
    }
}
