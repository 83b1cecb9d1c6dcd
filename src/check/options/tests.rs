//! Each option: what is accepted, what is refused, and with what.

use crate::check::check;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::program::Program;
use crate::program::{Partition, SecretMount, SharedMemory, TaskOptions};
use crate::source::{FileId, SourceMap};
use crate::syntax;
use crate::testing::check_each_marked;

fn checked(text: &str) -> (Program, Vec<Diagnostic>) {
    let mut sources = SourceMap::new();
    sources.add("test.fpl", "test", text);
    let parsed = syntax::parse(sources.file(FileId(0)));
    assert_eq!(parsed.diagnostics, []);
    let outcome = check(&sources, &[parsed.value], &Settings::default());
    (outcome.value, outcome.diagnostics)
}

/// The options of a task with this record, which must be accepted.
fn task(record: &str) -> TaskOptions {
    let (program, diagnostics) = checked(&format!("task t(x: int, note: str) -> int with {{ {record} }} {{\n    x\n}}\n"));
    assert_eq!(diagnostics, [], "{record}");
    program.tasks[0].options.clone()
}

/// Checks records of a task, separated by empty lines, that are marked with their findings.
#[track_caller]
fn marked(records: &str) {
    let around = |record: &str| format!("task t(x: int, note: str) -> int with {{\n{record}\n}} {{\n    x\n}}\n");
    check_each_marked(records, around, |text| checked(text).1);
}

/// The codes of the findings in the record of a task.
fn codes(record: &str) -> Vec<&'static str> {
    let (_, diagnostics) = checked(&format!("task t(x: int, note: str) -> int with {{ {record} }} {{\n    x\n}}\n"));
    diagnostics.iter().map(|finding| finding.code.id).collect()
}

#[test]
fn every_option_of_a_task_is_read() {
    let options = task(
        r#"requests: { cpu: "500m", mem: "1Gi" }, limits: { cpu: 2, mem: "2Gi", gpu: 1 }, retries: 3, timeout: 1h30m,
        interruptible, cache: "1.0", cache_serialize: true, cache_ignore: [note], image: "example/other:v2",
        env: { LEVEL: "debug", "B.c": "x" }, secrets: ["group/key", { group: "g", key: "k", mount: env, env_var: "TOKEN" }],
        accelerator: { device: "nvidia-a100", partition: "1g.5gb" }, shared_memory: "2Gi", pod_template: "my-template",
        deprecated: "use another", labels: { team: "data" }, annotations: { "example.com/note": "any text at all" }, deck, name: "other.name""#,
    );
    let text = |quantity: &Option<(String, _)>| quantity.as_ref().map(|(text, _)| text.clone());
    assert_eq!(text(&options.resources.requests.cpu).as_deref(), Some("500m"));
    assert_eq!(text(&options.resources.limits.cpu).as_deref(), Some("2"));
    assert_eq!(text(&options.resources.limits.gpu).as_deref(), Some("1"));
    assert_eq!(options.retries, Some(3));
    assert_eq!(options.timeout, Some(90 * 60 * 1_000_000));
    assert_eq!(options.interruptible, Some(true));
    assert_eq!(options.cache.as_deref(), Some("1.0"));
    assert!(options.cache_serialize && options.deck);
    assert_eq!(options.cache_ignore, ["note"]);
    assert_eq!(options.env, [("LEVEL".to_owned(), "debug".to_owned()), ("B.c".to_owned(), "x".to_owned())]);
    assert_eq!(
        options.secrets.iter().map(|secret| (secret.group.as_str(), secret.mount)).collect::<Vec<_>>(),
        [("group", SecretMount::Any), ("g", SecretMount::Env)]
    );
    assert_eq!(options.accelerator.map(|accelerator| accelerator.partition), Some(Partition::Size("1g.5gb".to_owned())));
    assert_eq!(options.shared_memory, Some(SharedMemory::Size("2Gi".to_owned())));
    assert_eq!(options.name.as_deref(), Some("other.name"));
}

