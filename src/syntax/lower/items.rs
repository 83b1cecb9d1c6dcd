//! Declarations.

use super::{Lower, Lowered, Node, report};
use crate::source::Span;
use crate::syntax::ast::{
    Block, ConstItem, EnumItem, Expr, ExprKind, FnItem, Ident, Import, ImportName, Item, ItemKind, LaterItem, OptionRecord, Outputs, Param,
    Signature, Stmt, StmtKind, StructItem, TaskBody, TaskItem, TypeExpr, TypeExprKind, TypeItem, Variant, WorkflowItem,
};
use crate::syntax::grammar::Rule;

/// The parts of a `fn`, a `task` or a `workflow`.
struct Callable {
    name: Ident,
    signature: Signature,
    options: Option<OptionRecord>,
    body: Option<Block>,
    later: Option<(Ident, Span)>,
}

impl Lower<'_> {
    pub(super) fn any_item(&mut self, pair: Node<'_>) -> Option<Lowered> {
        let span = self.span(&pair);
        let doc = self.doc(span.start);
        let kind = match pair.as_rule() {
            Rule::import_item => {
                if let Some(doc) = doc {
                    self.report(crate::syntax::scan::dangling_doc(doc.span));
                }
                return Some(Lowered::Import(self.import(pair, span)));
            }
            Rule::const_item => self.const_item(pair)?,
            Rule::type_item => self.type_item(pair)?,
            Rule::struct_item => self.struct_item(pair)?,
            Rule::enum_item => self.enum_item(pair)?,
            Rule::fn_item => self.fn_item(pair, span),
            Rule::task_item => self.task_item(pair, span),
            Rule::workflow_item => self.workflow_item(pair, span),
            Rule::launchplan_item | Rule::test_item => self.later_item(pair, span),
            _ => return None,
        };
        Some(Lowered::Item(Box::new(Item { doc, span, kind })))
    }

    fn import(&mut self, pair: Node<'_>, span: Span) -> Import {
        let mut import = Import { span, path: Vec::new(), names: Vec::new() };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::ident => import.path.push(self.ident(&part)),
                Rule::import_name => {
                    let mut idents = part.into_inner().filter(|word| word.as_rule() == Rule::ident);
                    if let Some(name) = idents.next() {
                        let name = self.ident(&name);
                        let alias = idents.next().map(|alias| self.ident(&alias));
                        import.names.push(ImportName { name, alias });
                    }
                }
                _ => {}
            }
        }
        import
    }

    fn const_item(&mut self, pair: Node<'_>) -> Option<ItemKind> {
        let (mut name, mut ty, mut value) = (None, None, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::ident => name = Some(self.ident(&part)),
                Rule::type_expr => ty = Some(self.type_expr(part)),
                Rule::expr => value = Some(self.expr(part)),
                _ => {}
            }
        }
        Some(ItemKind::Const(ConstItem { name: name?, ty, value: value? }))
    }

    fn type_item(&mut self, pair: Node<'_>) -> Option<ItemKind> {
        let mut inner = pair.into_inner();
        let name = self.ident(&inner.next()?);
        Some(ItemKind::Type(TypeItem { name, ty: self.type_expr(inner.next()?) }))
    }

    fn struct_item(&mut self, pair: Node<'_>) -> Option<ItemKind> {
        let mut inner = pair.into_inner();
        let name = self.ident(&inner.next()?);
        Some(ItemKind::Struct(StructItem { name, fields: inner.filter_map(|field| self.param(field)).collect() }))
    }

    fn enum_item(&mut self, pair: Node<'_>) -> Option<ItemKind> {
        let mut inner = pair.into_inner().filter(|part| part.as_rule() != Rule::kw_enum);
        let name = self.ident(&inner.next()?);
        Some(ItemKind::Enum(EnumItem { name, variants: inner.filter_map(|variant| self.variant(variant)).collect() }))
    }

    fn variant(&mut self, pair: Node<'_>) -> Option<Variant> {
        let doc = self.doc(self.span(&pair).start);
        let mut inner = pair.into_inner();
        let name = self.ident(&inner.next()?);
        let value = inner.next().map(|value| {
            let span = self.span(&value);
            Expr::new(ExprKind::Str(self.string_value(&value)), span)
        });
        Some(Variant { doc, name, value })
    }

    /// A parameter or a field.
    fn param(&mut self, pair: Node<'_>) -> Option<Param> {
        let span = self.span(&pair);
        let doc = self.doc(span.start);
        let mut inner = pair.into_inner();
        let name = self.ident(&inner.next()?);
        let ty = self.type_expr(inner.next()?);
        let default = inner.next().map(|value| self.expr(value));
        Some(Param { doc, name, ty, default, span })
    }

    fn signature(&mut self, pair: Node<'_>) -> Signature {
        let span = self.span(&pair);
        let mut signature = Signature { params: Vec::new(), outputs: Outputs::None, arrow: span.head(), span };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::param => signature.params.extend(self.param(part)),
                _ => {
                    signature.arrow = self.arrow(&part);
                    signature.outputs = self.outputs(part);
                }
            }
        }
        signature
    }

    /// The `->` of outputs with the blanks before it.
    fn arrow(&self, outputs: &Node<'_>) -> Span {
        let at = outputs.as_span().start();
        let end = |at: Option<usize>| at.and_then(|at| self.tokens.get(at)).map_or(0, |token| token.end);
        Span::new(self.context.file, end(at.checked_sub(1)), end(Some(at)))
    }

    fn outputs(&mut self, pair: Node<'_>) -> Outputs {
        let Some(part) = pair.into_inner().next() else { return Outputs::None };
        if part.as_rule() == Rule::type_expr {
            return Outputs::Single(self.type_expr(part));
        }
        let span = self.span(&part);
        let mut named = Vec::new();
        let mut types = Vec::new();
        for output in part.into_inner() {
            let span = self.span(&output);
            let doc = self.doc(span.start);
            let mut inner = output.into_inner();
            let Some(first) = inner.next() else { continue };
            let first = self.type_expr(first);
            match inner.next() {
                Some(ty) => {
                    let name = self.output_name(first);
                    named.push(Param { doc, name, ty: self.type_expr(ty), default: None, span });
                }
                None => types.push(first),
            }
        }
        self.output_tuple(span, named, types)
    }

    fn output_name(&mut self, before: TypeExpr) -> Ident {
        let span = before.span;
        match before.kind {
            TypeExprKind::Name(name) => Ident { name, span },
            _ => {
                self.report(report::output_name(self.source(span), span));
                self.missing_ident(span)
            }
        }
    }

    fn output_tuple(&mut self, span: Span, named: Vec<Param>, types: Vec<TypeExpr>) -> Outputs {
        if named.is_empty() && types.is_empty() {
            self.report(report::no_output(span));
            return Outputs::None;
        }
        if let (Some(name), Some(ty)) = (named.first(), types.first()) {
            self.report(report::some_outputs_named(ty.span, name.name.span));
        }
        if named.is_empty() { Outputs::Positional(types, span) } else { Outputs::Named(named, span) }
    }

    fn callable(&mut self, pair: Node<'_>, span: Span) -> Callable {
        let signature = Signature { params: Vec::new(), outputs: Outputs::None, arrow: span.head(), span };
        let mut callable = Callable { name: self.missing_ident(span), signature, options: None, body: None, later: None };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::ident => callable.name = self.ident(&part),
                Rule::signature => callable.signature = self.signature(part),
                Rule::with_tail => callable.options = self.with_record(part),
                Rule::block => callable.body = Some(self.block(part)),
                Rule::container_body | Rule::python_body | Rule::plugin_body | Rule::extern_body => {
                    let body = self.span(&part);
                    let word = part.into_inner().next();
                    let keyword = word.map_or_else(|| self.missing_ident(body), |word| self.keyword(&word));
                    callable.later = Some((keyword, body));
                }
                _ => {}
            }
        }
        callable
    }

    fn fn_item(&mut self, pair: Node<'_>, span: Span) -> ItemKind {
        let callable = self.callable(pair, span);
        let mut body = callable.body.unwrap_or(Block { stmts: Vec::new(), span });
        self.doc_string(&mut body, span);
        ItemKind::Fn(FnItem { name: callable.name, signature: callable.signature, body })
    }

    fn task_item(&mut self, pair: Node<'_>, span: Span) -> ItemKind {
        let mut callable = self.callable(pair, span);
        callable.body.iter_mut().for_each(|body| self.doc_string(body, span));
        let body = match callable.later {
            Some((keyword, span)) => TaskBody::Later { keyword, span },
            None => TaskBody::Code(callable.body.unwrap_or(Block { stmts: Vec::new(), span })),
        };
        ItemKind::Task(TaskItem { name: callable.name, signature: callable.signature, options: callable.options, body })
    }

    fn workflow_item(&mut self, pair: Node<'_>, span: Span) -> ItemKind {
        let callable = self.callable(pair, span);
        let (later, later_span) = callable.later.unzip();
        let mut body = callable.body.unwrap_or(Block { stmts: Vec::new(), span: later_span.unwrap_or(span) });
        self.doc_string(&mut body, span);
        ItemKind::Workflow(WorkflowItem { name: callable.name, signature: callable.signature, options: callable.options, body, later })
    }

    /// A string at the beginning of a body, before other statements: the documentation, as Python writes it. It is reported, and left out.
    fn doc_string(&mut self, body: &mut Block, item: Span) {
        let [Stmt { kind: StmtKind::Expr { value, tail: _ }, span }, next, ..] = body.stmts.as_slice() else { return };
        if !matches!(value.kind(), ExprKind::Str(_)) {
            return;
        }
        let gap = Span { end: next.span.start, ..*span };
        self.report(report::doc_string(self.source(*span), *span, item, gap));
        body.stmts.remove(0);
    }

    fn later_item(&mut self, pair: Node<'_>, span: Span) -> ItemKind {
        let launchplan = pair.as_rule() == Rule::launchplan_item;
        let mut inner = pair.into_inner();
        let keyword = inner.next().map_or_else(|| self.missing_ident(span), |word| self.keyword(&word));
        let name = inner.next().filter(|_| launchplan).map(|name| self.ident(&name));
        ItemKind::Later(LaterItem { keyword, name })
    }
}
