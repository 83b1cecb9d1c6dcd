//! Text that cannot be read.

use super::codes;

codes! {
    UNEXPECTED: "S001" "syntax-error" Syntax Error since "0.1.0" { fix: Sometimes };
    UNCLOSED_BRACKET: "S002" "unclosed-bracket" Syntax Error since "0.1.0";
    UNMATCHED_BRACKET: "S003" "unmatched-bracket" Syntax Error since "0.1.0" { fix: Always };
    NESTED_TOO_DEEPLY: "S004" "nested-too-deeply" Syntax Error since "0.1.0";
    UNTERMINATED_STRING: "S005" "unterminated-string" Syntax Error since "0.1.0";
    STRAY_CHARACTER: "S006" "stray-character" Syntax Error since "0.1.0" { fix: Sometimes };
    CONTROL_CHARACTER: "S007" "control-character" Syntax Error since "0.1.0";
    INVISIBLE_CHARACTER: "S008" "invisible-character" Syntax Error since "0.1.0" { fix: Always };
    BIDIRECTIONAL_TEXT: "S009" "bidirectional-text" Syntax Error since "0.1.0";
    NOT_TEXT: "S010" "not-text" Syntax Error since "0.1.0";
    SINGLE_QUOTES: "S011" "single-quotes" Syntax Error since "0.1.0" { fix: Sometimes };
    FOREIGN_OPERATOR: "S012" "foreign-operator" Syntax Error since "0.1.0" { fix: Sometimes };
    STRING_PREFIX: "S013" "string-prefix" Syntax Error since "0.1.0";
    INTERPOLATION: "S014" "interpolation" Syntax Error since "0.1.0" { fix: Sometimes };
    DECORATOR: "S015" "decorator" Syntax Error since "0.1.0" { fix: Sometimes };
    DANGLING_DOC: "S016" "dangling-doc" Syntax Warning since "0.1.0";
    CHAINED_COMPARISON: "S017" "chained-comparison" Syntax Error since "0.1.0" { fix: Always };
    EMPTY_BRACKETS: "S018" "empty-brackets" Syntax Error since "0.1.0";
    ARGUMENT_NAME: "S019" "argument-name" Syntax Error since "0.1.0";
    TERNARY: "S020" "ternary" Syntax Error since "0.1.0" { fix: Sometimes };
    ASSIGNMENT_TARGET: "S021" "assignment-target" Syntax Error since "0.1.0";
    REPEATED_CLAUSE: "S022" "repeated-clause" Syntax Error since "0.1.0";
    MALFORMED_NUMBER: "S023" "malformed-number" Syntax Error since "0.1.0" { fix: Sometimes };
    NUMBER_RANGE: "S024" "number-range" Syntax Error since "0.1.0";
    MALFORMED_DURATION: "S025" "malformed-duration" Syntax Error since "0.1.0";
    UNKNOWN_ESCAPE: "S026" "unknown-escape" Syntax Error since "0.1.0";
    TEXT_INDENTATION: "S027" "text-indentation" Syntax Error since "0.1.0";
    FOREIGN_KEYWORD: "S028" "foreign-keyword" Syntax Error since "0.1.0" { fix: Sometimes };
    FOREIGN_COMMENT: "S029" "foreign-comment" Syntax Error since "0.1.0" { fix: Sometimes };
    RESERVED_WORD: "S030" "reserved-word" Syntax Error since "0.1.0" { fix: Sometimes };
    UNKNOWN_ITEM: "S031" "unknown-item" Syntax Error since "0.1.0" { fix: Sometimes };
    MISSING_TYPE: "S032" "missing-type" Syntax Error since "0.1.0" { fix: Sometimes };
    EQUALS_FOR_COLON: "S033" "equals-for-colon" Syntax Error since "0.1.0" { fix: Always };
    ASSIGNMENT_IN_EXPRESSION: "S034" "assignment-in-expression" Syntax Error since "0.1.0" { fix: Always };
    MISSING_LET: "S035" "missing-let" Syntax Error since "0.1.0" { fix: Always };
    MISSING_SEPARATOR: "S036" "missing-separator" Syntax Error since "0.1.0" { fix: Sometimes };
    DETACHED_BRACKET: "S037" "detached-bracket" Syntax Error since "0.1.0" { fix: Always };
    MISSING_ARROW: "S038" "missing-arrow" Syntax Error since "0.1.0" { fix: Always };
    MISSING_BODY: "S039" "missing-body" Syntax Error since "0.1.0" { fix: Sometimes };
    IMPORT_FORM: "S040" "import-form" Syntax Error since "0.1.0" { fix: Sometimes };
    FOREIGN_TYPE: "S041" "foreign-type" Syntax Error since "0.1.0" { fix: Sometimes };
    MISSING_OPERAND: "S042" "missing-operand" Syntax Error since "0.1.0";
    MISSING_VALUE: "S043" "missing-value" Syntax Error since "0.1.0" { fix: Sometimes };
    MISPLACED_CLAUSE: "S044" "misplaced-clause" Syntax Error since "0.1.0" { fix: Sometimes };
    BLOCK_OR_VALUE: "S045" "block-or-value" Syntax Error since "0.1.0" { fix: Sometimes };
    CLOSURE_TYPE: "S046" "closure-type" Syntax Error since "0.1.0" { fix: Sometimes };
    NESTED_DECLARATION: "S047" "nested-declaration" Syntax Error since "0.1.0";
    SLICE_STEP: "S048" "slice-step" Syntax Error since "0.1.0" { fix: Sometimes };
}
