//! Resources of tasks and of overrides.

use crate::flyteidl::core::{self, ExtendedResources, GpuAccelerator, GpuPartition, ResourceEntry, ResourceName};
use crate::program::{Accelerator, Partition, ResourceSet, Resources, SharedMemory};

/// Where flytekit mounts shared memory (`flytekit/core/resources.py`).
const SHARED_MEMORY_PATH: &str = "/dev/shm";
const SHARED_MEMORY_NAME: &str = "flyte-shared-memory";

/// The order of a container's entries, which differs from that of overrides.
pub(super) fn of_container(resources: &Resources) -> core::Resources {
    let entries = |set: &ResourceSet| {
        entries([
            (ResourceName::EphemeralStorage, &set.ephemeral),
            (ResourceName::Cpu, &set.cpu),
            (ResourceName::Gpu, &set.gpu),
            (ResourceName::Memory, &set.mem),
            (ResourceName::Storage, &set.storage),
        ])
    };
    core::Resources { requests: entries(&resources.requests), limits: entries(&resources.limits) }
}

/// The resources of an override, if it has any.
pub(super) fn of_override(resources: &Resources) -> Option<core::Resources> {
    let entries = |set: &ResourceSet| {
        entries([
            (ResourceName::Cpu, &set.cpu),
            (ResourceName::Memory, &set.mem),
            (ResourceName::Gpu, &set.gpu),
            (ResourceName::EphemeralStorage, &set.ephemeral),
            (ResourceName::Storage, &set.storage),
        ])
    };
    let overrides = core::Resources { requests: entries(&resources.requests), limits: entries(&resources.limits) };
    (overrides != core::Resources::default()).then_some(overrides)
}

fn entries<'a, S: 'a>(named: impl IntoIterator<Item = (ResourceName, &'a Option<(String, S)>)>) -> Vec<ResourceEntry> {
    let entry = |(name, quantity): (ResourceName, &Option<(String, S)>)| {
        quantity.as_ref().map(|(value, _)| ResourceEntry { name: name.into(), value: value.clone() })
    };
    named.into_iter().filter_map(entry).collect()
}

/// Accelerator and shared memory, if there is one of them.
pub(super) fn extended(accelerator: Option<&Accelerator>, shared_memory: Option<&SharedMemory>) -> Option<ExtendedResources> {
    let gpu_accelerator = accelerator.map(|accelerator| GpuAccelerator {
        device: accelerator.device.clone(),
        partition_size_value: match &accelerator.partition {
            Partition::Any => None,
            Partition::Unpartitioned => Some(GpuPartition::Unpartitioned(true)),
            Partition::Size(size) => Some(GpuPartition::PartitionSize(size.clone())),
        },
    });
    let shared_memory = shared_memory.map(|memory| core::SharedMemory {
        mount_path: SHARED_MEMORY_PATH.to_owned(),
        mount_name: SHARED_MEMORY_NAME.to_owned(),
        size_limit: match memory {
            SharedMemory::Unsized => String::new(),
            SharedMemory::Size(size) => size.clone(),
        },
    });
    (gpu_accelerator.is_some() || shared_memory.is_some()).then_some(ExtendedResources { gpu_accelerator, shared_memory })
}
