//! Structs, enums, aliases, written types, constants and interfaces.

use super::{check_one, check_with};
use crate::config::Settings;
use crate::program::Type;
use crate::program::ty::{EnumId, StructId, TableType};
use crate::program::{Const, OutputStyle};

/// The labels of the findings in a module.
fn labelled(text: &str) -> Vec<String> {
    check_one(text).labelled()
}

#[test]
fn every_written_type_is_resolved() {
    let text = "task t(a: [int?], b: {str: float}, c: file<\"csv\">, d: dir, e: table<{x: int, \"y.z\": str}, \"parquet\">, \
                f: int | str | none, g: T) -> int { 1 }\ntype T = U?\ntype U = {str: [V]}\ntype V = bytes\n";
    let checked = check_one(text);
    assert_eq!(checked.labelled(), [""; 0]);
    let types: Vec<&Type> = checked.program.tasks[0].interface.inputs.iter().map(|input| &input.ty).collect();
    let table = TableType { columns: vec![("x".into(), Type::Int), ("y.z".into(), Type::Str)], format: Some("parquet".into()) };
    let expected = [
        Type::list(Type::optional(Type::Int)),
        Type::map(Type::Float),
        Type::File(Some("csv".into())),
        Type::Dir(None),
        Type::Table(table.into()),
        Type::union([Type::Int, Type::Str, Type::None]),
        Type::optional(Type::map(Type::list(Type::Bytes))),
    ];
    assert_eq!(types, expected.iter().collect::<Vec<_>>());
}

#[test]
fn unknown_types_are_reported_once_with_the_way_out() {
    let checked = check_one("struct Price { a: int }\ntask t(a: string, b: Prise, c: flaot, d: Xyzzy) -> int { 1 }\n");
    let expected = [
        "N009 here it is written `str`",
        "N009 did you mean `Price`?",
        "N009 did you mean `float`?",
        "N009 declare it: `struct Xyzzy { … }`, or import it from the module that declares it",
    ];
    assert_eq!(checked.helps(), expected);
}

#[test]
fn a_task_is_no_type() {
    assert_eq!(labelled("task t(a: int) -> int { a }\ntask u(a: t) -> int { 1 }\n"), ["N009 t | t"]);
}

#[test]
fn builtin_names_are_free_for_everything_but_types() {
    assert_eq!(labelled("task file(error: int) -> int { error }\nfn int(a: str) -> str { a }\nconst json: int = 1\n"), [""; 0]);
    assert_eq!(labelled("struct error { a: int }\nenum file { a }\ntype int = str\n"), ["N008 error", "N008 file", "N008 int"]);
}

#[test]
fn unions_that_flyte_cannot_tell_apart_are_reported() {
    let union = |ty: &str| {
        labelled(&format!("struct A {{ a: int }}\nstruct B {{ a: int }}\nenum E {{ e }}\nenum F {{ f }}\ntask t(x: {ty}) -> int {{ 1 }}\n"))
    };
    for wrong in [
        "A | B",
        "[int] | [str]",
        "{str: int} | {str: str}",
        "E | F",
        "E | str",
        "str | E",
        "file | dir",
        "json | A",
        "json | {str: int}",
        "file<\"a\"> | file<\"b\">",
        "int | [int] | [str]?",
    ] {
        let codes: Vec<String> = union(wrong).iter().map(|finding| finding[..4].to_owned()).collect();
        assert_eq!(codes, ["T302"], "{wrong}");
    }
    for right in ["A | [int] | {str: int} | E | int", "int | float | str | bool", "json | [json]", "A | A?", "file | str", "int | none"] {
        assert_eq!(union(right), [""; 0], "{right}");
    }
}

#[test]
fn angle_brackets_and_keys_are_checked() {
    assert_eq!(labelled("task t(a: {int: str}) -> int { 1 }\n"), ["T301 int"]);
    assert_eq!(labelled("type K = str\ntask t(a: {K: str}) -> int { 1 }\n"), [""; 0]);
    assert_eq!(labelled("task t(a: file<\".csv\">) -> int { 1 }\n"), ["T304 \".csv\""]);
    assert_eq!(labelled("task t(a: int<\"csv\">) -> int { 1 }\n"), ["T303 int<\"csv\">"]);
    assert_eq!(labelled("task t(a: dir<{a: int}>) -> int { 1 }\n"), ["T303 dir<{a: int}>"]);
    assert_eq!(labelled("task t(a: table<{a: int, a: str}>) -> int { 1 }\n"), ["N007 a | a"]);
}

#[test]
fn names_of_members_are_unique() {
    let text = "struct S { a: int, a: str }\nenum E { x, y = \"x\", x }\ntask t(p: int, p: int) -> (o: int, o: int) { (o: p, o: p) }\n";
    let found = labelled(text);
    assert!(
        ["N007 a | a", "N007 \"x\" | x", "N007 x | x", "N007 p | p", "N007 o | o"].iter().all(|wanted| found.contains(&wanted.to_string())),
        "{found:?}"
    );
}

#[test]
fn names_of_items_are_unique_across_kinds() {
    let checked = check_one("struct A { a: int }\ntask A(a: int) -> int { a }\nfn f() -> int { 1 }\nconst f: int = 1\n");
    assert_eq!(checked.labelled(), ["N005 A | A", "N005 f | f"]);
}

