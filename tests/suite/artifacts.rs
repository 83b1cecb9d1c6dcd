//! The output of `flightplan compile`: the same bytes everywhere, the requested entities, and nothing at all on failure.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use flightplan::flyteidl::admin::{LaunchPlan, TaskSpec, WorkflowSpec};
use flightplan::flyteidl::core::{Container, Identifier, NodeTarget, TaskTarget};
use flightplan::internals::eval::Machine;
use flightplan::internals::payload::{ItemId, Place};
use flightplan::run::{Code, NoHost, Value};
use prost::Message;

use crate::support::{Ran, Scratch, command, flightplan};

const SHARED: &str = "\
## How much more.
const FACTOR: int = 3

fn scaled(x: int) -> int {
    x * FACTOR
}

## Scales a number.
task scale(x: int) -> int {
    scaled(x)
}

task unused(x: int) -> int {
    x
}
";

const MAIN: &str = "\
import shared.{scale}

task add(a: int, b: int) -> int {
    a + b
}

workflow all(xs: [int]) -> [int] {
    map scale(xs)
}

workflow main(x: int, y: int = 2) -> int {
    let scaled = scale(x)
    add(a: scaled, b: y)
}
";

fn project(files: &[(&str, &str)]) -> Scratch {
    let scratch = Scratch::with(files);
    scratch.write("flightplan.toml", "[project]\nimage = \"registry.example/runtime:1\"\n");
    scratch
}

fn example() -> Scratch {
    project(&[("shared.fpl", SHARED), ("main.fpl", MAIN)])
}

fn compile(folder: &Path, arguments: &[&str]) -> Ran {
    flightplan(folder, &[&["compile"], arguments].concat())
}

/// The bytes of the archive that a call writes.
fn archive(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let mut all = vec!["-o", "out.tgz"];
    all.extend(arguments);
    compile(folder, &all).success();
    std::fs::read(folder.join("out.tgz")).unwrap()
}

/// Name and bytes of each file of an archive.
fn members(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(archive));
    let member = |entry: std::io::Result<tar::Entry<'_, _>>| {
        let mut entry: tar::Entry<'_, flate2::read::GzDecoder<&[u8]>> = entry.unwrap();
        assert_eq!((entry.header().mtime().unwrap(), entry.header().uid().unwrap(), entry.header().gid().unwrap()), (0, 0, 0));
        let name = entry.path().unwrap().to_str().unwrap().to_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    archive.entries().unwrap().map(member).collect()
}

fn names(archive: &[u8]) -> Vec<String> {
    members(archive).into_keys().collect()
}

fn task(members: &BTreeMap<String, Vec<u8>>, suffix: &str) -> TaskSpec {
    let (_, bytes) = members.iter().find(|(name, _)| name.ends_with(suffix)).unwrap_or_else(|| panic!("{suffix} in {:?}", members.keys()));
    TaskSpec::decode(bytes.as_slice()).unwrap()
}

fn container(spec: &TaskSpec) -> Container {
    match spec.template.as_ref().unwrap().target.clone() {
        Some(TaskTarget::Container(container)) => container,
        other => panic!("a container, and not {other:?}"),
    }
}

fn payload(spec: &TaskSpec) -> Vec<String> {
    let args = container(spec).args;
    args.iter().filter_map(|arg| arg.strip_prefix("--payload=")).map(str::to_owned).collect()
}

#[test]
fn a_file_gives_its_own_entities_and_what_they_refer_to() {
    let folder = example();
    assert_eq!(
        names(&archive(folder.root(), &["main.fpl"])),
        [
            "0_main.add_1.pb",
            "1_shared.scale_1.pb",
            "2_shared.map_scale_6b3bd0353da5de6e84d7982921ead2b3-arraynode_1.pb",
            "3_main.all_2.pb",
            "4_main.all_3.pb",
            "5_main.main_2.pb",
            "6_main.main_3.pb",
        ]
    );
}

#[test]
fn a_folder_gives_everything() {
    let folder = example();
    let names = names(&archive(folder.root(), &["."]));
    assert_eq!(names.len(), 8);
    assert!(names.iter().any(|name| name.ends_with("_shared.unused_1.pb")), "{names:?}");
}

