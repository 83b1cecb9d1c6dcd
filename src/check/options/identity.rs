//! Names, images, environment, secrets, labels: what identifies a task and what surrounds it.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::report::{self, Name as Used, Range};
use super::values::{Values, entry};
use super::{forms, words};
use crate::check::environment::mounted;
use crate::diagnostics::Diagnostic;
use crate::program::image;
use crate::program::kubernetes::{LONGEST_SUBDOMAIN, is_dns_subdomain, is_label_part, is_qualified_name};
use crate::program::{Secret, SecretMount};
use crate::source::{Name, Span};
use crate::syntax::ast::{Expr, OptionEntry, OptionRecord, OptionValue};

/// How many labels Admin accepts (`flyteadmin/pkg/manager/impl/validation/validation.go`).
const MOST_LABELS: usize = 16;

/// `image`: a reference of Docker's grammar, or one with flytekit's placeholders, which are filled at registration.
pub(super) fn image(values: &mut Values<'_>, option: Option<&OptionEntry>) -> (Option<String>, Option<Span>) {
    written_image(values, option).unzip()
}

fn written_image(values: &mut Values<'_>, option: Option<&OptionEntry>) -> Option<(String, Span)> {
    let (text, span) = values.text(option, "an image such as `\"registry/name:tag\"`")?;
    match image::problem(&text) {
        None => Some((text, span)),
        Some(why) => {
            values.diagnostics.push(report::invalid_image(&text, span, why));
            None
        }
    }
}

/// `name` of a definition: what it is registered under.
pub(super) fn registered_name(values: &mut Values<'_>, option: Option<&OptionEntry>) -> Option<String> {
    let (text, span) = values.text(option, "the name to register")?;
    let valid = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    if text.is_empty() || !text.chars().all(valid) {
        values.invalid(Used::Registered, &text, span);
        return None;
    }
    Some(text)
}

/// `pod_template`: the name of an object in the cluster.
pub(super) fn pod_template(values: &mut Values<'_>, option: Option<&OptionEntry>) -> Option<String> {
    let (text, span) = values.text(option, "the name of a pod template")?;
    let valid = is_dns_subdomain(&text);
    if !valid {
        values.invalid(Used::PodTemplate, &text, span);
    }
    valid.then_some(text)
}

/// Key and value of each entry of a record of strings, with their places, in the order in which they were written.
fn pairs(values: &mut Values<'_>, option: Option<&OptionEntry>, wanted: &str) -> Vec<(String, Span, String, Span)> {
    let Some(record) = values.record(option, wanted) else {
        return Vec::new();
    };
    let mut pairs: Vec<(String, Span, String, Span)> = Vec::with_capacity(record.entries.len());
    let mut places: FxHashMap<Name, Span> = FxHashMap::default();
    for entry in &record.entries {
        // A key is kept if its value has an error: code may read it.
        let (text, span) = values.text(Some(entry), "a string").unwrap_or_else(|| (String::new(), entry.span));
        let key = entry.key.name.to_string();
        match places.entry(entry.key.name.clone()) {
            Entry::Occupied(first) => values.diagnostics.push(report::twice(&format!("`{key}`"), entry.key.span, *first.get())),
            Entry::Vacant(place) => {
                place.insert(entry.key.span);
                pairs.push((key, entry.key.span, text, span));
            }
        }
    }
    pairs
}

pub(super) fn env(values: &mut Values<'_>, option: Option<&OptionEntry>) -> Vec<(String, String)> {
    if let Some(found) = option.and_then(secret_in_env) {
        values.diagnostics.push(found);
        return Vec::new();
    }
    let pairs = pairs(values, option, "a record such as `{ LEVEL: \"debug\" }`");
    for (key, span, ..) in &pairs {
        let first = key.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || b"-._".contains(&byte));
        let folder = key == "." || key.starts_with("..");
        if folder || !first || !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte)) {
            values.invalid(Used::Variable, key, *span);
        } else {
            reserved(values, Used::Variable, key, *span);
        }
    }
    for (key, _, value, span) in &pairs {
        if key.len() + 1 + value.len() > LONGEST_VARIABLE {
            values.out_of_range(Range::Variable, *span);
        }
    }
    pairs.into_iter().map(|(key, _, value, _)| (key, value)).collect()
}

