//! Every example of the table of builtins.

use super::value;
use crate::program::builtins::{self, Param, SigType};

#[test]
fn every_example_of_the_docs_gives_what_it_says() {
    let wrong: Vec<String> = builtins::all()
        .flat_map(|builtin| builtin.examples)
        .filter_map(|(code, expected)| {
            let found = std::panic::catch_unwind(|| value(code));
            match found {
                Ok(found) if found == *expected => None,
                Ok(found) => Some(format!("{code}\n    gives {found}, not {expected}")),
                Err(panic) => Some(format!("{code}\n    {:?}", panic.downcast_ref::<String>())),
            }
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Optional parameters of one overload: what is left out before one that is given is as if it were not there at all.
#[test]
fn optional_arguments_may_be_left_out_anywhere() {
    super::all(&[
        ("\"a b  c \".split(limit: 1)", "[\"a\", \"b  c \"]"),
        ("\" a b \".split(limit: 0)", "[\"a b \"]"),
        ("\" a b \".split(limit: -1)", "[\"a\", \"b\"]"),
        ("\"a,b,c\".split(limit: 1, separator: \",\")", "[\"a\", \"b,c\"]"),
        ("datetime(2030, 1, 2, minute: 5)", "datetime(\"2030-01-02T00:05:00Z\")"),
        ("datetime(2030, 1, 2, microsecond: 7)", "datetime(\"2030-01-02T00:00:00.000007Z\")"),
        ("datetime(year: 2030, day: 2, month: 1, second: 3, hour: 4)", "datetime(\"2030-01-02T04:00:03Z\")"),
        ("var r = rng(7)\nr.next_normal(stddev: 0.0)", "0.0"),
        ("var r = rng(7)\nvar s = rng(7)\nr.next_normal(stddev: 2) == s.next_normal(0, 2)", "true"),
    ]);
}

/// Every way to leave out optional parameters, of every overload that has several.
#[test]
fn every_choice_of_optional_parameters_is_taken() {
    let several =
        |overload: &&crate::program::builtins::Overload| overload.signature.params.iter().filter(|param| param.optional).count() > 1;
    let overloads = crate::program::builtins::all().flat_map(|builtin| builtin.overloads.iter().map(move |overload| (builtin, overload)));
    let mut seen = Vec::new();
    for (builtin, overload) in overloads.filter(|(_, overload)| several(overload)) {
        seen.push(builtin.name);
        let signature = &overload.signature;
        let optional: Vec<&Param> = signature.params.iter().filter(|param| param.optional).collect();
        for choice in 0..1_u32 << optional.len() {
            let chosen = optional.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1).map(|(_, param)| *param);
            let required = signature.params.iter().filter(|param| !param.optional);
            let args: Vec<String> = required.chain(chosen).map(|param| format!("{}: {}", param.name, sample(param))).collect();
            let call = format!("{}({})", builtin.name, args.join(", "));
            super::value(&format!("var r = rng(1)\nstr({call})"));
        }
    }
    assert_eq!(seen, ["split", "datetime", "next_normal"]);
}

fn sample(param: &Param) -> &'static str {
    match param.ty {
        SigType::Int => "1",
        SigType::Float => "1.0",
        SigType::Str => "\"a b\"",
        SigType::Rng => "r",
        _ => panic!("a sample for {}", param.ty),
    }
}
