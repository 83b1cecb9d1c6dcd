//! Task code in a workflow: what it is, and how it becomes a task.

use super::report::{misplaced as report, statement};
use super::{Meaning, Wiring};
use crate::check::body::type_as_code;
use crate::check::context::Def;
use crate::diagnostics::Code;
use crate::diagnostics::codes::workflow::{CALL_OF_CODE, COMPUTATION};
use crate::program::builtins;
use crate::program::ty::Type;
use crate::source::{Name, Span};
use crate::syntax::ast::uses::{self, UseKind};
use crate::syntax::ast::{Expr, ExprKind, Pattern, Stmt, StmtKind, UnaryOp};

/// The longest code that is written into a task, in bytes.
const LONGEST_EXAMPLE: usize = 400;

/// A task that computes what a workflow cannot.
pub(super) struct Computed {
    pub(super) name: String,
    pub(super) header: String,
    pub(super) code: String,
    /// What takes the place of the code in the workflow.
    pub(super) call: String,
    /// Where the task can be declared.
    pub(super) at: Span,
}

impl Wiring<'_, '_> {
    /// Reports an expression that would have to be computed.
    pub(super) fn misplaced_computation(&mut self, expr: &Expr) {
        if let Some(found) = self.as_node(expr) {
            return self.report(found);
        }
        let (code, what, place) = described(expr);
        let mut diagnostic = report::computation(code, &what, place);
        let used = self.used_values(expr);
        if let Some((name, span, ty)) = used.first()
            && !place.contains(*span)
        {
            let ty = ty.as_ref().map(|ty| self.show(ty));
            diagnostic = diagnostic.at(*span, report::origin(name, self.origin(name), ty.as_deref()));
        }
        let diagnostic = match (self.as_map(expr), self.written_to_log(expr)) {
            (Some(map), _) => report::write_map(diagnostic, expr.span, &map),
            (None, Some(text)) => diagnostic.help(report::log_in_task(text)),
            (None, None) => match self.steps(expr).as_slice() {
                [] => match self.as_task(expr, &used, "compute") {
                    Some(task) => report::moved(diagnostic, &task, expr.span),
                    None => diagnostic.help(report::move_into_task(used.iter().map(|(name, ..)| name))),
                },
                [step, ..] if is_iteration(expr) => match self.cx.lookup(step).map(|entry| &entry.def) {
                    Some(Def::Workflow(_)) => diagnostic.help(report::only_tasks_are_mapped(step)),
                    _ => diagnostic.help(report::list_first(step)),
                },
                steps => diagnostic.help(report::let_first(steps)),
            },
        };
        self.report(diagnostic);
    }

    /// Reports an `if` or a `match`: which nodes run is not decided in a workflow.
    pub(super) fn decision(&mut self, word: &str, keyword: Span, expr: &Expr) {
        let used = self.used_values(expr);
        let found = report::decision(word, keyword);
        let steps = self.steps(expr);
        let task = self.as_task(expr, &used, "choose");
        self.report(match task {
            Some(task) if steps.is_empty() => report::moved(found, &task, expr.span),
            Some(task) => found.help(report::decide_with_functions(&steps, Some(&task))),
            None if steps.is_empty() => found.help(report::DECIDE_IN_TASK),
            None => found.help(report::decide_with_functions(&steps, None)),
        });
    }

    /// The tasks and workflows that an expression calls, each once.
    fn steps(&self, expr: &Expr) -> Vec<Name> {
        let mut steps: Vec<Name> = Vec::new();
        for used in uses::of_expr(expr) {
            let is_node = self.cx.lookup(&used.name).is_some_and(|entry| matches!(entry.def, Def::Task(_) | Def::Workflow(_)));
            if used.kind == UseKind::Call && is_node && !steps.contains(&used.name) {
                steps.push(used.name.clone());
            }
        }
        steps
    }

    /// The values that an expression uses, each once, with their types.
    fn used_values(&self, expr: &Expr) -> Vec<(Name, Span, Option<Type>)> {
        let mut found: Vec<(Name, Span, Option<Type>)> = Vec::new();
        for used in uses::of_expr(expr) {
            let Some(local) = self.locals.get(&used.name) else { continue };
            if used.kind == UseKind::Value && !found.iter().any(|(name, ..)| *name == used.name) {
                found.push((used.name.clone(), used.span, self.type_of(&local.meaning)));
            }
        }
        found
    }

    /// What a call of `log` writes, as it is written here.
    fn written_to_log(&self, expr: &Expr) -> Option<&str> {
        let ExprKind::Call { callee, args } = expr.kind() else { return None };
        match (callee.kind(), args.as_slice()) {
            (ExprKind::Name(name), [only]) if name == "log" => Some(self.short(only.span)),
            _ => None,
        }
    }

