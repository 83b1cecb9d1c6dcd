// This file owns how a refusal is told: which file, at which stage, with which of Flyte's codes.

package judge

import (
	"errors"
	"fmt"

	compile "github.com/flyteorg/flyte/flytepropeller/pkg/compiler/errors"

	"flightplan.dev/conformance/admin"
)

// Stage is the part of Flyte that refused.
type Stage string

// The stages, in the order in which an entity passes them.
const (
	Validation Stage = "Admin's validation"
	Compiling  Stage = "propeller's compiler"
	Building   Stage = "the resource in the cluster"
)

// Refusal is what stops a registration.
type Refusal struct {
	File  string
	Stage Stage
	Cause error
}

func (r *Refusal) Error() string {
	return fmt.Sprintf("%s: %s: %v", r.File, r.Stage, r.Cause)
}

func (r *Refusal) Unwrap() error {
	return r.Cause
}

// Codes are the codes that an error carries: propeller's, or the gRPC code of Admin's answer.
func Codes(err error) []string {
	var refused *admin.Refusal
	if errors.As(err, &refused) {
		return []string{refused.Code.String()}
	}
	var collected compile.CompileErrors
	if !errors.As(err, &collected) {
		return nil
	}
	var codes []string
	for _, one := range collected.Errors().List() {
		codes = append(codes, string(one.Code()))
	}
	return codes
}
