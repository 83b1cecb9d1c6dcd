//! A small slice of the fuzzer, the same inputs in every run, and every input that once broke something.

use std::collections::BTreeSet;
use std::path::PathBuf;

use flightplan::internals::parallel::STACK_BYTES;
use rayon::prelude::*;

use crate::fuzz::corpus::Corpus;
use crate::fuzz::{TARGETS, repository, target};

/// How many inputs each target gets here; the command makes millions.
const INPUTS: u64 = 25;

/// The seed of them all.
const SEED: u64 = 5;

/// Does something on stacks as large as those of the commands.
fn on_large_stacks<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().stack_size(STACK_BYTES).build().expect("threads").install(work)
}

#[test]
fn a_slice_of_every_target_holds() {
    let corpus = Corpus::read().expect("the corpus");
    let inputs: Vec<_> = TARGETS.iter().flat_map(|target| (0..INPUTS).map(move |number| (target, number))).collect();
    let broken: Vec<String> = on_large_stacks(|| {
        let examine = |(target, number): &(&crate::fuzz::Target, u64)| {
            let input = target.numbered(&corpus, SEED, *number);
            let reason = target.examine(&input).err()?;
            Some(format!("{} {number}: {reason}\n{}", target.name, String::from_utf8_lossy(&input)))
        };
        inputs.par_iter().filter_map(examine).collect()
    });
    assert!(broken.is_empty(), "{}", broken.join("\n\n"));
}

#[test]
fn targets_are_told_apart() {
    let names: BTreeSet<_> = TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(names.len(), TARGETS.len());
    assert!(TARGETS.iter().all(|target| !target.about.is_empty()));
}

#[test]
fn inputs_follow_from_their_seed() {
    let corpus = Corpus::read().expect("the corpus");
    let again = Corpus::read().expect("the corpus");
    for target in TARGETS {
        // In another order, because programs are kept between inputs.
        let forth: Vec<_> = (0..8).map(|number| target.numbered(&corpus, 1, number)).collect();
        let mut back: Vec<_> = (0..8).rev().map(|number| target.numbered(&again, 1, number)).collect();
        back.reverse();
        assert_eq!(forth, back, "{}", target.name);
        assert_ne!(forth[0], target.numbered(&corpus, 2, 0), "{}", target.name);
    }
}

#[test]
fn what_was_found_stays_mended() {
    let folders = std::fs::read_dir(repository("tests/fuzz/findings")).expect("the findings");
    let folders = folders.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
    let files: Vec<PathBuf> =
        folders.flat_map(|folder| std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path())).collect();
    let examine = |file: &PathBuf| {
        let folder = file.parent().and_then(|folder| folder.file_name()).and_then(|name| name.to_str()).unwrap_or_default();
        let target = target(folder).unwrap_or_else(|| panic!("no target is called `{folder}`"));
        let reason = target.examine(&std::fs::read(file).expect("a finding")).err()?;
        Some(format!("{}: {reason}", file.display()))
    };
    let broken: Vec<String> = on_large_stacks(|| files.par_iter().filter_map(examine).collect());
    assert!(broken.is_empty(), "{}", broken.join("\n\n"));
}
