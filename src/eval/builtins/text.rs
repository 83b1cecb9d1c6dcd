//! Strings, and what their builtins do with lists, maps, bytes and JSON.

use rustc_hash::FxHashSet;

use super::{Args, compiled, json, list_of, lists, optional_index, text_of, text_room, texts};
use crate::eval::case;
use crate::eval::failure::{Fallible, Fault};
use crate::eval::list::List;
use crate::eval::machine::access::text_ref;
use crate::eval::machine::element::room;
use crate::eval::meter;
use crate::eval::number::{is_blank, short};
use crate::eval::pieces::{self, Occurrences, PIECE, pieces, pieces_from_end};
use crate::eval::value::Value;
use crate::program::builtins::TextOp as Op;

pub(super) fn call(op: Op, args: &mut Args<'_>) -> Fallible<Value> {
    match op {
        Op::IsEmptyStr => args.text(0).map(|text| Value::Bool(text.is_empty())),
        Op::Chars => args.text(0).and_then(|text| list_of(text.chars().map(|c| Ok(Value::str(c.encode_utf8(&mut [0; 4]) as &str))))),
        Op::Upper => args.text(0).and_then(case::upper).map(Value::str),
        Op::Lower => args.text(0).and_then(case::lower).map(Value::str),
        Op::Title => args.text(0).and_then(case::title).map(Value::str),
        Op::Capitalize => args.text(0).and_then(case::capitalize).map(Value::str),
        Op::Trim => trim(args, true, true),
        Op::TrimStart => trim(args, true, false),
        Op::TrimEnd => trim(args, false, true),
        Op::Split => split(args),
        Op::Lines => args.text(0).and_then(|text| texts(text.lines().map(Ok))),
        Op::Join => join(args),
        Op::Replace => replace(args),
        Op::StartsWith => affix(args, |text, start| text.starts_with(start)).map(Value::Bool),
        Op::EndsWith => affix(args, |text, end| text.ends_with(end)).map(Value::Bool),
        Op::RemovePrefix => affix(args, |text, start| text.strip_prefix(start).unwrap_or(text)).and_then(text_of),
        Op::RemoveSuffix => affix(args, |text, end| text.strip_suffix(end).unwrap_or(text)).and_then(text_of),
        Op::FindStr => found(args, |text, part| Occurrences::new(text, part).next().transpose()),
        Op::RfindStr => found(args, pieces::rfind),
        Op::CountStr => count(args),
        Op::SliceStr | Op::SliceList => super::slice(args),
        Op::RepeatStr => repeat(args),
        Op::PadLeft => pad(args, |missing| (missing, 0)),
        Op::PadRight => pad(args, |missing| (0, missing)),
        Op::PadCenter => pad(args, |missing| (missing / 2, missing - missing / 2)),
        Op::Zfill => zfill(args),
        Op::ReverseStr => reverse(args),
        Op::IsDigit => all(args, |c| c.is_numeric() && c.is_alphanumeric() && decimal(c)),
        Op::IsAlpha => all(args, char::is_alphabetic),
        Op::IsAlnum => all(args, char::is_alphanumeric),
        Op::IsSpace => all(args, is_blank),
        Op::IsUpper => cased(args, char::is_uppercase, char::is_lowercase),
        Op::IsLower => cased(args, char::is_lowercase, char::is_uppercase),
        Op::Ord => ord(args),
        Op::Chr => chr(args),
        Op::LenList | Op::LenStr | Op::LenMap | Op::LenBytes => super::length(args.get(0)).map(Value::Int),
        Op::LenJson => json::length(args),
        Op::IsEmptyList => args.list(0).map(|xs| Value::Bool(xs.is_empty())),
        Op::IsEmptyMap => args.map(0).map(|map| Value::Bool(map.is_empty())),
        Op::ContainsStr | Op::ContainsList => super::contains(args.get(0), args.get(1)).map(Value::Bool),
        Op::CountList => lists::count(args),
        Op::ReverseList => lists::reverse(args),
        Op::CountBy | Op::FindBy => compiled(op),
    }
}

fn reverse(args: &Args<'_>) -> Fallible<Value> {
    let text = args.text(0)?;
    pieces::mapped(text.len(), pieces_from_end(text), |piece, out| out.extend(piece.chars().rev())).map(Value::str)
}

/// Tests the start or end of a string.
fn affix<'a, T>(args: &'a Args<'_>, look: impl Fn(&'a str, &'a str) -> T) -> Fallible<T> {
    let (text, part) = (args.text(0)?, args.text(1)?);
    meter::read(part.len())?;
    Ok(look(text, part))
}

