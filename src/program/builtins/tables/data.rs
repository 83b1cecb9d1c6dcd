//! JSON, bytes and hashes.

use super::builtins;

builtins! {
    /// JSON values. `j["key"]` and `j[0]` fail where `get` gives `none`.
    JSON "JSON":

    "json" "The value as JSON: dates, durations, enums and files as text, bytes in base64, structs as objects. Fails for NaN and infinity, which JSON has not." { JsonOf "(x: T) -> json" } ["json_dump(json([1, 2]))" => "\"[1,2]\""]

    "json_parse" "The value of a text in JSON. Fails for text that is none." { JsonParse "(text: str) -> json" } ["json_parse(\"[1, true]\")[0].as_int()" => "1"]

    "json_dump" "The value as JSON text: compact, or with so many blanks per level. The keys of maps ascend; fails as `json` does." { JsonDump "(x: T, indent?: int) -> str" } ["json_dump({\"b\": 1, \"a\": 2})" => "\"{\\\"a\\\":2,\\\"b\\\":1}\""]

    "at" "The value at a path of keys and indices with dots between, such as `rows.0.name`; `none` if there is none." { JsonAt "(j: json, path: str) -> json?" } ["json_parse(r#\"{\"a\": [1, 2]}\"#).at(\"a.1\")" => "2"]

    "as_int" "The whole number that the JSON value is. Fails for any other." { AsInt "(j: json) -> int" } ["json_parse(\"7\").as_int()" => "7"]

    "as_float" "The number that the JSON value is. Fails for any other." { AsFloat "(j: json) -> float" } ["json_parse(\"7\").as_float()" => "7.0"]

    "as_str" "The text that the JSON value is. Fails for any other." { AsStr "(j: json) -> str" } ["json_parse(r#\"\"a\"\"#).as_str()" => "\"a\""]

    "as_bool" "The truth value that the JSON value is. Fails for any other." { AsBool "(j: json) -> bool" } ["json_parse(\"true\").as_bool()" => "true"]

    "as_list" "The elements of the JSON list. Fails for any other value." { AsList "(j: json) -> [json]" } ["json_parse(\"[1, 2]\").as_list().len()" => "2"]

    "as_map" "The entries of the JSON object. Fails for any other value." { AsMap "(j: json) -> {str: json}" } ["json_parse(r#\"{\"a\": 1}\"#).as_map().keys()" => "[\"a\"]"]

    "is_null" "Whether the JSON value is `null`." { IsNull "(j: json) -> bool" } ["json_parse(\"null\").is_null()" => "true"]
}

builtins! {
    /// Bytes and hashes.
    BYTES "Bytes and hashes":

    "bytes" "Bytes of these numbers. Fails for a number outside of 0 to 255." { BytesOf "(numbers: [int]) -> bytes" } ["bytes([72, 105]).decode()" => "\"Hi\""]

    "encode" "The text in UTF-8." { Encode "(text: str) -> bytes" } ["encode(\"é\").len()" => "2"]

    "decode" "The text that the bytes are in UTF-8. Fails where they are none." { Decode "(data: bytes) -> str" } ["encode(\"é\").decode()" => "\"é\""]

    "base64" "The bytes in base64, with padding." { Base64 "(data: bytes) -> str" } ["encode(\"Hi\").base64()" => "\"SGk=\""]

    "from_base64" "The bytes that the text is in base64. Fails for other text." { FromBase64 "(text: str) -> bytes" } ["from_base64(\"SGk=\").decode()" => "\"Hi\""]

    "hex" "The bytes in hexadecimal digits, lower case." { Hex "(data: bytes) -> str" } ["encode(\"Hi\").hex()" => "\"4869\""]

    "from_hex" "The bytes that the hexadecimal digits stand for. Fails for other text." { FromHex "(text: str) -> bytes" } ["from_hex(\"4869\").decode()" => "\"Hi\""]

    "sha256" "The SHA-256 of bytes, or of text in UTF-8, in hexadecimal digits." {
        Sha256Str "(text: str) -> str"
        Sha256Bytes "(data: bytes) -> str"
    } ["sha256(\"abc\").slice(0, 8)" => "\"ba7816bf\""]

    "md5" "The MD5 of bytes, or of text in UTF-8, in hexadecimal digits. It finds changes, it protects from nobody." {
        Md5Str "(text: str) -> str"
        Md5Bytes "(data: bytes) -> str"
    } ["md5(\"abc\")" => "\"900150983cd24fb0d6963f7d28e17f72\""]

    "crc32" "The CRC-32 of bytes, or of text in UTF-8, as zlib computes it." {
        Crc32Str "(text: str) -> int"
        Crc32Bytes "(data: bytes) -> int"
    } ["crc32(\"abc\")" => "891568578"]
}
