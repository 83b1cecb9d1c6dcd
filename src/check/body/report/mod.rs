//! The wording of the findings that many checks share: a value of the wrong type, and the ways out of it.

pub(super) mod access;
pub(super) mod aggregate;
pub(super) mod arguments;
pub(super) mod builtin;
pub(super) mod call;
pub(super) mod constant;
pub(super) mod matching;
pub(super) mod name;
pub(super) mod operator;
pub(super) mod outputs;
pub(super) mod statement;
pub(super) mod text;
pub(super) mod value;

use super::Checker;
use crate::check::assign::Solver;
use crate::check::ty::{Block, Expr, Hole, Stmt, StmtKind, Ty};
use crate::diagnostics::codes::types::{MISSING_VALUE, TYPE_MISMATCH, TYPE_NOT_KNOWN};
use crate::diagnostics::{Applicability, Diagnostic, Edit, Family};
use crate::program::{Const, ExprKind};
use crate::source::Span;

/// Why a type is expected.
#[derive(Clone, Debug)]
pub(super) enum Why<'w> {
    /// `let x: T = …`: the variable and where its type is written.
    Declared(&'w str, Span),
    /// An argument: the callee, the parameter, and where that is declared.
    Param(&'w str, &'w str, Option<Span>),
    /// A field: the struct, the field, and where that is declared.
    Field(&'w str, &'w str, Span),
    /// The value of a body, and where its type is stated.
    Result(Option<Span>),
    /// An element among others, and the one that said the type.
    Element(Option<Span>),
    /// An assignment to a place as written, and where its variable is declared.
    Assigned(&'w str, Span),
    /// An arm of `if` or `match`, and an arm that said the type.
    Arm(Span),
    /// A constant: a default, an option, the value of a `const`.
    Constant,
    /// Something else, as a noun with its article.
    Other(&'static str),
}

impl Why<'_> {
    fn message(&self, to: &str, from: &str) -> String {
        match self {
            Why::Declared(name, _) => format!("`{name}` is declared as `{to}`, but its value is `{from}`"),
            Why::Param(callee, name, _) => format!("`{callee}` expects `{to}` for `{name}`, but got `{from}`"),
            Why::Field(owner, name, _) => format!("the field `{name}` of `{owner}` is `{to}`, but got `{from}`"),
            Why::Result(_) => format!("the result is `{to}`, but the value returned is `{from}`"),
            Why::Element(_) => format!("the other elements are `{to}`, but this one is `{from}`"),
            Why::Assigned(place, _) => format!("`{place}` is `{to}`, but is assigned `{from}`"),
            Why::Arm(_) => format!("another arm is `{to}`, but this one is `{from}`"),
            Why::Constant => format!("expected `{to}`, but this is `{from}`"),
            Why::Other(what) => format!("{what} must be `{to}`, but this is `{from}`"),
        }
    }

    fn label(&self, to: &str) -> Option<(Span, String)> {
        match self {
            Why::Declared(_, span) => Some((*span, format!("declared as `{to}` here"))),
            Why::Param(_, name, span) => span.map(|span| (span, format!("the parameter `{name}` is declared here"))),
            Why::Field(_, name, span) => Some((*span, format!("the field `{name}` is declared here"))),
            Why::Result(span) => span.map(|span| (span, format!("the result is declared as `{to}` here"))),
            Why::Element(span) => span.map(|span| (span, format!("this element is `{to}`"))),
            Why::Assigned(_, span) => Some((*span, "declared here".to_owned())),
            Why::Arm(span) => Some((*span, format!("this arm is `{to}`"))),
            Why::Constant | Why::Other(_) => None,
        }
    }
}

/// A value as findings show it.
pub(super) struct Shown {
    pub(super) span: Span,
    /// How it is written, if that can be quoted.
    text: Option<String>,
    pub(super) ty: Ty,
    /// Its type, as a user writes it.
    shown: String,
}

impl Shown {
    /// How it is written, or a name that can be any value's.
    fn text_or<'t>(&'t self, otherwise: &'t str) -> &'t str {
        self.text.as_deref().unwrap_or(otherwise)
    }
}

impl Checker<'_> {
    /// An expression of a type as findings show it.
    pub(super) fn shown(&self, expr: &Expr, ty: &Ty) -> Shown {
        Shown { span: expr.span, text: self.quote(expr.span).map(str::to_owned), ty: ty.clone(), shown: self.show(ty) }
    }

    /// A type as a user writes it, with what is known of it.
    pub(super) fn show(&self, ty: &Ty) -> String {
        self.infer.zonk(ty).display(self.cx.program).to_string()
    }

    /// The source text under a span, on one line and not too long to be quoted.
    pub(super) fn quote(&self, span: Span) -> Option<&str> {
        let text = self.cx.sources.text(span);
        (!text.is_empty() && text.len() <= 60 && !text.contains('\n')).then_some(text)
    }

    /// An expression in place of one that was reported.
    pub(super) fn reported(&self, span: Span) -> Expr {
        Expr { kind: ExprKind::Invalid, ty: Ty::Hole(Hole::Invalid), span }
    }

    /// The same where the type is known nevertheless.
    pub(super) fn reported_as(&mut self, ty: Ty, span: Span) -> Expr {
        self.infer.add_hole();
        Expr { ty, ..self.reported(span) }
    }

    /// An expression one of whose operands never gives a value: nothing is left of it but those that are evaluated, the one that leaves last.
    pub(super) fn leaves(&self, operands: impl IntoIterator<Item = Expr>, span: Span) -> Expr {
        let mut stmts = Vec::new();
        for operand in operands {
            let never = operand.ty == Ty::Never;
            stmts.push(Stmt { span: operand.span, kind: StmtKind::Expr(operand) });
            if never {
                break;
            }
        }
        Expr { kind: ExprKind::Block(Block { stmts, value: None }), ty: Ty::Never, span }
    }

    pub(super) fn report(&mut self, found: Diagnostic) {
        self.diagnostics.push(found);
    }

    /// A value of the wrong type.
    pub(super) fn mismatch(&mut self, expr: &Expr, to: &Ty, why: &Why<'_>) {
        let (from, to) = (self.infer.zonk(&expr.ty), self.infer.zonk(to));
        if from.is_invalid() || to.is_invalid() {
            return;
        }
        if from == Ty::Unit {
            return self.nothing(expr.span, Some((&to, why)));
        }
        let (shown_from, shown_to) = (self.show(&from), self.show(&to));
        let mut found =
            Diagnostic::new(&TYPE_MISMATCH, why.message(&shown_to, &shown_from)).at(expr.span, format!("this is `{shown_from}`"));
        if let Some((span, text)) = why.label(&shown_to)
            && span != expr.span
        {
            found = found.at(span, text);
        }
        found = self.way_out(found, expr, &from, &to);
        self.report(found);
    }

    fn way_out(&self, found: Diagnostic, expr: &Expr, from: &Ty, to: &Ty) -> Diagnostic {
        if let ExprKind::Const(literal) = &expr.kind {
            return literal_way_out(found, literal, expr.span, &to.without_none());
        }
        let text = self.quote(expr.span).unwrap_or("x").to_owned();
        let call = |function: &str| format!("{function}({text})");
        let fix = |found: Diagnostic, replacement: String, title: String| {
            found.fix(title, Applicability::Unsafe, vec![Edit { span: expr.span, text: replacement }])
        };
        let to_plain = to.without_none();
        match (from, &to_plain) {
            (Ty::Int, Ty::Float) => {
                let found = found.help(format!("an `int` is not converted to a `float` implicitly: write `{}`", call("float")));
                fix(found, call("float"), "convert it to a `float`".to_owned())
            }
            (Ty::Float, Ty::Int) => found.help(format!(
                "a `float` is not converted to an `int` implicitly: `{}` rounds half to even, `{}` rounds down, `{}` truncates",
                call("round"),
                call("floor"),
                call("int")
            )),
            (Ty::Union(_), _) if from.accepts_none() && !to.accepts_none() && Checker::plain_fits(&from.without_none(), to) => {
                found.help(format!("it may be `none`: give a default with `{text} ?? …`, or use `match`"))
            }
            (Ty::Union(_), _) => found.help("use `match`, with an arm for each type"),
            (Ty::List(element), Ty::List(wanted)) if **element == Ty::Int && **wanted == Ty::Float => {
                found.help(format!("an `int` is not converted to a `float` implicitly: write `{text}.map(|x| float(x))`"))
            }
            (_, Ty::List(element)) if Checker::plain_fits(from, element) => {
                fix(found.help(format!("for a list of one element, write `[{text}]`")), format!("[{text}]"), "put it in a list".to_owned())
            }
            (Ty::Str, Ty::Int | Ty::Float) => {
                let function = if to_plain == Ty::Int { "int" } else { "float" };
                found.help(format!("to convert the string to a number, write `{}`, which fails if it is not one", call(function)))
            }
            (Ty::Str, Ty::Enum(id)) => {
                let name = &self.cx.program.enum_(*id).header.name;
                found.help(format!("to convert the string, write `{}`, which fails on an unknown one", call(name)))
            }
            (Ty::Int | Ty::Float | Ty::Bool | Ty::Enum(_) | Ty::Datetime | Ty::Duration, Ty::Str) => fix(
                found.help(format!("to convert it to a string, write `{}`", call("str"))),
                call("str"),
                "convert it to a string".to_owned(),
            ),
            (Ty::Int | Ty::Float, Ty::Duration) => found.help(format!("to make a duration of a number of seconds, write `{text} * 1s`")),
            (_, Ty::Json) => found.help(format!("to convert it to a JSON value, write `{}`", call("json"))),
            (Ty::Json, Ty::Int | Ty::Float | Ty::Str | Ty::Bool) => {
                found.help(format!("to get it out of a JSON value, write `{text}.as_{}()`", to_plain.display(self.cx.program)))
            }
            (Ty::Tuple(_), Ty::Bool) => found.help("`assert` and conditions are written without parentheses: `assert c, \"why\"`"),
            (Ty::Tuple(_), Ty::List(_)) => found.help("lists are written in brackets: `[a, b]`"),
            _ => found,
        }
    }

    /// A value is needed where something gives none.
    pub(super) fn nothing(&mut self, span: Span, needed: Option<(&Ty, &Why<'_>)>) {
        let text = self.cx.sources.text(span);
        let (what, help) = if text.starts_with("if") {
            ("this `if` has no `else`, so it has no value", "add an `else` with a value")
        } else if text.starts_with("return") {
            ("this `return` has no value", "write the value after it")
        } else if text.ends_with(')') {
            ("this call returns no value", "call it in a separate statement")
        } else {
            ("this has no value", "end it with an expression, which is its value")
        };
        let open = |ty: &Ty| matches!(ty, Ty::Hole(_));
        let needed = needed.filter(|(to, _)| !open(to)).map(|(to, why)| (self.show(to), why));
        let message = match &needed {
            Some((shown, _)) => format!("{what}, but `{shown}` is expected"),
            None => what.to_owned(),
        };
        let mut found = Diagnostic::new(&MISSING_VALUE, message).at(span, "no value");
        if let Some((span, text)) = needed.and_then(|(shown, why)| why.label(&shown)) {
            found = found.at(span, text);
        }
        self.report(found.help(help));
    }

    fn plain_fits(from: &Ty, to: &Ty) -> bool {
        crate::check::assign::fits(from, to)
    }

    /// Whether something could not be read or is not declared, that could have said what a type is.
    pub(super) fn is_missing_something(&self) -> bool {
        self.incomplete || self.diagnostics.iter().any(|found| found.code.family == Family::Names)
    }

    /// Something needs a type that nothing has said yet.
    pub(super) fn not_known_yet(&mut self, span: Span, ty: &Ty) {
        let mut variables = Vec::new();
        self.infer.open(ty, &mut variables);
        if self.is_missing_something() {
            return;
        }
        let mut found = Diagnostic::new(&TYPE_NOT_KNOWN, "the type of this value is not known here")
            .at(span, "the type is needed to know what this means");
        if let Some((_, origin)) = variables.first().and_then(|variable| self.infer.origin(*variable))
            && origin != span
        {
            found = found.at(origin, "declared here without a type");
        }
        found = found.help("declare the type of the variable: `let xs: [int] = []`");
        self.report(found);
        for variable in variables {
            self.infer.bind(variable, &Ty::Hole(Hole::Invalid));
        }
    }
}

/// Names in a sentence: `a`, `b` and `c`; at most eight of them.
pub(super) fn list_of(names: &[&str], quote: char) -> String {
    let quoted = |name: &&str| if quote == '"' { format!("`\"{name}\"`") } else { format!("`{name}`") };
    let shown: Vec<String> = names.iter().take(8).map(quoted).collect();
    match (shown.split_last(), names.len() > 8) {
        (None, _) => "none".to_owned(),
        (Some(_), true) => format!("{}, …", shown.join(", ")),
        (Some((last, [])), false) => last.clone(),
        (Some((last, others)), false) => format!("{} and {last}", others.join(", ")),
    }
}

/// The way out for a literal of the wrong type: another literal.
fn literal_way_out(found: Diagnostic, literal: &Const, span: Span, to: &Ty) -> Diagnostic {
    let other = match (literal, to) {
        (Const::Str(text), Ty::Int) => text.trim().parse::<i64>().ok().map(|value| value.to_string()),
        (Const::Str(text), Ty::Float) => {
            text.trim().parse::<f64>().ok().filter(|value| value.is_finite()).map(|value| format!("{value:?}"))
        }
        (Const::Str(text), Ty::Bool) if text.as_ref() == "true" || text.as_ref() == "false" => Some(text.to_string()),
        (Const::Int(value), Ty::Str) => Some(format!("\"{value}\"")),
        (Const::Bool(value), Ty::Str) => Some(format!("\"{value}\"")),
        (Const::Float(value), Ty::Int) if value.fract() == 0.0 && value.abs() < 1e15 => Some(format!("{}", *value as i64)),
        (Const::Int(value), Ty::Duration) => Some(format!("{value}s")),
        (Const::Int(0), Ty::Bool) => Some("false".to_owned()),
        (Const::Int(1), Ty::Bool) => Some("true".to_owned()),
        _ => None,
    };
    match other {
        Some(other) => {
            let edit = Edit { span, text: other.clone() };
            found.fix(format!("write `{other}`"), Applicability::Unsafe, vec![edit])
        }
        None if matches!(literal, Const::None) => found.help("only an optional type, such as `int?`, can be `none`"),
        None => found,
    }
}
