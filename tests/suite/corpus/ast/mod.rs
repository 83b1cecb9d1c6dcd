//! The lane of the AST: what the parser understood, without places.

mod expr;
mod item;
mod stmt;

use std::fmt::Write as _;

use flightplan::project::{Linted, Session};

/// The modules, one after the other.
pub(super) fn dump(session: &Session<Linted>) -> String {
    let mut shown = String::new();
    for workspace in &session.workspaces {
        for module in workspace.loaded().modules() {
            let path = workspace.sources().file(module.file).path.display();
            let _infallible = writeln!(shown, "==> {path} <==\n{}\n", item::module(module));
        }
    }
    shown
}
