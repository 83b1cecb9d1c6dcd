"""The programs that exist in both languages: their tasks, as each side registers them, and the inputs that recorded runs
gave to every task.
"""

import contextlib
import json
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from flyteidl.admin.task_pb2 import TaskSpec
from flyteidl.core.literals_pb2 import LiteralMap
from flytekit.configuration import Image, ImageConfig, SerializationSettings
from flytekit.core.base_task import PythonTask
from flytekit.core.context_manager import FlyteContextManager
from flytekit.core.python_function_task import PythonFunctionTask
from flytekit.core.type_engine import TypeEngine
from flytekit.core.workflow import WorkflowBase
from flytekit.models.literals import LiteralMap as LiteralMapModel
from flytekit.models.task import TaskSpec as TaskSpecModel
from flytekit.tools.translator import get_serializable
from google.protobuf.json_format import ParseDict

from runtimes import module_of

GROUND_TRUTH = Path(__file__).resolve().parents[1] / "ground-truth"


@dataclass
class Task:
    """A task as both sides register it, with the inputs that recorded runs gave it."""

    program: "Program"
    name: str
    flytekit: TaskSpec
    flightplan: TaskSpec
    recorded: list = field(default_factory=list)

    @cached_property
    def arguments(self):
        return list(self.flytekit.template.container.args)

    @property
    def mapped(self):
        return self.arguments[0] == "pyflyte-map-execute"

    @property
    def bound(self):
        """The inputs that every element of a map gets whole."""
        if not self.mapped:
            return set()
        return {name for name in _argument(self.arguments, "vars").split(",") if name}

    @property
    def inputs(self):
        """The declared types of the inputs, by name."""
        return {name: variable.type for name, variable in self.flytekit.template.interface.inputs.variables.items()}

    @property
    def function(self):
        """What the task runs, whatever its registered name: the function and its bound inputs."""
        return _argument(self.arguments, "task-name"), self.mapped, frozenset(self.bound)


def _argument(arguments, name):
    return arguments[arguments.index(name) + 1]


def _specs(folder: Path):
    specs = (TaskSpec.FromString(path.read_bytes()) for path in sorted(folder.glob("*_1.pb")))
    return {spec.template.id.name: spec for spec in specs}


def _our_function(spec: TaskSpec):
    arguments = list(spec.template.container.args)
    bound = frozenset(argument.removeprefix("--bound=") for argument in arguments if argument.startswith("--bound="))
    return _argument(arguments, "--task").removeprefix("source."), "--mapped" in arguments, bound


class Program:
    """A folder with a module `source` in both languages, ours compiled into a folder of artifacts."""

    def __init__(self, folder: Path, flightplan, artifacts: Path):
        self.name, self.folder = folder.name, folder
        flightplan.compile(folder / "source.fpl", artifacts)
        recorded = folder / "expected"
        self.tasks = self._paired(_specs(recorded) if recorded.is_dir() else self._serialized(), _specs(artifacts))
        if (folder / "run.json").exists():
            self._record(json.loads((folder / "run.json").read_text()))

    def _serialized(self):
        """The tasks of the module as flytekit registers them, where nobody recorded that."""
        image = Image(name="default", fqn="example/runtime", tag="v1")
        settings, entities = SerializationSettings(image_config=ImageConfig(default_image=image)), OrderedDict()
        with module_of(self) as module:
            for entity in vars(module).values():
                if isinstance(entity, (PythonFunctionTask, WorkflowBase)):
                    get_serializable(entities, settings, entity)
        specs = (entity.to_flyte_idl() for entity in entities.values() if isinstance(entity, TaskSpecModel))
        return {spec.template.id.name: spec for spec in specs}

    def _paired(self, theirs, ours):
        """Tasks of equal name belong together. flytekit's name of a map has its options in it, and ours may spell an option
        otherwise; then the function and its bound inputs tell."""
        by_function = {_our_function(spec): spec for spec in ours.values()}
        tasks = []
        for name, spec in theirs.items():
            task = Task(self, name, spec, TaskSpec())
            found = ours.get(name) or by_function.get(task.function)
            assert found is not None, f"{self.name}: nothing of ours is {name}"
            task.flightplan.CopyFrom(found)
            tasks.append(task)
        return tasks

    def _record(self, runs):
        """Runs the recorded runs in flytekit, with an ear at every task."""
        tasks = {task.name: task for task in self.tasks}
        with module_of(self) as module:
            for run in runs:
                workflow = getattr(module, run["workflow"].removeprefix("source."))
                for name, inputs in _heard(workflow, ParseDict(run["inputs_literals"], LiteralMap())):
                    task = tasks[name]
                    # A local run leaves defaults to Python; propeller binds every input.
                    if set(inputs.literals) == set(task.inputs) and inputs not in task.recorded:
                        task.recorded.append(inputs)


def _heard(workflow, inputs: LiteralMap):
    """The name and the inputs of every task that a local run of the workflow calls. Some recorded runs fail; what was
    called before counts."""
    heard = []
    dispatch = PythonTask.dispatch_execute

    def listen(task, context, literals):
        heard.append((task.name, literals.to_flyte_idl()))
        return dispatch(task, context, literals)

    PythonTask.dispatch_execute = listen
    try:
        values = TypeEngine.literal_map_to_kwargs(
            FlyteContextManager.current_context(), LiteralMapModel.from_flyte_idl(inputs), workflow.python_interface.inputs
        )
        with contextlib.suppress(Exception):
            workflow(**values)
    finally:
        PythonTask.dispatch_execute = dispatch
    return heard


def folders():
    """The programs, by name: those of the ground truth that have a twin of ours, and one of values of every kind."""
    found = [*sorted(path.parent for path in GROUND_TRUTH.glob("*/source.fpl")), Path(__file__).with_name("values")]
    return {folder.name: folder for folder in found}


def task_of(programs, program, function):
    """A task by its function; of a function that is mapped, the map."""
    tasks = [task for task in programs[program].tasks if task.function[0] == function]
    return max(tasks, key=lambda task: task.mapped)
