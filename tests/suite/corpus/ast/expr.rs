//! Expressions, patterns of `match`, and types.

use flightplan::internals::syntax::ast::{
    Arg, Comprehension, ComprehensionClause, Expr, ExprKind, FStringPart, FieldInit, IfExpr, MapNode, MatchArm, MatchPattern,
    MatchPatternKind, TypeArg, TypeExpr, TypeExprKind, UnaryOp,
};

use super::stmt::{block, pattern};
use crate::corpus::tree::{Tree, lines, node, quoted, word};

pub(super) fn expr(value: &Expr) -> Tree {
    match &value.written {
        ExprKind::Error => node("error", []),
        ExprKind::Int(value) => word(value),
        ExprKind::Float(value) => word(format_args!("{value:?}")),
        ExprKind::Str(text) => quoted(text),
        ExprKind::FString(parts) => node("f-string", parts.iter().map(part)),
        ExprKind::Duration(micros) => word(format_args!("{micros}us")),
        ExprKind::Bool(value) => word(value),
        ExprKind::None => word("none"),
        ExprKind::Name(name) => word(name),
        ExprKind::List(elements) => node("list", elements.iter().map(expr)),
        ExprKind::ListComprehension(it) => node("list-for", comprehension(it)),
        ExprKind::Map(entries) => node("map", entries.iter().map(|(key, value)| node("entry", [expr(key), expr(value)]))),
        ExprKind::MapComprehension(it) => node("map-for", comprehension(it)),
        ExprKind::Paren(inner) => node("paren", [expr(inner)]),
        ExprKind::Tuple(members) => node("tuple", members.iter().map(expr)),
        ExprKind::NamedTuple(fields) => node("named", fields.iter().map(field)),
        ExprKind::Struct { name, fields } => node(format_args!("struct {}", name.name), fields.iter().map(field)),
        ExprKind::Field { base, name } => node(format_args!(".{}", name.name), [expr(base)]),
        ExprKind::Index { base, index } => node("index", [expr(base), expr(index)]),
        ExprKind::Slice { base, start, end } => {
            let bound = |bound: &Option<Box<Expr>>| bound.as_deref().map_or_else(|| word("_"), expr);
            node("slice", [expr(base), bound(start), bound(end)])
        }
        ExprKind::Call { callee, args } => node("call", [expr(callee)].into_iter().chain(args.iter().map(arg))),
        ExprKind::MapNode(it) => map_node(it),
        ExprKind::Launch { callee, args } => node(format_args!("launch {}", callee.name), args.iter().map(arg)),
        ExprKind::Unary { op: UnaryOp::Neg, operand } => node("-", [expr(operand)]),
        ExprKind::Unary { op: UnaryOp::Not, operand } => node("not", [expr(operand)]),
        ExprKind::Binary { op, left, right, .. } => node(op.as_str(), [expr(left), expr(right)]),
        ExprKind::If(it) => if_(it),
        ExprKind::Match(it) => lines("match", [expr(&it.subject)].into_iter().chain(it.arms.iter().map(arm))),
        ExprKind::Closure(it) => node("closure", [node("params", it.params.iter().map(pattern)), block(&it.body)]),
    }
}

fn part(part: &FStringPart) -> Tree {
    match part {
        FStringPart::Text(text) => quoted(text),
        FStringPart::Value { value, spec: None } => expr(value),
        FStringPart::Value { value, spec: Some((spec, _)) } => node("format", [expr(value), quoted(spec)]),
    }
}

fn field(field: &FieldInit) -> Tree {
    node(format_args!("{}:", field.name.name), [expr(&field.value)])
}

fn arg(arg: &Arg) -> Tree {
    let value = match arg.each {
        Some(_) => node("each", [expr(&arg.value)]),
        None => expr(&arg.value),
    };
    match &arg.name {
        Some(name) => node(format_args!("{}:", name.name), [value]),
        None => value,
    }
}

fn map_node(it: &MapNode) -> Tree {
    let words = [("map", true), ("zip", it.zip.is_some()), ("launch", it.launch.is_some())];
    let words: Vec<&str> = words.into_iter().filter_map(|(word, there)| there.then_some(word)).collect();
    node(format_args!("{} {}", words.join(" "), it.callee.name), it.args.iter().map(arg))
}

fn comprehension(it: &Comprehension) -> impl Iterator<Item = Tree> {
    let clauses = it.clauses.iter().map(|clause| match clause {
        ComprehensionClause::For { pattern: names, iterable } => node("for", [pattern(names), expr(iterable)]),
        ComprehensionClause::If(condition) => node("if", [expr(condition)]),
    });
    it.key.iter().chain([&it.value]).map(expr).chain(clauses)
}

fn if_(it: &IfExpr) -> Tree {
    let arms = it.arms.iter().map(|(condition, body)| node("arm", [expr(condition), block(body)]));
    let otherwise = it.otherwise.iter().map(|body| node("else", [block(body)]));
    lines("if", arms.chain(otherwise))
}

fn arm(arm: &MatchArm) -> Tree {
    let guard = arm.guard.as_ref().map(|guard| node("if", [expr(guard)]));
    node("arm", [match_pattern(&arm.pattern)].into_iter().chain(guard).chain([block(&arm.body)]))
}

fn match_pattern(it: &MatchPattern) -> Tree {
    match &it.kind {
        MatchPatternKind::Wildcard => word("_"),
        MatchPatternKind::Binding(name) => word(&name.name),
        MatchPatternKind::Typed { binding, ty: of } => {
            node(format_args!("{}:", binding.as_ref().map_or("_", |name| name.name.as_str())), [ty(of)])
        }
        MatchPatternKind::None => word("none"),
        MatchPatternKind::Literal(value) => expr(value),
        MatchPatternKind::Variant { ty, variant } => word(format_args!("{}.{}", ty.name, variant.name)),
        MatchPatternKind::Or(patterns) => node("or", patterns.iter().map(match_pattern)),
    }
}

pub(super) fn ty(it: &TypeExpr) -> Tree {
    match &it.kind {
        TypeExprKind::Name(name) => word(name),
        TypeExprKind::None => word("none"),
        TypeExprKind::Applied { name, args } => node(&name.name, args.iter().map(type_arg)),
        TypeExprKind::List(element) => node("list", [ty(element)]),
        TypeExprKind::Map { key, value } => node("map", [ty(key), ty(value)]),
        TypeExprKind::Optional(inner) => node("optional", [ty(inner)]),
        TypeExprKind::Union(variants) => node("union", variants.iter().map(ty)),
        TypeExprKind::Error(_) => node("error", std::iter::empty()),
    }
}

fn type_arg(arg: &TypeArg) -> Tree {
    match arg {
        TypeArg::Format(format) => quoted(&format.value),
        TypeArg::Columns(columns, _) => {
            node("columns", columns.iter().map(|column| node(format_args!("{}:", column.name.name), [ty(&column.ty)])))
        }
    }
}
