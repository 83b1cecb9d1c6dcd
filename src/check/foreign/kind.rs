//! What kind of value an argument is, as far as rows ask.

/// The kind of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Element {
    Int,
    Float,
    Str,
    Bool,
    List,
    Tuple,
    Other,
}

/// The kind of a value, or of code that is not a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Kind {
    Unknown,
    Int,
    Float,
    Bool,
    Str,
    Bytes,
    Json,
    Datetime,
    Duration,
    List(Element),
    Map,
    Optional,
    Struct,
    Enum,
    /// A file, a folder or a table.
    File,
    Error,
    Rng,
    Tuple,
    /// Written in place.
    Closure(usize),
    /// A function by its name.
    Function,
    /// A type by its name, or a word of another language.
    Word,
}

impl Kind {
    /// Whether a row that asks for this takes it.
    pub(super) fn is(self, asked: &str) -> bool {
        match asked {
            "list" => matches!(self, Kind::List(_)),
            "strs" => self == Kind::List(Element::Str),
            "bools" => self == Kind::List(Element::Bool),
            "lists" => self == Kind::List(Element::List),
            "tuples" => self == Kind::List(Element::Tuple),
            "floats" => self == Kind::List(Element::Float),
            "nums" => matches!(self, Kind::List(Element::Int | Element::Float)),
            "map" => self == Kind::Map,
            "str" => self == Kind::Str,
            "num" => matches!(self, Kind::Int | Kind::Float),
            "int" => self == Kind::Int,
            "float" => self == Kind::Float,
            "bool" => self == Kind::Bool,
            "bytes" => self == Kind::Bytes,
            "json" => self == Kind::Json,
            "struct" => self == Kind::Struct,
            "optional" => self == Kind::Optional,
            "file" => self == Kind::File,
            "code" => matches!(self, Kind::Closure(_) | Kind::Function),
            "code1" => matches!(self, Kind::Closure(1) | Kind::Function),
            "code2" => matches!(self, Kind::Closure(2) | Kind::Function),
            "word" => self == Kind::Word,
            "element" => self.is_element(),
            _ => false,
        }
    }

    /// Whether it is a value that cannot be a position.
    fn is_element(self) -> bool {
        match self {
            Kind::Unknown | Kind::Int | Kind::Closure(_) | Kind::Function | Kind::Word => false,
            Kind::Float | Kind::Bool | Kind::Str | Kind::Bytes | Kind::Json | Kind::Datetime | Kind::Duration | Kind::List(_) => true,
            Kind::Map | Kind::Optional | Kind::Struct | Kind::Enum | Kind::File | Kind::Error | Kind::Rng | Kind::Tuple => true,
        }
    }
}

/// The kinds that rows ask for; the tests compare the tables with it.
#[cfg(test)]
pub(super) const ASKED: &[&str] = &[
    "list", "strs", "bools", "lists", "tuples", "floats", "map", "str", "num", "int", "float", "bytes", "json", "struct", "optional",
    "file", "nums", "bool", "element", "code", "code1", "code2", "word", "whole", "text",
];
