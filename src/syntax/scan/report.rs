//! Messages of the scan: one function each.

use crate::diagnostics::{Applicability, Diagnostic, Edit, codes::syntax as codes};
use crate::source::Span;

/// A closing bracket where none is open.
pub(super) fn unmatched(bracket: char, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNMATCHED_BRACKET, format!("unmatched `{bracket}`"))
        .at(span, "no bracket is open here")
        .help("remove it, or add the opening bracket")
        .fix(format!("remove the `{bracket}`"), Applicability::Unsafe, vec![edit(span, "")])
}

/// `g(a]`: `written` is what closes it, `wanted` what should.
pub(super) fn confused(opener: char, open: Span, written: char, span: Span, wanted: char) -> Diagnostic {
    Diagnostic::new(&codes::UNMATCHED_BRACKET, format!("`{written}` does not close `{opener}`"))
        .at(span, format!("write `{wanted}`"))
        .at(open, "open here")
        .fix(format!("write `{wanted}`"), Applicability::Unsafe, vec![edit(span, &wanted.to_string())])
}

/// An outer bracket is closed before an inner one.
pub(super) fn closed_early(opener: char, open: Span, wanted: char, outer: char, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNCLOSED_BRACKET, format!("`{opener}` is not closed"))
        .at(open, format!("`{wanted}` is missing for this bracket"))
        .at(span, format!("`{outer}` comes before it"))
        .help(format!("add the `{wanted}` before the `{outer}`"))
}

/// Where it shows that a bracket is not closed.
#[derive(Clone, Copy)]
pub(super) enum Evidence {
    /// The text ends.
    End,
    /// A declaration begins.
    Declaration(Span),
    /// By its indentation, a bracket was meant to close another one.
    Indentation(Span),
}

/// A bracket that the text, or the next declaration, leaves open, as it does `open` brackets.
pub(super) fn unclosed(opener: char, span: Span, wanted: char, evidence: Evidence, open: usize) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(&codes::UNCLOSED_BRACKET, format!("`{opener}` is not closed"))
        .at(span, format!("`{wanted}` is missing for this bracket"));
    diagnostic = match evidence {
        Evidence::End => diagnostic,
        Evidence::Declaration(at) => diagnostic.at(at, "the next declaration begins here"),
        Evidence::Indentation(at) => diagnostic.at(at, "this one, by its indentation, closes an outer bracket"),
    };
    if open > 1 {
        diagnostic = diagnostic.note(format!("{open} brackets are open there"));
    }
    diagnostic.help(format!("add the missing `{wanted}`"))
}

pub(super) fn nested_too_deeply(span: Span, most: usize) -> Diagnostic {
    Diagnostic::new(&codes::NESTED_TOO_DEEPLY, "this is nested too deeply")
        .at(span, format!("more than {most} levels"))
        .help("name the inner parts with `let`, or move them into a `fn`")
}

/// A `{` on a line of its own; `gap` is the space between it and the line that it belongs to, if that is blank.
pub(super) fn lone_brace(brace: Span, head: Span, gap: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&codes::MISSING_BODY, "a `{` cannot begin a line")
        .at(brace, "this line begins a new statement")
        .at(head, "the `{` goes here")
        .help("put the `{` at the end of the line before");
    match gap {
        Some(gap) => diagnostic.fix("move the `{` up", Applicability::Safe, vec![edit(gap, " ")]),
        None => diagnostic,
    }
}

pub(super) fn turning(character: char, span: Span) -> Diagnostic {
    let number = character as u32;
    Diagnostic::new(&codes::BIDIRECTIONAL_TEXT, format!("invisible character U+{number:04X}"))
        .at(span, "it changes the order in which the text is displayed")
        .help(format!("remove it; in a string, write `\\u{{{number:04x}}}`"))
}

pub(super) fn control(character: char, span: Span) -> Diagnostic {
    let number = character as u32;
    Diagnostic::new(&codes::CONTROL_CHARACTER, format!("control character U+{number:04X} in the text"))
        .at(span, "it cannot be seen")
        .help(format!("remove it; in a string, write it as `\\x{number:02x}`"))
}

pub(super) fn invisible(character: char, span: Span) -> Diagnostic {
    let what = if character.is_whitespace() { "space" } else { "invisible character" };
    Diagnostic::new(&codes::INVISIBLE_CHARACTER, format!("{what} U+{:04X} outside of a string", character as u32))
        .at(span, "it is invisible or looks like a space")
        .help("remove it, or type an ordinary space")
        .fix("replace it with a space", Applicability::Safe, vec![edit(span, " ")])
}

