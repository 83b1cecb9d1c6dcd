// This file owns the sizes of resources: what etcd would be given, beside what the compiler counts.

package accept

import (
	"fmt"

	"flightplan.dev/conformance/judge"
)

// EtcdBytes is the largest request that etcd takes by default: 1.5 MiB. The limit `resource_bytes`
// of the compiler mirrors it.
const EtcdBytes = 1536 * 1024

// Sizes are the largest resource of a registry, and the largest resource in relation to its closure.
type Sizes struct {
	Resource int
	// Ratio is the length of the resource by that of the compiled closure's messages.
	Ratio float64
}

// Measure builds every workflow's resource; one that etcd would not take is an error.
func Measure(registry *judge.Registry) (Sizes, error) {
	var largest Sizes
	for _, name := range registry.Workflows() {
		size, err := registry.Size(name)
		if err != nil {
			return largest, err
		}
		if size.Resource > EtcdBytes {
			return largest, fmt.Errorf("the resource of %s has %d bytes, more than etcd's %d", name, size.Resource, EtcdBytes)
		}
		largest = largest.max(Sizes{Resource: size.Resource, Ratio: float64(size.Resource) / float64(size.Closure)})
	}
	return largest, nil
}

func (s Sizes) max(other Sizes) Sizes {
	return Sizes{Resource: max(s.Resource, other.Resource), Ratio: max(s.Ratio, other.Ratio)}
}

func (s Sizes) notes() []string {
	return []string{fmt.Sprintf("largest resource: %d bytes; at most %.1f times the compiled closure", s.Resource, s.Ratio)}
}
