//! A file to a module: scans it, hands each item to the grammar, lowers what it gives, and puts the rest together.

use std::sync::OnceLock;

use pest::Parser;
use pest::iterators::Pairs;

use super::ast::{ErrorItem, Ident, Item, ItemKind, Module};
use super::errors::{self, Neighbours};
use super::grammar::{Grammar, Rule};
use super::lower::{Context, Lower, Lowered, doc_text, name_of};
use super::scan::{self, ItemSlice, ItemWord, Scan, Token};
use crate::diagnostics::{Diagnostic, Outcome, codes::syntax as codes};
use crate::source::{SourceFile, Span};

/// Items that nest deeper than this are read in a thread with [`DEEP_STACK`] bytes of stack.
const DEEP: u32 = 16;

/// Enough for the deepest item that the scan lets through, in a build without optimisation.
const DEEP_STACK: usize = 64 << 20;

/// Reads a file. The module holds what could be read, with an error item for each declaration that could not.
pub fn parse(file: &SourceFile) -> Outcome<Module> {
    let mut module =
        Module { file: file.id, doc: None, imports: Vec::new(), items: Vec::new(), comments: Vec::new(), line_ends: Vec::new() };
    if let Some(diagnostic) = not_text(file) {
        return Outcome { value: module, diagnostics: vec![diagnostic] };
    }
    let scan = scan::scan(file.id, &file.text, false);
    let context = Context { file: file.id, text: &file.text, masked: &scan.masked, comments: &scan.comments, docs: &scan.docs };
    module.doc = scan.module_doc.map(|(first, last)| doc_text(context, first, last, "##!"));
    let reader = Reader { context, scan: &scan, tokens: OnceLock::new() };
    let mut diagnostics = Vec::new();
    let mut used_docs = vec![false; scan.docs.len()];
    let mut neighbours = Neighbours::default();
    for slice in &scan.items {
        let read = if slice.word == ItemWord::Unknown { reader.unknown(slice, neighbours) } else { reader.item(slice) };
        neighbours.in_row = slice.word == ItemWord::Unknown;
        neighbours.before = Some(*slice).filter(|_| !neighbours.in_row).or(neighbours.before);
        for index in read.used_docs {
            used_docs[index] = true;
        }
        diagnostics.extend(read.diagnostics);
        match read.item {
            Some(Lowered::Import(import)) => module.imports.push(import),
            Some(Lowered::Item(item)) => module.items.push(*item),
            None => {
                mark_docs(&scan, slice, &mut used_docs);
                module.items.extend(error_item(context, slice));
            }
        }
    }
    for (block, _) in scan.docs.iter().zip(&used_docs).filter(|(_, used)| !**used) {
        diagnostics.push(scan::dangling(doc_text(context, block.first, block.last, "##").span));
    }
    diagnostics.extend(scan.diagnostics);
    module.comments = scan.comments;
    module.line_ends = scan.line_ends;
    Outcome { value: module, diagnostics }
}

/// What became of one slice.
struct ReadItem {
    item: Option<Lowered>,
    used_docs: Vec<usize>,
    diagnostics: Vec<Diagnostic>,
}

impl ReadItem {
    fn failed(diagnostics: Vec<Diagnostic>) -> Self {
        Self { item: None, used_docs: Vec::new(), diagnostics }
    }
}

/// Reads the items of one file.
struct Reader<'a> {
    context: Context<'a>,
    scan: &'a Scan,
    /// The tokens of the file, scanned again when the first item is refused.
    tokens: OnceLock<Vec<Token>>,
}

