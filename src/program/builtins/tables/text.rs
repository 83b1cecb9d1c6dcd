//! Text and patterns.

use super::builtins;

builtins! {
    /// Text, a sequence of Unicode scalars.
    TEXT "Text":

    "len" "How many scalars, elements, entries or bytes there are. A `json` must be a list, an object or text." {
        LenStr "(x: str) -> int"
        LenList "(x: [T]) -> int"
        LenMap "(x: {str: T}) -> int"
        LenBytes "(x: bytes) -> int"
        LenJson "(x: json) -> int"
    } ["len(\"grüße\")" => "5" "[1, 2].len()" => "2"]

    "is_empty" "Whether there is nothing in it." {
        IsEmptyStr "(x: str) -> bool"
        IsEmptyList "(x: [T]) -> bool"
        IsEmptyMap "(x: {str: T}) -> bool"
    } ["\"\".is_empty()" => "true"]

    "chars" "The scalars, each as text." { Chars "(text: str) -> [str]" } ["\"añ\".chars()" => "[\"a\", \"ñ\"]"]

    "upper" "The text in upper case." { Upper "(text: str) -> str" } ["\"straße\".upper()" => "\"STRASSE\""]

    "lower" "The text in lower case." { Lower "(text: str) -> str" } ["\"ABC\".lower()" => "\"abc\""]

    "title" "Every word with an upper-case first letter and lower-case rest." { Title "(text: str) -> str" } ["\"the quick fox\".title()" => "\"The Quick Fox\""]

    "capitalize" "The first letter in upper case, the rest in lower case." { Capitalize "(text: str) -> str" } ["\"heLLo\".capitalize()" => "\"Hello\""]

    "trim" "The text without blanks at both ends, or without the scalars that stand in `chars`." { Trim "(text: str, chars?: str) -> str" } ["\"  a b \".trim()" => "\"a b\"" "\"--x-\".trim(\"-\")" => "\"x\""]

    "trim_start" "The text without blanks, or without the scalars of `chars`, at its start." { TrimStart "(text: str, chars?: str) -> str" } ["\"  a \".trim_start()" => "\"a \""]

    "trim_end" "The text without blanks, or without the scalars of `chars`, at its end." { TrimEnd "(text: str, chars?: str) -> str" } ["\"  a \".trim_end()" => "\"  a\""]

    "split" "The parts between separators, at most `limit` cuts from the left; without a separator the words between blanks. Fails for an empty separator." { Split "(text: str, separator?: str, limit?: int) -> [str]" } ["\"a,b,,c\".split(\",\")" => "[\"a\", \"b\", \"\", \"c\"]" "\" to  be \".split()" => "[\"to\", \"be\"]" "\"a b  c \".split(limit: 1)" => "[\"a\", \"b  c \"]"]

    "lines" "The lines without their ends." { Lines "(text: str) -> [str]" } ["\"a\\nb\\n\".lines()" => "[\"a\", \"b\"]"]

    "join" "All parts in one text, `separator` between them." { Join "(parts: [str], separator: str) -> str" } ["[\"a\", \"b\"].join(\", \")" => "\"a, b\""]

    "replace" "The text with `old` replaced by `new` everywhere, or the first `count` times." { Replace "(text: str, old: str, new: str, count?: int) -> str" } ["\"banana\".replace(\"an\", \"o\")" => "\"booa\""]

    "contains" "Whether a part stands in the text, or an element in the list." {
        ContainsStr "(text: str, part: str) -> bool"
        ContainsList "(xs: [T], x: T) -> bool"
    } ["\"plan\".contains(\"la\")" => "true" "[1, 2].contains(3)" => "false"]

    "starts_with" "Whether the text starts so." { StartsWith "(text: str, prefix: str) -> bool" } ["\"plan\".starts_with(\"pl\")" => "true"]

    "ends_with" "Whether the text ends so." { EndsWith "(text: str, suffix: str) -> bool" } ["\"a.csv\".ends_with(\".csv\")" => "true"]

    "remove_prefix" "The text without that start, if it has it." { RemovePrefix "(text: str, prefix: str) -> str" } ["\"v1.2\".remove_prefix(\"v\")" => "\"1.2\""]

    "remove_suffix" "The text without that end, if it has it." { RemoveSuffix "(text: str, suffix: str) -> str" } ["\"a.csv\".remove_suffix(\".csv\")" => "\"a\""]

    "find" "The index of the first place where the part stands, or the first element that the closure takes; `none` if there is none." {
        FindStr "(text: str, part: str) -> int?"
        FindBy "(xs: [T], f: |T| -> bool) -> T?"
    } ["\"banana\".find(\"an\")" => "1" "[1, 5, 8].find(|x| x > 3)" => "5" "\"a\".find(\"b\")" => "none"]

    "rfind" "The index of the last place where the part stands; `none` if it does not." { RfindStr "(text: str, part: str) -> int?" } ["\"banana\".rfind(\"an\")" => "3"]

    "count" "How often the part stands in the text without overlap, how many elements the closure takes, or how many equal `x`." {
        CountStr "(text: str, part: str) -> int"
        CountBy "(xs: [T], f: |T| -> bool) -> int"
        CountList "(xs: [T], x: T) -> int"
    } ["\"banana\".count(\"an\")" => "2" "[1, 5, 8].count(|x| x > 3)" => "2" "[1, 2, 1].count(1)" => "2"]

    "slice" "The scalars or elements from `start` up to but without `end`, as `x[start:end]` gives them." {
        SliceStr "(x: str, start: int, end?: int) -> str"
        SliceList "(x: [T], start: int, end?: int) -> [T]"
    } ["\"flight\".slice(1, 3)" => "\"li\"" "[1, 2, 3].slice(-2)" => "[2, 3]"]

    "repeat" "The text so often; a number below 1 gives none. Fails for a text of more than 1 GiB." { RepeatStr "(text: str, times: int) -> str" } ["\"ab\".repeat(3)" => "\"ababab\""]

    "pad_left" "The text filled up on the left to `width` scalars, with blanks or the scalar `fill`. Fails if `fill` is not one scalar." { PadLeft "(text: str, width: int, fill?: str) -> str" } ["\"7\".pad_left(3)" => "\"  7\""]

    "pad_right" "The text filled up on the right to `width` scalars, with blanks or the scalar `fill`. Fails if `fill` is not one scalar." { PadRight "(text: str, width: int, fill?: str) -> str" } ["\"ab\".pad_right(4, \".\")" => "\"ab..\""]

    "pad_center" "The text filled up on both sides to `width` scalars, with blanks or the scalar `fill`. Fails if `fill` is not one scalar." { PadCenter "(text: str, width: int, fill?: str) -> str" } ["\"ab\".pad_center(6, \"*\")" => "\"**ab**\""]

    "zfill" "The text filled up with zeros to `width` scalars, behind a sign if there is one." { Zfill "(text: str, width: int) -> str" } ["\"-42\".zfill(5)" => "\"-0042\""]

    "reverse" "The scalars or elements from the last to the first." {
        ReverseStr "(x: str) -> str"
        ReverseList "(x: [T]) -> [T]"
    } ["\"abc\".reverse()" => "\"cba\"" "[1, 2].reverse()" => "[2, 1]"]

    "is_digit" "Whether the text is not empty and has decimal digits only." { IsDigit "(text: str) -> bool" } ["\"042\".is_digit()" => "true"]

    "is_alpha" "Whether the text is not empty and has letters only." { IsAlpha "(text: str) -> bool" } ["\"año\".is_alpha()" => "true"]

    "is_alnum" "Whether the text is not empty and has letters and digits only." { IsAlnum "(text: str) -> bool" } ["\"a1\".is_alnum()" => "true"]

    "is_space" "Whether the text is not empty and has blanks only." { IsSpace "(text: str) -> bool" } ["\" \\t\".is_space()" => "true"]

    "is_upper" "Whether the text has letters with case, and all of them are upper case." { IsUpper "(text: str) -> bool" } ["\"A-1\".is_upper()" => "true"]

    "is_lower" "Whether the text has letters with case, and all of them are lower case." { IsLower "(text: str) -> bool" } ["\"aB\".is_lower()" => "false"]

    "ord" "The number of the only scalar of the text in Unicode. Fails if there is not exactly one." { Ord "(scalar: str) -> int" } ["ord(\"A\")" => "65"]

    "chr" "The scalar with that number in Unicode. Fails if there is none." { Chr "(number: int) -> str" } ["chr(8364)" => "\"€\""]
}

