//! Habits from other languages.

use super::place::Place;
use super::report;
use crate::diagnostics::Diagnostic;

/// Words of other languages, and what to write instead.
const FOREIGN: &[(&str, &str)] = &[
    ("def", "declare a task with `task name(x: int) -> int { … }`, a helper with `fn`"),
    ("func", "declare a helper with `fn`, a task with `task`"),
    ("function", "declare a helper with `fn`, a task with `task`"),
    ("async", "tasks run in parallel unless one uses the output of another; there is no `async`"),
    ("await", "use the output of a node by its name; there is no `await`"),
    ("class", "declare data with `struct Name { field: type }`"),
    ("dataclass", "declare data with `struct Name { field: type }`"),
    ("interface", "declare data with `struct Name { field: type }`"),
    ("elif", "write `else if`"),
    ("elseif", "write `else if`"),
    ("elsif", "write `else if`"),
    ("lambda", "write a closure as `|x| x + 1`"),
    ("try", "an error ends the task; Flyte retries it (`with { retries: 3 }`) or runs `on_failure`"),
    ("except", "an error ends the task; Flyte retries it (`with { retries: 3 }`) or runs `on_failure`"),
    ("catch", "an error ends the task; Flyte retries it (`with { retries: 3 }`) or runs `on_failure`"),
    ("finally", "an error ends the task; clean up in the `on_failure` of a workflow"),
    ("raise", "end the task with an error: `fail(\"why\")`"),
    ("throw", "end the task with an error: `fail(\"why\")`"),
    ("pass", "write an empty block as `{}`"),
    ("switch", "write `match value { pattern => result }`"),
    ("case", "write an arm of a `match` as `pattern => result`"),
    ("default", "write the last arm of a `match` as `_ => result`"),
    ("from", "write `import module.{name}`"),
    ("use", "write `import module.{name}`"),
    ("mut", "declare a variable that changes with `var`"),
    ("val", "declare a value with `let`, a variable that changes with `var`"),
    ("auto", "declare a value with `let`, a variable that changes with `var`"),
    ("global", "a task can use its parameters and the constants of the module"),
    ("nonlocal", "a closure can use what is declared around it"),
    ("del", "create a list or map without the element: `filter`, `remove`"),
    ("do", "write `while true { … if done { break } }`"),
    ("loop", "write `while true { … }`"),
    ("foreach", "write `for x in xs { … }`"),
    ("unless", "write `if not …`"),
    ("until", "write `while not …`"),
    ("new", "write a struct value as `Name { field: value }`"),
    ("yield", "collect the values in a list and return it"),
    ("pub", "every name can be imported unless it starts with `_`"),
    ("public", "every name can be imported unless it starts with `_`"),
    ("export", "every name can be imported unless it starts with `_`"),
    ("static", "declare a value of the module with `const`"),
    ("final", "declare a value that does not change with `let`"),
    ("is", "compare with `==`"),
    ("then", "write the branches of an `if` in braces"),
    ("begin", "write a block in braces"),
    ("end", "write a block in braces"),
    ("where", "write the condition of a comprehension with `if`"),
    ("typedef", "name a type with `type Name = …`"),
    ("module", "a file is a module; its name is its path"),
    ("package", "a file is a module; its name is its path"),
];

/// What to write instead of a word of another language.
pub(super) fn foreign(word: &str) -> Option<&'static str> {
    FOREIGN.iter().find(|(foreign, _)| *foreign == word).map(|(_, help)| *help)
}

/// `def f():`, `elif`, `lambda x: x`
pub(super) fn keyword(place: &Place<'_>) -> Option<Diagnostic> {
    let before_bracket = place.opener().and_then(|open| open.checked_sub(1));
    let candidates = [Some(place.index()), place.index().checked_sub(1), Some(place.statement()), before_bracket];
    let index = candidates.into_iter().flatten().find(|index| {
        // A word that is used as a name, `default: 3`, does not have its usual meaning.
        let follows = place.token(index + 1);
        foreign(place.token(*index)).is_some() && !matches!(follows, "=" | "." | "(" | "," | ")")
    })?;
    let word = place.token(index);
    let help = foreign(word)?;
    let span = place.span_of(index);
    Some(match word {
        "elif" | "elseif" | "elsif" => report::else_if(word, span, help),
        _ => report::foreign_keyword(word, span, help),
    })
}

/// `// text`, `/* text */`
pub(super) fn comment(place: &Place<'_>) -> Option<Diagnostic> {
    let mut index = place.index();
    loop {
        let slashes = place.token(index) == "//";
        let star = place.token(index) == "/" && place.token(index + 1).starts_with('*');
        let after_operand = index > 0 && place.ends_operand(index - 1);
        // After an operand on its own line it may be a division that goes wrong further on: only a row of words is text.
        let is_text = star || place.first_on_line(index) || !after_operand || place.index() > index + 1;
        if (slashes || star) && is_text {
            let span = place.span_of(index);
            return Some(if slashes {
                report::slash_comment(span)
            } else {
                report::foreign_comment(span, "this does not start a comment")
            });
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
    Some(report::increment(target, sign, span))
}

/// `a if c else b`, `c ? a : b`
pub(super) fn ternary(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if place.current() == "if" && index > 0 && place.ends_operand(index - 1) && !place.at_statement() {
        return Some(report::if_after_value(place.span()));
    }
    let mark = [index, index.wrapping_sub(1)].into_iter().find(|index| place.token(*index) == "?")?;
    let in_types = place.in_params() || place.in_declaration();
    if in_types || !place.begins_operand(mark + 1) || place.first_on_line(mark + 1) {
        return None;
    }
    Some(report::question_mark(place.span_of(mark)))
}

/// `x := 3`
pub(super) fn walrus(place: &Place<'_>) -> Option<Diagnostic> {
    let colon = [place.index(), place.index().wrapping_sub(1)].into_iter().find(|index| place.token(*index) == ":")?;
    if place.token(colon + 1) != "=" || !place.glued(colon + 1) {
        return None;
    }
    Some(report::walrus(place.span_of(colon).to(place.span_of(colon + 1))))
}

/// `*args`, `**options`, `...`
pub(super) fn spread(place: &Place<'_>) -> Option<Diagnostic> {
    let star = place.current();
    let first = matches!(place.before(1), "(" | "," | "[" | "{");
    let spreads = matches!(star, "*" | "**") && first || star == "." && place.after(1) == ".";
    if !spreads {
        return None;
    }
    Some(report::spread(place.in_params(), place.span()))
}
