//! Messages about mistakes that the grammar accepts and the language does not: one function each.

use super::literals::DurationError;
use crate::config::quantity;
use crate::diagnostics::{Applicability, Diagnostic, Edit, codes::syntax as codes};
use crate::source::Span;
use crate::syntax::ast::ExprKind;

pub(super) fn integer_range(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::NUMBER_RANGE, "this integer is out of range")
        .at(span, "`int` holds -9223372036854775808 to 9223372036854775807")
        .help("write a float (`1e20`) if it need not be exact")
}

pub(super) fn float_range(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::NUMBER_RANGE, "this float is out of range")
        .at(span, "the largest is about 1.8e308")
        .help("`float(\"inf\")` is infinity")
}

/// `text` is the string at the beginning of the body of `item`; `gap` reaches to the next statement.
pub(super) fn doc_string(text: &str, span: Span, item: Span, gap: Span) -> Diagnostic {
    let inner = text.trim_start_matches('r').trim_matches('"').trim();
    let lines: String = inner.lines().map(|line| format!("{}\n", format!("## {}", line.trim()).trim_end())).collect();
    let first = inner.lines().next().unwrap_or_default().trim();
    Diagnostic::new(&codes::FOREIGN_COMMENT, "documentation is written before a declaration, after `##`")
        .at(span, "a string in a body documents nothing")
        .help(format!("write `## {first}` above the declaration"))
        .fix(
            "move it above the declaration",
            Applicability::Safe,
            vec![Edit { span: item.head(), text: lines }, Edit { span: gap, text: String::new() }],
        )
}

/// `meant` is the quantity as Kubernetes writes it.
pub(super) fn bare_quantity(written: &str, meant: &str, span: Span) -> Diagnostic {
    let edit = Edit { span, text: format!("\"{meant}\"") };
    malformed_number(format!("the quantity `{written}` needs quotes"), span).help(quantity::advice(meant)).fix(
        format!("write `\"{meant}\"`"),
        Applicability::Safe,
        vec![edit],
    )
}

/// `1__0`, `1_`
pub(super) fn number_underscore(span: Span) -> Diagnostic {
    malformed_number("`_` can only be between two digits of a number".to_owned(), span).help("write `1_000_000`")
}

/// `radix` is whether it is written as in `0x10`.
pub(super) fn not_a_number(written: &str, radix: bool, span: Span) -> Diagnostic {
    let help = if radix {
        "numbers are written in decimal"
    } else {
        "a number consists of digits, with an optional point and exponent: `1_000`, `0.5`, `1e-3`"
    };
    malformed_number(format!("`{written}` is not a valid number"), span).help(help)
}

fn malformed_number(message: String, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::MALFORMED_NUMBER, message).at(span, "not a number")
}

/// `meant` is the unit that was meant, if it is known.
pub(super) fn no_unit(unit: &str, meant: Option<&str>, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(&codes::MALFORMED_NUMBER, format!("`{unit}` cannot come directly after a number"))
        .at(span, "neither a number nor a duration");
    match meant {
        Some(meant) => diagnostic.help(format!("the unit is written `{meant}`; the units are `d`, `h`, `m`, `s`, `ms`, `us`")),
        None => diagnostic.help("a duration's units are `d`, `h`, `m`, `s`, `ms`, `us`; a name does not begin with a digit"),
    }
}

/// `meant` is the unit that was probably meant by an unknown one, if it is known.
pub(super) fn duration(error: &DurationError, meant: Option<&str>, span: Span) -> Diagnostic {
    let (message, help) = match error {
        DurationError::NoUnit(unit) => return no_unit(unit, meant, span),
        DurationError::Range => {
            return Diagnostic::new(&codes::NUMBER_RANGE, "this duration is out of range")
                .at(span, "the longest that Flyte accepts is `3652500d`, about 10 000 years");
        }
        DurationError::MissingUnit(number) => {
            (format!("missing unit after `{number}`"), "every number of a duration needs a unit: `1h30m`")
        }
        DurationError::Order { unit, before } => (
            format!("the unit `{unit}` comes after `{before}`"),
            "write each unit once, from the largest to the smallest: `1d2h3m4s5ms6us`",
        ),
        DurationError::Fraction => ("only the last number of a duration may have a fraction".to_owned(), "write `1h30m` or `1.5h`"),
        DurationError::Underscore => ("`_` can only be between two digits of a number".to_owned(), "write `1_000ms`"),
        DurationError::TooFine => ("durations are no finer than a microsecond".to_owned(), "round it to a multiple of `1us`"),
    };
    Diagnostic::new(&codes::MALFORMED_DURATION, message).at(span, "this duration").help(help)
}

pub(super) fn condition_first(condition: Span) -> Diagnostic {
    Diagnostic::new(&codes::TERNARY, "the `if` of a comprehension comes after its `for`")
        .at(condition, "there is no `for` before this")
        .help("write `[x for x in xs if c]`; to choose between two values, write `if c { a } else { b }`")
}

pub(super) fn long_chain(keyword: Span, most: usize) -> Diagnostic {
    Diagnostic::new(&codes::NESTED_TOO_DEEPLY, "this chain of `else if` is too long")
        .at(keyword, format!("it has more than {most} conditions"))
        .help("use a `match`, which can have any number of arms")
}

