//! `flightplan execute` as propeller starts it: the arguments of a compiled task with its templates filled in, documents in a folder.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use flightplan::flyteidl::admin::TaskSpec;
use flightplan::flyteidl::core::{
    ContainerError, ContainerErrorKind, ErrorDocument, ErrorKind, Literal, LiteralCollection, LiteralMap, LiteralOffloadedMetadata,
    LiteralValue, Primitive, PrimitiveValue, Scalar, ScalarValue, TaskTarget,
};
use prost::Message;

use crate::support::{self, Scratch};

const INDEX: (&str, &str) = ("BATCH_JOB_ARRAY_INDEX_VAR_NAME", "FLYTE_K8S_ARRAY_INDEX");

fn of(value: PrimitiveValue) -> Literal {
    let scalar = Scalar { value: Some(ScalarValue::Primitive(Primitive { value: Some(value) })) };
    Literal { value: Some(LiteralValue::Scalar(scalar)), ..Literal::default() }
}

fn int(value: i64) -> Literal {
    of(PrimitiveValue::Integer(value))
}

fn text(value: &str) -> Literal {
    of(PrimitiveValue::StringValue(value.to_owned()))
}

fn list(literals: Vec<Literal>) -> Literal {
    Literal { value: Some(LiteralValue::Collection(LiteralCollection { literals })), ..Literal::default() }
}

fn map(entries: &[(&str, Literal)]) -> LiteralMap {
    LiteralMap { literals: entries.iter().map(|(name, literal)| ((*name).to_owned(), literal.clone())).collect() }
}

/// A compiled program, and a folder for the documents of its tasks.
struct Program {
    scratch: Scratch,
}

/// How an attempt ended.
struct Attempt {
    output: Output,
    folder: PathBuf,
}

impl Program {
    fn new(source: &str) -> Self {
        let scratch = Scratch::with(&[("flow.fpl", source)]);
        assert_eq!(scratch.flightplan(&["compile", "flow.fpl", "--format", "dir", "-o", "package"]).status, 0);
        Self { scratch }
    }

    /// The arguments of the one task whose name holds `name`.
    fn arguments(&self, name: &str) -> Vec<String> {
        let mut members: Vec<PathBuf> =
            std::fs::read_dir(self.scratch.path("package")).unwrap().map(|entry| entry.unwrap().path()).collect();
        members.retain(|path| path.file_name().unwrap().to_string_lossy().ends_with("_1.pb"));
        let specs = members.iter().map(|path| TaskSpec::decode(std::fs::read(path).unwrap().as_slice()).unwrap());
        let templates = specs.filter_map(|spec| spec.template);
        let mut named: Vec<_> = templates.filter(|template| template.id.as_ref().unwrap().name.contains(name)).collect();
        assert_eq!(named.len(), 1, "tasks named `{name}`");
        match named.remove(0).target {
            Some(TaskTarget::Container(container)) => container.args,
            _ => panic!("`{name}` runs in no container"),
        }
    }

    /// The command of an attempt, with the templates replaced as propeller does.
    fn command(&self, name: &str, inputs: &Path, folder: &Path, environment: &[(&str, &str)]) -> Command {
        let filled = |argument: String| match argument.as_str() {
            "{{.input}}" => inputs.display().to_string(),
            "{{.outputPrefix}}" => folder.display().to_string(),
            "{{.rawOutputDataPrefix}}" => folder.join("raw").display().to_string(),
            "{{.checkpointOutputPrefix}}" => folder.join("checkpoints").display().to_string(),
            "{{.prevCheckpointPrefix}}" => "\"\"".to_owned(),
            _ => argument,
        };
        let arguments: Vec<String> = self.arguments(name).into_iter().map(filled).collect();
        let mut command = support::command(self.scratch.root(), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
        command.envs(environment.iter().copied());
        command
    }

    fn run(&self, name: &str, inputs: &LiteralMap, environment: &[(&str, &str)]) -> Attempt {
        let inputs = self.scratch.write("inputs.pb", inputs.encode_to_vec());
        self.run_with(name, &inputs, environment)
    }

    fn run_with(&self, name: &str, inputs: &Path, environment: &[(&str, &str)]) -> Attempt {
        let folder = self.scratch.path("out/0");
        let _absent = std::fs::remove_dir_all(&folder);
        let output = self.command(name, inputs, &folder, environment).output().expect("the binary starts");
        Attempt { output, folder }
    }
}

impl Attempt {
    fn files(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return Vec::new() };
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    /// The outputs of an attempt that succeeded and left nothing else.
    fn outputs(&self) -> BTreeMap<String, Literal> {
        assert_eq!(self.output.status.code(), Some(0), "{}", self.stderr());
        assert_eq!(self.files(), ["outputs.pb"], "{}", self.stderr());
        LiteralMap::decode(std::fs::read(self.folder.join("outputs.pb")).unwrap().as_slice()).unwrap().literals
    }

