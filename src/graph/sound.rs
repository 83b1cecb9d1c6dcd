//! A program without errors and its graphs, as one value: what can be emitted and run.

use super::{Graphs, WorkflowGraph};
use crate::program::{Program, SoundProgram};

/// A sound program with the graph of each of its workflows, none of which has a cycle.
///
/// Outside of the crate there is one way to it, [`Checked::sound`](crate::project::Checked::sound), which also requires that no finding is an
/// error. So what was not checked cannot be emitted or run. This has a type that does not fit, and is otherwise the same as what compiles below:
///
/// ```compile_fail,E0308
/// # use flightplan::internals::emit;
/// # use flightplan::project::Checked;
/// fn emit_unchecked(checked: &Checked, options: &emit::EmitOptions<'_>) {
///     emit::emit(checked.program(), options);
/// }
/// ```
///
/// ```
/// # use flightplan::internals::emit;
/// # use flightplan::project::Checked;
/// fn emit_checked(checked: &Checked, options: &emit::EmitOptions<'_>) {
///     if let Some(sound) = checked.sound() {
///         emit::emit(sound, options);
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Sound<'p> {
    program: SoundProgram<'p>,
    graphs: &'p Graphs,
}

impl<'p> Sound<'p> {
    /// The program and its graphs, if they are sound.
    pub(crate) fn of(program: &'p Program, graphs: &'p Graphs) -> Option<Self> {
        let program = program.sound()?;
        let is_complete = graphs.workflows.len() == program.workflows.len() && graphs.workflows.iter().all(WorkflowGraph::is_ordered);
        is_complete.then_some(Self { program, graphs })
    }

    /// The program, which is known to be sound.
    pub fn program(self) -> SoundProgram<'p> {
        self.program
    }

    pub fn graphs(self) -> &'p Graphs {
        self.graphs
    }
}
