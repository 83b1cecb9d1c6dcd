//! `flightplan compile` from outside: forms, places, exit statuses; the same bytes everywhere.

use std::path::Path;

use super::cli::{folder, run};

const SOURCE: &str = "## Doubles.\ntask double(x: int) -> int { x * 2 }\n\nworkflow main(x: int) -> int { double(x) }\n";

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_three_forms_hold_the_same_messages() {
    let folder = folder(&[("a.fpl", SOURCE)]);
    for (format, out) in [("tgz", "out.tgz"), ("dir", "out"), ("json", "out.json")] {
        let said = run(folder.path(), &["compile", "a.fpl", "--image", "shop:1", "-o", out, "--format", format]);
        assert_eq!((said.status, said.out.as_str()), (0, ""), "{}", said.err);
        assert_eq!(said.err, format!("1 task, 1 workflow, 1 launch plan in `{out}`\n"));
    }
    let files = ["0_a.double_1.pb", "1_a.main_2.pb", "2_a.main_3.pb"];
    assert_eq!(names(&folder.path().join("out")), files);
    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.path().join("out.json")).unwrap()).unwrap();
    let entities = json["entities"].as_array().unwrap();
    assert_eq!(entities.iter().map(|entity| entity["file"].as_str().unwrap()).collect::<Vec<_>>(), files);
    assert_eq!(names(folder.path()), ["a.fpl", "out", "out.json", "out.tgz"]);
}

