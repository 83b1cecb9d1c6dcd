// This file owns the resource that an execution of a workflow becomes in the cluster.

package judge

import (
	"encoding/json"
	"fmt"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"github.com/flyteorg/flyte/flytepropeller/pkg/apis/flyteworkflow/v1alpha1"
	"github.com/flyteorg/flyte/flytepropeller/pkg/compiler/transformers/k8s"
)

// Resource builds what propeller runs for one execution of a workflow.
func (r *Registry) Resource(name string, inputs *core.LiteralMap, execution *core.WorkflowExecutionIdentifier) (*v1alpha1.FlyteWorkflow, error) {
	closure := r.Workflow(name)
	if closure == nil {
		return nil, fmt.Errorf("workflow %q is not registered", name)
	}
	return k8s.BuildFlyteWorkflow(closure, inputs, execution, namespace(execution))
}

// Bytes is the length of a workflow's resource without the inputs of an execution, which the
// program does not know. It is what etcd is given first; the state of nodes comes on top of it.
func (r *Registry) Bytes(name string) (int, error) {
	closure := r.Workflow(name)
	if closure == nil {
		return 0, fmt.Errorf("workflow %q is not registered", name)
	}
	// Nothing in the resource depends on the declared inputs, and without them no values are needed.
	closure.GetPrimary().GetTemplate().GetInterface().Inputs = &core.VariableMap{}
	execution := &core.WorkflowExecutionIdentifier{Project: "flightplan", Domain: "development", Name: "execution"}
	resource, err := k8s.BuildFlyteWorkflow(closure, &core.LiteralMap{}, execution, namespace(execution))
	if err != nil {
		return 0, &Refusal{File: name, Stage: Building, Cause: err}
	}
	text, err := json.Marshal(resource)
	return len(text), err
}

func namespace(execution *core.WorkflowExecutionIdentifier) string {
	return execution.GetProject() + "-" + execution.GetDomain()
}