#[test]
fn wrong_options_have_each_their_code() {
    marked(
        r#"
        retry: 3
        ^^^^^ O001 there is no option `retry`

        requests: { memory: "1Gi" }
                    ^^^^^^ O001 `requests` has no entry `memory`

        concurrency: 3
        ^^^^^^^^^^^ O002 the option `concurrency` has no effect on a task's definition

        service_account: "runner"
        ^^^^^^^^^^^^^^^ O002 the option `service_account` has no effect on a task's definition

        retries: 1, retries: 2
                    ^^^^^^^ O003 the option `retries` is given twice

        requests: { cpu: "1", cpu: "2" }
                              ^^^ O003 the entry `cpu` of `requests` is given twice

        accelerator: { device: "a", device: "b" }, limits: { gpu: 1 }
                                    ^^^^^^ O003 the entry `device` of `accelerator` is given twice

        secrets: [{ group: "g", key: "k", key: "l" }]
                                          ^^^ O003 the entry `key` of `secrets` is given twice

        timeout: 30
                 ^^ O004 the option `timeout` is a duration, not a number

        retries
        ^^^^^^^ O004 the option `retries` needs a value

        secrets: "group/key"
                 ^^^^^^^^^^^ O004 this is not a valid value for the option `secrets`

        cache: true
               ^^^^ O004 the option `cache` is the version of the cached results

        retries: -1
                 ^^ O005 the value of `retries` is out of range

        retries: 2147483648
                 ^^^^^^^^^^ O005 the value of `retries` is out of range

        timeout: 0s
                 ^^ O005 the value of `timeout` is out of range

        timeout: 53376d
                 ^^^^^^ O005 the value of `timeout` is out of range

        requests: { mem: "300mb" }
                         ^^^^^^^ O006 `300mb` is not a valid quantity of `mem`

        requests: { mem: "-1Gi" }
                         ^^^^^^ O006 `-1Gi` is not a valid quantity of `mem`

        requests: { mem: 300 }
                         ^^^ O006 `mem` is a quantity of bytes with a unit, written as a string

        limits: { gpu: "500m" }
                       ^^^^^^ O006 `500m` is not a valid quantity of `gpu`

        requests: { cpu: "1500m" }, limits: { cpu: "1" }
                         ^^^^^^^ O007 the request of `cpu` is larger than its limit

        requests: { gpu: 1 }, limits: { gpu: 2 }
                         ^ O007 the request and the limit of `gpu` differ

        requests: { mem: "500m" }
                         ^^^^^^ O008 `500m` of `mem` is less than a mebibyte

        image: "My Image"
               ^^^^^^^^^^ O009 `My Image` is not a valid image

        image: "name@sha256:xyz"
               ^^^^^^^^^^^^^^^^^ O009 `name@sha256:xyz` is not a valid image

        image: "name@sha256:0123456789abcdef0123456789abcdef"
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ O009 `name@sha256:0123456789abcdef0123456789abcdef` is not a valid image

        image: "a..b"
               ^^^^^^ O009 `a..b` is not a valid image

        image: "a___b"
               ^^^^^^^ O009 `a___b` is not a valid image

        image: "host:port/a:1"
               ^^^^^^^^^^^^^^^ O009 `host:port/a:1` is not a valid image

        image: "-host.com/a:1"
               ^^^^^^^^^^^^^^^ O009 `-host.com/a:1` is not a valid image

        image: "name\n"
               ^^^^^^^^ O009 `name\n` is not a valid image

        env: { FLYTE_ATTEMPT_NUMBER: "1" }
               ^^^^^^^^^^^^^^^^^^^^ O010 `FLYTE_ATTEMPT_NUMBER` cannot be the name of an environment variable

        labels: { "-x": "y" }
                  ^^^^ O010 `-x` cannot be the key of a label

        env: { "..A": "1" }
               ^^^^^ O010 `..A` cannot be the name of an environment variable

        env: { ".": "1" }
               ^^^ O010 `.` cannot be the name of an environment variable

        labels: { team: "a\nb" }
                        ^^^^^^ O010 `a\nb` cannot be the value of a label

        annotations: { "a b": "c" }
                       ^^^^^ O010 `a b` cannot be the key of an annotation

        accelerator: "nvidia tesla"
                     ^^^^^^^^^^^^^^ O010 `nvidia tesla` cannot be an accelerator

        accelerator: ""
                     ^^ O005 the value of `device` is out of range

        accelerator: { device: "t4", partition: "1g\t" }
                                                ^^^^^^ O010 `1g\t` cannot be the size of a partition

        secrets: ["g/a b"]
                  ^^^^^^^ O010 `a b` cannot be the key of a secret

        secrets: ["g\n/k"]
                  ^^^^^^^ O010 `g\n` cannot be the group of a secret

        secrets: [{ group: "g", key: "k\t" }]
                                     ^^^^^ O010 `k\t` cannot be the key of a secret

        secrets: [{ group: "g", key: "k", version: "\u{7}" }]
                                                   ^^^^^^^ O010 `\u{7}` cannot be the group of a secret

        secrets: [{ group: "g", key: "k", env_var: "FLYTE_X" }]
                                                   ^^^^^^^^^ O010 `FLYTE_X` cannot be the variable of a secret

        secrets: [{ group: "g", key: "k", env_var: "PATH" }]
                                                   ^^^^^^ O010 `PATH` cannot be the variable of a secret

        pod_template: "My_Template"
                      ^^^^^^^^^^^^^ O010 `My_Template` cannot be the name of a pod template

        secrets: ["key"]
                  ^^^^^ O011 `key` is not a valid secret

        secrets: [{ group: "g" }]
                  ^^^^^^^^^^^^^^ O011 `secrets` is not a valid secret

        cache_serialize: true
        ^^^^^^^^^^^^^^^ O013 the option `cache_serialize` has no effect without `cache`

        cache: "1", cache_ignore: [notes]
                                   ^^^^^ O014 the task has no input `notes` to ignore
        "#,
    );
}

