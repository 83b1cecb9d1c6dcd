//! Matching a call with the left side of a row.

use super::{Given, Use};

/// The arguments that a row's places take.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// The arguments of `$1` to `$9`, by their position in the call.
    pub(super) numbered: [Option<usize>; 9],
    /// What `$*` takes.
    pub(super) rest: Vec<usize>,
}

/// The places of a row that is about this name and these arguments.
pub(super) fn matches(theirs: &str, name: &str, used: &Use) -> Option<Places> {
    let (names, params) = match theirs.split_once('(') {
        Some((names, params)) => (names, params.trim_end_matches(')')),
        None => (theirs, ""),
    };
    if names != "*" && !names.split('|').any(|known| known == name) {
        return None;
    }
    let mut places = Places::default();
    let mut taken = vec![false; used.args.len()];
    let mut ignores = false;
    for param in params.split(", ").filter(|param| !param.is_empty()) {
        match param {
            "..." => ignores = true,
            "$*" => {
                let rest = (0..taken.len()).filter(|at| !taken[*at] && used.args[*at].name.is_none());
                places.rest = rest.collect();
                places.rest.iter().for_each(|at| taken[*at] = true);
                if places.rest.is_empty() {
                    return None;
                }
            }
            _ => take(param, used, &mut taken, &mut places)?,
        }
    }
    (ignores || taken.iter().all(|taken| *taken)).then_some(places)
}

/// The argument that one parameter of a row takes.
fn take(param: &str, used: &Use, taken: &mut [bool], places: &mut Places) -> Option<()> {
    let (names, place) = match param.starts_with('$') {
        true => (None, param),
        false => param.split_once(": ").map_or((None, param), |(names, place)| (Some(names), place)),
    };
    let at = used.args.iter().enumerate().position(|(at, given)| {
        !taken[at]
            && match (names, &given.name) {
                (None, None) => true,
                (Some(names), Some(name)) => names.split('|').any(|known| known == name),
                (None, Some(_)) | (Some(_), None) => false,
            }
    })?;
    let given = &used.args[at];
    match place.strip_prefix('$') {
        Some(place) => {
            let (number, kind) = place.split_once(':').map_or((place, None), |(number, kind)| (number, Some(kind)));
            if !kind.is_none_or(|kind| is(given, kind)) {
                return None;
            }
            let number: usize = number.parse().ok()?;
            *places.numbered.get_mut(number.checked_sub(1)?)? = Some(at);
        }
        None if given.code.text.eq_ignore_ascii_case(place) => {}
        None => return None,
    }
    taken[at] = true;
    Some(())
}

fn is(given: &Given, asked: &str) -> bool {
    match asked {
        // An integer literal, which can become part of another literal.
        "whole" => !given.code.text.is_empty() && given.code.text.bytes().all(|byte| byte.is_ascii_digit()),
        // A plain string literal, which can become part of another one.
        "text" => given.code.literal().is_some(),
        _ => given.kind.is(asked),
    }
}
