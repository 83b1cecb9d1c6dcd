//! The codes of family S: what cannot be read.

use crate::diagnostics::{Code, Severity};

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[
    &UNEXPECTED,
    &UNCLOSED_BRACKET,
    &UNMATCHED_BRACKET,
    &NESTED_TOO_DEEPLY,
    &UNTERMINATED_STRING,
    &STRAY_CHARACTER,
    &CONTROL_CHARACTER,
    &INVISIBLE_CHARACTER,
    &BIDIRECTIONAL_TEXT,
    &NOT_TEXT,
    &SINGLE_QUOTES,
    &FOREIGN_OPERATOR,
    &STRING_PREFIX,
    &INTERPOLATION,
    &DECORATOR,
    &DANGLING_DOC,
    &CHAINED_COMPARISON,
    &EMPTY_BRACKETS,
    &ARGUMENT_NAME,
    &TERNARY,
    &ASSIGNMENT_TARGET,
    &REPEATED_CLAUSE,
    &MALFORMED_NUMBER,
    &NUMBER_RANGE,
    &MALFORMED_DURATION,
    &UNKNOWN_ESCAPE,
    &TEXT_INDENTATION,
];

/// S001
pub static UNEXPECTED: Code = Code {
    id: "S001",
    name: "syntax-error",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S002
pub static UNCLOSED_BRACKET: Code = Code {
    id: "S002",
    name: "unclosed-bracket",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S003
pub static UNMATCHED_BRACKET: Code = Code {
    id: "S003",
    name: "unmatched-bracket",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S004
pub static NESTED_TOO_DEEPLY: Code = Code {
    id: "S004",
    name: "nested-too-deeply",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S005
pub static UNTERMINATED_STRING: Code = Code {
    id: "S005",
    name: "unterminated-string",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S006
pub static STRAY_CHARACTER: Code = Code {
    id: "S006",
    name: "stray-character",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S007
pub static CONTROL_CHARACTER: Code = Code {
    id: "S007",
    name: "control-character",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S008
pub static INVISIBLE_CHARACTER: Code = Code {
    id: "S008",
    name: "invisible-character",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S009
pub static BIDIRECTIONAL_TEXT: Code = Code {
    id: "S009",
    name: "bidirectional-text",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S010
pub static NOT_TEXT: Code = Code {
    id: "S010",
    name: "not-text",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S011
pub static SINGLE_QUOTES: Code = Code {
    id: "S011",
    name: "single-quotes",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S012
pub static FOREIGN_OPERATOR: Code = Code {
    id: "S012",
    name: "foreign-operator",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S013
pub static STRING_PREFIX: Code = Code {
    id: "S013",
    name: "string-prefix",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S014
pub static INTERPOLATION: Code = Code {
    id: "S014",
    name: "interpolation",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S015
pub static DECORATOR: Code = Code {
    id: "S015",
    name: "decorator",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S016
pub static DANGLING_DOC: Code = Code {
    id: "S016",
    name: "dangling-doc",
    severity: Severity::Warning,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S017
pub static CHAINED_COMPARISON: Code = Code {
    id: "S017",
    name: "chained-comparison",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S018
pub static EMPTY_BRACKETS: Code = Code {
    id: "S018",
    name: "empty-brackets",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S019
pub static ARGUMENT_NAME: Code = Code {
    id: "S019",
    name: "argument-name",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S020
pub static TERNARY: Code = Code {
    id: "S020",
    name: "ternary",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S021
pub static ASSIGNMENT_TARGET: Code = Code {
    id: "S021",
    name: "assignment-target",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S022
pub static REPEATED_CLAUSE: Code = Code {
    id: "S022",
    name: "repeated-clause",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S023
pub static MALFORMED_NUMBER: Code = Code {
    id: "S023",
    name: "malformed-number",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S024
pub static NUMBER_RANGE: Code = Code {
    id: "S024",
    name: "number-range",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S025
pub static MALFORMED_DURATION: Code = Code {
    id: "S025",
    name: "malformed-duration",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S026
pub static UNKNOWN_ESCAPE: Code = Code {
    id: "S026",
    name: "unknown-escape",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};

/// S027
pub static TEXT_INDENTATION: Code = Code {
    id: "S027",
    name: "text-indentation",
    severity: Severity::Error,
    summary: "",
    explanation: "",
    bad: "",
    good: "",
};
