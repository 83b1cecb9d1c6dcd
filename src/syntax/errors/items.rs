//! The top level: imports, and what is not a declaration.

use super::foreign;
use super::habits;
use super::place::{Place, any_of};
use super::report;
use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{Diagnostic, Edit};
use crate::source::{FileId, Span};
use crate::syntax::scan::ItemSlice;
use crate::syntax::token::{Class, ItemWord, TokenKind};

/// Imports have one form.
pub(super) fn import_form(place: &Place<'_>) -> Option<Diagnostic> {
    if place.item != ItemWord::Import || place.is_reserved() {
        return None;
    }
    let end = (1..).find(|index| place.kind_of(*index).is_none()).unwrap_or(1);
    let mut path = Vec::new();
    let mut index = 1;
    while place.is_name(index) {
        path.push(place.token(index));
        index += 1;
        let separator =
            if place.token(index) == "." { 1 } else { 2 * usize::from(place.token(index) == ":" && place.token(index + 1) == ":") };
        if separator == 0 {
            break;
        }
        index += separator;
    }
    if let Some(first) = path.first()
        && let Some(language) = foreign::is_foreign_module(first)
    {
        return Some(foreign::foreign_import(first, language, place.span_of(1), foreign::removal(place, 0, end)));
    }
    let whole = place.between(0, end - 1);
    if let Some((module, language)) = foreign_source(place, end) {
        return Some(foreign::foreign_import(module, language, place.span_of(1), foreign::removal(place, 0, end)));
    }
    if let Some(import) = from_text(place, end) {
        return Some(report::import_written(whole, &import));
    }
    let alias = Some(place.token(index + 1)).filter(|alias| place.token(index) == "as" && !alias.is_empty());
    let ends = place.kind_of(index).is_none() || alias.is_some();
    // `import shared.tax`, of which `tax.gross` is used
    if let Some(called) = alias.or(path.last().copied())
        && ends
    {
        let used = members_used(place, called, whole);
        if !used.is_empty() {
            let mut names: Vec<&str> = used.iter().map(|(name, _)| *name).collect();
            names.sort_unstable();
            names.dedup();
            let names: Vec<_> = names.into_iter().map(|name| (name, None)).collect();
            let gone = used.into_iter().map(|(_, span)| Edit { span, text: String::new() });
            return Some(report::module_import(place.span(), called, &foreign::written_import(&path, &names), whole, gone.collect()));
        }
    }
    if let [module @ .., name] = path.as_slice()
        && ends
        && alias.is_none()
        && !module.is_empty()
    {
        return Some(report::import_form(place.span(), &expected(place), &foreign::written_import(module, &[(name, None)]), Some(whole)));
    }
    let help = match path.as_slice() {
        module if !module.is_empty() && (ends || place.current().starts_with('*') || place.token(index) == ",") => {
            format!("import {}.{{…}}", module.join("."))
        }
        _ => "import shared.pricing.{MapInput, prepare as prep}".to_owned(),
    };
    Some(report::import_form(place.span(), &expected(place), &help, None))
}

/// The module of another language in `import { a } from "fs"`, with that language.
fn foreign_source<'a>(place: &Place<'a>, end: usize) -> Option<(&'a str, &'static str)> {
    let from = (1..end).find(|index| place.token(*index) == "from")?;
    let module =
        place.token(from + 1).trim_matches(['"', '\'']).split(['/', ':']).find(|part| !matches!(*part, "" | "." | "@" | "node"))?;
    foreign::is_foreign_module(module).map(|language| (module, language))
}

/// `import { a, b as c } from "./shared/prices"`, as it is written here
fn from_text(place: &Place<'_>, end: usize) -> Option<String> {
    let from = (1..end).find(|index| place.token(*index) == "from")?;
    let path = place.token(from + 1).trim_matches(['"', '\'']);
    let module: Vec<&str> = path.trim_end_matches(".ts").split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let listed = place.words(1, from);
    let names: Vec<(&str, Option<&str>)> = listed
        .split(|word| matches!(*word, "," | "{" | "}"))
        .filter_map(|name| match name {
            [name] if *name != "*" => Some((*name, None)),
            [name, "as", alias] if *name != "*" => Some((*name, Some(*alias))),
            _ => None,
        })
        .collect();
    (!module.is_empty() && !names.is_empty()).then(|| foreign::written_import(&module, &names))
}

