// This file owns the comparison of an execution with a run of the interpreter.

package runs

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"flightplan.dev/conformance/engine"
	"flightplan.dev/conformance/flightplan"
)

const (
	recoverable = "RECOVERABLE"
	// exhausted begins the code of a retryable error that was not tried again.
	exhausted = "RetriesExhausted|"
	// timedOut is the interpreter's code for an attempt that outlived its timeout. In a cluster nobody is left to report
	// it: propeller ends the container, and has codes of its own.
	timedOut = "USER:TimedOut"
)

// timeouts are propeller's codes for the last attempt that may be, and for a node that has had twice its timeout in all.
var timeouts = []string{exhausted + "TimeoutExpired", "Timeout"}

// agree compares the ends of both. Of the outputs in parts values are compared, of all others literals.
func agree(ours flightplan.Run, theirs engine.Result, parts map[string]bool) error {
	switch {
	case ours.Error != nil && theirs.Error != nil:
		return agreeOnError(ours.Error, theirs)
	case ours.Error != nil:
		return fmt.Errorf("propeller succeeds with %s, the interpreter fails: %s", printed(theirs.Outputs), ours.Error.Message)
	case theirs.Error != nil:
		return fmt.Errorf("propeller fails: %s: %s; the interpreter succeeds", theirs.Error.GetCode(), theirs.Error.GetMessage())
	default:
		return equal(ours.Outputs, theirs.Outputs, parts)
	}
}

// equal compares outputs literal by literal.
func equal(ours, theirs *core.LiteralMap, parts map[string]bool) error {
	for name, literal := range ours.GetLiterals() {
		other, given := theirs.GetLiterals()[name]
		if !given {
			return fmt.Errorf("propeller has no output %s", name)
		}
		if !same(literal, other) && !(parts[name] && sameValue(literal, other)) {
			return fmt.Errorf("output %s: propeller gives %s, the interpreter %s", name, printed(other), printed(literal))
		}
	}
	if len(theirs.GetLiterals()) != len(ours.GetLiterals()) {
		return fmt.Errorf("propeller gives the outputs %s, the interpreter %s", printed(theirs), printed(ours))
	}
	return nil
}

// same compares two literals: maps without order, NaN as equal to itself, MessagePack byte by byte. In the list that an
// ArrayNode makes, an optional element is bare, the failed one's none and any other; the interpreter writes it as a union.
func same(ours, theirs *core.Literal) bool {
	switch value := ours.GetValue().(type) {
	case *core.Literal_Collection:
		return slices.EqualFunc(value.Collection.GetLiterals(), theirs.GetCollection().GetLiterals(), same) &&
			theirs.GetCollection() != nil
	case *core.Literal_Map:
		return maps.EqualFunc(value.Map.GetLiterals(), theirs.GetMap().GetLiterals(), same) && theirs.GetMap() != nil
	case *core.Literal_Scalar:
		union, other := value.Scalar.GetUnion(), theirs.GetScalar().GetUnion()
		switch {
		case union != nil && other != nil:
			return proto.Equal(union.GetType(), other.GetType()) && same(union.GetValue(), other.GetValue())
		case union != nil:
			return same(union.GetValue(), theirs)
		}
	}
	return proto.Equal(ours, theirs)
}

// agreeOnError wants our message in the error of a node, and our code, as propeller passes it on. The error of the
// execution is looked at as well: a node that has timed out has none of its own.
func agreeOnError(ours *flightplan.RunError, theirs engine.Result) error {
	if ours.Code == timedOut && slices.Contains(timeouts, theirs.Error.GetCode()) {
		return nil
	}
	var failures []error
	for _, node := range theirs.Nodes {
		if node.Error == nil {
			continue
		}
		err := shown(ours, node.Error)
		if err == nil {
			return nil
		}
		failures = append(failures, fmt.Errorf("node %s: %w", node.ID, err))
	}
	if len(failures) == 0 {
		return fmt.Errorf("no node tells an error, the execution %s: %s", theirs.Error.GetCode(), theirs.Error.GetMessage())
	}
	return errors.Join(failures...)
}

// shown looks for our error in that of a node.
func shown(ours *flightplan.RunError, theirs *core.ExecutionError) error {
	code, message := theirs.GetCode(), theirs.GetMessage()
	switch {
	case len(ours.Elements) > 0:
		return shownElements(ours.Elements, message)
	case ours.Kind == "":
		// Propeller found it: the words are its own.
		if ours.Code != "" && code != ours.Code {
			return fmt.Errorf("code %q (%s), not %q", code, message, ours.Code)
		}
		return nil
	}
	wanted := ours.Code
	if ours.Kind == recoverable {
		wanted = exhausted + ours.Code
	}
	if code != wanted || !strings.Contains(message, ours.Message) {
		return fmt.Errorf("%q, %q instead of %q, %q", code, message, wanted, ours.Message)
	}
	return nil
}

// printed is a message on one line, shortened.
func printed(message proto.Message) string {
	text, err := protojson.Marshal(message)
	if err != nil {
		return err.Error()
	}
	return shortened(string(text))
}
