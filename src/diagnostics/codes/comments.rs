//! Comments that allow findings.

use super::codes;

codes! {
    UNKNOWN_ALLOW: "Q901" "unknown-allow" Lints Warning since "0.1.0";
    MISPLACED_ALLOW: "Q902" "misplaced-allow" Lints Warning since "0.1.0";
    USELESS_ALLOW: "Q903" "useless-allow" Lints Warning since "0.1.0" { fix: Sometimes };
    FORBIDDEN_ALLOW: "Q904" "forbidden-allow" Lints Warning since "0.1.0";
}
