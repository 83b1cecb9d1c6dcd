//! Nodes as other tools write them: methods of tasks and of their results, and functions that gather several.
//!
//! The methods are data; each meaning has one function that writes what is meant with the user's own text.

use super::report::foreign as report;
use super::{Meaning, Wiring};
use crate::check::context::Def;
use crate::diagnostics::{Diagnostic, Edit};
use crate::source::{Name, Span};
use crate::syntax::ast::uses;
use crate::syntax::ast::{Arg, Expr, ExprKind, Ident, Pattern, Stmt, StmtKind};

/// What a method of a task or of a node means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Method {
    /// Another task gets the result.
    Then,
    /// The node waits for others.
    After,
    /// Others wait for the node.
    Before,
    /// Options of the node.
    Options,
    /// A plain call.
    Run,
    /// A call for each element of a list.
    Each,
    /// The result itself.
    Result,
}

const METHODS: &[(&[&str], Method)] = &[
    (&["then", "and_then", "andThen", "pipe", "chain", "thenApply", "thenCompose", "flatMap", "next"], Method::Then),
    (&["after", "set_upstream", "wait_for", "depends_on", "dependsOn", "run_after", "runAfter"], Method::After),
    (&["before", "set_downstream", "run_before"], Method::Before),
    (&["with_overrides", "with_options", "withOptions", "options", "override", "configure"], Method::Options),
    (&["submit", "delay", "remote", "apply_async", "run", "call", "invoke", "execute", "start", "spawn", "s", "si", "fn"], Method::Run),
    (&["map", "expand", "starmap", "map_async", "imap", "for_each", "forEach"], Method::Each),
    (
        &["result", "get", "wait", "await", "output", "outputs", "unwrap", "collect", "join", "value", "compute", "fetch", "ref"],
        Method::Result,
    ),
];

/// Fields of a node's only output by which other tools name the output itself.
pub(super) const RESULTS: [&str; 11] =
    ["o0", "output", "outputs", "result", "results", "value", "return_value", "await", "out", "ref", "outputPath"];

/// Functions that wait for several nodes; of a method, the last part of its name.
const TOGETHER: [&str; 11] =
    ["gather", "all", "allSettled", "join_all", "try_join_all", "join", "try_join", "parallel", "group", "wait_all", "when_all"];

/// Objects whose methods those are.
const RUNTIMES: [&str; 8] = ["Promise", "asyncio", "futures", "tokio", "anyio", "Task", "celery", "future"];

/// Functions that begin a choice between nodes.
const CHOICES: [&str; 4] = ["conditional", "choice", "branch", "switch"];

