//! The examples of the codes' pages and of the builtins.

use super::{analyse, short};
use crate::diagnostics::codes::types;
use crate::program::builtins;

#[test]
fn every_page_shows_its_finding_and_the_repair() {
    let mut wrong = Vec::new();
    for code in types::ALL {
        let (_, found, sources) = analyse(code.bad);
        if found.iter().map(|found| found.code.id).collect::<Vec<_>>() != [code.id] {
            wrong.push(format!("{} bad: {:?}", code.id, short(&found, &sources)));
        }
        let (_, found, sources) = analyse(code.good);
        if !found.is_empty() {
            wrong.push(format!("{} good: {:?}", code.id, short(&found, &sources)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_example_of_a_builtin_is_accepted() {
    let mut wrong = Vec::new();
    for builtin in builtins::all() {
        for (code, _) in builtin.examples {
            let (_, found, sources) = analyse(&format!("fn subject() {{\n{code}\n}}\n"));
            if !found.is_empty() {
                wrong.push(format!("{code}\n  {:?}", short(&found, &sources)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
