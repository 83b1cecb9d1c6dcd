"""Runs translated programs and compares what they give with what the machine gave: a line of JSON per program."""

import json
import pathlib
import sys

PRELUDE = pathlib.Path(__file__).with_name("prelude.py")


def canonical(x):
    """Told apart to the bit, with the keys of maps in order."""
    if isinstance(x, dict):
        return {k: canonical(x[k]) for k in sorted(x)}
    if isinstance(x, (list, tuple)):
        return type(x)(map(canonical, x))
    return x


def run(names, program):
    log = []
    scope = dict(names)
    scope["log"] = lambda x: log.append(names["text"](x))
    exec(compile(program["source"], program["name"], "exec"), scope)
    try:
        ended = ["ok", repr(canonical(scope["main"](*eval(program["inputs"], dict(names)))))]
    except names["Failed"] as failed:
        ended = [failed.kind, failed.message]
    except ZeroDivisionError:
        ended = ["DivisionByZero", ""]
    return ended, log


def main():
    sys.setrecursionlimit(10_000)
    names = {}
    exec(compile(PRELUDE.read_text(), str(PRELUDE), "exec"), names)
    compared = given_up = wrong = 0
    for line in sys.stdin:
        program = json.loads(line)
        try:
            ended, log = run(names, program)
        except (names["GiveUp"], SyntaxError, MemoryError) as reason:
            # Python's compiler nests fewer blocks.
            if isinstance(reason, SyntaxError) and "too many" not in str(reason):
                raise
            given_up += 1
            continue
        compared += 1
        expected = program["expected"]
        if expected[0] == "ok":
            expected[1] = repr(canonical(eval(expected[1], dict(names))))
        if ended != expected or log != program["log"]:
            wrong += 1
            if wrong <= 5:
                print(f"{program['name']} with {program['inputs']}\n{program['text']}\n{program['source']}")
                print(f"Python   {ended} {log}\nmachine  {expected} {program['log']}\n")
    print(f"{compared} compared with CPython, {given_up} given up, {wrong} differ")
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
