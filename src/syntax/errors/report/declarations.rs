//! Messages about headers, fields, variants, struct values and nodes that are written as in another language.

use crate::diagnostics::{Applicability, Diagnostic, Edit, codes::syntax as codes};
use crate::source::Span;

pub(in crate::syntax::errors) fn output_missing(at: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_TYPE, "the output type after `->` is missing")
        .at(at, "a type goes here")
        .help("write the type, such as `-> int`; where nothing is returned, leave out the `->`")
}

/// `shown` is the rest of the header in the right order.
pub(in crate::syntax::errors) fn options_before_output(options: Span, shown: &str, edits: Vec<Edit>) -> Diagnostic {
    Diagnostic::new(&codes::MISPLACED_CLAUSE, "the options come after the output type")
        .at(options, "before the output type")
        .help(format!("write `{shown}`"))
        .fix("move the options after the output type", Applicability::Safe, edits)
}

pub(in crate::syntax::errors) fn colon_for_body(colon: Span, edits: Option<Vec<Edit>>) -> Diagnostic {
    let finding = Diagnostic::new(&codes::MISSING_BODY, "the body of a declaration is written in braces")
        .at(colon, "write `{` instead, and `}` after the body");
    match edits {
        Some(edits) => finding.fix("put the body in braces", Applicability::Unsafe, edits),
        None => finding.help("write `{ … }`; the `{` has to be on the line of what it belongs to"),
    }
}

pub(in crate::syntax::errors) fn value_body(sign: &str, span: Span, value: &str, edits: Option<Vec<Edit>>) -> Diagnostic {
    let finding = Diagnostic::new(&codes::MISSING_BODY, "the body of a declaration is written in braces")
        .at(span, format!("`{sign}` does not begin a body"))
        .help(format!("write `{{ {value} }}`"));
    match edits {
        Some(edits) => finding.fix("put the body in braces", Applicability::Unsafe, edits),
        None => finding,
    }
}

pub(in crate::syntax::errors) fn type_parameters(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNEXPECTED, "declarations have no type parameters")
        .at(span, "not allowed here")
        .help("write the types out, with one declaration for each; builtins accept many types")
}

pub(in crate::syntax::errors) fn hyphens(name: &str, span: Span) -> Diagnostic {
    let here = name.replace('-', "_");
    Diagnostic::new(&codes::STRAY_CHARACTER, format!("`{name}` is not a valid name"))
        .at(span, "a name consists of the letters a to z, digits and `_`")
        .fix(format!("write `{here}`"), Applicability::Safe, vec![Edit { span, text: here }])
}

/// `what` is what the semicolons separate: fields, variants, arms or options.
pub(in crate::syntax::errors) fn semicolons(what: &str, span: Span, edits: Vec<Edit>) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_SEPARATOR, format!("{what} are separated by commas or new lines")).at(span, "not by `;`").fix(
        "write `,`",
        Applicability::Safe,
        edits,
    )
}

/// `written` is the struct as it is written here.
pub(in crate::syntax::errors) fn record_alias(span: Span, written: &str, fix: Option<Vec<Edit>>) -> Diagnostic {
    let finding = Diagnostic::new(&codes::FOREIGN_KEYWORD, "a type with fields is a `struct`")
        .at(span, "`type` gives a type another name")
        .help(format!("write `{written}`"));
    match fix {
        Some(edits) => finding.fix("write it as a `struct`", Applicability::Unsafe, edits),
        None => finding,
    }
}

pub(in crate::syntax::errors) fn record_form(span: Span, written: &str, fix: Option<Vec<Edit>>) -> Diagnostic {
    let finding = Diagnostic::new(&codes::UNEXPECTED, "fields and variants are written in braces after the name")
        .at(span, "`{` goes here")
        .help(format!("write `{written}`"));
    match fix {
        Some(edits) => finding.fix("put them in braces", Applicability::Unsafe, edits),
        None => finding,
    }
}

