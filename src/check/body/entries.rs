//! What is added to the value of a key that may be missing, as other languages write it with an entry or a default that is set first.

use super::report::{self, Why};
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::foreign::{Advice, Code, Use};
use crate::check::ty::{Expr, Ty};
use crate::source::Span;
use crate::syntax::ast::{self, Arg, ExprKind as Ast, Ident};

/// The map, the key and the word of `map.entry(key).or_default()`, `map.entry(key).or_insert(…)` or `map.setdefault(key, …)`.
fn entry_of(value: &ast::Expr) -> Option<(&ast::Expr, &ast::Expr, &Ident)> {
    let Ast::Call { callee, args } = value.kind() else { return None };
    let Ast::Field { base, name } = callee.kind() else { return None };
    match (name.name.as_str(), args.as_slice()) {
        ("setdefault" | "computeIfAbsent" | "getOrPut", [key, _]) => Some((base, &key.value, name)),
        ("or_default" | "or_insert" | "or_insert_with", _) => {
            let Ast::Call { callee, args } = base.kind() else { return None };
            let (Ast::Field { base, name }, [key]) = (callee.kind(), args.as_slice()) else { return None };
            (name.name == "entry").then_some((base, &key.value, name))
        }
        _ => None,
    }
}

impl Checker<'_> {
    /// `groups.entry(k).or_default().push(v)` and `groups.setdefault(k, []).append(v)`: what is added to the value of a key that may be missing.
    pub(super) fn updated_entry(&mut self, base: &ast::Expr, name: &Ident, args: &[Arg], span: Span, want: Want<'_>) -> Option<Expr> {
        let (map, key, word) = entry_of(base)?;
        let Ast::Name(owner) = map.kind() else { return None };
        let id = self.local(owner)?;
        let ty = self.infer.zonk(&self.local_def(id).ty);
        let (Ty::Map(value), [arg]) = (self.infer.shallow(&ty), args) else { return None };
        let is_one = matches!(name.name.as_str(), "push" | "append" | "add" | "push_back");
        if !is_one && !matches!(name.name.as_str(), "extend" | "addAll" | "concat") {
            return None;
        }
        self.check(key, &Ty::Str, &Why::Other("a key of a map"));
        let added = self.infer(&arg.value, Want::Any).ty;
        let list = if is_one { Ty::list(added) } else { added };
        self.infer.fits(&list, &value);
        let (key, added) = (self.repaired_text(key.span), Code::new(&self.repaired_text(arg.value.span)));
        let added = if is_one { format!("[{}]", added.text) } else { added.operand(false) };
        let code = format!("{owner}[{key}] = {owner}.get({key}, []) + {added}");
        let map = self.infer(map, Want::Any);
        let found = report::call::unknown_for(&self.shown(&map, &ty), word);
        let used = Use { receiver: Some(self.receiver(&map)), ..Use::default() };
        self.foreign_call(found, |_, _| Some(Advice::assignment(code.clone())), &word.name, used, span, want).ok()
    }
}
