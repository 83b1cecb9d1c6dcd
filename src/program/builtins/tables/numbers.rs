//! Numbers, and the conversions between types.

use super::builtins;

builtins! {
    /// Arithmetic beyond the operators.
    NUMBERS Number(NumberOp) "Numbers":

    /// The absolute value. Fails for the smallest `int` and `duration`, whose absolute value cannot be represented.
    "abs" {
        folded AbsInt { (x: int) -> int }
        folded AbsFloat { (x: float) -> float }
        run AbsDuration { (x: duration) -> duration }
    } [
        "abs(-3)" => "3"
        "abs(-2.5)" => "2.5"
    ]

    /// The smaller of two values, or the smallest of a list; the first one if several are equal. NaN counts as greater than every number.
    /// Fails for an empty list.
    "min" {
        folded MinInt { (a: int, b: int) -> int }
        run MinFloat { (a: float, b: float) -> float }
        run MinOfTwo { (a: T, b: T) -> T where T: ordered }
        run MinList { (xs: [T]) -> T where T: ordered }
    } [
        "min(3, 2)" => "2"
        "[2.5, 1.5].min()" => "1.5"
    ]

    /// The larger of two values, or the largest of a list; the first one if several are equal. NaN counts as greater than every number.
    /// Fails for an empty list.
    "max" {
        folded MaxInt { (a: int, b: int) -> int }
        run MaxFloat { (a: float, b: float) -> float }
        run MaxOfTwo { (a: T, b: T) -> T where T: ordered }
        run MaxList { (xs: [T]) -> T where T: ordered }
    } [
        "max(3, 2)" => "3"
        r#"["a", "c", "b"].max()"# => r#""c""#
    ]

    /// `x`, but at least `low` and at most `high`. Fails if `low` is greater than `high`.
    "clamp" {
        run ClampInt { (x: int, low: int, high: int) -> int }
        run ClampFloat { (x: float, low: float, high: float) -> float }
    } ["clamp(12, 0, 10)" => "10"]

    /// -1, 0 or 1, depending on whether the number is negative, zero or positive; NaN stays NaN.
    "sign" {
        run SignInt { (x: int) -> int }
        run SignFloat { (x: float) -> float }
    } [
        "sign(-7)" => "-1"
        "sign(0.5)" => "1.0"
    ]

    /// The nearest `int`, or the nearest number with `digits` decimal digits; a half rounds to the even neighbour. Negative `digits` round
    /// to the left of the point. Fails if the result is not an `int`, as for NaN.
    "round" {
        = Implied(ImpliedOp::Identity) { (x: int) -> int }
        run Round { (x: float) -> int }
        run RoundDigits { (x: float, digits: int) -> float }
    } [
        "round(2.5)" => "2"
        "round(2.675, 2)" => "2.67"
    ]

    /// The largest `int` that is not above `x`. Fails if there is none, as for NaN.
    "floor" {
        = Implied(ImpliedOp::Identity) { (x: int) -> int }
        run Floor { (x: float) -> int }
    } ["floor(-1.5)" => "-2"]

    /// The smallest `int` that is not below `x`. Fails if there is none, as for NaN.
    "ceil" {
        = Implied(ImpliedOp::Identity) { (x: int) -> int }
        run Ceil { (x: float) -> int }
    } ["ceil(1.2)" => "2"]

    /// `x` without its fraction. Fails if the result is not an `int`, as for NaN.
    "trunc" {
        = Implied(ImpliedOp::Identity) { (x: int) -> int }
        run Trunc { (x: float) -> int }
    } ["trunc(-1.9)" => "-1"]

    /// The square root. Fails for a negative number.
    "sqrt" {
        run Sqrt { (x: float) -> float }
    } ["sqrt(16)" => "4.0"]

    /// The cube root.
    "cbrt" {
        run Cbrt { (x: float) -> float }
    } ["cbrt(27)" => "3.0"]

    /// e to the power of `x`. Fails if the result exceeds the range of `float`.
    "exp" {
        run Exp { (x: float) -> float }
    } ["exp(0)" => "1.0"]

    /// The natural logarithm. Fails unless `x` is positive.
    "ln" {
        run Ln { (x: float) -> float }
    } ["ln(1)" => "0.0"]

    /// The logarithm to base 10. Fails unless `x` is positive.
    "log10" {
        run Log10 { (x: float) -> float }
    } ["log10(1000)" => "3.0"]

    /// The logarithm to base 2. Fails unless `x` is positive.
    "log2" {
        run Log2 { (x: float) -> float }
    } ["log2(8)" => "3.0"]

    /// `x` to the power of `y`, like the operator `**`. Fails for a negative `int` exponent, for a result outside the range of the type,
    /// for zero to a negative power, and for a fractional power of a negative number.
    "pow" {
        run PowInt { (x: int, y: int) -> int }
        run PowFloat { (x: float, y: float) -> float }
    } [
        "pow(2, 10)" => "1024"
        "pow(2.0, -1)" => "0.5"
    ]

    /// The length of the hypotenuse, the square root of `x * x + y * y`.
    "hypot" {
        run Hypot { (x: float, y: float) -> float }
    } ["hypot(3, 4)" => "5.0"]

    /// The sine of an angle in radians. Fails for infinity.
    "sin" {
        run Sin { (x: float) -> float }
    } ["sin(0)" => "0.0"]

    /// The cosine of an angle in radians. Fails for infinity.
    "cos" {
        run Cos { (x: float) -> float }
    } ["cos(0)" => "1.0"]

    /// The tangent of an angle in radians. Fails for infinity.
    "tan" {
        run Tan { (x: float) -> float }
    } ["tan(0)" => "0.0"]

    /// The angle in radians whose sine is `x`. Fails outside -1 to 1.
    "asin" {
        run Asin { (x: float) -> float }
    } ["asin(0)" => "0.0"]

    /// The angle in radians whose cosine is `x`. Fails outside -1 to 1.
    "acos" {
        run Acos { (x: float) -> float }
    } ["acos(1)" => "0.0"]

    /// The angle in radians whose tangent is `x`.
    "atan" {
        run Atan { (x: float) -> float }
    } ["atan(0)" => "0.0"]

    /// The angle in radians from the x axis to the point (`x`, `y`).
    "atan2" {
        run Atan2 { (y: float, x: float) -> float }
    } ["atan2(0, 1)" => "0.0"]

    /// The hyperbolic sine. Fails if the result exceeds the range of `float`.
    "sinh" {
        run Sinh { (x: float) -> float }
    } ["sinh(0)" => "0.0"]

    /// The hyperbolic cosine. Fails if the result exceeds the range of `float`.
    "cosh" {
        run Cosh { (x: float) -> float }
    } ["cosh(0)" => "1.0"]

    /// The hyperbolic tangent.
    "tanh" {
        run Tanh { (x: float) -> float }
    } ["tanh(0)" => "0.0"]

    /// Converts an angle from radians to degrees.
    "degrees" {
        run Degrees { (x: float) -> float }
    } ["degrees(pi())" => "180.0"]

    /// Converts an angle from degrees to radians.
    "radians" {
        run Radians { (x: float) -> float }
    } ["radians(180) == pi()" => "true"]

    /// The ratio of a circle's circumference to its diameter.
    "pi" {
        folded Pi { () -> float }
    } ["pi()" => "3.141592653589793"]

    /// The base of the natural logarithm.
    "e" {
        folded E { () -> float }
    } ["e()" => "2.718281828459045"]

    /// Positive infinity.
    "inf" {
        folded Inf { () -> float }
    } ["-inf()" => "-inf"]

    /// The float that is not a number. It equals nothing, not even itself.
    "nan" {
        folded Nan { () -> float }
    } ["nan() == nan()" => "false"]

    /// Whether `x` is not a number.
    "is_nan" {
        run IsNan { (x: float) -> bool }
    } ["is_nan(nan())" => "true"]

    /// Whether `x` is infinite.
    "is_inf" {
        run IsInf { (x: float) -> bool }
    } ["is_inf(1e308 * 10)" => "true"]

    /// Whether `x` is neither infinite nor NaN.
    "is_finite" {
        run IsFinite { (x: float) -> bool }
    } ["is_finite(1.5)" => "true"]

    /// The quotient and remainder, as computed by `//` and `%`. Fails for a division by zero.
    "divmod" {
        run DivmodInt { (x: int, y: int) -> (int, int) }
        run DivmodFloat { (x: float, y: float) -> (float, float) }
    } ["divmod(-7, 2)" => "(-4, 1)"]

    /// The greatest common divisor, which is never negative. Fails if it does not fit in an `int`.
    "gcd" {
        run Gcd { (a: int, b: int) -> int }
    } ["gcd(12, 18)" => "6"]

    /// The least common multiple, which is never negative. Fails if it does not fit in an `int`.
    "lcm" {
        run Lcm { (a: int, b: int) -> int }
    } ["lcm(4, 6)" => "12"]

    /// The largest `int` whose square is not above `n`. Fails for a negative number.
    "isqrt" {
        run Isqrt { (n: int) -> int }
    } ["isqrt(17)" => "4"]

    /// The bits that are set in both numbers, in two's complement.
    "bit_and" {
        run BitAnd { (a: int, b: int) -> int }
    } ["bit_and(12, 10)" => "8"]

    /// The bits that are set in either number.
    "bit_or" {
        run BitOr { (a: int, b: int) -> int }
    } ["bit_or(12, 10)" => "14"]

    /// The bits that are set in exactly one of the numbers.
    "bit_xor" {
        run BitXor { (a: int, b: int) -> int }
    } ["bit_xor(12, 10)" => "6"]

    /// `a` times two to the power of `bits`. Fails for negative `bits` and if the result does not fit in 64 bits.
    "shift_left" {
        run ShiftLeft { (a: int, bits: int) -> int }
    } ["shift_left(1, 10)" => "1024"]

    /// `a` divided by two to the power of `bits`, rounded down. Fails for negative `bits`.
    "shift_right" {
        run ShiftRight { (a: int, bits: int) -> int }
    } ["shift_right(-5, 1)" => "-3"]
}

