//! Reading a `core.LiteralMap` or `core.Literal` from the wire without keeping unneeded parts.
//!
//! An element of a map gets the document with the whole lists of its node. The parts of other elements are skipped by their
//! length: they are neither decoded nor kept, whatever the list's length.

use std::io::{self, BufRead};

use prost::Message;

use crate::flyteidl::core::Literal;

/// A malformed message, or a source that breaks off.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WireError {
    /// The source failed.
    #[error(transparent)]
    Read(#[from] io::Error),
    /// The bytes are not such a message.
    #[error("it is damaged at byte {0}")]
    Damaged(u64),
    /// A literal in it cannot be decoded.
    #[error("it is damaged: {0}")]
    Decode(#[from] prost::DecodeError),
}

/// How a value is encoded (the wire types of protobuf).
#[derive(Clone, Copy, PartialEq, Eq)]
enum WireType {
    Varint,
    Fixed64,
    Bytes,
    Fixed32,
}

/// Which part of a literal to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Take {
    /// All of it.
    Whole,
    /// If it is a list, the element of that index; else all of it.
    Element(u64),
}

/// The part that was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Taken {
    /// The literal, or the element of it.
    Literal(Literal),
    /// A literal that is not a list where an element was requested.
    NoList {
        literal: Literal,
        /// The requested index.
        index: u64,
    },
    /// The list is too short.
    Short {
        length: u64,
        /// The requested index.
        index: u64,
    },
}

/// Bytes that are read once, from front to back.
pub(super) struct Wire<R> {
    source: R,
    position: u64,
}

impl<R: BufRead> Wire<R> {
    pub(super) fn new(source: R) -> Self {
        Self { source, position: 0 }
    }

    /// Reads a `LiteralMap` to its end. `wanted` says for each name whether and how to read its value, and `taken` receives it.
    pub(super) fn literal_map(
        &mut self,
        wanted: &dyn Fn(&str) -> Option<Take>,
        taken: &mut dyn FnMut(&str, Taken),
    ) -> Result<(), WireError> {
        while let Some((field, kind)) = self.tag(None)? {
            match (field, kind) {
                (1, WireType::Bytes) => {
                    let end = self.message(None)?;
                    self.entry(Some(end), wanted, taken)?;
                }
                _ => self.skip_value(kind, None)?,
            }
        }
        Ok(())
    }

    /// Reads a `Literal` that fills the rest of the source.
    pub(super) fn literal(&mut self, take: Take) -> Result<Taken, WireError> {
        self.literal_until(None, take)
    }

    /// One entry of the map: a key (field 1) and a value (field 2).
    fn entry(
        &mut self,
        end: Option<u64>,
        wanted: &dyn Fn(&str) -> Option<Take>,
        taken: &mut dyn FnMut(&str, Taken),
    ) -> Result<(), WireError> {
        let mut key: Option<String> = None;
        // Every writer puts the key first; the format does not promise it.
        let mut early: Option<Vec<u8>> = None;
        let mut value = None;
        while let Some((field, kind)) = self.tag(end)? {
            match (field, kind) {
                (1, WireType::Bytes) => {
                    let to = self.message(end)?;
                    key = Some(String::from_utf8(self.bytes_until(Some(to))?).map_err(|_| WireError::Damaged(self.position))?);
                }
                (2, WireType::Bytes) => {
                    let to = self.message(end)?;
                    match &key {
                        None => early = Some(self.bytes_until(Some(to))?),
                        Some(key) => match wanted(key) {
                            Some(take) => value = Some(self.literal_until(Some(to), take)?),
                            None => self.skip_until(Some(to))?,
                        },
                    }
                }
                _ => self.skip_value(kind, end)?,
            }
        }
        // Absent keys and values are empty.
        let key = key.unwrap_or_default();
        if let (None, Some(take)) = (&value, wanted(&key)) {
            value = Some(Wire::new(early.unwrap_or_default().as_slice()).literal(take)?);
        }
        if let Some(value) = value {
            taken(&key, value);
        }
        Ok(())
    }

