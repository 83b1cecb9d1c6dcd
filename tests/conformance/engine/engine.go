// Package engine is one propeller in this process: Flyte's real executors and node handlers over stand-ins for what a
// cluster would give them.
//
// This file owns how propeller is put together, as flytepropeller/pkg/controller/controller.go does it. An Engine runs
// any number of executions, also at the same time: propeller's workers do the same.
package engine

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/record"

	// The plugin that turns tasks into pods registers itself.
	_ "github.com/flyteorg/flyte/flyteplugins/go/tasks/plugins/k8s/pod"
	"github.com/flyteorg/flyte/flytepropeller/pkg/controller"
	"github.com/flyteorg/flyte/flytepropeller/pkg/controller/config"
	"github.com/flyteorg/flyte/flytepropeller/pkg/controller/executors"
	"github.com/flyteorg/flyte/flytepropeller/pkg/controller/nodes"
	"github.com/flyteorg/flyte/flytepropeller/pkg/controller/nodes/catalog/datacatalog"
	"github.com/flyteorg/flyte/flytepropeller/pkg/controller/nodes/factory"
	"github.com/flyteorg/flyte/flytepropeller/pkg/controller/nodes/interfaces"
	"github.com/flyteorg/flyte/flytepropeller/pkg/controller/nodes/recovery"
	"github.com/flyteorg/flyte/flytepropeller/pkg/controller/nodes/subworkflow/launchplan"
	plugins "github.com/flyteorg/flyte/flytepropeller/pkg/controller/nodes/task/config"
	"github.com/flyteorg/flyte/flytepropeller/pkg/controller/workflow"
	"github.com/flyteorg/flyte/flytepropeller/pkg/controller/workflowstore"
	"github.com/flyteorg/flyte/flytestdlib/contextutils"
	"github.com/flyteorg/flyte/flytestdlib/logger"
	"github.com/flyteorg/flyte/flytestdlib/promutils"
	"github.com/flyteorg/flyte/flytestdlib/promutils/labeled"
	"github.com/flyteorg/flyte/flytestdlib/storage"

	"flightplan.dev/conformance/engine/blobs"
	"flightplan.dev/conformance/engine/catalog"
	"flightplan.dev/conformance/engine/kubelet"
)

// Engine is one propeller.
type Engine struct {
	folder    string
	blobs     *storage.DataStore
	catalog   *catalog.Service
	resources *resources
	events    *events
	kubelet   *kubelet.Kubelet
	propeller *controller.Propeller
	cancel    context.CancelFunc

	lock    sync.Mutex
	waiting map[types.NamespacedName]chan struct{}
}

// configure sets what propeller keeps for the whole process.
var configure = sync.OnceValue(func() error {
	// Propeller measures much for each combination of labels; nobody looks at it here, and the domain is always the same.
	labeled.SetMetricKeys(contextutils.DomainKey)
	plugins.GetConfig().TaskPlugins.EnabledPlugins = []string{"container", "sidecar"}
	return logger.SetConfig(&logger.Config{Mute: true})
})

// New starts an engine. Programs are the files behind the first words of containers' command lines. Close ends it.
func New(programs map[string]string) (*Engine, error) {
	if err := configure(); err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "propeller-")
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	engine := &Engine{
		folder:    folder,
		resources: newResources(),
		events:    newEvents(),
		cancel:    cancel,
		waiting:   map[types.NamespacedName]chan struct{}{},
	}
	engine.kubelet = kubelet.New(filepath.Join(folder, "pods"), programs, engine.wake)
	if engine.catalog, err = catalog.Serve(filepath.Join(folder, "catalog")); err == nil {
		err = engine.assemble(ctx)
	}
	if err != nil {
		engine.Close()
		return nil, err
	}
	return engine, nil
}

// assemble makes propeller of the stand-ins.
func (e *Engine) assemble(ctx context.Context) error {
	settings := config.GetConfig()
	// Names of metrics are unique in a process.
	scope := promutils.NewScope(filepath.Base(e.folder))
	e.blobs = blobs.NewDataStore(filepath.Join(e.folder, "blobs"), scope.NewSubScope("blobs"))
	cache, err := datacatalog.NewDataCatalog(ctx, e.catalog.Endpoint, true, 0, false, "", 0, 0, 0)
	if err != nil {
		return err
	}
	// The language has neither launch plans as nodes nor gates yet, so nothing launches, and nobody signals.
	launcher := launchplan.NewFailFastLaunchPlanExecutor()
	recovered := recovery.NewClient(nil)
	handlers, err := factory.NewHandlerFactory(ctx, launcher, launcher, e.kubelet, nil, cache, recovered,
		&settings.EventConfig, settings.LiteralOffloadingConfig, settings.ClusterID, nil, scope)
	if err != nil {
		return err
	}
	node, err := nodes.NewExecutor(ctx, settings.NodeConfig, e.blobs, e.enqueue, e.events, launcher, launcher,
		blobs.Reference(filepath.Join(e.folder, "raw")), e.kubelet, cache, recovered, settings.LiteralOffloadingConfig,
		&settings.EventConfig, settings.ClusterID, nil, handlers, scope)
	if err != nil {
		return err
	}
	executor, err := e.workflowExecutor(ctx, settings, node, scope)
	if err != nil {
		return err
	}
	e.propeller = controller.NewPropellerHandler(ctx, settings, e.blobs, e.resources, executor, scope)
	return e.propeller.Initialize(ctx)
}

func (e *Engine) workflowExecutor(ctx context.Context, settings *config.Config, node interfaces.Node, scope promutils.Scope) (executors.Workflow, error) {
	statistics, err := workflowstore.NewExecutionStatsHolder()
	if err != nil {
		return nil, err
	}
	return workflow.NewExecutor(ctx, e.blobs, e.enqueue, e.events, &record.FakeRecorder{}, settings.MetadataPrefix, node,
		&settings.EventConfig, settings.ClusterID, scope, statistics)
}

// Close ends what runs and removes all files.
func (e *Engine) Close() {
	e.cancel()
	if e.catalog != nil {
		e.catalog.Stop()
	}
	if err := os.RemoveAll(e.folder); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}
