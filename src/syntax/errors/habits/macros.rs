//! Rust's macros: a name and `!` before brackets.

use std::ops::Range;

use super::super::place::Place;
use super::report;
use crate::diagnostics::Diagnostic;
use crate::syntax::token::{Class, TokenKind};

/// What a macro is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A call of this builtin with the formatted text.
    Text(&'static str),
    /// An interpolated string.
    Interpolated,
    List,
    Assert,
    /// Whether a value is one of those in a pattern.
    Matches,
    /// An `assert` of a comparison with this sign.
    Compared(&'static str),
}

const MACROS: &[(&str, Form)] = &[
    ("println", Form::Text("log")),
    ("print", Form::Text("log")),
    ("eprintln", Form::Text("log")),
    ("eprint", Form::Text("log")),
    ("info", Form::Text("log")),
    ("debug", Form::Text("log")),
    ("warn", Form::Text("log")),
    ("error", Form::Text("log")),
    ("trace", Form::Text("log")),
    ("dbg", Form::Text("log")),
    ("panic", Form::Text("fail")),
    ("todo", Form::Text("fail")),
    ("unimplemented", Form::Text("fail")),
    ("unreachable", Form::Text("fail")),
    ("bail", Form::Text("fail")),
    ("anyhow", Form::Text("fail")),
    ("format", Form::Interpolated),
    ("vec", Form::List),
    ("assert", Form::Assert),
    ("debug_assert", Form::Assert),
    ("ensure", Form::Assert),
    ("matches", Form::Matches),
    ("assert_eq", Form::Compared("==")),
    ("assert_ne", Form::Compared("!=")),
];

/// `println!("{}", x)`, `vec![1, 2]`
pub(super) fn invocation(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let mark = [index, index.wrapping_sub(1)].into_iter().find(|at| place.token(*at) == "!" && *at > 0 && place.is_name(at - 1))?;
    let open = mark + 1;
    if !matches!(place.class_of(open), Some(Class::Open | Class::OpenBlock)) || !place.glued(mark) || !place.glued(open) {
        return None;
    }
    let name = place.token(mark - 1);
    let close = place.closing(open)?;
    let form = MACROS.iter().find(|(known, _)| *known == name).map(|(_, form)| *form);
    let text = form.and_then(|form| written(place, form, &arguments(place, open + 1..close)));
    let span = place.span_over(mark - 1..mark + 1);
    Some(report::invocation(name, span, place.span_over(mark - 1..close + 1), text))
}

/// The arguments between the brackets of a call.
fn arguments(place: &Place<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    for at in place.outer(range.clone()).chain([range.end]) {
        if matches!(place.token(at), "," | ";") || at == range.end {
            if at > start {
                parts.push(start..at);
            }
            start = at + 1;
        }
    }
    parts
}

fn written(place: &Place<'_>, form: Form, arguments: &[Range<usize>]) -> Option<String> {
    let source = |at: usize| arguments.get(at).map(|range| place.source(range.clone()));
    Some(match form {
        Form::Text(builtin) => format!("{builtin}({})", message(place, arguments)?),
        Form::Interpolated => message(place, arguments)?,
        Form::List => match arguments {
            [value, count] if place.token(value.end) == ";" => {
                format!("[{} for _ in range({})]", place.source(value.clone()), place.source(count.clone()))
            }
            _ => format!("[{}]", arguments.iter().map(|range| place.source(range.clone())).collect::<Vec<_>>().join(", ")),
        },
        Form::Matches => {
            let pattern = arguments.get(1)?.clone();
            let values = pattern.clone().all(|at| {
                matches!(place.class_of(at), Some(Class::Number | Class::Text | Class::Constant | Class::Name))
                    || matches!(place.token(at), "|" | "." | ":")
            });
            let list = place.source(pattern).replace("::", ".").replace(" | ", ", ").replace('|', ", ");
            values.then(|| format!("{} in [{list}]", source(0).unwrap_or_default()))?
        }
        Form::Assert => {
            format!("assert {}", arguments.iter().take(2).map(|range| place.source(range.clone())).collect::<Vec<_>>().join(", "))
        }
        Form::Compared(sign) => {
            let text = source(2).map_or(String::new(), |text| format!(", {text}"));
            format!("assert {} {sign} {}{text}", source(0)?, source(1)?)
        }
    })
}

/// The text that a format and its arguments make.
fn message(place: &Place<'_>, arguments: &[Range<usize>]) -> Option<String> {
    let Some((format, values)) = arguments.split_first() else { return Some("\"\"".to_owned()) };
    let written = place.source(format.clone());
    if place.kind_of(format.start) != Some(TokenKind::String) || !written.starts_with('"') || written.starts_with("\"\"\"") {
        return Some(written.to_owned());
    }
    let inner = written.get(1..written.len() - 1)?;
    let alone = matches!(inner, "{}" | "{:?}" | "{:#?}") && values.len() == 1;
    if alone {
        return Some(place.source(values.first()?.clone()).to_owned());
    }
    if !inner.contains('{') {
        return Some(written.to_owned());
    }
    let mut values = values.iter();
    let mut text = String::from("f\"");
    let mut rest = inner;
    while let Some(at) = rest.find('{') {
        text += &rest[..at];
        if rest[at..].starts_with("{{") {
            text += "{{";
            rest = &rest[at + 2..];
            continue;
        }
        let end = at + rest[at..].find('}')?;
        let (name, spec) = rest[at + 1..end].split_once(':').unwrap_or((&rest[at + 1..end], ""));
        let value = if name.is_empty() { place.source(values.next()?.clone()) } else { name };
        let spec = if matches!(spec, "" | "?" | "#?") {
            String::new()
        } else {
            format!(":{spec}{}", if spec.starts_with('.') { "f" } else { "" })
        };
        text += &format!("{{{value}{spec}}}");
        rest = &rest[end + 1..];
    }
    Some(text + rest + "\"")
}
