//! Methods of other languages, by the kind of the value before the dot.

mod lists;
mod maps;
mod others;
mod text;
mod time;

use super::{Kind, Row};

/// What is said of reading and writing data.
pub(in crate::check) const READ: &str =
    "task code cannot read or write files and tables in this version: it can pass them on, and take the values that it needs as parameters";

/// The tables for a value of a kind, those of its own first.
pub(super) fn of(kind: Kind) -> &'static [&'static [Row]] {
    match kind {
        Kind::Str => &[text::METHODS, others::ANY],
        Kind::List(_) => &[lists::METHODS, others::ANY],
        Kind::Map => &[maps::METHODS, others::ANY],
        Kind::Optional => &[others::OPTIONAL],
        Kind::Int | Kind::Float | Kind::Bool => &[others::NUMBERS, others::ANY],
        Kind::Datetime => &[time::DATETIME, others::ANY],
        Kind::Duration => &[time::DURATION, others::ANY],
        Kind::Json => &[others::JSON, others::ANY],
        Kind::Bytes => &[others::BYTES, others::ANY],
        Kind::Enum => &[others::ENUM, others::ANY],
        Kind::Struct => &[others::STRUCT, others::ANY],
        Kind::File => &[others::FILE],
        Kind::Rng => &[others::RNG],
        Kind::Error => &[others::ERROR, others::ANY],
        Kind::Tuple => &[others::ANY],
        Kind::Unknown | Kind::Closure(_) | Kind::Function | Kind::Word => &[],
    }
}
