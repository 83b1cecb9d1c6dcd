"""Writes `cases.jsonl`: what CPython 3.11 gives for operators, functions, formats and methods that the task language shares with it.

One case a line: the task of `python.rs` to run, its inputs as text, and the result as text, or null for an exception. Run it only to add
cases: `python3 generate.py > cases.jsonl`.
"""

import json
import math
import statistics

LIMIT = 2**63


def text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if value is None:
        return "none"
    return str(value)


def case(task, args, compute):
    try:
        value = compute(*args)
        if isinstance(value, complex) or (isinstance(value, int) and not -LIMIT <= value < LIMIT):
            value = None
        else:
            value = text(value)
    except (ArithmeticError, ValueError, TypeError, statistics.StatisticsError):
        value = None
    print(json.dumps([task, [text(arg) for arg in args], value], ensure_ascii=False))


INTS = [0, 1, -1, 2, -2, 3, 7, -7, 10, -10, 63, 64, 1000003, -1000003, 2**31, 2**53 + 1, -(2**53) - 1, 2**62, 2**63 - 1, -(2**63)]
INT_OPS = {
    "add_int": lambda a, b: a + b,
    "sub_int": lambda a, b: a - b,
    "mul_int": lambda a, b: a * b,
    "floor_div_int": lambda a, b: a // b,
    "mod_int": lambda a, b: a % b,
    "div_int": lambda a, b: a / b,
    "pow_int": lambda a, b: (None if b < 0 or (b > 64 and abs(a) > 1) else a**b),
    "lt_int": lambda a, b: a < b,
    "le_int": lambda a, b: a <= b,
    "gcd_int": math.gcd,
}
FLOATS = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 3.7, 1e-7, 123456789.125, 1e15, 1e16, 1e22, -1e100, 1e308, 5e-324, math.inf, -math.inf, math.nan]
FLOAT_OPS = {
    "add_float": lambda a, b: a + b,
    "sub_float": lambda a, b: a - b,
    "mul_float": lambda a, b: a * b,
    "div_float": lambda a, b: a / b,
    "floor_div_float": lambda a, b: a // b,
    "mod_float": lambda a, b: a % b,
    "pow_float": lambda a, b: a**b,
    "lt_float": lambda a, b: a < b,
    "ge_float": lambda a, b: a >= b,
    "eq_float": lambda a, b: a == b,
    "atan2_float": math.atan2,
    "hypot_float": math.hypot,
}
FUNCTIONS = {
    "floor_float": math.floor,
    "ceil_float": math.ceil,
    "trunc_float": math.trunc,
    "int_float": int,
    "round_float": round,
    "sqrt_float": math.sqrt,
    "exp_float": math.exp,
    "ln_float": math.log,
    "log10_float": math.log10,
    "log2_float": math.log2,
    "sin_float": math.sin,
    "cos_float": math.cos,
    "tan_float": math.tan,
    "asin_float": math.asin,
    "acos_float": math.acos,
    "atan_float": math.atan,
    "sinh_float": math.sinh,
    "cosh_float": math.cosh,
    "tanh_float": math.tanh,
    "degrees_float": math.degrees,
    "radians_float": math.radians,
    "str_float": repr,
    "abs_float": abs,
}
MORE_FLOATS = [0.1, 0.2, 0.3, 1 / 3, 2.675, 1.005, 0.045, 9.995, 99.5, 12345.678, 1234.5, 0.0001, 0.00001, 9.999e15, 123e-10, 7.0, 100.0, 1e21, 2.0**53]
INT_FORMATS = ["", "d", "5", "05", "+", "+d", " d", "<6", ">6", "^6", "=6", "*^9", "x", "X", "#x", "#010x", "b", "#b", "o", "#o", "_b", "_x", ",", "_", "010,", "011,", "012,", "+,", "c", ".2f", "e", ".3e", "g", "%", ".1%", "010.2f", "<05", "x<8", "-", "012_", "s", ".2", "5c", " <05", " ^-020e", " =-010,.1g"]
FLOAT_FORMATS = ["", ".2f", ".0f", "#.0f", ".3", ".3g", "g", "#g", "e", ".2e", ".0e", "E", "G", "F", "%", ".1%", "8.2f", "08.2f", "+.1f", " .1f", "<9.2f", "^9.2f", "*>9.2f", ",", ",.2f", "_.1f", "012,.2f", "010", "z.1f", ".10", ".17g", "=+10.1f", "d", "+010.1f", ".1", "020,.3f", "z.1%", "#", "#13", "+#8", " =-010,.1g", " >035_.3g"]
STR_FORMATS = ["", "5", "<5", ">5", "^5", "*^7", ".2", "5.2", "s", "05", "d", "+", "=5", ",", "-<6", " <05", " >013.2"]
FORMAT_INTS = [0, 5, -5, 65, 255, 1234, -1234567, 12345678, 2**63 - 1, -(2**63)]
FORMAT_FLOATS = [0.0, -0.0, 1.0, -1.5, 3.14159, 0.00001234, 123456.789, 1234567.891, 1e16, 1e22, 0.5, 2.5, 99.995, -0.04, 1e-10, 123456789012345680.0, -1.7976931348623157e308, math.inf, -math.inf, math.nan]
STRINGS = ["", "a", "Hello World", "  padded\t", "straße", "ÅNGSTRÖM", "they're bill's", "x1y2", "42", "٣", "½", "ABC", "abc def", "\n", "ñandú 🛫 ok", "a,b,,c", "ǅ", "İ", "ß", "ﬁn", "-42", "+7"]
METHODS = {
    "upper": str.upper,
    "lower": str.lower,
    "trim": str.strip,
    "is_digit": str.isdecimal,
    "is_alpha": str.isalpha,
    "is_space": str.isspace,
    "is_upper": str.isupper,
    "is_lower": str.islower,
    "length": len,
    "words": str.split,
    "reversed": lambda s: s[::-1],
    "zfill5": lambda s: s.zfill(5),
    "capitalize_ascii": lambda s: s.capitalize() if s.isascii() else s,
    "title_ascii": lambda s: s.title() if s.isascii() else s,
}
NUMERALS = ["1", "-7", " 42 ", "+3", "1_000", "1__0", "_1", "", "abc", "1.5", "1e3", ".5", "5.", "inf", "-Infinity", "nan", "0x10", "9223372036854775807", "9223372036854775808", "1e400", "1_e5", "1e_5", "1e1_0", "1_.5", "in_f", "n_an", "\x1c5", "5\x1f", "١٢"]

