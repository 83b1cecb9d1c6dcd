//! Options of definitions, calls and maps after checking. Strings are as written; what had to be parsed is parsed.

use crate::source::{Name, Span};

/// Kubernetes quantities by resource, as written, each with its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResourceSet {
    pub cpu: Option<(String, Span)>,
    pub gpu: Option<(String, Span)>,
    pub mem: Option<(String, Span)>,
    pub storage: Option<(String, Span)>,
    pub ephemeral: Option<(String, Span)>,
}

/// `requests` and `limits`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resources {
    /// What the task reserves.
    pub requests: ResourceSet,
    /// What the task may not exceed.
    pub limits: ResourceSet,
}

/// `accelerator: { device, partition }`
#[derive(Clone, Debug, PartialEq)]
pub struct Accelerator {
    /// The device: `nvidia-tesla-t4`.
    pub device: String,
    /// Which part of it.
    pub partition: Partition,
    /// The key of the option.
    pub span: Span,
}

/// Which part of an accelerator.
#[derive(Clone, Debug, PartialEq)]
pub enum Partition {
    /// Not said.
    Any,
    /// The whole device, explicitly (`partition: none`).
    Unpartitioned,
    /// One partition: `1g.5gb`.
    Size(String),
}

/// `shared_memory: true` or a quantity.
#[derive(Clone, Debug, PartialEq)]
pub enum SharedMemory {
    /// As large as the memory limit allows.
    Unsized,
    /// At most this quantity.
    Size(String),
}

/// How a secret arrives in the container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretMount {
    /// As the platform likes.
    Any,
    /// As an environment variable.
    Env,
    File,
}

/// One entry of `secrets`.
#[derive(Clone, Debug, PartialEq)]
pub struct Secret {
    pub group: String,
    pub key: String,
    /// The version of the group.
    pub version: Option<String>,
    /// How it arrives.
    pub mount: SecretMount,
    /// The environment variable that holds it.
    pub env_var: Option<String>,
}

/// Options of a task definition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TaskOptions {
    /// `requests`, `limits`
    pub resources: Resources,
    pub retries: Option<u32>,
    /// `timeout` in microseconds.
    pub timeout: Option<i64>,
    pub interruptible: Option<bool>,
    /// `cache`: the version.
    pub cache: Option<String>,
    /// `cache_serialize`
    pub cache_serialize: bool,
    /// `cache_ignore`, in the order in which they were written.
    pub cache_ignore: Vec<Name>,
    pub image: Option<String>,
    /// Where the image is written.
    pub image_span: Option<Span>,
    /// `env`, in the order in which they were written.
    pub env: Vec<(String, String)>,
    pub secrets: Vec<Secret>,
    /// Whether something in the options was reported, so that `env` and `secrets` may lack what is written there.
    pub unread: bool,
    pub accelerator: Option<Accelerator>,
    /// `shared_memory`
    pub shared_memory: Option<SharedMemory>,
    /// `pod_template`: its name.
    pub pod_template: Option<String>,
    /// `service_account`
    pub service_account: Option<String>,
    /// `deprecated`: the message.
    pub deprecated: Option<String>,
    pub labels: Vec<(String, String)>,
    pub annotations: Vec<(String, String)>,
    pub deck: bool,
    /// `name`: the registered name.
    pub name: Option<String>,
    /// Where `name` is written.
    pub name_span: Option<Span>,
}

/// Options in the header of a workflow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkflowOptions {
    /// `failure_policy: fail_after_executable_nodes_complete`
    pub fail_after_executable_nodes_complete: bool,
    /// Where `failure_policy` is written.
    pub failure_policy_span: Option<Span>,
    pub interruptible: Option<bool>,
    /// Where `interruptible` is written.
    pub interruptible_span: Option<Span>,
    pub tags: Vec<String>,
    /// `name`: the registered name.
    pub name: Option<String>,
}

/// Overrides on a call, and on the elements of a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeOptions {
    /// Where `retries` is written.
    pub retries_span: Option<Span>,
    /// `requests`, `limits`
    pub resources: Resources,
    pub retries: Option<u32>,
    /// `timeout`: microseconds, or `none` to remove the task's.
    pub timeout: Option<Option<i64>>,
    /// Where `timeout` is written.
    pub timeout_span: Option<Span>,
    pub interruptible: Option<bool>,
    pub image: Option<String>,
    /// Where the image is written.
    pub image_span: Option<Span>,
    pub accelerator: Option<Accelerator>,
    /// `shared_memory`
    pub shared_memory: Option<SharedMemory>,
    /// `pod_template`: its name.
    pub pod_template: Option<String>,
    /// `name`: the display name.
    pub name: Option<String>,
}

/// When a map as a whole succeeds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum SuccessCriterion {
    /// Every element; the option was not given, or the ratio is 1.
    #[default]
    All,
    /// `min_success_ratio`: `numerator / denominator` is the decimal as written, exactly; `written` is its nearest double.
    Ratio {
        /// Of the exact decimal.
        numerator: u64,
        /// Of the exact decimal: a power of ten.
        denominator: u64,
        /// The nearest double, whose Python text goes into flytekit's naming rule.
        written: f64,
    },
    /// `min_successes`
    Count(u32),
}

impl Resources {
    /// Where a GPU is asked for.
    pub(crate) fn has_gpu(&self) -> bool {
        self.requests.gpu.is_some() || self.limits.gpu.is_some()
    }
}

impl SuccessCriterion {
    /// Whether elements may fail: then the result is `[T?]`.
    pub fn is_tolerant(&self) -> bool {
        !matches!(self, SuccessCriterion::All)
    }

    /// How many of `length` elements must succeed.
    pub fn required(&self, length: u64) -> u64 {
        match self {
            SuccessCriterion::All => length,
            SuccessCriterion::Ratio { numerator, denominator, .. } => {
                let product = u128::from(length) * u128::from(*numerator);
                product.div_ceil(u128::from(*denominator)) as u64
            }
            SuccessCriterion::Count(count) => u64::from(*count),
        }
    }
}

/// The plugin that runs a map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MapBackend {
    /// Flyte's ArrayNode.
    #[default]
    ArrayNode,
    /// The older plugin task `container_array`.
    K8sArray,
    /// AWS Batch array jobs.
    AwsBatch,
}

/// Options that only a map has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapOptions {
    /// `concurrency`: elements at a time; 0 is unbounded; absent is the platform's default.
    pub concurrency: Option<u32>,
    /// `min_successes` or `min_success_ratio`.
    pub success: SuccessCriterion,
    /// Where the criterion is written.
    pub success_span: Option<Span>,
    /// `run_all`
    pub run_all: bool,
    pub backend: MapBackend,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_exact_where_floats_are_not() {
        let ratio = SuccessCriterion::Ratio { numerator: 6, denominator: 10, written: 0.6 };
        assert_eq!(ratio.required(10), 6);
        assert_eq!(ratio.required(5), 3);
        assert_eq!(ratio.required(7), 5);
        assert_eq!(ratio.required(0), 0);
    }
}
