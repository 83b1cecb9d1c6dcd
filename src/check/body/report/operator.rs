//! The wording of operators, comparisons and searches that do not apply to the types of their operands.

use super::none::{self, Place};
use super::{Shown, truth};
use crate::check::ty::{Hole, Ty};
use crate::diagnostics::codes::types::{COMPARED_TYPES, NEVER_NONE, OPERATOR_TYPES};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::program::Program;
use crate::source::Span;
use crate::syntax::ast::{BinaryOp, UnaryOp};

/// An operator, where it is written, and its operands.
pub(in crate::check::body) struct Operation {
    pub(in crate::check::body) op: BinaryOp,
    pub(in crate::check::body) span: Span,
    pub(in crate::check::body) left: Shown,
    pub(in crate::check::body) right: Shown,
}

impl Operation {
    /// The places of all three.
    fn at(&self, found: Diagnostic) -> Diagnostic {
        found
            .at(self.span, "")
            .at(self.left.span, format!("this is `{}`", self.left.shown))
            .at(self.right.span, format!("this is `{}`", self.right.shown))
    }
}

/// `whole` is the operator with its operand.
pub(in crate::check::body) fn unary(op: UnaryOp, operand: &Shown, whole: Span) -> Diagnostic {
    let shown = &operand.shown;
    let (sign, wants) = match op {
        UnaryOp::Neg => ("-", "a number or a duration"),
        UnaryOp::Not => ("not", "a `bool`"),
    };
    let found =
        Diagnostic::new(&OPERATOR_TYPES, format!("`{sign}` needs {wants}, not `{shown}`")).at(operand.span, format!("this is `{shown}`"));
    match (op, &operand.ty) {
        (UnaryOp::Not, _) => truth::way_out(found, operand, false, whole),
        (UnaryOp::Neg, ty) if ty.accepts_none() => none::may_be_none(found, operand, Place::Operand),
        (UnaryOp::Neg, Ty::Union(_)) => found.help("use `match`, with an arm for each type"),
        (UnaryOp::Neg, _) => found,
    }
}

/// What the left side of `??` may have been meant to be.
pub(in crate::check::body) enum Meant {
    /// Other code, which gives `none` where the left side fails.
    Instead {
        code: String,
        fails: &'static str,
    },
    /// A value that was compared with `none` before.
    Known,
    Unclear,
}

/// `right` is what follows the `??`, and `assigned` says that it is `??=`.
pub(in crate::check::body) fn never_none(left: &Shown, right: Span, assigned: bool, meant: &Meant) -> Diagnostic {
    let (shown, sign) = (&left.shown, if assigned { "??=" } else { "??" });
    let found = Diagnostic::new(&NEVER_NONE, format!("the left side of `{sign}` is never `none`: it is `{shown}`"))
        .at(left.span, format!("this is `{shown}`"))
        .at(right, "this is never used");
    match meant {
        Meant::Instead { code, fails } => {
            let found = found.help(format!("`{}` fails {fails}: write `{code}`, which is `none` then", left.text_or("…")));
            if assigned {
                return found;
            }
            found.fix(format!("write `{code}`"), Applicability::Unsafe, vec![Edit { span: left.span, text: code.clone() }])
        }
        Meant::Known => found.help(format!("it has a value here, because of a check before: remove the `{sign}` and what follows it")),
        Meant::Unclear if assigned => found.help("remove the assignment"),
        Meant::Unclear => found.help("remove the `??` and what follows it"),
    }
}

pub(in crate::check::body) fn binary(operation: &Operation) -> Diagnostic {
    let Operation { op, left, right, .. } = operation;
    let sign = op.as_str();
    let message = if left.shown == right.shown {
        format!("cannot use `{sign}` with two values of type `{}`", left.shown)
    } else {
        format!("cannot use `{sign}` with `{}` and `{}`", left.shown, right.shown)
    };
    let found = operation.at(Diagnostic::new(&OPERATOR_TYPES, message));
    match [left, right].into_iter().find(|side| side.ty.accepts_none()) {
        Some(optional) => none::may_be_none(found, optional, Place::Operand),
        None => binary_way_out(found, *op, left, right),
    }
}

