"""Runs flightplan, CPython, pyflyte and Ruff on the same work and prints what each needed, in the rows of `docs/performance.md`."""

import json
import multiprocessing
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import programs

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TOOLS = pathlib.Path(sys.executable).parent
MIB = 1024 * 1024


class Cost:
    """What processes needed: the median of their times in seconds, and the most memory of any, in bytes."""

    def __init__(self, seconds, memory):
        self.seconds, self.memory = seconds, memory


def once(command, folder):
    """Runs one process; its wall time and the most memory that it held."""
    start = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command} ended with {process.returncode}:\n{message.decode(errors='replace')[-2000:]}")
    return seconds, usage.ru_maxrss * 1024


def beside(folder, *commands, rounds):
    """Runs the commands in turn, `rounds` times, so that what else the machine does meets all of them; the cost of each."""
    runs = [[] for _ in commands]
    for _ in range(rounds):
        for command, measured in zip(commands, runs):
            measured.append(once(command, folder))
    return [Cost(statistics.median(run[0] for run in measured), max(run[1] for run in measured)) for measured in runs]


class Report:
    """The rows, and how many aims were missed."""

    def __init__(self):
        self.missed = []

    def part(self, title, *columns):
        print(f"\n## {title}\n\n| " + " | ".join(columns) + " |\n|" + "---|" * len(columns), flush=True)

    def row(self, *cells):
        print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)

    def aim(self, met, what):
        """Says whether an aim is met, in a cell."""
        if not met:
            self.missed.append(what)
        return what if met else f"{what}: **missed**"


def milliseconds(seconds):
    return f"{seconds * 1000:,.1f} ms" if seconds < 0.1 else f"{seconds * 1000:,.0f} ms"


def mebibytes(size):
    return f"{size / MIB:,.0f} MiB"


def start(report, binary, _folder):
    report.part("Start", "what", "time", "memory", "aim")
    example = ROOT / "examples/map_tasks.fpl"
    for what, command in [("`flightplan --version`", ["--version"]), ("`flightplan lint` of the first example", ["lint", example])]:
        (cost,) = beside(ROOT, [binary, *command], rounds=41)
        report.row(what, milliseconds(cost.seconds), mebibytes(cost.memory), report.aim(cost.seconds < 0.005, "below 5 ms"))


COMPILE_TWIN = """
import pathlib, sys
for path in sys.argv[1:]:
    compile(pathlib.Path(path).read_text(), path, "exec")
"""


def apart(work):
    """Does the work in a process of its own: what a process is said to have held begins with what its parent holds."""
    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join()
    if process.exitcode != 0:
        raise SystemExit("a program could not be written")


def written(folder, name, make):
    """A folder with a project and its twin; `make` gives pairs by their names."""
    place = folder / name
    place.mkdir()

    def write():
        files = make()
        (place / "flightplan.toml").write_text(programs.CONFIGURATION)
        (place / "twin.txt").write_text("\n".join(f"{module}.py" for module in files))
        for module, (ours, twin) in files.items():
            (place / f"{module}.fpl").write_text(ours)
            (place / f"{module}.py").write_text(twin)

    apart(write)
    return place


def inputs(place, count):
    """A file of inputs for the map example."""
    apart(lambda: (place / "inputs.json").write_text(json.dumps({"a": list(range(count))})))


