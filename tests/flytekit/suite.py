"""The suite as one command: runs the tests beside this file, then prints the tables and a last line that says what passed.

suite.py FLIGHTPLAN_BINARY [NAME_OF_TESTS]
"""

import contextlib
import logging
import os
import sys
import tempfile
from pathlib import Path

import pytest

from report import Report

HERE = Path(__file__).resolve().parent

#: The tests in the order of their weight; the report counts in the same order.
ORDER = ["twin", "many_values", "forms", "offloading", "failures", "differences", "processes", "storage", "clouds", "interruption", "speed"]


class Plugin:
    """Hands the tests the binary and the report, through pytest's configuration."""

    def __init__(self, binary: Path, report: Report):
        self.binary, self.report = binary, report

    def pytest_configure(self, config):
        config.binary, config.report = self.binary, self.report


def main(arguments):
    binary, report = Path(arguments[0]), Report()
    # Failures of tasks are expected here: flytekit's log of them would drown the report. It is read when flytekit is imported.
    os.environ["FLYTE_SDK_LOGGING_LEVEL"] = str(logging.CRITICAL)
    files = [str(HERE / f"test_{name}.py") for name in ORDER]
    chosen = ["-k", arguments[1]] if len(arguments) > 1 else []
    with scratch() as folder:
        options = ["--quiet", "--no-header", "--tb=short", "-p", "no:cacheprovider", "-W", "ignore", f"--basetemp={folder}/tests"]
        status = pytest.main([*options, *chosen, *files], plugins=[Plugin(binary, report)])
    print(*report.lines(), "", sep="\n")
    word = "passed" if status == pytest.ExitCode.OK else "failed"
    print(f"{word}: twin of flytekit: {report.summary()}")
    return int(status)


@contextlib.contextmanager
def scratch():
    """A folder for all temporary files, flytekit's too, which it never removes. In memory where that is possible: there are
    tens of thousands."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="flytekit-twin-", dir=memory if memory.is_dir() else None) as folder:
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        yield folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
