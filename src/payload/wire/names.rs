//! Kinds that only have a name, and the macro that maps the names to the variants of the program.

use serde::{Deserialize, Serialize};

use super::Wire;
use crate::payload::canonical::{Missing, Writer};
use crate::payload::restored::{Dangling, Reader};
use crate::program;

/// An enum of the program without fields: each of its variants and the name that it has in a payload. Names stay the same, whatever happens to the
/// variants; a variant without a name does not compile.
macro_rules! names {
    ($($(#[$doc:meta])* $name:ident, $theirs:path { $($variant:ident $wire:literal)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
        pub(in crate::payload) enum $name { $(#[serde(rename = $wire)] $variant),+ }

        #[cfg(test)]
        impl $name {
            pub(super) const NAMES: &[&str] = &[$($wire),+];
        }

        const _: () = {
            use $theirs as Theirs;

            impl From<Theirs> for $name {
                fn from(value: Theirs) -> Self {
                    match value { $(Theirs::$variant => Self::$variant),+ }
                }
            }

            impl From<$name> for Theirs {
                fn from(value: $name) -> Self {
                    match value { $($name::$variant => Self::$variant),+ }
                }
            }

            impl Wire for $name {
                type Program = Theirs;

                fn write(value: &Theirs, _: &mut Writer<'_>) -> Result<Self, Missing> {
                    Ok((*value).into())
                }

                fn read(self, _: &Reader) -> Result<Theirs, Dangling> {
                    Ok(self.into())
                }
            }
        };
    )+};
}

names! {
    /// How the outputs of an interface are written.
    OutputStyle, program::OutputStyle {
        None "None"
        Single "Single"
        Positional "Positional"
        Named "Named"
    }

    /// How a secret arrives in the container.
    SecretMount, program::SecretMount {
        Any "Any"
        Env "Env"
        File "File"
    }

    /// The kind of a loop's subject.
    IterKind, program::IterKind {
        List "List"
        Map "Map"
    }

    /// The kind of value that is indexed or sliced.
    SequenceKind, program::SequenceKind {
        List "List"
        Str "Str"
        Bytes "Bytes"
        Map "Map"
        Json "Json"
    }

    /// An operator before its operand, with the operand's type.
    UnaryOperand, program::UnaryOperand {
        NegInt "NegInt"
        NegFloat "NegFloat"
        NegDuration "NegDuration"
        Not "Not"
    }

    /// An operator between operands.
    BinaryOp, program::BinaryOp {
        Add "Add"
        Sub "Sub"
        Mul "Mul"
        Div "Div"
        FloorDiv "FloorDiv"
        Mod "Mod"
        Pow "Pow"
        Eq "Eq"
        Ne "Ne"
        Lt "Lt"
        Le "Le"
        Gt "Gt"
        Ge "Ge"
        And "And"
        Or "Or"
        In "In"
        NotIn "NotIn"
        Coalesce "Coalesce"
    }

    /// The types of the operands of such an operator.
    BinaryOperands, program::BinaryOperands {
        Int "Int"
        Float "Float"
        Bool "Bool"
        Str "Str"
        List "List"
        Datetime "Datetime"
        Duration "Duration"
        DatetimeDuration "DatetimeDuration"
        DurationDatetime "DurationDatetime"
        DurationInt "DurationInt"
        IntDuration "IntDuration"
        DurationFloat "DurationFloat"
        FloatDuration "FloatDuration"
        StrInt "StrInt"
        IntStr "IntStr"
        ListInt "ListInt"
        IntList "IntList"
        InList "InList"
        InMap "InMap"
        InStr "InStr"
        Any "Any"
        Optional "Optional"
    }
}
