// This file owns the comparison of an execution with what the table says Flyte's rules are.

package runs

import (
	"fmt"
	"slices"
	"strings"

	"flightplan.dev/conformance/engine"
)

// check compares; without expectations all is well.
func (e *expected) check(result engine.Result) error {
	if e == nil {
		return nil
	}
	if err := e.checkEnd(result); err != nil {
		return err
	}
	if e.Pods != nil && len(result.Pods.Pods) != *e.Pods {
		return fmt.Errorf("%d pods instead of %d: %+v", len(result.Pods.Pods), *e.Pods, result.Pods.Pods)
	}
	if e.Peak != nil && result.Pods.Peak != *e.Peak {
		return fmt.Errorf("a peak of %d pods instead of %d", result.Pods.Peak, *e.Peak)
	}
	if ran := succeeded(result); e.Ran != nil && !slices.Equal(ran, e.Ran) {
		return fmt.Errorf("%v ran instead of %v", ran, e.Ran)
	}
	return nil
}

func (e *expected) checkEnd(result engine.Result) error {
	fails := e.Error != "" || e.Code != nil
	switch {
	case fails && result.Error == nil:
		return fmt.Errorf("it succeeds instead of failing: %s", e.Error)
	case !fails && result.Error != nil:
		return fmt.Errorf("it fails: %s: %s", result.Error.GetCode(), result.Error.GetMessage())
	case e.Code != nil && result.Error.GetCode() != *e.Code:
		return fmt.Errorf("the code is %q (%s) instead of %q", result.Error.GetCode(), result.Error.GetMessage(), *e.Code)
	case fails && !strings.Contains(result.Error.GetMessage(), e.Error):
		return fmt.Errorf("the error is %q, without %q", result.Error.GetMessage(), e.Error)
	case e.Outputs == nil:
		return nil
	}
	outputs, err := e.literals()
	if err != nil {
		return err
	}
	return equal(outputs, result.Outputs, nil)
}

// succeeded are the tasks whose containers ended well, without their module. A container that reports an error ends well,
// too.
func succeeded(result engine.Result) []string {
	ran := []string{}
	for _, pod := range result.Pods.Pods {
		if pod.ExitCode == 0 {
			_, name, _ := strings.Cut(pod.Task, ".")
			ran = append(ran, name)
		}
	}
	slices.Sort(ran)
	return ran
}
