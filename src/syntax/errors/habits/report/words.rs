//! Messages about words, paths, macros and comments.

use super::{codes, edit, foreign, rewrite};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;

pub(in crate::syntax::errors) fn foreign_keyword(word: &str, span: Span, help: &str) -> Diagnostic {
    foreign(&codes::FOREIGN_KEYWORD, format!("`{word}` is not a keyword"), span, "from another language").help(help)
}

/// `text` goes in the place of the word.
pub(in super::super) fn word_for_word(word: &str, span: Span, help: &str, text: &str) -> Diagnostic {
    let applicability = if text == "else if" { Applicability::Safe } else { Applicability::Unsafe };
    rewrite(foreign_keyword(word, span, help), span, text, applicability)
}

/// `gap` is the word with the space after it.
pub(in super::super) fn left_out(word: &str, span: Span, gap: Span, help: &str) -> Diagnostic {
    foreign_keyword(word, span, help).fix(format!("remove `{word}`"), Applicability::Unsafe, vec![edit(gap, "")])
}

pub(in super::super) fn mutable(span: Span, both: Span, name: &str) -> Diagnostic {
    let found = foreign_keyword("mut", span, &format!("declare a variable that changes with `var {name}`"));
    rewrite(found, both, "var", Applicability::Safe)
}

pub(in super::super) fn raised(word: &str, span: Span, whole: Span, text: &str) -> Diagnostic {
    rewrite(foreign_keyword(word, span, &format!("end the task with an error: `{text}`")), whole, text, Applicability::Unsafe)
}

pub(in super::super) fn printed(word: &str, span: Span, whole: Span, value: &str) -> Diagnostic {
    let text = format!("log({value})");
    rewrite(foreign_keyword(word, span, &format!("write to the log with `{text}`")), whole, &text, Applicability::Unsafe)
}

/// `text` is the assignment that removes the element.
pub(in super::super) fn deleted(word: &str, span: Span, whole: Span, text: Option<String>) -> Diagnostic {
    match text {
        Some(text) => rewrite(
            foreign_keyword(word, span, &format!("a value does not change in place: `{text}`")),
            whole,
            &text,
            Applicability::Unsafe,
        ),
        None => foreign_keyword(word, span, "a name ends with its block; there is nothing to delete"),
    }
}

/// A `try`; `conversion` is the call in it that returns `none` in place of an error.
pub(in super::super) fn tried(span: Span, conversion: Option<String>) -> Diagnostic {
    let found = foreign(&codes::FOREIGN_KEYWORD, "an error cannot be caught", span, "from another language");
    match conversion {
        Some(text) => found.help(format!("this conversion returns `none` for a string that is not a number: `{text}`")),
        None => found.help(
            "check first what could fail, with `if` or `assert`; `parse_int` and `parse_float` return `none` where `int` and `float` fail",
        ),
    }
}

pub(in super::super) fn kebab(name: &str, text: &str, span: Span) -> Diagnostic {
    let found = foreign(&codes::UNEXPECTED, format!("`{name}` is not a valid name"), span, "a `-` subtracts");
    rewrite(found.help(format!("a name consists of letters, digits and `_`: `{text}`")), span, text, Applicability::Unsafe)
}

/// `E::a`, which is written `text` here.
pub(in super::super) fn path_colons(colons: Span, path: Span, text: &str) -> Diagnostic {
    let found = foreign(&codes::FOREIGN_OPERATOR, "a path is written with `.`", colons, "write `.`");
    rewrite(found.help(format!("write `{text}`")), path, text, Applicability::Unsafe)
}

/// `else =>`: `head` is everything before the arrow, `whole` with it.
pub(in super::super) fn catch_all(word: &str, head: Span, whole: Span) -> Diagnostic {
    let found = foreign(&codes::FOREIGN_KEYWORD, format!("`{word}` is not a pattern"), head, "write `_`");
    rewrite(found.help("the last arm of a `match`, for every other value, is `_ => …`"), whole, "_ =>", Applicability::Unsafe)
}

/// An arm that begins with `case`; the edits make arms of all of them.
pub(in super::super) fn case_arm(word: Span, pattern: &str, edits: Vec<Edit>) -> Diagnostic {
    foreign(&codes::FOREIGN_KEYWORD, "an arm of a `match` begins with its pattern", word, "from another language")
        .help(format!("write `{pattern} => …`"))
        .fix("write the arms as `pattern => result`", Applicability::Unsafe, edits)
}

pub(in super::super) fn switch(word: &str, span: Span, subject: &str, edits: Vec<Edit>) -> Diagnostic {
    foreign_keyword(word, span, &format!("write `match {subject} {{ pattern => result, _ => other }}`")).fix(
        format!("write `match {subject}`"),
        Applicability::Unsafe,
        edits,
    )
}

