//! JSON, bytes and hashes.

use super::builtins;

builtins! {
    /// JSON values. `j["key"]` and `j[0]` fail where `get` gives `none`.
    JSON "JSON":

    "json" "Converts the value to JSON: dates, durations, enums and files become strings, bytes become base64, and structs become objects. Fails for NaN and infinity, which JSON does not have." { JsonOf "(x: T) -> json" } ["json_dump(json([1, 2]))" => "\"[1,2]\""]

    "json_parse" "Parses a string as JSON. Fails if it is not valid JSON." { JsonParse "(text: str) -> json" } ["json_parse(\"[1, true]\")[0].as_int()" => "1"]

    "json_dump" "The value as JSON text: compact, or indented by `indent` spaces per level. The keys of maps are in ascending order. Fails like `json`." { JsonDump "(x: T, indent?: int) -> str" } ["json_dump({\"b\": 1, \"a\": 2})" => "\"{\\\"a\\\":2,\\\"b\\\":1}\""]

    "at" "The value at a path of keys and indices separated by dots, such as `rows.0.name`; `none` if there is no such value." { JsonAt "(j: json, path: str) -> json?" } ["json_parse(r#\"{\"a\": [1, 2]}\"#).at(\"a.1\")" => "2"]

    "as_int" "The JSON value as an `int`. Fails unless it is a whole number." { AsInt "(j: json) -> int" } ["json_parse(\"7\").as_int()" => "7"]

    "as_float" "The JSON value as a `float`. Fails unless it is a number." { AsFloat "(j: json) -> float" } ["json_parse(\"7\").as_float()" => "7.0"]

    "as_str" "The JSON value as a string. Fails unless it is a string." { AsStr "(j: json) -> str" } ["json_parse(r#\"\"a\"\"#).as_str()" => "\"a\""]

    "as_bool" "The JSON value as a `bool`. Fails unless it is `true` or `false`." { AsBool "(j: json) -> bool" } ["json_parse(\"true\").as_bool()" => "true"]

    "as_list" "The elements of a JSON list. Fails for any other value." { AsList "(j: json) -> [json]" } ["json_parse(\"[1, 2]\").as_list().len()" => "2"]

    "as_map" "The entries of a JSON object. Fails for any other value." { AsMap "(j: json) -> {str: json}" } ["json_parse(r#\"{\"a\": 1}\"#).as_map().keys()" => "[\"a\"]"]

    "is_null" "Whether the JSON value is `null`." { IsNull "(j: json) -> bool" } ["json_parse(\"null\").is_null()" => "true"]
}

builtins! {
    /// Bytes and hashes.
    BYTES "Bytes and hashes":

    "bytes" "Makes bytes from a list of numbers. Fails for a number outside 0 to 255." { BytesOf "(numbers: [int]) -> bytes" } ["bytes([72, 105]).decode()" => "\"Hi\""]

    "encode" "The string as UTF-8." { Encode "(text: str) -> bytes" } ["encode(\"é\").len()" => "2"]

    "decode" "Decodes bytes as UTF-8. Fails if they are not valid UTF-8." { Decode "(data: bytes) -> str" } ["encode(\"é\").decode()" => "\"é\""]

    "base64" "The bytes in base64, with padding." { Base64 "(data: bytes) -> str" } ["encode(\"Hi\").base64()" => "\"SGk=\""]

    "from_base64" "Decodes a string from base64. Fails if it is not valid base64." { FromBase64 "(text: str) -> bytes" } ["from_base64(\"SGk=\").decode()" => "\"Hi\""]

    "hex" "The bytes as lower-case hexadecimal digits." { Hex "(data: bytes) -> str" } ["encode(\"Hi\").hex()" => "\"4869\""]

    "from_hex" "Decodes a string of hexadecimal digits. Fails for any other string." { FromHex "(text: str) -> bytes" } ["from_hex(\"4869\").decode()" => "\"Hi\""]

    "sha256" "The SHA-256 of bytes, or of a string as UTF-8, in hexadecimal digits." {
        Sha256Str "(text: str) -> str"
        Sha256Bytes "(data: bytes) -> str"
    } ["sha256(\"abc\").slice(0, 8)" => "\"ba7816bf\""]

    "md5" "The MD5 of bytes, or of a string as UTF-8, in hexadecimal digits. It detects accidental changes but is not secure." {
        Md5Str "(text: str) -> str"
        Md5Bytes "(data: bytes) -> str"
    } ["md5(\"abc\")" => "\"900150983cd24fb0d6963f7d28e17f72\""]

    "crc32" "The CRC-32 of bytes, or of a string as UTF-8, as zlib computes it." {
        Crc32Str "(text: str) -> int"
        Crc32Bytes "(data: bytes) -> int"
    } ["crc32(\"abc\")" => "891568578"]
}
