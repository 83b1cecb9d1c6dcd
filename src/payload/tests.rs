//! Programs are built by hand here, so that the format is tested apart from the language.

use super::{CHUNK_BYTES, MAX_INFLATED, PayloadError, Place, decode, encode, read, write};
use crate::payload::ItemId;
use crate::program::Program;
use crate::program::Type;
use crate::program::ty::{EnumId, StructId};
use crate::program::{
    Block, Body, Const, ConstDef, ConstId, EnumDef, Expr, ExprKind, Field, FnDef, FnId, Header, Interface, Local, LocalId, ModuleInfo,
    OutputStyle, Secret, SecretMount, StructDef, TaskDef, TaskId, TaskOptions, Variable, VariantDef,
};
use crate::source::{FileId, Span};

/// `{before}fn g … {between}task f …`, as text and as a program with `extra` structs and fns in front that no one uses.
fn example(before: &str, between: &str, extra: u32) -> Program {
    let helper = "fn g(x: int) -> S {\n    S { level: Level.high, depth: x + DEPTH }\n}\n";
    let task = "task f(a: int) -> S {\n    g(a)\n}\n";
    let text = format!("{before}{helper}{between}{task}");
    let file = FileId(0);
    let helper_at = before.len() as u32;
    let task_at = helper_at + (helper.len() + between.len()) as u32;
    let at = |item: u32, text: &str, part: &str| {
        let start = item + text.find(part).unwrap() as u32;
        Span::new(file, start, start + part.len() as u32)
    };
    // Each line of these items is a line of code, and ends at its newline or at the brace before that.
    let line_ends = text.match_indices('\n').map(|(at, _)| at as u32).collect();
    let module = ModuleInfo { file, name: "m".into(), doc: None, line_ends };
    let mut program = Program { modules: vec![module], ..Program::default() };
    for _ in 0..extra {
        program.structs.push(StructDef { header: header("Unused", Span::default()), fields: Vec::new() });
        program.consts.push(ConstDef { header: header("UNUSED", Span::default()), ty: Type::Int, value: Some(Const::Int(7)) });
        let body = Some(body(Vec::new(), expr(ExprKind::Const(Const::Int(1)), Type::Int, Span::default())));
        program.fns.push(FnDef { header: header("unused", Span::default()), params: Vec::new(), result: Type::Int, body });
    }
    let shape = StructId(extra);
    let level = EnumId(0);
    let field = |name: &str, ty, default| Field { name: name.into(), ty, default, doc: None, span: Span::default() };
    program.structs.push(StructDef {
        header: header("S", Span::default()),
        fields: vec![field("level", Type::Enum(level), Some(Const::Enum(level, 0))), field("depth", Type::Int, None)],
    });
    let variant = |name: &str| VariantDef { name: name.into(), value: name.to_uppercase().into(), doc: None, span: Span::default() };
    program.enums.push(EnumDef { header: header("Level", Span::default()), variants: vec![variant("low"), variant("high")] });
    program.consts.push(ConstDef { header: header("DEPTH", Span::default()), ty: Type::Int, value: Some(Const::Int(3)) });
    let made = expr(
        ExprKind::Struct(
            shape,
            vec![
                expr(ExprKind::Const(Const::Enum(level, 1)), Type::Enum(level), at(helper_at, helper, "Level.high")),
                expr(ExprKind::Global(ConstId(extra)), Type::Int, at(helper_at, helper, "DEPTH")),
            ],
        ),
        Type::Struct(shape),
        at(helper_at, helper, "S { level: Level.high, depth: x + DEPTH }"),
    );
    program.fns.push(FnDef {
        header: header("g", at(helper_at, helper, helper)),
        params: vec![variable("x", Type::Int)],
        result: Type::Struct(shape),
        body: Some(body(vec![local("x", Type::Int)], made)),
    });
    let argument = expr(ExprKind::Local(LocalId(0)), Type::Int, at(task_at, task, "a)"));
    let call = expr(ExprKind::CallFn(FnId(extra), vec![argument]), Type::Struct(shape), at(task_at, task, "g(a)"));
    program.tasks.push(TaskDef {
        header: header("f", at(task_at, task, task)),
        interface: Interface {
            inputs: vec![variable("a", Type::Int)],
            outputs: vec![variable("o0", Type::Struct(shape))],
            style: OutputStyle::Single,
        },
        options: TaskOptions {
            retries: Some(3),
            env: vec![("MODE".to_owned(), "fast".to_owned())],
            secrets: vec![Secret { group: "g".into(), key: "k".into(), version: None, mount: SecretMount::Any, env_var: None }],
            ..TaskOptions::default()
        },
        body: Some(body(vec![local("a", Type::Int)], call)),
    });
    program
}