fn expected(place: &Place<'_>) -> String {
    match place.bracket() {
        "{" => any_of(&[TokenKind::Name, TokenKind::Comma, TokenKind::BraceClose]),
        _ if place.index() == 1 => "the path of a module".to_owned(),
        _ => "`.{`".to_owned(),
    }
}

/// The surroundings of a slice that is not an item.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::syntax) struct Neighbours {
    pub(in crate::syntax) before: Option<ItemSlice>,
    /// The line before it was not an item either, and was reported.
    pub(in crate::syntax) in_row: bool,
}

/// The finding about text at the top level that is not an item. `None` if it continues what was reported already.
pub(in crate::syntax) fn unknown_item(file: FileId, text: &str, slice: &ItemSlice, neighbours: Neighbours) -> Option<Diagnostic> {
    if neighbours.in_row {
        return None;
    }
    let written = text.get(slice.start as usize..slice.end as usize)?;
    let length = written.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(written.len());
    let word = &written[..length];
    // A sign of any length where there is no word.
    let shown = if length == 0 { written.chars().next().map_or(0, char::len_utf8) } else { length };
    let span = Span::new(file, slice.start, slice.start + shown as u32);
    if written.starts_with("//") || written.starts_with("/*") {
        let slashes = Span::new(file, slice.start, slice.start + 2);
        return Some(habits::foreign_comment(slashes, "this does not start a comment"));
    }
    if let Some(text) = habits::docstring(written) {
        let whole = Span::new(file, slice.start, slice.start + written.trim_end().len() as u32);
        return Some(habits::documentation(whole, text, neighbours.before.is_none()));
    }
    if let Some(help) = habits::foreign(word) {
        return Some(habits::foreign_keyword(word, span, help));
    }
    let named = written[length..].trim_start().starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '`' || c == '"');
    let is_item = named && !is_statement(word);
    if let Some(near) = nearest(word, ItemWord::TOKENS.iter().filter_map(|token| token.written())).filter(|_| is_item && word.len() > 1) {
        return Some(report::misspelt_item(word, near, span));
    }
    let finding = if is_item { report::not_a_declaration(word, span) } else { report::statement_at_top_level(span) };
    Some(match word {
        "let" | "var" => finding.help("declare a value of the module with `const NAME = …`"),
        _ => with_end(file, text, finding, neighbours).help("statements belong in the body of a `task`, `workflow` or `fn`"),
    })
}

fn is_statement(word: &str) -> bool {
    let word = TokenKind::of_word(word);
    match word.class() {
        Class::Keyword => ItemWord::of(word) == ItemWord::Unknown,
        _ => matches!(word, TokenKind::Assert | TokenKind::Map | TokenKind::Launch | TokenKind::Not),
    }
}

/// Adds where the body ended that the text may have been meant for.
fn with_end(file: FileId, text: &str, diagnostic: Diagnostic, neighbours: Neighbours) -> Diagnostic {
    match neighbours.before {
        Some(item) if matches!(item.word, ItemWord::Fn | ItemWord::Task | ItemWord::Workflow | ItemWord::Test) && item.end > item.start => {
            // After a string that is not closed any character may be the last.
            let last = text.get(item.start as usize..item.end as usize).and_then(|item| item.chars().next_back());
            let length = last.map_or(0, char::len_utf8) as u32;
            diagnostic.at(Span::new(file, item.end - length, item.end), "the declaration above ends here")
        }
        _ => diagnostic,
    }
}

/// The names after `module.` in the file, with the place of the module's name and the point before each.
fn members_used<'a>(place: &Place<'a>, module: &str, import: Span) -> Vec<(&'a str, Span)> {
    let text = place.text();
    let is_word = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let mut used = Vec::new();
    for (at, _) in text.match_indices(module) {
        let before = text[..at].chars().next_back();
        let Some(member) = text[at + module.len()..].strip_prefix('.') else { continue };
        let name = &member[..member.find(|char| !is_word(char)).unwrap_or(member.len())];
        let span = Span::new(import.file, at as u32, (at + module.len() + 1) as u32);
        let is_use = !before.is_some_and(|char| is_word(char) || char == '.') && name.starts_with(|char: char| char.is_ascii_alphabetic());
        if is_use && !(import.start <= span.start && span.end <= import.end) {
            used.push((name, span));
        }
    }
    used
}