fn binary_way_out(found: Diagnostic, op: BinaryOp, left: &Shown, right: &Shown) -> Diagnostic {
    let (text_a, text_b) = (left.text_or("x"), right.text_or("x"));
    match (op, &left.ty, &right.ty) {
        (BinaryOp::Add, Ty::Str, Ty::Int | Ty::Float) if !text_a.ends_with('"') => {
            let number = if right.ty == Ty::Int { "int" } else { "float" };
            found.help(format!("to join strings, write `{text_a} + str({text_b})`; to add numbers, `{number}({text_a}) + {text_b}`"))
        }
        (BinaryOp::Add, Ty::Int | Ty::Float, Ty::Str) if !text_b.ends_with('"') => {
            let number = if left.ty == Ty::Int { "int" } else { "float" };
            found.help(format!("to join strings, write `str({text_a}) + {text_b}`; to add numbers, `{text_a} + {number}({text_b})`"))
        }
        (BinaryOp::Add, Ty::Str, _) => as_string(found, right),
        (BinaryOp::Add, _, Ty::Str) => as_string(found, left),
        (BinaryOp::Add, Ty::List(_), _) => found.help(format!("to add an element to a list, put it in a list: `+ [{text_b}]`")),
        (BinaryOp::Add, Ty::Map(_), Ty::Map(_)) => found.help(format!("to join two maps, write `{text_a}.merge({text_b})`")),
        (BinaryOp::Add | BinaryOp::Sub, Ty::Datetime | Ty::Duration, Ty::Int | Ty::Float) => {
            found.help(format!("to make a duration of a number of seconds, write `{text_b} * 1s`"))
        }
        (BinaryOp::Add, Ty::Datetime, Ty::Datetime) => found.help("instants can be subtracted with `-`, but not added"),
        (_, Ty::Union(_), _) | (_, _, Ty::Union(_)) => found.help("use `match`, with an arm for each type"),
        (BinaryOp::Mul, Ty::Str | Ty::List(_), Ty::Float) => {
            found.help(format!("it can only be repeated a whole number of times: `int({text_b})`"))
        }
        (_, Ty::Json, _) | (_, _, Ty::Json) => {
            found.help("get the value out of the JSON value first: `.as_int()`, `.as_float()`, `.as_str()`")
        }
        (_, Ty::Str, Ty::Int | Ty::Float) => {
            found.help(format!("to convert the string to a number, write `int({text_a})` or `float({text_a})`"))
        }
        (_, Ty::Int | Ty::Float, Ty::Str) => {
            found.help(format!("to convert the string to a number, write `int({text_b})` or `float({text_b})`"))
        }
        (_, Ty::Bool, _) => found.help(format!("to use a `bool` as a number, write `int({text_a})`")),
        (_, _, Ty::Bool) => found.help(format!("to use a `bool` as a number, write `int({text_b})`")),
        _ => found,
    }
}

/// A value that is joined to a string.
fn as_string(found: Diagnostic, value: &Shown) -> Diagnostic {
    let code = format!("str({})", value.text_or("…"));
    value.replaced(found.help(format!("convert it to a string: `{code}`")), "convert it to a string", code)
}

