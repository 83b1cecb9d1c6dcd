"""What Flyte's backend does around a container: it fills the templates of the arguments, sets the environment of an
element of an array, and judges an attempt by the files that it left.

Both runtimes of this suite, flytekit and Flightplan, are started from their own registered `TaskSpec` through this one
file, so that what is compared is the contract and never a shortcut of the test.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from flyteidl.core.errors_pb2 import ContainerError, ErrorDocument
from flyteidl.core.execution_pb2 import ExecutionError
from flyteidl.core.literals_pb2 import LiteralMap

#: Propeller names the variable of the index in a variable, because batch systems had their own.
INDEX_NAME_VARIABLE = "BATCH_JOB_ARRAY_INDEX_VAR_NAME"
INDEX_VARIABLE = "FLYTE_K8S_ARRAY_INDEX"
OFFSET_VARIABLE = "BATCH_JOB_ARRAY_INDEX_OFFSET"

_TEMPLATE = re.compile(r"\{\{\s*[.$](\w+)\s*\}\}")


@dataclass(frozen=True)
class Attempt:
    """Where one attempt reads and writes, as URIs or paths."""

    inputs: str
    output_prefix: str
    raw_prefix: str

    def values(self):
        return {
            "input": self.inputs,
            "inputprefix": self.inputs.rsplit("/", 1)[0],
            "outputprefix": self.output_prefix,
            "rawoutputdataprefix": self.raw_prefix,
            "checkpointoutputprefix": f"{self.raw_prefix}/_flytecheckpoints",
            # What propeller writes for "none before": two quotation marks.
            "prevcheckpointprefix": '""',
        }


def local_attempt(folder: Path, inputs: bytes) -> Attempt:
    """An attempt on local files, with `inputs.pb` written and the output folder not yet there."""
    data = folder / "data"
    data.mkdir(parents=True)
    (data / "inputs.pb").write_bytes(inputs)
    return Attempt(str(data / "inputs.pb"), str(data / "0"), str(folder / "raw"))


def render(arguments, attempt: Attempt):
    """The arguments as propeller gives them to the container. A template without a value stays as it is."""
    values = attempt.values()
    return [_TEMPLATE.sub(lambda found: values.get(found[1].lower(), found[0]), argument) for argument in arguments]


def command(spec, attempt: Attempt):
    """The command line of a task's container."""
    container = spec.template.container
    return list(container.command) + render(container.args, attempt)


def element_environment(index: int, offset: int | None = None):
    """The environment of an element of an array. Only legacy plugins set an offset."""
    environment = {INDEX_NAME_VARIABLE: INDEX_VARIABLE, INDEX_VARIABLE: str(index)}
    if offset is not None:
        environment[OFFSET_VARIABLE] = str(offset)
    return environment


@dataclass(frozen=True)
class Outcome:
    """What an attempt left: its exit status and the documents that propeller reads."""

    status: int
    outputs: LiteralMap | None
    error: ContainerError | None
    text: str = ""

    @property
    def verdict(self):
        """How propeller judges: `error.pb` counts whatever else is there."""
        if self.error is not None:
            return f"{ContainerError.Kind.Name(self.error.kind)} {ExecutionError.ErrorKind.Name(self.error.origin)}"
        return "success" if self.outputs is not None else "nothing written"


def outcome(status: int, read, text: str = "") -> Outcome:
    """The outcome of an attempt. `read` gives the bytes of a file under the output prefix, or None."""
    outputs, error = read("outputs.pb"), read("error.pb")
    return Outcome(
        status,
        None if outputs is None else LiteralMap.FromString(outputs),
        None if error is None else ErrorDocument.FromString(error).error,
        text,
    )


def local_reader(attempt: Attempt):
    """Reads what an attempt left in its local output folder."""

    def read(name: str):
        path = Path(attempt.output_prefix) / name
        return path.read_bytes() if path.exists() else None

    return read
