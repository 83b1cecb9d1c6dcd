//! The statements of a workflow.

use rustc_hash::FxHashMap;

use super::{Local, Meaning, Reported, Value, Wiring};
use crate::check::resolve::resolve_type;
use crate::diagnostics::codes::workflow::{NAME_TWICE, RETURN_NOT_LAST, STATEMENT, SWAPPED_OUTPUT, TAIL, TAKEN_APART, UNUSED_VALUE};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::program::ty::{Type, castable};
use crate::program::{Binding, NodeRef, OutputStyle};
use crate::source::{Name, Span};
use crate::syntax::ast::{ErrorStmt, Expr, ExprKind, Ident, NodeTail, Pattern, Stmt, StmtKind, TypeExpr};

impl<'a> Wiring<'a, '_> {
    /// Goes through the body; gives what the outputs are bound to.
    pub(super) fn body(&mut self) -> Vec<Binding> {
        let item = self.item;
        let mut early = None;
        if let Some((last, before)) = item.body.stmts.split_last() {
            for stmt in before {
                if let StmtKind::Return { .. } = stmt.kind
                    && early.is_none()
                {
                    early = Some(stmt.span);
                    self.early_return(stmt, last);
                }
                self.statement(stmt);
            }
            let result = match &last.kind {
                StmtKind::Expr { value, tail } | StmtKind::Return { value: Some(value), tail } => Some((value, tail)),
                StmtKind::Return { value: None, .. } => None,
                StmtKind::Error(error) => {
                    self.error_statement(error);
                    return Vec::new();
                }
                _ => {
                    self.statement(last);
                    None
                }
            };
            if let Some((value, tail)) = result {
                let explicit = matches!(last.kind, StmtKind::Return { .. });
                return self.result(value, tail, explicit);
            }
        }
        if early.is_none() {
            self.missing_result();
        }
        Vec::new()
    }

    fn statement(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Let { mutable, pattern, ty, value, tail } => {
                if *mutable {
                    self.misplaced_var(stmt, pattern);
                }
                self.bind_let(pattern, ty.as_ref(), value, tail);
            }
            StmtKind::Expr { value, tail } => self.lone(value, tail),
            StmtKind::Return { value: Some(value), tail } => {
                if self.node(value, Some(tail), None).is_none() {
                    self.look(value);
                }
            }
            StmtKind::Return { value: None, .. } => {}
            StmtKind::Error(error) => self.error_statement(error),
            _ => self.misplaced_statement(stmt),
        }
    }

    /// A statement with a syntax error: it may use and declare what it names.
    fn error_statement(&mut self, error: &'a ErrorStmt) {
        self.uses_reported = true;
        self.cx.index.skip();
        for name in &error.declares {
            self.locals.entry(name.name.clone()).or_insert(Local { meaning: Meaning::Reported, span: name.span });
        }
    }

    fn early_return(&mut self, stmt: &Stmt, last: &Stmt) {
        self.report(
            Diagnostic::new(&RETURN_NOT_LAST, "`return` is not the last statement of the workflow")
                .at(stmt.span, "the result is said here")
                .at(last.span, "but more statements stand behind it")
                .help("move it to the end: all nodes of a workflow run, wherever they stand"),
        );
    }

    /// An expression that is neither named nor the result.
    fn lone(&mut self, value: &'a Expr, tail: &'a NodeTail) {
        if self.node(value, Some(tail), None).is_some() {
            return;
        }
        self.check_tail(value, tail);
        if self.is_call(value) {
            self.misplaced_computation(value);
        } else if self.constant(value) || self.value(value).is_ok() {
            self.without_effect(value.span);
        }
    }

    fn without_effect(&mut self, span: Span) {
        self.report(
            Diagnostic::new(&UNUSED_VALUE, "this value does nothing")
                .at(span, "neither a node nor the result")
                .help("remove it, or bind it where it was meant to be"),
        );
    }

    /// Reports `with` and `after` behind something that is no node.
    pub(super) fn check_tail(&mut self, value: &Expr, tail: &NodeTail) {
        let (word, span) = match (&tail.options, tail.after.first()) {
            (Some(options), _) => ("with", options.span),
            (None, Some(first)) => ("after", first.span),
            (None, None) => return,
        };
        self.report(
            Diagnostic::new(&TAIL, format!("`{word}` stands behind something that is no node"))
                .at(span, format!("this `{word}` belongs to a call or a `map`"))
                .at(value.span, "this makes no node")
                .help(format!("put the `{word}` behind the call that makes the value")),
        );
    }

    fn bind_let(&mut self, pattern: &'a Pattern, ty: Option<&'a TypeExpr>, value: &'a Expr, tail: &'a NodeTail) {
        let declared = ty.map(|ty| (resolve_type(self.cx, ty, self.out), ty.span));
        let name = match pattern {
            Pattern::Name(ident) => self.free(ident).then(|| (ident.name.clone(), ident.span)),
            _ => None,
        };
        match self.node(value, Some(tail), name) {
            Some(Ok(node)) => {
                if let Some((ty, span)) = &declared {
                    self.check_declared(node, value, ty, *span);
                }
                self.name_node(pattern, node);
            }
            Some(Err(Reported)) => self.declare_all(pattern, &Meaning::Reported),
            None => {
                self.check_tail(value, tail);
                self.bind_value(pattern, declared, value);
            }
        }
    }

    /// A `let` of something that is no node of its own.
    fn bind_value(&mut self, pattern: &'a Pattern, declared: Option<(Type, Span)>, value: &'a Expr) {
        let Pattern::Name(ident) = pattern else {
            let plain = self.constant(value) || matches!(value.kind(), ExprKind::Tuple(_) | ExprKind::NamedTuple(_));
            match if plain { Ok(Value::Literal(value, None)) } else { self.value(value) } {
                Ok(Value::Node(node)) => return self.name_node(pattern, node),
                Ok(_) => self.not_taken_apart(pattern, value),
                Err(Reported) => {}
            }
            return self.declare_all(pattern, &Meaning::Reported);
        };
        let meaning = self.alias(value, declared).unwrap_or(Meaning::Reported);
        self.declare(ident, meaning);
    }

    fn not_taken_apart(&mut self, pattern: &Pattern, value: &Expr) {
        let help = match value.kind() {
            ExprKind::Tuple(_) | ExprKind::NamedTuple(_) => "write a `let` for each",
            _ => "give the value one name; its fields and positions are `x.field` and `x[0]`",
        };
        self.report(
            Diagnostic::new(&TAKEN_APART, "only the outputs of a node can be taken apart")
                .at(pattern.span(), "several names")
                .at(value.span, "no node")
                .help(help),
        );
    }

    fn check_declared(&mut self, node: NodeRef, value: &'a Expr, ty: &Type, span: Span) {
        let Ok(reference) = self.single(Value::Node(node), value.span) else { return };
        if !castable(&reference.ty, ty) {
            self.mismatch_declared(&reference, ty, value.span, span);
        }
    }

    /// Gives a node's outputs the names of a pattern.
    fn name_node(&mut self, pattern: &'a Pattern, node: NodeRef) {
        let parts = match pattern {
            Pattern::Wildcard(_) => return,
            Pattern::Name(ident) => return self.declare(ident, Meaning::Node(node)),
            Pattern::Tuple(parts, _) => parts,
        };
        let callee = self.callee(node);
        let outputs = &callee.interface.outputs;
        if parts.len() != outputs.len() {
            let count = match outputs.len() {
                0 => "no outputs".to_owned(),
                1 => "one output".to_owned(),
                several => format!("{several} outputs"),
            };
            let names = if parts.len() == 1 { "one name".to_owned() } else { format!("{} names", parts.len()) };
            let diagnostic = Diagnostic::new(&TAKEN_APART, format!("`{}` has {count}, and here are {names}", callee.header.name))
                .at(pattern.span(), names)
                .at(callee.header.span, format!("{count}: {}", self.outputs_text(callee.interface)));
            self.report(match outputs.len() {
                0 => diagnostic.help("give the node one name, for `after`"),
                1 => diagnostic.help("give its output one name: `let x = …`"),
                _ => diagnostic.help("one name for each output in their order, `_` for what is not needed"),
            });
            return self.declare_all(pattern, &Meaning::Reported);
        }
        let by_name: FxHashMap<&Name, usize> = outputs.iter().enumerate().rev().map(|(at, output)| (&output.name, at)).collect();
        for (at, part) in parts.iter().enumerate() {
            match part {
                Pattern::Wildcard(_) => {}
                Pattern::Name(ident) => {
                    self.check_swapped(ident, at, node, &by_name);
                    self.declare(ident, Meaning::Output(node, at as u32));
                }
                Pattern::Tuple(_, span) => {
                    self.report(
                        Diagnostic::new(&TAKEN_APART, "an output of a node is not taken apart further")
                            .at(*span, format!("output `{}` is one value", outputs[at].name))
                            .help("give it one name"),
                    );
                    self.declare_all(part, &Meaning::Reported);
                }
            }
        }
    }

    fn check_swapped(&mut self, ident: &Ident, at: usize, node: NodeRef, outputs: &FxHashMap<&Name, usize>) {
        let callee = self.callee(node);
        if callee.interface.style != OutputStyle::Named {
            return;
        }
        let Some(other) = outputs.get(&ident.name).copied().filter(|other| *other != at) else { return };
        let (here, there) = (&callee.interface.outputs[at], &callee.interface.outputs[other]);
        self.report(
            Diagnostic::new(
                &SWAPPED_OUTPUT,
                format!("`{}` is the name of output {}, and stands at the place of output {}", ident.name, other + 1, at + 1),
            )
            .at(ident.span, format!("this place gets the output `{}`", here.name))
            .at(there.span, format!("`{}` is output {} here", there.name, other + 1))
            .help(format!("write the names in the order {}", self.outputs_text(callee.interface)))
            .help(format!("or name the node, `let r = {}(…)`, and use `r.{}`", callee.header.name, ident.name)),
        );
    }

    /// Whether a name can be declared here; reports it if not.
    fn free(&self, ident: &Ident) -> bool {
        !self.locals.contains_key(&ident.name)
    }

    /// Declares a name of a `let`.
    pub(super) fn declare(&mut self, ident: &Ident, meaning: Meaning<'a>) {
        self.cx.index.binding(ident.span, self.type_of(&meaning));
        if let Some(first) = self.locals.get(&ident.name) {
            let first_span = first.span;
            let diagnostic = match first.meaning {
                Meaning::Input(_) => Diagnostic::new(&NAME_TWICE, format!("`{}` is an input of the workflow already", ident.name))
                    .at(ident.span, "a second meaning of the name")
                    .at(first_span, "the input"),
                _ => Diagnostic::new(&NAME_TWICE, format!("`{}` is named twice", ident.name))
                    .at(ident.span, "the second `let` of this name")
                    .at(first_span, "the first one"),
            };
            self.report(diagnostic.help("choose another name: in a workflow a name means the same from the first line to the last"));
            return;
        }
        self.locals.insert(ident.name.clone(), Local { meaning, span: ident.span });
    }

    /// Declares all names of a pattern alike.
    pub(super) fn declare_all(&mut self, pattern: &'a Pattern, meaning: &Meaning<'a>) {
        match pattern {
            Pattern::Name(ident) => self.declare(ident, meaning.clone()),
            Pattern::Wildcard(_) => {}
            Pattern::Tuple(parts, _) => parts.iter().for_each(|part| self.declare_all(part, meaning)),
        }
    }

    /// Reports `var`; the rest of the statement is checked as if it were `let`.
    fn misplaced_var(&mut self, stmt: &Stmt, pattern: &Pattern) {
        let word = Span { end: stmt.span.start + 3, ..stmt.span };
        let name = match pattern {
            Pattern::Name(ident) => ident.name.clone(),
            _ => Name::from("x"),
        };
        self.report(
            Diagnostic::new(&STATEMENT, "`var` stands in task code only")
                .at(word, "a workflow has no variables that change")
                .help(format!("write `let {name} = …`; a value that changes step by step belongs into the code of a task"))
                .fix("make it a `let`", Applicability::Unsafe, vec![Edit { span: word, text: "let".into() }]),
        );
    }
}
