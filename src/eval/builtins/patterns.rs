//! Regular expressions, including those made from date formats: compiled once per machine.

use regex_automata::util::captures::Captures;
use rustc_hash::FxHashMap;

use super::{Args, list_of, optional, text_of, texts};
use crate::eval::failure::{FailureKind, Fallible, Fault};
use crate::eval::meter;
use crate::eval::pattern::{self, Matches, Pattern, whole};
use crate::eval::secrets::short;
use crate::eval::value::Value;
use crate::eval::{strptime, time};
use crate::program::builtins::PatternOp as Op;
use crate::program::replacement::{self, Part};

/// The most patterns that are kept, and the most bytes that they use: a program has few, and one that generates them must not fill the memory.
const KEPT: usize = 64;
const KEPT_BYTES: usize = 16 << 20;

/// What a builtin does with a pattern.
type Run = fn(&mut Pattern, &Args<'_>) -> Fallible<Value>;

/// Compiled patterns by their text, and by whether the places of their groups were requested.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    compiled: FxHashMap<(String, bool), Pattern>,
    bytes: usize,
}

impl Patterns {
    pub(crate) fn call(&mut self, op: Op, args: &mut Args<'_>) -> Fallible<Value> {
        let (groups_matter, run): (bool, Run) = match op {
            Op::RegexMatch => (false, |pattern, args| pattern.is_match(args.text(0)?).map(Value::Bool)),
            Op::RegexFind => (false, find),
            Op::RegexFindAll => (false, find_all),
            Op::RegexGroups => (true, groups),
            Op::RegexReplace => (true, replace),
            Op::RegexSplit => (false, split),
        };
        args.text(1).and_then(|pattern| run(self.get(pattern, groups_matter)?, args))
    }

    /// A format of dates is a pattern, too.
    pub(crate) fn parse_datetime(&mut self, args: &Args<'_>) -> Fallible<Value> {
        let (text, format) = (args.text(0)?, args.text(1)?);
        // The pattern contains the format in escaped form, where a secret would not be found.
        let pattern = self.get(&strptime::pattern(format)?, true).map_err(|fault| match fault.kind {
            FailureKind::Value => Fault::value(format!("the format `{}` cannot be used: it is too long", short(format))),
            _ => fault,
        })?;
        time::parse_format(pattern, text, format).map(Value::Datetime)
    }

    fn get(&mut self, pattern: &str, groups: bool) -> Fallible<&mut Pattern> {
        pattern::room(pattern)?;
        let key = (pattern.to_owned(), groups);
        if !self.compiled.contains_key(&key) {
            let compiled = Pattern::new(pattern, groups)?;
            let bytes = compiled.bytes() + pattern.len() * 2;
            if self.compiled.len() >= KEPT || self.bytes + bytes > KEPT_BYTES {
                self.compiled.clear();
                self.bytes = 0;
            }
            self.bytes += bytes;
            self.compiled.insert(key.clone(), compiled);
        }
        self.compiled.get_mut(&key).ok_or_else(|| Fault::invalid("str"))
    }
}

fn find(pattern: &mut Pattern, args: &Args<'_>) -> Fallible<Value> {
    let text = args.text(0)?;
    let found = pattern.find_at(text, 0)?.map(|found| text_of(text.get(found).unwrap_or_default()));
    found.transpose().map(optional)
}

fn find_all(pattern: &mut Pattern, args: &Args<'_>) -> Fallible<Value> {
    let text = args.text(0)?;
    let mut matches = Matches::new();
    let next = || {
        while let Some(at) = matches.next(text) {
            match pattern.find_at(text, at) {
                Ok(None) => return None,
                Ok(Some(found)) if !matches.take(&found) => {}
                Ok(Some(found)) => return Some(Ok(text.get(found).unwrap_or_default())),
                Err(fault) => return Some(Err(fault)),
            }
        }
        None
    };
    texts(std::iter::from_fn(next))
}

fn split(pattern: &mut Pattern, args: &Args<'_>) -> Fallible<Value> {
    let text = args.text(0)?;
    let mut matches = Matches::new();
    // Where the next part begins, as long as there is one.
    let mut part = Some(0);
    let next = || {
        let start = part?;
        while let Some(at) = matches.next(text) {
            match pattern.find_at(text, at) {
                Ok(None) => break,
                Ok(Some(found)) if !matches.take(&found) => {}
                Ok(Some(found)) => {
                    part = Some(found.end);
                    return Some(Ok(text.get(start..found.start).unwrap_or_default()));
                }
                Err(fault) => return Some(Err(fault)),
            }
        }
        part = None;
        Some(Ok(text.get(start..).unwrap_or_default()))
    };
    texts(std::iter::from_fn(next))
}

fn groups(pattern: &mut Pattern, args: &Args<'_>) -> Fallible<Value> {
    let text = args.text(0)?;
    let Some(found) = pattern.groups_at(text, 0)? else { return Ok(Value::list(Vec::new())) };
    let group = |group: Option<regex_automata::Span>| match group.and_then(|group| text.get(group.range())) {
        Some(taken) => text_of(taken),
        None => Ok(Value::None),
    };
    list_of(found.iter().skip(1).map(group))
}

fn replace(pattern: &mut Pattern, args: &Args<'_>) -> Fallible<Value> {
    let (text, replacement) = (args.text(0)?, args.text(2)?);
    meter::text(text)?;
    let parts = replacement_parts(pattern, replacement)?;
    let mut replaced = String::with_capacity(text.len());
    let mut matches = Matches::new();
    let mut rest = 0;
    while let Some(at) = matches.next(text) {
        let Some(found) = pattern.groups_at(text, at)? else { break };
        let Some(range) = whole(found) else { break };
        if matches.take(&range) {
            replaced.push_str(text.get(rest..range.start).unwrap_or_default());
            expand(found, text, &parts, &mut replaced)?;
            rest = range.end;
        }
    }
    meter::text_of(replaced.len() + text.len() - rest)?;
    replaced.push_str(text.get(rest..).unwrap_or_default());
    Ok(Value::str(replaced))
}

fn replacement_parts<'r>(pattern: &Pattern, replacement: &'r str) -> Fallible<Vec<Part<'r>>> {
    meter::read(replacement.len())?;
    let dollars = replacement.bytes().filter(|byte| *byte == b'$').count();
    meter::room((2 * dollars + 1) * size_of::<Part<'_>>())?;
    let names: Vec<Option<&str>> = pattern.names().collect();
    replacement::parts(&names, replacement).map_err(|mistake| {
        // The quoted text may be a part of a secret.
        let what = if mistake.is_unknown { "a group that the pattern does not have" } else { "a group whose `}` is missing" };
        Fault::value(format!("the replacement names {what}, at position {}; `$$` is a dollar sign", mistake.at))
    })
}

/// Appends a replacement for a match.
fn expand(found: &Captures, text: &str, parts: &[Part<'_>], out: &mut String) -> Fallible<()> {
    for part in parts {
        let more = match part {
            Part::Text(text) => text,
            Part::Group(group) => found.get_group(*group).and_then(|group| text.get(group.range())).unwrap_or_default(),
        };
        meter::worked(1)?;
        meter::text_of(out.len() + more.len())?;
        out.push_str(more);
    }
    meter::text(out)
}