/// The finding about a variable that gets its value from a secret, as in Kubernetes.
fn secret_in_env(option: &OptionEntry) -> Option<Diagnostic> {
    let found = |variable: &str, reference: &OptionRecord| {
        let (group, key) = forms::secret_reference(reference)?;
        Some(report::words::secret_in_env(variable, group, key, reference.span))
    };
    match &option.value {
        OptionValue::Record(record) => record.entries.iter().find_map(|entry| match &entry.value {
            OptionValue::Record(reference) => found(&entry.key.name, reference),
            OptionValue::Flag | OptionValue::Expr(_) | OptionValue::List(..) => None,
        }),
        OptionValue::List(values, _) => values.iter().find_map(|value| match value {
            OptionValue::Record(reference) => found(forms::string(entry(reference, "name")?)?, reference),
            OptionValue::Flag | OptionValue::Expr(_) | OptionValue::List(..) => None,
        }),
        OptionValue::Flag | OptionValue::Expr(_) => None,
    }
}

/// The most bytes of `NAME=value`: Linux bounds each string that a process is started with (`MAX_ARG_STRLEN`), including the NUL at its end.
const LONGEST_VARIABLE: usize = 131_071;

/// Reports variables that Flyte or the container needs itself.
fn reserved(values: &mut Values<'_>, used: Used, key: &str, span: Span) {
    if FLYTES_VARIABLES.iter().any(|prefix| key.starts_with(prefix)) {
        values.diagnostics.push(report::flytes_variable(used, key, span, mounted(key).is_some()));
    } else if key == "PATH" {
        values.diagnostics.push(report::path_variable(used, key, span));
    }
}

/// The prefixes of the variables that Flyte passes to a container
/// (`flyteplugins/go/tasks/pluginmachinery/flytek8s/k8s_resource_adds.go`, `flytepropeller/pkg/controller/nodes/array/execution_context.go`,
/// `flytepropeller/pkg/webhook/k8s_secrets.go`).
const FLYTES_VARIABLES: [&str; 4] = ["FLYTE_", "_F_", "_FSEC_", "BATCH_JOB_ARRAY_INDEX_"];

pub(super) fn labels(values: &mut Values<'_>, option: Option<&OptionEntry>) -> Vec<(String, String)> {
    let pairs = pairs(values, option, "a record such as `{ team: \"data\" }`");
    if let (true, Some(option)) = (pairs.len() > MOST_LABELS, option) {
        values.diagnostics.push(report::too_many_labels(pairs.len(), MOST_LABELS, option.key.span));
    }
    for (key, key_span, value, value_span) in &pairs {
        if !is_qualified_name(key) {
            values.invalid(Used::LabelKey, key, *key_span);
        }
        if !value.is_empty() && !is_label_part(value) {
            values.invalid(Used::LabelValue, value, *value_span);
        }
    }
    pairs.into_iter().map(|(key, _, value, _)| (key, value)).collect()
}

pub(super) fn annotations(values: &mut Values<'_>, option: Option<&OptionEntry>) -> Vec<(String, String)> {
    let pairs = pairs(values, option, "a record such as `{ note: \"nightly\" }`");
    for (key, span, ..) in &pairs {
        if !is_qualified_name(key) {
            values.invalid(Used::AnnotationKey, key, *span);
        }
    }
    let size: usize = pairs.iter().map(|(key, _, value, _)| key.len() + value.len()).sum();
    if let (true, Some(option)) = (size > LARGEST_ANNOTATIONS, option) {
        values.out_of_range(Range::Annotations, option.span);
    }
    pairs.into_iter().map(|(key, _, value, _)| (key, value)).collect()
}

/// The most bytes of all annotations of an object, keys and values.
const LARGEST_ANNOTATIONS: usize = 262_144;

