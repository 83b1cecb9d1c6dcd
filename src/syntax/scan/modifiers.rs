//! Words of other languages before a declaration: `pub struct`, `export enum`, `async task`. They are reported, and the declaration is read without
//! them.

use super::{Scanner, report};
use crate::syntax::token::{ItemWord, Token, TokenKind};

/// The words, and why there is none of them here.
const WORDS: &[(&[&str], &str)] = &[
    (
        &["pub", "public", "export", "private", "protected", "internal", "open", "global", "extern", "default"],
        "every name can be imported unless it starts with `_`",
    ),
    (&["async"], "tasks run in parallel unless one uses the output of another"),
    (
        &["static", "final", "abstract", "inline", "unsafe", "sealed", "data", "override", "declare", "virtual", "partial", "readonly"],
        "a declaration needs no other word before it",
    ),
];

fn reason(word: &str) -> Option<&'static str> {
    WORDS.iter().find(|(words, _)| words.contains(&word)).map(|(_, reason)| *reason)
}

impl Scanner<'_> {
    /// At the top level: the word of an item begins at `start`, and ends at `end`. If all before it are modifiers, the item begins here.
    pub(super) fn drop_modifiers(&mut self, start: usize, end: usize, word: TokenKind) {
        let Some(item) = self.item.filter(|item| item.word == ItemWord::Unknown && (item.start as usize) < start) else { return };
        let follows = self.next_visible(end);
        let named = follows == b'`' || follows == b'_' || follows.is_ascii_alphabetic();
        let before = self.tokens.get(item.first as usize..).unwrap_or_default();
        if ItemWord::of(word) == ItemWord::Unknown || !named || before.is_empty() || self.newline.is_some() {
            return;
        }
        let written = |token: &Token| self.text.get(token.start as usize..token.end as usize).unwrap_or("");
        let crate_only = |token: &Token| matches!(written(token), "(" | ")" | "crate" | "super");
        let Some(why) = before.first().and_then(|first| reason(written(first))) else { return };
        if !before.iter().all(|token| reason(written(token)).is_some() || crate_only(token)) {
            return;
        }
        let words = self.text.get(item.start as usize..start).unwrap_or("");
        self.report_mended(report::modifier(
            words.trim_end(),
            self.span(item.start as usize, self.last_end),
            self.span(item.start as usize, start),
            why,
        ));
        if let Some(doc) = self.docs.last_mut().filter(|doc| doc.token == item.start) {
            doc.token = start as u32;
        }
        self.item = None;
        self.begin_item(start);
    }
}
