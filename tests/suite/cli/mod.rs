//! The command line from outside.
//!
//! A case is a folder of `tests/cli/`:
//!
//! | file | |
//! |---|---|
//! | `args` | the arguments of a call, on a line each; quotes as in a shell |
//! | `files/` | what is in the folder where the binary is called |
//! | `stdin`, `env` | what the calls read, and `NAME=value` lines of their environment |
//! | `status` | the status of each call, on a line each; absent if all are 0 |
//! | `stdout`, `stderr` | what they write, after the arguments if there are several calls; absent if they write nothing |
//! | `written` | the files that are new, changed or removed afterwards, each with the digest of what is in it; absent if there are none |
//!
//! Cases that cannot be written so, such as pipes, links and messages in binary form, are tests in Rust.

mod case;
mod streams;

use std::path::Path;

use rayon::prelude::*;

use case::Case;

#[test]
fn every_case_ends_as_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let cases: Vec<Case> = crate::support::names(&root).iter().map(|name| Case::read(&root.join(name))).collect();
    assert!(cases.len() >= 40, "only {} cases", cases.len());
    let bless = std::env::var_os("FLIGHTPLAN_BLESS").is_some();
    let wrong: Vec<String> = cases.par_iter().flat_map_iter(|case| if bless { case.bless() } else { case.differences() }).collect();
    assert!(wrong.is_empty(), "{}\nFLIGHTPLAN_BLESS=1 cargo test --test suite cli writes them", wrong.join("\n"));
}