#[test]
fn aliases_in_a_circle_are_reported_once() {
    assert_eq!(labelled("type A = [B]\ntype B = {str: C}\ntype C = A?\ntask t(a: A) -> B { a }\n"), ["N010 B | C | A"]);
    assert_eq!(labelled("type A = [A]\n"), ["N010 A"]);
}

#[test]
fn structs_that_contain_themselves_are_reported_once() {
    assert_eq!(labelled("struct A { b: B?, c: int }\nstruct B { xs: [A] }\n"), ["N011 b | xs"]);
    assert_eq!(labelled("struct A { a: {str: A} }\n"), ["N011 a"]);
    assert_eq!(labelled("struct A { b: B, c: B }\nstruct B { c: int }\n"), [""; 0]);
}

#[test]
fn outputs_are_named_by_position_unless_they_have_names() {
    let checked = check_one("task a() { }\ntask b() -> int { 1 }\ntask c() -> (int, str) { (1, \"\") }\ntask d() -> (x: int) { (x: 1) }\n");
    let names =
        |at: usize| -> Vec<String> { checked.program.tasks[at].interface.outputs.iter().map(|output| output.name.to_string()).collect() };
    assert_eq!([names(0), names(1), names(2), names(3)], [vec![], vec!["o0".to_owned()], vec!["o0".into(), "o1".into()], vec!["x".into()]]);
    let styles: Vec<OutputStyle> = checked.program.tasks.iter().map(|task| task.interface.style).collect();
    assert_eq!(styles, [OutputStyle::None, OutputStyle::Single, OutputStyle::Positional, OutputStyle::Named]);
}

#[test]
fn a_single_output_is_not_named_like_a_field_of_it() {
    let row = "struct Row { x: int }\n";
    assert_eq!(labelled(&format!("{row}task t(r: Row) -> (x: Row) {{ r }}\n")), ["N015 x | x"]);
    assert_eq!(labelled(&format!("{row}task t(r: Row) -> (x: Row, y: int) {{ (x: r, y: 1) }}\n")), [""; 0]);
}

#[test]
fn docs_reach_the_program() {
    let checked = check_one(
        "##! Module.\n\n## Task.\n## More.\ntask t(\n    ## In.\n    a: int\n) -> (\n    ## Out.\n    b: int\n) {\n    (b: a)\n}\n",
    );
    let task = &checked.program.tasks[0];
    assert_eq!(checked.program.modules[0].doc.as_deref(), Some("Module."));
    assert_eq!(task.header.doc.as_deref(), Some("Task.\nMore."));
    assert_eq!(task.interface.inputs[0].doc.as_deref(), Some("In."));
    assert_eq!(task.interface.outputs[0].doc.as_deref(), Some("Out."));
}

#[test]
fn constants_are_folded_after_those_that_they_name() {
    let checked = check_one(
        "struct S { a: int = A, b: E = \"zwei\" }\nconst C: S = S { }\nconst B: int = A + 1\nconst A = 1\n\
         enum E { one, two = \"zwei\" }\ntask t(c: int = B) -> int { c }\n",
    );
    assert_eq!(checked.labelled(), [""; 0]);
    let (s, e) = (StructId(0), EnumId(0));
    assert_eq!(checked.program.consts[0].value, Some(Const::Struct(s, vec![Const::Int(1), Const::Enum(e, 1)])));
    assert_eq!(checked.program.consts[1].value, Some(Const::Int(2)));
    assert_eq!((&checked.program.consts[2].ty, &checked.program.consts[2].value), (&Type::Int, &Some(Const::Int(1))));
    assert_eq!(checked.program.tasks[0].interface.inputs[0].default, Some(Const::Int(2)));
}

#[test]
fn constants_in_a_circle_are_reported_once() {
    assert_eq!(labelled("const A: int = B + C\nconst B: int = C\nconst C: int = A\ntask t() -> int { A }\n"), ["N012 C | A"]);
    assert_eq!(labelled("const A = A\n"), ["N012 A"]);
    assert_eq!(labelled("struct S { a: int = K }\nconst K: int = S { }.a\n"), ["N012 S | K"]);
}

#[test]
fn registered_names_follow_flytes_rules() {
    let mut settings = Settings::default();
    settings.limits.name_length = Some(12);
    let text = "task twelve(a: int) -> int { a }\ntask twelve_is_m(a: int) -> int { a }\n";
    assert_eq!(check_with(&[("long", text)], &settings).labelled(), ["F001 twelve_is_m"]);
    assert_eq!(labelled("task `a b`(`c d`: int) -> int { 1 }\n"), ["F002 `a b`", "F002 `c d`"]);
    assert_eq!(labelled("fn `a b`(`c d`: int) -> int { 1 }\n"), [""; 0]);
}

#[test]
fn two_registrations_of_one_name_are_reported() {
    let text = "task a() -> int with { name: \"m.b\" } { 1 }\ntask b() -> int { 1 }\n";
    assert_eq!(labelled(text), ["F003 b | name: \"m.b\""]);
    assert_eq!(labelled("task a() -> int with { name: \"x\" } { 1 }\nworkflow b() -> int with { name: \"x\" } {\n    a()\n}\n"), [""; 0]);
}

#[test]
fn later_parts_of_the_language_get_one_finding_each() {
    let text = "launchplan lp for w { }\ntest \"x\" {\n    assert true\n}\ntask c(a: int) -> int container { image: \"x\" }\n\
                task t(a: int) -> int { a }\nworkflow w(a: int) -> int {\n    t(a)\n}\n";
    assert_eq!(labelled(text), ["U001 launchplan", "U001 test", "U001 container"]);
}
