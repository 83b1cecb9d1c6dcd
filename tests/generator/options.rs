//! The options of tasks, calls, maps and workflows, consistent with each other: requests never exceed limits, and what
//! must not be reached, such as a timeout, is far away.

use super::dice::Dice;

/// The text after a header or a node; empty if there are no options.
pub(super) fn record(dice: &mut Dice, mut options: Vec<String>) -> String {
    if options.is_empty() {
        return String::new();
    }
    dice.shuffle(&mut options);
    if dice.chance(50) {
        format!(" with {{ {} }}", options.join(", "))
    } else {
        let lines: String = options.iter().map(|option| format!("\n        {option}")).collect();
        format!(" with {{{lines}\n    }}")
    }
}

/// Each of these in one of this many cases.
fn some(dice: &mut Dice, one_in: usize, options: Vec<String>) -> Vec<String> {
    options.into_iter().filter(|_| dice.below(one_in) == 0).collect()
}

/// Options of a pod: of a task as of a call.
fn pod(dice: &mut Dice) -> Vec<String> {
    let cpu = *dice.pick(&["\"500m\"", "1", "\"1\"", "\"0.5\""]);
    let mut resources = vec![format!("requests: {{ cpu: {cpu}, mem: \"300Mi\" }}"), "limits: { cpu: \"2\", mem: \"1Gi\" }".to_owned()];
    if dice.chance(20) {
        resources = vec![
            "requests: { gpu: 1, storage: \"1Gi\", ephemeral: \"1G\" }".to_owned(),
            "limits: { gpu: 1, storage: \"10Gi\", ephemeral: \"5G\" }".to_owned(),
        ];
    }
    let retries = dice.between(1, 3);
    let accelerator = *dice.pick(&[
        "accelerator: \"nvidia-tesla-t4\"",
        "accelerator: { device: \"nvidia-tesla-a100\", partition: \"1g.5gb\" }",
        "accelerator: { device: \"nvidia-tesla-a100\", partition: none }",
    ]);
    let mut options = some(
        dice,
        6,
        vec![
            format!("retries: {retries}"),
            "timeout: 1h30m".to_owned(),
            "interruptible".to_owned(),
            "image: \"example/other:v2\"".to_owned(),
            "shared_memory: \"2Gi\"".to_owned(),
            accelerator.to_owned(),
        ],
    );
    if dice.chance(20) {
        options.extend(resources);
    }
    options
}

/// Options of a task's header; `inputs` are those that its cache may ignore, if it may have one.
pub(super) fn of_task(dice: &mut Dice, name: &str, inputs: &[String], may_cache: bool) -> Vec<String> {
    if dice.chance(60) {
        return Vec::new();
    }
    let mut options = pod(dice);
    options.extend(some(
        dice,
        8,
        vec![
            "env: { STAGE: \"test\", \"OTHER\": \"é\" }".to_owned(),
            "labels: { team: \"data\", \"a.b/c\": \"x\" }".to_owned(),
            "annotations: { note: \"any text\" }".to_owned(),
            "pod_template: \"small\"".to_owned(),
            "deck: true".to_owned(),
            "deprecated: \"take another\"".to_owned(),
            format!("name: \"named.{name}\""),
        ],
    ));
    if may_cache && dice.chance(30) {
        options.push("cache: \"1.0\"".to_owned());
        if dice.chance(50) {
            options.push("cache_serialize".to_owned());
        }
        if !inputs.is_empty() && dice.chance(50) {
            options.push(format!("cache_ignore: [{}]", dice.pick(inputs)));
        }
    }
    options
}

/// Options of a call of a task, or of each element of a map.
pub(super) fn of_call(dice: &mut Dice) -> Vec<String> {
    let mut options = pod(dice);
    if dice.chance(10) {
        options.push("name: \"shown name\"".to_owned());
    }
    if dice.chance(10) && !options.iter().any(|option| option.starts_with("timeout")) {
        options.push("timeout: none".to_owned());
    }
    options
}

/// Options of a call of a workflow.
pub(super) fn of_workflow_call(dice: &mut Dice) -> Vec<String> {
    some(dice, 4, vec!["name: \"a part\"".to_owned(), "timeout: 2d".to_owned()])
}

/// Options of a workflow's header.
pub(super) fn of_workflow(dice: &mut Dice) -> Vec<String> {
    let policy = *dice.pick(&["fail_immediately", "fail_after_executable_nodes_complete"]);
    some(dice, 4, vec![format!("failure_policy: {policy}"), "interruptible: false".to_owned(), "tags: [\"nightly\", \"x\"]".to_owned()])
}

/// Options of a map, other than those of its elements and those about failures.
pub(super) fn of_map(dice: &mut Dice) -> Vec<String> {
    let concurrency = dice.below(5);
    let mut options = some(dice, 4, vec![format!("concurrency: {concurrency}"), "backend: array_node".to_owned()]);
    options.extend(of_call(dice));
    options
}
