//! Values as `outputs.pb`, which is written last; large ones are written beside it where the platform asks for that.

use prost::Message;
use sha2::{Digest, Sha256};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::Environment;
use super::error::RuntimeError;
use super::storage::{Location, Storage};
use crate::eval::Value;
use crate::flyteidl::core::{Literal, LiteralMap, LiteralOffloadedMetadata, LiteralValue};
use crate::literal::{self, types};
use crate::program::Interface;
use crate::program::Program;
use crate::program::Type;

const MIB: u64 = 1024 * 1024;

/// The size from which a literal gets a document of its own, and the size from which it is refused
/// (`flyteplugins/go/tasks/pluginmachinery/flytek8s/k8s_resource_adds.go`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Offloading {
    least: u64,
    most: u64,
}

impl Offloading {
    /// `None` where the platform does not offload: then it set no variables, or a negative least size.
    fn of(environment: Environment<'_>) -> Option<Self> {
        let mebibytes =
            |name: &str| environment(name).and_then(|text| text.trim().parse::<u64>().ok()).map(|size| size.saturating_mul(MIB));
        let least = mebibytes("_F_L_MIN_SIZE_MB")?;
        Some(Self { least, most: mebibytes("_F_L_MAX_SIZE_MB").unwrap_or(u64::MAX) })
    }
}

/// Writes the outputs of a task, or the singular ones of an element, into a folder.
///
/// # Errors
/// If a value does not have its type, is too large for the platform, or the store refuses it.
pub(super) fn write(
    program: &Program,
    interface: &Interface,
    values: &[Value],
    folder: &Location,
    storage: &mut Storage<'_>,
    environment: Environment<'_>,
) -> Result<(), RuntimeError> {
    let offloading = Offloading::of(environment);
    let mut outputs = LiteralMap::default();
    for (output, value) in interface.outputs.iter().zip(values) {
        let name = output.name.to_string();
        let literal = literal::write(program, value, &output.ty).map_err(|error| RuntimeError::Output { name: name.clone(), error })?;
        let literal = match offloading {
            Some(bounds) => offloaded(program, &name, literal, &output.ty, bounds, folder, storage)?,
            None => literal,
        };
        outputs.literals.insert(name, literal);
    }
    Ok(storage.write(&folder.child("outputs.pb"), outputs.encode_to_vec())?)
}

/// The literal itself, or a reference to its document.
fn offloaded(
    program: &Program,
    name: &str,
    literal: Literal,
    ty: &Type,
    bounds: Offloading,
    folder: &Location,
    storage: &mut Storage<'_>,
) -> Result<Literal, RuntimeError> {
    let bytes = literal.encoded_len() as u64;
    if bytes < bounds.least {
        return Ok(literal);
    }
    if bytes >= bounds.most {
        return Err(RuntimeError::TooLarge { name: name.to_owned(), bytes, most: bounds.most });
    }
    let location = folder.child(&format!("{name}_offloaded_metadata.pb"));
    let encoded = literal.encode_to_vec();
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(&encoded));
    storage.write(&location, encoded)?;
    let metadata = LiteralOffloadedMetadata {
        uri: location.uri().to_owned(),
        size_bytes: bytes,
        inferred_type: Some(types::literal_type(program, ty)),
    };
    Ok(Literal { value: Some(LiteralValue::OffloadedMetadata(Box::new(metadata))), hash, ..Literal::default() })
}
