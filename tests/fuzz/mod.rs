//! Fuzzing: inputs from a seed, and what must hold whatever they are. The command (`fuzz.rs`) makes millions of them; the regular tests
//! make a few, and replay every input that once broke something (`findings/`).
//!
//! | part | owns |
//! |---|---|
//! | [`targets`] | what is fuzzed: for each target how its inputs are made, and what must hold |
//! | [`corpus`] | the programs that mutations begin with |
//! | [`mutate`] | mutations of text and of bytes |
//! | [`sequential`] | a plain evaluator of workflows, which the engine is compared with |
//!
//! An input is bytes and nothing else, so that it can be kept in a file and replayed; and it follows from a seed, the name of its target and a
//! number, so that a run can be repeated, and a process that died leaves enough after to find what it died of.

pub(crate) mod corpus;
mod mutate;
mod sequential;
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::generator::dice::Dice;
use corpus::Corpus;
pub(crate) use targets::TARGETS;

/// What is fuzzed.
pub(crate) struct Target {
    /// Its name on the command line, and that of its folder of findings.
    pub name: &'static str,
    /// What it does, in a few words.
    pub about: &'static str,
    /// Makes an input.
    pub input: fn(&Corpus, &mut Dice) -> Vec<u8>,
    /// Whether the input was accepted where that means something; or what is wrong.
    pub holds: fn(&[u8]) -> Result<bool, String>,
}

impl Target {
    /// The input of that number.
    pub(crate) fn numbered(&self, corpus: &Corpus, seed: u64, number: u64) -> Vec<u8> {
        // FNV-1a: another target has other inputs for the same seed.
        let name = self.name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let mut dice = Dice::new(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(number) ^ name);
        (self.input)(corpus, &mut dice)
    }

    /// Whether the input was accepted.
    ///
    /// # Errors
    /// The violated property; a panic counts as one.
    pub(crate) fn examine(&self, input: &[u8]) -> Result<bool, String> {
        match catch_unwind(AssertUnwindSafe(|| (self.holds)(input))) {
            Ok(held) => held,
            Err(panic) => Err(format!("panic: {}", message(&*panic))),
        }
    }
}

/// What a panic said.
fn message(panic: &(dyn std::any::Any + Send)) -> &str {
    panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without a message")
}

/// The target of that name.
pub(crate) fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// A file of this repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
