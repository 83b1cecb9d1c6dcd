"""Random values, the edges of their types among them."""

import math
import struct
from datetime import datetime, timedelta, timezone
from fractions import Fraction

EDGE_FLOATS = [
    0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, -2.5, 1e15, 1e16, 9999999999999998.0, 1e17, 1e21, 1e22, 1e23, 1e-4, 1e-5, 9.999e-5, 0.00012345,
    5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, math.inf, -math.inf, math.nan, 2.0**53, 2.0**53 + 2,
    2.0**63, -(2.0**63), 2.0**63 - 1024, 2.0**64, 2.0**-25, 2.0**-44, 1.005, 2.675, 0.045, 9.995, 99.5, 1e300, -1e-300,
]
EDGE_INTS = [0, 1, -1, 2, -2, 3, 7, -7, 10, 2**31, 2**32, 2**53 - 1, 2**53, 2**53 + 1, 2**62, 2**63 - 1, 2**63 - 2, -(2**63), -(2**63) + 1]
ALPHABET = "abc xyzABC019_-.,:;éßñ日本😀\t\n\"'\\{}"
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
FIRST = datetime(1, 1, 1, tzinfo=timezone.utc)
LAST = datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=timezone.utc)


def any_float(random):
    """Any double: by its bits, by its size, near a half, short in decimals, or an edge."""
    kind = random.randrange(8)
    if kind == 0:
        return random.choice(EDGE_FLOATS)
    if kind == 1:
        return struct.unpack("<d", random.randbytes(8))[0]
    if kind == 2:
        # Subnormal, and its neighbours.
        return math.ldexp(random.randrange(-(2**53), 2**53), -1074 - random.randrange(3))
    if kind == 3:
        # In the middle between two short decimals, as near as a double comes.
        return round(random.uniform(-1000, 1000), random.randrange(6)) + 0.5 * 10.0 ** -random.randrange(8)
    if kind == 4:
        return random.randrange(-(10**6), 10**6) / 10 ** random.randrange(9)
    if kind == 5:
        return float(random.randrange(-(2**64), 2**64)) / 2 ** random.randrange(12)
    if kind == 6:
        return random.uniform(-1, 1) * 10.0 ** random.randrange(-320, 308)
    return math.nextafter(random.choice(EDGE_FLOATS), random.choice([math.inf, -math.inf]))


def any_int(random):
    """Any `int` of 64 bits, of any size."""
    kind = random.randrange(4)
    if kind == 0:
        return random.choice(EDGE_INTS)
    if kind == 1:
        return random.randrange(-1000, 1000)
    magnitude = random.randrange(2 ** random.randrange(1, 64))
    return magnitude if kind == 2 else -magnitude - 1


def ints(random):
    """A list of `int`s, often near each other, or such that their sum is small."""
    many = [any_int(random) for _ in range(random.randrange(7))]
    if random.random() < 0.3:
        at = random.randrange(-(2**63), 2**63 - 8)
        many = [at + random.randrange(8) for _ in many]
    elif random.random() < 0.3:
        many += [-x for x in many if x > -(2**63)]
    return many


def floats(random):
    """A list of finite floats, often of one size, or such that their sum is small."""
    many = [x for x in (any_float(random) for _ in range(random.randrange(7))) if math.isfinite(x)]
    if random.random() < 0.3:
        scale = 10.0 ** random.randrange(-320, 309)
        many = [x for x in (random.uniform(-1, 1) * scale for _ in many) if math.isfinite(x)]
    elif random.random() < 0.3:
        many += [-x for x in many]
    return many


def any_floats(random):
    """A list of floats, with infinities and NaN in it."""
    return floats(random) + random.choices([math.inf, -math.inf, math.nan], k=random.randrange(3))


def any_span(random):
    """Microseconds of a `duration`."""
    return random.choice([1, -1]) * random.randrange(2 ** random.randrange(1, 59)) % 315_576_000_000_000_001


def any_text(random):
    return "".join(random.choice(ALPHABET) for _ in range(random.randrange(12)))


