//! Makes well-typed programs of the whole language from a seed: the same seed and size give the same text everywhere.
//!
//! A program has no errors, and a run of its workflow with the inputs that come with it succeeds and gives the same result
//! every time. Nothing here knows the compiler; what is made is text, so that it can test the compiler.

mod builtins;
mod code;
mod declarations;
pub(crate) mod dice;
mod expr;
#[allow(dead_code, reason = "only the fuzzer and the tests make mischief")]
pub(crate) mod mischief;
mod options;
mod program;
mod shape;
mod tasks;
mod template;
mod text;
mod types;
mod values;
mod workflow;

use program::Program;

/// A program and a run of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Generated {
    /// The text of the module.
    pub source: String,
    /// The name of the workflow to run.
    pub workflow: String,
    /// Its inputs, as a JSON file has them. Some are left to their defaults.
    pub inputs: serde_json::Map<String, serde_json::Value>,
}

/// The size of the largest programs that make sense: Flyte Admin accepts a hundred nodes in one workflow.
pub(crate) const LARGEST: u32 = 90;

/// A program of about `size` nodes, from tiny (0) to large ([`LARGEST`]).
pub(crate) fn program(seed: u64, size: u32) -> Generated {
    let mut program = Program::new(seed, size);
    for _ in 0..(size / 5).min(8) {
        tasks::function(&mut program);
    }
    workflow::parts(&mut program);
    let mut made = workflow::main(&mut program, 1 + size.min(LARGEST) as usize);
    let mut items = program.declarations.text(&mut program.dice);
    items.append(&mut program.items);
    // The order of items means nothing.
    program.dice.shuffle(&mut items);
    made.source = format!("##! A generated program: seed {seed}, size {size}.\n\n{}", items.join("\n"));
    made
}

/// The `n`th of `count` programs that begin with the seed, from the smallest to the largest, most of them small.
#[allow(dead_code, reason = "the fuzzer asks for programs by their seed")]
pub(crate) fn numbered(seed: u64, n: u32, count: u32) -> Generated {
    let last = u64::from(count.max(2) - 1);
    let place = u64::from(n);
    let size = u64::from(LARGEST) * place * place * place / (last * last * last);
    program(seed.wrapping_mul(1_000_003).wrapping_add(u64::from(n)), size as u32)
}
