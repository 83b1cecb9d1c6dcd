// This file owns the rows on tasks: Admin's validation, and propeller's compiler of tasks.

package refuse

import (
	"slices"

	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"github.com/flyteorg/flyte/flytepropeller/pkg/compiler"
	"google.golang.org/protobuf/types/known/structpb"

	"flightplan.dev/conformance/admin"
)

const (
	taskValidator = "flyteadmin/pkg/manager/impl/validation/task_validator.go"
	taskCompiler  = "flytepropeller/pkg/compiler/task_compiler.go"
	ownPods       = "the language has no pods of its own: `pod_template` names one of the cluster"
)

func taskRows() []Row {
	return slices.Concat(templateRows(), quantityRows(), ceilingRows(), podRows())
}

func templateRows() []Row {
	return []Row{
		{
			Rule: "a task has a template", Source: taskValidator, Code: invalid, Message: "missing spec",
			Direct: func(r *Registration) error {
				return admin.Generous(project).Task(r.Task.Template.Id, &flyteadmin.TaskSpec{})
			},
			Reason: alwaysWritten,
		},
		{
			Rule: "a task has a type", Source: taskValidator, Code: invalid, Message: "missing type",
			Break: func(r *Registration) { r.Task.Template.Type = "" }, Reason: alwaysWritten,
		},
		{
			Rule: "a task has metadata", Source: taskValidator, Code: invalid, Message: "missing metadata",
			Break: func(r *Registration) { r.Task.Template.Metadata = nil }, Reason: alwaysWritten,
		},
		{
			Rule: "the runtime of a task has a version", Source: taskValidator, Code: invalid, Message: "missing runtime version",
			Break: func(r *Registration) { r.Task.Template.Metadata.Runtime.Version = "" }, Reason: alwaysWritten,
		},
		{
			Rule: "a task has an interface", Source: taskValidator, Code: invalid, Message: "missing typed interface",
			Break: func(r *Registration) { r.Task.Template.Interface = nil }, Reason: alwaysWritten,
		},
		{
			Rule: "a container has an image", Source: taskValidator, Code: invalid, Message: "missing image",
			Break:   func(r *Registration) { r.Task.Template.GetContainer().Image = "" },
			Program: "task t(x: int) -> int with { image: \"\" } { x }", Ours: "O009",
		},
		{
			Rule: "a container has an image, for the compiler too", Source: taskCompiler, Code: "ValueRequired",
			Direct: func(r *Registration) error {
				r.Task.Template.GetContainer().Image = ""
				return compileTask(r.Task)
			},
			Program: "task t(x: int) -> int with { image: \"\" } { x }", Ours: "O009",
		},
		{
			Rule: "a container of a task with inputs or outputs has a command or arguments", Source: taskCompiler, Code: "ValueRequired",
			Break:  func(r *Registration) { r.Task.Template.GetContainer().Args = nil },
			Reason: "the code of a task is always in its arguments",
		},
		{
			Rule: "a task has an id", Source: taskCompiler, Code: "ValueRequired",
			Direct: func(r *Registration) error {
				r.Task.Template.Id = nil
				return compileTask(r.Task)
			},
			Reason: compilerMakesIDs,
		},
	}
}

func quantityRows() []Row {
	return []Row{
		{
			Rule: "a resource is named once in a list", Source: taskValidator, Code: invalid, Message: "multiple times",
			Break:  func(r *Registration) { requests(r.Task, cpu("1"), cpu("2")) },
			Reason: "the compiler writes each resource once",
		},
		{
			Rule: "an amount is a Kubernetes quantity", Source: taskValidator, Code: invalid, Message: "Parsing of CPU request failed",
			Break:   func(r *Registration) { requests(r.Task, cpu("many")) },
			Program: "task t(x: int) -> int with { requests: { cpu: \"many\" } } { x }", Ours: "O006",
		},
		{
			Rule: "an amount is a Kubernetes quantity, for the compiler too", Source: taskCompiler, Code: "UnrecognizedValue",
			Direct: func(r *Registration) error {
				requests(r.Task, cpu("many"))
				return compileTask(r.Task)
			},
			Program: "task t(x: int) -> int with { limits: { mem: \"1 GB\" } } { x }", Ours: "O006",
		},
		{
			Rule: "GPUs are whole", Source: taskValidator, Code: invalid, Message: "whole number",
			Break:   func(r *Registration) { requests(r.Task, entry(core.Resources_GPU, "500m")) },
			Program: "task t(x: int) -> int with { requests: { gpu: \"500m\" } } { x }", Ours: "O006",
		},
		{
			Rule: "a request of CPU is at most the limit", Source: taskValidator, Code: invalid, Message: "greater than the limit",
			Break:   func(r *Registration) { requests(r.Task, cpu("2")); limits(r.Task, cpu("1")) },
			Program: "task t(x: int) -> int with { requests: { cpu: \"2\" }, limits: { cpu: \"1\" } } { x }", Ours: "O007",
		},
		{
			Rule: "a request of memory is at most the limit", Source: taskValidator, Code: invalid, Message: "greater than the limit",
			Break: func(r *Registration) {
				requests(r.Task, entry(core.Resources_MEMORY, "2Gi"))
				limits(r.Task, entry(core.Resources_MEMORY, "1Gi"))
			},
			Program: "task t(x: int) -> int with { requests: { mem: \"2Gi\" }, limits: { mem: \"1Gi\" } } { x }", Ours: "O007",
		},
		{
			Rule: "a request of ephemeral storage is at most the limit", Source: taskValidator, Code: invalid, Message: "greater than the limit",
			Break: func(r *Registration) {
				requests(r.Task, entry(core.Resources_EPHEMERAL_STORAGE, "2Gi"))
				limits(r.Task, entry(core.Resources_EPHEMERAL_STORAGE, "1Gi"))
			},
			Program: "task t(x: int) -> int with { requests: { ephemeral: \"2Gi\" }, limits: { ephemeral: \"1Gi\" } } { x }", Ours: "O007",
		},
	}
}

