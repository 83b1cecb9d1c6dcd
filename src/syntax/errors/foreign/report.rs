//! Messages about declarations of other languages: one function each.

use crate::diagnostics::{Applicability, Diagnostic, Edit, codes::syntax as codes};
use crate::source::Span;

/// A title and the edits that it is about.
type Rewritten = Option<(String, Vec<Edit>)>;

fn foreign(word: &str, decorator: Option<&str>, span: Span) -> Diagnostic {
    match decorator {
        Some(decorator) => {
            Diagnostic::new(&codes::DECORATOR, format!("`{decorator}` is Python; there are no decorators")).at(span, "not needed")
        }
        None => Diagnostic::new(&codes::FOREIGN_KEYWORD, format!("`{word}` is not a keyword")).at(span, "from another language"),
    }
}

fn rewritten(finding: Diagnostic, fix: Rewritten) -> Diagnostic {
    match fix {
        Some((title, edits)) => finding.fix(title, Applicability::Unsafe, edits),
        None => finding,
    }
}

/// `keyword` is what a decorator asks for, `written` the header as it is written here.
pub(super) fn function(
    word: &str,
    span: Span,
    decorator: Option<&str>,
    keyword: Option<&str>,
    written: Option<&str>,
    fix: Rewritten,
) -> Diagnostic {
    let finding = foreign(word, decorator, span);
    let finding = match (written, keyword) {
        (Some(written), Some(_)) => finding.help(format!("write `{written} {{ … }}`")),
        (Some(written), None) => finding.help(format!("write `{written} {{ … }}`; a helper that tasks call begins with `fn`")),
        (None, _) => finding.help("declare a task with `task name(x: int) -> int { … }`, a helper with `fn`"),
    };
    rewritten(finding, fix)
}

/// `written` is the declaration as it is written here; `methods` is its name if it has functions, too.
pub(super) fn record(word: &str, span: Span, decorator: Option<&str>, written: &str, methods: Option<&str>, fix: Rewritten) -> Diagnostic {
    let finding = foreign(word, decorator, span).help(format!("write `{written}`"));
    let finding = match methods {
        Some(name) => finding.help(format!("a method is a `fn` that takes a `{name}`")),
        None => finding,
    };
    rewritten(finding, fix)
}

/// `written` is the first function of the group, as it is written here.
pub(super) fn group(word: &str, span: Span, written: Option<&str>, fix: Rewritten) -> Diagnostic {
    let finding = foreign(word, None, span);
    let finding = match written {
        Some(written) => finding.help(format!("functions are declared at the top level, and take the value as a parameter: `{written}`")),
        None => finding.help("functions are declared at the top level with `fn`, and take the value as a parameter"),
    };
    rewritten(finding, fix)
}

/// `options` are what the arguments say; `line` is the decorator with the space after it, if a declaration of this language follows.
pub(super) fn decorator(written: &str, span: Span, options: &[String], line: Option<Span>) -> Diagnostic {
    let finding = foreign("", Some(written), span);
    let finding = match options {
        [] => finding.help("declare with `task` or `workflow`, and write the options in `with { … }`"),
        options => finding.help(format!("write the options after the header: `with {{ {} }}`", options.join(", "))),
    };
    match line {
        Some(line) if options.is_empty() => {
            finding.fix(format!("remove `{written}`"), Applicability::Unsafe, vec![Edit { span: line, text: String::new() }])
        }
        _ => finding,
    }
}

pub(super) fn module(word: &str, span: Span, line: Edit) -> Diagnostic {
    foreign(word, None, span).help("a file is a module, and its name is its path").fix("remove the line", Applicability::Safe, vec![line])
}

/// An import of a module of another language.
pub(in crate::syntax::errors) fn foreign_import(module: &str, language: &str, span: Span, line: Edit) -> Diagnostic {
    let whose = if language == "flytekit" { language.to_owned() } else { format!("a module of {language}") };
    let message = if language == module {
        format!("`{module}` cannot be imported")
    } else {
        format!("`{module}` is {whose}, and cannot be imported")
    };
    Diagnostic::new(&codes::IMPORT_FORM, message)
        .at(span, "only modules of the program itself can be imported")
        .help("builtins, tasks and types need no import: remove the line")
        .fix("remove the line", Applicability::Unsafe, vec![line])
}

/// `here` is the import as it is written here.
pub(super) fn import(span: Span, here: &str, whole: Option<Edit>) -> Diagnostic {
    let finding = Diagnostic::new(&codes::IMPORT_FORM, "an import lists the names that it imports: `import module.{name}`")
        .at(span, "from another language")
        .help(format!("write `{here}`; a module is named by its path from the root of the project"));
    match whole {
        Some(whole) => finding.fix(format!("write `{here}`"), Applicability::Unsafe, vec![whole]),
        None => finding,
    }
}

pub(super) fn main_program(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNKNOWN_ITEM, "a module has no main program")
        .at(span, "only declarations are allowed at the top level")
        .help("remove this, and run a task or workflow with `flightplan run FILE NAME`")
}

/// `text` is the string; `module` says that it is at the top of the file.
pub(super) fn doc_string(span: Span, text: &str, module: bool) -> Diagnostic {
    let sign = if module { "##!" } else { "##" };
    let what = if module { "a module" } else { "a declaration" };
    let inner = text.trim_start_matches('r').trim_matches('"');
    let lines: Vec<String> = inner.trim().lines().map(|line| format!("{sign} {}", line.trim()).trim_end().to_owned()).collect();
    Diagnostic::new(&codes::FOREIGN_COMMENT, format!("the documentation of {what} is written after `{sign}`"))
        .at(span, "a string is not a declaration")
        .fix(format!("write it after `{sign}`"), Applicability::Safe, vec![Edit { span, text: lines.join("\n") }])
}

pub(super) fn alias(span: Span, name: &str, ty: &str, whole: Edit) -> Diagnostic {
    Diagnostic::new(&codes::UNKNOWN_ITEM, format!("`type` is missing before `{name}`"))
        .at(span, "this gives a type another name")
        .help(format!("write `type {name} = {ty}`"))
        .fix(format!("write `type {name} = {ty}`"), Applicability::Unsafe, vec![whole])
}

/// The fix comes with the constant as it is written here; there is none for a value that a constant cannot have.
pub(super) fn constant(span: Span, name: &str, fix: Option<(Vec<Edit>, String, Applicability)>) -> Diagnostic {
    let finding = Diagnostic::new(&codes::UNKNOWN_ITEM, "only declarations are allowed at the top level of a module")
        .at(span, "outside of any declaration");
    match fix {
        Some((edits, written, applicability)) => {
            let short = written.len() < 80 && !written.contains('\n');
            let shown = if short { written } else { format!("const {name} = …") };
            finding.help(format!("a value of the module is a constant: `{shown}`")).fix("make it a `const`", applicability, edits)
        }
        None => finding
            .help(format!("a `const` holds literals, constants and operators on them; compute `{name}` in the body of a `task` or `fn`")),
    }
}
