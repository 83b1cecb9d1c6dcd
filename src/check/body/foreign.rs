//! Names of other languages in code: what the tables are asked, and what is said of it.

use super::report::foreign as report;
use super::scope::Origin;
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::context::Def;
use crate::check::foreign::{self, Advice, Code, Element, Given, Kind, Use};
use crate::check::resolve;
use crate::check::ty::{Expr, Hole, Ty};
use crate::diagnostics::{Diagnostic, Edit};
use crate::program::builtins::{self, Builtin};
use crate::program::index::UseKind;
use crate::program::{Const, ExprKind};
use crate::source::{Name, Span};
use crate::syntax::ast::{self, Arg, ExprKind as Ast, Ident};
use crate::syntax::members;

/// Whether what is before the dot can be assigned.
enum Target {
    /// A `var`.
    Variable,
    /// A `let`, whose statement is here.
    Let(Name, Span),
    /// A parameter, or a variable of a loop or closure.
    Fixed(Name),
    /// A variable outside of the closure.
    Outer(Name),
    /// No variable.
    Value,
}

/// Gives the members of tuples names in closures over a list of them.
fn name_members(used: &mut Use) {
    let members = used.receiver.iter().chain(&used.args).find_map(|given| match &given.ty {
        Some(Ty::List(element)) => match &**element {
            Ty::Tuple(members) => Some((members.len(), given.code.text.ends_with(".items()"))),
            _ => None,
        },
        _ => None,
    });
    let Some((count, entries)) = members else { return };
    for given in used.args.iter_mut().filter(|given| given.kind == Kind::Closure(1)) {
        let text = &given.code.text;
        let Some((param, _)) = text.strip_prefix('|').and_then(|rest| rest.split_once('|')) else { continue };
        if let Some(changes) = members::named(text, param, 1, count, entries) {
            given.code = Code::new(&members::changed(text, &changes));
        }
    }
}

