//! Types as they are written in declarations.

use super::codes;

codes! {
    MAP_KEY: "T301" "map-key-not-str" Types Error since "0.1.0";
    INDISTINCT_UNION: "T302" "indistinct-union" Types Error since "0.1.0";
    TYPE_ARGUMENTS: "T303" "type-arguments" Types Error since "0.1.0";
    FORMAT: "T304" "bad-format" Types Error since "0.1.0";
    FN_OUTPUTS: "T305" "named-outputs-of-fn" Types Error since "0.1.0";
    INDISTINCT_FIELD: "T306" "indistinct-field" Types Error since "0.1.0";
    TYPE_SIZE: "T307" "type-too-large" Types Error since "0.1.0";
}
