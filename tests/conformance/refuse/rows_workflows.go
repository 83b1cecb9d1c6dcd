// This file owns the rows on what a workflow refers to and how large it is (Admin's validation).

package refuse

import (
	"fmt"
	"slices"
	"strings"

	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"github.com/flyteorg/flyte/flytepropeller/pkg/compiler"
	"k8s.io/apimachinery/pkg/api/resource"

	"flightplan.dev/conformance/admin"
	"flightplan.dev/conformance/artifact"
)

const (
	workflowValidator = "flyteadmin/pkg/manager/impl/validation/workflow_validator.go"
	workflowManager   = "flyteadmin/pkg/manager/impl/workflow_manager.go"
	taskManager       = "flyteadmin/pkg/manager/impl/task_manager.go"
	requirements      = "flytepropeller/pkg/compiler/requirements.go"
	workflowCompiler  = "flytepropeller/pkg/compiler/workflow_compiler.go"

	unknownCallee = "workflow w(x: int) -> int { nothing(x: x) }"
	launchPlans   = "task t(x: int) -> int { x }\n\nworkflow w(x: int) -> int { t(x) }\n\nlaunchplan nightly for w { "
)

func workflowRows() []Row {
	return slices.Concat(referenceRows(), boundRows())
}

func referenceRows() []Row {
	return []Row{
		{
			Rule: "a workflow has a template", Source: workflowValidator, Code: invalid, Message: "missing spec",
			Direct: func(r *Registration) error {
				return admin.Generous(project).Workflow(r.Template().GetId(), &flyteadmin.WorkflowSpec{})
			},
			Reason: alwaysWritten,
		},
		{
			Rule: "a task that a node calls is registered", Source: workflowManager, Code: "NotFound", Message: "m.missing",
			Break: func(r *Registration) {
				r.A.GetTaskNode().GetReferenceId().Name = "m.missing"
			},
			Program: unknownCallee, Ours: "N001",
		},
		{
			Rule: "a task that a node calls is registered, for the compiler too", Source: workflowCompiler, Code: "TaskReferenceNotFound",
			Direct: func(r *Registration) error {
				_, err := compiler.CompileWorkflow(r.Template(), r.Workflow.GetSubWorkflows(), []*core.CompiledTask{}, nil)
				return err
			},
			Program: unknownCallee, Ours: "N001",
		},
		{
			Rule: "a launch plan that a node launches is registered", Source: workflowManager, Code: "NotFound", Message: "m.missing",
			Break:   func(r *Registration) { r.add(node("e", launch("m.missing"))) },
			Program: "workflow w(x: int) -> int { launch missing(x: x) }", Ours: later,
		},
		{
			Rule: "a sub-workflow comes with the workflow", Source: requirements, Code: "WorkflowReferenceNotFound",
			Break:   func(r *Registration) { r.Workflow.SubWorkflows = nil },
			Program: unknownCallee, Ours: "N001",
		},
	}
}

func boundRows() []Row {
	return []Row{
		{
			Rule: "a workflow has at most 100 nodes", Source: workflowValidator, Code: invalid, Message: "exceeds limit (101 > 100)",
			Break: func(r *Registration) {
				for at := len(r.Template().GetNodes()); at < 101; at++ {
					r.add(node(fmt.Sprintf("more-%d", at), taskNode("m.t"), bind("x", promise("", "x"))))
				}
			},
			Program: "task t(x: int) -> int { x }\n\nworkflow w(x: int) -> int {\n" + strings.Repeat("    t(x)\n", 101) + "}\n", Ours: "L001",
		},
		{
			Rule: "a compiled workflow is at most as large as the platform says", Source: workflowValidator, Code: invalid, Message: "closure size",
			Break: func(r *Registration) {},
			Platform: func(platform *admin.Platform) {
				bytes := resource.MustParse("1000")
				platform.WorkflowBytes = &bytes
			},
			Program: "task t(x: int) -> int { x }\n\nworkflow w(x: int) -> int { t(x) }\n", Settings: "[limits]\nresource_bytes = 400\n", Ours: "L103",
		},
		{
			Rule: "an id identifies one structure", Source: taskManager, Code: invalid, Message: "different structure",
			Break: func(r *Registration) {
				other := clone(r.Task)
				other.Template.GetContainer().Image = "another"
				r.Later = append(r.Later, artifact.Entity{File: "m.t", Message: other})
			},
			Program: "task a(x: int) -> int with { name: \"m.t\" } { x }\n\ntask b(x: int) -> int with { name: \"m.t\" } { x + 1 }\n", Ours: "F003",
		},
	}
}
