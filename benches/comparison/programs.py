"""Programs of any size in both languages: the same nodes, lines, fields and numbers in `.fpl` and in Python."""

import pathlib

# Beyond what a platform takes, so every limit is lifted.
CONFIGURATION = """[limits]
workflow_nodes = "unlimited"
graph_paths = "unlimited"
array_size = "unlimited"
args_bytes = "unlimited"
closure_bytes = "unlimited"
resource_bytes = "unlimited"
"""

STEP = "task step(x: int) -> int { x + 1 }\n"
STEP_TWIN = "from flytekit import task, workflow\n\n\n@task\ndef step(x: int) -> int:\n    return x + 1\n\n\n"

MAP = (pathlib.Path(__file__).parent.parent.parent / "examples/map_tasks.fpl").read_text()
MAP_TWIN = """from typing import List

from flytekit import Resources, TaskMetadata, map_task, task, workflow


@task
def a_mappable_task(a: int) -> str:
    inc = a + 2
    return str(inc)


@task
def coalesce(b: List[str]) -> str:
    return "".join(b)


@workflow
def my_map_workflow(a: List[int]) -> str:
    mapped_out = map_task(a_mappable_task, metadata=TaskMetadata(retries=1))(a=a).with_overrides(
        requests=Resources(mem="300Mi"), limits=Resources(mem="500Mi")
    )
    return coalesce(b=mapped_out)
"""


def nodes(count):
    """One workflow: chains of nine nodes and a fan-in."""
    ours = [STEP + "task join(a: int, b: int) -> int { a + b }\nworkflow wide(start: int) -> int {"]
    twin = [STEP_TWIN + "@task\ndef join(a: int, b: int) -> int:\n    return a + b\n\n\n@workflow\ndef wide(start: int) -> int:"]
    for at in range(count):
        if at % 10 == 9:
            ours.append(f"    let v{at} = join(a: v{at - 1}, b: v{at - 9})")
            twin.append(f"    v{at} = join(a=v{at - 1}, b=v{at - 9})")
        else:
            source = "start" if at % 10 == 0 else f"v{at - 1}"
            ours.append(f"    let v{at} = step(x: {source})")
            twin.append(f"    v{at} = step(x={source})")
    ours.append(f"    v{count - 1}\n}}\n")
    twin.append(f"    return v{count - 1}\n")
    return "\n".join(ours), "\n".join(twin)


def workflows(count):
    """Workflows of ten nodes."""
    ours, twin = [STEP], [STEP_TWIN]
    for workflow in range(count):
        ours.append(f"workflow w{workflow}(start: int) -> int {{\n    let v0 = step(x: start)")
        twin.append(f"@workflow\ndef w{workflow}(start: int) -> int:\n    v0 = step(x=start)")
        for at in range(1, 10):
            ours.append(f"    let v{at} = step(x: v{at - 1})")
            twin.append(f"    v{at} = step(x=v{at - 1})")
        ours.append("    v9\n}\n")
        twin.append("    return v9\n\n")
    return "\n".join(ours), "\n".join(twin)


def lines(count):
    """One task with a body of so many lines."""
    ours, twin = ["task long(x: int) -> int {\n    var y = x"], ["from flytekit import task\n\n\n@task\ndef long(x: int) -> int:\n    y = x"]
    for at in range(count):
        ours.append(f"    y = y * {at % 7 + 1} + x % {at % 11 + 2}")
        twin.append(f"    y = y * {at % 7 + 1} + x % {at % 11 + 2}")
    return "\n".join([*ours, "    y\n}\n"]), "\n".join([*twin, "    return y\n"])


def fields(count):
    """One struct with so many fields, and a task that reads one of them."""
    ours = "".join(f"    field_{at}: int = {at}\n" for at in range(count))
    twin = "".join(f"    field_{at}: int = {at}\n" for at in range(count))
    return (
        f"struct Record {{\n{ours}}}\n\ntask read(record: Record) -> int {{\n    record.field_1\n}}\n",
        "from dataclasses import dataclass\n\nfrom flytekit import task\n\n\n@dataclass\nclass Record:\n"
        f"{twin}\n\n@task\ndef read(record: Record) -> int:\n    return record.field_1\n",
    )


def numbers(count):
    """One list literal of so many numbers."""
    text = ", ".join(str(at * 7919 % 1_000_003) for at in range(count))
    return (
        f"task count() -> int {{\n    let numbers = [{text}]\n    numbers.len()\n}}\n",
        f"from flytekit import task\n\n\n@task\ndef count() -> int:\n    numbers = [{text}]\n    return len(numbers)\n",
    )


def modules(count):
    """So many modules, each of which imports the three behind it; by their names, with their twins."""
    made = {}
    for at in range(count):
        behind = [after for after in range(at + 1, at + 4) if after < count]
        total = " + ".join(["x", *(f"f{after}(x)" for after in behind)])
        total_twin = " + ".join(["x", *(f"m{after}.f{after}(x)" for after in behind)])
        steps = "".join(f"    total = total * {line + 2} % 1_000_003\n" for line in range(5))
        ours = "".join(f"import m{after}.{{f{after}}}\n" for after in behind)
        ours += f"\nfn f{at}(x: int) -> int {{\n    var total = x + {at}\n{steps}    total\n}}\n\ntask t{at}(x: int) -> int {{\n    {total}\n}}\n"
        twin = "from flytekit import task\n\n" + "".join(f"import m{after}\n" for after in behind)
        twin += f"\n\ndef f{at}(x: int) -> int:\n    total = x + {at}\n{steps}    return total\n\n\n@task\ndef t{at}(x: int) -> int:\n    return {total_twin}\n"
        made[f"m{at}"] = (ours, twin)
    return made


def project(files, lines_each):
    """Files of so many lines as a linter meets them: tasks, helpers, workflows, comments; in both languages, by name."""
    made = {}
    for file in range(files):
        ours, twin = [], ["from flytekit import task, workflow", "", ""]
        at = 0
        while len(ours) < lines_each - 10:
            ours += [
                f"## Scales and shifts, for the step {at}.",
                f"task scale_{at}(x: int, factor: int = {at + 1}) -> int {{",
                "    var total = x",
                "    for i in range(3) {",
                "        total += i * factor",
                "    }",
                "    if total > 100 { 100 } else { total }",
                "}",
                "",
                f"workflow steps_{at}(start: int) -> int {{",
                f"    let first = scale_{at}(x: start)",
                f"    scale_{at}(x: first, factor: 2)",
                "}",
                "",
            ]
            at += 1
        ours += ["# The end."] * (lines_each - len(ours))
        at = 0
        while len(twin) < lines_each - 16:
            twin += [
                "@task",
                f"def scale_{at}(x: int, factor: int = {at + 1}) -> int:",
                f'    """Scales and shifts, for the step {at}."""',
                "    total = x",
                "    for i in range(3):",
                "        total += i * factor",
                "    return 100 if total > 100 else total",
                "",
                "",
                "@workflow",
                f"def steps_{at}(start: int) -> int:",
                f"    first = scale_{at}(x=start)",
                f"    return scale_{at}(x=first, factor=2)",
                "",
                "",
            ]
            at += 1
        twin += ["# The end."] * (lines_each - len(twin))
        made[f"m{file}"] = ("\n".join(ours) + "\n", "\n".join(twin) + "\n")
    return made