/// `secrets: ["group/key", { group, key, version, mount, env_var }]`
pub(super) fn secrets(values: &mut Values<'_>, option: Option<&OptionEntry>) -> Vec<Secret> {
    let Some(option) = option else {
        return Vec::new();
    };
    let OptionValue::List(entries, _) = &option.value else {
        let wanted = "a list such as `[\"group/key\"]`";
        match &option.value {
            OptionValue::Record(record) if let Some(text) = forms::secrets(values.cx, record) => {
                values.diagnostics.push(report::words::other_value("secrets", wanted, &text, record.span));
            }
            _ => values.no_list(option, wanted),
        }
        return Vec::new();
    };
    let mut secrets: Vec<Secret> = Vec::with_capacity(entries.len());
    for entry in entries {
        let secret = match entry {
            OptionValue::Expr(value) => match forms::record(values.cx, "secrets", entry) {
                Some(record) => {
                    values.diagnostics.push(report::words::other_entry("secrets", &record, value.span));
                    None
                }
                None => short_secret(values, value),
            },
            OptionValue::Record(record) => long_secret(values, option, record),
            _ => {
                values.wrong(option, "a string `\"group/key\"` or a record");
                None
            }
        };
        secrets.extend(secret);
    }
    secrets
}

/// Keys become names of files and variables in every secret manager; the names of groups are up to the manager.
fn check_secret(values: &mut Values<'_>, span: Span, group: &str, key: &str) {
    let in_key = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    if !group.bytes().all(|byte| byte.is_ascii_graphic()) {
        values.invalid(Used::SecretGroup, group, span);
    }
    if !key.bytes().all(in_key) || key.len() > LONGEST_SUBDOMAIN || key == "." || key.starts_with("..") {
        values.invalid(Used::SecretKey, key, span);
    }
}

fn short_secret(values: &mut Values<'_>, value: &Expr) -> Option<Secret> {
    let text = values.text_of(value)?;
    match text.split_once('/') {
        Some((group, key)) if !group.is_empty() && !key.is_empty() && !key.contains('/') => {
            check_secret(values, value.span, group, key);
            Some(Secret { group: group.to_owned(), key: key.to_owned(), version: None, mount: SecretMount::Any, env_var: None })
        }
        _ => {
            values.diagnostics.push(report::secret_without_slash(&text, value.span));
            None
        }
    }
}

fn long_secret(values: &mut Values<'_>, option: &OptionEntry, record: &OptionRecord) -> Option<Secret> {
    values.keys(record, "secrets", &["group", "key", "version", "mount", "env_var"]);
    let mount = match values.word(entry(record, "mount"), &["file", "env"]) {
        Some("file") => SecretMount::File,
        Some(_) => SecretMount::Env,
        None => SecretMount::Any,
    };
    let env_var = values.text(entry(record, "env_var"), "the name of a variable");
    if let Some((name, span)) = &env_var {
        let first = name.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase() || byte == b'_');
        if !first || !name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_') {
            values.invalid(Used::SecretVariable, name, *span);
        } else {
            reserved(values, Used::SecretVariable, name, *span);
        }
    }
    let group = values.text(entry(record, "group"), "the group");
    let key = values.text(entry(record, "key"), "the key");
    let version = values.text(entry(record, "version"), "the version of the group");
    let given: Vec<&str> = record.entries.iter().map(|entry| entry.key.name.as_str()).collect();
    for (name, value) in [("group", &group), ("key", &key)] {
        if record.entries.iter().any(|entry| words::meant_entry("secrets", &entry.key.name, &given) == Some(name)) {
            // Its key was reported.
        } else if entry(record, name).is_none() {
            values.diagnostics.push(report::secret_without_entry(&option.key.name, name, record.span));
        } else if let Some((text, span)) = value
            && text.is_empty()
        {
            values.diagnostics.push(report::empty_in_secret(text, *span));
        }
    }
    for (text, span) in [&group, &version].into_iter().flatten().filter(|(text, _)| !text.is_empty()) {
        check_secret(values, *span, text, "key");
    }
    if let Some((text, span)) = key.as_ref().filter(|(text, _)| !text.is_empty()) {
        check_secret(values, *span, "group", text);
    }
    let version = version.map(|(text, _)| text);
    Some(Secret { group: group?.0, key: key?.0, version, mount, env_var: env_var.map(|(name, _)| name) })
}