    /// A literal up to `end`. A collection (field 2) is searched for its element; every other field is kept and decoded.
    fn literal_until(&mut self, end: Option<u64>, take: Take) -> Result<Taken, WireError> {
        let index = match take {
            Take::Whole => return Ok(Taken::Literal(Literal::decode(self.bytes_until(end)?.as_slice())?)),
            Take::Element(index) => index,
        };
        let mut rest = Vec::new();
        let mut length = None;
        let mut found = None;
        while let Some((field, kind)) = self.tag(end)? {
            if (field, kind) == (2, WireType::Bytes) {
                let to = self.message(end)?;
                // A list may come in several parts, which follow each other.
                self.collection(Some(to), index, length.get_or_insert(0), &mut found)?;
            } else {
                self.copy(field, kind, end, &mut rest)?;
            }
        }
        match (length, found) {
            (Some(_), Some(element)) => Ok(Taken::Literal(Literal::decode(element.as_slice())?)),
            (Some(length), None) => Ok(Taken::Short { length, index }),
            (None, _) => Ok(Taken::NoList { literal: Literal::decode(rest.as_slice())?, index }),
        }
    }

    /// The elements (field 1) of a `LiteralCollection`: counted, and one of them kept.
    fn collection(&mut self, end: Option<u64>, index: u64, length: &mut u64, found: &mut Option<Vec<u8>>) -> Result<(), WireError> {
        while let Some((field, kind)) = self.tag(end)? {
            if (field, kind) != (1, WireType::Bytes) {
                self.skip_value(kind, end)?;
                continue;
            }
            let to = self.message(end)?;
            if *length == index {
                *found = Some(self.bytes_until(Some(to))?);
                // The total number is not needed.
                return self.skip_until(end);
            } else {
                self.skip_until(Some(to))?;
            }
            *length += 1;
        }
        Ok(())
    }

    /// Whether something of a message that ends at `end` is left; without an end, it is the rest of the source.
    fn is_within(&mut self, end: Option<u64>) -> Result<bool, WireError> {
        match end {
            Some(end) => Ok(self.position < end),
            None => Ok(!self.source.fill_buf()?.is_empty()),
        }
    }

    /// The next field before `end`, or `None` at the end of the message.
    fn tag(&mut self, end: Option<u64>) -> Result<Option<(u64, WireType)>, WireError> {
        if !self.is_within(end)? {
            return Ok(None);
        }
        let at = self.position;
        let tag = self.varint(end)?;
        let kind = match tag & 7 {
            0 => WireType::Varint,
            1 => WireType::Fixed64,
            2 => WireType::Bytes,
            5 => WireType::Fixed32,
            _ => return Err(WireError::Damaged(at)),
        };
        // No field has the number 0: these are zeros, or something else.
        if tag >> 3 == 0 { Err(WireError::Damaged(at)) } else { Ok(Some((tag >> 3, kind))) }
    }

    fn varint(&mut self, end: Option<u64>) -> Result<u64, WireError> {
        let at = self.position;
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            if end.is_some_and(|end| self.position >= end) {
                break;
            }
            let byte = *self.source.fill_buf()?.first().ok_or(WireError::Damaged(at))?;
            self.source.consume(1);
            self.position += 1;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(WireError::Damaged(at))
    }

    /// The end of the message whose length comes next.
    fn message(&mut self, end: Option<u64>) -> Result<u64, WireError> {
        let length = self.varint(end)?;
        self.end_of(length, end)
    }

    /// The end of the next `length` bytes.
    fn end_of(&self, length: u64, end: Option<u64>) -> Result<u64, WireError> {
        let to = self.position.checked_add(length).filter(|to| end.is_none_or(|end| *to <= end));
        to.ok_or(WireError::Damaged(self.position))
    }

