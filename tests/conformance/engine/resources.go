// This file owns the store of workflow resources: what the Kubernetes API keeps for propeller, as the JSON text that
// etcd would hold. What does not survive JSON does not survive a round here either.

package engine

import (
	"context"
	"encoding/json"
	"strconv"
	"sync"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/flyteorg/flyte/flytepropeller/pkg/apis/flyteworkflow/v1alpha1"
	"github.com/flyteorg/flyte/flytepropeller/pkg/controller/workflowstore"
)

// resources implements workflowstore.FlyteWorkflow.
type resources struct {
	lock   sync.Mutex
	stored map[types.NamespacedName]stored
	// version counts all updates, as that of the Kubernetes API does.
	version int
}

// stored is a resource, and what can be told of it without reading it.
type stored struct {
	// created is the resource as it was read when it was created. Propeller changes nothing of it but its metadata and
	// status, so only those are written and read again.
	created *v1alpha1.FlyteWorkflow
	state   []byte
	version int
	phase   v1alpha1.WorkflowPhase
	ended   bool
}

// state is what changes of a resource.
type state struct {
	Metadata metav1.ObjectMeta       `json:"metadata"`
	Status   v1alpha1.WorkflowStatus `json:"status"`
}

func newResources() *resources {
	return &resources{stored: map[types.NamespacedName]stored{}}
}

func nameOf(resource *v1alpha1.FlyteWorkflow) types.NamespacedName {
	return types.NamespacedName{Namespace: resource.Namespace, Name: resource.Name}
}

// Get implements workflowstore.FlyteWorkflow.
func (r *resources) Get(_ context.Context, namespace, name string) (*v1alpha1.FlyteWorkflow, error) {
	found := r.look(types.NamespacedName{Namespace: namespace, Name: name})
	if found.created == nil {
		return nil, workflowstore.ErrWorkflowNotFound
	}
	var now state
	if err := json.Unmarshal(found.state, &now); err != nil {
		return nil, err
	}
	resource := found.created.DeepCopy()
	resource.ObjectMeta, resource.Status = now.Metadata, now.Status
	return resource, nil
}

// create stores a new resource.
func (r *resources) create(ctx context.Context, resource *v1alpha1.FlyteWorkflow) error {
	text, err := json.Marshal(resource)
	if err != nil {
		return err
	}
	created := &v1alpha1.FlyteWorkflow{}
	if err := json.Unmarshal(text, created); err != nil {
		return err
	}
	r.lock.Lock()
	r.stored[nameOf(created)] = stored{created: created}
	r.lock.Unlock()
	_, err = r.Update(ctx, created)
	return err
}

// Update implements workflowstore.FlyteWorkflow.
func (r *resources) Update(ctx context.Context, resource *v1alpha1.FlyteWorkflow) (*v1alpha1.FlyteWorkflow, error) {
	name := nameOf(resource)
	r.lock.Lock()
	r.version++
	version, created := r.version, r.stored[name].created
	r.lock.Unlock()
	if created == nil {
		return nil, workflowstore.ErrWorkflowNotFound
	}
	updated := state{Metadata: *resource.ObjectMeta.DeepCopy(), Status: resource.Status}
	updated.Metadata.ResourceVersion = strconv.Itoa(version)
	text, err := json.Marshal(updated)
	if err != nil {
		return nil, err
	}
	status := resource.GetExecutionStatus()
	r.lock.Lock()
	r.stored[name] = stored{created: created, state: text, version: version, phase: status.GetPhase(), ended: status.IsTerminated()}
	r.lock.Unlock()
	return r.Get(ctx, name.Namespace, name.Name)
}

// look tells of a resource what can be told without reading it.
func (r *resources) look(name types.NamespacedName) stored {
	r.lock.Lock()
	defer r.lock.Unlock()
	return r.stored[name]
}

// remove deletes a resource.
func (r *resources) remove(name types.NamespacedName) {
	r.lock.Lock()
	defer r.lock.Unlock()
	delete(r.stored, name)
}
