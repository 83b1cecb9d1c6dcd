//! A stranger's project: links that lead out of it are findings, and nothing of what they lead to is read or shown.
#![cfg(unix)]

use std::os::unix::fs::symlink;

use super::{call, shown};
use crate::support::{Ran, Scratch, command};

const CLEAN: &str = "task double(x: int) -> int { x * 2 }\n";

/// A folder with a project, and a secret beside it that is readable as everything that a project holds.
fn beside_a_secret() -> Scratch {
    Scratch::with(&[
        ("home/secret.fpl", "const KEY = s3cr3t-value\n"),
        ("home/secret.toml", "[default]\naws_secret_access_key = s3cr3t-value\n"),
        ("home/.gitignore", "s3cr3t-value\n*.fpl\n"),
        ("home/lib/inner.fpl", "const KEY = s3cr3t-value\n"),
        ("project/a.fpl", CLEAN),
    ])
}

fn link(scratch: &Scratch, at: &str, to: &str) {
    let at = scratch.path(at);
    std::fs::create_dir_all(at.parent().unwrap()).unwrap();
    symlink(to.replace("HOME", &scratch.path("home").display().to_string()), at).unwrap();
}

/// Every way of asking, from inside of the project.
fn asked(scratch: &Scratch, arguments: &[&str]) -> Vec<Ran> {
    let forms: [&[&str]; 6] = [
        &["lint"],
        &["lint", "--format", "concise"],
        &["lint", "--format", "json"],
        &["lint", "--statistics"],
        &["compile", "--image", "a/b:c", "-o", "-", "--format", "json"],
        &["run"],
    ];
    let call = |form: &&[&str]| {
        let mut all = form.to_vec();
        all.extend(arguments);
        if form == &["run"] {
            all.push("double");
        }
        let output = command(&scratch.path("project"), &all).env("DEPLOY_TOKEN", "s3cr3t-value").output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ran { status: output.status.code().unwrap_or(-1), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    };
    forms.iter().map(call).collect()
}

/// Lints with `arguments`: the code and the path are said, and nothing of the secret.
fn refused(scratch: &Scratch, code: &str, path: &str, arguments: &[&str]) {
    for ran in asked(scratch, arguments) {
        let all = format!("{}{}", ran.stdout, ran.stderr);
        assert!((1..=2).contains(&ran.status), "{path}: {}\n{}", ran.status, shown(&all));
        assert!(!all.contains("s3cr3t") && !all.contains("aws_secret"), "{path}\n{}", shown(&all));
    }
    let ran = &asked(scratch, arguments)[1];
    assert!(ran.stdout.contains(code) && ran.stdout.contains(path), "{path}\n{}", shown(&ran.stdout));
}

#[test]
fn sources_that_lead_out_are_not_read() {
    let targets = [
        "/proc/self/environ",
        "/proc/self/../self/environ",
        "HOME/secret.fpl",
        "../home/secret.fpl",
        "../project/../home/secret.fpl",
        "chain",
        "folder/secret.fpl",
        ".git/config.fpl",
        ".env.fpl",
        "notes.txt",
        "../home/nothing.fpl",
        "nothing.fpl",
        "/dev/zero",
        "/proc/self/root/etc/passwd",
        "/proc/self/fd/0",
        "/proc/self/cwd/../home/secret.fpl",
    ];
    for target in targets {
        for (named, path) in [(false, "link.fpl"), (true, "link.fpl"), (false, "sub/link.fpl"), (true, "sub/link.fpl")] {
            let scratch = beside_a_secret();
            scratch.write("project/.git/config.fpl", "const KEY = s3cr3t-value\n");
            scratch.write("project/.env.fpl", "const KEY = s3cr3t-value\n");
            scratch.write("project/notes.txt", "const KEY = s3cr3t-value\n");
            link(&scratch, "project/chain", "../home/secret.fpl");
            link(&scratch, "project/folder", "HOME");
            let up = if path.contains('/') && !target.starts_with(['/', 'H']) { "../" } else { "" };
            link(&scratch, &format!("project/{path}"), &format!("{up}{target}"));
            refused(&scratch, "P008", path, &[if named { path } else { "." }]);
        }
    }
}

#[test]
fn a_configuration_that_leads_out_is_not_read() {
    for target in ["../home/secret.toml", "HOME/secret.toml", "/proc/self/environ", "../home/nothing.toml", "/dev/zero", ".git/config.toml"]
    {
        for argument in [".", "a.fpl"] {
            let scratch = beside_a_secret();
            scratch.write("project/.git/config.toml", "s3cr3t-value");
            link(&scratch, "project/flightplan.toml", target);
            refused(&scratch, "P008", "flightplan.toml", &[argument]);
        }
    }
}

#[test]
fn ignore_files_that_lead_out_are_not_read() {
    for target in ["../home/.gitignore", "HOME/.gitignore", "/proc/self/environ", "../home/nothing", "/dev/zero"] {
        let scratch = beside_a_secret();
        link(&scratch, "project/.gitignore", target);
        refused(&scratch, "P008", ".gitignore", &["."]);
        let scratch = beside_a_secret();
        scratch.write("project/sub/b.fpl", CLEAN);
        scratch.write("project/flightplan.toml", "");
        link(&scratch, "project/.gitignore", target);
        refused(&scratch, "P008", ".gitignore", &["sub"]);
    }
    // Other tools' files of patterns are not read at all, and neither are those above the project.
    let scratch = beside_a_secret();
    for name in [".ignore", ".flightplanignore", ".git/info/exclude", "../.gitignore"] {
        link(&scratch, &format!("project/{name}"), "HOME/.gitignore");
    }
    let ran = &asked(&scratch, &["."])[0];
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
}

#[test]
fn imports_and_folders_that_lead_out_are_not_followed() {
    let scratch = beside_a_secret();
    link(&scratch, "project/lib", "HOME/lib");
    link(&scratch, "project/other.fpl", "HOME/secret.fpl");
    scratch.write("project/b.fpl", "import lib.inner.{KEY}\nconst X = KEY\ntask double(x: int) -> int { x }\n");
    scratch.write("project/c.fpl", "import other.{KEY}\nconst X = KEY\ntask double(x: int) -> int { x }\n");
    refused(&scratch, "P008", "lib/inner.fpl", &["b.fpl"]);
    refused(&scratch, "P008", "other.fpl", &["c.fpl"]);
    refused(&scratch, "P008", "lib", &["lib"]);
    refused(&scratch, "P008", "lib/inner.fpl", &["lib/inner.fpl"]);
}

#[test]
fn links_that_stay_inside_name_the_file_that_they_lead_to() {
    let scratch = Scratch::with(&[("flightplan.toml", ""), ("lib/a.fpl", CLEAN), ("lib/.gitignore", "b.fpl\n"), ("lib/b.fpl", "broken")]);
    symlink("lib/a.fpl", scratch.path("again.fpl")).unwrap();
    symlink("lib", scratch.path("folder")).unwrap();
    symlink("../flightplan.toml", scratch.path("lib/here.toml")).unwrap();
    for arguments in [vec![], vec!["."], vec!["again.fpl"], vec!["folder"], vec!["again.fpl", "lib/a.fpl", "folder/a.fpl", "."]] {
        let mut all = vec!["lint"];
        all.extend(arguments);
        let ran = call(&scratch, &all);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, "no findings in 1 file\n"), "{all:?}\n{}", ran.stdout);
    }
    scratch.write("user.fpl", "import again.{double}\nworkflow w(x: int) -> int { double(x) }\n");
    let ran = call(&scratch, &["lint", "--format", "concise", "user.fpl"]);
    assert!(ran.stdout.contains("P009") && ran.stdout.contains("user.fpl:1:8"), "{}", ran.stdout);
}

