//! Names of other languages: one finding each, whose fix is the program that was meant.

use super::{ITEMS, analyse, marked_in_body};
use crate::diagnostics::{Diagnostic, Severity};

const HEAD: &str =
    "task t(n: int, x: float, xs: [int], names: [str], name: str, m: {str: int}, o: int?, on: datetime, tier: Tier, f: file) -> str";

fn program(body: &str) -> String {
    format!("{ITEMS}{HEAD} {{\n{body}\n}}\n")
}

/// The only error of a body.
#[track_caller]
fn only(text: &str) -> Diagnostic {
    let mut found = analyse(text).1;
    found.retain(|finding| finding.severity == Severity::Error);
    assert_eq!(found.len(), 1, "{text}\n{found:#?}");
    found.remove(0)
}

/// Checks that bodies have one error each, whose fix gives the body on the right, which has none.
#[track_caller]
fn repaired(cases: &[(&str, &str)]) {
    for (body, wanted) in cases {
        let text = program(body);
        let finding = only(&text);
        let fix = finding.fix.as_ref().unwrap_or_else(|| panic!("{body}: there is no fix: {finding:#?}"));
        let mut edits = fix.edits.clone();
        edits.sort_by_key(|edit| edit.span.start);
        let fixed = edits.iter().rev().fold(text, |text, edit| {
            let (start, end) = (edit.span.start as usize, edit.span.end as usize);
            format!("{}{}{}", &text[..start], edit.text, &text[end..])
        });
        assert_eq!(fixed, program(wanted), "{body}");
        let left: Vec<_> = analyse(&fixed).1.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(left.is_empty(), "{wanted}: {left:#?}");
    }
}

/// Checks that bodies have one error each, whose help has these words.
#[track_caller]
fn told(cases: &[(&str, &str)]) {
    for (body, wanted) in cases {
        let finding = only(&program(body));
        assert!(finding.help.iter().any(|help| help.contains(wanted)), "{body}: {finding:#?}");
    }
}

#[test]
fn words() {
    repaired(&[
        ("if o == None { \"a\" } else { str(o + 1) }", "if o == none { \"a\" } else { str(o + 1) }"),
        ("let line: str? = nil\nline ?? \"\"", "let line: str? = none\nline ?? \"\""),
        ("str(x * PI)", "str(x * pi())"),
        ("`hello ${name}!`", "f\"hello {name}!\""),
    ]);
    told(&[("if n > 1 { pass }\nname", "`{ }`"), ("self", "parameters"), ("str(pi)", "`pi()`")]);
}

#[test]
fn functions() {
    repaired(&[
        ("str(set(names))", "str(names.unique())"),
        ("str(sorted(names, key: |s| len(s), reverse: true))", "str(names.sort_by(|s| len(s), descending: true))"),
        ("str(Some(n))", "str(n)"),
        ("str(reduce(|a, b| a + b, xs, 0))", "str(xs.fold(0, |a, b| a + b))"),
        ("str(reduce(max, xs, 0))", "str(xs.fold(0, |a, b| max(a, b)))"),
        ("str(map(str, xs))", "str(xs.map(|x| str(x)))"),
        ("str(filter(|i| i > n, xs))", "str(xs.filter(|i| i > n))"),
        ("join(\", \", names)", "names.join(\", \")"),
        ("str(list(m))", "str(m.keys())"),
        ("str(Counter(names))", "str(names.tally())"),
        ("sum(names)", "names.join(\"\")"),
        ("str(max(xs, default: 0) + 1)", "str((if xs.is_empty() { 0 } else { max(xs) }) + 1)"),
        ("str(max(n, 1, 2))", "str([n, 1, 2].max())"),
        ("str(round(x, ndigits: 2))", "str(round(x, digits: 2))"),
        ("str(on + timedelta(days: 2))", "str(on + 2d)"),
        ("str(on + timedelta(hours: n))", "str(on + (n * 1h))"),
        ("print(\"n is\", n)\nname", "log(f\"n is {n}\")\nname"),
        ("format(\"{} of {}\", n, name)", "f\"{n} of {name}\""),
        ("sprintf(\"%03d\", n)", "f\"{n:03d}\""),
    ]);
    told(&[
        ("open(name).read()", "cannot read or write files"),
        ("input(\"name? \")", "parameter"),
        ("if isinstance(o, int) { name } else { name }", "match o { value: int => …, _ => … }"),
    ]);
}

