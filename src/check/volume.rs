//! The bound on the size of all constants together.

use std::cmp::Reverse;

use super::report::sizes;
use crate::diagnostics::Diagnostic;
use crate::program::volume::parts;
use crate::program::{Const, Program};
use crate::source::{SourceMap, Span};

/// The finding on a program whose constants passed the bound; the constants after that were left out without a finding.
pub(super) fn check(program: &Program, sources: &SourceMap) -> Option<Diagnostic> {
    let volume = &program.volume;
    if !volume.is_exceeded() {
        return None;
    }
    Some(sizes::constants(volume.most(), largest(program, sources)))
}

/// The largest of what counts, the first of several, and where it is declared: a constant, a default, or the inputs, outputs or fields that can be left out together.
fn largest(program: &Program, sources: &SourceMap) -> Option<(usize, Span)> {
    let interfaces = || {
        let tasks = program.tasks.iter().map(|task| (&task.header, &task.interface));
        tasks.chain(program.workflows.iter().map(|workflow| (&workflow.header, &workflow.interface)))
    };
    let sized = |(value, span): (Option<&Const>, Span)| Some((parts(value?, program.volume.most()), span));
    let consts = program.consts.iter().map(|def| (def.value.as_ref(), def.header.span));
    let fields = program.structs.iter().flat_map(|def| &def.fields).map(|field| (field.default.as_ref(), field.span));
    let params = interfaces().flat_map(|(_, interface)| &interface.inputs).chain(program.fns.iter().flat_map(|def| &def.params));
    let values = consts.chain(fields).chain(params.map(|input| (input.default.as_ref(), input.span))).filter_map(sized);
    let nodes = interfaces().map(|(header, interface)| (interface.inputs.len() + interface.outputs.len(), header.span));
    let fns = program.fns.iter().map(|def| (def.params.len(), def.header.span));
    let structs = program.structs.iter().map(|def| (def.fields.len(), def.header.span));
    values.chain(nodes).chain(fns).chain(structs).max_by_key(|(size, span)| (*size, Reverse((sources.rank(span.file), span.start))))
}
