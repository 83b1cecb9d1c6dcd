//! `concurrency`, `min_successes`, `min_success_ratio`, `run_all`, `backend`: how a map runs and when it succeeds.

use super::keys::Record;
use super::values::Values;
use crate::check::context::Context;
use crate::config::Target;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::later::not_compiled_yet;
use crate::diagnostics::codes::options::{IGNORED_BY_TARGET, TWO_CRITERIA};
use crate::program::ty::Type;
use crate::program::{Const, MapBackend, MapOptions, SuccessCriterion};
use crate::source::Span;
use crate::syntax::ast::OptionEntry;

/// Decimal places that a ratio may have: its exact form must fit the arithmetic of the criterion.
const MOST_PLACES: usize = 15;

/// Reads the options that only a map has.
pub(super) fn read(cx: &Context<'_>, values: &mut Values<'_>, record: &Record<'_>) -> MapOptions {
    let mut options = MapOptions {
        concurrency: values.count(
            record.get("concurrency"),
            0,
            "`concurrency` is the number of elements that run at the same time; 0 is unlimited",
        ),
        ..MapOptions::default()
    };
    let (count, ratio) = (record.get("min_successes"), record.get("min_success_ratio"));
    if let (Some(first), Some(second)) = (count, ratio) {
        values.diagnostics.push(two_criteria(first.span, second.span));
    }
    if let Some(success) = ratio.and_then(|entry| ratio_of(values, entry)) {
        options.success = success;
        options.success_span = ratio.map(|entry| entry.span);
    }
    if let Some(count) = values.count(count, 0, "`min_successes` is the number of elements that must succeed; with 0, all may fail") {
        options.success = SuccessCriterion::Count(count);
        options.success_span = record.get("min_successes").map(|entry| entry.span);
    }
    if let Some(entry) = record.get("run_all") {
        options.run_all = values.bool(Some(entry)).unwrap_or(false);
        if options.run_all && cx.settings.target == Target::Flyte116 {
            values.diagnostics.push(run_all_ignored(entry.span));
        }
    }
    if let Some(entry) = record.get("backend") {
        options.backend = backend(values, entry);
    }
    options
}

fn two_criteria(first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(&TWO_CRITERIA, "a map has one success criterion, but two are given")
        .at(second, "one")
        .at(first, "the other")
        .help("keep `min_successes` or `min_success_ratio`: Flyte can only hold one of them")
}

fn run_all_ignored(span: Span) -> Diagnostic {
    Diagnostic::new(&IGNORED_BY_TARGET, "the option `run_all` is ignored by the target `flyte-1.16`")
        .at(span, "has no effect there")
        .note("its ArrayNode does not read `run_all_sub_nodes` (`flytepropeller/pkg/compiler/transformers/k8s/node.go`)")
        .help("remove it; `min_success_ratio` lets all elements finish")
}

/// The exact ratio in [0, 1].
fn ratio_of(values: &mut Values<'_>, entry: &OptionEntry) -> Option<SuccessCriterion> {
    let value = values.expr(Some(entry), "a ratio such as `0.9`")?;
    let Some(Const::Float(written)) = values.constant(value, &Type::Float) else {
        return None;
    };
    let help = "the ratio is the share of elements that must succeed: 1 is all of them, and with 0, all may fail";
    if !(0.0..=1.0).contains(&written) {
        values.out_of_range("min_success_ratio", value.span, "must be from 0 to 1", help);
        return None;
    }
    if written == 1.0 {
        return Some(SuccessCriterion::All);
    }
    if written == 0.0 {
        return Some(SuccessCriterion::Ratio { numerator: 0, denominator: 1, written: 0.0 });
    }
    // The shortest decimal that reads back as this number is what was written, unless somebody wrote more digits than a float holds.
    let text = format!("{written}");
    let places = text.strip_prefix("0.").unwrap_or_default();
    match (places.len() <= MOST_PLACES, places.parse::<u64>()) {
        (true, Ok(numerator)) => Some(SuccessCriterion::Ratio { numerator, denominator: 10_u64.pow(places.len() as u32), written }),
        _ => {
            let label = format!("more than {MOST_PLACES} decimal places");
            values.out_of_range("min_success_ratio", value.span, label, "Flyte keeps about seven digits of a ratio; write fewer");
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
