// This file owns the parts of values. Where a workflow's result is a path into an output, propeller takes the part out of
// MessagePack and packs it anew, in forms of its own (flytepropeller/pkg/controller/nodes/attr_path_resolver.go): lists of
// packed elements, maps in any order of keys, and dates, durations and addresses as flytekit packs those. The value
// is the same, so for such results values are compared, and not the literals.

package runs

import (
	"fmt"
	"reflect"
	"time"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"github.com/shamaton/msgpack/v2"
)

// parts are the outputs of a workflow that are, or contain, parts of other values.
func parts(closure *core.CompiledWorkflowClosure) map[string]bool {
	templates := map[string]*core.WorkflowTemplate{}
	for _, inner := range closure.GetSubWorkflows() {
		templates[inner.GetTemplate().GetId().GetName()] = inner.GetTemplate()
	}
	found := map[string]bool{}
	primary := closure.GetPrimary().GetTemplate()
	for _, output := range primary.GetOutputs() {
		found[output.GetVar()] = isPart(output.GetBinding(), primary, templates)
	}
	return found
}

// isPart follows a binding, also into the workflow behind a node.
func isPart(binding *core.BindingData, in *core.WorkflowTemplate, templates map[string]*core.WorkflowTemplate) bool {
	for _, element := range binding.GetCollection().GetBindings() {
		if isPart(element, in, templates) {
			return true
		}
	}
	for _, value := range binding.GetMap().GetBindings() {
		if isPart(value, in, templates) {
			return true
		}
	}
	promise := binding.GetPromise()
	if len(promise.GetAttrPath()) > 0 {
		return true
	}
	for _, node := range in.GetNodes() {
		inner := templates[node.GetWorkflowNode().GetSubWorkflowRef().GetName()]
		if node.GetId() != promise.GetNodeId() || inner == nil {
			continue
		}
		for _, output := range inner.GetOutputs() {
			if output.GetVar() == promise.GetVar() && isPart(output.GetBinding(), inner, templates) {
				return true
			}
		}
	}
	return false
}

// sameValue compares what two literals stand for. The first one has the form of its type.
func sameValue(ours, theirs *core.Literal) bool {
	mine, err := plain(ours)
	if err != nil {
		return false
	}
	other, err := plain(theirs)
	return err == nil && reflect.DeepEqual(mine, other)
}

// plain is a literal as a value of Go, with dates and durations as they are packed.
func plain(literal *core.Literal) (any, error) {
	switch value := literal.GetValue().(type) {
	case *core.Literal_Collection:
		list := []any{}
		for _, element := range value.Collection.GetLiterals() {
			one, err := plain(element)
			if err != nil {
				return nil, err
			}
			list = append(list, one)
		}
		return list, nil
	case *core.Literal_Map:
		entries := map[any]any{}
		for key, element := range value.Map.GetLiterals() {
			one, err := plain(element)
			if err != nil {
				return nil, err
			}
			entries[key] = one
		}
		return entries, nil
	default:
		return plainScalar(literal.GetScalar())
	}
}

func plainScalar(scalar *core.Scalar) (any, error) {
	switch value := scalar.GetValue().(type) {
	case *core.Scalar_Primitive:
		return plainPrimitive(value.Primitive), nil
	case *core.Scalar_Union:
		return plain(value.Union.GetValue())
	case *core.Scalar_NoneType:
		return nil, nil
	case *core.Scalar_Blob:
		return map[any]any{"path": value.Blob.GetUri()}, nil
	case *core.Scalar_StructuredDataset:
		format := value.StructuredDataset.GetMetadata().GetStructuredDatasetType().GetFormat()
		return map[any]any{"uri": value.StructuredDataset.GetUri(), "file_format": format}, nil
	case *core.Scalar_Binary:
		if value.Binary.GetTag() == "" {
			return value.Binary.GetValue(), nil
		}
		var unpacked any
		err := msgpack.Unmarshal(value.Binary.GetValue(), &unpacked)
		return widened(unpacked), err
	default:
		return nil, fmt.Errorf("%T has no plain form", value)
	}
}

func plainPrimitive(primitive *core.Primitive) any {
	switch value := primitive.GetValue().(type) {
	case *core.Primitive_Integer:
		return value.Integer
	case *core.Primitive_FloatValue:
		return value.FloatValue
	case *core.Primitive_StringValue:
		return value.StringValue
	case *core.Primitive_Boolean:
		return value.Boolean
	case *core.Primitive_Datetime:
		return isoformat(value.Datetime.AsTime())
	case *core.Primitive_Duration:
		return float64(value.Duration.AsDuration().Microseconds()) / 1e6
	default:
		return value
	}
}

// isoformat is Python's: microseconds only where there are any.
func isoformat(instant time.Time) string {
	if instant.Nanosecond() == 0 {
		return instant.Format("2006-01-02T15:04:05-07:00")
	}
	return instant.Format("2006-01-02T15:04:05.000000-07:00")
}

// widened is a value with all its integers in 64 bits.
func widened(value any) any {
	switch value := value.(type) {
	case []any:
		for at := range value {
			value[at] = widened(value[at])
		}
		return value
	case map[any]any:
		for key := range value {
			value[key] = widened(value[key])
		}
		return value
	}
	number := reflect.ValueOf(value)
	switch {
	case number.CanInt():
		return number.Int()
	case number.CanUint():
		return int64(number.Uint())
	default:
		return value
	}
}
