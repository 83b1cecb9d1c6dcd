// Package admin restates what flyteadmin checks before and after it compiles what is registered.
// flyteadmin cannot be a dependency, so each rule stands here as a small function that names the
// file it restates; `validation/` is short for flyteadmin/pkg/manager/impl/validation/.
//
// This file owns the answer of a rule that is broken.
package admin

import (
	"fmt"

	"google.golang.org/grpc/codes"
)

// Refusal is Admin's answer to a request that it does not take.
type Refusal struct {
	Code    codes.Code
	Message string
}

func (r *Refusal) Error() string {
	return fmt.Sprintf("%s: %s", r.Code, r.Message)
}

// Refuse makes the answer that nearly all rules give.
func Refuse(format string, arguments ...any) error {
	return &Refusal{Code: codes.InvalidArgument, Message: fmt.Sprintf(format, arguments...)}
}

// present demands a text.
func present(value, name string) error {
	if value == "" {
		return Refuse("missing %s", name)
	}
	return nil
}

// first gives the first error; Admin reports one at a time.
func first(rules ...func() error) error {
	for _, rule := range rules {
		if err := rule(); err != nil {
			return err
		}
	}
	return nil
}
