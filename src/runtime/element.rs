//! Which element of a map a container runs: Flyte names the variable that holds the index
//! (`flytepropeller/pkg/controller/nodes/array/execution_context.go`).

use super::Environment;
use crate::source::Name;

/// The variable that names the variable with the index.
const INDEX_NAME: &str = "BATCH_JOB_ARRAY_INDEX_VAR_NAME";

/// The offset of the index: the older array plugins number their slots from 0 and shift them.
const INDEX_OFFSET: &str = "BATCH_JOB_ARRAY_INDEX_OFFSET";

/// One element of a map.
pub(super) struct Element<'a> {
    pub(super) index: u64,
    /// The inputs that every element receives whole.
    pub(super) bound: &'a [Name],
}

/// Why the index is not known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum IndexError {
    /// The variable is not set.
    #[error("the variable `{0}` is not set: this task runs one element of a map, and has to be started by an array node of Flyte")]
    Unset(String),
    /// It is not a number.
    #[error("the variable `{name}` must be the index of an element, but is `{text}`")]
    Number {
        /// The variable.
        name: String,
        /// Its value.
        text: String,
    },
}

/// The index of the element that the environment names.
///
/// # Errors
/// If a variable is missing or is not a number.
pub(super) fn index(environment: Environment<'_>) -> Result<u64, IndexError> {
    let set = |name: &str| environment(name).filter(|text| !text.is_empty());
    let number = |name: String, text: String| {
        text.trim().parse::<u64>().ok().ok_or_else(|| IndexError::Number { name: name.clone(), text: text.clone() })
    };
    let offset = match set(INDEX_OFFSET) {
        Some(text) => number(INDEX_OFFSET.to_owned(), text)?,
        None => 0,
    };
    let name = set(INDEX_NAME).ok_or_else(|| IndexError::Unset(INDEX_NAME.to_owned()))?;
    let text = set(&name).ok_or_else(|| IndexError::Unset(name.clone()))?;
    let slot = number(name.clone(), text.clone())?;
    slot.checked_add(offset).ok_or(IndexError::Number { name, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Result<u64, IndexError> {
        index(&|name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_named_variable_holds_the_index() {
        assert_eq!(of(&[(INDEX_NAME, "FLYTE_K8S_ARRAY_INDEX"), ("FLYTE_K8S_ARRAY_INDEX", "7")]), Ok(7));
        assert_eq!(of(&[(INDEX_NAME, "X"), ("X", "7"), (INDEX_OFFSET, "100")]), Ok(107));
        assert_eq!(of(&[(INDEX_NAME, "X"), ("X", "7"), (INDEX_OFFSET, "")]), Ok(7));
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(of(&[]), Err(IndexError::Unset(INDEX_NAME.to_owned())));
        assert_eq!(of(&[(INDEX_NAME, "X")]), Err(IndexError::Unset("X".to_owned())));
        for text in ["-1", "one", "18446744073709551616"] {
            assert_eq!(of(&[(INDEX_NAME, "X"), ("X", text)]), Err(IndexError::Number { name: "X".to_owned(), text: text.to_owned() }));
        }
        assert!(of(&[(INDEX_NAME, "X"), ("X", "1"), (INDEX_OFFSET, "18446744073709551615")]).is_err());
    }
}
