//! Several mistakes in one item: the statement that holds one is taken out and the rest is read again.

use super::furthest;
use super::place::Place;
use crate::diagnostics::{Diagnostic, codes::syntax as codes};
use crate::source::FileId;
use crate::syntax::scan::{ItemSlice, Token, TokenKind};

/// One item is read again this often.
const MAX_MISTAKES: usize = 10;

/// The findings about an item that the grammar refuses; `tokens` are those of the whole file.
pub(in crate::syntax) fn diagnose_item(file: FileId, text: &str, masked: &str, slice: &ItemSlice, tokens: &[Token]) -> Vec<Diagnostic> {
    let first = tokens.partition_point(|token| token.start < slice.start);
    let behind = tokens.partition_point(|token| token.start < slice.end);
    let tokens = &tokens[first..behind.max(first)];
    let mut item = masked.as_bytes().get(slice.start as usize..slice.end as usize).unwrap_or_default().to_vec();
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    while diagnostics.len() < MAX_MISTAKES {
        let Ok(readable) = std::str::from_utf8(&item) else { break };
        let Some(furthest) = furthest::position(readable) else { break };
        let at = |offset: usize| Place::new(file, text, tokens, slice.word, slice.start + next_token(readable, offset) as u32);
        let (rule, token) = (at(furthest.rule), at(furthest.token));
        // To see that a reserved word is no name the grammar reads it, and so seems to come behind it.
        let place = if token.index() == rule.index() + 1 && rule.is_reserved() { rule } else { token };
        let diagnostic = super::explain(&place);
        // Its `{` stays, and would be the next mistake.
        let ends = diagnostic.code == &codes::BLOCK_OR_VALUE;
        if diagnostics.iter().all(|earlier| earlier.span() != diagnostic.span()) {
            diagnostics.push(diagnostic);
        }
        if ends || !remove_statement(&mut item, slice.start, tokens, &place) {
            break;
        }
    }
    diagnostics
}

/// Blanks between tokens belong to none.
fn next_token(text: &str, offset: usize) -> usize {
    let rest = text.as_bytes().get(offset..).unwrap_or_default();
    offset + rest.iter().take_while(|byte| **byte == b' ').count()
}

/// Puts blanks in the place of the statement, entry or element around the mistake. `false` if the item has no smaller
/// part around it, or if nothing of that part is left.
fn remove_statement(item: &mut [u8], base: u32, tokens: &[Token], place: &Place<'_>) -> bool {
    let mut open: Vec<(usize, bool)> = Vec::new();
    for (index, token) in tokens[..place.index()].iter().enumerate() {
        match token.kind {
            TokenKind::Open => open.push((index, false)),
            TokenKind::OpenBlock => open.push((index, true)),
            TokenKind::Close => drop(open.pop()),
            _ => {}
        }
    }
    let Some(block) = open.iter().rev().find(|(_, block)| *block).map(|(index, _)| *index) else { return false };
    let Some((start, end)) = statement_around(tokens, block, place.index()) else { return false };
    let range = (tokens[start].start - base) as usize..(tokens[end - 1].end - base) as usize;
    let Some(bytes) = item.get_mut(range) else { return false };
    if bytes.iter().all(|byte| *byte == b' ') {
        return false;
    }
    bytes.fill(b' ');
    // The newline that ended it would now stand alone.
    if let Some(token) = tokens.get(end).filter(|token| token.kind == TokenKind::Newline) {
        item[(token.start - base) as usize] = b' ';
    } else if let Some(token) = start.checked_sub(1).map(|index| tokens[index]).filter(|token| token.kind == TokenKind::Newline) {
        item[(token.start - base) as usize] = b' ';
    }
    true
}

/// The tokens of the statement in the block opened at `block` that holds the token `at`.
fn statement_around(tokens: &[Token], block: usize, at: usize) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    let mut start = block + 1;
    for (index, token) in tokens.iter().enumerate().skip(block + 1) {
        match token.kind {
            TokenKind::Open | TokenKind::OpenBlock => depth += 1,
            TokenKind::Close if depth == 0 => return (index > start).then_some((start, index)),
            TokenKind::Close => depth -= 1,
            TokenKind::Newline if depth == 0 => {
                if index >= at && index > start {
                    return Some((start, index));
                }
                start = index + 1;
            }
            _ => {}
        }
    }
    None
}
