// This file owns the rules on workflows (validation/workflow_validator.go): before they are
// compiled, and after.

package admin

import (
	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"google.golang.org/protobuf/proto"
)

// systemNodes are the start and the end node, which the compiler adds.
const systemNodes = 2

// Workflow checks a request to create a workflow.
func (p Platform) Workflow(id *core.Identifier, spec *flyteadmin.WorkflowSpec) error {
	return first(
		func() error { return Identifier(id, core.ResourceType_WORKFLOW) },
		func() error { return p.ProjectAndDomain(id) },
		func() error {
			if spec.GetTemplate() == nil {
				return Refuse("missing spec")
			}
			return nil
		},
	)
}

// CompiledWorkflow bounds the size and the nodes of what the compiler made. Nodes of sub-workflows
// and inner nodes do not count.
func (p Platform) CompiledWorkflow(closure *flyteadmin.WorkflowClosure) error {
	if p.WorkflowBytes != nil && int64(proto.Size(closure)) > p.WorkflowBytes.Value() {
		return Refuse("Workflow closure size exceeds max limit [%v]", p.WorkflowBytes)
	}
	nodes := len(closure.GetCompiledWorkflow().GetPrimary().GetTemplate().GetNodes()) - systemNodes
	if p.WorkflowNodes > 0 && nodes > p.WorkflowNodes {
		return Refuse("number of nodes in workflow exceeds limit (%v > %v)", nodes, p.WorkflowNodes)
	}
	return nil
}
