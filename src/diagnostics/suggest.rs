//! The nearest known name to a misspelt one.

/// The candidate that was most likely meant by `given`, if one is near enough to say so.
///
/// Near is at most a third of the name's length in edits (transpositions count once), or the same name but for case and
/// separators. Among equals the first wins.
pub fn nearest<'c>(given: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let plain = fold(given);
    let allowed = given.chars().count().div_ceil(3).min(4);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != given)
        .filter_map(|candidate| {
            let folded = fold(candidate);
            let distance = if folded == plain { 0 } else { strsim::damerau_levenshtein(&plain, &folded).max(1) };
            let longest = given.chars().count().max(candidate.chars().count());
            (distance <= allowed && distance < longest).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The name without what people mix up: case, dashes and underscores.
fn fold(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn typos_are_found() {
        assert_eq!(nearest("retires", ["retries", "requests"]), Some("retries"));
        assert_eq!(nearest("cahce", ["cache", "image"]), Some("cache"));
        assert_eq!(nearest("cacheSerialize", ["cache", "cache_serialize"]), Some("cache_serialize"));
        assert_eq!(nearest("Mapper", ["mapper"]), Some("mapper"));
    }

    #[test]
    fn far_names_are_not_suggested() {
        assert_eq!(nearest("x", ["y", "z"]), None);
        assert_eq!(nearest("timeout", ["image", "env"]), None);
        assert_eq!(nearest("a", []), None);
    }
}
