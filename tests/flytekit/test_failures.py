"""What goes wrong around a task leaves the same documents: inputs that are not there or not what was declared, an index
beyond the list, code that fails.

flytekit calls a wrong input a permanent failure of the system, and a missing document a failure to be tried again.
"""

import time
from pathlib import Path

import pytest
from flyteidl.core.literals_pb2 import LiteralMap

import contract
import literals
from comparison import message, require_equal
from literals import integer, integers, text
from programs import task_of
from runtimes import module_of

# The program, the task, the input that is wrong, and what is given.
WRONG_INPUTS = {
    "an input is missing": ("attribute_access", "inc", "i", {}),
    "text for an integer": ("attribute_access", "inc", "i", {"i": text("1")}),
    "a list for an integer": ("attribute_access", "inc", "i", {"i": integers(1)}),
    "a literal without a value": ("attribute_access", "inc", "i", {"i": literals.Literal()}),
    "an integer for text": ("attribute_access", "echo", "s", {"s": integer(1)}),
    "an integer for a list": ("literal_bindings", "sum_list", "xs", {"xs": integer(1)}),
    "text in a list of integers": ("literal_bindings", "sum_nested", "xss", {"xss": text("[[1]]")}),
    "a struct without a field": ("attribute_access", "read_inner", "i", {"i": literals.binary({"weights": []})}),
    "a struct with text for a list": ("attribute_access", "read_inner", "i", {"i": literals.binary({"label": "a", "weights": "b"})}),
    "a struct that is no MessagePack": ("attribute_access", "read_inner", "i", {"i": None}),
    "one of two inputs is missing": ("subworkflows", "add", "b", {"a": integer(1)}),
}


@pytest.fixture(autouse=True)
def counted(report):
    report.count("failures around a task")


@pytest.mark.parametrize("case", WRONG_INPUTS)
def test_wrong_inputs(case, expect_equal):
    program, name, wrong, given = WRONG_INPUTS[case]
    broken = literals.Literal()
    broken.scalar.binary.value, broken.scalar.binary.tag = b"\xc1\xc1", "msgpack"
    _, found = expect_equal(program, name, literals.literal_map({key: value or broken for key, value in given.items()}))
    assert found.outputs is None
    assert f"`{wrong}`" in found.error.message, "the message does not name the input"


def test_a_struct_may_have_more_and_leave_defaults_out(expect_equal):
    expect_equal("attribute_access", "read_inner", literals.literal_map({"i": literals.binary({"label": "a", "more": 1})}))


def test_inputs_that_are_no_document(expect_equal):
    expect_equal("attribute_access", "inc", b"\xff\xff\xff no document")


@pytest.mark.parametrize("program, name", [("attribute_access", "inc"), ("map_task_basic", "a_mappable_task")])
def test_no_inputs_document(program, name, programs, flytekit, flightplan, new_attempt):
    task, outcomes = task_of(programs, program, name), []
    with module_of(task.program):
        for runtime in (flytekit, flightplan):
            attempt = new_attempt(LiteralMap())
            Path(attempt.inputs).unlink()
            outcomes.append(runtime.run(task, attempt, contract.element_environment(0)))
    require_equal(*outcomes)


@pytest.mark.parametrize("index", [2, 1000, -3])
def test_index_beyond_the_list(index, expect_equal):
    given = literals.literal_map({"a": integers(1, 2)})
    expect_equal("map_task_basic", "a_mappable_task", given, contract.element_environment(index))


@pytest.mark.parametrize("index, offset", [(0, 0), (0, 2), (1, 1), (0, 1)])
def test_offset(index, offset, expect_equal):
    given = literals.literal_map({"a": integers(10, 20, 30)})
    _, found = expect_equal("map_task_basic", "a_mappable_task", given, contract.element_environment(index, offset))
    assert found.outputs.literals["o0"].scalar.primitive.string_value == str(10 * (1 + index + offset) + 2)


def test_user_failure_says_what_the_code_said(expect_equal):
    before = time.time()
    given = literals.literal_map({"x": integers(2, 3)})
    _, found = expect_equal("map_task_success", "only_even", given, contract.element_environment(1))
    assert found.verdict == "NON_RECOVERABLE USER" and found.outputs is None and found.status == 0
    assert "3 is odd" in found.error.message
    assert before - 1 <= found.error.timestamp.seconds <= time.time() + 1
    assert "3 is odd" in found.text, "the log of the pod says nothing of it"


@pytest.mark.parametrize("value, status", [("true", 1), ("false", 0)])
def test_exit_status_on_error(value, status, expect_equal):
    given = literals.literal_map({"x": integers(3)})
    environment = {**contract.element_environment(0), "FLYTE_FAIL_ON_ERROR": value}
    outcomes = expect_equal("map_task_success", "only_even", given, environment)
    assert [outcome.status for outcome in outcomes] == [status, status], message(outcomes[1])


FIELDS = {
    "a whole float for an integer, and an integer for a float": {"x": 5.0, "y": 1},
    "none for a number": {"x": None, "y": 1.0},
    "a list for a number": {"x": [1], "y": 1.0},
    "a default is left out": {"x": 1},
    "an unknown field": {"x": 1, "y": 2.0, "z": 3},
    "nothing": {},
}


@pytest.mark.parametrize("case", FIELDS)
def test_fields_of_other_types(case, expect_equal):
    """A struct comes from any SDK as MessagePack."""
    expect_equal("values", "points", literals.literal_map({"ps": literals.listed(literals.binary(FIELDS[case]))}))
