//! Bytes and hashes.

use std::borrow::Cow;

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::Digest;

use super::Args;
use crate::analysis::builtins::BuiltinOp as Op;
use crate::eval::failure::{Fallible, Fault};
use crate::eval::number::short;
use crate::eval::value::Value;

pub fn call(op: Op, args: &mut Args<'_>) -> Option<Fallible<Value>> {
    let of_text = |hash: fn(&[u8]) -> Value| args.text(0).map(|text| hash(text.as_bytes()));
    let of_bytes = |hash: fn(&[u8]) -> Value| args.bytes(0).map(hash);
    Some(match op {
        Op::BytesOf => bytes(args),
        Op::Encode => args.text(0).map(|text| Value::bytes(text.as_bytes().to_vec())),
        Op::Decode => args.bytes(0).and_then(|bytes| {
            let text = std::str::from_utf8(bytes);
            text.map(Value::str)
                .map_err(|error| Fault::value(format!("the bytes are no text in UTF-8 from byte {} on", error.valid_up_to())))
        }),
        Op::Base64 => args.bytes(0).map(|bytes| Value::str(STANDARD.encode(bytes))),
        Op::FromBase64 => args.text(0).and_then(|text| {
            let decoded = STANDARD.decode(text.as_bytes());
            decoded.map(Value::bytes).map_err(|_| Fault::value(format!("`{}` is no base64", short(text))))
        }),
        Op::Hex => args.bytes(0).map(|bytes| Value::str(hex(bytes))),
        Op::FromHex => args.text(0).and_then(|text| {
            from_hex(text)
                .map(Value::bytes)
                .ok_or_else(|| Fault::value(format!("`{}` has not an even number of hexadecimal digits", short(text))))
        }),
        Op::BytesToList => args.bytes(0).and_then(|bytes| super::list(bytes.iter().map(|byte| Value::Int(i64::from(*byte))))),
        Op::Sha256Str => of_text(sha256),
        Op::Sha256Bytes => of_bytes(sha256),
        Op::Md5Str => of_text(md5),
        Op::Md5Bytes => of_bytes(md5),
        Op::Crc32Str => of_text(crc32),
        Op::Crc32Bytes => of_bytes(crc32),
        _ => return None,
    })
}

fn bytes(args: &Args<'_>) -> Fallible<Value> {
    let byte = |value: Cow<'_, Value>| match *value {
        Value::Int(number) => u8::try_from(number).map_err(|_| Fault::value(format!("a byte is from 0 to 255, not `{number}`"))),
        _ => Err(Fault::invalid("int")),
    };
    args.list(0)?.iter().map(byte).collect::<Fallible<Vec<u8>>>().map(Value::bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + *digit as u8)).collect())
}

fn sha256(bytes: &[u8]) -> Value {
    Value::str(hex(&sha2::Sha256::digest(bytes)))
}

fn md5(bytes: &[u8]) -> Value {
    Value::str(hex(&md5::Md5::digest(bytes)))
}

fn crc32(bytes: &[u8]) -> Value {
    Value::Int(i64::from(crc32fast::hash(bytes)))
}
