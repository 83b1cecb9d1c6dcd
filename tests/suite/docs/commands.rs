//! `docs/commands.md` names exactly the commands, flags and values that the binary has.

use std::collections::BTreeSet;

use super::text;
use crate::support::Scratch;

/// The flags (`--name`) in a string.
fn flags(text: &str) -> BTreeSet<String> {
    let is_name = |c: char| c.is_ascii_lowercase() || c == '-';
    text.match_indices("--")
        .filter(|(at, _)| !text[..*at].ends_with(|c: char| c == '-' || c == '|' || c.is_alphanumeric()))
        .map(|(at, _)| &text[at + 2..])
        .map(|rest| &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())])
        .filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
        .map(str::to_owned)
        .collect()
}

/// The sections of a page after `## `, by their titles.
fn sections(page: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            sections.push((title.to_owned(), String::new()));
        } else if let Some((_, body)) = sections.last_mut() {
            *body += &format!("{line}\n");
        }
    }
    sections
}

/// The first words of the lines below `Commands:` of the help.
fn commands(help: &str) -> BTreeSet<String> {
    let below = help.split("Commands:").nth(1).unwrap_or("").lines().skip(1);
    let listed = below.take_while(|line| line.starts_with("  "));
    listed.filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next()).map(str::to_owned).filter(|name| name != "help").collect()
}

#[test]
fn every_command_and_flag_is_documented_and_exists() {
    let scratch = Scratch::new();
    let page = text("docs/commands.md");
    let documented: Vec<(String, String)> = sections(&page)
        .into_iter()
        .filter_map(|(title, body)| Some((title.trim_matches('`').strip_prefix("flightplan ")?.to_owned(), body)))
        .collect();
    let mut real = commands(scratch.flightplan(&["--help"]).success());
    // Only propeller calls it, so the short help leaves it out.
    assert!(real.insert("execute".to_owned()));
    let named: BTreeSet<String> = documented.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(named, real, "the sections of docs/commands.md are not the commands");
    for (name, body) in &documented {
        // `run` asks for a file before it prints help about one; `help COMMAND` is about the command itself.
        let help = scratch.flightplan(&["help", name]);
        let mut real = flags(help.success());
        let mut said: BTreeSet<String> = table(body);
        for shared in ["color", "help", "timings"] {
            real.remove(shared);
            said.remove(shared);
        }
        assert_eq!(said, real, "the table of flags of `{name}` in docs/commands.md");
    }
}

/// The flags in the first column of a section's tables.
fn table(body: &str) -> BTreeSet<String> {
    let cells = body.lines().filter_map(|line| line.strip_prefix("| `--")?.split_once(" | "));
    cells.flat_map(|(cell, _)| flags(&format!(" --{cell}"))).collect()
}

#[test]
fn flags_are_found_in_a_help() {
    let help = "  -o, --output <PATH>  where; see --plain\n      --a-b  x\n---\n";
    assert_eq!(flags(help).into_iter().collect::<Vec<_>>(), ["a-b", "output", "plain"]);
}
