//! Flyte's rules on the names of what is registered.

use rustc_hash::FxHashMap;

use super::checker::Checker;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::flyte::{NAME_CHARACTERS, NAME_TOO_LONG, REGISTERED_TWICE};
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

/// Reports names that Flyte does not take.
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
    let finding = Diagnostic::new(
        &NAME_TOO_LONG,
        format!(
            "the {} `{}` is registered under a name of {length} characters, but Flyte accepts {limit}",
            entity.kind, entity.header.name
        ),
    );
    findings.push(match entity.stated {
        Some(span) => finding.at(span, "this is the name"),
        None => finding
            .at(entity.header.span, format!("registered as `{}`", entity.name))
            .help("shorten it, or give it a registered name of its own: `with { name: \"…\" }`"),
    });
}

/// Flyte parses references to inputs and outputs, and makes parts of pod and file names from those of tasks. What the option `name` states
/// was checked with the options.
fn check_characters(entity: &Entity<'_>, findings: &mut Vec<Diagnostic>) {
    // That a name is empty was reported where it is read.
    let plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if entity.stated.is_none() && !plain(&entity.header.name) {
        findings.push(
            Diagnostic::new(&NAME_CHARACTERS, format!("`{}` cannot be the name of a {} in Flyte", entity.header.name, entity.kind))
                .at(entity.header.span, "")
                .help("use letters, digits and underscores, or give it a registered name of its own: `with { name: \"…\" }`"),
        );
    }
    let mut variable = |what: &str, variable: &Variable| {
        if !plain(&variable.name) {
            findings.push(
                Diagnostic::new(&NAME_CHARACTERS, format!("`{}` cannot be the name of an {what} in Flyte", variable.name))
                    .at(variable.span, "")
                    .help("use letters, digits and underscores, which Flyte needs to parse references to inputs and outputs"),
            );
        }
    };
    entity.interface.inputs.iter().for_each(|input| variable("input", input));
    entity.interface.outputs.iter().for_each(|output| variable("output", output));
}

/// Items of one module with the same name are reported where they are declared; what remains came through the option `name`, or from
/// two files that are the same module.
fn check_unique(entities: &[Entity<'_>], findings: &mut Vec<Diagnostic>) {
    let mut first: FxHashMap<(&str, &str), &Entity<'_>> = FxHashMap::default();
    for entity in entities {
        let before = *first.entry((entity.kind, &entity.name)).or_insert(entity);
        if std::ptr::eq(before, entity) || (before.stated.is_none() && entity.stated.is_none()) {
            continue;
        }
        let place = |entity: &Entity<'_>| entity.stated.unwrap_or(entity.header.span);
        findings.push(
            Diagnostic::new(
                &REGISTERED_TWICE,
                format!(
                    "the {}s `{}` and `{}` are both registered as `{}`",
                    entity.kind, before.header.name, entity.header.name, entity.name
                ),
            )
            .at(place(entity), "registered under this name too")
            .at(place(before), format!("the name of `{}`", before.header.name))
            .help("rename one of them"),
        );
    }
}

/// How the name of the workflow begins that Admin makes of a task that is executed by itself
/// (`flyteadmin/pkg/manager/impl/util/single_task_execution.go`).
const SINGLE_TASK: &str = ".flytegen.";

/// Reports workflows with the name that Admin gives the workflow around a single task: it would find the user's and run that.
fn check_generated(entities: &[Entity<'_>], findings: &mut Vec<Diagnostic>) {
    let mut tasks: FxHashMap<&str, &Entity<'_>> = FxHashMap::default();
    for entity in entities.iter().filter(|entity| entity.kind == "task") {
        tasks.entry(&entity.name).or_insert(entity);
    }
    let workflows = entities.iter().filter(|entity| entity.kind == "workflow");
    let taken = workflows.filter_map(|workflow| Some((workflow, *tasks.get(workflow.name.strip_prefix(SINGLE_TASK)?)?)));
    findings.extend(taken.map(|(workflow, task)| {
        let message = format!(
            "the workflow `{}` and the one that Flyte makes to run the task `{}` on its own are both registered as `{}`",
            workflow.header.name, task.header.name, workflow.name
        );
        Diagnostic::new(&REGISTERED_TWICE, message)
            .at(workflow.stated.unwrap_or(workflow.header.span), "registered under this name too")
            .at(task.header.span, "this task can be run on its own")
            .help("rename the workflow")
    }));
}
