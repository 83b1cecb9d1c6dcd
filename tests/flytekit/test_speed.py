"""The whole process from `inputs.pb` to `outputs.pb`, for a trivial task, beside flytekit's in the same minutes.

Batches of the two take turns, so that a busy machine is busy for both. The best batch counts for time: noise only adds. Each batch is
the median of its runs.
"""

import json
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
from flyteidl.core.literals_pb2 import LiteralMap

import contract
import literals
from literals import integer
from programs import task_of
from runtimes import clean_environment

BATCHES = 5
RUNS = {"pyflyte-execute": 3, "flightplan execute": 60}

#: What is promised: so many times as fast, in so many milliseconds, in so much memory.
TIMES_AS_FAST = 200
MILLISECONDS = 10
MEBIBYTES = 30


def batch(line, name, folder, given):
    """Seconds and KiB of each run of a batch, each with documents of its own."""
    attempts = [contract.local_attempt(folder / str(number), given.SerializeToString()) for number in range(RUNS[name])]
    measure = [sys.executable, "-I", "-S", str(Path(__file__).with_name("measure.py")), str(RUNS[name]), str(folder), *line]
    done = subprocess.run(measure, capture_output=True, text=True, env=clean_environment({}), cwd=folder)
    assert done.returncode == 0, done.stderr
    for attempt in attempts:
        assert LiteralMap.FromString((Path(attempt.output_prefix) / "outputs.pb").read_bytes()).literals["o0"] == integer(42)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def measured(programs, flightplan, tmp_path_factory):
    task = task_of(programs, "attribute_access", "inc")
    given = literals.literal_map({"i": integer(41)})
    folder = tmp_path_factory.mktemp("speed")
    results = {name: [] for name in RUNS}
    for number in range(BATCHES):
        for name in RUNS:
            place = folder / f"{name.split()[0]}-{number}"
            place.mkdir()
            (place / "source.py").symlink_to(task.program.folder / "source.py")
            attempt = contract.Attempt(f"{place}/data/inputs.pb", f"{place}/data/0", f"{place}/raw")
            program, *arguments = contract.command(task.flytekit, attempt)
            flytekits = [str(Path(sys.executable).with_name(program)), *arguments]
            results[name].append(batch(flytekits if name == "pyflyte-execute" else flightplan.line(task, attempt), name, place, given))
    return results


def medians(batches, column):
    return [statistics.median(run[column] for run in runs) for runs in batches]


def test_speed(measured, report):
    best = {name: min(medians(batches, 0)) for name, batches in measured.items()}
    memory = {name: max(run[1] for runs in batches for run in runs) / 1024 for name, batches in measured.items()}
    title = "from inputs.pb to outputs.pb, whole process"
    report.row(title, "", "runs", "best median", "slowest median", "peak memory")
    for name, batches in measured.items():
        slowest = max(medians(batches, 0))
        report.row(title, name, BATCHES * RUNS[name], f"{1000 * best[name]:.2f} ms", f"{1000 * slowest:.2f} ms", f"{memory[name]:.1f} MiB")
    ratio = best["pyflyte-execute"] / best["flightplan execute"]
    report.row(title, "times as fast", "", f"{ratio:.0f}", "", f"{memory['pyflyte-execute'] / memory['flightplan execute']:.0f}")
    report.count("times as fast", round(ratio))
    assert ratio >= TIMES_AS_FAST
    assert 1000 * best["flightplan execute"] < MILLISECONDS
    assert memory["flightplan execute"] < MEBIBYTES
