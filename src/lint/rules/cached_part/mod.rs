//! Q109: a cached task that is given a part of a value whose encoding changes from run to run.
//!
//! Workflows are visited after those that they call, so that what a sub-workflow does with its inputs, and takes its outputs from, is
//! known where it is called.

#[cfg(test)]
mod tests;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostics::codes::lints::CACHED_PART;
use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{LintContext, Rule};
use crate::program::Type;
use crate::program::{Binding, BindingKind, Callee, Node, PathStep, TaskId, WorkflowDef, WorkflowId, is_packed_anew};
use crate::source::{Name, Span};

pub(super) struct CachedPart;

impl Rule for CachedPart {
    fn code(&self) -> &'static Code {
        &CACHED_PART
    }

    fn check(&self, context: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
        if context.program.tasks.iter().all(|task| task.options.cache.is_none()) {
            return;
        }
        let mut search = Search { context, known: FxHashMap::default(), reported: FxHashSet::default(), findings };
        let workflows = (0..context.program.workflows.len() as u32).map(|at| Callee::Workflow(WorkflowId(at)));
        for id in context.program.reached_workflows(workflows) {
            let known = search.workflow(context.program.workflow(id));
            search.known.insert(id, known);
        }
    }
}

/// A call of a cached task that an input reaches.
#[derive(Clone)]
struct Use {
    task: TaskId,
    input: Name,
    /// The call or map.
    span: Span,
}

/// The origin of a value, as far as encodings matter.
#[derive(Clone, Default)]
struct Origin {
    /// A part that is encoded again.
    part: Option<Part>,
    /// Inputs of the workflow, passed on as they came.
    inputs: Vec<u32>,
}

impl Origin {
    fn add(&mut self, other: &Origin) {
        if self.part.is_none() {
            self.part.clone_from(&other.part);
        }
        self.inputs.extend(&other.inputs);
    }

    fn of_all(origins: impl Iterator<Item = Origin>) -> Origin {
        let mut all = Origin::default();
        origins.for_each(|origin| all.add(&origin));
        all.inputs.sort_unstable();
        all.inputs.dedup();
        all
    }
}

/// The place where a part is taken out of a larger value.
#[derive(Clone)]
struct Part {
    /// The path, or the name bound to it.
    span: Span,
    path: Vec<PathStep>,
    /// The type of the value that the path starts from.
    whole: Type,
    ty: Type,
}

impl Part {
    /// What it is, for messages.
    fn kind(&self) -> &'static str {
        match self.path.last() {
            _ if self.path.iter().any(|step| matches!(step, PathStep::Field(_))) => "a part of a struct",
            Some(PathStep::Key(_)) => "an entry of a map",
            _ => "an element of a list",
        }
    }
}

/// A summary of a workflow for its callers.
#[derive(Default)]
struct Known {
    /// The cached task that each input reaches, if it reaches one.
    uses: Vec<Option<Use>>,
    /// Where each output comes from.
    outputs: Vec<Origin>,
}

struct Search<'a, 'f> {
    context: &'a LintContext<'a>,
    known: FxHashMap<WorkflowId, Known>,
    reported: FxHashSet<Span>,
    findings: &'f mut Vec<Diagnostic>,
}

impl Search<'_, '_> {
    fn workflow(&mut self, workflow: &WorkflowDef) -> Known {
        let mut here = Walk { workflow, outputs: Vec::with_capacity(workflow.nodes.len()) };
        let mut uses: Vec<Option<Use>> = vec![None; workflow.interface.inputs.len()];
        for node in &workflow.nodes {
            for (at, binding) in node.inputs.iter().enumerate() {
                if let Some(reached) = self.reached(node, at) {
                    self.follow(&here, binding, &reached, &mut uses);
                }
            }
            let outputs = match node.callee() {
                Callee::Workflow(id) => self.known.get(&id).map(|known| here.through(node, known)),
                // A task writes its outputs itself, in the order of their declaration.
                Callee::Task(_) => None,
            };
            here.outputs.push(outputs.unwrap_or_default());
        }
        let outputs = workflow.outputs.iter().map(|binding| here.origin(binding)).collect();
        Known { uses, outputs }
    }

    /// The cached task that an input of a node reaches.
    fn reached(&self, node: &Node, at: usize) -> Option<Use> {
        match node.callee() {
            Callee::Task(task) => {
                let def = self.context.program.task(task);
                let input = &def.interface.inputs.get(at)?.name;
                let counts = def.options.cache.is_some() && !def.options.cache_ignore.contains(input);
                counts.then(|| Use { task, input: input.clone(), span: node.span })
            }
            Callee::Workflow(id) => self.known.get(&id)?.uses.get(at)?.clone(),
        }
    }

    /// Reports the parts in a binding, and remembers the inputs in it.
    fn follow(&mut self, here: &Walk<'_>, binding: &Binding, reached: &Use, uses: &mut [Option<Use>]) {
        for value in binding.walk() {
            let origin = here.own_origin(value);
            if let Some(part) = origin.part {
                self.report(&part, value.span, reached);
            }
            for input in origin.inputs {
                if let Some(slot) = uses.get_mut(input as usize).filter(|slot| slot.is_none()) {
                    *slot = Some(reached.clone());
                }
            }
        }
    }

