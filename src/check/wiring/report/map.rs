//! Maps: what is mapped, over which list, and what is bound for every element.

use super::{counted, edit, has_inputs, listed_inputs, no_default, returns, shown};
use crate::check::context::{Def, Entry};
use crate::diagnostics::codes::map::{
    EACH_VALUE, MAP_CALLEE, MAP_OUTPUTS, NO_EACH, SEVERAL_EACH, SUCCESS_CRITERION, UNBOUND_INPUT, UNEQUAL_ZIP, ZIP_OF_ONE,
};
use crate::diagnostics::{Applicability, Diagnostic};
use crate::program::ty::{Type, castable};
use crate::program::{Program, Signature, Variable};
use crate::source::Span;

/// Something that cannot be mapped because it is not a task.
pub(crate) fn not_a_task(name: &str, span: Span, entry: &Entry) -> Diagnostic {
    let kind = entry.def.kind();
    let found = Diagnostic::new(&MAP_CALLEE, format!("`{name}` is {kind}, and only tasks can be mapped"))
        .at(span, "this is not a task")
        .at(entry.span, format!("`{name}` is {kind}"));
    match entry.def {
        Def::Workflow(_) => found
            .help("map the tasks of the workflow one after another, each over the result of the one before")
            .help("or do the work of the workflow in one task, and map that")
            .note("Flyte's array node keeps no state for the nodes of a workflow: it would start and never end"),
        Def::Fn(_) => {
            found.help(super::names::make_it_a_task(name)).help(format!("or call it in the code of one task: `xs.map(|x| {name}(x))`"))
        }
        Def::Task(_) | Def::Struct(_) | Def::Enum(_) | Def::Alias(_) | Def::Const(_) | Def::Reported => found.help("map a task instead"),
    }
}

pub(crate) fn several_outputs(program: &Program, callee: Signature<'_>, span: Span) -> Diagnostic {
    let (name, outputs) = (&callee.header.name, &callee.interface.outputs);
    Diagnostic::new(&MAP_OUTPUTS, format!("a mapped task has at most one output, but `{name}` has {}", outputs.len()))
        .at(span, "mapped here")
        .at(callee.header.span, returns(program, callee))
        .help(format!("return them as one struct: `struct {}Result {{ {} }}`", camel(name), fields(program, outputs)))
}

fn without_each(callee: Signature<'_>, map: Span) -> Diagnostic {
    let name = &callee.header.name;
    Diagnostic::new(&NO_EACH, format!("this map of `{name}` does not say which list to iterate over"))
        .at(map, format!("runs `{name}` once for each element of a list"))
}

/// Neither names nor `each`, and no single way to mend it.
pub(crate) fn without_names(callee: Signature<'_>, map: Span, zip: bool) -> Diagnostic {
    let each = |input: &Variable| format!("{}: each …", input.name);
    let inputs = callee.interface.inputs.iter();
    let (word, args) = match zip {
        true => ("map zip", inputs.map(each).collect::<Vec<_>>().join(", ")),
        false => ("map", inputs.take(1).map(each).collect()),
    };
    without_each(callee, map).help(format!("name the arguments, and write `each` before the list: `{word} {}({args})`", callee.header.name))
}

/// The one argument that can be meant has no name either; `text` is how it is written, if that is short.
pub(crate) fn without_name(callee: Signature<'_>, map: Span, input: &str, arg: Span, text: &str) -> Diagnostic {
    without_each(callee, map).at(arg, "`each` is missing before this value").help(format!("write `{input}: each {text}`")).fix(
        "name the argument and mark it with `each`",
        Applicability::Unsafe,
        vec![edit(arg.head(), format!("{input}: each "))],
    )
}

/// No argument is marked, and none is known to be a list.
pub(crate) fn without_list(callee: Signature<'_>, map: Span) -> Diagnostic {
    let found = without_each(callee, map);
    match callee.interface.inputs.first() {
        Some(input) => {
            found.help(format!("write `each` before the value that is a list: `map {}({}: each …)`", callee.header.name, input.name))
        }
        None => found.help("map a task that has an input"),
    }
}

