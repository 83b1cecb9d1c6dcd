//! The types of declarations: fields, variants, parameters, outputs. Defaults follow when constants are folded.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::checker::Checker;
use super::collect::Origin;
use super::context::Context;
use super::index::Recorder;
use super::packed;
use super::report::declarations as report;
use super::resolve::resolve_type;
use crate::diagnostics::Diagnostic;
use crate::program::ty::{Invalid, Type};
use crate::program::{EnumDef, Field, Interface, OutputStyle, Variable, VariantDef};
use crate::source::{Name, Span};
use crate::syntax::ast::{self, Doc, ExprKind, Outputs, Param, Signature, TypeExpr, TypeExprKind};
use crate::syntax::foreign_types::{self, Meant};

/// Resolves the fields of structs and the variants of enums.
pub(super) fn data(checker: &mut Checker<'_>) {
    for at in 0..checker.declared.structs.len() {
        let origin = checker.declared.structs[at];
        let variables = with_cx(checker, origin.module, |cx, diagnostics| {
            let variables = variables(cx, &origin.ast.fields, "field", diagnostics);
            variables.iter().for_each(|field| packed::check(cx, &field.ty, field.span, diagnostics));
            variables
        });
        let field = |variable: Variable| {
            let Variable { name, ty, default, doc, span } = variable;
            Field { name, ty, default, doc, span }
        };
        checker.declared.program.structs[at].fields = variables.into_iter().map(field).collect();
    }
    for at in 0..checker.declared.enums.len() {
        let Origin { ast, .. } = checker.declared.enums[at];
        variants(ast, &mut checker.declared.program.enums[at], &mut checker.diagnostics);
    }
}

/// Resolves the parameters and outputs of `fn`s, tasks and workflows.
pub(super) fn callables(checker: &mut Checker<'_>) {
    for at in 0..checker.declared.fns.len() {
        let origin = checker.declared.fns[at];
        let signature = &origin.ast.signature;
        let (params, result) = with_cx(checker, origin.module, |cx, diagnostics| {
            (variables(cx, &signature.params, "parameter", diagnostics), fn_result(cx, signature, diagnostics))
        });
        let def = &mut checker.declared.program.fns[at];
        (def.params, def.result) = (params, result);
    }
    for at in 0..checker.declared.tasks.len() {
        let origin = checker.declared.tasks[at];
        let interface = with_cx(checker, origin.module, |cx, diagnostics| interface(cx, &origin.ast.signature, diagnostics));
        checker.declared.program.tasks[at].interface = interface;
    }
    for at in 0..checker.declared.workflows.len() {
        let origin = checker.declared.workflows[at];
        let interface = with_cx(checker, origin.module, |cx, diagnostics| interface(cx, &origin.ast.signature, diagnostics));
        checker.declared.program.workflows[at].interface = interface;
    }
}

/// Runs a check within a module and keeps what it reports.
pub(super) fn with_cx<T>(checker: &mut Checker<'_>, module: usize, check: impl FnOnce(&Context<'_>, &mut Vec<Diagnostic>) -> T) -> T {
    let mut diagnostics = Vec::new();
    let index = Recorder::default();
    let value = check(&checker.cx(module, &index), &mut diagnostics);
    checker.diagnostics.append(&mut diagnostics);
    checker.index.append(index.finish());
    value
}

/// Parameters, fields or outputs, each name once.
fn variables(cx: &Context<'_>, params: &[Param], what: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Variable> {
    let mut variables: Vec<Variable> = Vec::new();
    let mut firsts: FxHashMap<&str, Span> = FxHashMap::default();
    for param in params {
        let ty = resolve_type(cx, &param.ty, diagnostics);
        match firsts.entry(&param.name.name) {
            Entry::Occupied(first) => diagnostics.push(report::duplicate_member(what, &param.name.name, param.name.span, *first.get())),
            Entry::Vacant(free) => {
                free.insert(param.name.span);
                variables.push(Variable {
                    name: param.name.name.clone(),
                    ty,
                    default: None,
                    doc: text(param.doc.as_ref()),
                    span: param.name.span,
                });
            }
        }
    }
    variables
}

fn text(doc: Option<&Doc>) -> Option<String> {
    doc.map(|doc| doc.text.clone())
}