fn header(name: &str, item: Span) -> Header {
    Header { name: name.into(), module: "m".into(), span: item, item, doc: Some("documentation".to_owned()) }
}

fn variable(name: &str, ty: Type) -> Variable {
    Variable { name: name.into(), ty, default: None, doc: None, span: Span::default() }
}

fn local(name: &str, ty: Type) -> Local {
    Local { name: name.into(), ty, mutable: false }
}

fn expr(kind: ExprKind, ty: Type, span: Span) -> Expr {
    Expr { kind, ty, span }
}

fn body(locals: Vec<Local>, value: Expr) -> Body {
    Body { locals, block: Block { stmts: Vec::new(), value: Some(Box::new(value)) }, invalid: false }
}

fn payload(before: &str, between: &str, extra: u32) -> Vec<String> {
    write(example(before, between, extra).sound().unwrap(), TaskId(0)).unwrap()
}

#[test]
fn a_payload_gives_back_the_task_and_what_it_reaches() {
    let (program, task) = read(&payload("# a comment\n", "\n", 2)).unwrap();
    assert_eq!(task, TaskId(0));
    assert_eq!((program.tasks.len(), program.fns.len(), program.structs.len(), program.enums.len(), program.consts.len()), (1, 1, 1, 1, 1));
    let task = program.task(task);
    assert_eq!(task.header.qualified(), "m.f");
    assert_eq!(task.interface.inputs[0].ty, Type::Int);
    assert_eq!(task.interface.outputs[0].ty, Type::Struct(StructId(0)));
    assert_eq!(task.options.env[0].0, "MODE");
    assert_eq!(task.options.secrets[0].key, "k");
    let ExprKind::CallFn(callee, _) = &task.body.as_ref().unwrap().block.value.as_ref().unwrap().kind else { panic!("a call") };
    assert_eq!(*callee, FnId(0));
    assert_eq!(program.structs[0].fields[0].default, Some(Const::Enum(EnumId(0), 0)));
    assert_eq!(program.enums[0].variants[1].value, "HIGH");
    assert_eq!(program.consts[0].value, Some(Const::Int(3)));
}

#[test]
fn places_are_lines_of_the_body() {
    let (program, _) = read(&payload("# one\n\n# three\n", "\n\n", 0)).unwrap();
    let made = program.fns[0].body.as_ref().unwrap().block.value.as_ref().unwrap().span;
    assert_eq!(Place::of(made), Place { item: ItemId::Fn(FnId(0)), line: 1 });
    let call = program.tasks[0].body.as_ref().unwrap().block.value.as_ref().unwrap().span;
    assert_eq!(Place::of(call), Place { item: ItemId::Task(TaskId(0)), line: 1 });
}

#[test]
fn what_surrounds_a_task_leaves_its_payload_alone() {
    let plain = payload("", "", 0);
    assert_eq!(payload("# a comment\n\n\n", "", 0), plain);
    assert_eq!(payload("", "\n# another\n\n", 0), plain);
    assert_eq!(payload("# both\n", "# and\n", 5), plain);
}

#[test]
fn code_that_was_reported_has_no_payload() {
    let mut program = example("", "", 0);
    program.fns[0].body = None;
    assert!(program.sound().is_none());
}

