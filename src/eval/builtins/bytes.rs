//! Bytes and hashes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::Digest;

use super::{Args, copied_bytes, text_of, text_room};
use crate::eval::failure::{Fallible, Fault};
use crate::eval::meter;
use crate::eval::number::short;
use crate::eval::value::Value;
use crate::program::builtins::BytesOp as Op;

/// How many bytes are worked on between two clock checks: whole groups of every encoding.
const PIECE: usize = 3 << 14;

pub(super) fn call(op: Op, args: &mut Args<'_>) -> Fallible<Value> {
    let of_text = |hash: fn(&[u8]) -> Fallible<Value>| args.text(0).and_then(|text| hash(text.as_bytes()));
    let of_bytes = |hash: fn(&[u8]) -> Fallible<Value>| args.bytes(0).and_then(hash);
    match op {
        Op::BytesOf => bytes(args),
        Op::Encode => args.text(0).and_then(encode),
        Op::Decode => args.bytes(0).and_then(decode),
        Op::Base64 => args.bytes(0).and_then(to_base64).map(Value::str),
        Op::FromBase64 => args.text(0).and_then(|text| {
            let decoded = from_base64(text.as_bytes())?;
            decoded.map(Value::bytes).ok_or_else(|| Fault::value(format!("`{}` is not base64", short(text))))
        }),
        Op::Hex => args.bytes(0).and_then(hex).map(Value::str),
        Op::FromHex => args.text(0).and_then(|text| {
            let decoded = from_hex(text.as_bytes())?;
            decoded
                .map(Value::bytes)
                .ok_or_else(|| Fault::value(format!("`{}` does not have an even number of hexadecimal digits", short(text))))
        }),
        Op::Sha256Str => of_text(digest::<sha2::Sha256>),
        Op::Sha256Bytes => of_bytes(digest::<sha2::Sha256>),
        Op::Md5Str => of_text(digest::<md5::Md5>),
        Op::Md5Bytes => of_bytes(digest::<md5::Md5>),
        Op::Crc32Str => of_text(crc32),
        Op::Crc32Bytes => of_bytes(crc32),
    }
}

/// The bytes as numbers.
pub(super) fn to_list(args: &Args<'_>) -> Fallible<Value> {
    args.bytes(0).and_then(|bytes| super::list(bytes.iter().map(|byte| Value::Int(i64::from(*byte)))))
}

fn bytes(args: &Args<'_>) -> Fallible<Value> {
    let numbers = args.list(0)?;
    copied_bytes(numbers.len())?;
    let mut bytes = Vec::with_capacity(numbers.len());
    for number in numbers {
        meter::worked(1)?;
        let Value::Int(number) = *number else { return Err(Fault::invalid("int")) };
        bytes.push(u8::try_from(number).map_err(|_| Fault::value(format!("a byte must be from 0 to 255, not `{number}`")))?);
    }
    Ok(Value::bytes(bytes))
}

fn encode(text: &str) -> Fallible<Value> {
    copied_bytes(text.len())?;
    Ok(Value::bytes(text.as_bytes().to_vec()))
}

fn decode(bytes: &[u8]) -> Fallible<Value> {
    meter::read(bytes.len())?;
    match std::str::from_utf8(bytes) {
        Ok(text) => text_of(text),
        Err(error) => Err(Fault::value(format!("the bytes are not valid UTF-8 from byte {} on", error.valid_up_to()))),
    }
}

pub(super) fn to_base64(bytes: &[u8]) -> Fallible<String> {
    let length = bytes.len().div_ceil(3).saturating_mul(4);
    text_room(length)?;
    let mut text = String::with_capacity(length);
    for piece in bytes.chunks(PIECE) {
        meter::read(piece.len())?;
        STANDARD.encode_string(piece, &mut text);
    }
    Ok(text)
}

/// Decodes base64; `None` if the text is not valid.
fn from_base64(text: &[u8]) -> Fallible<Option<Vec<u8>>> {
    let length = text.len() / 4 * 3;
    copied_bytes(length)?;
    let mut bytes = Vec::with_capacity(length);
    let mut pieces = text.chunks(PIECE / 3 * 4).peekable();
    while let Some(piece) = pieces.next() {
        meter::read(piece.len())?;
        // Only the end may be padded.
        if (pieces.peek().is_some() && piece.contains(&b'=')) || STANDARD.decode_vec(piece, &mut bytes).is_err() {
            return Ok(None);
        }
    }
    Ok(Some(bytes))
}

fn hex(bytes: &[u8]) -> Fallible<String> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let length = bytes.len().saturating_mul(2);
    text_room(length)?;
    let mut text = String::with_capacity(length);
    for piece in bytes.chunks(PIECE) {
        meter::read(piece.len() * 4)?;
        for byte in piece {
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
    Ok(text)
}

/// Decodes hexadecimal digits; `None` if there are others, or an odd number of them.
fn from_hex(text: &[u8]) -> Fallible<Option<Vec<u8>>> {
    if !text.len().is_multiple_of(2) {
        return Ok(None);
    }
    copied_bytes(text.len() / 2)?;
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let digit = |byte: u8| char::from(byte).to_digit(16);
    for piece in text.chunks(PIECE * 2) {
        meter::read(piece.len() * 4)?;
        for pair in piece.chunks_exact(2) {
            let (Some(high), Some(low)) = (digit(pair[0]), digit(pair[1])) else { return Ok(None) };
            bytes.push((high * 16 + low) as u8);
        }
    }
    Ok(Some(bytes))
}

fn digest<D: Digest>(bytes: &[u8]) -> Fallible<Value> {
    let mut digest = D::new();
    for piece in bytes.chunks(PIECE) {
        meter::read(piece.len() * 4)?;
        digest.update(piece);
    }
    hex(&digest.finalize()).map(Value::str)
}

fn crc32(bytes: &[u8]) -> Fallible<Value> {
    let mut hasher = crc32fast::Hasher::new();
    for piece in bytes.chunks(PIECE) {
        meter::read(piece.len())?;
        hasher.update(piece);
    }
    Ok(Value::Int(i64::from(hasher.finalize())))
}
