//! The examples of the builtins.

use super::{analyse, short};
use crate::program::builtins;

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
