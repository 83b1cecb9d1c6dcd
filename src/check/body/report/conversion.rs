//! The ways out where a value has the wrong type: the conversion that is meant, written out.

use super::none::{self, Place};
use super::{Shown, Why, duration, truth};
use crate::check::body::Checker;
use crate::check::ty::{Expr, Ty};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::program::datetime::parse_datetime;
use crate::program::{BinaryOperands, Const, ExprKind};
use crate::source::Span;
use crate::syntax::ast::BinaryOp;

impl Checker<'_> {
    pub(super) fn way_out(&self, found: Diagnostic, expr: &Expr, from: &Ty, to: &Ty, why: &Why<'_>) -> Diagnostic {
        let plain = to.without_none();
        let value = self.shown(expr, from);
        if let ExprKind::Const(literal) = &expr.kind
            && !matches!(&plain, Ty::List(element) if fits(from, element) && *literal != Const::None)
        {
            return literal_way_out(found, literal, expr.span, &plain);
        }
        if let (Why::Condition(_), Ty::Bool) = (why, &plain) {
            return match from {
                Ty::Tuple(_) => found.help("`assert` and conditions are written without parentheses: `assert c, \"why\"`"),
                _ => truth::way_out(found, &value, true, expr.span),
            };
        }
        if from.accepts_none() && !to.accepts_none() {
            return self.unwrapped(found, &value, to);
        }
        match (from, &plain) {
            (Ty::Float, Ty::Int) => self.rounded(found, expr, &value),
            (Ty::List(inner), Ty::List(wanted)) | (Ty::Map(inner), Ty::Map(wanted))
                if inner.accepts_none() && fits(&inner.without_none(), wanted) =>
            {
                none::parts_may_be_none(found, &value)
            }
            (Ty::Union(_), _) => found.help("use `match`, with an arm for each type"),
            (Ty::List(element), Ty::List(wanted)) => self.elements_converted(found, &value, element, wanted),
            (_, Ty::List(element)) if fits(from, element) => {
                let code = format!("[{}]", value.text_or("…"));
                value.replaced(found.help(format!("for a list of one element, write `{code}`")), "put it in a list", code)
            }
            (Ty::List(element), Ty::Str) if **element == Ty::Str => {
                found.help(format!("to join the strings of the list, write `{}.join(\", \")`", value.operand()))
            }
            (Ty::List(element), _) if fits(element, &plain) && !matches!(why, Why::Arm { .. }) => {
                found.help(format!("to use one element of the list, name its position: `{}[0]`", value.operand()))
            }
            (Ty::Str, Ty::Enum(id)) => {
                let name = &self.cx.program.enum_(*id).header.name;
                found.help(format!("to convert the string, write `{name}({})`, which fails on an unknown one", value.text_or("…")))
            }
            _ => scalar_way_out(found, &value, &plain),
        }
    }

    /// An optional where a value is needed.
    fn unwrapped(&self, found: Diagnostic, value: &Shown, to: &Ty) -> Diagnostic {
        let inner = value.ty.without_none();
        if fits(&inner, to) {
            return none::may_be_none(found, value, Place::Whole);
        }
        found.help("use `match`, with an arm for each type")
    }

    /// A `float` where an `int` is needed; `a / b` of two `int`s is one.
    fn rounded(&self, found: Diagnostic, expr: &Expr, value: &Shown) -> Diagnostic {
        if let ExprKind::Binary(BinaryOp::Div, BinaryOperands::Int, left, right) = &expr.kind
            && let (Some(left), Some(right)) = (self.quote(left.span), self.quote(right.span))
        {
            let code = format!("{left} // {right}");
            let found = found.help(format!("`/` always gives a `float`: to divide and round down, write `{code}`"));
            return value.replaced(found, "divide with `//`", code);
        }
        if let ExprKind::Local(id) = expr.kind
            && let (Some(initial), false) = (self.info(id).initial, self.local_def(id).mutable)
            && let Some((left, right)) = initial.division
            && let (Some(left), Some(right)) = (self.quote(left), self.quote(right))
        {
            let code = format!("{left} // {right}");
            return found.at(initial.value, "`/` always gives a `float`").help(format!("to divide and round down, write `{code}`")).fix(
                "divide with `//`",
                Applicability::Unsafe,
                vec![Edit { span: initial.value, text: code }],
            );
        }
        let text = value.text_or("…");
        found.help(format!(
            "a `float` is not converted to an `int` implicitly: `round({text})` rounds half to even, `floor({text})` rounds down, `int({text})` truncates"
        ))
    }

    /// A list whose elements can be converted one by one.
    fn elements_converted(&self, found: Diagnostic, value: &Shown, from: &Ty, to: &Ty) -> Diagnostic {
        let text = value.operand();
        let name = if text == "x" { "y" } else { "x" };
        let Some(function) = conversion(from, to) else { return found };
        let code = format!("{text}.map(|{name}| {function}({name}))");
        let found = found.help(format!("{} `{code}`", reason(from, to)));
        value.replaced(found, "convert the elements", code)
    }
}

