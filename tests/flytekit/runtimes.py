"""The two runtimes: flytekit's entry points, in this process or as real ones, and Flightplan's binary.

Each runs the command line of a registered task for one attempt and gives the outcome that propeller would see.
"""

import contextlib
import importlib
import io
import os
import subprocess
import sys
import traceback
from pathlib import Path
from unittest import mock

from flytekit.bin import entrypoint
from flytekit.deck.renderer import PythonDependencyRenderer

import contract

#: How long a process may take before it counts as hung.
TIMEOUT = 120

_COMMANDS = {"pyflyte-execute": entrypoint.execute_task_cmd, "pyflyte-map-execute": entrypoint.map_execute_task_cmd}

#: What would change an attempt if it leaked from the shell that runs the suite.
_FOREIGN = ("AWS_", "FLYTE_", "_F_", "BATCH_JOB_", "PYTHON")


def clean_environment(extra):
    """The environment of a process: that of this one without what belongs to an attempt or to a store."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    return {**kept, **extra}


@contextlib.contextmanager
def _environment(extra):
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(clean_environment(extra))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextlib.contextmanager
def module_of(program):
    """Makes `source` the module of this program: all programs of the ground truth have the same name."""
    sys.modules.pop("source", None)
    sys.path.insert(0, str(program.folder))
    importlib.invalidate_caches()
    try:
        yield importlib.import_module("source")
    finally:
        sys.path.remove(str(program.folder))
        sys.modules.pop("source", None)


class Flytekit:
    """flytekit's click commands in this process, which saves the second of its start.

    Decks, of which nothing is compared, do without the list of the installed packages, which takes a process of its own.
    """

    name = "flytekit"

    def run(self, task, attempt, environment=None, read=None):
        program, *arguments = contract.command(task.flytekit, attempt)
        status, printed = 0, io.StringIO()
        with _environment(environment or {}), mock.patch.object(PythonDependencyRenderer, "to_html", return_value=""):
            with contextlib.redirect_stdout(printed):
                try:
                    _COMMANDS[program].main(arguments, prog_name=program, standalone_mode=False)
                except SystemExit as stop:
                    status = stop.code or 0
                except Exception:
                    # As Python ends a process. It happens where flytekit cannot even write what it has to say.
                    status = 1
                    traceback.print_exc(file=printed)
        return contract.outcome(status, read or contract.local_reader(attempt), printed.getvalue())


class FlytekitProcess:
    """flytekit's entry points as a container would start them."""

    name = "flytekit's process"

    def run(self, task, attempt, environment=None, read=None):
        program, *arguments = contract.command(task.flytekit, attempt)
        line = [str(Path(sys.executable).with_name(program)), *arguments]
        # Python looks for the task's module in the folder where it starts, and would leave byte code there.
        environment = {**(environment or {}), "PYTHONDONTWRITEBYTECODE": "1"}
        return _process(line, attempt, environment, read, cwd=task.program.folder)


class Flightplan:
    """Our binary, in the place of the `flightplan` of the container's image."""

    name = "flightplan"

    def __init__(self, binary: Path):
        self.binary = binary

    def line(self, task, attempt):
        program, *arguments = contract.command(task.flightplan, attempt)
        assert program == "flightplan", f"the container of {task.name} runs {program}"
        return [str(self.binary), *arguments]

    def run(self, task, attempt, environment=None, read=None):
        return _process(self.line(task, attempt), attempt, environment, read, cwd=None)

    def compile(self, source: Path, folder: Path):
        """The artifacts of a source file. The option `run_all` is only Union's to heed, hence the target."""
        line = [self.binary, "compile", source, "-o", folder, "--format", "dir", "--target", "union", "--image", "example/runtime:v1"]
        done = subprocess.run(line, capture_output=True, text=True, timeout=TIMEOUT, env=clean_environment({}))
        assert done.returncode == 0, f"{source}: {done.stderr}"


def _process(line, attempt, environment, read, cwd):
    done = subprocess.run(
        line, capture_output=True, text=True, errors="replace", timeout=TIMEOUT, env=clean_environment(environment or {}), cwd=cwd
    )
    return contract.outcome(done.returncode, read or contract.local_reader(attempt), done.stdout + done.stderr)
