//! Written types to types: names, applied types, and the rules of unions.

use rustc_hash::FxHashMap;
use std::sync::Arc;

use super::context::{Context, Def};
use crate::diagnostics::codes::names::{DUPLICATE_MEMBER, UNKNOWN_TYPE};
use crate::diagnostics::codes::written_types::{FORMAT, INDISTINCT_UNION, MAP_KEY, TYPE_ARGUMENTS};
use crate::diagnostics::{Applicability, Diagnostic, Edit, suggest};
use crate::program::index::UseKind;
use crate::program::ty::{Invalid, TableType, Type};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Column, TypeArg, TypeExpr, TypeExprKind};

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

/// What people write who come from other languages, and what it is here.
const FOREIGN: &[(&[&str], &str)] = &[
    (&["string", "String", "text", "Text"], "`str`"),
    (&["integer", "Integer", "i64", "i32", "long", "Int"], "`int`"),
    (&["double", "f64", "f32", "number", "Float"], "`float`"),
    (&["boolean", "Boolean", "Bool"], "`bool`"),
    (&["list", "List", "Sequence", "array", "Array", "Vec"], "`[T]`: a list of integers is `[int]`"),
    (&["dict", "Dict", "Mapping", "HashMap", "object"], "`{str: T}` for a map with values of one type, `json` for anything else"),
    (&["Optional", "Option"], "`T?`: an optional integer is `int?`"),
    (&["Union"], "`A | B`: an integer or a string is `int | str`"),
    (&["any", "Any"], "`json`, which holds any JSON object"),
    (&["timedelta", "Duration"], "`duration`"),
    (&["date", "DateTime", "timestamp", "Timestamp"], "`datetime`"),
    (&["FlyteFile", "File", "path", "Path"], "`file`"),
    (&["FlyteDirectory", "Directory", "directory", "folder"], "`dir`"),
    (&["StructuredDataset", "DataFrame", "dataframe", "FlyteSchema", "dataset"], "`table`"),
    (&["FlyteError", "Error", "Exception"], "`error`"),
    (&["None", "null", "nil", "NoneType"], "`none`"),
    (&["void", "unit", "Unit"], "by leaving out the `->`"),
    (&["tuple", "Tuple"], "several outputs, `-> (A, B)`, or a struct"),
];

/// The built-in type of that name.
pub fn builtin(name: &str) -> Option<Type> {
    if name == "table" {
        return Some(Type::Table(Arc::default()));
    }
    BUILTIN.iter().find(|(builtin, _)| *builtin == name).map(|(_, ty)| ty.clone())
}

/// The type that is written; a [hole](Type::Hole) where something of it was reported.
pub fn resolve_type(cx: &Context<'_>, written: &TypeExpr, diagnostics: &mut Vec<Diagnostic>) -> Type {
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
    }
}

fn named(cx: &Context<'_>, name: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Type {
    if let Some(ty) = builtin(name) {
        return ty;
    }
    let Some(entry) = cx.lookup(name) else {
        // That a name is empty was reported where it is read.
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
        other => {
            let finding = Diagnostic::new(&UNKNOWN_TYPE, format!("`{name}` is {}, not a type", other.kind()))
                .at(span, "a type is needed here")
                .at(entry.span, format!("`{name}` is {} here", other.kind()));
            diagnostics.push(match cx.nearest(name, Def::is_type) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding,
            });
            Type::Hole(Invalid)
        }
    }
}

fn unknown(cx: &Context<'_>, name: &str, span: Span) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_TYPE, format!("there is no type `{name}`")).at(span, "not declared or imported");
    if let Some(near) = cx.nearest(name, Def::is_type) {
        return meant(finding, near, span);
    }
    if let Some((_, here)) = FOREIGN.iter().find(|(names, _)| names.contains(&name)) {
        let finding = finding.help(format!("here it is written {here}"));
        return match plain(here) {
            Some(ty) => finding.fix(format!("write `{ty}`"), Applicability::Safe, vec![Edit { span, text: ty.to_owned() }]),
            None => finding,
        };
    }
    let builtins = BUILTIN.iter().map(|(builtin, _)| *builtin).chain(["table", "none"]);
    match suggest::nearest(name, builtins) {
        Some(near) => meant(finding, near, span),
        None => finding.help(format!("declare it: `struct {name} {{ … }}`, or import it from the module that declares it")),
    }
}

fn meant(finding: Diagnostic, near: &str, span: Span) -> Diagnostic {
    let edit = Edit { span, text: near.to_owned() };
    finding.help(format!("did you mean `{near}`?")).fix(format!("write `{near}`"), Applicability::Unsafe, vec![edit])
}

/// The type in a text that is nothing but a type in backticks.
fn plain(text: &str) -> Option<&str> {
    text.strip_prefix('`')?.strip_suffix('`').filter(|inner| !inner.contains('`'))
}

