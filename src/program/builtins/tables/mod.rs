//! The table itself, a file per group or two.

mod data;
mod lists;
mod maps;
mod numbers;
mod run;
mod statistics;
mod text;
mod time;

use super::Builtin;

/// A slice of the table: `"name" "doc" { Op "signature" … } [ "code" => "value" … ]` per builtin.
macro_rules! builtins {
    ($(#[$attribute:meta])* $table:ident $group:literal: $($name:literal $doc:literal { $($op:ident $signature:literal)+ } [ $($code:literal => $value:literal)+ ])*) => {
        $(#[$attribute])*
        pub(super) static $table: &[$crate::program::builtins::Builtin] = &[$(
            $crate::program::builtins::Builtin {
                name: $name,
                group: $group,
                doc: $doc,
                examples: &[$(($code, $value)),+],
                overloads: &[$(
                    $crate::program::builtins::Overload { op: $crate::program::builtins::BuiltinOp::$op, signature: $signature }
                ),+],
            }
        ),*];
    };
}
use builtins;

/// The groups in the order of the docs.
pub(super) static GROUPS: &[&[Builtin]] = &[
    numbers::NUMBERS,
    numbers::CONVERSIONS,
    text::TEXT,
    text::PATTERNS,
    lists::LISTS,
    statistics::STATISTICS,
    maps::MAPS,
    time::TIME,
    data::JSON,
    data::BYTES,
    run::RANDOM,
    run::RUN,
];