/// flytectl unpacks an archive to files of these names, which end at 255 bytes.
#[test]
fn a_name_that_is_too_long_for_a_file_is_registered_whole() {
    let name = "n".repeat(255 - "a.".len());
    let folder = folder(&[("a.fpl", &format!("task {name}(x: int) -> int {{ x }}\n"))]);
    let said = run(folder.path(), &["compile", "a.fpl", "--image", "i", "-o", "out", "--format", "dir"]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert_eq!(names(&folder.path().join("out")), [format!("0_a.{}_1.pb", &name[..246])]);
    let json = run(folder.path(), &["compile", "a.fpl", "--image", "i", "--format", "json"]).out;
    assert!(json.contains(&format!("\"a.{name}\"")), "{json}");
}

/// What etcd is given is JSON: 41 bytes for an integer in a binding, where the message has 8
/// (`{"scalar":{"primitive":{"integer":"1"}}},`).
#[test]
fn a_resource_that_is_too_large_as_json_is_refused() {
    let source = |count: usize| {
        let ones = vec!["1"; count].join(", ");
        format!("task t(xs: [int]) -> int {{ xs.len() }}\n\nworkflow w() -> int {{ t([{ones}]) }}\n")
    };
    let limit = "[project]\nimage = \"i:1\"\n\n[limits]\nresource_bytes = 45000\n";
    let lint = |count: usize| {
        let folder = folder(&[("a.fpl", &source(count)), ("flightplan.toml", limit)]);
        run(folder.path(), &["lint", "a.fpl", "--format", "concise"])
    };
    let refused = lint(1100);
    assert!(refused.status == 1 && refused.out.contains("L103"), "{}{}", refused.out, refused.err);
    let taken = lint(900);
    assert_eq!(taken.status, 0, "{}{}", taken.out, taken.err);
}

/// What Flyte makes of these was measured by `tests/conformance`, without inputs and state: 6297 and 8342 bytes. The count is never below,
/// and for workflows as small as these at most a half above.
#[test]
fn a_resource_is_counted_as_large_as_flyte_makes_it() {
    let source = "\
struct Part { name: str, sizes: [float], note: str? = none }

task make(parts: [Part], factor: float = 1.5) -> [int] with { retries: 2, requests: { cpu: \"500m\", mem: \"1Gi\" } } {
    parts.map(|part| part.sizes.len())
}

task weigh(x: int, text: str) -> int? with { timeout: 10m } {
    if x > 0 { x + text.len() } else { none }
}

workflow inner(parts: [Part]) -> [int?] {
    let sizes = make(parts) with { timeout: 1h, retries: 5 }
    map weigh(x: each sizes, text: \"<a & b>\") with { concurrency: 3 }
}

workflow outer(part: Part) -> ([int?], [int?]) {
    let first = inner([part, Part { name: \"constant\", sizes: [1.0, 2.5e20] }])
    let second = inner([part]) after first
    (first, second)
}
";
    let refused = |bytes: usize| {
        let limit = format!("[limits]\nresource_bytes = {bytes}\n");
        let folder = folder(&[("a.fpl", source), ("flightplan.toml", &limit)]);
        let ids = ["--project=flightplan", "--domain=development", "--version=v1"];
        let said = run(folder.path(), &[&["compile", "a.fpl", "--image=i:1", "-o", "out"], &ids[..]].concat());
        ["inner", "outer"].map(|name| said.err.contains(&format!("the workflow `{name}` is too large for a resource")))
    };
    assert_eq!(refused(6297 - 1), [true, true]);
    assert_eq!(refused(8342 - 1), [false, true]);
    assert_eq!(refused(8342 * 3 / 2), [false, false]);
}

#[test]
fn the_same_sources_give_the_same_bytes_in_every_folder() {
    let (one, other) = (folder(&[("a.fpl", SOURCE)]), folder(&[("deep/er/a.fpl", SOURCE)]));
    let arguments = |path| ["compile", path, "--image=i", "-o", "out", "--project=p", "--domain=d", "--version=auto"];
    assert_eq!(run(one.path(), &arguments("a.fpl")).status, 0);
    assert_eq!(run(other.path(), &arguments("./deep/er/a.fpl")).status, 0);
    assert_eq!(std::fs::read(one.path().join("out")).unwrap(), std::fs::read(other.path().join("out")).unwrap());
}

#[test]
fn what_cannot_be_compiled_or_written_leaves_nothing() {
    let folder = folder(&[("a.fpl", SOURCE), ("broken.fpl", "task f( { }\n"), ("empty.fpl", "const C = 1\n"), ("out/mine.txt", "")]);
    let before = names(folder.path());
    for (arguments, status, says) in [
        (&["compile", "broken.fpl", "-o", "x"][..], 1, "error[S"),
        (&["compile", "empty.fpl", "-o", "x"], 1, "nothing to compile"),
        (&["compile", "gone.fpl", "-o", "x"], 2, "error[P001]"),
        (&["compile", "a.fpl", "-o", "out"], 2, "it is a folder"),
        (&["compile", "a.fpl", "-o", "out", "--format=dir"], 2, "`mine.txt`"),
        (&["compile", "a.fpl", "-o", "a.fpl", "--format=dir"], 2, "it is not a folder"),
        (&["compile", "a.fpl", "-o", "no/x"], 2, "the folder `no` does not exist"),
        (&["compile", "a.fpl", "-o", "-", "--format=dir"], 2, "standard output"),
        (&["compile", "a.fpl", "-o", "x", "--image="], 2, "--image"),
        (&["compile", "a.fpl", "-o", "x", "--target=flyte-2"], 2, "a target is `flyte-1.16` or `union`"),
    ] {
        let said = run(folder.path(), arguments);
        assert_eq!((said.status, said.out.as_str()), (status, ""), "{arguments:?}\n{}", said.err);
        assert!(said.err.contains(says), "{arguments:?}\n{}", said.err);
    }
    assert_eq!(names(folder.path()), before);
    assert_eq!(std::fs::read_to_string(folder.path().join("a.fpl")).unwrap(), SOURCE);
}

#[test]
fn several_projects_are_not_one_artifact() {
    let folder = folder(&[("a.fpl", SOURCE), ("shop/flightplan.toml", ""), ("shop/b.fpl", SOURCE)]);
    let said = run(folder.path(), &["compile", ".", "--image=i", "-o", "x"]);
    assert!(said.status == 2 && said.err.contains("`shop`"), "{}", said.err);
}

#[test]
fn ids_and_images_that_nobody_takes_are_refused() {
    let folder = folder(&[("a.fpl", SOURCE)]);
    for (flag, value) in
        [("--project", "A b"), ("--domain", "x y"), ("--version", " "), ("--image", "not an image"), ("--runtime-image", "X:1")]
    {
        let said = run(folder.path(), &["compile", "a.fpl", flag, value, "-o", "out.tgz"]);
        assert_eq!(said.status, 2, "{flag}: {}", said.err);
        assert!(said.err.contains(value) && said.err.contains(flag), "{}", said.err);
    }
    assert_eq!(names(folder.path()), ["a.fpl"]);
}

/// A link in the default place may come with the sources of a stranger.
#[cfg(unix)]
#[test]
fn the_default_output_is_not_written_through_a_link() {
    let folder = folder(&[("project/a.fpl", SOURCE), ("victim", "keep"), ("victims/a.pb", "keep")]);
    let project = folder.path().join("project");
    std::os::unix::fs::symlink("../victim", project.join("flyte-package.tgz")).unwrap();
    std::os::unix::fs::symlink("../victims", project.join("flyte-package")).unwrap();
    for format in ["tgz", "dir"] {
        let ran = run(&project, &["compile", "a.fpl", "--image", "a/b:c", "--format", format]);
        assert!(ran.status == 2 && ran.err.contains("P007") && ran.err.contains("it is a link"), "{}", ran.err);
        assert_eq!(std::fs::read_to_string(folder.path().join("victim")).unwrap(), "keep");
        assert_eq!(names(&folder.path().join("victims")), ["a.pb"]);
        assert_eq!(names(&project), ["a.fpl", "flyte-package", "flyte-package.tgz"]);
    }
    let named = run(&project, &["compile", "a.fpl", "--image", "a/b:c", "-o", "flyte-package.tgz"]);
    assert_eq!(named.status, 0, "{}", named.err);
    assert_ne!(std::fs::read(folder.path().join("victim")).unwrap(), b"keep", "a link that is named is followed");
}
