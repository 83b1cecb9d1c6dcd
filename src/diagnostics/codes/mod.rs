//! Every code of the crate, in one table: the rules of `lint` and the comments that allow findings report codes of this table like any stage.
//!
//! A code is a row here and a page in `pages/`, named after its id. An id and a name that were used once are never used for anything else: a code that is not
//! reported any more moves to [`RETIRED`].

pub(crate) mod artifacts;
pub(crate) mod calls;
pub(crate) mod comments;
pub(crate) mod flyte;
pub(crate) mod graph;
pub(crate) mod later;
pub(crate) mod limits;
pub(crate) mod lints;
pub(crate) mod map;
pub(crate) mod names;
pub(crate) mod options;
pub(crate) mod project;
pub(crate) mod run;
pub(crate) mod syntax;
pub(crate) mod types;
pub(crate) mod workflow;
pub(crate) mod written_types;

use super::Code;

/// Declares codes, one a row: `STATIC: ID NAME FAMILY LEVEL since VERSION { what differs from Code::USUAL };`.
macro_rules! codes {
    ($(
        $code:ident: $id:literal $name:literal $family:ident $level:ident since $since:literal
        $({ $($field:ident: $value:expr),+ })?;
    )+) => {
        // A module uses the words that its rows need.
        #[allow(unused_imports)]
        use crate::diagnostics::code::{Availability::*, InDraft::*, Status::*, Subject::*};
        use crate::diagnostics::page::Page;
        use crate::diagnostics::{Code, Family, Severity};

        $(
            #[doc = concat!("`", $id, "`, `", $name, "`.")]
            pub(crate) static $code: Code = Code {
                id: $id,
                name: $name,
                family: Family::$family,
                level: Severity::$level,
                since: $since,
                page: Page::new(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/diagnostics/codes/pages/", $id, ".md"))),
                $($($field: $value,)+)?
                ..Code::USUAL
            };
        )+

        /// Every code of this module, in the order of their ids.
        pub(crate) static ALL: &[&Code] = &[$(&$code),+];
    };
}
use codes;

/// A code that is no longer reported.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Retired {
    /// The id that it had.
    pub id: &'static str,
    /// The name that it had.
    pub name: &'static str,
    /// What is reported instead; the old id and name lead here.
    pub now: &'static Code,
}

/// Every code that is no longer reported.
pub(crate) static RETIRED: &[Retired] = &[];

/// Every code that is reported.
pub fn all() -> impl Iterator<Item = &'static Code> {
    [
        project::ALL,
        syntax::ALL,
        names::ALL,
        types::ALL,
        written_types::ALL,
        workflow::ALL,
        graph::ALL,
        map::ALL,
        calls::ALL,
        options::ALL,
        flyte::ALL,
        artifacts::ALL,
        later::ALL,
        limits::ALL,
        run::ALL,
        lints::ALL,
        comments::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The code with this id (in either case) or this name; of one that is retired, its successor.
pub fn find(text: &str) -> Option<&'static Code> {
    find_with(text, RETIRED)
}

fn find_with(text: &str, retired: &[Retired]) -> Option<&'static Code> {
    let is = |id: &str, name: &str| id.eq_ignore_ascii_case(text) || name == text;
    let successor = || retired.iter().find(|retired| is(retired.id, retired.name)).map(|retired| retired.now);
    all().find(|code| is(code.id, code.name)).or_else(successor)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::diagnostics::Family;

    #[test]
    fn ids_and_names_are_unique_and_well_formed() {
        let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
        let live = all().map(|code| (code.id, code.name));
        for (id, name) in live.chain(RETIRED.iter().map(|retired| (retired.id, retired.name))) {
            assert!(ids.insert(id), "{id} is used twice");
            assert!(names.insert(name), "{name} is used twice");
            assert!(id.len() == 4 && id[1..].bytes().all(|b| b.is_ascii_digit()), "{id}");
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name}");
        }
    }

    #[test]
    fn an_id_begins_with_the_letter_of_its_family() {
        for code in all() {
            assert!(code.id.starts_with(code.family.letter()), "{code:?} is of the family {:?}", code.family);
            assert_eq!(Family::of_letter(&code.id[..1].to_lowercase()), Some(code.family));
        }
        assert_eq!((Family::of_letter("X"), Family::of_letter("QQ"), Family::of_letter("")), (None, None, None));
    }

    #[test]
    fn no_code_is_newer_than_this_version() {
        let number = |version: &str| version.split('.').map(|part| part.parse::<u32>().unwrap()).collect::<Vec<_>>();
        let this = number(env!("CARGO_PKG_VERSION"));
        for code in all() {
            assert!(number(code.since).len() == 3 && number(code.since) <= this, "{code:?}: since {}", code.since);
        }
    }

    #[test]
    fn codes_are_found_by_id_and_name() {
        assert_eq!(find("q901").map(|code| code.id), Some("Q901"));
        assert_eq!(find("useless-allow").map(|code| code.id), Some("Q903"));
        assert_eq!(find("no-such-thing"), None);
    }

    #[test]
    fn a_retired_code_leads_to_its_successor() {
        let retired = [Retired { id: "Q999", name: "idle-allow", now: &comments::USELESS_ALLOW }];
        for old in ["q999", "idle-allow"] {
            assert_eq!(find_with(old, &retired), Some(&comments::USELESS_ALLOW));
        }
    }
}