#[test]
fn damage_is_found() {
    let good = payload("", "", 0).concat();
    assert!(matches!(read::<&str>(&[]), Err(PayloadError::Missing)));
    assert!(matches!(read(&["no base64!"]), Err(PayloadError::Alphabet(_))));
    assert!(matches!(read(&[good.as_str(), "AAAA"]), Err(PayloadError::Trailing | PayloadError::Alphabet(_))));
    assert!(read(&[good.as_str(), good.as_str()]).is_err());
    let mut shorter = good.clone();
    shorter.truncate(good.len() / 2);
    assert!(read(&[shorter]).is_err());
    let (_, text) = decode(&good).unwrap();
    let mut changed = text.clone();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    let forged = {
        use std::io::Write;
        let mut inflated = b"FPL\x02".to_vec();
        inflated.extend(<sha2::Sha256 as sha2::Digest>::digest(&text));
        inflated.extend(&changed);
        let mut encoder = super::DeflateEncoder::new(Vec::new(), super::Compression::best());
        encoder.write_all(&inflated).unwrap();
        base64::Engine::encode(&super::URL_SAFE_NO_PAD, encoder.finish().unwrap())
    };
    assert!(matches!(read(&[forged]), Err(PayloadError::Digest)));
}

#[test]
fn a_newer_format_is_named() {
    use std::io::Write;
    let mut encoder = super::DeflateEncoder::new(Vec::new(), super::Compression::best());
    encoder.write_all(b"FPL\x63").unwrap();
    encoder.write_all(&[0; 40]).unwrap();
    let text = base64::Engine::encode(&super::URL_SAFE_NO_PAD, encoder.finish().unwrap());
    assert!(matches!(read(&[text]), Err(PayloadError::Version { found: 0x63 })));
}

#[test]
fn inflation_is_bounded() {
    let bomb = encode(&vec![0; MAX_INFLATED + 1]).unwrap();
    assert!(bomb.len() < MAX_INFLATED / 50, "{} bytes", bomb.len());
    assert!(matches!(read(&[bomb]), Err(PayloadError::TooLarge)));
}

#[test]
fn ids_that_lead_nowhere_are_refused() {
    let mut program = example("", "", 0);
    let call = &mut program.tasks[0].body.as_mut().unwrap().block.value.as_mut().unwrap().kind;
    let ExprKind::CallFn(_, arguments) = call else { panic!("a call") };
    arguments[0].kind = ExprKind::Local(LocalId(9));
    let chunks = write(program.sound().unwrap(), TaskId(0)).unwrap();
    assert!(matches!(read(&chunks), Err(PayloadError::Incomplete)));
}

#[test]
fn large_payloads_come_in_chunks() {
    let mut program = example("", "", 0);
    // Text that does not deflate well.
    let noise: String =
        (0..40_000_u64).map(|n| format!("{:016x}", (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(n as u32))).collect();
    program.consts[0] = ConstDef { header: header("DEPTH", Span::default()), ty: Type::Str, value: Some(Const::Str(noise.into())) };
    let chunks = write(program.sound().unwrap(), TaskId(0)).unwrap();
    assert!(chunks.len() > 1);
    assert!(chunks.iter().all(|chunk| chunk.len() <= CHUNK_BYTES));
    assert!(read(&chunks).is_ok());
}

/// Payloads are read forever: this one was written by version 1 of the format and may never be made again.
#[test]
fn version_one_is_still_read() {
    let golden = include_str!("../../tests/payload/version-1.txt");
    let (program, task) = read(&[golden.trim()]).unwrap();
    let (expected, _) = read(&payload("", "", 0)).unwrap();
    assert_eq!(program.task(task).body, expected.task(TaskId(0)).body);
    assert_eq!(program.fns[0].body, expected.fns[0].body);
    assert_eq!(FileId(1), program.fns[0].body.as_ref().unwrap().block.value.as_ref().unwrap().span.file);
}
