//! The wording of what is wrong with what is called, and with constructs of workflows that code cannot use.

use super::Shown;
use crate::check::context::{Def, Entry};
use crate::check::foreign::Written;
use crate::diagnostics::codes::names::UNKNOWN_NAME;
use crate::diagnostics::codes::types::{CLOSURE_MISPLACED, NODE_IN_CODE, NOT_CALLABLE, UNKNOWN_METHOD};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::ast::Ident;

/// What is called, and cannot be. Types are as a user writes them.
pub(in crate::check::body) enum Called<'c> {
    /// A computed value of a type.
    Value(&'c str),
    Variable {
        name: &'c str,
        ty: &'c str,
        /// Whether it hides a function of the same name.
        hides_function: bool,
    },
    /// Another item, with its kind and the kind's article.
    Item(&'c str, &'static str),
    Variant(&'c str),
    /// A field and its struct.
    Field(&'c str, &'c str),
}

pub(in crate::check::body) fn not_callable(called: &Called<'_>, at: Span, declared: Option<Span>) -> Diagnostic {
    let message = match called {
        Called::Value(ty) => format!("a value of type `{ty}` cannot be called"),
        Called::Variable { name, ty, .. } => format!("`{name}` is a variable of type `{ty}`, and cannot be called"),
        Called::Item(name, kind) => format!("`{name}` is {kind}, and cannot be called"),
        Called::Variant(name) => format!("`{name}` is a variant, and cannot be called"),
        Called::Field(name, owner) => format!("`{name}` is a field of `{owner}`, and cannot be called"),
    };
    let found = Diagnostic::new(&NOT_CALLABLE, message).at(at, "called here");
    let found = match declared {
        Some(declared) => found.at(declared, "declared here"),
        None => found,
    };
    match called {
        Called::Value(_) => found.help("only a function, called by its name, can be called"),
        Called::Variable { hides_function: true, .. } => {
            found.help("the variable hides the function of the same name: rename the variable")
        }
        Called::Variable { hides_function: false, .. } => {
            found.help("functions are declared with `fn`; closures can only be arguments of builtins")
        }
        Called::Item(..) => found.help("functions are declared with `fn`"),
        Called::Variant(_) => found.help("a variant holds no values: remove the parentheses"),
        Called::Field(..) => found.help("to read the field, remove the parentheses"),
    }
}

/// `near` is a function or builtin with a similar name that may be meant.
pub(in crate::check::body) fn unknown_function(name: &str, at: Span, near: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_NAME, format!("cannot find a function called `{name}`")).at(at, "not declared");
    match (name, near) {
        ("sleep" | "approve" | "await_input", _) => found.help("gates are nodes, which can only be used in workflows"),
        (_, Some(near)) => found.help(format!("did you mean `{near}`?")),
        (_, None) => found,
    }
}

/// `Point(x: 1)`, which is written with braces.
pub(in crate::check::body) fn struct_called(name: &str, at: Span, declared: Span, written: Written, call: Span) -> Diagnostic {
    let found = Diagnostic::new(&NOT_CALLABLE, format!("`{name}` is a struct, and cannot be called"))
        .at(at, "called here")
        .at(declared, "declared here")
        .help(format!("make a value of it with braces: `{}`", written.code));
    match written.complete {
        true => found.fix("write it with braces", Applicability::Unsafe, vec![Edit { span: call, text: written.code }]),
        false => found,
    }
}

pub(in crate::check::body) fn unknown_for(receiver: &Shown, name: &Ident) -> Diagnostic {
    let message = format!("cannot find a function called `{}` for a value of type `{}`", name.name, receiver.shown);
    Diagnostic::new(&UNKNOWN_METHOD, message).at(name.span, "unknown").at(receiver.span, format!("this is `{}`", receiver.shown))
}

/// A method call of an item that is not a `fn`.
pub(in crate::check::body) fn not_a_method(receiver: &Shown, name: &Ident, entry: &Entry) -> Diagnostic {
    let found = unknown_for(receiver, name);
    let found = match entry.def {
        Def::Task(_) => found.help(format!("to call the task, write `{}({})`", name.name, receiver.text_or("x"))),
        _ => found,
    };
    found.at(entry.span, format!("this is {}", entry.def.kind()))
}

/// Adds to the finding about a method; `near` is a builtin with a similar name that accepts the receiver.
pub(in crate::check::body) fn unknown_method(found: Diagnostic, receiver: &Shown, near: Option<&str>) -> Diagnostic {
    let text = receiver.text_or("x");
    match near {
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None if receiver.ty.accepts_none() => {
            found.help(format!("it may be `none`: get the value with `if {text} != none {{ … }}`, `??` or `match`"))
        }
        None => found,
    }
}

fn misplaced(span: Span) -> Diagnostic {
    Diagnostic::new(&CLOSURE_MISPLACED, "a closure can only be an argument of a builtin").at(span, "not an argument of a builtin")
}

pub(in crate::check::body) fn closure_misplaced(span: Span) -> Diagnostic {
    misplaced(span).help("to give code a name, declare a `fn`")
}

/// A closure in a variable that only builtins get.
pub(in crate::check::body) fn closure_in_variable(span: Span, name: &str, code: &str, edits: Vec<Edit>) -> Diagnostic {
    let found = misplaced(span);
    let found = match code.contains('\n') {
        true => found.help(format!("write it in the place of `{name}`")),
        false => found.help(format!("in the place of `{name}`, write `{code}`")),
    };
    found.fix(format!("write the closure where `{name}` is used"), Applicability::Unsafe, edits)
}

/// A closure in a variable that is called.
pub(in crate::check::body) fn closure_called(span: Span, name: &str, params: &[&str], body: &str) -> Diagnostic {
    let params: Vec<String> = params.iter().map(|param| format!("{param}: …")).collect();
    let body = if body.contains('\n') { "…" } else { body };
    misplaced(span).help(format!(
        "declare a `fn` outside of the task, with a type for each parameter: `fn {name}({}) {{ {body} }}`; values that it needs are parameters, too",
        params.join(", ")
    ))
}

fn node_in_code(at: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&NODE_IN_CODE, message).at(at, "this is the code of a task or `fn`")
}

pub(in crate::check::body) fn workflow_in_code(name: &str, at: Span, declared: Span) -> Diagnostic {
    node_in_code(at, format!("`{name}` is a workflow, and code cannot call it"))
        .at(declared, "the workflow is declared here")
        .help("a workflow connects nodes, and this code runs inside one node: call both from a workflow, and pass the outputs on")
}

pub(in crate::check::body) fn map_in_code(keyword: Span, callee: &str) -> Diagnostic {
    node_in_code(keyword, "`map` makes a node, which is only possible in a workflow")
        .help(format!("map the task from the workflow; in code, call a `fn` for each element with `xs.map(|x| {callee}(x))`"))
}

pub(in crate::check::body) fn launch_in_code(span: Span) -> Diagnostic {
    node_in_code(span, "`launch` makes a node, which is only possible in a workflow")
        .help("launch the plan from the workflow, and pass its outputs to this task as inputs")
}

pub(in crate::check::body) fn each_in_code(each: Span) -> Diagnostic {
    node_in_code(each, "`each` can only be used in a `map`, which makes a node of a workflow")
        .help("in code, go through a list with `xs.map(|x| …)`")
}
