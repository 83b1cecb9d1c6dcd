//! Regular expressions, and formats of dates that become some: compiled once per machine.

use regex::Regex;
use rustc_hash::FxHashMap;

use super::{Args, optional, texts};
use crate::analysis::builtins::BuiltinOp as Op;
use crate::eval::failure::{Fallible, Fault};
use crate::eval::meter;
use crate::eval::secrets::{reason, short};
use crate::eval::value::Value;
use crate::eval::{strptime, time};

/// The most patterns that are kept; a program has few, and one that makes them up must not fill the memory.
const KEPT: usize = 64;

/// Compiled patterns by their text.
#[derive(Debug, Default)]
pub struct Patterns {
    compiled: FxHashMap<String, Regex>,
}

impl Patterns {
    pub fn call(&mut self, op: Op, args: &mut Args<'_>) -> Option<Fallible<Value>> {
        if op == Op::ParseDatetime {
            return Some(self.parse_datetime(args));
        }
        let run: fn(&Regex, &Args<'_>) -> Fallible<Value> = match op {
            Op::RegexMatch => |pattern, args| Ok(Value::Bool(pattern.is_match(args.text(0)?))),
            Op::RegexFind => |pattern, args| Ok(optional(pattern.find(args.text(0)?).map(|found| Value::str(found.as_str())))),
            Op::RegexFindAll => |pattern, args| texts(pattern.find_iter(args.text(0)?).map(|found| found.as_str())),
            Op::RegexGroups => groups,
            Op::RegexReplace => replace,
            Op::RegexSplit => |pattern, args| texts(pattern.split(args.text(0)?)),
            _ => return None,
        };
        Some(args.text(1).and_then(|pattern| run(self.get(pattern)?, args)))
    }

    /// A format of dates is a pattern, too.
    fn parse_datetime(&mut self, args: &Args<'_>) -> Fallible<Value> {
        let (text, format) = (args.text(0)?, args.text(1)?);
        // The pattern has the format in it, escaped: a secret could not be found there.
        let pattern = self.get(&strptime::pattern(format)?);
        let pattern = pattern.map_err(|_| Fault::value(format!("the format `{}` cannot be used: it is too long", short(format))))?;
        time::parse_format(pattern, text, format).map(Value::Datetime)
    }

    fn get(&mut self, pattern: &str) -> Fallible<&Regex> {
        if !self.compiled.contains_key(pattern) {
            let compiled = Regex::new(pattern).map_err(|error| {
                // The last line of the error says what is wrong, the ones before draw it.
                let text = error.to_string();
                let problem = text.lines().last().unwrap_or_default().trim().trim_start_matches("error: ");
                Fault::value(format!("`{}` is no regular expression{}", short(pattern), reason(pattern, problem)))
            })?;
            if self.compiled.len() >= KEPT {
                self.compiled.clear();
            }
            self.compiled.insert(pattern.to_owned(), compiled);
        }
        self.compiled.get(pattern).ok_or_else(|| Fault::invalid("str"))
    }
}

fn groups(pattern: &Regex, args: &Args<'_>) -> Fallible<Value> {
    let Some(found) = pattern.captures(args.text(0)?) else { return Ok(Value::list(Vec::new())) };
    let group = |group: Option<regex::Match<'_>>| optional(group.map(|group| Value::str(group.as_str())));
    Ok(Value::list(found.iter().skip(1).map(group).collect()))
}

fn replace(pattern: &Regex, args: &Args<'_>) -> Fallible<Value> {
    let (text, replacement) = (args.text(0)?, args.text(2)?);
    let mut replaced = String::with_capacity(text.len());
    let mut rest = 0;
    for found in pattern.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        replaced.push_str(text.get(rest..whole.start()).unwrap_or_default());
        found.expand(replacement, &mut replaced);
        rest = whole.end();
        meter::text(&replaced)?;
    }
    replaced.push_str(text.get(rest..).unwrap_or_default());
    Ok(Value::str(replaced))
}
