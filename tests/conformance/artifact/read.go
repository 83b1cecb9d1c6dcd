// Package artifact reads a package of registration messages as `flytectl register files` reads it
// (flytectl/cmd/register/register_util.go), so that the rest of the suite sees what Admin would see.
//
// This file owns the files: which are read, in which order, and as which message.
package artifact

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"google.golang.org/protobuf/proto"
)

// Entity is one message of a package and the name of the file that held it.
type Entity struct {
	File string
	// Message is a *admin.TaskSpec, a *admin.WorkflowSpec or a *admin.LaunchPlan.
	Message proto.Message
}

// Registration is what flytectl takes from its command line.
type Registration struct {
	Project, Domain, Version string
}

// Open reads a package, a folder or an archive, and fills its ids.
func Open(path string, registration Registration) ([]Entity, error) {
	entities, err := Read(path)
	if err != nil {
		return nil, err
	}
	return entities, Fill(entities, registration)
}

// Read reads a package, a folder or an archive, in the order in which flytectl registers it.
func Read(path string) ([]Entity, error) {
	files, err := contents(path)
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	if err := refuseForeign(names); err != nil {
		return nil, err
	}
	entities := make([]Entity, 0, len(names))
	for _, name := range names {
		message, err := decode(name, files[name])
		if err != nil {
			return nil, err
		}
		entities = append(entities, Entity{File: name, Message: message})
	}
	return entities, nil
}

func contents(path string) (map[string][]byte, error) {
	about, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if about.IsDir() {
		return folder(path)
	}
	return archive(path)
}

func folder(path string) (map[string][]byte, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte, len(entries))
	for _, entry := range entries {
		if files[entry.Name()], err = os.ReadFile(filepath.Join(path, entry.Name())); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func archive(path string) (map[string][]byte, error) {
	zipped := strings.HasSuffix(path, ".tgz") || strings.HasSuffix(path, ".tar.gz")
	if !zipped && !strings.HasSuffix(path, ".tar") {
		return nil, fmt.Errorf("%s: an archive is named .tar, .tgz or .tar.gz", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if !zipped {
		return members(file)
	}
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return members(unzipped)
}

// fileName is the longest name of a file on the usual file systems: flytectl unpacks an archive before
// it reads it.
const fileName = 255

func members(source io.Reader) (map[string][]byte, error) {
	files := map[string][]byte{}
	reader := tar.NewReader(source)
	for {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		if len(header.Name) > fileName {
			return nil, fmt.Errorf("%s: the name is too long for a file", header.Name)
		}
		if files[header.Name], err = io.ReadAll(reader); err != nil {
			return nil, err
		}
	}
}

// refuseForeign answers for files that flytectl does not take. It would upload a source archive
// (`fast….tar.gz`); Flightplan makes none, because the code stands in the arguments.
func refuseForeign(names []string) error {
	var foreign []string
	for _, name := range names {
		if !strings.HasSuffix(path.Base(name), ".pb") {
			foreign = append(foreign, name)
		}
	}
	if len(foreign) > 0 {
		return fmt.Errorf("files that are no messages: %s", strings.Join(foreign, ", "))
	}
	return nil
}

var kind = regexp.MustCompile(`^.*_([1-3])\.pb$`)

// decode reads a file as the message that its name promises. flytectl would try the other kinds after
// that, and protobuf parses many a foreign message: what flytectl would register then is nonsense, so it
// is refused here.
func decode(name string, body []byte) (proto.Message, error) {
	match := kind.FindStringSubmatch(name)
	if match == nil {
		return nil, fmt.Errorf("%s: the name does not end in _1.pb, _2.pb or _3.pb", name)
	}
	var message proto.Message
	switch match[1] {
	case "1":
		message = &admin.TaskSpec{}
	case "2":
		message = &admin.WorkflowSpec{}
	default:
		message = &admin.LaunchPlan{}
	}
	if err := proto.Unmarshal(body, message); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return message, nil
}
