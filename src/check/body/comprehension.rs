//! Comprehensions, and what `for` goes through.

use super::report::Why;
use super::scope::Info;
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::types::{NOT_ITERABLE, TAKEN_APART};
use crate::program::ty::Type;
use crate::program::{Clause, Comprehension, Expr, ExprKind, IterKind, LocalPattern};
use crate::source::Span;
use crate::syntax::ast::{self, ComprehensionClause, Pattern};

impl Checker<'_> {
    /// `[e for x in xs if c]`, `{k: v for x in xs}`
    pub(super) fn comprehension(&mut self, written: &ast::Comprehension, span: Span, want: Want<'_>) -> Expr {
        let wanted = self.wanted(want);
        let element = wanted.iter().find_map(|ty| match (ty, written.key.is_some()) {
            (Type::List(inner), false) | (Type::Map(inner), true) => Some((**inner).clone()),
            _ => None,
        });
        self.forget_assigned_in(span);
        let facts = self.facts.len();
        let scopes = self.scopes.len();
        let mut clauses = Vec::with_capacity(written.clauses.len());
        for clause in &written.clauses {
            clauses.push(match clause {
                ComprehensionClause::For { pattern, iterable } => {
                    let iterable = self.infer(iterable, Want::Any);
                    self.push_scope();
                    let (pattern, kind) = self.iteration(pattern, &iterable);
                    Clause::For(pattern, iterable, kind)
                }
                ComprehensionClause::If(condition) => {
                    let condition = self.check(condition, &Type::Bool, &Why::Other("a condition"));
                    let holding = self.facts_of(&condition, true);
                    self.facts.extend(holding);
                    Clause::If(condition)
                }
            });
        }
        let key = written.key.as_ref().map(|key| self.check(key, &Type::Str, &Why::Other("a key of a map")));
        let open = |this: &Self, ty: &Type| matches!(this.infer.shallow(ty), Type::Infer(_));
        let value = match element.filter(|ty| !open(self, ty)) {
            Some(element) if matches!(want, Want::Hint(_)) => self.hinted(&written.value, &element),
            Some(element) => {
                let value = self.check(&written.value, &element, &Why::Other("an element"));
                Expr { ty: if value.ty == Type::Unknown { Type::Unknown } else { element }, ..value }
            }
            None => self.infer(&written.value, Want::Any),
        };
        if value.ty == Type::Unit {
            self.nothing(value.span, None);
        }
        while self.scopes.len() > scopes {
            self.pop_scope();
        }
        self.facts.truncate(facts);
        let ty = if key.is_some() { Type::map(value.ty.clone()) } else { Type::list(value.ty.clone()) };
        Expr { kind: ExprKind::Comprehension(Box::new(Comprehension { key, value, clauses })), ty, span }
    }

    /// What the rounds of a loop name, in the scope of the loop.
    pub(super) fn iteration(&mut self, pattern: &Pattern, iterable: &Expr) -> (LocalPattern, IterKind) {
        let make = |span: Span| Info::pattern(span);
        let ty = self.infer.shallow(&iterable.ty);
        match &ty {
            Type::List(element) => {
                let several = matches!(pattern, Pattern::Tuple(..));
                let element = self.infer.shallow(element);
                if several && !matches!(element, Type::Tuple(_) | Type::Unknown | Type::Never | Type::Infer(_)) {
                    let text = self.quote(iterable.span).unwrap_or("xs").to_owned();
                    let found = Diagnostic::new(
                        &TAKEN_APART,
                        format!("cannot split `{}`, which is not a tuple, into several names", self.show(&element)),
                    )
                    .at(pattern.span(), "one element at a time")
                    .at(iterable.span, format!("this is `{}`", self.show(&ty)))
                    .help(format!("to get the position with each element, go through `{text}.enumerate()`"));
                    self.report(found);
                    return (self.pattern(pattern, &Type::Unknown, false, &make), IterKind::List);
                }
                (self.pattern(pattern, &element, false, &make), IterKind::List)
            }
            Type::Map(value) => {
                let entry = Type::Tuple([Type::Str, (**value).clone()].into());
                if let Pattern::Name(name) = pattern {
                    let text = self.quote(iterable.span).unwrap_or("m").to_owned();
                    let found = Diagnostic::new(&NOT_ITERABLE, "a map is iterated as pairs of a key and a value")
                        .at(name.span, "two names are needed here")
                        .at(iterable.span, format!("this is `{}`", self.show(&ty)))
                        .help(format!(
                            "write `for {}, value in {text}`, or go through the keys: `for {} in {text}.keys()`",
                            name.name, name.name
                        ));
                    self.report(found);
                    return (self.pattern(pattern, &Type::Unknown, false, &make), IterKind::Map);
                }
                (self.pattern(pattern, &entry, false, &make), IterKind::Map)
            }
            _ => {
                self.not_iterable(iterable, &ty);
                (self.pattern(pattern, &Type::Unknown, false, &make), IterKind::List)
            }
        }
    }

    fn not_iterable(&mut self, iterable: &Expr, ty: &Type) {
        match ty {
            Type::Unknown | Type::Never => return,
            Type::Infer(_) => return self.not_known_yet(iterable.span, ty),
            _ => {}
        }
        let shown = self.show(ty);
        let text = self.quote(iterable.span).unwrap_or("x").to_owned();
        let mut found =
            Diagnostic::new(&NOT_ITERABLE, format!("`{shown}` cannot be iterated")).at(iterable.span, format!("this is `{shown}`"));
        found = match ty {
            Type::Int => found.help(format!("to count from 0 up to, but not including, `{text}`, write `range({text})`")),
            Type::Str => found.help(format!("use `{text}.chars()` for its characters, or `{text}.lines()` for its lines")),
            Type::Json => {
                found.help(format!("use `{text}.as_list()` for the elements of a list, or `{text}.as_map()` for the entries of an object"))
            }
            Type::Bytes => found.help(format!("use `{text}.values()` for the bytes as numbers")),
            Type::Union(_) if ty.accepts_none() => {
                found.help(format!("it may be `none`: use an empty list for that case with `{text} ?? []`"))
            }
            _ => found.help("only lists and maps can be iterated"),
        };
        self.report(found);
    }
}