#[test]
fn modules_are_one_finding() {
    repaired(&[
        ("str(math.sqrt(x))", "str(sqrt(x))"),
        ("str(math.pi * x)", "str(pi() * x)"),
        ("str(np.mean(xs))", "str(mean(xs))"),
        ("str(json.loads(name)[\"a\"])", "str(json_parse(name)[\"a\"])"),
        ("str(datetime.datetime.now())", "str(now())"),
        ("str(re.findall(\"[a-z]\", name))", "str(name.regex_find_all(\"[a-z]\"))"),
        ("console.log(name)\nname", "log(name)\nname"),
        ("strings.ToUpper(name)", "name.upper()"),
        ("fmt.Sprintf(\"%s: %d\", name, n)", "f\"{name}: {n}\""),
        ("str(Math.max(n, 3))", "str(max(n, 3))"),
    ]);
    told(&[
        ("str(random.randint(1, n))", "`r.next_int(1, n)`"),
        ("os.environ[\"HOME\"]", "env(\"NAME\")"),
        ("requests.get(name).text", "no network"),
    ]);
}

#[test]
fn methods() {
    repaired(&[
        ("name.strip()", "name.trim()"),
        ("name.splitlines()[0]", "name.lines()[0]"),
        ("on.strftime(\"%Y\")", "on.format(\"%Y\")"),
        ("str(10 - o.unwrap_or(n))", "str(10 - (o ?? n))"),
        ("str(o.is_some())", "str(o != none)"),
        ("\", \".join(names)", "names.join(\", \")"),
        ("\"{} rows, {:.2f}\".format(n, x)", "f\"{n} rows, {x:.2f}\""),
        ("\"%d rows of %s\" % (n, name)", "f\"{n} rows of {name}\""),
        ("str(m.has_key(name))", "str(m.has(name))"),
        ("str(names.map(len))", "str(names.map(|x| len(x)))"),
        ("str(xs.fold(0, max))", "str(xs.fold(0, |x, y| max(x, y)))"),
        ("str(xs.sort(reverse: true))", "str(xs.sort(descending: true))"),
        ("str(names.sort(key: len))", "str(names.sort_by(|x| len(x)))"),
        ("str(tier.value)", "str(str(tier))"),
        ("str(xs.length)", "str(xs.len())"),
        ("str(on.year)", "str(on.year())"),
    ]);
    told(&[("f.read()", "cannot read or write files"), ("f.path", "cannot read or write files")]);
}

#[test]
fn what_changes_a_list_or_map_is_an_assignment() {
    repaired(&[
        ("var out = xs\nout.append(n * 2)\nstr(out)", "var out = xs\nout += [n * 2]\nstr(out)"),
        ("var out = []\nfor i in xs { out.append(i) }\nstr(out)", "var out = []\nfor i in xs { out += [i] }\nstr(out)"),
        ("let out = [1]\nout.push(n)\nstr(out)", "var out = [1]\nout += [n]\nstr(out)"),
        ("var out = xs\nout.pop()\nstr(out)", "var out = xs\nout = out[:-1]\nstr(out)"),
        ("var out = m\nout.update({\"a\": n})\nstr(out)", "var out = m\nout = out.merge({\"a\": n})\nstr(out)"),
        ("var out = m\nout.setdefault(name, 0)\nstr(out)", "var out = m\nout[name] = out.get(name, 0)\nstr(out)"),
        ("let all = xs.append(1)\nstr(all)", "let all = xs + [1]\nstr(all)"),
    ]);
    told(&[
        ("xs.append(1)\nname", "copy it first with `var changed = xs`, then write `changed += [1]`"),
        ("var out = xs\nlet ys = xs.map(|i| { out.append(i)\ni })\nstr(ys)", "write a `for` loop"),
    ]);
}

