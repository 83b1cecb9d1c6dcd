//! `deck.html`: the page that the console shows for an attempt.

use std::fmt::Write as _;

use super::Call;
use super::error::RuntimeError;
use super::host::Container;
use crate::eval::Value;
use crate::literal::print;
use crate::program::Program;
use crate::program::{Interface, Variable};

/// A value is cut after this many characters: the page is for people.
const LONGEST_VALUE: usize = 10_000;

const STYLE: &str = "body{font:14px system-ui,sans-serif;margin:2em}table{border-collapse:collapse}\
td,th{border:1px solid #ccc;padding:.3em .6em;text-align:left;vertical-align:top}pre{margin:0;white-space:pre-wrap}";

/// The page of an attempt that ran, without secrets.
pub(super) fn page(
    program: &Program,
    call: &Call,
    interface: &Interface,
    inputs: &[Value],
    ran: &Result<Vec<Value>, RuntimeError>,
    host: &Container<'_>,
) -> String {
    let title = escaped(&call.task);
    let mut page = format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style></head>\n<body><h1>{title}</h1>\n"
    );
    table(program, "Inputs", &interface.inputs, inputs, host, &mut page);
    match ran {
        Ok(outputs) => table(program, "Outputs", &interface.outputs, outputs, host, &mut page),
        Err(error) => section("Error", &host.masked(&error.to_string()), &mut page),
    }
    // These were masked when they were logged.
    let logged = host.logged();
    if !logged.is_empty() {
        section("Log", &logged.join("\n"), &mut page);
    }
    page + "</body></html>\n"
}

fn table(program: &Program, title: &str, variables: &[Variable], values: &[Value], host: &Container<'_>, page: &mut String) {
    if variables.is_empty() {
        return;
    }
    // Writing to a string cannot fail.
    let _ = write!(page, "<h2>{title}</h2>\n<table><tr><th>Name</th><th>Type</th><th>Value</th></tr>\n");
    for (variable, value) in variables.iter().zip(values) {
        let mut shown = host.masked(&print::json(program, value));
        if let Some((end, _)) = shown.char_indices().nth(LONGEST_VALUE) {
            shown.truncate(end);
            shown.push_str(" …");
        }
        let (name, ty) = (escaped(&variable.name), escaped(&variable.ty.display(program).to_string()));
        let _ = writeln!(page, "<tr><td>{name}</td><td>{ty}</td><td><pre>{}</pre></td></tr>", escaped(&shown));
    }
    page.push_str("</table>\n");
}

fn section(title: &str, text: &str, page: &mut String) {
    let _ = writeln!(page, "<h2>{title}</h2>\n<pre>{}</pre>", escaped(text));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
