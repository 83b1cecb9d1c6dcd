//! Options: those that are set.

use flightplan::internals::program::{
    Accelerator, MapBackend, MapOptions, NodeOptions, Partition, ResourceSet, Resources, Secret, SecretMount, Shape, SharedMemory,
    SuccessCriterion, TaskOptions, WorkflowOptions,
};

use crate::corpus::tree::{Tree, node, quoted, word};

/// The options that are set, under their names.
#[derive(Default)]
struct Set(Vec<Tree>);

impl Set {
    fn add(mut self, key: &str, value: Option<Tree>) -> Self {
        self.0.extend(value.map(|value| node(format_args!("{key}:"), [value])));
        self
    }

    fn flag(mut self, key: &str, is_set: bool) -> Self {
        self.0.extend(is_set.then(|| word(key)));
        self
    }

    fn texts(self, key: &str, texts: &[String]) -> Self {
        let list = (!texts.is_empty()).then(|| node("list", texts.iter().map(|text| quoted(text))));
        self.add(key, list)
    }

    fn pairs(self, key: &str, pairs: &[(String, String)]) -> Self {
        let map = (!pairs.is_empty()).then(|| node("map", pairs.iter().map(|(key, text)| node(key, [quoted(text)]))));
        self.add(key, map)
    }

    fn resources(self, resources: &Resources) -> Self {
        let Resources { requests, limits } = resources;
        self.add("requests", resource_set(requests)).add("limits", resource_set(limits))
    }

    fn done(self, head: &str) -> Option<Tree> {
        (!self.0.is_empty()).then(|| node(head, self.0))
    }
}

fn resource_set(set: &ResourceSet) -> Option<Tree> {
    let ResourceSet { cpu, gpu, mem, storage, ephemeral } = set;
    let entries = [("cpu", cpu), ("gpu", gpu), ("mem", mem), ("storage", storage), ("ephemeral", ephemeral)];
    entries.into_iter().fold(Set::default(), |set, (key, value)| set.add(key, value.as_ref().map(|(text, _)| quoted(text)))).done("record")
}

fn text(text: Option<&String>) -> Option<Tree> {
    text.map(|text| quoted(text))
}

fn micros(micros: i64) -> Tree {
    word(format_args!("{micros}us"))
}

fn accelerator(it: Option<&Accelerator>) -> Option<Tree> {
    it.map(|it| {
        let partition = match &it.partition {
            Partition::Any => None,
            Partition::Unpartitioned => Some(word("unpartitioned")),
            Partition::Size(size) => Some(quoted(size)),
        };
        node("accelerator", [quoted(&it.device)].into_iter().chain(partition))
    })
}

fn shared_memory(it: Option<&SharedMemory>) -> Option<Tree> {
    it.map(|it| match it {
        SharedMemory::Unsized => word(true),
        SharedMemory::Size(size) => quoted(size),
    })
}

fn secret(it: &Secret) -> Tree {
    let Secret { group, key, version, mount, env_var } = it;
    let mount = match mount {
        SecretMount::Any => None,
        SecretMount::Env => Some(word("env")),
        SecretMount::File => Some(word("file")),
    };
    let set = Set::default().add("version", text(version.as_ref())).add("mount", mount).add("env_var", text(env_var.as_ref()));
    node(format_args!("{group}/{key}"), set.0)
}

/// Options of a task.
pub(super) fn of_task(options: &TaskOptions) -> Option<Tree> {
    let TaskOptions {
        resources,
        retries,
        timeout,
        interruptible,
        cache,
        cache_serialize,
        cache_ignore,
        image,
        env,
        secrets,
        unread: _,
        accelerator: device,
        shared_memory: memory,
        pod_template,
        service_account,
        deprecated,
        labels,
        annotations,
        deck,
        name,
        name_span: _,
        image_span: _,
    } = options;
    let ignored: Vec<String> = cache_ignore.iter().map(|name| name.to_string()).collect();
    Set::default()
        .add("name", text(name.as_ref()))
        .resources(resources)
        .add("retries", retries.map(word))
        .add("timeout", timeout.map(micros))
        .add("interruptible", interruptible.map(word))
        .add("cache", text(cache.as_ref()))
        .flag("cache_serialize", *cache_serialize)
        .texts("cache_ignore", &ignored)
        .add("image", text(image.as_ref()))
        .pairs("env", env)
        .add("secrets", (!secrets.is_empty()).then(|| node("list", secrets.iter().map(secret))))
        .add("accelerator", accelerator(device.as_ref()))
        .add("shared_memory", shared_memory(memory.as_ref()))
        .add("pod_template", text(pod_template.as_ref()))
        .add("service_account", text(service_account.as_ref()))
        .add("deprecated", text(deprecated.as_ref()))
        .pairs("labels", labels)
        .pairs("annotations", annotations)
        .flag("deck", *deck)
        .done("with")
}

/// Options of a workflow.
pub(super) fn of_workflow(options: &WorkflowOptions) -> Option<Tree> {
    let WorkflowOptions { fail_after_executable_nodes_complete, failure_policy_span: _, interruptible, interruptible_span: _, tags, name } =
        options;
    Set::default()
        .add("name", text(name.as_ref()))
        .flag("fail_after_executable_nodes_complete", *fail_after_executable_nodes_complete)
        .add("interruptible", interruptible.map(word))
        .texts("tags", tags)
        .done("with")
}

/// Options of a node.
pub(super) fn of_node(options: &NodeOptions) -> Option<Tree> {
    let NodeOptions {
        retries_span: _,
        resources,
        retries,
        timeout,
        timeout_span: _,
        interruptible,
        image,
        accelerator: device,
        shared_memory: memory,
        pod_template,
        name,
        image_span: _,
    } = options;
    Set::default()
        .add("name", text(name.as_ref()))
        .resources(resources)
        .add("retries", retries.map(word))
        .add("timeout", timeout.map(|timeout| timeout.map_or_else(|| word("none"), micros)))
        .add("interruptible", interruptible.map(word))
        .add("image", text(image.as_ref()))
        .add("accelerator", accelerator(device.as_ref()))
        .add("shared_memory", shared_memory(memory.as_ref()))
        .add("pod_template", text(pod_template.as_ref()))
        .done("with")
}

/// Options of the shape of a node.
pub(super) fn of_shape(shape: &Shape) -> Option<Tree> {
    let map = match shape {
        Shape::Call(_) => return None,
        Shape::Map(map) => map,
    };
    let MapOptions { concurrency, success, success_span: _, run_all, backend } = &map.options;
    let success = match success {
        SuccessCriterion::All => None,
        SuccessCriterion::Ratio { numerator, denominator, .. } => Some(word(format_args!("{numerator}/{denominator}"))),
        SuccessCriterion::Count(count) => Some(word(count)),
    };
    let backend = match backend {
        MapBackend::ArrayNode => None,
        MapBackend::K8sArray => Some(word("k8s_array")),
        MapBackend::AwsBatch => Some(word("aws_batch")),
    };
    Set::default()
        .add("concurrency", concurrency.map(word))
        .add("success", success)
        .flag("run_all", *run_all)
        .add("backend", backend)
        .done("with map")
}
