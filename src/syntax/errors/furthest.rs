//! How far the grammar came.

use std::sync::{Mutex, PoisonError};

use pest::Parser;
use pest::error::InputLocation;

use crate::syntax::grammar::{Grammar, Rule};
use crate::syntax::token::TokenKind;

/// pest keeps token positions only if a switch of the whole process is on; code that needs them holds this.
static DETAIL: Mutex<()> = Mutex::new(());

/// Parses the tokens of an item that may be broken, and returns the index of the first token that no rule accepts. `None` if all of it
/// could be read.
///
/// pest's ordinary error position is where the rule began that failed; with detail it is where its token did.
pub(in crate::syntax) fn position(tokens: impl Iterator<Item = TokenKind>) -> Option<usize> {
    let codes: String = tokens.map(|kind| char::from(kind.code())).collect();
    let _held = DETAIL.lock().unwrap_or_else(PoisonError::into_inner);
    pest::set_error_detail(true);
    let result = Grammar::parse(Rule::file_item, &codes);
    pest::set_error_detail(false);
    let error = result.err()?;
    let rule = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let token = error.parse_attempts().map_or(rule, |attempts| attempts.max_position);
    Some(token.max(rule).min(codes.len()))
}
