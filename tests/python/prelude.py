"""What translated programs are made of: operations with the language's failures, and its builtins in Python's terms.

Values are Python's; a struct is a list of its fields. Nothing is written in place: `put` copies the way to what it writes.
"""

import functools
import math
import statistics


class Failed(Exception):
    def __init__(self, kind, message=""):
        self.kind = kind
        self.message = message


class GiveUp(Exception):
    pass


LARGEST = 20_000


def whole(x):
    if not -(2**63) <= x < 2**63:
        raise Failed("Overflow")
    return x


def size(n):
    if n > LARGEST:
        raise GiveUp
    return n


def eq(a, b):
    if type(a) is not type(b):
        return False
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(eq, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(eq(a[k], b[k]) for k in a)
    return a == b


def contains(x, all):
    if isinstance(all, list):
        return any(eq(x, y) for y in all)
    return x in all


def power(a, b):
    if isinstance(a, int):
        if b < 0:
            raise Failed("Value")
        if abs(a) > 1 and b > 64:
            raise Failed("Overflow")
        return whole(a**b)
    try:
        result = a**b
    except OverflowError:
        raise Failed("Overflow") from None
    if isinstance(result, complex):
        raise Failed("Value")
    return result


def times(x, n):
    size(len(x) * max(n, 0))
    return x * n


def plus(a, b):
    size(len(a) + len(b))
    return a + b


def index(x, i):
    try:
        return x[i]
    except IndexError:
        raise Failed("Index") from None
    except KeyError:
        raise Failed("Key") from None


def reach(x, steps):
    for step in steps:
        x = index(x, step)
    return x


def put(x, steps, value):
    if not steps:
        return value
    first, rest = steps[0], steps[1:]
    inner = put(index(x, first), rest, value) if rest else value
    if not rest and isinstance(x, list):
        index(x, first)
    copy = x.copy()
    copy[first] = inner
    return copy


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def literal(x):
    if x is None:
        return "none"
    if isinstance(x, bool):
        return "true" if x else "false"
    if isinstance(x, str):
        return quoted(x)
    if isinstance(x, list):
        return "[" + ", ".join(map(literal, x)) + "]"
    if isinstance(x, tuple):
        return "(" + ", ".join(map(literal, x)) + ")"
    if isinstance(x, dict):
        return "{" + ", ".join(f"{quoted(k)}: {literal(x[k])}" for k in sorted(x)) + "}"
    return repr(x)


def text(x):
    return x if isinstance(x, str) else literal(x)


def formatted(x, spec):
    try:
        return format(x, spec)
    except ValueError:
        raise Failed("Value") from None


def order(a, b):
    """The order of `sort`: `none` first, NaN last."""
    if a is None or b is None:
        return (a is not None) - (b is not None)
    if isinstance(a, (list, tuple)):
        for x, y in zip(a, b):
            if order(x, y):
                return order(x, y)
        return (len(a) > len(b)) - (len(a) < len(b))
    if isinstance(a, float) and (a != a or b != b):
        return (a != a) - (b != b)
    return (a > b) - (a < b)


def nan_last(descending):
    def compare(a, b):
        if isinstance(a, float) and (a != a or b != b):
            return (a != a) - (b != b)
        return order(b, a) if descending else order(a, b)

    return functools.cmp_to_key(compare)


def best(xs, keys, sign):
    found = None
    for x, key in zip(xs, keys):
        if found is None or order(key, found[1]) * sign < 0:
            found = (x, key)
    if found is None:
        raise Failed("Value")
    return found[0]


def to_whole(f):
    def call(x):
        try:
            return whole(f(x))
        except OverflowError:
            raise Failed("Value") from None
        except ValueError:
            raise Failed("Value") from None

    return call


def of_math(f):
    def call(*args):
        try:
            return f(*args)
        except ValueError:
            raise Failed("Value") from None
        except OverflowError:
            raise Failed("Overflow") from None

    return call


b_AbsInt = lambda x: whole(abs(x))
b_AbsFloat = abs
b_MinInt = min
b_MaxInt = max
b_MinFloat = b_MinOfTwo = lambda a, b: b if order(b, a) < 0 else a
b_MaxFloat = b_MaxOfTwo = lambda a, b: b if order(b, a) > 0 else a
b_MinList = lambda xs: best(xs, xs, 1)
b_MaxList = lambda xs: best(xs, xs, -1)
b_SignInt = lambda x: (x > 0) - (x < 0)
b_Floor = to_whole(math.floor)
b_Ceil = to_whole(math.ceil)
b_Trunc = to_whole(math.trunc)
b_Round = to_whole(round)
b_Sqrt = of_math(math.sqrt)
b_Degrees = math.degrees
b_Radians = math.radians
b_PowInt = b_PowFloat = power
b_IsNan = math.isnan
b_IsInf = math.isinf
b_IsFinite = math.isfinite
b_Pi = lambda: math.pi
b_E = lambda: math.e
b_Inf = lambda: math.inf
b_Nan = lambda: math.nan
b_Gcd = lambda a, b: whole(math.gcd(a, b))
b_Lcm = lambda a, b: whole(math.lcm(a, b))
b_Isqrt = of_math(math.isqrt)
b_BitAnd = lambda a, b: a & b
b_BitOr = lambda a, b: a | b
b_BitXor = lambda a, b: a ^ b
b_Identity = lambda x: x
b_IntFromBool = int
b_BoolFromInt = bool
b_ToStr = text
b_FormatInt = b_FormatFloat = b_FormatStr = formatted
b_LenStr = b_LenList = b_LenMap = len
b_IsEmptyStr = b_IsEmptyList = b_IsEmptyMap = lambda x: len(x) == 0
b_Chars = list
b_Upper = str.upper
b_Lower = str.lower
b_Title = str.title
b_Capitalize = str.capitalize
b_Trim = str.strip
b_TrimStart = str.lstrip
b_TrimEnd = str.rstrip
b_Join = lambda xs, by: by.join(xs)
b_ContainsStr = lambda x, part: part in x
b_ContainsList = lambda xs, x: contains(x, xs)
b_StartsWith = str.startswith
b_EndsWith = str.endswith
b_RemovePrefix = str.removeprefix
b_RemoveSuffix = str.removesuffix
b_CountStr = lambda x, part: x.count(part)
b_ReverseStr = b_ReverseList = lambda x: x[::-1]
b_IsAlpha = str.isalpha
b_IsAlnum = str.isalnum
b_IsSpace = str.isspace
b_IsUpper = str.isupper
b_IsLower = str.islower
b_Any = any
b_All = all
b_CountList = lambda xs, x: sum(eq(x, y) for y in xs)
b_Flatten = lambda xss: [x for xs in xss for x in xs]
b_Zip = lambda a, b: list(zip(a, b))
b_Zip3 = lambda a, b, c: list(zip(a, b, c))
b_First = lambda xs: xs[0] if xs else None
b_Last = lambda xs: xs[-1] if xs else None
b_Take = lambda xs, n: xs[: max(n, 0)]
b_Skip = lambda xs, n: xs[max(n, 0) :]
b_SumFloat = lambda xs: functools.reduce(lambda a, b: a + b, xs, 0.0)
b_ProductFloat = lambda xs: functools.reduce(lambda a, b: a * b, xs, 1.0)
b_SumInt = lambda xs: functools.reduce(lambda a, b: whole(a + b), xs, 0)
b_ProductInt = lambda xs: functools.reduce(lambda a, b: whole(a * b), xs, 1)
b_Keys = sorted
b_Values = lambda m: [m[k] for k in sorted(m)]
b_Items = lambda m: [(k, m[k]) for k in sorted(m)]
b_GetMap = dict.get
b_GetMapOr = dict.get
b_HasMap = lambda m, k: k in m
b_Merge = lambda a, b: a | b
b_RemoveKey = lambda m, key: {k: m[k] for k in m if k != key}
b_IsNone = lambda x: x is None


def b_RoundDigits(x, digits):
    try:
        return round(x, digits)
    except OverflowError:
        raise Failed("Overflow") from None


def b_MeanInt(xs):
    if not xs:
        raise Failed("Value")
    return float(statistics.mean(xs))


def b_Split(x, by=None, limit=-1):
    if by == "":
        raise Failed("Value")
    return x.split(by, limit) if limit >= 0 else x.split(by)


def b_FindStr(x, part):
    at = x.find(part)
    return None if at < 0 else at


def b_RfindStr(x, part):
    at = x.rfind(part)
    return None if at < 0 else at


def b_Ord(x):
    if len(x) != 1:
        raise Failed("Value")
    return ord(x)


def b_RepeatStr(x, n):
    return times(x, n)


def b_Zfill(x, n):
    return x.zfill(size(n))


def b_Range(a, b=None, step=1):
    start, end = (0, a) if b is None else (a, b)
    if step == 0:
        raise Failed("Value")
    size(len(range(start, end, step)) if abs(start) < 2**60 and abs(end) < 2**60 else LARGEST + 1)
    return list(range(start, end, step))


def b_SliceStr(x, a, b=None):
    return x[a:b]


b_SliceList = b_SliceStr


def b_Sort(xs, descending=False):
    return sorted(xs, key=nan_last(descending))


def b_Unique(xs):
    kept = []
    for x in xs:
        if not contains(x, kept):
            kept.append(x)
    return kept


def b_Enumerate(xs, start=0):
    if xs:
        whole(start + len(xs))
    return [(start + at, x) for at, x in enumerate(xs)]


def b_Chunks(xs, n):
    if n <= 0:
        raise Failed("Value")
    return [xs[at : at + n] for at in range(0, len(xs), n)]


def b_Windows(xs, n):
    if n <= 0:
        raise Failed("Value")
    return [xs[at : at + n] for at in range(0, len(xs) - n + 1)]


def b_GetList(xs, at):
    return xs[at] if -len(xs) <= at < len(xs) else None


def b_GetListOr(xs, at, default):
    return xs[at] if -len(xs) <= at < len(xs) else default


def b_InsertAt(xs, at, x):
    copy = xs.copy()
    copy.insert(at, x)
    return copy


def b_RemoveAt(xs, at):
    copy = xs.copy()
    try:
        copy.pop(at)
    except IndexError:
        raise Failed("Index") from None
    return copy


def b_IndexOf(xs, x):
    return next((at for at, y in enumerate(xs) if eq(x, y)), None)


def b_Tally(xs):
    return {x: xs.count(x) for x in xs}


def b_Transpose(rows):
    if any(len(row) != len(rows[0]) for row in rows):
        raise Failed("Value")
    return [list(column) for column in zip(*rows)]


def b_ToMap(pairs):
    return dict(pairs)


def b_Map(xs, f):
    return [f(x) for x in xs]


def b_Filter(xs, f):
    return [x for x in xs if f(x)]


def b_FlatMap(xs, f):
    return [y for x in xs for y in f(x)]


def b_Fold(xs, start, f):
    return functools.reduce(f, xs, start)


def b_Scan(xs, start, f):
    results = []
    for x in xs:
        start = f(start, x)
        results.append(start)
    return results


def b_AnyBy(xs, f):
    return any(f(x) for x in xs)


def b_AllBy(xs, f):
    return all(f(x) for x in xs)


def b_CountBy(xs, f):
    return sum([f(x) for x in xs])


def b_FindBy(xs, f):
    return next((x for x in xs if f(x)), None)


def b_SortBy(xs, f, descending=False):
    keyed = [(f(x), x) for x in xs]
    key = nan_last(descending)
    return [x for _, x in sorted(keyed, key=lambda pair: key(pair[0]))]


def b_TakeWhile(xs, f):
    kept = []
    for x in xs:
        if not f(x):
            break
        kept.append(x)
    return kept


def b_SkipWhile(xs, f):
    for at, x in enumerate(xs):
        if not f(x):
            return xs[at:]
    return []


def b_MinBy(xs, f):
    return best(xs, [f(x) for x in xs], 1)


def b_MaxBy(xs, f):
    return best(xs, [f(x) for x in xs], -1)


def b_GroupBy(xs, f):
    groups = {}
    for x in xs:
        groups.setdefault(f(x), []).append(x)
    return groups


def b_TallyBy(xs, f):
    return b_Tally([f(x) for x in xs])


def b_Partition(xs, f):
    answers = [(f(x), x) for x in xs]
    return ([x for answer, x in answers if answer], [x for answer, x in answers if not answer])


def b_MapValues(m, f):
    return {k: f(m[k]) for k in sorted(m)}


def b_FilterMap(m, f):
    return {k: m[k] for k in sorted(m) if f(k, m[k])}
