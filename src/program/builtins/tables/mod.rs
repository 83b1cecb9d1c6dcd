//! The tables themselves, a file for a group or two. Each makes an enum of its operations.

mod data;
mod lists;
mod maps;
mod numbers;
mod run;
mod statistics;
mod text;
mod time;

use super::Builtin;

pub use data::{BytesOp, JsonOp};
pub use lists::ListOp;
pub use maps::MapOp;
pub use numbers::{ConversionOp, NumberOp};
pub use run::{RandomOp, RunOp};
pub use statistics::StatisticOp;
pub use text::{PatternOp, TextOp};
pub use time::TimeOp;

/// A table: the operations of a group as an enum, and the builtins that call them. A builtin is its documentation, its name, its overloads and
/// its examples with their values.
///
/// An overload introduces an operation with a word for whose work it is (`folded`, `looped` or `run`, see [`Class`](super::Class)), its name and its
/// signature, or several if one operation has them; or it refers to an operation that exists elsewhere, after `=`.
macro_rules! builtins {
    ($(#[$about:meta])* $table:ident $family:ident($ops:ident) $group:literal: $(
        $(#[doc = $doc:literal])+
        $name:literal {
            $(= $other:ident($others:ident::$shared:ident) { $($known:tt)* })*
            $($class:ident $op:ident $({ $($signature:tt)* })+)*
        } [ $($code:literal => $value:literal)+ ]
    )*) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $ops {
            $($(#[doc = concat!("`", $name, "`: ", $("`", stringify!($($signature)*), "` "),+)] $op,)*)*
        }

        impl $ops {
            pub(in crate::program::builtins) const fn class(self) -> $crate::program::builtins::Class {
                match self {
                    $($(Self::$op => $crate::program::builtins::tables::class!($class $op),)*)*
                }
            }

            pub(in crate::program::builtins) const fn changes_first(self) -> bool {
                match self {
                    $($(Self::$op => const { false $(|| signature!($($signature)*).changes_first())+ },)*)*
                }
            }
        }

        pub(super) static $table: &[$crate::program::builtins::Builtin] = &[$(
            $crate::program::builtins::Builtin {
                name: $name,
                group: $group,
                doc: concat!($($doc),+).trim_ascii(),
                examples: &[$(($code, $value)),+],
                overloads: &[
                    $($crate::program::builtins::Overload {
                        op: $crate::program::builtins::BuiltinOp::$other($crate::program::builtins::$others::$shared),
                        signature: signature!($($known)*),
                    },)*
                    $($($crate::program::builtins::Overload {
                        op: $crate::program::builtins::BuiltinOp::$family($ops::$op),
                        signature: signature!($($signature)*),
                    },)+)*
                ],
            }
        ),*];
    };
}

/// A [`Class`](super::Class) as the tables write it.
macro_rules! class {
    (run $op:ident) => {
        $crate::program::builtins::Class::Run
    };
    (folded $op:ident) => {
        $crate::program::builtins::Class::Folded($crate::program::builtins::Folded::$op)
    };
    (looped $op:ident) => {
        $crate::program::builtins::Class::Looped($crate::program::builtins::Looped::$op)
    };
}

use {builtins, class};

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
