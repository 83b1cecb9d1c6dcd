//! What people bring from other languages.

use super::place::Place;
use crate::diagnostics::{Applicability, Diagnostic, Edit, codes::syntax as codes};

/// Words of other languages, and what is written here.
const FOREIGN: &[(&str, &str)] = &[
    ("def", "declare a task with `task name(x: int) -> int { … }`, a helper with `fn`"),
    ("func", "declare a helper with `fn`, a task with `task`"),
    ("function", "declare a helper with `fn`, a task with `task`"),
    ("async", "tasks run side by side wherever no data orders them; there is no `async`"),
    ("await", "a node's output is used by its name; there is no `await`"),
    ("class", "declare data with `struct Name { field: type }`"),
    ("dataclass", "declare data with `struct Name { field: type }`"),
    ("interface", "declare data with `struct Name { field: type }`"),
    ("elif", "write `else if`"),
    ("elseif", "write `else if`"),
    ("elsif", "write `else if`"),
    ("lambda", "a function value is written `|x| x + 1`"),
    ("try", "an error ends the task; Flyte retries it (`with { retries: 3 }`) or runs `on_failure`"),
    ("except", "an error ends the task; Flyte retries it (`with { retries: 3 }`) or runs `on_failure`"),
    ("catch", "an error ends the task; Flyte retries it (`with { retries: 3 }`) or runs `on_failure`"),
    ("finally", "an error ends the task; a workflow's `on_failure` cleans up"),
    ("raise", "end the task with an error by `fail(\"why\")`"),
    ("throw", "end the task with an error by `fail(\"why\")`"),
    ("pass", "an empty block is `{}`"),
    ("switch", "write `match value { pattern => result }`"),
    ("case", "an arm of `match` is written `pattern => result`"),
    ("default", "the last arm of `match` is written `_ => result`"),
    ("from", "write `import module.{name}`"),
    ("use", "write `import module.{name}`"),
    ("mut", "a variable that changes is declared with `var`"),
    ("val", "declare a value with `let`, a variable that changes with `var`"),
    ("auto", "declare a value with `let`, a variable that changes with `var`"),
    ("global", "a task sees its parameters and the module's `const`s"),
    ("nonlocal", "a closure sees what is declared around it"),
    ("del", "a list or map without an element is a new one: `filter`, `remove`"),
    ("do", "write `while true { … if done { break } }`"),
    ("loop", "write `while true { … }`"),
    ("foreach", "write `for x in xs { … }`"),
    ("unless", "write `if not …`"),
    ("until", "write `while not …`"),
    ("new", "a struct value is written `Name { field: value }`"),
    ("yield", "collect the values in a list and return it"),
    ("pub", "every name can be imported unless it begins with `_`"),
    ("public", "every name can be imported unless it begins with `_`"),
    ("export", "every name can be imported unless it begins with `_`"),
    ("static", "a fixed value of the module is a `const`"),
    ("final", "a fixed value is declared with `let`"),
    ("is", "compare with `==`"),
    ("then", "the branches of an `if` stand in braces"),
    ("begin", "a block stands in braces"),
    ("end", "a block stands in braces"),
    ("where", "the condition of a comprehension is written `if`"),
    ("typedef", "name a type with `type Name = …`"),
    ("module", "a file is a module; its name is its path"),
    ("package", "a file is a module; its name is its path"),
];

/// What is written here for a word of another language.
pub(super) fn foreign(word: &str) -> Option<&'static str> {
    FOREIGN.iter().find(|(foreign, _)| *foreign == word).map(|(_, help)| *help)
}

/// `def f():`, `elif`, `lambda x: x`
pub(super) fn keyword(place: &Place<'_>) -> Option<Diagnostic> {
    let before_bracket = place.opener().and_then(|open| open.checked_sub(1));
    let candidates = [Some(place.index()), place.index().checked_sub(1), Some(place.statement()), before_bracket];
    let index = candidates.into_iter().flatten().find(|index| {
        // A word that is used as a name, `default: 3`, is not what it is elsewhere.
        let follows = place.token(index + 1);
        foreign(place.token(*index)).is_some() && !matches!(follows, "=" | "." | "(" | "," | ")")
    })?;
    let word = place.token(index);
    let help = foreign(word)?;
    let span = place.span_of(index);
    let diagnostic = Diagnostic::new(&codes::FOREIGN_KEYWORD, format!("there is no `{word}`")).at(span, "from another language").help(help);
    Some(match word {
        "elif" | "elseif" | "elsif" => diagnostic.fix("write `else if`", Applicability::Safe, vec![Edit { span, text: "else if".into() }]),
        _ => diagnostic,
    })
}

