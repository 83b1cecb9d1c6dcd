//! Numbers, and the conversions between types.

use super::builtins;

builtins! {
    /// Arithmetic beyond the operators.
    NUMBERS "Numbers":

    "abs" "The absolute value. Fails for the smallest `int` and `duration`, whose absolute value cannot be represented." {
        AbsInt "(x: int) -> int"
        AbsFloat "(x: float) -> float"
        AbsDuration "(x: duration) -> duration"
    } ["abs(-3)" => "3" "abs(-2.5)" => "2.5"]

    "min" "The smaller of two values, or the smallest of a list; the first one if several are equal. NaN counts as greater than every number. Fails for an empty list." {
        MinInt "(a: int, b: int) -> int"
        MinFloat "(a: float, b: float) -> float"
        MinOfTwo "(a: T, b: T) -> T where T: ordered"
        MinList "(xs: [T]) -> T where T: ordered"
    } ["min(3, 2)" => "2" "[2.5, 1.5].min()" => "1.5"]

    "max" "The larger of two values, or the largest of a list; the first one if several are equal. NaN counts as greater than every number. Fails for an empty list." {
        MaxInt "(a: int, b: int) -> int"
        MaxFloat "(a: float, b: float) -> float"
        MaxOfTwo "(a: T, b: T) -> T where T: ordered"
        MaxList "(xs: [T]) -> T where T: ordered"
    } ["max(3, 2)" => "3" "[\"a\", \"c\", \"b\"].max()" => "\"c\""]

    "clamp" "`x`, but at least `low` and at most `high`. Fails if `low` is greater than `high`." {
        ClampInt "(x: int, low: int, high: int) -> int"
        ClampFloat "(x: float, low: float, high: float) -> float"
    } ["clamp(12, 0, 10)" => "10"]

    "sign" "-1, 0 or 1, depending on whether the number is negative, zero or positive; NaN stays NaN." {
        SignInt "(x: int) -> int"
        SignFloat "(x: float) -> float"
    } ["sign(-7)" => "-1" "sign(0.5)" => "1.0"]

    "round" "The nearest `int`, or the nearest number with `digits` decimal digits; a half rounds to the even neighbour. Negative `digits` round to the left of the point. Fails if the result is not an `int`, as for NaN." {
        Identity "(x: int) -> int"
        Round "(x: float) -> int"
        RoundDigits "(x: float, digits: int) -> float"
    } ["round(2.5)" => "2" "round(2.675, 2)" => "2.67"]

    "floor" "The largest `int` that is not above `x`. Fails if there is none, as for NaN." {
        Identity "(x: int) -> int"
        Floor "(x: float) -> int"
    } ["floor(-1.5)" => "-2"]

    "ceil" "The smallest `int` that is not below `x`. Fails if there is none, as for NaN." {
        Identity "(x: int) -> int"
        Ceil "(x: float) -> int"
    } ["ceil(1.2)" => "2"]

    "trunc" "`x` without its fraction. Fails if the result is not an `int`, as for NaN." {
        Identity "(x: int) -> int"
        Trunc "(x: float) -> int"
    } ["trunc(-1.9)" => "-1"]

    "sqrt" "The square root. Fails for a negative number." { Sqrt "(x: float) -> float" } ["sqrt(16)" => "4.0"]

    "cbrt" "The cube root." { Cbrt "(x: float) -> float" } ["cbrt(27)" => "3.0"]

    "exp" "e to the power of `x`. Fails if the result exceeds the range of `float`." { Exp "(x: float) -> float" } ["exp(0)" => "1.0"]

    "ln" "The natural logarithm. Fails unless `x` is positive." { Ln "(x: float) -> float" } ["ln(1)" => "0.0"]

    "log10" "The logarithm to base 10. Fails unless `x` is positive." { Log10 "(x: float) -> float" } ["log10(1000)" => "3.0"]

    "log2" "The logarithm to base 2. Fails unless `x` is positive." { Log2 "(x: float) -> float" } ["log2(8)" => "3.0"]

    "pow" "`x` to the power of `y`, like the operator `**`. Fails for a negative `int` exponent, for a result outside the range of the type, for zero to a negative power, and for a fractional power of a negative number." {
        PowInt "(x: int, y: int) -> int"
        PowFloat "(x: float, y: float) -> float"
    } ["pow(2, 10)" => "1024" "pow(2.0, -1)" => "0.5"]

    "hypot" "The length of the hypotenuse, the square root of `x * x + y * y`." { Hypot "(x: float, y: float) -> float" } ["hypot(3, 4)" => "5.0"]

    "sin" "The sine of an angle in radians. Fails for infinity." { Sin "(x: float) -> float" } ["sin(0)" => "0.0"]

    "cos" "The cosine of an angle in radians. Fails for infinity." { Cos "(x: float) -> float" } ["cos(0)" => "1.0"]

    "tan" "The tangent of an angle in radians. Fails for infinity." { Tan "(x: float) -> float" } ["tan(0)" => "0.0"]

    "asin" "The angle in radians whose sine is `x`. Fails outside -1 to 1." { Asin "(x: float) -> float" } ["asin(0)" => "0.0"]

    "acos" "The angle in radians whose cosine is `x`. Fails outside -1 to 1." { Acos "(x: float) -> float" } ["acos(1)" => "0.0"]

    "atan" "The angle in radians whose tangent is `x`." { Atan "(x: float) -> float" } ["atan(0)" => "0.0"]

    "atan2" "The angle in radians from the x axis to the point (`x`, `y`)." { Atan2 "(y: float, x: float) -> float" } ["atan2(0, 1)" => "0.0"]

    "sinh" "The hyperbolic sine. Fails if the result exceeds the range of `float`." { Sinh "(x: float) -> float" } ["sinh(0)" => "0.0"]

    "cosh" "The hyperbolic cosine. Fails if the result exceeds the range of `float`." { Cosh "(x: float) -> float" } ["cosh(0)" => "1.0"]

    "tanh" "The hyperbolic tangent." { Tanh "(x: float) -> float" } ["tanh(0)" => "0.0"]

    "degrees" "Converts an angle from radians to degrees." { Degrees "(x: float) -> float" } ["degrees(pi())" => "180.0"]

    "radians" "Converts an angle from degrees to radians." { Radians "(x: float) -> float" } ["radians(180) == pi()" => "true"]

    "pi" "The ratio of a circle's circumference to its diameter." { Pi "() -> float" } ["pi()" => "3.141592653589793"]

    "e" "The base of the natural logarithm." { E "() -> float" } ["e()" => "2.718281828459045"]

    "inf" "Positive infinity." { Inf "() -> float" } ["-inf()" => "-inf"]

    "nan" "The float that is not a number. It equals nothing, not even itself." { Nan "() -> float" } ["nan() == nan()" => "false"]

    "is_nan" "Whether `x` is not a number." { IsNan "(x: float) -> bool" } ["is_nan(nan())" => "true"]

    "is_inf" "Whether `x` is infinite." { IsInf "(x: float) -> bool" } ["is_inf(1e308 * 10)" => "true"]

    "is_finite" "Whether `x` is neither infinite nor NaN." { IsFinite "(x: float) -> bool" } ["is_finite(1.5)" => "true"]

    "divmod" "The quotient and remainder, as computed by `//` and `%`. Fails for a division by zero." {
        DivmodInt "(x: int, y: int) -> (int, int)"
        DivmodFloat "(x: float, y: float) -> (float, float)"
    } ["divmod(-7, 2)" => "(-4, 1)"]

    "gcd" "The greatest common divisor, which is never negative. Fails if it does not fit in an `int`." { Gcd "(a: int, b: int) -> int" } ["gcd(12, 18)" => "6"]

    "lcm" "The least common multiple, which is never negative. Fails if it does not fit in an `int`." { Lcm "(a: int, b: int) -> int" } ["lcm(4, 6)" => "12"]

    "isqrt" "The largest `int` whose square is not above `n`. Fails for a negative number." { Isqrt "(n: int) -> int" } ["isqrt(17)" => "4"]

    "bit_and" "The bits that are set in both numbers, in two's complement." { BitAnd "(a: int, b: int) -> int" } ["bit_and(12, 10)" => "8"]

    "bit_or" "The bits that are set in either number." { BitOr "(a: int, b: int) -> int" } ["bit_or(12, 10)" => "14"]

    "bit_xor" "The bits that are set in exactly one of the numbers." { BitXor "(a: int, b: int) -> int" } ["bit_xor(12, 10)" => "6"]

    "shift_left" "`a` times two to the power of `bits`. Fails for negative `bits` and if the result does not fit in 64 bits." { ShiftLeft "(a: int, bits: int) -> int" } ["shift_left(1, 10)" => "1024"]

    "shift_right" "`a` divided by two to the power of `bits`, rounded down. Fails for negative `bits`." { ShiftRight "(a: int, bits: int) -> int" } ["shift_right(-5, 1)" => "-3"]
}

