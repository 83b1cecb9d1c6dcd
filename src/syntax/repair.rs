//! The repairs that findings state, made on the tokens: a declaration whose header has a mistake is read as it was meant, so that its users
//! are not told that it is missing, or has other inputs.
//!
//! Only what needs no text of its own is inserted: signs, and tokens in error for types that are missing or written as in another language.

use super::ast::ErrorStmt;
use super::recover::{Damaged, Recovered};
use super::scan;
use super::token::{Class, Token, TokenKind};
use crate::diagnostics::{Applicability, Diagnostic, Edit, codes::syntax as codes};
use crate::source::FileId;

/// Tokens in place of those between two bytes.
struct Change {
    start: u32,
    end: u32,
    kinds: Vec<TokenKind>,
}

/// The tokens as the findings repair them. `None` if they change nothing.
pub(super) fn repaired(damaged: Damaged<'_>, findings: &[Diagnostic]) -> Option<Recovered> {
    let mut changes: Vec<Change> = findings.iter().filter_map(changes).flatten().collect();
    changes.sort_by_key(|change| (change.start, change.end));
    let (mut tokens, mut errors) = (Vec::with_capacity(damaged.tokens.len()), Vec::new());
    let mut left = damaged.tokens;
    for change in &changes {
        let before = left.partition_point(|token| token.start < change.start);
        tokens.extend_from_slice(left.get(..before)?);
        left = left.get(before..)?;
        let after = left.partition_point(|token| token.end <= change.end && token.start < change.end);
        let replaced = left.get(..after)?;
        for kind in &change.kinds {
            if *kind == TokenKind::Error {
                errors.push((change.start, ErrorStmt { declares: Vec::new(), mentions: damaged.names(replaced) }));
            }
            tokens.push(Token { kind: *kind, start: change.start, end: change.end });
        }
        left = left.get(after..)?;
    }
    tokens.extend_from_slice(left);
    (tokens != damaged.tokens).then_some(Recovered { tokens, errors })
}

fn changes(finding: &Diagnostic) -> Option<Vec<Change>> {
    let span = finding.span()?;
    if finding.code == &codes::FOREIGN_TYPE && span.end > span.start {
        return Some(vec![Change { start: span.start, end: span.end, kinds: vec![TokenKind::Error] }]);
    }
    match &finding.fix {
        Some(fix) if fix.applicability == Applicability::Safe => fix.edits.iter().map(change).collect(),
        _ if finding.code == &codes::MISSING_TYPE => {
            let mut kinds = vec![TokenKind::Error];
            if span.end > span.start {
                kinds.insert(0, TokenKind::Colon);
            }
            Some(vec![Change { start: span.end, end: span.end, kinds }])
        }
        _ => None,
    }
}

/// What an edit does to the tokens, if it inserts nothing that has a text.
fn change(edit: &Edit) -> Option<Change> {
    let scan = scan::scan(FileId::default(), &edit.text);
    let kinds: Vec<TokenKind> = scan.tokens.iter().map(|token| token.kind).collect();
    let textless = |kind: &TokenKind| match kind.class() {
        Class::Keyword | Class::WordOperator | Class::Constant | Class::Operator | Class::Punctuation | Class::Newline => true,
        Class::Contextual | Class::Name | Class::Number | Class::Text | Class::Open | Class::OpenBlock | Class::Close | Class::Error => {
            false
        }
    };
    kinds.iter().all(textless).then_some(Change { start: edit.span.start, end: edit.span.end, kinds })
}
