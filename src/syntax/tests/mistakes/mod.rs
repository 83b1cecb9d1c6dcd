//! Messages about common mistakes.

mod declarations;
mod foreign;
mod habits;
mod kept;
mod records;
mod repairs;
mod statements;
mod text;

use super::read;
use crate::diagnostics::{Edit, codes, page::BAD};
use crate::testing::check_each_marked;

/// Checks the findings that strings are marked with; each text ends at an empty line.
#[track_caller]
fn marked(texts: &str) {
    check_each_marked(texts, str::to_owned, |text| read(text).diagnostics);
}

/// The same for statements in the body of a `fn`.
#[track_caller]
fn marked_in_body(texts: &str) {
    let around = |text: &str| format!("fn f(a: int, xs: [int]) -> int {{\n{text}\n}}");
    check_each_marked(texts, around, |text| read(text).diagnostics);
}

/// The text after the first fix.
fn fixed(text: &str) -> String {
    let fix = read(text).diagnostics.into_iter().find_map(|diagnostic| diagnostic.fix).expect("a fix");
    let mut edits: Vec<Edit> = fix.edits;
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    text
}

#[test]
fn a_mistake_of_a_page_is_reported_alone() {
    for code in codes::syntax::ALL {
        for example in code.page.examples(BAD) {
            let found: Vec<_> = example.iter().flat_map(|file| read(&file.text).diagnostics).collect();
            assert_eq!(found.len(), 1, "{code:?}: {found:?}");
        }
    }
}
