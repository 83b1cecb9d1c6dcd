//! Strings that other languages fill in with values: here they are interpolated.

use super::template::plain;
use super::{Advice, Code, Given, Use};

/// Functions that fill in a string, and what becomes of the result.
const FILLING: &[(&str, &str, &str)] = &[
    ("format|sprintf|Sprintf|vsprintf|str_format", "", ""),
    ("printf|Printf|println|print|eprintln|info|debug|warn|error|warning|log", "log(", ")"),
    ("panic|bail|Errorf|die", "fail(", ")"),
];

/// `format("{} of {}", a, b)`, `sprintf("%d of %d", a, b)`
pub(super) fn filled(name: &str, used: &Use) -> Option<Advice> {
    let (_, before, after) = FILLING.iter().find(|(names, ..)| names.split('|').any(|known| known == name))?;
    let (first, rest) = used.args.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let literal = first.code.literal()?;
    let codes = || rest.iter().map(|given| given.code.clone()).collect::<Vec<_>>();
    let text = match (literal.contains("{"), literal.contains('%')) {
        (true, _) => braces(&first.code.text, rest),
        (false, true) => percent(&first.code.text, &codes(), &[]),
        (false, false) => None,
    }?;
    let code = format!("{before}{text}{after}");
    Some(Advice {
        shown: code.clone(),
        code: Some(code),
        ours: if before.is_empty() { "\"\"".to_owned() } else { String::new() },
        ..Advice::default()
    })
}

/// `"{} of {}".format(a, b)`
pub(in crate::check) fn braces(literal: &str, args: &[Given]) -> Option<String> {
    let mut out = String::new();
    let mut next = 0;
    let mut rest = plain(literal)?;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let doubled = rest[at..].starts_with("{{") || rest[at..].starts_with("}}");
        if doubled {
            out.push_str(&rest[at..at + 2]);
            rest = &rest[at + 2..];
            continue;
        }
        let (field, after) = rest[at..].strip_prefix('{')?.split_once('}')?;
        let (name, spec) = field.split_once(':').map_or((field, ""), |(name, spec)| (name, spec));
        let named = |name: &str| args.iter().find(|given| given.name.as_deref() == Some(name));
        let given = match name.parse::<usize>() {
            Ok(index) => args.get(index),
            Err(_) if name.is_empty() => {
                next += 1;
                args.iter().filter(|given| given.name.is_none()).nth(next - 1)
            }
            Err(_) => named(name),
        }?;
        out.push_str(&interpolation(&given.code, spec.trim_end_matches('?')));
        rest = after;
    }
    out.push_str(rest);
    Some(format!("f\"{out}\""))
}

/// `"%d of %s" % (a, b)`
pub(in crate::check) fn percent(literal: &str, args: &[Code], named: &[(&str, Code)]) -> Option<String> {
    let mut out = String::new();
    let mut args = args.iter();
    let mut rest = plain(literal)?;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(&before.replace('{', "{{").replace('}', "}}"));
        if let Some(after) = after.strip_prefix('%') {
            out.push('%');
            rest = after;
            continue;
        }
        let (name, after) = match after.strip_prefix('(') {
            Some(named) => named.split_once(')').map(|(name, after)| (Some(name), after))?,
            None => (None, after),
        };
        let end = after.find(|char: char| char.is_ascii_alphabetic())?;
        let conversion = after[end..].chars().next()?;
        let code = match name {
            Some(name) => named.iter().find(|(known, _)| *known == name).map(|(_, code)| code),
            None => args.next(),
        }?;
        out.push_str(&interpolation(code, &spec(&after[..end], conversion)?));
        rest = &after[end + 1..];
    }
    out.push_str(&rest.replace('{', "{{").replace('}', "}}"));
    args.next().is_none().then(|| format!("f\"{out}\""))
}

/// What follows the `%` as a format after a colon.
fn spec(flags: &str, conversion: char) -> Option<String> {
    let text = matches!(conversion, 's' | 'r' | 'v' | 'q');
    let whole = matches!(conversion, 'd' | 'i' | 'u');
    if flags.is_empty() && (text || whole || conversion == 't') {
        return Some(String::new());
    }
    let kind = match conversion {
        's' | 'r' | 'v' | 'q' => String::new(),
        'd' | 'i' | 'u' => "d".to_owned(),
        'f' | 'F' | 'e' | 'E' | 'g' | 'G' | 'x' | 'X' | 'o' | 'b' | 'c' => conversion.to_string(),
        _ => return None,
    };
    let flags = match flags.strip_prefix('-') {
        Some(width) => format!("<{width}"),
        None if text && flags.starts_with(|char: char| char.is_ascii_digit()) => format!(">{flags}"),
        None => flags.to_owned(),
    };
    Some(format!("{flags}{kind}"))
}

/// `hello ${name}`, the text between the quotes of a template
pub(in crate::check) fn template(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        out.push_str(&escaped(before));
        let end = after.find('}').unwrap_or(after.len());
        out.push_str(&format!("{{{}}}", &after[..end]));
        rest = after.get(end + 1..).unwrap_or_default();
    }
    out.push_str(&escaped(rest));
    if out.contains('{') { format!("f\"{out}\"") } else { format!("\"{out}\"") }
}

fn escaped(text: &str) -> String {
    text.replace('"', "\\\"").replace('{', "{{").replace('}', "}}")
}

fn interpolation(code: &Code, spec: &str) -> String {
    let value = code.interpolated();
    match spec {
        "" => value,
        _ => format!("{}:{spec}}}", value.strip_suffix('}').unwrap_or(&value)),
    }
}
