//! Maps and optionals.

use super::builtins;

builtins! {
    /// Maps, in ascending order of their keys, and optionals.
    MAPS "Maps and optionals":

    "keys" "The keys in ascending order. A `json` must be an object." {
        Keys "(m: {str: T}) -> [str]"
        KeysJson "(m: json) -> [str]"
    } ["{\"b\": 1, \"a\": 2}.keys()" => "[\"a\", \"b\"]"]

    "values" "The values of a map in the order of their keys, or the bytes as numbers." {
        Values "(m: {str: T}) -> [T]"
        BytesToList "(data: bytes) -> [int]"
    } ["{\"b\": 1, \"a\": 2}.values()" => "[2, 1]" "encode(\"é\").values()" => "[195, 169]"]

    "items" "Tuples of key and value, in ascending order of the keys." { Items "(m: {str: T}) -> [(str, T)]" } ["{\"b\": 1, \"a\": 2}.items()" => "[(\"a\", 2), (\"b\", 1)]"]

    "get" "The value of a key, or the element at an index; if there is none, `default`, or `none` if no default is given. A negative index counts from the end." {
        GetMap "(m: {str: T}, key: str) -> T?"
        GetMapOr "(m: {str: T}, key: str, default: T) -> T"
        GetList "(xs: [T], index: int) -> T?"
        GetListOr "(xs: [T], index: int, default: T) -> T"
        GetJson "(j: json, key: str) -> json?"
        GetJsonAt "(j: json, index: int) -> json?"
    } ["{\"a\": 1}.get(\"b\")" => "none" "{\"a\": 1}.get(\"b\", 0)" => "0" "[1, 2].get(-1)" => "2"]

    "has" "Whether there is an entry with that key. A `json` must be an object." {
        HasMap "(m: {str: T}, key: str) -> bool"
        HasJson "(m: json, key: str) -> bool"
    } ["{\"a\": 1}.has(\"a\")" => "true"]

    "merge" "The entries of both maps. If both have a key, the value from `b` wins." { Merge "(a: {str: T}, b: {str: T}) -> {str: T}" } ["{\"a\": 1, \"b\": 1}.merge({\"b\": 2})" => "{\"a\": 1, \"b\": 2}"]

    "map_values" "The map with the closure applied to each value." { MapValues "(m: {str: T}, f: |T| -> U) -> {str: U}" } ["{\"a\": 1}.map_values(|v| v * 10)" => "{\"a\": 10}"]

    "is_none" "Whether the optional has no value." { IsNone "(x: T?) -> bool" } ["[1].first().is_none()" => "false"]
}
