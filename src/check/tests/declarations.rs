//! Structs, enums, aliases, written types, constants and interfaces.

use super::{check_one, check_with, marked};
use crate::config::Settings;
use crate::program::Type;
use crate::program::ty::{EnumId, StructId, TableType};
use crate::program::{Const, OutputStyle};
use crate::testing::check_each_labelled;

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
    marked(
        "
        struct Price { a: int }
        task t(a: string, b: Prise, c: flaot, d: Xyzzy) -> int { 1 }
                  ^^^^^^ N009 there is no type `string`
                             ^^^^^ N009 there is no type `Prise`
                                       ^^^^^ N009 there is no type `flaot`
                                                 ^^^^^ N009 there is no type `Xyzzy`
        ",
    );
    let checked = check_one("struct Price { a: int }\ntask t(a: string, b: Prise, c: flaot, d: Xyzzy) -> int { 1 }\n");
    let expected = [
        "N009 ",
        "N009 did you mean `Price`?",
        "N009 did you mean `float`?",
        "N009 declare it: `struct Xyzzy { … }`, or import it from the module that declares it",
    ];
    assert_eq!(checked.helps(), expected);
    let fix = checked.findings[0].fix.as_ref().map(|fix| fix.title.as_str());
    assert_eq!(fix, Some("write `str`"));
}

#[test]
fn a_task_is_no_type() {
    marked(
        "
        task t(a: int) -> int { a }
             ~ N009 `t` is a task
        task u(a: t) -> int { 1 }
                  ^ N009 `t` is a task, not a type
        ",
    );
}

#[test]
fn builtin_names_are_free_for_everything_but_types() {
    marked(
        "
        task file(error: int) -> int { error }
        fn int(a: str) -> str { a }
        const json: int = 1

        struct error { a: int }
               ^^^^^ N008 `error` is a built-in type
        enum file { a }
             ^^^^ N008 `file` is a built-in type
        type int = str
             ^^^ N008 `int` is a built-in type
        ",
    );
}

#[test]
fn unions_that_flyte_cannot_tell_apart_are_reported() {
    let items = "struct A { a: int }\nstruct B { a: int }\nenum E { e }\nenum F { f }\n";
    check_each_labelled(
        r#"
        task t(x: A | B) -> int { 1 }
                  ~ T302 `A` is already a variant
                      ^ T302 a union cannot have two structs, `A` and `B`

        task t(x: [int] | [str]) -> int { 1 }
                  ~~~~~ T302 `[int]` is already a variant
                          ^^^^^ T302 a union cannot have two lists, `[int]` and `[str]`

        task t(x: {str: int} | {str: str}) -> int { 1 }
                  ~~~~~~~~~~ T302 `{str: int}` is already a variant
                               ^^^^^^^^^^ T302 a union cannot have two maps, `{str: int}` and `{str: str}`

        task t(x: E | F) -> int { 1 }
                  ~ T302 `E` is already a variant
                      ^ T302 a union cannot have two enums, `E` and `F`

        task t(x: E | str) -> int { 1 }
                  ~ T302 `E` is already a variant
                      ^^^ T302 a union cannot have both `E` and `str`

        task t(x: str | E) -> int { 1 }
                  ~~~ T302 `str` is already a variant
                        ^ T302 a union cannot have both `str` and `E`

        task t(x: file | dir) -> int { 1 }
                  ~~~~ T302 `file` is already a variant
                         ^^^ T302 a union cannot have both `file` and `dir`

        task t(x: json | A) -> int { 1 }
                  ~~~~ T302 `json` is already a variant
                         ^ T302 a union cannot have both `json` and `A`

        task t(x: json | {str: int}) -> int { 1 }
                  ~~~~ T302 `json` is already a variant
                         ^^^^^^^^^^ T302 a union cannot have both `json` and `{str: int}`

        task t(x: file<"a"> | file<"b">) -> int { 1 }
                  ~~~~~~~~~ T302 `file<"a">` is already a variant
                              ^^^^^^^^^ T302 a union cannot have two files, `file<"a">` and `file<"b">`

        task t(x: int | [int] | [str]?) -> int { 1 }
                        ~~~~~ T302 `[int]` is already a variant
                                ^^^^^^ T302 a union cannot have two lists, `[int]` and `[str]`

        task t(x: A | [int] | {str: int} | E | int) -> int { 1 }

        task t(x: int | float | str | bool) -> int { 1 }

        task t(x: json | [json]) -> int { 1 }

        task t(x: A | A?) -> int { 1 }

        task t(x: file | str) -> int { 1 }

        task t(x: int | none) -> int { 1 }
        "#,
        |task| format!("{items}{task}"),
        |text| check_one(text).findings,
    );
}

#[test]
fn angle_brackets_and_keys_are_checked() {
    marked(
        r#"
        task t(a: {int: str}) -> int { 1 }
                   ^^^ T301 the keys of a map are `str`, not `int`

        type K = str
        task t(a: {K: str}) -> int { 1 }

        task t(a: file<".csv">) -> int { 1 }
                       ^^^^^^ T304 `.csv` is not a valid format

        task t(a: int<"csv">) -> int { 1 }
                  ^^^^^^^^^^ T303 `int` has no parameters in angle brackets

        task t(a: dir<{a: int}>) -> int { 1 }
                  ^^^^^^^^^^^^^ T303 a file or folder has one format in angle brackets

        task t(a: table<{a: int, a: str}>) -> int { 1 }
                         ~ N007 first declared here
                                 ^ N007 the column `a` is declared twice
        "#,
    );
}

