//! The wording of names that are assigned or read where no declaration of theirs reaches.

use super::none::default_of;
use crate::check::ty::Ty;
use crate::diagnostics::codes::names::UNKNOWN_NAME;
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;

/// A statement before which a declaration belongs.
pub(in crate::check::body) struct Before {
    pub(in crate::check::body) start: Span,
    /// Its first word, such as `if`.
    pub(in crate::check::body) word: String,
    /// What is before it in its line, if that is only white space.
    pub(in crate::check::body) indent: Option<String>,
}

impl Before {
    fn shown(&self) -> String {
        match self.word.as_str() {
            "if" | "for" | "while" | "match" => format!("the `{}`", self.word),
            _ => "this statement".to_owned(),
        }
    }

    fn declaring(&self, found: Diagnostic, name: &str, code: &str) -> Diagnostic {
        match &self.indent {
            Some(indent) if !code.contains('…') => {
                let edit = Edit { span: self.start, text: format!("{code}\n{indent}") };
                found.fix(format!("declare `{name}` before {}", self.shown()), Applicability::Unsafe, vec![edit])
            }
            _ => found,
        }
    }
}

/// An assignment to a name that nothing declares.
pub(in crate::check::body) struct Missing<'m> {
    pub(in crate::check::body) name: &'m str,
    /// A variable with a similar name.
    pub(in crate::check::body) near: Option<&'m str>,
    pub(in crate::check::body) assignment: Span,
    pub(in crate::check::body) at: Span,
    pub(in crate::check::body) value: Option<&'m str>,
    pub(in crate::check::body) ty: &'m Ty,
    /// Whether it is `+=` or the like.
    pub(in crate::check::body) is_changed: bool,
    pub(in crate::check::body) is_assigned_again: bool,
    /// Where the declaration belongs, if not at the assignment.
    pub(in crate::check::body) before: Option<&'m Before>,
}

pub(in crate::check::body) fn assigned(missing: &Missing<'_>) -> Diagnostic {
    let Missing { name, near, assignment, at, value, ty, is_changed, is_assigned_again, before } = missing;
    let found = Diagnostic::new(&UNKNOWN_NAME, format!("cannot find `{name}`")).at(*at, "assigned, but not declared");
    let found = match near {
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None => found,
    };
    let first = format!("var {name} = {}", default_of(ty));
    match before {
        Some(before) => {
            let found = found.help(format!("to use it outside of this block, declare it before {}: `{first}`", before.shown()));
            before.declaring(found, name, &first)
        }
        None if *is_changed => found.help(format!("declare it first, with the value to begin with: `{first}`")),
        None => {
            let keyword = if *is_assigned_again { "var" } else { "let" };
            let edit = Edit { span: Span::new(assignment.file, assignment.start, assignment.start), text: format!("{keyword} ") };
            found.help(format!("to declare a variable, write `{keyword} {name} = {}`", value.unwrap_or("…"))).fix(
                format!("declare it with `{keyword}`"),
                Applicability::Unsafe,
                vec![edit],
            )
        }
    }
}

/// A name that was declared in blocks that have ended.
pub(in crate::check::body) struct Ended<'e> {
    pub(in crate::check::body) name: &'e str,
    pub(in crate::check::body) at: Span,
    pub(in crate::check::body) declared: &'e [Span],
    /// Whether `let` or `var` declared it last, and not a loop, a closure or an arm.
    pub(in crate::check::body) is_let: bool,
    /// The value and the type of its last declaration.
    pub(in crate::check::body) value: Option<&'e str>,
    pub(in crate::check::body) ty: &'e Ty,
    /// The statement around its declarations.
    pub(in crate::check::body) before: Option<&'e Before>,
    /// The edits that make one declaration of those in all branches of an `if`.
    pub(in crate::check::body) value_of_if: Option<Vec<Edit>>,
}

pub(in crate::check::body) fn ended(ended: Ended<'_>) -> Diagnostic {
    let Ended { name, at, declared, is_let, value, ty, before, value_of_if } = ended;
    let mut found =
        Diagnostic::new(&UNKNOWN_NAME, format!("cannot find `{name}` outside of the block that declares it")).at(at, "not declared here");
    for declaration in declared.iter().take(4) {
        found = found.at(*declaration, "declared here, until the end of the block");
    }
    if let Some(edits) = value_of_if {
        return found
            .help(format!(
                "an `if` has a value: declare `{name}` once, `let {name} = if … {{ … }} else {{ … }}`, with a value in each branch"
            ))
            .fix("declare it once", Applicability::Unsafe, edits);
    }
    let Some(before) = before else { return found };
    let place = before.shown();
    if !is_let {
        return found.help(format!("to use its value after {place}, assign it to a `var` that is declared before {place}"));
    }
    let first = format!("var {name} = {}", default_of(ty));
    let value = value.unwrap_or("…");
    found.help(format!("declare it before {place}, `{first}`, and assign to it in the block, without `let`: `{name} = {value}`"))
}
