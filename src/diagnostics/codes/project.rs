//! The command line, files and configuration.

use super::codes;

codes! {
    UNREADABLE: "P001" "unreadable-path" Project Error since "0.1.0" { subject: Invocation };
    NOT_TEXT: "P002" "not-utf-8" Project Error since "0.1.0" { subject: Invocation };
    NO_SOURCES: "P003" "no-sources" Project Error since "0.1.0" { subject: Invocation };
    NOT_A_SOURCE: "P004" "not-a-source" Project Error since "0.1.0" { subject: Invocation };
    MODULE_NAME: "P005" "bad-module-name" Project Error since "0.1.0";
    TOO_LARGE: "P006" "file-too-large" Project Error since "0.1.0";
    UNWRITABLE: "P007" "unwritable-output" Project Error since "0.1.0" { subject: Invocation };
    LEADS_OUT: "P008" "leads-out-of-project" Project Error since "0.1.0" { subject: Invocation };
    LINKED_MODULE: "P009" "linked-module" Project Error since "0.1.0" { subject: Invocation };
    CONFIG_SYNTAX: "P101" "config-syntax" Project Error since "0.1.0" { subject: Invocation };
    UNKNOWN_KEY: "P102" "unknown-config-key" Project Error since "0.1.0" { subject: Invocation };
    CONFIG_VALUE: "P103" "config-value" Project Error since "0.1.0" { subject: Invocation };
    UNKNOWN_CODE: "P104" "unknown-code" Project Error since "0.1.0" { subject: Invocation };
    FIXED_LEVEL: "P105" "fixed-level" Project Error since "0.1.0" { subject: Invocation };
}
