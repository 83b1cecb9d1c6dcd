//! Comments that allow findings: `# flightplan: allow(NAME): why` and `# flightplan: allow-file(NAME): why`.
//!
//! A comment on a line of its own covers the next item or statement, one after code covers what starts on its line, and
//! `allow-file` covers the file. Names are those of findings, or their codes. Comments that name or cover nothing,
//! cannot do what they say, or had no effect are reported themselves.

mod cover;
mod directive;
mod target;

use crate::diagnostics::codes::comments;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourceMap, Span};
use crate::syntax::ast::Module;

use super::report;
use super::select::Levels;
use cover::suppress;
use directive::{Directive, Name, Parsed, Reach};
use target::Targets;

/// A directive with its range, and which of its names had an effect.
struct Active {
    directive: Directive,
    reach: Span,
    used: Vec<bool>,
}

/// Removes the findings that comments allow, and adds findings about the comments.
///
/// `modules` are those whose comments count; `complete` tells whether every stage and rule has run, without which no
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
        useless(&active, levels, |code| !comments::ALL.contains(&code), &mut reports);
    }
    // Findings about comments can be allowed like any other, so comments about comments are judged after the rest.
    kept.extend(suppress(&mut active, levels.apply(std::mem::take(&mut reports))));
    if complete {
        useless(&active, levels, |code| comments::ALL.contains(&code), &mut reports);
    }
    kept.extend(levels.apply(reports));
    kept
}

/// Finds the range of a directive and checks its names.
fn activate(sources: &SourceMap, targets: &Targets, mut directive: Directive, active: &mut Vec<Active>, reports: &mut Vec<Diagnostic>) {
    check_names(&mut directive, reports);
    let reach = match directive.reach {
        Reach::Line => Some(whole_line(sources, directive.span)),
        Reach::Next => targets.after(directive.span),
        Reach::File => targets.outside(directive.span).then(|| whole_file(sources, directive.span)),
    };
    match reach {
        Some(reach) => {
            let used = vec![false; directive.names.len()];
            active.push(Active { directive, reach, used });
        }
        None if directive.reach == Reach::File => reports.push(report::misplaced_for_file(directive.span)),
        None => reports.push(report::misplaced_for_next(directive.span)),
    }
}

/// Reports unknown names and codes that cannot be allowed, and drops them.
fn check_names(directive: &mut Directive, reports: &mut Vec<Diagnostic>) {
    directive.names.retain(|name| match name.code {
        Some(code) if code.adjustable() => true,
        Some(code) => {
            reports.push(report::forbidden(code, name.span));
            false
        }
        None => {
            reports.push(report::with_nearest(report::unknown_name(&name.text, name.span), &name.text));
            false
        }
    });
}

/// Reports the names among those of `judged` that covered nothing, except rules that are switched off.
fn useless(active: &[Active], levels: &Levels, judged: fn(&'static Code) -> bool, reports: &mut Vec<Diagnostic>) {
    for Active { directive, used, .. } in active {
        let idle = |name: &Name| name.code.is_some_and(|code| judged(code) && levels.reports(code));
        for (name, _) in directive.names.iter().zip(used).filter(|(name, used)| !**used && idle(name)) {
            let comment = (directive.written == 1).then_some(directive.span);
            reports.push(report::useless(&name.text, name.span, comment));
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
    use crate::diagnostics::codes::comments::MISPLACED_ALLOW;
    use crate::syntax;
    use crate::testing::check_marks;

    /// Checks a module that has a made-up finding at every `bad1`, `bad2` …: those that remain are marked, and what is said of the comments.
    #[track_caller]
    fn marked(text: &str) {
        check_marks(text, |text| {
            let mut sources = SourceMap::new();
            let id = sources.add("a.fpl", "a", text);
            let parsed = syntax::parse(sources.file(id));
            assert_eq!(parsed.diagnostics, [], "the source is broken");
            let bad = text.match_indices("bad").map(|(at, _)| Span::new(id, at as u32, at as u32 + 4));
            let findings = bad.map(|span| Diagnostic::new(&MISPLACED_ALLOW, "made up").at(span, "")).collect();
            let (levels, _) = Levels::new(&Settings::default());
            apply(&sources, &[&parsed.value], &levels, findings, true)
        });
    }

    #[test]
    fn the_next_statement_or_item_is_covered_and_no_more() {
        marked(
            "
            task f(x: int) -> int {
                # flightplan: allow(misplaced-allow): meant
                let bad1 = x
                let bad2 = x
                    ^^^^ Q902 made up
                x
            }

            # flightplan: allow(Q902)
            ## Doc.
            task g(bad3: int) -> int {
                bad4
            }

            task h(bad5: int) -> int { 1 }
                   ^^^^ Q902 made up
            ",
        );
    }

    #[test]
    fn a_comment_after_code_covers_its_line() {
        marked(
            "
            task f(x: int) -> int {
                let bad1 = x # flightplan: allow(misplaced-allow)
                let bad2 = x
                    ^^^^ Q902 made up
                x
            }
            ",
        );
    }

    #[test]
    fn a_file_is_covered_from_anywhere_between_its_items() {
        marked(
            "
            const bad1 = 1

            # flightplan: allow-file(misplaced-allow): generated

            const bad2 = 2
            ",
        );
    }

    #[test]
    fn comments_before_nothing_are_reported() {
        marked(
            "
            task f(x: int) -> int {
                x
                # flightplan: allow(misplaced-allow)
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Q902 no item or statement follows this `allow`
            }

            # flightplan: allow(misplaced-allow)
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Q902 no item or statement follows this `allow`
            ",
        );
        marked(
            "
            task f(
                # flightplan: allow(misplaced-allow)
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Q902 no item or statement follows this `allow`
                x: int,
            ) -> int {
                # flightplan: allow-file(unknown-allow)
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Q902 this `allow-file` is inside an item
                x
            }
            ",
        );
    }

    #[test]
    fn unknown_useless_and_forbidden_names_are_reported() {
        marked(
            "
            # flightplan: allow(misplaced-allow, no-such, unreadable-path, unknown-allow): why
                                                 ^^^^^^^ Q901 no finding has the name `no-such`
                                                          ^^^^^^^^^^^^^^^ Q904 `unreadable-path` is an error of the compiler and cannot be allowed
                                                                           ^^^^^^^^^^^^^ Q903 there is no `unknown-allow` here to allow
            const bad1 = 1
            # flightplan: alow(misplaced-allow)
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Q901 `alow` is not a directive
            # flightplan: allow
            ^^^^^^^^^^^^^^^^^^^ Q901 `allow` needs the names of findings in parentheses
            # flightplan: allow()
            ^^^^^^^^^^^^^^^^^^^^^ Q901 `allow` names no finding
            const C = 1
            ",
        );
    }

    #[test]
    fn what_is_said_of_comments_can_be_allowed() {
        marked(
            "
            # flightplan: allow-file(unknown-allow)
            # flightplan: allow(no-such)
            const C = 1
            ",
        );
    }

    #[test]
    fn other_comments_are_left_alone() {
        marked(
            "
            # flightplans: allow(x)
            ## flightplan: allow(x)
            # see flightplan: allow(x)
            const C = 1
            ",
        );
    }
}
