//! Programs without errors in them, as a type: what can be compiled, written into a payload, emitted and run.

use std::ops::Deref;

use super::{Body, FnDef, Interface, Program, TaskDef, Variable};
use crate::program::ty::Type;

/// A program in which nothing is missing: every body is there without [`ExprKind::Invalid`](super::ExprKind::Invalid), every type is known, every
/// constant is folded and every workflow wired.
///
/// [`Program::sound`] makes it, and nothing else does.
#[derive(Clone, Copy, Debug)]
pub struct SoundProgram<'p>(&'p Program);

impl Program {
    /// The program, if it is sound.
    pub fn sound(&self) -> Option<SoundProgram<'_>> {
        let has_value = |value: &Option<super::Const>| value.is_some();
        let is_sound = self.structs.iter().flat_map(|def| &def.fields).all(|field| !field.ty.is_invalid())
            && self.consts.iter().all(|def| !def.ty.is_invalid() && has_value(&def.value))
            && self.fns.iter().all(is_sound_fn)
            && self.tasks.iter().all(is_sound_task)
            && self.workflows.iter().all(|def| !def.broken && is_known(&def.interface));
        is_sound.then_some(SoundProgram(self))
    }
}

impl<'p> SoundProgram<'p> {
    /// The program itself, for as long as it lives.
    pub fn program(self) -> &'p Program {
        self.0
    }
}

impl Deref for SoundProgram<'_> {
    type Target = Program;

    fn deref(&self) -> &Program {
        self.0
    }
}

fn is_sound_fn(def: &FnDef) -> bool {
    has_code(def.body.as_ref()) && are_known(&def.params) && !def.result.is_invalid()
}

fn is_sound_task(def: &TaskDef) -> bool {
    has_code(def.body.as_ref()) && is_known(&def.interface)
}

fn has_code(body: Option<&Body>) -> bool {
    body.and_then(Body::sound).is_some()
}

fn is_known(interface: &Interface) -> bool {
    are_known(&interface.inputs) && are_known(&interface.outputs)
}

fn are_known(variables: &[Variable]) -> bool {
    variables.iter().all(|variable| !Type::is_invalid(&variable.ty))
}

#[cfg(test)]
mod tests {
    use crate::check::check;
    use crate::config::Settings;
    use crate::diagnostics::Severity;
    use crate::program::Program;
    use crate::source::SourceMap;
    use crate::syntax;

    /// The program of a string, and whether an error was reported.
    fn checked(text: &str) -> (Program, bool) {
        let mut sources = SourceMap::new();
        let id = sources.add("m.fpl", "m", text);
        let parsed = syntax::parse(sources.file(id));
        let checked = check(&sources, &[parsed.value], &Settings::default());
        let is_error = parsed.diagnostics.iter().chain(&checked.diagnostics).any(|found| found.severity == Severity::Error);
        (checked.value, is_error)
    }

    #[test]
    fn a_program_without_errors_is_sound() {
        let text = "const C = 1\nstruct S { x: int }\nfn f(s: S) -> int { s.x + C }\ntask t(x: int) -> int { f(S { x: x }) }\n\
                    workflow w(x: int) -> int { t(x) }\n";
        let (program, is_error) = checked(text);
        assert!(!is_error && program.sound().is_some());
    }

    #[test]
    fn a_fn_that_never_returns_is_sound() {
        for body in ["fail(m)", "while true { log(m) }", "return fail(m)", "if m == \"\" { fail(m) } else { fail_retryable(m) }"] {
            let text =
                format!("fn die(m: str) {{ {body} }}\nfn dies() {{ die(\"\") }}\ntask t(x: int) -> int {{ if x > 3 {{ dies() }}\n x }}\n");
            let (program, is_error) = checked(&text);
            assert!(!is_error && program.sound().is_some(), "{text}");
        }
    }

    #[test]
    fn whatever_is_wrong_the_program_is_not_sound() {
        let texts = [
            "const C: int = \"\"\n",
            "struct S { x: Gone }\n",
            "fn f(x: Gone) -> int { 1 }\n",
            "fn f() -> int { \"\" }\n",
            "fn f() { f() }\n",
            "task t(x: Gone) -> int { 1 }\n",
            "task t() -> int { gone() }\n",
            "workflow w() -> int { gone() }\n",
            "workflow w(x: int) -> int { w(x) }\n",
            "task t() -> int { 1 }\nworkflow w() -> int { t(x: 1) }\n",
        ];
        for text in texts {
            let (program, is_error) = checked(text);
            assert!(is_error && program.sound().is_none(), "{text}");
        }
    }
}
