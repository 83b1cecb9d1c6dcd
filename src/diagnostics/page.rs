//! The page of a code: a Markdown file that `explain` prints and `docs/errors` holds.
//!
//! ````markdown
//! # a map iterates over more than one list
//!
//! What it means, why it matters, and what to do.
//!
//! ## Example
//!
//! ```fpl
//! ```
//!
//! ## Use instead
//!
//! ```fpl shop/prices.fpl
//! ```
//!
//! ```toml flightplan.toml
//! ```
//! ````
//!
//! The heading is the summary of the code. Every section called [`BAD`] is a project that produces the finding, every section called [`GOOD`] one that does
//! not; tests run both. Each fence of such a section is a file: the word after the language is its path, `example.fpl` if there is none. Characters that a
//! reader could not see are written as `⟨U+0007⟩`.

/// The heading of a section whose files produce the finding.
pub const BAD: &str = "Example";

/// The heading of a section whose files are without it.
pub const GOOD: &str = "Use instead";

/// The path of a file whose fence does not name one.
const UNNAMED: &str = "example.fpl";

/// The text of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page(&'static str);

/// A part of a page: what comes before the first section, or a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading of the section; empty for what comes before the first.
    pub title: &'static str,
    /// The text below the heading.
    pub text: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFile {
    /// The path below the root of the project.
    pub path: &'static str,
    /// What it holds.
    pub text: String,
}

impl Page {
    /// The page with this text.
    pub const fn new(text: &'static str) -> Self {
        Self(text)
    }

    /// The text as it was written.
    pub fn source(self) -> &'static str {
        self.0
    }

    /// What is reported, in one line.
    pub fn summary(self) -> &'static str {
        self.0.lines().next().and_then(|line| line.strip_prefix("# ")).unwrap_or_default()
    }

    /// What follows the first heading, in order.
    pub fn sections(self) -> Vec<Section> {
        let body = self.0.split_once('\n').map_or("", |(_, body)| body);
        let mut sections = Vec::new();
        let (mut title, mut start, mut fenced, mut at) = ("", 0, false, 0);
        for line in body.split_inclusive('\n') {
            let end = at + line.len();
            if line.starts_with("```") {
                fenced = !fenced;
            } else if let Some(heading) = line.strip_prefix("## ").filter(|_| !fenced) {
                sections.push(Section { title, text: body[start..at].trim() });
                (title, start) = (heading.trim(), end);
            }
            at = end;
        }
        sections.push(Section { title, text: body[start..].trim() });
        sections
    }

    /// The examples under one heading, [`BAD`] or [`GOOD`].
    pub fn examples(self, title: &str) -> Vec<Vec<ExampleFile>> {
        self.sections().into_iter().filter(|section| section.title == title).map(Section::files).collect()
    }
}

impl Section {
    /// The files that its fences hold.
    pub fn files(self) -> Vec<ExampleFile> {
        let mut files: Vec<ExampleFile> = Vec::new();
        let mut open = false;
        for line in self.text.lines() {
            match (line.strip_prefix("```"), files.last_mut()) {
                (Some(info), _) if !open => {
                    let path = info.split_whitespace().nth(1).unwrap_or(UNNAMED);
                    files.push(ExampleFile { path, text: String::new() });
                    open = true;
                }
                (Some(_), _) => open = false,
                (None, Some(file)) if open => file.text += &(unhidden(line) + "\n"),
                (None, _) => {}
            }
        }
        files
    }
}

/// The line with each `⟨U+…⟩` replaced by its character.
fn unhidden(line: &str) -> String {
    let mut parts = line.split("⟨U+");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let character =
            part.split_once('⟩').and_then(|(digits, rest)| Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, rest)));
        match character {
            Some((character, rest)) => {
                out.push(character);
                out += rest;
            }
            None => {
                out += "⟨U+";
                out += part;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Page = Page::new(
        "# a summary\n\nWhy.\n\n- one\n- two\n\n## Example\n\n```fpl\n## not a heading\nfn f() {}\n```\n\nAnd more:\n\n```toml flightplan.toml\n[lint]\n```\n\n\
         ## Use instead\n\n```fpl a/b.fpl\n\"⟨U+0007⟩ ⟨U+zz⟩\"\n```\n",
    );

    fn file(path: &'static str, text: &str) -> ExampleFile {
        ExampleFile { path, text: text.to_owned() }
    }

    #[test]
    fn a_page_is_read_in_its_parts() {
        assert_eq!(PAGE.summary(), "a summary");
        let sections = PAGE.sections();
        assert_eq!(sections[0], Section { title: "", text: "Why.\n\n- one\n- two" });
        assert_eq!(sections.iter().map(|section| section.title).collect::<Vec<_>>(), ["", BAD, GOOD]);
    }

    #[test]
    fn a_fence_is_a_file() {
        let bad = vec![file("example.fpl", "## not a heading\nfn f() {}\n"), file("flightplan.toml", "[lint]\n")];
        assert_eq!(PAGE.examples(BAD), [bad]);
        assert_eq!(PAGE.examples(GOOD), [vec![file("a/b.fpl", "\"\u{7} ⟨U+zz⟩\"\n")]]);
        assert_eq!(Page::new("# no example\n\nWhy.\n").examples(BAD), [] as [Vec<ExampleFile>; 0]);
    }
}
