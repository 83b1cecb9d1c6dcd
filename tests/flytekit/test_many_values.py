"""Many values at once: every width that MessagePack has for numbers, texts, lists and maps, and chance's instants, spans and floats.

One run of a task takes a whole list, so thousands cost no more than one.
"""

import random
import struct
from datetime import datetime, timedelta, timezone

import pytest

import literals
from programs import task_of

#: Chance is the same in every run of the suite.
SEED = 20

FLOATS, TIMES = 5000, 2000

#: Where MessagePack goes over to the next width.
EDGES = [2**5, 2**7, 2**8, 2**15, 2**16, 2**31, 2**32, 2**63]
LENGTHS = [0, 1, 15, 16, 31, 32, 255, 256, 65535, 65536]


def test_widths(expect_equal, report):
    near = [sign * edge + step for edge in EDGES for sign in (-1, 1) for step in (-1, 0, 1)]
    given = {
        "ints": [value for value in near if -(2**63) <= value < 2**63],
        "texts": ["é" * (length // 2) + "x" * (length % 2) for length in LENGTHS],
        "lists": [[7] * length for length in LENGTHS],
        # Maps by length only up to where their order would show: both sides keep the order in which entries came.
        "tables": [{f"{number:05}": number for number in range(length)} for length in (0, 1, 15, 16, 300)],
    }
    _, found = expect_equal("values", "same_sizes", literals.literal_map({"s": literals.binary(given)}))
    assert found.outputs.literals["o0"] == literals.binary(given)
    report.count("many values", len(given["ints"]) + 2 * len(LENGTHS))


@pytest.fixture(scope="module")
def times():
    """Instants and spans, over all that both languages hold."""
    chance = random.Random(SEED)
    epoch, millennia = datetime(1970, 1, 1, tzinfo=timezone.utc), timedelta(days=365 * 1900)
    return {
        "whens": [epoch + chance.uniform(-1, 1) * millennia for _ in range(TIMES)],
        "spans": [timedelta(microseconds=chance.choice([-1, 1]) * chance.randrange(10 ** chance.randint(1, 17))) for _ in range(TIMES)],
    }


def test_times(times, expect_equal, programs, report):
    types = task_of(programs, "values", "instants").inputs
    inputs = {"ts": literals.literal(types["ts"], times["whens"]), "ds": literals.literal(types["ds"], times["spans"])}
    _, found = expect_equal("values", "instants", literals.literal_map(inputs))
    assert [found.outputs.literals[name] for name in ("o0", "o1")] == [inputs["ts"], inputs["ds"]]
    report.count("many values", 2 * TIMES)


def test_times_are_written_to_structs(times, expect_equal, programs, report):
    """There an instant is text, and a span a float of seconds."""
    types = task_of(programs, "values", "times").inputs
    inputs = {"ts": literals.literal(types["ts"], times["whens"]), "ds": literals.literal(types["ds"], times["spans"])}
    expect_equal("values", "times", literals.literal_map(inputs))
    report.count("many values", 2 * TIMES)


def test_times_are_read_from_structs(times, expect_equal, report):
    expect_equal("values", "same_times", literals.literal_map({"t": literals.binary(times)}))
    report.count("many values", 2 * TIMES)


def test_floats_as_text(expect_equal, programs, report):
    chance = random.Random(SEED)
    of_any_bits = [struct.unpack("d", chance.randbytes(8))[0] for _ in range(FLOATS)]
    of_daily_use = [round(chance.uniform(-1e6, 1e6), chance.randrange(8)) for _ in range(FLOATS)]
    round_ones = [sign * 10.0**power for power in range(-30, 30) for sign in (-1, 1)]
    given = of_any_bits + of_daily_use + round_ones
    declared = task_of(programs, "values", "printed").inputs["xs"]
    expect_equal("values", "printed", literals.literal_map({"xs": literals.literal(declared, given)}))
    report.count("many values", len(given))
