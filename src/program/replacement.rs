//! Replacements of `regex_replace`: text and groups. The checker reads constant replacements with the same rules as a run.
//!
//! `$1` is a group by its number and ends with its digits, so that `$1x` is the first group and an `x`; `${name}` and `${1}` are groups in
//! braces, `$name` a group by a name of letters, digits and `_`, and `$$` a dollar sign. What looks like a group and is not one is a mistake:
//! the text it should have produced would be lost silently. A `$` before anything else is a dollar sign.

/// A part of a replacement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part<'r> {
    /// Text as it is.
    Text(&'r str),
    /// What a group captured; nothing if it did not take part in the match.
    Group(usize),
}

/// Why a string is not a replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mistake<'r> {
    /// The position of the `$`, counted in scalars.
    pub at: usize,
    /// The text at that place.
    pub written: &'r str,
    /// Whether it is a group that the pattern lacks; otherwise its brace is not closed.
    pub is_unknown: bool,
}

/// The parts of a replacement, for a pattern with groups of these names: the whole match first.
///
/// # Errors
/// For a group that the pattern does not have.
pub(crate) fn parts<'r>(groups: &[Option<&str>], replacement: &'r str) -> Result<Vec<Part<'r>>, Mistake<'r>> {
    let mut parts = Vec::new();
    let mut rest = replacement;
    while let Some((text, after)) = rest.split_once('$') {
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        let start = replacement.len() - after.len() - 1;
        let mistake = |length: usize, is_unknown| Mistake {
            at: replacement.get(..start).map_or(0, |before| before.chars().count()),
            written: replacement.get(start..start + 1 + length).unwrap_or_default(),
            is_unknown,
        };
        let (part, length) = match after.chars().next() {
            Some('$') => (Part::Text("$"), 1),
            Some('{') => {
                let end = after.find('}').ok_or_else(|| mistake(after.len(), false))?;
                let group = group(groups, after.get(1..end).unwrap_or_default()).ok_or_else(|| mistake(end + 1, true))?;
                (Part::Group(group), end + 1)
            }
            Some(first) if is_word(first) => {
                let taken = if first.is_ascii_digit() { |c: char| c.is_ascii_digit() } else { is_word };
                let end = after.find(|c| !taken(c)).unwrap_or(after.len());
                let group = group(groups, after.get(..end).unwrap_or_default()).ok_or_else(|| mistake(end, true))?;
                (Part::Group(group), end)
            }
            _ => (Part::Text("$"), 0),
        };
        parts.push(part);
        rest = after.get(length..).unwrap_or_default();
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    Ok(parts)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The number of the group that a number or name refers to.
fn group(groups: &[Option<&str>], name: &str) -> Option<usize> {
    match name.starts_with(|c: char| c.is_ascii_digit()) {
        true => name.parse().ok().filter(|number| *number < groups.len()),
        false => groups.iter().position(|known| *known == Some(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_end_where_the_documentation_says() {
        let read = |text| parts(&[None, None, Some("tail")], text);
        assert_eq!(read("$1x"), Ok(vec![Part::Group(1), Part::Text("x")]));
        assert_eq!(read("${1}0$tail-"), Ok(vec![Part::Group(1), Part::Text("0"), Part::Group(2), Part::Text("-")]));
        assert_eq!(
            read("$0 $$1 $ $"),
            Ok(
                vec![Part::Group(0), Part::Text(" "), Part::Text("$"), Part::Text("1 "), Part::Text("$"), Part::Text(" "), Part::Text("$"),]
            )
        );
        assert_eq!(read(""), Ok(vec![]));
    }

    #[test]
    fn what_is_not_a_group_is_refused() {
        for (text, at, written, is_unknown) in [
            ("é$2x", 1, "$2", true),
            ("$10", 0, "$10", true),
            ("$1 $99999999999999999999", 3, "$99999999999999999999", true),
            ("${1x}", 0, "${1x}", true),
            ("${}", 0, "${}", true),
            ("-$tail.", 1, "$tail", true),
            ("a${1", 1, "${1", false),
        ] {
            assert_eq!(parts(&[None, None], text), Err(Mistake { at, written, is_unknown }), "{text}");
        }
    }
}