    /// The error of an attempt that failed and left nothing else.
    fn error(&self) -> ContainerError {
        assert_eq!(self.output.status.code(), Some(0), "{}", self.stderr());
        assert_eq!(self.files(), ["error.pb"], "{}", self.stderr());
        let document = ErrorDocument::decode(std::fs::read(self.folder.join("error.pb")).unwrap().as_slice()).unwrap();
        let error = document.error.expect("an error document has an error");
        assert!(self.stderr().contains(&error.message), "the log of the pod says it too: {}", self.stderr());
        error
    }
}

fn class(error: &ContainerError) -> (&str, ContainerErrorKind, ErrorKind) {
    (&error.code, error.kind(), error.origin())
}

const SCALE: &str = r#"
fn checked(x: int) -> int {
    assert x >= 0
    x
}

task scale(x: int, by: int, labels: [str]) -> str {
    log(f"scaling {x}")
    f"{checked(x) * by} {labels.join(",")}"
}

task nothing() {
}

task again(x: int) -> int {
    fail_retryable(f"{x} is not there yet")
}

task maybe(x: int?) -> int {
    x ?? 7
}

workflow all(xs: [int]) -> [str] {
    map scale(x: each xs, by: 10, labels: ["a", "b"])
}
"#;

fn scale_inputs(xs: Literal) -> LiteralMap {
    map(&[("x", xs), ("by", int(10)), ("labels", list(vec![text("a"), text("b")])), ("unknown", int(1))])
}

#[test]
fn a_task_reads_its_inputs_and_writes_its_outputs() {
    let program = Program::new(SCALE);
    let attempt = program.run("flow.scale", &scale_inputs(int(4)), &[]);
    assert_eq!(attempt.outputs(), BTreeMap::from([("o0".to_owned(), text("40 a,b"))]));
    assert_eq!(attempt.stderr(), "scaling 4\n");
    assert!(attempt.output.stdout.is_empty());
}

#[test]
fn every_element_takes_its_own_part_and_bound_inputs_whole() {
    let program = Program::new(SCALE);
    let inputs = scale_inputs(list((0..200).map(int).collect()));
    for index in [0, 1, 199] {
        let at = index.to_string();
        let outputs = program.run("map_scale", &inputs, &[INDEX, (INDEX.1, &at)]).outputs();
        assert_eq!(outputs["o0"], text(&format!("{} a,b", index * 10)), "the singular value, not a list of one");
    }
    let offset = program.run("map_scale", &inputs, &[INDEX, (INDEX.1, "3"), ("BATCH_JOB_ARRAY_INDEX_OFFSET", "100")]);
    assert_eq!(offset.outputs()["o0"], text("1030 a,b"));
    let beyond = program.run("map_scale", &inputs, &[INDEX, (INDEX.1, "200")]).error();
    assert_eq!(class(&beyond), ("SYSTEM:NoSuchElement", ContainerErrorKind::NonRecoverable, ErrorKind::System));
    let nowhere = program.run("map_scale", &inputs, &[]).error();
    assert_eq!(class(&nowhere), ("SYSTEM:NoArrayIndex", ContainerErrorKind::NonRecoverable, ErrorKind::System));
    assert!(nowhere.message.contains(INDEX.0), "{}", nowhere.message);
}

/// Inputs from a platform with literal offloading: the list, or members of it, as documents of their own.
#[test]
fn values_that_lie_elsewhere_are_fetched() {
    let program = Program::new(SCALE);
    let stored = |name: &str, literal: &Literal| {
        let uri = format!("file://{}", program.scratch.write(name, literal.encode_to_vec()).display());
        let metadata = LiteralOffloadedMetadata { uri, size_bytes: literal.encoded_len() as u64, ..LiteralOffloadedMetadata::default() };
        Literal { value: Some(LiteralValue::OffloadedMetadata(Box::new(metadata))), ..Literal::default() }
    };
    let element = stored("element.pb", &int(5));
    let xs = stored("xs.pb", &list(vec![int(3), element, int(6)]));
    let labels = stored("labels.pb", &list(vec![stored("label.pb", &text("z"))]));
    let inputs = map(&[("x", xs), ("by", int(10)), ("labels", labels)]);
    for (index, expected) in [("0", "30 z"), ("1", "50 z"), ("2", "60 z")] {
        assert_eq!(program.run("map_scale", &inputs, &[INDEX, (INDEX.1, index)]).outputs()["o0"], text(expected));
    }
    let gone = program.run("map_scale", &scale_inputs(stored("gone.pb", &list(vec![int(1)]))), &[INDEX, (INDEX.1, "3")]);
    assert_eq!(gone.error().code, "SYSTEM:NoSuchElement");
}

#[test]
fn failures_of_code_are_the_users_and_say_where() {
    let program = Program::new(SCALE);
    let failed = program.run("flow.scale", &scale_inputs(int(-4)), &[]).error();
    assert_eq!(class(&failed), ("USER:AssertionFailed", ContainerErrorKind::NonRecoverable, ErrorKind::User));
    assert_eq!(
        failed.message,
        "task `flow.scale` failed: assertion failed: `x >= 0`\n  at line 1 of the body of fn `checked`\n  \
         called at line 2 of the body of task `scale`"
    );
    assert!(failed.timestamp.is_some());
    let again = program.run("flow.again", &map(&[("x", int(1))]), &[("FLYTE_INTERNAL_WORKER_NAME", "w-1")]).error();
    assert_eq!(class(&again), ("USER:Retryable", ContainerErrorKind::Recoverable, ErrorKind::User));
    assert_eq!(again.worker, "w-1");
    assert!(again.message.contains("1 is not there yet"), "{}", again.message);
}

#[test]
fn inputs_that_do_not_fit_are_named() {
    let program = Program::new(SCALE);
    let missing = program.run("flow.scale", &map(&[("x", int(1))]), &[]).error();
    assert_eq!(missing.code, "USER:MissingInput");
    assert!(missing.message.contains("`by` of type `int`"), "{}", missing.message);
    let wrong = program.run("flow.scale", &map(&[("x", text("4")), ("by", int(1)), ("labels", list(Vec::new()))]), &[]).error();
    assert_eq!(class(&wrong), ("SYSTEM:InvalidInput", ContainerErrorKind::NonRecoverable, ErrorKind::System));
    assert!(wrong.message.contains("`x`") && wrong.message.contains("\"4\""), "{}", wrong.message);
    // An optional that is not bound is left out of the document, or arrives without its wrapper.
    assert_eq!(program.run("flow.maybe", &map(&[]), &[]).outputs()["o0"], int(7));
    assert_eq!(program.run("flow.maybe", &map(&[("x", int(3))]), &[]).outputs()["o0"], int(3));
}

#[test]
fn documents_that_cannot_be_read_are_faults_of_the_system() {
    let program = Program::new(SCALE);
    let damaged = program.scratch.write("damaged.pb", b"\x0a\xffno message");
    let damaged = program.run_with("flow.scale", &damaged, &[]).error();
    assert_eq!(class(&damaged), ("SYSTEM:InvalidDocument", ContainerErrorKind::Recoverable, ErrorKind::System));
    let absent = program.run_with("flow.scale", &program.scratch.path("absent.pb"), &[]).error();
    assert_eq!(class(&absent), ("SYSTEM:NotFound", ContainerErrorKind::Recoverable, ErrorKind::System));
    let foreign = program.run_with("flow.scale", Path::new("ftp://host/inputs.pb"), &[]).error();
    assert_eq!(class(&foreign), ("SYSTEM:UnknownStorage", ContainerErrorKind::NonRecoverable, ErrorKind::System));
}

#[test]
fn a_task_without_inputs_and_outputs_reads_nothing_and_writes_an_empty_document() {
    let program = Program::new(SCALE);
    let attempt = program.run_with("flow.nothing", &program.scratch.path("absent.pb"), &[]);
    assert!(attempt.outputs().is_empty());
}

#[test]
fn the_status_is_zero_unless_nothing_was_written_or_it_was_wished_otherwise() {
    let program = Program::new(SCALE);
    let wished = program.run("flow.again", &map(&[("x", int(1))]), &[("FLYTE_FAIL_ON_ERROR", "true")]);
    assert_eq!((wished.output.status.code(), wished.files()), (Some(1), vec!["error.pb".to_owned()]));
    // A file is where the folder is to be.
    let inputs = program.scratch.write("inputs.pb", map(&[("x", int(1))]).encode_to_vec());
    let blocked = program.scratch.write("blocked", "");
    let output = program.command("flow.maybe", &inputs, &blocked, &[]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(log.contains("SYSTEM:StorageFailed") && log.contains("cannot be reported"), "{log}");
}

#[test]
fn secrets_are_found_and_masked() {
    let source = r#"
task login(user: str) -> str with { secrets: ["db/password"], env: { MODE: "fast" } } {
    let password = secret("db/password")
    log(f"{user}:{password}")
    assert password == "", f"no login with {password} in mode {env("MODE")}"
    user
}
"#;
    let program = Program::new(source);
    let inputs = map(&[("user", text("ada"))]);
    let attempt = program.run("login", &inputs, &[("_FSEC_DB_PASSWORD", "hunter2"), ("MODE", "fast")]);
    let error = attempt.error();
    assert!(error.message.contains("no login with *** in mode fast"), "{}", error.message);
    assert!(!attempt.stderr().contains("hunter2"), "{}", attempt.stderr());
    let without = program.run("login", &inputs, &[("FLYTE_SECRETS_DEFAULT_DIR", "/nowhere")]).error();
    assert_eq!(class(&without), ("USER:NotProvided", ContainerErrorKind::NonRecoverable, ErrorKind::User));
}

#[test]
fn large_outputs_lie_beside_the_document_where_the_platform_asks_for_it() {
    let source = r#"
task wide(n: int) -> (text: str, n: int) {
    (text: "x".repeat(n), n: n)
}
"#;
    let program = Program::new(source);
    let mebibyte = map(&[("n", int(1024 * 1024))]);
    assert_eq!(program.run("wide", &mebibyte, &[("_F_L_MIN_SIZE_MB", "-1")]).outputs()["n"], int(1024 * 1024));
    let attempt = program.run("wide", &mebibyte, &[("_F_L_MIN_SIZE_MB", "1"), ("_F_L_MAX_SIZE_MB", "2")]);
    assert_eq!(attempt.files(), ["outputs.pb", "text_offloaded_metadata.pb"], "{}", attempt.stderr());
    let outputs = LiteralMap::decode(std::fs::read(attempt.folder.join("outputs.pb")).unwrap().as_slice()).unwrap().literals;
    let Some(LiteralValue::OffloadedMetadata(metadata)) = &outputs["text"].value else { panic!("{:?}", outputs["text"]) };
    let inner = Literal::decode(std::fs::read(&metadata.uri).unwrap().as_slice()).unwrap();
    assert_eq!(inner, text(&"x".repeat(1024 * 1024)));
    assert_eq!(metadata.size_bytes, inner.encoded_len() as u64);
    assert!(metadata.inferred_type.is_some() && !outputs["text"].hash.is_empty());
    assert_eq!(outputs["n"], int(1024 * 1024));
    let above = program.run("wide", &map(&[("n", int(2 * 1024 * 1024))]), &[("_F_L_MIN_SIZE_MB", "1"), ("_F_L_MAX_SIZE_MB", "2")]);
    assert_eq!(above.error().code, "USER:OutputTooLarge");
}

#[test]
fn code_that_was_damaged_or_made_by_a_newer_version_is_refused() {
    let program = Program::new(SCALE);
    let inputs = program.scratch.write("inputs.pb", map(&[("x", int(1))]).encode_to_vec());
    let folder = program.scratch.path("out/0");
    let arguments = |payload: &dyn Fn(&str) -> String| {
        let mut command = support::command(program.scratch.root(), &[]);
        for argument in program.command("flow.maybe", &inputs, &folder, &[]).get_args() {
            let argument = argument.to_string_lossy();
            match argument.strip_prefix("--payload=") {
                Some(text) => command.arg(format!("--payload={}", payload(text))),
                None => command.arg(argument.as_ref()),
            };
        }
        let _absent = std::fs::remove_dir_all(&folder);
        Attempt { output: command.output().unwrap(), folder: folder.clone() }.error()
    };
    let cut = arguments(&|text| text[..text.len() / 2].to_owned());
    assert_eq!(class(&cut), ("SYSTEM:InvalidPayload", ContainerErrorKind::NonRecoverable, ErrorKind::System));
    let foreign = arguments(&|_| "AAAA".to_owned());
    assert_eq!(foreign.code, "SYSTEM:InvalidPayload");
    let newer = arguments(&|text| {
        let mut inflated = Vec::new();
        DeflateDecoder::new(URL_SAFE_NO_PAD.decode(text).unwrap().as_slice()).read_to_end(&mut inflated).unwrap();
        // The byte after `FPL`.
        inflated[3] += 1;
        let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&inflated).unwrap();
        URL_SAFE_NO_PAD.encode(encoder.finish().unwrap())
    });
    assert_eq!(newer.code, "SYSTEM:InvalidPayload");
    assert!(newer.message.contains("use the image of the Flightplan version that compiled it"), "{}", newer.message);
}

/// As the first process of a container it would ignore the signal, were it not handled.
#[cfg(unix)]
#[test]
fn termination_ends_it_at_once() {
    let program = Program::new("task endless(x: int) -> int {\n    var n = x\n    while true { n = (n + 1) % 1000 }\n    n\n}\n");
    let inputs = program.scratch.write("inputs.pb", map(&[("x", int(1))]).encode_to_vec());
    let folder = program.scratch.path("out/0");
    let mut child = program.command("endless", &inputs, &folder, &[]).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert!(child.try_wait().unwrap().is_none(), "it runs");
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(143));
    assert!(!folder.exists());
}

