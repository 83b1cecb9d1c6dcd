//! What is missing or stands in the wrong place.

use super::place::{Place, RESERVED};
use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{Applicability, Diagnostic, Edit, codes::syntax as codes};
use crate::syntax::scan::{ItemWord, TokenKind};

/// `let type = 3`
pub(super) fn reserved_word(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let at = [Some(index), index.checked_sub(1)].into_iter().flatten().find(|at| names_something(place, *at))?;
    let word = place.token(at);
    let span = place.span_of(at);
    Some(
        Diagnostic::new(&codes::RESERVED_WORD, format!("`{word}` is a reserved word"))
            .at(span, "a name goes here")
            .help(format!("write it in backticks, `` `{word}` ``, or choose another name"))
            .fix("put it in backticks", Applicability::Safe, vec![Edit { span, text: format!("`{word}`") }]),
    )
}

/// Whether the token is a reserved word where only a name can stand.
fn names_something(place: &Place<'_>, index: usize) -> bool {
    if !RESERVED.contains(&place.token(index)) || place.kind_of(index) != Some(TokenKind::Word) {
        return false;
    }
    let before = index.checked_sub(1).map_or("", |before| place.token(before));
    let follows = place.token(index + 1);
    let declared = matches!(
        before,
        "let" | "var" | "const" | "type" | "struct" | "enum" | "fn" | "task" | "workflow" | "as" | "." | "launchplan" | "after" | "import"
    );
    let keyed = matches!(before, "(" | "," | "{" | "\n") && (follows == ":" || follows == "=");
    let listed = matches!(before, "," | "{" | "\n" | ".")
        && matches!(follows, "," | "}" | "\n" | ".")
        && (place.item == ItemWord::Import || place.in_declaration());
    let looped = before == "for" && matches!(follows, "in" | ",");
    declared || keyed || listed || looped
}

/// `else`, `with`, `after`, `each` where they belong to nothing.
pub(super) fn misplaced_clause(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if place.current() == "else" {
        let before = place.before(1);
        let help = if before == ";" || before == "\n" {
            "it stands directly behind the `}` of its `if`"
        } else {
            "write `if c { … } else { … }`"
        };
        return Some(
            Diagnostic::new(&codes::MISPLACED_CLAUSE, "this `else` belongs to no `if`")
                .at(place.span(), "no `if` ends before it")
                .help(help),
        );
    }
    let after_operand = index > 0 && place.ends_operand(index - 1);
    if after_operand
        && matches!(place.current(), "with" | "after")
        && place.after(1) != ","
        && !place.in_block()
        && place.opener().is_some()
    {
        return Some(
            Diagnostic::new(&codes::MISPLACED_CLAUSE, format!("`{}` stands only behind the node of a statement", place.current()))
                .at(place.span(), "inside brackets")
                .help("give this node a name of its own: `let x = node with { … }`"),
        );
    }
    let each =
        [Some(index), index.checked_sub(1)].into_iter().flatten().find(|at| place.token(*at) == "each" && place.begins_operand(at + 1))?;
    Some(
        Diagnostic::new(&codes::MISPLACED_CLAUSE, "`each` stands only before an argument of `map`")
            .at(place.span_of(each), "no argument of a call")
            .help("write `map f(a: each xs)`"),
    )
}

/// `if x == Point { a: 1 } { … }`
pub(super) fn head_struct(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener()?;
    let name = open.checked_sub(1)?;
    let capital = place.token(name).starts_with(|c: char| c.is_ascii_uppercase());
    let value = place.current() == ":" && place.index() == open + 2 && place.in_block();
    if !capital || !value || !place.is_name(name) || matches!(place.item, ItemWord::Struct | ItemWord::Enum) && open == 2 {
        return None;
    }
    let text = place.token(name);
    Some(
        Diagnostic::new(&codes::BLOCK_OR_VALUE, "a struct value in the head of `if`, `while`, `for` or `match` stands in parentheses")
            .at(place.span_of(name).to(place.span_of(open)), "this `{` begins the block")
            .help(format!("write `({text} {{ … }})`")),
    )
}

/// `=> {"a": 1}`, `|x| {"a": x}`
pub(super) fn map_in_block(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener()?;
    let closure = matches!(place.before_bracket(1), "=>" | "|" | "else") || place.in_block() && place.before_bracket(1) == ")";
    let entry = place.current() == ":" && place.index() == open + 2 && place.in_block();
    if !closure || !entry {
        return None;
    }
    Some(
        Diagnostic::new(&codes::BLOCK_OR_VALUE, format!("behind `{}` a `{{` begins a block", place.before_bracket(1)))
            .at(place.span_of(open), "no map")
            .at(place.span(), "not a statement")
            .help("a map there stands in parentheses: `({\"key\": value})`"),
    )
}

