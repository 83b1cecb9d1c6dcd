// This file owns how executions are woken: the stand-in for propeller's work queue.

package engine

import (
	"context"
	"time"

	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/cache"
)

// reevaluation is how long an execution rests when nothing wakes it; only deadlines pass unnoticed that long. Propeller
// itself looks every 10 seconds (`workflow-reeval-duration`).
const reevaluation = 200 * time.Millisecond

// enqueue is what propeller calls when a workflow has something to do.
func (e *Engine) enqueue(workflow string) {
	namespace, name, err := cache.SplitMetaNamespaceKey(workflow)
	if err == nil {
		e.wake(types.NamespacedName{Namespace: namespace, Name: name})
	}
}

// wake lets an execution that rests go on, and one that does not rest not begin to. One that has ended is left alone.
func (e *Engine) wake(execution types.NamespacedName) {
	select {
	case e.signal(execution) <- struct{}{}:
	default:
	}
}

// rest waits until an execution is woken or looks by itself.
func (e *Engine) rest(ctx context.Context, execution types.NamespacedName) error {
	timer := time.NewTimer(reevaluation)
	defer timer.Stop()
	select {
	case <-e.signal(execution):
	case <-timer.C:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// signal is nil, on which nothing can be sent, unless the execution runs.
func (e *Engine) signal(execution types.NamespacedName) chan struct{} {
	e.lock.Lock()
	defer e.lock.Unlock()
	return e.waiting[execution]
}

// await begins to take wake-ups of an execution; there is room for one.
func (e *Engine) await(execution types.NamespacedName) {
	e.lock.Lock()
	defer e.lock.Unlock()
	e.waiting[execution] = make(chan struct{}, 1)
}

func (e *Engine) forget(execution types.NamespacedName) {
	e.lock.Lock()
	defer e.lock.Unlock()
	delete(e.waiting, execution)
}
