// This file owns the rules on the resources of tasks (validation/task_validator.go).

package admin

import (
	"slices"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
)

type amounts map[core.Resources_ResourceName]resource.Quantity

// checked are the resources that Admin looks at; it skips the others.
var checked = []core.Resources_ResourceName{
	core.Resources_CPU, core.Resources_GPU, core.Resources_MEMORY, core.Resources_EPHEMERAL_STORAGE,
}

func quantities(entries []*core.Resources_ResourceEntry) (amounts, error) {
	found := amounts{}
	for _, entry := range entries {
		name := entry.GetName()
		if !slices.Contains(checked, name) {
			continue
		}
		if _, twice := found[name]; twice {
			return nil, Refuse("can't specify %v multiple times", name)
		}
		amount, err := resource.ParseQuantity(entry.GetValue())
		if err != nil {
			return nil, Refuse("Parsing of %v request failed for value %v: %v", name, entry.GetValue(), err)
		}
		if name == core.Resources_GPU && amount.MilliValue()%1000 != 0 {
			return nil, Refuse("gpu must be a whole number, got: %s", entry.GetValue())
		}
		found[name] = amount
	}
	return found, nil
}

func podQuantities(list corev1.ResourceList) amounts {
	names := map[corev1.ResourceName]core.Resources_ResourceName{
		corev1.ResourceCPU:              core.Resources_CPU,
		corev1.ResourceMemory:           core.Resources_MEMORY,
		corev1.ResourceEphemeralStorage: core.Resources_EPHEMERAL_STORAGE,
	}
	found := amounts{}
	for name, amount := range list {
		if known, ok := names[name]; ok {
			found[known] = amount
		}
	}
	return found
}

// resources compares requests with limits and with the platform. Admin goes through the requests
// only, so that a limit without a request passes; and it compares whole units, rounded up.
func (p Platform) resources(requests, limits amounts) error {
	for _, name := range checked {
		request, ok := requests[name]
		if !ok {
			continue
		}
		if limit, ok := limits[name]; ok {
			if err := p.requestAndLimit(name, request, limit); err != nil {
				return err
			}
		}
		if ceiling, ok := p.TaskLimits[name]; ok && request.Value() > ceiling.Value() {
			return Refuse("Requested %v default [%v] is greater than current limit set in the platform configuration [%v]",
				name, request.String(), ceiling.String())
		}
	}
	return nil
}

func (p Platform) requestAndLimit(name core.Resources_ResourceName, request, limit resource.Quantity) error {
	if name == core.Resources_GPU {
		if request.Value() != limit.Value() {
			return Refuse("For extended resource 'gpu' the default value must equal the limit value")
		}
		return nil
	}
	if limit.Value() < request.Value() {
		return Refuse("Requested %v default [%v] is greater than the limit [%v]", name, request.String(), limit.String())
	}
	if ceiling, ok := p.TaskLimits[name]; ok && limit.Value() > ceiling.Value() {
		return Refuse("Requested %v limit [%v] is greater than current limit set in the platform configuration [%v]",
			name, limit.String(), ceiling.String())
	}
	return nil
}
