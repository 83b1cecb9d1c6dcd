//! The resources of a node after its overrides: what Flyte cuts down, refuses or ignores.
//!
//! Admin completes the resources of a task when an execution starts: a missing request takes the limit, a missing limit the request, and where the
//! task states neither, both are the platform's default, which only `cpu` and `mem` always have (`flyteadmin/pkg/manager/impl/execution_manager.go`).
//! Only then does a node override them, each on its own, and a request above its limit is cut down to it
//! (`flyteplugins/go/tasks/pluginmachinery/flytek8s/container_helper.go`).

use super::report::{self, Bound};
use crate::config::Quantity;
use crate::diagnostics::Diagnostic;
use crate::program::{Node, ResourceSet, TaskDef};
use crate::source::Span;

/// The resources, and the smallest amount that a platform is known to give a task that states none: 2 CPUs and 200Mi without a configuration
/// (`flyteadmin/pkg/runtime/task_resource_provider.go`), 100m and 500Mi in the chart (`charts/flyte-core/values.yaml`).
const RESOURCES: [(&str, Option<&str>); 5] =
    [("cpu", Some("100m")), ("mem", Some("200Mi")), ("gpu", None), ("storage", None), ("ephemeral", None)];

/// A quantity that is not zero, which Flyte takes as not given.
type Stated = Option<(Quantity, Span)>;

/// Findings on what a call of a task overrides.
pub(super) fn check(task: &TaskDef, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    let (own, overrides) = (&task.options.resources, &node.options.resources);
    if let Some(accelerator) = &node.options.accelerator
        && !own.has_gpu()
        && !overrides.has_gpu()
        && task.options.pod_template.is_none()
    {
        diagnostics.push(report::accelerator_without_gpu(&accelerator.device, accelerator.span, &task.header));
    }
    if overrides.requests == ResourceSet::default() && overrides.limits == ResourceSet::default() {
        return;
    }
    let (requests, limits) = (stated(&overrides.requests), stated(&overrides.limits));
    let (own_requests, own_limits) = (stated(&own.requests), stated(&own.limits));
    let has_limits = overrides.limits != ResourceSet::default();
    let mut cut = Vec::new();
    for (at, (name, default)) in RESOURCES.into_iter().enumerate() {
        let platform = default.and_then(|text| text.parse().ok());
        match (&requests[at], &limits[at]) {
            (Some(request), None) => {
                let bound = bound(&own_limits[at], &own_requests[at], platform);
                if let Some(bound) = bound.filter(|(most, _)| request.0 > *most) {
                    cut.push((name, request, bound.1));
                } else if name == "gpu" {
                    let limit = own_limits[at].as_ref().or(own_requests[at].as_ref());
                    diagnostics
                        .extend(limit.filter(|limit| request.0 < limit.0).map(|limit| report::gpus_differ(shown(request), shown(limit))));
                }
            }
            (None, Some(limit)) => {
                if let Some(request) = own_requests[at].as_ref().filter(|request| request.0 > limit.0) {
                    diagnostics.push(report::request_over_new_limit(name, shown(request), shown(limit)));
                } else if name == "gpu" {
                    let request = own_requests[at].as_ref().or(own_limits[at].as_ref());
                    let less = request.filter(|request| request.0 < limit.0);
                    diagnostics.extend(less.map(|request| report::gpus_differ(shown(request), shown(limit))));
                }
            }
            // Where both are given, they were compared when they were read.
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
    let missing: Vec<String> = cut.iter().map(|(name, (request, _), _)| format!("{name}: \"{}\"", request.as_str())).collect();
    diagnostics.extend(cut.into_iter().map(|(name, request, bound)| {
        let bound = bound.as_ref().map_or(Bound::Platform(&task.header), |(by_limit, most, span)| {
            let most = (most.as_str(), *span);
            if *by_limit { Bound::Limit(most) } else { Bound::Request(most) }
        });
        report::request_cut(name, shown(request), bound, &missing.join(", "), has_limits)
    }));
}

fn stated(set: &ResourceSet) -> [Stated; 5] {
    let all = [&set.cpu, &set.mem, &set.gpu, &set.storage, &set.ephemeral];
    all.map(|entry| {
        let (text, span) = entry.as_ref()?;
        text.parse::<Quantity>().ok().filter(|quantity| quantity.nanos() != 0).map(|quantity| (quantity, *span))
    })
}

/// What the task states as a bound: whether it is its limit, the quantity and its place.
type Written = Option<(bool, Quantity, Span)>;

/// The limit of a task after Admin has completed it: its own, else its request, else the platform's default.
fn bound(limit: &Stated, request: &Stated, platform: Option<Quantity>) -> Option<(Quantity, Written)> {
    let own = |by_limit: bool, stated: &Stated| stated.clone().map(|(most, span)| (most.clone(), Some((by_limit, most, span))));
    own(true, limit).or_else(|| own(false, request)).or_else(|| Some((platform?, None)))
}

fn shown((quantity, span): &(Quantity, Span)) -> (&str, Span) {
    (quantity.as_str(), *span)
}