pub(super) fn nested_too_deeply(span: Span, most: usize) -> Diagnostic {
    Diagnostic::new(&codes::NESTED_TOO_DEEPLY, "this expression is nested too deeply")
        .at(span, format!("it has more than {most} levels"))
        .help("give parts of it names with `let`; write a long chain of `+` as `[…].sum()` or `[…].join(\"\")`")
}

pub(super) fn indentation(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::TEXT_INDENTATION, "this line is indented less than the closing quotes")
        .at(span, "the line begins here")
        .help("the indentation of the closing quotes is removed from every line: indent this line as much, with the same whitespace, or move the quotes to the left")
}

pub(super) fn unknown_escape(letter: char, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNKNOWN_ESCAPE, format!("`\\{letter}` is not a valid escape"))
        .at(span, "unknown")
        .help("write a backslash as `\\\\`, or use a raw string `r\"…\"`")
        .note("the escapes are `\\n`, `\\t`, `\\r`, `\\0`, `\\\\`, `\\\"`, `\\'`, `\\{`, `\\}`, `\\x41`, `\\u0041` and `\\u{41}`")
}

pub(super) fn code_point(escape: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNKNOWN_ESCAPE, format!("`{escape}` is not a valid character"))
        .at(span, "not a Unicode scalar value")
        .help("write `\\x41`, `\\u0041` or `\\u{1f600}`")
}

pub(super) fn assignment_target(target: &ExprKind, span: Span) -> Diagnostic {
    let help = match target {
        ExprKind::Tuple(_) => "to name several values, write `let (a, b) = …`",
        ExprKind::Slice { .. } => "a slice is a copy; assign to the elements one by one",
        _ => "to compare, write `==`",
    };
    Diagnostic::new(&codes::ASSIGNMENT_TARGET, "cannot assign to this expression")
        .at(span, "only a name, or a path that begins with one, such as `xs[i]` or `s.field`")
        .help(help)
}

pub(super) fn second_with(second: Span, first: Span) -> Diagnostic {
    repeated("with", second, first).help("put all options in one record")
}

pub(super) fn second_after(second: Span, first: Span) -> Diagnostic {
    repeated("after", second, first).help("write one `after` with all names: `after a, b`")
}

fn repeated(word: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&codes::REPEATED_CLAUSE, format!("this node has two `{word}`")).at(second, "the second").at(first, "the first")
}

pub(super) fn output_name(written: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::ARGUMENT_NAME, format!("`{written}` is not a valid name"))
        .at(span, "the name of an output goes before the `:`")
        .help("write `-> (mean: float, std: float)`")
}

pub(super) fn no_output(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::EMPTY_BRACKETS, "there is no output between these parentheses")
        .at(span, "expected a type")
        .help("if nothing is returned, leave out the `->`")
}

pub(super) fn some_outputs_named(unnamed: Span, name: Span) -> Diagnostic {
    Diagnostic::new(&codes::ARGUMENT_NAME, "either all outputs have a name, or none of them")
        .at(unnamed, "this one has none")
        .at(name, "this one has one")
}

pub(super) fn some_values_named(unnamed: Span, name: Span) -> Diagnostic {
    Diagnostic::new(&codes::ARGUMENT_NAME, "either all of these values have a name, or none of them")
        .at(unnamed, "this one has none")
        .at(name, "this one has one")
}

/// Two comparisons, each with its sign and place, of the value `middle`.
pub(super) fn chained_comparison(first: (&str, Span), middle: &str, second: (&str, Span)) -> Diagnostic {
    let ((before, first), (after, second)) = (first, second);
    let edit = Edit { span: second.head(), text: format!("and {middle} ") };
    Diagnostic::new(&codes::CHAINED_COMPARISON, "comparisons cannot be chained")
        .at(second, "a second comparison of the same value")
        .at(first, "the first one")
        .help(format!("join two comparisons with `and`: `… {before} {middle} and {middle} {after} …`"))
        .fix("join them with `and`", Applicability::Unsafe, vec![edit])
}

pub(super) fn missing_index(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::EMPTY_BRACKETS, "missing index")
        .at(span, "between these brackets")
        .help("write `xs[0]`, `xs[-1]` for the last element, or `xs[1:3]` for a slice")
}

pub(super) fn early_each(each: Span, name: &str) -> Diagnostic {
    Diagnostic::new(&codes::ARGUMENT_NAME, "`each` comes after the parameter's name")
        .at(each, "before the name")
        .help(format!("write `{name}: each …`"))
}

pub(super) fn argument_name(written: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::ARGUMENT_NAME, format!("`{written}` is not a valid name"))
        .at(span, "the name of a parameter or output goes before the `:`")
        .help("a map is written `{\"key\": value}`, a slice `xs[a:b]`")
}

pub(super) fn empty_parentheses(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::EMPTY_BRACKETS, "there is nothing between these parentheses")
        .at(span, "expected a value")
        .help("write `[]` for an empty list, `{}` for an empty map, or `none` for no value")
}
