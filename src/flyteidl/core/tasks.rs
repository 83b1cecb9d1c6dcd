//! Tasks: what runs, with which resources, and how often it is tried.
//!
//! Mirrors `flyteidl/core/tasks.proto`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Identifier, KeyValuePair, RetryStrategy, SecurityContext, TypedInterface};
use crate::flyteidl::{google, json};

/// A task: its interface, its metadata and what runs it.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct TaskTemplate {
    /// Its name.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub id: Option<Identifier>,
    /// The task type, which picks the plugin: `python-task`, `raw-container`, `container_array` and
    /// others.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub r#type: String,
    /// Retries, caching and the like.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub metadata: Option<TaskMetadata>,
    /// Its inputs and outputs.
    #[prost(message, optional, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub interface: Option<TypedInterface>,
    /// What the plugin wants to know beyond this message.
    #[prost(message, optional, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub custom: Option<google::Struct>,
    /// What runs it; absent if the plugin knows by itself.
    #[prost(oneof = "TaskTarget", tags = "6, 17, 18")]
    #[serde(flatten)]
    pub target: Option<TaskTarget>,
    /// The version of `custom`'s layout, as the plugin defines it.
    #[prost(int32, tag = "7")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub task_type_version: i32,
    /// Identity and secrets.
    #[prost(message, optional, tag = "8")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub security_context: Option<SecurityContext>,
    /// Accelerators and shared memory, which a container's resources cannot tell.
    #[prost(message, optional, tag = "9")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub extended_resources: Option<ExtendedResources>,
    /// Free settings for plugins, such as the name of the primary container of a pod.
    #[prost(btree_map = "string, string", tag = "16")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub config: BTreeMap<String, String>,
}

/// What runs a [`TaskTemplate`].
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskTarget {
    /// A container.
    #[prost(message, tag = "6")]
    Container(Container),
    /// A pod.
    #[prost(message, tag = "17")]
    K8sPod(K8sPod),
    /// A query.
    #[prost(message, tag = "18")]
    Sql(Sql),
}

/// What the platform wants to know of a task besides what it runs.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct TaskMetadata {
    /// Whether results are cached.
    #[prost(bool, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub discoverable: bool,
    /// The SDK that made it.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub runtime: Option<RuntimeMetadata>,
    /// The deadline of one attempt.
    #[prost(message, optional, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub timeout: Option<google::Duration>,
    /// How often it is retried.
    #[prost(message, optional, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub retries: Option<RetryStrategy>,
    /// The version of the cache; a new one forgets old results.
    #[prost(string, tag = "6")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub discovery_version: String,
    /// If not empty, the task is deprecated and this says why.
    #[prost(string, tag = "7")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub deprecated_error_message: String,
    /// Whether it may run on machines that can be preempted; absent leaves it to the workflow.
    #[prost(bool, optional, tag = "8")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub interruptible: Option<bool>,
    /// Whether only one of several equal executions runs while the others wait for its cached
    /// result.
    #[prost(bool, tag = "9")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub cache_serializable: bool,
    /// Free tags.
    #[prost(btree_map = "string, string", tag = "11")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub tags: BTreeMap<String, String>,
    /// The pod template of the cluster it is based on.
    #[prost(string, tag = "12")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub pod_template_name: String,
    /// Inputs that do not count for the cache's key.
    #[prost(string, repeated, tag = "13")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub cache_ignore_input_vars: Vec<String>,
    /// Whether the task launches others while it runs.
    #[prost(bool, tag = "14")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub is_eager: bool,
    /// Whether it writes a deck.
    #[prost(message, optional, tag = "15")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub generates_deck: Option<google::BoolValue>,
    /// Labels and annotations of its pods.
    #[prost(message, optional, tag = "16")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub metadata: Option<K8sObjectMetadata>,
}

/// The SDK that made a task.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct RuntimeMetadata {
    /// Its family.
    #[prost(enumeration = "RuntimeType", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<RuntimeType, _>")]
    pub r#type: i32,
    /// Its version; the backend turns features on by it.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub version: String,
    /// Its language.
    #[prost(string, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub flavor: String,
}

/// The family of the SDK that made a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum RuntimeType {
    /// Any other.
    Other = 0,
    /// Flyte's own.
    FlyteSdk = 1,
}

/// Labels and annotations of a Kubernetes object.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct K8sObjectMetadata {
    /// The labels.
    #[prost(btree_map = "string, string", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub labels: BTreeMap<String, String>,
    /// The annotations.
    #[prost(btree_map = "string, string", tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub annotations: BTreeMap<String, String>,
}

/// A container to run.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Container {
    /// The image.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub image: String,
    /// The command; empty means the image's.
    #[prost(string, repeated, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub command: Vec<String>,
    /// The arguments, with Flyte's templates such as `{{.input}}` in them.
    #[prost(string, repeated, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub args: Vec<String>,
    /// What it asks for and may use.
    #[prost(message, optional, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub resources: Option<Resources>,
    /// Environment variables, in order.
    #[prost(message, repeated, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub env: Vec<KeyValuePair>,
    /// Settings. Deprecated: [`TaskTemplate::config`] replaced them.
    #[prost(message, repeated, tag = "6")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub config: Vec<KeyValuePair>,
    /// Ports it listens on.
    #[prost(message, repeated, tag = "7")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub ports: Vec<ContainerPort>,
    /// Whether and how Flyte copies inputs in and outputs out.
    #[prost(message, optional, tag = "9")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub data_config: Option<DataLoadingConfig>,
    /// The processor it needs.
    #[prost(enumeration = "Architecture", tag = "10")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<Architecture, _>")]
    pub architecture: i32,
}