#[test]
fn images_of_every_form_are_taken() {
    let digest = "0123456789abcdef".repeat(4);
    for image in [
        "alpine",
        "example/other:v2",
        "localhost:5000/team/name:1.2",
        "registry.example.com/a/b_c",
        "a--b/c__d/e.f:latest",
        "[2001:db8::1]:5000/team/name",
        "{{.image.default.fqn}}:{{.image.default.version}}-extra",
        &format!("name@sha256:{digest}"),
    ] {
        assert_eq!(task(&format!("image: \"{image}\"")).image.as_deref(), Some(image));
    }
}

#[test]
fn a_timeout_may_be_as_long_as_twice_of_it_fits() {
    // 2 × 53375 days are 9.2232e18 ns, and 2^63 is 9.2234e18.
    assert_eq!(task("timeout: 53375d").timeout, Some(53_375 * 86_400 * 1_000_000));
}

#[test]
fn options_may_be_constants_of_the_module() {
    let (program, diagnostics) =
        checked("const IMAGE: str = \"example/\" + \"name:v1\"\n\ntask t(x: int) -> int with { image: IMAGE } {\n    x\n}\n");
    assert_eq!(diagnostics, []);
    assert_eq!(program.tasks[0].options.image.as_deref(), Some("example/name:v1"));
}

#[test]
fn a_misspelt_quantity_is_repaired() {
    let (_, diagnostics) = checked("task t(x: int) -> int with { requests: { mem: \"300mb\" } } {\n    x\n}\n");
    let fix = diagnostics[0].fix.as_ref().expect("a repair");
    assert_eq!(fix.edits[0].text, "\"300M\"");
}

#[test]
fn the_header_of_a_workflow_has_options_of_its_own() {
    let body = "{\n    t(x)\n}\n";
    let head = "task t(x: int) -> int {\n    x\n}\n\nworkflow w(x: int) -> int with";
    let (program, diagnostics) =
        checked(&format!("{head} {{ failure_policy: fail_after_executable_nodes_complete, interruptible, tags: [\"a\"] }} {body}"));
    assert!(diagnostics.iter().all(|finding| !finding.code.id.starts_with('O')), "{diagnostics:?}");
    let options = &program.workflows[0].options;
    assert!(options.fail_after_executable_nodes_complete);
    assert_eq!((options.interruptible, options.tags.as_slice()), (Some(true), ["a".to_owned()].as_slice()));
    for (record, code) in [("failure_policy: fail_later", "O004"), ("retries: 3", "O002"), ("on_failure: t", "U001")] {
        let (_, diagnostics) = checked(&format!("{head} {{ {record} }} {body}"));
        assert!(diagnostics.iter().any(|finding| finding.code.id == code), "{record}: {diagnostics:?}");
    }
}

