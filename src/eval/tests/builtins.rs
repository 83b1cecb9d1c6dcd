//! Every example of the table of builtins.

use super::value;
use crate::analysis::builtins;

#[test]
fn every_example_of_the_docs_gives_what_it_says() {
    let wrong: Vec<String> = builtins::all()
        .flat_map(|builtin| builtin.examples)
        .filter_map(|(code, expected)| {
            let found = std::panic::catch_unwind(|| value(code));
            match found {
                Ok(found) if found == *expected => None,
                Ok(found) => Some(format!("{code}\n    gives {found}, not {expected}")),
                Err(panic) => Some(format!("{code}\n    {:?}", panic.downcast_ref::<String>())),
            }
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
