//! How much code the tasks of a program reach together: the artifact of each contains everything that it reaches, so helpers that many tasks
//! call, and large constants that they share, are written once for each task. Passes that visit what each task reaches rely on this bound.

use rustc_hash::FxHashSet;

use super::report::sizes;
use crate::diagnostics::Diagnostic;
use crate::program::call_graph::CodeRef;
use crate::program::volume;
use crate::program::{Body, ConstId, Expr, ExprKind, FnId, Program, TaskId};

/// What a task reaches.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Task(TaskId),
    Fn(FnId),
    Const(ConstId),
}

impl From<CodeRef> for Part {
    fn from(code: CodeRef) -> Self {
        match code {
            CodeRef::Fn(id) => Part::Fn(id),
            CodeRef::Task(id) => Part::Task(id),
        }
    }
}

/// The size of each part by itself, measured when it is first met.
struct Sizes<'a> {
    program: &'a Program,
    tasks: Vec<Option<(usize, Vec<Part>)>>,
    fns: Vec<Option<(usize, Vec<Part>)>>,
    consts: Vec<Option<(usize, Vec<Part>)>>,
}

impl<'a> Sizes<'a> {
    /// Nothing is measured yet.
    fn new(program: &'a Program) -> Self {
        let (tasks, fns, consts) = (program.tasks.len(), program.fns.len(), program.consts.len());
        Self { program, tasks: vec![None; tasks], fns: vec![None; fns], consts: vec![None; consts] }
    }

    /// The expressions and parts of constants in the payload of a task; where there are more than `most`, some number above.
    fn of(&mut self, task: TaskId, most: usize) -> usize {
        let mut seen = FxHashSet::from_iter([Part::Task(task)]);
        let mut open = vec![Part::Task(task)];
        let mut sum = 0_usize;
        while let Some(part) = open.pop() {
            let (size, reached) = self.part(part);
            sum = sum.saturating_add(*size);
            if sum > most {
                break;
            }
            open.extend(reached.iter().filter(|part| seen.insert(**part)));
        }
        sum
    }

    fn part(&mut self, part: Part) -> &(usize, Vec<Part>) {
        let program = self.program;
        let (slot, body) = match part {
            Part::Task(id) => (&mut self.tasks[id.0 as usize], program.task(id).body.as_ref()),
            Part::Fn(id) => (&mut self.fns[id.0 as usize], program.fn_(id).body.as_ref()),
            Part::Const(id) => {
                let measure = || (program.const_(id).value.as_ref().map_or(1, |value| volume::parts(value, usize::MAX)), Vec::new());
                return self.consts[id.0 as usize].get_or_insert_with(measure);
            }
        };
        slot.get_or_insert_with(|| body.map_or((1, Vec::new()), measured))
    }
}

/// The size of a body, and what it names.
fn measured(body: &Body) -> (usize, Vec<Part>) {
    let (mut size, mut named) = (1, FxHashSet::default());
    body.walk(&mut |expr: &Expr| {
        size += 1;
        match &expr.kind {
            ExprKind::Const(value) => size += volume::parts(value, usize::MAX),
            ExprKind::Global(id) => drop(named.insert(Part::Const(*id))),
            _ => named.extend(expr.kind.called().map(Part::from)),
        }
    });
    (size, named.into_iter().collect())
}

/// A finding on the program whose tasks repeat too much of each other's code.
pub(super) fn check(program: &Program) -> Option<Diagnostic> {
    let most = program.volume.most();
    let mut sizes = Sizes::new(program);
    let mut total = 0_usize;
    let mut worst = (0, None);
    for task in (0..program.tasks.len()).map(|at| TaskId(at as u32)) {
        let size = sizes.of(task, most);
        total = total.saturating_add(size);
        worst = worst.max((size, Some(task)));
        if total > most {
            break;
        }
    }
    // The tasks after it are not looked at: that would take as long as what is refused here.
    let (size, task) = (worst.0, worst.1.filter(|_| total > most)?);
    let header = &program.task(task).header;
    Some(sizes::repeated_code(most, &header.name, size.min(most), header.span))
}