/// No argument is marked, but one of them is a list; `text` is how it is written, if that is short.
pub(crate) fn without_mark(callee: Signature<'_>, map: Span, input: &str, value: Span, text: &str) -> Diagnostic {
    without_each(callee, map).at(value, "`each` is missing before this value").help(format!("write `{input}: each {text}`")).fix(
        "mark it with `each`",
        Applicability::Unsafe,
        vec![edit(value.head(), "each ")],
    )
}

/// Lists without `each`, or without names too; `missing` is what goes before them, and `zip` where that word is missing.
pub(crate) fn several_lists(
    callee: Signature<'_>,
    map: Span,
    written: &str,
    missing: Vec<(Span, String)>,
    zip: Option<Span>,
) -> Diagnostic {
    let edits = zip.map(|at| edit(at, "zip ")).into_iter().chain(missing.into_iter().map(|(at, text)| edit(at, text))).collect();
    without_each(callee, map).at(callee.header.span, has_inputs(callee)).fix(format!("write `{written}`"), Applicability::Unsafe, edits)
}

/// `map f(zip(xs, ys))`; `written` is the map without its last bracket, in the place of `whole`.
pub(crate) fn zipped(callee: Signature<'_>, arg: Span, written: &str, whole: Span) -> Diagnostic {
    Diagnostic::new(&NO_EACH, "several lists are mapped with `map zip`, not with the builtin `zip`")
        .at(arg, "only task code can call `zip`")
        .at(callee.header.span, has_inputs(callee))
        .fix(format!("write `{written})`"), Applicability::Unsafe, vec![edit(whole, written)])
}

/// `word` is `zip` with the space after it.
pub(crate) fn zip_of_one(zip: Span, word: Span) -> Diagnostic {
    Diagnostic::new(&ZIP_OF_ONE, "`map zip` has only one list")
        .at(zip, "`zip` iterates over several lists together")
        .help("remove `zip`, or mark another list with `each`")
        .fix("remove `zip`", Applicability::Safe, vec![edit(word, "")])
}

/// `map f(xs)` where `f` has several inputs; `text` is the argument as it is written, if it is short.
pub(crate) fn several_inputs(program: &Program, callee: Signature<'_>, arg: Span, text: &str) -> Diagnostic {
    let (name, inputs) = (&callee.header.name, &callee.interface.inputs);
    let args = inputs.iter().enumerate().map(|(at, input)| match at {
        0 => format!("{}: each {text}", input.name),
        _ => format!("{}: …", input.name),
    });
    Diagnostic::new(&UNBOUND_INPUT, format!("`{name}` has {}, but this map binds only one", counted(inputs.len(), "input")))
        .at(arg, "its input is not known")
        .at(callee.header.span, has_inputs(callee))
        .help(format!("bind the others to the same value for every element: `map {name}({})`", args.collect::<Vec<_>>().join(", ")))
        .help(packed(program, callee))
}

pub(crate) fn unbound(program: &Program, callee: Signature<'_>, missing: &[&Variable], span: Span) -> Diagnostic {
    let names = listed_inputs(missing.iter().map(|input| &input.name));
    let found = Diagnostic::new(&UNBOUND_INPUT, format!("the map of `{}` does not bind {names}", callee.header.name))
        .at(span, format!("missing {names}"));
    let found = missing.iter().fold(found, |found, input| found.at(input.span, no_default(program, input)));
    let args: Vec<String> = missing.iter().map(|input| format!("{}: …", input.name)).collect();
    let them = if missing.len() == 1 { "it" } else { "them" };
    found.help(format!("to bind {them} to the same value for every element, add `{}`", args.join(", "))).help(packed(program, callee))
}

