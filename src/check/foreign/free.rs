//! Names that a row binds: they must not be those of the user's own code in it.

use super::Use;

/// Names to choose from, in this order.
const NAMES: &[&str] = &["item", "other", "value", "each", "element", "entry"];

/// `ours` with other names for what it binds, where the code in its places has the same.
pub(super) fn with_free_names(ours: &str, used: &Use) -> String {
    let mut free = ours.to_owned();
    for name in bound(ours) {
        if !is_used(name, used) {
            continue;
        }
        if let Some(other) = NAMES.iter().find(|other| !is_used(other, used) && !words(&free).any(|word| word == **other)) {
            free = renamed(&free, name, other);
        }
    }
    free
}

fn is_used(name: &str, used: &Use) -> bool {
    used.args.iter().chain(&used.receiver).any(|given| words(&given.code.text).any(|word| word == name))
}

/// The parameters of its closures, and the variables of its comprehensions.
fn bound(ours: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let closures = ours.split('|').skip(1).step_by(2);
    let loops = ours.split(" for ").skip(1).filter_map(|rest| rest.split(" in ").next());
    for part in closures.chain(loops) {
        found.extend(words(part).filter(|word| *word != "_"));
    }
    found
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_ascii_alphanumeric() && char != '_').filter(|word| !word.is_empty())
}

/// `ours` with another name for one that it binds; its places are no names.
fn renamed(ours: &str, name: &str, other: &str) -> String {
    let is_word = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let mut out = String::with_capacity(ours.len());
    let mut rest = ours;
    while let Some(at) = rest.find(name) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        let starts = !before.chars().next_back().or(out.chars().next_back()).is_some_and(|char| is_word(char) || matches!(char, '.' | '$'));
        out.push_str(before);
        out.push_str(if starts && !after.starts_with(is_word) { other } else { name });
        rest = after;
    }
    out.push_str(rest);
    out
}
