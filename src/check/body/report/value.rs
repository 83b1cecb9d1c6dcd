//! The wording of bodies and blocks without the value that is expected of them, and of types that nothing decides.

use super::Why;
use crate::check::body::infer::Open;
use crate::diagnostics::codes::flyte::LOCAL_PATH;
use crate::diagnostics::codes::types::{MISSING_VALUE, TYPE_MISMATCH, TYPE_NOT_KNOWN};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::ast::{Block, Stmt, StmtKind};

/// The last byte of a block.
fn end_of(block: Span) -> Span {
    Span::new(block.file, block.end.saturating_sub(1).max(block.start), block.end)
}

/// Where the result is declared, if it is a body's.
fn declared(found: Diagnostic, why: &Why<'_>, shown: &str) -> Diagnostic {
    match why {
        Why::Result(Some(stated)) => found.at(*stated, format!("the result is declared as `{shown}` here")),
        _ => found,
    }
}

/// A body that states no result returns a value of the type `shown`, and may end without one.
pub(in crate::check::body) fn end_without_value(body: Span, shown: &str) -> Diagnostic {
    Diagnostic::new(&MISSING_VALUE, format!("a `return` returns `{shown}`, but the body may end without a value"))
        .at(end_of(body), "the end is reached here without a value")
        .help("end the body with a value, or `return` one on every path")
}

/// A block that ends without the value of the type `shown` that is wanted of it. `named` are the variables that its last statement gives their
/// values, and what is before it in its line, if that is only white space.
pub(in crate::check::body) fn block_without_value(
    block: &Block,
    shown: &str,
    why: &Why<'_>,
    named: Option<(String, Option<String>)>,
) -> Diagnostic {
    let what = match why {
        Why::Result(_) => "the body",
        _ => "this block",
    };
    let found = Diagnostic::new(&MISSING_VALUE, format!("{what} must end with a value of type `{shown}`"));
    let found = match block.stmts.last() {
        None => found.at(block.span, "it is empty"),
        Some(last) => found.at(last.span, without_value(last)).at(end_of(block.span), "the end is reached here"),
    };
    let found = declared(found, why, shown);
    if let (Some((name, indent)), Some(last)) = (named, block.stmts.last()) {
        let text = indent.map_or(format!("; {name}"), |indent| format!("\n{indent}{name}"));
        let edit = Edit { span: Span::new(last.span.file, last.span.end, last.span.end), text };
        return found.help(format!("the value of a block is its last expression: write `{name}` after this statement")).fix(
            format!("write `{name}` at the end"),
            Applicability::Unsafe,
            vec![edit],
        );
    }
    found.help("end the block with an expression, which is its value, or `return` a value on every path")
}

fn without_value(last: &Stmt) -> &'static str {
    match &last.kind {
        StmtKind::Let { .. } => "the last statement is a `let`, which has no value",
        StmtKind::Assign { .. } => "the last statement is an assignment, which has no value",
        StmtKind::For { .. } | StmtKind::While { .. } => "a loop has no value, and may end",
        _ => "the last statement has no value",
    }
}

pub(in crate::check::body) fn if_without_else(keyword: Span, shown: &str, why: &Why<'_>) -> Diagnostic {
    let found = Diagnostic::new(&MISSING_VALUE, format!("this `if` has no `else`, but `{shown}` is expected on every path"))
        .at(keyword, "this has no value when the condition is false")
        .help("add an `else` with a value");
    declared(found, why, shown)
}

/// A body without a declared result ends with a value.
pub(in crate::check::body) fn value_at_end(value: Span, shown: &str) -> Diagnostic {
    Diagnostic::new(&TYPE_MISMATCH, format!("no result is declared, but the body ends with a value of type `{shown}`"))
        .at(value, format!("this is `{shown}`"))
        .help(format!("declare the result after the parameters, `-> {shown}`, or remove the value"))
}

/// A body without a declared result returns a value.
pub(in crate::check::body) fn value_returned(value: Span, shown: &str) -> Diagnostic {
    Diagnostic::new(&TYPE_MISMATCH, format!("no result is declared, but a value of type `{shown}` is returned"))
        .at(value, format!("this is `{shown}`"))
        .help(format!("declare the result after the parameters, `-> {shown}`, or write `return` alone"))
}

/// A type that is still open at the end of the body. `variable` is the keyword and the name of the variable that is declared with it.
pub(in crate::check::body) fn type_not_decided(open: Open, span: Span, variable: Option<(&str, &str)>) -> Diagnostic {
    let (message, label) = match open {
        Open::List => ("cannot infer the type of the elements of this list", "the empty list"),
        Open::Map => ("cannot infer the type of the values of this map", "the empty map"),
        Open::None => ("cannot infer the type of this `none`", "only `none`"),
        Open::Call => ("cannot infer the type of the result of this call", "called here"),
        Open::Result => ("cannot infer the type of the result of this body", "this body"),
    };
    let (ty, value) = match open {
        Open::List => ("[int]", "[]"),
        Open::Map => ("{str: int}", "{}"),
        Open::None => ("int?", "none"),
        Open::Call => ("int?", "…"),
        Open::Result => ("int", ""),
    };
    let found = Diagnostic::new(&TYPE_NOT_KNOWN, message).at(span, label);
    match (open, variable) {
        (Open::Result, _) => found.help(format!("declare the type of the result, such as `-> {ty}`")),
        (_, Some((keyword, name))) => found.help(format!("declare its type, such as `{keyword} {name}: {ty} = {value}`")),
        (_, None) => found.help(format!("give it a name with a type, such as `let value: {ty} = {value}`")),
    }
}

/// `what` is `file`, `folder` or `table`.
pub(in crate::check::body) fn local_path(what: &str, path: &str, span: Span) -> Diagnostic {
    let name = path.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or(path);
    Diagnostic::new(&LOCAL_PATH, format!("`{path}` is a path on this machine, and the pods of a cluster do not have this {what}"))
        .at(span, "has no scheme such as `s3://`")
        .help(format!("upload it and write its URL, such as `\"s3://bucket/{name}\"`, or pass the path to `flightplan run` as an input"))
}
