"""Literals that lie in files of their own: as inputs, which propeller moves there, and as outputs, where the platform asks for it.

Propeller tells by two variables from which size on an output is to lie apart, and from which on it is too large.
"""

from pathlib import Path

import pytest
from flyteidl.core.literals_pb2 import LiteralMap

import inputs
import literals
from comparison import require_equal
from literals import text
from programs import folders, task_of
from runtimes import module_of
from test_forms import distinct, some_cases

LEAST, MOST = "_F_L_MIN_SIZE_MB", "_F_L_MAX_SIZE_MB"

PROGRAMS = pytest.mark.parametrize("program", folders())


@PROGRAMS
def test_offloaded_inputs(program, programs, twins, flightplan, new_attempt, tmp_path, report):
    """A literal that lies in a file of its own is read like one that lies in `inputs.pb`."""
    runs = 0
    with module_of(programs[program]):
        for task in distinct(programs[program]):
            for number, (case, environment) in enumerate(some_cases(task)):
                given = {}
                for name, value in case.items():
                    content = literals.literal(task.inputs[name], value)
                    path = tmp_path / f"{task.name}-{number}-{name}_offloaded_metadata.pb"
                    path.write_bytes(content.SerializeToString())
                    given[name] = literals.offloaded(content, task.inputs[name], str(path))
                if not given:
                    continue
                inline = flightplan.run(task, new_attempt(inputs.literal_map(task, case)), environment)
                expected, found = twins(task, literals.literal_map(given), environment)
                require_equal(expected, found, f"{task.name} {case}")
                require_equal(inline, found, f"{task.name} {case}, against the inline form")
                runs += 1
    report.count("offloaded inputs", runs)


@PROGRAMS
def test_offloaded_outputs(program, programs, flytekit, flightplan, new_attempt, report):
    """With a least size of nothing, every output lies in a file of its own, of the same type and content."""
    runs = 0
    with module_of(programs[program]):
        for task in distinct(programs[program]):
            for case, environment in some_cases(task):
                given, environment = inputs.literal_map(task, case), {**environment, LEAST: "0", MOST: "1000"}
                if flightplan.run(task, new_attempt(given), environment).error is not None:
                    # How tasks fail is the matter of other tests.
                    continue
                expected, found = (gathered(runtime, task, new_attempt(given), environment) for runtime in (flytekit, flightplan))
                require_equal(expected[0], found[0], f"{task.name} {case}")
                assert expected[1] == found[1], f"{task.name} {case}: the contents differ"
                runs += len(found[1])
    report.count("offloaded outputs", runs)


def gathered(runtime, task, attempt, environment):
    """The outcome, and by name the literals that it left beside `outputs.pb`.

    Their URIs keep the last part only, because attempts have folders of their own. Sizes are right for each one's own file: protobuf's
    libraries write an empty key of a map or leave it out. Of the hashes it is required that they are there: they stand for the content
    in the key of a cache, propeller and flytekit compute them differently, and each is the same for the same content.
    """
    outcome, beside = runtime.run(task, attempt, environment), {}
    for name, output in outcome.outputs.literals.items() if outcome.outputs is not None else ():
        if not output.HasField("offloaded_metadata"):
            continue
        metadata = output.offloaded_metadata
        assert Path(metadata.uri).parent == Path(attempt.output_prefix), metadata.uri
        content = Path(metadata.uri).read_bytes()
        beside[name] = literals.canonical(literals.Literal.FromString(content))
        assert metadata.size_bytes == len(content)
        assert output.hash
        metadata.uri, metadata.size_bytes, output.hash = Path(metadata.uri).name, 0, ""
    return outcome, beside


def test_equal_contents_have_equal_hashes(programs, flightplan, new_attempt):
    """A cache that did not know a value again would be of no use; a map's entries have no order that could make a difference."""
    task = task_of(programs, "interfaces", "no_inputs")
    outcomes = [flightplan.run(task, new_attempt(LiteralMap()), {LEAST: "0"}) for _ in range(8)]
    assert len({outcome.outputs.literals["o0"].hash for outcome in outcomes}) == 1


@pytest.mark.parametrize("bounds", [{}, {LEAST: "1", MOST: "1000"}, {LEAST: "1", MOST: "4"}, {LEAST: "1"}, {MOST: "2"}], ids=str)
@pytest.mark.parametrize("size", [1000, 1024 * 1024 - 9, 1024 * 1024, 3 * 1024 * 1024])
def test_sizes(size, bounds, programs, flytekit, flightplan, new_attempt, report):
    task = task_of(programs, "attribute_access", "echo")
    given = literals.literal_map({"s": text("x" * size)})
    with module_of(task.program):
        expected, found = (gathered(runtime, task, new_attempt(given), bounds) for runtime in (flytekit, flightplan))
    require_equal(expected[0], found[0])
    assert expected[1] == found[1]
    report.count("sizes of outputs")
