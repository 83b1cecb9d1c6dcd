//! Messages of the rules in this folder: one function each.

mod declarations;
mod workflows;

pub(super) use declarations::*;
pub(super) use workflows::*;

use crate::diagnostics::{Applicability, Diagnostic, Edit, codes::syntax as codes};
use crate::source::Span;
use crate::syntax::foreign_types;

/// The mistake is unknown: says what is here, and what is allowed.
pub(super) fn unexpected(here: &str, span: Span, expected: &str, bracket: Option<Span>) -> Diagnostic {
    let message = match here {
        "" => "this declaration ends too early".to_owned(),
        "\n" => "the line ends too early".to_owned(),
        text => format!("unexpected `{text}`"),
    };
    let diagnostic = Diagnostic::new(&codes::UNEXPECTED, message).at(span, format!("expected {expected}"));
    match bracket {
        Some(bracket) => diagnostic.at(bracket, "inside this bracket"),
        None => diagnostic,
    }
}

/// `written` is the word in place of `in`; otherwise it goes to the place `after`.
pub(super) fn missing_in(name: &str, written: Option<Span>, after: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(&codes::MISSING_SEPARATOR, format!("`in` is missing after `{name}`"));
    match written {
        Some(span) => diagnostic.at(span, "write `in`").fix("write `in`", Applicability::Unsafe, vec![edit(span, "in")]),
        None => diagnostic.at(after, "`in` goes here").fix("add `in`", Applicability::Unsafe, vec![edit(after, " in")]),
    }
}

pub(super) fn arm_arrow(written: Span, arrow: &str, applicability: Applicability) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_ARROW, "an arm of a `match` uses `=>`").at(written, "write `=>`").fix(
        "write `=>`",
        applicability,
        vec![edit(written, arrow)],
    )
}

pub(super) fn output_arrow(at: Span, written: bool, arrow: &str) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_ARROW, "`->` separates the parameters from the output")
        .at(at, if written { "write `->`" } else { "`->` is missing here" })
        .fix("write `->`", Applicability::Safe, vec![edit(at, arrow)])
}

pub(super) fn missing_colon(name: &str, after: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_TYPE, format!("`:` is missing after `{name}`")).at(after, "`:` goes here").fix(
        "add the `:`",
        Applicability::Unsafe,
        vec![edit(after, ":")],
    )
}

pub(super) fn missing_equals(before: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_SEPARATOR, format!("`=` is missing before `{before}`")).at(at, "`=` goes here").fix(
        "add `=`",
        Applicability::Unsafe,
        vec![edit(at, " =")],
    )
}

/// `side` is `before` or `after`, `zero` the place of the missing digit.
pub(super) fn missing_digits(number: Span, side: &str, zero: Span) -> Diagnostic {
    Diagnostic::new(&codes::MALFORMED_NUMBER, format!("a float needs digits {side} its point"))
        .at(number, "not a number")
        .help("write `0.5`, `1.0`")
        .fix("add a `0`", Applicability::Safe, vec![edit(zero, "0")])
}

/// A class of flytekit's as the value of `option`; `text` is the value here.
pub(super) fn class_of_an_option(class: &str, span: Span, option: Option<&str>, text: &str) -> Diagnostic {
    let whole = option.map_or_else(|| text.to_owned(), |option| format!("{option}: {text}"));
    Diagnostic::new(&codes::UNEXPECTED, format!("there is no `{class}` here: options take plain values"))
        .at(span, "a class of flytekit or Python")
        .help(format!("write `{whole}`"))
        .fix(format!("write `{text}`"), Applicability::Unsafe, vec![edit(span, text)])
}

/// The edits remove the types of the parameters and of the result.
pub(super) fn closure_type(colon: Span, parameters: &str, edits: Vec<Edit>) -> Diagnostic {
    Diagnostic::new(&codes::CLOSURE_TYPE, "the parameters of a closure have no type annotations")
        .at(colon, "the type is inferred")
        .help(format!("write `|{parameters}| …`"))
        .fix("remove the types", Applicability::Unsafe, edits)
}

