// This file owns the rules on schedules and notifications of launch plans
// (validation/launch_plan_validator.go, validation/notifications_validator.go).

package admin

import (
	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"github.com/robfig/cron/v3"
)

// schedule demands that a run by the clock has all inputs. Rates are not checked.
func schedule(given *flyteadmin.Schedule, expected *core.ParameterMap) error {
	if given.GetCronExpression() == "" && given.GetRate() == nil && given.GetCronSchedule() == nil {
		return nil
	}
	kickoff := given.GetKickoffTimeInputArg()
	for name, parameter := range expected.GetParameters() {
		if parameter.GetRequired() && name != kickoff {
			return Refuse("Cannot create a launch plan with a schedule if there is an unbound required input: %s", name)
		}
	}
	if kickoff != "" {
		parameter, free := expected.GetParameters()[kickoff]
		if !free {
			return Refuse("KickoffTimeInputArg %s is not free or does not exist", kickoff)
		}
		if parameter.GetVar().GetType().GetSimple() != core.SimpleType_DATETIME {
			return Refuse("KickoffTimeInputArg must reference a datetime input: %s", kickoff)
		}
	}
	expression := given.GetCronExpression()
	if expression == "" {
		expression = given.GetCronSchedule().GetSchedule()
	}
	if expression == "" {
		return nil
	}
	if _, err := cron.ParseStandard(expression); err != nil {
		return Refuse("Invalid cron expression: %v", err)
	}
	return nil
}

// notifications demands recipients, and phases in which an execution ends.
func notifications(given []*flyteadmin.Notification) error {
	for _, notification := range given {
		recipients, known := recipients(notification)
		if !known {
			return Refuse("invalid value for notification type")
		}
		if len(recipients) == 0 {
			return Refuse("missing recipients")
		}
		for _, recipient := range recipients {
			if err := present(recipient, "recipient"); err != nil {
				return err
			}
		}
		for _, phase := range notification.GetPhases() {
			if !terminal(phase) {
				return Refuse("invalid value for phase")
			}
		}
	}
	return nil
}

func recipients(notification *flyteadmin.Notification) ([]string, bool) {
	switch channel := notification.GetType().(type) {
	case *flyteadmin.Notification_Email:
		return channel.Email.GetRecipientsEmail(), true
	case *flyteadmin.Notification_Slack:
		return channel.Slack.GetRecipientsEmail(), true
	case *flyteadmin.Notification_PagerDuty:
		return channel.PagerDuty.GetRecipientsEmail(), true
	default:
		return nil, false
	}
}

// terminal is from flyteadmin/pkg/common/executions.go.
func terminal(phase core.WorkflowExecution_Phase) bool {
	switch phase {
	case core.WorkflowExecution_SUCCEEDED, core.WorkflowExecution_FAILED,
		core.WorkflowExecution_TIMED_OUT, core.WorkflowExecution_ABORTED:
		return true
	default:
		return false
	}
}
