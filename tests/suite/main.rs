//! Everything that is tested from outside of the crate, as one binary: linking is what costs.

#[cfg(test)]
mod artifacts;
#[cfg(test)]
mod bounds;
#[cfg(test)]
mod carried;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod compile;
#[cfg(test)]
mod corpus;
#[cfg(test)]
mod docs;
#[cfg(test)]
mod evaluator;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod execute;
#[cfg(test)]
mod flyteidl;
#[cfg(test)]
#[path = "../fuzz/mod.rs"]
mod fuzz;
#[cfg(test)]
mod fuzzing;
#[cfg(test)]
mod generated;
#[cfg(test)]
#[path = "../generator/mod.rs"]
mod generator;
#[cfg(test)]
mod ground_truth;
#[cfg(test)]
mod growth;
#[cfg(test)]
mod habits;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod index;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod payloads;
#[cfg(test)]
mod recovery;
#[cfg(test)]
#[path = "../reference/mod.rs"]
mod reference;
#[cfg(test)]
mod robustness;
#[cfg(test)]
mod run;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod sound;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tidy;
mod timeouts;
