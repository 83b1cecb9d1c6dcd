// This file owns what an execution made of the kubelet: its pods, and how many were live at a time.

package kubelet

import (
	"strconv"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
)

// Record is what an execution made of the kubelet.
//
// A pod is live from its creation until propeller has been told of its end or deletes it: this is what propeller itself
// counts, and unlike the overlap of processes it does not depend on how fast they are.
type Record struct {
	// Pods are those that have ended, in the order of their ends.
	Pods []Attempt
	// Peak is how many were live at the same time.
	Peak int

	live int
}

// Attempt is one attempt of one task or element, as its environment tells it.
type Attempt struct {
	// Task is the registered name.
	Task string
	// Number counts from 0.
	Number int
	// Element is the index within a map, -1 outside of one.
	Element int
	// ExitCode of the process; -1 if it was ended before it ended by itself.
	ExitCode int
	// Log is the end of what it wrote, unless it ended well.
	Log string
}

func attemptOf(container *v1.Container) Attempt {
	environment := map[string]string{}
	for _, variable := range container.Env {
		environment[variable.Name] = variable.Value
	}
	return Attempt{
		Task:     environment["FLYTE_INTERNAL_TASK_NAME"],
		Number:   number(environment["FLYTE_ATTEMPT_NUMBER"]),
		Element:  number(environment[environment["BATCH_JOB_ARRAY_INDEX_VAR_NAME"]]),
		ExitCode: -1,
	}
}

// number is -1 for what is none.
func number(text string) int {
	value, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return value
}

// record is that of an execution. The caller holds the lock.
func (k *Kubelet) record(execution types.NamespacedName) *Record {
	if k.records[execution] == nil {
		k.records[execution] = &Record{}
	}
	return k.records[execution]
}

func (r *Record) start() {
	r.live++
	r.Peak = max(r.Peak, r.live)
}

func (r *Record) stop(ended Attempt) {
	r.live--
	r.Pods = append(r.Pods, ended)
}
