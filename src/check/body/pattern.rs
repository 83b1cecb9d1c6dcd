//! What `let`, `for` and closure parameters take apart.

use super::Checker;
use super::report::statement;
use super::scope::Info;
use crate::check::assign::Solver;
use crate::check::ty::{Expr, Hole, Ty};
use crate::program::{LocalPattern, OutputStyle};
use crate::source::Span;
use crate::syntax::ast::Pattern;

impl Checker<'_> {
    /// Declares the variables of a pattern for a value of type `ty`. `info` makes what is known of a variable from the place of its name.
    pub(super) fn pattern(&mut self, pattern: &Pattern, ty: &Ty, mutable: bool, info: &dyn Fn(Span) -> Info) -> LocalPattern {
        match pattern {
            Pattern::Wildcard(_) => LocalPattern::Ignore,
            Pattern::Name(name) => LocalPattern::Local(self.declare(name, ty.clone(), mutable, info(name.span))),
            Pattern::Tuple(members, span) => {
                let types = match self.infer.shallow(ty) {
                    Ty::Tuple(types) if types.len() == members.len() => types.to_vec(),
                    other => {
                        self.not_taken_apart(members.len(), *span, &other);
                        vec![Ty::Hole(Hole::Invalid); members.len()]
                    }
                };
                let members = members.iter().zip(&types).map(|(member, ty)| self.pattern(member, ty, mutable, info));
                LocalPattern::Tuple(members.collect())
            }
        }
    }

    fn not_taken_apart(&mut self, names: usize, span: Span, ty: &Ty) {
        match ty {
            Ty::Hole(Hole::Invalid) | Ty::Never => return,
            Ty::Hole(Hole::Var(_)) => return self.not_known_yet(span, ty),
            _ => {}
        }
        let shown = self.show(ty);
        self.report(statement::not_taken_apart(names, span, ty, &shown));
    }

    /// `let (std, mean) = f(…)` where the outputs are `mean` and `std`: a name that belongs to another position.
    pub(super) fn output_positions(&mut self, pattern: &Pattern, value: &Expr) {
        let Pattern::Tuple(members, _) = pattern else { return };
        let Some((task, _)) = self.outputs_held_by(value) else { return };
        let interface = &self.task_def(task).interface;
        if interface.style != OutputStyle::Named {
            return;
        }
        for (position, member) in members.iter().enumerate() {
            if let Pattern::Name(name) = member
                && let Some(own) = interface.output(&name.name)
                && own != position
                && interface.outputs.len() == members.len()
            {
                self.report(statement::output_misplaced(name, own, position, &interface.outputs[own]));
            }
        }
    }
}
