//! A file as it is laid out: its tokens and comments in the order of the text, with the line breaks before each.
//!
//! The tree says what a file means and the tokens how it is written; a formatter also needs the comments and blank lines between
//! them. They are in the text already, so nothing of this is stored.

use super::ast::{Comment, Module};
use super::token::{Token, TokenKind};

/// A token or a comment in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub kind: PieceKind,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// The line breaks between the piece before it and this one: two or more are blank lines.
    pub line_breaks: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    Token(TokenKind),
    Comment,
}

/// The pieces of a module that was read from `text`. Newlines that end something are not separate pieces: they are among the line
/// breaks. Between pieces are only blanks, a `#!` line at the top, and characters that were reported.
pub fn pieces<'m>(module: &'m Module, text: &'m str) -> impl Iterator<Item = Piece> + 'm {
    let mut tokens = module.tokens.iter().copied().filter(|token| token.kind != TokenKind::Newline).peekable();
    let mut comments = module.comments.iter().copied().peekable();
    let mut end = 0;
    std::iter::from_fn(move || {
        let token = tokens.peek().map(|token| token.start);
        let is_comment = comments.peek().is_some_and(|comment| token.is_none_or(|start| comment.span.start < start));
        let mut piece = if is_comment { comments.next().map(of_comment) } else { tokens.next().map(of_token) }?;
        let between = text.get(end..piece.start as usize).unwrap_or_default();
        piece.line_breaks = between.bytes().filter(|byte| *byte == b'\n').count() as u32;
        end = piece.end as usize;
        Some(piece)
    })
}

fn of_token(token: Token) -> Piece {
    Piece { kind: PieceKind::Token(token.kind), start: token.start, end: token.end, line_breaks: 0 }
}

fn of_comment(comment: Comment) -> Piece {
    Piece { kind: PieceKind::Comment, start: comment.span.start, end: comment.span.end, line_breaks: 0 }
}
