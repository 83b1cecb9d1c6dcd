//! Declarations and options.

use flightplan::internals::syntax::ast::{
    Doc, EnumItem, FnItem, Ident, Import, Item, ItemKind, Module, OptionEntry, OptionRecord, OptionValue, Outputs, Param, Signature,
    TaskBody, TaskItem, WorkflowItem,
};

use super::expr::{expr, ty};
use super::stmt::block;
use crate::corpus::tree::{Tree, lines, node, quoted, word};

pub(super) fn module(module: &Module) -> Tree {
    let parts = doc(module.doc.as_ref()).into_iter().chain(module.imports.iter().map(import)).chain(module.items.iter().map(item));
    lines("module", parts)
}

fn doc(doc: Option<&Doc>) -> Option<Tree> {
    doc.map(|doc| node("doc", [quoted(&doc.text)]))
}

fn import(import: &Import) -> Tree {
    let path: Vec<&str> = import.path.iter().map(|part| part.name.as_str()).collect();
    let names = import.names.iter().map(|name| match &name.alias {
        Some(alias) => node("as", [word(&name.name.name), word(&alias.name)]),
        None => word(&name.name.name),
    });
    node(format_args!("import {}", path.join(".")), names)
}

fn item(item: &Item) -> Tree {
    let doc = doc(item.doc.as_ref());
    match &item.kind {
        ItemKind::Const(it) => declared("const", &it.name, doc.into_iter().chain(it.ty.as_ref().map(ty)).chain([expr(&it.value)])),
        ItemKind::Type(it) => declared("type", &it.name, doc.into_iter().chain([ty(&it.ty)])),
        ItemKind::Struct(it) => lines(format_args!("struct {}", it.name.name), doc.into_iter().chain(it.fields.iter().map(param))),
        ItemKind::Enum(it) => enum_(it, doc),
        ItemKind::Fn(it) => fn_(it, doc),
        ItemKind::Task(it) => task(it, doc),
        ItemKind::Workflow(it) => workflow(it, doc),
        ItemKind::Later(it) => node(format_args!("later {}", it.keyword.name), it.name.as_ref().map(|name| word(&name.name))),
        ItemKind::Error(it) => node("error", it.names.iter().map(|name| word(&name.name))),
    }
}

fn declared(keyword: &str, name: &Ident, parts: impl Iterator<Item = Tree>) -> Tree {
    node(format_args!("{keyword} {}", name.name), parts)
}

fn enum_(item: &EnumItem, above: Option<Tree>) -> Tree {
    let variants = item.variants.iter().map(|variant| {
        let parts = doc(variant.doc.as_ref()).into_iter().chain(variant.value.as_ref().map(expr));
        node(format_args!("variant {}", variant.name.name), parts)
    });
    lines(format_args!("enum {}", item.name.name), above.into_iter().chain(variants))
}

fn fn_(item: &FnItem, doc: Option<Tree>) -> Tree {
    lines(format_args!("fn {}", item.name.name), doc.into_iter().chain(signature(&item.signature)).chain([block(&item.body)]))
}

fn task(item: &TaskItem, doc: Option<Tree>) -> Tree {
    let body = match &item.body {
        TaskBody::Code(body) => block(body),
        TaskBody::Later { keyword, .. } => node("later", [word(&keyword.name)]),
    };
    let options = item.options.as_ref().map(with);
    lines(format_args!("task {}", item.name.name), doc.into_iter().chain(signature(&item.signature)).chain(options).chain([body]))
}

fn workflow(item: &WorkflowItem, doc: Option<Tree>) -> Tree {
    let body = match &item.later {
        Some(keyword) => node("later", [word(&keyword.name)]),
        None => block(&item.body),
    };
    let options = item.options.as_ref().map(with);
    lines(format_args!("workflow {}", item.name.name), doc.into_iter().chain(signature(&item.signature)).chain(options).chain([body]))
}

fn param(param: &Param) -> Tree {
    let default = param.default.as_ref().map(|value| node("default", [expr(value)]));
    node(format_args!("{}:", param.name.name), [ty(&param.ty)].into_iter().chain(default).chain(doc(param.doc.as_ref())))
}

fn signature(signature: &Signature) -> impl Iterator<Item = Tree> {
    let outputs = match &signature.outputs {
        Outputs::None => None,
        Outputs::Single(output) => Some(node("->", [ty(output)])),
        Outputs::Positional(outputs, _) => Some(node("->", [node("positional", outputs.iter().map(ty))])),
        Outputs::Named(outputs, _) => Some(node("->", [node("named", outputs.iter().map(param))])),
    };
    [node("params", signature.params.iter().map(param))].into_iter().chain(outputs)
}

pub(super) fn with(options: &OptionRecord) -> Tree {
    node("with", options.entries.iter().map(option))
}

fn option(entry: &OptionEntry) -> Tree {
    match &entry.value {
        OptionValue::Flag => word(&entry.key.name),
        value => node(format_args!("{}:", entry.key.name), [option_value(value)]),
    }
}

fn option_value(value: &OptionValue) -> Tree {
    match value {
        OptionValue::Flag => word("flag"),
        OptionValue::Expr(value) => expr(value),
        OptionValue::List(values, _) => node("list", values.iter().map(option_value)),
        OptionValue::Record(record) => node("record", record.entries.iter().map(option)),
    }
}