    fn skip_value(&mut self, kind: WireType, end: Option<u64>) -> Result<(), WireError> {
        let to = match kind {
            WireType::Varint => return self.varint(end).map(|_| ()),
            WireType::Fixed64 => self.end_of(8, end)?,
            WireType::Fixed32 => self.end_of(4, end)?,
            WireType::Bytes => self.message(end)?,
        };
        self.skip_until(Some(to))
    }

    fn skip_until(&mut self, to: Option<u64>) -> Result<(), WireError> {
        self.pass_until(to, &mut |_| {})
    }

    /// The bytes up to `to`, or to the end of the source.
    fn bytes_until(&mut self, to: Option<u64>) -> Result<Vec<u8>, WireError> {
        // A damaged document may claim any length, so do not reserve that much.
        let mut bytes = Vec::new();
        self.pass_until(to, &mut |part| bytes.extend_from_slice(part))?;
        Ok(bytes)
    }

    fn pass_until(&mut self, to: Option<u64>, pass: &mut dyn FnMut(&[u8])) -> Result<(), WireError> {
        while to.is_none_or(|to| self.position < to) {
            let buffered = self.source.fill_buf()?;
            if buffered.is_empty() {
                return if to.is_none() { Ok(()) } else { Err(WireError::Damaged(self.position)) };
            }
            let left = to.map_or(u64::MAX, |to| to - self.position);
            let count = buffered.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            pass(&buffered[..count]);
            self.source.consume(count);
            self.position += count as u64;
        }
        Ok(())
    }

    /// Keeps a field as it is.
    fn copy(&mut self, field: u64, kind: WireType, end: Option<u64>, out: &mut Vec<u8>) -> Result<(), WireError> {
        let (number, to) = match kind {
            WireType::Varint => {
                let value = self.varint(end)?;
                put_varint(out, field << 3);
                put_varint(out, value);
                return Ok(());
            }
            WireType::Fixed64 => (1, self.end_of(8, end)?),
            WireType::Bytes => (2, self.message(end)?),
            WireType::Fixed32 => (5, self.end_of(4, end)?),
        };
        let bytes = self.bytes_until(Some(to))?;
        put_varint(out, (field << 3) | number);
        if kind == WireType::Bytes {
            put_varint(out, bytes.len() as u64);
        }
        out.extend(bytes);
        Ok(())
    }
}

fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value as u8 & 0x7f) | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::BufReader;

    use super::*;
    use crate::flyteidl::core::{LiteralCollection, LiteralMap, LiteralValue, Primitive, PrimitiveValue, Scalar, ScalarValue};

    fn of(value: LiteralValue) -> Literal {
        Literal { value: Some(value), ..Literal::default() }
    }

    fn text(text: &str) -> Literal {
        let primitive = Primitive { value: Some(PrimitiveValue::StringValue(text.to_owned())) };
        of(LiteralValue::Scalar(Scalar { value: Some(ScalarValue::Primitive(primitive)) }))
    }

    fn list(literals: Vec<Literal>) -> Literal {
        of(LiteralValue::Collection(LiteralCollection { literals }))
    }

    fn map(entries: &[(&str, Literal)]) -> LiteralMap {
        LiteralMap { literals: entries.iter().map(|(name, literal)| ((*name).to_owned(), literal.clone())).collect() }
    }

    /// The result of reading `bytes`, `chunk` bytes at a time.
    fn read(bytes: &[u8], chunk: usize, take: Take) -> Result<BTreeMap<String, Taken>, WireError> {
        let mut found = BTreeMap::new();
        let mut wire = Wire::new(BufReader::with_capacity(chunk, bytes));
        wire.literal_map(&|name| (name != "ignored").then_some(take), &mut |name, taken| {
            found.insert(name.to_owned(), taken);
        })?;
        Ok(found)
    }

    #[test]
    fn every_element_is_found_whatever_the_size_of_the_reads() {
        let members: Vec<Literal> = (0..300).map(|n| text(&"x".repeat(n))).collect();
        let document = map(&[("ignored", list(members.clone())), ("xs", list(members.clone())), ("one", text("whole"))]).encode_to_vec();
        for chunk in [1, 7, 64 * 1024] {
            for index in [0, 1, 127, 128, 299] {
                let found = read(&document, chunk, Take::Element(index)).unwrap();
                assert_eq!(found["xs"], Taken::Literal(members[index as usize].clone()));
                assert_eq!(found["one"], Taken::NoList { literal: text("whole"), index });
                assert_eq!(found.len(), 2);
            }
            assert_eq!(read(&document, chunk, Take::Element(300)).unwrap()["xs"], Taken::Short { length: 300, index: 300 });
            assert_eq!(read(&document, chunk, Take::Whole).unwrap()["xs"], Taken::Literal(list(members.clone())));
        }
    }

    #[test]
    fn empty_messages_are_empty_values() {
        assert_eq!(
            read(&map(&[("xs", list(Vec::new()))]).encode_to_vec(), 8, Take::Element(0)).unwrap()["xs"],
            Taken::Short { length: 0, index: 0 }
        );
        assert!(read(&[], 8, Take::Whole).unwrap().is_empty());
        // An entry without key and value.
        assert_eq!(read(&[0x0a, 0x00], 8, Take::Whole).unwrap()[""], Taken::Literal(Literal::default()));
    }

    #[test]
    fn what_is_no_list_is_kept_with_all_its_fields() {
        let hashed = Literal { hash: "h".to_owned(), metadata: BTreeMap::from([("k".to_owned(), "v".to_owned())]), ..text("t") };
        let found = read(&map(&[("x", hashed.clone())]).encode_to_vec(), 3, Take::Element(0)).unwrap();
        assert_eq!(found["x"], Taken::NoList { literal: hashed, index: 0 });
    }

    #[test]
    fn a_value_may_come_before_its_key() {
        let value = list(vec![text("a"), text("b")]).encode_to_vec();
        let mut entry = vec![0x12, value.len() as u8];
        entry.extend(&value);
        entry.extend([0x0a, 2, b'x', b's']);
        let mut document = vec![0x0a, entry.len() as u8];
        document.extend(&entry);
        assert_eq!(read(&document, 5, Take::Element(1)).unwrap()["xs"], Taken::Literal(text("b")));
    }

    #[test]
    fn truncated_and_foreign_bytes_are_refused_without_a_panic() {
        let document = map(&[("xs", list((0..40).map(|n| text(&n.to_string())).collect())), ("y", text("z"))]).encode_to_vec();
        let whole = read(&document, 16, Take::Element(3)).unwrap();
        for end in 1..document.len() {
            let cut = read(&document[..end], 16, Take::Element(3));
            // A cut between two entries leaves a document with fewer of them.
            assert!(cut.map_or(true, |found| found.len() < whole.len()), "cut at {end}");
        }
        for bytes in
            [&[0x0f][..], &[0; 16], &[0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], &[0x80; 20], &[0x0a, 5, 0x12, 9]]
        {
            assert!(read(bytes, 16, Take::Element(0)).is_err(), "{bytes:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_give_what_prost_gives_or_an_error(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..64)) {
            let ours = read(&bytes, 4, Take::Whole);
            if let (Ok(ours), Ok(theirs)) = (&ours, LiteralMap::decode(bytes.as_slice())) {
                let theirs: BTreeMap<_, _> =
                    theirs.literals.into_iter().filter(|(name, _)| name != "ignored").map(|(name, value)| (name, Taken::Literal(value))).collect();
                proptest::prop_assert_eq!(ours, &theirs);
            }
            let _bounded = read(&bytes, 4, Take::Element(1));
        }
    }
}
