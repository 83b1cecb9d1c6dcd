//! The wording of the findings that many checks share: a value of the wrong type or of none, and a type that nothing says.

pub(super) mod access;
pub(super) mod aggregate;
pub(super) mod arguments;
pub(super) mod builtin;
pub(super) mod call;
pub(super) mod constant;
mod conversion;
mod declared;
mod duration;
pub(super) mod foreign;
pub(super) mod matching;
pub(super) mod name;
pub(super) mod none;
pub(super) mod operator;
pub(super) mod outputs;
mod shown;
pub(super) mod statement;
pub(super) mod text;
pub(super) mod truth;
pub(super) mod undeclared;
mod unknown;
pub(super) mod value;

pub(super) use self::shown::Shown;
use super::{Checker, infer};
use crate::check::assign::Solver;
use crate::check::ty::{Block, Expr, Hole, Stmt, StmtKind, Ty};
use crate::diagnostics::codes::types::{MISSING_VALUE, TYPE_MISMATCH, TYPE_NOT_KNOWN};
use crate::diagnostics::{Diagnostic, Family};
use crate::program::ExprKind;
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
    /// A branch of an `if` or an arm of a `match`: what the one that said the type is called, and where it is.
    Arm { what: &'static str, first: Span },
    /// A constant: a default, an option, the value of a `const`.
    Constant,
    /// What decides something, as a noun with its article.
    Condition(&'static str),
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
            Why::Arm { what, .. } => format!("{what} is `{to}`, but this one is `{from}`"),
            Why::Constant => format!("expected `{to}`, but this is `{from}`"),
            Why::Condition(what) | Why::Other(what) => format!("{what} must be `{to}`, but this is `{from}`"),
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
            Why::Arm { first, .. } => Some((*first, format!("this is `{to}`"))),
            Why::Constant | Why::Condition(_) | Why::Other(_) => None,
        }
    }
}

impl Checker<'_> {
    /// A type as a user writes it, with what is known of it.
    pub(super) fn show(&self, ty: &Ty) -> String {
        unknown::marked(&self.infer.zonk(ty).display(self.cx.program).to_string())
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
        self.diagnostics.push(unknown::in_words(found));
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
        let (found, is_declared_wrongly) = self.at_declaration(found, expr, (&from, &to), why);
        if is_declared_wrongly {
            self.without_type(why);
            return self.report(found);
        }
        let found = self.way_out(found, expr, &from, &to, why);
        self.report(found);
    }

    /// The variable that is assigned was declared as something else than was meant, and what follows from that is not reported again.
    fn without_type(&mut self, why: &Why<'_>) {
        let Why::Assigned(_, declared) = why else { return };
        for (info, local) in self.infos.iter().zip(&mut self.locals) {
            if info.span == *declared {
                local.ty = Ty::Hole(Hole::Invalid);
            }
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
        let origin = variables.first().and_then(|variable| self.infer.origin(*variable));
        let named = origin.and_then(|(open, at)| Some((open, self.declared_with(at)?)));
        found = match named {
            Some((infer::Open::List, (keyword, name))) => found.help(format!("declare its type, such as `{keyword} {name}: [int] = []`")),
            Some((infer::Open::Map, (keyword, name))) => {
                found.help(format!("declare its type, such as `{keyword} {name}: {{str: int}} = {{}}`"))
            }
            Some((infer::Open::None, (keyword, name))) => found.help(format!("declare its type, such as `{keyword} {name}: int? = none`")),
            Some((infer::Open::Call | infer::Open::Result, (keyword, name))) => {
                found.help(format!("declare its type, such as `{keyword} {name}: int = …`"))
            }
            None => found.help("declare the type of the variable that it comes from, such as `let value: [int] = []`"),
        };
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