builtins! {
    /// From one type to another.
    CONVERSIONS "Conversions":

    "int" "Converts a number, a string or a `bool` to an `int`. A `float` loses its fraction. A string may have a sign, whitespace around it and `_` between digits; in a `base` from 2 to 36, letters continue the digits. Fails for any other string, for NaN and infinity, and if the result does not fit in 64 bits." {
        Identity "(x: int) -> int"
        Trunc "(x: float) -> int"
        IntFromStr "(text: str, base?: int) -> int"
        IntFromBool "(x: bool) -> int"
    } ["int(-1.9)" => "-1" "int(\" 42 \")" => "42" "int(\"ff\", 16)" => "255"]

    "float" "Converts a number or a string to a `float`. The string may also be `inf` or `nan`. Fails for any other string." {
        Identity "(x: float) -> float"
        FloatFromStr "(text: str) -> float"
    } ["float(3)" => "3.0" "float(\"1e-3\")" => "0.001"]

    "str" "The value as a string: numbers as Python prints them, `true` and `false`, dates in RFC 3339, durations as they are written in source code, the value of an enum, JSON in compact form. Lists, maps, tuples and structs look as in source code, with quoted strings." {
        ToStr "(x: T) -> str"
    } ["str(1e16)" => "\"1e+16\"" "str([1.0, 2.5])" => "\"[1.0, 2.5]\"" "str(1h30m)" => "\"1h30m\""]

    "bool" "Converts a string or a number to a `bool`. Only the strings `true` and `false` are accepted; 0 is `false`, and every other number is `true`. Fails for any other string." {
        BoolFromStr "(text: str) -> bool"
        BoolFromInt "(x: int) -> bool"
        Identity "(x: bool) -> bool"
    } ["bool(\"true\")" => "true" "bool(0)" => "false"]

    "parse_int" "The string as an `int`, as read by `int`; `none` if it is not one." { ParseInt "(text: str) -> int?" } ["parse_int(\"12\")" => "12" "parse_int(\"twelve\")" => "none"]

    "parse_float" "The string as a `float`, as read by `float`; `none` if it is not one." { ParseFloat "(text: str) -> float?" } ["parse_float(\"x\") ?? 0.5" => "0.5"]

    "format" "The value in a format of Python's mini-language, as written after the `:` in `f\"…\"`; for a `datetime`, in strftime's codes. Fails if the format is not valid for this type." {
        FormatInt "(x: int, spec: str) -> str"
        FormatFloat "(x: float, spec: str) -> str"
        FormatStr "(x: str, spec: str) -> str"
        FormatDatetime "(x: datetime, spec: str) -> str"
    } ["format(1234567.891, \",.2f\")" => "\"1,234,567.89\"" "format(255, \"#06x\")" => "\"0x00ff\"" "datetime(\"2030-01-02T00:00:00Z\").format(\"%d %b %Y\")" => "\"02 Jan 2030\""]
}
