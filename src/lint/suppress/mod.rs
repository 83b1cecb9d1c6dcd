//! Comments that allow findings: `# flightplan: allow(NAME): why` and `# flightplan: allow-file(NAME): why`.
//!
//! A comment on a line of its own covers the next item or statement, one behind code covers what begins on its line, and
//! `allow-file` covers the file. Names are those of findings, or their codes. Comments that name nothing, cover nothing,
//! cannot do what they say, or did nothing are themselves reported.

mod cover;
mod directive;
mod target;

use crate::diagnostics::{Applicability, Code, Diagnostic, Edit, Severity};
use crate::source::{SourceMap, Span};
use crate::syntax::ast::Module;

use super::select::{Levels, adjustable, nearest_code};
use cover::suppress;
use directive::{Directive, Name, Parsed, Reach};
use target::Targets;

/// A comment that is no directive, or names no finding.
pub static UNKNOWN: Code = Code {
    id: "Q901",
    name: "unknown-allow",
    severity: Severity::Warning,
    summary: "a `# flightplan:` comment names no finding, or is no directive",
    explanation: "Comments that begin with `# flightplan:` are for Flightplan. There are two: `# flightplan: allow(NAME): why` covers \
the next item or statement (or, behind code, its line), and `# flightplan: allow-file(NAME): why` covers the file. `NAME` is the name \
or the code of a finding; several are separated by commas. The reason behind the second colon is for readers and may be left out.\n\n\
A comment that names nothing allows nothing, so a typing mistake in it is reported rather than ignored.",
    bad: "# flightplan: allow(useles-allow): never seen\nfn half(a: int) -> int { a // 2 }\n\ntask halve(a: int) -> int { half(a) }\n\n\
workflow main(a: int) -> int { halve(a) }\n",
    good: "# Rounds down.\nfn half(a: int) -> int { a // 2 }\n\ntask halve(a: int) -> int { half(a) }\n\n\
workflow main(a: int) -> int { halve(a) }\n",
};

/// A comment in front of nothing.
pub static MISPLACED: Code = Code {
    id: "Q902",
    name: "misplaced-allow",
    severity: Severity::Warning,
    summary: "an `allow` comment stands where it covers nothing",
    explanation: "`# flightplan: allow(NAME)` on a line of its own covers the item or statement that follows it, in the same file or block. \
At the end of a block, at the end of the file, or among parameters and fields nothing follows that it could cover. \
`allow-file` covers the whole file and stands outside of all items.\n\nMove the comment in front of the item or statement that it is \
about, or behind the code on the line that it is about.",
    bad: "task double(a: int) -> int {\n    # flightplan: allow-file(unused-input): not here\n    a * 2\n}\n\n\
workflow main(a: int) -> int { double(a) }\n",
    good: "task double(a: int) -> int {\n    a * 2\n}\n\nworkflow main(a: int) -> int { double(a) }\n",
};

/// A comment that allowed nothing.
pub static USELESS: Code = Code {
    id: "Q903",
    name: "useless-allow",
    severity: Severity::Warning,
    summary: "an `allow` comment has nothing to allow",
    explanation: "No finding of that name was met where the comment reaches: the mistake was repaired, or the comment stands at another \
place. A comment that stays behind would hide the next mistake.\n\nRemove it. While a file has errors, nothing is said about its \
comments, because not every rule could look.",
    bad: "# flightplan: allow(unknown-allow): was needed once\ntask double(a: int) -> int { a * 2 }\n\n\
workflow main(a: int) -> int { double(a) }\n",
    good: "task double(a: int) -> int { a * 2 }\n\nworkflow main(a: int) -> int { double(a) }\n",
};

/// A comment that would allow what cannot be allowed.
pub static FORBIDDEN: Code = Code {
    id: "Q904",
    name: "forbidden-allow",
    severity: Severity::Warning,
    summary: "an `allow` comment names an error that cannot be allowed",
    explanation: "An error of the compiler means that there is no valid artifact; a comment cannot change that. Lints (`Q`), limits \
(`L`), findings that are warnings or notes by themselves, and those errors whose page says so can be allowed.\n\nRepair the error \
and remove the comment.",
    bad: "# flightplan: allow(unreadable-path): no\ntask double(a: int) -> int { a * 2 }\n\nworkflow main(a: int) -> int { double(a) }\n",
    good: "task double(a: int) -> int { a * 2 }\n\nworkflow main(a: int) -> int { double(a) }\n",
};