#[test]
fn the_same_sources_are_the_same_bytes_in_every_folder_and_on_any_number_of_cores() {
    let (one, two) = (example(), example());
    let first = archive(one.root(), &["."]);
    assert_eq!(archive(two.root(), &["."]), first);
    assert_eq!(archive(one.root(), &["."]), first);
    let above = one.root().parent().unwrap();
    let inside = one.root().file_name().unwrap().to_str().unwrap();
    let target = one.path("from-above.tgz");
    compile(above, &[inside, "-o", target.to_str().unwrap()]).success();
    assert_eq!(std::fs::read(target).unwrap(), first);
    for threads in ["1", "7"] {
        let output = command(one.root(), &["compile", ".", "-o", "n.tgz"]).env("RAYON_NUM_THREADS", threads).output().unwrap();
        assert!(output.status.success());
        assert_eq!(std::fs::read(one.path("n.tgz")).unwrap(), first);
    }
}

#[test]
fn what_does_not_change_a_task_leaves_its_template_alone() {
    let plain = example();
    let commented = SHARED
        .replace("    scaled(x)\n", "    scaled(x) # three times as much\n")
        .replace("## Scales a number.\n", "# here\n\n\n## Scales a number.\n");
    let renamed =
        format!("struct Unrelated {{ a: int }}\n\nfn other(x: int) -> int {{ x }}\n\n{commented}").replace("unused", "still_unused");
    let changed = project(&[("shared.fpl", &renamed), ("main.fpl", MAIN)]);
    let [before, after] = [&plain, &changed].map(|folder| members(&archive(folder.root(), &["."])));
    for name in ["shared.scale_1.pb", "main.add_1.pb", "-arraynode_1.pb"] {
        assert_eq!(task(&before, name), task(&after, name), "{name}");
    }
    // What it calls is part of it.
    let other_factor = project(&[("shared.fpl", &SHARED.replace("= 3", "= 4")), ("main.fpl", MAIN)]);
    let other = members(&archive(other_factor.root(), &["."]));
    assert_ne!(payload(&task(&before, "shared.scale_1.pb")), payload(&task(&other, "shared.scale_1.pb")));
    assert_eq!(payload(&task(&before, "main.add_1.pb")), payload(&task(&other, "main.add_1.pb")));
}

#[test]
fn a_payload_gives_back_the_task_with_what_it_calls() {
    let folder = example();
    let members = members(&archive(folder.root(), &["."]));
    let spec = task(&members, "_shared.scale_1.pb");
    let (program, task) = flightplan::internals::payload::read(&payload(&spec)).unwrap();
    assert_eq!(program.task(task).header.qualified(), "shared.scale");
    assert_eq!((program.tasks.len(), program.fns.len(), program.fns[0].header.name.as_str()), (1, 1, "scaled"));
}

#[test]
fn a_payload_computes_what_its_source_says_and_fails_on_the_same_line() {
    let source = "task check(x: int) -> int {\n    # small ones only\n    assert x < 100\n    x + 1\n}\n";
    let folder = project(&[("a.fpl", &format!("# first\n\n{source}"))]);
    let members = members(&archive(folder.root(), &["."]));
    let (program, task) = flightplan::internals::payload::read(&payload(&self::task(&members, "a.check_1.pb"))).unwrap();
    let code = Code::compile(program.sound().unwrap(), [task]);
    let run = |x| Machine::new(&code, NoHost).run(task, &[Value::Int(x)]);
    assert!(matches!(run(41).unwrap().as_slice(), [Value::Int(42)]));
    let place = Place::of(run(100).unwrap_err().span);
    assert_eq!(place, Place { item: ItemId::Task(task), line: 1 });
}

#[test]
fn the_container_is_told_what_to_run() {
    let folder = example();
    let members = members(&archive(folder.root(), &["."]));
    let plain = container(&task(&members, "_shared.scale_1.pb"));
    assert_eq!(plain.image, "registry.example/runtime:1");
    assert_eq!(plain.command, ["flightplan"]);
    let start = [
        "execute",
        "--inputs",
        "{{.input}}",
        "--output-prefix",
        "{{.outputPrefix}}",
        "--raw-output-data-prefix",
        "{{.rawOutputDataPrefix}}",
    ];
    assert_eq!(plain.args[..7], start);
    assert_eq!(plain.args[11..13], ["--task", "shared.scale"]);
    let mapped = container(&task(&members, "-arraynode_1.pb"));
    assert_eq!(mapped.args[11..14], ["--task", "shared.scale", "--mapped"]);
}