/// The processor a container needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum Architecture {
    /// Any.
    Unknown = 0,
    /// 64-bit x86.
    Amd64 = 1,
    /// 64-bit ARM.
    Arm64 = 2,
    /// ARM version 6.
    ArmV6 = 3,
    /// ARM version 7.
    ArmV7 = 4,
}

/// What a container asks for and may use.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Resources {
    /// What is set aside for it.
    #[prost(message, repeated, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub requests: Vec<ResourceEntry>,
    /// What it may use at most.
    #[prost(message, repeated, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub limits: Vec<ResourceEntry>,
}

/// An amount of one resource.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ResourceEntry {
    /// The resource.
    #[prost(enumeration = "ResourceName", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<ResourceName, _>")]
    pub name: i32,
    /// The amount: a Kubernetes quantity such as `500m` or `2Gi`.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub value: String,
}

/// A resource of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum ResourceName {
    /// None that is known.
    Unknown = 0,
    /// Processors.
    Cpu = 1,
    /// Accelerators; the installation knows the Kubernetes name of the device.
    Gpu = 2,
    /// Memory.
    Memory = 3,
    /// Disk, of the older name.
    Storage = 4,
    /// Disk that lives as long as the pod.
    EphemeralStorage = 5,
}

/// A port that a container listens on.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ContainerPort {
    /// The number.
    #[prost(uint32, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub container_port: u32,
    /// Its name.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub name: String,
}

/// How Flyte's copilot copies inputs into a raw container and outputs out of it.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct DataLoadingConfig {
    /// Whether it does.
    #[prost(bool, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub enabled: bool,
    /// The folder with the inputs.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub input_path: String,
    /// The folder the container writes its outputs to.
    #[prost(string, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub output_path: String,
    /// The format of the file that holds all inputs.
    #[prost(enumeration = "LiteralMapFormat", tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<LiteralMapFormat, _>")]
    pub format: i32,
    /// When files are copied.
    #[prost(message, optional, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub io_strategy: Option<IoStrategy>,
}

/// The format of the file that holds all inputs of a raw container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum LiteralMapFormat {
    /// JSON.
    Json = 0,
    /// YAML.
    Yaml = 1,
    /// A serialised [`LiteralMap`](super::LiteralMap).
    Proto = 2,
}

/// When files are copied into and out of a raw container.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct IoStrategy {
    /// When inputs are copied.
    #[prost(enumeration = "DownloadMode", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<DownloadMode, _>")]
    pub download_mode: i32,
    /// When outputs are copied.
    #[prost(enumeration = "UploadMode", tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<UploadMode, _>")]
    pub upload_mode: i32,
}

/// When inputs are copied into a raw container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum DownloadMode {
    /// Before it starts.
    DownloadEager = 0,
    /// While it reads them.
    DownloadStream = 1,
    /// Never.
    DoNotDownload = 2,
}

/// When outputs are copied out of a raw container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum UploadMode {
    /// When it has ended.
    UploadOnExit = 0,
    /// As soon as they are written.
    UploadEager = 1,
    /// Never.
    DoNotUpload = 2,
}

/// Resources that need more than an amount.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ExtendedResources {
    /// The accelerator.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub gpu_accelerator: Option<GpuAccelerator>,
    /// The shared memory.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub shared_memory: Option<SharedMemory>,
}

/// A kind of accelerator, and a part of it.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct GpuAccelerator {
    /// The device, such as `nvidia-tesla-a100`; the value of a node label.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub device: String,
    /// The part of the device.
    #[prost(oneof = "GpuPartition", tags = "2, 3")]
    #[serde(flatten)]
    pub partition_size_value: Option<GpuPartition>,
}

/// The part of a device that a [`GpuAccelerator`] asks for; none asks for any.
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GpuPartition {
    /// The whole device (where true).
    #[prost(bool, tag = "2")]
    Unpartitioned(bool),
    /// A part, such as `1g.5gb`.
    #[prost(string, tag = "3")]
    PartitionSize(String),
}

/// Memory that the processes of a container share.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct SharedMemory {
    /// Where it is mounted; `/dev/shm` if empty.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub mount_path: String,
    /// The name of the volume.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub mount_name: String,
    /// The most it may hold: a Kubernetes quantity.
    #[prost(string, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub size_limit: String,
}

/// A pod to run.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct K8sPod {
    /// Its labels and annotations.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub metadata: Option<K8sObjectMetadata>,
    /// Kubernetes' `PodSpec`, in its JSON form.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub pod_spec: Option<google::Struct>,
    /// Whether and how Flyte copies inputs in and outputs out.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub data_config: Option<DataLoadingConfig>,
    /// The container that is the task; the others go with it.
    #[prost(string, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub primary_container_name: String,
}

/// A query to run.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Sql {
    /// The query, with Flyte's templates in it.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub statement: String,
    /// Its dialect.
    #[prost(enumeration = "SqlDialect", tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<SqlDialect, _>")]
    pub dialect: i32,
}

/// The dialect of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum SqlDialect {
    /// Not told.
    Undefined = 0,
    /// Standard SQL.
    Ansi = 1,
    /// Hive's.
    Hive = 2,
    /// Another.
    Other = 3,
}