/// The codes of this module, in order.
pub(super) static CODES: &[&Code] = &[&UNKNOWN, &MISPLACED, &USELESS, &FORBIDDEN];

/// A directive whose reach is known, and which of its names did something.
struct Active {
    directive: Directive,
    reach: Span,
    used: Vec<bool>,
}

/// Takes away what comments allow, and adds what is to be said about the comments.
///
/// `modules` are those whose comments count; `complete` tells whether every stage and rule could look, without which no
/// comment is called useless.
pub(super) fn apply(
    sources: &SourceMap,
    modules: &[&Module],
    levels: &Levels,
    findings: Vec<Diagnostic>,
    complete: bool,
) -> Vec<Diagnostic> {
    let mut reports = Vec::new();
    let mut active = Vec::new();
    for module in modules {
        let parsed: Vec<_> = module.comments.iter().filter_map(|comment| directive::parse(sources, comment)).collect();
        if parsed.is_empty() {
            continue;
        }
        let targets = Targets::new(module);
        for parsed in parsed {
            match parsed {
                Parsed::Directive(directive) => activate(sources, &targets, directive, &mut active, &mut reports),
                Parsed::Malformed(finding) => reports.push(finding),
            }
        }
    }
    let mut kept = suppress(&mut active, findings);
    if complete {
        useless(&active, levels, |code| !CODES.contains(&code), &mut reports);
    }
    // What is said about comments can be allowed as anything else, so comments about comments are judged behind the others.
    kept.extend(suppress(&mut active, levels.apply(std::mem::take(&mut reports))));
    if complete {
        useless(&active, levels, |code| CODES.contains(&code), &mut reports);
    }
    kept.extend(levels.apply(reports));
    kept
}

/// Finds what a directive reaches and checks its names.
fn activate(sources: &SourceMap, targets: &Targets, mut directive: Directive, active: &mut Vec<Active>, reports: &mut Vec<Diagnostic>) {
    check_names(&mut directive, reports);
    let reach = match directive.reach {
        Reach::Line => Some(whole_line(sources, directive.span)),
        Reach::Next => targets.behind(directive.span),
        Reach::File => targets.outside(directive.span).then(|| whole_file(sources, directive.span)),
    };
    match reach {
        Some(reach) => {
            let used = vec![false; directive.names.len()];
            active.push(Active { directive, reach, used });
        }
        None => {
            let (message, help) = if directive.reach == Reach::File {
                ("this `allow-file` stands inside an item", "move it to the top of the file, or write `allow` to cover the next statement")
            } else {
                ("no item or statement follows this `allow`", "move it in front of the item or statement that it is about")
            };
            reports.push(Diagnostic::new(&MISPLACED, message).at(directive.span, "covers nothing here").help(help));
        }
    }
}

/// Reports names that name nothing or what cannot be allowed, and forgets them.
fn check_names(directive: &mut Directive, reports: &mut Vec<Diagnostic>) {
    directive.names.retain(|name| match name.code {
        Some(code) if adjustable(code) => true,
        Some(code) => {
            reports.push(
                Diagnostic::new(&FORBIDDEN, format!("`{}` is an error of the compiler and cannot be allowed", code.name))
                    .at(name.span, "")
                    .help("repair what it reports, and remove the comment"),
            );
            false
        }
        None => {
            let finding = Diagnostic::new(&UNKNOWN, format!("no finding has the name `{}`", name.text)).at(name.span, "");
            reports.push(nearest_code(finding, &name.text));
            false
        }
    });
}

