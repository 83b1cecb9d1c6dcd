//! Code of other languages within code of other languages: one finding for all of it, whose repair is the whole.
//!
//! What is written instead of such code has a type, so that the code around it is checked as it will be; and where the code around it is of another
//! language, too, its repair is made of the repaired parts.

use super::Checker;
use crate::check::assign::Solver;
use crate::check::foreign::{Advice, Code, Use, has_operator};
use crate::check::ty::{Expr, Hole, Ty};
use crate::diagnostics::{Diagnostic, Edit};
use crate::program::builtins;
use crate::source::Span;
use crate::syntax::ast::BinaryOp;

/// Code that was reported, and what is written instead.
pub(super) struct Repaired {
    edit: Edit,
    why: String,
}

impl Checker<'_> {
    /// Code as it is once its parts are repaired.
    pub(super) fn repaired_text(&self, span: Span) -> String {
        let mut text = self.cx.sources.text(span).to_owned();
        let mut within: Vec<&Edit> = self.repaired.iter().map(|repaired| &repaired.edit).filter(|edit| contains(span, edit.span)).collect();
        within.sort_unstable_by_key(|edit| edit.span.start);
        for edit in within.into_iter().rev() {
            let range = (edit.span.start - span.start) as usize..(edit.span.end - span.start) as usize;
            if text.get(range.clone()).is_some() {
                text.replace_range(range, &edit.text);
            }
        }
        // The signs of references before parameters were reported, and mean nothing.
        match text.strip_prefix("|&") {
            Some(closure) => format!("|{closure}"),
            None => text.replace("(|&", "(|"),
        }
    }

    /// Reports code of another language. Findings of its parts, whose repairs it has, become part of this one.
    pub(super) fn report_repaired(&mut self, found: Diagnostic, advice: &Advice, span: Span) {
        let mut found = self.advised(found, advice, span);
        let Some(edit) = found.fix.as_ref().and_then(|fix| fix.edits.first().cloned()) else { return self.report(found) };
        let (parts, others) = std::mem::take(&mut self.repaired).into_iter().partition(|repaired| contains(span, repaired.edit.span));
        self.repaired = others;
        let parts: Vec<Repaired> = parts;
        for part in parts {
            let Some(at) = self.diagnostics.iter().position(|known| known.fix.as_ref().is_some_and(|fix| fix.edits == [part.edit.clone()]))
            else {
                continue;
            };
            let known = self.diagnostics.remove(at);
            let is_said = part.why == advice.why || found.help.contains(&part.why);
            if !part.why.is_empty() && !is_said && edit.text.contains(&part.edit.text) {
                found = found.help(part.why);
            }
            // What is read first names the mistake.
            if known.span().is_some_and(|known| found.span().is_some_and(|found| known.start < found.start)) {
                found = Diagnostic { help: found.help, fix: found.fix, ..known };
            }
        }
        self.repaired.push(Repaired { edit, why: advice.why.clone() });
        self.report(found);
    }

    /// Whether a search for a position was reported here.
    pub(super) fn is_repaired_search(&self, span: Span) -> bool {
        let is_search = |text: &str| text.contains(".find(") || text.contains(".rfind(") || text.contains(".index_of(");
        self.repaired.iter().any(|repaired| repaired.edit.span == span && is_search(&repaired.edit.text))
    }

    /// Whether a set was reported here, which is a list without repeated elements.
    pub(super) fn is_repaired_set(&self, span: Span) -> bool {
        self.repaired.iter().any(|repaired| repaired.edit.span == span && repaired.edit.text.ends_with(".unique()"))
    }

    /// `set(a) - set(b)`, and every other difference of two lists; `set(a) == set(b)`.
    pub(super) fn report_of_sets(&mut self, found: Diagnostic, op: BinaryOp, left: Span, right: Span) {
        let (a, b) = (Code::new(&self.repaired_text(left)).operand(false), Code::new(&self.repaired_text(right)).operand(false));
        let code = match op {
            BinaryOp::Sub => {
                let is_free = |name: &&&str| {
                    !format!("{a} {b}").split(|char: char| !char.is_alphanumeric() && char != '_').any(|word| word == **name)
                };
                let name = ["x", "item", "element"].iter().find(is_free).unwrap_or(&"other");
                format!("[{name} for {name} in {a} if {name} not in {}]", b.trim_end_matches(".unique()"))
            }
            _ => format!("{a}.sort() {} {b}.sort()", op.as_str()),
        };
        self.report_repaired(found, &Advice::test(code), left.to(right));
    }

    /// The value of what is written instead.
    pub(super) fn repaired_value(&mut self, advice: &Advice, used: &Use, span: Span) -> Expr {
        match advice.code.as_ref().and_then(|_| self.type_of_form(advice, used, span)) {
            Some(ty) => self.reported_as(ty, span),
            None => self.reported(span),
        }
    }

    /// The type of a form of code, as far as builtins and the values in its places say it.
    fn type_of_form(&mut self, advice: &Advice, used: &Use, span: Span) -> Option<Ty> {
        self.type_of_part(&advice.ours, advice, used, span)
    }

    fn type_of_part(&mut self, ours: &str, advice: &Advice, used: &Use, span: Span) -> Option<Ty> {
        let place = |place: char| advice.taken(place, used).and_then(|given| given.ty.clone());
        match ours {
            "0s" => return Some(Ty::Duration),
            "[]" => return Some(Ty::list(Ty::Hole(Hole::Invalid))),
            "{}" => return Some(Ty::map(Ty::Hole(Hole::Invalid))),
            _ => {}
        }
        if ours.starts_with('"') || ours.starts_with("f\"") || ours.starts_with("r\"") {
            return Some(Ty::Str);
        }
        if has_operator(ours) {
            let compares =
                ours.starts_with("not ") || [" == ", " != ", " in ", " < ", " > ", " <= "].iter().any(|sign| ours.contains(sign));
            let is_branch = ours.starts_with("if ");
            if let Some((left, _)) = ours.split_once(" + ").filter(|(left, _)| !has_operator(left)) {
                let ty = self.type_of_part(left, advice, used, span)?;
                return matches!(self.infer.shallow(&ty), Ty::List(_) | Ty::Str | Ty::Datetime).then_some(ty);
            }
            return (compares && !is_branch && !ours.starts_with('[')).then_some(Ty::Bool);
        }
        if let Some(rest) = ours.strip_prefix("[x for x in ") {
            let list = rest.split(' ').next()?.trim_end_matches(".unique()");
            return self.type_of_part(list, advice, used, span);
        }
        let (mut ty, mut rest) = match ours.strip_prefix('$') {
            Some(after) => (place(after.chars().next()?)?, after.get(1..)?),
            None if ours.starts_with('(') => {
                let (_, inner, after) = call_at(ours)?;
                (self.type_of_part(inner, advice, used, span)?, after)
            }
            None => {
                let (name, args, after) = call_at(ours)?;
                let first = args.strip_prefix('$').and_then(|args| place(args.chars().next()?));
                (self.result_of(name, first.as_ref(), count(args), span)?, after)
            }
        };
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('.') {
                let (name, args, after) = call_at(after)?;
                ty = self.result_of(name, Some(&ty), count(args) + 1, span)?;
                rest = after;
            } else {
                let (index, after) = rest.strip_prefix('[')?.split_once(']')?;
                ty = match (self.infer.shallow(&ty), index.contains(':')) {
                    (Ty::List(element) | Ty::Map(element), false) => (*element).clone(),
                    (sequence @ (Ty::List(_) | Ty::Str), _) => sequence,
                    _ => return None,
                };
                rest = after;
            }
        }
        (!matches!(self.infer.shallow(&ty), Ty::Hole(_))).then_some(ty)
    }

    /// What a builtin returns for a first argument and as many in all; `None` if other arguments decide it.
    fn result_of(&mut self, name: &str, first: Option<&Ty>, count: usize, span: Span) -> Option<Ty> {
        let builtin = builtins::find(name)?;
        builtin.overloads.iter().find_map(|overload| {
            let params = overload.signature.params;
            let least = params.iter().filter(|param| !param.optional).count();
            if !(least..=params.len()).contains(&count) {
                return None;
            }
            let before = self.infer.snapshot();
            let mut variables = Vec::new();
            let fits = match (params.first(), first) {
                (Some(param), Some(first)) => {
                    let ty = self.instantiate(&param.ty, &mut variables, span);
                    self.infer.fits(first, &ty) || (ty == Ty::Float && *first == Ty::Int)
                }
                (None, None) => true,
                (Some(_), None) | (None, Some(_)) => false,
            };
            let mut decided = Vec::with_capacity(variables.len());
            for (letter, ty) in &variables {
                let ty = self.infer.zonk(ty);
                let mut open = Vec::new();
                self.infer.open(&ty, &mut open);
                if !open.iter().any(|variable| self.infer.is_newer(*variable, before)) {
                    decided.push((*letter, ty));
                }
            }
            self.infer.rollback(before);
            // What a closure decides is not known.
            let missing = ('A'..='Z').filter(|letter| decided.iter().all(|(known, _)| known != letter));
            let missing: Vec<(char, Ty)> = missing.map(|letter| (letter, Ty::Hole(Hole::Invalid))).collect();
            decided.extend(missing);
            let result = self.instantiate(&overload.signature.result, &mut decided, span);
            (fits && !matches!(result, Ty::Unit | Ty::Never | Ty::Hole(_))).then_some(result)
        })
    }
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end
}

/// The name of a call at the start of a form, its arguments, and what follows it.
fn call_at(form: &str) -> Option<(&str, &str, &str)> {
    let open = form.find('(')?;
    let name = form.get(..open).filter(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))?;
    let mut depth = 0_usize;
    for (at, char) in form.char_indices().skip(open) {
        match char {
            '(' => depth += 1,
            ')' if depth == 1 => return Some((name, form.get(open + 1..at)?, form.get(at + 1..)?)),
            ')' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// How many arguments a form of them has; commas within brackets and closures are not counted.
fn count(args: &str) -> usize {
    let (mut depth, mut piped, mut found) = (0_usize, false, usize::from(!args.is_empty()));
    for char in args.chars() {
        match char {
            '|' => piped = !piped,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 && !piped => found += 1,
            _ => {}
        }
    }
    found
}
