//! The lane of the program: what the checker made of the sources. Names are resolved, types are known, constants are folded, and
//! defaults and conversions are written out.

mod code;
mod constant;
mod flow;
mod options;

use std::fmt::Write as _;

use flightplan::internals::program::{ConstDef, EnumDef, FnDef, OutputStyle, StructDef};
use flightplan::project::{Interface, Linted, Program, Session, TaskDef, Type, Variable, WorkflowDef};

use crate::corpus::tree::{Tree, lines, node, quoted, word};

/// The programs, one after the other.
pub(super) fn dump(session: &Session<Linted>) -> String {
    let mut shown = String::new();
    for workspace in &session.workspaces {
        let _infallible = writeln!(shown, "{}", program(workspace.program()));
    }
    shown
}

fn program(program: &Program) -> Tree {
    let modules = program.modules.iter().map(|module| word(&module.name));
    let items = [node("modules", modules)]
        .into_iter()
        .chain(program.structs.iter().map(|def| struct_(program, def)))
        .chain(program.enums.iter().map(enum_))
        .chain(program.consts.iter().map(|def| const_(program, def)))
        .chain(program.fns.iter().map(|def| fn_(program, def)))
        .chain(program.tasks.iter().map(|def| task(program, def)))
        .chain(program.workflows.iter().map(|def| workflow(program, def)));
    lines("program", items)
}

/// A type as it is written in source text.
fn ty(program: &Program, ty: &Type) -> Tree {
    word(ty.display(program))
}

fn doc(text: &Option<String>) -> Option<Tree> {
    text.as_ref().map(|text| node("doc", [quoted(text)]))
}

fn struct_(program: &Program, def: &StructDef) -> Tree {
    let fields = def.fields.iter().map(|field| {
        let default = field.default.as_ref().map(|value| node("default", [constant::value(program, value)]));
        node(format_args!("{}:", field.name), [ty(program, &field.ty)].into_iter().chain(default).chain(doc(&field.doc)))
    });
    lines(format_args!("struct {}", def.header.qualified()), doc(&def.header.doc).into_iter().chain(fields))
}

fn enum_(def: &EnumDef) -> Tree {
    let variants = def.variants.iter().map(|variant| node(&variant.name, [quoted(&variant.value)].into_iter().chain(doc(&variant.doc))));
    lines(format_args!("enum {}", def.header.qualified()), doc(&def.header.doc).into_iter().chain(variants))
}

fn const_(program: &Program, def: &ConstDef) -> Tree {
    let value = def.value.as_ref().map_or_else(|| node("unknown", []), |value| constant::value(program, value));
    node(format_args!("const {}", def.header.qualified()), doc(&def.header.doc).into_iter().chain([ty(program, &def.ty), value]))
}

fn variable(program: &Program, it: &Variable) -> Tree {
    let default = it.default.as_ref().map(|value| node("default", [constant::value(program, value)]));
    node(format_args!("{}:", it.name), [ty(program, &it.ty)].into_iter().chain(default).chain(doc(&it.doc)))
}

fn interface(program: &Program, it: &Interface) -> impl Iterator<Item = Tree> {
    let style = match it.style {
        OutputStyle::None => "none",
        OutputStyle::Single => "single",
        OutputStyle::Positional => "positional",
        OutputStyle::Named => "named",
    };
    let all = |variables: &[Variable]| variables.iter().map(|it| variable(program, it)).collect::<Vec<_>>();
    [node("inputs", all(&it.inputs)), node("outputs", [word(style)].into_iter().chain(all(&it.outputs)))].into_iter()
}

fn fn_(program: &Program, def: &FnDef) -> Tree {
    let params = node("params", def.params.iter().map(|param| variable(program, param)));
    let result = node("->", [ty(program, &def.result)]);
    let body = def.body.as_ref().map(|body| code::body(program, body));
    lines(format_args!("fn {}", def.header.qualified()), doc(&def.header.doc).into_iter().chain([params, result]).chain(body))
}

fn task(program: &Program, def: &TaskDef) -> Tree {
    let body = def.body.as_ref().map(|body| code::body(program, body));
    let options = options::of_task(&def.options);
    let parts = doc(&def.header.doc).into_iter().chain(interface(program, &def.interface)).chain(options).chain(body);
    lines(format_args!("task {}", def.header.qualified()), parts)
}

fn workflow(program: &Program, def: &WorkflowDef) -> Tree {
    let options = options::of_workflow(&def.options);
    let broken = def.broken.then(|| node("broken", []));
    let parts = doc(&def.header.doc).into_iter().chain(broken).chain(interface(program, &def.interface)).chain(options);
    lines(format_args!("workflow {}", def.header.qualified()), parts.chain(flow::nodes(program, def)))
}
