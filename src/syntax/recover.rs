//! Recovery of an item that the grammar refuses, so that nothing false is reported about the rest and its users: one token takes the
//! place of each statement with a mistake, and what is left is read as usual. Where that fails, the head of the item is read alone.

use super::ast::{ErrorItem, ErrorStmt, Ident, Item, ItemKind};
use super::errors::{furthest, statement_around};
use super::lower::name_of;
use super::scan::ItemSlice;
use super::token::{Class, ItemWord, Token, TokenKind};
use crate::source::{FileId, Span};

/// The statements of an item that are replaced; each costs a reading of the item.
const MOST_STATEMENTS: usize = 10;

/// An item without its mistakes.
#[derive(Debug)]
pub(super) struct Recovered {
    /// Its tokens, with one for each statement that was replaced.
    pub(super) tokens: Vec<Token>,
    /// Facts about the statements that were replaced, by their first byte.
    pub(super) errors: Vec<(u32, ErrorStmt)>,
}

/// The tokens of one item with a mistake.
#[derive(Clone, Copy)]
pub(super) struct Damaged<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

/// Tokens that replace some of the item's own.
#[derive(Clone, Copy)]
struct Piece {
    /// The indices of the item's tokens: one, or those of a statement.
    first: usize,
    end: usize,
    kind: TokenKind,
}

/// Whether a statement begins like a block of Python's, whose colon does not end it here.
fn is_block_head(word: &str) -> bool {
    matches!(word, "if" | "for" | "while" | "try" | "with" | "else" | "match")
}

impl<'a> Damaged<'a> {
    /// The item with its mistaken statements replaced. `None` if a mistake is not within a statement.
    pub(super) fn by_statements(self) -> Option<Recovered> {
        let mut pieces: Vec<Piece> =
            self.tokens.iter().enumerate().map(|(at, token)| Piece { first: at, end: at + 1, kind: token.kind }).collect();
        for _ in 0..=MOST_STATEMENTS {
            let Some(furthest) = furthest::position(pieces.iter().map(|piece| piece.kind)) else { return Some(self.recovered(&pieces)) };
            let mistake = pieces.get(furthest);
            let at = mistake.map_or(self.tokens.len(), |piece| piece.first);
            // A replacement token that is refused is not in a block of statements, but in an arm or an entry.
            let refused = mistake.filter(|piece| piece.kind == TokenKind::Error).map_or(at..at, |piece| piece.first..piece.end);
            let (first, end) = self.statement(at, &refused)?;
            let start = pieces.partition_point(|piece| piece.end <= first);
            let after = pieces.partition_point(|piece| piece.first < end);
            pieces.splice(start..after, [Piece { first, end, kind: TokenKind::Error }]);
        }
        None
    }

    /// The innermost statement around a token that is longer than the refused one.
    fn statement(self, at: usize, refused: &std::ops::Range<usize>) -> Option<(usize, usize)> {
        let mut open: Vec<Option<usize>> = Vec::new();
        for (index, token) in self.tokens.iter().enumerate().take(at) {
            match token.kind.class() {
                Class::Open => open.push(None),
                Class::OpenBlock => open.push(Some(index)),
                Class::Close => drop(open.pop()),
                _ => {}
            }
        }
        open.into_iter().rev().flatten().find_map(|block| {
            let (first, end) = statement_around(self.text, self.tokens, block, at)?;
            (first < refused.start || end > refused.end || refused.is_empty()).then_some((first, end))
        })
    }

    /// The head of the item, with a body that holds one statement in error; `body` is the `{` of the body.
    pub(super) fn by_head(self, body: Token) -> Option<Recovered> {
        let body = self.tokens.iter().position(|token| *token == body)?;
        let head = (0..=body).zip(self.tokens).map(|(at, token)| Piece { first: at, end: at + 1, kind: token.kind });
        let closed = self.tokens.len() > body + 1 && self.tokens.last().is_some_and(|last| last.kind == TokenKind::BraceClose);
        let end = self.tokens.len() - usize::from(closed);
        if end == body + 1 {
            return None;
        }
        let inside = Piece { first: body + 1, end, kind: TokenKind::Error };
        let close = Piece { first: self.tokens.len() - 1, end: self.tokens.len(), kind: TokenKind::BraceClose };
        let pieces: Vec<Piece> = head.chain([inside, close]).collect();
        furthest::position(pieces.iter().map(|piece| piece.kind)).is_none().then(|| self.recovered(&pieces))
    }

    fn recovered(self, pieces: &[Piece]) -> Recovered {
        let mut errors = Vec::new();
        let tokens = pieces.iter().filter_map(|piece| {
            let (first, last) = (self.tokens.get(piece.first)?, self.tokens.get(piece.end - 1)?);
            if piece.kind == TokenKind::Error {
                errors.push((first.start, self.error(piece.first, piece.end)));
            }
            Some(Token { kind: piece.kind, start: first.start, end: last.end })
        });
        Recovered { tokens: tokens.collect(), errors }
    }

