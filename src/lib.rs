//! Flightplan: a static workflow compiler for Flyte.
//!
//! Source text flows in one direction through named stages; each stage is a module, owns its data types,
//! and knows only the stages before it.
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`syntax`] | text | AST |
//! | [`check`] | AST | [`program`] |
//! | [`graph`] | program | workflow graphs |
//! | [`lint`] | AST, program, graphs | findings |
//! | [`emit`] | graphs | [`flyteidl`] messages, packages |
//! | [`engine`] | graphs | outputs, with [`eval`] for task code and [`literal`] for values |
//!
//! [`payload`] is what [`emit`] puts into a container's arguments, and what [`runtime`] runs there. [`source`], [`diagnostics`], [`config`] and [`parallel`] serve all of them; [`workspace`] holds the open projects
//! and what each stage made of them; [`cli`] is the edge that prints and exits.

#![forbid(unsafe_code)]
#![cfg_attr(not(test), deny(clippy::disallowed_methods))]

// The parser that pest derives speaks of `alloc` by its own name.
extern crate alloc;

pub mod source;

pub mod parallel;

pub mod diagnostics;

pub mod config;

pub mod syntax;

pub mod program;

pub mod check;

pub mod graph;

pub mod lint;

pub mod flyteidl;

pub mod payload;

pub mod emit;

pub mod eval;

pub mod literal;

pub mod engine;

pub mod runtime;

pub mod workspace;

pub mod cli;

#[cfg(test)]
mod testing;
