// This file owns what an installation of Admin sets: its projects, domains and limits.

package admin

import (
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"k8s.io/apimachinery/pkg/api/resource"
)

// Platform is the configuration that the rules depend on.
type Platform struct {
	Projects, Domains []string
	// WorkflowNodes is `registration.maxWorkflowNodes`; 0 is no limit.
	WorkflowNodes int
	// WorkflowBytes is `registration.workflowSizeLimit`; nil is no limit.
	WorkflowBytes *resource.Quantity
	// TaskLimits are the `task_resources.limits`; a resource that is missing has none.
	TaskLimits map[core.Resources_ResourceName]resource.Quantity
}

// CodeDefaults are the values that Admin has without any configuration
// (flyteadmin/pkg/runtime/task_resource_provider.go, registration_validation_provider.go and
// application_config_provider.go).
func CodeDefaults(project string) Platform {
	platform := Generous(project)
	platform.TaskLimits = map[core.Resources_ResourceName]resource.Quantity{
		core.Resources_CPU:    resource.MustParse("2"),
		core.Resources_MEMORY: resource.MustParse("1Gi"),
		core.Resources_GPU:    resource.MustParse("1"),
	}
	return platform
}

// Generous leaves out the limits of task resources: they are the platform's and not the program's,
// and a program that asks for four cores is right on a platform that has them.
func Generous(project string) Platform {
	return Platform{
		Projects:      []string{project},
		Domains:       []string{"development", "staging", "production"},
		WorkflowNodes: 100,
	}
}
