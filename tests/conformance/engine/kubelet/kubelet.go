// Package kubelet stands in for Kubernetes: it takes the pods that propeller's pod plugin builds and starts the command
// line of each pod's primary container as a local process.
//
// A pod is reported as a kubelet reports it: Running while the process runs, then Succeeded or Failed with a terminated
// container state. There are no nodes, images, limits, volumes, init containers or sidecars.
package kubelet

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	v1 "k8s.io/api/core/v1"
	k8serrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/cache/informertest"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/flyteorg/flyte/flyteplugins/go/tasks/pluginmachinery/flytek8s"
	compiler "github.com/flyteorg/flyte/flytepropeller/pkg/compiler/transformers/k8s"
)

var pods = v1.Resource("pods")

// Kubelet implements executors.Client, and the part of client.Client that propeller uses for pods: Create, Get and
// Delete. Any other method of the embedded interface panics, which fails the execution.
type Kubelet struct {
	client.Client

	// programs are the files behind the program names of command lines.
	programs map[string]string
	// folder holds the working folders and logs of processes.
	folder string
	// changed is told which execution a pod that ended belongs to.
	changed func(execution types.NamespacedName)

	lock    sync.Mutex
	pods    map[types.NamespacedName]*pod
	records map[types.NamespacedName]*Record
}

// pod is what is known of a pod, beside what propeller made.
type pod struct {
	object    *v1.Pod
	process   *process
	execution types.NamespacedName
	attempt   Attempt
	// live until propeller has been told of its end, or deletes it.
	live bool
}

// New is a kubelet without pods.
func New(folder string, programs map[string]string, changed func(types.NamespacedName)) *Kubelet {
	return &Kubelet{
		programs: programs,
		folder:   folder,
		changed:  changed,
		pods:     map[types.NamespacedName]*pod{},
		records:  map[types.NamespacedName]*Record{},
	}
}

// GetClient implements executors.Client.
func (k *Kubelet) GetClient() client.Client { return k }

// GetCache implements executors.Client. Propeller only watches through it, and is woken in another way here.
func (k *Kubelet) GetCache() cache.Cache { return &informertest.FakeInformers{} }

// Create starts a pod.
func (k *Kubelet) Create(_ context.Context, object client.Object, _ ...client.CreateOption) error {
	given, ok := object.(*v1.Pod)
	if !ok {
		return k8serrors.NewBadRequest(fmt.Sprintf("%T is no pod", object))
	}
	made := given.DeepCopy()
	name := client.ObjectKeyFromObject(made)
	container, err := primary(made)
	if err != nil {
		return k8serrors.NewBadRequest(err.Error())
	}
	k.lock.Lock()
	defer k.lock.Unlock()
	if _, exists := k.pods[name]; exists {
		return k8serrors.NewAlreadyExists(pods, name.Name)
	}
	created := &pod{
		object:    made,
		execution: types.NamespacedName{Namespace: made.Namespace, Name: made.Labels[compiler.ExecutionIDLabel]},
		attempt:   attemptOf(container),
		live:      true,
	}
	k.pods[name] = created
	k.record(created.execution).start()
	created.object.Status = running(container)
	created.process = start(k.programs, filepath.Join(k.folder, name.Namespace, name.Name), container)
	go k.await(created, container)
	return nil
}

// await reports the end of a pod's process.
func (k *Kubelet) await(awaited *pod, container *v1.Container) {
	end := awaited.process.wait()
	k.lock.Lock()
	awaited.object.Status = terminated(container, awaited.object.Status, end)
	awaited.attempt.ExitCode, awaited.attempt.Log = end.code, end.log
	k.lock.Unlock()
	k.changed(awaited.execution)
}

// Get tells the state of a pod.
func (k *Kubelet) Get(_ context.Context, name client.ObjectKey, object client.Object, _ ...client.GetOption) error {
	into, ok := object.(*v1.Pod)
	if !ok {
		return k8serrors.NewBadRequest(fmt.Sprintf("%T is no pod", object))
	}
	k.lock.Lock()
	defer k.lock.Unlock()
	found, exists := k.pods[name]
	if !exists {
		return k8serrors.NewNotFound(pods, name.Name)
	}
	found.object.DeepCopyInto(into)
	if phase := found.object.Status.Phase; phase == v1.PodSucceeded || phase == v1.PodFailed {
		k.end(found)
	}
	return nil
}

// Delete kills a pod that still runs, and forgets it.
func (k *Kubelet) Delete(_ context.Context, object client.Object, _ ...client.DeleteOption) error {
	name := client.ObjectKeyFromObject(object)
	k.lock.Lock()
	defer k.lock.Unlock()
	found, exists := k.pods[name]
	if !exists {
		return k8serrors.NewNotFound(pods, name.Name)
	}
	found.process.kill()
	k.end(found)
	delete(k.pods, name)
	return nil
}

// end lets a pod no longer count as live. The caller holds the lock.
func (k *Kubelet) end(ended *pod) {
	if ended.live {
		ended.live = false
		k.record(ended.execution).stop(ended.attempt)
	}
}

// Forget removes the pods of an execution that has ended, kills those that still run, and gives its record.
func (k *Kubelet) Forget(execution types.NamespacedName) Record {
	k.lock.Lock()
	defer k.lock.Unlock()
	for name, found := range k.pods {
		if found.execution == execution {
			found.process.kill()
			k.end(found)
			delete(k.pods, name)
		}
	}
	record := *k.record(execution)
	delete(k.records, execution)
	return record
}

// primary is the container whose end is the end of its task.
func primary(of *v1.Pod) (*v1.Container, error) {
	name, named := of.Annotations[flytek8s.PrimaryContainerKey]
	for at := range of.Spec.Containers {
		if container := &of.Spec.Containers[at]; !named || container.Name == name {
			return container, nil
		}
	}
	return nil, fmt.Errorf("pod %s has no container %q", of.Name, name)
}

func running(container *v1.Container) v1.PodStatus {
	started := metav1.NewTime(time.Now())
	state := v1.ContainerState{Running: &v1.ContainerStateRunning{StartedAt: started}}
	return v1.PodStatus{
		Phase:             v1.PodRunning,
		StartTime:         &started,
		ContainerStatuses: []v1.ContainerStatus{{Name: container.Name, Ready: true, State: state}},
	}
}

func terminated(container *v1.Container, before v1.PodStatus, end end) v1.PodStatus {
	state := &v1.ContainerStateTerminated{
		ExitCode:   int32(end.code),
		Reason:     "Completed",
		StartedAt:  *before.StartTime,
		FinishedAt: metav1.NewTime(time.Now()),
	}
	phase := v1.PodSucceeded
	if end.code != 0 {
		phase = v1.PodFailed
		state.Reason = end.reason
		if container.TerminationMessagePolicy == v1.TerminationMessageFallbackToLogsOnError {
			state.Message = end.log
		}
	}
	return v1.PodStatus{
		Phase:             phase,
		StartTime:         before.StartTime,
		ContainerStatuses: []v1.ContainerStatus{{Name: container.Name, State: v1.ContainerState{Terminated: state}}},
	}
}
