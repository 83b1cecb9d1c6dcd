//! Methods of numbers, optionals, JSON values and everything else.

use super::READ;
use crate::check::foreign::{Row, because, nothing, row};

/// Methods of any value.
pub(super) const ANY: &[Row] = &[
    row("to_string|toString|to_str|str|String|ToString|__str__|repr|to_s|String()", "str($0)"),
    because(
        "clone|copy|deepcopy|to_owned|borrow|as_ref|into|cloned|to_vec|dup|__copy__()",
        "$0",
        "values are never shared, so there is nothing to copy",
    ),
    because("unwrap|unwrap_or_default|force|orElseThrow()", "$0", "it is never `none`"),
    because("expect|unwrap_or|orElse|getOrElse|get_or_else|unwrap_or_else($1)", "$0", "it is never `none`"),
    nothing("is_some|isPresent|is_ok|is_none|isNull|isNone|is_null|is_err()", "it is never `none`, so there is nothing to ask"),
    row("print|log|dump|show|display()", "log($0)"),
    row("to_json|toJson|dumps|json_encode|toJSON()", "json_dump($0)"),
    row("eq|equals|Equals|__eq__($1)", "$0 == $1"),
    row("ne|__ne__($1)", "$0 != $1"),
    row("hash|hashCode|hash_code()", "sha256(json_dump($0))"),
    nothing("getClass|type_id|__class__|constructor()", "every type is known before the task runs"),
];

pub(super) const OPTIONAL: &[Row] = &[
    row("unwrap|get|value|force|getOrThrow|orElseThrow|Get|unwrap_unchecked()", "$0 ?? fail(\"there is no value\")"),
    row("expect|ok_or|orElseThrow|getOrThrow($1:str)", "$0 ?? fail($1)"),
    row("unwrap_or|getOrElse|orElse|or|get_or_default|value_or|getOrDefault|valueOr|GetValueOrDefault|or_default|fillna($1)", "$0 ?? $1"),
    nothing(
        "unwrap_or_default|unwrap_or_else|or_else|orElseGet|map_or|map_or_else(...)",
        "`??` gives the value to use instead of `none`: `$0 ?? …`",
    ),
    row("is_some|isPresent|is_present|isDefined|is_defined|nonEmpty|has_value|hasValue|HasValue|exists|isSome|notna|is_ok()", "$0 != none"),
    row("isNone|is_null|isNull|is_nil|isNil|isEmpty|is_absent|isUndefined|isna|is_nothing|is_err()", "$0 == none"),
    because("as_ref|as_deref|cloned|copied|as_mut|clone|copy|take|ok()", "$0", "an optional is used as it is"),
    nothing(
        "map|and_then|flatMap|flat_map|then|let|inspect|ifPresent|also(...)",
        "what is not `none` is reached with `if $0 != none { … }` or a `match`",
    ),
    row("to_string|toString|str()", "str($0)"),
];

pub(super) const NUMBERS: &[Row] = &[
    row("powi|powf|pow_|power|Pow($1)", "$0 ** $1"),
    row("toFixed|to_fixed($1:whole)", "f\"{$0:.$1f}\""),
    row("toFixed|to_fixed|toPrecision|Round|round_to($1)", "round($0, $1)"),
    row("toFixed()", "round($0)"),
    row("toInt|to_i|as_int|int|truncate|to_int|intValue|toInteger|as_i64()", "int($0)"),
    row("toFloat|to_f|as_float|float|to_float|toDouble|doubleValue|as_f64()", "float($0)"),
    row("is_integer|isInteger()", "$0 % 1 == 0"),
    row("isNaN|isnan()", "is_nan($0)"),
    row("mod|rem|rem_euclid|modulo($1)", "$0 % $1"),
    row("checked_add|wrapping_add|saturating_add|add|plus($1)", "$0 + $1"),
    row("checked_sub|wrapping_sub|saturating_sub|sub|minus|subtract($1)", "$0 - $1"),
    row("checked_mul|wrapping_mul|saturating_mul|mul|multiply($1)", "$0 * $1"),
    row("checked_div|div|divide($1)", "$0 / $1"),
    row("div_euclid|floordiv($1)", "$0 // $1"),
    row("compareTo|cmp|partial_cmp|total_cmp($1)", "sign($0 - $1)"),
    row("signum()", "sign($0)"),
    row("fabs|unsigned_abs|magnitude()", "abs($0)"),
    row("item|tolist|valueOf|as_()", "$0"),
    row("isin|is_in($1:list)", "$0 in $1"),
    row("squared()", "$0 ** 2"),
    row("is_multiple_of|divisible_by($1)", "$0 % $1 == 0"),
    row("toLocaleString()", "f\"{$0:,}\""),
    nothing(
        "group|groups|groupdict|span(...)",
        "`regex_match` returns a `bool`: `regex_find` returns the part that matches, and `regex_groups` its groups",
    ),
    row("is_positive()", "$0 > 0"),
    row("is_negative()", "$0 < 0"),
    row("between|in_range($1, $2)", "$1 <= $0 and $0 <= $2"),
    row("to_hex()", "f\"{$0:x}\""),
    nothing("times|upto|step(...)", "to repeat something, write a loop: `for i in range($0) { … }`"),
];

