//! Closures whose parameter is a tuple: other languages reach its members by position, and here the parameter names them.

/// A closure over tuples of `count` members, whose parameter `name` is declared at a byte of its text, and of which only members are used: what is written
/// instead at which bytes, in order. Entries of maps have keys and values.
pub(crate) fn named(closure: &str, name: &str, declared: usize, count: usize, entries: bool) -> Option<Vec<(usize, usize, String)>> {
    let names = if entries { ["key", "value", "", ""] } else { ["first", "second", "third", "fourth"] };
    let names = names.get(..count)?;
    let is_word = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let has_word = |word: &str| closure.split(|char| !is_word(char)).any(|part| part == word);
    if names.iter().any(|name| name.is_empty() || has_word(name)) {
        return None;
    }
    let mut changes = Vec::new();
    let mut used = vec![false; count];
    for (at, _) in closure.match_indices(name) {
        let after = closure.get(at + name.len()..)?;
        let before = closure.get(..at)?.chars().next_back();
        if at == declared || before.is_some_and(|char| is_word(char) || char == '.') || after.starts_with(is_word) {
            continue;
        }
        let (index, length) = match after.strip_prefix('[') {
            Some(rest) => rest.split_once(']').map(|(index, _)| (index, index.len() + 2))?,
            // `pair.1`
            None => {
                let rest = after.strip_prefix('.')?;
                let digits = rest.split(|char: char| !char.is_ascii_digit()).next()?;
                (digits, digits.len() + 1)
            }
        };
        let position: i64 = index.trim().parse().ok()?;
        let position = usize::try_from(if position < 0 { position + count as i64 } else { position }).ok()?;
        *used.get_mut(position)? = true;
        changes.push((at, at + name.len() + length, (*names.get(position)?).to_owned()));
    }
    if changes.is_empty() {
        return None;
    }
    let pattern: Vec<&str> = used.iter().zip(names).map(|(used, name)| if *used { *name } else { "_" }).collect();
    changes.push((declared, declared + name.len(), format!("({})", pattern.join(", "))));
    changes.sort_unstable();
    Some(changes)
}

/// The text with changes.
pub(crate) fn changed(closure: &str, changes: &[(usize, usize, String)]) -> String {
    let mut text = closure.to_owned();
    for (start, end, new) in changes.iter().rev() {
        text.replace_range(*start..*end, new);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{changed, named};

    #[test]
    fn members_get_names() {
        let of = |closure: &str, count, entries| named(closure, "kv", 1, count, entries).map(|changes| changed(closure, &changes));
        assert_eq!(of("|kv| kv[1]", 2, true).as_deref(), Some("|(_, value)| value"));
        assert_eq!(of("|kv| (-kv[1], kv[0])", 2, true).as_deref(), Some("|(key, value)| (-value, key)"));
        assert_eq!(of("|kv| kv[-1]", 3, false).as_deref(), Some("|(_, _, third)| third"));
        assert_eq!(of("|kv| kv.1 - kv.0", 2, false).as_deref(), Some("|(first, second)| second - first"));
        assert_eq!(of("|kv| kv.end - kv.0", 2, false), None);
        assert_eq!(of("|kv| kv[2]", 2, false), None);
        assert_eq!(of("|kv| f(kv)", 2, false), None);
        assert_eq!(of("|kv| kv[1] * value", 2, true), None);
    }
}