/// Both sides of a comparison have types that have no value in common. `known` says that one was compared with `none` before.
pub(in crate::check::body) fn compared(operation: &Operation, program: &Program, known: bool) -> Diagnostic {
    let Operation { op, left, right, .. } = operation;
    let value = match (is_literal_none(&left.ty), is_literal_none(&right.ty)) {
        (false, true) => Some(left),
        (true, false) => Some(right),
        _ => None,
    };
    if let Some(value) = value {
        let message = format!("a value of type `{}` is never `none`", value.shown);
        let found = Diagnostic::new(&COMPARED_TYPES, message).at(operation.span, "").at(value.span, format!("this is `{}`", value.shown));
        return none::never_none(found, value, left.span.to(right.span), *op == BinaryOp::Eq, known);
    }
    let message = format!("cannot compare `{}` with `{}` using `{}`", left.shown, right.shown, op.as_str());
    let found = operation.at(Diagnostic::new(&COMPARED_TYPES, message));
    let (text_a, text_b) = (left.text_or("x"), right.text_or("x"));
    let converted = |id, text| {
        let name = &program.enum_(id).header.name;
        format!("`{name}({text})` converts a string to a variant, and fails on an unknown one")
    };
    match (&left.ty, &right.ty) {
        (Ty::Enum(id), Ty::Str) => found.help(converted(*id, text_b)),
        (Ty::Str, Ty::Enum(id)) => found.help(converted(*id, text_a)),
        (Ty::Str, Ty::Int | Ty::Float | Ty::Bool) => found.help(format!("convert the right side to a string: `str({text_b})`")),
        (Ty::Int | Ty::Float | Ty::Bool, Ty::Str) => found.help(format!("convert the left side to a string: `str({text_a})`")),
        (Ty::Json, _) | (_, Ty::Json) => found.help("get the value out of the JSON value first: `.as_int()`, `.as_float()`, `.as_str()`"),
        _ => found,
    }
}

/// `set(a) == set(b)`
pub(in crate::check::body) fn sets_compared(op: Span) -> Diagnostic {
    Diagnostic::new(&COMPARED_TYPES, "there are no sets, and lists are equal only in the same order").at(op, "compared here")
}

/// `x in (1, 2)`
pub(in crate::check::body) fn search_in_tuple(op: BinaryOp, members: &str, at: Span) -> Diagnostic {
    let found = Diagnostic::new(&OPERATOR_TYPES, format!("`{}` does not search in a tuple", op.as_str())).at(at, "this is a tuple");
    match members.strip_prefix('(').and_then(|members| members.strip_suffix(')')) {
        Some(members) => {
            let list = format!("[{}]", members.trim_end_matches(','));
            let shown = if list.len() > 60 || list.contains('\n') { "[…]" } else { &list };
            let found = found.help(format!("write a list: `{shown}`"));
            found.fix("write a list", Applicability::Unsafe, vec![Edit { span: at, text: list.clone() }])
        }
        None => found.help("write a list, in brackets"),
    }
}

/// A search whose result is compared as if it were `-1` where there is none: `code` asks whether there is one.
pub(in crate::check::body) fn search_tested(code: &str, search: &Shown, op: Span) -> Diagnostic {
    let word = if code.contains(" not in ") || code.starts_with("not ") { "not there" } else { "there" };
    Diagnostic::new(&OPERATOR_TYPES, "a search that finds nothing returns `none`, and not `-1`")
        .at(op, format!("this asks whether it is {word}"))
        .at(search.span, "the search")
}

/// Whether a type is that of a written `none`, of which nothing else is known.
fn is_literal_none(ty: &Ty) -> bool {
    match ty {
        Ty::None => true,
        Ty::Union(members) => members.iter().all(|member| matches!(member, Ty::None | Ty::Hole(Hole::Var(_)))),
        _ => false,
    }
}

/// An operator that needs an order, between values that have none.
pub(in crate::check::body) fn no_order(operation: &Operation) -> Diagnostic {
    let Operation { op, left, .. } = operation;
    let message = format!("values of type `{}` have no order, which `{}` needs", left.shown, op.as_str());
    let found = operation.at(Diagnostic::new(&OPERATOR_TYPES, message));
    match left.ty {
        Ty::Struct(_) => found.help("compare one of their fields"),
        Ty::Json => found.help("get the values out first: `.as_int()`, `.as_float()`, `.as_str()`"),
        _ => found.help("only numbers, strings, dates and durations have an order; use `==` or `!=` for anything else"),
    }
}

pub(in crate::check::body) fn search_in_json(op: BinaryOp, op_span: Span, right: &Shown) -> Diagnostic {
    let text = right.text_or("j");
    Diagnostic::new(&OPERATOR_TYPES, format!("`{}` cannot search a `json`", op.as_str()))
        .at(op_span, "")
        .at(right.span, "this is `json`")
        .help(format!("to look for a key, write `{text}.has(\"key\")`; to get a list, `{text}.as_list()`"))
}
