//! Expressions: operators by their precedence, operands with their postfix parts.

use std::cell::RefCell;
use std::sync::LazyLock;

use pest::iterators::Pairs;
use pest::pratt_parser::{Assoc, Op, PrattParser};

use super::{Lower, Node, report};
use crate::source::Span;
use crate::syntax::ast::{Arg, BinaryOp, Expr, ExprKind, FieldInit, Ident, MapNode, UnaryOp};
use crate::syntax::grammar::Rule;
use crate::syntax::token::TokenKind;

/// The operators from the loosest to the tightest. The sign is below the power: `-2 ** 2` is `-(2 ** 2)`.
static PRECEDENCE: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    PrattParser::new()
        .op(Op::infix(Rule::op_or, Assoc::Left))
        .op(Op::infix(Rule::op_and, Assoc::Left))
        .op(Op::prefix(Rule::kw_not))
        .op(Op::infix(Rule::op_comparison, Assoc::Left))
        .op(Op::infix(Rule::op_coalesce, Assoc::Left))
        .op(Op::infix(Rule::op_sum, Assoc::Left))
        .op(Op::infix(Rule::op_product, Assoc::Left))
        .op(Op::prefix(Rule::negative))
        .op(Op::infix(Rule::op_power, Assoc::Right))
        .op(Op::postfix(Rule::call) | Op::postfix(Rule::index) | Op::postfix(Rule::field) | Op::postfix(Rule::fields))
});

/// The Pratt parser recurses over `**`, which binds to the right.
const MAX_POWERS: usize = 64;

/// How many parts of each kind an expression has.
#[derive(Default)]
struct Shape {
    /// Operators and operands.
    terms: usize,
    /// `**`
    powers: usize,
    /// The postfix parts of the operand that has most of them: calls, indices, fields.
    links: usize,
}

impl Shape {
    fn of(parts: Pairs<'_, Rule>) -> Self {
        let mut shape = Self::default();
        let mut links = 0;
        for part in parts {
            match part.as_rule() {
                Rule::call | Rule::index | Rule::field => {
                    links += 1;
                    shape.links = shape.links.max(links);
                }
                Rule::fields => {}
                rule => {
                    links = 0;
                    shape.terms += 1;
                    shape.powers += usize::from(rule == Rule::op_power);
                }
            }
        }
        shape
    }
}

