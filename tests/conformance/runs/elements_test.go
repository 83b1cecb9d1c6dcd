// This file shows how the error of a map is read.

package runs

import (
	"maps"
	"testing"
)

func TestAMapsErrorIsTakenApartByElement(t *testing.T) {
	message := "[0-1][4]: task `m.t` failed: odd\n  at line 3\n[2]: [2/2] currentAttempt done. Last Error: USER::[7]: no\n"
	odd := "task `m.t` failed: odd\n  at line 3\n"
	want := map[int]string{0: odd, 1: odd, 4: odd, 2: "[2/2] currentAttempt done. Last Error: USER::[7]: no\n"}
	if told := byElement(message); !maps.Equal(told, want) {
		t.Errorf("%v", told)
	}
	if told := byElement("Unknown reason"); len(told) != 0 {
		t.Errorf("%v", told)
	}
}
