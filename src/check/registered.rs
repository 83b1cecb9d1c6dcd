//! Flyte's rules on the names of what is registered.

use rustc_hash::FxHashMap;

use super::checker::Checker;
use super::report::registered as report;
use crate::diagnostics::Diagnostic;
use crate::program::{Header, Interface, Signature, TaskDef, Variable, WorkflowDef};
use crate::source::Span;
use crate::syntax::ast::OptionRecord;

/// A task or workflow as it is registered.
struct Entity<'a> {
    /// `task` or `workflow`.
    kind: &'static str,
    header: &'a Header,
    interface: &'a Interface,
    /// The registered name.
    name: String,
    /// Where the option `name` states it.
    stated: Option<Span>,
}

/// Reports names that Flyte does not accept.
pub(super) fn check(checker: &mut Checker<'_>) {
    let mut findings = Vec::new();
    let entities = entities(checker);
    for entity in &entities {
        check_length(entity, checker.settings.limits.name_length, &mut findings);
        check_characters(entity, &mut findings);
    }
    check_unique(&entities, &mut findings);
    check_generated(&entities, &mut findings);
    checker.diagnostics.append(&mut findings);
}

fn entities<'c>(checker: &'c Checker<'_>) -> Vec<Entity<'c>> {
    let program = &checker.declared.program;
    let tasks = program.tasks.iter().map(TaskDef::signature);
    let tasks = tasks.zip(checker.declared.tasks.iter().map(|origin| origin.ast.options.as_ref()));
    let workflows = program.workflows.iter().map(WorkflowDef::signature);
    let workflows = workflows.zip(checker.declared.workflows.iter().map(|origin| origin.ast.options.as_ref()));
    tasks.chain(workflows).map(|(signature, options)| entity(signature, options)).collect()
}

fn entity<'c>(signature: Signature<'c>, options: Option<&OptionRecord>) -> Entity<'c> {
    Entity {
        kind: signature.noun,
        header: signature.header,
        interface: signature.interface,
        name: signature.registered_name(),
        stated: signature.stated_name.and_then(|_| stated_name(options)),
    }
}

/// Where the option `name` is written.
fn stated_name(options: Option<&OptionRecord>) -> Option<Span> {
    options?.entries.iter().find(|entry| entry.key.name == "name").map(|entry| entry.span)
}

fn check_length(entity: &Entity<'_>, limit: Option<u64>, findings: &mut Vec<Diagnostic>) {
    let length = entity.name.chars().count() as u64;
    let Some(limit) = limit.filter(|limit| length > *limit) else { return };
    let header = entity.header;
    findings.push(report::too_long(entity.kind, &header.name, header.span, &entity.name, entity.stated, limit));
}

/// Flyte parses references to inputs and outputs, and makes parts of pod and file names from those of tasks. What the option `name` states
/// was checked with the options.
fn check_characters(entity: &Entity<'_>, findings: &mut Vec<Diagnostic>) {
    // An empty name is reported where it is read.
    let plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if entity.stated.is_none() && !plain(&entity.header.name) {
        findings.push(report::callable_characters(entity.kind, &entity.header.name, entity.header.span));
    }
    let mut variable = |what: &str, variable: &Variable| {
        if !plain(&variable.name) {
            findings.push(report::variable_characters(what, &variable.name, variable.span));
        }
    };
    entity.interface.inputs.iter().for_each(|input| variable("input", input));
    entity.interface.outputs.iter().for_each(|output| variable("output", output));
}

/// Items of one module with the same name are reported where they are declared; the rest comes from the option `name`, or from two files that
/// are the same module.
fn check_unique(entities: &[Entity<'_>], findings: &mut Vec<Diagnostic>) {
    let mut first: FxHashMap<(&str, &str), &Entity<'_>> = FxHashMap::default();
    for entity in entities {
        let before = *first.entry((entity.kind, &entity.name)).or_insert(entity);
        if std::ptr::eq(before, entity) || (before.stated.is_none() && entity.stated.is_none()) {
            continue;
        }
        let named = |entity: &Entity<'_>| entity.stated.unwrap_or(entity.header.span);
        let (first, second) = ((&*before.header.name, named(before)), (&*entity.header.name, named(entity)));
        findings.push(report::twice(entity.kind, &entity.name, first, second));
    }
}

/// How the name of the workflow begins that Admin makes of a task that is executed by itself
/// (`flyteadmin/pkg/manager/impl/util/single_task_execution.go`).
const SINGLE_TASK: &str = ".flytegen.";

/// Reports workflows with the name that Admin gives the workflow around a single task: Admin would run the user's instead.
fn check_generated(entities: &[Entity<'_>], findings: &mut Vec<Diagnostic>) {
    let mut tasks: FxHashMap<&str, &Entity<'_>> = FxHashMap::default();
    for entity in entities.iter().filter(|entity| entity.kind == "task") {
        tasks.entry(&entity.name).or_insert(entity);
    }
    let workflows = entities.iter().filter(|entity| entity.kind == "workflow");
    let taken = workflows.filter_map(|workflow| Some((workflow, *tasks.get(workflow.name.strip_prefix(SINGLE_TASK)?)?)));
    findings.extend(taken.map(|(workflow, task)| {
        let span = workflow.stated.unwrap_or(workflow.header.span);
        report::like_a_single_task(&workflow.name, (&workflow.header.name, span), (&task.header.name, task.header.span))
    }));
}