pub(super) fn fits(from: &Ty, to: &Ty) -> bool {
    crate::check::assign::fits(from, to)
}

/// The builtin that converts a value of one type to another.
fn conversion(from: &Ty, to: &Ty) -> Option<&'static str> {
    Some(match (from, to) {
        (Ty::Int, Ty::Float) => "float",
        (Ty::Str, Ty::Float) => "float",
        (Ty::Str | Ty::Bool, Ty::Int) => "int",
        (Ty::Str | Ty::Int, Ty::Bool) => "bool",
        (Ty::Str, Ty::Datetime) => "datetime",
        (Ty::Str, Ty::Duration) => "duration",
        (Ty::Str, Ty::Bytes) => "encode",
        (Ty::Bytes, Ty::Str) => "decode",
        (Ty::Int | Ty::Float, Ty::Datetime) => "from_timestamp",
        (Ty::Datetime, Ty::Float) => "timestamp",
        (Ty::Duration, Ty::Float) => "total_seconds",
        (Ty::Int | Ty::Float | Ty::Bool | Ty::Enum(_) | Ty::Datetime | Ty::Duration | Ty::Json, Ty::Str) => "str",
        (Ty::Json, _) => return None,
        (_, Ty::Json) => "json",
        _ => return None,
    })
}

/// Why it has to be converted, up to the code.
fn reason(from: &Ty, to: &Ty) -> &'static str {
    match (from, to) {
        (Ty::Int, Ty::Float) => "an `int` is not converted to a `float` implicitly: write",
        (_, Ty::Str) => "to convert it to a string, write",
        (Ty::Str, Ty::Int | Ty::Float) => "to convert the string to a number, write",
        (_, Ty::Json) => "to convert it to a JSON value, write",
        _ => "to convert it, write",
    }
}

/// A value that one call converts.
fn scalar_way_out(found: Diagnostic, value: &Shown, to: &Ty) -> Diagnostic {
    let text = value.text_or("…");
    let from = &value.ty;
    if let (Ty::Int | Ty::Float, Ty::Duration) = (from, to) {
        return found.help(format!("to make a duration of a number of seconds, write `{} * 1s`", value.operand()));
    }
    if let (Ty::Json, Some(call)) = (from, out_of_json(to)) {
        return found.help(format!("to get it out of a JSON value, write `{}{call}`", value.operand()));
    }
    if let (Ty::Tuple(_), Ty::List(_)) = (from, to) {
        return found.help("lists are written in brackets: `[a, b]`");
    }
    let Some(function) = conversion(from, to) else { return found };
    let code = format!("{function}({text})");
    let help = match (from, to) {
        (Ty::Str, Ty::Datetime) => format!(
            "to convert the string, write `{code}`, which reads dates such as `2030-01-02` and `2030-01-02T15:04:05Z`; for any other form, `parse_datetime({text}, \"%d.%m.%Y\")`"
        ),
        (Ty::Str, Ty::Duration) => format!("to convert the string, write `{code}`, which reads durations such as `1h30m`"),
        (Ty::Str, Ty::Int | Ty::Float) => format!("{} `{code}`, which fails if it is not one", reason(from, to)),
        _ => format!("{} `{code}`", reason(from, to)),
    };
    value.replaced(found.help(help), title(to), code)
}

