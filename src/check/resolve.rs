//! From types as they are written to types: names, applied types, and the rules of unions.

use rustc_hash::FxHashMap;
use std::sync::Arc;

use super::context::{Context, Def};
use super::report::types::{self as report, Meant};
use crate::diagnostics::{Diagnostic, suggest};
use crate::program::index::UseKind;
use crate::program::ty::{Invalid, TableType, Type};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Column, TypeArg, TypeExpr, TypeExprKind};
use crate::syntax::foreign_types;

/// The built-in types by name.
const BUILTIN: &[(&str, Type)] = &[
    ("int", Type::Int),
    ("float", Type::Float),
    ("str", Type::Str),
    ("bool", Type::Bool),
    ("datetime", Type::Datetime),
    ("duration", Type::Duration),
    ("bytes", Type::Bytes),
    ("json", Type::Json),
    ("file", Type::File(None)),
    ("dir", Type::Dir(None)),
    ("error", Type::Error),
];

/// The built-in type of this name.
pub(super) fn builtin(name: &str) -> Option<Type> {
    if name == "table" {
        return Some(Type::Table(Arc::default()));
    }
    BUILTIN.iter().find(|(builtin, _)| *builtin == name).map(|(_, ty)| ty.clone())
}

/// The type that is written; a [hole](Type::Hole) if it has an error.
pub(super) fn resolve_type(cx: &Context<'_>, written: &TypeExpr, diagnostics: &mut Vec<Diagnostic>) -> Type {
    match &written.kind {
        TypeExprKind::Name(name) => named(cx, name, written.span, diagnostics),
        TypeExprKind::None => Type::None,
        TypeExprKind::Applied { name, args } => match name.name.as_str() {
            "file" => Type::File(format_of(written, args, diagnostics)),
            "dir" => Type::Dir(format_of(written, args, diagnostics)),
            "table" => table(cx, args, diagnostics),
            other => not_applicable(cx, other, written, diagnostics),
        },
        TypeExprKind::List(element) => Type::list(resolve_type(cx, element, diagnostics)),
        TypeExprKind::Map { key, value } => map(cx, key, value, diagnostics),
        TypeExprKind::Optional(inner) => {
            let inner = resolve_type(cx, inner, diagnostics);
            if inner.is_invalid() { Type::Hole(Invalid) } else { Type::optional(inner) }
        }
        TypeExprKind::Union(variants) => union(cx, variants, diagnostics),
        TypeExprKind::Error(_) => Type::Hole(Invalid),
    }
}

fn named(cx: &Context<'_>, name: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Type {
    if let Some(ty) = builtin(name) {
        return ty;
    }
    let Some(entry) = cx.lookup(name) else {
        // An empty name is reported where it is read.
        if !name.is_empty() {
            diagnostics.push(unknown(cx, name, span));
        }
        return Type::Hole(Invalid);
    };
    cx.index.used(span, entry.span, UseKind::Type);
    match &entry.def {
        Def::Struct(id) => Type::Struct(*id),
        Def::Enum(id) => Type::Enum(*id),
        Def::Alias(ty) => ty.clone(),
        Def::Reported => Type::Hole(Invalid),
        Def::Const(_) | Def::Fn(_) | Def::Task(_) | Def::Workflow(_) => {
            diagnostics.push(report::not_a_type(name, span, entry, cx.nearest(name, Def::is_type)));
            Type::Hole(Invalid)
        }
    }
}

fn unknown(cx: &Context<'_>, name: &str, span: Span) -> Diagnostic {
    let builtins = || BUILTIN.iter().map(|(builtin, _)| *builtin).chain(["table", "none"]);
    let near = cx.nearest(name, Def::is_type);
    // A type of this program that differs only in case is meant rather than one of another language.
    let same = near.filter(|near| near.eq_ignore_ascii_case(name));
    let meant = match (same, foreign_types::named(name), near) {
        (Some(near), ..) => Meant::Near(near),
        (None, Some(here), _) => Meant::Foreign(here),
        (None, None, Some(near)) => Meant::Near(near),
        (None, None, None) => suggest::nearest(name, builtins()).map_or(Meant::Unknown, Meant::Near),
    };
    report::unknown_type(name, span, &meant)
}

fn not_applicable(cx: &Context<'_>, name: &str, written: &TypeExpr, diagnostics: &mut Vec<Diagnostic>) -> Type {
    let known = builtin(name).is_some() || cx.lookup(name).is_some();
    diagnostics.push(report::no_arguments(name, written.span, foreign_types::named(name).filter(|_| !known)));
    Type::Hole(Invalid)
}

/// The format in the angle brackets of a file or folder.
fn format_of(written: &TypeExpr, args: &[TypeArg], diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<str>> {
    match args {
        [TypeArg::Format(format)] => check_format(format, diagnostics),
        _ => {
            diagnostics.push(report::not_one_format(written.span));
            None
        }
    }
}

fn check_format(format: &Spanned<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<str>> {
    let text = format.value.as_str();
    let first = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
    if first && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte)) {
        return Some(Arc::from(text));
    }
    let plain = text.trim().trim_start_matches(['~', '.']);
    let plain = Some(plain).filter(|plain| *plain != text && !plain.is_empty());
    diagnostics.push(report::invalid_format(text, format.span, plain));
    None
}