    fn report(&mut self, part: &Part, given: Span, reached: &Use) {
        if !self.reported.insert(given) {
            return;
        }
        let program = self.context.program;
        let task = program.task(reached.task);
        let name = &task.header.name;
        let mut finding = Diagnostic::new(
            &CACHED_PART,
            format!("the cached task `{name}` is given {}, which Flyte encodes again in every run", part.kind()),
        )
        .at(given, "its keys are in random order, so the cached result is not found");
        if part.span != given {
            finding = finding.at(part.span, "the part is read here");
        }
        if !reached.span.contains(given) {
            finding = finding.at(reached.span, format!("reaches the input `{}` of `{name}` here", reached.input));
        }
        self.findings.push(finding.at(task.header.span, "cached by its options").help(self.way_out(part, &reached.input, name)));
    }

    fn way_out(&self, part: &Part, input: &Name, task: &Name) -> String {
        let program = self.context.program;
        let (whole, ty) = (part.whole.display(program), part.ty.display(program));
        let path = shown(&part.path);
        let field = part.path.iter().rev().find_map(|step| if let PathStep::Field(name) = step { Some(name.as_str()) } else { None });
        let helper = format!("{}_of", field.unwrap_or("part"));
        let base = self.context.sources.text(part.span).strip_suffix(path.as_str()).filter(|base| !base.contains('\n'));
        let call = base.map_or_else(String::new, |base| format!(", and `{helper}({base})` in the place of `{base}{path}`"));
        format!(
            "let `{task}` take all of the `{whole}`, or take the part out in a task without `cache`: `task {helper}(whole: {whole}) -> {ty} {{ whole{path} }}`{call}; \
             `cache_ignore: [{input}]` is for an input that does not change the result"
        )
    }
}

/// The nodes of a workflow, as far as they were visited.
struct Walk<'a> {
    workflow: &'a WorkflowDef,
    /// Where the outputs of each node come from; `None` for those of tasks.
    outputs: Vec<Vec<Origin>>,
}

impl Walk<'_> {
    /// Where the outputs of a call come from.
    fn through(&self, node: &Node, callee: &Known) -> Vec<Origin> {
        let of_output = |output: &Origin| {
            let given = output.inputs.iter().filter_map(|input| node.inputs.get(*input as usize));
            let part = Origin { part: output.part.clone(), inputs: Vec::new() };
            Origin::of_all(std::iter::once(part).chain(given.map(|binding| self.origin(binding))))
        };
        callee.outputs.iter().map(of_output).collect()
    }

    fn origin(&self, binding: &Binding) -> Origin {
        Origin::of_all(binding.walk().map(|value| self.own_origin(value)))
    }

    /// The origin of a binding without that of its parts.
    fn own_origin(&self, binding: &Binding) -> Origin {
        match &binding.kind {
            BindingKind::Const(_) | BindingKind::List(_) | BindingKind::Map(_) => Origin::default(),
            BindingKind::Input { ty, .. } | BindingKind::Output { ty, .. } if !varies(ty) => Origin::default(),
            BindingKind::Input { index, path, ty } => {
                let whole = self.workflow.interface.inputs.get(*index as usize).map(|input| &input.ty);
                self.part(binding, path, whole, ty).unwrap_or_else(|| Origin { part: None, inputs: vec![*index] })
            }
            BindingKind::Output { node, output, path, ty } => {
                let whole = self.workflow.nodes.get(node.0 as usize).and_then(|node| node.outputs.get(*output as usize));
                let before = || self.outputs.get(node.0 as usize).and_then(|outputs| outputs.get(*output as usize)).cloned();
                self.part(binding, path, whole, ty).or_else(before).unwrap_or_default()
            }
        }
    }

    /// The part at a path, if Flyte encodes it again.
    fn part(&self, binding: &Binding, path: &[PathStep], whole: Option<&Type>, ty: &Type) -> Option<Origin> {
        let whole = whole.filter(|_| is_packed_anew(path, ty))?.clone();
        let part = Part { span: binding.span, path: path.to_vec(), whole, ty: ty.clone() };
        Some(Origin { part: Some(part), inputs: Vec::new() })
    }
}

/// Whether a value of the type has keys when it is packed.
fn varies(ty: &Type) -> bool {
    match ty {
        Type::Struct(_) | Type::Map(_) | Type::Json | Type::Table(_) => true,
        Type::List(inner) => varies(inner),
        Type::Union(variants) => variants.iter().any(varies),
        _ => false,
    }
}

/// A path as it is written in code.
fn shown(path: &[PathStep]) -> String {
    let step = |step: &PathStep| match step {
        PathStep::Field(name) => format!(".{name}"),
        PathStep::Key(key) => format!("[{key:?}]"),
        PathStep::Index(index) => format!("[{index}]"),
    };
    path.iter().map(step).collect()
}
