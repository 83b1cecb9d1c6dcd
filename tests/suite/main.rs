//! Everything that is tested from outside of the crate, as one binary: linking is what costs.

#[cfg(test)]
mod cli;
#[cfg(test)]
mod docs;
#[cfg(test)]
mod compile;
#[cfg(test)]
mod flyteidl;
#[cfg(test)]
mod robustness;
#[cfg(test)]
mod tidy;
