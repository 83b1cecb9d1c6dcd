//! `flightplan.toml`.

use flightplan::findings::concise;
use flightplan::internals::config;
use flightplan::project::SourceMap;

use crate::fuzz::corpus::Corpus;
use crate::fuzz::mutate;
use crate::fuzz::targets::programs::are_inside;
use crate::generator::dice::Dice;

/// Files to begin with: what the page on the configuration shows.
const PAGE: &str = include_str!("../../../docs/configuration.md");

/// A mutated file, or bytes.
pub(super) fn text(corpus: &Corpus, dice: &mut Dice) -> Vec<u8> {
    let shown: Vec<&str> = PAGE.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    match dice.below(10) {
        0 => mutate::any_bytes(dice, 120),
        1 => mutate::words(corpus, dice).into_bytes(),
        _ => {
            let start = *dice.pick(&shown);
            mutate::text(corpus, dice, start).into_bytes()
        }
    }
}

/// Reading a file never ends in anything but settings and findings.
///
/// # Errors
/// A span that is outside of the file.
pub(super) fn is_read(input: &[u8]) -> Result<bool, String> {
    let mut sources = SourceMap::new();
    let id = sources.add("flightplan.toml", "", String::from_utf8_lossy(input).into_owned());
    let outcome = config::read(sources.file(id));
    are_inside(&sources, &outcome.diagnostics)?;
    outcome.diagnostics.iter().for_each(|finding| drop(concise(&sources, finding)));
    Ok(outcome.diagnostics.is_empty())
}