/// `what` is the kind of character, `ascii` what it looks like.
pub(super) fn look_alike(character: char, what: &str, ascii: &str, span: Span) -> Diagnostic {
    let write = format!("write `{ascii}`");
    Diagnostic::new(&codes::STRAY_CHARACTER, format!("`{character}` is {what}")).at(span, write.clone()).fix(
        write,
        Applicability::Unsafe,
        vec![edit(span, ascii)],
    )
}

pub(super) fn foreign_word(word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::STRAY_CHARACTER, format!("`{word}` is not a valid name"))
        .at(span, "a name consists of the letters a to z, digits and `_`")
        .help("Flyte allows no other letters in names; strings can contain any character")
}

pub(super) fn stray(character: char, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::STRAY_CHARACTER, format!("`{character}` can only be used in a string or a comment"))
        .at(span, "unknown character")
}

/// A `\` at the end of a line.
pub(super) fn continued_line(span: Span) -> Diagnostic {
    stray('\\', span).help("a line continues automatically after an operator, a comma or an open bracket, and before an operator").fix(
        "remove the `\\`",
        Applicability::Unsafe,
        vec![edit(span, "")],
    )
}

pub(super) fn unpaired_quote(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::SINGLE_QUOTES, "strings are written in double quotes")
        .at(span, "`'` does not begin a string")
        .help("write `\"…\"`")
}

/// A name before a loop, of which `break` and `continue` speak in other languages.
pub(in crate::syntax) fn loop_label(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_KEYWORD, "a loop has no name")
        .at(span, "`break` and `continue` are about the innermost loop")
        .help("to leave an outer loop, put the loops into a `fn` and leave it with `return`, or set a `var` that the outer loop checks")
}

/// `'inner'`, with the letters that go before the double quotes.
pub(super) fn single_quotes(prefix: &str, inner: &str, span: Span) -> Diagnostic {
    let raw = prefix == "r";
    let fixed = match inner.contains('"') {
        true if raw => format!("r#\"{inner}\"#"),
        _ if raw => format!("r\"{inner}\""),
        _ => format!("{prefix}\"{}\"", inner.replace("\\'", "'").replace("\\\"", "\"").replace('"', "\\\"")),
    };
    foreign_quotes(span, Applicability::Safe, vec![edit(span, &fixed)])
}

pub(super) fn foreign_quotes(span: Span, applicability: Applicability, edits: Vec<Edit>) -> Diagnostic {
    Diagnostic::new(&codes::SINGLE_QUOTES, "strings are written in double quotes").at(span, "write `\"…\"`").fix(
        "use double quotes",
        applicability,
        edits,
    )
}

/// A template in backticks.
pub(super) fn template(span: Span, edits: Vec<Edit>) -> Diagnostic {
    Diagnostic::new(&codes::SINGLE_QUOTES, "backticks are for names")
        .at(span, "this is a string")
        .help("strings are written `\"…\"`, with values in them `f\"{name}\"`")
        .fix("use double quotes", Applicability::Unsafe, edits)
}

/// A string in the quotes of a word processor.
pub(super) fn typographic(span: Span, edits: Vec<Edit>) -> Diagnostic {
    Diagnostic::new(&codes::STRAY_CHARACTER, "strings are written in straight quotes").at(span, "typographic quotes").fix(
        "write straight quotes, `\"`",
        Applicability::Safe,
        edits,
    )
}

/// `text` is `meant` with the spaces that it needs.
pub(super) fn foreign_operator(written: &str, meant: &str, span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_OPERATOR, format!("`{written}` is written `{meant}` here")).at(span, format!("write `{meant}`")).fix(
        format!("write `{meant}`"),
        Applicability::Safe,
        vec![edit(span, text)],
    )
}

pub(super) fn conversion(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::INTERPOLATION, "there are no conversions in an interpolated string")
        .at(span, "this is Python")
        .help("every value is written as `str(…)` writes it: leave the conversion out")
        .fix("remove the conversion", Applicability::Unsafe, vec![edit(span, "")])
}

/// `words` are before the word of a declaration; `gap` includes the blanks after them.
pub(super) fn modifier(words: &str, span: Span, gap: Span, why: &str) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_KEYWORD, format!("`{words}` is not a keyword"))
        .at(span, "from another language")
        .help(format!("leave it out: {why}"))
        .fix(format!("remove `{words}`"), Applicability::Safe, vec![edit(gap, "")])
}

