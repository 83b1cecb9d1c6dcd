//! `cache`, `cache_serialize`, `cache_ignore`: when a result is taken from an earlier execution.

use super::forms;
use super::keys::Record;
use super::report::{self, Range};
use super::values::Values;
use crate::diagnostics::{Edit, suggest};
use crate::program::index::UseKind;
use crate::program::ty::Type;
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
                values.diagnostics.push(report::without_cache(name, entry.key.span));
            }
        }
    } else if let (true, Some(entry)) = (interface.outputs.is_empty(), cache) {
        values.diagnostics.push(report::cache_without_outputs(entry.span));
    }
}

fn version(values: &mut Values<'_>, entry: Option<&OptionEntry>) -> Option<String> {
    if let Some(entry) = entry.filter(|entry| matches!(entry.value, OptionValue::Flag)) {
        let edit = Edit { span: entry.span, text: "cache: \"1\"".to_owned() };
        values.diagnostics.push(report::words::cache_without_version(entry.span, edit));
        return None;
    }
    let value = values.expr(entry, "the version of the cached results, as a string")?;
    let flag = match value.kind() {
        ExprKind::Bool(flag) => Some(*flag),
        ExprKind::Name(_) => forms::meant(values.cx, value, &Type::Bool).map(|form| form.text == "true"),
        _ => None,
    };
    if let Some(flag) = flag {
        let edit = Edit { span: value.span, text: "\"1\"".to_owned() };
        values.diagnostics.push(match flag {
            true => report::words::cache_without_version(value.span, edit),
            false => report::words::cache_turned_off(value.span),
        });
        return None;
    }
    let text = values.text_of(value)?;
    if text.trim().is_empty() {
        values.out_of_range(Range::CacheVersion, value.span);
        return None;
    }
    Some(text)
}

fn ignored(values: &mut Values<'_>, entry: Option<&OptionEntry>, interface: &Interface, options: &mut TaskOptions) {
    let Some(entry) = entry else { return };
    let OptionValue::List(names, _) = &entry.value else {
        values.no_list(entry, "a list of inputs such as `[note]`");
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
        values.diagnostics.push(report::unknown_ignored_input(&given, span, suggest::nearest(&given, inputs)));
    }
}
