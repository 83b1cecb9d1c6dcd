//! Words of other languages, comments and names.

use super::super::place::Place;
use super::report;
use crate::diagnostics::Diagnostic;
use crate::syntax::token::Class;

/// A word of another language.
struct Word {
    word: &'static str,
    /// What to write.
    help: &'static str,
    /// What goes in its place, if that is all there is to do.
    instead: Option<&'static str>,
}

const fn word(word: &'static str, help: &'static str) -> Word {
    Word { word, help, instead: None }
}

const fn replaced(word: &'static str, help: &'static str, instead: &'static str) -> Word {
    Word { word, help, instead: Some(instead) }
}

/// Classes of other languages' own libraries, which are functions or nothing here.
const CLASSES: [&str; 10] = ["Array", "Date", "Error", "HashMap", "List", "Map", "Object", "RegExp", "Set", "String"];

/// Conversions that fail, and the builtin that is `none` then.
const CONVERSIONS: [(&str, &str); 5] =
    [("int", "parse_int"), ("float", "parse_float"), ("parseInt", "parse_int"), ("parseFloat", "parse_float"), ("Number", "parse_float")];

/// For the words that catch errors.
const CAUGHT: &str = "an error ends the task and cannot be caught: check first what could fail, with `if` or `assert`; or call what returns `none` in place of an error, such as `parse_int`";

const FOREIGN: &[Word] = &[
    word("def", "declare a task with `task name(x: int) -> int { … }`, a helper with `fn`"),
    replaced("func", "declare a helper with `fn`, a task with `task`", "fn"),
    word("function", "declare a helper with `fn`, a task with `task`"),
    word("async", "tasks run in parallel unless one uses the output of another; there is no `async`"),
    replaced("await", "use the output of a node by its name; there is no `await`", ""),
    word("class", "declare data with `struct Name { field: type }`"),
    word("dataclass", "declare data with `struct Name { field: type }`"),
    word("interface", "declare data with `struct Name { field: type }`"),
    replaced("elif", "write `else if`", "else if"),
    replaced("elseif", "write `else if`", "else if"),
    replaced("elsif", "write `else if`", "else if"),
    word("try", CAUGHT),
    word("except", CAUGHT),
    word("catch", CAUGHT),
    word("finally", "an error ends the task and cannot be caught: what follows the call runs only if it did not fail"),
    word("raise", "end the task with an error: `fail(\"why\")`"),
    word("throw", "end the task with an error: `fail(\"why\")`"),
    word("pass", "write an empty block as `{}`"),
    replaced("switch", "write `match value { pattern => result, _ => other }`", "match"),
    word("case", "write an arm of a `match` as `pattern => result`"),
    word("default", "write the last arm of a `match` as `_ => result`"),
    word("from", "write `import module.{name}`"),
    word("use", "write `import module.{name}`"),
    word("mut", "declare a variable that changes with `var`"),
    replaced("val", "declare a value with `let`, a variable that changes with `var`", "let"),
    replaced("auto", "declare a value with `let`, a variable that changes with `var`", "let"),
    word("global", "a task can use its parameters and the constants of the module"),
    word("nonlocal", "a closure can use what is declared around it"),
    word("del", "create a list or map without the element: `xs = xs.remove(0)`, `m = m.remove(\"key\")`"),
    word("do", "write `while true { … if done { break } }`"),
    replaced("loop", "write `while true { … }`", "while true"),
    replaced("foreach", "write `for x in xs { … }`", "for"),
    replaced("unless", "write `if not …`", "if not"),
    replaced("until", "write `while not …`", "while not"),
    replaced("new", "write a struct value as `Name { field: value }`", ""),
    word("yield", "collect the values in a list and return it"),
    word("pub", "every name can be imported unless it starts with `_`"),
    word("public", "every name can be imported unless it starts with `_`"),
    word("export", "every name can be imported unless it starts with `_`"),
    word("static", "declare a value of the module with `const`"),
    replaced("final", "declare a value that does not change with `let`", "let"),
    word("then", "write the branches of an `if` in braces"),
    word("begin", "write a block in braces"),
    word("end", "write a block in braces"),
    word("where", "write the condition of a comprehension with `if`"),
    word("typedef", "name a type with `type Name = …`"),
    word("module", "a file is a module; its name is its path"),
    word("package", "a file is a module; its name is its path"),
    word("rescue", CAUGHT),
    word("defer", "an error ends the task and cannot be caught: what follows the call runs only if it did not fail"),
    word("delete", "create a list or map without the element: `xs = xs.remove(0)`, `m = m.remove(\"key\")`"),
    word("puts", "write to the log with `log(…)`"),
    word("echo", "write to the log with `log(…)`"),
    word("print", "write to the log with `log(…)`"),
    word("enddo", "write a block in braces"),
    word("endif", "write a block in braces"),
    word("fi", "write a block in braces"),
    word("done", "write a block in braces"),
    word("repeat", "write `while true { … if done { break } }`"),
    word("goto", "leave a loop with `break`, a task with `return`"),
    word("lambda", "write a closure as `|x| x + 1`"),
    word("is", "compare with `==`"),
];