/// Comments with `//` on lines one after another; the edits make all of them comments.
pub(super) fn slash_comment(slashes: Span, edits: Vec<Edit>) -> Diagnostic {
    let text = edits.first().map_or("#", |edit| edit.text.as_str()).to_owned();
    foreign_comment(slashes, &text).fix(format!("write `{text}`"), Applicability::Safe, edits)
}

pub(super) fn star_comment(start: Span, edit: Option<Edit>) -> Diagnostic {
    let found = foreign_comment(start, "#");
    match edit {
        Some(edit) => found.fix("begin each line with `#`", Applicability::Safe, vec![edit]),
        None => found,
    }
}

fn foreign_comment(start: Span, mark: &str) -> Diagnostic {
    Diagnostic::new(&codes::FOREIGN_COMMENT, "comments start with `#`")
        .at(start, format!("write `{mark}`"))
        .help("write `# …`; `##` documents what follows, and `##!` the module")
}

pub(super) fn trailing_doc(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::DANGLING_DOC, "this doc comment comes after what it should describe")
        .at(span, "a `##` comment describes what follows it")
        .help("move it to its own line above, or make it an ordinary comment with one `#`")
}

pub(super) fn late_module_doc(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::DANGLING_DOC, "`##!` documents the module and must be at the top of the file")
        .at(span, "this is not at the top")
        .help("move it to the top, or write `##` to document what follows")
}

pub(in crate::syntax) fn dangling_doc(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::DANGLING_DOC, "this doc comment describes nothing")
        .at(span, "not followed by an item, field, parameter or variant")
        .help("move it directly above what it describes, or make it an ordinary comment with one `#`")
}

/// The line ends at `end`, within the braces of an interpolated string.
pub(super) fn unclosed_interpolation(brace: Span, end: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNTERMINATED_STRING, "the `{` in this string is not closed on its line")
        .at(brace, "`}` is missing for this brace")
        .at(end, "the line ends here")
        .help("close it with `}`, or write `{{` for a literal brace; for several lines, use `f\"\"\"…\"\"\"`")
}

/// An interpolated string ends at `quotes`, and its brace is open; `value` is where what is in it ends, if that is certain.
pub(super) fn unclosed_hole(brace: Span, quotes: Span, value: Option<Span>) -> Diagnostic {
    let finding = Diagnostic::new(&codes::INTERPOLATION, "the `{` in this string is not closed")
        .at(brace, "`}` is missing for this brace")
        .at(quotes, "the string ends here");
    match value {
        Some(end) => finding.help("for a literal brace, write `{{`").fix(
            "close it with `}`",
            Applicability::Unsafe,
            vec![Edit { span: end, text: "}".into() }],
        ),
        None => finding.help("close it with `}`, or write `{{` for a literal brace"),
    }
}

pub(super) fn unmatched_in_string(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::INTERPOLATION, "unmatched `}` in an interpolated string")
        .at(span, "no `{` is open here")
        .help("write `}}` for a literal brace")
}

/// `quotes` are those that are missing; `inside` says that the string is in the braces of another.
pub(super) fn unterminated(opening: Span, quotes: &str, inside: bool) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&codes::UNTERMINATED_STRING, "this string is not closed").at(opening, format!("missing `{quotes}` at the end"));
    if inside {
        diagnostic.help("close the `{` of the interpolated string with `}` before its last quote")
    } else if quotes.len() > 1 {
        diagnostic.help("close it with `\"\"\"`")
    } else {
        diagnostic.help("close it on the same line, or use `\"\"\"…\"\"\"` for several lines")
    }
}

pub(super) fn string_prefix(prefix: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::STRING_PREFIX, format!("`{prefix}` is not a valid prefix of a string"))
        .at(span, "unknown prefix")
        .help("strings are `\"…\"`, raw `r\"…\"`, interpolated `f\"…\"` and multi-line `\"\"\"…\"\"\"`")
}

pub(super) fn empty_name(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNTERMINATED_STRING, "there is no name between these backticks").at(span, "expected a name")
}

pub(super) fn missing_backtick(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNTERMINATED_STRING, "missing backtick after this name")
        .at(span, "the name begins here, but does not end on this line")
        .help("write `` `name` ``")
}

fn edit(span: Span, text: &str) -> Edit {
    Edit { span, text: text.into() }
}
