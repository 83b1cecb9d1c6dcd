//! The passes from syntax trees to a [`Program`]: names and imports, types, inference, constant folding, wiring.
//!
//! [`check`] runs them in the order in which they need each other: declarations, imports, aliases, fields and
//! interfaces, constants, options, bodies, wiring, and what only the whole program shows.

mod aliases;
mod assign;
mod bodies;
mod body;
mod checker;
mod collect;
mod constants;
mod context;
mod cycle;
mod dropped;
mod environment;
mod extent;
mod fold;
mod foreign;
mod index;
mod interfaces;
mod modules;
mod options;
mod packed;
mod recursion;
mod registered;
mod repeated;
mod report;
mod resolve;
#[cfg(test)]
mod tests;
mod ty;
mod volume;
mod wiring;

use std::borrow::Borrow;

use self::checker::Checker;
use self::index::{Found, Recorder};
use crate::config::Settings;
use crate::diagnostics::Outcome;
use crate::program::Program;
use crate::program::volume::Volume;
use crate::source::SourceMap;
use crate::syntax::ast;

/// Checks the modules of a program and returns it with its types.
///
/// `modules` are files of `sources`, in the order in which their items are numbered; an import names one of them by its module name. What has an error is missing from the program or
/// marked there: bodies are [invalid](crate::program::Body::invalid), types have [holes](crate::program::Type::Hole), workflows are broken.
pub fn check<M: Borrow<ast::Module>>(sources: &SourceMap, modules: &[M], settings: &Settings) -> Outcome<Program> {
    let modules: Vec<&ast::Module> = modules.iter().map(Borrow::borrow).collect();
    passes(sources, &modules, settings)
}

fn passes(sources: &SourceMap, modules: &[&ast::Module], settings: &Settings) -> Outcome<Program> {
    let mut diagnostics = Vec::new();
    let mut declared = collect::declare(sources, modules, &mut diagnostics);
    declared.program.volume = Volume::of_sources(sources.files().iter().map(|file| file.text.len()).sum());
    let index = Recorder::default();
    let links = modules::link(sources, modules, &mut declared.scopes, &index, &mut diagnostics);
    let mut checker = Checker { sources, settings, declared, links, index: Found::default(), diagnostics };
    checker.index.append(index.finish());

    aliases::resolve(&mut checker);
    interfaces::data(&mut checker);
    let extents = recursion::structs(&mut checker.declared.program, &mut checker.diagnostics);
    interfaces::callables(&mut checker);
    extent::interfaces(&mut checker.declared.program, &extents, &mut checker.diagnostics);
    constants::fold(&mut checker);
    constants::defaults(&mut checker);

    bodies::options(&mut checker);
    bodies::unstated(&mut checker);
    bodies::stated(&mut checker);
    bodies::workflows(&mut checker);

    registered::check(&mut checker);
    index::finish(&mut checker, modules);
    let Checker { declared, mut diagnostics, .. } = checker;
    let mut program = declared.program;
    diagnostics.extend(volume::check(&program, sources));
    let dropped = dropped::check(sources, &program, &diagnostics);
    diagnostics.extend(dropped);
    recursion::workflows(&mut program, &mut diagnostics);
    match repeated::check(&program) {
        Some(finding) => {
            program.repeats = true;
            diagnostics.push(finding);
        }
        None => environment::check(&program, &mut diagnostics),
    }
    Outcome { value: program, diagnostics }
}
