// This file owns the error of a failed map: the messages of its elements, which propeller joins
// (flyteplugins/go/tasks/plugins/array/errorcollector).

package runs

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"flightplan.dev/conformance/engine"
	"flightplan.dev/conformance/flightplan"
)

var (
	// indices begins the message that some elements share: `[3]: `, or `[0-1][4]: `.
	indices = regexp.MustCompile(`(?m)^((?:\[\d+(?:-\d+)?\])+): `)
	// span is one part of it.
	span = regexp.MustCompile(`\[(\d+)(?:-(\d+))?\]`)
	// words are how our runtime, or propeller for it, begins to tell of a failed element.
	words = regexp.MustCompile("task `[^`]+` failed: |task execution timeout")
)

// byElement takes the error of a map apart.
func byElement(message string) map[int]string {
	told := map[int]string{}
	places := indices.FindAllStringSubmatchIndex(message, -1)
	for at, place := range places {
		end := len(message)
		if at+1 < len(places) {
			end = places[at+1][0]
		}
		for _, part := range span.FindAllStringSubmatch(message[place[2]:place[3]], -1) {
			first, _ := strconv.Atoi(part[1])
			last, err := strconv.Atoi(part[2])
			if err != nil {
				last = first
			}
			for index := first; index <= last; index++ {
				told[index] = message[place[1]:end]
			}
		}
	}
	return told
}

// shownElements wants the error of a map to tell of failed elements, and of each what the interpreter tells. Propeller
// keeps the messages of one round, and the interpreter names only as many elements as lost the criterion; so an element
// may be told of by one of them alone.
func shownElements(ours []flightplan.ElementError, message string) error {
	told := byElement(message)
	if len(told) == 0 {
		return fmt.Errorf("%q tells of no element", message)
	}
	wanted := map[int]flightplan.RunError{}
	for _, element := range ours {
		wanted[element.Index] = element.RunError
	}
	for index, text := range told {
		if !words.MatchString(text) {
			return fmt.Errorf("%q of element %d is not our runtime's", text, index)
		}
		known, both := wanted[index]
		if both && known.Code != timedOut && !strings.Contains(text, known.Message) {
			return fmt.Errorf("%q of element %d does not tell %q", text, index, known.Message)
		}
	}
	return nil
}

// disjoint says whether propeller and the interpreter tell of no failed element together. Such ends agree on nothing but
// that elements failed.
func disjoint(ours []flightplan.ElementError, theirs engine.Result) bool {
	for _, node := range theirs.Nodes {
		told := byElement(node.Error.GetMessage())
		for _, element := range ours {
			if _, both := told[element.Index]; both {
				return false
			}
		}
	}
	return len(ours) > 0
}