builtins! {
    /// From one type to another.
    CONVERSIONS Conversion(ConversionOp) "Conversions":

    /// Converts a number, a string or a `bool` to an `int`. A `float` loses its fraction. A string may have a sign, whitespace around it
    /// and `_` between digits; in a `base` from 2 to 36, letters continue the digits. Fails for any other string, for NaN and infinity, and
    /// if the result does not fit in 64 bits.
    "int" {
        = Implied(ImpliedOp::Identity) { (x: int) -> int }
        = Number(NumberOp::Trunc) { (x: float) -> int }
        run IntFromStr { (text: str, base?: int) -> int }
        folded IntFromBool { (x: bool) -> int }
    } [
        "int(-1.9)" => "-1"
        r#"int(" 42 ")"# => "42"
        r#"int("ff", 16)"# => "255"
    ]

    /// Converts a number or a string to a `float`. The string may also be `inf` or `nan`. Fails for any other string.
    "float" {
        = Implied(ImpliedOp::Identity) { (x: float) -> float }
        run FloatFromStr { (text: str) -> float }
    } [
        "float(3)" => "3.0"
        r#"float("1e-3")"# => "0.001"
    ]

    /// The value as a string: numbers as Python prints them, `true` and `false`, dates in RFC 3339, durations as they are written in source
    /// code, the value of an enum, JSON in compact form. Lists, maps, tuples and structs look as in source code, with quoted strings.
    "str" {
        folded ToStr { (x: T) -> str }
    } [
        "str(1e16)" => r#""1e+16""#
        "str([1.0, 2.5])" => r#""[1.0, 2.5]""#
        "str(1h30m)" => r#""1h30m""#
    ]

    /// Converts a string or a number to a `bool`. Only the strings `true` and `false` are accepted; 0 is `false`, and every other number is
    /// `true`. Fails for any other string.
    "bool" {
        = Implied(ImpliedOp::Identity) { (x: bool) -> bool }
        run BoolFromStr { (text: str) -> bool }
        folded BoolFromInt { (x: int) -> bool }
    } [
        r#"bool("true")"# => "true"
        "bool(0)" => "false"
    ]

    /// The string as an `int`, as read by `int`; `none` if it is not one.
    "parse_int" {
        run ParseInt { (text: str) -> int? }
    } [
        r#"parse_int("12")"# => "12"
        r#"parse_int("twelve")"# => "none"
    ]

    /// The string as a `float`, as read by `float`; `none` if it is not one.
    "parse_float" {
        run ParseFloat { (text: str) -> float? }
    } [r#"parse_float("x") ?? 0.5"# => "0.5"]

    /// The value in a format of Python's mini-language, as written after the `:` in `f"…"`; for a `datetime`, in strftime's codes. Fails if
    /// the format is not valid for this type.
    "format" {
        run FormatInt { (x: int, spec: str) -> str }
        run FormatFloat { (x: float, spec: str) -> str }
        run FormatStr { (x: str, spec: str) -> str }
        run FormatDatetime { (x: datetime, spec: str) -> str }
    } [
        r#"format(1234567.891, ",.2f")"# => r#""1,234,567.89""#
        r##"format(255, "#06x")"## => r#""0x00ff""#
        r#"datetime("2030-01-02T00:00:00Z").format("%d %b %Y")"# => r#""02 Jan 2030""#
    ]
}
