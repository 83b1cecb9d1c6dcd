// This file owns the rules on ids, projects and domains, names and labels.

package admin

import (
	"slices"
	"strings"
	"unicode/utf8"

	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"k8s.io/apimachinery/pkg/util/validation"
)

// columnWidth is what the database model declares of project, domain, name and version
// (flyteadmin/pkg/repositories/models/).
const columnWidth = 255

// maxLabels is from validation/project_validator.go.
const maxLabels = 16

// Identifier demands all parts of an id and the kind that fits the call (validation/validation.go).
func Identifier(id *core.Identifier, kind core.ResourceType) error {
	if id == nil {
		return Refuse("missing id")
	}
	if id.GetResourceType() != kind {
		return Refuse("unexpected resource type %s, expected %s", lower(id.GetResourceType()), lower(kind))
	}
	return first(
		func() error { return present(id.GetProject(), "project") },
		func() error { return present(id.GetDomain(), "domain") },
		func() error { return present(id.GetName(), "name") },
		func() error { return present(id.GetVersion(), "version") },
		func() error { return columns(id) },
	)
}

// columns holds an id against the width that the database model declares.
func columns(id *core.Identifier) error {
	for _, part := range []string{id.GetProject(), id.GetDomain(), id.GetName(), id.GetVersion()} {
		if utf8.RuneCountInString(part) > columnWidth {
			return Refuse("%q is longer than %d characters", part, columnWidth)
		}
	}
	return nil
}

// ProjectAndDomain demands a project that exists and a domain that is configured
// (validation/project_validator.go).
func (p Platform) ProjectAndDomain(id *core.Identifier) error {
	if !slices.Contains(p.Projects, id.GetProject()) {
		return Refuse("project %q is not registered", id.GetProject())
	}
	if !slices.Contains(p.Domains, id.GetDomain()) {
		return Refuse("domain %q is unrecognized", id.GetDomain())
	}
	return nil
}

// labels bounds the number and form of labels (validation/validation.go).
func labels(given *flyteadmin.Labels) error {
	if len(given.GetValues()) > maxLabels {
		return Refuse("labels map cannot exceed %d entries", maxLabels)
	}
	for key, value := range given.GetValues() {
		if problems := validation.IsQualifiedName(key); len(problems) > 0 {
			return Refuse("invalid label key %q: %v", key, problems)
		}
		if problems := validation.IsValidLabelValue(value); len(problems) > 0 {
			return Refuse("invalid label value %q: %v", value, problems)
		}
	}
	return nil
}

func lower(kind core.ResourceType) string {
	return strings.ToLower(kind.String())
}
