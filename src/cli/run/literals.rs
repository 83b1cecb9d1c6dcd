//! A run as Flyte would record it: its inputs, and its outputs or its error, as literals in proto JSON.

use serde::Serialize;

use crate::engine::{Cause, ElementFailure, RunFailure};
use crate::eval::{Failure, FailureKind, Value};
use crate::flyteidl::core::{ContainerErrorKind, LiteralMap};
use crate::literal::{self, WriteError};
use crate::program::Program;
use crate::program::{Interface, Variable};

/// What is printed.
#[derive(Serialize)]
struct Document {
    inputs: LiteralMap,
    #[serde(flatten)]
    outcome: Outcome,
}

/// How the run ended.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Outputs(LiteralMap),
    Error(RunError),
}

/// Why the run failed, in the terms of Flyte's error documents.
#[derive(Serialize)]
struct RunError {
    /// As a container reports it, or as propeller does for what fails outside of a container.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<ContainerErrorKind>,
    /// For a map: the elements whose failures violated the criterion.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elements: Vec<ElementError>,
}

/// A failed element of a map.
#[derive(Serialize)]
struct ElementError {
    index: u64,
    #[serde(flatten)]
    error: RunError,
}

/// Why a run has no document.
#[derive(Debug, thiserror::Error)]
pub(super) enum DocumentError {
    /// A value does not belong to its type.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Proto JSON cannot represent a value: an instant outside the years 1 to 9999.
    #[error("a value cannot be written as proto JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// The document of a run, on one line, with every string in it passed through `masked`: masking the written document might also mask its
/// quotes and commas.
///
/// # Errors
/// If a value has no literal, or the literal cannot be written as proto JSON.
pub(super) fn document(
    program: &Program,
    interface: &Interface,
    inputs: &[Value],
    result: &Result<Vec<Value>, RunFailure>,
    masked: &dyn Fn(&str) -> String,
) -> Result<String, DocumentError> {
    let inputs = literals(program, &interface.inputs, inputs)?;
    let outcome = match result {
        Ok(values) => Outcome::Outputs(literals(program, &interface.outputs, values)?),
        Err(failure) => Outcome::Error(RunError::new(program, failure)),
    };
    let mut document = serde_json::to_value(Document { inputs, outcome })?;
    mask(&mut document, masked);
    Ok(document.to_string() + "\n")
}

/// Masks the strings of a document, including the keys of maps of literals.
fn mask(document: &mut serde_json::Value, masked: &dyn Fn(&str) -> String) {
    use serde_json::Value as Json;
    match document {
        Json::String(text) => *text = masked(text),
        Json::Array(members) => members.iter_mut().for_each(|member| mask(member, masked)),
        Json::Object(members) => {
            members.values_mut().for_each(|member| mask(member, masked));
            if let Some(Json::Object(literals)) = members.get_mut("literals") {
                *literals = std::mem::take(literals).into_iter().map(|(key, literal)| (masked(&key), literal)).collect();
            }
        }
        _ => {}
    }
}

fn literals(program: &Program, variables: &[Variable], values: &[Value]) -> Result<LiteralMap, WriteError> {
    let literal = |(variable, value): (&Variable, &Value)| Ok((variable.name.to_string(), literal::write(program, value, &variable.ty)?));
    Ok(LiteralMap { literals: variables.iter().zip(values).map(literal).collect::<Result<_, _>>()? })
}

impl RunError {
    fn new(program: &Program, failure: &RunFailure) -> Self {
        let message = || failure.diagnostic(program).message;
        match &failure.cause {
            Cause::Task { failure, .. } => Self::of_task(failure),
            // As a task that outlives its own timeout.
            Cause::Late { .. } => Self {
                code: Some(FailureKind::Timeout.code()),
                message: message(),
                kind: Some(ContainerErrorKind::Recoverable),
                elements: Vec::new(),
            },
            Cause::Elements { elements, .. } => {
                Self { code: None, message: message(), kind: None, elements: elements.iter().filter_map(ElementError::new).collect() }
            }
            // `flytepropeller/pkg/controller/nodes/array/handler.go`
            Cause::ZipLengths { .. } => Self::of_propeller(Some("InvalidArrayLength"), message()),
            Cause::Unreachable { .. } => Self::of_propeller(None, message()),
            // `flytepropeller/pkg/controller/nodes/executor.go`, which wraps what resolves the path.
            Cause::Path { .. } | Cause::PartTooLarge { .. } => Self::of_propeller(Some("BindingResolutionFailure"), message()),
        }
    }

    fn of_task(failure: &Failure) -> Self {
        let kind = if failure.is_retryable() { ContainerErrorKind::Recoverable } else { ContainerErrorKind::NonRecoverable };
        Self { code: Some(failure.kind.code()), message: failure.message.clone(), kind: Some(kind), elements: Vec::new() }
    }

    fn of_propeller(code: Option<&'static str>, message: String) -> Self {
        Self { code, message, kind: None, elements: Vec::new() }
    }
}

impl ElementError {
    /// `None` for failures that cannot happen within an element.
    fn new(element: &ElementFailure) -> Option<Self> {
        let Cause::Task { failure, .. } = &element.cause else { return None };
        Some(Self { index: element.index, error: RunError::of_task(failure) })
    }
}
