//! Text, and conversions from and to it.

use super::{Args, World, optional, optional_index, texts};
use crate::analysis::builtins::BuiltinOp as Op;
use crate::eval::failure::{Fallible, Fault};
use crate::eval::list::List;
use crate::eval::machine::access::text_ref;
use crate::eval::machine::element::room;
use crate::eval::meter::MAX_BYTES;
use crate::eval::number::{self, is_blank, short};
use crate::eval::value::Value;
use crate::eval::{display, format, time};

pub fn call(op: Op, args: &mut Args<'_>, world: &World<'_>) -> Option<Fallible<Value>> {
    Some(match op {
        Op::ToStr => to_text(args, world),
        Op::IntFromStr => args.int_or(1, 10).and_then(|base| number::int_of(args.text(0)?, base)).map(Value::Int),
        Op::FloatFromStr => args.text(0).and_then(number::float_of).map(Value::Float),
        Op::BoolFromStr => truth(args),
        Op::ParseInt => args.text(0).map(|text| optional(number::parse_int(text, 10).map(Value::Int))),
        Op::ParseFloat => args.text(0).map(|text| optional(number::parse_float(text).map(Value::Float))),
        Op::FormatInt => args.int(0).and_then(|value| format::int(value, args.text(1)?)).map(Value::str),
        Op::FormatFloat => args.float(0).and_then(|value| format::float(value, args.text(1)?)).map(Value::str),
        Op::FormatStr => args.text(0).and_then(|value| format::text(value, args.text(1)?)).map(Value::str),
        Op::FormatDatetime => args.micros(0).and_then(|value| time::format(value, args.text(1)?)).map(Value::str),
        Op::EnumFromStr => variant(args, world),
        Op::IsEmptyStr => args.text(0).map(|text| Value::Bool(text.is_empty())),
        Op::Chars => args.text(0).and_then(|text| texts(text.chars().map(String::from))),
        Op::Upper => mapped(args, |text| text.to_uppercase()),
        Op::Lower => mapped(args, |text| text.to_lowercase()),
        Op::Title => mapped(args, title),
        Op::Capitalize => mapped(args, capitalize),
        Op::Trim => trim(args, true, true),
        Op::TrimStart => trim(args, true, false),
        Op::TrimEnd => trim(args, false, true),
        Op::Split => split(args),
        Op::Lines => args.text(0).and_then(|text| texts(text.lines())),
        Op::Join => join(args),
        Op::Replace => replace(args),
        Op::StartsWith => args.text(0).and_then(|text| Ok(Value::Bool(text.starts_with(args.text(1)?)))),
        Op::EndsWith => args.text(0).and_then(|text| Ok(Value::Bool(text.ends_with(args.text(1)?)))),
        Op::RemovePrefix => args.text(0).and_then(|text| Ok(Value::str(text.strip_prefix(args.text(1)?).unwrap_or(text)))),
        Op::RemoveSuffix => args.text(0).and_then(|text| Ok(Value::str(text.strip_suffix(args.text(1)?).unwrap_or(text)))),
        Op::FindStr => found(args, |text, part| text.find(part)),
        Op::RfindStr => found(args, |text, part| text.rfind(part)),
        Op::CountStr => count(args),
        Op::SliceStr => super::slice(args),
        Op::RepeatStr | Op::RepeatList => repeat(args),
        Op::PadLeft => pad(args, |missing| (missing, 0)),
        Op::PadRight => pad(args, |missing| (0, missing)),
        Op::PadCenter => pad(args, |missing| (missing / 2, missing - missing / 2)),
        Op::Zfill => zfill(args),
        Op::ReverseStr => mapped(args, |text| text.chars().rev().collect()),
        Op::IsDigit => all(args, |c| c.is_numeric() && c.is_alphanumeric() && decimal(c)),
        Op::IsAlpha => all(args, char::is_alphabetic),
        Op::IsAlnum => all(args, char::is_alphanumeric),
        Op::IsSpace => all(args, is_blank),
        Op::IsUpper => cased(args, char::is_uppercase, char::is_lowercase),
        Op::IsLower => cased(args, char::is_lowercase, char::is_uppercase),
        Op::Ord => ord(args),
        Op::Chr => chr(args),
        _ => return None,
    })
}

fn to_text(args: &mut Args<'_>, world: &World<'_>) -> Fallible<Value> {
    Ok(match args.get(0) {
        Value::Short(_) | Value::Str(_) => args.take(0),
        other => return display::text(other, world.names).map(Value::str),
    })
}

fn mapped(args: &Args<'_>, map: impl Fn(&str) -> String) -> Fallible<Value> {
    Ok(Value::str(map(args.text(0)?)))
}

fn truth(args: &Args<'_>) -> Fallible<Value> {
    let text = args.text(0)?;
    match text {
        "true" => Ok(Value::Bool(true)),
        "false" => Ok(Value::Bool(false)),
        _ => Err(Fault::value(format!("`{}` is neither `true` nor `false`", short(text)))),
    }
}

/// The variant with a text; the second argument is of the enum.
fn variant(args: &Args<'_>, world: &World<'_>) -> Fallible<Value> {
    let text = args.text(0)?;
    let Value::Enum(id, _) = args.get(1) else { return Err(Fault::invalid("enum")) };
    let Some((name, variants)) = world.names.enums.get(id.0 as usize) else { return Err(Fault::invalid("enum")) };
    match variants.iter().position(|(_, value)| value == text) {
        Some(variant) => Ok(Value::Enum(*id, variant as u32)),
        None => {
            let known: Vec<String> = variants.iter().map(|(_, value)| format!("`{value}`")).collect();
            Err(Fault::value(format!("`{}` is no value of `{name}`, which has {}", short(text), known.join(", "))))
        }
    }
}

