//! JSON, bytes and hashes.

use super::builtins;

builtins! {
    /// JSON values. `j["key"]` and `j[0]` fail where `get` gives `none`.
    JSON Json(JsonOp) "JSON":

    /// Converts the value to JSON: dates, durations, enums and files become strings, bytes become base64, and structs become objects. Fails
    /// for NaN and infinity, which JSON does not have.
    "json" {
        folded JsonOf { (x: T) -> json }
    } ["json_dump(json([1, 2]))" => r#""[1,2]""#]

    /// Parses a string as JSON. Fails if it is not valid JSON.
    "json_parse" {
        run JsonParse { (text: str) -> json }
    } [r#"json_parse("[1, true]")[0].as_int()"# => "1"]

    /// The value as JSON text: compact, or indented by `indent` spaces per level. The keys of maps are in ascending order. Fails like
    /// `json`.
    "json_dump" {
        run JsonDump { (x: T, indent?: int) -> str }
    } [r#"json_dump({"b": 1, "a": 2})"# => r#""{\"a\":2,\"b\":1}""#]

    /// The value at a path of keys and indices separated by dots, such as `rows.0.name`; `none` if there is no such value.
    "at" {
        run JsonAt { (j: json, path: str) -> json? }
    } [r##"json_parse(r#"{"a": [1, 2]}"#).at("a.1")"## => "2"]

    /// The JSON value as an `int`. Fails unless it is a whole number.
    "as_int" {
        run AsInt { (j: json) -> int }
    } [r#"json_parse("7").as_int()"# => "7"]

    /// The JSON value as a `float`. Fails unless it is a number.
    "as_float" {
        run AsFloat { (j: json) -> float }
    } [r#"json_parse("7").as_float()"# => "7.0"]

    /// The JSON value as a string. Fails unless it is a string.
    "as_str" {
        run AsStr { (j: json) -> str }
    } [r##"json_parse(r#""a""#).as_str()"## => r#""a""#]

    /// The JSON value as a `bool`. Fails unless it is `true` or `false`.
    "as_bool" {
        run AsBool { (j: json) -> bool }
    } [r#"json_parse("true").as_bool()"# => "true"]

    /// The elements of a JSON list. Fails for any other value.
    "as_list" {
        run AsList { (j: json) -> [json] }
    } [r#"json_parse("[1, 2]").as_list().len()"# => "2"]

    /// The entries of a JSON object. Fails for any other value.
    "as_map" {
        run AsMap { (j: json) -> {str: json} }
    } [r##"json_parse(r#"{"a": 1}"#).as_map().keys()"## => r#"["a"]"#]

    /// Whether the JSON value is `null`.
    "is_null" {
        run IsNull { (j: json) -> bool }
    } [r#"json_parse("null").is_null()"# => "true"]
}

builtins! {
    /// Bytes and hashes.
    BYTES Bytes(BytesOp) "Bytes and hashes":

    /// Makes bytes from a list of numbers. Fails for a number outside 0 to 255.
    "bytes" {
        run BytesOf { (numbers: [int]) -> bytes }
    } ["bytes([72, 105]).decode()" => r#""Hi""#]

    /// The string as UTF-8.
    "encode" {
        run Encode { (text: str) -> bytes }
    } [r#"encode("é").len()"# => "2"]

    /// Decodes bytes as UTF-8. Fails if they are not valid UTF-8.
    "decode" {
        run Decode { (data: bytes) -> str }
    } [r#"encode("é").decode()"# => r#""é""#]

    /// The bytes in base64, with padding.
    "base64" {
        run Base64 { (data: bytes) -> str }
    } [r#"encode("Hi").base64()"# => r#""SGk=""#]

    /// Decodes a string from base64. Fails if it is not valid base64.
    "from_base64" {
        run FromBase64 { (text: str) -> bytes }
    } [r#"from_base64("SGk=").decode()"# => r#""Hi""#]

    /// The bytes as lower-case hexadecimal digits.
    "hex" {
        run Hex { (data: bytes) -> str }
    } [r#"encode("Hi").hex()"# => r#""4869""#]

    /// Decodes a string of hexadecimal digits. Fails for any other string.
    "from_hex" {
        run FromHex { (text: str) -> bytes }
    } [r#"from_hex("4869").decode()"# => r#""Hi""#]

    /// The SHA-256 of bytes, or of a string as UTF-8, in hexadecimal digits.
    "sha256" {
        run Sha256Str { (text: str) -> str }
        run Sha256Bytes { (data: bytes) -> str }
    } [r#"sha256("abc").slice(0, 8)"# => r#""ba7816bf""#]

    /// The MD5 of bytes, or of a string as UTF-8, in hexadecimal digits. It detects accidental changes but is not secure.
    "md5" {
        run Md5Str { (text: str) -> str }
        run Md5Bytes { (data: bytes) -> str }
    } [r#"md5("abc")"# => r#""900150983cd24fb0d6963f7d28e17f72""#]

    /// The CRC-32 of bytes, or of a string as UTF-8, as zlib computes it.
    "crc32" {
        run Crc32Str { (text: str) -> int }
        run Crc32Bytes { (data: bytes) -> int }
    } [r#"crc32("abc")"# => "891568578"]
}
