//! Text and patterns.

use super::builtins;

builtins! {
    /// Text, a sequence of Unicode scalars.
    TEXT Text(TextOp) "Text":

    /// The number of scalars, elements, entries or bytes. A `json` must be a list, an object or a string.
    "len" {
        folded LenStr { (x: str) -> int }
        folded LenList { (x: [T]) -> int }
        folded LenMap { (x: {str: T}) -> int }
        run LenBytes { (x: bytes) -> int }
        run LenJson { (x: json) -> int }
    } [
        r#"len("grüße")"# => "5"
        "[1, 2].len()" => "2"
    ]

    /// Whether the string, list or map is empty.
    "is_empty" {
        run IsEmptyStr { (x: str) -> bool }
        run IsEmptyList { (x: [T]) -> bool }
        run IsEmptyMap { (x: {str: T}) -> bool }
    } [r#""".is_empty()"# => "true"]

    /// The scalars of the string, each as a string.
    "chars" {
        run Chars { (text: str) -> [str] }
    } [r#""añ".chars()"# => r#"["a", "ñ"]"#]

    /// The string in upper case.
    "upper" {
        folded Upper { (text: str) -> str }
    } [r#""straße".upper()"# => r#""STRASSE""#]

    /// The string in lower case.
    "lower" {
        folded Lower { (text: str) -> str }
    } [r#""ABC".lower()"# => r#""abc""#]

    /// Every word with its first letter in upper case and the rest in lower case.
    "title" {
        run Title { (text: str) -> str }
    } [r#""the quick fox".title()"# => r#""The Quick Fox""#]

    /// The first letter in upper case, the rest in lower case.
    "capitalize" {
        run Capitalize { (text: str) -> str }
    } [r#""heLLo".capitalize()"# => r#""Hello""#]

    /// The string without whitespace at both ends, or without the scalars in `chars`.
    "trim" {
        run Trim { (text: str, chars?: str) -> str }
    } [
        r#""  a b ".trim()"# => r#""a b""#
        r#""--x-".trim("-")"# => r#""x""#
    ]

    /// The string without whitespace at its start, or without the scalars in `chars`.
    "trim_start" {
        run TrimStart { (text: str, chars?: str) -> str }
    } [r#""  a ".trim_start()"# => r#""a ""#]

    /// The string without whitespace at its end, or without the scalars in `chars`.
    "trim_end" {
        run TrimEnd { (text: str, chars?: str) -> str }
    } [r#""  a ".trim_end()"# => r#""  a""#]

    /// The parts between separators, with at most `limit` cuts from the left; without a separator, the words between whitespace. Fails for
    /// an empty separator.
    "split" {
        run Split { (text: str, separator?: str, limit?: int) -> [str] }
    } [
        r#""a,b,,c".split(",")"# => r#"["a", "b", "", "c"]"#
        r#"" to  be ".split()"# => r#"["to", "be"]"#
        r#""a b  c ".split(limit: 1)"# => r#"["a", "b  c "]"#
    ]

    /// The lines, without their line endings.
    "lines" {
        run Lines { (text: str) -> [str] }
    } [r#""a\nb\n".lines()"# => r#"["a", "b"]"#]

    /// All parts in one string, with `separator` between them.
    "join" {
        run Join { (parts: [str], separator: str) -> str }
    } [r#"["a", "b"].join(", ")"# => r#""a, b""#]

    /// The string with `old` replaced by `new` everywhere, or only the first `count` times.
    "replace" {
        run Replace { (text: str, old: str, new: str, count?: int) -> str }
    } [r#""banana".replace("an", "o")"# => r#""booa""#]

    /// Whether the string contains the part, or the list the element.
    "contains" {
        run ContainsStr { (text: str, part: str) -> bool }
        run ContainsList { (xs: [T], x: T) -> bool }
    } [
        r#""plan".contains("la")"# => "true"
        "[1, 2].contains(3)" => "false"
    ]

    /// Whether the string starts with `prefix`.
    "starts_with" {
        run StartsWith { (text: str, prefix: str) -> bool }
    } [r#""plan".starts_with("pl")"# => "true"]

    /// Whether the string ends with `suffix`.
    "ends_with" {
        run EndsWith { (text: str, suffix: str) -> bool }
    } [r#""a.csv".ends_with(".csv")"# => "true"]

    /// The string without `prefix`, if it starts with it.
    "remove_prefix" {
        run RemovePrefix { (text: str, prefix: str) -> str }
    } [r#""v1.2".remove_prefix("v")"# => r#""1.2""#]

    /// The string without `suffix`, if it ends with it.
    "remove_suffix" {
        run RemoveSuffix { (text: str, suffix: str) -> str }
    } [r#""a.csv".remove_suffix(".csv")"# => r#""a""#]

    /// The index of the first occurrence of the part, or the first element for which the closure returns `true`; `none` if there is none.
    "find" {
        run FindStr { (text: str, part: str) -> int? }
        looped FindBy { (xs: [T], f: |T| -> bool) -> T? }
    } [
        r#""banana".find("an")"# => "1"
        "[1, 5, 8].find(|x| x > 3)" => "5"
        r#""a".find("b")"# => "none"
    ]

    /// The index of the last occurrence of the part; `none` if there is none.
    "rfind" {
        run RfindStr { (text: str, part: str) -> int? }
    } [r#""banana".rfind("an")"# => "3"]

    /// How often the part occurs in the string without overlap, for how many elements the closure returns `true`, or how many elements
    /// equal `x`.
    "count" {
        run CountStr { (text: str, part: str) -> int }
        looped CountBy { (xs: [T], f: |T| -> bool) -> int }
        run CountList { (xs: [T], x: T) -> int }
    } [
        r#""banana".count("an")"# => "2"
        "[1, 5, 8].count(|x| x > 3)" => "2"
        "[1, 2, 1].count(1)" => "2"
    ]

    /// The scalars or elements from `start` up to but not including `end`, like `x[start:end]`.
    "slice" {
        run SliceStr { (x: str, start: int, end?: int) -> str }
        run SliceList { (x: [T], start: int, end?: int) -> [T] }
    } [
        r#""flight".slice(1, 3)"# => r#""li""#
        "[1, 2, 3].slice(-2)" => "[2, 3]"
    ]

    /// The string repeated `times` times; a number below 1 gives an empty string. Fails for a result of more than 1 GiB.
    "repeat" {
        run RepeatStr { (text: str, times: int) -> str }
    } [r#""ab".repeat(3)"# => r#""ababab""#]

    /// The string padded on the left to `width` scalars, with spaces or the scalar `fill`. Fails if `fill` is not exactly one scalar.
    "pad_left" {
        run PadLeft { (text: str, width: int, fill?: str) -> str }
    } [r#""7".pad_left(3)"# => r#""  7""#]

    /// The string padded on the right to `width` scalars, with spaces or the scalar `fill`. Fails if `fill` is not exactly one scalar.
    "pad_right" {
        run PadRight { (text: str, width: int, fill?: str) -> str }
    } [r#""ab".pad_right(4, ".")"# => r#""ab..""#]

    /// The string padded on both sides to `width` scalars, with spaces or the scalar `fill`. Fails if `fill` is not exactly one scalar.
    "pad_center" {
        run PadCenter { (text: str, width: int, fill?: str) -> str }
    } [r#""ab".pad_center(6, "*")"# => r#""**ab**""#]

    /// The string padded with zeros to `width` scalars, after the sign if there is one.
    "zfill" {
        run Zfill { (text: str, width: int) -> str }
    } [r#""-42".zfill(5)"# => r#""-0042""#]

    /// The scalars or elements in reverse order.
    "reverse" {
        run ReverseStr { (x: str) -> str }
        run ReverseList { (x: [T]) -> [T] }
    } [
        r#""abc".reverse()"# => r#""cba""#
        "[1, 2].reverse()" => "[2, 1]"
    ]

    /// Whether the string is not empty and consists only of decimal digits.
    "is_digit" {
        run IsDigit { (text: str) -> bool }
    } [r#""042".is_digit()"# => "true"]

    /// Whether the string is not empty and consists only of letters.
    "is_alpha" {
        run IsAlpha { (text: str) -> bool }
    } [r#""año".is_alpha()"# => "true"]

    /// Whether the string is not empty and consists only of letters and digits.
    "is_alnum" {
        run IsAlnum { (text: str) -> bool }
    } [r#""a1".is_alnum()"# => "true"]

    /// Whether the string is not empty and consists only of whitespace.
    "is_space" {
        run IsSpace { (text: str) -> bool }
    } [r#"" \t".is_space()"# => "true"]

    /// Whether the string has cased letters and all of them are upper case.
    "is_upper" {
        run IsUpper { (text: str) -> bool }
    } [r#""A-1".is_upper()"# => "true"]

    /// Whether the string has cased letters and all of them are lower case.
    "is_lower" {
        run IsLower { (text: str) -> bool }
    } [r#""aB".is_lower()"# => "false"]

    /// The Unicode number of the string's only scalar. Fails if there is not exactly one.
    "ord" {
        run Ord { (scalar: str) -> int }
    } [r#"ord("A")"# => "65"]

    /// The scalar with that Unicode number. Fails if there is none.
    "chr" {
        run Chr { (number: int) -> str }
    } ["chr(8364)" => r#""€""#]
}

builtins! {
    /// Regular expressions.
    PATTERNS Pattern(PatternOp) "Patterns":

    /// Whether the pattern matches anywhere in the string; `^` and `$` anchor it to the ends. Patterns are those of Rust's `regex`: Perl's,
    /// without look-around and back-references. A single search takes time proportional to the length of the string; finding all matches
    /// can take that long for each of them, and `--timeout` ends it. Like all builtins of this group, it fails for an invalid pattern and
    /// for one of more than 1 MiB.
    "regex_match" {
        run RegexMatch { (text: str, pattern: str) -> bool }
    } [r#""flight 12".regex_match(r"\d+")"# => "true"]

    /// The first match of the pattern in the string; `none` if there is none.
    "regex_find" {
        run RegexFind { (text: str, pattern: str) -> str? }
    } [r#""flight 12".regex_find(r"\d+")"# => r#""12""#]

    /// All matches of the pattern, without overlap.
    "regex_find_all" {
        run RegexFindAll { (text: str, pattern: str) -> [str] }
    } [r#""a1 b22".regex_find_all(r"\d+")"# => r#"["1", "22"]"#]

    /// What each group of the pattern captures in the first match, with `none` for groups that take no part in it; an empty list if there
    /// is no match.
    "regex_groups" {
        run RegexGroups { (text: str, pattern: str) -> [str?] }
    } [r#""v1.27".regex_groups(r"(\d+)\.(\d+)")"# => r#"["1", "27"]"#]

    /// The string with every match of the pattern replaced by `replacement`, in which `$1`, `${1}`, `${name}` and `$name` are groups and
    /// `$$` is a dollar sign. The number of a group ends with its digits, so `$1x` is the first group and an `x`. Fails for a group that
    /// the pattern does not have.
    "regex_replace" {
        run RegexReplace { (text: str, pattern: str, replacement: str) -> str }
    } [r#""2030-01".regex_replace(r"(\d+)-(\d+)", "$2/$1")"# => r#""01/2030""#]

    /// The parts of the string between the matches of the pattern.
    "regex_split" {
        run RegexSplit { (text: str, pattern: str) -> [str] }
    } [r#""a, b;c".regex_split(r"[,;]\s*")"# => r#"["a", "b", "c"]"#]
}