fn table(cx: &Context<'_>, args: &[TypeArg], diagnostics: &mut Vec<Diagnostic>) -> Type {
    let mut table = TableType::default();
    let (mut columns_at, mut format_at) = (None, None);
    for arg in args {
        match arg {
            TypeArg::Format(format) => {
                once(&mut format_at, format.span, "format", diagnostics);
                table.format = check_format(format, diagnostics);
            }
            TypeArg::Columns(columns, span) => {
                once(&mut columns_at, *span, "list of columns", diagnostics);
                table.columns =
                    columns.iter().map(|column| (column.name.name.clone(), resolve_type(cx, &column.ty, diagnostics))).collect();
                duplicate_columns(columns, diagnostics);
            }
        }
    }
    Type::Table(Arc::new(table))
}

fn once(first: &mut Option<Span>, span: Span, what: &str, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(before) = first.replace(span) {
        diagnostics.push(report::given_twice(what, span, before));
    }
}

fn duplicate_columns(columns: &[Column], diagnostics: &mut Vec<Diagnostic>) {
    let mut first = FxHashMap::default();
    for column in columns {
        let before = *first.entry(&column.name.name).or_insert(column.name.span);
        if before != column.name.span {
            diagnostics.push(report::duplicate_column(&column.name.name, column.name.span, before));
        }
    }
}

fn map(cx: &Context<'_>, key: &TypeExpr, value: &TypeExpr, diagnostics: &mut Vec<Diagnostic>) -> Type {
    let key_type = resolve_type(cx, key, diagnostics);
    let value_type = resolve_type(cx, value, diagnostics);
    if !matches!(key_type, Type::Str | Type::Hole(Invalid)) {
        let show = |ty: &Type| ty.display(cx.program).to_string();
        diagnostics.push(report::map_key(&show(&key_type), &show(&value_type), key.span));
        return Type::Hole(Invalid);
    }
    Type::map(value_type)
}

/// What Flyte's tag tells of a variant; two variants of one kind look the same.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Struct,
    List,
    Map,
    Enum,
    Str,
    File,
    Dir,
    Table,
    Json,
}

impl Kind {
    fn of(ty: &Type) -> Option<Kind> {
        match ty {
            Type::Struct(_) => Some(Kind::Struct),
            Type::List(_) => Some(Kind::List),
            Type::Map(_) => Some(Kind::Map),
            Type::Enum(_) => Some(Kind::Enum),
            Type::Str => Some(Kind::Str),
            Type::File(_) => Some(Kind::File),
            Type::Dir(_) => Some(Kind::Dir),
            Type::Table(_) => Some(Kind::Table),
            Type::Json => Some(Kind::Json),
            _ => None,
        }
    }

    /// Whether a union cannot have a variant of this kind and one of the other.
    fn clashes(self, other: Kind) -> bool {
        const PAIRS: &[(Kind, Kind)] =
            &[(Kind::Enum, Kind::Str), (Kind::File, Kind::Dir), (Kind::Json, Kind::Struct), (Kind::Json, Kind::Map)];
        self == other || PAIRS.contains(&(self, other)) || PAIRS.contains(&(other, self))
    }

    fn plural(self) -> &'static str {
        match self {
            Kind::Struct => "structs",
            Kind::List => "lists",
            Kind::Map => "maps",
            Kind::Enum => "enums",
            Kind::Str => "strings",
            Kind::File => "files",
            Kind::Dir => "folders",
            Kind::Table => "tables",
            Kind::Json => "`json` values",
        }
    }
}

fn union(cx: &Context<'_>, written: &[TypeExpr], diagnostics: &mut Vec<Diagnostic>) -> Type {
    let mut variants: Vec<(Type, Span)> = Vec::new();
    for part in written {
        let ty = resolve_type(cx, part, diagnostics);
        for variant in ty.variants() {
            if !variants.iter().any(|(known, _)| known == variant) {
                variants.push((variant.clone(), part.span));
            }
        }
    }
    if variants.iter().any(|(ty, _)| ty.is_invalid()) {
        return Type::Hole(Invalid);
    }
    match clash(&variants) {
        Some((first, second)) => {
            diagnostics.push(indistinct(cx, first, second));
            Type::Hole(Invalid)
        }
        None => Type::union(variants.into_iter().map(|(ty, _)| ty)),
    }
}

/// A variant, with its kind and place.
type Kinded<'v> = (&'v Type, Kind, Span);

/// The first two variants that look the same to Flyte.
fn clash(variants: &[(Type, Span)]) -> Option<(Kinded<'_>, Kinded<'_>)> {
    let kinded: Vec<Kinded<'_>> = variants.iter().filter_map(|(ty, span)| Some((ty, Kind::of(ty)?, *span))).collect();
    kinded.iter().enumerate().find_map(|(at, second)| {
        let first = kinded[..at].iter().find(|first| first.1.clashes(second.1))?;
        Some((*first, *second))
    })
}

fn indistinct(cx: &Context<'_>, first: Kinded<'_>, second: Kinded<'_>) -> Diagnostic {
    let (one, two) = (first.0.display(cx.program).to_string(), second.0.display(cx.program).to_string());
    report::indistinct_union((&one, first.2), (&two, second.2), (first.1 == second.1).then(|| first.1.plural()))
}