/// `written` is the value as it is written here.
pub(in crate::syntax::errors) fn record_value(message: &str, span: Span, written: &str, applicability: Applicability) -> Diagnostic {
    Diagnostic::new(&codes::EQUALS_FOR_COLON, message).at(span, "written as a call").help(format!("write `{written}`")).fix(
        "write it in braces",
        applicability,
        vec![Edit { span, text: written.to_owned() }],
    )
}

/// `edits` remove such words from all fields.
pub(in crate::syntax::errors) fn field_modifier(word: &str, span: Span, edits: Vec<Edit>) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_KEYWORD, format!("`{word}` is not a keyword"))
        .at(span, "from another language")
        .help("leave it out: every field can be read wherever its struct can")
        .fix("remove these words", Applicability::Safe, edits)
}

pub(in crate::syntax::errors) fn shorthand(field: &str, span: Span, edits: Vec<Edit>) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_VALUE, format!("the field `{field}` has no value"))
        .at(span, "only its name")
        .help(format!("write `{field}: {field}`"))
        .fix("write the values out", Applicability::Safe, edits)
}

pub(in crate::syntax::errors) fn quoted_field(field: &str, span: Span, edits: Option<Vec<Edit>>) -> Diagnostic {
    let finding =
        Diagnostic::new(&codes::UNEXPECTED, "the names of fields are written without quotes").at(span, format!("write `{field}`"));
    match edits {
        Some(edits) => finding.fix("remove the quotes", Applicability::Safe, edits),
        None => finding,
    }
}

/// `given` is the first of the fields that change, with its value; `whole` is the value with all of its fields, and its place.
pub(in crate::syntax::errors) fn update(span: Span, base: &str, given: Option<(&str, &str)>, whole: Option<(Span, String)>) -> Diagnostic {
    let finding = Diagnostic::new(&codes::FOREIGN_OPERATOR, "a struct value lists all of its fields")
        .at(span, "fields cannot be taken over together");
    match (whole, given) {
        (Some((place, written)), _) => finding
            .help(format!("write `{written}`"))
            .fix("list every field", Applicability::Unsafe, vec![Edit { span: place, text: written }]),
        (None, Some((field, value))) => finding.help(format!(
            "write each of the other fields as `name: {base}.name`, or change a copy: `var changed = {base}`, then `changed.{field} = {value}`"
        )),
        (None, None) => finding.help(format!("`{base}` is a copy already: use it, or write every field as `name: {base}.name`")),
    }
}

pub(in crate::syntax::errors) fn variant_value(name: &str, value: &str, span: Span, edits: Vec<Edit>) -> Diagnostic {
    let number = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    let help = match number {
        true => format!("write `{name} = \"{value}\"`; without a value, it is `\"{name}\"`"),
        false => format!("write `{name}`: without a value, it is `\"{name}\"`"),
    };
    Diagnostic::new(&codes::UNEXPECTED, "the value of a variant is a string").at(span, "not a string").help(help).fix(
        if number { "write the values as strings" } else { "leave out the values" },
        Applicability::Safe,
        edits,
    )
}

/// `ty` is the type of the value, if there is one and it is built in.
pub(in crate::syntax::errors) fn payload(of: &str, variant: &str, ty: Option<&str>, span: Span, name: Span) -> Diagnostic {
    let finding = Diagnostic::new(&codes::UNEXPECTED, "the variants of an enum hold no values")
        .at(span, format!("`{variant}` is only a name"))
        .at(name, "");
    let help = match ty {
        Some(ty) => format!(
            "keep `{variant}` as a name, and put the value beside it in a struct, with fields such as `kind: {of}` and `{variant}: {}`",
            if ty.ends_with('?') { ty.to_owned() } else { format!("{ty}?") }
        ),
        None => format!("keep `{variant}` as a name, and put the value beside it in a struct, with a field such as `kind: {of}`"),
    };
    finding.help(help)
}

