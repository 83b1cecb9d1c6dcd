// Package judge registers a package as Admin does, one entity after the other: Admin's rules, then
// propeller's compiler, then the resource that propeller would run.
//
// This file owns what is registered, and the order of the steps for each kind of entity.
package judge

import (
	"bytes"
	"context"
	"fmt"
	"io"

	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"github.com/flyteorg/flyte/flytepropeller/pkg/compiler"
	"github.com/flyteorg/flyte/flytepropeller/pkg/compiler/common"
	"github.com/flyteorg/flyte/flytestdlib/pbhash"
	"github.com/golang/protobuf/jsonpb" // the form that Admin's digest is taken of
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/protoadapt"

	"flightplan.dev/conformance/admin"
	"flightplan.dev/conformance/artifact"
)

// Registry is what Admin's database holds.
type Registry struct {
	platform  admin.Platform
	tasks     map[string]*core.CompiledTask
	workflows map[string]*core.CompiledWorkflowClosure
	plans     map[string]*flyteadmin.LaunchPlan
	// created holds all of them by id, to tell whether one that comes again is the same.
	created map[string]proto.Message
}

// New makes a registry without entries.
func New(platform admin.Platform) *Registry {
	return &Registry{
		platform:  platform,
		tasks:     map[string]*core.CompiledTask{},
		workflows: map[string]*core.CompiledWorkflowClosure{},
		plans:     map[string]*flyteadmin.LaunchPlan{},
		created:   map[string]proto.Message{},
	}
}

// Register takes the entities in their order, and stops at the first that is refused. The error is
// a *Refusal.
func (r *Registry) Register(entities []artifact.Entity) error {
	for _, entity := range entities {
		if stage, err := r.create(entity.Message); err != nil {
			return &Refusal{File: entity.File, Stage: stage, Cause: err}
		}
	}
	return nil
}

// Workflow is the compiled closure of a registered workflow, or nil. It belongs to the caller.
func (r *Registry) Workflow(name string) *core.CompiledWorkflowClosure {
	if closure := r.closure(name); closure != nil {
		return proto.Clone(closure).(*core.CompiledWorkflowClosure)
	}
	return nil
}

func (r *Registry) closure(name string) *core.CompiledWorkflowClosure {
	for _, closure := range r.workflows {
		if closure.GetPrimary().GetTemplate().GetId().GetName() == name {
			return closure
		}
	}
	return nil
}

// Workflows are the names of all registered workflows.
func (r *Registry) Workflows() []string {
	names := make([]string, 0, len(r.workflows))
	for _, closure := range r.workflows {
		names = append(names, closure.GetPrimary().GetTemplate().GetId().GetName())
	}
	return names
}

func (r *Registry) create(message proto.Message) (Stage, error) {
	switch message := message.(type) {
	case *flyteadmin.TaskSpec:
		return r.createTask(message)
	case *flyteadmin.WorkflowSpec:
		return r.createWorkflow(message)
	case *flyteadmin.LaunchPlan:
		return r.createPlan(message)
	default:
		return Validation, fmt.Errorf("unknown message %T", message)
	}
}

// requested is the id of a create request: flytectl takes name and version from the entity, the
// rest from its command line, and states the kind itself.
func (r *Registry) requested(own *core.Identifier, kind core.ResourceType) *core.Identifier {
	return &core.Identifier{
		ResourceType: kind,
		Project:      own.GetProject(),
		Domain:       own.GetDomain(),
		Name:         own.GetName(),
		Version:      own.GetVersion(),
	}
}

// createTask follows flyteadmin/pkg/manager/impl/task_manager.go.
func (r *Registry) createTask(spec *flyteadmin.TaskSpec) (Stage, error) {
	id := r.requested(spec.GetTemplate().GetId(), core.ResourceType_TASK)
	if err := r.platform.Task(id, spec); err != nil {
		return Validation, err
	}
	template := proto.Clone(spec.GetTemplate()).(*core.TaskTemplate)
	template.Id = id
	compiled, err := compiler.CompileTask(template)
	if err != nil {
		return Compiling, err
	}
	if err := r.once(id, compiled); err != nil {
		return Validation, err
	}
	r.tasks[id.String()] = compiled
	return "", nil
}