    fn origin(&self, name: &Name) -> &'static str {
        match self.locals.get(name).map(|local| &local.meaning) {
            Some(Meaning::Input(_)) => "an input",
            Some(Meaning::Node(_) | Meaning::Output(..)) => "a node's output",
            Some(Meaning::Reference(_) | Meaning::Literal(..) | Meaning::Reported) | None => "a value",
        }
    }

    /// A task that computes an expression; `None` if its types are not known.
    fn as_task(&mut self, expr: &Expr, used: &[(Name, Span, Option<Type>)], word: &str) -> Option<Computed> {
        let params: Vec<(Name, Span, Type)> =
            used.iter().map(|(name, span, ty)| Some((name.clone(), *span, ty.clone()?))).collect::<Option<_>>()?;
        let code = self.cx.sources.text(expr.span);
        if params.is_empty() || code.len() > LONGEST_EXAMPLE {
            return None;
        }
        let result = type_as_code(self.cx, &params, expr)?;
        let output = if result == Type::Unit { String::new() } else { format!(" -> {}", self.show(&result)) };
        let typed: Vec<String> = params.iter().map(|(name, _, ty)| format!("{name}: {}", self.show(ty))).collect();
        let names: Vec<&str> = params.iter().map(|(name, ..)| name.as_str()).collect();
        let name = self.free_task(word);
        Some(Computed {
            call: format!("{name}({})", names.join(", ")),
            header: format!("task {name}({}){output}", typed.join(", ")),
            code: code.to_owned(),
            at: self.item.body.span.tail(),
            name,
        })
    }

    /// A name for a new task.
    fn free_task(&mut self, word: &str) -> String {
        loop {
            self.tasks_advised += 1;
            let name = if self.tasks_advised == 1 { word.to_owned() } else { format!("{word}{}", self.tasks_advised) };
            if self.is_unknown(&name) {
                return name;
            }
        }
    }

    /// The statement that declares an empty list, with the gap after it.
    fn empty_list(&self, list: &Name) -> Option<Span> {
        let mut stmts = self.item.body.stmts.iter();
        let is_empty = |stmt: &&Stmt| match &stmt.kind {
            StmtKind::Let { pattern: Pattern::Name(name), value, .. } => {
                name.name == *list && matches!(value.kind(), ExprKind::List(elements) if elements.is_empty())
            }
            _ => false,
        };
        let declared = stmts.find(is_empty)?;
        Some(declared.span.to(stmts.next()?.span.head()))
    }

    /// Whether a loop that is a `map` fills the list: then the finding about the loop is about its declaration, too.
    pub(super) fn is_filled(&self, list: &Name) -> bool {
        self.empty_list(list).is_some()
            && self.item.body.stmts.iter().any(|stmt| self.loop_as_maps(stmt).is_some_and(|maps| maps.filled.as_ref() == Some(list)))
    }

    /// Reports a statement that only task code has.
    pub(super) fn misplaced_statement(&mut self, stmt: &Stmt) {
        let word = match &stmt.kind {
            StmtKind::For { .. } => {
                let word = Span { end: stmt.span.start + 3, ..stmt.span };
                let Some(maps) = self.loop_as_maps(stmt) else {
                    return self.report(statement::loop_or_check("for", word));
                };
                let lets = |(name, map): &(Option<String>, String)| match name {
                    Some(name) => format!("let {name} = {map}"),
                    None => map.clone(),
                };
                let statements: Vec<String> = maps.statements.iter().map(lets).collect();
                let declared = maps.filled.and_then(|list| self.empty_list(&list));
                let indent = " ".repeat(self.indentation(stmt.span.start));
                return self.report(statement::loop_of_maps(word, &statements, stmt.span, declared, &indent));
            }
            StmtKind::While { .. } => "while",
            StmtKind::Break => "break",
            StmtKind::Continue => "continue",
            StmtKind::Assert { .. } => "assert",
            StmtKind::Assign { target, value, .. } => {
                let (target, value) = (target.span, self.short(value.span));
                return self.report(statement::assignment(target, value));
            }
            StmtKind::Let { .. } | StmtKind::Expr { .. } | StmtKind::Return { .. } | StmtKind::Error(_) => return,
        };
        let place = Span { end: stmt.span.start + word.len() as u32, ..stmt.span };
        self.report(statement::loop_or_check(word, place));
    }
}

/// Whether an expression runs code for each element of a list.
fn is_iteration(expr: &Expr) -> bool {
    match expr.kind() {
        ExprKind::ListComprehension(_) | ExprKind::MapComprehension(_) => true,
        ExprKind::Call { args, .. } => args.iter().any(|arg| matches!(arg.value.kind(), ExprKind::Closure(_))),
        _ => false,
    }
}

/// The code of the finding, what the expression does, and where to point.
fn described(expr: &Expr) -> (&'static Code, String, Span) {
    let (what, place) = match expr.kind() {
        ExprKind::Binary { op, op_span, .. } => (format!("`{}`", op.as_str()), *op_span),
        ExprKind::Unary { op: UnaryOp::Neg, .. } => ("`-`".to_owned(), Span { end: expr.span.start + 1, ..expr.span }),
        ExprKind::Unary { op: UnaryOp::Not, .. } => ("`not`".to_owned(), Span { end: expr.span.start + 3, ..expr.span }),
        ExprKind::FString(_) => ("an interpolated string".to_owned(), expr.span),
        ExprKind::Slice { .. } => ("a slice".to_owned(), expr.span),
        ExprKind::ListComprehension(_) | ExprKind::MapComprehension(_) => ("a comprehension".to_owned(), expr.span),
        ExprKind::Closure(_) => ("a closure".to_owned(), expr.span),
        ExprKind::Call { callee, .. } => match callee.kind() {
            ExprKind::Field { name, .. } => (format!("a call of `.{}`", name.name), name.span),
            ExprKind::Name(name) => {
                let builtin = if builtins::find(name).is_some() { "the builtin " } else { "" };
                return (&CALL_OF_CODE, format!("a call of {builtin}`{name}`"), callee.span);
            }
            _ => ("a call".to_owned(), callee.span),
        },
        _ => ("an expression".to_owned(), expr.span),
    };
    (&COMPUTATION, what, place)
}