impl Reader<'_> {
    fn item(&self, slice: &ItemSlice) -> ReadItem {
        if slice.broken {
            return ReadItem::failed(Vec::new());
        }
        if slice.depth <= DEEP {
            return self.item_here(slice);
        }
        let deep = std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(DEEP_STACK);
            thread.spawn_scoped(scope, || self.item_here(slice)).ok().and_then(|handle| handle.join().ok())
        });
        deep.unwrap_or_else(|| {
            let span = Span::new(self.context.file, slice.start, slice.end);
            ReadItem::failed(vec![Diagnostic::new(&codes::NESTED_TOO_DEEPLY, "this is nested too deeply").at(span, "in this declaration")])
        })
    }

    fn item_here(&self, slice: &ItemSlice) -> ReadItem {
        let text = self.scan.masked.get(slice.start as usize..slice.end as usize).unwrap_or("");
        let pairs: Pairs<'_, Rule> = match Grammar::parse(Rule::file_item, text) {
            Ok(pairs) => pairs,
            Err(_) if slice.reported => return ReadItem::failed(Vec::new()),
            Err(_) => return ReadItem::failed(self.diagnose(slice)),
        };
        let mut lower = Lower::new(self.context, slice.start);
        let item = pairs.into_iter().next().and_then(|pair| lower.item(pair));
        ReadItem { item, used_docs: lower.used_docs, diagnostics: lower.diagnostics }
    }

    fn diagnose(&self, slice: &ItemSlice) -> Vec<Diagnostic> {
        let Context { file, text, .. } = self.context;
        let tokens = self.tokens.get_or_init(|| scan::scan(file, text, true).tokens);
        errors::diagnose_item(file, text, &self.scan.masked, slice, tokens)
    }

    fn unknown(&self, slice: &ItemSlice, neighbours: Neighbours) -> ReadItem {
        if slice.broken || slice.reported {
            return ReadItem::failed(Vec::new());
        }
        ReadItem::failed(errors::unknown_item(self.context.file, self.context.text, slice, neighbours).into_iter().collect())
    }
}

/// Binary data, or more text than spans can address.
fn not_text(file: &SourceFile) -> Option<Diagnostic> {
    if file.text.len() > i32::MAX as usize {
        let diagnostic = Diagnostic::new(&codes::NOT_TEXT, format!("`{}` is too large", file.path.display()));
        return Some(diagnostic.help("a module holds at most two gigabytes"));
    }
    let at = file.text.bytes().position(|byte| byte == 0)?;
    let span = Span::new(file.id, at as u32, at as u32 + 1);
    let diagnostic = Diagnostic::new(&codes::NOT_TEXT, format!("`{}` is no text file", file.path.display()));
    Some(diagnostic.at(span, "a zero byte").help("a module is UTF-8 text; was this file written as UTF-16, or is it no source?"))
}

/// The doc comments of a broken item belong to something that was not read.
fn mark_docs(scan: &Scan, slice: &ItemSlice, used: &mut [bool]) {
    for (doc, used) in scan.docs.iter().zip(used) {
        *used |= slice.start <= doc.token && doc.token <= slice.end;
    }
}

/// What is left of a declaration that could not be read: its name.
fn error_item(context: Context<'_>, slice: &ItemSlice) -> Option<Item> {
    if matches!(slice.word, ItemWord::Import | ItemWord::Unknown) {
        return None;
    }
    let span = Span::new(context.file, slice.start, slice.end);
    let text = context.text.get(slice.start as usize..slice.end as usize)?;
    Some(Item { doc: None, span, kind: ItemKind::Error(ErrorItem { name: declared_name(span, text, slice.word) }) })
}

/// The word behind the item's own.
fn declared_name(span: Span, text: &str, word: ItemWord) -> Option<Ident> {
    if word == ItemWord::Test {
        return None;
    }
    let keyword = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    let rest = &text[keyword..];
    let name = rest.trim_start_matches([' ', '\t']);
    let start = keyword + rest.len() - name.len();
    let length = match name.strip_prefix('`') {
        Some(quoted) => quoted.find('`')? + 2,
        None => name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(name.len()),
    };
    let written = &name[..length];
    if !written.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '`') {
        return None;
    }
    let start = span.start + start as u32;
    Some(Ident { name: name_of(written), span: Span::new(span.file, start, start + length as u32) })
}