/// The calls that get a value of a type out of a JSON value.
fn out_of_json(to: &Ty) -> Option<String> {
    Some(match to {
        Ty::Int => ".as_int()".to_owned(),
        Ty::Float => ".as_float()".to_owned(),
        Ty::Str => ".as_str()".to_owned(),
        Ty::Bool => ".as_bool()".to_owned(),
        Ty::List(element) if **element == Ty::Json => ".as_list()".to_owned(),
        Ty::Map(value) if **value == Ty::Json => ".as_map()".to_owned(),
        Ty::List(element) => format!(".as_list().map(|x| x{})", out_of_json(element)?),
        Ty::Map(value) => format!(".as_map().map_values(|x| x{})", out_of_json(value)?),
        _ => return None,
    })
}

fn title(to: &Ty) -> String {
    match to {
        Ty::Int => "convert it to an `int`".to_owned(),
        Ty::Float => "convert it to a `float`".to_owned(),
        Ty::Str => "convert it to a string".to_owned(),
        _ => "convert it".to_owned(),
    }
}

/// The way out for a literal of the wrong type: another literal.
fn literal_way_out(found: Diagnostic, literal: &Const, span: Span, to: &Ty) -> Diagnostic {
    let other = match (literal, to) {
        (Const::Str(text), Ty::Int) => text.trim().parse::<i64>().ok().map(|value| value.to_string()),
        (Const::Str(text), Ty::Float) => {
            text.trim().parse::<f64>().ok().filter(|value| value.is_finite()).map(|value| format!("{value:?}"))
        }
        (Const::Str(text), Ty::Bool) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some("true".to_owned()),
            "false" | "no" | "off" => Some("false".to_owned()),
            _ => None,
        },
        (Const::Str(text), Ty::Duration) => duration::literal_of(text),
        (Const::Str(text), Ty::Datetime) => parse_datetime(text).ok().map(|_| format!("datetime(\"{text}\")")),
        (Const::Int(value), Ty::Str) => Some(format!("\"{value}\"")),
        (Const::Float(value), Ty::Str) => Some(format!("\"{value:?}\"")),
        (Const::Bool(value), Ty::Str) => Some(format!("\"{value}\"")),
        (Const::Float(value), Ty::Int) if value.fract() == 0.0 && value.abs() < 1e15 => Some(format!("{}", *value as i64)),
        (Const::Int(value), Ty::Duration) => Some(format!("{value}s")),
        (Const::Float(value), Ty::Duration) if *value >= 0.0 && *value < 1e9 => Some(format!("{value:?}s")),
        (Const::Int(0), Ty::Bool) => Some("false".to_owned()),
        (Const::Int(1), Ty::Bool) => Some("true".to_owned()),
        (Const::None, Ty::List(_)) => Some("[]".to_owned()),
        (Const::None, Ty::Map(_)) => Some("{}".to_owned()),
        _ => None,
    };
    let why = match (literal, to) {
        (Const::None, _) => "only an optional type, such as `int?`, can be `none`",
        (Const::Str(_), Ty::Duration) => "a duration is written without quotes: `30s`, `5m`, `1h30m`, `2d`",
        (Const::Int(_) | Const::Float(_), Ty::Duration) => "a duration has a unit: `30s`, `5m`, `1h30m`, `2d`",
        (Const::Str(_), Ty::Datetime) => {
            "a date and time is made from a string: `datetime(\"2030-01-02T15:04:05Z\")`, or `datetime(2030, 1, 2)`"
        }
        _ => "",
    };
    let found = if why.is_empty() { found } else { found.help(why) };
    match other {
        Some(other) => {
            let edit = Edit { span, text: other.clone() };
            let title =
                if matches!(literal, Const::None) { format!("write `{other}`, which is empty") } else { format!("write `{other}`") };
            found.fix(title, Applicability::Unsafe, vec![edit])
        }
        None => found,
    }
}
