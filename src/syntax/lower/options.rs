//! Option records.

use super::{Lower, Node};
use crate::syntax::ast::{OptionEntry, OptionRecord, OptionValue};
use crate::syntax::grammar::Rule;

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

    fn option_value(&mut self, pair: Node<'_>) -> OptionValue {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::record => OptionValue::Record(self.record(pair)),
            Rule::option_list => OptionValue::List(pair.into_inner().map(|value| self.option_value(value)).collect(), span),
            _ => OptionValue::Expr(self.expr(pair)),
        }
    }
}
