//! The nearest known name to a misspelt one.

/// Letters beyond which a name is compared as a whole only: computing the distance of two names is quadratic.
const LONGEST: usize = 100;

/// How many candidates are compared.
const MOST: usize = 1_000;

/// The candidate that was most likely meant by `given`, if one is near enough to say so.
///
/// Near is at most a third of the name's length in edits (transpositions count once), or the same name but for case and
/// separators. A name of two letters is near to nothing, and one of three only if it begins alike. Among equals the first wins.
pub(crate) fn nearest<'c>(given: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    near(given, candidates.into_iter().take(MOST)).min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// As [`nearest`] for candidates in no certain order: among equals the first by the alphabet wins. With very many candidates, none is suggested.
pub(crate) fn nearest_of_set<'c>(given: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let candidates: Vec<&str> = candidates.into_iter().take(MOST + 1).collect();
    if candidates.len() > MOST {
        return None;
    }
    near(given, candidates.into_iter()).min().map(|(_, candidate)| candidate)
}

/// Those that are near enough, with their distance.
fn near<'c>(given: &str, candidates: impl Iterator<Item = &'c str>) -> impl Iterator<Item = (usize, &'c str)> {
    let plain = fold(given);
    let (letters, histogram) = (given.chars().count(), Histogram::of(&plain));
    let allowed = (letters / 3).min(4);
    candidates.filter_map(move |candidate| {
        if candidate == given || candidate.len() > LONGEST && candidate.len().abs_diff(given.len()) > allowed {
            return None;
        }
        let folded = fold(candidate);
        let distance = match folded == plain {
            true => 0,
            false if plain.len().max(folded.len()) > LONGEST || histogram.apart(&Histogram::of(&folded)) > 2 * allowed => return None,
            false => strsim::damerau_levenshtein(&plain, &folded).max(1),
        };
        let longest = letters.max(candidate.chars().count());
        let alike = letters > 3 || distance == 0 || plain.chars().next() == folded.chars().next();
        ((distance <= allowed || folded == plain) && distance < longest && alike).then_some((distance, candidate))
    })
}

/// How often each byte is in a name, folded to a few: an edit changes two counts by one at most, so names whose counts are far apart are
/// far apart, which is cheaper to check than their distance.
struct Histogram([u8; 32]);

impl Histogram {
    fn of(name: &str) -> Self {
        let mut counts = [0_u8; 32];
        name.bytes().for_each(|byte| {
            let count = &mut counts[usize::from(byte % 32)];
            *count = count.saturating_add(1);
        });
        Self(counts)
    }

    fn apart(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(one, other)| usize::from(one.abs_diff(*other))).sum()
    }
}

/// The name without differences that people confuse: case, dashes and underscores.
fn fold(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{MOST, nearest, nearest_of_set};

    #[test]
    fn typos_are_found() {
        assert_eq!(nearest("retires", ["retries", "requests"]), Some("retries"));
        assert_eq!(nearest("cahce", ["cache", "image"]), Some("cache"));
        assert_eq!(nearest("cacheSerialize", ["cache", "cache_serialize"]), Some("cache_serialize"));
        assert_eq!(nearest("Mapper", ["mapper"]), Some("mapper"));
    }

    #[test]
    fn of_a_set_the_first_by_the_alphabet_wins_and_very_many_are_not_compared() {
        assert_eq!(nearest_of_set("cash", ["rash", "bash", "dash"]), Some("bash"));
        let many: Vec<String> = (0..=MOST).map(|n| format!("cas{n}")).collect();
        assert_eq!(nearest_of_set("cash", many.iter().map(String::as_str)), None);
        assert!(nearest_of_set("cash", many[1..].iter().map(String::as_str)).is_some());
    }

    #[test]
    fn names_of_any_length_are_compared() {
        let (long, other) = ("a".repeat(100_000), "a".repeat(99_999));
        assert_eq!(nearest(&long, [other.as_str()]), None);
        let dashed = format!("{long}-{long}");
        assert_eq!(nearest(&format!("{long}_{long}"), [dashed.as_str()]), Some(dashed.as_str()));
        assert_eq!(nearest("réglage", ["reglage"]), Some("reglage"));
    }

    #[test]
    fn far_names_are_not_suggested() {
        assert_eq!(nearest("x", ["y", "z"]), None);
        assert_eq!(nearest("set", ["get"]), None);
        assert_eq!(nearest("open", ["len"]), None);
        assert_eq!(nearest("input", ["int"]), None);
        assert_eq!(nearest("np", ["n"]), None);
        assert_eq!(nearest("timeout", ["image", "env"]), None);
        assert_eq!(nearest("a", []), None);
    }
}
