// This file owns the building of Flyte's messages in few words.

package refuse

import (
	"github.com/flyteorg/flyte/flyteidl/clients/go/coreutils"
	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"google.golang.org/protobuf/proto"
)

// types are variables by name.
type types map[string]*core.LiteralType

// project is that of all ids.
const project = "flightplan"

func clone[M proto.Message](message M) M {
	return proto.Clone(message).(M)
}

func id(kind core.ResourceType, name string) *core.Identifier {
	return &core.Identifier{ResourceType: kind, Project: project, Domain: "development", Name: name, Version: "v1"}
}

func variables(from types) *core.VariableMap {
	all := map[string]*core.Variable{}
	for name, declared := range from {
		all[name] = &core.Variable{Type: declared}
	}
	return &core.VariableMap{Variables: all}
}

func task(name string, inputs, outputs types) *flyteadmin.TaskSpec {
	return &flyteadmin.TaskSpec{Template: &core.TaskTemplate{
		Id:        id(core.ResourceType_TASK, name),
		Type:      "python-task",
		Metadata:  &core.TaskMetadata{Runtime: &core.RuntimeMetadata{Version: "1"}, Retries: &core.RetryStrategy{}},
		Interface: &core.TypedInterface{Inputs: variables(inputs), Outputs: variables(outputs)},
		Target: &core.TaskTemplate_Container{Container: &core.Container{
			Image: "example/runtime:v1", Args: []string{"execute"}, Resources: &core.Resources{},
		}},
	}}
}

func workflow(name string, inputs, outputs types, result *core.BindingData, nodes ...*core.Node) *core.WorkflowTemplate {
	return &core.WorkflowTemplate{
		Id:        id(core.ResourceType_WORKFLOW, name),
		Interface: &core.TypedInterface{Inputs: variables(inputs), Outputs: variables(outputs)},
		Nodes:     nodes,
		Outputs:   []*core.Binding{bind("o0", result)},
	}
}

func plan(name string) *flyteadmin.LaunchPlan {
	return &flyteadmin.LaunchPlan{
		Id: id(core.ResourceType_LAUNCH_PLAN, name),
		Spec: &flyteadmin.LaunchPlanSpec{
			WorkflowId:     id(core.ResourceType_WORKFLOW, name),
			DefaultInputs:  &core.ParameterMap{Parameters: map[string]*core.Parameter{}},
			FixedInputs:    &core.LiteralMap{Literals: map[string]*core.Literal{}},
			EntityMetadata: &flyteadmin.LaunchPlanMetadata{},
		},
	}
}

// node completes a node that has its target only.
func node(name string, target *core.Node, inputs ...*core.Binding) *core.Node {
	target.Id = name
	target.Metadata = &core.NodeMetadata{Name: name}
	target.Inputs = inputs
	return target
}

func taskNode(name string) *core.Node {
	return &core.Node{Target: &core.Node_TaskNode{TaskNode: &core.TaskNode{
		Reference: &core.TaskNode_ReferenceId{ReferenceId: id(core.ResourceType_TASK, name)},
	}}}
}

func subWorkflow(name string) *core.Node {
	return &core.Node{Target: &core.Node_WorkflowNode{WorkflowNode: &core.WorkflowNode{
		Reference: &core.WorkflowNode_SubWorkflowRef{SubWorkflowRef: id(core.ResourceType_WORKFLOW, name)},
	}}}
}

func launch(name string) *core.Node {
	return &core.Node{Target: &core.Node_WorkflowNode{WorkflowNode: &core.WorkflowNode{
		Reference: &core.WorkflowNode_LaunchplanRef{LaunchplanRef: id(core.ResourceType_LAUNCH_PLAN, name)},
	}}}
}

func bind(name string, value *core.BindingData) *core.Binding {
	return &core.Binding{Var: name, Binding: value}
}

// promise is the output of a node, or an input of the workflow where no node is named.
func promise(node, name string, path ...string) *core.BindingData {
	reference := &core.OutputReference{NodeId: node, Var: name}
	for _, step := range path {
		attribute := &core.PromiseAttribute{Value: &core.PromiseAttribute_StringValue{StringValue: step}}
		reference.AttrPath = append(reference.AttrPath, attribute)
	}
	return &core.BindingData{Value: &core.BindingData_Promise{Promise: reference}}
}

func scalar(value any) *core.BindingData {
	return &core.BindingData{Value: &core.BindingData_Scalar{Scalar: literal(value).GetScalar()}}
}

func listOf(elements ...*core.BindingData) *core.BindingData {
	return &core.BindingData{Value: &core.BindingData_Collection{Collection: &core.BindingDataCollection{Bindings: elements}}}
}

func mapOf(name string, value *core.BindingData) *core.BindingData {
	bindings := map[string]*core.BindingData{name: value}
	return &core.BindingData{Value: &core.BindingData_Map{Map: &core.BindingDataMap{Bindings: bindings}}}
}

func literal(value any) *core.Literal {
	return coreutils.MustMakeLiteral(value)
}

func simple(kind core.SimpleType) *core.LiteralType {
	return &core.LiteralType{Type: &core.LiteralType_Simple{Simple: kind}}
}

func integer() *core.LiteralType { return simple(core.SimpleType_INTEGER) }
func float() *core.LiteralType   { return simple(core.SimpleType_FLOAT) }
func text() *core.LiteralType    { return simple(core.SimpleType_STRING) }
func none() *core.LiteralType    { return simple(core.SimpleType_NONE) }

func list(element *core.LiteralType) *core.LiteralType {
	return &core.LiteralType{Type: &core.LiteralType_CollectionType{CollectionType: element}}
}

func dict(value *core.LiteralType) *core.LiteralType {
	return &core.LiteralType{Type: &core.LiteralType_MapValueType{MapValueType: value}}
}

func union(variants ...*core.LiteralType) *core.LiteralType {
	return &core.LiteralType{Type: &core.LiteralType_UnionType{UnionType: &core.UnionType{Variants: variants}}}
}

func tagged(declared *core.LiteralType, tag string) *core.LiteralType {
	declared.Structure = &core.TypeStructure{Tag: tag}
	return declared
}

func enum(values ...string) *core.LiteralType {
	return &core.LiteralType{Type: &core.LiteralType_EnumType{EnumType: &core.EnumType{Values: values}}}
}

func blob(format string, kind core.BlobType_BlobDimensionality) *core.LiteralType {
	return &core.LiteralType{Type: &core.LiteralType_Blob{Blob: &core.BlobType{Format: format, Dimensionality: kind}}}
}
