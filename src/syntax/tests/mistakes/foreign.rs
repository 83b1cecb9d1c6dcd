//! Declarations, imports and values of other languages.

use super::{fixed, marked};
use crate::syntax::ast::ItemKind;
use crate::syntax::tests::read;

/// The first help of the first finding.
fn help(text: &str) -> String {
    read(text).diagnostics.first().and_then(|found| found.help.first().cloned()).expect("a help")
}

#[test]
fn one_finding_for_a_declaration_of_another_language() {
    marked(
        "
        @task(retries=2)
        ^^^^^ S015 `@task` is Python; there are no decorators
        def total(xs: List[int], label: str = 'all') -> int:
            out = 'x'
            return sum(xs)

        @dataclass
        ^^^^^^^^^^ S015 `@dataclass` is Python; there are no decorators
        class Line:
            amount: float
            sku: str = 'x'

        class Tier(str, Enum):
        ^^^^^ S028 `class` is not a keyword
            basic = 'basic'
            gold = 'GOLD'

        export interface User { name: string; age?: number }
               ^^^^^^^^^ S028 `interface` is not a keyword

        function add(a: number): number {
        ^^^^^^^^ S028 `function` is not a keyword
            return a
        }

        impl Shape {
        ^^^^ S028 `impl` is not a keyword
            fn area(&self, k: f64) -> f64 { 1.0 }
        }

        task f() { log(1) }
        if __name__ == 3:
        ^^ S031 a module has no main program
            f()
        ",
    );
    for (there, here) in [
        (
            "@task(retries=2, cache=True)\ndef total(xs: List[int], k: Optional[str] = None) -> Tuple[int, str]:\n    if x:\n        return 1\n",
            "write `task total(xs: [int], k: str? = none) -> (int, str) with { retries: 2, cache: \"1\" } { … }`",
        ),
        ("@workflow\ndef w(n: int) -> None:\n    f(n)\n", "write `workflow w(n: int) { … }`"),
        (
            "func Add(a, b int) string {\n    return a\n}",
            "write `task Add(a: int, b: int) -> str { … }`; a helper that tasks call begins with `fn`",
        ),
        (
            "class A(BaseModel):\n    x: Dict[str, int]\n    y: List[str] = field(default_factory=list)\n",
            "write `struct A { x: {str: int}, y: [str] = [] }`",
        ),
        ("class T(Enum):\n    low = 1\n    high = auto()\n", "write `enum T { low = \"1\", high }`"),
        (
            "impl Shape {\n    fn area(&self, k: f64) -> f64 { 1.0 }\n}",
            "functions are declared at the top level, and take the value as a parameter: `fn area(shape: Shape, k: float) -> float { … }`",
        ),
    ] {
        assert_eq!(help(there), here);
    }
    for (there, here) in [
        ("@task\ndef f(x: int) -> int:\n    return x * 2\n", "task f(x: int) -> int {\n    return x * 2\n}\n"),
        ("@dataclass\nclass A:\n    x: float\n", "struct A {\n    x: float\n}\n"),
        ("function f(x: number): number { return x }", "task f(x: float) -> float { return x }"),
    ] {
        assert_eq!(fixed(there), here);
    }
}

#[test]
fn what_another_language_declares_is_declared() {
    let names = |text: &str| {
        let outcome = read(text);
        let items = outcome.value.items.iter();
        let names = items.filter_map(|item| if let ItemKind::Error(error) = &item.kind { Some(&error.names) } else { None });
        names.flatten().map(|name| name.name.to_string()).collect::<Vec<_>>()
    };
    assert!(names("@task\ndef f(x: int):\n    return x\n").contains(&"f".to_owned()));
    assert!(names("@dataclass\nclass A:\n    x: int\n").contains(&"A".to_owned()));
    assert!(names("from a.b import c, d as e\n").contains(&"e".to_owned()));
    assert!(names("LIMIT = 3\n").contains(&"LIMIT".to_owned()));
    let outcome = read("pub struct A { x: int }\nexport async fn f(x: int) -> int { x }\n");
    assert!(matches!(outcome.value.items.as_slice(), [a, b] if matches!(a.kind, ItemKind::Struct(_)) && matches!(b.kind, ItemKind::Fn(_))));
}

#[test]
fn imports_of_other_languages() {
    for (there, here) in [
        ("from shop.prices import net, gross as g", "import shop.prices.{net, gross as g}"),
        ("use shared::prices::{net, gross};", "import shared.prices.{net, gross}"),
        ("use crate::prices::net;", "import prices.{net}"),
        ("import { a, b as c } from \"./shared/prices\"", "import shared.prices.{a, b as c}"),
        ("import shop.prices.net", "import shop.prices.{net}"),
        ("import numpy as np\nconst A = 1", "const A = 1"),
        ("from typing import List\nconst A = 1", "const A = 1"),
        ("use std::collections::HashMap;\nconst A = 1", "const A = 1"),
        ("package main\nconst A = 1", "const A = 1"),
        ("import * as fs from \"node:fs\"\nconst A = 1", "const A = 1"),
    ] {
        assert_eq!(fixed(there), here);
    }
    marked(
        "
        import math
               ^^^^ S040 `math` is a module of Python, and cannot be imported
        from shop import x
        ^^^^ S040 an import lists the names that it imports: `import module.{name}`
        use a::b; use std::fmt;
        ^^^ S040 an import lists the names that it imports: `import module.{name}`
                  ^^^ S040 `std` is a module of Rust, and cannot be imported
        ",
    );
}

#[test]
fn values_of_a_module() {
    for (there, here) in [
        ("HOME = 'DE'", "const HOME = \"DE\""),
        ("LIMITS: List[float] = [0.5, 1.0]", "const LIMITS: [float] = [0.5, 1.0]"),
        ("let rate = 0.5", "const rate = 0.5"),
        ("static DEBUG = False", "const DEBUG = false"),
        ("Rows = List[Dict[str, float]]", "type Rows = [{str: float}]"),
        ("\"\"\"What it is for.\n\nMore.\n\"\"\"\nconst A = 1", "##! What it is for.\n##!\n##! More.\nconst A = 1"),
        ("const A = 1\n\"About f.\"\nfn f() -> int { 1 }", "const A = 1\n## About f.\nfn f() -> int { 1 }"),
    ] {
        assert_eq!(fixed(there), here);
    }
    assert!(help("LOG = get_logger(\"x\")").contains("compute `LOG` in the body"));
}
