"""Makes random cases, asks CPython and Flightplan, and shows where they differ: see `run`."""

import argparse
import functools
import json
import pathlib
import math
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from fractions import Fraction

import dates
import formats
import values

SOURCE = pathlib.Path(__file__).with_name("source.fpl")
LIMIT = 2**63
SHOWN = 12


def fitting(number):
    """An `int` of the language."""
    if not -LIMIT <= number < LIMIT:
        raise OverflowError("not in 64 bits")
    return str(number)


def character(x, spec):
    """`c` of a surrogate is no text of the language."""
    text = format(x, spec)
    text.encode()
    return text


def pair(first, second):
    return lambda random: (first(random), second(random))


def single(first):
    return lambda random: (first(random),)


def dividends(any_number):
    """Two numbers; one of them often small, or a multiple of the other."""

    def make(random):
        a, b = any_number(random), any_number(random)
        if random.random() < 0.2:
            b = random.choice([1, -1, 2, 3, -7, 10]) * (1.0 if isinstance(a, float) else 1)
        elif random.random() < 0.1 and isinstance(a, int) and -LIMIT <= b * (a % 100) < LIMIT:
            a = b * (a % 100)
        return a, b

    return make


def exactly(xs):
    """Fractions, in which Python's `statistics` is exact for `int`s too, where it would give some results as `int`s."""
    return [Fraction(x) for x in xs]


def mean(xs):
    return repr(float(statistics.mean(exactly(xs)))) if all(map(math.isfinite, xs)) else repr(statistics.mean(xs))


