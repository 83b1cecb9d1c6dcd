// This file owns processes: how a command line is started, ended, and what is told of its end.

package kubelet

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"syscall"

	v1 "k8s.io/api/core/v1"
)

const (
	// startFailed is the exit code that container runtimes give to what cannot be started.
	startFailed = 128
	// logTail is how much of a log Kubernetes takes for a termination message.
	logTail = 2048
)

// process is the command line of a container while it runs.
type process struct {
	command *exec.Cmd
	folder  string
	log     *os.File
	failure error
}

// end is how a process ended.
type end struct {
	code   int
	reason string
	log    string
}

// start starts the command line of a container with the container's environment and nothing else.
// Its working folder is made for it.
func start(programs map[string]string, folder string, container *v1.Container) *process {
	line := append(append([]string{}, container.Command...), container.Args...)
	started := &process{folder: folder}
	if len(line) == 0 {
		started.failure = errors.New("the container has no command: images are not known here")
		return started
	}
	program, known := programs[line[0]]
	if !known {
		started.failure = errors.New("executable file not found: " + line[0])
		return started
	}
	if started.failure = os.MkdirAll(started.folder, 0o755); started.failure != nil {
		return started
	}
	if started.log, started.failure = os.Create(started.folder + ".log"); started.failure != nil {
		return started
	}
	command := exec.Command(program, line[1:]...)
	command.Args[0] = line[0]
	command.Env = environment(container)
	command.Dir = started.folder
	command.Stdout, command.Stderr = started.log, started.log
	started.failure = command.Start()
	started.command = command
	return started
}

// environment is never nil, which would mean that of this process. Of two variables of one name the last one counts, for
// Kubernetes and for exec.
func environment(container *v1.Container) []string {
	variables := make([]string, 0, len(container.Env))
	for _, variable := range container.Env {
		variables = append(variables, variable.Name+"="+variable.Value)
	}
	return variables
}

// wait waits for the end.
func (p *process) wait() end {
	defer p.clean()
	if p.failure != nil {
		return end{code: startFailed, reason: "StartError", log: p.failure.Error()}
	}
	var failed *exec.ExitError
	switch err := p.command.Wait(); {
	case err == nil:
		return end{}
	case errors.As(err, &failed):
		return end{code: code(failed), reason: "Error", log: p.tail()}
	default:
		return end{code: startFailed, reason: "ContainerCannotRun", log: err.Error()}
	}
}

// code is 128 and the number of the signal for a process that a signal ended, as container runtimes have it.
func code(failed *exec.ExitError) int {
	if status, ok := failed.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return 128 + int(status.Signal())
	}
	return failed.ExitCode()
}

// kill ends the process, unless it has ended. It stays in the process group of the suite, so that whoever interrupts that
// ends its processes, too.
func (p *process) kill() {
	if p.command != nil && p.command.Process != nil {
		_ = p.command.Process.Kill()
	}
}

// tail is the end of the log.
func (p *process) tail() string {
	size, err := p.log.Seek(0, io.SeekEnd)
	if err != nil {
		return err.Error()
	}
	text := make([]byte, min(size, logTail))
	if _, err := p.log.ReadAt(text, size-int64(len(text))); err != nil {
		return err.Error()
	}
	return string(text)
}

func (p *process) clean() {
	if p.log != nil {
		_ = p.log.Close()
		_ = os.Remove(p.log.Name())
	}
	_ = os.RemoveAll(p.folder)
}
