//! All ways to search find the same.

use super::*;

const PATTERNS: &[&str] = &[
    "a",
    "",
    "a*",
    "a*?",
    "(a)(b)?",
    "(a|ab)(c|bcd)(d*)",
    r"\bé\w+\b",
    r"(?m)^.*$",
    r"^$",
    r"\d{2,3}|x+y?",
    "(?i)straße",
    r"(\w+)\s(\w+)",
    r"[^a-z]*",
    r"(?:)|é",
    r"\B",
    r"(x*)(y*)(z?)",
    r"(?s).*é",
    r"a(?P<n>b|c)*d",
    r"\z",
    r"(a*)+$",
];

const TEXTS: &[&str] = &[
    "",
    "a",
    "ab abcd abd",
    "élan été",
    "12 123 1234 xxy",
    "line\nanother\n\nlast",
    "STRASSE straße",
    "éa漢b🛫",
    "xyz zyx xxyyz",
    "acbd abcbcd",
];

/// All matches and their groups, as a way of searching gives them.
fn all(text: &str, mut next: impl FnMut(usize) -> Option<Vec<Option<Range<usize>>>>) -> Vec<Vec<Option<Range<usize>>>> {
    let mut matches = Matches::new();
    let mut all = Vec::new();
    while let Some(groups) = matches.next(text).and_then(&mut next) {
        if let Some(Some(whole)) = groups.first()
            && matches.take(whole)
        {
            all.push(groups);
        }
    }
    all
}

#[test]
fn every_search_gives_what_the_regex_crate_gives() {
    for pattern in PATTERNS {
        let regex = regex::Regex::new(pattern).unwrap();
        let mut compiled = Pattern::new(pattern, true).unwrap();
        let mut automaton = Automaton::new(pattern).unwrap();
        let states = States::new(pattern).unwrap();
        for text in TEXTS.iter().map(|text| (*text).to_owned()).chain([TEXTS.join(" "), TEXTS.join("\n").repeat(3)]) {
            let groups = |found: regex::Captures<'_>| -> Vec<_> { found.iter().map(|group| group.map(|group| group.range())).collect() };
            let expected: Vec<_> = regex.captures_iter(&text).map(groups).collect();
            let found = all(&text, |at| {
                let found = compiled.groups_at(&text, at).unwrap()?;
                Some(found.iter().map(|group| group.map(|group| group.start..group.end)).collect())
            });
            assert_eq!(found, expected, "`{pattern}` in {text:?}");
            let simulated = all(&text, |at| {
                let places = states.search(&text, at..text.len(), false, expected.first().map_or(2, |groups| groups.len() * 2)).unwrap()?;
                Some(places.chunks(2).map(|pair| Some(pair[0]?..pair[1]?)).collect())
            });
            assert_eq!(simulated, expected, "`{pattern}` in {text:?}");
            let wholes: Vec<_> = expected.iter().map(|groups| groups[0].clone()).collect();
            let mut quit = false;
            let found = all(&text, |at| match automaton.find(&text, at).unwrap() {
                Ok(found) => found.map(|found| vec![Some(found)]),
                Err(Quit) => {
                    quit = true;
                    None
                }
            });
            if !quit {
                assert_eq!(found.into_iter().map(|groups| groups[0].clone()).collect::<Vec<_>>(), wholes, "`{pattern}` in {text:?}");
            }
            assert!(!quit || pattern.contains(r"\b") || pattern.contains(r"\B"), "`{pattern}`");
        }
    }
}

#[test]
fn patterns_that_take_too_long_to_read_are_refused_at_once() {
    for pattern in [r"(?i)\pL".repeat(100_000), "a".repeat(MAX_TEXT + 1), "(?i)[^a]".repeat(100_000)] {
        let refused = room(&pattern).unwrap_err();
        assert!(refused.message.ends_with("it would take more than 10 MiB"), "{}", refused.message);
    }
    assert!(room(&"[ab]".repeat(50_000)).is_ok() && room(&r"\pL".repeat(1_000)).is_ok());
}

#[test]
fn long_texts_give_what_short_ones_give() {
    let text = "key=value; ".repeat(200_000);
    let mut pattern = Pattern::new(r"\b(\w+)=(\w+)\b", true).unwrap();
    assert!(!pattern.is_short(text.len()));
    let mut at = 0;
    for _ in 0..50 {
        let found = pattern.groups_at(&text, at).unwrap().unwrap();
        assert_eq!((found.get_group(1).map(|group| group.start), found.get_group(2).map(|group| group.end)), (Some(at), Some(at + 9)));
        at += 11;
    }
    // Groups of a match that is long itself, and borders of words beside letters beyond ASCII.
    let mut pattern = Pattern::new(r"(\w+)(é+)\b", true).unwrap();
    let text = format!("{} ", "aé".repeat(20_000));
    assert!(!pattern.is_short(text.len()));
    let found = pattern.groups_at(&text, 0).unwrap().unwrap();
    assert_eq!(found.get_group(2).map(|group| group.start..group.end), Some(text.len() - 3..text.len() - 1));
}
