//! Several mistakes in one item: the mistake is repaired, or the statement with it removed, and the rest is parsed again.

use super::furthest;
use super::place::Place;
use crate::diagnostics::{Diagnostic, codes::syntax as codes};
use crate::source::FileId;
use crate::syntax::recover::Damaged;
use crate::syntax::repair;
use crate::syntax::scan::ItemSlice;
use crate::syntax::token::{Class, Token, TokenKind};

/// One item is read again this often.
const MAX_MISTAKES: usize = 10;

/// The rest of an item: the indices of its tokens.
struct Rest(Vec<usize>);

/// The findings about an item that the grammar refuses; `tokens` are its own.
pub(in crate::syntax) fn diagnose_item(file: FileId, text: &str, slice: &ItemSlice, tokens: &[Token]) -> Vec<Diagnostic> {
    let mut tokens = tokens.to_vec();
    let mut rest = Rest((0..tokens.len()).collect());
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for _ in 0..2 * MAX_MISTAKES {
        if diagnostics.len() == MAX_MISTAKES {
            break;
        }
        let left = rest.0.iter().filter_map(|index| Some(tokens.get(*index)?.kind));
        let Some(furthest) = furthest::position(left) else { break };
        let at = rest.0.get(furthest).copied().unwrap_or(tokens.len());
        let place = Place::new(file, text, &tokens, slice.word, at);
        let diagnostic = super::explain(&place);
        // Its `{` stays, and would be the next mistake.
        let ends = diagnostic.code == &codes::BLOCK_OR_VALUE;
        let removed = !ends && rest.remove_statement(text, &tokens, &place);
        let repaired =
            if removed { None } else { repair::repaired(Damaged { file, text, tokens: &tokens }, std::slice::from_ref(&diagnostic)) };
        let handler = place.continues_try() && diagnostics.iter().any(|earlier| earlier.code == &codes::FOREIGN_KEYWORD);
        if !handler && diagnostics.iter().all(|earlier| earlier.span() != diagnostic.span() && !mends(earlier, &diagnostic)) {
            diagnostics.push(diagnostic);
        }
        match repaired {
            Some(repaired) => {
                tokens = repaired.tokens;
                rest = Rest((0..tokens.len()).collect());
            }
            None if removed => {}
            None => break,
        }
    }
    diagnostics
}

/// Whether the fix of one finding reaches the place of another.
fn mends(earlier: &Diagnostic, later: &Diagnostic) -> bool {
    let (Some(fix), Some(span)) = (&earlier.fix, later.span()) else { return false };
    fix.edits.iter().any(|edit| edit.span.contains(span) || edit.span.start == span.start)
}

impl Rest {
    /// Removes the statement, entry or element around the mistake. `false` if the item has no smaller part around it, or if nothing of
    /// that part is left.
    fn remove_statement(&mut self, text: &str, tokens: &[Token], place: &Place<'_>) -> bool {
        let mut open: Vec<(usize, bool)> = Vec::new();
        for (index, token) in tokens[..place.index()].iter().enumerate() {
            match token.kind.class() {
                Class::Open => open.push((index, false)),
                Class::OpenBlock => open.push((index, true)),
                Class::Close => drop(open.pop()),
                _ => {}
            }
        }
        let Some(block) = open.iter().rev().find(|(_, block)| *block).map(|(index, _)| *index) else { return false };
        let Some((start, end)) = statement_around(text, tokens, block, place.index()) else { return false };
        let before = self.0.len();
        self.0.retain(|index| !(start..end).contains(index));
        if self.0.len() == before {
            return false;
        }
        // The newline that ended it would now be left on its own.
        let is_newline = |index: &usize| ends_line(text, tokens, *index);
        if let Some(newline) = Some(end).filter(is_newline).or(start.checked_sub(1).filter(is_newline)) {
            self.0.retain(|index| *index != newline);
        }
        true
    }
}

/// The tokens of the statement in the block opened at `block` that holds the token `at`.
pub(in crate::syntax) fn statement_around(text: &str, tokens: &[Token], block: usize, at: usize) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    let mut start = block + 1;
    for (index, token) in tokens.iter().enumerate().skip(block + 1) {
        match token.kind.class() {
            Class::Open | Class::OpenBlock => depth += 1,
            Class::Close if depth == 0 => return (index > start).then_some((start, index)),
            Class::Close => depth -= 1,
            Class::Newline | Class::Punctuation if depth == 0 && ends_line(text, tokens, index) => {
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

/// Whether the token is a line break, or a `;` at the end of its line.
fn ends_line(text: &str, tokens: &[Token], index: usize) -> bool {
    let (Some(token), next) = (tokens.get(index), tokens.get(index + 1)) else { return false };
    let gap = next.and_then(|next| text.get(token.end as usize..next.start as usize));
    token.kind == TokenKind::Newline || token.kind == TokenKind::Semicolon && gap.is_none_or(|gap| gap.contains('\n'))
}