/// The console shows it; what the attempt gives does not depend on it.
#[test]
fn a_deck_shows_inputs_outputs_and_log_without_secrets() {
    let source = r#"
task shown(name: str) -> str with { deck: true, secrets: ["g/k"] } {
    log(f"<{name}> and {secret("g/k")}")
    assert not name.starts_with("no"), f"refused: {name}"
    name.upper()
}
"#;
    let program = Program::new(source);
    let secret = ("_FSEC_G_K", "a<b\"c&d");
    let attempt = program.run("shown", &map(&[("name", text("a&b"))]), &[secret]);
    assert_eq!((attempt.output.status.code(), attempt.files()), (Some(0), vec!["deck.html".to_owned(), "outputs.pb".to_owned()]));
    let page = std::fs::read_to_string(attempt.folder.join("deck.html")).unwrap();
    for part in ["<h1>flow.shown</h1>", "&quot;a&amp;b&quot;", "&quot;A&amp;B&quot;", "&lt;a&amp;b&gt; and ***"] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    // An input that holds the secret, and an error that quotes it.
    let failed = program.run("shown", &map(&[("name", text("no a<b\"c&d"))]), &[secret]);
    assert_eq!(failed.files(), ["deck.html", "error.pb"]);
    let page = std::fs::read_to_string(failed.folder.join("deck.html")).unwrap();
    assert!(page.contains("no ***") && !page.contains("c&amp;d"), "{page}");
}