fn interface(cx: &Context<'_>, signature: &Signature, diagnostics: &mut Vec<Diagnostic>) -> Interface {
    let inputs = variables(cx, &signature.params, "parameter", diagnostics);
    let (outputs, style) = match &signature.outputs {
        Outputs::None => (Vec::new(), OutputStyle::None),
        Outputs::Single(ty) if says_nothing(cx, ty, signature.arrow, diagnostics) => (Vec::new(), OutputStyle::None),
        Outputs::Single(ty) => (vec![unnamed(cx, 0, ty, diagnostics)], OutputStyle::Single),
        Outputs::Positional(types, _) => {
            let outputs = types.iter().enumerate().map(|(at, ty)| unnamed(cx, at, ty, diagnostics)).collect();
            (outputs, OutputStyle::Positional)
        }
        Outputs::Named(outputs, _) => (variables(cx, outputs, "output", diagnostics), OutputStyle::Named),
    };
    if let (OutputStyle::Named, [only]) = (style, outputs.as_slice()) {
        check_single_output(cx, only, diagnostics);
    }
    Interface { inputs, outputs, style }
}

/// Whether the type of an output is what other languages write where nothing is returned. Reports it.
fn says_nothing(cx: &Context<'_>, ty: &TypeExpr, arrow: Span, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let TypeExprKind::Name(name) = &ty.kind else { return false };
    let nothing = match foreign_types::meant(&[name.as_str()]) {
        Some((Meant::Nothing, _)) => true,
        Some((Meant::Type(ty), _)) => ty == "none",
        Some((Meant::Several(_) | Meant::Form(_), _)) | None => false,
    };
    let found = nothing && cx.lookup(name).is_none();
    if found {
        diagnostics.push(report::no_output(name, ty.span, arrow));
    }
    found
}

fn unnamed(cx: &Context<'_>, at: usize, ty: &TypeExpr, diagnostics: &mut Vec<Diagnostic>) -> Variable {
    let name = Name::from(format!("o{at}"));
    Variable { name, ty: resolve_type(cx, ty, diagnostics), default: None, doc: None, span: ty.span }
}

/// A single named output can be read as `.name`, so that must not be a field of its value too.
fn check_single_output(cx: &Context<'_>, output: &Variable, diagnostics: &mut Vec<Diagnostic>) {
    let Type::Struct(id) = output.ty else { return };
    let def = cx.program.struct_(id);
    if let Some(field) = def.fields.iter().find(|field| field.name == output.name) {
        diagnostics.push(report::output_like_field(&output.name, &def.header.name, output.span, field.span));
    }
}

/// The declared result of a `fn`; a [hole](Type::Hole) until it is inferred, if it has none.
fn fn_result(cx: &Context<'_>, signature: &Signature, diagnostics: &mut Vec<Diagnostic>) -> Type {
    match &signature.outputs {
        Outputs::None => Type::Hole(Invalid),
        Outputs::Single(ty) if says_nothing(cx, ty, signature.arrow, diagnostics) => Type::Hole(Invalid),
        Outputs::Single(ty) => resolve_type(cx, ty, diagnostics),
        Outputs::Positional(types, _) => tuple(types.iter().map(|ty| resolve_type(cx, ty, diagnostics)).collect()),
        Outputs::Named(outputs, span) => {
            diagnostics.push(report::named_results(*span));
            tuple(outputs.iter().map(|output| resolve_type(cx, &output.ty, diagnostics)).collect())
        }
    }
}

fn tuple(mut types: Vec<Type>) -> Type {
    match types.len() {
        1 => types.remove(0),
        _ => Type::Tuple(types.into()),
    }
}

/// The variants, each name and each value once.
fn variants(ast: &ast::EnumItem, def: &mut EnumDef, diagnostics: &mut Vec<Diagnostic>) {
    let (mut names, mut values): (FxHashMap<Name, usize>, FxHashMap<Name, usize>) = Default::default();
    for variant in &ast.variants {
        let name = &variant.name;
        if let Some(first) = names.get(&name.name) {
            diagnostics.push(report::duplicate_member("variant", &name.name, name.span, def.variants[*first].span));
            continue;
        }
        let value = match variant.value.as_ref().map(|value| value.kind()) {
            Some(ExprKind::Str(value)) => Name::from(value.as_str()),
            _ => name.name.clone(),
        };
        if let Some(first) = values.get(&value) {
            let first = &def.variants[*first];
            let span = variant.value.as_ref().map_or(name.span, |value| value.span);
            diagnostics.push(report::same_value((&first.name, first.span), (&name.name, span), &value));
        }
        names.insert(name.name.clone(), def.variants.len());
        values.entry(value.clone()).or_insert(def.variants.len());
        def.variants.push(VariantDef { name: name.name.clone(), value, doc: text(variant.doc.as_ref()), span: name.span });
    }
}