def linear(report, binary, folder):
    report.part(
        "Linear: source to package", "program", "a tenth", "whole", "times the tenth", "memory", "CPython 3.11 compiles the twin", "of its time", "aims"
    )
    kinds = [
        ("nodes of one workflow", lambda count: {"main": programs.nodes(count)}, 100_000),
        ("workflows of 10 nodes in one file", lambda count: {"main": programs.workflows(count)}, 10_000),
        ("modules, each with three imports", programs.modules, 1_000),
        ("lines of one task body", lambda count: {"main": programs.lines(count)}, 100_000),
        ("fields of one struct", lambda count: {"main": programs.fields(count)}, 5_000),
        ("numbers in one list", lambda count: {"main": programs.numbers(count)}, 1_000_000),
    ]
    for kind, (what, make, count) in enumerate(kinds):
        tenth = written(folder, f"linear-{kind}-tenth", lambda: make(count // 10))
        whole = written(folder, f"linear-{kind}", lambda: make(count))
        twins = (whole / "twin.txt").read_text().split("\n")
        small, large, twin = beside(
            folder,
            [binary, "compile", tenth, "-o", folder / "tenth.tgz"],
            [binary, "compile", whole, "-o", folder / "whole.tgz"],
            [sys.executable, "-c", f"import os\nos.chdir({str(whole)!r})\n{COMPILE_TWIN}", *twins],
            rounds=5,
        )
        times, share = large.seconds / small.seconds, large.seconds / twin.seconds
        aims = [
            report.aim(times <= 11, "at most 11 times"),
            report.aim(share < 1, "less time than CPython" if share > 0.5 else "half of CPython's time"),
            report.aim(large.memory < 1_000_000_000, "below 1 GB"),
        ]
        report.row(
            f"{count:,} {what}", milliseconds(small.seconds), milliseconds(large.seconds), f"{times:.1f}", mebibytes(large.memory),
            milliseconds(twin.seconds), f"{share:.2f}", "; ".join(aims),
        )


def pyflyte(report, binary, folder):
    report.part("Compared with pyflyte 1.16.31", "what", "pyflyte", "its memory", "flightplan", "its memory", "times as fast", "aim")

    def row(what, theirs, ours, least, memory=None):
        times = theirs.seconds / ours.seconds
        aims = [report.aim(times >= least, f"{least} times")]
        if memory:
            aims.append(report.aim(ours.memory < memory, f"below {mebibytes(memory)}"))
        report.row(
            what, milliseconds(theirs.seconds), mebibytes(theirs.memory), milliseconds(ours.seconds), mebibytes(ours.memory), f"{times:,.0f}", "; ".join(aims)
        )

    def package(place, rounds):
        return beside(
            place,
            [TOOLS / "pyflyte", "--pkgs", "main", "package", "--image", "image:1", "--force", "--output", "theirs.tgz"],
            [binary, "compile", "main.fpl", "--image", "image:1", "-o", "ours.tgz"],
            rounds=rounds,
        )

    example = written(folder, "example", lambda: {"main": (programs.MAP, programs.MAP_TWIN)})
    row("package of the map example", *package(example, 5), 150, 20 * MIB)
    for count, least in [(1_000, 150), (5_000, 100)]:
        place = written(folder, f"nodes-{count}", lambda: {"main": programs.nodes(count)})
        row(f"package of {count:,} nodes", *package(place, 3), least)
    for count, least in [(10, 150), (10_000, 200)]:
        inputs(example, count)
        costs = beside(
            example,
            [TOOLS / "pyflyte", "run", "main.py", "my_map_workflow", "--inputs-file", "inputs.json"],
            [binary, "run", "main.fpl", "my_map_workflow", "--inputs", "inputs.json"],
            rounds=3,
        )
        row(f"local map over {count:,} ints, and `coalesce`", *costs, least)


def large_map(report, binary, folder):
    report.part("A large map", "what", "time", "memory", "aims")
    place = written(folder, "map", lambda: {"main": (programs.MAP, programs.MAP_TWIN)})
    inputs(place, 1_000_000)
    (cost,) = beside(place, [binary, "run", "main.fpl", "my_map_workflow", "--inputs", "inputs.json"], rounds=5)
    aims = [report.aim(cost.seconds < 1, "below 1 s"), report.aim(cost.memory < 250_000_000, "below 250 MB")]
    report.row("map over 1,000,000 ints, and `coalesce`", milliseconds(cost.seconds), mebibytes(cost.memory), "; ".join(aims))


def lint(report, binary, folder):
    report.part("Lint of 1,000 files with 100,000 lines", "flightplan", "ruff check", "times its time", "memory", "aims")
    place = written(folder, "lint", lambda: programs.project(1_000, 100))
    ours, theirs = beside(
        place, [binary, "lint", "."], [TOOLS / "ruff", "check", "--no-cache", "--isolated", "."], rounds=7
    )
    times = ours.seconds / theirs.seconds
    aims = [report.aim(ours.seconds < 1, "below 1 s"), report.aim(times <= 2, "at most twice Ruff's time")]
    report.row(milliseconds(ours.seconds), milliseconds(theirs.seconds), f"{times:.2f}", mebibytes(ours.memory), "; ".join(aims))


PARTS = {"start": start, "linear": linear, "pyflyte": pyflyte, "map": large_map, "lint": lint}


def main():
    words = [word for word in sys.argv[1:] if word != "--check"]
    binary, wanted = words[0], words[1:] or list(PARTS)
    unknown = [part for part in wanted if part not in PARTS]
    if unknown:
        raise SystemExit(f"no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}")
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        for part in wanted:
            PARTS[part](report, binary, pathlib.Path(name))
    print(f"\n{len(report.missed)} aims missed" if report.missed else "\nevery aim met")
    return 1 if report.missed and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
