//! The programs that mutations begin with: every source file of the examples and tests, every program of the documentation, and
//! generated ones. Their words are the vocabulary of arbitrary text.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::mutate::tokens;
use super::repository;
use crate::generator;
use crate::generator::dice::Dice;

/// Where source files lie.
const FOLDERS: [&str; 4] = ["examples", "tests/corpus", "tests/ground-truth", "tests/flytekit"];

/// Where programs stand in fences.
const PAGES: [&str; 4] = ["README.md", "docs/language.md", "docs/commands.md", "docs/builtins.md"];

/// Values that no program of the repository has: characters and numbers at the edges.
const EDGES: [&str; 24] = [
    "\u{feff}",
    "\u{0}",
    "\u{7f}",
    "\u{200b}",
    "\u{202e}",
    "\u{1F600}",
    "e\u{301}",
    "\r",
    "\r\n",
    "\t",
    "\\",
    "$",
    "@",
    "`a b`",
    "`",
    "\"\"\"",
    "r#\"",
    "f\"{",
    "9223372036854775807",
    "9223372036854775808",
    "1e308",
    "1e-400",
    "3652500d",
    "0.000001s",
];

/// Programs larger than this are not a good start: most of their mutations are alike, and each costs much.
const LARGEST: usize = 16 * 1024;

/// Programs to begin with.
pub(crate) struct Corpus {
    /// Their strings.
    pub programs: Vec<String>,
    /// All their words and signs, and what they lack.
    pub words: Vec<String>,
    /// The generated programs used last, by seed.
    recent: Mutex<Vec<(u64, Arc<str>)>>,
}

impl Corpus {
    /// Reads the repository.
    ///
    /// # Errors
    /// If a file of it cannot be read.
    pub(crate) fn read() -> io::Result<Self> {
        let mut programs = Vec::new();
        for folder in FOLDERS {
            sources(&repository(folder), &mut programs)?;
        }
        for page in PAGES {
            programs.extend(fenced(&std::fs::read_to_string(repository(page))?));
        }
        programs.retain(|program| program.len() <= LARGEST);
        programs.sort();
        programs.dedup();
        let mut words: BTreeSet<&str> = programs.iter().flat_map(|program| tokens(program)).collect();
        words.extend(EDGES);
        let words = words.into_iter().map(str::to_owned).collect();
        Ok(Self { programs, words, recent: Mutex::new(Vec::new()) })
    }

    /// A generated program. They cost more than what is done with many of them, so a few are used again and again.
    pub(crate) fn generated(&self, dice: &mut Dice) -> Arc<str> {
        const KEPT: usize = 64;
        // A new seed comes up rarely, an old one often: the dice determine the program all the same.
        let seed = if dice.chance(10) { dice.below(100_000) as u64 } else { dice.below(KEPT) as u64 };
        let mut recent = self.recent.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((_, program)) = recent.iter().find(|(known, _)| *known == seed) {
            return program.clone();
        }
        let program: Arc<str> = generator::program(seed, (seed % 12) as u32).source.into();
        if recent.len() >= 2 * KEPT {
            recent.remove(0);
        }
        recent.push((seed, program.clone()));
        program
    }
}

/// The strings of all source files below a folder, in the order of their names.
fn sources(folder: &Path, found: &mut Vec<String>) -> io::Result<()> {
    let mut paths = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            sources(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "fpl") {
            // Some broken programs are not UTF-8, which other inputs are instead.
            found.extend(String::from_utf8(std::fs::read(&path)?).ok());
        }
    }
    Ok(())
}

/// The programs in the fences of a page. Statements that are checked there become a task.
fn fenced(page: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<String> = None;
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) if info.starts_with("fpl") => open = Some(format!("{info}\n")),
            (Some(_), Some("")) => blocks.extend(open.take()),
            (Some(block), _) => *block += &format!("{line}\n"),
            (None, _) => {}
        }
    }
    let module = |block: String| match block.split_once('\n') {
        Some(("fpl checks", statements)) => format!("task checked() -> int {{\n{statements}\n1\n}}\n"),
        Some((_, text)) => text.to_owned(),
        None => block,
    };
    blocks.into_iter().map(module).collect()
}