#[test]
fn names_of_members_are_unique() {
    marked(
        r#"
        struct S { a: int, a: str }
                   ~ N007 first declared here
                           ^ N007 the field `a` is declared twice
        enum E { x, y = "x", x }
                 ~ N007 `x` is declared here
                 ~ N007 first declared here
                        ^^^ N007 the variants `x` and `y` have the same value "x"
                             ^ N007 the variant `x` is declared twice
        task t(p: int, p: int) -> (o: int, o: int) { (o: p, o: p) }
               ~ N007 first declared here
                       ^ N007 the parameter `p` is declared twice
                                   ~ N007 first declared here
                                           ^ N007 the output `o` is declared twice
                                                         ~ T114 first here
                                                            ^ T114 the output `o` is given twice
        "#,
    );
}

#[test]
fn names_of_items_are_unique_across_kinds() {
    marked(
        "
        struct A { a: int }
               ~ N005 a struct of this name is declared here
        task A(a: int) -> int { a }
             ^ N005 `A` is declared twice
        fn f() -> int { 1 }
           ~ N005 a `fn` of this name is declared here
        const f: int = 1
              ^ N005 `f` is declared twice
        ",
    );
}

#[test]
fn aliases_in_a_cycle_are_reported_once() {
    marked(
        "
        type A = [B]
                  ^ N010 the type `A` refers to itself through `B`, `C`
        type B = {str: C}
                       ~ N010 `B` refers to `C`
        type C = A?
                 ~ N010 `C` refers to `A`
        task t(a: A) -> B { a }

        type A = [A]
                  ^ N010 the type `A` refers to itself
        ",
    );
}

#[test]
fn structs_that_contain_themselves_are_reported_once() {
    marked(
        "
        struct A { b: B?, c: int }
                   ^ N011 the struct `A` contains itself through `B`
        struct B { xs: [A] }
                   ~~ N011 `B` contains `A`

        struct A { a: {str: A} }
                   ^ N011 the struct `A` contains itself

        struct A { b: B, c: B }
        struct B { c: int }
        ",
    );
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
    marked(
        "
        struct Row { x: int }
                     ~ N015 and so can this field
        task t(r: Row) -> (x: Row) { r }
                           ^ N015 the output `x` has the name of a field of its type `Row`

        struct Row { x: int }
        task t(r: Row) -> (x: Row, y: int) { (x: r, y: 1) }
        ",
    );
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
fn constants_in_a_cycle_are_reported_once() {
    marked(
        "
        const A: int = B + C
                           ^ N012 the value of `A` depends on itself
        const B: int = C
        const C: int = A
                       ~ N012 `C` needs `A`
        task t() -> int { A }

        const A = A
                  ^ N012 the value of `A` depends on itself

        struct S { a: int = K }
                            ~ N012 `S` needs `K`
        const K: int = S { }.a
                       ^ N012 the value of `K` depends on itself
        ",
    );
}

#[test]
fn registered_names_follow_flytes_rules() {
    let mut settings = Settings::default();
    settings.limits.name_length = Some(12);
    check_each_labelled(
        "
        task twelve(a: int) -> int { a }
        task twelve_is_m(a: int) -> int { a }
             ^^^^^^^^^^^ F001 the task `twelve_is_m` is registered under a name of 16 characters, but Flyte accepts 12
        ",
        str::to_owned,
        |text| check_with(&[("long", text)], &settings).findings,
    );
    marked(
        "
        task `a b`(`c d`: int) -> int { 1 }
             ^^^^^ F002 `a b` cannot be the name of a task in Flyte
                   ^^^^^ F002 `c d` cannot be the name of an input in Flyte

        fn `a b`(`c d`: int) -> int { 1 }
        ",
    );
}

#[test]
fn two_registrations_of_one_name_are_reported() {
    marked(
        r#"
        task a() -> int with { name: "m.b" } { 1 }
                               ~~~~~~~~~~~ F003 the name of `a`
        task b() -> int { 1 }
             ^ F003 the tasks `a` and `b` are both registered as `m.b`

        task a() -> int with { name: "x" } { 1 }
        workflow b() -> int with { name: "x" } {
            a()
        }
        "#,
    );
}

#[test]
fn later_parts_of_the_language_get_one_finding_each() {
    marked(
        r#"
        launchplan lp for w { }
        ^^^^^^^^^^ U001 this version does not compile `launchplan` yet
        test "x" {
        ^^^^ U001 this version does not compile `test` yet
            assert true
        }
        task c(a: int) -> int container { image: "x" }
                              ^^^^^^^^^ U001 this version does not compile `container` yet
        task t(a: int) -> int { a }
        workflow w(a: int) -> int {
            t(a)
        }
        "#,
    );
}

#[test]
fn a_default_of_none_needs_an_optional_type() {
    marked(
        "
        struct S { a: int = none }
                      ~~~ T001 declared as `int` here
                            ^^^^ T001 `a` is `int`, but its default is `none`

        task t(limit: int = none) -> int { if limit == none { 1 } else { limit } }
                      ~~~ T001 declared as `int` here
                            ^^^^ T001 `limit` is `int`, but its default is `none`

        fn f(xs: [int] | str = none) -> bool { xs == none }
                 ~~~~~~~~~~~ T001 declared as `[int] | str` here
                               ^^^^ T001 `xs` is `[int] | str`, but its default is `none`
        ",
    );
}