impl Checker<'_> {
    /// Arguments of a call of something unknown, checked for what they are themselves.
    pub(super) fn given(&mut self, args: &[Arg]) -> Vec<Given> {
        args.iter()
            .map(|arg| {
                let written = self.kind_of_written(&arg.value);
                self.given_as(arg, written)
            })
            .collect()
    }

    /// The same for a method: what is added to an empty list says what it holds.
    pub(super) fn given_to(&mut self, receiver: &Ty, args: &[Arg]) -> Vec<Given> {
        let mut given = Vec::with_capacity(args.len());
        for arg in args {
            let written = self.kind_of_written(&arg.value);
            if let (Err(ty), Ty::List(element), [_]) = (&written, self.infer.shallow(receiver), args)
                && matches!(self.infer.shallow(&element), Ty::Hole(Hole::Var(_)))
            {
                self.infer.fits(ty, &element);
            }
            given.push(self.given_as(arg, written));
        }
        given
    }

    fn given_as(&self, arg: &Arg, written: Result<Kind, Ty>) -> Given {
        let name = arg.name.as_ref().map(|name| name.name.to_string());
        let (kind, ty) = match written {
            Ok(kind) => (kind, None),
            Err(ty) => (self.kind_of(&ty), Some(self.infer.zonk(&ty))),
        };
        let text = match (kind, arg.value.kind()) {
            (Kind::Closure(_), Ast::Field { base, name }) => self.method_as_value(base, name),
            _ => None,
        };
        let text = text.unwrap_or_else(|| self.repaired_text(arg.value.span));
        Given { name, code: Code::new(&text), kind, ty }
    }

    /// What is not a value has a kind, and a value its type.
    fn kind_of_written(&mut self, value: &ast::Expr) -> Result<Kind, Ty> {
        match value.kind() {
            Ast::Closure(closure) => return Ok(Kind::Closure(closure.params.len())),
            Ast::Field { base, name } if self.method_as_value(base, name).is_some() => {
                let two = self.method_as_value(base, name).is_some_and(|closure| closure.starts_with("|a, b|"));
                return Ok(Kind::Closure(if two { 2 } else { 1 }));
            }
            // `(int, str)`
            Ast::Tuple(members) if members.iter().all(|member| self.names_type(member)) => return Ok(Kind::Word),
            Ast::Name(name) if self.local(name).is_none() => {
                if let Some(kind) = self.kind_of_name(name, value.span) {
                    return Ok(kind);
                }
            }
            _ => {}
        }
        Err(self.infer(value, Want::Any).ty)
    }

    fn names_type(&self, expr: &ast::Expr) -> bool {
        matches!(expr.kind(), Ast::Name(name) if self.local(name).is_none() && resolve::builtin(name).is_some())
    }

    /// The kind of a name that is not a value.
    pub(super) fn kind_of_name(&self, name: &Name, at: Span) -> Option<Kind> {
        let Some(entry) = self.cx.lookup(name) else {
            let function = builtins::find(name).map(|_| Kind::Function);
            let is_type = resolve::builtin(name).is_some() || foreign::word(name).is_some() || foreign::is_function(name);
            return function.or_else(|| is_type.then_some(Kind::Word));
        };
        let kind = match &entry.def {
            Def::Fn(_) | Def::Task(_) => Kind::Function,
            Def::Struct(_) | Def::Enum(_) | Def::Alias(_) => Kind::Word,
            Def::Const(_) | Def::Workflow(_) | Def::Reported => return None,
        };
        self.cx.index.used(at, entry.span, UseKind::Read);
        Some(kind)
    }

    pub(super) fn kind_of(&self, ty: &Ty) -> Kind {
        match self.infer.zonk(ty) {
            Ty::Int => Kind::Int,
            Ty::Float => Kind::Float,
            Ty::Bool => Kind::Bool,
            Ty::Str => Kind::Str,
            Ty::Bytes => Kind::Bytes,
            Ty::Json => Kind::Json,
            Ty::Datetime => Kind::Datetime,
            Ty::Duration => Kind::Duration,
            Ty::Error => Kind::Error,
            Ty::Rng => Kind::Rng,
            Ty::File(_) | Ty::Dir(_) | Ty::Table(_) => Kind::File,
            Ty::Struct(_) => Kind::Struct,
            Ty::Enum(_) => Kind::Enum,
            Ty::Map(_) => Kind::Map,
            Ty::Tuple(_) => Kind::Tuple,
            Ty::None => Kind::Optional,
            union @ Ty::Union(_) if union.accepts_none() => Kind::Optional,
            Ty::List(element) => Kind::List(match &*element {
                Ty::Int => Element::Int,
                Ty::Float => Element::Float,
                Ty::Str => Element::Str,
                Ty::Bool => Element::Bool,
                Ty::List(_) => Element::List,
                Ty::Tuple(_) => Element::Tuple,
                _ => Element::Other,
            }),
            Ty::Union(_) | Ty::Hole(_) | Ty::Never | Ty::Unit => Kind::Unknown,
        }
    }

    /// A value before a dot.
    pub(super) fn receiver(&self, receiver: &Expr) -> Given {
        let ty = self.infer.zonk(&receiver.ty);
        Given { name: None, code: Code::new(&self.repaired_text(receiver.span)), kind: self.kind_of(&ty), ty: Some(ty) }
    }

    /// Whether the value of a call is dropped.
    pub(super) fn is_statement(&self, want: Want<'_>) -> bool {
        matches!(want, Want::Nothing) || want.ty().is_some_and(|ty| self.infer.shallow(ty) == Ty::Unit)
    }

    /// A function that only another language has: what it gives here, if it was one.
    pub(super) fn foreign_function(&mut self, name: &Name, at: Span, args: Vec<Given>, span: Span, want: Want<'_>) -> Option<Expr> {
        self.foreign_call(report::unknown_function(name, at), foreign::function, name, Use { args, ..Use::default() }, span, want).ok()
    }

    /// A method that only another language has, with its finding so far; the finding if it was none.
    pub(super) fn foreign_method(
        &mut self,
        found: Diagnostic,
        name: &str,
        receiver: Given,
        args: Vec<Given>,
        span: Span,
        want: Want<'_>,
    ) -> Result<Expr, Box<Diagnostic>> {
        // What Rust collects is what is wanted there.
        let is_joined = receiver.kind == Kind::List(Element::Str) && want.ty().is_some_and(|ty| self.infer.shallow(ty) == Ty::Str);
        let name = if name == "collect" && is_joined { "collect_string" } else { name };
        self.foreign_call(found, foreign::method, name, Use { receiver: Some(receiver), args, statement: false }, span, want)
    }

    /// Reports a call that `find` knows; the finding if it does not.
    pub(super) fn foreign_call(
        &mut self,
        found: Diagnostic,
        find: impl Fn(&str, &Use) -> Option<Advice>,
        name: &str,
        mut used: Use,
        span: Span,
        want: Want<'_>,
    ) -> Result<Expr, Box<Diagnostic>> {
        name_members(&mut used);
        let subject = used.receiver.as_ref().or(used.args.first());
        let target = subject.map_or(Target::Value, |subject| self.target(&subject.code.text));
        used.statement = self.is_statement(want) && !matches!(target, Target::Value);
        let Some(advice) = find(name, &used) else { return Err(Box::new(found)) };
        if advice.code.as_deref() == Some("{}")
            && let Some(map) = self.map_with_default(&found, name, &used.args, span)
        {
            return Ok(map);
        }
        if !advice.assigns {
            self.report_repaired(found, &advice, span);
            return Ok(self.repaired_value(&advice, &used, span));
        }
        let found = match target {
            Target::Variable | Target::Value => self.advised(found, &advice, span),
            Target::Let(variable, stmt) => {
                let word = Span { end: stmt.start + 3, ..stmt };
                let also = Edit { span: word, text: "var".to_owned() };
                report::assigned(found, &advice, &variable, Edit { span, text: advice.code.clone().unwrap_or_default() }, also)
            }
            Target::Outer(variable) => report::in_closure(found, &advice, &variable),
            Target::Fixed(variable) => {
                let copy = ["changed", "result", "copied"].into_iter().find(|copy| self.local(copy).is_none()).unwrap_or("changed_copy");
                if let Some(subject) = used.receiver.as_mut().or(used.args.first_mut()) {
                    subject.code.text = subject.code.text.replacen(variable.as_str(), copy, 1);
                }
                let shown = find(name, &used).map(|advice| advice.shown);
                report::fixed(found, &variable, copy, shown.as_deref().unwrap_or(&advice.shown))
            }
        };
        self.report(found);
        Ok(self.reported(span))
    }

    /// What `name.method(…)` changes; a path of fields and indices counts as its variable.
    fn target(&self, text: &str) -> Target {
        let root = text.split(['.', '[']).next().unwrap_or(text);
        let Some(id) = self.local(root).filter(|_| !text.contains('(')) else { return Target::Value };
        let (name, info) = (Name::from(root), self.info(id));
        if self.is_outer(id) {
            return Target::Outer(name);
        }
        match (self.local_def(id).mutable, info.origin, info.stmt) {
            (true, ..) => Target::Variable,
            (false, Origin::Let, Some(stmt)) if self.cx.sources.text(stmt).starts_with("let ") => Target::Let(name, stmt),
            (false, Origin::Let | Origin::Param | Origin::Member | Origin::Pattern, _) => Target::Fixed(name),
        }
    }

    /// Adds what is written instead, and the edit.
    pub(super) fn advised(&self, found: Diagnostic, advice: &Advice, span: Span) -> Diagnostic {
        let loose = |code: &str| foreign::has_operator(code) && !advice.assigns && !self.is_alone(span);
        let wrapped = |code: &str| if loose(code) { format!("({code})") } else { code.to_owned() };
        let edit = advice.code.as_ref().map(|code| Edit { span, text: wrapped(code) });
        report::advised(found, &wrapped(&advice.shown), &advice.why, edit)
    }

    /// Whether nothing beside an expression belongs to the same one.
    fn is_alone(&self, span: Span) -> bool {
        let text = &self.cx.sources.file(span.file).text;
        let (before, after) = (text.get(..span.start as usize).unwrap_or(""), text.get(span.end as usize..).unwrap_or(""));
        let before = before.trim_end_matches([' ', '\t']);
        let after = after.trim_start_matches([' ', '\t']);
        let assigns = before.ends_with('=') && !["==", "!=", "<=", ">="].iter().any(|sign| before.ends_with(sign));
        let opens = before.is_empty() || before.ends_with(['(', '[', '{', ',', ':', '|', '\n', ';']) || before.ends_with("=>");
        let words = ["return", "if", "while", "and", "or", "match", "else"];
        let follows = words.iter().any(|word| before.ends_with(word));
        let ends = after.is_empty() || after.starts_with([')', ']', '}', ',', '\n', '\r', ';', '{', '#']);
        let joins = ["and ", "or ", "for ", "else "].iter().any(|word| after.starts_with(word));
        (opens || assigns || follows) && (ends || joins)
    }

    /// A module of another language and the names after it: `os.path`. A name that this program has is its own.
    pub(super) fn module_path(&self, base: &ast::Expr) -> Option<(Name, String)> {
        match base.kind() {
            Ast::Name(name) => {
                let unknown = self.local(name).is_none() && self.cx.lookup(name).is_none();
                (unknown && foreign::is_module(name)).then(|| (name.clone(), String::new()))
            }
            Ast::Field { base, name } => {
                let (module, path) = self.module_path(base)?;
                Some((module, format!("{path}{}.", name.name)))
            }
            _ => None,
        }
    }

    /// `math.sqrt(x)`, `math.pi`: a finding for the whole of it.
    pub(super) fn in_module(&mut self, base: &ast::Expr, name: &Ident, args: Option<&[Arg]>, span: Span, want: Want<'_>) -> Option<Expr> {
        if let Some(secret) = self.secret_of_context(base, name, args.unwrap_or_default(), span) {
            return Some(secret);
        }
        let (module, path) = self.module_path(base)?;
        let path = format!("{path}{}", name.name);
        let given = self.given(args.unwrap_or_default());
        let at = base.span.to(name.span);
        let used = Use { args: given, ..Use::default() };
        let member = |path: &str, used: &Use| foreign::in_module(&module, path, args.is_some(), used);
        let found = match self.foreign_call(report::unknown_member(&module, &path, at), member, &path, used, span, want) {
            Ok(value) => return Some(value),
            Err(found) => *found,
        };
        match builtins::find(&module) {
            Some(_) => self.report(report::member_of_function(&module, found)),
            None => self.unknown_name(&module, base.span),
        }
        Some(self.reported(span))
    }

    /// `current_context().secrets.get("db", "password")`
    fn secret_of_context(&mut self, base: &ast::Expr, name: &Ident, args: &[Arg], span: Span) -> Option<Expr> {
        let text = self.cx.sources.text(base.span);
        let context = text.strip_suffix(".secrets")?;
        if name.name != "get" || !matches!(context, "current_context()" | "flytekit.current_context()") {
            return None;
        }
        let literals: Option<Vec<&str>> =
            args.iter().map(|arg| if let Ast::Str(text) = arg.value.kind() { Some(text.as_str()) } else { None }).collect();
        let secret = literals.filter(|literals| !literals.is_empty()).map(|literals| literals.join("/"));
        let at = Span { end: base.span.start + context.len() as u32, ..base.span };
        self.report(report::context_secret(secret.as_deref(), at, span));
        Some(self.reported_as(Ty::Str, span))
    }

    /// A builtin that cannot be called so, but is in another language: what it gives here, if it was one.
    pub(super) fn foreign_builtin(
        &mut self,
        builtin: &Builtin,
        mut given: Vec<Given>,
        is_method: bool,
        at: Span,
        span: Span,
        want: Want<'_>,
    ) -> Option<Expr> {
        let name = builtin.name;
        let found = report::misused_builtin(name, at);
        if is_method && !given.is_empty() {
            let receiver = given.remove(0);
            let literal = receiver.code.text.clone();
            if name == "format"
                && let Some(code) = foreign::braces(&literal, &given)
                && literal.contains('{')
            {
                let advice = Advice::string(code);
                self.report_repaired(report::filled_in(at), &advice, span);
                return Some(self.reported_as(Ty::Str, span));
            }
            return self.foreign_method(found, name, receiver, given, span, want).ok();
        }
        self.foreign_call(found, foreign::function, name, Use { args: given, ..Use::default() }, span, want).ok()
    }

    /// A word of another language as a value; the value that was meant, where there is one.
    pub(super) fn foreign_word(&mut self, name: &Name, span: Span, want: Want<'_>) -> Option<Expr> {
        if name.contains("${") {
            self.report(report::template(&foreign::template(name), span));
            return Some(self.reported(span));
        }
        let word = foreign::word(name)?;
        self.report(report::word(name, word.ours, word.why, span));
        Some(match word.ours {
            "none" => self.none_literal(span, want),
            "true" | "false" => self.constant(Const::Bool(word.ours == "true"), Ty::Bool, span),
            _ => self.reported(span),
        })
    }

    /// `"%d rows" % n`: the string that was meant, if it can be written out.
    pub(super) fn percent(&self, left: &Expr, right: &Expr) -> Option<String> {
        let code = |expr: &Expr| Code::new(self.cx.sources.text(expr.span));
        let (args, named) = match &right.kind {
            ExprKind::Tuple(members) => (members.iter().map(code).collect(), Vec::new()),
            ExprKind::Map(entries) => {
                let named = entries.iter().filter_map(|(key, value)| match &key.kind {
                    ExprKind::Const(Const::Str(key)) => Some((key.as_ref(), code(value))),
                    _ => None,
                });
                (Vec::new(), named.collect())
            }
            _ => (vec![code(right)], Vec::new()),
        };
        foreign::percent(self.cx.sources.text(left.span), &args, &named)
    }

    /// `{"x": 1}` where a struct is expected: the struct that was meant.
    pub(super) fn struct_from_map(&mut self, entries: &[(ast::Expr, ast::Expr)], span: Span, want: Want<'_>) -> Option<Expr> {
        let Want::Type(to, why) = want else { return None };
        let variants = self.infer.shallow(to).variants().to_vec();
        let id = match variants.iter().find_map(|ty| if let Ty::Struct(id) = ty { Some(*id) } else { None }) {
            Some(id) if !variants.iter().any(|ty| matches!(ty, Ty::Map(_) | Ty::Json)) => id,
            _ => return None,
        };
        for (_, value) in entries {
            if !matches!(value.kind(), Ast::Map(_)) {
                self.infer(value, Want::Any);
            }
        }
        let written = foreign::struct_from_map(self.cx.program, id, entries, &|span| self.cx.sources.text(span).to_owned());
        let shown = self.show(to);
        self.report(report::map_for_struct(why, &shown, written, span));
        Some(self.reported_as(Ty::Struct(id), span))
    }
}
