// This file shows what is a difference between an execution and a run of the interpreter, and what is none.

package runs

import (
	"math"
	"strings"
	"testing"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"google.golang.org/protobuf/encoding/protojson"

	"flightplan.dev/conformance/engine"
	"flightplan.dev/conformance/flightplan"
)

func literal(t *testing.T, text string) *core.Literal {
	t.Helper()
	read := &core.Literal{}
	if err := protojson.Unmarshal([]byte(text), read); err != nil {
		t.Fatal(err)
	}
	return read
}

const (
	one      = `{"scalar": {"primitive": {"integer": "1"}}}`
	oneFloat = `{"scalar": {"primitive": {"float_value": 1}}}`
	nothing  = `{"scalar": {"none_type": {}}}`
	wrapped  = `{"scalar": {"union": {"value": ` + one + `, "type": {"simple": "INTEGER"}}}}`
	other    = `{"scalar": {"union": {"value": ` + one + `, "type": {"simple": "FLOAT"}}}}`
	missing  = `{"scalar": {"union": {"value": ` + nothing + `, "type": {"simple": "NONE"}}}}`
)

func TestLiteralsAreTheSame(t *testing.T) {
	for _, row := range []struct {
		ours, theirs string
		want         bool
	}{
		{one, one, true},
		{one, oneFloat, false},
		{wrapped, wrapped, true},
		{wrapped, other, false},
		// What an ArrayNode gathers is bare; the other way round nobody makes it.
		{wrapped, one, true},
		{one, wrapped, false},
		{`{"collection": {"literals": [` + wrapped + `,` + missing + `]}}`, `{"collection": {"literals": [` + one + `,` + nothing + `]}}`, true},
		{`{"collection": {"literals": [` + one + `]}}`, `{"collection": {"literals": [` + one + `,` + one + `]}}`, false},
		{`{"collection": {}}`, nothing, false},
		{`{"map": {"literals": {"a": ` + one + `}}}`, `{"map": {"literals": {"a": ` + one + `}}}`, true},
		{`{"map": {"literals": {"a": ` + one + `}}}`, `{"map": {"literals": {"b": ` + one + `}}}`, false},
		{`{"map": {}}`, `{"collection": {}}`, false},
		{`{"scalar": {"binary": {"value": "AQ==", "tag": "msgpack"}}}`, `{"scalar": {"binary": {"value": "Ag==", "tag": "msgpack"}}}`, false},
		{`{"scalar": {"primitive": {"float_value": "NaN"}}}`, `{"scalar": {"primitive": {"float_value": "NaN"}}}`, true},
	} {
		if got := same(literal(t, row.ours), literal(t, row.theirs)); got != row.want {
			t.Errorf("%s and %s: %v", row.ours, row.theirs, got)
		}
	}
}

func TestPartsHaveTheSameValues(t *testing.T) {
	datetime := `{"scalar": {"primitive": {"datetime": "1969-12-31T23:59:59.5Z"}}}`
	for _, row := range []struct {
		ours, theirs string
		want         bool
	}{
		{datetime, `{"scalar": {"primitive": {"string_value": "1969-12-31T23:59:59.500000+00:00"}}}`, true},
		{datetime, `{"scalar": {"primitive": {"string_value": "1969-12-31T23:59:58+00:00"}}}`, false},
		{`{"scalar": {"primitive": {"duration": "-1.5s"}}}`, `{"scalar": {"primitive": {"float_value": -1.5}}}`, true},
		{`{"collection": {"literals": [` + one + `]}}`, `{"collection": {"literals": [{"scalar": {"binary": {"value": "AQ==", "tag": "msgpack"}}}]}}`, true},
		{`{"collection": {"literals": [` + one + `]}}`, `{"collection": {"literals": [{"scalar": {"binary": {"value": "Ag==", "tag": "msgpack"}}}]}}`, false},
		{one, oneFloat, false},
	} {
		if got := sameValue(literal(t, row.ours), literal(t, row.theirs)); got != row.want {
			t.Errorf("%s and %s: %v", row.ours, row.theirs, got)
		}
	}
}