/// Every option that takes text, with a text in its place.
#[test]
fn no_text_of_an_option_has_a_nul() {
    for record in [
        "image: TEXT",
        "name: TEXT",
        "cache: TEXT",
        "deprecated: TEXT",
        "pod_template: TEXT",
        "env: { A: TEXT }",
        "labels: { a: TEXT }",
        "annotations: { a: TEXT }",
        "accelerator: TEXT",
        "accelerator: { device: TEXT }",
        "accelerator: { device: \"t4\", partition: TEXT }",
        "secrets: [TEXT]",
        "secrets: [{ group: TEXT, key: \"k\" }]",
        "secrets: [{ group: \"g\", key: TEXT }]",
        "secrets: [{ group: \"g\", key: \"k\", version: TEXT }]",
        "secrets: [{ group: \"g\", key: \"k\", env_var: TEXT }]",
    ] {
        for text in [r#""a/b\0c""#, r#""\0""#, r#""a/b" + "\u{0}""#] {
            assert_eq!(codes(&record.replace("TEXT", text)), ["O010"], "{record} {text}");
        }
    }
    let text =
        "task t(x: int) -> int { x }\n\nworkflow w(x: int) -> int with { tags: [\"a\\0\"] } {\n    t(x) with { name: \"b\\0\" }\n}\n";
    let found: Vec<&str> = checked(text).1.iter().map(|finding| finding.code.id).collect();
    assert_eq!(found, ["O010", "O010"]);
}

#[test]
fn what_is_too_large_for_a_pod_is_refused() {
    let of = |length: usize| "x".repeat(length);
    assert_eq!(codes(&format!("env: {{ A: \"{}\" }}", of(131_069))), [""; 0]);
    assert_eq!(codes(&format!("env: {{ A: \"{}\" }}", of(131_070))), ["O005"]);
    assert_eq!(codes(&format!("annotations: {{ a: \"{0}\", b: \"{0}\" }}", of(131_071))), [""; 0]);
    assert_eq!(codes(&format!("annotations: {{ a: \"{0}\", b: \"{0}x\" }}", of(131_071))), ["O005"]);
    assert_eq!(codes(&format!("image: \"{}\"", of(255))), [""; 0]);
    assert_eq!(codes(&format!("image: \"{}\"", of(256))), ["O009"]);
}

#[test]
fn values_may_have_what_pods_take() {
    let record =
        r#"env: { A: "a\tb\n\u{1b}é$(B)", b.c-d: "" }, annotations: { "example.com/note": "line\nline\u{7f}" }, labels: { a: "" }"#;
    assert_eq!(codes(&record.replace("b.c-d", "\"b.c-d\"")), [""; 0]);
}