pub(super) fn foreign_type(written: &str, span: Span, help: &str) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_TYPE, format!("there is no type {}", quoted(written))).at(span, "not a type of the language").help(help)
}

/// A type as it is written, if it is short enough to be read.
fn quoted(written: &str) -> String {
    /// A longer type is only marked.
    const LONGEST: usize = 40;
    if written.contains('\n') || written.chars().count() > LONGEST { "of this form".to_owned() } else { format!("`{written}`") }
}

/// `type Mode = "a" | "b"`: `text` is the enum that is meant.
pub(super) fn literal_alias(values: Span, whole: Span, text: Option<String>) -> Diagnostic {
    let found = Diagnostic::new(&codes::FOREIGN_TYPE, "a type of some strings is an `enum`").at(values, "strings are not types");
    match text {
        Some(text) => found.help(format!("write `{text}`")).fix(format!("write `{text}`"), Applicability::Unsafe, vec![edit(whole, &text)]),
        None => found.help("declare an `enum`, with a variant for each of the strings: `name = \"…\"`"),
    }
}

/// `mode: "a" | "b"`, `mode: Literal["a", "b"]`: `text` is the enum that is meant, and `name` its name.
pub(super) fn literal_type(span: Span, name: &str, text: Option<String>) -> Diagnostic {
    let found = Diagnostic::new(&codes::FOREIGN_TYPE, "a type of some strings is an `enum`").at(span, "strings are not types");
    match text {
        Some(text) => found.help(format!("declare it at the top level, `{text}`, and write its name here: `{name}`")),
        None => found.help("declare an `enum` at the top level, with a variant for each of the strings, and write its name here"),
    }
}

/// `weight?: int`: `text` is what is meant.
pub(super) fn optional_name(mark: Span, whole: Span, text: &str) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_TYPE, "the `?` of an optional follows its type")
        .at(mark, "not after a name")
        .help("with the default `none` it may be left out")
        .fix(format!("write `{text}`"), Applicability::Unsafe, vec![edit(whole, text)])
}

/// A type is written `here` in this language; `replaced` is its place.
pub(super) fn type_written(written: &str, span: Span, replaced: Span, here: &str) -> Diagnostic {
    let applicability = if foreign_types::is_built_in(here) { Applicability::Safe } else { Applicability::Unsafe };
    Diagnostic::new(&codes::FOREIGN_TYPE, format!("there is no type {}", quoted(written))).at(span, format!("write `{here}`")).fix(
        format!("write `{here}`"),
        applicability,
        vec![edit(replaced, here)],
    )
}

/// `written` is the sign, with the words that belong to it.
pub(super) fn reference(written: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_OPERATOR, "there are no references").at(span, "every value is passed on as if it were copied").fix(
        format!("remove the `{}`", written.trim_end()),
        Applicability::Safe,
        vec![edit(span, "")],
    )
}

/// `arrow` is the `->` with the type.
pub(super) fn no_output(span: Span, arrow: Span) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_TYPE, "what returns nothing has no output type").at(span, "not a type").help("leave out the `->`").fix(
        "remove the `->` and what follows it",
        Applicability::Safe,
        vec![edit(arrow, "")],
    )
}

/// `parts` are the types of the tuple.
pub(super) fn tuple_type(span: Span, parts: &[String]) -> Diagnostic {
    let fields = parts.iter().map(|part| format!("`{part}`")).collect::<Vec<_>>().join(" and ");
    Diagnostic::new(&codes::FOREIGN_TYPE, "tuple types are not supported").at(span, "a type goes here").help(format!(
        "declare a `struct` with fields of the types {fields}, and write its name here; only outputs are written `-> (A, B)`"
    ))
}

