//! How far the grammar came.

use std::sync::{Mutex, PoisonError};

use pest::Parser;
use pest::error::InputLocation;

use crate::syntax::grammar::{Grammar, Rule};

/// pest keeps token positions only if a switch of the whole process is on; who needs them holds this.
static DETAIL: Mutex<()> = Mutex::new(());

/// How far an item could be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Furthest {
    /// Where the last rule began that failed.
    pub(super) rule: usize,
    /// Where its token failed.
    pub(super) token: usize,
}

/// Parses `text`, an item that may be broken, and says how far it could be read. `None` if all of it.
///
/// pest's ordinary error position is where the rule began that failed; with detail it is where its token did.
pub(super) fn position(text: &str) -> Option<Furthest> {
    let _held = DETAIL.lock().unwrap_or_else(PoisonError::into_inner);
    pest::set_error_detail(true);
    let result = Grammar::parse(Rule::file_item, text);
    pest::set_error_detail(false);
    let error = result.err()?;
    let rule = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let token = error.parse_attempts().map_or(rule, |attempts| attempts.max_position);
    Some(Furthest { rule: rule.min(text.len()), token: token.max(rule).min(text.len()) })
}
