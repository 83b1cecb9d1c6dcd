//! `cache`, `cache_serialize`, `cache_ignore`: when a result is taken from an earlier execution.

use super::keys::Record;
use super::values::Values;
use crate::diagnostics::codes::options::{CACHE_RULE, CACHE_WITHOUT_OUTPUTS, OPTION_VALUE, UNKNOWN_IGNORED_INPUT};
use crate::diagnostics::{Diagnostic, suggest};
use crate::program::index::UseKind;
use crate::program::{Interface, TaskOptions};
use crate::syntax::ast::{ExprKind, OptionEntry, OptionValue};

/// Reads the cache options of a task.
pub(super) fn read(values: &mut Values<'_>, record: &Record<'_>, interface: &Interface, options: &mut TaskOptions) {
    let cache = record.get("cache");
    options.cache = version(values, cache);
    options.cache_serialize = values.bool(record.get("cache_serialize")).unwrap_or(false);
    ignored(values, record.get("cache_ignore"), interface, options);
    if cache.is_none() {
        for name in ["cache_serialize", "cache_ignore"] {
            if let Some(entry) = record.get(name) {
                let finding = Diagnostic::new(&CACHE_RULE, format!("the option `{name}` has no effect without `cache`"))
                    .at(entry.key.span, "nothing is cached")
                    .help("add `cache: \"1\"`, the version under which results are kept");
                values.diagnostics.push(finding);
            }
        }
    } else if let (true, Some(entry)) = (interface.outputs.is_empty(), cache) {
        let finding = Diagnostic::new(&CACHE_WITHOUT_OUTPUTS, "a task without outputs is never cached")
            .at(entry.span, "Flyte has nothing to cache")
            .help("remove the option, or give the task an output");
        values.diagnostics.push(finding);
    }
}

fn version(values: &mut Values<'_>, entry: Option<&OptionEntry>) -> Option<String> {
    let value = values.expr(entry, "the version of the cached results, as a string")?;
    if matches!(value.kind(), ExprKind::Bool(_)) {
        let finding = Diagnostic::new(&OPTION_VALUE, "the option `cache` is the version of the cached results")
            .at(value.span, "which version?")
            .help("write `cache: \"1\"`, and change the string when the task's code returns other results");
        values.diagnostics.push(finding);
        return None;
    }
    let text = values.text_of(value)?;
    if text.trim().is_empty() {
        values.out_of_range("cache", value.span, "is empty", "Flyte needs a version to tell results apart");
        return None;
    }
    Some(text)
}

fn ignored(values: &mut Values<'_>, entry: Option<&OptionEntry>, interface: &Interface, options: &mut TaskOptions) {
    let Some(entry) = entry else { return };
    let OptionValue::List(names, _) = &entry.value else {
        values.wrong(entry, "a list of inputs such as `[note]`");
        return;
    };
    for name in names {
        let (given, span) = match name {
            OptionValue::Expr(value) => match value.kind() {
                ExprKind::Name(name) => (name.clone(), value.span),
                _ => match values.text_of(value) {
                    Some(text) => (text.into(), value.span),
                    None => continue,
                },
            },
            _ => {
                values.wrong(entry, "a list of inputs such as `[note]`");
                continue;
            }
        };
        if let Some(at) = interface.input(&given) {
            values.cx.index.used(span, interface.inputs[at].span, UseKind::Label);
            options.cache_ignore.push(given);
            continue;
        }
        let inputs = interface.inputs.iter().map(|input| input.name.as_str());
        let finding = Diagnostic::new(&UNKNOWN_IGNORED_INPUT, format!("the task has no input `{given}` to ignore")).at(span, "no input");
        values.diagnostics.push(match suggest::nearest(&given, inputs) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("`cache_ignore` names inputs whose values do not change the result"),
        });
    }
}
