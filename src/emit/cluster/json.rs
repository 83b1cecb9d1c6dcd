//! How long a value is in the JSON that Go writes.

use std::io;

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter};

/// The bytes of a value in JSON as Go writes it. What has no JSON was refused before, and has no length.
pub(super) fn length(value: &impl Serialize) -> u64 {
    let mut counter = Counter(0);
    let written = value.serialize(&mut serde_json::Serializer::with_formatter(&mut counter, GoJson));
    written.map_or(0, |()| counter.0)
}

struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where Go's `encoding/json` writes longer than serde: it escapes for HTML, and writes floats without an exponent for longer.
///
/// Field names have no underscores there.
struct GoJson;

impl Formatter for GoJson {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        if (1e-6..1e21).contains(&value.abs()) { write!(writer, "{value}") } else { write!(writer, "{value:e}+") }
    }

    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        writer.write_all(fragment.as_bytes())?;
        // Each becomes six bytes, `\u003c`; of the separators U+2028 and U+2029 three more than they have.
        let marks = fragment.bytes().filter(|byte| matches!(byte, b'<' | b'>' | b'&')).count();
        let separators = if fragment.as_bytes().contains(&0xe2) { fragment.matches(['\u{2028}', '\u{2029}']).count() } else { 0 };
        let escaped = 5 * marks + 3 * separators;
        (0..escaped).try_for_each(|_| writer.write_all(b"0"))
    }

    fn write_char_escape<W: ?Sized + io::Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        let short = matches!(
            escape,
            CharEscape::Quote | CharEscape::ReverseSolidus | CharEscape::LineFeed | CharEscape::CarriageReturn | CharEscape::Tab
        );
        writer.write_all(if short { b"\\n" } else { b"\\u0000" })
    }
}
