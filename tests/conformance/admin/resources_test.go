// Tests where Admin's rules on resources are looser or odder than one would think.

package admin

import (
	"testing"

	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
)

func spec(requests, limits []*core.Resources_ResourceEntry) *flyteadmin.TaskSpec {
	container := &core.Container{Image: "i", Resources: &core.Resources{Requests: requests, Limits: limits}}
	return &flyteadmin.TaskSpec{Template: &core.TaskTemplate{
		Type: "python-task", Metadata: &core.TaskMetadata{}, Interface: &core.TypedInterface{},
		Target: &core.TaskTemplate_Container{Container: container},
	}}
}

func TestResources(t *testing.T) {
	entry := func(name core.Resources_ResourceName, value string) []*core.Resources_ResourceEntry {
		return []*core.Resources_ResourceEntry{{Name: name, Value: value}}
	}
	cpu, gpu, storage := core.Resources_CPU, core.Resources_GPU, core.Resources_STORAGE
	generous, defaults := Generous("p"), CodeDefaults("p")
	cases := []struct {
		what             string
		platform         Platform
		requests, limits []*core.Resources_ResourceEntry
		taken            bool
	}{
		{"whole units are compared: 1500m and 1200m are both 2", generous, entry(cpu, "1500m"), entry(cpu, "1200m"), true},
		{"2100m is 3", generous, entry(cpu, "2100m"), entry(cpu, "2"), false},
		{"no limit of the platform", generous, entry(cpu, "64"), nil, true},
		{"the platform's 2 cpu", defaults, entry(cpu, "2"), nil, true},
		{"more than the platform's 2 cpu", defaults, entry(cpu, "2100m"), nil, false},
		{"a limit without a request is not looked at", defaults, nil, entry(cpu, "64"), true},
		{"a limit beside a request is", defaults, entry(cpu, "1"), entry(cpu, "64"), false},
		{"but must be a quantity", generous, nil, entry(cpu, "many"), false},
		{"storage is skipped", defaults, entry(storage, "any"), nil, true},
		{"GPUs may be requested without a limit", generous, entry(gpu, "4"), nil, true},
		{"and limited without a request", defaults, nil, entry(gpu, "4"), true},
	}
	id := &core.Identifier{ResourceType: core.ResourceType_TASK, Project: "p", Domain: "staging", Name: "n", Version: "v"}
	for _, one := range cases {
		if err := one.platform.Task(id, spec(one.requests, one.limits)); (err == nil) != one.taken {
			t.Errorf("%s: %v", one.what, err)
		}
	}
}