fn trim(args: &Args<'_>, start: bool, end: bool) -> Fallible<Value> {
    let mut text = args.text(0)?;
    let mut chars = FxHashSet::default();
    if args.has(1) {
        for piece in pieces(args.text(1)?) {
            chars.extend(piece?.chars());
        }
    }
    let cut = |c: char| if args.has(1) { chars.contains(&c) } else { is_blank(c) };
    if start {
        let mut kept = text.len();
        for piece in pieces(text) {
            let piece = piece?;
            let rest = piece.trim_start_matches(cut);
            kept -= piece.len() - rest.len();
            if !rest.is_empty() {
                break;
            }
        }
        text = text.get(text.len() - kept..).unwrap_or_default();
    }
    if end {
        let mut kept = text.len();
        for piece in pieces_from_end(text) {
            let piece = piece?;
            let rest = piece.trim_end_matches(cut);
            kept -= piece.len() - rest.len();
            if !rest.is_empty() {
                break;
            }
        }
        text = text.get(..kept).unwrap_or_default();
    }
    text_of(text)
}

fn split(args: &Args<'_>) -> Fallible<Value> {
    let text = args.text(0)?;
    // A negative limit means no limit, as in Python.
    let parts = usize::try_from(args.int_or(2, -1)?).map_or(usize::MAX, |limit| limit.saturating_add(1));
    if !args.has(1) {
        return texts(words(text, parts));
    }
    let separator = args.text(1)?;
    if separator.is_empty() {
        return Err(Fault::value("`split` needs a separator that is not empty; use `chars` to get the characters"));
    }
    let mut cuts = Occurrences::new(text, separator).take(parts - 1);
    // Where the next part begins, as long as there is one.
    let mut part = Some(0);
    texts(std::iter::from_fn(|| {
        let start = part?;
        let cut = match cuts.next() {
            Some(Ok(cut)) => cut,
            Some(Err(fault)) => return Some(Err(fault)),
            None => text.len(),
        };
        part = if cut < text.len() { Some(cut + separator.len()) } else { None };
        Some(Ok(text.get(start..cut).unwrap_or_default()))
    }))
}

/// The words between blanks, at most `parts`: the last one contains the rest, as in Python.
fn words(text: &str, parts: usize) -> impl Iterator<Item = Fallible<&str>> {
    let mut scalars = text.char_indices();
    let mut steps = 0usize;
    let mut left = parts;
    std::iter::from_fn(move || {
        left = left.checked_sub(1)?;
        let mut start = None;
        for (at, c) in scalars.by_ref() {
            steps += 1;
            if steps.is_multiple_of(PIECE)
                && let Err(fault) = meter::read(PIECE)
            {
                return Some(Err(fault));
            }
            match (is_blank(c), start) {
                (true, Some(start)) => return text.get(start..at).map(Ok),
                (false, None) if left == 0 => return text.get(at..).map(Ok),
                (false, None) => start = Some(at),
                _ => {}
            }
        }
        start.and_then(|start| text.get(start..)).map(Ok)
    })
}

fn join(args: &Args<'_>) -> Fallible<Value> {
    let parts = args.list(0)?;
    let separator = args.text(1)?;
    let mut length = separator.len().saturating_mul(parts.len().saturating_sub(1));
    let List::Values(parts) = parts else { return Err(Fault::invalid("str")) };
    for part in parts {
        meter::worked(1)?;
        length = length.saturating_add(text_ref(part)?.len());
    }
    text_room(length)?;
    let mut joined = String::with_capacity(length);
    for (index, part) in parts.iter().enumerate() {
        meter::worked(1)?;
        if index > 0 {
            joined.push_str(separator);
        }
        joined.push_str(&text_ref(part)?);
    }
    Ok(Value::str(joined))
}

fn replace(args: &Args<'_>) -> Fallible<Value> {
    let (text, old, new) = (args.text(0)?, args.text(1)?, args.text(2)?);
    let count = usize::try_from(args.int_or(3, -1)?).unwrap_or(usize::MAX);
    let found = occurrences(text, old, count)?;
    let length = (text.len() - found * old.len()).saturating_add(found.saturating_mul(new.len()));
    text_room(length)?;
    let mut replaced = String::with_capacity(length);
    let mut rest = 0;
    for at in Occurrences::new(text, old).take(count) {
        let at = at?;
        replaced.push_str(text.get(rest..at).unwrap_or_default());
        replaced.push_str(new);
        rest = at + old.len();
    }
    replaced.push_str(text.get(rest..).unwrap_or_default());
    Ok(Value::str(replaced))
}

/// Counts the occurrences of a part in a string, without overlap, up to a number.
fn occurrences(text: &str, part: &str, most: usize) -> Fallible<usize> {
    Occurrences::new(text, part).take(most).try_fold(0, |count, at| at.map(|_| count + 1))
}

