//! The tokens around a mistake.

use crate::source::{FileId, Span};
use crate::syntax::token::{Class, ItemWord, Token, TokenKind};

/// A place in the tokens of an item at which the grammar could not continue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    file: FileId,
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    opener: Option<usize>,
    statement: usize,
    pub(super) item: ItemWord,
}

impl<'a> Place<'a> {
    /// The place of the token at the index `at`, in the item that `tokens` make.
    pub(super) fn new(file: FileId, text: &'a str, tokens: &'a [Token], item: ItemWord, at: usize) -> Self {
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut statement = 0;
        for (index, token) in tokens[..at].iter().enumerate() {
            match (token.kind.class(), token.kind) {
                (Class::Open | Class::OpenBlock, _) => {
                    open.push((index, statement));
                    statement = index + 1;
                }
                (Class::Close, _) => statement = open.pop().map_or(0, |(_, outer)| outer),
                (_, TokenKind::Newline | TokenKind::Semicolon | TokenKind::Comma) => statement = index + 1,
                _ => {}
            }
        }
        Self { file, text, tokens, at, opener: open.last().map(|(index, _)| *index), statement, item }
    }

    /// The index of the token where the grammar stopped; the number of tokens at the end.
    pub(super) fn index(&self) -> usize {
        self.at
    }

