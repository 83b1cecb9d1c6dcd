"""Where Flightplan answers otherwise than flytekit, on purpose.

Each row pins both answers, so that a change of either shows, and says why ours is ours. The rows are printed with the report: a
difference that nobody sees is none on purpose.
"""

from dataclasses import dataclass, field

import pytest

import contract
import literals
from literals import integer, integers, text
from programs import task_of
from runtimes import module_of
from test_offloading import LEAST, MOST

PERMANENT_SYSTEM, PERMANENT_USER, RETRIED_SYSTEM = "NON_RECOVERABLE SYSTEM", "NON_RECOVERABLE USER", "RECOVERABLE SYSTEM"


@dataclass(frozen=True)
class Difference:
    """A task with inputs on which the two verdicts differ."""

    program: str
    function: str
    inputs: dict
    flytekit: str
    flightplan: str
    environment: dict = field(default_factory=dict)


def point(x, y):
    return {"ps": literals.listed(literals.binary({"x": x, "y": y}))}


DIFFERENCES = {
    # Propeller binds what is declared, and an older task beside a newer workflow is better off without the rest.
    "an input that is not declared": Difference(
        "attribute_access", "inc", {"i": integer(1), "other": integer(2)}, PERMANENT_SYSTEM, "success"
    ),
    # Propeller passes what is no list whole to every element; flytekit's container then refuses what propeller allowed.
    "a map over what is no list": Difference(
        "map_task_basic", "a_mappable_task", {"a": integer(1)}, PERMANENT_SYSTEM, "success", contract.element_environment(0)
    ),
    # An element that nobody numbered is a pod that was started wrongly; the first element would hide that.
    "an element without an index": Difference("map_task_basic", "a_mappable_task", {"a": integers(5, 6)}, "success", PERMANENT_SYSTEM),
    # The same code gives the same size in every attempt.
    "an output that is too large": Difference(
        "attribute_access", "echo", {"s": text("x" * 3 * 2**20)}, RETRIED_SYSTEM, PERMANENT_USER, {LEAST: "1", MOST: "2"}
    ),
    # Python's int() and float() take more than a field of that type is: a fraction would be cut off without a word.
    "a fraction in a field of integers": Difference("values", "points", point(1.5, 1.0), "success", PERMANENT_SYSTEM),
    "a boolean in a field of integers": Difference("values", "points", point(True, 1.0), "success", PERMANENT_SYSTEM),
    "text in a field of integers": Difference("values", "points", point("7", 1.0), "success", PERMANENT_SYSTEM),
    "text in a field of floats": Difference("values", "points", point(1, "1.5"), "success", PERMANENT_SYSTEM),
}


@pytest.mark.parametrize("case", DIFFERENCES)
def test_difference(case, programs, twins, report):
    difference = DIFFERENCES[case]
    task = task_of(programs, difference.program, difference.function)
    with module_of(task.program):
        expected, found = twins(task, literals.literal_map(difference.inputs), difference.environment)
    title = "differences on purpose"
    if title not in report.tables:
        report.row(title, "", "flytekit", "flightplan")
    report.row(title, case, expected.verdict, found.verdict)
    assert (expected.verdict, found.verdict) == (difference.flytekit, difference.flightplan), found.text