/// `names` are the first node and the one after it; `edits` say so where the second is declared.
pub(in crate::syntax::errors) fn order(sign: &str, span: Span, names: Option<(&str, &str)>, edits: Option<Vec<Edit>>) -> Diagnostic {
    let finding =
        Diagnostic::new(&codes::FOREIGN_OPERATOR, format!("the order of nodes is not written with `{sign}`")).at(span, "not an operator");
    let finding = match names {
        Some((before, after)) => {
            finding.help(format!("add `after {before}` where the other node is called: `let {after} = … after {before}`"))
        }
        None => finding.help("name the node that runs first with `let`, and write `after` and that name after the call of the other"),
    };
    match edits {
        Some(edits) => finding.fix("write `after`", Applicability::Safe, edits),
        None => finding,
    }
}

/// `calls` are the calls as statements in their order, and the blanks before them.
pub(in crate::syntax::errors) fn order_of_calls(sign: &str, span: Span, calls: Option<(Vec<String>, &str)>, whole: Span) -> Diagnostic {
    let finding =
        Diagnostic::new(&codes::FOREIGN_OPERATOR, format!("the order of nodes is not written with `{sign}`")).at(span, "not an operator");
    match calls {
        Some((calls, indent)) => {
            finding.fix("write `after`", Applicability::Unsafe, vec![Edit { span: whole, text: calls.join(&format!("\n{indent}")) }])
        }
        None => finding.help("name the node that runs first with `let`, and write `after` and that name after the call of the other"),
    }
}

/// `record` are the options of the node that `node` names; the edits write them there.
pub(in crate::syntax::errors) fn overrides_of_a_name(span: Span, node: &str, record: &str, edits: Option<Vec<Edit>>) -> Diagnostic {
    let finding =
        Diagnostic::new(&codes::MISPLACED_CLAUSE, "the options of a node are not set by a call").at(span, "nodes have no methods");
    match edits {
        Some(edits) => finding.fix(format!("write `{record}` where `{node}` is made"), Applicability::Unsafe, edits),
        None => finding.help(format!("write `{record}` after the call in the `let` of `{node}`")),
    }
}

/// `record` is the clause with the options; `edit` says that it can replace the call.
pub(in crate::syntax::errors) fn overrides(span: Span, record: &str, edit: bool) -> Diagnostic {
    let finding = Diagnostic::new(&codes::MISPLACED_CLAUSE, "the options of a node are not set by a call")
        .at(span, "not a method here")
        .help(format!("write `{record}` after the node"));
    match edit {
        true => finding.fix(format!("write `{record}`"), Applicability::Safe, vec![Edit { span, text: format!(" {record}") }]),
        false => finding,
    }
}

/// `written` is the map as it is written here, in place of `whole`.
pub(in crate::syntax::errors) fn map_task(word: &str, span: Span, whole: Span, written: &str) -> Diagnostic {
    let finding = Diagnostic::new(&codes::FOREIGN_KEYWORD, format!("`{word}` is flytekit; here it is `map`"))
        .at(span, "not a function")
        .help(format!("write `{written}`"));
    match written.contains('…') {
        true => finding,
        false => finding.fix("write it with `map`", Applicability::Unsafe, vec![Edit { span: whole, text: written.to_owned() }]),
    }
}

/// `written` are the options as they are written here, in place of `whole`.
pub(in crate::syntax::errors) fn options_without_braces(at: Span, written: &str, whole: Option<Span>) -> Diagnostic {
    let finding = Diagnostic::new(&codes::BLOCK_OR_VALUE, "options are written in braces")
        .at(at, "`{` goes here")
        .help(format!("write `with {written}`"));
    match whole {
        Some(span) => finding.fix("put the options in braces", Applicability::Unsafe, vec![Edit { span, text: written.to_owned() }]),
        None => finding,
    }
}
