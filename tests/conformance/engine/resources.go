// This file owns the store of workflow resources: what the Kubernetes API keeps for propeller, as the JSON text that
// etcd would hold. What does not survive JSON does not survive a round here either.

package engine

import (
	"context"
	"encoding/json"
	"strconv"
	"sync"

	"k8s.io/apimachinery/pkg/types"

	"github.com/flyteorg/flyte/flytepropeller/pkg/apis/flyteworkflow/v1alpha1"
	"github.com/flyteorg/flyte/flytepropeller/pkg/controller/workflowstore"
)

// resources implements workflowstore.FlyteWorkflow.
type resources struct {
	lock  sync.Mutex
	texts map[types.NamespacedName][]byte
	// version counts all updates, as that of the Kubernetes API does.
	version int
}

func newResources() *resources {
	return &resources{texts: map[types.NamespacedName][]byte{}}
}

func nameOf(resource *v1alpha1.FlyteWorkflow) types.NamespacedName {
	return types.NamespacedName{Namespace: resource.Namespace, Name: resource.Name}
}

// Get implements workflowstore.FlyteWorkflow.
func (r *resources) Get(_ context.Context, namespace, name string) (*v1alpha1.FlyteWorkflow, error) {
	r.lock.Lock()
	text, exists := r.texts[types.NamespacedName{Namespace: namespace, Name: name}]
	r.lock.Unlock()
	if !exists {
		return nil, workflowstore.ErrWorkflowNotFound
	}
	resource := &v1alpha1.FlyteWorkflow{}
	return resource, json.Unmarshal(text, resource)
}

// Update implements workflowstore.FlyteWorkflow. It also creates.
func (r *resources) Update(ctx context.Context, resource *v1alpha1.FlyteWorkflow) (*v1alpha1.FlyteWorkflow, error) {
	updated := resource.DeepCopy()
	r.lock.Lock()
	r.version++
	updated.ResourceVersion = strconv.Itoa(r.version)
	text, err := json.Marshal(updated)
	if err == nil {
		r.texts[nameOf(updated)] = text
	}
	r.lock.Unlock()
	if err != nil {
		return nil, err
	}
	return r.Get(ctx, updated.Namespace, updated.Name)
}

// remove deletes a resource.
func (r *resources) remove(name types.NamespacedName) {
	r.lock.Lock()
	defer r.lock.Unlock()
	delete(r.texts, name)
}