def median(xs):
    """Python adds the two in the middle as floats, which may be infinite; the language takes their mean."""
    found = float(statistics.median(xs))
    return mean(sorted(xs)[len(xs) // 2 - 1 : len(xs) // 2 + 1]) if math.isinf(found) and all(map(math.isfinite, xs)) else repr(found)


def variances(xs):
    finite = all(map(math.isfinite, xs))
    return " ".join(repr(float(of(exactly(xs)) if finite else of(xs))) for of in (statistics.variance, statistics.pvariance))


def deviations(xs):
    return f"{statistics.stdev(xs)!r} {statistics.pstdev(xs)!r}"


def total(xs):
    """From the left, beginning with a float."""
    return repr(functools.reduce(lambda a, b: a + b, xs, 0.0))


def quantile(xs, q):
    """The place is a float, as every `int` times a `float` is; what lies there is exact."""
    if not xs or not 0 <= q <= 1:
        return None
    xs = sorted(xs)
    place = q * (len(xs) - 1)
    low, high, share = xs[math.floor(place)], xs[math.ceil(place)], Fraction(place - math.floor(place))
    return repr(float(low) if share == 0 else float(Fraction(low) + (Fraction(high) - Fraction(low)) * share))


def span(compute):
    """Microseconds of a span that the language has."""

    def micros(n, x):
        found = compute(timedelta(microseconds=n), x) // timedelta(microseconds=1)
        return str(found) if abs(found) <= 315_576_000_000_000_000 else None

    return micros


def share(random):
    return random.choice([0.0, 1.0, 0.5, 0.25, random.random(), random.random(), 1.5, -0.0, 5e-324])


# For each comparison: the workflow, how a case is made, and what Python gives for it.
COMPARISONS = {
    "floats printed": ("print_floats", single(values.any_float), repr),
    "floats read": ("parse_floats", single(values.float_text), lambda text: repr(float(text))),
    "ints read": ("parse_ints", values.int_text, lambda text, base: fitting(int(text, base))),
    "int //": ("int_floor_divs", dividends(values.any_int), lambda a, b: fitting(a // b)),
    "int %": ("int_mods", dividends(values.any_int), lambda a, b: fitting(a % b)),
    "int /": ("int_divs", dividends(values.any_int), lambda a, b: repr(a / b)),
    "float //": ("float_floor_divs", dividends(values.any_float), lambda a, b: repr(a // b)),
    "float %": ("float_mods", dividends(values.any_float), lambda a, b: repr(a % b)),
    "round": ("round_to_ints", single(values.any_float), lambda x: fitting(round(x))),
    "round to digits": ("rounds", pair(values.any_float, lambda r: r.choice([0, 1, 2, 2, 3, 5, 10, 15, 17, 22, 100, 308, 323, 400, -1, -2, -5, -15, -20, -308, -309, -400])), lambda x, n: repr(round(x, n))),
    "ints formatted": ("format_ints", pair(values.any_int, lambda r: formats.any_spec(r, formats.INT_TYPES)), character),
    "floats formatted": ("format_floats", pair(values.any_float, lambda r: formats.any_spec(r, formats.FLOAT_TYPES)), format),
    "text formatted": ("format_strs", pair(values.any_text, lambda r: formats.any_spec(r, formats.STR_TYPES)), format),
    "means of ints": ("means_of_ints", single(values.ints), mean),
    "means of floats": ("means_of_floats", single(values.any_floats), mean),
    "medians of ints": ("medians_of_ints", single(values.ints), lambda xs: repr(float(statistics.median(exactly(xs))))),
    "medians of floats": ("medians_of_floats", single(values.floats), median),
    "variances of ints": ("variances_of_ints", single(values.ints), variances),
    "variances of floats": ("variances_of_floats", single(values.any_floats), variances),
    "deviations of ints": ("stddevs_of_ints", single(values.ints), deviations),
    "deviations of floats": ("stddevs_of_floats", single(values.floats), deviations),
    "sums of floats": ("sums_of_floats", single(values.any_floats), total),
    "quantiles of ints": ("quantiles_of_ints", pair(values.ints, share), quantile),
    "quantiles of floats": ("quantiles_of_floats", pair(values.floats, share), quantile),
    "spans times floats": ("spans_times_floats", pair(values.any_span, values.any_float), span(lambda a, b: a * b)),
    "spans by floats": ("spans_by_floats", pair(values.any_span, values.any_float), span(lambda a, b: a / b)),
    "spans by ints": ("spans_by_ints", pair(values.any_span, values.any_int), span(lambda a, b: a / b)),
    "dates printed": ("print_dates", single(values.any_date), dates.instant),
    "dates read": ("parse_dates", single(dates.rfc3339), lambda text: dates.instant(dates.read_rfc3339(text))),
    "dates formatted": ("format_dates", pair(values.any_date, dates.any_spec), dates.written),
    "dates read by a format": ("parse_dates_by", dates.text_and_spec, lambda text, spec: dates.instant(dates.read(text, spec))),
}


def as_json(value):
    if isinstance(value, list):
        return [as_json(part) for part in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[repr(value)]
    return value if isinstance(value, (int, float, str)) else dates.instant(value)


def expected(compute, case):
    """What Python gives; nothing for an exception."""
    try:
        return compute(*case)
    except (ArithmeticError, ValueError, TypeError, UnicodeEncodeError):
        return None


class Program:
    """Runs workflows and tasks of a file in one process each."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, pathlib.Path(folder)

    def run(self, source, name, columns):
        inputs = self.folder / "inputs.json"
        inputs.write_text(json.dumps({chr(ord("a") + at): column for at, column in enumerate(columns)}), encoding="utf-8")
        command = [self.binary, "run", str(source), name, "--inputs", str(inputs), "--output", "json"]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        if ran.returncode != 0:
            sys.exit(f"{' '.join(command)} ended with {ran.returncode}:\n{ran.stderr[:4000]}")
        return json.loads(ran.stdout)["o0"]


def wrong(name, cases, results, computed):
    """The cases in which the two differ, as lines."""
    if len(results) != len(cases):
        return [f"{name}: {len(cases)} cases and {len(results)} results"]
    rows = zip(cases, results, computed)
    # A set holds several right answers.
    differing = [(case, ours, theirs) for case, ours, theirs in rows if (ours not in theirs if isinstance(theirs, set) else ours != theirs)]
    return [f"{name} of {', '.join(map(repr, case))}: {ours!r}, and in Python {theirs!r}" for case, ours, theirs in differing]


def compare(program, name, count, seed):
    workflow, make, compute = COMPARISONS[name]
    dice = random.Random(f"{seed} {name}")
    cases = [make(dice) for _ in range(count)]
    columns = [[as_json(value) for value in column] for column in zip(*cases)]
    results = program.run(SOURCE, workflow, columns)
    return wrong(name, cases, results, [expected(compute, case) for case in cases])


def compare_documents(program, count, seed):
    """Floats in a JSON document, read and written again."""
    dice = random.Random(f"{seed} documents")
    texts = [plain_float(dice) for _ in range(count)]
    inputs = program.folder / "inputs.json"
    inputs.write_text('{"xs": [' + ", ".join(texts) + "]}", encoding="utf-8")
    ran = subprocess.run([program.binary, "run", str(SOURCE), "floats", "--inputs", str(inputs), "--output", "json"], capture_output=True, text=True, check=True)
    printed = ran.stdout.split("[")[1].split("]")[0].split(", ")
    return wrong("floats in JSON", [(text,) for text in texts], printed, [repr(float(text)) for text in texts])


def compare_literals(program, count, seed):
    """Floats in source text."""
    dice = random.Random(f"{seed} literals")
    texts = [plain_float(dice) for _ in range(count)]
    source = program.folder / "literals.fpl"
    source.write_text("task literals() -> [float] { [\n" + ",\n".join(texts) + "\n] }\n", encoding="utf-8")
    ran = subprocess.run([program.binary, "run", str(source), "literals", "--output", "json"], capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        return [f"float literals: {ran.stderr[:2000]}{ran.stdout[:2000]}"]
    printed = ran.stdout.split("[")[1].split("]")[0].split(", ")
    return wrong("float literals", [(text,) for text in texts], printed, [repr(float(text)) for text in texts])


def plain_float(dice):
    """The text of a float that every notation takes: digits on both sides of a point, an exponent perhaps, not beyond the range."""
    while True:
        kind = dice.randrange(4)
        if kind == 0:
            text = repr(values.any_float(dice))
        elif kind == 1:
            text = values.near_halfway(dice)
        elif kind == 2:
            text = f"{dice.randrange(10**dice.randrange(1, 30))}.{dice.randrange(10**dice.randrange(1, 30))}"
        else:
            text = f"{dice.randrange(1, 10)}.{dice.randrange(10**dice.randrange(1, 20))}e{dice.randrange(-330, 308)}"
        mantissa, _, exponent = text.partition("e")
        if mantissa[-1].isdigit():
            text = (mantissa if "." in mantissa else mantissa + ".0") + (f"e{exponent}" if exponent else "")
            if float(text) not in (float("inf"), float("-inf")):
                return text


def compare_interpolation(program, count, seed):
    """Formats that are known while compiling: `f"{x:SPEC}"`, which the compiler checks."""
    dice = random.Random(f"{seed} interpolation")
    failures = []
    kinds = {"int": (values.any_int, formats.INT_TYPES, character), "float": (values.any_float, formats.FLOAT_TYPES, format), "str": (values.any_text, formats.STR_TYPES, format), "datetime": (values.any_date, None, dates.written)}
    for kind, (make, types, compute) in kinds.items():
        numbers = [make(dice) for _ in range(100)]
        specs = []
        while len(specs) * len(numbers) < count // len(kinds):
            spec = formats.any_spec(dice, types) if types else dates.any_spec(dice)
            # A format that fails for some value, as `c` does, cannot be tried in one task.
            if spec and all(expected(compute, (number, spec)) is not None for number in numbers):
                specs.append(spec)
        source = program.folder / "interpolation.fpl"
        parts = ",\n".join('f"{x:' + spec + '}"' for spec in specs)
        source.write_text(f"task formatted(x: {kind}) -> [str] {{ [\n{parts}\n] }}\n\nworkflow all(a: [{kind}]) -> [[str]] {{ map formatted(x: each a) }}\n", encoding="utf-8")
        results = program.run(source, "all", [[as_json(number) for number in numbers]])
        for number, row in zip(numbers, results):
            cases = [(number, spec) for spec in specs]
            failures += wrong(f"f-string of {kind}", cases, row, [compute(number, spec) for spec in specs])
    return failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_intermixed_args()
    all_comparisons = {name: functools.partial(compare, name=name) for name in COMPARISONS}
    all_comparisons |= {"floats in JSON": compare_documents, "float literals": compare_literals, "f-strings": compare_interpolation}
    unknown = [name for name in arguments.names if name not in all_comparisons]
    if unknown:
        parser.error(f"there is no comparison {', '.join(unknown)}; there are {', '.join(all_comparisons)}")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        program = Program(arguments.binary, folder)
        for name in arguments.names or all_comparisons:
            start = time.monotonic()
            failures = all_comparisons[name](program, count=arguments.count, seed=arguments.seed)
            print(f"{name:<24} {arguments.count:>8} cases, {len(failures):>6} differ, {time.monotonic() - start:5.1f} s", flush=True)
            for line in failures[:SHOWN]:
                print(f"  {line}")
            failed += bool(failures)
    compared = len(arguments.names or all_comparisons)
    print(f"{compared - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