/// `declared` is a struct for the parts, `written` the parameters or outputs with its name.
pub(super) fn nested_parts(span: Span, in_outputs: bool, declared: &str, written: &str) -> Diagnostic {
    let (message, written) = if in_outputs {
        ("outputs cannot be nested", format!("-> {written}"))
    } else {
        ("tuple types are not supported", written.to_owned())
    };
    Diagnostic::new(&codes::FOREIGN_TYPE, message)
        .at(span, "a type goes here")
        .help(format!("a value of several parts is a struct: declare `{declared}`, and write `{written}`"))
}

/// `what` is `parameter` or `field`.
pub(super) fn missing_type_after_colon(what: &str, name: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_TYPE, format!("the type of {what} `{name}` is missing")).at(at, "a type goes here")
}

/// `what` is `parameter` or `field`.
/// With the parameter or field as it is meant, where its default says which type that is.
pub(super) fn untyped(what: &str, name: &str, span: Span, typed: Option<(Span, String)>) -> Diagnostic {
    let found = Diagnostic::new(&codes::MISSING_TYPE, format!("{what} `{name}` has no type")).at(span, "its type is missing");
    match typed {
        Some((whole, text)) => found.fix(format!("write `{text}`"), Applicability::Unsafe, vec![edit(whole, &text)]),
        None => found.help(format!("write `{name}: int`, `{name}: [str]`, …")),
    }
}

/// `swapped` is the name of the parameter or field if it follows its type.
pub(super) fn missing_type_colon(name: &str, after: Span, swapped: Option<&str>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&codes::MISSING_TYPE, format!("`:` is missing after `{name}`")).at(after, "between a name and its type");
    match swapped {
        Some(parameter) => diagnostic.help(format!("the name comes before the type: `{parameter}: {name}`")),
        None => diagnostic.fix("add the `:`", Applicability::Safe, vec![edit(after, ":")]),
    }
}

pub(super) fn reserved_word(word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::RESERVED_WORD, format!("`{word}` is a reserved word"))
        .at(span, "a name is expected here")
        .help(format!("write it in backticks, `` `{word}` ``, or choose another name"))
        .fix("put it in backticks", Applicability::Safe, vec![edit(span, &format!("`{word}`"))])
}

pub(super) fn else_without_if(span: Span, detached: bool) -> Diagnostic {
    Diagnostic::new(&codes::MISPLACED_CLAUSE, "this `else` has no `if`").at(span, "no `if` ends directly before it").help(if detached {
        "`else` directly follows the `}` of its `if`"
    } else {
        "write `if c { … } else { … }`"
    })
}

pub(super) fn clause_in_brackets(word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISPLACED_CLAUSE, format!("`{word}` is only allowed directly after a node that is a statement"))
        .at(span, "inside brackets")
        .help("give this node a name of its own: `let x = node with { … }`")
}

pub(super) fn misplaced_each(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISPLACED_CLAUSE, "`each` is only allowed before an argument of `map`")
        .at(span, "not before an argument of a call")
        .help("write `map f(a: each xs)`")
}

pub(super) fn struct_in_head(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::BLOCK_OR_VALUE, "a struct value in the head of `if`, `while`, `for` or `match` needs parentheses")
        .at(span, "this `{` starts the block")
        .help(format!("write `({name} {{ … }})`"))
}

pub(super) fn map_in_block(after: &str, brace: Span, colon: Span) -> Diagnostic {
    Diagnostic::new(&codes::BLOCK_OR_VALUE, format!("`{{` after `{after}` starts a block"))
        .at(brace, "not a map")
        .at(colon, "not part of a statement")
        .help("put a map in parentheses here: `({\"key\": value})`")
}

pub(super) fn equals_for_colon(what: &str, name: &str, equals: Span, colons: Vec<Edit>) -> Diagnostic {
    let title = if colons.len() > 1 { "write `:` for each `=`" } else { "write `:`" };
    Diagnostic::new(&codes::EQUALS_FOR_COLON, format!("{what} is written with `:`")).at(equals, format!("write `{name}: …`")).fix(
        title,
        Applicability::Safe,
        colons,
    )
}