fn ids(members: &BTreeMap<String, Vec<u8>>) -> Vec<Identifier> {
    let mut found = Vec::new();
    for (name, bytes) in members {
        match name.rsplit('_').next() {
            Some("1.pb") => found.extend(TaskSpec::decode(bytes.as_slice()).unwrap().template.unwrap().id),
            Some("2.pb") => {
                let template = WorkflowSpec::decode(bytes.as_slice()).unwrap().template.unwrap();
                found.extend(template.id);
                for node in template.nodes {
                    if let Some(NodeTarget::TaskNode(node)) = node.target {
                        found.extend(node.reference_id);
                    }
                }
            }
            _ => {
                let plan = LaunchPlan::decode(bytes.as_slice()).unwrap();
                found.extend(plan.id);
                found.extend(plan.spec.unwrap().workflow_id);
            }
        }
    }
    found
}

#[test]
fn ids_stay_open_unless_they_are_given() {
    let folder = example();
    let open = ids(&members(&archive(folder.root(), &["."])));
    assert!(open.iter().all(|id| (id.project.as_str(), id.domain.as_str(), id.version.as_str()) == ("", "", "")));
    assert!(open.iter().all(|id| id.resource_type != 0 && !id.name.is_empty()));
    let given = ids(&members(&archive(folder.root(), &[".", "--project", "p", "--domain", "d", "--version", "v1"])));
    assert!(given.iter().all(|id| (id.project.as_str(), id.domain.as_str(), id.version.as_str()) == ("p", "d", "v1")));
    assert_eq!(given.len(), open.len());
}

#[test]
fn an_automatic_version_follows_the_content() {
    let version = |folder: &Scratch, arguments: &[&str]| {
        let mut all = vec![".", "--version", "auto"];
        all.extend(arguments);
        let versions: std::collections::BTreeSet<String> =
            ids(&members(&archive(folder.root(), &all))).into_iter().map(|id| id.version).collect();
        assert_eq!(versions.len(), 1);
        versions.into_iter().next().unwrap()
    };
    let (one, two) = (example(), example());
    let first = version(&one, &[]);
    assert_eq!(first.len(), 32);
    assert_eq!(version(&two, &[]), first);
    assert_ne!(version(&one, &["--image", "other:2"]), first);
    std::fs::write(two.path("main.fpl"), MAIN.replace("y: int = 2", "y: int = 3")).unwrap();
    assert_ne!(version(&two, &[]), first);
}

#[test]
fn a_folder_of_artifacts_holds_the_members_of_the_archive() {
    let folder = example();
    let archived = members(&archive(folder.root(), &["."]));
    compile(folder.root(), &[".", "--format", "dir", "-o", "out"]).success();
    let written: BTreeMap<String, Vec<u8>> = std::fs::read_dir(folder.path("out"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(path).unwrap()))
        .collect();
    assert_eq!(written, archived);
    // A second compilation replaces the first, and nothing else.
    compile(folder.root(), &["shared.fpl", "--format", "dir", "-o", "out"]).success();
    assert_eq!(std::fs::read_dir(folder.path("out")).unwrap().count(), 2);
    std::fs::write(folder.path("out/notes.txt"), "mine").unwrap();
    let refused = compile(folder.root(), &[".", "--format", "dir", "-o", "out"]);
    assert_eq!(refused.status, 2);
    assert_eq!(std::fs::read_dir(folder.path("out")).unwrap().count(), 3);
}

