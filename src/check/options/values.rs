//! The values of options: constants of the type that the option has.

use super::keys::{Place, listed, twice};
use crate::check::body::check_constant;
use crate::check::context::Context;
use crate::diagnostics::codes::options::{INVALID_NAME, OPTION_RANGE, OPTION_VALUE, UNKNOWN_OPTION};
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
    /// Reports that an entry has no value of the kind that its option takes.
    pub(super) fn wrong(&mut self, entry: &OptionEntry, wanted: &str) {
        let span = match &entry.value {
            OptionValue::Flag => entry.key.span,
            value => span(value).unwrap_or(entry.span),
        };
        let message = match &entry.value {
            OptionValue::Flag => format!("the option `{}` needs a value", entry.key.name),
            _ => format!("this is not a valid value for the option `{}`", entry.key.name),
        };
        self.diagnostics.push(Diagnostic::new(&OPTION_VALUE, message).at(span, format!("expected {wanted}")));
    }

    /// A value outside of what the option allows.
    pub(super) fn out_of_range(&mut self, name: &str, span: Span, label: impl Into<String>, help: &str) {
        let message = format!("the value of `{name}` is out of range");
        self.diagnostics.push(Diagnostic::new(&OPTION_RANGE, message).at(span, label).help(help));
    }

    /// A constant of a type.
    pub(super) fn constant(&mut self, value: &Expr, expected: &Type) -> Option<Const> {
        check_constant(self.cx, value, expected, self.diagnostics).filter(|value| self.cx.program.volume.keep(value, 1))
    }

    /// The expression of an entry that takes nothing else; `wanted` describes it.
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

    /// The record of an entry that takes nothing else.
    pub(super) fn record<'e>(&mut self, entry: Option<&'e OptionEntry>, wanted: &str) -> Option<&'e OptionRecord> {
        let entry = entry?;
        match &entry.value {
            OptionValue::Record(record) => Some(record),
            _ => {
                self.wrong(entry, wanted);
                None
            }
        }
    }

    /// Text and its place.
    pub(super) fn text(&mut self, entry: Option<&OptionEntry>, wanted: &str) -> Option<(String, Span)> {
        let value = self.expr(entry, wanted)?;
        self.text_of(value).map(|text| (text, value.span))
    }

    /// The text of an expression.
    pub(super) fn text_of(&mut self, value: &Expr) -> Option<String> {
        match self.constant(value, &Type::Str)? {
            // Processes are started with texts that end at their first NUL.
            Const::Str(text) if text.contains('\0') => {
                let finding = Diagnostic::new(&INVALID_NAME, "the string contains a NUL character")
                    .at(value.span, "no pod can be started with it")
                    .help("remove `\\0` from the string");
                self.diagnostics.push(finding);
                None
            }
            Const::Str(text) => Some(text.to_string()),
            _ => None,
        }
    }

    /// A list of texts, each with its place.
    pub(super) fn texts(&mut self, entry: Option<&OptionEntry>, wanted: &str) -> Vec<String> {
        let Some(entry) = entry else {
            return Vec::new();
        };
        let OptionValue::List(values, _) = &entry.value else {
            self.wrong(entry, "a list of strings");
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

    /// A number from `least` to the largest that Flyte's field of 32 bits holds.
    pub(super) fn count(&mut self, entry: Option<&OptionEntry>, least: u32, help: &str) -> Option<u32> {
        let (int, span) = self.int(entry)?;
        let name = entry.map_or("", |entry| entry.key.name.as_str());
        match u32::try_from(int) {
            Ok(count) if count >= least && i32::try_from(count).is_ok() => Some(count),
            _ => {
                self.out_of_range(name, span, format!("must be from {least} to {}", i32::MAX), help);
                None
            }
        }
    }

    /// `retries`
    pub(super) fn retries(&mut self, entry: Option<&OptionEntry>) -> Option<u32> {
        self.count(entry, 0, "`retries` is the number of attempts after the first; 0 is none")
    }

    /// `timeout` in microseconds; `none` where a call takes the task's away.
    pub(super) fn timeout(&mut self, entry: Option<&OptionEntry>, place: Place) -> Option<Option<i64>> {
        let value = self.expr(entry, "a duration such as `10m`")?;
        if matches!(value.kind(), ExprKind::None) {
            if place == Place::Task {
                self.out_of_range("timeout", value.span, "for no timeout, leave the option out", "remove the option");
                return None;
            }
            return Some(None);
        }
        if matches!(value.kind(), ExprKind::Int(_) | ExprKind::Float(_)) {
            let message = "the option `timeout` is a duration, not a number";
            let finding = Diagnostic::new(&OPTION_VALUE, message).at(value.span, "which unit?");
            self.diagnostics.push(finding.help("write the unit: `30s`, `10m`, `1h30m`"));
            return None;
        }
        match self.constant(value, &Type::Duration)? {
            Const::Duration(micros) if micros > LONGEST_TIMEOUT => {
                let help = "Flyte doubles the timeout for all attempts together and counts nanoseconds in 64 bits; for no timeout, leave the option out";
                self.out_of_range("timeout", value.span, "must be at most `53375d`, about 146 years", help);
                None
            }
            Const::Duration(micros) if micros > 0 => Some(Some(micros)),
            Const::Duration(_) => {
                let help = "the timeout is the time that one attempt may take; Flyte reads 0 as no timeout";
                self.out_of_range("timeout", value.span, "must be greater than zero", help);
                None
            }
            _ => None,
        }
    }

    /// One of a few words, bare or as text.
    pub(super) fn word(&mut self, entry: Option<&OptionEntry>, words: &[&'static str]) -> Option<&'static str> {
        let wanted = format!("one of {}", listed(words));
        let value = self.expr(entry, &wanted)?;
        let given = match value.kind() {
            ExprKind::Name(name) => name.to_string(),
            _ => self.text_of(value)?,
        };
        let known = words.iter().find(|word| **word == given);
        if known.is_none() {
            let name = entry.map_or("", |entry| entry.key.name.as_str());
            let finding =
                Diagnostic::new(&OPTION_VALUE, format!("`{given}` is not a valid value for the option `{name}`")).at(value.span, wanted);
            self.diagnostics.push(match suggest::nearest(&given, words.iter().copied()) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding,
            });
        }
        known.copied()
    }

    /// Checks the keys of a record within an option.
    pub(super) fn keys(&mut self, record: &OptionRecord, of: &str, known: &[&str]) {
        for (index, entry) in record.entries.iter().enumerate() {
            let name = entry.key.name.as_str();
            if known.contains(&name) {
                if let Some(first) = record.entries[..index].iter().find(|first| first.key.name == name) {
                    self.diagnostics.push(twice(format!("the entry `{name}` of `{of}`"), entry.key.span, first.key.span));
                }
                continue;
            }
            let finding = Diagnostic::new(&UNKNOWN_OPTION, format!("`{of}` has no entry `{name}`")).at(entry.key.span, "unknown entry");
            self.diagnostics.push(match suggest::nearest(name, known.iter().copied()) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help(format!("its entries are {}", listed(known))),
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
