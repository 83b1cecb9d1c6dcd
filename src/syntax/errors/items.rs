//! The top level: imports, and what is no declaration.

use super::habits;
use super::place::Place;
use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{Applicability, Diagnostic, Edit, codes::syntax as codes};
use crate::source::{FileId, Span};
use crate::syntax::scan::{ItemSlice, ItemWord};

/// Imports have one form.
pub(super) fn import_form(place: &Place<'_>) -> Option<Diagnostic> {
    if place.item != ItemWord::Import || super::place::RESERVED.contains(&place.current()) {
        return None;
    }
    let mut path = Vec::new();
    let mut index = 1;
    while place.is_name(index) {
        path.push(place.token(index));
        if place.token(index + 1) != "." {
            break;
        }
        index += 2;
    }
    let diagnostic = Diagnostic::new(&codes::IMPORT_FORM, "an import names what it takes: `import module.{name}`")
        .at(place.span(), format!("expected {}", expected(place)));
    let ends = place.kind().is_none() || place.current() == "as";
    Some(match path.as_slice() {
        [module @ .., name] if ends && !module.is_empty() => diagnostic.help(format!("write `import {}.{{{name}}}`", module.join("."))),
        [module] if ends => diagnostic.help(format!("write `import {module}.{{…}}` with the names that this module uses")),
        _ if place.current().starts_with('*') => diagnostic.help("every name that is used is written out"),
        _ => diagnostic.help("write `import shared.pricing.{MapInput, prepare as prep}`"),
    })
}

fn expected(place: &Place<'_>) -> &'static str {
    match place.bracket() {
        "{" => "a name, `,` or `}`",
        _ if place.index() == 1 => "the path of a module",
        _ => "`.{`",
    }
}

/// What stands around a slice that is no item.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::syntax) struct Neighbours {
    /// The item before it.
    pub(in crate::syntax) before: Option<ItemSlice>,
    /// The line before it was no item either, and was reported.
    pub(in crate::syntax) in_row: bool,
}

/// The words that begin an item.
const ITEMS: [&str; 10] = ["import", "const", "type", "struct", "enum", "fn", "task", "workflow", "launchplan", "test"];

/// The finding about text at the top level that is no item. `None` if it goes on what was reported already.
pub(in crate::syntax) fn unknown_item(file: FileId, text: &str, slice: &ItemSlice, neighbours: Neighbours) -> Option<Diagnostic> {
    if neighbours.in_row {
        return None;
    }
    let written = text.get(slice.start as usize..slice.end as usize)?;
    let length = written.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(written.len());
    let word = &written[..length];
    // A sign, whatever its length, where there is no word.
    let shown = if length == 0 { written.chars().next().map_or(0, char::len_utf8) } else { length };
    let span = Span::new(file, slice.start, slice.start + shown as u32);
    if written.starts_with("//") || written.starts_with("/*") {
        let slashes = Span::new(file, slice.start, slice.start + 2);
        return Some(
            Diagnostic::new(&codes::FOREIGN_COMMENT, "comments begin with `#`")
                .at(slashes, "there are no comments of this form")
                .help("write `# …`; `##` documents what follows"),
        );
    }
    if let Some(help) = habits::foreign(word) {
        return Some(
            Diagnostic::new(&codes::FOREIGN_KEYWORD, format!("there is no `{word}`")).at(span, "from another language").help(help),
        );
    }
    let named = written[length..].trim_start().starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '`' || c == '"');
    let near = nearest(word, ITEMS).filter(|_| named && word.len() > 1 && !is_statement(word));
    let diagnostic = Diagnostic::new(
        &codes::UNKNOWN_ITEM,
        if named && !is_statement(word) {
            format!("`{word}` declares nothing")
        } else {
            "only declarations stand at the top level of a module".to_owned()
        },
    );
    let diagnostic = diagnostic.at(span, "outside of any declaration");
    Some(match near {
        Some(item) => diagnostic.help(format!("did you mean `{item}`?")).fix(
            format!("write `{item}`"),
            Applicability::Unsafe,
            vec![Edit { span, text: item.into() }],
        ),
        None if matches!(word, "let" | "var") => diagnostic.help("a fixed value of the module is declared with `const NAME = …`"),
        None => with_end(file, text, diagnostic, neighbours).help("statements stand in the body of a `task`, `workflow` or `fn`"),
    })
}

fn is_statement(word: &str) -> bool {
    matches!(
        word,
        "let" | "var" | "return" | "if" | "for" | "while" | "match" | "assert" | "break" | "continue" | "map" | "launch" | "else" | "not"
    )
}

/// Where the body ended that the text may have been meant to stand in.
fn with_end(file: FileId, text: &str, diagnostic: Diagnostic, neighbours: Neighbours) -> Diagnostic {
    match neighbours.before {
        Some(item) if matches!(item.word, ItemWord::Fn | ItemWord::Task | ItemWord::Workflow | ItemWord::Test) && item.end > item.start => {
            // Behind a string that is not closed any character may be the last.
            let last = text.get(item.start as usize..item.end as usize).and_then(|item| item.chars().next_back());
            let length = last.map_or(0, char::len_utf8) as u32;
            diagnostic.at(Span::new(file, item.end - length, item.end), "the declaration above ends here")
        }
        _ => diagnostic,
    }
}