#[test]
fn structs_that_are_called_or_written_as_maps() {
    repaired(&[
        ("str(Line(price: 1.5, quantity: n))", "str(Line { price: 1.5, quantity: n })"),
        ("str(Line(x, n))", "str(Line { price: x, quantity: n })"),
        ("let line: Line = {\"price\": x}\nstr(line)", "let line: Line = Line { price: x }\nstr(line)"),
    ]);
    told(&[("str(Line())", "`Line { price: … }`")]);
}

#[test]
fn nothing_follows_from_an_unknown_call() {
    marked_in_body(
        r#"
        let a = Counter(missing)
                ^^^^^^^ N001 cannot find a function called `Counter`
                        ^^^^^^^ N001 cannot find `missing`
        a.total + 1

        var rows = []
        rows.append("a")
             ^^^^^^ T104 cannot find a function called `append` for a value of type `[str]`
        rows.len()

        round(digits: 2, x)
                         ^ T101 an argument without a name comes after one with a name
        1
        "#,
    );
}

#[test]
fn a_closure_that_is_called_is_declared_as_a_function() {
    told(&[("let scale = |v, by| v * by\nstr(scale(n, 2) + scale(n, 3))", "`fn scale(v: …, by: …) { v * by }`")]);
}

#[test]
fn a_secret_of_the_context_is_named() {
    let help = "a secret is read with `secret(\"db/password\")`, and the task lists it: `with { secrets: [\"db/password\"] }`";
    told(&[
        ("current_context().secrets.get(\"db\", \"password\")", help),
        ("current_context().secrets.get(name, \"password\")", "the task lists it: `with { secrets: [\"group/key\"] }`"),
    ]);
}

#[test]
fn what_cannot_be_assigned_is_changed_in_a_copy() {
    repaired(&[
        ("name = name.trim()\nname.upper()", "var name_now = name\nname_now = name_now.trim()\nname_now.upper()"),
        (
            "var out = \"\"\nfor part in names {\n    part = part.trim()\n    out += part\n}\nout",
            "var out = \"\"\nfor part in names {\n    var part_now = part\n    part_now = part_now.trim()\n    out += part_now\n}\nout",
        ),
    ]);
    // In a closure, a copy cannot be changed either.
    told(&[("name = name.trim()\nnames.map(|other| other + name).join(\"\")", "use `name_now` from there on")]);
}

#[test]
fn elements_of_a_loop_are_changed_in_the_list() {
    repaired(&[(
        "var rows = [xs]\nfor row in rows {\n    row[0] += n\n}\nstr(rows)",
        "var rows = [xs]\nfor i in range(rows.len()) {\n    rows[i][0] += n\n}\nstr(rows)",
    )]);
    told(&[(
        "let rows = [xs]\nfor row in rows {\n    row[0] += n\n}\nstr(rows)",
        "a change of `row` would not change `rows`: go over the positions, `for i in range(rows.len())`, and change `rows[i]`",
    )]);
}

#[test]
fn names_of_all_branches_are_declared_once() {
    repaired(&[(
        "if n > 1 {\n    let label = \"big\"\n} else if n > 0 {\n    let half = n / 2\n    let label = str(half)\n} else {\n    let label = \"small\"\n}\nlabel",
        "let label = if n > 1 {\n    \"big\"\n} else if n > 0 {\n    let half = n / 2\n    str(half)\n} else {\n    \"small\"\n}\nlabel",
    )]);
}