/// `re.match(pattern, text)`; `code` replaces the whole, or the word.
pub(super) fn match_called(word: Span, whole: Span, code: String) -> Diagnostic {
    Diagnostic::new(&codes::RESERVED_WORD, "`match` is a reserved word, and not a function")
        .at(word, "patterns are matched with `regex_match`")
        .help(format!("write `{code}`, which is `true` if the pattern matches anywhere in the string; `regex_groups` gives the groups"))
        .fix(format!("write `{code}`"), Applicability::Unsafe, vec![edit(whole, &code)])
}

pub(super) fn assignment_in_expression(equals: Span) -> Diagnostic {
    Diagnostic::new(&codes::ASSIGNMENT_IN_EXPRESSION, "`=` assigns to a variable and is not allowed in an expression")
        .at(equals, "to compare, write `==`")
        .fix("write `==`", Applicability::Unsafe, vec![edit(equals, "==")])
}

/// A string of an option without quotes.
pub(super) fn unquoted_value(key: &str, written: &str, span: Span) -> Diagnostic {
    let quoted = format!("\"{written}\"");
    Diagnostic::new(&codes::UNEXPECTED, format!("the value of `{key}` is a string, which is written in quotes")).at(span, "no quotes").fix(
        format!("write `{quoted}`"),
        Applicability::Unsafe,
        vec![edit(span, &quoted)],
    )
}

pub(super) fn missing_let(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_LET, format!("`let` is missing before `{name}`"))
        .at(span, "this declares a value with its type")
        .help("`let` declares a value that does not change, `var` one that does")
        .fix("add `let`", Applicability::Unsafe, vec![edit(span.head(), "let ")])
}

/// `what` says whose body is missing, of which part.
pub(super) fn missing_body(what: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_BODY, what).at(at, "`{` goes here, on the same line").help(BRACE_HELP)
}

const BRACE_HELP: &str = "write `{ … }`; the `{` has to be on the line of what it belongs to";

pub(super) fn interpolation(mistake: Interpolation, span: Span) -> Diagnostic {
    let (message, help) = match mistake {
        Interpolation::Empty => ("there is nothing between these braces", "put a value here, or write a literal brace as `{{` or `}}`"),
        Interpolation::Equals => ("`{x=}` only exists in Python", "write `x = {x}`"),
        Interpolation::Several => {
            ("an interpolation has a single value", "write two values as `{a}, {b}`, and a literal brace as `{{` or `}}`")
        }
    };
    Diagnostic::new(&codes::INTERPOLATION, message).at(span, "in this interpolation").help(help)
}

/// Possible mistakes between the braces of an interpolated string.
#[derive(Clone, Copy, Debug)]
pub(super) enum Interpolation {
    Empty,
    Equals,
    Several,
}

pub(super) fn detached_bracket(bracket: &str, what: &str, span: Span, gap: Span) -> Diagnostic {
    Diagnostic::new(&codes::DETACHED_BRACKET, format!("unexpected space before the `{bracket}` of {what}"))
        .at(span, "it directly follows what it applies to")
        .fix("remove the space", Applicability::Safe, vec![edit(gap, "")])
}

pub(super) fn value_after(sign: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_VALUE, format!("expected a value after `{sign}`")).at(at, "a value goes here")
}

pub(super) fn declaration_without_value(word: &str, at: Span) -> Diagnostic {
    let help = match word {
        "type" => "write `type Name = int`",
        "const" => "write `const NAME = 1`",
        _ => "write `let x = …`, or `var x: int? = none` if the value comes later",
    };
    Diagnostic::new(&codes::MISSING_VALUE, "a declaration needs a value").at(at, "`=` and a value are missing").help(help)
}

pub(super) fn operand_after(operator: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_OPERAND, format!("expected a value after `{operator}`")).at(span, "the value after it is missing")
}

pub(super) fn operand_before(operator: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_OPERAND, format!("expected a value before `{operator}`")).at(span, "the value before it is missing")
}

