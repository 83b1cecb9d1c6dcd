// Tests which cron expressions Admin takes.

package admin

import (
	"testing"

	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
)

func TestCronExpressions(t *testing.T) {
	for expression, taken := range map[string]bool{
		"0 2 * * *":                  true,
		"*/5 0-6 1,15 jan-MAR ?":     true,
		"0 0 31 2 *":                 true, // and never fires
		"@daily":                     true,
		"@every 90m":                 true,
		"TZ=Europe/Berlin 0 2 * * *": true,
		"daily":                      false,
		"0 2 * * 7":                  false,
		"0 2 * * 1L":                 false,
		"0 0 2 * * *":                false,
		"60 * * * *":                 false,
		"5-1 * * * *":                false,
	} {
		given := &flyteadmin.Schedule{ScheduleExpression: &flyteadmin.Schedule_CronSchedule{
			CronSchedule: &flyteadmin.CronSchedule{Schedule: expression},
		}}
		if err := schedule(given, &core.ParameterMap{}); (err == nil) != taken {
			t.Errorf("%q: %v", expression, err)
		}
	}
}
