//! Bodies that need more registers than the machine has: found by the compiler, so that no run begins that must fail.

use super::{Item, Unit};
use crate::program::Program;
use crate::program::{Body, FnId, Header, TaskId};

/// The number of expressions and variables up to which every body fits: none of them needs more than a few registers.
const FITS: usize = 8_000;

/// The tasks and `fn`s whose bodies do not fit, in the order of the program.
pub(crate) fn oversized(program: &Program) -> Vec<&Header> {
    let tasks =
        (0..).map(|at| Item::Task(TaskId(at))).zip(program.tasks.iter().map(|def| (&def.header, def.body.as_ref().and_then(Body::sound))));
    let fns = (0..).map(|at| Item::Fn(FnId(at))).zip(program.fns.iter().map(|def| (&def.header, def.body.as_ref().and_then(Body::sound))));
    let large = |body: &Body| {
        let mut size = body.locals.len();
        body.walk(&mut |_| size += 1);
        size > FITS
    };
    tasks
        .chain(fns)
        .filter(|(item, (_, body))| body.is_some_and(large) && !Unit::new(program).fits(*item))
        .map(|(_, (header, _))| header)
        .collect()
}
