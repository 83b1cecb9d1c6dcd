"""A process that is ended in the middle of its work leaves nothing that looks done.

`outputs.pb` is there whole or not at all, in the store and on local files, whenever the process is killed or its connection breaks.
"""

import signal
import subprocess
import time
from pathlib import Path

import pytest
from flyteidl.core.literals_pb2 import LiteralMap

import literals
import store as stores
from literals import text
from programs import task_of
from proxy import Stall
from runtimes import TIMEOUT, clean_environment

#: How often a process is killed on local files, at moments spread over its run and a little beyond.
KILLS = 40

LARGE = "large " * 500_000


@pytest.fixture
def echo(programs):
    return task_of(programs, "attribute_access", "echo")


@pytest.fixture
def start(flightplan, echo):
    """Starts an attempt without waiting for it."""
    running = []

    def begin(attempt, environment):
        line = flightplan.line(echo, attempt)
        running.append(subprocess.Popen(line, env=clean_environment(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


@pytest.mark.parametrize("taken", [0, 1, 1_000_000], ids=lambda taken: f"after {taken} bytes")
@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGTERM], ids=lambda ended_by: ended_by.name)
def test_killed_while_it_uploads(ended_by, taken, start, store, proxy, report):
    proxy.hit("PUT", "outputs.pb", ever=Stall(taken))
    attempt = store.attempt(literals.literal_map({"s": text(LARGE)}))
    process = start(attempt, stores.usual_settings(proxy.endpoint, store.keys))
    assert proxy.stalled.wait(TIMEOUT), "the upload never began"
    process.send_signal(ended_by)
    assert process.wait(TIMEOUT) != 0
    assert store.names(attempt) == []
    report.count("uploads interrupted")


def test_killed_while_it_writes_a_file(start, new_attempt, report):
    """Over all moments of a run: `outputs.pb` is not there, or complete."""
    given = literals.literal_map({"s": text(LARGE)})
    whole = literals.literal_map({"o0": text(LARGE)})
    begun = time.monotonic()
    assert start(new_attempt(given), {}).wait(TIMEOUT) == 0
    lasting = time.monotonic() - begun
    complete = 0
    for number in range(KILLS):
        attempt = new_attempt(given)
        process = start(attempt, {})
        time.sleep(1.25 * lasting * (number + 1) / KILLS)
        process.send_signal(signal.SIGKILL)
        process.wait(TIMEOUT)
        folder = Path(attempt.output_prefix)
        if (folder / "outputs.pb").exists():
            complete += 1
            assert LiteralMap.FromString((folder / "outputs.pb").read_bytes()) == whole
        assert not (folder / "error.pb").exists()
    report.count("runs killed at any moment", KILLS)
    report.row("killed at any moment, on local files", "runs", "complete", "nothing under the final name")
    report.row("killed at any moment, on local files", KILLS, complete, KILLS - complete)


def test_nothing_but_the_document_is_left(start, new_attempt):
    attempt = new_attempt(literals.literal_map({"s": text(LARGE)}))
    assert start(attempt, {}).wait(TIMEOUT) == 0
    assert [path.name for path in Path(attempt.output_prefix).iterdir()] == ["outputs.pb"]


def test_a_folder_that_cannot_be_written(flightplan, echo, new_attempt):
    """A full or read-only disk: the process says so by its status and on the log of the pod."""
    attempt = new_attempt(literals.literal_map({"s": text("x")}))
    # A file where the folder is to be stops root, too.
    Path(attempt.output_prefix).write_text("")
    done = subprocess.run(flightplan.line(echo, attempt), env=clean_environment({}), capture_output=True, text=True, timeout=TIMEOUT)
    assert done.returncode == 1
    assert attempt.output_prefix in done.stderr
