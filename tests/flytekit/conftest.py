"""Fixtures that several files of tests share: the runtimes, the programs, a folder for each attempt, and the store."""

import itertools

import pytest

import contract
from comparison import require_equal
from programs import Program, folders, task_of
from proxy import FaultProxy
from runtimes import Flightplan, Flytekit, module_of
from store import Store


@pytest.fixture(scope="session")
def report(request):
    return request.config.report


@pytest.fixture(scope="session")
def flightplan(request):
    return Flightplan(request.config.binary)


@pytest.fixture(scope="session")
def flytekit():
    return Flytekit()


@pytest.fixture(scope="session")
def programs(flightplan, tmp_path_factory):
    """Every program with a twin, compiled once."""
    artifacts = tmp_path_factory.mktemp("artifacts")
    return {name: Program(folder, flightplan, artifacts / name) for name, folder in folders().items()}


@pytest.fixture
def new_attempt(tmp_path):
    """Makes a local attempt with the given inputs, each in a folder of its own."""
    numbers = itertools.count()

    def make(inputs):
        data = inputs if isinstance(inputs, bytes) else inputs.SerializeToString()
        return contract.local_attempt(tmp_path / str(next(numbers)), data)

    return make


@pytest.fixture
def twins(flytekit, flightplan, new_attempt):
    """Runs a task on the same inputs in both runtimes."""

    def run(task, inputs, environment=None):
        return tuple(runtime.run(task, new_attempt(inputs), environment) for runtime in (flytekit, flightplan))

    return run


@pytest.fixture
def expect_equal(programs, twins):
    """Runs a task in both runtimes and compares; gives both outcomes."""

    def run(program, function, inputs, environment=None):
        task = task_of(programs, program, function)
        with module_of(task.program):
            expected, found = twins(task, inputs, environment)
        require_equal(expected, found)
        return expected, found

    return run


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    """The S3 server, started when the first test needs it."""
    server = Store(tmp_path_factory.mktemp("store") / "server.log")
    yield server
    server.close()


@pytest.fixture
def proxy(store):
    """A proxy before the store, without faults as yet."""
    between = FaultProxy(store.port)
    yield between
    between.close()
