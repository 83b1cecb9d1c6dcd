"""The same `inputs.pb` through flytekit's entry points and through ours gives the same documents.

Every task of the ground truth that exists in both languages, and those of `values/`, which add every kind of value: on the inputs of
recorded runs and on made ones; of a map, every element by its index.
"""

import pytest

import contract
import inputs
import literals
from programs import folders
from runtimes import module_of

#: What we say of a result that its type cannot hold.
OVERFLOW = "NON_RECOVERABLE USER"

PROGRAMS = pytest.mark.parametrize("program", folders())


def compare(expected, found):
    """How two outcomes differ, or nothing. The text of an error is each language's own."""
    if expected.status != 0 and expected.error is None:
        # An integer that does not fit in 64 bits: flytekit dies before it writes a word. We know it for what it is.
        return "" if found.verdict == OVERFLOW else f"flytekit died, flightplan: {found.verdict}\n{expected.text}"
    if expected.verdict != found.verdict:
        return f"flytekit: {expected.verdict}; flightplan: {found.verdict} (exit status {found.status})\n{found.text}{message(expected)}{message(found)}"
    if expected.status != found.status:
        return f"exit status {expected.status} and {found.status}"
    return literals.difference(expected.outputs, found.outputs)


def message(outcome):
    return f"\n{outcome.error.code}: {outcome.error.message[-400:]}" if outcome.error is not None else ""


def require_equal(expected, found, where=""):
    if differing := compare(expected, found):
        pytest.fail(f"{where}\n{differing}", pytrace=False)


def require_none(differences, runs):
    """Fails with the first few differences."""
    if differences:
        pytest.fail(f"{len(differences)} of {runs} differ\n" + "\n\n".join(differences[:8]), pytrace=False)


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
