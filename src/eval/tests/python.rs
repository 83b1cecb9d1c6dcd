//! Operators, functions, formats and methods against what CPython gives for the same inputs (`python/generate.py`).

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::Module;
use crate::eval::{Machine, NoHost, Value};
use crate::program::Type;

const TASKS: &str = r#"
task add_int(a: int, b: int) -> str { str(a + b) }
task sub_int(a: int, b: int) -> str { str(a - b) }
task mul_int(a: int, b: int) -> str { str(a * b) }
task floor_div_int(a: int, b: int) -> str { str(a // b) }
task mod_int(a: int, b: int) -> str { str(a % b) }
task div_int(a: int, b: int) -> str { str(a / b) }
task pow_int(a: int, b: int) -> str { str(a ** b) }
task lt_int(a: int, b: int) -> str { if a < b { "true" } else { str(a < b) } }
task le_int(a: int, b: int) -> str { if not (a <= b) { str(a <= b) } else { "true" } }
task gcd_int(a: int, b: int) -> str { str(gcd(a, b)) }
task add_float(a: float, b: float) -> str { str(a + b) }
task sub_float(a: float, b: float) -> str { str(a - b) }
task mul_float(a: float, b: float) -> str { str(a * b) }
task div_float(a: float, b: float) -> str { str(a / b) }
task floor_div_float(a: float, b: float) -> str { str(a // b) }
task mod_float(a: float, b: float) -> str { str(a % b) }
task pow_float(a: float, b: float) -> str { str(a ** b) }
task lt_float(a: float, b: float) -> str { if a < b { "true" } else { str(a < b) } }
task ge_float(a: float, b: float) -> str { if not (a >= b) { str(a >= b) } else { "true" } }
task eq_float(a: float, b: float) -> str { if a == b { "true" } else { str(not (a != b)) } }
task atan2_float(a: float, b: float) -> str { str(atan2(a, b)) }
task hypot_float(a: float, b: float) -> str { str(hypot(a, b)) }
task floor_float(x: float) -> str { str(floor(x)) }
task ceil_float(x: float) -> str { str(ceil(x)) }
task trunc_float(x: float) -> str { str(trunc(x)) }
task int_float(x: float) -> str { str(int(x)) }
task round_float(x: float) -> str { str(round(x)) }
task sqrt_float(x: float) -> str { str(sqrt(x)) }
task exp_float(x: float) -> str { str(exp(x)) }
task ln_float(x: float) -> str { str(ln(x)) }
task log10_float(x: float) -> str { str(log10(x)) }
task log2_float(x: float) -> str { str(log2(x)) }
task sin_float(x: float) -> str { str(sin(x)) }
task cos_float(x: float) -> str { str(cos(x)) }
task tan_float(x: float) -> str { str(tan(x)) }
task asin_float(x: float) -> str { str(asin(x)) }
task acos_float(x: float) -> str { str(acos(x)) }
task atan_float(x: float) -> str { str(atan(x)) }
task sinh_float(x: float) -> str { str(sinh(x)) }
task cosh_float(x: float) -> str { str(cosh(x)) }
task tanh_float(x: float) -> str { str(tanh(x)) }
task degrees_float(x: float) -> str { str(degrees(x)) }
task radians_float(x: float) -> str { str(radians(x)) }
task str_float(x: float) -> str { f"{x}" }
task abs_float(x: float) -> str { str(abs(x)) }
task round_digits(x: float, digits: int) -> str { str(round(x, digits)) }
task format_int(x: int, spec: str) -> str { format(x, spec) }
task format_float(x: float, spec: str) -> str { format(x, spec) }
task format_str(x: str, spec: str) -> str { format(x, spec) }
task upper(s: str) -> str { s.upper() }
task lower(s: str) -> str { s.lower() }
task trim(s: str) -> str { s.trim() }
task is_digit(s: str) -> str { str(s.is_digit()) }
task is_alpha(s: str) -> str { str(s.is_alpha()) }
task is_space(s: str) -> str { str(s.is_space()) }
task is_upper(s: str) -> str { str(s.is_upper()) }
task is_lower(s: str) -> str { str(s.is_lower()) }
task length(s: str) -> str { str(len(s)) }
task words(s: str) -> str { str(s.split()) }
task reversed(s: str) -> str { s.reverse() }
task zfill5(s: str) -> str { s.zfill(5) }
task capitalize_ascii(s: str) -> str { if s.len() == s.encode().len() { s.capitalize() } else { s } }
task title_ascii(s: str) -> str { if s.len() == s.encode().len() { s.title() } else { s } }
task count(s: str, part: str) -> str { str(s.count(part)) }
task find(s: str, part: str) -> str { str(s.find(part)) }
task rfind(s: str, part: str) -> str { str(s.rfind(part)) }
task replace(s: str, part: str, new: str) -> str { s.replace(part, new) }
task split(s: str, part: str) -> str { str(s.split(part)) }
task split1(s: str, part: str) -> str { str(s.split(part, 1)) }
task slice(s: str, i: int, j: int) -> str { s[i:j] }
task int_text(s: str) -> str { str(int(s)) }
task float_text(s: str) -> str { str(float(s)) }
"#;

/// Functions whose last digit the C library decides: they need not agree with Python's to the bit.
const OF_THE_C_LIBRARY: [&str; 14] = [
    "exp_float",
    "ln_float",
    "log10_float",
    "log2_float",
    "sin_float",
    "cos_float",
    "tan_float",
    "asin_float",
    "acos_float",
    "atan_float",
    "sinh_float",
    "cosh_float",
    "tanh_float",
    "pow_float",
];

/// Where the language differs from Python, deliberately.
fn differs(task: &str, inputs: &[&str]) -> bool {
    match task {
        // A float that no finite `float` rounds to is an error of Python's alone.
        "round_digits" => false,
        // Python has infinities for text beyond the range.
        "is_alpha" | "is_upper" | "is_lower" => matches!(inputs, ["ǅ"]),
        _ => false,
    }
}

fn agrees(task: &str, found: &str, expected: &str) -> bool {
    if found == expected {
        return true;
    }
    let (Ok(found), Ok(expected)) = (found.parse::<f64>(), expected.parse::<f64>()) else { return false };
    OF_THE_C_LIBRARY.contains(&task) && ((found - expected) / expected).abs() < 1e-15
}

#[test]
fn cpython_gives_the_same() {
    let module = Module::new(TASKS);
    let code = module.code();
    let mut machine = Machine::new(&code, NoHost);
    let tasks: BTreeMap<&str, _> = module.program.tasks.iter().map(|task| (task.header.name.as_str(), task)).collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("python/cases.jsonl").lines() {
        let Ok(Json::Array(case)) = serde_json::from_str(line) else { panic!("{line}") };
        let [Json::String(name), Json::Array(inputs), expected] = case.as_slice() else { panic!("{line}") };
        let inputs: Vec<&str> = inputs.iter().filter_map(Json::as_str).collect();
        let task = tasks[name.as_str()];
        let values: Vec<Value> = inputs
            .iter()
            .zip(&task.interface.inputs)
            .map(|(input, param)| match param.ty {
                Type::Int => Value::Int(input.parse().expect("an int")),
                Type::Float => Value::Float(input.parse().expect("a float")),
                _ => Value::str(*input),
            })
            .collect();
        let found = machine.run(module.task(name), &values);
        let found = match found.as_deref() {
            Ok([output]) => output.text().map(|text| text.to_string()),
            _ => None,
        };
        let right = match (&found, expected.as_str()) {
            (Some(found), Some(expected)) => agrees(name, found, expected),
            (None, None) => true,
            _ => false,
        };
        count += 1;
        if !right && !differs(name, &inputs) {
            wrong.push(format!("{name}{inputs:?}: {found:?}, in Python {expected}"));
        }
    }
    assert!(count > 7000, "{count}");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}
