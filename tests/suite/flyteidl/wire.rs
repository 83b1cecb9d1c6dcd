//! The content of encoded bytes, read by the descriptors alone: neither the messages nor prost's derive have a part in it.

use super::schema::{Field, Kind, Schema};

/// Everything that the encoding of a message holds: the path of each value and the value, sorted.
///
/// The order of map entries does not count, so their path names the key. Elements are numbered. A message counts as a
/// value too, so that an empty one is not lost. Fields that the protocol lacks are there with their number.
pub(super) fn contents(schema: &Schema, message: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(schema, message, bytes, "", &mut found);
    found.sort();
    found
}

/// A value of one of the four wire types in use.
enum WireValue<'a> {
    Varint(u64),
    Fixed64(u64),
    Fixed32(u32),
    Bytes(&'a [u8]),
}

fn collect(schema: &Schema, message: &str, bytes: &[u8], path: &str, found: &mut Vec<(String, String)>) {
    found.push((path.to_owned(), message.to_owned()));
    let mut rest = bytes;
    let mut counts = std::collections::BTreeMap::<u32, usize>::new();
    while let Some((number, value)) = next_field(&mut rest) {
        let Some(field) = schema.messages[message].fields.iter().find(|field| field.number == number) else {
            found.push((format!("{path}.{number}"), leaf(&value)));
            continue;
        };
        let place = format!("{path}.{}", field.name);
        if let Some(map) = &field.map {
            let WireValue::Bytes(entry) = value else { unreachable!("{place} is a map") };
            collect_entry(schema, map.value_kind.map(|_| map.value.as_str()), entry, &place, found);
        } else if field.repeated {
            let count = counts.entry(number).or_default();
            collect_elements(schema, field, value, &place, count, found);
        } else {
            collect_value(schema, field, value, &place, found);
        }
    }
}

fn collect_elements(
    schema: &Schema,
    field: &Field,
    value: WireValue<'_>,
    place: &str,
    count: &mut usize,
    found: &mut Vec<(String, String)>,
) {
    match value {
        // The only numbers that the protocol repeats are enums, packed into one value.
        WireValue::Bytes(mut packed) if field.kind == Some(Kind::Enum) => {
            while !packed.is_empty() {
                let element = WireValue::Varint(varint(&mut packed));
                collect_value(schema, field, element, &format!("{place}[{count}]"), found);
                *count += 1;
            }
        }
        element => {
            collect_value(schema, field, element, &format!("{place}[{count}]"), found);
            *count += 1;
        }
    }
}

fn collect_value(schema: &Schema, field: &Field, value: WireValue<'_>, place: &str, found: &mut Vec<(String, String)>) {
    match value {
        WireValue::Bytes(inner) if field.kind == Some(Kind::Message) => {
            collect(schema, &field.r#type, inner, place, found);
        }
        value => found.push((place.to_owned(), leaf(&value))),
    }
}

/// A map's entry: a message with the key, a string, at 1 and the value at 2. Either may be left out at its default.
fn collect_entry(schema: &Schema, message: Option<&str>, mut entry: &[u8], place: &str, found: &mut Vec<(String, String)>) {
    let (mut key, mut content): (&[u8], &[u8]) = (b"", b"");
    while let Some((number, value)) = next_field(&mut entry) {
        match (number, value) {
            (1, WireValue::Bytes(bytes)) => key = bytes,
            (2, WireValue::Bytes(bytes)) => content = bytes,
            (number, value) => found.push((format!("{place}.entry.{number}"), leaf(&value))),
        }
    }
    let place = format!("{place}[{:?}]", String::from_utf8_lossy(key));
    match message {
        Some(message) => collect(schema, message, content, &place, found),
        None => found.push((place, leaf(&WireValue::Bytes(content)))),
    }
}

fn leaf(value: &WireValue<'_>) -> String {
    match value {
        WireValue::Varint(number) => format!("varint {number}"),
        WireValue::Fixed64(number) => format!("fixed64 {number}"),
        WireValue::Fixed32(number) => format!("fixed32 {number}"),
        WireValue::Bytes(bytes) => format!("bytes {}", bytes.escape_ascii()),
    }
}

fn next_field<'a>(rest: &mut &'a [u8]) -> Option<(u32, WireValue<'a>)> {
    if rest.is_empty() {
        return None;
    }
    let key = varint(rest);
    let value = match key & 7 {
        0 => WireValue::Varint(varint(rest)),
        1 => WireValue::Fixed64(u64::from_le_bytes(take(rest, 8).try_into().unwrap())),
        2 => {
            let length = varint(rest).try_into().unwrap();
            WireValue::Bytes(take(rest, length))
        }
        5 => WireValue::Fixed32(u32::from_le_bytes(take(rest, 4).try_into().unwrap())),
        other => unreachable!("wire type {other} is not in use"),
    };
    Some((u32::try_from(key >> 3).unwrap(), value))
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> &'a [u8] {
    let (taken, left) = rest.split_at(length);
    *rest = left;
    taken
}

fn varint(rest: &mut &[u8]) -> u64 {
    let mut value = 0;
    for shift in (0..).step_by(7) {
        let byte = take(rest, 1)[0];
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    value
}

#[test]
fn contents_see_what_a_decoder_would_drop() {
    let schema = Schema::load();
    let seen = |message: &str, bytes: &[u8]| {
        let contents = contents(&schema, message, bytes);
        contents.into_iter().map(|(path, value)| format!("{path} {value}")).collect::<Vec<_>>()
    };
    // `retries: 2` and, at 9, a field that a retry strategy lacks.
    let retries = seen("flyteidl.core.RetryStrategy", &[0x28, 2, 0x48, 1]);
    assert_eq!(retries, [" flyteidl.core.RetryStrategy", ".9 varint 1", ".retries varint 2"]);
    // A map with an entry that leaves out both the key and the value.
    let map = seen("flyteidl.core.LiteralMap", &[0x0a, 0]);
    assert_eq!(map, [" flyteidl.core.LiteralMap", ".literals[\"\"] flyteidl.core.Literal"]);
    // Packed phases: 4 and 6.
    let phases = seen("flyteidl.admin.Notification", &[0x0a, 2, 4, 6]);
    assert_eq!(phases, [" flyteidl.admin.Notification", ".phases[0] varint 4", ".phases[1] varint 6"]);
}
