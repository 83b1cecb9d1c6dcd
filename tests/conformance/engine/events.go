// This file owns the events that propeller would send to Admin: of those, the ends of nodes are kept.

package engine

import (
	"context"
	"sync"

	"github.com/golang/protobuf/proto" //nolint:staticcheck // the interface is Flyte's

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/event"
)

// Node is the end of a node, as an event tells it.
type Node struct {
	// ID is the id within the execution, unique also inside of sub-workflows.
	ID    string
	Phase core.NodeExecution_Phase
	// Error is nil unless the node failed.
	Error *core.ExecutionError
}

// events implements events.EventSink.
type events struct {
	lock sync.Mutex
	ends map[string][]Node
}

func newEvents() *events {
	return &events{ends: map[string][]Node{}}
}

// Sink takes every event, also twice: Admin would answer that it knows it, which propeller ignores.
func (e *events) Sink(_ context.Context, message proto.Message) error {
	happened, ok := message.(*event.NodeExecutionEvent)
	if !ok || !terminal(happened.GetPhase()) {
		return nil
	}
	execution := key(happened.GetId().GetExecutionId())
	end := Node{ID: happened.GetId().GetNodeId(), Phase: happened.GetPhase(), Error: happened.GetError()}
	e.lock.Lock()
	defer e.lock.Unlock()
	e.ends[execution] = append(e.ends[execution], end)
	return nil
}

// Close implements events.EventSink.
func (e *events) Close() error { return nil }

// take gives the ends of an execution's nodes in their order, and forgets them.
func (e *events) take(execution *core.WorkflowExecutionIdentifier) []Node {
	e.lock.Lock()
	defer e.lock.Unlock()
	ends := e.ends[key(execution)]
	delete(e.ends, key(execution))
	return ends
}

func key(execution *core.WorkflowExecutionIdentifier) string {
	return execution.GetProject() + "/" + execution.GetDomain() + "/" + execution.GetName()
}

func terminal(phase core.NodeExecution_Phase) bool {
	switch phase {
	case core.NodeExecution_SUCCEEDED, core.NodeExecution_FAILED, core.NodeExecution_TIMED_OUT, core.NodeExecution_SKIPPED,
		core.NodeExecution_ABORTED:
		return true
	default:
		return false
	}
}