impl Lower<'_> {
    /// A whole expression.
    pub(super) fn expr(&mut self, pair: Node<'_>) -> Expr {
        let span = self.span(&pair);
        let mut parts = pair.into_inner();
        let shape = Shape::of(parts.clone());
        if shape.terms <= 1 {
            return self.deeper(1 + shape.links, span, |lower| match parts.next() {
                Some(first) => {
                    let operand = lower.primary(first);
                    parts.fold(operand, |base, link| lower.link(base, link))
                }
                None => Expr::new(ExprKind::Error, span),
            });
        }
        if shape.powers > MAX_POWERS {
            self.report_depth(span);
            return Expr::new(ExprKind::Error, span);
        }
        self.check_chain(parts.clone());
        self.deeper(shape.terms / 2 + 1 + shape.links, span, |lower| lower.operators(parts))
    }

    fn operators(&mut self, parts: Pairs<'_, Rule>) -> Expr {
        let lower = RefCell::new(self);
        PRECEDENCE
            .map_primary(|operand| lower.borrow_mut().primary(operand))
            .map_prefix(|op, operand| lower.borrow_mut().negated(&op, operand))
            .map_postfix(|base, link| lower.borrow_mut().link(base, link))
            .map_infix(|left, op, right| lower.borrow_mut().infix(left, &op, right))
            .parse(parts)
    }

    /// `-x` and `not x`; a minus directly before a number is part of it.
    pub(super) fn negated(&mut self, op: &Node<'_>, operand: Expr) -> Expr {
        let op_span = self.span(op);
        let span = op_span.to(operand.span);
        if op.as_rule() == Rule::kw_not {
            return Expr::new(ExprKind::Unary { op: UnaryOp::Not, operand: Box::new(operand) }, span);
        }
        let directly = operand.span.start == op_span.end;
        let kind = match operand.written {
            ExprKind::Int(_) if directly && self.unsigned.last() == Some(&operand.span.start) => {
                self.unsigned.pop();
                ExprKind::Int(i64::MIN)
            }
            ExprKind::Int(value) if directly => ExprKind::Int(value.wrapping_neg()),
            ExprKind::Float(value) if directly => ExprKind::Float(-value),
            ExprKind::Duration(value) if directly => ExprKind::Duration(value.wrapping_neg()),
            _ => ExprKind::Unary { op: UnaryOp::Neg, operand: Box::new(operand) },
        };
        Expr::new(kind, span)
    }

    fn infix(&mut self, left: Expr, op: &Node<'_>, right: Expr) -> Expr {
        let span = left.span.to(right.span);
        let op_span = self.span(op);
        let op = match op.as_rule() {
            Rule::op_or => BinaryOp::Or,
            Rule::op_and => BinaryOp::And,
            _ => self.tokens.get(op.as_span().start()).map_or(BinaryOp::NotIn, |token| binary_op(token.kind)),
        };
        let kind = ExprKind::Binary { op, op_span, left: Box::new(left), right: Box::new(right) };
        Expr::new(kind, span)
    }

    /// `a < b < c`: has neither Python's meaning nor the one that it would have here.
    fn check_chain(&mut self, parts: Pairs<'_, Rule>) {
        let mut last: Option<Span> = None;
        let mut middle: Option<Span> = None;
        for part in parts {
            match part.as_rule() {
                Rule::op_comparison => {
                    let here = self.span(&part);
                    if let (Some(first), Some(middle)) = (last, middle) {
                        let (before, after) = ((self.source(first), first), (self.source(here), here));
                        self.report(report::chained_comparison(before, self.source(middle).trim(), after));
                    }
                    last = Some(here);
                    middle = None;
                }
                Rule::op_or | Rule::op_and | Rule::kw_not => last = None,
                _ => {
                    let here = self.span(&part);
                    middle = Some(middle.map_or(here, |so_far| so_far.to(here)));
                }
            }
        }
    }

    fn link(&mut self, base: Expr, pair: Node<'_>) -> Expr {
        let span = base.span.to(self.span(&pair));
        let kind = match pair.as_rule() {
            Rule::call => ExprKind::Call { callee: Box::new(base), args: self.args(pair) },
            Rule::fields => self.struct_value(base, pair),
            Rule::field => match pair.into_inner().next() {
                Some(name) => ExprKind::Field { base: Box::new(base), name: self.ident(&name) },
                None => base.written,
            },
            _ => self.index(base, pair),
        };
        Expr::new(kind, span)
    }

    fn struct_value(&mut self, base: Expr, pair: Node<'_>) -> ExprKind {
        let ExprKind::Name(name) = base.written else { return base.written };
        let name = Ident { name, span: base.span };
        ExprKind::Struct { name, fields: pair.into_inner().filter_map(|field| self.field_init(field)).collect() }
    }

    fn field_init(&mut self, pair: Node<'_>) -> Option<FieldInit> {
        let mut inner = pair.into_inner();
        let name = self.ident(&inner.next()?);
        Some(FieldInit { name, value: self.expr(inner.next()?) })
    }

    fn index(&mut self, base: Expr, pair: Node<'_>) -> ExprKind {
        let at = self.span(&pair);
        let (mut start, mut end, mut sliced) = (None, None, false);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::range => sliced = true,
                _ if sliced => end = Some(Box::new(self.expr(part))),
                _ => start = Some(Box::new(self.expr(part))),
            }
        }
        let base = Box::new(base);
        match start {
            start if sliced => ExprKind::Slice { base, start, end },
            Some(index) => ExprKind::Index { base, index },
            None => {
                self.report(report::missing_index(at));
                ExprKind::Index { base, index: Box::new(Expr::new(ExprKind::Int(0), at)) }
            }
        }
    }

    /// The arguments of a call.
    pub(super) fn args(&mut self, pair: Node<'_>) -> Vec<Arg> {
        pair.into_inner().map(|arg| self.arg(arg)).collect()
    }

    fn arg(&mut self, pair: Node<'_>) -> Arg {
        let span = self.span(&pair);
        let mut each = None;
        let mut name = None;
        let mut value: Option<Expr> = None;
        for part in pair.into_inner() {
            if part.as_rule() == Rule::kw_each {
                each = Some(self.span(&part));
                continue;
            }
            if part.as_rule() == Rule::label {
                name = Some(self.label(&part));
                if let Some(each) = each {
                    self.report(report::early_each(each, self.text(&part).trim_end_matches(':').trim_end()));
                }
                continue;
            }
            let expr = self.expr(part);
            if let Some(before) = value.replace(expr) {
                name = self.argument_name(before, each.filter(|word| word.start < span.start + 1));
            }
        }
        Arg { name, each, value: value.unwrap_or(Expr::new(ExprKind::Error, span)), span }
    }

    /// The name of an argument, without its colon.
    fn label(&self, pair: &Node<'_>) -> Ident {
        let name = self.tokens.get(pair.as_span().start()).map_or_else(|| self.span(pair), |token| self.token_span(token));
        Ident { name: super::name_of(self.source(name)), span: name }
    }

    fn argument_name(&mut self, before: Expr, early_each: Option<Span>) -> Option<Ident> {
        if let Some(each) = early_each {
            self.report(report::early_each(each, self.source(before.span)));
        }
        let span = before.span;
        match before.kind() {
            ExprKind::Name(name) => Some(Ident { name: name.clone(), span }),
            _ => {
                self.report(report::argument_name(self.source(span), span));
                None
            }
        }
    }

    /// A value without postfix parts.
    fn primary(&mut self, pair: Node<'_>) -> Expr {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::ident | Rule::name => ExprKind::Name(super::name_of(self.source(span))),
            Rule::number => self.number(&pair),
            Rule::string | Rule::raw_string => ExprKind::Str(self.string_value(&pair)),
            Rule::interpolated => ExprKind::FString(self.interpolated(pair)),
            Rule::kw_true => ExprKind::Bool(true),
            Rule::kw_false => ExprKind::Bool(false),
            Rule::kw_none => ExprKind::None,
            Rule::list => self.list(pair),
            Rule::map => self.map(pair),
            Rule::paren => return self.paren(pair),
            Rule::closure => ExprKind::Closure(Box::new(self.closure(pair))),
            Rule::if_expr => self.if_expr(pair),
            Rule::match_expr => self.match_expr(pair),
            Rule::map_node => self.map_node(pair),
            Rule::launch_node => self.launch_node(pair),
            _ => ExprKind::Error,
        };
        Expr::new(kind, span)
    }

    fn map_node(&mut self, pair: Node<'_>) -> ExprKind {
        let span = self.span(&pair);
        let mut node = MapNode { keyword: span.head(), zip: None, launch: None, callee: self.missing_ident(span), args: Vec::new() };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kw_map => node.keyword = self.span(&part),
                Rule::kw_zip => node.zip = Some(self.span(&part)),
                Rule::kw_launch => node.launch = Some(self.span(&part)),
                Rule::ident => node.callee = self.ident(&part),
                _ => node.args = self.args(part),
            }
        }
        ExprKind::MapNode(Box::new(node))
    }

    fn launch_node(&mut self, pair: Node<'_>) -> ExprKind {
        let span = self.span(&pair);
        let (mut callee, mut args) = (self.missing_ident(span), Vec::new());
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kw_launch => {}
                Rule::ident => callee = self.ident(&part),
                _ => args = self.args(part),
            }
        }
        ExprKind::Launch { callee, args }
    }

    /// `(e)`, `(a, b)`, `(a: x, b: y)`
    fn paren(&mut self, pair: Node<'_>) -> Expr {
        let span = self.span(&pair);
        let mut comma = false;
        let mut named = Vec::new();
        let mut values = Vec::new();
        for part in pair.into_inner() {
            if part.as_rule() == Rule::trailing {
                comma = true;
                continue;
            }
            let mut inner = part.into_inner();
            let (Some(first), second) = (inner.next(), inner.next()) else { continue };
            let first = self.expr(first);
            match second {
                Some(value) => {
                    let name_span = first.span;
                    let name = self.argument_name(first, None).unwrap_or_else(|| self.missing_ident(name_span));
                    named.push(FieldInit { name, value: self.expr(value) });
                }
                None => values.push(first),
            }
        }
        self.paren_value(span, comma, named, values)
    }

    fn paren_value(&mut self, span: Span, comma: bool, named: Vec<FieldInit>, mut values: Vec<Expr>) -> Expr {
        if named.is_empty() && values.is_empty() {
            self.report(report::empty_parentheses(span));
            return Expr::new(ExprKind::Error, span);
        }
        if let (Some(name), Some(value)) = (named.first(), values.first()) {
            self.report(report::some_values_named(value.span, name.name.span));
            return Expr::new(ExprKind::Error, span);
        }
        let kind = if !named.is_empty() {
            ExprKind::NamedTuple(named)
        } else if values.len() == 1 && !comma {
            ExprKind::Paren(Box::new(values.swap_remove(0)))
        } else {
            ExprKind::Tuple(values)
        };
        Expr::new(kind, span)
    }
}

/// The operator that begins with a token; only `not in` has two.
fn binary_op(token: TokenKind) -> BinaryOp {
    BinaryOp::ALL.into_iter().find(|op| op.token() == token).unwrap_or(BinaryOp::NotIn)
}

/// The operator of an assignment; `=` has none.
pub(super) fn assign_op(token: TokenKind) -> Option<BinaryOp> {
    let operator = token.written()?.strip_suffix('=').filter(|operator| !operator.is_empty())?;
    Some(binary_op(TokenKind::of_sign(operator)))
}
