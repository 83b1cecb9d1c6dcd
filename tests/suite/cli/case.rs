//! One case: its calls, and what they leave.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use sha2::{Digest as _, Sha256};

use crate::support::{Ran, Scratch, command, names, piped};

/// What is compared.
const RESULTS: [&str; 4] = ["status", "stdout", "stderr", "written"];

pub(super) struct Case {
    folder: PathBuf,
    calls: Vec<Vec<String>>,
    env: Vec<(String, String)>,
}

impl Case {
    pub(super) fn read(folder: &Path) -> Self {
        let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        let calls: Vec<Vec<String>> = text("args").lines().map(words).collect();
        assert!(!calls.is_empty(), "{}/args has no line", folder.display());
        let pair = |line: &str| line.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned())).expect("NAME=value");
        Self { folder: folder.to_path_buf(), calls, env: text("env").lines().map(pair).collect() }
    }

    /// The differences from the files.
    pub(super) fn differences(&self) -> Vec<String> {
        let found = self.results();
        let differs = |name: &&str| {
            let wanted = std::fs::read_to_string(self.folder.join(name)).unwrap_or_default();
            let found = &found[name];
            (*found != wanted).then(|| format!("==> {}/{name} <==\nwanted:\n{wanted}\nfound:\n{found}", self.folder.display()))
        };
        RESULTS.iter().filter_map(differs).collect()
    }

    /// Writes the results as they are now.
    pub(super) fn bless(&self) -> Vec<String> {
        for (name, text) in self.results() {
            let path = self.folder.join(name);
            if text.is_empty() {
                let _absent = std::fs::remove_file(path);
            } else {
                std::fs::write(path, text).unwrap();
            }
        }
        Vec::new()
    }

    /// The text of each result; the empty one if there is nothing to say.
    fn results(&self) -> BTreeMap<&'static str, String> {
        let scratch = Scratch::new();
        copy(&self.folder.join("files"), scratch.root());
        let before = contents(scratch.root());
        let ran: Vec<Ran> = self.calls.iter().map(|call| self.call(&scratch, call)).collect();
        let root = scratch.root().display().to_string();
        let stream = |of: fn(&Ran) -> &str| {
            let mut text = String::new();
            for (ran, arguments) in ran.iter().zip(&self.calls) {
                let written = without_version(of(ran).replace(&root, "[FOLDER]"));
                if self.calls.len() == 1 {
                    text += &written;
                } else if !written.is_empty() {
                    let _infallible = writeln!(text, "==> {} <==\n{}\n", shown(arguments), written.trim_end_matches('\n'));
                }
            }
            text
        };
        let statuses: String = ran.iter().map(|ran| format!("{}\n", ran.status)).collect();
        BTreeMap::from([
            ("status", if ran.iter().all(|ran| ran.status == 0) { String::new() } else { statuses }),
            ("stdout", stream(|ran| &ran.stdout)),
            ("stderr", stream(|ran| &ran.stderr)),
            ("written", written(&before, &contents(scratch.root()))),
        ])
    }

    fn call(&self, scratch: &Scratch, call: &[String]) -> Ran {
        let arguments: Vec<&str> = call.iter().map(String::as_str).collect();
        let mut command = command(scratch.root(), &arguments);
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        piped(&mut command, &std::fs::read(self.folder.join("stdin")).unwrap_or_default())
    }
}

/// The words of a line, with quotes as in a shell: `'…'` and `"…"`, without escapes.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (None, c) => word.get_or_insert_default().push(c),
        }
    }
    assert!(quote.is_none(), "a quote is not closed: {line}");
    words.extend(word);
    words
}

/// Arguments as they are written in `args`.
fn shown(arguments: &[String]) -> String {
    let quoted = |word: &String| match word {
        word if word.contains('\'') => format!("\"{word}\""),
        word if word.is_empty() || word.contains([' ', '"']) => format!("'{word}'"),
        word => word.clone(),
    };
    arguments.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// Copies the files of a folder, which may be absent.
fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        let target = to.join(&path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(from.join(&path), target).unwrap();
    }
}

/// A text in which the version of Flightplan is named as such.
fn without_version(text: String) -> String {
    [' ', ':', '.'].iter().fold(text, |text, before| {
        text.replace(&format!("flightplan{before}{}", env!("CARGO_PKG_VERSION")), &format!("flightplan{before}[VERSION]"))
    })
}

/// The files below a folder by their paths in it.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |path: String| {
        let content = std::fs::read(folder.join(&path)).unwrap();
        (path, content)
    };
    files(folder).into_iter().map(read).collect()
}

/// What became of the files: a line for each that is new, changed or removed, with the digest of what is in it now.
fn written(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> String {
    let mut text = String::new();
    for (path, content) in after {
        let change = match before.get(path) {
            None => "new",
            Some(old) if old != content => "changed",
            Some(_) => continue,
        };
        let _infallible = writeln!(text, "{change} {path} {}", digest(path, content));
    }
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        let _infallible = writeln!(text, "removed {path}");
    }
    text
}

/// The digest of a file, without the version of the binary that wrote it. That of a package is of the archive in it, because how that is compressed may change.
fn digest(path: &str, content: &[u8]) -> String {
    let mut archive = Vec::new();
    let is_package = path.ends_with(".tgz");
    if is_package {
        GzDecoder::new(content).read_to_end(&mut archive).unwrap();
    }
    // A character for each byte, whatever the bytes are.
    let characters = if is_package { &archive } else { content }.iter().copied().map(char::from).collect();
    let digest = Sha256::digest(without_version(characters));
    digest.iter().take(8).fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// All files below a folder by their paths in it, sorted.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(below) = open.pop() {
        let path = folder.join(&below);
        for name in if path.is_dir() { names(&path) } else { Vec::new() } {
            let path = if below.is_empty() { name } else { format!("{below}/{name}") };
            if folder.join(&path).is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

#[test]
fn arguments_are_read_as_they_are_written() {
    let line = r#"run a.fpl main --xs '[1, 2]' --name "it's" --none ''"#;
    assert_eq!(words(line), ["run", "a.fpl", "main", "--xs", "[1, 2]", "--name", "it's", "--none", ""]);
    assert_eq!(shown(&words(line)), line);
}