// createWorkflow follows flyteadmin/pkg/manager/impl/workflow_manager.go.
func (r *Registry) createWorkflow(spec *flyteadmin.WorkflowSpec) (Stage, error) {
	id := r.requested(spec.GetTemplate().GetId(), core.ResourceType_WORKFLOW)
	if err := r.platform.Workflow(id, spec); err != nil {
		return Validation, err
	}
	spec = proto.Clone(spec).(*flyteadmin.WorkflowSpec)
	spec.Template.Id = id
	closure, err := r.compile(spec)
	if err != nil {
		return Compiling, err
	}
	if err := r.platform.CompiledWorkflow(&flyteadmin.WorkflowClosure{CompiledWorkflow: closure}); err != nil {
		return Validation, err
	}
	if err := r.once(id, closure); err != nil {
		return Validation, err
	}
	r.workflows[id.String()] = closure
	return "", nil
}

func (r *Registry) compile(spec *flyteadmin.WorkflowSpec) (*core.CompiledWorkflowClosure, error) {
	required, err := compiler.GetRequirements(spec.GetTemplate(), spec.GetSubWorkflows())
	if err != nil {
		return nil, err
	}
	tasks := make([]*core.CompiledTask, 0, len(required.GetRequiredTaskIds()))
	for _, id := range required.GetRequiredTaskIds() {
		task, registered := r.tasks[id.String()]
		if !registered {
			return nil, missing(id)
		}
		tasks = append(tasks, proto.Clone(task).(*core.CompiledTask))
	}
	plans := make([]common.InterfaceProvider, 0, len(required.GetRequiredLaunchPlanIds()))
	for _, id := range required.GetRequiredLaunchPlanIds() {
		plan, registered := r.plans[id.String()]
		if !registered {
			return nil, missing(id)
		}
		plans = append(plans, compiler.NewLaunchPlanInterfaceProvider(plan))
	}
	return compiler.CompileWorkflow(spec.GetTemplate(), spec.GetSubWorkflows(), tasks, plans)
}

// createPlan follows flyteadmin/pkg/manager/impl/launch_plan_manager.go.
func (r *Registry) createPlan(plan *flyteadmin.LaunchPlan) (Stage, error) {
	id := r.requested(plan.GetId(), core.ResourceType_LAUNCH_PLAN)
	workflow := plan.GetSpec().GetWorkflowId()
	if err := admin.Identifier(workflow, core.ResourceType_WORKFLOW); err != nil {
		return Validation, err
	}
	closure, registered := r.workflows[workflow.String()]
	if !registered {
		return Validation, missing(workflow)
	}
	types := closure.GetPrimary().GetTemplate().GetInterface()
	expected, err := r.platform.LaunchPlan(id, plan.GetSpec(), types.GetInputs())
	if err != nil {
		return Validation, err
	}
	spec := proto.Clone(plan.GetSpec()).(*flyteadmin.LaunchPlanSpec)
	spec.DefaultInputs = expected
	created := &flyteadmin.LaunchPlan{
		Id:      id,
		Spec:    spec,
		Closure: &flyteadmin.LaunchPlanClosure{ExpectedInputs: expected, ExpectedOutputs: types.GetOutputs()},
	}
	if err := r.once(id, created); err != nil {
		return Validation, err
	}
	r.plans[id.String()] = created
	return "", nil
}

// once refuses another structure under the same id; the same structure again is fine, because
// flytectl counts AlreadyExists as success (flyteadmin/pkg/errors/errors.go). Admin takes a digest of
// the JSON form of everything (flyteadmin/pkg/manager/impl/util/digests.go): what has no such form is
// refused, and the rest of the digest, which costs more than the compiler, is left to the ids that occur twice.
func (r *Registry) once(id *core.Identifier, message proto.Message) error {
	var marshaler jsonpb.Marshaler
	if err := marshaler.Marshal(io.Discard, protoadapt.MessageV1Of(message)); err != nil {
		return &admin.Refusal{Code: codes.Internal, Message: fmt.Sprintf("failed to hash %s: %v", id.GetName(), err)}
	}
	before, exists := r.created[id.String()]
	r.created[id.String()] = message
	if !exists {
		return nil
	}
	same, err := sameDigest(before, message)
	if err == nil && !same {
		return admin.Refuse("%s with different structure already exists", id.GetName())
	}
	return err
}

func sameDigest(one, other proto.Message) (bool, error) {
	first, err := pbhash.ComputeHash(context.Background(), protoadapt.MessageV1Of(one))
	if err != nil {
		return false, err
	}
	second, err := pbhash.ComputeHash(context.Background(), protoadapt.MessageV1Of(other))
	return bytes.Equal(first, second), err
}

func missing(id *core.Identifier) error {
	return &admin.Refusal{Code: codes.NotFound, Message: fmt.Sprintf("missing entity of type %s: %q", id.GetResourceType(), id.GetName())}
}
