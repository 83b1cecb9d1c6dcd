//! Which rules and which codes there are.

use super::{Rule, rules as rule_files, suppress};
use crate::diagnostics::{Code, codes};

/// What the letters of codes stand for, in the order of lists.
pub const FAMILIES: &[(&str, &str)] = &[
    ("P", "the call, files and configuration"),
    ("S", "syntax"),
    ("U", "parts of the language that this version does not compile"),
    ("N", "names and imports"),
    ("T", "types"),
    ("W", "the wiring of workflows"),
    ("M", "maps"),
    ("O", "options"),
    ("F", "Flyte's rules on names and artifacts"),
    ("L", "limits"),
    ("R", "local runs"),
    ("Q", "lints"),
];

/// Every rule, in the order of their codes.
pub fn rules() -> &'static [&'static dyn Rule] {
    rule_files::ALL
}

/// Every code that can be reported: those of the stages, of the rules, and of the comments that suppress them.
pub fn all_codes() -> impl Iterator<Item = &'static Code> {
    codes::all().chain(rules().iter().map(|rule| rule.code())).chain(suppress::CODES.iter().copied())
}

/// The code with this id (in any case) or this name.
pub fn find_code(text: &str) -> Option<&'static Code> {
    all_codes().find(|code| code.id.eq_ignore_ascii_case(text) || code.name == text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::diagnostics::Severity;

    #[test]
    fn ids_and_names_are_unique_and_well_formed() {
        let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
        for code in all_codes() {
            assert!(ids.insert(code.id), "{} is used twice", code.id);
            assert!(names.insert(code.name), "{} is used twice", code.name);
            let (letter, digits) = code.id.split_at(1);
            assert!(FAMILIES.iter().any(|(known, _)| *known == letter) && digits.len() == 3, "{}", code.id);
            assert!(digits.bytes().all(|b| b.is_ascii_digit()), "{}", code.id);
            assert!(code.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", code.name);
            assert_eq!(code.bad.is_empty(), code.good.is_empty(), "{}: one example without the other", code.id);
            assert!(!code.summary.is_empty() && !code.explanation.is_empty(), "{}: no page", code.id);
        }
    }

    #[test]
    fn rules_stand_in_the_order_of_their_codes_and_report_no_errors() {
        let ids: Vec<_> = rules().iter().map(|rule| rule.code().id).collect();
        assert!(ids.is_sorted(), "{ids:?}");
        for rule in rules() {
            assert!(rule.code().id.starts_with('Q'), "{}", rule.code().id);
            assert!(rule.code().severity < Severity::Error, "{}: compile stages report errors, lints warn or note", rule.code().id);
        }
    }

    #[test]
    fn codes_are_found_by_id_and_name() {
        assert_eq!(find_code("q901").map(|code| code.id), Some("Q901"));
        assert_eq!(find_code("useless-allow").map(|code| code.id), Some("Q903"));
        assert_eq!(find_code("no-such-thing"), None);
    }
}
