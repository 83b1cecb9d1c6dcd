//! Lists, maps, comprehensions, closures, `if`, `match` and patterns.

use super::{Lower, Node, report};
use crate::source::Span;
use crate::syntax::ast::{
    Block, Closure, Comprehension, ComprehensionClause, Expr, ExprKind, IfExpr, MatchArm, MatchExpr, MatchPattern, MatchPatternKind,
    Pattern, Stmt, StmtKind,
};
use crate::syntax::grammar::Rule;

/// Conditions of one chain of `else if`.
const MAX_CHAIN: usize = 2_000;

impl Lower<'_> {
    /// `[a, b]`, `[e for x in xs]`
    pub(super) fn list(&mut self, pair: Node<'_>) -> ExprKind {
        let parts = pair.into_inner();
        let mut values = Vec::with_capacity(parts.len());
        let mut clauses = Vec::new();
        for part in parts {
            match part.as_rule() {
                Rule::clause => clauses.push(self.clause(part)),
                _ => values.push(self.expr(part)),
            }
        }
        if clauses.is_empty() {
            return ExprKind::List(values);
        }
        match values.pop() {
            Some(value) => {
                self.check_clauses(&clauses);
                ExprKind::ListComprehension(Box::new(Comprehension { key: None, value, clauses }))
            }
            None => ExprKind::List(values),
        }
    }

    /// `{"k": v}`, `{k: v for x in xs}`
    pub(super) fn map(&mut self, pair: Node<'_>) -> ExprKind {
        let mut entries = Vec::new();
        let mut clauses = Vec::new();
        for part in pair.into_inner() {
            if part.as_rule() == Rule::clause {
                clauses.push(self.clause(part));
                continue;
            }
            let mut inner = part.into_inner();
            if let (Some(key), Some(value)) = (inner.next(), inner.next()) {
                entries.push((self.expr(key), self.expr(value)));
            }
        }
        if clauses.is_empty() {
            return ExprKind::Map(entries);
        }
        match entries.pop() {
            Some((key, value)) => {
                self.check_clauses(&clauses);
                ExprKind::MapComprehension(Box::new(Comprehension { key: Some(key), value, clauses }))
            }
            None => ExprKind::Map(entries),
        }
    }

    /// A comprehension begins with a `for`; an `if` before it has nothing to test.
    fn check_clauses(&mut self, clauses: &[ComprehensionClause]) {
        if let Some(ComprehensionClause::If(condition)) = clauses.first() {
            self.report(report::condition_first(condition.span));
        }
    }

    fn clause(&mut self, pair: Node<'_>) -> ComprehensionClause {
        let span = self.span(&pair);
        let (pattern, value) = self.loop_head(pair);
        let value = value.unwrap_or(Expr::new(ExprKind::Error, span));
        match pattern {
            Some(pattern) => ComprehensionClause::For { pattern, iterable: value },
            None => ComprehensionClause::If(value),
        }
    }

    /// The pattern (several names are a tuple) and the expression of a `for`; only the expression of an `if`.
    fn loop_head(&mut self, pair: Node<'_>) -> (Option<Pattern>, Option<Expr>) {
        let mut patterns = Vec::new();
        let mut value = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::pattern => patterns.push(self.pattern(part)),
                Rule::expr | Rule::head => value = Some(self.expr(part)),
                _ => {}
            }
        }
        (join_patterns(patterns), value)
    }

    /// `x`, `_`, `(a, b)`
    pub(super) fn pattern(&mut self, pair: Node<'_>) -> Pattern {
        let span = self.span(&pair);
        let mut inner = pair.into_inner().peekable();
        match inner.peek() {
            Some(first) if first.as_rule() == Rule::ident => {
                let ident = self.ident(first);
                if self.text(first) == "_" { Pattern::Wildcard(span) } else { Pattern::Name(ident) }
            }
            _ => Pattern::Tuple(inner.map(|part| self.pattern(part)).collect(), span),
        }
    }

    /// `for x in e { … }`
    pub(super) fn for_stmt(&mut self, pair: Node<'_>) -> StmtKind {
        let span = self.span(&pair);
        let block = pair.clone().into_inner().find(|part| part.as_rule() == Rule::block);
        let (pattern, iterable) = self.loop_head(pair);
        StmtKind::For {
            pattern: pattern.unwrap_or(Pattern::Wildcard(span)),
            iterable: iterable.unwrap_or(Expr::new(ExprKind::Error, span)),
            body: self.optional_block(block, span),
        }
    }

    fn optional_block(&mut self, block: Option<Node<'_>>, span: Span) -> Block {
        block.map_or(Block { stmts: Vec::new(), span }, |block| self.block(block))
    }

    /// `|x| e`
    pub(super) fn closure(&mut self, pair: Node<'_>) -> Closure {
        let span = self.span(&pair);
        let mut closure = Closure { params: Vec::new(), body: Block { stmts: Vec::new(), span } };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::closure_params => closure.params = part.into_inner().map(|pattern| self.pattern(pattern)).collect(),
                Rule::block => closure.body = self.block(part),
                _ => closure.body = expr_block(self.expr(part)),
            }
        }
        closure
    }

    /// `if c { … } else if d { … } else { … }`
    pub(super) fn if_expr(&mut self, pair: Node<'_>) -> ExprKind {
        let span = self.span(&pair);
        let mut result = IfExpr { keyword: span.head(), arms: Vec::new(), otherwise: None };
        let mut condition = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kw_if if result.arms.is_empty() => result.keyword = self.span(&part),
                Rule::head => condition = Some(self.expr(part)),
                Rule::block => {
                    let block = self.block(part);
                    match condition.take() {
                        Some(condition) => result.arms.push((condition, block)),
                        None => result.otherwise = Some(block),
                    }
                }
                _ => {}
            }
        }
        // Each `else if` is a level of its own for every later stage.
        if result.arms.len() > MAX_CHAIN {
            self.report(report::long_chain(result.keyword, MAX_CHAIN));
            result.arms.truncate(MAX_CHAIN);
        }
        ExprKind::If(Box::new(result))
    }

    /// `match e { … }`
    pub(super) fn match_expr(&mut self, pair: Node<'_>) -> ExprKind {
        let span = self.span(&pair);
        let mut result = MatchExpr { keyword: span.head(), subject: Expr::new(ExprKind::Error, span), arms: Vec::new() };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kw_match => result.keyword = self.span(&part),
                Rule::head => result.subject = self.expr(part),
                _ => result.arms.push(self.arm(part)),
            }
        }
        ExprKind::Match(Box::new(result))
    }

    fn arm(&mut self, pair: Node<'_>) -> MatchArm {
        let span = self.span(&pair);
        let pattern = MatchPattern { kind: MatchPatternKind::Wildcard, span };
        let mut arm = MatchArm { pattern, guard: None, body: Block { stmts: Vec::new(), span }, span };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::match_pattern => arm.pattern = self.match_pattern(part),
                Rule::expr => arm.guard = Some(self.expr(part)),
                Rule::block => arm.body = self.block(part),
                Rule::arm_statement => arm.body = self.arm_statement(part),
                _ => {}
            }
        }
        arm
    }

    fn arm_statement(&mut self, pair: Node<'_>) -> Block {
        let span = self.span(&pair);
        let stmts: Vec<Stmt> = pair.into_inner().filter_map(|part| self.statement(part)).collect();
        Block { span: stmts.first().map_or(span, |stmt| stmt.span), stmts }
    }

    fn match_pattern(&mut self, pair: Node<'_>) -> MatchPattern {
        let span = self.span(&pair);
        let mut atoms: Vec<MatchPattern> = pair.into_inner().map(|atom| self.match_atom(atom)).collect();
        match atoms.len() {
            1 => atoms.swap_remove(0),
            _ => MatchPattern { kind: MatchPatternKind::Or(atoms), span },
        }
    }

    fn match_atom(&mut self, pair: Node<'_>) -> MatchPattern {
        let span = self.span(&pair);
        let mut inner = pair.into_inner();
        let (first, second) = (inner.next(), inner.next());
        let kind = match (first, second) {
            (Some(name), Some(ty)) if ty.as_rule() == Rule::type_expr => {
                let binding = (self.text(&name) != "_").then(|| self.ident(&name));
                MatchPatternKind::Typed { binding, ty: self.type_expr(ty) }
            }
            (Some(ty), Some(variant)) if variant.as_rule() == Rule::ident => {
                MatchPatternKind::Variant { ty: self.ident(&ty), variant: self.ident(&variant) }
            }
            (Some(name), None) if name.as_rule() == Rule::ident => {
                if self.text(&name) == "_" {
                    MatchPatternKind::Wildcard
                } else {
                    MatchPatternKind::Binding(self.ident(&name))
                }
            }
            (Some(none), None) if none.as_rule() == Rule::kw_none => MatchPatternKind::None,
            (Some(first), second) => MatchPatternKind::Literal(self.literal_pattern(&first, second.as_ref())),
            (None, _) => MatchPatternKind::Wildcard,
        };
        MatchPattern { kind, span }
    }

    fn literal_pattern(&mut self, first: &Node<'_>, second: Option<&Node<'_>>) -> Expr {
        let span = self.span(first);
        if let Some(number) = second {
            let value = Expr::new(self.number(number), self.span(number));
            return self.negated(first, value);
        }
        let kind = match first.as_rule() {
            Rule::number => self.number(first),
            Rule::string | Rule::raw_string => ExprKind::Str(self.string_value(first)),
            Rule::kw_true => ExprKind::Bool(true),
            _ => ExprKind::Bool(false),
        };
        Expr::new(kind, span)
    }
}

/// Several names after one `for` are a tuple.
fn join_patterns(mut patterns: Vec<Pattern>) -> Option<Pattern> {
    match patterns.len() {
        0 | 1 => patterns.pop(),
        _ => {
            let first = patterns.first().map(Pattern::span)?;
            let span = patterns.iter().fold(first, |so_far, pattern| so_far.to(pattern.span()));
            Some(Pattern::Tuple(patterns, span))
        }
    }
}

/// An expression where a block is allowed.
fn expr_block(value: Expr) -> Block {
    let span = value.span;
    Block { stmts: vec![Stmt { kind: StmtKind::Expr { value, tail: Default::default() }, span }], span }
}