def any_date(random):
    """Any instant of the years 1 to 9999, with microseconds or without; the years that people use most often."""
    kind = random.randrange(6)
    if kind == 0:
        return random.choice([FIRST, LAST, EPOCH, EPOCH - timedelta(microseconds=1), datetime(2024, 2, 29, 12, tzinfo=timezone.utc)])
    if kind == 1:
        year = random.randrange(1, 10000)
        return datetime(year, random.choice([1, 12]), random.choice([1, 2, 3, 4, 28, 29, 30, 31]), random.randrange(24), tzinfo=timezone.utc)
    span = LAST - FIRST if kind < 4 else timedelta(days=40000)
    start = FIRST if kind < 4 else EPOCH - timedelta(days=20000)
    date = start + span * random.random()
    return date if random.random() < 0.5 else date.replace(microsecond=random.choice([0, 1, 10, 500000, 999999]))


def decimal_of(fraction, random):
    """A fraction whose denominator is a power of two, exactly, in one of the forms in which decimals are written."""
    digits = 0
    while (fraction * 10**digits).denominator != 1:
        digits += 1
    whole = int(fraction * 10**digits)
    text = str(abs(whole)).rjust(digits + 1, "0")
    text = f"{text[: len(text) - digits]}.{text[len(text) - digits:]}".rstrip(".")
    return ("-" if whole < 0 else "") + text


def near_halfway(random):
    """The decimal in the middle between two doubles, or a hair beside it: what is hardest to read."""
    x = math.ldexp(random.randrange(2**52, 2**53), random.randrange(-120, 60))
    middle = (Fraction(x) + Fraction(math.nextafter(x, math.inf))) / 2
    text = decimal_of(middle, random)
    kind = random.randrange(4)
    if kind == 0:
        return text
    if "." not in text:
        text += ".0"
    if kind == 1:
        return text + "0" * random.randrange(5) + "1"
    if kind == 2:
        return text + f"e{random.randrange(-20, 20)}"
    cut = text.rstrip("0").rstrip(".")
    return cut[:-1] + str(max(0, int(cut[-1]) - 1)) + "9" * random.randrange(1, 12)


def float_text(random):
    """A text that `float` may take, or nearly."""
    kind = random.randrange(8)
    if kind == 0:
        return repr(any_float(random))
    if kind == 1:
        return near_halfway(random)
    if kind == 2:
        return f"{random.choice(['', '-', '+'])}{random.randrange(10**random.randrange(1, 30))}.{random.randrange(10**random.randrange(1, 30))}"
    if kind == 3:
        return f"{random.randrange(10**random.randrange(1, 25))}e{random.randrange(-400, 400)}"
    if kind == 4:
        return random.choice(["%.17g", "%.15e", "%.3f", "%r", "%.25g", "%.40e"]) % any_float(random)
    if kind == 5:
        return random.choice(["inf", "-inf", "nan", "+nan", "Infinity", "-INFINITY", "infinit", "in_f", "na_n", "", " ", "1_0.0_1", "1__0", "_1", "1_", "1_e5", "1e_5", "1e5_0", "1_.5", "1._5", ".5", "5.", ".", "e5", "1e", "1e+", "0x1p3", "1,5", "--1", "+-1", "1 0", "1e5.0", "0_0", "1e1_0"])
    text = repr(any_float(random))
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(["_", " ", "0", "e", ".", "-", "", "9"]) + text[at + random.randrange(2):]


def int_text(random):
    """A text and a base that `int` may take, or nearly."""
    base = random.choice([10, 10, 10, 2, 8, 16, 36, random.randrange(2, 37)])
    number = any_int(random) if random.random() < 0.9 else random.randrange(-(2**65), 2**65)
    digits = in_base(abs(number), base)
    prefix = random.choice(["", "", {2: "0b", 8: "0o", 16: "0x"}.get(base, "")])
    if random.random() < 0.2:
        digits = digits.upper()
    text = random.choice(["", "", "+"] if number >= 0 else ["-"]) + prefix + digits
    kind = random.randrange(6)
    if kind == 0:
        text = random.choice([" ", "\t", "\n", "\x1c", "\u2003"]) + text + random.choice(["", " ", "\r\n"])
    elif kind == 1:
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(["_", "__", " ", "z", ".", "-", "0x", "é"]) + text[at:]
    return text, base


def in_base(number, base):
    digits = ""
    while True:
        number, digit = divmod(number, base)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if number == 0:
            return digits