func ceilingRows() []Row {
	return []Row{
		{
			Rule: "request and limit of GPUs are equal", Source: taskValidator, Code: invalid, Message: "must equal the limit",
			Break: func(r *Registration) {
				requests(r.Task, entry(core.Resources_GPU, "1"))
				limits(r.Task, entry(core.Resources_GPU, "2"))
			},
			Program: "task t(x: int) -> int with { requests: { gpu: 1 }, limits: { gpu: 2 } } { x }", Ours: "O007",
		},
		{
			Rule: "a request is at most the platform's limit", Source: taskValidator, Code: invalid, Message: "platform configuration",
			Break:    func(r *Registration) { requests(r.Task, cpu("3")) },
			Platform: codeDefaults,
			Program:  "task t(x: int) -> int with { requests: { cpu: \"3\" } } { x }", Settings: "[limits]\ncpu = \"2\"\n", Ours: "L004",
		},
		{
			Rule: "a limit given with a request is at most the platform's limit", Source: taskValidator, Code: invalid, Message: "platform configuration",
			Break: func(r *Registration) {
				requests(r.Task, entry(core.Resources_MEMORY, "1Gi"))
				limits(r.Task, entry(core.Resources_MEMORY, "2Gi"))
			},
			Platform: codeDefaults,
			Program:  "task t(x: int) -> int with { requests: { mem: \"1Gi\" }, limits: { mem: \"2Gi\" } } { x }",
			Settings: "[limits]\nmem = \"1Gi\"\n", Ours: "L004",
		},
		{
			Rule: "GPUs are at most the platform's limit", Source: taskValidator, Code: invalid, Message: "platform configuration",
			Break:    func(r *Registration) { requests(r.Task, entry(core.Resources_GPU, "2")) },
			Platform: codeDefaults,
			Program:  "task t(x: int) -> int with { requests: { gpu: 2 } } { x }", Settings: "[limits]\ngpu = 1\n", Ours: "L004",
		},
	}
}

func podRows() []Row {
	return []Row{
		{
			Rule: "a pod has a spec", Source: taskValidator, Code: invalid, Message: "no pod spec",
			Break:  func(r *Registration) { r.Task.Template.Target = &core.TaskTemplate_K8SPod{K8SPod: &core.K8SPod{}} },
			Reason: ownPods,
		},
		{
			Rule: "a request in a pod is at most the limit", Source: taskValidator, Code: invalid, Message: "greater than the limit",
			Break: func(r *Registration) {
				r.Task.Template.Target = pod(map[string]any{"name": "main", "resources": map[string]any{
					"requests": map[string]any{"cpu": "2"}, "limits": map[string]any{"cpu": "1"},
				}})
			},
			Reason: ownPods,
		},
		{
			Rule: "the name of a container in a pod is a DNS label", Source: taskCompiler, Code: "InvalidValue",
			Break:  func(r *Registration) { r.Task.Template.Target = pod(map[string]any{"name": "Main_Container"}) },
			Reason: ownPods,
		},
	}
}

func compileTask(spec *flyteadmin.TaskSpec) error {
	_, err := compiler.CompileTask(spec.GetTemplate())
	return err
}

func codeDefaults(platform *admin.Platform) {
	*platform = admin.CodeDefaults(platform.Projects[0])
}

func entry(name core.Resources_ResourceName, amount string) *core.Resources_ResourceEntry {
	return &core.Resources_ResourceEntry{Name: name, Value: amount}
}

func cpu(amount string) *core.Resources_ResourceEntry {
	return entry(core.Resources_CPU, amount)
}

func requests(spec *flyteadmin.TaskSpec, entries ...*core.Resources_ResourceEntry) {
	spec.GetTemplate().GetContainer().GetResources().Requests = entries
}

func limits(spec *flyteadmin.TaskSpec, entries ...*core.Resources_ResourceEntry) {
	spec.GetTemplate().GetContainer().GetResources().Limits = entries
}

func pod(container map[string]any) *core.TaskTemplate_K8SPod {
	spec, err := structpb.NewStruct(map[string]any{"containers": []any{container}})
	if err != nil {
		panic(err)
	}
	return &core.TaskTemplate_K8SPod{K8SPod: &core.K8SPod{PodSpec: spec}}
}
