//! One case: its calls, and what they leave.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

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
        let before = files(scratch.root());
        let ran: Vec<Ran> = self.calls.iter().map(|call| self.call(&scratch, call)).collect();
        let (root, version) = (scratch.root().display().to_string(), env!("CARGO_PKG_VERSION"));
        let stream = |of: fn(&Ran) -> &str| {
            let mut text = String::new();
            for (ran, arguments) in ran.iter().zip(&self.calls) {
                let written = [' ', ':'].iter().fold(of(ran).replace(&root, "[FOLDER]"), |text, before| {
                    text.replace(&format!("flightplan{before}{version}"), &format!("flightplan{before}[VERSION]"))
                });
                if self.calls.len() == 1 {
                    text += &written;
                } else if !written.is_empty() {
                    let _infallible = writeln!(text, "==> {} <==\n{}\n", shown(arguments), written.trim_end_matches('\n'));
                }
            }
            text
        };
        let statuses: String = ran.iter().map(|ran| format!("{}\n", ran.status)).collect();
        let written: String = files(scratch.root()).into_iter().filter(|path| !before.contains(path)).map(|path| path + "\n").collect();
        BTreeMap::from([
            ("status", if ran.iter().all(|ran| ran.status == 0) { String::new() } else { statuses }),
            ("stdout", stream(|ran| &ran.stdout)),
            ("stderr", stream(|ran| &ran.stderr)),
            ("written", written),
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
