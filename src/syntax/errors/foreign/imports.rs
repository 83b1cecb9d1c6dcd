//! Imports of other languages: `from a import b`, `use a::b`, and the modules that are not of the program.

use super::report;
use crate::diagnostics::{Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::errors::place::Place;
use crate::syntax::token::TokenKind;

/// Modules of other languages. What they offer is built in here, or is not there.
const MODULES: &[(&str, &[&str])] = &[
    (
        "Python",
        &[
            "math",
            "re",
            "json",
            "os",
            "sys",
            "time",
            "datetime",
            "random",
            "typing",
            "typing_extensions",
            "dataclasses",
            "enum",
            "collections",
            "itertools",
            "functools",
            "operator",
            "statistics",
            "string",
            "pathlib",
            "logging",
            "abc",
            "copy",
            "io",
            "csv",
            "decimal",
            "fractions",
            "hashlib",
            "base64",
            "uuid",
            "subprocess",
            "asyncio",
            "threading",
            "multiprocessing",
            "concurrent",
            "contextlib",
            "warnings",
            "unittest",
            "argparse",
            "shutil",
            "tempfile",
            "glob",
            "urllib",
            "http",
            "socket",
            "textwrap",
            "calendar",
            "zoneinfo",
            "heapq",
            "bisect",
            "types",
            "traceback",
            "pickle",
            "gzip",
            "zipfile",
            "numpy",
            "pandas",
            "scipy",
            "sklearn",
            "torch",
            "tensorflow",
            "keras",
            "requests",
            "pydantic",
            "attr",
            "attrs",
            "pytest",
            "matplotlib",
            "polars",
            "pyarrow",
            "yaml",
            "boto3",
            "sqlalchemy",
            "__future__",
            "dataclasses_json",
            "mashumaro",
        ],
    ),
    ("flytekit", &["flytekit", "flytekitplugins", "flyte", "union", "unionai", "flytekit_plugins"]),
    ("Rust", &["std", "core", "alloc", "serde", "serde_json", "tokio", "anyhow", "chrono", "regex", "rand"]),
    ("Go", &["fmt", "strings", "strconv", "errors", "context", "sort", "net", "encoding", "bytes", "log"]),
    ("JavaScript", &["fs", "path", "util", "lodash", "react", "axios", "zod", "express", "moment", "node"]),
];

/// The language that a module belongs to, if it is one of another language.
pub(in crate::syntax::errors) fn is_foreign_module(name: &str) -> Option<&'static str> {
    MODULES.iter().find(|(_, modules)| modules.contains(&name)).map(|(language, _)| *language)
}

/// An import as it is written here: the names with what they are called in this module.
pub(in crate::syntax::errors) fn written(module: &[&str], names: &[(&str, Option<&str>)]) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|(name, alias)| match alias {
            Some(alias) => format!("{name} as {alias}"),
            None => (*name).to_owned(),
        })
        .collect();
    format!("import {}.{{{}}}", module.join("."), names.join(", "))
}

pub(super) fn declaration(place: &Place<'_>, at: usize) -> Option<(Diagnostic, u32)> {
    let word = place.token(at);
    match word {
        "from" => from(place, at),
        "use" | "using" => path(place, at),
        "package" | "module" | "mod" | "namespace" | "include" | "require" => {
            let named = place.kind_of(at + 1).is_some_and(|kind| kind.is_word()) || place.token(at + 1).starts_with('"');
            let end = line_end(place, at);
            named.then(|| (report::module(word, place.span_of(at), removal(place, at, end)), place.end_of(end - 1).end))
        }
        _ => None,
    }
}

/// The index after the tokens up to a `;` or the end of the line, and in brackets that are open there.
fn line_end(place: &Place<'_>, at: usize) -> usize {
    let mut index = at + 1;
    while place.kind_of(index).is_some() && !place.first_on_line(index) {
        index = match place.token(index) {
            ";" => return index + 1,
            "(" | "{" => place.closing(index).map_or(index + 1, |close| close + 1),
            _ => index + 1,
        };
    }
    index
}

/// The line with its end, to remove.
pub(in crate::syntax::errors) fn removal(place: &Place<'_>, at: usize, end: usize) -> Edit {
    let last = place.end_of(end - 1).end;
    let newline = u32::from(place.text().as_bytes().get(last as usize) == Some(&b'\n'));
    Edit { span: Span { end: last + newline, ..place.span_of(at) }, text: String::new() }
}

/// `from a.b import c as d, e`
fn from(place: &Place<'_>, at: usize) -> Option<(Diagnostic, u32)> {
    let end = line_end(place, at);
    let import = (at + 1..end).find(|index| place.token(*index) == "import")?;
    let module: Vec<&str> =
        (at + 1..import).filter(|index| place.kind_of(*index).is_some_and(TokenKind::is_word)).map(|index| place.token(index)).collect();
    let listed = place.words(import + 1, end);
    let names: Option<Vec<(&str, Option<&str>)>> = listed
        .split(|word| *word == ",")
        .map(|name| name.iter().copied().filter(|word| !matches!(*word, "(" | ")" | "{" | "}" | ";")).collect::<Vec<_>>())
        .filter(|name| !name.is_empty())
        .map(|name| match name.as_slice() {
            [name] if *name != "*" => Some((*name, None)),
            [name, "as", alias] => Some((*name, Some(*alias))),
            _ => None,
        })
        .collect();
    Some(answer(place, at, end, &module, names))
}

/// `use a::b::{c, d}`, `use a.b.c`
fn path(place: &Place<'_>, at: usize) -> Option<(Diagnostic, u32)> {
    let end = line_end(place, at);
    if !place.kind_of(at + 1).is_some_and(TokenKind::is_word) {
        return None;
    }
    let brace = (at + 1..end).find(|index| place.token(*index) == "{");
    let word = |index: &usize| place.kind_of(*index).is_some_and(TokenKind::is_word);
    let alias = (at + 1..end).find(|index| place.token(*index) == "as" && brace.is_none());
    let mut module: Vec<&str> = (at + 1..brace.or(alias).unwrap_or(end)).filter(word).map(|index| place.token(index)).collect();
    let star = (at + 1..end).any(|index| place.token(index).starts_with('*'));
    let names = match brace {
        _ if star => None,
        Some(brace) => {
            Some((brace..end).filter(word).map(|index| (place.token(index), None)).filter(|(name, _)| *name != "self").collect())
        }
        None => module.pop().map(|name| vec![(name, alias.map(|alias| place.token(alias + 1)))]),
    };
    module.retain(|part| !matches!(*part, "crate" | "super" | "self"));
    Some(answer(place, at, end, &module, names))
}

fn answer(place: &Place<'_>, at: usize, end: usize, module: &[&str], names: Option<Vec<(&str, Option<&str>)>>) -> (Diagnostic, u32) {
    let span = place.span_of(at);
    let last = place.end_of(end - 1).end;
    let first = module.first().copied().unwrap_or_default();
    let finding = match (is_foreign_module(first), names) {
        (Some(language), _) => report::foreign_import(first, language, span, removal(place, at, end)),
        (None, Some(names)) if !module.is_empty() && !names.is_empty() => {
            let here = written(module, &names);
            let whole = Span { end: last, ..span };
            report::import(span, &here, Some(Edit { span: whole, text: here.clone() }))
        }
        (None, _) if module.is_empty() => report::import(span, "import module.{name}", None),
        (None, _) => report::import(span, &written(module, &[("…", None)]), None),
    };
    (finding, last)
}