    /// The token at an index; empty outside of the item.
    pub(super) fn token(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| token.written(self.text))
    }

    pub(super) fn kind_of(&self, index: usize) -> Option<TokenKind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    pub(super) fn class_of(&self, index: usize) -> Option<Class> {
        self.kind_of(index).map(TokenKind::class)
    }

    pub(super) fn current(&self) -> &'a str {
        self.token(self.at)
    }

    pub(super) fn kind(&self) -> Option<TokenKind> {
        self.kind_of(self.at)
    }

    /// The token `back` before the current one.
    pub(super) fn before(&self, back: usize) -> &'a str {
        self.at.checked_sub(back).map_or("", |index| self.token(index))
    }

    pub(super) fn class(&self) -> Option<Class> {
        self.class_of(self.at)
    }

    pub(super) fn after(&self, ahead: usize) -> &'a str {
        self.token(self.at + ahead)
    }

    /// The opening bracket around the place.
    pub(super) fn opener(&self) -> Option<usize> {
        self.opener
    }

    /// The opening bracket, as text.
    pub(super) fn bracket(&self) -> &'a str {
        self.opener.map_or("", |index| self.token(index))
    }

    /// The token before the opening bracket.
    pub(super) fn before_bracket(&self, back: usize) -> &'a str {
        self.opener.and_then(|index| index.checked_sub(back)).map_or("", |index| self.token(index))
    }

    pub(super) fn in_block(&self) -> bool {
        self.opener.and_then(|index| self.class_of(index)) == Some(Class::OpenBlock)
    }

    /// Whether the bracket around the place is that of a `match`.
    pub(super) fn in_match(&self) -> bool {
        self.match_head().is_some()
    }

    /// The `match` in whose braces the place is.
    pub(super) fn match_head(&self) -> Option<usize> {
        let open = self.opener.filter(|_| self.in_block())?;
        let head = (0..open).rev().take_while(|index| !matches!(self.class_of(*index), Some(Class::Newline | Class::OpenBlock)));
        head.into_iter().find(|index| self.token(*index) == "match")
    }

    /// Whether the place is in a part of a `try` of another language that follows its first one.
    pub(super) fn continues_try(&self) -> bool {
        [self.statement_word(), self.current(), self.before(1)]
            .iter()
            .any(|word| matches!(*word, "except" | "catch" | "finally" | "rescue" | "ensure"))
    }

    /// Where the statement, entry or element begins that holds the place.
    pub(super) fn statement(&self) -> usize {
        self.statement
    }

    /// Whether the place is where the statement begins.
    pub(super) fn at_statement(&self) -> bool {
        self.statement == self.at
    }

    /// Whether `{ … }` around the place is the list of fields of a `struct` or the variants of an `enum`.
    pub(super) fn in_declaration(&self) -> bool {
        matches!(self.item, ItemWord::Struct | ItemWord::Enum) && self.opener == Some(2)
    }

    /// Whether the place is between the parentheses of a declaration's parameters.
    pub(super) fn in_params(&self) -> bool {
        self.has_header() && self.opener == Some(2) && self.bracket() == "("
    }

    /// Whether nothing more comes in the statement.
    pub(super) fn is_end(&self) -> bool {
        matches!(self.class(), None | Some(Class::Newline | Class::Close))
            || matches!(self.kind(), Some(TokenKind::Comma | TokenKind::Semicolon))
    }

    /// Whether the token at `index` starts an operand.
    pub(super) fn begins_operand(&self, index: usize) -> bool {
        let Some(kind) = self.kind_of(index) else { return false };
        match kind.class() {
            Class::Name | Class::Contextual | Class::Constant | Class::Number | Class::Text | Class::Open | Class::OpenBlock => true,
            Class::Keyword => kind != TokenKind::Else,
            Class::WordOperator => kind == TokenKind::Not,
            Class::Operator | Class::Punctuation | Class::Close | Class::Newline | Class::Error => false,
        }
    }

    /// Whether the token at `index` ends an operand.
    pub(super) fn ends_operand(&self, index: usize) -> bool {
        let ends = [Class::Name, Class::Contextual, Class::Constant, Class::Number, Class::Text, Class::Close];
        self.class_of(index).is_some_and(|class| ends.contains(&class))
    }

    /// Whether a statement can begin with the token at `index`.
    pub(super) fn starts_statement(&self, index: usize) -> bool {
        index.checked_sub(1).is_some_and(|before| {
            matches!(self.class_of(before), Some(Class::OpenBlock | Class::Newline))
                || matches!(self.token(before), ";" | "=>" | "else" | "|" | ":")
        })
    }

    /// Whether the token at `index` is an operator between two values.
    pub(super) fn begins_operator(&self, index: usize) -> bool {
        matches!(self.class_of(index), Some(Class::Operator | Class::WordOperator)) || matches!(self.token(index), "." | "?")
    }

    /// The blanks at the start of the line of a token.
    pub(super) fn indentation(&self, index: usize) -> &'a str {
        let start = self.span_of(index).start as usize;
        let line = self.text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let rest = self.text.get(line..start).unwrap_or("");
        &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()]
    }

    /// Whether two tokens are adjacent.
    pub(super) fn glued(&self, index: usize) -> bool {
        match (index.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(index)) {
            (Some(before), Some(token)) => before.end == token.start,
            _ => false,
        }
    }

    /// Whether there is a line break between the token at `index` and the one before it.
    pub(super) fn first_on_line(&self, index: usize) -> bool {
        match (index.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(index)) {
            (Some(before), Some(token)) => {
                before.kind == TokenKind::Newline
                    || self.text.get(before.end as usize..token.start as usize).is_some_and(|between| between.contains('\n'))
            }
            _ => true,
        }
    }

    pub(super) fn span_of(&self, index: usize) -> Span {
        match self.tokens.get(index) {
            Some(token) if token.kind == TokenKind::Newline => self.end_of(index.wrapping_sub(1)),
            Some(token) => Span::new(self.file, token.start, token.end),
            None => self.end_of(self.tokens.len().wrapping_sub(1)),
        }
    }

    /// The empty place after a token.
    pub(super) fn end_of(&self, index: usize) -> Span {
        let end = self.tokens.get(index).map_or(0, |token| token.end);
        Span::new(self.file, end, end)
    }

    /// The text of the file.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// How many bytes a token is from the beginning of its line.
    pub(super) fn column(&self, index: usize) -> usize {
        let start = self.tokens.get(index).map_or(0, |token| token.start as usize);
        self.text.get(..start).map_or(0, |before| before.len() - before.rfind('\n').map_or(0, |at| at + 1))
    }

    /// From one token to another, both included.
    pub(super) fn between(&self, first: usize, last: usize) -> Span {
        self.span_of(first).to(self.span_of(last))
    }

    /// The tokens from one index to the end of its line, with what is in brackets there.
    pub(super) fn on_line(&self, from: usize) -> impl Iterator<Item = usize> + '_ {
        (from..).take_while(|at| !matches!(self.kind_of(*at), None | Some(TokenKind::Newline | TokenKind::Semicolon)))
    }

    /// Whether the item declares or assigns a name before the statement of the place.
    pub(super) fn is_declared(&self, name: &str) -> bool {
        (1..self.statement()).any(|at| {
            self.token(at) == name
                && (matches!(self.token(at - 1), "let" | "var" | "const" | "for")
                    || self.starts_statement(at) && matches!(self.token(at + 1), "=" | ":" | ",")
                    || self.token(at + 1) == ":" && self.in_header(at))
        })
    }

    /// Whether a name is assigned to after the token at `from`.
    pub(super) fn is_assigned_after(&self, from: usize, name: &str) -> bool {
        (from..self.tokens.len()).any(|at| {
            let sign = self.token(at + 1);
            self.token(at) == name
                && self.token(at.wrapping_sub(1)) != "."
                && sign.ends_with('=')
                && !matches!(sign, "==" | "!=" | "<=" | ">=")
                && !matches!(self.token(at.wrapping_sub(1)), "(" | ",")
        })
    }

    /// Whether the statement ends after the token at `index`.
    pub(super) fn is_end_after(&self, index: usize) -> bool {
        matches!(self.class_of(index + 1), None | Some(Class::Newline | Class::Close)) || self.token(index + 1) == ";"
    }

    /// The output that the file declares for a function of this name.
    pub(super) fn declared_output(&self, name: &str) -> Option<&'a str> {
        ["fn", "task"].into_iter().find_map(|word| {
            let (_, rest) = self.text.split_once(&format!("{word} {name}("))?;
            let (header, _) = rest.split_once('{')?;
            let (_, output) = header.rsplit_once("->")?;
            Some(output.trim())
        })
    }

    /// The tokens from one index to before another.
    pub(super) fn words(&self, start: usize, end: usize) -> Vec<&'a str> {
        (start..end.min(self.tokens.len())).map(|index| self.token(index)).collect()
    }

    /// Whether the item has parameters and outputs.
    pub(super) fn has_header(&self) -> bool {
        matches!(self.item, ItemWord::Fn | ItemWord::Task | ItemWord::Workflow | ItemWord::Launchplan)
    }

    /// Whether the token at `index` is in the header of a declaration: before its options and its body.
    pub(super) fn in_header(&self, index: usize) -> bool {
        let opened = self.tokens.iter().take(index).any(|token| token.kind.class() == Class::OpenBlock);
        self.has_header() && !opened
    }

    /// Where the grammar stopped.
    pub(super) fn span(&self) -> Span {
        self.span_of(self.at)
    }

    pub(super) fn written(&self, span: Span) -> &'a str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Whether the current token is a reserved word.
    pub(super) fn is_reserved(&self) -> bool {
        self.kind().is_some_and(TokenKind::is_reserved)
    }

    pub(super) fn is_name(&self, index: usize) -> bool {
        self.kind_of(index).is_some_and(TokenKind::is_name)
    }

    /// Whether the token at the start of the statement is one of these words.
    pub(super) fn statement_word(&self) -> &'a str {
        self.token(self.statement)
    }

    /// A description of what is allowed here.
    pub(super) fn expected(&self) -> String {
        let operand_before = self.at > 0 && self.ends_operand(self.at - 1);
        let words = match self.bracket() {
            _ if self.at == 0 => "a declaration",
            "" if self.at == 1 => return TokenKind::Name.quoted(),
            "" => "the rest of the declaration",
            "(" if operand_before => return any_of(&[TokenKind::Comma, TokenKind::ParenClose]),
            "[" if operand_before => return any_of(&[TokenKind::Comma, TokenKind::ListClose]),
            "{" if self.in_declaration() => "a name and its type",
            "{" if !self.in_block() && operand_before => return any_of(&[TokenKind::Comma, TokenKind::BraceClose]),
            _ if self.at_statement() && self.in_block() => "a statement",
            _ if operand_before => "an operator or the end of the statement",
            _ => "a value",
        };
        words.to_owned()
    }
}

/// Tokens in a message: `` a name, `,` or `}` ``.
pub(super) fn any_of(kinds: &[TokenKind]) -> String {
    let words: Vec<String> = kinds.iter().map(|kind| kind.quoted()).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