/// `f(a=1)`, `Point { x = 1 }`, `if a = b`
pub(super) fn equals(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if place.current() != "=" || index == 0 {
        return None;
    }
    let span = place.span();
    let keyed = place.is_name(index - 1) && place.statement() == index - 1
        || place.kind_before(1) == Some(TokenKind::Text) && place.statement() == index - 1;
    let head = matches!(place.statement_word(), "if" | "while" | "assert" | "match" | "else") || place.before(2) == "if";
    let valued = place.kind_of(place.opener().unwrap_or(usize::MAX)) == Some(TokenKind::Open) && !place.in_params();
    let call = place.bracket() != "(" || place.opener().is_some_and(|open| open > 0 && place.glued(open) && place.ends_operand(open - 1));
    let record = place.in_block() && matches!(place.before_bracket(1), "with" | "container" | ":");
    if keyed && call && (valued || record) && place.bracket() != "[" {
        let what = if place.bracket() == "(" {
            "a named argument"
        } else if record {
            "an option"
        } else {
            "a field"
        };
        let name = place.before(1);
        let blank = place.written(place.end_of(index - 1).to(span.head()));
        let edit = Edit {
            span: place.end_of(index - 1).to(span),
            text: if blank.is_empty() && place.glued(index + 1) { ": ".into() } else { ":".into() },
        };
        return Some(
            Diagnostic::new(&codes::EQUALS_FOR_COLON, format!("{what} is written with `:`")).at(span, format!("write `{name}: …`")).fix(
                "write `:`",
                Applicability::Safe,
                vec![edit],
            ),
        );
    }
    if head || place.bracket() == "(" || place.bracket() == "[" {
        return Some(
            Diagnostic::new(&codes::ASSIGNMENT_IN_EXPRESSION, "`=` gives a variable a value and cannot stand in an expression")
                .at(span, "to compare, write `==`")
                .fix("write `==`", Applicability::Unsafe, vec![Edit { span, text: "==".into() }]),
        );
    }
    None
}

/// `x: int = 3` as a statement.
pub(super) fn missing_let(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let first = place.statement();
    if place.current() != ":" || index != first + 1 || !place.is_name(first) || !place.in_block() || place.in_declaration() {
        return None;
    }
    let span = place.span_of(first);
    let name = place.token(first);
    Some(
        Diagnostic::new(&codes::MISSING_LET, format!("`let` is missing before `{name}`"))
            .at(span, "a value with a type is declared here")
            .help("`let` declares a fixed value, `var` one that changes")
            .fix("add `let`", Applicability::Unsafe, vec![Edit { span: span.head(), text: "let ".into() }]),
    )
}

/// `fn f(a: int) int {`, `fn f(a: int): int {`, `fn f() => int {`, and `->` in a `match`.
pub(super) fn arrow(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if place.opener().is_some() {
        if place.current() != "->" || !place.in_block() {
            return None;
        }
        let span = place.span();
        return Some(Diagnostic::new(&codes::MISSING_ARROW, "an arm of `match` is written with `=>`").at(span, "write `=>`").fix(
            "write `=>`",
            Applicability::Safe,
            vec![Edit { span, text: "=>".into() }],
        ));
    }
    let header = matches!(place.item, ItemWord::Fn | ItemWord::Task | ItemWord::Workflow | ItemWord::Launchplan);
    let word = matches!(place.kind(), Some(TokenKind::Word | TokenKind::Open))
        && !matches!(place.current(), "with" | "container" | "python" | "plugin" | "extern");
    if !header || place.before(1) != ")" || !(word || matches!(place.current(), ":" | "=>")) {
        return None;
    }
    let sign = matches!(place.current(), ":" | "=>");
    let at = if sign { place.span() } else { place.end_of(index - 1) };
    let text = if place.current() == "=>" { "->" } else { " ->" };
    let edit = Edit { span: at, text: text.into() };
    Some(
        Diagnostic::new(&codes::MISSING_ARROW, "`->` stands between the parameters and the output")
            .at(at, if sign { "write `->`" } else { "`->` is missing here" })
            .fix("write `->`", Applicability::Safe, vec![edit]),
    )
}

