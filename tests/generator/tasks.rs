//! `fn`s and tasks: their interfaces, options and bodies.

use super::code::{Code, Place};
use super::declarations::Field;
use super::options;
use super::program::{Callable, Function, Naming, Output, Program};
use super::shape::Shape;
use super::types::Type;
use super::values;

/// Declares a `fn`, one in three with a recursion that ends.
pub(super) fn function(program: &mut Program) {
    let name = program.fresh_as("helper");
    let count = program.dice.between(1, 3) as usize;
    let mut parameters = Vec::new();
    for at in 0..count {
        let ty = program.any_type(2);
        parameters.push(field(program, ty, at > 0));
    }
    let result = program.any_type(2);
    if program.dice.chance(33) {
        return recursion(program, name, parameters, result);
    }
    let stated = !result.is_self_typed() || program.dice.chance(60);
    let header = program.parameters(&parameters);
    let arrow = if stated { format!(" -> {}", program.type_text(&result)) } else { String::new() };
    let statements = program.dice.below(3);
    let mut code = Code::new(program, &parameters);
    code.statements(statements);
    let value = code.expr(&result, Place { closed: !stated, fuel: 2 });
    code.end_with(&value.text);
    let body = code.finish();
    program.items.push(format!("fn {name}({header}){arrow} {{\n{body}}}\n"));
    program.functions.push(Function { name, parameters, result });
}

/// A `fn` that calls itself until a number is used up; another one calls it with a small number.
fn recursion(program: &mut Program, name: String, mut parameters: Vec<Field>, result: Type) {
    let depth = program.fresh_as("depth");
    parameters.iter_mut().for_each(|field| field.default = None);
    let header = program.parameters(&parameters);
    let given: Vec<_> = parameters.iter().map(|field| field.name.clone()).collect();
    let given = given.join(", ");
    let (first, second) = (program.type_text(&result), program.type_text(&result));
    let inner = format!("{name}_rec");
    let previous = Field { name: program.fresh_as("previous"), ty: result.clone(), default: None };
    let mut code = Code::new(program, &parameters);
    let base = code.expr(&result, Place::expected(2)).text;
    let mut known = parameters.clone();
    known.push(previous.clone());
    let mut code = Code::new(program, &known);
    let step = code.expr(&result, Place::expected(2)).text;
    program.items.push(format!(
        "fn {inner}({depth}: int, {header}) -> {first} {{\n    if {depth} <= 0 {{\n        return {base}\n    }}\n    \
         let {} = {inner}({depth} - 1, {given})\n    {step}\n}}\n",
        previous.name
    ));
    let times = program.dice.between(0, 6);
    program.items.push(format!("fn {name}({header}) -> {second} {{ {inner}({times}, {given}) }}\n"));
    program.functions.push(Function { name, parameters, result });
}

/// A parameter, with a default now and then.
pub(super) fn field(program: &mut Program, ty: Type, may_default: bool) -> Field {
    let has_default = may_default && ty.has_constants() && program.dice.chance(30);
    let default = has_default.then(|| values::any(&program.declarations, &mut program.dice, &ty));
    Field { name: program.fresh(), ty, default }
}

/// The outputs of a new task: none, one or several, of types that its body can make, and some that it passes on.
pub(super) fn outputs(program: &mut Program, parameters: &[Field], count: usize) -> (Vec<Output>, Naming) {
    let naming = if program.dice.chance(30) && count > 0 { Naming::Named } else { Naming::Unnamed };
    let addresses: Vec<_> = parameters.iter().filter(|field| field.ty.has_address()).map(|field| field.ty.clone()).collect();
    let mut outputs = Vec::new();
    for at in 0..count {
        let ty = match program.dice.below(10) {
            0..=4 if !addresses.is_empty() => program.dice.pick(&addresses).clone(),
            5..=7 if !parameters.is_empty() => program.dice.pick(parameters).ty.clone(),
            8 => Type::list(program.any_type(1)),
            _ => program.any_type(2),
        };
        let name = if naming == Naming::Named { program.fresh() } else { format!("o{at}") };
        let shape = if ty.has_address() { Shape::Unknown } else { promise(program, &ty) };
        outputs.push(Output { name, ty, shape });
    }
    (outputs, naming)
}

