//! The tree of each construct.

use super::newlines::body;
use super::{lines, module, read};
use crate::syntax::ast::{
    ComprehensionClause, Expr, ExprKind, FStringPart, ItemKind, MatchPatternKind, OptionValue, Outputs, Pattern, Stmt, StmtKind, TaskBody,
    TypeArg, TypeExpr, TypeExprKind, UnaryOp,
};

/// An expression as a fully bracketed text.
fn show(expr: &Expr) -> String {
    match expr.kind() {
        ExprKind::Int(value) => value.to_string(),
        ExprKind::Float(value) => format!("{value:?}"),
        ExprKind::Duration(value) => format!("{value}us"),
        ExprKind::Str(text) => format!("{text:?}"),
        ExprKind::Bool(value) => value.to_string(),
        ExprKind::None => "none".into(),
        ExprKind::Name(name) => name.to_string(),
        ExprKind::List(values) => format!("[{}]", all(values)),
        ExprKind::Tuple(values) => format!("({},)", all(values)),
        ExprKind::Map(entries) => {
            format!("{{{}}}", entries.iter().map(|(key, value)| format!("{}: {}", show(key), show(value))).collect::<Vec<_>>().join(", "))
        }
        ExprKind::NamedTuple(fields) => format!(
            "({})",
            fields.iter().map(|field| format!("{}: {}", field.name.name, show(&field.value))).collect::<Vec<_>>().join(", ")
        ),
        ExprKind::Struct { name, fields } => {
            format!(
                "{} {{{}}}",
                name.name,
                fields.iter().map(|field| format!("{}: {}", field.name.name, show(&field.value))).collect::<Vec<_>>().join(", ")
            )
        }
        ExprKind::Field { base, name } => format!("{}.{}", show(base), name.name),
        ExprKind::Index { base, index } => format!("{}[{}]", show(base), show(index)),
        ExprKind::Slice { base, start, end } => {
            let bound = |bound: &Option<Box<Expr>>| bound.as_ref().map_or(String::new(), |bound| show(bound));
            format!("{}[{}:{}]", show(base), bound(start), bound(end))
        }
        ExprKind::Call { callee, args } => format!("{}({})", show(callee), show_args(args)),
        ExprKind::MapNode(node) => {
            let words = [node.zip.map(|_| "zip "), node.launch.map(|_| "launch ")];
            format!("map {}{}({})", words.into_iter().flatten().collect::<String>(), node.callee.name, show_args(&node.args))
        }
        ExprKind::Launch { callee, args } => format!("launch {}({})", callee.name, show_args(args)),
        ExprKind::Unary { op: UnaryOp::Neg, operand } => format!("(-{})", show(operand)),
        ExprKind::Unary { op: UnaryOp::Not, operand } => format!("(not {})", show(operand)),
        ExprKind::Binary { op, left, right, .. } => format!("({} {} {})", show(left), op.as_str(), show(right)),
        other => format!("{other:?}"),
    }
}