fn not_applicable(cx: &Context<'_>, name: &str, written: &TypeExpr, diagnostics: &mut Vec<Diagnostic>) -> Type {
    let known = builtin(name).is_some() || cx.lookup(name).is_some();
    let finding = Diagnostic::new(&TYPE_ARGUMENTS, format!("`{name}` has no parameters in angle brackets")).at(written.span, "");
    diagnostics.push(match FOREIGN.iter().find(|(names, _)| names.contains(&name)) {
        Some((_, here)) if !known => finding.help(format!("here it is written {here}")),
        _ => finding.help("only `file`, `dir` and `table` have them: `file<\"csv\">`, `table<{a: int}>`"),
    });
    Type::Hole(Invalid)
}

/// The format in the angle brackets of a file or folder.
fn format_of(written: &TypeExpr, args: &[TypeArg], diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<str>> {
    match args {
        [TypeArg::Format(format)] => check_format(format, diagnostics),
        _ => {
            diagnostics.push(
                Diagnostic::new(&TYPE_ARGUMENTS, "a file or folder has one format in angle brackets")
                    .at(written.span, "")
                    .help("write the format as a string: `file<\"csv\">`; only a `table` has columns"),
            );
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
    let finding = Diagnostic::new(&FORMAT, format!("`{text}` is not a valid format")).at(format.span, "");
    diagnostics.push(if plain != text && !plain.is_empty() {
        finding.help(format!("write only the name: `\"{plain}\"`"))
    } else {
        finding.help("a format is letters, digits and `. _ + -`, such as `csv` or `tar.gz`; without angle brackets any format fits")
    });
    None
}

fn table(cx: &Context<'_>, args: &[TypeArg], diagnostics: &mut Vec<Diagnostic>) -> Type {
    let mut table = TableType::default();
    let (mut columns_at, mut format_at) = (None, None);
    for arg in args {
        match arg {
            TypeArg::Format(format) => {
                twice(&mut format_at, format.span, "format", diagnostics);
                table.format = check_format(format, diagnostics);
            }
            TypeArg::Columns(columns, span) => {
                twice(&mut columns_at, *span, "list of columns", diagnostics);
                table.columns =
                    columns.iter().map(|column| (column.name.name.clone(), resolve_type(cx, &column.ty, diagnostics))).collect();
                duplicate_columns(columns, diagnostics);
            }
        }
    }
    Type::Table(Arc::new(table))
}

fn twice(first: &mut Option<Span>, span: Span, what: &str, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(before) = first.replace(span) {
        diagnostics
            .push(Diagnostic::new(&TYPE_ARGUMENTS, format!("a table has one {what}")).at(span, "a second one").at(before, "the first one"));
    }
}

fn duplicate_columns(columns: &[Column], diagnostics: &mut Vec<Diagnostic>) {
    let mut first = FxHashMap::default();
    for column in columns {
        let before = *first.entry(&column.name.name).or_insert(column.name.span);
        if before != column.name.span {
            diagnostics.push(
                Diagnostic::new(&DUPLICATE_MEMBER, format!("the column `{}` is declared twice", column.name.name))
                    .at(column.name.span, "the second time")
                    .at(before, "the first time"),
            );
        }
    }
}

fn map(cx: &Context<'_>, key: &TypeExpr, value: &TypeExpr, diagnostics: &mut Vec<Diagnostic>) -> Type {
    let key_type = resolve_type(cx, key, diagnostics);
    let value_type = resolve_type(cx, value, diagnostics);
    if !matches!(key_type, Type::Str | Type::Hole(Invalid)) {
        diagnostics.push(
            Diagnostic::new(&MAP_KEY, format!("the keys of a map are `str`, not `{}`", key_type.display(cx.program)))
                .at(key.span, "")
                .help(format!("write `{{str: {}}}`, and convert the keys with `str(…)`", value_type.display(cx.program))),
        );
    }
    Type::map(value_type)
}

/// What Flyte's tag of a variant tells; two variants of one kind look the same.
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

    /// Whether a variant of this kind and one of the other cannot stand in one union.
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
    let message = if first.1 == second.1 {
        format!("a union cannot have two {}, `{one}` and `{two}`", first.1.plural())
    } else {
        format!("a union cannot have both `{one}` and `{two}`")
    };
    let mut finding = Diagnostic::new(&INDISTINCT_UNION, message).at(second.2, format!("Flyte cannot tell `{two}` from `{one}`"));
    if first.2 != second.2 {
        finding = finding.at(first.2, format!("`{one}` is a variant already"));
    }
    finding
        .help("use a struct with an optional field for each alternative")
        .note("Flyte tags the value of a union with the kind of its variant (struct, list, map …), not with the variant's name or elements")
}
