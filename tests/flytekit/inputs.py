"""Inputs made for a declared type: the values at which languages come apart, and all of them for each input.

A map has one entry at most, because protobuf has no order of entries that a program could show.
"""

import itertools
from datetime import datetime, timedelta, timezone

from flyteidl.core.types_pb2 import LiteralType, SimpleType

import literals

_INTEGERS = [0, 1, -1, 7, -2, 2**31 - 1, -(2**31), 10**9 + 7, 3, 2**53 + 1, 2**63 - 1, -(2**63)]
_FLOATS = [0.0, -0.0, 1.0, 0.1, -2.5, 1e16, 123456789012345680.0, 1e22, 1e-5, 1e-4, 5e-324, 1.7976931348623157e308, 2.0**53]
_NOT_FINITE = [float("inf"), float("-inf"), float("nan")]
_TEXTS = [
    "",
    "text",
    "zü\n\"q\" 'p' \\ {x}",
    "straße ŉ ﬁ ǰ",
    "日本語 🚀 e\u0301",
    "ΌΔΟΣ ΣΑΣ. ıİi",
    "\u0000\u001b\u007f\u0085\u2028",
    "  spaces\tand tabs  ",
    "x" * 5000,
]
_INSTANTS = [
    datetime(1970, 1, 1, tzinfo=timezone.utc),
    datetime(2024, 2, 29, 12, 30, 15, 250000, tzinfo=timezone.utc),
    datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=timezone.utc),
    datetime(1900, 3, 1, 0, 0, 0, 1, tzinfo=timezone.utc),
    datetime(2262, 4, 12, tzinfo=timezone.utc),
    datetime(1600, 1, 1, tzinfo=timezone.utc),
    datetime(5000, 12, 31, 23, 59, 59, 999999, tzinfo=timezone.utc),
]
_SPANS = [
    timedelta(),
    timedelta(microseconds=1),
    timedelta(microseconds=-1),
    timedelta(days=-1, microseconds=5),
    timedelta(days=1),
    timedelta(days=400, hours=23, minutes=59, seconds=59, microseconds=999999),
    timedelta(seconds=-0.5),
    timedelta(days=36500),
]
#: Values for inputs of functions whose two programs, not their runtimes, differ beyond them.
_CHOSEN = {
    # A negative count is an error of ours, and nothing for Python.
    ("greet", "times"): [2, 0, 1, 100],
    # Prints a sum that outgrows 64 bits, which Python's integers can.
    ("a_mappable_task", "a"): [0, 1, -1, 7, 2**53 + 1, 2**63 - 3, -(2**63)],
    # The sum of no floats is Python's integer zero, which flytekit refuses for a float.
    ("total", "xs"): [[0.5], [0.1] * 10, [1e308, 1e308], [float("inf"), float("-inf")], [1e16, 1.0, -1e16], [-0.0]],
    # Prints texts as Python's source spells them.
    ("show", "m"): [{}, {"": ""}, {"ключ 🗝": "日本語 🚀"}, {"k": "x" * 5000}],
}
_SIMPLE = {
    SimpleType.NONE: [None],
    SimpleType.INTEGER: _INTEGERS,
    SimpleType.FLOAT: _FLOATS + _NOT_FINITE,
    SimpleType.STRING: _TEXTS,
    SimpleType.BOOLEAN: [False, True],
    SimpleType.DATETIME: _INSTANTS,
    SimpleType.DURATION: _SPANS,
}


def values(declared: LiteralType):
    """Every value worth a try of the type."""
    kind = declared.WhichOneof("type")
    if kind == "collection_type":
        items = values(declared.collection_type)
        return [[], items[:1], [*reversed(items)], items[:3] * 20]
    if kind == "map_value_type":
        keys = ["a", "", "ключ 🗝", "k", "b"]
        return [{}] + [{key: value} for key, value in zip(itertools.cycle(keys), values(declared.map_value_type))]
    if kind == "union_type":
        return [value for variant in declared.union_type.variants for value in values(variant)]
    if kind == "enum_type":
        return list(declared.enum_type.values)
    if declared.simple == SimpleType.STRUCT:
        return _structs(declared)
    return _SIMPLE[declared.simple]


def _structs(declared: LiteralType):
    fields = {name: values(field) for name, field in _fields(declared).items()}
    rows = max(len(pool) for pool in fields.values())
    return [{name: pool[row % len(pool)] for name, pool in fields.items()} for row in range(rows)]


def _fields(declared: LiteralType):
    """The types of a struct's fields. Inside of a union only the JSON schema has them; there all are simple."""
    if declared.structure.dataclass_type:
        return declared.structure.dataclass_type
    simple = {"integer": SimpleType.INTEGER, "number": SimpleType.FLOAT, "string": SimpleType.STRING, "boolean": SimpleType.BOOLEAN}
    properties = declared.metadata["properties"]
    return {name: LiteralType(simple=simple[properties[name]["type"]]) for name in properties}


def _pool(task, name, declared):
    return _CHOSEN.get((task.function[0], name)) or values(declared)


def cases(task):
    """Inputs of a plain task. Each value of each input occurs; the inputs go through theirs at different paces, so that
    they meet in other pairs than their places in the lists."""
    pools = {name: _pool(task, name, declared) for name, declared in sorted(task.inputs.items())}
    rows = max((len(pool) for pool in pools.values()), default=0)
    for row in range(2 * rows if len(pools) > 1 else rows):
        yield {name: pool[(row + place * (row // len(pool))) % len(pool)] for place, (name, pool) in enumerate(pools.items())}


def mapped_cases(task):
    """Inputs of a map: lists with every value of the element's type, and several of each bound input."""
    each = {name: _pool(task, name, kind.collection_type) for name, kind in sorted(task.inputs.items()) if name not in task.bound}
    bound = {name: _pool(task, name, kind) for name, kind in sorted(task.inputs.items()) if name in task.bound}
    length = max(len(pool) for pool in each.values())
    for row in range(4 if bound else 1):
        lists = {name: [pool[index % len(pool)] for index in range(length)] for name, pool in each.items()}
        yield {**lists, **{name: pool[(3 * row + 1) % len(pool)] for name, pool in bound.items()}}


def literal_map(task, case):
    """The inputs of a task as flytekit writes them."""
    return literals.literal_map({name: literals.literal(task.inputs[name], value) for name, value in case.items()})
