//! The thresholds of the limit checks: limits of a platform, checked before they are hit.

use super::Quantity;

/// The thresholds. `None` is "unlimited".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Nodes of one workflow. Mirrors Admin's `workflowNodeLimit`
    /// (`flyteadmin/pkg/runtime/registration_validation_provider.go`).
    pub workflow_nodes: Option<u64>,
    /// Paths from start to end of one workflow: Flyte's cycle check walks each of them
    /// (`flytepropeller/pkg/compiler/validators/utils.go`).
    pub graph_paths: Option<u64>,
    /// Elements of one map (`flyteplugins/go/tasks/plugins/array`, `maxArrayJobSize`).
    pub array_size: Option<u64>,
    /// Bytes of one task's code payload in its container's arguments.
    pub args_bytes: Option<u64>,
    /// Bytes of all payloads in one workflow's closure, which etcd holds as one resource.
    pub closure_bytes: Option<u64>,
    /// Bytes of a workflow's custom resource; etcd refuses requests over 1.5 MiB.
    pub resource_bytes: Option<u64>,
    /// Characters of a registered name, the width of Admin's database columns.
    pub name_length: Option<u64>,
    /// CPU that one task may request (Admin's task resource limits).
    pub cpu: Option<Quantity>,
    /// Memory that one task may request.
    pub mem: Option<Quantity>,
    /// GPUs that one task may request.
    pub gpu: Option<Quantity>,
    /// Storage that one task may request, ephemeral storage too.
    pub storage: Option<Quantity>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            workflow_nodes: Some(100),
            graph_paths: Some(1_000_000),
            array_size: Some(5_000),
            args_bytes: Some(256 * 1024),
            closure_bytes: Some(1024 * 1024),
            resource_bytes: Some(1536 * 1024),
            name_length: Some(255),
            cpu: None,
            mem: None,
            gpu: None,
            storage: None,
        }
    }
}