fn show_args(args: &[crate::syntax::ast::Arg]) -> String {
    let one = |arg: &crate::syntax::ast::Arg| {
        let name = arg.name.as_ref().map_or(String::new(), |name| format!("{}: ", name.name));
        format!("{name}{}{}", if arg.each.is_some() { "each " } else { "" }, show(&arg.value))
    };
    args.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn all(values: &[Expr]) -> String {
    values.iter().map(show).collect::<Vec<_>>().join(", ")
}

fn value(stmt: Stmt) -> Expr {
    match stmt.kind {
        StmtKind::Expr { value, .. } => value,
        other => panic!("{other:?}"),
    }
}

fn expr(text: &str) -> Expr {
    value(body(text).remove(0))
}

fn shown(text: &str) -> String {
    show(&expr(text))
}

#[test]
fn precedence() {
    assert_eq!(shown("a or b and not c == d ?? e + f * -g ** h"), "(a or (b and (not (c == (d ?? (e + (f * (-(g ** h)))))))))");
    assert_eq!(shown("a - b - c"), "((a - b) - c)");
    assert_eq!(shown("a ** b ** c"), "(a ** (b ** c))");
    assert_eq!(shown("-2 ** 2"), "(-(2 ** 2))");
    assert_eq!(shown("2 ** -1"), "(2 ** -1)");
    assert_eq!(shown("not a in b"), "(not (a in b))");
    assert_eq!(shown("a not  in b"), "(a not in b)");
    assert_eq!(shown("(a + b) * c"), "((a + b) * c)");
    assert_eq!(shown("a // b / c % d"), "(((a // b) / c) % d)");
    assert_eq!(shown("not not a"), "(not (not a))");
    assert_eq!(shown("- - a"), "(-(-a))");
    assert_eq!(shown("-a.b[0](c)"), "(-a.b[0](c))");
}

#[test]
fn numbers() {
    assert_eq!(shown("1_000"), "1000");
    assert_eq!(shown("-9223372036854775808"), "-9223372036854775808");
    assert_eq!(shown("- 5"), "(-5)");
    assert_eq!(shown("-(5)"), "(-5)");
    assert_eq!(shown("1e-3 + 1.5 + 2E3 + 1e5"), "(((0.001 + 1.5) + 2000.0) + 100000.0)");
    assert_eq!(shown("xs[1:-1]"), "xs[1:-1]");
    assert_eq!(shown("1.abs()"), "1.abs()");
    let out = read("fn f() -> int { 9223372036854775808 - 9223372036854775808 }");
    assert_eq!(lines("", &out.diagnostics).len(), 2);
}

#[test]
fn durations() {
    for (text, micros) in [
        ("1d", 86_400_000_000_i64),
        ("1h30m", 5_400_000_000),
        ("250us", 250),
        ("500ms", 500_000),
        ("1.5s", 1_500_000),
        ("-2d", -172_800_000_000),
        ("1d2h3m4s5ms6us", 93_784_005_006),
        ("0.000001s", 1),
        ("1m0.5s", 60_500_000),
        ("0.25h", 900_000_000),
    ] {
        assert_eq!(shown(text), format!("{micros}us"), "{text}");
    }
}

#[test]
fn strings() {
    let text = |source: &str| match expr(source).written {
        ExprKind::Str(text) => text,
        other => panic!("{other:?}"),
    };
    assert_eq!(text(r#""a\n\t\r\0\\\"\'\{\}\x41\u00e9\u{1f600}""#), "a\n\t\r\0\\\"'{}Aé😀");
    assert_eq!(text(r##"r"\d""##), r"\d");
    assert_eq!(text(r###"r#"a"b\"#"###), "a\"b\\");
    assert_eq!(text("\"\""), "");
    assert_eq!(text("\"\"\"a\"b\"\"\""), "a\"b");
    assert_eq!(text("\"\"\"\n    a\n      b\n\n    c\n    \"\"\""), "a\n  b\n\nc\n");
    assert_eq!(text("\"\"\"\n    a \\\n    b\"\"\""), "    a     b");
    assert_eq!(text("\"\"\"\n    a \\\n    b\n    \"\"\""), "a b\n");
    assert_eq!(text("\"\"\"\r\n  a\r\n  \"\"\""), "a\n");
    assert_eq!(text("\"# no comment\""), "# no comment");
}

#[test]
fn interpolated_strings() {
    let ExprKind::FString(parts) = expr(r#"f"a{{ {x:.2f}{f(m["k"], "}")} \n{f"{y}"}""#).written else { panic!("no string") };
    let shown: Vec<String> = parts
        .iter()
        .map(|part| match part {
            FStringPart::Text(text) => format!("{text:?}"),
            FStringPart::Value { value, spec } => format!(
                "{} {:?}",
                if matches!(value.written, ExprKind::FString(_)) { "f".into() } else { show(value) },
                spec.as_ref().map(|(text, _)| text)
            ),
        })
        .collect();
    assert_eq!(shown, [r#""a{ ""#, r#"x Some(".2f")"#, r#"f(m["k"], "}") None"#, r#"" \n""#, "f None"]);
    let ExprKind::FString(parts) = expr("f\"\"\"\n    a {x}\n      b\n    {y}\n    \"\"\"").written else { panic!("no string") };
    let texts: Vec<&str> =
        parts.iter().filter_map(|part| if let FStringPart::Text(text) = part { Some(text.as_str()) } else { None }).collect();
    assert_eq!(texts, ["a ", "\n  b\n", "\n"]);
}

/// The braces of `\u{…}` do not interpolate.
#[test]
fn code_points_in_interpolated_strings() {
    for text in [r#"f"caf\u{e9} {n}\u{1F600}}}""#, "f\"\"\"caf\\u{e9} {n}\\u{1f600}}}\"\"\""] {
        let ExprKind::FString(parts) = expr(text).written else { panic!("no string") };
        let [FStringPart::Text(before), FStringPart::Value { value, .. }, FStringPart::Text(after)] = parts.as_slice() else {
            panic!("{parts:?}")
        };
        assert_eq!((before.as_str(), show(value).as_str(), after.as_str()), ("café ", "n", "😀}"));
    }
}

#[test]
fn collections_and_parentheses() {
    assert_eq!(shown("[1, 2,]"), "[1, 2]");
    assert_eq!(shown("(a)"), "a");
    assert_eq!(shown("(a,)"), "(a,)");
    assert_eq!(shown("(a, b)"), "(a, b,)");
    assert_eq!(shown("(x: a, y: b)"), "(x: a, y: b)");
    assert_eq!(shown("{\"a\": 1, b: 2,}"), "{\"a\": 1, b: 2}");
    assert_eq!(shown("{}"), "{}");
    assert_eq!(shown("Point { x: 1, y: -2 }.x"), "Point {x: 1, y: -2}.x");
    assert_eq!(shown("`if`.`a b`"), "if.a b");
}

#[test]
fn comprehensions() {
    let ExprKind::ListComprehension(list) = expr("[f(x) for x in xs if x for (k, v) in x]").written else { panic!("no list") };
    assert_eq!(show(&list.value), "f(x)");
    assert!(matches!(
        list.clauses[..],
        [ComprehensionClause::For { .. }, ComprehensionClause::If(_), ComprehensionClause::For { pattern: Pattern::Tuple(..), .. }]
    ));
    let ExprKind::MapComprehension(map) = expr("{k: v for k, v in m}").written else { panic!("no map") };
    assert!(map.key.is_some());
    assert!(matches!(&map.clauses[0], ComprehensionClause::For { pattern: Pattern::Tuple(names, _), .. } if names.len() == 2));
}

#[test]
fn nodes() {
    assert_eq!(shown("map f(xs)"), "map f(xs)");
    assert_eq!(shown("map zip f(a: each xs, b: each [1], c: 3)"), "map zip f(a: each xs, b: each [1], c: 3)");
    assert_eq!(shown("map launch lp(each xs)"), "map launch lp(each xs)");
    assert_eq!(shown("launch lp(a: 1)"), "launch lp(a: 1)");
    assert_eq!(shown("map zip(xs)"), "map zip(xs)");
    assert_eq!(shown("map(xs) + launch + each + zip(map)"), "(((map(xs) + launch) + each) + zip(map))");
    assert_eq!(shown("f(each in xs)"), "f((each in xs))");
    let stmts = body("let (a, _) = f(x) after b, c with { retries: 1, interruptible, env: {\"A\": \"b\"}, secrets: [\"s\"] }");
    let StmtKind::Let { mutable: false, pattern: Pattern::Tuple(names, _), tail, .. } = &stmts[0].kind else { panic!("no let") };
    assert!(matches!(names[..], [Pattern::Name(_), Pattern::Wildcard(_)]));
    assert_eq!(tail.after.len(), 2);
    let options = tail.options.as_ref().expect("options");
    let kinds: Vec<_> = options.entries.iter().map(|entry| (entry.key.name.as_str(), std::mem::discriminant(&entry.value))).collect();
    let flag = std::mem::discriminant(&OptionValue::Flag);
    assert_eq!(kinds[1], ("interruptible", flag));
    assert!(matches!(&options.entries[2].value, OptionValue::Record(record) if record.entries[0].key.name == "A"));
    assert!(matches!(&options.entries[3].value, OptionValue::List(values, _) if values.len() == 1));
}

#[test]
fn statements() {
    let stmts = body(
        "var x: int = 1\nx = 2\nxs[0].a += 3\nx //= 2\nx **= 2\nx ??= 3\nreturn\nreturn x\nbreak\ncontinue\nwhile a { b }\nfor k, v in m { a }\nassert a, \"m\"",
    );
    assert!(matches!(&stmts[0].kind, StmtKind::Let { mutable: true, ty: Some(_), .. }));
    assert!(matches!(&stmts[1].kind, StmtKind::Assign { op: None, .. }));
    let operators: Vec<_> = stmts[2..6]
        .iter()
        .map(|stmt| if let StmtKind::Assign { op: Some(op), .. } = &stmt.kind { op.as_str() } else { panic!("no assignment") })
        .collect();
    assert_eq!(operators, ["+", "//", "**", "??"]);
    assert!(matches!(stmts[6].kind, StmtKind::Return { value: None, .. }));
    assert!(matches!(stmts[7].kind, StmtKind::Return { value: Some(_), .. }));
    assert!(matches!(stmts[8].kind, StmtKind::Break));
    assert!(matches!(stmts[9].kind, StmtKind::Continue));
    assert!(matches!(stmts[10].kind, StmtKind::While { .. }));
    assert!(matches!(&stmts[11].kind, StmtKind::For { pattern: Pattern::Tuple(..), .. }));
    assert!(matches!(&stmts[12].kind, StmtKind::Assert { message: Some(_), .. }));
}

#[test]
fn choices() {
    let ExprKind::If(choice) = expr("if a { 1 } else if b { 2 } else { 3 }").written else { panic!("no if") };
    assert_eq!(choice.arms.len(), 2);
    assert!(choice.otherwise.is_some());
    let text = "match e {\n  Tier.gold | Tier.basic if c => 1\n  n: int | str => { 2 }, none => 3\n  \"a\" | -1 | 2h | true => return 4\n  _: int => 5\n  x => 6\n  _ => break\n}";
    let ExprKind::Match(choice) = expr(text).written else { panic!("no match") };
    let kinds: Vec<&MatchPatternKind> = choice.arms.iter().map(|arm| &arm.pattern.kind).collect();
    assert!(
        matches!(kinds[0], MatchPatternKind::Or(parts) if parts.len() == 2 && matches!(parts[0].kind, MatchPatternKind::Variant { .. }))
    );
    assert!(matches!(kinds[1], MatchPatternKind::Typed { binding: Some(_), ty } if matches!(ty.kind, TypeExprKind::Union(_))));
    assert!(matches!(kinds[2], MatchPatternKind::None));
    assert!(matches!(kinds[3], MatchPatternKind::Or(parts) if parts.len() == 4));
    assert!(matches!(kinds[4], MatchPatternKind::Typed { binding: None, .. }));
    assert!(matches!(kinds[5], MatchPatternKind::Binding(_)));
    assert!(matches!(kinds[6], MatchPatternKind::Wildcard));
    assert!(choice.arms[0].guard.is_some());
    assert!(matches!(choice.arms[3].body.stmts[0].kind, StmtKind::Return { .. }));
}

#[test]
fn closures() {
    let args = |text: &str| match expr(text).written {
        ExprKind::Call { args, .. } => args.into_iter().next().map(|arg| arg.value.written),
        _ => None,
    };
    assert!(
        matches!(args("f(|x, (a, _)| x + a)"), Some(ExprKind::Closure(closure)) if closure.params.len() == 2 && closure.body.stmts.len() == 1)
    );
    assert!(matches!(args("f(|| 1)"), Some(ExprKind::Closure(closure)) if closure.params.is_empty()));
    assert!(matches!(args("f(|x| { a\n b })"), Some(ExprKind::Closure(closure)) if closure.body.stmts.len() == 2));
    assert!(matches!(args("f(|x| |y| x)"), Some(ExprKind::Closure(_))));
}

fn ty(text: &str) -> TypeExpr {
    let module = module(&format!("type T = {text}"));
    match module.items.into_iter().next().map(|item| item.kind) {
        Some(ItemKind::Type(item)) => item.ty,
        other => panic!("{other:?}"),
    }
}

#[test]
fn types() {
    assert!(matches!(ty("int").kind, TypeExprKind::Name(name) if name == "int"));
    assert!(matches!(ty("[int?]").kind, TypeExprKind::List(item) if matches!(item.kind, TypeExprKind::Optional(_))));
    assert!(matches!(ty("{str: [int]}").kind, TypeExprKind::Map { .. }));
    assert!(matches!(ty("int??").kind, TypeExprKind::Optional(inner) if matches!(inner.kind, TypeExprKind::Name(_))));
    assert!(
        matches!(ty("int | str? | none").kind, TypeExprKind::Union(parts) if parts.len() == 3 && matches!(parts[2].kind, TypeExprKind::None))
    );
    assert!(
        matches!(ty("file<\"csv\">").kind, TypeExprKind::Applied { args, .. } if matches!(&args[0], TypeArg::Format(text) if text.value == "csv"))
    );
    let TypeExprKind::Applied { args, .. } = ty("table<{a: int, \"b.c\": str}, \"csv\">").kind else { panic!("no table") };
    assert!(matches!(&args[0], TypeArg::Columns(columns, _) if columns[1].name.name == "b.c"));
    assert!(matches!(args[1], TypeArg::Format(_)));
}

#[test]
fn items() {
    let text = "const A: int = 1\nenum E { ## Doc.\n a, b = \"B\" }\ntask t() container { image: \"x\" }\nworkflow w() extern \"p:d:w@v\"\nlaunchplan l for w\ntest \"x\" { }\nfn f(a: int, ## B.\n b: str = \"x\") -> (x: int, y: str) { 1 }\nimport a.b.{c, d as e}";
    let outcome = read(text);
    let module = outcome.value;
    let kinds: Vec<&ItemKind> = module.items.iter().map(|item| &item.kind).collect();
    assert!(matches!(kinds[0], ItemKind::Const(item) if item.ty.is_some()));
    assert!(matches!(kinds[1], ItemKind::Enum(item) if item.variants[1].value.is_some()));
    assert!(
        matches!(kinds[2], ItemKind::Task(task) if matches!(&task.body, TaskBody::Later { keyword, .. } if keyword.name == "container"))
    );
    assert!(matches!(kinds[3], ItemKind::Workflow(item) if item.later.as_ref().is_some_and(|word| word.name == "extern")));
    assert!(matches!(kinds[4], ItemKind::Later(item) if item.name.as_ref().is_some_and(|name| name.name == "l")));
    assert!(matches!(kinds[5], ItemKind::Later(item) if item.name.is_none()));
    assert!(
        matches!(kinds[6], ItemKind::Fn(item) if item.signature.params[1].default.is_some() && matches!(item.signature.outputs, Outputs::Named(ref outputs, _) if outputs.len() == 2))
    );
    assert_eq!(module.imports[0].path.len(), 2);
    assert_eq!(module.imports[0].names[1].alias.as_ref().map(|alias| alias.name.as_str()), Some("e"));
}

#[test]
fn doc_comments_find_their_owners() {
    let text = "##! Module.\n##!\n##! More.\n\n## Item,\n##  indented.\n# flightplan: allow(x): y\nstruct A {\n    ## Field.\n    a: int\n\n    ## Other.\n    b: int\n}\n## Task.\ntask t(\n    ## Param.\n    a: int,\n) -> (\n    ## Out.\n    x: int,\n    y: int\n) { (x: 1, y: 2) }\nenum E {\n    ## Variant.\n    a\n}\n";
    let module = module(text);
    assert_eq!(module.doc.as_ref().map(|doc| doc.text.as_str()), Some("Module.\n\nMore."));
    assert_eq!(module.items[0].doc.as_ref().map(|doc| doc.text.as_str()), Some("Item,\n indented."));
    let ItemKind::Struct(item) = &module.items[0].kind else { panic!("no struct") };
    assert_eq!(item.fields[1].doc.as_ref().map(|doc| doc.text.as_str()), Some("Other."));
    let ItemKind::Task(task) = &module.items[1].kind else { panic!("no task") };
    assert_eq!(task.signature.params[0].doc.as_ref().map(|doc| doc.text.as_str()), Some("Param."));
    assert!(matches!(&task.signature.outputs, Outputs::Named(outputs, _) if outputs[0].doc.as_ref().is_some_and(|doc| doc.text == "Out.")));
    let ItemKind::Enum(item) = &module.items[2].kind else { panic!("no enum") };
    assert_eq!(item.variants[0].doc.as_ref().map(|doc| doc.text.as_str()), Some("Variant."));
    assert_eq!(module.comments.len(), 12);
}

#[test]
fn spans_are_those_of_the_file() {
    let text = "# é\ntask t() {\n    let x = \"é\" + f(1)  # end\n    x\n}\n";
    let module = module(text);
    let ItemKind::Task(task) = &module.items[0].kind else { panic!("no task") };
    let TaskBody::Code(block) = &task.body else { panic!("no code") };
    let at = |span: crate::source::Span| &text[span.start as usize..span.end as usize];
    assert_eq!(at(block.stmts[0].span), "let x = \"é\" + f(1)");
    let StmtKind::Let { value, .. } = &block.stmts[0].kind else { panic!("no let") };
    assert_eq!(at(value.span), "\"é\" + f(1)");
    let ExprKind::Binary { left, right, op_span, .. } = &value.written else { panic!("no sum") };
    assert_eq!((at(left.span), at(*op_span), at(right.span)), ("\"é\"", "+", "f(1)"));
    assert_eq!(at(module.items[0].span), &text[5..text.len() - 1]);
}