/// `Some(x)` as a pattern.
pub(in super::super) fn wrapped_pattern(word: &str, name: &str, subject: &str, span: Span) -> Diagnostic {
    let found = foreign(&codes::FOREIGN_KEYWORD, format!("`{word}` is not a pattern"), span, "from another language");
    match word {
        "Some" => found.help(format!("match `none` first, then every other value: `match {subject} {{ none => …, {name} => … }}`")),
        _ => found.help("an error ends the task; there are no values for results that failed"),
    }
}

pub(in super::super) fn type_arguments(span: Span) -> Diagnostic {
    foreign(&codes::FOREIGN_OPERATOR, "a call has no type arguments", span, "the types are inferred").fix(
        "remove them",
        Applicability::Unsafe,
        vec![edit(span, "")],
    )
}

pub(in super::super) fn alternatives(span: Span, whole: Span, text: &str) -> Diagnostic {
    let found = foreign(&codes::UNEXPECTED, "the patterns of an arm are separated by `|`", span, "not between patterns");
    rewrite(found.help(format!("write `{text} => …`")), whole, text, Applicability::Unsafe)
}

pub(in super::super) fn arm_separator(semicolon: Span) -> Diagnostic {
    foreign(&codes::MISSING_SEPARATOR, "arms of a `match` are separated by commas or line breaks", semicolon, "write `,`").fix(
        "write `,`",
        Applicability::Safe,
        vec![edit(semicolon, ",")],
    )
}

pub(in super::super) fn guard_alone(word: Span, guard: &str) -> Diagnostic {
    foreign(&codes::UNEXPECTED, "an arm of a `match` begins with a pattern", word, "the pattern is missing before this")
        .help(format!("`_` matches every value: `_ {guard} => …`"))
        .fix("add `_`", Applicability::Unsafe, vec![edit(word.head(), "_ ")])
}

pub(in super::super) fn compared_pattern(sign: Span, whole: Span, subject: &str, comparison: &str) -> Diagnostic {
    let text = format!("_ if {subject} {comparison}");
    let found = foreign(&codes::UNEXPECTED, "a pattern cannot be a comparison", sign, "not a pattern");
    rewrite(found.help(format!("write it as a condition: `{text} => …`")), whole, &text, Applicability::Unsafe)
}

/// `name!(…)`; `text` is what it is here.
pub(in super::super) fn invocation(name: &str, span: Span, whole: Span, text: Option<String>) -> Diagnostic {
    let found = foreign(&codes::FOREIGN_OPERATOR, format!("there is no macro `{name}!`"), span, "from another language");
    match text {
        Some(text) => rewrite(found.help(format!("write `{text}`")), whole, &text, Applicability::Unsafe),
        None => found.help("there are no macros; a function is called without the `!`"),
    }
}

pub(in super::super) fn slash_comment(slashes: Span) -> Diagnostic {
    foreign_comment(slashes, "this is division that rounds down").fix("make it a comment", Applicability::Unsafe, vec![edit(slashes, "#")])
}

pub(in crate::syntax::errors) fn foreign_comment(start: Span, label: &str) -> Diagnostic {
    foreign(&codes::FOREIGN_COMMENT, "comments start with `#`", start, label).help("write `# …`; `##` documents what follows")
}

/// A string at the top level, whose text documents the module if it is the first thing in it.
pub(in crate::syntax::errors) fn documentation(whole: Span, text: &str, of_module: bool) -> Diagnostic {
    let (mark, what) = if of_module { ("##!", "a module") } else { ("##", "a declaration") };
    let lines: Vec<String> = text.trim().lines().map(|line| format!("{mark} {}", line.trim()).trim_end().to_owned()).collect();
    let found =
        foreign(&codes::UNKNOWN_ITEM, format!("the documentation of {what} is written `{mark}`"), whole, "a string is not a declaration");
    let found = found.help(format!("write `{}`", lines.first().map_or(mark, String::as_str)));
    rewrite(found, whole, &lines.join("\n"), Applicability::Safe)
}

pub(in super::super) fn constant(name: &str, span: Span) -> Diagnostic {
    let found = foreign(&codes::FOREIGN_KEYWORD, "`const` declares a value of the module", span, "inside a body");
    rewrite(found.help(format!("in a body, declare it with `let {name}`")), span, "let", Applicability::Safe)
}

/// `let n = loop { … break value … }`; `named` is what it declares.
pub(in super::super) fn loop_value(span: Span, named: Option<&str>) -> Diagnostic {
    let found = foreign(&codes::FOREIGN_KEYWORD, "a loop has no value", span, "`loop` is not a keyword");
    match named {
        Some(name) => found.help(format!(
            "declare `var {name} = …` before the loop, which begins with `while true {{`; in place of `break value`, write `{name} = value` and `break`"
        )),
        None => found.help("begin the loop with `while true {`; in place of `break value`, write `return value`, or assign a `var` and `break`"),
    }
}
