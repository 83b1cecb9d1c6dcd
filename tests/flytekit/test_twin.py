"""The same `inputs.pb` through flytekit's entry points and through ours gives the same documents.

Every task of the ground truth that exists in both languages, and those of `values/`, which add every kind of value: on the inputs of
recorded runs and on made ones; of a map, every element by its index.
"""

import pytest

import contract
import inputs
import literals
from comparison import compare, require_equal, require_none
from programs import folders, task_of
from runtimes import module_of

PROGRAMS = pytest.mark.parametrize("program", folders())


def all_inputs(task):
    """Inputs of recorded runs, then made ones."""
    made = inputs.mapped_cases(task) if task.mapped else inputs.cases(task)
    return [*task.recorded, *(inputs.literal_map(task, case) for case in made)]


def size(task, given):
    """How many elements a map has."""
    return min(len(given.literals[name].collection.literals) for name in task.inputs if name not in task.bound)


def environments(task, given):
    """A plain task runs once, a map's once an element."""
    if not task.mapped:
        return [{}]
    return [contract.element_environment(index) for index in range(size(task, given))]


@PROGRAMS
def test_equal_documents(program, programs, twins, report):
    differences = []
    runs = elements = failures = 0
    with module_of(programs[program]):
        for task in programs[program].tasks:
            for given in all_inputs(task):
                for environment in environments(task, given):
                    expected, found = twins(task, given, environment)
                    runs, elements, failures = runs + 1, elements + task.mapped, failures + (expected.error is not None)
                    if differing := compare(expected, found):
                        differences.append(f"{task.name} {environment}\n{given}\n{differing}")
    if "equal documents" not in report.tables:
        report.row("equal documents", "program", "tasks", "runs", "elements", "failures")
    report.row("equal documents", program, len(programs[program].tasks), runs, elements, failures)
    report.count("tasks", len(programs[program].tasks))
    report.count("runs", runs)
    report.count("elements", elements)
    require_none(differences, runs)


@pytest.mark.parametrize("scheme", ["", "file://"])
@pytest.mark.parametrize("folder", ["plain", "with space and é", "with=signs+%20#1"])
def test_local_paths(folder, scheme, programs, flytekit, flightplan, tmp_path):
    """Paths and `file://` URIs, to the letter."""
    task = task_of(programs, "attribute_access", "echo")
    given = literals.literal_map({"s": literals.text("é")})
    outcomes = []
    with module_of(task.program):
        for runtime in (flytekit, flightplan):
            path = contract.local_attempt(tmp_path / runtime.name / folder, given.SerializeToString())
            attempt = contract.Attempt(scheme + path.inputs, scheme + path.output_prefix, scheme + path.raw_prefix)
            outcomes.append(runtime.run(task, attempt, read=contract.local_reader(path)))
    require_equal(*outcomes)
    assert outcomes[1].verdict == "success", outcomes[1].text
