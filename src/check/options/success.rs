//! `concurrency`, `min_successes`, `min_success_ratio`, `run_all`, `backend`: how a map runs and when it succeeds.

use super::forms;
use super::keys::Record;
use super::report::{self, Range};
use super::values::Values;
use crate::check::context::Context;
use crate::config::Target;
use crate::diagnostics::codes::later::not_compiled_yet;
use crate::program::ty::Type;
use crate::program::{Const, MapBackend, MapOptions, SuccessCriterion};
use crate::syntax::ast::{Expr, ExprKind, OptionEntry, OptionValue};

/// Decimal places that a ratio may have: its exact form must fit the arithmetic of the criterion.
const MOST_PLACES: usize = 15;

/// From here on, a number in place of a ratio was meant as a percentage.
const SMALLEST_PERCENTAGE: f64 = 10.0;

/// Reads the options that only a map has.
pub(super) fn read(cx: &Context<'_>, values: &mut Values<'_>, record: &Record<'_>) -> MapOptions {
    let mut options = MapOptions { concurrency: values.count(record.get("concurrency"), Range::Concurrency), ..MapOptions::default() };
    let (count, ratio) = (record.get("min_successes"), record.get("min_success_ratio"));
    if let (Some(first), Some(second)) = (count, ratio) {
        values.diagnostics.push(report::two_criteria(first.span, second.span));
    }
    if let Some(success) = ratio.and_then(|entry| ratio_of(values, entry)) {
        options.success = success;
        options.success_span = ratio.map(|entry| entry.span);
    }
    if let Some(OptionEntry { key, value: OptionValue::Expr(value), .. }) = count
        && let Some(ratio) = share_of(value)
    {
        values.diagnostics.push(report::words::share_as_count(key.span, value.span, &ratio));
    } else if let Some(count) = values.count(count, Range::MinSuccesses) {
        options.success = SuccessCriterion::Count(count);
        options.success_span = record.get("min_successes").map(|entry| entry.span);
    }
    if let Some(entry) = record.get("run_all") {
        options.run_all = values.bool(Some(entry)).unwrap_or(false);
        if options.run_all && cx.settings.target == Target::Flyte116 {
            values.diagnostics.push(report::run_all_ignored(entry.span));
        }
    }
    if let Some(entry) = record.get("backend") {
        options.backend = backend(values, entry);
    }
    options
}

/// A share of the elements: `0.5`, `"80%"`.
fn share_of(value: &Expr) -> Option<String> {
    match value.kind() {
        ExprKind::Float(float) => (*float > 0.0 && *float < 1.0).then(|| format!("{float:?}")),
        ExprKind::Str(text) => text.trim().strip_suffix('%').and_then(|percent| forms::share(percent.trim().parse().ok()?)),
        _ => None,
    }
}

/// The exact ratio in [0, 1].
fn ratio_of(values: &mut Values<'_>, entry: &OptionEntry) -> Option<SuccessCriterion> {
    let value = values.expr(Some(entry), "a ratio such as `0.9`")?;
    let Some(Const::Float(written)) = values.constant(value, &Type::Float) else {
        return None;
    };
    if !(0.0..=1.0).contains(&written) {
        let percent = written >= SMALLEST_PERCENTAGE && matches!(value.kind(), ExprKind::Int(_) | ExprKind::Float(_));
        values.diagnostics.push(match forms::share(written).filter(|_| percent) {
            Some(share) => report::percentage(&share, value.span),
            None => report::out_of_range(Range::Ratio, value.span),
        });
        return None;
    }
    if written == 1.0 {
        return Some(SuccessCriterion::All);
    }
    if written == 0.0 {
        return Some(SuccessCriterion::Ratio { numerator: 0, denominator: 1, written: 0.0 });
    }
    // The shortest decimal that reads back as this number is what was written, unless that has more digits than a float can hold.
    let text = format!("{written}");
    let places = text.strip_prefix("0.").unwrap_or_default();
    match (places.len() <= MOST_PLACES, places.parse::<u64>()) {
        (true, Ok(numerator)) => Some(SuccessCriterion::Ratio { numerator, denominator: 10_u64.pow(places.len() as u32), written }),
        _ => {
            values.out_of_range(Range::RatioPlaces(MOST_PLACES), value.span);
            None
        }
    }
}

fn backend(values: &mut Values<'_>, entry: &OptionEntry) -> MapBackend {
    match values.word(Some(entry), &["array_node", "k8s_array", "aws_batch"]) {
        Some("k8s_array") => {
            values.diagnostics.push(not_compiled_yet("backend: k8s_array", entry.span));
            MapBackend::K8sArray
        }
        Some("aws_batch") => {
            values.diagnostics.push(not_compiled_yet("backend: aws_batch", entry.span));
            MapBackend::AwsBatch
        }
        _ => MapBackend::ArrayNode,
    }
}
