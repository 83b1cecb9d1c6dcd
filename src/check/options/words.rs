//! What other tools call an option: flytekit, Kubernetes, Docker, other schedulers. Words are compared without case and separators.

use super::keys::Place;

/// What a word means that is not an option.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meant {
    /// An option of another name, with the same value.
    Option(&'static str),
    /// `timeout`, with a number of this unit.
    Timeout(&'static str),
    /// `retries`, with the first attempt counted too.
    Attempts,
    /// `cache`, whose value is the version.
    CacheVersion,
    /// `min_success_ratio` or `min_successes`, by the value.
    Success,
    /// An entry of `requests`.
    Request(&'static str),
    /// An entry of `limits`.
    Limit(&'static str),
    /// The nodes that come before, which `after` lists.
    After,
    /// Not an option: what to do instead.
    Elsewhere(&'static str),
}

/// The words that mean something, each group with its meaning.
const WORDS: &[(&[&str], Meant)] = &[
    (
        &["container_image", "docker_image", "docker", "image_spec", "base_image", "image_name", "container", "image_uri"],
        Meant::Option("image"),
    ),
    (&["environment", "environment_variables", "env_vars", "envs", "environ", "variables", "env_variables"], Meant::Option("env")),
    (
        &[
            "execution_timeout",
            "time_limit",
            "deadline",
            "duration",
            "time_out",
            "max_duration",
            "wall_time",
            "max_runtime",
            "run_timeout",
            "ttl",
        ],
        Meant::Option("timeout"),
    ),
    (
        &["timeout_seconds", "timeout_sec", "timeout_secs", "timeout_s", "active_deadline_seconds", "timeout_in_seconds"],
        Meant::Timeout("s"),
    ),
    (&["timeout_minutes", "timeout_min", "timeout_mins", "timeout_in_minutes"], Meant::Timeout("m")),
    (&["timeout_hours", "timeout_in_hours"], Meant::Timeout("h")),
    (&["timeout_ms", "timeout_millis", "timeout_milliseconds"], Meant::Timeout("ms")),
    (
        &[
            "retry",
            "max_retries",
            "retry_count",
            "retry_limit",
            "num_retries",
            "n_retries",
            "backoff_limit",
            "retry_policy",
            "retry_strategy",
            "restarts",
            "max_restarts",
            "error_retries",
        ],
        Meant::Option("retries"),
    ),
    (&["attempts", "max_attempts", "maximum_attempts", "tries", "max_tries", "num_attempts"], Meant::Attempts),
    (
        &[
            "retry_delay",
            "retry_backoff",
            "backoff",
            "delay",
            "retry_delay_seconds",
            "retry_exponential_backoff",
            "retry_interval",
            "min_backoff",
        ],
        Meant::Elsewhere("remove it: Flyte's configuration of the platform sets the delay between attempts"),
    ),
    (
        &["continue_on_error", "continue_on_fail", "allow_failure", "ignore_errors"],
        Meant::Elsewhere("set `failure_policy: fail_after_executable_nodes_complete` on the workflow, so that its other nodes still run"),
    ),
    (
        &["runs_on", "agent", "pool", "executor", "executor_config", "run_on", "machine_type", "instance_type", "machine"],
        Meant::Elsewhere(
            "what a task needs is said by `requests` and `limits`; a pod template of the cluster chooses machines: `pod_template: \"NAME\"`",
        ),
    ),
    (&["cache_version"], Meant::CacheVersion),
    (&["caching", "cached", "memoize", "discoverable", "cache_policy", "cache_key"], Meant::Option("cache")),
    (&["cache_serializable", "serialize_cache"], Meant::Option("cache_serialize")),
    (&["cache_ignore_input_vars", "ignored_inputs", "ignore_input_vars", "cache_ignore_inputs"], Meant::Option("cache_ignore")),
    (&["enable_deck", "decks", "generates_deck"], Meant::Option("deck")),
    (&["disable_deck"], Meant::Elsewhere("remove it: there is no deck unless the task has the option `deck`")),
    (&["secret_requests", "secret", "secret_request"], Meant::Option("secrets")),
    (&["pod_template_name", "pod_spec"], Meant::Option("pod_template")),
    (&["run_all_sub_nodes"], Meant::Option("run_all")),
    (
        &[
            "max_concurrency",
            "parallelism",
            "max_workers",
            "workers",
            "n_jobs",
            "num_workers",
            "threads",
            "max_parallel",
            "concurrent",
            "parallel",
        ],
        Meant::Option("concurrency"),
    ),
    (&["resources", "resource", "request", "resource_requests"], Meant::Option("requests")),
    (&["limit", "resource_limits"], Meant::Option("limits")),
    (&["on_failure_policy", "failure_strategy"], Meant::Option("failure_policy")),
    (&["on_error", "on_exit", "on_fail", "failure_handler"], Meant::Option("on_failure")),
    (&["preemptible", "preemptable", "spot", "use_spot", "spot_instance", "interruptable"], Meant::Option("interruptible")),
    (&["gpu_type", "accelerators", "gpu_accelerator", "gpu_device", "accelerator_type"], Meant::Option("accelerator")),
    (&["shm", "shm_size", "shared_mem"], Meant::Option("shared_memory")),
    (&["task_name", "display_name", "workflow_name", "node_name", "title", "alias"], Meant::Option("name")),
    (&["deprecation", "deprecated_message", "deprecation_message"], Meant::Option("deprecated")),
    (&["label", "metadata_labels"], Meant::Option("labels")),
    (&["annotation"], Meant::Option("annotations")),
    (&["tag"], Meant::Option("tags")),
    (&["service_account_name"], Meant::Option("service_account")),
    (
        &["min_success", "success_ratio", "min_success_rate", "success_rate", "success_threshold", "min_successful", "min_ratio"],
        Meant::Success,
    ),
    (
        &["cpu", "cpus", "vcpu", "vcpus", "cores", "num_cpus", "ncpus", "cpu_count", "cpu_request", "cpu_requests", "request_cpu"],
        Meant::Request("cpu"),
    ),
    (&["mem", "memory", "ram", "memory_request", "mem_request", "request_memory", "memory_size"], Meant::Request("mem")),
    (&["gpu", "gpus", "num_gpus", "ngpus", "gpu_count", "nvidia.com/gpu"], Meant::Request("gpu")),
    (&["ephemeral", "ephemeral_storage", "disk", "disk_size", "storage", "disk_space"], Meant::Request("ephemeral")),
    (&["cpu_limit", "cpu_limits", "limit_cpu", "max_cpu"], Meant::Limit("cpu")),
    (&["memory_limit", "mem_limit", "limit_memory", "max_memory", "memory_limits"], Meant::Limit("mem")),
    (&["gpu_limit"], Meant::Limit("gpu")),
    (
        &[
            "schedule",
            "cron",
            "cron_expression",
            "cron_schedule",
            "crontab",
            "schedule_interval",
            "fixed_rate",
            "cadence",
            "triggers",
            "trigger",
        ],
        Meant::Elsewhere(
            "a schedule belongs to a launch plan, which this version does not compile yet: register one for the workflow with `flytectl` or flytekit",
        ),
    ),
    (
        &[
            "notifications",
            "notification",
            "notify",
            "email",
            "slack",
            "max_parallelism",
            "overwrite_cache",
            "raw_output_data_config",
            "kickoff_time",
        ],
        Meant::Elsewhere(
            "it belongs to a launch plan, which this version does not compile yet: register one for the workflow with `flytectl` or flytekit",
        ),
    ),
    (
        &[
            "node_selector",
            "tolerations",
            "toleration",
            "affinity",
            "volumes",
            "volume",
            "volume_mounts",
            "mounts",
            "init_containers",
            "sidecars",
            "security_context",
            "image_pull_secrets",
            "image_pull_policy",
            "priority_class",
            "priority_class_name",
            "runtime_class",
            "node_pool",
            "host_network",
            "topology_spread_constraints",
            "primary_container_name",
            "ports",
        ],
        Meant::Elsewhere("pods get it from a pod template of the cluster, which a task names: `pod_template: \"NAME\"`"),
    ),
    (
        &["command", "args", "arguments", "entrypoint", "working_dir", "workdir", "shell", "script"],
        Meant::Elsewhere("the body of the task is what its container runs; other commands cannot be given"),
    ),
    (
        &["requirements", "packages", "pip", "conda", "python_version", "dependencies"],
        Meant::Elsewhere("the code of a task needs no packages: everything that it calls is in its artifact"),
    ),
    (
        &["docs", "documentation", "description", "docstring", "doc", "comment"],
        Meant::Elsewhere("document it with lines that begin with `##`, above the declaration"),
    ),
    (&["depends_on", "needs", "run_after", "upstream", "requires"], Meant::After),
    (&["version"], Meant::Elsewhere("the version of everything registered is given to `flightplan compile --version`")),
    (&["project", "domain"], Meant::Elsewhere("they are given to `flightplan compile --project` and `--domain`")),
    (
        &["task_config", "plugin", "plugin_config", "config"],
        Meant::Elsewhere("tasks of plugins are not compiled; every task runs in Flightplan's own container"),
    ),
    (
        &["inputs", "outputs", "parameters", "params", "returns"],
        Meant::Elsewhere("inputs and outputs are declared in parentheses and after `->`"),
    ),
    (&["queue", "execution_queue"], Meant::Elsewhere("Flyte's configuration of the platform chooses the queue")),
];

/// Entries of `secrets`, `accelerator` and the like under other names.
const ENTRIES: &[(&str, &[&str], &str)] = &[
    ("secrets", &["env", "env_name", "variable", "env_variable", "as"], "env_var"),
    ("secrets", &["name", "secret", "id"], "key"),
    ("secrets", &["name", "secret", "secret_name"], "group"),
    ("secrets", &["secret_group", "namespace"], "group"),
    ("secrets", &["group_version"], "version"),
    ("secrets", &["mount_requirement", "mount_as", "mount_type"], "mount"),
    ("accelerator", &["name", "type", "kind", "model", "gpu"], "device"),
    ("accelerator", &["partition_size", "mig", "slice"], "partition"),
];

/// Entries that are the whole value of an option, where other tools have a record for it.
const WHOLE: &[(&str, &[&str])] = &[
    ("retries", &["limit", "count", "max", "maximum", "times", "number", "value", "retries", "max_retries", "retry_count"]),
    ("retries", FIRST_COUNTS),
    ("cache", &["version", "cache_version", "key"]),
    ("image", &["name", "image", "uri"]),
    ("concurrency", &["max", "limit", "value", "max_parallel", "concurrency"]),
    ("pod_template", &["name"]),
];

/// Numbers of attempts in which the first is counted too.
const FIRST_COUNTS: &[&str] = &["attempts", "max_attempts", "maximum_attempts", "tries", "max_tries"];

/// Whether an entry of a record is what the option here has as its whole value.
pub(super) fn is_whole(option: &str, entry: &str) -> bool {
    WHOLE.iter().any(|(of, words)| *of == option && words.iter().any(|known| same(known, entry)))
}

/// Whether a number of attempts counts the first one.
pub(super) fn counts_the_first(entry: &str) -> bool {
    FIRST_COUNTS.iter().any(|known| same(known, entry))
}

/// Whether an entry refers to a secret, as in Kubernetes.
pub(super) fn is_secret_reference(entry: &str) -> bool {
    ["secret_key_ref", "secret_ref", "from_secret"].iter().any(|known| same(known, entry))
}

/// What a word means as an option.
pub(super) fn meant(word: &str, place: Place) -> Option<Meant> {
    let found = WORDS.iter().find(|(words, _)| words.iter().any(|known| same(known, word))).map(|(_, meant)| *meant);
    match found {
        // On a workflow, `parallelism` bounds its nodes, and that is up to the launch plan.
        Some(Meant::Option("concurrency")) if matches!(place, Place::Workflow | Place::SubWorkflow) => meant("max_parallelism", place),
        found => found,
    }
}

/// What a word means as an entry of the option `of`, in a record that has the entries `given`.
pub(super) fn meant_entry(of: &str, word: &str, given: &[&str]) -> Option<&'static str> {
    if matches!(of, "requests" | "limits") {
        return match WORDS.iter().find(|(words, _)| words.iter().any(|known| same(known, word)))?.1 {
            Meant::Request(name) => Some(name),
            Meant::Option(_)
            | Meant::Timeout(_)
            | Meant::Attempts
            | Meant::CacheVersion
            | Meant::Success
            | Meant::Limit(_)
            | Meant::After
            | Meant::Elsewhere(_) => None,
        };
    }
    let mut names =
        ENTRIES.iter().filter(|(option, words, _)| *option == of && words.iter().any(|known| same(known, word))).map(|(.., name)| *name);
    names.find(|name| !given.contains(name))
}

/// Whether two words are the same but for case and separators.
fn same(known: &str, word: &str) -> bool {
    let letters = |text: &str| text.bytes().filter(|byte| !b"_-".contains(byte)).map(|byte| byte.to_ascii_lowercase()).collect::<Vec<_>>();
    letters(known) == letters(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_meaning() {
        let all: Vec<&str> = WORDS.iter().flat_map(|(words, _)| words.iter().copied()).collect();
        for (at, word) in all.iter().enumerate() {
            assert!(all[at + 1..].iter().all(|other| !same(word, other)), "{word}");
        }
    }

    #[test]
    fn case_and_separators_do_not_matter() {
        assert_eq!(meant("maxRetries", Place::Task), Some(Meant::Option("retries")));
        assert_eq!(meant("node-selector", Place::Task), meant("nodeSelector", Place::Task));
        assert_eq!(meant_entry("requests", "Memory", &[]), Some("mem"));
        assert_eq!(meant_entry("requests", "memory_limit", &[]), None);
        assert_eq!(meant("rows", Place::Task), None);
    }
}
