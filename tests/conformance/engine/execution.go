// This file owns one execution, from the resource that Admin would create to its end.

package engine

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/uuid"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"github.com/flyteorg/flyte/flyteplugins/go/tasks/pluginmachinery/flytek8s"
	"github.com/flyteorg/flyte/flytepropeller/pkg/apis/flyteworkflow/v1alpha1"
	"github.com/flyteorg/flyte/flytestdlib/contextutils"
	"github.com/flyteorg/flyte/flytestdlib/storage"

	"flightplan.dev/conformance/engine/blobs"
	"flightplan.dev/conformance/engine/kubelet"
)

// maxParallelism is Admin's default for an execution.
const maxParallelism = 25

// Result is how an execution ended.
type Result struct {
	// Outputs are those of the workflow, nil unless it succeeded.
	Outputs *core.LiteralMap
	// Error is nil if it succeeded.
	Error *core.ExecutionError
	// Nodes are the ends of its nodes, in their order.
	Nodes []Node
	// Pods are its processes.
	Pods kubelet.Record
	// Rounds is how often propeller looked at it.
	Rounds int
}

// Run executes a workflow, as BuildFlyteWorkflow made it for an id, to its end. An error is a fault of the engine, or propeller
// refusing to go on; a workflow that fails is a result.
func (e *Engine) Run(ctx context.Context, workflow *v1alpha1.FlyteWorkflow, id *core.WorkflowExecutionIdentifier) (Result, error) {
	name := nameOf(workflow)
	prepare(workflow, id, blobs.Reference(e.raw(id)))
	if err := e.resources.create(ctx, workflow); err != nil {
		return Result{}, err
	}
	e.await(name)
	rounds, err := e.drive(ctx, name)
	ended, missing := e.resources.Get(ctx, name.Namespace, name.Name)
	result := Result{Rounds: rounds, Nodes: e.events.take(id), Pods: e.kubelet.Forget(name)}
	e.resources.remove(name)
	e.forget(name)
	if err == nil {
		err = missing
	}
	if err == nil {
		result, err = e.conclude(ctx, ended, result)
	}
	if err != nil {
		return result, fmt.Errorf("%s: %w", name, err)
	}
	return result, e.clean(ended, id)
}

// clean removes the files of an execution. One that failed at once has none yet.
func (e *Engine) clean(ended *v1alpha1.FlyteWorkflow, id *core.WorkflowExecutionIdentifier) error {
	folder := ended.GetExecutionStatus().GetDataDir()
	if folder == "" {
		return nil
	}
	data, err := blobs.Path(folder)
	if err != nil {
		return err
	}
	return errors.Join(os.RemoveAll(data), os.RemoveAll(e.raw(id)))
}

// raw is the folder for the large data of an execution.
func (e *Engine) raw(id *core.WorkflowExecutionIdentifier) string {
	return filepath.Join(e.folder, "raw", key(id))
}

// drive lets propeller look at an execution until it has ended.
func (e *Engine) drive(ctx context.Context, name types.NamespacedName) (int, error) {
	// Propeller's worker puts these into the context, and the pod plugin takes them out.
	worker := contextutils.WithExecutionID(contextutils.WithNamespace(ctx, name.Namespace), name.Name)
	version := 0
	for round := 1; ; round++ {
		refused := e.propeller.Handle(worker, name.Namespace, name.Name)
		now := e.resources.look(name)
		if now.ended {
			return round, nil
		}
		// After a change there may be more to do at once; a round that failed is tried again later, as the queue does.
		if refused == nil && now.version != version {
			version = now.version
			continue
		}
		if err := e.rest(ctx, name); err != nil {
			return round, fmt.Errorf("in phase %s after %d rounds: %w", now.phase, round, errors.Join(err, refused))
		}
	}
}

// conclude reads the end of an execution out of its resource.
func (e *Engine) conclude(ctx context.Context, ended *v1alpha1.FlyteWorkflow, result Result) (Result, error) {
	status := ended.GetExecutionStatus()
	if status.GetPhase() != v1alpha1.WorkflowPhaseSuccess {
		result.Error = &core.ExecutionError{Message: status.GetMessage()}
		if ended.Status.Error != nil {
			result.Error = ended.Status.Error.ExecutionError
		}
		return result, nil
	}
	result.Outputs = &core.LiteralMap{}
	// A workflow without outputs writes none.
	if reference := status.GetOutputReference(); reference != "" {
		return result, e.blobs.ReadProtobuf(ctx, reference, result.Outputs)
	}
	return result, nil
}

// prepare adds what Admin adds to a resource (flyteadmin/pkg/workflowengine/impl/prepare_execution.go), and the pod
// templates that a cluster must have.
func prepare(workflow *v1alpha1.FlyteWorkflow, id *core.WorkflowExecutionIdentifier, raw storage.DataReference) {
	workflow.ExecutionID = v1alpha1.ExecutionID{WorkflowExecutionIdentifier: id}
	now := metav1.NewTime(time.Now())
	workflow.CreationTimestamp = now
	workflow.AcceptedAt = &now
	workflow.UID = uuid.NewUUID()
	if workflow.WorkflowMeta == nil {
		workflow.WorkflowMeta = &v1alpha1.WorkflowMeta{}
	}
	workflow.WorkflowMeta.EventVersion = v1alpha1.EventVersion2
	workflow.RawOutputDataConfig = v1alpha1.RawOutputDataConfig{
		RawOutputDataConfig: &admin.RawOutputDataConfig{OutputLocationPrefix: raw.String()},
	}
	most := v1alpha1.TaskResourceSpec{
		CPU: resource.MustParse("1000"), Memory: resource.MustParse("10Ti"), EphemeralStorage: resource.MustParse("10Ti"),
		Storage: resource.MustParse("10Ti"), GPU: resource.MustParse("100"),
	}
	workflow.ExecutionConfig = v1alpha1.ExecutionConfig{
		TaskPluginImpls: map[string]v1alpha1.TaskPluginOverride{},
		MaxParallelism:  maxParallelism,
		TaskResources:   v1alpha1.TaskResources{Limits: most},
	}
	for _, task := range workflow.Tasks {
		if name := task.CoreTask().GetMetadata().GetPodTemplateName(); name != "" {
			template := &v1.PodTemplate{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: workflow.Namespace}}
			flytek8s.DefaultPodTemplateStore.Store(template)
		}
	}
}
