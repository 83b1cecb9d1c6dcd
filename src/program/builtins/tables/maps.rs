//! Maps and optionals.

use super::builtins;

builtins! {
    /// Maps, in ascending order of their keys, and optionals.
    MAPS Map(MapOp) "Maps and optionals":

    /// The keys in ascending order. A `json` must be an object.
    "keys" {
        run Keys { (m: {str: T}) -> [str] }
        run KeysJson { (m: json) -> [str] }
    } [r#"{"b": 1, "a": 2}.keys()"# => r#"["a", "b"]"#]

    /// The values of a map in the order of their keys, or the bytes as numbers.
    "values" {
        run Values { (m: {str: T}) -> [T] }
        run BytesToList { (data: bytes) -> [int] }
    } [
        r#"{"b": 1, "a": 2}.values()"# => "[2, 1]"
        r#"encode("é").values()"# => "[195, 169]"
    ]

    /// Tuples of key and value, in ascending order of the keys.
    "items" {
        run Items { (m: {str: T}) -> [(str, T)] }
    } [r#"{"b": 1, "a": 2}.items()"# => r#"[("a", 2), ("b", 1)]"#]

    /// The value of a key, or the element at an index; if there is none, `default`, or `none` if no default is given. A negative index
    /// counts from the end.
    "get" {
        run GetMap { (m: {str: T}, key: str) -> T? }
        run GetMapOr { (m: {str: T}, key: str, default: T) -> T }
        run GetList { (xs: [T], index: int) -> T? }
        run GetListOr { (xs: [T], index: int, default: T) -> T }
        run GetJson { (j: json, key: str) -> json? }
        run GetJsonAt { (j: json, index: int) -> json? }
    } [
        r#"{"a": 1}.get("b")"# => "none"
        r#"{"a": 1}.get("b", 0)"# => "0"
        "[1, 2].get(-1)" => "2"
    ]

    /// Whether there is an entry with that key. A `json` must be an object.
    "has" {
        run HasMap { (m: {str: T}, key: str) -> bool }
        run HasJson { (m: json, key: str) -> bool }
    } [r#"{"a": 1}.has("a")"# => "true"]

    /// The entries of both maps. If both have a key, the value from `b` wins.
    "merge" {
        run Merge { (a: {str: T}, b: {str: T}) -> {str: T} }
    } [r#"{"a": 1, "b": 1}.merge({"b": 2})"# => r#"{"a": 1, "b": 2}"#]

    /// The map with the closure applied to each value.
    "map_values" {
        looped MapValues { (m: {str: T}, f: |T| -> U) -> {str: U} }
    } [r#"{"a": 1}.map_values(|v| v * 10)"# => r#"{"a": 10}"#]

    /// Whether the optional has no value.
    "is_none" {
        run IsNone { (x: T?) -> bool }
    } ["[1].first().is_none()" => "false"]
}
