//! A file to a module: scans it, hands each item to the grammar, lowers the result, and combines the items.
//!
//! Items do not depend on each other and statements of a body hardly do, so items are read side by side, and a long body in parts: that
//! uses all cores, and what pest keeps of a part stays in the cache.

use std::ops::Range;

use pest::Parser;
use pest::iterators::Pairs;

use super::ast::{ErrorItem, Item, ItemKind, Module, Stmt, TaskBody, TaskItem};
use super::errors::{self, Neighbours};
use super::grammar::{Grammar, Rule};
use super::lower::{Context, Lower, Lowered, doc_text};
use super::recover::{Damaged, Recovered};
use super::repair;
use super::report;
use super::scan::{self, ItemSlice, Scan};
use super::token::{ItemWord, Token, TokenKind, codes as codes_of};
use crate::diagnostics::{Diagnostic, Outcome, bounded::Bounded, codes::syntax as codes};
use crate::parallel;
use crate::source::{FileId, SourceFile, Span};

/// Items that nest deeper than this are read in a thread with [`DEEP_STACK`] bytes of stack.
const DEEP: u32 = 16;

/// Enough for the deepest item that the scan lets through, in a build without optimisation.
const DEEP_STACK: usize = 64 << 20;

/// How many tokens of a long body are read at once.
const PART: usize = 2048;

/// Reads a file. The module holds what could be read, with an error item for each declaration that could not.
pub fn parse(file: &SourceFile) -> Outcome<Module> {
    match not_text(file) {
        Some(diagnostic) => Outcome { value: Module::empty(file.id), diagnostics: vec![diagnostic] },
        None => read(file.id, &file.text, true),
    }
}

/// Reads a text; `tries_fixes` says whether the fixes of its mistakes are tried, which reads parts of it again.
fn read(file: FileId, text: &str, tries_fixes: bool) -> Outcome<Module> {
    let mut module = Module::empty(file);
    let scan = scan::scan(file, text);
    let context = Context { file, text, comments: &scan.comments, docs: &scan.docs };
    module.doc = scan.module_doc.map(|(first, last)| doc_text(context, first, last, "##!"));
    let reader = Reader { context, scan: &scan, tries_fixes };
    let mut diagnostics = Bounded::default();
    let mut used_docs = vec![false; scan.docs.len()];
    let mut neighbours = Neighbours::default();
    let mut cut = Cut::default();
    // The bytes of declarations of other languages: what else is in them is part of the same mistake.
    let mut foreign: Vec<Range<u32>> = Vec::new();
    let known = parallel::map(&scan.items, |slice| (slice.word != ItemWord::Unknown).then(|| reader.item(slice)));
    for (slice, known) in scan.items.iter().zip(known) {
        if foreign.last().is_some_and(|bytes| slice.start < bytes.end) {
            continue;
        }
        let foreign_read = known.is_none().then(|| reader.foreign(slice, &mut foreign, &mut used_docs)).flatten();
        let read = known.or(foreign_read).unwrap_or_else(|| reader.unknown(slice, neighbours));
        let read = cut.note(slice, read);
        if let Some(end) = errors::indented_body(&read.diagnostics, text, slice) {
            foreign.push(slice.start..end);
        }
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
                module.items.push(reader.damaged(slice).as_error(slice));
            }
        }
    }
    for (block, _) in scan.docs.iter().zip(&used_docs).filter(|(_, used)| !**used) {
        diagnostics.push(scan::dangling_doc(doc_text(context, block.first, block.last, "##").span));
    }
    let is_outside = |found: &Diagnostic| found.span().is_none_or(|span| foreign.iter().all(|bytes| !bytes.contains(&span.start)));
    diagnostics.extend(scan.diagnostics.into_iter().filter(|found| is_outside(found) && !cut.explains(found)));
    module.tokens = scan.tokens;
    module.tokens.shrink_to_fit();
    module.comments = scan.comments;
    module.line_ends = scan.line_ends;
    Outcome { value: module, diagnostics: diagnostics.into_vec() }
}

/// The result of parsing one slice.
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

/// What follows an item with a block that the grammar refused: if its `{` is missing, a `}` ends the item early, and what is left of it
/// is outside of any declaration. That is not a mistake of its own.
#[derive(Debug, Default)]
struct Cut {
    /// Whether the last item could not be read.
    refused: bool,
    /// The rests of such items.
    rests: Vec<Range<u32>>,
}

impl Cut {
    /// The result of reading a slice, without findings that follow from the item before it.
    fn note(&mut self, slice: &ItemSlice, read: ReadItem) -> ReadItem {
        if slice.word != ItemWord::Unknown {
            let refused = |found: &Diagnostic| found.code == &codes::UNEXPECTED || found.code == &codes::MISSING_BODY;
            self.refused = slice.body.is_some() && read.diagnostics.iter().any(refused);
            return read;
        }
        if !self.refused {
            return read;
        }
        self.rests.push(slice.start..slice.end + 1);
        ReadItem { diagnostics: Vec::new(), ..read }
    }

