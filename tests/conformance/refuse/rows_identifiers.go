// This file owns the rows on ids and names (flyteadmin's validation of identifiers).

package refuse

import (
	"strings"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
)

const (
	validation        = "flyteadmin/pkg/manager/impl/validation/validation.go"
	projectValidator  = "flyteadmin/pkg/manager/impl/validation/project_validator.go"
	resourceModel     = "flyteadmin/pkg/repositories/models/task.go"
	invalid           = "InvalidArgument"
	filledByFlytectl  = "`flytectl register files` fills what the compiler leaves open"
	compilerMakesIDs  = "the compiler makes the ids"
	alwaysWritten     = "the compiler always writes it"
	knownToAdminAlone = "only the platform knows; `flytectl` is given the id"
)

func identifierRows() []Row {
	return []Row{
		{
			Rule: "an id has a name", Source: validation, Code: invalid, Message: "missing name",
			Break:   func(r *Registration) { r.Task.Template.Id.Name = "" },
			Program: "task t(x: int) -> int with { name: \"\" } { x }", Ours: "O010",
		},
		{
			Rule: "an id has a project", Source: validation, Code: invalid, Message: "missing project",
			Break: func(r *Registration) { r.Task.Template.Id.Project = "" }, Reason: filledByFlytectl,
		},
		{
			Rule: "an id has a domain", Source: validation, Code: invalid, Message: "missing domain",
			Break: func(r *Registration) { r.Task.Template.Id.Domain = "" }, Reason: filledByFlytectl,
		},
		{
			Rule: "an id has a version", Source: validation, Code: invalid, Message: "missing version",
			Break: func(r *Registration) { r.Task.Template.Id.Version = "" }, Reason: filledByFlytectl,
		},
		{
			Rule: "an id is of the kind that the call is about", Source: validation, Code: invalid, Message: "unexpected resource type",
			Break:  func(r *Registration) { r.Plan.Spec.WorkflowId.ResourceType = core.ResourceType_TASK },
			Reason: compilerMakesIDs,
		},
		{
			Rule: "the project exists", Source: projectValidator, Code: invalid, Message: "project",
			Break: func(r *Registration) { r.Task.Template.Id.Project = "elsewhere" }, Reason: knownToAdminAlone,
		},
		{
			Rule: "the domain is configured", Source: projectValidator, Code: invalid, Message: "domain",
			Break: func(r *Registration) { r.Task.Template.Id.Domain = "elsewhere" }, Reason: knownToAdminAlone,
		},
		{
			Rule: "a name fits the 255 characters of a column", Source: resourceModel, Code: invalid, Message: "longer than 255",
			Break:   func(r *Registration) { r.Task.Template.Id.Name = strings.Repeat("n", 256) },
			Program: "task " + strings.Repeat("n", 256) + "(x: int) -> int { x }", Ours: "F001",
		},
	}
}