pub(super) const JSON: &[Row] = &[
    row("dumps|stringify|to_string|toString|dump|to_json()", "json_dump($0)"),
    row("string|text|asString|as_string|getString|to_str|asText|str()", "$0.as_str()"),
    row("as_i64|as_u64|asInt|getInt|int|asLong|to_int()", "$0.as_int()"),
    row("as_f64|asDouble|getDouble|float|asFloat|to_float()", "$0.as_float()"),
    row("asBool|as_boolean|asBoolean|bool()", "$0.as_bool()"),
    row("as_array|asArray|as_vec|getArray|list|to_list|elements()", "$0.as_list()"),
    row("as_object|as_dict|asObject|dict|to_dict()", "$0.as_map()"),
    row("items|entries|iteritems()", "$0.as_map().items()"),
    row("values()", "$0.as_map().values()"),
    row("map|filter|any|all|flat_map|sort_by|find($1:code1)", "$0.as_list().$@($1)"),
    row("has_key|containsKey|contains_key|contains|hasOwnProperty|includes($1)", "$0.has($1)"),
    row("get($1, $2)", "$0.get($1) ?? json($2)"),
    row("length|size|count()", "$0.len()"),
    row("isNull|is_none()", "$0.is_null()"),
    row("pointer|query|path|jsonpath|select($1)", "$0.at($1)"),
];

pub(super) const BYTES: &[Row] = &[
    row("decode($1)", "$0.decode()"),
    row("toString|to_string|to_str|str|text|asString|from_utf8()", "$0.decode()"),
    row("length|size|count()", "$0.len()"),
    row("hexdigest|toHex|to_hex()", "$0.hex()"),
    row("tolist|to_vec|to_list|list()", "$0.values()"),
    row("b64encode|to_base64|toBase64()", "$0.base64()"),
];

pub(super) const ENUM: &[Row] = &[row("value|name|label|as_str|variant_name|toString|to_string|display|text|getName()", "str($0)")];

pub(super) const STRUCT: &[Row] = &[
    row("to_json|toJson|model_dump_json|toJSON|dumps()", "json_dump($0)"),
    row("to_dict|asdict|dict|model_dump|_asdict|toDict|json|toMap()", "json($0)"),
    nothing(
        "replace|_replace|copy|with|copyWith|model_copy(...)",
        "a struct is changed in a copy: `var changed = $0`, `changed.field = …` for each field, and `changed` is the new value",
    ),
];

pub(super) const FILE: &[Row] = &[nothing("*(...)", READ)];

pub(super) const RNG: &[Row] = &[
    row("randint|randrange|gen_range|random_int|nextInt|integers|range($1, $2)", "$0.next_int($1, $2)"),
    row("random|gen|nextDouble|uniform|nextFloat|rand|next()", "$0.next_float()"),
    row("uniform($1, $2)", "$1 + ($2 - $1) * $0.next_float()"),
    row("gauss|normal|normalvariate|standard_normal()", "$0.next_normal()"),
    row("gauss|normal|normalvariate($1, $2)", "$0.next_normal($1, $2)"),
    row("choices|sample_n|choose_multiple($1, $2)", "$0.sample($1, $2)"),
    row("choose|pick($1)", "$0.choice($1)"),
    row("permutation|shuffled($1)", "$0.shuffle($1)"),
];

pub(super) const ERROR: &[Row] = &[row("to_string|str|getMessage|what|Error|description|toString()", "$0.message()")];
