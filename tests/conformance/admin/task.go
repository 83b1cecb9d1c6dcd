// This file owns the rules on tasks (validation/task_validator.go), but for their resources.

package admin

import (
	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"github.com/flyteorg/flyte/flyteplugins/go/tasks/pluginmachinery/utils"
	corev1 "k8s.io/api/core/v1"
)

// Task checks a request to create a task. Whitelists of task types are left out: a platform has
// none unless it is configured.
func (p Platform) Task(id *core.Identifier, spec *flyteadmin.TaskSpec) error {
	return first(
		func() error { return Identifier(id, core.ResourceType_TASK) },
		func() error { return p.ProjectAndDomain(id) },
		func() error { return taskTemplate(spec.GetTemplate()) },
		func() error { return p.target(spec.GetTemplate()) },
	)
}

func taskTemplate(template *core.TaskTemplate) error {
	if template == nil {
		return Refuse("missing spec")
	}
	if err := present(template.GetType(), "type"); err != nil {
		return err
	}
	if template.GetMetadata() == nil {
		return Refuse("missing metadata")
	}
	if runtime := template.GetMetadata().GetRuntime(); runtime != nil {
		if err := present(runtime.GetVersion(), "runtime version"); err != nil {
			return err
		}
	}
	if template.GetInterface() == nil {
		return Refuse("missing typed interface")
	}
	return nil
}

func (p Platform) target(template *core.TaskTemplate) error {
	switch target := template.GetTarget().(type) {
	case *core.TaskTemplate_Container:
		return p.container(target.Container)
	case *core.TaskTemplate_K8SPod:
		return p.pod(target.K8SPod)
	default:
		return nil
	}
}

func (p Platform) container(container *core.Container) error {
	if err := present(container.GetImage(), "image"); err != nil {
		return err
	}
	requests, err := quantities(container.GetResources().GetRequests())
	if err != nil {
		return err
	}
	limits, err := quantities(container.GetResources().GetLimits())
	if err != nil {
		return err
	}
	return p.resources(requests, limits)
}

func (p Platform) pod(pod *core.K8SPod) error {
	if pod.GetPodSpec() == nil {
		return Refuse("invalid TaskSpecification: a pod task has no pod spec")
	}
	var spec corev1.PodSpec
	if err := utils.UnmarshalStructToObj(pod.GetPodSpec(), &spec); err != nil {
		return err
	}
	for _, container := range spec.Containers {
		if err := p.resources(podQuantities(container.Resources.Requests), podQuantities(container.Resources.Limits)); err != nil {
			return err
		}
	}
	return nil
}
