//! pest's pairs to the syntax tree: literals get their values, operators their order, doc comments their owners.
//!
//! Mistakes that the grammar accepts and the language does not (a comparison of three, `with` twice) are reported here, where
//! both sides are known; the tree is built all the same.

mod control;
mod expr;
mod items;
mod literals;
mod options;
mod report;
mod stmt;
mod strings;
mod types;

use pest::iterators::{Pair, Pairs};

use crate::diagnostics::{Diagnostic, bounded::Bounded};
use crate::source::{FileId, Name, Span};
use crate::syntax::ast::{Comment, Doc, ErrorStmt, Expr, ExprKind, Ident, Import, Item, Stmt};
use crate::syntax::grammar::Rule;
use crate::syntax::scan::{DocBlock, is_doc};
use crate::syntax::token::Token;

/// Expressions may nest this deep, chains of operators and of methods included, because later stages recurse over them.
pub(super) const MAX_DEPTH: usize = 512;

/// The result of lowering an item.
#[derive(Debug)]
pub(super) enum Lowered {
    Import(Import),
    /// A declaration.
    Item(Box<Item>),
}

/// The input of lowering besides the pairs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    pub file: FileId,
    /// Its text as written.
    pub text: &'a str,
    pub comments: &'a [Comment],
    /// Its doc comments by the token after them.
    pub docs: &'a [DocBlock],
}

/// One item on its way to the tree.
#[derive(Debug)]
pub(super) struct Lower<'a> {
    context: Context<'a>,
    /// The tokens of the item: pest's positions are their indices.
    tokens: &'a [Token],
    /// The statements in error among them, by their first byte.
    pub errors: Vec<(u32, ErrorStmt)>,
    depth: usize,
    /// Whether an expression that is nested too deeply was reported.
    pub too_deep: bool,
    /// The places of integers of 2⁶³ whose minus sign has not been reached yet.
    unsigned: Vec<u32>,
    /// The doc comments that found an owner, by their index.
    pub used_docs: Vec<usize>,
    /// The findings so far.
    pub diagnostics: Bounded,
}

type Node<'i> = Pair<'i, Rule>;

impl<'a> Lower<'a> {
    /// For the item of these tokens.
    pub(super) fn new(context: Context<'a>, tokens: &'a [Token]) -> Self {
        Self {
            context,
            tokens,
            errors: Vec::new(),
            depth: 0,
            too_deep: false,
            unsigned: Vec::new(),
            used_docs: Vec::new(),
            diagnostics: Bounded::default(),
        }
    }

    /// Lowers the pair of one item. `None` if it is not an item.
    pub(super) fn item(&mut self, pair: Node<'_>) -> Option<Lowered> {
        let lowered = self.any_item(pair);
        self.report_unsigned();
        lowered
    }

    /// Lowers statements of a body.
    pub(super) fn statements(&mut self, pairs: Pairs<'_, Rule>) -> Vec<Stmt> {
        let mut statements = Vec::with_capacity(pairs.len());
        statements.extend(pairs.filter_map(|pair| self.statement(pair)));
        self.report_unsigned();
        statements
    }

    fn report_unsigned(&mut self) {
        for start in std::mem::take(&mut self.unsigned) {
            let span = Span::new(self.context.file, start, start + 19);
            self.diagnostics.push(report::integer_range(span));
        }
    }

    fn span(&self, pair: &Node<'_>) -> Span {
        let span = pair.as_span();
        let (first, after) = (span.start(), span.end());
        let start = self.tokens.get(first).or(self.tokens.last()).map_or(0, |token| token.start);
        let end = self.tokens.get(first.max(after.saturating_sub(1))).map_or(start, |token| token.end);
        Span::new(self.context.file, start, if first == after { start } else { end })
    }

    fn token_span(&self, token: &Token) -> Span {
        Span::new(self.context.file, token.start, token.end)
    }

    /// The text of a pair as written.
    fn text(&self, pair: &Node<'_>) -> &'a str {
        self.source(self.span(pair))
    }

    /// The text as written under a span.
    fn source(&self, span: Span) -> &'a str {
        self.context.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A name; the backticks are not part of it.
    fn ident(&self, pair: &Node<'_>) -> Ident {
        let span = self.span(pair);
        Ident { name: name_of(self.source(span)), span }
    }

    /// A word of the grammar with its place.
    fn keyword(&self, pair: &Node<'_>) -> Ident {
        let span = self.span(pair);
        Ident { name: Name::new(self.source(span)), span }
    }

    fn missing_ident(&self, at: Span) -> Ident {
        Ident { name: Name::default(), span: at }
    }

    /// The doc comment above the token at `start`.
    fn doc(&mut self, start: u32) -> Option<Doc> {
        if self.context.docs.is_empty() {
            return None;
        }
        let index = self.context.docs.binary_search_by_key(&start, |doc| doc.token).ok()?;
        self.used_docs.push(index);
        let block = self.context.docs[index];
        Some(doc_text(self.context, block.first, block.last, "##"))
    }

    /// Runs `inner` with `levels` more of depth; past the limit reports it once and returns `none` instead.
    fn deeper(&mut self, levels: usize, span: Span, inner: impl FnOnce(&mut Self) -> Expr) -> Expr {
        self.depth += levels;
        let expr = if self.depth > MAX_DEPTH {
            self.report_depth(span);
            Expr::new(ExprKind::Error, span)
        } else {
            inner(self)
        };
        self.depth -= levels;
        expr
    }

    fn report_depth(&mut self, span: Span) {
        if !std::mem::replace(&mut self.too_deep, true) {
            let shown = Span::new(span.file, span.start, span.end.min(span.start + 40));
            let shown = if self.source(shown).is_empty() { span } else { shown };
            self.report(report::nested_too_deeply(shown, MAX_DEPTH));
        }
    }
}

/// The name as written, without backticks.
pub(super) fn name_of(text: &str) -> Name {
    match text.strip_prefix('`') {
        Some(inner) => Name::new(inner.strip_suffix('`').unwrap_or(inner)),
        None => Name::new(text),
    }
}

/// The doc lines among the comments `first..=last`, joined.
pub(super) fn doc_text(context: Context<'_>, first: usize, last: usize, mark: &str) -> Doc {
    let comments = context.comments.get(first..=last).unwrap_or_default();
    let mut text = String::new();
    let mut lines = 0;
    let mut span: Option<Span> = None;
    for comment in comments {
        let written = context.text.get(comment.span.start as usize..comment.span.end as usize).unwrap_or("");
        if mark == "##" && !is_doc(written) {
            continue;
        }
        let Some(line) = written.strip_prefix(mark) else { continue };
        if lines > 0 {
            text.push('\n');
        }
        lines += 1;
        text.push_str(line.strip_prefix(' ').unwrap_or(line).trim_end());
        span = Some(span.map_or(comment.span, |so_far| so_far.to(comment.span)));
    }
    Doc { text, span: span.unwrap_or_default() }
}
