//! Flyte's rules for names and values.

use super::codes;

codes! {
    NAME_TOO_LONG: "F001" "name-too-long" Flyte Error since "0.1.0";
    NAME_CHARACTERS: "F002" "name-characters" Flyte Error since "0.1.0";
    REGISTERED_TWICE: "F003" "registered-twice" Flyte Error since "0.1.0";
    MIXED_DEFAULT: "F004" "mixed-default" Flyte Error since "0.1.0";
    LONG_CONSTANT_DURATION: "F005" "long-constant-duration" Flyte Error since "0.1.0";
    LOCAL_PATH: "F006" "local-path" Flyte Warning since "0.1.0";
}