/// What to write instead of a word of another language.
pub(in super::super) fn foreign(word: &str) -> Option<&'static str> {
    known(word).map(|row| row.help)
}

fn known(word: &str) -> Option<&'static Word> {
    FOREIGN.iter().find(|row| row.word == word)
}

/// The text of a string that is all there is, such as a docstring.
pub(in super::super) fn docstring(written: &str) -> Option<&str> {
    let written = written.trim();
    ["\"\"\"", "'''", "\""].into_iter().find_map(|quotes| {
        let text = written.strip_prefix(quotes)?.strip_suffix(quotes)?;
        (!text.contains(quotes)).then_some(text)
    })
}

/// `def f():`, `elif`, `let mut x`, `raise Error("…")`
pub(super) fn keyword(place: &Place<'_>) -> Option<Diagnostic> {
    let before_bracket = place.opener().and_then(|open| open.checked_sub(1));
    let raised = before_bracket.and_then(|word| word.checked_sub(1));
    let candidates = [Some(place.index()), place.index().checked_sub(1), Some(place.statement()), before_bracket, raised];
    let index = candidates.into_iter().flatten().find(|index| {
        // A word that is used as a name, `default: 3`, does not have its usual meaning.
        let follows = place.token(index + 1);
        let thrown = place.token(*index) == "new" && *index > 0 && matches!(place.token(index - 1), "throw" | "raise");
        let spoken = known(place.token(*index)).is_some() && !thrown && !matches!(follows, "=" | "." | "(" | "," | ")");
        let log = matches!(
            place.token(*index),
            "print" | "puts" | "echo" | "delete" | "del" | "raise" | "throw" | "done" | "fi" | "new" | "await" | "ensure"
        );
        spoken && (!log || place.starts_statement(*index) || matches!(place.token(*index), "new" | "await"))
    })?;
    let word = known(place.token(index))?;
    let span = place.span_of(index);
    let end = place.part_end(index + 1);
    let operand = place.operand_end(index + 1);
    Some(match word.word {
        "mut" if index > 0 && place.token(index - 1) == "let" => {
            report::mutable(span, place.span_over(index - 1..index + 1), place.token(index + 1))
        }
        "raise" | "throw" => report::raised(word.word, span, place.span_over(index..end), &failure(place, index + 1, end)),
        "print" | "puts" | "echo" => report::printed(word.word, span, place.span_over(index..end), place.source(index + 1..end)),
        "del" | "delete" => report::deleted(word.word, span, place.span_over(index..end), removed(place, index + 1)),
        "try" => report::tried(span, converted(place, index)),
        "loop" if index > 0 && !place.starts_statement(index) => {
            let named = (place.token(index - 1) == "=" && index > 1 && place.is_name(index - 2)).then(|| place.token(index - 2));
            report::loop_value(span, named)
        }
        "new" if operand.is_some() && place.token(index + 2) == "(" && CLASSES.contains(&place.token(index + 1)) => {
            report::left_out(word.word, span, span.to(place.span_of(index + 1).head()), "there are no classes: call it without `new`")
        }
        "await" | "new" if operand.is_some() => report::left_out(word.word, span, span.to(place.span_of(index + 1).head()), word.help),
        _ => match word.instead {
            Some(text) => report::word_for_word(word.word, span, word.help, text),
            None => report::foreign_keyword(word.word, span, word.help),
        },
    })
}

