//! Keys that are not options: what was most likely meant, written out.

use super::keys::{self, Place};
use super::words::{self, Meant};
use super::{forms, report, resources};
use crate::check::context::Context;
use crate::diagnostics::{Diagnostic, Edit};
use crate::program::ty::Type;
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, OptionEntry, OptionRecord, OptionValue};

/// A record with keys that are not options.
pub(super) struct Unknown<'u, 'a> {
    pub(super) cx: &'u Context<'u>,
    pub(super) record: &'a OptionRecord,
    pub(super) place: Place,
    /// The entries that are options.
    pub(super) known: &'u mut Vec<&'a OptionEntry>,
}

impl<'a> Unknown<'_, 'a> {
    /// Reports the entries that are not options, of which resources belong together.
    pub(super) fn report(&mut self, entries: &[&'a OptionEntry], diagnostics: &mut Vec<Diagnostic>) {
        let mut resources = Vec::new();
        for entry in entries {
            match words::meant(&entry.key.name, self.place) {
                Some(Meant::Request(name)) => resources.push((*entry, "requests", name)),
                Some(Meant::Limit(name)) => resources.push((*entry, "limits", name)),
                Some(meant) => diagnostics.push(self.foreign(entry, meant)),
                None => diagnostics.push(self.misspelt(entry)),
            }
        }
        if !resources.is_empty() {
            diagnostics.push(self.resources(&resources));
        }
    }

    fn foreign(&mut self, entry: &'a OptionEntry, meant: Meant) -> Diagnostic {
        let (word, span) = (entry.key.name.as_str(), entry.key.span);
        let value = expr(entry);
        match meant {
            Meant::Option(option) => self.renamed(entry, option, None),
            Meant::Timeout(unit) => {
                let text = value.filter(|value| is_number(value)).map(|value| format!("{}{unit}", self.text(value.span)));
                self.renamed(entry, "timeout", text)
            }
            Meant::Attempts => {
                let retries = value.and_then(|value| match value.kind() {
                    ExprKind::Int(int) if *int > 0 => Some((int - 1, value.span)),
                    _ => None,
                });
                let written = retries.map(|(count, _)| format!("retries: {count}"));
                let edits = retries.map(|(count, at)| vec![rename(span, "retries"), Edit { span: at, text: count.to_string() }]);
                match keys::allowed("retries", self.place) {
                    true => report::words::attempts(word, span, written.as_deref().zip(edits)),
                    false => self.renamed(entry, "retries", None),
                }
            }
            Meant::CacheVersion => self.cache_version(entry),
            Meant::Success => {
                let ratio = value.and_then(|value| forms::meant(self.cx, value, &Type::Float)).map(|form| form.text);
                match value.map(|value| value.kind()) {
                    Some(ExprKind::Int(_)) => self.renamed(entry, "min_successes", None),
                    _ => self.renamed(entry, "min_success_ratio", ratio),
                }
            }
            Meant::After => self.after(entry),
            Meant::Elsewhere(help) => report::words::elsewhere(word, span, help),
            // They are reported together.
            Meant::Request(name) | Meant::Limit(name) => self.renamed(entry, name, None),
        }
    }

    /// `with { dependsOn: [first] }`
    fn after(&self, entry: &OptionEntry) -> Diagnostic {
        let name = |value: &OptionValue| match value {
            OptionValue::Expr(expr) => match expr.kind() {
                ExprKind::Name(name) => Some(name.to_string()),
                ExprKind::Str(name) => Some(name.clone()),
                _ => None,
            },
            _ => None,
        };
        let names: Option<Vec<String>> = match &entry.value {
            OptionValue::List(values, _) => values.iter().map(name).collect(),
            value => name(value).map(|name| vec![name]),
        };
        let clause = names.filter(|names| !names.is_empty()).map(|names| format!("after {}", names.join(", ")));
        // The word before the braces goes, too.
        let file = &self.cx.sources.file(self.record.span.file).text;
        let before = file.get(..self.record.span.start as usize).unwrap_or_default().trim_end();
        let word = before.strip_suffix("with").map(|before| Span { start: before.len() as u32, ..self.record.span });
        let edit = word.filter(|_| self.record.entries.len() == 1).zip(clause.clone()).map(|(span, text)| Edit { span, text });
        report::words::after(&entry.key.name, entry.key.span, clause.as_deref(), edit)
    }

    /// An option under another name; `text` replaces its value.
    fn renamed(&self, entry: &OptionEntry, option: &'static str, text: Option<String>) -> Diagnostic {
        let (word, span) = (entry.key.name.as_str(), entry.key.span);
        let Some(key) = keys::find(option).filter(|key| !key.is_on(self.place)) else {
            if let Some(first) = self.known.iter().find(|known| known.key.name == option) {
                return report::words::renamed_twice(word, span, option, first.key.span);
            }
            if option == "requests"
                && let Some(both) = self.both_sets(entry)
            {
                return report::words::renamed(word, span, option, &both, vec![Edit { span: entry.span, text: both.clone() }]);
            }
            let text = text.or_else(|| self.value_of(option, entry));
            let mut edits = vec![rename(span, option)];
            if let Some(text) = &text {
                edits = vec![Edit { span: entry.span, text: format!("{option}: {text}") }];
            }
            let rest = self.text(Span::new(span.file, span.end, entry.span.end));
            let written = match text {
                Some(text) => format!("{option}: {text}"),
                None if !rest.contains('\n') => format!("{option}{rest}"),
                None => option.to_owned(),
            };
            return report::words::renamed(word, span, option, &written, edits);
        };
        report::words::renamed_elsewhere(word, span, option, self.place.as_str(), &key.places(), key.why)
    }

    /// `resources: { requests: { … }, limits: { … } }` as Kubernetes has it: the entries are options themselves.
    fn both_sets(&self, entry: &OptionEntry) -> Option<String> {
        let OptionValue::Record(record) = &entry.value else { return None };
        let sets = |name: &str| matches!(name, "requests" | "limits") && self.known.iter().all(|known| known.key.name != name);
        let all = !record.entries.is_empty() && record.entries.iter().all(|entry| sets(&entry.key.name));
        all.then(|| record.entries.iter().map(|entry| self.set(entry)).collect::<Vec<_>>().join(", "))
    }

    /// `limits: { memory: "1gb" }` as it is written here.
    fn set(&self, set: &OptionEntry) -> String {
        let OptionValue::Record(record) = &set.value else { return self.text(set.span).to_owned() };
        let entry = |entry: &OptionEntry| {
            let name = entry.key.name.as_str();
            let name = words::meant_entry("requests", name, &[]).unwrap_or(name);
            format!("{name}: {}", self.amount(entry, name))
        };
        format!("{}: {{ {} }}", set.key.name, record.entries.iter().map(entry).collect::<Vec<_>>().join(", "))
    }

    /// The value of an entry as the option that is meant takes it, if that differs.
    fn value_of(&self, option: &str, entry: &OptionEntry) -> Option<String> {
        if let OptionValue::Record(record) = &entry.value
            && let Some((text, _)) = forms::inner(self.cx, option, record)
        {
            return Some(text);
        }
        let ty = match option {
            "timeout" => Type::Duration,
            "retries" | "concurrency" | "min_successes" => Type::Int,
            "interruptible" | "deck" | "cache_serialize" | "run_all" => Type::Bool,
            "min_success_ratio" => Type::Float,
            "image" | "name" | "pod_template" | "deprecated" => Type::Str,
            "cache" => {
                let is_flag = expr(entry).is_none_or(|value| matches!(value.kind(), ExprKind::Bool(_)));
                return if is_flag {
                    Some("\"1\"".to_owned())
                } else {
                    forms::meant(self.cx, expr(entry)?, &Type::Str).map(|form| form.text)
                };
            }
            "secrets" | "tags" => {
                let value = expr(entry).filter(|value| matches!(value.kind(), ExprKind::Str(_)))?;
                return Some(format!("[{}]", self.text(value.span)));
            }
            _ => return forms::record(self.cx, option, &entry.value),
        };
        forms::meant(self.cx, expr(entry)?, &ty).map(|form| form.text)
    }

    /// `cache: true, cache_version: "1"`
    fn cache_version(&mut self, entry: &'a OptionEntry) -> Diagnostic {
        let Some(at) = self.known.iter().position(|known| known.key.name == "cache") else {
            return self.renamed(entry, "cache", None);
        };
        let cache = self.known[at];
        let is_flag = match &cache.value {
            OptionValue::Flag => true,
            OptionValue::Expr(value) => matches!(value.kind(), ExprKind::Bool(_)),
            OptionValue::List(..) | OptionValue::Record(_) => false,
        };
        let (Some(version), Some(gap), true) = (expr(entry), self.removal(entry), is_flag) else {
            return report::words::renamed_twice(&entry.key.name, entry.key.span, "cache", cache.key.span);
        };
        self.known.remove(at);
        let written = format!("cache: {}", self.text(version.span));
        let edits = vec![Edit { span: cache.span, text: written.clone() }, Edit { span: gap, text: String::new() }];
        report::words::cache_version(&entry.key.name, entry.key.span, cache.span, &written, edits)
    }

    fn misspelt(&self, entry: &OptionEntry) -> Diagnostic {
        let here = keys::names_on(self.place);
        report::unknown_option(&entry.key.name, entry.key.span, self.place.as_str(), &here)
    }

    /// `cpu: "2", memory: "4Gi"` beside the other options.
    fn resources(&self, flat: &[(&'a OptionEntry, &'static str, &'static str)]) -> Diagnostic {
        let names: Vec<(&str, Span)> = flat.iter().map(|(entry, ..)| (entry.key.name.as_str(), entry.key.span)).collect();
        let stated = |set| self.known.iter().find(|known| known.key.name == set);
        let mut written = Vec::new();
        for set in ["requests", "limits"] {
            let inside = stated(set).and_then(|known| match &known.value {
                OptionValue::Record(record) => Some(record.entries.iter().map(|entry| self.text(entry.span).to_owned())),
                OptionValue::Flag | OptionValue::Expr(_) | OptionValue::List(..) => None,
            });
            let own = flat.iter().filter(|(_, of, _)| *of == set);
            let own: Vec<String> = own.map(|(entry, _, name)| format!("{name}: {}", self.amount(entry, name))).collect();
            if !own.is_empty() {
                let all: Vec<String> = inside.into_iter().flatten().chain(own).collect();
                written.push(format!("{set}: {{ {} }}", all.join(", ")));
            }
        }
        let written = written.join(", ");
        if !keys::allowed("requests", self.place) {
            return report::words::resources_elsewhere(&names, &written, self.place.as_str());
        }
        let beside = flat.iter().any(|(_, set, _)| stated(set).is_some());
        let edits = if beside { None } else { self.moved(flat, &written) };
        report::words::resources_outside(&names, &written, edits)
    }

    /// The first entry becomes all of them, and the others go.
    fn moved(&self, flat: &[(&'a OptionEntry, &str, &str)], written: &str) -> Option<Vec<Edit>> {
        let ((first, ..), rest) = flat.split_first()?;
        let mut edits = vec![Edit { span: first.span, text: written.to_owned() }];
        for (entry, ..) in rest {
            edits.push(Edit { span: self.removal(entry)?, text: String::new() });
        }
        let all_valued = flat.iter().all(|(entry, ..)| expr(entry).is_some());
        all_valued.then_some(edits)
    }

    /// An amount of a resource in the form that it has here.
    fn amount(&self, entry: &OptionEntry, name: &str) -> String {
        let Some(value) = expr(entry) else { return "\"…\"".to_owned() };
        let text = self.text(value.span);
        match value.kind() {
            ExprKind::Int(_) | ExprKind::Float(_) if !matches!(name, "cpu" | "gpu") => format!("\"{text}Mi\""),
            ExprKind::Str(quantity) => match resources::repaired(name, quantity) {
                Some(repaired) => format!("\"{repaired}\""),
                None => text.to_owned(),
            },
            _ => text.to_owned(),
        }
    }

    /// An entry with what separates it from the one before it, or else after it. `None` if a comment would be lost.
    fn removal(&self, entry: &OptionEntry) -> Option<Span> {
        let at = self.record.entries.iter().position(|other| other.span == entry.span)?;
        let before = at.checked_sub(1).and_then(|before| self.record.entries.get(before));
        let span = match (before, self.record.entries.get(at + 1)) {
            (Some(before), _) => Span::new(entry.span.file, before.span.end, entry.span.end),
            (None, Some(after)) => Span::new(entry.span.file, entry.span.start, after.span.start),
            (None, None) => entry.span,
        };
        let gap = Span::new(span.file, span.start, entry.span.start.max(span.start));
        (!self.text(gap).contains('#')).then_some(span)
    }

    fn text(&self, span: Span) -> &str {
        self.cx.sources.text(span)
    }
}

fn expr(entry: &OptionEntry) -> Option<&Expr> {
    match &entry.value {
        OptionValue::Expr(value) => Some(value),
        OptionValue::Flag | OptionValue::List(..) | OptionValue::Record(_) => None,
    }
}

fn is_number(value: &Expr) -> bool {
    matches!(value.kind(), ExprKind::Int(_) | ExprKind::Float(_))
}

fn rename(span: Span, name: &str) -> Edit {
    Edit { span, text: name.to_owned() }
}
