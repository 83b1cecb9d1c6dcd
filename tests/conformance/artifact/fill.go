// This file owns the ids: which ones flytectl fills from its command line, and which nodes it
// cannot fill and therefore refuses (flytectl/cmd/register/register_util.go).

package artifact

import (
	"errors"
	"fmt"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
)

// The texts that stand for a part of an id, besides the empty one.
const (
	openProject = "{{ registration.project }}"
	openDomain  = "{{ registration.domain }}"
	openVersion = "{{ registration.version }}"
)

// Fill completes the ids of all entities in place.
func Fill(entities []Entity, registration Registration) error {
	for _, entity := range entities {
		if err := registration.fill(entity); err != nil {
			return fmt.Errorf("%s: %w", entity.File, err)
		}
	}
	return nil
}

func (r Registration) fill(entity Entity) error {
	switch message := entity.Message.(type) {
	case *admin.TaskSpec:
		return r.id(message.GetTemplate().GetId())
	case *admin.WorkflowSpec:
		for _, template := range append(message.GetSubWorkflows(), message.GetTemplate()) {
			if err := r.workflow(template); err != nil {
				return err
			}
		}
		return nil
	case *admin.LaunchPlan:
		return errors.Join(r.id(message.GetId()), r.id(message.GetSpec().GetWorkflowId()))
	default:
		return fmt.Errorf("unknown message %T", message)
	}
}

func (r Registration) workflow(template *core.WorkflowTemplate) error {
	for _, node := range template.GetNodes() {
		if err := r.node(node); err != nil {
			return err
		}
	}
	if failure := template.GetFailureNode(); failure != nil {
		if err := r.node(failure); err != nil {
			return err
		}
	}
	return r.id(template.GetId())
}

func (r Registration) node(node *core.Node) error {
	switch target := node.GetTarget().(type) {
	case *core.Node_TaskNode:
		return r.id(target.TaskNode.GetReferenceId())
	case *core.Node_WorkflowNode:
		if plan := target.WorkflowNode.GetLaunchplanRef(); plan != nil {
			return r.id(plan)
		}
		return r.id(target.WorkflowNode.GetSubWorkflowRef())
	case *core.Node_BranchNode:
		return r.branch(target.BranchNode.GetIfElse())
	case *core.Node_ArrayNode:
		return r.node(target.ArrayNode.GetNode())
	case *core.Node_GateNode:
		return nil
	default:
		return fmt.Errorf("node %q has no target", node.GetId())
	}
}

func (r Registration) branch(block *core.IfElseBlock) error {
	cases := append([]*core.IfBlock{block.GetCase()}, block.GetOther()...)
	for _, one := range cases {
		if err := r.node(one.GetThenNode()); err != nil {
			return err
		}
	}
	switch fallback := block.GetDefault().(type) {
	case *core.IfElseBlock_ElseNode:
		return r.node(fallback.ElseNode)
	case *core.IfElseBlock_Error:
		return nil
	default:
		return errors.New("a branch has neither an else node nor an error")
	}
}

func (r Registration) id(id *core.Identifier) error {
	if id == nil {
		return errors.New("an id is missing")
	}
	if id.GetProject() == "" || id.GetProject() == openProject {
		id.Project = r.Project
	}
	if id.GetDomain() == "" || id.GetDomain() == openDomain {
		id.Domain = r.Domain
	}
	if id.GetVersion() == "" || id.GetVersion() == openVersion {
		id.Version = r.Version
	}
	return nil
}