pub(super) fn operand_between(first: &str, second: &str, span: Span) -> Diagnostic {
    let help = match format!("{first}{second}").as_str() {
        "|>" => "chain calls with `.`: `x.f().g()`",
        _ => "add the value between them",
    };
    Diagnostic::new(&codes::MISSING_OPERAND, format!("`{second}` cannot follow `{first}`"))
        .at(span, "the value before it is missing")
        .help(help)
}

pub(super) fn misspelt_statement(word: &str, near: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNEXPECTED, format!("no statement starts with `{word}`")).at(span, format!("did you mean `{near}`?")).fix(
        format!("write `{near}`"),
        Applicability::Unsafe,
        vec![edit(span, near)],
    )
}

pub(super) fn nested_declaration(word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::NESTED_DECLARATION, format!("`{word}` is only allowed at the top level of a module"))
        .at(span, "inside a body")
        .help("move it to the top level; to name a value here, use `let`")
}

pub(super) fn statements_on_a_line(first: &str, second: &str, between: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_SEPARATOR, format!("`{second}` cannot follow `{first}` on the same line"))
        .at(between, "an operator, a line break or `;` is missing here")
}

pub(super) fn missing_comma(before: &str, at: Span, bracket: Option<Span>, comma: Edit) -> Diagnostic {
    let diagnostic = Diagnostic::new(&codes::MISSING_SEPARATOR, format!("a comma is missing before `{before}`")).at(at, "`,` goes here");
    let diagnostic = match bracket {
        Some(bracket) => diagnostic.at(bracket, "in these brackets"),
        None => diagnostic,
    };
    diagnostic.fix("add the comma", Applicability::Unsafe, vec![comma])
}

/// `written` is the import as it is written here; it goes in place of `whole`, unless a part of it is unknown.
pub(super) fn import_form(span: Span, expected: &str, written: &str, whole: Option<Span>) -> Diagnostic {
    let names = if written.contains('…') { " with the names that this module uses" } else { "" };
    let finding = Diagnostic::new(&codes::IMPORT_FORM, "an import lists the names that it imports: `import module.{name}`")
        .at(span, format!("expected {expected}"))
        .help(format!("write `{written}`{names}"));
    match whole {
        Some(whole) => finding.fix(format!("write `{written}`"), Applicability::Unsafe, vec![edit(whole, written)]),
        None => finding,
    }
}

/// An import of a module as a whole; `gone` are the places of its name before what is used of it.
pub(super) fn module_import(span: Span, module: &str, written: &str, whole: Span, gone: Vec<Edit>) -> Diagnostic {
    let edits = [edit(whole, written)].into_iter().chain(gone).collect();
    Diagnostic::new(&codes::IMPORT_FORM, "an import lists the names that it imports: `import module.{name}`")
        .at(span, "the names are missing")
        .help(format!("what is imported has its own name, without `{module}.` before it"))
        .fix(format!("write `{written}`"), Applicability::Unsafe, edits)
}

pub(super) fn import_written(whole: Span, written: &str) -> Diagnostic {
    Diagnostic::new(&codes::IMPORT_FORM, "an import lists the names that it imports: `import module.{name}`")
        .at(whole, "written as in another language")
        .help(format!("write `{written}`; a module is named by its path from the root of the project"))
        .fix(format!("write `{written}`"), Applicability::Unsafe, vec![edit(whole, written)])
}

pub(super) fn misspelt_item(word: &str, near: &str, span: Span) -> Diagnostic {
    not_a_declaration(word, span).help(format!("did you mean `{near}`?")).fix(
        format!("write `{near}`"),
        Applicability::Unsafe,
        vec![edit(span, near)],
    )
}

pub(super) fn not_a_declaration(word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNKNOWN_ITEM, format!("no declaration starts with `{word}`")).at(span, "outside of any declaration")
}

pub(super) fn statement_at_top_level(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNKNOWN_ITEM, "only declarations are allowed at the top level of a module")
        .at(span, "outside of any declaration")
}

fn edit(span: Span, text: &str) -> Edit {
    Edit { span, text: text.into() }
}
