//! Option records.

use super::{Lower, Node, report};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, OptionEntry, OptionRecord, OptionValue};
use crate::syntax::grammar::Rule;

/// Units of bytes, and how Kubernetes writes them.
const UNITS: &[(&str, &str)] = &[
    ("Ki", "Ki"),
    ("Mi", "Mi"),
    ("Gi", "Gi"),
    ("Ti", "Ti"),
    ("Pi", "Pi"),
    ("KiB", "Ki"),
    ("MiB", "Mi"),
    ("GiB", "Gi"),
    ("TiB", "Ti"),
    ("k", "k"),
    ("G", "G"),
    ("T", "T"),
    ("KB", "k"),
    ("MB", "M"),
    ("GB", "G"),
    ("TB", "T"),
];

impl Lower<'_> {
    /// The record of `with { … }`.
    pub(super) fn with_record(&mut self, pair: Node<'_>) -> Option<OptionRecord> {
        pair.into_inner().find(|part| part.as_rule() == Rule::record).map(|record| self.record(record))
    }

    /// `{ key: value … }`
    pub(super) fn record(&mut self, pair: Node<'_>) -> OptionRecord {
        let span = self.span(&pair);
        OptionRecord { entries: pair.into_inner().filter_map(|entry| self.option(entry)).collect(), span }
    }

    fn option(&mut self, pair: Node<'_>) -> Option<OptionEntry> {
        let span = self.span(&pair);
        let mut inner = pair.into_inner();
        let key = self.key(&inner.next()?);
        let value = inner.next().map_or(OptionValue::Flag, |value| self.option_value(value));
        Some(OptionEntry { key, value, span })
    }

    /// `2Gi`, a quantity without its quotes: reported, and read as the string that was meant.
    fn quantity(&mut self, span: Span) -> Option<String> {
        let written = self.source(span);
        let digits = written.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let (number, unit) = written.split_at_checked(digits).filter(|(number, _)| !number.is_empty())?;
        let (_, meant) = UNITS.iter().find(|(there, _)| there.eq_ignore_ascii_case(unit))?;
        let meant = format!("{number}{meant}");
        self.report(report::bare_quantity(written, &meant, span));
        Some(meant)
    }

    fn option_value(&mut self, pair: Node<'_>) -> OptionValue {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::record => OptionValue::Record(self.record(pair)),
            Rule::option_list => OptionValue::List(pair.into_inner().map(|value| self.option_value(value)).collect(), span),
            _ => match self.quantity(span) {
                Some(text) => OptionValue::Expr(Expr::new(ExprKind::Str(text), span)),
                None => OptionValue::Expr(self.expr(pair)),
            },
        }
    }
}