/// Letters behind letters are lower case, all others upper case, as in Python.
fn title(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut behind_letter = false;
    for c in text.chars() {
        if behind_letter {
            result.extend(c.to_lowercase());
        } else {
            result.extend(c.to_uppercase());
        }
        behind_letter = c.is_uppercase() || c.is_lowercase();
    }
    result
}

fn capitalize(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    first + &chars.as_str().to_lowercase()
}

fn trim(args: &Args<'_>, start: bool, end: bool) -> Fallible<Value> {
    let text = args.text(0)?;
    let chars: Option<Vec<char>> = if args.has(1) { Some(args.text(1)?.chars().collect()) } else { None };
    let cut = |c: char| chars.as_ref().map_or_else(|| is_blank(c), |chars| chars.contains(&c));
    let text = if start { text.trim_start_matches(cut) } else { text };
    Ok(Value::str(if end { text.trim_end_matches(cut) } else { text }))
}

fn split(args: &Args<'_>) -> Fallible<Value> {
    let text = args.text(0)?;
    // A negative limit is none, as in Python.
    let parts = usize::try_from(args.int_or(2, -1)?).map_or(usize::MAX, |limit| limit.saturating_add(1));
    if !args.has(1) {
        return texts(text.split(is_blank).filter(|word| !word.is_empty()));
    }
    let separator = args.text(1)?;
    if separator.is_empty() {
        return Err(Fault::value("`split` needs a separator that is not empty; `chars` takes text apart"));
    }
    texts(text.splitn(parts, separator))
}

fn join(args: &Args<'_>) -> Fallible<Value> {
    let parts = args.list(0)?;
    let separator = args.text(1)?;
    let mut length = separator.len() * parts.len().saturating_sub(1);
    let List::Values(parts) = parts else { return Err(Fault::invalid("str")) };
    for part in parts {
        length += text_ref(part)?.len();
    }
    bounded(length)?;
    let mut joined = String::with_capacity(length);
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            joined.push_str(separator);
        }
        joined.push_str(&text_ref(part)?);
    }
    Ok(Value::str(joined))
}

/// Whether a text may have so many bytes.
fn bounded(bytes: usize) -> Fallible<()> {
    if bytes > MAX_BYTES { Err(Fault::size("the text would be longer than 1 GiB")) } else { super::copied_bytes(bytes) }
}

fn replace(args: &Args<'_>) -> Fallible<Value> {
    let (text, old, new) = (args.text(0)?, args.text(1)?, args.text(2)?);
    let count = usize::try_from(args.int_or(3, -1)?).unwrap_or(usize::MAX);
    let found = text.matches(old).take(count).count();
    bounded(text.len() + found.saturating_mul(new.len().saturating_sub(old.len())))?;
    Ok(Value::str(text.replacen(old, new, count)))
}

fn found(args: &Args<'_>, find: impl Fn(&str, &str) -> Option<usize>) -> Fallible<Value> {
    let (text, part) = (args.text(0)?, args.text(1)?);
    let scalars = |offset: usize| text.get(..offset).map_or(0, |before| before.chars().count());
    Ok(optional_index(find(text, part).map(scalars)))
}

fn count(args: &Args<'_>) -> Fallible<Value> {
    let (text, part) = (args.text(0)?, args.text(1)?);
    // As in Python, nothing stands before, between and behind all scalars.
    let count = if part.is_empty() { text.chars().count() + 1 } else { text.matches(part).count() };
    Ok(Value::Int(count as i64))
}

/// `x * times` of text and lists.
fn repeat(args: &mut Args<'_>) -> Fallible<Value> {
    let times = usize::try_from(args.int(1)?).unwrap_or_default();
    match args.get(0) {
        Value::Short(_) | Value::Str(_) => {
            let text = args.text(0)?;
            bounded(text.len().saturating_mul(times))?;
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
    bounded((left + right).saturating_mul(fill.len_utf8()).saturating_add(text.len()))?;
    let fill = |count| std::iter::repeat_n(fill, count);
    Ok(Value::str(fill(left).chain(text.chars()).chain(fill(right)).collect::<String>()))
}

fn zfill(args: &Args<'_>) -> Fallible<Value> {
    let text = args.text(0)?;
    let width = usize::try_from(args.int(1)?).unwrap_or_default();
    bounded(width)?;
    let zeros = "0".repeat(width.saturating_sub(text.chars().count()));
    let (sign, digits) = text.split_at(usize::from(text.starts_with(['+', '-'])));
    Ok(Value::str(format!("{sign}{zeros}{digits}")))
}

fn single(text: &str, what: &str) -> Fallible<char> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(c),
        _ => Err(Fault::value(format!("{what} is one character, not `{}`", short(text)))),
    }
}

fn all(args: &Args<'_>, is: impl Fn(char) -> bool) -> Fallible<Value> {
    let text = args.text(0)?;
    Ok(Value::Bool(!text.is_empty() && text.chars().all(is)))
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
    Ok(Value::Bool(text.chars().any(wanted) && !text.chars().any(other)))
}

fn ord(args: &Args<'_>) -> Fallible<Value> {
    Ok(Value::Int(i64::from(u32::from(single(args.text(0)?, "the argument of `ord`")?))))
}

fn chr(args: &Args<'_>) -> Fallible<Value> {
    let number = args.int(0)?;
    match u32::try_from(number).ok().and_then(char::from_u32) {
        Some(c) => Ok(Value::str(c.to_string())),
        None => Err(Fault::value(format!("`{number}` is the number of no character"))),
    }
}
