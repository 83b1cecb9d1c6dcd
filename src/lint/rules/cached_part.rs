//! Q109: a cached task that is given a part of a value whose encoding changes from run to run.
//!
//! Workflows are visited after those that they call, so that what a sub-workflow does with its inputs, and takes its outputs from, is
//! known where it is called.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostics::codes::lints::CACHED_PART;
use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{LintContext, Rule};
use crate::program::Type;
use crate::program::{Binding, BindingKind, Callee, Node, PathStep, TaskId, WorkflowDef, WorkflowId, is_packed_anew};
use crate::source::{Name, Span};

/// The rule.
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
    /// The type of the part.
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
            let outputs = match node.callee {
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
        match node.callee {
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
        match &binding.kind {
            BindingKind::List(elements) => elements.iter().for_each(|element| self.follow(here, element, reached, uses)),
            BindingKind::Map(entries) => entries.iter().for_each(|(_, entry)| self.follow(here, entry, reached, uses)),
            _ => {
                let origin = here.origin(binding);
                if let Some(part) = origin.part {
                    self.report(&part, binding.span, reached);
                }
                for input in origin.inputs {
                    if let Some(slot) = uses.get_mut(input as usize).filter(|slot| slot.is_none()) {
                        *slot = Some(reached.clone());
                    }
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
        match &binding.kind {
            BindingKind::Const(_) => Origin::default(),
            BindingKind::List(elements) => Origin::of_all(elements.iter().map(|element| self.origin(element))),
            BindingKind::Map(entries) => Origin::of_all(entries.iter().map(|(_, entry)| self.origin(entry))),
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

#[cfg(test)]
mod tests {
    use super::CachedPart;
    use crate::lint::rules::testing::findings;

    const ITEMS: &str = "
struct Model { depth: int, kind: str }
struct Plan {
    model: Model
    models: [Model]
    maybe: Model?
    weights: {str: int}
    by_name: {str: Model}
    rows: [{str: int}]
    config: json
    source: table
    layers: [int]
    name: str
    rate: float?
    at: datetime
}
task plan(n: int) -> Plan { fail(\"no plan\") }
task plans(n: int) -> [Plan] { [] }
task named(n: int) -> {str: Model} { {} }
task nested(n: int) -> [{str: Model}] { [] }
task lists(n: int) -> [[Model]] { [] }
task optional(n: int) -> [Model?] { [] }
task tables(n: int) -> [table] { [] }
task configs(n: int) -> [json] { [] }
task keep(model: Model) -> Model { model }
task fit(model: Model) -> str with { cache: \"1\" } { model.kind }
task fit_named(model: Model, name: str) -> str with { cache: \"1\", cache_ignore: [model] } { name }
task fit_uncached(model: Model) -> str { model.kind }
task fit_all(models: [Model]) -> str with { cache: \"1\" } { \"\" }
task fit_map(models: {str: Model}) -> str with { cache: \"1\" } { \"\" }
task fit_maybe(model: Model?) -> str with { cache: \"1\" } { \"\" }
task weigh(weights: {str: int}) -> str with { cache: \"1\" } { \"\" }
task rows(rows: [{str: int}]) -> str with { cache: \"1\" } { \"\" }
task read(config: json) -> str with { cache: \"1\" } { \"\" }
task load(source: table) -> str with { cache: \"1\" } { \"\" }
task size(layers: [int], name: str, rate: float?, at: datetime) -> str with { cache: \"1\" } { name }
task whole(p: Plan) -> str with { cache: \"1\" } { p.name }
workflow handed(m: Model) -> str { fit(model: m) }
workflow handed_on(m: Model) -> str { handed(m) }
workflow ignored(m: Model) -> str { fit_named(model: m, name: \"x\") }
workflow take(p: Plan) -> Model {
    keep(model: p.model)
    p.model
}
workflow first(ms: [Model]) -> Model {
    keep(model: ms[0])
    ms[0]
}
workflow rows_of(p: Plan) -> [Model] {
    keep(model: p.model)
    p.models
}
workflow same(m: Model) -> Model {
    keep(model: m)
    m
}
";

    /// The places of findings in the body of a workflow.
    fn places(body: &str) -> Vec<String> {
        let text = format!("{ITEMS}workflow w(n: int) -> str {{\n    let p = plan(n)\n{body}\n}}\n");
        let found = findings(&CachedPart, &text);
        found.iter().map(|finding| finding.split('`').nth(1).unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn parts_with_keys_are_found() {
        for (call, place) in [
            ("fit(model: p.model)", "p.model"),
            ("fit(model: p.models[0])", "p.models[0]"),
            ("fit(model: p.by_name[\"k\"])", "p.by_name[\"k\"]"),
            ("fit_all(models: p.models)", "p.models"),
            ("fit_all(models: [p.model])", "p.model"),
            ("fit_map(models: {\"k\": p.model})", "p.model"),
            ("fit_map(models: p.by_name)", "p.by_name"),
            ("fit_maybe(model: p.maybe)", "p.maybe"),
            ("fit_maybe(model: p.model)", "p.model"),
            ("weigh(weights: p.weights)", "p.weights"),
            ("rows(rows: p.rows)", "p.rows"),
            ("read(config: p.config)", "p.config"),
            ("load(source: p.source)", "p.source"),
            ("let q = plans(n)\n    fit(model: q[0].model)", "q[0].model"),
            ("let m = p.model\n    fit(model: m)", "m"),
            ("let q = plans(n)\n    whole(p: q[0])", "q[0]"),
            ("let q = named(n)\n    fit(model: q[\"k\"])", "q[\"k\"]"),
            ("let q = named(n)\n    fit_maybe(model: q[\"k\"])", "q[\"k\"]"),
            ("let q = named(n)\n    fit_map(models: {\"l\": q[\"k\"]})", "q[\"k\"]"),
            ("let q = nested(n)\n    fit(model: q[0][\"k\"])", "q[0][\"k\"]"),
            ("let q = configs(n)\n    read(config: q[0])", "q[0]"),
        ] {
            assert_eq!(places(&format!("    {call}")), [place], "{call}");
        }
        let both = "    fit(model: p.model)\n    fit_all(models: [p.models[0], p.models[1]])";
        assert_eq!(places(both), ["p.model", "p.models[0]", "p.models[1]"]);
    }

    #[test]
    fn what_has_one_encoding_is_not() {
        for call in [
            "whole(p)",
            "size(layers: p.layers, name: p.name, rate: p.rate, at: p.at)",
            "fit_uncached(model: p.model)",
            "fit_named(model: p.model, name: p.name)",
            "let q = nested(n)\n    fit_map(models: q[0])",
            "let q = lists(n)\n    fit_all(models: q[0])",
            "let q = optional(n)\n    fit_maybe(model: q[0])",
            "let q = tables(n)\n    load(source: q[0])",
            "let q = named(n)\n    fit_map(models: q)",
            "fit(model: keep(model: p.model))",
            "fit(model: Model { depth: 1, kind: \"x\" })",
        ] {
            assert_eq!(places(&format!("    {call}")), [""; 0], "{call}");
        }
    }

    #[test]
    fn maps_and_sub_workflows_are_gone_through() {
        for (call, found) in [
            ("handed(m: p.model)", vec!["p.model"]),
            ("handed_on(m: p.model)", vec!["p.model"]),
            ("ignored(m: p.model)", vec![]),
            ("fit(model: take(p))", vec!["take(p)"]),
            ("let m = take(p)\n    handed_on(m)", vec!["m"]),
            ("fit(model: same(m: p.model))", vec!["same(m: p.model)"]),
            ("fit(model: same(m: keep(model: p.model)))", vec![]),
            ("fit(model: first(ms: [keep(model: p.model)]))", vec!["first(ms: [keep(model: p.model)])"]),
            ("fit_all(models: rows_of(p))", vec!["rows_of(p)"]),
        ] {
            assert_eq!(places(&format!("    {call}")), found, "{call}");
        }
        let text = format!("{ITEMS}workflow w(n: int) -> [str] {{\n    let p = plan(n)\n    map fit(p.models)\n}}\n");
        assert_eq!(findings(&CachedPart, &text).len(), 1);
        let text = format!("{ITEMS}workflow w(n: int) -> [str] {{\n    let p = plans(n)\n    map whole(p)\n}}\n");
        assert_eq!(findings(&CachedPart, &text).len(), 0);
        let text = format!("{ITEMS}workflow w(ms: [Model]) -> str {{ fit(model: ms[0]) }}\n");
        assert_eq!(findings(&CachedPart, &text).len(), 1);
        let bound = "task both(x: int, model: Model) -> str with { cache: \"1\" } { model.kind }\n";
        let text = format!(
            "{ITEMS}{bound}workflow w(n: int) -> [str] {{\n    let p = plan(n)\n    map both(x: each p.layers, model: p.model)\n}}\n"
        );
        assert_eq!(findings(&CachedPart, &text).len(), 1);
    }

    #[test]
    fn messages_say_what_is_taken_out() {
        for (call, kind) in [
            ("fit(model: p.models[0])", "a part of a struct"),
            ("let q = plans(n)\n    whole(p: q[0])", "an element of a list"),
            ("let q = named(n)\n    fit(model: q[\"k\"])", "an entry of a map"),
        ] {
            let text = format!("{ITEMS}workflow w(n: int) -> str {{\n    let p = plan(n)\n    {call}\n}}\n");
            let found = findings(&CachedPart, &text);
            assert!(found.len() == 1 && found[0].contains(kind), "{found:?}");
        }
    }

    #[test]
    fn the_way_out_has_no_finding() {
        let helper = "task model_of(whole: Plan) -> Model { whole.model }\n";
        let text = format!("{ITEMS}{helper}workflow w(n: int) -> str {{\n    let p = plan(n)\n    fit(model: model_of(p))\n}}\n");
        assert_eq!(findings(&CachedPart, &text), [""; 0]);
    }
}
