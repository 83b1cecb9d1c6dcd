//! Options in `with { … }`.

use super::codes;

codes! {
    UNKNOWN_OPTION: "O001" "unknown-option" Options Error since "0.1.0" { fix: Sometimes };
    OPTION_MISPLACED: "O002" "misplaced-option" Options Error since "0.1.0";
    DUPLICATE_OPTION: "O003" "duplicate-option" Options Error since "0.1.0";
    OPTION_VALUE: "O004" "wrong-option-value" Options Error since "0.1.0" { fix: Sometimes };
    OPTION_RANGE: "O005" "option-out-of-range" Options Error since "0.1.0" { fix: Sometimes };
    INVALID_QUANTITY: "O006" "invalid-quantity" Options Error since "0.1.0" { fix: Sometimes };
    REQUEST_OVER_LIMIT: "O007" "request-over-limit" Options Error since "0.1.0";
    ODD_QUANTITY: "O008" "odd-quantity" Options Warning since "0.1.0" { fix: Sometimes };
    INVALID_IMAGE: "O009" "invalid-image" Options Error since "0.1.0";
    INVALID_NAME: "O010" "invalid-option-name" Options Error since "0.1.0";
    INVALID_SECRET: "O011" "invalid-secret" Options Error since "0.1.0";
    TOO_MANY_LABELS: "O012" "too-many-labels" Options Error since "0.1.0";
    CACHE_RULE: "O013" "cache-option-without-cache" Options Error since "0.1.0";
    UNKNOWN_IGNORED_INPUT: "O014" "unknown-ignored-input" Options Error since "0.1.0";
    CACHE_WITHOUT_OUTPUTS: "O015" "cache-without-outputs" Options Warning since "0.1.0";
    TWO_CRITERIA: "O016" "two-success-criteria" Options Error since "0.1.0";
    IGNORED_BY_TARGET: "O017" "option-ignored-by-target" Options Error since "0.1.0";
    RETRIES_STAY: "O018" "retries-not-taken-away" Options Error since "0.1.0";
    ACCELERATOR_WITHOUT_GPU: "O019" "accelerator-without-gpu" Options Warning since "0.1.0";
    GPUS_DIFFER: "O020" "overridden-gpus-differ" Options Warning since "0.1.0";
}
