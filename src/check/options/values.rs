//! The values of options: constants of the type that the option has.

use super::keys::Place;
use super::report::{self, Name, Range};
use super::{forms, words};
use crate::check::body::check_constant;
use crate::check::context::Context;
use crate::diagnostics::{Diagnostic, suggest};
use crate::program::Const;
use crate::program::ty::Type;
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, OptionEntry, OptionRecord, OptionValue};

/// The longest timeout in microseconds. Propeller makes it a `time.Duration` of Go, in nanoseconds, and doubles that without a check: what is
/// longer than half of what 64 bits hold becomes a deadline in the past (`flytepropeller/pkg/compiler/transformers/k8s/node.go`).
const LONGEST_TIMEOUT: i64 = (1 << 62) / 1000;

/// Reads values and reports what does not fit. Every method takes the entry of a key, if it is there.
pub(super) struct Values<'c> {
    /// Where names are looked up.
    pub(super) cx: &'c Context<'c>,
    /// Where findings go.
    pub(super) diagnostics: &'c mut Vec<Diagnostic>,
}

impl Values<'_> {
    /// Reports that the value of an entry is not of the kind that its option has.
    pub(super) fn wrong(&mut self, entry: &OptionEntry, wanted: &str) {
        let span = match &entry.value {
            OptionValue::Flag => entry.key.span,
            value => span(value).unwrap_or(entry.span),
        };
        let name = &entry.key.name;
        if let OptionValue::Record(record) = &entry.value
            && let Some((text, others)) = forms::inner(self.cx, name, record)
        {
            return self.diagnostics.push(report::words::inner(name, wanted, &text, span, others));
        }
        self.diagnostics.push(match &entry.value {
            OptionValue::Flag => report::missing_value(name, wanted, span),
            _ => report::wrong_value(name, wanted, span),
        });
    }

    /// A value outside of what the option allows.
    pub(super) fn out_of_range(&mut self, range: Range, span: Span) {
        self.diagnostics.push(report::out_of_range(range, span));
    }

    /// A string that cannot be used as what it is for.
    pub(super) fn invalid(&mut self, name: Name, text: &str, span: Span) {
        self.diagnostics.push(report::invalid_name(name, text, span));
    }

    pub(super) fn constant(&mut self, value: &Expr, expected: &Type) -> Option<Const> {
        if let Some(form) = forms::meant(self.cx, value, expected) {
            self.diagnostics.push(report::words::other_form(self.cx.sources.text(value.span), &form, value.span));
            return None;
        }
        check_constant(self.cx, value, expected, self.diagnostics).filter(|value| self.cx.program.volume.keep(value, 1))
    }

    /// The value of an entry, which must be an expression; `wanted` describes it.
    pub(super) fn expr<'e>(&mut self, entry: Option<&'e OptionEntry>, wanted: &str) -> Option<&'e Expr> {
        let entry = entry?;
        match &entry.value {
            OptionValue::Expr(value) => Some(value),
            _ => {
                self.wrong(entry, wanted);
                None
            }
        }
    }

    /// The value of an entry, which must be a record.
    pub(super) fn record<'e>(&mut self, entry: Option<&'e OptionEntry>, wanted: &str) -> Option<&'e OptionRecord> {
        let entry = entry?;
        if let OptionValue::Record(record) = &entry.value {
            return Some(record);
        }
        match (forms::record(self.cx, &entry.key.name, &entry.value), span(&entry.value)) {
            (Some(text), Some(span)) => self.diagnostics.push(report::words::other_value(&entry.key.name, wanted, &text, span)),
            _ => self.wrong(entry, wanted),
        }
        None
    }

    /// Reports a value that is not a list; a single value in its place is its only element.
    pub(super) fn no_list(&mut self, entry: &OptionEntry, wanted: &str) {
        match &entry.value {
            OptionValue::Expr(value) if matches!(value.kind(), ExprKind::Str(_) | ExprKind::Name(_)) => {
                let text = format!("[{}]", self.cx.sources.text(value.span));
                self.diagnostics.push(report::words::other_value(&entry.key.name, wanted, &text, value.span));
            }
            _ => self.wrong(entry, wanted),
        }
    }

    /// A string and its place.
    pub(super) fn text(&mut self, entry: Option<&OptionEntry>, wanted: &str) -> Option<(String, Span)> {
        let value = self.expr(entry, wanted)?;
        self.text_of(value).map(|text| (text, value.span))
    }

    /// The value of an expression, which must be a string.
    pub(super) fn text_of(&mut self, value: &Expr) -> Option<String> {
        match self.constant(value, &Type::Str)? {
            // A process is started with strings that end at their first NUL.
            Const::Str(text) if text.contains('\0') => {
                self.diagnostics.push(report::nul_character(value.span));
                None
            }
            Const::Str(text) => Some(text.to_string()),
            _ => None,
        }
    }

    /// A list of strings.
    pub(super) fn texts(&mut self, entry: Option<&OptionEntry>, wanted: &str) -> Vec<String> {
        let Some(entry) = entry else {
            return Vec::new();
        };
        let OptionValue::List(values, _) = &entry.value else {
            self.no_list(entry, "a list of strings");
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(values.len());
        for value in values {
            match value {
                OptionValue::Expr(value) => texts.extend(self.text_of(value)),
                _ => self.wrong(entry, wanted),
            }
        }
        texts
    }

    /// `true`, `false`, or the key alone.
    pub(super) fn bool(&mut self, entry: Option<&OptionEntry>) -> Option<bool> {
        if matches!(entry?.value, OptionValue::Flag) {
            return Some(true);
        }
        let value = self.expr(entry, "`true` or `false`")?;
        match self.constant(value, &Type::Bool)? {
            Const::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// An integer and its place.
    pub(super) fn int(&mut self, entry: Option<&OptionEntry>) -> Option<(i64, Span)> {
        let value = self.expr(entry, "a whole number")?;
        match self.constant(value, &Type::Int)? {
            Const::Int(int) => Some((int, value.span)),
            _ => None,
        }
    }

    /// A number from 0 to the largest that Flyte's field of 32 bits can hold.
    pub(super) fn count(&mut self, entry: Option<&OptionEntry>, range: Range) -> Option<u32> {
        let (int, span) = self.int(entry)?;
        let count = i32::try_from(int).ok().and_then(|count| u32::try_from(count).ok());
        if count.is_none() {
            self.out_of_range(range, span);
        }
        count
    }

    pub(super) fn retries(&mut self, entry: Option<&OptionEntry>) -> Option<u32> {
        self.count(entry, Range::Retries)
    }

    /// `timeout` in microseconds; `none` if a call turns the task's off.
    pub(super) fn timeout(&mut self, entry: Option<&OptionEntry>, place: Place) -> Option<Option<i64>> {
        let value = self.expr(entry, "a duration such as `10m`")?;
        if matches!(value.kind(), ExprKind::None) {
            if place == Place::Task {
                self.out_of_range(Range::TimeoutOfTask, value.span);
                return None;
            }
            return Some(None);
        }
        if matches!(value.kind(), ExprKind::Int(_) | ExprKind::Float(_)) {
            let number = self.cx.sources.text(value.unparenthesized().span);
            self.diagnostics.push(report::words::timeout_without_unit(number, value.span));
            return None;
        }
        match self.constant(value, &Type::Duration)? {
            Const::Duration(micros) if micros > LONGEST_TIMEOUT => {
                self.out_of_range(Range::LongestTimeout, value.span);
                None
            }
            Const::Duration(micros) if micros > 0 => Some(Some(micros)),
            Const::Duration(_) => {
                self.out_of_range(Range::ShortestTimeout, value.span);
                None
            }
            _ => None,
        }
    }

    /// One of a few words, bare or as a string.
    pub(super) fn word(&mut self, entry: Option<&OptionEntry>, words: &[&'static str]) -> Option<&'static str> {
        let value = self.expr(entry, &report::one_of(words))?;
        let given = match value.kind() {
            ExprKind::Name(name) => name.to_string(),
            _ => self.text_of(value)?,
        };
        let known = words.iter().find(|word| **word == given);
        if known.is_none() {
            let name = entry.map_or("", |entry| entry.key.name.as_str());
            let near = suggest::nearest(&given, words.iter().copied());
            self.diagnostics.push(report::unknown_word(name, &given, value.span, words, near));
        }
        known.copied()
    }

    /// Checks the keys of a record within an option.
    pub(super) fn keys(&mut self, record: &OptionRecord, of: &str, known: &[&str]) {
        for (index, entry) in record.entries.iter().enumerate() {
            let name = entry.key.name.as_str();
            if known.contains(&name) {
                if let Some(first) = record.entries[..index].iter().find(|first| first.key.name == name) {
                    self.diagnostics.push(report::twice(&format!("the entry `{name}` of `{of}`"), entry.key.span, first.key.span));
                }
                continue;
            }
            let given: Vec<&str> = record.entries.iter().map(|entry| entry.key.name.as_str()).collect();
            self.diagnostics.push(match words::meant_entry(of, name, &given) {
                Some(meant) if !given.contains(&meant) => report::words::renamed_entry(of, name, entry.key.span, meant),
                _ => report::unknown_entry(of, name, entry.key.span, known),
            });
        }
    }
}

/// The entry of a key within a record.
pub(super) fn entry<'e>(record: &'e OptionRecord, name: &str) -> Option<&'e OptionEntry> {
    record.entries.iter().find(|entry| entry.key.name == name)
}

/// Where a value is written.
fn span(value: &OptionValue) -> Option<Span> {
    match value {
        OptionValue::Flag => None,
        OptionValue::Expr(value) => Some(value.span),
        OptionValue::List(_, span) => Some(*span),
        OptionValue::Record(record) => Some(record.span),
    }
}