/// The facts about a value of the type that a task promises.
fn promise(program: &mut Program, ty: &Type) -> Shape {
    if program.dice.chance(40) {
        return Shape::Unknown;
    }
    match ty {
        Type::List(item) => Shape::List(program.dice.below(5), Box::new(promise(program, item))),
        Type::Map(item) => {
            let keys = ["a", "k", "key_2"][..program.dice.below(4)].iter().map(|key| (*key).to_owned()).collect();
            Shape::Map(keys, Box::new(promise(program, item)))
        }
        _ => Shape::Unknown,
    }
}

/// Declares a task with that interface.
pub(super) fn task(program: &mut Program, mut parameters: Vec<Field>, outputs: Vec<Output>, naming: Naming) -> Callable {
    let name = program.fresh_as("work");
    keep_names_apart(program, &mut parameters);
    let inputs: Vec<_> = parameters.iter().map(|field| field.name.clone()).collect();
    let may_cache = !outputs.is_empty() && !outputs.iter().any(|output| output.ty.may_be_misread());
    let options = options::of_task(&mut program.dice, &name, &inputs, may_cache);
    let header = format!(
        "task {name}({}){}{}",
        program.parameters(&parameters),
        program.outputs(&outputs, naming),
        options::record(&mut program.dice, options)
    );
    let statements = program.dice.below(2 + program.size / 20).min(4);
    let may_call = program.dice.chance(10);
    let early = program.dice.chance(30);
    let fuel = if program.dice.chance(25) { 3 } else { 2 };
    let mut code = Code::new(program, &parameters).returning(&outputs, naming);
    code.may_call_tasks = may_call;
    code.statements(statements);
    if early {
        code.early_return();
    }
    let result = code.result(&outputs, naming, fuel);
    code.end_with(&result);
    let is_mappable = !code.calls_tasks;
    let body = code.finish();
    let doc = if program.dice.chance(20) { "## What it does, in a line.\n##\n## And in more.\n" } else { "" };
    program.items.push(format!("{doc}{header} {{\n{body}}}\n"));
    let made = Callable { name, parameters, outputs, naming, is_task: true, is_mappable };
    program.callables.push(made.clone());
    made
}

/// Gives each parameter a name of its own, and one of them a word that means something elsewhere, now and then.
pub(super) fn keep_names_apart(program: &mut Program, parameters: &mut [Field]) {
    const WORDS: [&str; 9] = ["each", "`type`", "with", "after", "mock", "on", "launch", "test", "`match`"];
    if !parameters.is_empty() && program.dice.chance(10) {
        let at = program.dice.below(parameters.len());
        parameters[at].name = (*program.dice.pick(&WORDS)).to_owned();
    }
    for at in 1..parameters.len() {
        if parameters[..at].iter().any(|other| other.name == parameters[at].name) {
            parameters[at].name = program.fresh();
        }
    }
}

/// Declares a task that fails for every number that `divisor` does not divide, to be mapped with a tolerance.
pub(super) fn partial_task(program: &mut Program, divisor: i64) -> Callable {
    let name = program.fresh_as("partial");
    let parameter = Field { name: program.fresh(), ty: Type::Int, default: None };
    let ty = program.any_type(1);
    let fail = if program.dice.chance(80) { "fail" } else { "fail_retryable" };
    let result_type = program.type_text(&ty);
    let guard = format!("    if {} % {divisor} != 0 {{\n        {fail}(f\"no {{{}}}\")\n    }}\n", parameter.name, parameter.name);
    let mut code = Code::new(program, std::slice::from_ref(&parameter));
    let value = code.expr(&ty, Place::expected(2)).text;
    program.items.push(format!("task {name}({}: int) -> {result_type} {{\n{guard}    {value}\n}}\n", parameter.name));
    let output = Output { name: "o0".to_owned(), ty, shape: Shape::Unknown };
    Callable { name, parameters: vec![parameter], outputs: vec![output], naming: Naming::Unnamed, is_task: true, is_mappable: false }
}