for name, compute in INT_OPS.items():
    for a in INTS:
        for b in INTS:
            if name == "pow_int" and (b < 0 or (b > 64 and abs(a) > 1)):
                print(json.dumps([name, [str(a), str(b)], None]))
            else:
                case(name, [a, b], compute)
for name, compute in FLOAT_OPS.items():
    for a in FLOATS:
        for b in FLOATS:
            case(name, [a, b], compute)
for name, compute in FUNCTIONS.items():
    for x in FLOATS + MORE_FLOATS:
        case(name, [x], compute)
for x in FLOATS + MORE_FLOATS + [-1250.0, 1350.0, 55.0, 5e300, 1.7976931348623157e308]:
    for digits in [0, 1, 2, 3, 5, 15, 17, 22, 330, -1, -2, -3, -20, -308, -310]:
        case("round_digits", [x, digits], round)
for spec in INT_FORMATS:
    for x in FORMAT_INTS:
        if not (spec == "c" and not 0 <= x < 0x110000):
            case("format_int", [x, spec], format)
for spec in FLOAT_FORMATS:
    for x in FORMAT_FLOATS:
        case("format_float", [x, spec], format)
for spec in STR_FORMATS:
    for x in ["", "abc", "grüße", "longer than it"]:
        case("format_str", [x, spec], format)
for name, compute in METHODS.items():
    for x in STRINGS:
        case(name, [x], compute)
for x in STRINGS:
    for part in ["a", "l", "", ",", " ", "🛫", "bc"]:
        case("count", [x, part], str.count)
        case("find", [x, part], lambda s, p: None if s.find(p) < 0 else s.find(p))
        case("rfind", [x, part], lambda s, p: None if s.rfind(p) < 0 else s.rfind(p))
        case("replace", [x, part, "_-"], str.replace)
        if part:
            case("split", [x, part], str.split)
            case("split1", [x, part], lambda s, p: s.split(p, 1))
    for start in [-20, -3, -1, 0, 1, 4, 100]:
        for end in [-20, -2, 0, 2, 5, 100]:
            case("slice", [x, start, end], lambda s, i, j: s[i:j])
for x in NUMERALS:
    if x.isascii():
        case("int_text", [x], int)
        case("float_text", [x], float)
