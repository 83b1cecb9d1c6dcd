//! The examples of the builtins.

use super::analyse;
use crate::program::builtins;
use crate::testing::check_marks;

#[test]
fn every_example_of_a_builtin_is_accepted() {
    for builtin in builtins::all() {
        for (code, _) in builtin.examples {
            check_marks(&format!("fn subject() {{\n{code}\n}}\n"), |text| analyse(text).1);
        }
    }
}