builtins! {
    /// Regular expressions.
    PATTERNS "Patterns":

    "regex_match" "Whether the pattern stands somewhere in the text; `^` and `$` bind it to the ends. Patterns are those of Rust's `regex`: Perl's without look-around and back-references. One search takes time in proportion to the length of the text; finding all matches can take that long for each of them, and `--timeout` ends it. Fails for a wrong pattern, and for one of more than 1 MiB, as all of this group do." { RegexMatch "(text: str, pattern: str) -> bool" } ["\"flight 12\".regex_match(r\"\\d+\")" => "true"]

    "regex_find" "The first part of the text that the pattern takes; `none` if there is none." { RegexFind "(text: str, pattern: str) -> str?" } ["\"flight 12\".regex_find(r\"\\d+\")" => "\"12\""]

    "regex_find_all" "All parts that the pattern takes, without overlap." { RegexFindAll "(text: str, pattern: str) -> [str]" } ["\"a1 b22\".regex_find_all(r\"\\d+\")" => "[\"1\", \"22\"]"]

    "regex_groups" "What the groups of the pattern take where it first stands, `none` for those without part in it; an empty list if it stands nowhere." { RegexGroups "(text: str, pattern: str) -> [str?]" } ["\"v1.27\".regex_groups(r\"(\\d+)\\.(\\d+)\")" => "[\"1\", \"27\"]"]

    "regex_replace" "The text with `replacement` for everything that the pattern takes. `$1`, `${1}`, `${name}` and `$name` in it are groups, `$$` is a dollar sign. The number of a group ends with its digits, so `$1x` is the first group and an `x`. Fails for a group that the pattern does not have." { RegexReplace "(text: str, pattern: str, replacement: str) -> str" } ["\"2030-01\".regex_replace(r\"(\\d+)-(\\d+)\", \"$2/$1\")" => "\"01/2030\""]

    "regex_split" "The parts between the places that the pattern takes." { RegexSplit "(text: str, pattern: str) -> [str]" } ["\"a, b;c\".regex_split(r\"[,;]\\s*\")" => "[\"a\", \"b\", \"c\"]"]
}