/// `// text`, `/* text */`
pub(super) fn comment(place: &Place<'_>) -> Option<Diagnostic> {
    let mut index = place.index();
    loop {
        let slashes = place.token(index) == "//";
        let star = place.token(index) == "/" && place.token(index + 1).starts_with('*');
        let after_operand = index > 0 && place.ends_operand(index - 1);
        // Behind an operand on its own line it may be a division that goes wrong further on: only a row of words is text.
        let is_text = star || place.first_on_line(index) || !after_operand || place.index() > index + 1;
        if (slashes || star) && is_text {
            let span = place.span_of(index);
            let diagnostic = Diagnostic::new(&codes::FOREIGN_COMMENT, "comments begin with `#`")
                .at(span, if star { "there are no comments of this form" } else { "this divides and rounds down" })
                .help("write `# …`; `##` documents what follows");
            let fix =
                |diagnostic: Diagnostic| diagnostic.fix("make it a comment", Applicability::Unsafe, vec![Edit { span, text: "#".into() }]);
            return Some(if slashes { fix(diagnostic) } else { diagnostic });
        }
        if index == 0 || place.first_on_line(index) {
            return None;
        }
        index -= 1;
    }
}

/// `x++`
pub(super) fn increment(place: &Place<'_>) -> Option<Diagnostic> {
    let second = [place.index(), place.index() + 1, place.index().wrapping_sub(1)].into_iter().find(|index| {
        let sign = place.token(*index);
        matches!(sign, "+" | "-") && *index > 1 && place.token(index - 1) == sign && place.glued(*index) && place.ends_operand(index - 2)
    })?;
    let sign = place.token(second);
    if place.begins_operand(second + 1) && !place.first_on_line(second + 1) {
        return None;
    }
    let span = place.span_of(second - 1).to(place.span_of(second));
    let target = place.token(second - 2);
    Some(
        Diagnostic::new(&codes::FOREIGN_OPERATOR, format!("there is no `{sign}{sign}`"))
            .at(span, "no operator")
            .help(format!("write `{target} {sign}= 1`"))
            .fix(format!("write `{sign}= 1`"), Applicability::Safe, vec![Edit { span, text: format!(" {sign}= 1") }]),
    )
}

/// `a if c else b`, `c ? a : b`
pub(super) fn ternary(place: &Place<'_>) -> Option<Diagnostic> {
    let help = "write `if c { a } else { b }`";
    let index = place.index();
    if place.current() == "if" && index > 0 && place.ends_operand(index - 1) && !place.at_statement() {
        return Some(
            Diagnostic::new(&codes::TERNARY, "a choice does not stand behind a value")
                .at(place.span(), "this `if` stands behind a value")
                .help(help),
        );
    }
    let mark = [index, index.wrapping_sub(1)].into_iter().find(|index| place.token(*index) == "?")?;
    let in_types = place.in_params() || place.in_declaration();
    if in_types || !place.begins_operand(mark + 1) || place.first_on_line(mark + 1) {
        return None;
    }
    Some(
        Diagnostic::new(&codes::TERNARY, "there is no `c ? a : b`")
            .at(place.span_of(mark), "no operator")
            .help(help)
            .help("a value for `none` is given by `a ?? b`"),
    )
}

/// `x := 3`
pub(super) fn walrus(place: &Place<'_>) -> Option<Diagnostic> {
    let colon = [place.index(), place.index().wrapping_sub(1)].into_iter().find(|index| place.token(*index) == ":")?;
    if place.token(colon + 1) != "=" || !place.glued(colon + 1) {
        return None;
    }
    let span = place.span_of(colon).to(place.span_of(colon + 1));
    Some(
        Diagnostic::new(&codes::FOREIGN_OPERATOR, "there is no `:=`")
            .at(span, "no operator")
            .help("declare a value with `let x = …`, give a variable another value with `x = …`"),
    )
}

/// `*args`, `**options`, `...`
pub(super) fn spread(place: &Place<'_>) -> Option<Diagnostic> {
    let star = place.current();
    let first = matches!(place.before(1), "(" | "," | "[" | "{");
    let spreads = matches!(star, "*" | "**") && first || star == "." && place.after(1) == ".";
    if !spreads {
        return None;
    }
    let message = if place.in_params() { "every parameter is written out" } else { "values are not spread" };
    Some(
        Diagnostic::new(&codes::FOREIGN_OPERATOR, message)
            .at(place.span(), "cannot stand before a value")
            .help("lists are joined with `a + b`, maps with `a.merge(b)`; arguments are given one by one"),
    )
}
