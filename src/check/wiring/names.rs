//! Names in a workflow: which are constant, what is called, and what they refer to.

use rustc_hash::FxHashSet;

use super::{Local, Meaning, Reported, Wiring, report::names as report};
use crate::check::context::Def;
use crate::check::foreign::{self, Code, Given, Kind};
use crate::diagnostics::codes::later::not_compiled_yet;
use crate::diagnostics::suggest;
use crate::program::Callee;
use crate::program::builtins;
use crate::program::index;
use crate::source::{Name, Span};
use crate::syntax::ast::uses::{self, UseKind};
use crate::syntax::ast::{Arg, Expr, ExprKind, Pattern, StmtKind};

/// The calls that make gates.
const GATES: [&str; 3] = ["sleep", "approve", "await_input"];

/// What other languages call to write a line of text.
const PRINTS: [&str; 8] = ["print", "println", "printf", "pprint", "puts", "echo", "debug", "eprintln"];

impl<'a> Wiring<'a, '_> {
    /// Whether an expression mentions nothing that exists only when the workflow runs.
    pub(super) fn constant(&self, expr: &Expr) -> bool {
        match expr.kind() {
            ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Str(_) | ExprKind::Bool(_) | ExprKind::Duration(_) | ExprKind::None => true,
            ExprKind::If(_) | ExprKind::Match(_) | ExprKind::MapNode(_) | ExprKind::Launch { .. } => false,
            // Most arguments are names of nodes: the list of uses is not made for them.
            ExprKind::Name(name) => !self.is_local(name) && self.is_constant_name(name),
            _ => uses::of_expr(expr).iter().all(|used| match used.kind {
                UseKind::Type | UseKind::Method => true,
                UseKind::Value | UseKind::Assigned | UseKind::Mention => !self.is_local(&used.name) && self.is_constant_name(&used.name),
                UseKind::Call => match self.cx.lookup(&used.name) {
                    Some(entry) => matches!(entry.def, Def::Enum(_) | Def::Alias(_)),
                    None => !self.is_local(&used.name) && builtins::find(&used.name).is_some(),
                },
            }),
        }
    }

    /// Writes down what the names of a constant or a list mean, which nothing looks at unless the `let` that names it is used.
    pub(super) fn mention(&self, expr: &Expr) {
        for used in uses::of_expr(expr) {
            let kind = match used.kind {
                UseKind::Value | UseKind::Assigned | UseKind::Mention => index::UseKind::Read,
                UseKind::Call => index::UseKind::Call,
                UseKind::Type => index::UseKind::Type,
                UseKind::Method => continue,
            };
            if let Some(local) = self.locals.get(&used.name) {
                self.cx.index.used(used.span, local.span, kind);
            } else if let Some(entry) = self.cx.lookup(&used.name) {
                let kind = if entry.def.is_type() { index::UseKind::Type } else { kind };
                self.cx.index.used(used.span, entry.span, kind);
            } else if kind == index::UseKind::Call {
                self.cx.index.builtin(used.span);
            }
        }
    }

    /// Whether a name that is not one of this workflow's is constant.
    fn is_constant_name(&self, name: &str) -> bool {
        match self.cx.lookup(name) {
            Some(entry) => matches!(entry.def, Def::Const(_) | Def::Enum(_) | Def::Alias(_)),
            None => builtins::find(name).is_some(),
        }
    }

    fn is_local(&self, name: &str) -> bool {
        self.locals.contains_key(name) || self.lets.contains_key(name)
    }

    /// Whether an expression is a call, whatever it calls.
    pub(super) fn is_call(&self, expr: &Expr) -> bool {
        matches!(expr.kind(), ExprKind::Call { .. })
    }

    /// What a call of this name runs; `None` for what is computed and makes no node.
    pub(super) fn called(&mut self, name: &str, span: Span, args: &[Arg]) -> Option<Result<Callee, Reported>> {
        let Some(entry) = self.cx.lookup(name) else {
            return self.called_elsewhere(name, span, args);
        };
        self.cx.index.used(span, entry.span, index::UseKind::Call);
        match entry.def {
            Def::Task(id) => return Some(Ok(Callee::Task(id))),
            Def::Workflow(id) => return Some(Ok(Callee::Workflow(id))),
            Def::Enum(_) => return None,
            Def::Reported => {
                self.uses_reported = true;
                return Some(Err(Reported));
            }
            Def::Alias(_) | Def::Struct(_) | Def::Const(_) | Def::Fn(_) => {}
        }
        let value = match entry.def {
            Def::Struct(id) => {
                let given: Vec<(Option<&str>, &str)> = args
                    .iter()
                    .map(|arg| (arg.name.as_ref().map(|name| name.name.as_str()), self.cx.sources.text(arg.value.span)))
                    .collect();
                Some(foreign::struct_written(self.cx.program.struct_(id), name, &given).code)
            }
            _ => None,
        };
        self.report(report::not_a_node(name, span, entry, value.as_deref()));
        Some(Err(Reported))
    }

    /// Whether a name is only known from other languages, as the function that writes a line of text.
    pub(super) fn prints(&self, name: &str) -> bool {
        PRINTS.contains(&name) && self.cx.lookup(name).is_none() && !self.is_local(name)
    }

    /// A call of a name that the module does not know.
    fn called_elsewhere(&mut self, name: &str, span: Span, args: &[Arg]) -> Option<Result<Callee, Reported>> {
        if let Some(Local { meaning, span: declared }) = self.locals.get(name) {
            let declared = *declared;
            self.cx.index.used(span, declared, index::UseKind::Call);
            if matches!(meaning, Meaning::Reported) {
                return Some(Err(Reported));
            }
            self.report(report::call_of_value(name, span, declared));
            return Some(Err(Reported));
        }
        if GATES.contains(&name) {
            self.report(not_compiled_yet(name, span));
            return Some(Err(Reported));
        }
        if builtins::find(name).is_some() {
            return None;
        }
        let given = args.iter().map(|arg| Given {
            name: arg.name.as_ref().map(|name| name.name.to_string()),
            code: Code::new(self.cx.sources.text(arg.value.span)),
            ty: None,
            kind: Kind::Unknown,
        });
        match foreign::function(name, &foreign::Use { args: given.collect(), ..foreign::Use::default() }) {
            Some(advice) => self.report(report::foreign_callee(name, span, &advice)),
            None => {
                let near = self.cx.nearest(name, |def| matches!(def, Def::Task(_) | Def::Workflow(_)));
                self.report(report::unknown_callee("task or workflow", name, span, near));
            }
        }
        Some(Err(Reported))
    }

    /// The meaning of a name in the place of a value.
    pub(super) fn meaning(&mut self, name: &str, span: Span) -> Result<Meaning<'a>, Reported> {
        if let Some(local) = self.locals.get(name) {
            self.cx.index.used(span, local.span, index::UseKind::Read);
            return match local.meaning.clone() {
                Meaning::Reported => Err(Reported),
                known => Ok(known),
            };
        }
        if let Some(declared) = self.lets.get(name) {
            let declared = *declared;
            self.report(match self.waiting_for(name, span) {
                Some(user) => report::cycle(name, span, user.as_str(), declared),
                None => report::used_before(name, span, declared),
            });
            return Err(Reported);
        }
        match self.cx.lookup(name) {
            Some(entry) if entry.def == Def::Reported => self.uses_reported = true,
            Some(entry) => self.report(report::not_a_value(name, span, entry)),
            None => self.unknown(name, span),
        }
        Err(Reported)
    }

    /// Whether nothing has this name.
    pub(super) fn is_unknown(&self, name: &str) -> bool {
        !self.locals.contains_key(name) && !self.lets.contains_key(name) && self.cx.lookup(name).is_none()
    }

    /// The name of the `let` around a place, if what `name` is bound to needs that, directly or through other `let`s.
    fn waiting_for(&self, name: &str, place: Span) -> Option<&'a Name> {
        let item = self.item;
        let lets = || {
            item.body
                .stmts
                .iter()
                .filter_map(|stmt| if let StmtKind::Let { pattern, value, .. } = &stmt.kind { Some((pattern, value)) } else { None })
        };
        let (here, _) = lets().find(|(_, value)| value.span.contains(place))?;
        let here = declared_by(here);
        let user = *here.first()?;
        let (mut seen, mut open) = (FxHashSet::default(), vec![Name::from(name)]);
        while let Some(next) = open.pop() {
            if here.contains(&&next) {
                return Some(user);
            }
            if seen.insert(next.clone())
                && let Some((_, value)) = lets().find(|(pattern, _)| declared_by(pattern).contains(&&next))
            {
                open.extend(uses::of_expr(value).into_iter().map(|used| used.name.clone()));
            }
        }
        None
    }

    fn unknown(&mut self, name: &str, span: Span) {
        if let Some(word) = foreign::word(name) {
            return self.report(report::foreign_value(name, word.ours, word.why, span));
        }
        let constants = self.cx.scope.names.iter().filter(|(_, entry)| matches!(entry.def, Def::Const(_)));
        let mut known: Vec<&str> = self.locals.keys().chain(constants.map(|(name, _)| name)).map(|name| name.as_str()).collect();
        known.sort_unstable();
        self.report(report::unknown_value(name, span, suggest::nearest(name, known)));
    }
}

/// The names of a pattern.
fn declared_by(pattern: &Pattern) -> Vec<&Name> {
    match pattern {
        Pattern::Name(ident) => vec![&ident.name],
        Pattern::Wildcard(_) => Vec::new(),
        Pattern::Tuple(parts, _) => parts.iter().flat_map(declared_by).collect(),
    }
}
