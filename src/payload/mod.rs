//! The one payload: what `emit` puts into a container's arguments and what the container reads back.
//!
//! A payload is the canonical typed code of one task with everything that it reaches and nothing else. From the inside out:
//!
//! 1. a `wire::Document` in MessagePack with field names;
//! 2. after a header: the letters `FPL`, the format version, the SHA-256 of the document;
//! 3. deflated;
//! 4. in the URL-safe alphabet of base64 without padding;
//! 5. cut into chunks, because Linux refuses a single argument of 128 KiB.
//!
//! Every payload ever written remains readable: its golden files stay in the tests.

mod canonical;
mod place;
mod restored;
mod wire;

use std::io::{Read, Write};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::bufread::DeflateDecoder;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};

use crate::program::{Program, SoundProgram, TaskId};
use canonical::Missing;

pub use place::{ItemId, Place};

/// The version of the format that [`write()`] writes; [`read`] reads this and all before it.
///
/// 1. Positions are lines and columns of the source text, counted from the line on which an item begins.
/// 2. Positions are lines of code ([`Place`]), so that comments and layout are not part of a payload.
pub const VERSION: u8 = 2;

/// The last version with positions in the source text.
const SOURCE_POSITIONS: u8 = 1;

/// Bytes of one chunk. Linux bounds a single argument at 32 pages (`MAX_ARG_STRLEN`, 128 KiB); the margin is for what a container
/// runtime adds.
pub(crate) const CHUNK_BYTES: usize = 96 * 1024;

/// Bytes that an inflated payload may have: far more than fits into the arguments, far less than a pod's memory.
pub(crate) const MAX_INFLATED: usize = 32 * 1024 * 1024;

/// From this many bytes on, a document is compressed fast instead of well: 32 times the default limit of a container's arguments, which
/// compressed code hardly ever reaches.
const LARGE: usize = 8 * 1024 * 1024;

const MAGIC: &[u8; 3] = b"FPL";
const DIGEST_BYTES: usize = 32;
const HEADER_BYTES: usize = MAGIC.len() + 1 + DIGEST_BYTES;

/// Why a payload cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PayloadError {
    /// The arguments contain none.
    #[error("the arguments contain no payload")]
    Missing,
    /// Its characters are not those of URL-safe base64.
    #[error("the payload is not URL-safe base64: {0}")]
    Alphabet(#[from] base64::DecodeError),
    /// Its compression is broken.
    #[error("the payload cannot be decompressed: {0}")]
    Deflate(#[from] std::io::Error),
    /// It is larger than the code of any task.
    #[error("the payload is larger than {MAX_INFLATED} bytes when decompressed")]
    TooLarge,
    /// Something follows after its end.
    #[error("there is unexpected data after the end of the payload")]
    Trailing,
    /// It does not begin with the magic bytes.
    #[error("this is not a payload of Flightplan")]
    Header,
    /// A newer version of Flightplan wrote it.
    #[error(
        "the payload has format version {found}, but this runtime only reads versions up to {VERSION}: use the image of the Flightplan version that compiled it"
    )]
    Version {
        /// The version of the payload.
        found: u8,
    },
    /// Its bytes differ from those that were written.
    #[error("the payload is damaged: its digest does not match")]
    Digest,
    /// The document in it has another form.
    #[error("the payload cannot be decoded: {0}")]
    Document(#[from] rmp_serde::decode::Error),
    /// A reference in it has no target.
    #[error("the payload refers to something that it does not contain")]
    Incomplete,
}

