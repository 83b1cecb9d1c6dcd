"""flytekit's entry points as real processes, for a handful: what this suite runs inside itself is what a container runs."""

import pytest

import contract
import inputs
from comparison import require_equal
from programs import task_of
from runtimes import FlytekitProcess, module_of

HANDFUL = [
    ("interfaces", "stats", None),
    ("default_inputs", "show", None),
    ("map_task_partial", "label", 2),
    ("map_task_dataclass", "mappable_task", 4),
    # An odd number, which fails.
    ("map_task_success", "only_even", 1),
]


@pytest.mark.parametrize("program, name, index", HANDFUL)
def test_processes(program, name, index, programs, flytekit, flightplan, new_attempt, report):
    task = task_of(programs, program, name)
    if task.mapped:
        environment, case = contract.element_environment(index), next(inputs.mapped_cases(task))
    else:
        environment, case = {}, [*inputs.cases(task)][3]
    given = inputs.literal_map(task, case)
    process = FlytekitProcess().run(task, new_attempt(given), environment)
    assert process.outputs is not None or process.error is not None, process.text
    with module_of(task.program):
        inside = flytekit.run(task, new_attempt(given), environment)
    require_equal(process, inside)
    found = flightplan.run(task, new_attempt(given), environment)
    require_equal(process, found)
    report.count("real processes of flytekit")
