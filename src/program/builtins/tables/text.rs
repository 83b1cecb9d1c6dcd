//! Text and patterns.

use super::builtins;

builtins! {
    /// Text, a sequence of Unicode scalars.
    TEXT "Text":

    "len" "The number of scalars, elements, entries or bytes. A `json` must be a list, an object or a string." {
        LenStr "(x: str) -> int"
        LenList "(x: [T]) -> int"
        LenMap "(x: {str: T}) -> int"
        LenBytes "(x: bytes) -> int"
        LenJson "(x: json) -> int"
    } ["len(\"grüße\")" => "5" "[1, 2].len()" => "2"]

    "is_empty" "Whether the string, list or map is empty." {
        IsEmptyStr "(x: str) -> bool"
        IsEmptyList "(x: [T]) -> bool"
        IsEmptyMap "(x: {str: T}) -> bool"
    } ["\"\".is_empty()" => "true"]

    "chars" "The scalars of the string, each as a string." { Chars "(text: str) -> [str]" } ["\"añ\".chars()" => "[\"a\", \"ñ\"]"]

    "upper" "The string in upper case." { Upper "(text: str) -> str" } ["\"straße\".upper()" => "\"STRASSE\""]

    "lower" "The string in lower case." { Lower "(text: str) -> str" } ["\"ABC\".lower()" => "\"abc\""]

    "title" "Every word with its first letter in upper case and the rest in lower case." { Title "(text: str) -> str" } ["\"the quick fox\".title()" => "\"The Quick Fox\""]

    "capitalize" "The first letter in upper case, the rest in lower case." { Capitalize "(text: str) -> str" } ["\"heLLo\".capitalize()" => "\"Hello\""]

    "trim" "The string without whitespace at both ends, or without the scalars in `chars`." { Trim "(text: str, chars?: str) -> str" } ["\"  a b \".trim()" => "\"a b\"" "\"--x-\".trim(\"-\")" => "\"x\""]

    "trim_start" "The string without whitespace at its start, or without the scalars in `chars`." { TrimStart "(text: str, chars?: str) -> str" } ["\"  a \".trim_start()" => "\"a \""]

    "trim_end" "The string without whitespace at its end, or without the scalars in `chars`." { TrimEnd "(text: str, chars?: str) -> str" } ["\"  a \".trim_end()" => "\"  a\""]

    "split" "The parts between separators, with at most `limit` cuts from the left; without a separator, the words between whitespace. Fails for an empty separator." { Split "(text: str, separator?: str, limit?: int) -> [str]" } ["\"a,b,,c\".split(\",\")" => "[\"a\", \"b\", \"\", \"c\"]" "\" to  be \".split()" => "[\"to\", \"be\"]" "\"a b  c \".split(limit: 1)" => "[\"a\", \"b  c \"]"]

    "lines" "The lines, without their line endings." { Lines "(text: str) -> [str]" } ["\"a\\nb\\n\".lines()" => "[\"a\", \"b\"]"]

    "join" "All parts in one string, with `separator` between them." { Join "(parts: [str], separator: str) -> str" } ["[\"a\", \"b\"].join(\", \")" => "\"a, b\""]

    "replace" "The string with `old` replaced by `new` everywhere, or only the first `count` times." { Replace "(text: str, old: str, new: str, count?: int) -> str" } ["\"banana\".replace(\"an\", \"o\")" => "\"booa\""]

    "contains" "Whether the string contains the part, or the list the element." {
        ContainsStr "(text: str, part: str) -> bool"
        ContainsList "(xs: [T], x: T) -> bool"
    } ["\"plan\".contains(\"la\")" => "true" "[1, 2].contains(3)" => "false"]

    "starts_with" "Whether the string starts with `prefix`." { StartsWith "(text: str, prefix: str) -> bool" } ["\"plan\".starts_with(\"pl\")" => "true"]

    "ends_with" "Whether the string ends with `suffix`." { EndsWith "(text: str, suffix: str) -> bool" } ["\"a.csv\".ends_with(\".csv\")" => "true"]

    "remove_prefix" "The string without `prefix`, if it starts with it." { RemovePrefix "(text: str, prefix: str) -> str" } ["\"v1.2\".remove_prefix(\"v\")" => "\"1.2\""]

    "remove_suffix" "The string without `suffix`, if it ends with it." { RemoveSuffix "(text: str, suffix: str) -> str" } ["\"a.csv\".remove_suffix(\".csv\")" => "\"a\""]

    "find" "The index of the first occurrence of the part, or the first element for which the closure returns `true`; `none` if there is none." {
        FindStr "(text: str, part: str) -> int?"
        FindBy "(xs: [T], f: |T| -> bool) -> T?"
    } ["\"banana\".find(\"an\")" => "1" "[1, 5, 8].find(|x| x > 3)" => "5" "\"a\".find(\"b\")" => "none"]

    "rfind" "The index of the last occurrence of the part; `none` if there is none." { RfindStr "(text: str, part: str) -> int?" } ["\"banana\".rfind(\"an\")" => "3"]

    "count" "How often the part occurs in the string without overlap, for how many elements the closure returns `true`, or how many elements equal `x`." {
        CountStr "(text: str, part: str) -> int"
        CountBy "(xs: [T], f: |T| -> bool) -> int"
        CountList "(xs: [T], x: T) -> int"
    } ["\"banana\".count(\"an\")" => "2" "[1, 5, 8].count(|x| x > 3)" => "2" "[1, 2, 1].count(1)" => "2"]

    "slice" "The scalars or elements from `start` up to but not including `end`, like `x[start:end]`." {
        SliceStr "(x: str, start: int, end?: int) -> str"
        SliceList "(x: [T], start: int, end?: int) -> [T]"
    } ["\"flight\".slice(1, 3)" => "\"li\"" "[1, 2, 3].slice(-2)" => "[2, 3]"]

    "repeat" "The string repeated `times` times; a number below 1 gives an empty string. Fails for a result of more than 1 GiB." { RepeatStr "(text: str, times: int) -> str" } ["\"ab\".repeat(3)" => "\"ababab\""]

    "pad_left" "The string padded on the left to `width` scalars, with spaces or the scalar `fill`. Fails if `fill` is not exactly one scalar." { PadLeft "(text: str, width: int, fill?: str) -> str" } ["\"7\".pad_left(3)" => "\"  7\""]

    "pad_right" "The string padded on the right to `width` scalars, with spaces or the scalar `fill`. Fails if `fill` is not exactly one scalar." { PadRight "(text: str, width: int, fill?: str) -> str" } ["\"ab\".pad_right(4, \".\")" => "\"ab..\""]

    "pad_center" "The string padded on both sides to `width` scalars, with spaces or the scalar `fill`. Fails if `fill` is not exactly one scalar." { PadCenter "(text: str, width: int, fill?: str) -> str" } ["\"ab\".pad_center(6, \"*\")" => "\"**ab**\""]

    "zfill" "The string padded with zeros to `width` scalars, after the sign if there is one." { Zfill "(text: str, width: int) -> str" } ["\"-42\".zfill(5)" => "\"-0042\""]

    "reverse" "The scalars or elements in reverse order." {
        ReverseStr "(x: str) -> str"
        ReverseList "(x: [T]) -> [T]"
    } ["\"abc\".reverse()" => "\"cba\"" "[1, 2].reverse()" => "[2, 1]"]

    "is_digit" "Whether the string is not empty and consists only of decimal digits." { IsDigit "(text: str) -> bool" } ["\"042\".is_digit()" => "true"]

    "is_alpha" "Whether the string is not empty and consists only of letters." { IsAlpha "(text: str) -> bool" } ["\"año\".is_alpha()" => "true"]

    "is_alnum" "Whether the string is not empty and consists only of letters and digits." { IsAlnum "(text: str) -> bool" } ["\"a1\".is_alnum()" => "true"]

    "is_space" "Whether the string is not empty and consists only of whitespace." { IsSpace "(text: str) -> bool" } ["\" \\t\".is_space()" => "true"]

    "is_upper" "Whether the string has cased letters and all of them are upper case." { IsUpper "(text: str) -> bool" } ["\"A-1\".is_upper()" => "true"]

    "is_lower" "Whether the string has cased letters and all of them are lower case." { IsLower "(text: str) -> bool" } ["\"aB\".is_lower()" => "false"]

    "ord" "The Unicode number of the string's only scalar. Fails if there is not exactly one." { Ord "(scalar: str) -> int" } ["ord(\"A\")" => "65"]

    "chr" "The scalar with that Unicode number. Fails if there is none." { Chr "(number: int) -> str" } ["chr(8364)" => "\"€\""]
}