/// The repaired record of a task, by the fix of its only finding.
#[track_caller]
fn repaired(record: &str) -> String {
    let text = format!("task t(x: int, note: str) -> int with {{ {record} }} {{\n    x\n}}\n");
    let (_, mut found) = checked(&text);
    assert_eq!(found.len(), 1, "{record}: {found:?}");
    let mut edits = found.remove(0).fix.expect("a fix").edits;
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut fixed = text;
    for edit in edits {
        fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    assert_eq!(checked(&fixed).1, [], "{fixed}");
    let start = fixed.find("with { ").expect("options") + 7;
    fixed[start..fixed.find(" } {\n").expect("a body")].to_owned()
}

#[test]
fn options_in_the_words_of_other_tools_are_written_out() {
    for (record, meant) in [
        ("cpu: \"2\", memory: \"4Gi\"", "requests: { cpu: \"2\", mem: \"4Gi\" }"),
        ("retries: 1, ram: 512, gpus: 1", "retries: 1, requests: { mem: \"512Mi\", gpu: 1 }"),
        ("cpu_limit: 2, deck, memory_limit: \"1GB\"", "limits: { cpu: 2, mem: \"1G\" }, deck"),
        ("maxRetries: 3", "retries: 3"),
        ("max_attempts: 3", "retries: 2"),
        ("timeout_minutes: 5", "timeout: 5m"),
        ("execution_timeout: \"90 sec\"", "timeout: 90s"),
        ("cache: true, cache_version: \"7\"", "cache: \"7\""),
        ("cache_version: \"7\"", "cache: \"7\""),
        ("environment: { A: \"b\" }", "env: { A: \"b\" }"),
        ("spot: true", "interruptible: true"),
        ("requests: { memory: \"1Gi\" }", "requests: { mem: \"1Gi\" }"),
        ("retires: 2", "retries: 2"),
        ("max_retries: \"2\"", "retries: 2"),
        ("cached: true", "cache: \"1\""),
        ("secret: \"a/b\"", "secrets: [\"a/b\"]"),
        ("resources: { requests: { cpu: \"1\" }, limits: { cpu: \"2\" } }", "requests: { cpu: \"1\" }, limits: { cpu: \"2\" }"),
        ("resources: Resources(cpu: \"1\")", "requests: { cpu: \"1\" }"),
        ("secrets: [{ group: \"g\", name: \"k\" }]", "secrets: [{ group: \"g\", key: \"k\" }]"),
    ] {
        assert_eq!(repaired(record), meant, "{record}");
    }
}

#[test]
fn values_in_the_form_of_other_languages_are_written_out() {
    for (record, meant) in [
        ("interruptible: yes", "interruptible: true"),
        ("deck: off", "deck: false"),
        ("retries: \"3\"", "retries: 3"),
        ("timeout: \"1h 30m\"", "timeout: 1h30m"),
        ("timeout: 90", "timeout: 90s"),
        ("timeout: timedelta(hours: 1, minutes: 30)", "timeout: 1h30m"),
        ("cache: true", "cache: \"1\""),
        ("cache: 2", "cache: \"2\""),
        ("cache", "cache: \"1\""),
        ("env: { PORT: 8080 }", "env: { PORT: \"8080\" }"),
        ("env: [\"A=b\", \"C=\"]", "env: { A: \"b\", C: \"\" }"),
        ("secrets: \"group/key\"", "secrets: [\"group/key\"]"),
        ("secrets: [Secret(group: \"g\", key: \"k\")]", "secrets: [{ group: \"g\", key: \"k\" }]"),
        ("requests: Resources(cpu: \"1\", memory: \"1Gi\")", "requests: { cpu: \"1\", mem: \"1Gi\" }"),
        ("requests: { cpu: 500m }", "requests: { cpu: \"500m\" }"),
        ("requests: { cpu: \"2 cores\" }", "requests: { cpu: \"2\" }"),
        ("requests: { cpu: \"1Gi\" }", "requests: { cpu: \"1\" }"),
        ("requests: { gpu: \"2G\" }", "requests: { gpu: \"2\" }"),
        ("requests: { mem: \"500m\" }", "requests: { mem: \"500Mi\" }"),
    ] {
        assert_eq!(repaired(record), meant, "{record}");
    }
}

#[test]
fn an_accelerator_needs_a_gpu_or_a_template() {
    marked(
        r#"
        accelerator: "nvidia-tesla-t4"
        ^^^^^^^^^^^ O019 Flyte ignores the accelerator `nvidia-tesla-t4` without a `gpu`

        accelerator: "nvidia-tesla-t4", requests: { cpu: "1" }
        ^^^^^^^^^^^ O019 Flyte ignores the accelerator `nvidia-tesla-t4` without a `gpu`
        "#,
    );
    for record in ["requests: { gpu: 1 }", "limits: { gpu: 1 }", "pod_template: \"gpu-pods\""] {
        assert_eq!(codes(&format!("accelerator: \"nvidia-tesla-t4\", {record}")), [""; 0]);
    }
}