/// The path to a project is trusted: a home that is a link, a path outside of the current folder.
#[test]
fn paths_to_a_project_may_be_links() {
    let scratch = Scratch::with(&[("real/project/a.fpl", CLEAN), ("real/project/flightplan.toml", ""), ("elsewhere/x.txt", "")]);
    symlink("real", scratch.path("linked")).unwrap();
    for (from, path) in
        [("elsewhere", "../linked/project"), ("elsewhere", "../linked/project/a.fpl"), ("linked/project", "."), ("", "linked")]
    {
        let arguments = ["lint", path];
        let output = command(&scratch.path(from), &arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{from} {path}: {}", String::from_utf8_lossy(&output.stdout));
    }
    let absolute = scratch.path("linked/project/a.fpl").display().to_string();
    let output = command(&scratch.path("elsewhere"), &["lint", &absolute]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn inputs_that_lead_out_are_not_read() {
    let scratch = beside_a_secret();
    std::fs::write(scratch.path("home/secret.json"), "s3cr3t-value").unwrap();
    std::fs::write(scratch.path("project/x.json"), r#"{"x": 21}"#).unwrap();
    link(&scratch, "project/inputs.json", "HOME/secret.json");
    link(&scratch, "project/within.json", "x.json");
    let run = |arguments: &[&str]| {
        let output = command(&scratch.path("project"), &[&["run", "a.fpl", "double"], arguments].concat()).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
    };
    for arguments in [["--inputs", "inputs.json"], ["--x", "@inputs.json"], ["--x", "@./inputs.json"]] {
        let (status, _, message) = run(&arguments);
        assert_eq!(status, 2, "{message}");
        assert!(message.contains("symbolic link") && !message.contains("s3cr3t"), "{message}");
    }
    let (status, output, message) = run(&["--inputs", "within.json"]);
    assert_eq!((status, output.as_str()), (0, "42\n"), "{message}");
    // Whoever names the file itself means it.
    let (_, _, message) = run(&["--inputs", "../home/secret.json"]);
    assert!(message.contains("not valid JSON"), "{message}");
}