/// Propeller does not read an error document of megabytes, and would take the attempt for a lost machine.
#[test]
fn long_messages_are_cut() {
    let program = Program::new("task wordy(n: int) -> int {\n    fail(\"é\".repeat(n))\n}\n");
    let error = program.run("wordy", &map(&[("n", int(1_000_000))]), &[]).error();
    assert!(error.message.len() < 40_000, "{}", error.message.len());
    assert!(error.message.contains("é … (2000000 bytes in all)\n  at line 1 of the body of task `wordy`"));
}

/// Failures that another attempt cannot fix are not retried, and name the wrong setting.
#[test]
fn wrong_settings_of_the_storage_are_final() {
    let program = Program::new(SCALE);
    let endpoint = [("AWS_ENDPOINT_URL", "minio:9000"), ("AWS_ACCESS_KEY_ID", "a"), ("AWS_SECRET_ACCESS_KEY", "b")];
    for (uri, environment, part) in [
        ("s3://bucket/inputs.pb", &endpoint[..], "but is `minio:9000`"),
        (
            "s3://bucket/inputs.pb",
            &[("FLIGHTPLAN_STORAGE_RETRY_SECONDS", "soon")],
            "`FLIGHTPLAN_STORAGE_RETRY_SECONDS` must be a number of seconds, but is `soon`",
        ),
        ("s3://bucket/inputs.pb", &[("AWS_ACCESS_KEY_ID", "key\n")], "`AWS_ACCESS_KEY_ID` contains a line break"),
        ("s3:///inputs.pb", &[], "names no bucket"),
        ("s3://bucket/a//inputs.pb", &[], "empty path segment"),
        ("abfs://container/inputs.pb", &[], "Account must be specified"),
        ("abfs://container@account.example.com/inputs.pb", &[], "account.example.com"),
    ] {
        let error = program.run_with("flow.maybe", Path::new(uri), environment).error();
        assert_eq!(class(&error), ("SYSTEM:StorageSettings", ContainerErrorKind::NonRecoverable, ErrorKind::System), "{uri}");
        assert!(error.message.contains(part), "{}", error.message);
    }
}

