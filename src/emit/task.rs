//! Tasks as flytekit's container tasks, with Flightplan's own runtime in the container.

use super::{Emitter, description, images, interface, resources};
use crate::flyteidl::admin::TaskSpec;
use crate::flyteidl::core::{
    Container, Identity, K8sObjectMetadata, KeyValuePair, MountType, ResourceType, RetryStrategy, RuntimeMetadata, RuntimeType, Secret,
    SecurityContext, TaskMetadata, TaskTarget, TaskTemplate,
};
use crate::flyteidl::google;
use crate::literal::write::duration;
use crate::program::{SecretMount, TaskId, TaskOptions};
use crate::source::Name;

/// The type of the plugin for plain containers in every installation of Flyte.
const TASK_TYPE: &str = "python-task";

/// The name of the runtime, besides its type.
const FLAVOR: &str = "flightplan";

/// The version of flytekit whose contract the runtime keeps. Propeller reads the version as flytekit's, and passes values in
/// documents of their own only to versions that it considers new enough (`flytepropeller/pkg/controller/config/config.go`).
const CONTRACT: &str = "1.16.31";

/// The program in the image.
const COMMAND: &str = "flightplan";

/// What the backend fills in, and the flag before each (`flyteplugins/go/tasks/pluginmachinery/core/template/template.go`). They are
/// those of `pyflyte-execute`.
const TEMPLATES: [(&str, &str); 5] = [
    ("--inputs", "{{.input}}"),
    ("--output-prefix", "{{.outputPrefix}}"),
    ("--raw-output-data-prefix", "{{.rawOutputDataPrefix}}"),
    ("--checkpoint-path", "{{.checkpointOutputPrefix}}"),
    ("--prev-checkpoint", "{{.prevCheckpointPrefix}}"),
];

/// The flag before each chunk of a payload.
const PAYLOAD_FLAG: &str = "--payload=";

/// The chunk of a payload that an argument carries, if it does.
pub(super) fn chunk(arg: &str) -> Option<&str> {
    arg.strip_prefix(PAYLOAD_FLAG)
}

impl Emitter<'_> {
    /// A task as it is registered.
    pub(super) fn task_spec(&self, id: TaskId) -> TaskSpec {
        let task = self.program.task(id);
        let template = TaskTemplate {
            interface: Some(interface::interface(self.program, &task.interface)),
            ..self.template(id, task.registered_name(), None)
        };
        TaskSpec { template: Some(template), description: Some(description::description(task.header.doc.as_deref())) }
    }

    /// Everything of a task's template but its interface. `bound` are the bound inputs of a mapped task.
    pub(super) fn template(&self, id: TaskId, name: String, bound: Option<&[&Name]>) -> TaskTemplate {
        let task = self.program.task(id);
        let options = &task.options;
        TaskTemplate {
            id: Some(self.id(ResourceType::Task, name)),
            r#type: TASK_TYPE.to_owned(),
            metadata: Some(metadata(options)),
            security_context: security_context(options),
            extended_resources: resources::extended(options.accelerator.as_ref(), options.shared_memory.as_ref()),
            target: Some(TaskTarget::Container(Container {
                image: images::of(task, self.options.settings),
                command: vec![COMMAND.to_owned()],
                args: self.args(id, bound),
                resources: Some(resources::of_container(&options.resources)),
                env: options.env.iter().map(|(key, value)| KeyValuePair { key: key.clone(), value: unexpanded(value) }).collect(),
                ..Container::default()
            })),
            ..TaskTemplate::default()
        }
    }

    /// The contract with `flightplan execute`: the locations of inputs and outputs, then the task and its code.
    ///
    /// Chunks of the payload are joined to their flag by `=`, because base64's URL-safe alphabet has a dash that may be first.
    fn args(&self, id: TaskId, bound: Option<&[&Name]>) -> Vec<String> {
        let mut args = vec!["execute".to_owned()];
        for (flag, template) in TEMPLATES {
            args.extend([flag.to_owned(), template.to_owned()]);
        }
        args.extend(["--task".to_owned(), self.program.task(id).registered_name()]);
        if self.program.task(id).options.deck {
            args.push("--deck".to_owned());
        }
        if let Some(bound) = bound {
            args.push("--mapped".to_owned());
            args.extend(bound.iter().map(|name| format!("--bound={name}")));
        }
        let chunks = self.codes.get(&id).map(Vec::as_slice).unwrap_or_default();
        args.extend(chunks.iter().map(|chunk| format!("{PAYLOAD_FLAG}{chunk}")));
        args
    }
}

/// A value as Kubernetes expects it: `$(NAME)` would be replaced by another variable's value, and `$$` is one `$`.
fn unexpanded(value: &str) -> String {
    if value.contains("$(") || value.contains("$$") { value.replace('$', "$$") } else { value.to_owned() }
}

fn metadata(options: &TaskOptions) -> TaskMetadata {
    TaskMetadata {
        discoverable: options.cache.is_some(),
        runtime: Some(RuntimeMetadata {
            r#type: RuntimeType::FlyteSdk.into(),
            version: format!("{CONTRACT}+{FLAVOR}.{}", env!("CARGO_PKG_VERSION")),
            flavor: FLAVOR.to_owned(),
        }),
        timeout: options.timeout.filter(|micros| *micros != 0).map(duration),
        retries: Some(RetryStrategy { retries: options.retries.unwrap_or_default() }),
        discovery_version: options.cache.clone().unwrap_or_default(),
        deprecated_error_message: options.deprecated.clone().unwrap_or_default(),
        interruptible: options.interruptible,
        cache_serializable: options.cache_serialize,
        pod_template_name: options.pod_template.clone().unwrap_or_default(),
        cache_ignore_input_vars: options.cache_ignore.iter().map(ToString::to_string).collect(),
        generates_deck: Some(google::BoolValue { value: options.deck }),
        metadata: Some(K8sObjectMetadata {
            labels: options.labels.iter().cloned().collect(),
            annotations: options.annotations.iter().cloned().collect(),
        }),
        ..TaskMetadata::default()
    }
}

fn security_context(options: &TaskOptions) -> Option<SecurityContext> {
    let secrets: Vec<Secret> = options
        .secrets
        .iter()
        .map(|secret| Secret {
            group: secret.group.clone(),
            group_version: secret.version.clone().unwrap_or_default(),
            key: secret.key.clone(),
            mount_requirement: match secret.mount {
                SecretMount::Any => MountType::Any,
                SecretMount::Env => MountType::EnvVar,
                SecretMount::File => MountType::File,
            }
            .into(),
            env_var: secret.env_var.clone().unwrap_or_default(),
        })
        .collect();
    let run_as = options.service_account.as_ref().map(|account| Identity { k8s_service_account: account.clone(), ..Identity::default() });
    (run_as.is_some() || !secrets.is_empty()).then(|| SecurityContext { run_as, secrets, ..SecurityContext::default() })
}