/// `const x = 3` in a body
pub(super) fn constant(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let declares = place.current() == "const" && place.in_block() && place.at_statement() && place.is_name(index + 1);
    (declares && matches!(place.after(2), "=" | ":")).then(|| report::constant(place.after(1), place.span()))
}

/// The call that ends the task for what is raised: `ValueError("negative")` has the message.
fn failure(place: &Place<'_>, first: usize, end: usize) -> String {
    let first = if place.token(first) == "new" { first + 1 } else { first };
    let open = (first..end).find(|at| place.token(*at) == "(");
    let message =
        open.and_then(|open| Some(open + 1..place.closing(open)?)).map(|range| range.start..place.part_end(range.start).min(range.end));
    match message {
        Some(message) if !message.is_empty() => format!("fail({})", place.source(message)),
        _ if place.class_of(first) == Some(Class::Text) => format!("fail({})", place.source(first..end)),
        _ if first < end => format!("fail(\"{}\")", place.token(first)),
        _ => "fail(\"why\")".to_owned(),
    }
}

/// The assignment that removes an element: `m = m.remove("k")` for `m["k"]`.
fn removed(place: &Place<'_>, first: usize) -> Option<String> {
    let end = place.operand_end(first)?;
    let open = place.opening(end - 1).filter(|_| place.token(end - 1) == "]")?;
    let (target, key) = (place.source(first..open), place.source(open + 1..end - 1));
    Some(format!("{target} = {target}.remove({key})"))
}

/// The conversion in a `try`, with a default: `parse_int(x) ?? …` for `int(x)`.
fn converted(place: &Place<'_>, word: usize) -> Option<String> {
    let call =
        (word + 1..word + 40).find(|at| CONVERSIONS.iter().any(|(word, _)| *word == place.token(*at)) && place.token(at + 1) == "(")?;
    let close = place.closing(call + 1)?;
    let (_, parse) = CONVERSIONS.iter().find(|(word, _)| *word == place.token(call))?;
    Some(format!("{parse}({}) ?? …", place.source(call + 2..close)))
}

/// `let my-name = 3`, `task clean-rows()`
pub(super) fn kebab(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let first = index.checked_sub(1).filter(|first| place.is_name(*first) && place.current() == "-" && place.glued(index))?;
    let declares = first.checked_sub(1).map_or("", |before| place.token(before));
    let named =
        matches!(declares, "let" | "var" | "const" | "fn" | "task" | "workflow" | "struct" | "enum" | "type" | "launchplan" | "for");
    let parameter = place.in_params() && first == place.statement();
    if !named && !parameter {
        return None;
    }
    let mut end = index;
    while place.token(end) == "-" && place.glued(end) && place.glued(end + 1) && place.is_name(end + 1) {
        end += 2;
    }
    if end == index {
        return None;
    }
    let name = place.source(first..end);
    Some(report::kebab(name, &name.replace('-', "_"), place.span_over(first..end)))
}

/// `// text`, `/* text */`
pub(super) fn comment(place: &Place<'_>) -> Option<Diagnostic> {
    let mut index = place.index();
    loop {
        let slashes = place.token(index) == "//";
        let star = place.token(index) == "/" && place.token(index + 1).starts_with('*');
        let after_operand = index > 0 && place.ends_operand(index - 1);
        // After an operand on its own line it may be a division that goes wrong further on: only a row of words is text.
        let words = place.index() > index + 1 && (index + 1..=place.index()).all(|at| place.is_name(at));
        let is_text = star || place.first_on_line(index) || !after_operand || words;
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