    /// Facts about the statement made of some tokens. It may be several statements: a mistake can hide where one ends.
    fn error(self, first: usize, end: usize) -> ErrorStmt {
        let tokens = self.tokens.get(first..end).unwrap_or_default();
        let mut declares = match tokens {
            // `int x = 3`
            [ty, name, sign, ..] if ty.kind.is_name() && name.kind.is_name() && self.written(sign) == "=" => {
                self.names(std::slice::from_ref(name))
            }
            [name, sign, ..] if matches!(self.written(sign), "=" | ":=" | ":") => self.names(std::slice::from_ref(name)),
            _ => Vec::new(),
        };
        for (at, token) in tokens.iter().enumerate() {
            let rest = &tokens[at + 1..];
            let until = |ends: &[&str]| rest.iter().position(|token| ends.contains(&self.written(token))).unwrap_or(rest.len());
            // A token that a repair made of `let mut` has all of that text.
            let end = match self.written(token).split(' ').next().unwrap_or_default() {
                // Names with commas and parentheses between them, but not the type after the last. Within parentheses a comma may be missing.
                "let" | "var" | "const" => {
                    let (mut named, mut within) = (false, false);
                    let listed = rest.iter().take_while(|token| {
                        let name = token.kind.is_name();
                        within =
                            (within || matches!(self.written(token), "(" | "[" | "{")) && !matches!(self.written(token), ")" | "]" | "}");
                        let goes_on = if name {
                            within || !named
                        } else {
                            matches!(self.written(token), "(" | ")" | "," | "*" | "[" | "]" | "{" | "}")
                        };
                        named = name && self.written(token) != "mut";
                        goes_on
                    });
                    listed.count()
                }
                "for" | "foreach" => until(&["in", "of", "=", ":=", "{", "\n"]),
                "as" | "fn" | "task" | "workflow" | "def" | "function" => rest.len().min(1),
                // `a, b = f()`
                "," if at == 1 => {
                    declares.extend(self.names(&tokens[..until(&["=", ":=", "\n"]).min(20) + 2]));
                    continue;
                }
                // A statement within it, such as one of a block with a colon.
                "=" if at > 1 && is_block_head(self.written(&tokens[0])) => {
                    declares.extend(self.names(&tokens[at - 1..at]));
                    continue;
                }
                _ => continue,
            };
            declares.extend(self.names(&rest[..end]));
        }
        let further = self.assigned_in_row(tokens);
        declares.extend(further.into_iter().filter(|name| declares.iter().all(|known| known.span != name.span)).collect::<Vec<_>>());
        ErrorStmt { declares, mentions: self.names(tokens) }
    }

    /// The names after the first in `let a = 1, b = 2` and `a = b = 3`.
    fn assigned_in_row(self, tokens: &[Token]) -> Vec<Ident> {
        let mut names = Vec::new();
        // After a type, or something that was computed, a name before `=` is more likely compared than declared.
        let (mut depth, mut only_names) = (0_usize, true);
        for (at, token) in tokens.iter().enumerate() {
            match token.kind.class() {
                Class::Open | Class::OpenBlock => depth += 1,
                Class::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            let sign = self.written(token);
            if let [before, name] = &tokens[at.saturating_sub(2)..at]
                && (depth, sign) == (0, "=")
                && name.kind.is_name()
                && (self.written(before) == "," || self.written(before) == "=" && only_names)
            {
                names.extend(self.names(std::slice::from_ref(name)));
            }
            only_names &= token.kind.is_name() || matches!(sign, "let" | "var" | "const" | "=");
        }
        names
    }

    /// The rest of an item whose head cannot be parsed either: the names that it may declare.
    pub(super) fn as_error(self, slice: &ItemSlice) -> Item {
        let names = match slice.word {
            ItemWord::Test => Vec::new(),
            ItemWord::Import => self.imported(),
            ItemWord::Unknown if self.looks_like_import() => self.imported(),
            ItemWord::Unknown => self.names(self.tokens.get(..2).unwrap_or(self.tokens)),
            _ => self.names(self.tokens.get(1..2).unwrap_or_default()),
        };
        let span = Span::new(self.file, slice.start, slice.end);
        Item { doc: None, span, kind: ItemKind::Error(ErrorItem { names }) }
    }

    fn looks_like_import(self) -> bool {
        self.tokens.iter().any(|token| self.written(token) == "import")
            || self.tokens.windows(2).any(|pair| self.written(&pair[0]) == "." && self.written(&pair[1]) == "{")
    }

    /// The names in the braces of an import, or all where there are none.
    fn imported(self) -> Vec<Ident> {
        let braces = self.tokens.iter().position(|token| self.written(token) == "{").unwrap_or(0);
        self.names(&self.tokens[braces..])
    }

    pub(super) fn names(self, tokens: &[Token]) -> Vec<Ident> {
        let names = tokens.iter().filter(|token| token.kind.is_name());
        names.map(|token| Ident { name: name_of(self.written(token)), span: Span::new(self.file, token.start, token.end) }).collect()
    }

    fn written(self, token: &Token) -> &'a str {
        token.written(self.text)
    }
}
