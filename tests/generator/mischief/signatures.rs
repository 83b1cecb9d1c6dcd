//! The builtins, as their documentation states them.

use std::sync::LazyLock;

use super::Flavour;
use super::types::{Ty, parse};

const PAGE: &str = include_str!("../../../docs/builtins.md");

/// Builtins that depend on the outside, end the task, or are not expressions.
const LEFT_OUT: [&str; 10] = ["secret", "env", "now", "message", "failed_node", "fail", "fail_retryable", "log", "rng", "parse_datetime"];

/// A parameter.
#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub name: String,
    pub optional: bool,
    /// Whether it is a `var` of the caller's.
    pub var: bool,
    pub ty: Ty,
}

/// An overload of a builtin.
#[derive(Clone, Debug)]
pub(super) struct Signature {
    pub name: String,
    pub parameters: Vec<Parameter>,
    pub result: Ty,
    /// The type variables whose values are sorted.
    pub ordered: Vec<char>,
}

static ALL: LazyLock<Vec<Signature>> = LazyLock::new(|| {
    let blocks = PAGE.split("```text\n").skip(1).filter_map(|block| block.split("```").next());
    blocks.flat_map(str::lines).filter_map(read).filter(|signature| !LEFT_OUT.contains(&signature.name.as_str())).collect()
});

static PLAIN: LazyLock<Vec<Signature>> = LazyLock::new(|| {
    let is_python = |signature: &&Signature| {
        // There is no such function, or it does what no document of Python says.
        let is_known = !signature.name.starts_with("regex") && !["sha256", "md5", "crc32"].contains(&signature.name.as_str());
        is_known && signature.result.is_python() && signature.parameters.iter().all(|parameter| parameter.ty.is_python())
    };
    ALL.iter().filter(is_python).cloned().collect()
});

/// Those that a flavour of code calls.
pub(super) fn of(flavour: Flavour) -> &'static [Signature] {
    match flavour {
        Flavour::Any => &ALL,
        Flavour::Plain => &PLAIN,
    }
}

fn read(line: &str) -> Option<Signature> {
    let (name, rest) = line.split_once('(')?;
    let (mut rest, mut parameters) = (rest, Vec::new());
    while !rest.starts_with(')') {
        let (word, behind) = rest.split_once(": ")?;
        let behind = behind.strip_prefix("var ").unwrap_or(behind);
        let (ty, behind) = parse(behind);
        let var = ty == Ty::Rng;
        parameters.push(Parameter { name: word.trim_end_matches('?').to_owned(), optional: word.ends_with('?'), var, ty });
        rest = behind.strip_prefix(", ").unwrap_or(behind);
    }
    let (result, rest) = parse(rest.strip_prefix(") -> ")?);
    let ordered = rest.strip_prefix(" where ").map(|rest| rest.split(", ").filter_map(|bound| bound.chars().next()).collect());
    Some(Signature { name: name.to_owned(), parameters, result, ordered: ordered.unwrap_or_default() })
}
