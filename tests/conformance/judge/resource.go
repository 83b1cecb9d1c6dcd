// This file owns the resource that an execution of a workflow becomes in the cluster.

package judge

import (
	"encoding/json"
	"fmt"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"github.com/flyteorg/flyte/flytepropeller/pkg/apis/flyteworkflow/v1alpha1"
	"github.com/flyteorg/flyte/flytepropeller/pkg/compiler/transformers/k8s"
	"google.golang.org/protobuf/proto"
)

// Resource builds what propeller runs for one execution of a workflow.
func (r *Registry) Resource(name string, inputs *core.LiteralMap, execution *core.WorkflowExecutionIdentifier) (*v1alpha1.FlyteWorkflow, error) {
	closure := r.Workflow(name)
	if closure == nil {
		return nil, fmt.Errorf("workflow %q is not registered", name)
	}
	return k8s.BuildFlyteWorkflow(closure, inputs, execution, namespace(execution))
}

// Size is how large a workflow is.
type Size struct {
	// Resource is the length of the resource without the inputs of an execution, which the program does
	// not know. It is what etcd is given first; the state of nodes comes on top of it.
	Resource int
	// Closure is the length of the messages that the compiler made.
	Closure int
}

// Size builds the resource of a registered workflow and measures it.
func (r *Registry) Size(name string) (Size, error) {
	closure := r.Workflow(name)
	if closure == nil {
		return Size{}, fmt.Errorf("workflow %q is not registered", name)
	}
	size := Size{Closure: proto.Size(closure)}
	// Nothing in the resource depends on the declared inputs, and without them no values are needed.
	closure.GetPrimary().GetTemplate().GetInterface().Inputs = &core.VariableMap{}
	execution := &core.WorkflowExecutionIdentifier{Project: "flightplan", Domain: "development", Name: "execution"}
	resource, err := k8s.BuildFlyteWorkflow(closure, &core.LiteralMap{}, execution, namespace(execution))
	if err != nil {
		return size, &Refusal{File: name, Stage: Building, Cause: err}
	}
	text, err := json.Marshal(resource)
	size.Resource = len(text)
	return size, err
}

func namespace(execution *core.WorkflowExecutionIdentifier) string {
	return execution.GetProject() + "-" + execution.GetDomain()
}