fn found(args: &Args<'_>, find: impl Fn(&str, &str) -> Fallible<Option<usize>>) -> Fallible<Value> {
    let (text, part) = (args.text(0)?, args.text(1)?);
    let Some(offset) = find(text, part)? else { return Ok(Value::None) };
    let mut scalars = 0;
    for piece in pieces(text.get(..offset).unwrap_or_default()) {
        scalars += piece?.chars().count();
    }
    Ok(optional_index(Some(scalars)))
}

fn count(args: &Args<'_>) -> Fallible<Value> {
    let (text, part) = (args.text(0)?, args.text(1)?);
    // As in Python, the empty string occurs before, between and after all scalars.
    let count = if part.is_empty() { text.chars().count() + 1 } else { occurrences(text, part, usize::MAX)? };
    Ok(Value::Int(count as i64))
}

/// `x * times` of text and lists.
pub(super) fn repeat(args: &mut Args<'_>) -> Fallible<Value> {
    let times = usize::try_from(args.int(1)?).unwrap_or_default();
    match args.get(0) {
        Value::Short(_) | Value::Str(_) => {
            let text = args.text(0)?;
            text_room(text.len().saturating_mul(times))?;
            Ok(Value::str(text.repeat(times)))
        }
        Value::List(elements) => {
            let length = elements.len().saturating_mul(times);
            room(length)?;
            elements.repeated(times).map(super::of_list)
        }
        _ => Err(Fault::invalid("str or [T]")),
    }
}

fn pad(args: &Args<'_>, sides: impl Fn(usize) -> (usize, usize)) -> Fallible<Value> {
    let text = args.text(0)?;
    let width = usize::try_from(args.int(1)?).unwrap_or_default();
    let fill = if args.has(2) { single(args.text(2)?, "the third argument of a `pad_…` builtin")? } else { ' ' };
    let (left, right) = sides(width.saturating_sub(text.chars().count()));
    let length = (left + right).saturating_mul(fill.len_utf8()).saturating_add(text.len());
    text_room(length)?;
    let mut padded = String::with_capacity(length);
    pieces::fill(&mut padded, fill, left)?;
    padded.push_str(text);
    pieces::fill(&mut padded, fill, right)?;
    Ok(Value::str(padded))
}

fn zfill(args: &Args<'_>) -> Fallible<Value> {
    let text = args.text(0)?;
    let width = usize::try_from(args.int(1)?).unwrap_or_default();
    let zeros = width.saturating_sub(text.chars().count());
    let length = zeros.saturating_add(text.len());
    text_room(length)?;
    let (sign, digits) = text.split_at(usize::from(text.starts_with(['+', '-'])));
    let mut filled = String::with_capacity(length);
    filled.push_str(sign);
    pieces::fill(&mut filled, '0', zeros)?;
    filled.push_str(digits);
    Ok(Value::str(filled))
}

fn single(text: &str, what: &str) -> Fallible<char> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(c),
        _ => Err(Fault::value(format!("{what} must be one character, not `{}`", short(text)))),
    }
}

fn all(args: &Args<'_>, is: impl Fn(char) -> bool) -> Fallible<Value> {
    let text = args.text(0)?;
    Ok(Value::Bool(!text.is_empty() && pieces::all(text, is)?))
}

/// Whether a scalar is a decimal digit of any script: those come in runs of ten that begin with the digit zero.
fn decimal(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && regex_lite_digit(c))
}

fn regex_lite_digit(c: char) -> bool {
    static DIGIT: std::sync::OnceLock<Option<regex::Regex>> = std::sync::OnceLock::new();
    let digit = DIGIT.get_or_init(|| regex::Regex::new(r"^\p{Nd}$").ok());
    digit.as_ref().is_some_and(|digit| digit.is_match(c.encode_utf8(&mut [0; 4])))
}

fn cased(args: &Args<'_>, wanted: impl Fn(char) -> bool, other: impl Fn(char) -> bool) -> Fallible<Value> {
    let text = args.text(0)?;
    Ok(Value::Bool(!pieces::all(text, |c| !wanted(c))? && pieces::all(text, |c| !other(c))?))
}

fn ord(args: &Args<'_>) -> Fallible<Value> {
    Ok(Value::Int(i64::from(u32::from(single(args.text(0)?, "the argument of `ord`")?))))
}

fn chr(args: &Args<'_>) -> Fallible<Value> {
    let number = args.int(0)?;
    match u32::try_from(number).ok().and_then(char::from_u32) {
        Some(c) => Ok(Value::str(c.to_string())),
        None => Err(Fault::value(format!("`{number}` is not the number of a character"))),
    }
}