/// Reports the names among those of `judged` that covered nothing, but for rules that are switched off anyway.
fn useless(active: &[Active], levels: &Levels, judged: fn(&'static Code) -> bool, reports: &mut Vec<Diagnostic>) {
    for Active { directive, used, .. } in active {
        let idle = |name: &Name| name.code.is_some_and(|code| judged(code) && levels.reports(code));
        for (name, _) in directive.names.iter().zip(used).filter(|(name, used)| !**used && idle(name)) {
            let finding = Diagnostic::new(&USELESS, format!("there is no `{}` here to allow", name.text)).at(name.span, "");
            reports.push(if directive.written == 1 {
                let edit = Edit { span: directive.span, text: String::new() };
                finding.fix("remove the comment", Applicability::Safe, vec![edit])
            } else {
                finding.help("remove the name")
            });
        }
    }
}

/// The line that a span begins on.
fn whole_line(sources: &SourceMap, span: Span) -> Span {
    let file = sources.file(span.file);
    let lines = file.lines();
    Span { start: lines.line_start(lines.line(span.start)), ..span }
}

/// All of the span's file.
fn whole_file(sources: &SourceMap, span: Span) -> Span {
    Span { start: 0, end: u32::try_from(sources.file(span.file).text.len()).unwrap_or(u32::MAX), ..span }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::syntax;

    /// What is left of one misplaced-allow finding at every `bad1`, `bad2` …, and what is said of
    /// the comments, as "code text-at-its-place".
    fn left(text: &str) -> Vec<String> {
        let mut sources = SourceMap::new();
        let id = sources.add("a.fpl", "a", text);
        let parsed = syntax::parse(sources.file(id));
        assert_eq!(parsed.diagnostics, [], "the source is broken");
        let bad = text.match_indices("bad").map(|(at, _)| Span::new(id, at as u32, at as u32 + 4));
        let findings = bad.map(|span| Diagnostic::new(&MISPLACED, "made up").at(span, "")).collect();
        let (levels, _) = Levels::new(&Settings::default());
        let mut kept = apply(&sources, &[&parsed.value], &levels, findings, true);
        crate::diagnostics::sort(&mut kept);
        kept.iter().map(|finding| format!("{} {}", finding.code.id, sources.text(finding.span().unwrap()))).collect()
    }

    #[test]
    fn the_next_statement_or_item_is_covered_and_no_more() {
        assert_eq!(
            left(
                "task f(x: int) -> int {\n    # flightplan: allow(misplaced-allow): meant\n    let bad1 = x\n    let bad2 = x\n    x\n}\n\n\
                 # flightplan: allow(Q902)\n## Doc.\ntask g(bad3: int) -> int {\n    bad4\n}\n\ntask h(bad5: int) -> int { 1 }\n"
            ),
            ["Q902 bad2", "Q902 bad5"]
        );
    }

    #[test]
    fn a_comment_behind_code_covers_its_line() {
        assert_eq!(
            left("task f(x: int) -> int {\n    let bad1 = x # flightplan: allow(misplaced-allow)\n    let bad2 = x\n    x\n}\n"),
            ["Q902 bad2"]
        );
    }

    #[test]
    fn a_file_is_covered_from_anywhere_between_its_items() {
        assert_eq!(
            left("const bad1 = 1\n\n# flightplan: allow-file(misplaced-allow): generated\n\nconst bad2 = 2\n"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn comments_before_nothing_are_reported() {
        let text = "task f(x: int) -> int {\n    x\n    # flightplan: allow(misplaced-allow)\n}\n\n# flightplan: allow(misplaced-allow)\n";
        let at = "Q902 # flightplan: allow(misplaced-allow)";
        assert_eq!(left(text), [at, at]);
        assert_eq!(
            left(
                "task f(\n    # flightplan: allow(misplaced-allow)\n    x: int,\n) -> int {\n    # flightplan: allow-file(unknown-allow)\n    x\n}\n"
            ),
            ["Q902 # flightplan: allow(misplaced-allow)", "Q902 # flightplan: allow-file(unknown-allow)"]
        );
    }

    #[test]
    fn unknown_useless_and_forbidden_names_are_reported() {
        assert_eq!(
            left(
                "# flightplan: allow(misplaced-allow, no-such, unreadable-path, unknown-allow): why\nconst bad1 = 1\n\
                 # flightplan: alow(misplaced-allow)\n# flightplan: allow\n# flightplan: allow()\nconst C = 1\n"
            ),
            [
                "Q901 no-such",
                "Q904 unreadable-path",
                "Q903 unknown-allow",
                "Q901 # flightplan: alow(misplaced-allow)",
                "Q901 # flightplan: allow",
                "Q901 # flightplan: allow()",
            ]
        );
    }

    #[test]
    fn what_is_said_of_comments_can_be_allowed() {
        assert_eq!(left("# flightplan: allow-file(unknown-allow)\n# flightplan: allow(no-such)\nconst C = 1\n"), Vec::<String>::new());
    }

    #[test]
    fn other_comments_are_left_alone() {
        assert_eq!(
            left("# flightplans: allow(x)\n## flightplan: allow(x)\n# see flightplan: allow(x)\nconst C = 1\n"),
            Vec::<String>::new()
        );
    }
}