builtins! {
    /// Regular expressions.
    PATTERNS "Patterns":

    "regex_match" "Whether the pattern matches anywhere in the string; `^` and `$` anchor it to the ends. Patterns are those of Rust's `regex`: Perl's, without look-around and back-references. A single search takes time proportional to the length of the string; finding all matches can take that long for each of them, and `--timeout` ends it. Like all builtins of this group, it fails for an invalid pattern and for one of more than 1 MiB." { RegexMatch "(text: str, pattern: str) -> bool" } ["\"flight 12\".regex_match(r\"\\d+\")" => "true"]

    "regex_find" "The first match of the pattern in the string; `none` if there is none." { RegexFind "(text: str, pattern: str) -> str?" } ["\"flight 12\".regex_find(r\"\\d+\")" => "\"12\""]

    "regex_find_all" "All matches of the pattern, without overlap." { RegexFindAll "(text: str, pattern: str) -> [str]" } ["\"a1 b22\".regex_find_all(r\"\\d+\")" => "[\"1\", \"22\"]"]

    "regex_groups" "What each group of the pattern captures in the first match, with `none` for groups that take no part in it; an empty list if there is no match." { RegexGroups "(text: str, pattern: str) -> [str?]" } ["\"v1.27\".regex_groups(r\"(\\d+)\\.(\\d+)\")" => "[\"1\", \"27\"]"]

    "regex_replace" "The string with every match of the pattern replaced by `replacement`, in which `$1`, `${1}`, `${name}` and `$name` are groups and `$$` is a dollar sign. The number of a group ends with its digits, so `$1x` is the first group and an `x`. Fails for a group that the pattern does not have." { RegexReplace "(text: str, pattern: str, replacement: str) -> str" } ["\"2030-01\".regex_replace(r\"(\\d+)-(\\d+)\", \"$2/$1\")" => "\"01/2030\""]

    "regex_split" "The parts of the string between the matches of the pattern." { RegexSplit "(text: str, pattern: str) -> [str]" } ["\"a, b;c\".regex_split(r\"[,;]\\s*\")" => "[\"a\", \"b\", \"c\"]"]
}