/// `zip` is where the word is missing.
pub(crate) fn several_each(program: &Program, callee: Signature<'_>, first: Span, second: Span, zip: Span) -> Diagnostic {
    Diagnostic::new(&SEVERAL_EACH, "a map iterates over one list, but several arguments are marked `each`")
        .at(second, "the second list")
        .at(first, "the first list")
        .help(format!("to iterate over lists of the same length together, write `map zip {}(…)`", callee.header.name))
        .help("to bind an argument to the same value for every element, remove its `each`")
        .help(packed(program, callee))
        .fix("write `map zip`", Applicability::Unsafe, vec![edit(zip, "zip ")])
}

/// A value of type `from` where a list is mapped, which `word` says; `text` is how it is written, if that is short. `call` is the map as a call, if nothing
/// else is mapped.
pub(crate) fn each_of_no_list(
    program: &Program,
    (input, word): (&Variable, &str),
    from: &Type,
    (span, text): (Span, &str),
    call: Option<&str>,
) -> Diagnostic {
    let (from_text, element) = (shown(program, from), shown(program, &input.ty));
    let found = Diagnostic::new(&EACH_VALUE, format!("`{word}` needs a list, but this is `{from_text}`"))
        .at(span, "this is not a list")
        .at(input.span, format!("`{}` is `{element}`, so this must be a list of `{element}`", input.name));
    match from {
        Type::Map(_) => found.help("make a list of it in a task, with `.values()` or `.items()`"),
        ty if ty.accepts_none() && ty.without_none().element().is_some() => found
            .help("replace `none` in a task, with `?? []`")
            .note("to Flyte, an optional list is one value and not a list: it would be passed whole to every element"),
        ty if castable(ty, &input.ty) => found.help(match call {
            Some(call) => format!("to run it once, call it without `map`: `{call}`"),
            None => format!("to bind it to this value for every element, remove the `each`: `{}: {text}`", input.name),
        }),
        _ => found.help(format!("use a value of type `{}`", shown(program, &Type::list(input.ty.clone())))),
    }
}

/// Lists of a `map zip`: for each its input, its length and its place.
pub(crate) fn unequal_lengths(first: (&str, usize, Span), other: (&str, usize, Span)) -> Diagnostic {
    let label = |(name, length, _): (&str, usize, Span)| format!("`{name}` has {}", counted(length, "element"));
    Diagnostic::new(&UNEQUAL_ZIP, format!("the lists of this `map zip` have different lengths: {} and {}", first.1, other.1))
        .at(other.2, label(other))
        .at(first.2, label(first))
        .help("make the lists equally long")
        .note("the node would fail at its start (`InvalidArrayLength`)")
}

/// `at` is where the criterion is written.
pub(crate) fn too_many_successes(count: u32, length: usize, at: Span, list: Span) -> Diagnostic {
    let elements = counted(length, "element");
    Diagnostic::new(&SUCCESS_CRITERION, format!("`min_successes` is {count}, but the list has only {elements}"))
        .at(at, format!("needs {}", if count == 1 { "1 success".to_owned() } else { format!("{count} successes") }))
        .at(list, &*elements)
        .help(format!("lower it to {length} or less, or use `min_success_ratio`"))
        .note("the map would fail even if all of its elements succeed")
}

/// The way out of packing the inputs in a struct.
fn packed(program: &Program, callee: Signature<'_>) -> String {
    let inputs = fields(program, &callee.interface.inputs);
    format!("or put the inputs in a struct, `struct {}Input {{ {inputs} }}`, and map over a list of these", camel(&callee.header.name))
}

fn fields(program: &Program, variables: &[Variable]) -> String {
    let fields: Vec<String> = variables.iter().map(|variable| format!("{}: {}", variable.name, shown(program, &variable.ty))).collect();
    fields.join(", ")
}

/// `mappable_task` as the beginning of a struct's name: `MappableTask`.
fn camel(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
        })
        .collect()
}
