//! `flightplan compile` from outside: forms, sizes, links; the same bytes everywhere.

use crate::support::{Scratch, flightplan, names};

const SOURCE: &str = "## Doubles.\ntask double(x: int) -> int { x * 2 }\n\nworkflow main(x: int) -> int { double(x) }\n";

#[test]
fn the_three_forms_hold_the_same_messages() {
    let scratch = Scratch::with(&[("a.fpl", SOURCE)]);
    for (format, out) in [("tgz", "out.tgz"), ("dir", "out"), ("json", "out.json")] {
        let ran = scratch.flightplan(&["compile", "a.fpl", "--image", "flightplan:1", "-o", out, "--format", format]);
        assert_eq!((ran.status, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
        assert_eq!(ran.stderr, format!("1 task, 1 workflow, 1 launch plan in `{out}`\n"));
    }
    let files = ["0_a.double_1.pb", "1_a.main_2.pb", "2_a.main_3.pb"];
    assert_eq!(names(&scratch.path("out")), files);
    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(scratch.path("out.json")).unwrap()).unwrap();
    let entities = json["entities"].as_array().unwrap();
    assert_eq!(entities.iter().map(|entity| entity["file"].as_str().unwrap()).collect::<Vec<_>>(), files);
    assert_eq!(scratch.names(), ["a.fpl", "out", "out.json", "out.tgz"]);
}

/// flytectl unpacks an archive to files of these names, which end at 255 bytes.
#[test]
fn a_name_that_is_too_long_for_a_file_is_registered_whole() {
    let name = "n".repeat(255 - "a.".len());
    let scratch = Scratch::with(&[("a.fpl", &format!("task {name}(x: int) -> int {{ x }}\n"))]);
    let ran = scratch.flightplan(&["compile", "a.fpl", "--image", "i", "-o", "out", "--format", "dir"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(names(&scratch.path("out")), [format!("0_a.{}_1.pb", &name[..246])]);
    let json = scratch.flightplan(&["compile", "a.fpl", "--image", "i", "--format", "json"]).stdout;
    assert!(json.contains(&format!("\"a.{name}\"")), "{json}");
}

/// etcd receives JSON: 41 bytes for an integer in a binding, where the message has 8
/// (`{"scalar":{"primitive":{"integer":"1"}}},`).
#[test]
fn a_resource_that_is_too_large_as_json_is_refused() {
    let source = |count: usize| {
        let ones = vec!["1"; count].join(", ");
        format!("task t(xs: [int]) -> int {{ xs.len() }}\n\nworkflow w() -> int {{ t([{ones}]) }}\n")
    };
    let limit = "[project]\nimage = \"i:1\"\n\n[limits]\nresource_bytes = 45000\n";
    let lint = |count: usize| {
        let scratch = Scratch::with(&[("a.fpl", &source(count)), ("flightplan.toml", limit)]);
        scratch.flightplan(&["lint", "a.fpl", "--format", "concise"])
    };
    let refused = lint(1100);
    assert!(refused.status == 1 && refused.stdout.contains("L103"), "{}{}", refused.stdout, refused.stderr);
    let taken = lint(900);
    assert_eq!(taken.status, 0, "{}{}", taken.stdout, taken.stderr);
}

/// Flyte's size of these was measured by `tests/conformance`, without inputs and state: 6297 and 8342 bytes. The count is never below,
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
        let scratch = Scratch::with(&[("a.fpl", source), ("flightplan.toml", &limit)]);
        let ids = ["--project=flightplan", "--domain=development", "--version=v1"];
        let ran = scratch.flightplan(&[&["compile", "a.fpl", "--image=i:1", "-o", "out"], &ids[..]].concat());
        ["inner", "outer"].map(|name| ran.stderr.contains(&format!("the workflow `{name}` is too large for a resource")))
    };
    assert_eq!(refused(6297 - 1), [true, true]);
    assert_eq!(refused(8342 - 1), [false, true]);
    assert_eq!(refused(8342 * 3 / 2), [false, false]);
}

#[test]
fn the_same_sources_give_the_same_bytes_in_every_folder() {
    let (one, other) = (Scratch::with(&[("a.fpl", SOURCE)]), Scratch::with(&[("deep/er/a.fpl", SOURCE)]));
    let arguments = |path| ["compile", path, "--image=i", "-o", "out", "--project=p", "--domain=d", "--version=auto"];
    assert_eq!(one.flightplan(&arguments("a.fpl")).status, 0);
    assert_eq!(other.flightplan(&arguments("./deep/er/a.fpl")).status, 0);
    assert_eq!(std::fs::read(one.path("out")).unwrap(), std::fs::read(other.path("out")).unwrap());
}

/// A link in the default place may come with the sources of a stranger.
#[cfg(unix)]
#[test]
fn the_default_output_is_not_written_through_a_link() {
    let scratch = Scratch::with(&[("project/a.fpl", SOURCE), ("victim", "keep"), ("victims/a.pb", "keep")]);
    let project = scratch.path("project");
    std::os::unix::fs::symlink("../victim", project.join("flyte-package.tgz")).unwrap();
    std::os::unix::fs::symlink("../victims", project.join("flyte-package")).unwrap();
    for format in ["tgz", "dir"] {
        let ran = flightplan(&project, &["compile", "a.fpl", "--image", "a/b:c", "--format", format]);
        assert!(ran.status == 2 && ran.stderr.contains("P007") && ran.stderr.contains("it is a link"), "{}", ran.stderr);
        assert_eq!(std::fs::read_to_string(scratch.path("victim")).unwrap(), "keep");
        assert_eq!(names(&scratch.path("victims")), ["a.pb"]);
        assert_eq!(names(&project), ["a.fpl", "flyte-package", "flyte-package.tgz"]);
    }
    let named = flightplan(&project, &["compile", "a.fpl", "--image", "a/b:c", "-o", "flyte-package.tgz"]);
    assert_eq!(named.status, 0, "{}", named.stderr);
    assert_ne!(std::fs::read(scratch.path("victim")).unwrap(), b"keep", "a link that is named is followed");
}