impl<'a> Wiring<'a, '_> {
    /// The finding about an expression that makes a node in the way of another tool.
    pub(super) fn as_node(&self, expr: &Expr) -> Option<Diagnostic> {
        let ExprKind::Call { callee, args } = expr.kind() else { return None };
        if let Some(word) = self.chosen(expr) {
            return Some(report::conditional(word.0, word.1));
        }
        if let Some(calls) = self.together(expr) {
            let calls: Vec<&str> = calls.iter().map(|call| self.text(call)).collect();
            return Some(report::gathered(expr.span, &calls, self.is_list_place(expr)));
        }
        if let ExprKind::Call { callee: inner, args: options } = callee.kind()
            && let ExprKind::Field { base, name } = inner.kind()
            && method(&name.name) == Some(Method::Options)
        {
            let written = format!("{}({}) with {{ {} }}", self.text(base), self.texts(args), self.texts(options));
            return Some(report::node(&name.name, name.span, expr.span, &written));
        }
        let ExprKind::Field { base, name } = callee.kind() else { return None };
        let is_node = self.is_node(base);
        let task = self.task(base);
        let written = match method(&name.name)? {
            Method::Then if is_node => self.then(base, args)?,
            Method::After if is_node => return self.ordered(expr, name.span, &name.name, &[base], args),
            Method::Before if is_node => {
                let [Arg { value, .. }] = args.as_slice() else { return None };
                let others: Vec<&Expr> = match value.kind() {
                    ExprKind::List(elements) => elements.iter().collect(),
                    _ => vec![value],
                };
                return self.ordered_before(expr, name.span, &name.name, base, &others);
            }
            Method::Options if is_node => match self.named_node(base) {
                Some(node) => return Some(self.options_of(node, name, expr, args)),
                None => format!("{} with {{ {} }}", self.text(base), self.texts(args)),
            },
            Method::Run => format!("{}({})", task?, self.texts(args)),
            Method::Each => {
                let zip = if args.len() > 1 { "zip " } else { "" };
                let each = |arg: &Arg| {
                    let each = if args.len() > 1 || arg.name.is_some() { "each " } else { "" };
                    let name = arg.name.as_ref().map_or_else(String::new, |name| format!("{}: ", name.name));
                    format!("{name}{each}{}", self.text(&arg.value))
                };
                format!("map {zip}{}({})", task?, args.iter().map(each).collect::<Vec<_>>().join(", "))
            }
            Method::Result if is_node && args.is_empty() => self.text(base).to_owned(),
            Method::Then | Method::After | Method::Before | Method::Options | Method::Result => return None,
        };
        Some(report::node(&name.name, name.span, expr.span, &written))
    }

    /// `f(load(d))` for `load(d).then(f)`
    fn then(&self, base: &Expr, args: &[Arg]) -> Option<String> {
        let [Arg { value, .. }] = args else { return None };
        match value.kind() {
            ExprKind::Name(_) => Some(format!("{}({})", self.task(value)?, self.text(base))),
            ExprKind::Closure(closure) => {
                let ([Pattern::Name(param)], [Stmt { kind: StmtKind::Expr { value, .. }, .. }]) =
                    (closure.params.as_slice(), closure.body.stmts.as_slice())
                else {
                    return None;
                };
                let ExprKind::Call { callee, args } = value.kind() else { return None };
                self.task(callee)?;
                let used = |expr: &Expr| uses::of_expr(expr).iter().any(|used| used.name == param.name);
                let argument = |arg: &Arg| {
                    let name = arg.name.as_ref().map_or_else(String::new, |name| format!("{}: ", name.name));
                    match arg.value.kind() {
                        ExprKind::Name(value) if *value == param.name => Some(format!("{name}{}", self.text(base))),
                        _ => (!used(&arg.value)).then(|| format!("{name}{}", self.text(&arg.value))),
                    }
                };
                let args: Vec<String> = args.iter().map(argument).collect::<Option<_>>()?;
                Some(format!("{}({})", self.text(callee), args.join(", ")))
            }
            _ => None,
        }
    }

    fn ordered(&self, expr: &Expr, span: Span, word: &str, after: &[&Expr], args: &[Arg]) -> Option<Diagnostic> {
        let first: Vec<&Expr> = args
            .iter()
            .flat_map(|arg| match arg.value.kind() {
                ExprKind::List(elements) => elements.iter().collect::<Vec<_>>(),
                _ => vec![&arg.value],
            })
            .collect();
        let names: Vec<&str> = first.iter().map(|first| self.named_node(first)).collect::<Option<_>>().unwrap_or_default();
        let [second] = after else { return None };
        Some(self.order(expr, span, word, &names, &[second]))
    }

    fn ordered_before(&self, expr: &Expr, span: Span, word: &str, first: &Expr, others: &[&Expr]) -> Option<Diagnostic> {
        let names: Vec<&str> = self.named_node(first).into_iter().collect();
        Some(self.order(expr, span, word, &names, others))
    }

    /// `names` run first, then `others`.
    fn order(&self, expr: &Expr, span: Span, word: &str, names: &[&str], others: &[&Expr]) -> Diagnostic {
        let lets: Option<Vec<&Stmt>> = others.iter().map(|other| self.let_of(self.named_node(other)?)).collect();
        let (Some(lets), false) = (lets, names.is_empty()) else { return report::order(word, span, None, None) };
        let clause = format!("after {}", names.join(", "));
        let example = lets.first().map(|stmt| format!("{} {clause}", self.cx.sources.text(stmt.span)));
        let has_tail = |stmt: &Stmt| matches!(&stmt.kind, StmtKind::Let { tail, .. } if !tail.after.is_empty());
        let gone = self.statement_with_gap(expr).filter(|_| !lets.iter().any(|stmt| has_tail(stmt)));
        let edits = gone.map(|gone| {
            let mut edits: Vec<Edit> = Vec::new();
            for stmt in &lets {
                match stmt.span.end == gone.start {
                    true => edits.push(Edit { span: gone, text: format!(" {clause}") }),
                    false => edits.push(Edit { span: stmt.span.tail(), text: format!(" {clause}") }),
                }
            }
            if lets.iter().all(|stmt| stmt.span.end != gone.start) {
                edits.push(Edit { span: gone, text: String::new() });
            }
            edits
        });
        report::order(word, span, example.as_deref().filter(|example| !example.contains('\n')), edits)
    }

    /// Options of a node that was made before: they follow its call.
    fn options_of(&self, node: &str, method: &Ident, expr: &Expr, args: &[Arg]) -> Diagnostic {
        let clause = format!(" with {{ {} }}", self.texts(args));
        let made = self.let_of(node).and_then(|stmt| match &stmt.kind {
            StmtKind::Let { value, tail, .. } if tail.options.is_none() => Some((stmt, value)),
            _ => None,
        });
        let Some((stmt, value)) = made else { return report::options(&method.name, method.span, None) };
        let written = self.cx.sources.text(stmt.span.head().to(value.span));
        let shown = format!("{written}{clause}");
        let mut edits = vec![Edit { span: value.span.tail(), text: clause.clone() }];
        let is_last = self.item.body.stmts.last().is_some_and(|last| last.span == expr.span);
        match self.statement_with_gap(expr).filter(|_| !is_last) {
            Some(gone) if gone.start == value.span.end => edits = vec![Edit { span: gone, text: clause }],
            Some(gone) => edits.push(Edit { span: gone, text: String::new() }),
            None => edits.push(Edit { span: expr.span, text: node.to_owned() }),
        }
        report::options(&method.name, method.span, Some((&shown, edits)))
    }

    /// The statement that an expression is, with the gap before it.
    fn statement_with_gap(&self, expr: &Expr) -> Option<Span> {
        let stmts = &self.item.body.stmts;
        let at = stmts.iter().position(|stmt| matches!(&stmt.kind, StmtKind::Expr { value, .. } if value.span == expr.span))?;
        let before = stmts.get(at.checked_sub(1)?)?;
        let gap = before.span.tail().to(expr.span.head());
        (!self.cx.sources.text(gap).contains('#')).then(|| before.span.tail().to(expr.span))
    }

    fn let_of(&self, name: &str) -> Option<&'a Stmt> {
        let item = self.item;
        item.body
            .stmts
            .iter()
            .find(|stmt| matches!(&stmt.kind, StmtKind::Let { pattern: Pattern::Name(ident), mutable: false, .. } if ident.name == name))
    }

    /// Binds the nodes that a function gathers to the names of a pattern; `false` if it is something else.
    pub(super) fn gathered(&mut self, pattern: &'a Pattern, value: &'a Expr, stmt_at: Span) -> bool {
        let Pattern::Tuple(parts, _) = pattern else { return false };
        let Some(calls) = self.together(value).filter(|calls| calls.len() == parts.len()) else { return false };
        let named = |part: &Pattern| match part {
            Pattern::Name(ident) => Some(ident.name.clone()),
            Pattern::Wildcard(_) | Pattern::Tuple(..) => None,
        };
        let lets: Vec<String> = parts
            .iter()
            .zip(&calls)
            .map(|(part, call)| match named(part) {
                Some(name) => format!("let {name} = {}", self.text(call)),
                None => self.text(call).to_owned(),
            })
            .collect();
        let column = self.indentation(stmt_at.start);
        let whole = stmt_at.to(value.span);
        self.report(report::gathered_lets(value.span, &lets, whole, &" ".repeat(column)));
        for (part, call) in parts.iter().zip(calls) {
            let meaning = match self.node(call, None, None) {
                Some(Ok(node)) => Meaning::Node(node),
                Some(Err(_)) | None => Meaning::Reported,
            };
            self.declare_all(part, &meaning);
        }
        true
    }

    /// How many blanks a line begins with.
    pub(super) fn indentation(&self, at: u32) -> usize {
        let file = self.item.body.span.file;
        let before = self.cx.sources.text(Span { file, start: self.item.body.span.start, end: at });
        before.rsplit('\n').next().map_or(4, |line| line.len() - line.trim_start().len())
    }

    /// The nodes that a function waits for.
    fn together<'e>(&self, expr: &'e Expr) -> Option<Vec<&'e Expr>> {
        let ExprKind::Call { callee, args } = expr.kind() else { return None };
        let known = match callee.kind() {
            ExprKind::Name(name) => TOGETHER.contains(&name.as_str()) && self.cx.lookup(name).is_none() && !is_builtin_of_lists(name),
            ExprKind::Field { base, name } => {
                let runtime = matches!(base.kind(), ExprKind::Name(base) if RUNTIMES.contains(&base.as_str()) && self.is_unknown(base));
                runtime && TOGETHER.contains(&name.name.as_str())
            }
            _ => false,
        };
        let nodes: Vec<&Expr> = match args.as_slice() {
            [Arg { value, .. }] => match value.kind() {
                ExprKind::List(elements) => elements.iter().collect(),
                _ => vec![value],
            },
            several => several.iter().map(|arg| &arg.value).collect(),
        };
        (known && !nodes.is_empty() && nodes.iter().all(|node| self.is_node(node))).then_some(nodes)
    }

    /// The word that begins a chain of choices, `conditional("c").if_(…)`.
    fn chosen<'e>(&self, expr: &'e Expr) -> Option<(&'e str, Span)> {
        match expr.kind() {
            ExprKind::Call { callee, .. } => match callee.kind() {
                ExprKind::Name(name) if CHOICES.contains(&name.as_str()) && self.is_unknown(name) => {
                    Some((name.as_str(), callee.unparenthesized().span))
                }
                ExprKind::Field { base, .. } => self.chosen(base),
                _ => None,
            },
            _ => None,
        }
    }

    /// The task or workflow that an expression names.
    fn task<'e>(&self, expr: &'e Expr) -> Option<&'e Name> {
        let ExprKind::Name(name) = expr.kind() else { return None };
        let runs = self.cx.lookup(name).is_some_and(|entry| matches!(entry.def, Def::Task(_) | Def::Workflow(_)));
        (runs && !self.locals.contains_key(name)).then_some(name)
    }

    /// Whether an expression is a call that makes a node, or the name of one.
    fn is_node(&self, expr: &Expr) -> bool {
        match expr.kind() {
            ExprKind::Call { callee, .. } => self.task(callee).is_some() || self.as_node(expr).is_some(),
            ExprKind::MapNode(_) => true,
            _ => self.named_node(expr).is_some(),
        }
    }

    fn named_node<'e>(&self, expr: &'e Expr) -> Option<&'e str> {
        match expr.kind() {
            ExprKind::Name(name) => {
                let local = self.locals.get(name)?;
                matches!(local.meaning, Meaning::Node(_) | Meaning::Output(..) | Meaning::Reported).then_some(name.as_str())
            }
            _ => None,
        }
    }

    /// Whether the value of an expression can be a list of nodes: where it is bound to one name.
    fn is_list_place(&self, expr: &Expr) -> bool {
        self.item.body.stmts.iter().any(|stmt| match &stmt.kind {
            StmtKind::Let { pattern: Pattern::Name(_), value, .. } => value.span == expr.span,
            _ => false,
        })
    }

    fn text(&self, expr: &Expr) -> &'a str {
        self.cx.sources.text(expr.span)
    }

    fn texts(&self, args: &[Arg]) -> String {
        args.iter().map(|arg| self.cx.sources.text(arg.span)).collect::<Vec<_>>().join(", ")
    }
}

fn method(name: &str) -> Option<Method> {
    METHODS.iter().find(|(names, _)| names.contains(&name)).map(|(_, method)| *method)
}

/// Builtins of code that are called like a function that gathers nodes.
fn is_builtin_of_lists(name: &str) -> bool {
    crate::program::builtins::find(name).is_some()
}
