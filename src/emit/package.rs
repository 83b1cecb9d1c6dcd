//! Artifacts as files: an archive as `pyflyte package` writes it, a folder of the same files, or one JSON document.
//!
//! The same artifacts are the same bytes: no times, no owners, no order of a file system.

use std::io;
use std::io::Write;

use flate2::{Compression, GzBuilder};
use serde::Serialize;
use serde_json::Value as Json;

use super::{Artifacts, Entity, Message, naming};
use crate::flyteidl::json;
use crate::parallel;

/// The version of the schema of [`to_json`].
pub(crate) const JSON_VERSION: u32 = 1;

/// The number for an unknown system in a gzip header.
const ANY_SYSTEM: u8 = 255;

/// The bytes of an archive that are compressed together: large ones are compressed on all cores, and the size, which the bytes of the
/// archive depend on, is the same everywhere.
const BLOCK: usize = 256 * 1024;

/// Name and bytes of each file, in the order of registration.
pub fn files(artifacts: &Artifacts) -> Vec<(String, Vec<u8>)> {
    let named: Vec<(String, &Entity)> = named(artifacts).collect();
    let encoded = parallel::map(&named, |(_, entity)| entity.message.encode());
    named.into_iter().zip(encoded).map(|((name, _), bytes)| (name, bytes)).collect()
}

fn named(artifacts: &Artifacts) -> impl Iterator<Item = (String, &Entity)> {
    let count = artifacts.entities.len();
    artifacts
        .entities
        .iter()
        .enumerate()
        .map(move |(index, entity)| (naming::file(index, count, &entity.name, entity.message.kind()), entity))
}

/// The archive for `flytectl register files --archive`.
///
/// # Errors
///
/// If `out` cannot be written to.
pub fn write_tgz(artifacts: &Artifacts, mut out: impl Write) -> io::Result<()> {
    let archive = tar(artifacts)?;
    let blocks: Vec<&[u8]> = archive.chunks(BLOCK).collect();
    for member in parallel::map(&blocks, |block| compress(block)) {
        out.write_all(&member?)?;
    }
    out.flush()
}

/// One member of a gzip file; several in a row are one file (RFC 1952, 2.2).
fn compress(block: &[u8]) -> io::Result<Vec<u8>> {
    let mut member =
        GzBuilder::new().mtime(0).operating_system(ANY_SYSTEM).write(Vec::with_capacity(block.len() / 4), Compression::default());
    member.write_all(block)?;
    member.finish()
}

fn tar(artifacts: &Artifacts) -> io::Result<Vec<u8>> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in files(artifacts) {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        header.set_uid(0);
        header.set_gid(0);
        header.set_entry_type(tar::EntryType::Regular);
        archive.append_data(&mut header, &name, bytes.as_slice())?;
    }
    archive.into_inner()
}

/// The document of [`to_json`].
#[derive(Serialize)]
struct Document {
    version: u32,
    entities: Vec<JsonEntity>,
}

#[derive(Serialize)]
struct JsonEntity {
    file: String,
    kind: &'static str,
    name: String,
    message: Json,
}

/// One document of all messages in proto JSON, with the protocol's own field names.
///
/// # Errors
///
/// If a message holds an instant that proto JSON has no form for.
pub fn to_json(artifacts: &Artifacts) -> Result<String, serde_json::Error> {
    let entity = |(file, entity): (String, &Entity)| {
        let (kind, message) = match &entity.message {
            Message::Task(message) => ("task", json::to_json(&**message)?),
            Message::Workflow(message) => ("workflow", json::to_json(&**message)?),
            Message::LaunchPlan(message) => ("launch_plan", json::to_json(&**message)?),
        };
        Ok(JsonEntity { file, kind, name: entity.name.clone(), message })
    };
    let entities = named(artifacts).map(entity).collect::<Result<_, serde_json::Error>>()?;
    Ok(serde_json::to_string_pretty(&Document { version: JSON_VERSION, entities })? + "\n")
}

/// Whether a file is one that an emission into a folder wrote: those are replaced, everything else is kept.
pub(crate) fn is_artifact(path: &std::path::Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let index = name.split('_').next().unwrap_or_default();
    let numbered = !index.is_empty() && index.bytes().all(|byte| byte.is_ascii_digit());
    numbered && ["_1.pb", "_2.pb", "_3.pb"].iter().any(|suffix| name.ends_with(suffix))
}