#[test]
fn values_that_lie_elsewhere_for_ever_are_an_error() {
    let program = Program::new(SCALE);
    let path = program.scratch.path("circle.pb");
    let metadata = LiteralOffloadedMetadata { uri: path.display().to_string(), ..LiteralOffloadedMetadata::default() };
    let circle = Literal { value: Some(LiteralValue::OffloadedMetadata(Box::new(metadata))), ..Literal::default() };
    // Once on its own, and often enough that depth alone would not end it.
    program.scratch.write("circle.pb", circle.encode_to_vec());
    let many = list(vec![circle.clone(); 16]);
    for (task, environment) in [("flow.scale", &[][..]), ("map_scale", &[INDEX, (INDEX.1, "0")])] {
        let error = program.run(task, &scale_inputs(circle.clone()), environment).error();
        assert_eq!(error.code, "SYSTEM:InvalidInput");
        assert!(error.message.contains("circle.pb"), "{}", error.message);
    }
    program.scratch.write("circle.pb", many.encode_to_vec());
    assert_eq!(program.run("flow.scale", &scale_inputs(circle), &[]).error().code, "SYSTEM:InvalidInput");
}

/// Lines count as the one layout of the language would break them, whatever the source looks like.
#[test]
fn failures_are_told_by_lines_of_code() {
    let source = r#"
task late(
    xs: {str: int}, # a comment
) -> int {
    # not counted

    let start = if len(xs) > 1 { 1 } else { 2 }
    var sum = start
    for k, v in xs {
        sum += v // (v - 3)
    }
    match sum {
        0 => 1
        _ => fail("no sum")
    }
}
"#;
    let line = |values: &[(&str, i64)]| {
        let program = Program::new(source);
        let entries = values.iter().map(|(key, value)| ((*key).to_owned(), int(*value))).collect();
        let xs = Literal { value: Some(LiteralValue::Map(LiteralMap { literals: entries })), ..Literal::default() };
        let message = program.run("late", &map(&[("xs", xs)]), &[]).error().message;
        let found = message.split("at line ").nth(1).and_then(|rest| rest.split(' ').next()).map(str::to_owned);
        found.unwrap_or(message)
    };
    // `let` with its two blocks is five lines: the head, 1, `} else {`, 2, `}`. Then `var`, `for`, and what it repeats.
    assert_eq!(line(&[("a", 3)]), "8");
    // The `}` of the loop, `match`, two arms.
    assert_eq!(line(&[("a", 1)]), "12");
}

/// A pod that is killed for its memory says nothing: the attempt fails before, with its line.
#[cfg(target_os = "linux")]
#[test]
fn an_attempt_that_takes_too_much_memory_is_reported() {
    let program = Program::new("task hoard(s: str) -> str {\n    var t = s\n    while true { t = t + t }\n    t\n}\n");
    let inputs = program.scratch.write("inputs.pb", map(&[("s", text("some text"))]).encode_to_vec());
    let folder = program.scratch.path("out/0");
    let command = program.command("hoard", &inputs, &folder, &[]);
    let mut limited = Command::new("sh");
    limited.args(["-c", "ulimit -v 1500000; exec \"$0\" \"$@\""]).arg(command.get_program()).args(command.get_args());
    let attempt = Attempt { output: limited.output().unwrap(), folder };
    let error = attempt.error();
    assert_eq!((error.code.as_str(), error.kind()), ("USER:OutOfMemory", ContainerErrorKind::NonRecoverable), "{error:?}");
    assert!(error.message.contains("line 3 of the body of task `hoard`"), "{error:?}");
}
