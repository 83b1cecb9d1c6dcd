"""The other forms in which Flyte delivers a value are read as flytekit reads them.

An attribute path gives MessagePack, a promise of `T` bound to `T?` a bare literal, and an old SDK a generic struct. Each task
gets inputs in one form; what flytekit refuses must be refused.
"""

import math

import pytest
from flyteidl.core.types_pb2 import LiteralType, SimpleType

import contract
import inputs
import literals
from comparison import compare, require_none
from runtimes import module_of

#: How many inputs of each task are tried in each form: the values themselves are the matter of other tests.
CASES = 6


def bare_variant(declared: LiteralType, value):
    """The variant of an optional, without the union around it."""
    if declared.WhichOneof("type") == "union_type":
        return literals.literal(literals.variant_of(declared, value), value)
    return None


def message_pack(declared: LiteralType, value):
    return literals.binary(value)


def generic_struct(declared: LiteralType, value):
    """Only what survives JSON, in which all numbers are floats."""
    return literals.generic(value) if declared.simple == SimpleType.STRUCT and survives_json(value) else None


def survives_json(value):
    if isinstance(value, (list, dict)):
        return all(map(survives_json, value.values() if isinstance(value, dict) else value))
    return not isinstance(value, (int, float)) or (math.isfinite(value) and abs(value) <= 2**53)


def other_number(declared: LiteralType, value):
    """An integer for a float and a whole float for an integer."""
    other = {SimpleType.INTEGER: SimpleType.FLOAT, SimpleType.FLOAT: SimpleType.INTEGER}.get(declared.simple)
    if other is None or not survives_json(value) or value != int(value):
        return None
    return literals.literal(LiteralType(simple=other), float(value) if other == SimpleType.FLOAT else int(value))


def none_at_all(declared: LiteralType, value):
    return literals.literal(LiteralType(simple=SimpleType.NONE), None)


#: Functions of a `date`, which is an instant in Flyte, but takes no time of day in MessagePack.
PYTHON_DATES = {"day"}

FORMS = [bare_variant, message_pack, generic_struct, other_number, none_at_all]


def reformed(form, declared, value):
    """The value in the form where it has one, else as ever; and whether anything of it has the form."""
    formed = form(declared, value)
    if formed is not None:
        return formed, True
    made, any_formed = literals.literal(declared, value), False
    if declared.WhichOneof("type") == "collection_type":
        for index, item in enumerate(value):
            item, item_formed = reformed(form, declared.collection_type, item)
            made.collection.literals[index].CopyFrom(item)
            any_formed |= item_formed
    return made, any_formed


def reformed_inputs(form, task, case):
    """The inputs of a task with all that can have the form in it, or nothing. A list over which a map goes keeps its shape."""
    made, any_formed = {}, False
    for name, value in case.items():
        declared = task.inputs[name]
        if task.mapped and name not in task.bound:
            made[name] = literals.literal(declared, [])
            for item in value:
                item, item_formed = reformed(form, declared.collection_type, item)
                made[name].collection.literals.append(item)
                any_formed |= item_formed
        else:
            made[name], item_formed = reformed(form, declared, value)
            any_formed |= item_formed
    return literals.literal_map(made) if any_formed else None


def some_cases(task):
    """Few inputs of the task, with the environments in which to run them."""
    cases = [*(inputs.mapped_cases(task) if task.mapped else inputs.cases(task))]
    environments = [contract.element_environment(index) for index in range(3)] if task.mapped else [{}]
    for case in cases[1 :: max(1, len(cases) // CASES)][:CASES] or cases[:1]:
        for environment in environments:
            yield case, environment


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_forms(form, programs, twins, report):
    differences, runs = [], 0
    for program in programs.values():
        with module_of(program):
            for task in distinct(program):
                if form is message_pack and task.function[0] in PYTHON_DATES:
                    continue
                for case, environment in some_cases(task):
                    given = reformed_inputs(form, task, case)
                    if given is None:
                        continue
                    runs += 1
                    if differing := compare(*twins(task, given, environment)):
                        differences.append(f"{program.name}: {task.name} {environment}\n{given}\n{differing}")
    report.count("runs on other forms of literals", runs)
    assert runs, "no task has such an input"
    require_none(differences, runs)


def distinct(program):
    """One task of each kind of inputs and outputs: most of the ground truth adds one to an integer."""
    seen = {}
    for task in program.tasks:
        interface = task.flytekit.template.interface
        seen.setdefault((interface.SerializeToString(deterministic=True), task.mapped), task)
    return seen.values()