func TestOutputsAreComparedByName(t *testing.T) {
	outputs := func(names ...string) *core.LiteralMap {
		made := &core.LiteralMap{Literals: map[string]*core.Literal{}}
		for _, name := range names {
			made.Literals[name] = literal(t, one)
		}
		return made
	}
	if err := equal(outputs("a", "b"), outputs("a", "b"), nil); err != nil {
		t.Error(err)
	}
	if equal(outputs("a", "b"), outputs("a"), nil) == nil || equal(outputs("a"), outputs("a", "b"), nil) == nil {
		t.Error("an output more or less is seen")
	}
}

// failed is an execution whose only node failed.
func failed(code, message string) engine.Result {
	failure := &core.ExecutionError{Code: code, Message: message}
	return engine.Result{Error: failure, Nodes: []engine.Node{{ID: "n0", Phase: core.NodeExecution_FAILED, Error: failure}}}
}

func TestErrorsAgree(t *testing.T) {
	final := flightplan.RunError{Code: "USER:Failed", Message: "why", Kind: "NON_RECOVERABLE"}
	again := flightplan.RunError{Code: "USER:Retryable", Message: "why", Kind: "RECOVERABLE"}
	mapped := flightplan.RunError{Message: "2 failed", Elements: []flightplan.ElementError{{Index: 1, RunError: final}}}
	late := flightplan.RunError{Code: timedOut, Message: "too late", Kind: "RECOVERABLE"}
	lengths := flightplan.RunError{Code: "InvalidArrayLength", Message: "our words"}
	for _, row := range []struct {
		ours   flightplan.RunError
		theirs engine.Result
		want   bool
	}{
		{final, failed("USER:Failed", "task `m.t` failed: why"), true},
		{final, failed("USER:Failed", "another"), false},
		{final, failed("USER:Other", "why"), false},
		{again, failed("RetriesExhausted|USER:Retryable", "[1/1] … why"), true},
		{again, failed("USER:Retryable", "why"), false},
		{mapped, failed("", "[1]: task `m.t` failed: why\n"), true},
		{mapped, failed("", "[1]: task `m.t` failed: another\n"), false},
		{mapped, failed("", "[3]: task `m.t` failed: another\n"), true},
		{mapped, failed("", "[3]: another\n"), false},
		{mapped, failed("ArrayNodeFailing", "Unknown reason"), false},
		{late, failed("RetriesExhausted|TimeoutExpired", "expired"), true},
		{late, failed("USER:Failed", "too late"), false},
		{lengths, failed("InvalidArrayLength", "their words"), true},
		{lengths, failed("", "their words"), false},
		{final, engine.Result{Error: &core.ExecutionError{Message: "why"}}, false},
		{final, engine.Result{Outputs: &core.LiteralMap{}}, false},
	} {
		ours := flightplan.Run{Error: &row.ours}
		if err := agree(ours, row.theirs, nil); (err == nil) != row.want {
			t.Errorf("%+v and %v: %v", row.ours, row.theirs.Error, err)
		}
	}
	if err := agree(flightplan.Run{Outputs: &core.LiteralMap{}}, failed("", "why"), nil); err == nil || !strings.Contains(err.Error(), "why") {
		t.Error(err)
	}
}

func TestPlainFloatsKeepTheirKind(t *testing.T) {
	value := &core.Literal{Value: &core.Literal_Scalar{Scalar: &core.Scalar{Value: &core.Scalar_Primitive{
		Primitive: &core.Primitive{Value: &core.Primitive_FloatValue{FloatValue: math.Inf(1)}},
	}}}}
	if read, err := plain(value); err != nil || read != math.Inf(1) {
		t.Errorf("%v, %v", read, err)
	}
}