    fn explains(&self, found: &Diagnostic) -> bool {
        let inside = |at: u32| self.rests.iter().any(|rest| rest.contains(&at));
        found.code == &codes::UNMATCHED_BRACKET && found.span().is_some_and(|span| inside(span.start))
    }
}

/// Reads the items of one file.
struct Reader<'a> {
    context: Context<'a>,
    scan: &'a Scan,
    tries_fixes: bool,
}

impl Reader<'_> {
    fn item(&self, slice: &ItemSlice) -> ReadItem {
        if slice.depth <= DEEP {
            return self.item_here(slice);
        }
        let deep = std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(DEEP_STACK);
            thread.spawn_scoped(scope, || self.item_here(slice)).ok().and_then(|handle| handle.join().ok())
        });
        deep.unwrap_or_else(|| {
            let span = Span::new(self.context.file, slice.start, slice.end);
            ReadItem::failed(vec![report::nested_too_deeply(span)])
        })
    }

    fn item_here(&self, slice: &ItemSlice) -> ReadItem {
        if !slice.broken
            && let Some(read) = self.in_parts(slice)
        {
            return read;
        }
        if slice.broken && slice.depth as usize > scan::MAX_NESTING {
            return ReadItem::failed(Vec::new());
        }
        let damaged = self.damaged(slice);
        if slice.broken {
            return self.rest(slice, damaged, None, Vec::new());
        }
        match self.whole(damaged.tokens) {
            Some(read) => read,
            None if slice.reported => self.rest(slice, damaged, None, Vec::new()),
            None => {
                let mut found = errors::diagnose_item(self.context.file, self.context.text, slice, damaged.tokens);
                let repaired = repair::repaired(damaged, &found);
                if self.tries_fixes {
                    let text = self.context.text.get(slice.start as usize..slice.end as usize).unwrap_or("");
                    errors::law::keep(text, slice.start, &mut found, |text| read(self.context.file, text, false).diagnostics);
                }
                self.rest(slice, damaged, repaired, found)
            }
        }
    }

    /// The tokens of an item.
    fn damaged(&self, slice: &ItemSlice) -> Damaged<'_> {
        Damaged { file: self.context.file, text: self.context.text, tokens: self.scan.tokens.get(slice.tokens()).unwrap_or_default() }
    }

    /// The parts that can be kept of an item with mistakes, which have been reported already; `repaired` are its tokens without those that a
    /// finding repairs.
    fn rest(&self, slice: &ItemSlice, damaged: Damaged<'_>, repaired: Option<Recovered>, mut diagnostics: Vec<Diagnostic>) -> ReadItem {
        // Where brackets are missing, statements are not where they seem to be.
        let is_shifted = slice.broken || slice.reported || diagnostics.iter().any(|found| found.code == &codes::MISSING_BODY);
        let (damaged, types) = match &repaired {
            Some(repaired) => (Damaged { tokens: &repaired.tokens, ..damaged }, repaired.errors.clone()),
            None => (damaged, Vec::new()),
        };
        let by_statements = if is_shifted { None } else { damaged.by_statements() };
        let body = || self.scan.tokens.get(slice.body? as usize).copied();
        let Some(recovered) = by_statements.or_else(|| damaged.by_head(body()?)) else { return ReadItem::failed(diagnostics) };
        let codes = codes_of(&recovered.tokens);
        let Ok(pairs) = Grammar::parse(Rule::file_item, &codes) else { return ReadItem::failed(diagnostics) };
        let mut lower = Lower::new(self.context, &recovered.tokens);
        lower.errors = types.into_iter().chain(recovered.errors).collect();
        let item = pairs.into_iter().next().and_then(|pair| lower.item(pair));
        diagnostics.extend(lower.diagnostics.into_vec());
        ReadItem { item, used_docs: lower.used_docs, diagnostics }
    }

    /// Reads an item; `None` if the grammar refuses it.
    fn whole(&self, tokens: &[Token]) -> Option<ReadItem> {
        let codes = codes_of(tokens);
        let pairs: Pairs<'_, Rule> = Grammar::parse(Rule::file_item, &codes).ok()?;
        let mut lower = Lower::new(self.context, tokens);
        let item = pairs.into_iter().next().and_then(|pair| lower.item(pair));
        Some(ReadItem { item, used_docs: lower.used_docs, diagnostics: lower.diagnostics.into_vec() })
    }

    /// Reads an item with a long body in parts. `None` if it has none, or if there is a mistake in it, which is explained where the whole
    /// is read.
    fn in_parts(&self, slice: &ItemSlice) -> Option<ReadItem> {
        let (first, body, last) = (slice.first as usize, slice.body? as usize, (slice.after as usize).checked_sub(1)?);
        let parts = self.parts(body, last)?;
        // The item without what its body holds.
        let frame: Vec<Token> = self.scan.tokens.get(first..=body)?.iter().chain(self.scan.tokens.get(last)).copied().collect();
        let mut read = self.whole(&frame)?;
        let Some(Lowered::Item(item)) = &mut read.item else { return None };
        let block = match &mut item.kind {
            ItemKind::Fn(item) => &mut item.body,
            ItemKind::Task(TaskItem { body: TaskBody::Code(body), .. }) => body,
            ItemKind::Workflow(item) => &mut item.body,
            _ => return None,
        };
        let parts = parallel::map(&parts, |part| self.statements(part.clone()));
        let mut too_deep = false;
        block.stmts.reserve(parts.iter().flatten().map(|(statements, _)| statements.len()).sum());
        for part in parts {
            let (statements, lower) = part?;
            block.stmts.extend(statements);
            read.used_docs.extend(lower.used_docs);
            read.diagnostics.extend(lower.diagnostics.into_vec());
            // Where the whole is read, a second expression that is nested too deeply is not reported.
            if lower.too_deep && std::mem::replace(&mut too_deep, true) {
                return None;
            }
        }
        Some(read)
    }

    /// The parts of the body between two tokens, if it is long: whole statements each.
    fn parts(&self, body: usize, last: usize) -> Option<Vec<Range<usize>>> {
        if last.checked_sub(body)? < 2 * PART {
            return None;
        }
        let breaks = &self.scan.breaks;
        let inside = breaks.partition_point(|at| (*at as usize) < body)..breaks.partition_point(|at| (*at as usize) < last);
        let mut parts = Vec::new();
        let mut start = body + 1;
        for at in breaks.get(inside)?.iter().map(|at| *at as usize) {
            if at - start >= PART {
                parts.push(start..at);
                start = at + 1;
            }
        }
        parts.push(start..last);
        Some(parts)
    }

    /// Reads whole statements; `None` if the grammar refuses one.
    fn statements(&self, part: Range<usize>) -> Option<(Vec<Stmt>, Lower<'_>)> {
        let tokens = self.scan.tokens.get(part)?;
        let codes = codes_of(tokens);
        let pairs = Grammar::parse(Rule::statements, &codes).ok()?;
        let mut lower = Lower::new(self.context, tokens);
        Some((lower.statements(pairs), lower))
    }

    /// Declarations of other languages: their names are declared, so that nothing else is said of them. A slice may hold several, because
    /// `;` ends none.
    fn foreign(&self, slice: &ItemSlice, foreign: &mut Vec<Range<u32>>, used_docs: &mut [bool]) -> Option<ReadItem> {
        let (mut rest, mut names, mut diagnostics) = (*slice, Vec::new(), Vec::new());
        while let Some(found) = errors::foreign_declaration(self.context.file, self.context.text, &rest, &self.scan.tokens) {
            foreign.push(rest.start..found.end);
            for declared in found.names {
                names.extend(self.damaged(slice).names(self.scan.tokens.get(declared).unwrap_or_default()));
            }
            diagnostics.push(found.finding);
            let tokens = self.scan.tokens.get(rest.tokens()).unwrap_or_default();
            let read = tokens.iter().take_while(|token| token.start < found.end || token.kind == TokenKind::Semicolon).count();
            let Some(next) = tokens.get(read).filter(|_| read > 0) else { break };
            rest = ItemSlice { start: next.start, first: rest.first + read as u32, ..rest };
        }
        let end = foreign.last().filter(|_| !diagnostics.is_empty())?.end;
        mark_docs(self.scan, &ItemSlice { end, ..*slice }, used_docs);
        let span = Span::new(self.context.file, slice.start, end);
        let item = Item { doc: None, span, kind: ItemKind::Error(ErrorItem { names }) };
        Some(ReadItem { item: Some(Lowered::Item(Box::new(item))), ..ReadItem::failed(diagnostics) })
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
        return Some(report::too_large(&file.path));
    }
    let at = file.text.bytes().position(|byte| byte == 0)?;
    let span = Span::new(file.id, at as u32, at as u32 + 1);
    Some(report::not_text(&file.path, span))
}

/// The doc comments of a broken item belong to something that was not read.
fn mark_docs(scan: &Scan, slice: &ItemSlice, used: &mut [bool]) {
    let first = scan.docs.partition_point(|doc| doc.token < slice.start);
    let after = scan.docs.partition_point(|doc| doc.token <= slice.end);
    used.iter_mut().take(after).skip(first).for_each(|used| *used = true);
}