/// Why the code of a task cannot be written. A sound program should give no reason.
#[derive(Debug, thiserror::Error)]
pub enum UnwritableError {
    /// Code, a type or a value is missing.
    #[error("a part of its code is missing")]
    Missing,
    /// The document has a form that MessagePack lacks.
    #[error("it cannot be encoded: {0}")]
    Document(#[from] rmp_serde::encode::Error),
    /// The compression failed.
    #[error("it cannot be compressed: {0}")]
    Deflate(#[from] std::io::Error),
}

impl From<Missing> for UnwritableError {
    fn from(Missing: Missing) -> Self {
        UnwritableError::Missing
    }
}

/// The payload of a task in chunks of at most `CHUNK_BYTES`.
///
/// # Errors
///
/// `UnwritableError`, which no sound program is known to give.
pub fn write(program: SoundProgram<'_>, task: TaskId) -> Result<Vec<String>, UnwritableError> {
    let document = canonical::document(program, task)?;
    let body = rmp_serde::to_vec_named(&document)?;
    Ok(chunks(&encode(&body)?))
}

/// The most bytes that the payload of a task may have in a container's arguments. Nothing is compressed to know that.
///
/// # Errors
///
/// As for [`write()`].
pub(crate) fn bound(program: SoundProgram<'_>, task: TaskId) -> Result<u64, UnwritableError> {
    let document = canonical::document(program, task)?;
    let mut counter = Counter(HEADER_BYTES as u64);
    rmp_serde::encode::write_named(&mut counter, &document)?;
    // Incompressible data is stored in blocks, each with a few bytes before it; the fast mode needs up to nine bits a byte.
    let slack = if counter.0 > LARGE as u64 { counter.0 / 7 } else { counter.0 / 1000 };
    let deflated = counter.0 + slack + 64;
    Ok(deflated.div_ceil(3) * 4)
}

/// Counts what is written into it.
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The program that a payload holds, and its task. Positions in it are to be read by [`Place::of`].
///
/// # Errors
///
/// If the chunks are not a payload, are damaged, or were written by a newer Flightplan.
pub fn read<S: AsRef<str>>(chunks: &[S]) -> Result<(Program, TaskId), PayloadError> {
    let text: String = chunks.iter().map(AsRef::as_ref).collect();
    if text.is_empty() {
        return Err(PayloadError::Missing);
    }
    let (version, body) = decode(&text)?;
    restored::program(rmp_serde::from_slice(&body)?, version)
}

fn encode(body: &[u8]) -> Result<String, std::io::Error> {
    // This much code is only written if the limits are lifted, and then time matters more than a few percent. The best compression would save
    // one percent for other payloads and need as long as everything else for a small task.
    let effort = if body.len() > LARGE { Compression::fast() } else { Compression::default() };
    let mut encoder = DeflateEncoder::new(Vec::new(), effort);
    encoder.write_all(MAGIC)?;
    encoder.write_all(&[VERSION])?;
    encoder.write_all(&Sha256::digest(body))?;
    encoder.write_all(body)?;
    Ok(URL_SAFE_NO_PAD.encode(encoder.finish()?))
}

/// The format version and the document.
fn decode(text: &str) -> Result<(u8, Vec<u8>), PayloadError> {
    let deflated = URL_SAFE_NO_PAD.decode(text)?;
    let mut inflated = Vec::new();
    let mut decoder = DeflateDecoder::new(deflated.as_slice());
    decoder.by_ref().take(MAX_INFLATED as u64 + 1).read_to_end(&mut inflated)?;
    if inflated.len() > MAX_INFLATED {
        return Err(PayloadError::TooLarge);
    }
    if decoder.total_in() != deflated.len() as u64 {
        return Err(PayloadError::Trailing);
    }
    if inflated.len() < HEADER_BYTES || !inflated.starts_with(MAGIC) || inflated[MAGIC.len()] == 0 {
        return Err(PayloadError::Header);
    }
    let version = inflated[MAGIC.len()];
    if version > VERSION {
        return Err(PayloadError::Version { found: version });
    }
    let body = inflated.split_off(HEADER_BYTES);
    if Sha256::digest(&body)[..] != inflated[MAGIC.len() + 1..] {
        return Err(PayloadError::Digest);
    }
    Ok((version, body))
}

fn chunks(text: &str) -> Vec<String> {
    // Base64 is ASCII, so every cut is between characters.
    text.as_bytes().chunks(CHUNK_BYTES).map(|chunk| String::from_utf8_lossy(chunk).into_owned()).collect()
}

#[cfg(test)]
mod tests;
