//! What is known of a `var`: as long as it is not assigned on any way that leads there.

use super::type_of;

const ITEMS: &str = "struct Box { size: int }\nfn maybe(a: int) -> int? { if a > 0 { a } else { none } }\n";

fn is_known(body: &str) -> bool {
    let body = format!("var y = maybe(1)\nlet c = maybe(2) == none\n{body}");
    match type_of(ITEMS, &body) {
        Ok(_) => true,
        Err(found) => {
            assert!(found.iter().all(|found| found.starts_with("T003") || found.starts_with("T001")), "{body}\n{found:#?}");
            false
        }
    }
}

#[test]
fn a_var_is_known_as_long_as_it_is_not_assigned() {
    for body in [
        "if y == none { return 0 }\ny + 1",
        "assert y != none\ny + 1",
        "if y != none { y + 1 } else { 0 }",
        "[y != none and y > 0, y == none or y > 0].len()",
        "[y + x for x in [1, 2] if y != none].len()",
        "if y == none { return 0 }\n[1].map(|x| x + y).len()",
        "if y == none { return 0 }\nvar t = 0\nfor i in range(3) { t += y }\nwhile t < y { t += y }\nt + y",
        // Assigned on a way that does not lead here.
        "if y == none {\ny = none\nreturn 0\n}\ny + 1",
        "if y == none { return 0 }\nif c {\ny = none\nreturn 1\n}\ny + 1",
        "if y == none { return 0 }\nlet z = if c {\ny = none\n0\n} else { y + 1 }\nz",
        "if y == none { return 0 }\nlet z = match c {\ntrue => {\ny = none\n0\n}\nfalse => y + 1\n}\nz",
        // Known again after it was asked again.
        "if y == none { return 0 }\ny = maybe(3)\nassert y != none\ny + 1",
        "if y == none { return 0 }\nfor i in range(3) {\ny = maybe(i)\nif y == none { continue }\nlet z = y + 1\nlog(z)\n}\n0",
        "while y != none {\nlet z = y + 1\ny = maybe(z)\n}\n0",
        // Compound assignments read before they write.
        "if y == none { return 0 }\ny += 1\ny ?? 0",
        // An inner variable of the same name is another one.
        "if y == none { return 0 }\nif c {\nvar y = maybe(4)\ny = none\nlog(y)\n}\ny + 1",
    ] {
        assert!(is_known(body), "{body}");
    }
}

#[test]
fn a_var_that_may_be_assigned_before_is_not_known() {
    for body in [
        "y + 1",
        "if y == none { return 0 }\ny = maybe(3)\ny + 1",
        "if y == none { return 0 }\ny += 1\ny + 1",
        "if y == none { return 0 }\nif c { y = none }\ny + 1",
        "if y == none { return 0 }\nif c { log(1) } else { y = none }\ny + 1",
        "if y == none { return 0 }\nif c { if c { if c { y = none } } }\ny + 1",
        "if y == none { return 0 }\nmatch c {\ntrue => { y = none }\nfalse => log(1)\n}\ny + 1",
        "if y == none { return 0 }\nlet k = match c {\ntrue if (if c { y = none\nfalse } else { true }) => { return 0 }\n_ => 1\n}\ny + k",
        // The next round of a loop begins with what the last one left.
        "if y == none { return 0 }\nfor i in range(3) {\nlet z = y + 1\ny = maybe(z)\n}\n0",
        "if y == none { return 0 }\nwhile y > 0 { y = maybe(1) }\n0",
        "if y == none { return 0 }\nfor i in range(3) {\nfor j in range(3) { log(y + 1) }\nif c { y = none }\n}\n0",
        "if y == none { return 0 }\nfor i in range(3) {\nif c {\ny = none\nbreak\n}\n}\ny + 1",
        "if y == none { return 0 }\nfor i in range(3) {\nif c {\ny = none\ncontinue\n}\n}\ny + 1",
        "if y == none { return 0 }\nwhile true {\nif c {\ny = none\nbreak\n}\n}\ny + 1",
        "if y == none { return 0 }\nlet zs = [if c { y = none\n0 } else { y + 1 } for i in range(3)]\nzs.len()",
        "if y == none { return 0 }\nlet zs = [y + (if c { y = none\n0 } else { 1 }) for i in range(3)]\nzs.len()",
        // The condition itself assigns what it has asked.
        "if y != none and (if c { y = none\ntrue } else { true }) { y + 1 } else { 0 }",
        "let b = y != none and (if c { y = none\ntrue } else { true }) and y > 0\nif b { 1 } else { 0 }",
        "assert y != none and (if c { y = none\ntrue } else { true })\ny + 1",
        "if y == none { return 0 }\nlet z = (if c { y = none\n1 } else { 1 }) + y\nz",
        "while y != none {\ny = maybe(1)\nlog(y + 1)\n}\n0",
    ] {
        assert!(!is_known(body), "{body}");
    }
}

#[test]
fn parts_of_a_known_var_can_be_written_to() {
    let items = "struct Box { size: int }\nfn box(a: int) -> Box? { if a > 0 { Box { size: a } } else { none } }\n";
    let body = "var b = box(1)\nif b == none { return 0 }\nb.size = 3\nb.size += 4\nb.size";
    assert_eq!(type_of(items, body).as_deref(), Ok("int"));
    let assigned = "var b = box(1)\nif b == none { return 0 }\nb = box(2)\nb.size = 3\nb.size";
    assert!(type_of(items, assigned).is_err());
}