#[test]
fn json_is_one_document_on_standard_output() {
    let folder = example();
    let ran = compile(folder.root(), &["main.fpl", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(ran.success()).unwrap();
    assert_eq!(document["version"], 1);
    let entities = document["entities"].as_array().unwrap();
    assert_eq!(entities.len(), 7);
    assert_eq!(entities[1]["name"], "shared.scale");
    assert_eq!(entities[1]["kind"], "task");
    assert_eq!(entities[1]["message"]["description"]["short_description"], "Scales a number.");
}

#[test]
fn the_image_of_the_call_is_in_the_container() {
    let folder = Scratch::with(&[("a.fpl", "task one() -> int { 1 }\n")]);
    compile(folder.root(), &["a.fpl", "--runtime-image", "mine:1"]).success();
    let archive = std::fs::read(folder.path("flyte-package.tgz")).unwrap();
    assert_eq!(names(&archive), ["0_a.one_1.pb"]);
    assert_eq!(container(&task(&members(&archive), "a.one_1.pb")).image, "mine:1");
}

#[test]
fn too_much_code_is_an_error_that_names_the_task() {
    // Digits that do not deflate below the limit, but are short enough to be checked quickly.
    let noise: String =
        (0..6000_u64).map(|n| format!("{:016x}", (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(n as u32 % 64))).collect();
    let folder =
        project(&[("a.fpl", &format!("task large() -> str {{\n    \"{noise}\"\n}}\n\nworkflow main() -> str {{\n    large()\n}}\n"))]);
    folder.write("flightplan.toml", "[project]\nimage = \"i:1\"\n\n[limits]\nargs_bytes = 10000\nclosure_bytes = 20000\n");
    let ran = compile(folder.root(), &["a.fpl", "-o", "out.tgz"]);
    let said = ran.failure(1);
    assert!(said.contains("error[L101]") && said.contains("`large`"), "{said}");
    assert!(said.contains("error[L102]") && said.contains("`a.large`"), "{said}");
    assert!(!folder.path("out.tgz").exists());
    assert_eq!(folder.flightplan(&["lint", "a.fpl", "--format", "concise"]).status, 1);
}

/// Comments, blank lines, the way in which code is broken into lines, and everything around a task.
#[test]
fn layout_and_comments_are_no_part_of_a_payload() {
    let plain = "\
fn clamped(x: int) -> int {
    if x > 10 {
        10
    } else {
        x
    }
}

task check(x: int, names: [str] = []) -> int with { retries: 1 } {
    let y = clamped(x)
    assert y >= 0 and names.len() < 3, \"too many\"
    match names.len() {
        0 => y // 1
        _ => [y, 2].sum()
    }
}
";
    let edited = "\
##! Another module text.

# before
task other() -> str { \"\" }

fn clamped(x:   int)->int { if x>10 { 10 } else { x } }   # on one line

## With documentation.
task check(
    x: int, # the first
    names: [str] = [],
) -> int with {
    retries: 1
} {

    # a comment on a line of its own
    let y = clamped(
        x,
    ); assert y>=0
        and names.len() < 3, \"too many\"

    match names.len() { 0 => y //1, _ => [
        y, 2,
    ]
        .sum() }
}
";
    let of = |source: &str| {
        let folder = project(&[("a.fpl", source)]);
        let members = members(&archive(folder.root(), &["."]));
        payload(&task(&members, "_a.check_1.pb"))
    };
    assert_eq!(of(edited), of(plain));
    // Code is part of it.
    assert_ne!(of(&plain.replace("> 10", "> 11")), of(plain));
    assert_ne!(of(&plain.replace("    let y = clamped(x)\n", "    let y = clamped(x)\n    log(\"y\")\n")), of(plain));
}

/// Kubernetes replaces `$(NAME)` in the values of a container's environment, and reads `$$` as one `$`.
#[test]
fn values_of_the_environment_mean_what_they_say() {
    let source = "task t(x: int) -> int with { env: { A: \"plain $HOME\", B: \"$(A) $$ $\" } } {\n    x\n}\n";
    let folder = project(&[("a.fpl", source)]);
    let members = members(&archive(folder.root(), &["."]));
    let env: Vec<_> = container(&task(&members, "_a.t_1.pb")).env.into_iter().map(|pair| (pair.key, pair.value)).collect();
    assert_eq!(env, [("A".to_owned(), "plain $HOME".to_owned()), ("B".to_owned(), "$$(A) $$$$ $$".to_owned())]);
}
