// This file owns the rows on schedules and notifications of launch plans (Admin's validation).

package refuse

import (
	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
)

const notificationsValidator = "flyteadmin/pkg/manager/impl/validation/notifications_validator.go"

func scheduleRows() []Row {
	return append(clockRows(), notificationRows()...)
}

func clockRows() []Row {
	return []Row{
		{
			Rule: "a scheduled plan has a value for every input", Source: planValidator, Code: invalid, Message: "unbound required input",
			Break:   func(r *Registration) { r.Plan.Spec.EntityMetadata.Schedule = clock("0 2 * * *", "") },
			Program: launchPlans + "schedule: cron(\"0 2 * * *\") }\n", Ours: later,
		},
		{
			Rule: "the kickoff time is an input that is not fixed", Source: planValidator, Code: invalid, Message: "is not free",
			Break: func(r *Registration) {
				fixAll(r)
				r.Plan.Spec.EntityMetadata.Schedule = clock("0 2 * * *", "x")
			},
			Program: launchPlans + "fixed: { x: 1 }, schedule: cron(\"0 2 * * *\"), kickoff_time: x }\n", Ours: later,
		},
		{
			Rule: "the kickoff time is a date", Source: planValidator, Code: invalid, Message: "must reference a datetime",
			Break: func(r *Registration) {
				fixAll(r)
				delete(r.Plan.Spec.FixedInputs.Literals, "x")
				r.Plan.Spec.EntityMetadata.Schedule = clock("0 2 * * *", "x")
			},
			Program: launchPlans + "schedule: cron(\"0 2 * * *\"), kickoff_time: x }\n", Ours: later,
		},
		{
			Rule: "a cron expression has five fields, or is a descriptor", Source: planValidator, Code: invalid, Message: "Invalid cron expression",
			Break: func(r *Registration) {
				fixAll(r)
				r.Plan.Spec.EntityMetadata.Schedule = clock("daily", "")
			},
			Program: launchPlans + "fixed: { x: 1 }, schedule: cron(\"daily\") }\n", Ours: later,
		},
		{
			Rule: "a day of the week is one from 0 to 6", Source: planValidator, Code: invalid, Message: "Invalid cron expression",
			Break: func(r *Registration) {
				fixAll(r)
				r.Plan.Spec.EntityMetadata.Schedule = clock("0 2 * * 7", "")
			},
			Program: launchPlans + "fixed: { x: 1 }, schedule: cron(\"0 2 * * 7\") }\n", Ours: later,
		},
	}
}

func notificationRows() []Row {
	email := func(recipients ...string) *flyteadmin.Notification {
		return &flyteadmin.Notification{Type: &flyteadmin.Notification_Email{
			Email: &flyteadmin.EmailNotification{RecipientsEmail: recipients},
		}}
	}
	notify := func(r *Registration, notification *flyteadmin.Notification) {
		r.Plan.Spec.EntityMetadata.Notifications = []*flyteadmin.Notification{notification}
	}
	return []Row{
		{
			Rule: "a notification says by which channel", Source: notificationsValidator, Code: invalid, Message: "notification type",
			Break:   func(r *Registration) { notify(r, &flyteadmin.Notification{}) },
			Program: launchPlans + "notify: [\"a@b.example\"] }\n", Ours: later,
		},
		{
			Rule: "a notification has recipients", Source: notificationsValidator, Code: invalid, Message: "missing recipients",
			Break:   func(r *Registration) { notify(r, email()) },
			Program: launchPlans + "notify: [email([], on: [failed])] }\n", Ours: later,
		},
		{
			Rule: "a recipient is not empty", Source: notificationsValidator, Code: invalid, Message: "missing recipient",
			Break:   func(r *Registration) { notify(r, email("")) },
			Program: launchPlans + "notify: [email([\"\"], on: [failed])] }\n", Ours: later,
		},
		{
			Rule: "a notification is about how an execution ends", Source: notificationsValidator, Code: invalid, Message: "phase",
			Break: func(r *Registration) {
				running := email("a@b.example")
				running.Phases = []core.WorkflowExecution_Phase{core.WorkflowExecution_RUNNING}
				notify(r, running)
			},
			Program: launchPlans + "notify: [email([\"a@b.example\"], on: [running])] }\n", Ours: later,
		},
	}
}

func clock(expression, kickoff string) *flyteadmin.Schedule {
	return &flyteadmin.Schedule{
		ScheduleExpression:  &flyteadmin.Schedule_CronSchedule{CronSchedule: &flyteadmin.CronSchedule{Schedule: expression}},
		KickoffTimeInputArg: kickoff,
	}
}

// fixAll gives every input a value.
func fixAll(r *Registration) {
	r.Plan.Spec.FixedInputs.Literals = clone(r.Inputs).GetLiterals()
}