/// A head without its block.
pub(super) fn body(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if place.kind().is_none()
        && place.opener().is_none()
        && matches!(place.item, ItemWord::Fn | ItemWord::Task | ItemWord::Workflow | ItemWord::Struct | ItemWord::Enum | ItemWord::Test)
        && index > 1
    {
        let what = match place.item {
            ItemWord::Struct => "the fields of this struct are missing",
            ItemWord::Enum => "the variants of this enum are missing",
            _ => "the body of this declaration is missing",
        };
        return Some(
            Diagnostic::new(&codes::MISSING_BODY, what)
                .at(place.end_of(index - 1), "`{` goes here, on the same line")
                .help("write `{ … }`; the `{` stands on the line of what it belongs to"),
        );
    }
    let head = matches!(place.statement_word(), "if" | "while" | "for" | "match" | "else") || matches!(place.before(1), "else" | "=>");
    let ends = matches!(place.current(), "\n" | ":" | ")" | "}" | "," | "=>" | "then" | "") || place.kind().is_none();
    let colon = place.current() == ":";
    if !head || !ends || index == place.statement() {
        return None;
    }
    let diagnostic =
        Diagnostic::new(&codes::MISSING_BODY, if colon { "a block stands in braces" } else { "the block of this line is missing" })
            .at(place.span(), if colon { "write `{` instead, and `}` behind the block" } else { "`{` goes here, on the same line" });
    Some(diagnostic.help("write `{ … }`; the `{` stands on the line of what it belongs to"))
}

/// `f"{}"`, `f"{x!r}"`, `f"{x=}"`
pub(super) fn interpolation(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener()?;
    let inside = place.bracket() == "{"
        && open.checked_sub(1).is_some_and(|before| place.kind_of(before) == Some(TokenKind::Text) && place.glued(open));
    if !inside {
        return None;
    }
    let (message, help) = match place.current() {
        "}" if place.index() == open + 1 => {
            ("there is nothing between these braces", "a value goes here; a brace that is text is written `{{` or `}}`")
        }
        "=" => ("`{x=}` is Python", "write `x = {x}`"),
        "," => ("an interpolation holds one value", "a brace that is text is written `{{` or `}}`; two values are `{a}, {b}`"),
        _ => return None,
    };
    Some(Diagnostic::new(&codes::INTERPOLATION, message).at(place.span_of(open).to(place.span()), "in this interpolation").help(help))
}

/// `xs[::2]`
pub(super) fn slice_step(place: &Place<'_>) -> Option<Diagnostic> {
    if place.current() != ":" || place.bracket() != "[" {
        return None;
    }
    Some(
        Diagnostic::new(&codes::SLICE_STEP, "a slice has no step")
            .at(place.span(), "a slice is `xs[from:to]`")
            .help("backwards is `xs.reverse()`; every second element is `[xs[i] for i in range(0, xs.len(), 2)]`"),
    )
}

/// `f (x)`, `xs [0]`
pub(super) fn detached_bracket(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if !matches!(place.current(), "(" | "[")
        || index == 0
        || !place.ends_operand(index - 1)
        || place.glued(index)
        || place.first_on_line(index)
    {
        return None;
    }
    let what = if place.current() == "(" { "a call" } else { "an index" };
    let gap = place.end_of(index - 1).to(place.span().head());
    Some(
        Diagnostic::new(&codes::DETACHED_BRACKET, format!("the `{}` of {what} stands directly behind what it applies to", place.current()))
            .at(place.span(), "a blank stands before it")
            .fix("remove the blank", Applicability::Safe, vec![Edit { span: gap, text: String::new() }]),
    )
}

/// `let x`, `const A`, `x = `
pub(super) fn missing_value(place: &Place<'_>) -> Option<Diagnostic> {
    if !place.is_end() {
        return None;
    }
    let word = place.statement_word();
    let last = place.before(1);
    if last == "=" || last.len() > 1 && last.ends_with('=') && !matches!(last, "==" | "!=" | "<=" | ">=") {
        return Some(
            Diagnostic::new(&codes::MISSING_VALUE, format!("a value is missing behind `{last}`"))
                .at(place.end_of(place.index() - 1), "a value goes here"),
        );
    }
    if !matches!(word, "let" | "var" | "const" | "type") || place.index() < place.statement() + 2 || !place.ends_operand(place.index() - 1)
    {
        return None;
    }
    let help = match word {
        "type" => "write `type Name = int`",
        "const" => "write `const NAME = 1`",
        _ => "there is no declaration without a value: write `let x = …`, or `var x: int? = none` for one that comes later",
    };
    Some(
        Diagnostic::new(&codes::MISSING_VALUE, "a declaration needs its value")
            .at(place.end_of(place.index() - 1), "`=` and a value are missing")
            .help(help),
    )
}

