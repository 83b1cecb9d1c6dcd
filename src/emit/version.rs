//! The version that is a hash of the content.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::Entity;

/// How many bytes of the hash a version has.
const BYTES: usize = 16;

/// A version for these entities, whose ids have none yet: the start of a SHA-256 over all their names and bytes, in hexadecimal.
pub(super) fn of_content(entities: &[Entity]) -> String {
    let mut hash = Sha256::new();
    for entity in entities {
        let bytes = entity.message.encode();
        for part in [entity.name.as_bytes(), &[entity.message.kind()], &bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    hash.finalize().iter().take(BYTES).fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