/// `a +`, `* b`, `f(,)`
pub(super) fn missing_operand(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let sign = |index: usize| {
        place.kind_of(index) == Some(TokenKind::Punct) && !matches!(place.token(index), "," | ";" | "." | "?")
            || matches!(place.token(index), "and" | "or" | "in" | "not")
    };
    let before = index.checked_sub(1);
    if let Some(before) = before.filter(|before| sign(*before)) {
        if place.is_end() || place.is_reserved() && place.first_on_line(index) {
            let operator = place.token(before);
            return Some(
                Diagnostic::new(&codes::MISSING_OPERAND, format!("nothing follows `{operator}`"))
                    .at(place.span_of(before), "a value belongs behind it"),
            );
        }
        if sign(index) {
            let (first, second) = (place.token(before), place.current());
            let joined = format!("{first}{second}");
            let help = match joined.as_str() {
                "===" | "!==" => "equality is `==`, inequality `!=`",
                "<>" => "inequality is `!=`",
                "<<" | ">>" => "there are no operators on bits",
                "|>" => "call in a row with `.`: `x.f().g()`",
                _ => "a value belongs between them",
            };
            return Some(
                Diagnostic::new(&codes::MISSING_OPERAND, format!("`{second}` cannot stand behind `{first}`"))
                    .at(place.span(), "a value belongs before it")
                    .help(help),
            );
        }
    }
    let begins =
        place.at_statement() || before.is_some_and(|before| matches!(place.kind_of(before), Some(TokenKind::Open | TokenKind::OpenBlock)));
    if begins && sign(index) && !matches!(place.current(), ":" | "->" | "=>" | "=" | "|") {
        return Some(
            Diagnostic::new(&codes::MISSING_OPERAND, format!("nothing stands before `{}`", place.current()))
                .at(place.span(), "a value belongs before it"),
        );
    }
    None
}

/// `lte x = 3`, `retrun x`: a word before a word.
pub(super) fn misspelt(place: &Place<'_>) -> Option<Diagnostic> {
    const STATEMENTS: [&str; 12] = ["let", "var", "return", "while", "for", "if", "else", "match", "break", "continue", "assert", "map"];
    let first = place.statement();
    let follows = place.kind_of(first + 1);
    if !place.in_block()
        || place.in_declaration()
        || !place.is_name(first)
        || place.index() != first + 1
        || !matches!(follows, Some(TokenKind::Word | TokenKind::Number | TokenKind::Text))
    {
        return None;
    }
    let word = place.token(first);
    let near = nearest(word, STATEMENTS).filter(|_| word.len() > 2)?;
    let span = place.span_of(first);
    Some(Diagnostic::new(&codes::UNEXPECTED, format!("`{word}` begins no statement")).at(span, format!("did you mean `{near}`?")).fix(
        format!("write `{near}`"),
        Applicability::Unsafe,
        vec![Edit { span, text: near.into() }],
    ))
}

/// Two values side by side, a declaration in a body, `;` between brackets.
pub(super) fn separator(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let word = place.current();
    let declares = matches!(word, "fn" | "task" | "workflow" | "struct" | "enum" | "const" | "type" | "import");
    if declares && place.opener().is_some() && place.at_statement() {
        return Some(
            Diagnostic::new(&codes::NESTED_DECLARATION, format!("`{word}` declares something of the module and cannot stand in a body"))
                .at(place.span(), "inside a body")
                .help("move it to the top level; for a value here use `let`"),
        );
    }
    if index == 0 || !place.ends_operand(index - 1) || !(place.begins_operand(index) || place.current() == ";" && !place.in_block()) {
        return None;
    }
    let at = place.end_of(index - 1);
    let open = place.opener();
    let statements = place.in_block() && !place.in_declaration();
    let diagnostic = match (open, place.bracket()) {
        (None, _) => return None,
        _ if statements => Diagnostic::new(
            &codes::MISSING_SEPARATOR,
            format!("`{}` cannot follow `{}` on the same line", shorten(place.current()), shorten(place.before(1))),
        )
        .at(at, "an operator, a new line or `;` is missing here"),
        (Some(open), bracket) => {
            let diagnostic =
                Diagnostic::new(&codes::MISSING_SEPARATOR, format!("a comma is missing before `{}`", shorten(place.current())))
                    .at(at, "`,` goes here");
            let edit =
                if place.current() == ";" { Edit { span: place.span(), text: ",".into() } } else { Edit { span: at, text: ",".into() } };
            let diagnostic = if bracket == "{" || place.first_on_line(index) {
                diagnostic.at(place.span_of(open), "in these brackets")
            } else {
                diagnostic
            };
            diagnostic.fix("add the comma", Applicability::Unsafe, vec![edit])
        }
    };
    Some(diagnostic)
}

fn shorten(text: &str) -> &str {
    let line = text.split('\n').next().unwrap_or("");
    match line.char_indices().nth(30) {
        Some((end, _)) => &line[..end],
        None => line,
    }
}
